"""Measure our engine and its peers on the same work in one run.

    python compare.py docs.jsonl.zst queries.jsonl --work work/bench --out results/enwiki \\
        --engines lucene,tantivy --ours 'peer-driver'

Every engine builds its index once (kept in --work), then all engines answer every query in
turn, several times over. An engine is any program that speaks the protocol of README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shlex
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from engine import HERE, Engine, Server, java
from report import markdown, summarise

DEFAULT = "lucene,tantivy,pisa,xapian,sqlite"
COMMANDS = "TOP_10,TOP_100,TOP_10_COUNT,COUNT"
WORKERS = {"lucene": 8, "tantivy": 8, "pisa": 8}  # peers that can index in parallel
COLD_RUNS = 5


def plain_corpus(corpus: Path, work: Path) -> Path:
    """The corpus as an uncompressed file, unpacked once."""
    if corpus.suffix != ".zst":
        return corpus
    plain = work / corpus.stem
    if not plain.exists():
        part = plain.with_suffix(".part")
        subprocess.run(["zstd", "-dqf", corpus, "-o", part], check=True)
        part.rename(plain)
    return plain


def corpus_facts(plain: Path, work: Path) -> dict:
    """Number of documents, bytes of their text, bytes of the file."""
    cache = work / "corpus.json"
    if not cache.exists():
        docs = text = 0
        with plain.open() as lines:
            for docs, line in enumerate(lines, 1):
                text += len(json.loads(line)["text"].encode())
        facts = {"docs": docs, "text_bytes": text, "file_bytes": plain.stat().st_size}
        cache.write_text(json.dumps(facts))
    return json.loads(cache.read_text())


def cold(engine: Engine, query: str) -> dict[str, float]:
    """Milliseconds from starting a process to its first answer, cached and uncached."""
    times = defaultdict(list)
    for kind in ("disk", *["cached"] * COLD_RUNS):
        if kind == "disk":
            for file in engine.index(1).rglob("*"):
                if file.is_file():
                    with file.open("rb") as handle:
                        os.fsync(handle.fileno())
                        os.posix_fadvise(handle.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        start = time.perf_counter()
        server = Server(engine)
        server.ask("TOP_10", query)
        times[kind].append((time.perf_counter() - start) * 1000)
        server.close()
    return {kind: round(statistics.median(ms), 1) for kind, ms in times.items()}


def measure(servers: list[Server], queries: list[dict], command: str, args) -> dict:
    """Answer every query `iterations` times; return nanoseconds and counts per engine.

    Engines take turns every --block queries, and a different one starts each time. An
    engine stops repeating a query after --query-s seconds of it.
    """
    for server in servers:
        end = time.perf_counter() + args.warmup_s
        passes = 0
        while time.perf_counter() < end and passes < args.warmup_passes:
            for entry in queries:
                server.ask(command, entry["query"])
                if time.perf_counter() > 2 * args.warmup_s + end:
                    break
            passes += 1
    nanos = {s.engine.name: [[] for _ in queries] for s in servers}
    counts = {s.engine.name: [None] * len(queries) for s in servers}
    blocks = [
        range(i, min(i + args.block, len(queries))) for i in range(0, len(queries), args.block)
    ]
    for iteration in range(args.iterations):
        for number, block in enumerate(blocks):
            turn = (iteration + number) % len(servers)
            for server in servers[turn:] + servers[:turn]:
                name = server.engine.name
                for i in block:
                    runs = nanos[name][i]
                    if runs is None or sum(runs) > args.query_s * 1e9:
                        continue
                    answer = server.ask(command, queries[i]["query"])
                    if answer is None:
                        nanos[name][i] = None
                    else:
                        runs.append(answer[1])
                        counts[name][i] = answer[0]
        print(f"  {command}: pass {iteration + 1}/{args.iterations}", file=sys.stderr)
    return {"nanos": nanos, "counts": counts}


def agreement(servers: list[Server], queries: list[dict]) -> dict[str, dict[str, float]]:
    """Per pair with the first engine: mean share of common ids among the ten best."""
    tops = {}
    for server in servers:
        tops[server.engine.name] = found = []
        for entry in queries:
            answer = server.ask("TOP_10_DOCS", entry["query"])
            pairs = [p.rpartition(":") for p in answer[2].split()] if answer else None
            found.append(None if pairs is None else {p[0] for p in pairs})
    first, *others = tops
    result = {}
    for name in others:
        shares = [
            len(a & b) / max(len(a), len(b), 1) if a or b else 1.0
            for a, b in zip(tops[first], tops[name], strict=True)
            if a is not None and b is not None
        ]
        if shares:
            mean = round(statistics.mean(shares), 4)
            result[name] = {"with": first, "queries": len(shares), "overlap_at_10": mean}
    return result


def cpu_name() -> str:
    """Processor model and number of cores."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return f"{line.split(':', 1)[1].strip()}, {os.cpu_count()} cores"
    return platform.processor()


