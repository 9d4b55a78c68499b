"""Ranking quality of the peers, and of our engine, on judged collections.

    python quality.py collections --out results/quality \\
        --ours-index 'swift-search index {docs} --index {index}' \\
        --ours 'sh -c "swift-search query --topics {queries} --trec --limit 100 \\
            --index {index} > {run}"'

A collection is a folder with docs.jsonl (or .jsonl.zst) and, next to it or anywhere below,
queries.tsv with its qrels.txt. Peers are Lucene's analyzers under BM25; our engine is any
command that writes a TREC run of (at least) the best 100 documents a query.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import ir_measures
from analyzers import BY_LANGUAGE, CLASSES, SPLITTERS
from engine import LIB
from ir_measures import RR, R, nDCG

MEASURES = {"nDCG@10": nDCG @ 10, "MRR@10": RR @ 10, "R@100": R @ 100}
PARAMETERS = ("0.9:0.4", "1.2:0.75")
SPACES = re.compile(r"\s+")
SCRIPTS = {"ko": "[\uac00-\ud7a3]", "ja": "[\u3041-\u30ff]", "zh": "[\u4e00-\u9fff]"}


def documents(collection: Path) -> Iterator[tuple[str, str]]:
    """Ids and texts (title first) of a collection."""
    docs = docs_file(collection)
    program = ["zstd", "-dcqf"] if docs.suffix == ".zst" else ["cat"]
    with subprocess.Popen([*program, docs], stdout=subprocess.PIPE) as reader:
        for line in reader.stdout:
            doc = json.loads(line)
            yield doc["id"], f"{doc.get('title') or ''} {doc['text']}".strip()


def docs_file(collection: Path) -> Path:
    """The documents of a collection."""
    return next(p for p in sorted(collection.glob("docs.jsonl*")))


def pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Ids and texts of a queries.tsv."""
    with path.open() as lines:
        for line in lines:
            key, _, text = line.rstrip("\n").partition("\t")
            yield key, text


def language(collection: Path) -> str:
    """The language of a collection, by the script of its first documents."""
    sample = "".join(text for _, text in islice(documents(collection), 200))
    for name, script in SCRIPTS.items():
        if len(re.findall(script, sample)) > 0.1 * len(sample):
            return name
    return "en"


def lucene(analyzer: str, collection: Path, parts: dict[Path, Path]) -> None:
    """Index with one analyzer; write a run per BM25 parameters for each part's queries."""
    split = SPLITTERS[analyzer]() if analyzer in SPLITTERS else str
    with tempfile.TemporaryDirectory() as tmp:

        def table(name: str, rows: Iterator[tuple[str, str]]) -> Path:
            path = Path(tmp, name)
            with path.open("w") as out:
                for key, text in rows:
                    out.write(f"{key}\t{SPACES.sub(' ', split(text))}\n")
            return path

        jars = [LIB / "anserini.jar"] if analyzer == "kuromoji" else LIB.glob("lucene-*.jar")
        path = ":".join(map(str, (LIB / "classes", *jars)))
        command = [LIB / "jre" / "bin" / "java", "-Xmx4g", "-cp", path, "LuceneQuality"]
        command += [CLASSES[analyzer], Path(tmp, "index"), table("docs", documents(collection))]
        command.append(",".join(PARAMETERS))
        for number, (part, prefix) in enumerate(parts.items()):
            command += [table(f"queries{number}", pairs(part / "queries.tsv")), prefix]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def score(qrels: Path, run: Path) -> dict[str, float]:
    """The measures of a run."""
    judged = list(ir_measures.read_trec_qrels(str(qrels)))
    ranked = list(ir_measures.read_trec_run(str(run)))
    values = ir_measures.calc_aggregate(MEASURES.values(), judged, ranked)
    return {name: round(values[measure], 4) for name, measure in MEASURES.items()}


