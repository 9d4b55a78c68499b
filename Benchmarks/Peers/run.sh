#!/bin/sh
# Compares swift-search with its peers on a corpus and writes a report.
#
#     run.sh [CORPUS.jsonl[.zst] [words|cjk [OPTION OF compare.py]…]]
#
# Without a corpus it is cut from the manual pages and documents of this machine.
set -eu
[ $# -eq 0 ] || corpus="$(realpath "$1")"
analyzer="${2:-words}"
shift $(($# < 2 ? $# : 2))
cd "$(dirname "$0")"

python=.peers/venv/bin/python
[ -e "$python" ] || { echo "run install.sh first" >&2; exit 1; }
swift build -c release --package-path .. --product peer-driver
driver="$(swift build -c release --package-path .. --show-bin-path)/peer-driver"

mkdir -p work results
if [ -z "${corpus:-}" ]; then
    corpus=work/trial.jsonl
    [ -e "$corpus" ] || "$python" make_test_corpus.py 20000 >"$corpus"
fi
name="$(basename "$corpus" .zst)"
name="${name%.jsonl}-$analyzer"
work="work/$name"
mkdir -p "$work"
# The others do not change; ours does.
rm -rf "$work"/ours-*
"$python" make_queries.py "$corpus" --analyzer "$analyzer" >"$work/queries.jsonl"
"$python" compare.py "$corpus" "$work/queries.jsonl" --analyzer "$analyzer" --work "$work" \
    --out "results/$name" --threads 1 --ours "'$driver'" "$@"