def arguments() -> argparse.Namespace:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, help="documents, .jsonl or .jsonl.zst")
    parser.add_argument("queries", type=Path, help="lines of make_queries.py")
    parser.add_argument("--work", type=Path, required=True, help="folder for indexes and logs")
    parser.add_argument("--out", type=Path, required=True, help="report, without suffix")
    parser.add_argument("--analyzer", choices=("words", "cjk"), default="words")
    parser.add_argument("--engines", default=DEFAULT, help="peers, comma-separated")
    parser.add_argument("--ours", help="command of our engine; it becomes the reference")
    parser.add_argument(
        "--engine", action="append", default=[], metavar="NAME=CMD", help="one more engine"
    )
    parser.add_argument("--commands", default=COMMANDS)
    parser.add_argument(
        "--columns", action="store_true", help="give documents what SORT_10 and FACETS need"
    )
    parser.add_argument("--threads", default="1,2", help="indexing threads to try")
    parser.add_argument("--memory-mb", type=int, default=1024, help="indexing memory budget")
    parser.add_argument("--iterations", type=int, default=10)
    parser.add_argument("--warmup-s", type=float, default=20, help="per engine and command")
    parser.add_argument("--warmup-passes", type=int, default=20)
    parser.add_argument("--query-s", type=float, default=1.0, help="limit per query and engine")
    parser.add_argument("--block", type=int, default=10, help="queries per engine's turn")
    parser.add_argument("--builds", type=int, default=1, help="builds of which to keep the fastest")
    parser.add_argument("--rebuild", action="store_true")
    parser.add_argument("--build-only", action="store_true")
    return parser.parse_args()


def engines(args: argparse.Namespace) -> list[Engine]:
    """The engines asked for, ours first."""
    commands: dict[str, list[str]] = {}
    if args.ours:
        commands["ours"] = shlex.split(args.ours)
    for extra in args.engine:
        name, _, command = extra.partition("=")
        commands[name] = shlex.split(command)
    extras = set(commands)
    for name in filter(None, args.engines.split(",")):
        script = HERE / "engines" / f"{name}_peer.py"
        commands[name] = java() if name == "lucene" else [sys.executable, str(script)]
    return [
        Engine(
            name,
            command,
            64 if name in extras else WORKERS.get(name, 1),
            args.analyzer,
            args.memory_mb,
            args.work,
            args.columns,
        )
        for name, command in commands.items()
    ]


def main() -> None:
    """Build, measure, report."""
    args = arguments()
    args.work.mkdir(parents=True, exist_ok=True)
    plain = plain_corpus(args.corpus, args.work)
    queries = [json.loads(line) for line in args.queries.read_text().splitlines()]
    field = engines(args)
    report = {
        "name": args.out.name,
        "date": time.strftime("%Y-%m-%d"),
        "machine": cpu_name(),
        "load_at_start": round(os.getloadavg()[0], 2),
        "corpus": corpus_facts(plain, args.work),
        "analyzer": args.analyzer,
        "queries": len(queries),
        "iterations": args.iterations,
        "reference": field[0].name,
        "builds": {},
        "cold_ms": {},
        "memory_mb": {},
        "agreement": {},
        "commands": {},
    }

    def save() -> None:
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.with_suffix(".json").write_text(json.dumps(report, indent=1))
        args.out.with_suffix(".md").write_text(markdown(report))

    for engine in field:
        for threads in map(int, args.threads.split(",")):
            if threads <= engine.workers:
                facts = engine.build(plain, threads, args.builds, args.rebuild)
                report["builds"].setdefault(engine.name, []).append(facts)
                print(f"{engine.name}: {facts}", file=sys.stderr)
        save()
    if args.build_only:
        return
    middling = next((q for q in queries if "term:mid" in q["tags"]), queries[0])
    for engine in field:
        report["cold_ms"][engine.name] = cold(engine, middling["query"])
    servers = [Server(engine) for engine in field]
    try:
        report["agreement"] = agreement(servers, queries)
        for command in args.commands.split(","):
            measured = measure(servers, queries, command, args)
            report["commands"][command] = summarise(measured, queries, field[0].name)
            raw = args.out.with_name(f"{args.out.name}.{command}.raw.json")
            raw.write_text(json.dumps(measured))
            save()
        report["memory_mb"] = {s.engine.name: s.memory_mb() for s in servers}
    finally:
        for server in servers:
            server.close()
    save()
    print(args.out.with_suffix(".md"))


if __name__ == "__main__":
    main()