def our_run(commands: list[str], collection: Path, parts: dict[Path, Path], lang: str) -> None:
    """Let our engine index a collection, if it wants to, and write its runs."""
    with tempfile.TemporaryDirectory() as tmp:
        docs = docs_file(collection)
        if docs.suffix == ".zst":
            plain = Path(tmp, docs.stem)
            subprocess.run(["zstd", "-dqf", docs, "-o", plain], check=True)
            docs = plain
        fields = {"docs": docs, "index": Path(tmp, "index"), "lang": lang}
        for part, prefix in parts.items():
            fields |= {"queries": part / "queries.tsv", "run": f"{prefix}.run"}
            for command in commands:
                subprocess.run([w.format(**fields) for w in shlex.split(command)], check=True)
            commands = commands[-1:]


def evaluate(collection: Path, runs: Path, ours: list[str], peers: bool) -> Iterator[dict]:
    """Score every system on every part of a collection."""
    lang = language(collection)
    names = {}
    for queries in sorted(collection.glob("**/queries.tsv")):
        part = queries.parent
        names[part] = "/".join((collection.name, *part.relative_to(collection).parts))

    def prefixes(system: str) -> dict[Path, Path]:
        return {p: runs / f"{name.replace('/', '-')}.{system}" for p, name in names.items()}

    def rows(system: str, part: Path, run: Path) -> dict:
        base = {"collection": names[part], "language": lang, "system": system}
        count = {"queries": sum(1 for _ in pairs(part / "queries.tsv"))}
        return base | count | score(part / "qrels.txt", run)

    for analyzer in BY_LANGUAGE[lang] if peers else ():
        if analyzer == "kuromoji" and not (LIB / "anserini.jar").exists():
            continue
        parts = prefixes(analyzer)
        lucene(analyzer, collection, parts)
        for part, prefix in parts.items():
            for parameters in PARAMETERS:
                k1, b = parameters.split(":")
                system = f"Lucene {analyzer}, k1={k1}, b={b}"
                yield rows(system, part, Path(f"{prefix}.{parameters}.run"))
    if ours:
        parts = prefixes("ours")
        our_run(ours, collection, parts, lang)
        for part, prefix in parts.items():
            yield rows("ours", part, Path(f"{prefix}.run"))


def markdown(rows: list[dict]) -> str:
    """Rows as one table; the best value of each collection and measure in bold."""
    best: dict[tuple, float] = {}
    rows = sorted(rows, key=lambda row: row["collection"])
    for row in rows:
        for name in MEASURES:
            key = (row["collection"], name)
            best[key] = max(best.get(key, 0), row[name])
    lines = [
        "| collection | queries | system | " + " | ".join(MEASURES) + " |",
        "|---|---|---|" + "---|" * len(MEASURES),
    ]
    for row in rows:
        cells = []
        for name in MEASURES:
            top = row[name] == best[row["collection"], name]
            cells.append(f"**{row[name]:.4f}**" if top else f"{row[name]:.4f}")
        title = f"{row['collection']} ({row['language']})"
        lines.append(f"| {title} | {row['queries']} | {row['system']} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", type=Path, help="folder of collections")
    parser.add_argument("--out", type=Path, required=True, help="report, without suffix")
    parser.add_argument("--sets", help="collections, comma-separated; all by default")
    parser.add_argument("--skip", default="", help="collections to leave out")
    parser.add_argument("--ours", help="command with {docs} {index} {queries} {run} {lang}")
    parser.add_argument("--ours-index", help="command before it, once: {docs} {index} {lang}")
    parser.add_argument("--no-peers", action="store_true", help="only our engine")
    args = parser.parse_args()
    wanted = args.sets.split(",") if args.sets else None
    runs = args.out.with_name(args.out.name + ".runs")
    runs.mkdir(parents=True, exist_ok=True)
    rows: list[dict] = []
    ours = [command for command in (args.ours_index, args.ours) if command]
    for docs in sorted(args.root.glob("*/docs.jsonl*")):
        name = docs.parent.name
        if (wanted and name not in wanted) or name in args.skip.split(","):
            continue
        for row in evaluate(docs.parent, runs, ours, not args.no_peers):
            rows.append(row)
            print(json.dumps(row, ensure_ascii=False), file=sys.stderr)
        args.out.with_suffix(".json").write_text(json.dumps(rows, indent=1, ensure_ascii=False))
        args.out.with_suffix(".md").write_text(markdown(rows))
    print(args.out.with_suffix(".md"))


if __name__ == "__main__":
    main()
