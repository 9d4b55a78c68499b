#!/bin/sh
# Installs the peers into .peers, about 1 GB. Needs Linux, Python 3.11, javac 17 or newer and zstd.
# KUROMOJI=1 adds Lucene's Japanese analyzer for quality.py, which is a download of its own.
set -eu
cd "$(dirname "$0")"

for program in python3 javac zstd; do
    command -v "$program" >/dev/null || { echo "missing: $program" >&2; exit 1; }
done

python3 -m venv .peers/venv
.peers/venv/bin/pip install -q -r requirements.txt
.peers/venv/bin/pip install -q --no-deps -r requirements-nodeps.txt
# The analyzer is in a jar with Lucene 9 inside of a package's source.
if [ "${KUROMOJI:-0}" = 1 ] && [ ! -e .peers/lib/anserini.jar ]; then
    .peers/venv/bin/pip download -q --no-deps -d .peers/download pyserini==1.6.0
fi
.peers/venv/bin/python setup_java.py
rm -rf .peers/download
