"""What every Python peer shares: query syntax, word splitting, build and serve loops.

A peer is a subclass of `Peer`; `main(PeerClass)` gives it the two sub-commands that
compare.py calls:

    python engines/x.py build INDEX --analyzer words --threads 1 < corpus.jsonl
    python engines/x.py serve INDEX --analyzer words            < lines of COMMAND\\tQUERY

The line protocol is described in README.md.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

TOP_K = {"TOP_10": 10, "TOP_100": 100, "TOP_10_COUNT": 10, "TOP_10_DOCS": 10}
COMMANDS = ("COUNT", *TOP_K)
K1, B = 1.2, 0.75  # fixed inside tantivy and SQLite, so everybody uses them

WORD = re.compile(r"[^\W_]+")
NOT_WORD = re.compile(r"[\W_]+")
# Han, kana and hangul: the scripts whose runs are cut into overlapping pairs.
CJK = "\u3005-\u3007\u3041-\u309f\u30a0-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
CJK += "\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
CJK_SPLIT = re.compile(f"([{CJK}]+)")
CLAUSE = re.compile(r'([+-]?)(?:"([^"]*)"|(\S+))')


class Clause(NamedTuple):
    """One part of a query: `occur` is '+', '-' or ''; several words make a phrase."""

    occur: str
    words: list[str]


def words(text: str) -> list[str]:
    """Lower-cased runs of letters and digits."""
    return WORD.findall(text.lower())


def cjk_pairs(text: str) -> list[str]:
    """Like `words`, but a run of CJK characters becomes its overlapping pairs."""
    out: list[str] = []
    for word in words(text):
        for piece in CJK_SPLIT.split(word):
            if not piece:
                continue
            if len(piece) > 1 and CJK_SPLIT.match(piece):
                out.extend(piece[i : i + 2] for i in range(len(piece) - 1))
            else:
                out.append(piece)
    return out


ANALYZERS = {"words": words, "cjk": cjk_pairs}


def parse(query: str, analyzer: str) -> list[Clause]:
    """Parse the benchmark's query syntax: `+must -not should "a phrase"`."""
    split = ANALYZERS[analyzer]
    clauses = []
    for occur, phrase, word in CLAUSE.findall(query):
        tokens = split(phrase or word)
        if tokens:
            clauses.append(Clause(occur, tokens))
    return clauses


def unparse(clauses: Iterable[Clause]) -> str:
    """Write clauses in the benchmark's syntax, one quoted phrase per multi-word clause."""
    return " ".join(
        c.occur + (c.words[0] if len(c.words) == 1 else '"' + " ".join(c.words) + '"')
        for c in clauses
    )


def corpus(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """Decode JSONL documents with the keys id, title and text."""
    for line in lines:
        if line.strip():
            yield json.loads(line)


def read_lines() -> Iterator[str]:
    """Standard input as UTF-8 lines, without waiting for a full buffer."""
    yield from iter(sys.stdin.readline, "")


class Peer:
    """A search engine under test. Subclasses fill in `build`, `open` and `prepare`."""

    def __init__(self, index: Path, analyzer: str, threads: int = 1, memory_mb: int = 1024):
        self.index, self.analyzer = index, analyzer
        self.threads, self.memory_mb = threads, memory_mb

    def clean(self, text: str) -> str:
        """Text as space-separated tokens, for engines that only split at spaces."""
        if self.analyzer == "words":
            return NOT_WORD.sub(" ", text.lower())
        return " ".join(cjk_pairs(text))

    def build(self, lines: Iterator[str]) -> dict:
        """Index JSONL lines; return facts about the build (at least `docs`)."""
        raise NotImplementedError

    def open(self) -> None:
        """Open the index for searching."""
        raise NotImplementedError

    def prepare(self, command: str, query: str):
        """Return a callable that runs the query, or None where the engine cannot.

        The callable's run time is what gets reported. It returns (count, hits), where
        count may be None for TOP_k and hits is anything `ids` understands.
        """
        raise NotImplementedError

    def ids(self, hits) -> list[tuple[str, float]]:
        """External ids and scores of the hits; outside the timed part."""
        raise NotImplementedError

    def serve(self) -> None:
        """Answer COMMAND\\tQUERY lines on stdin with COUNT\\tNANOSECONDS lines."""
        self.open()
        gc.collect()
        gc.freeze()
        gc.disable()
        clock = time.perf_counter_ns
        for line in read_lines():
            command, _, query = line.rstrip("\n").partition("\t")
            run = self.prepare(command, query) if command in COMMANDS else None
            if run is None:
                print("UNSUPPORTED\t0", flush=True)
                continue
            start = clock()
            answer = run()
            nanos = clock() - start
            count, hits = answer
            reply = f"{1 if count is None else count}\t{nanos}"
            if command == "TOP_10_DOCS":
                reply += "\t" + " ".join(f"{i}:{s:.5f}" for i, s in self.ids(hits))
            print(reply, flush=True)


def main(peer: type[Peer]) -> None:
    """Command line of a peer."""
    parser = argparse.ArgumentParser(description=peer.__doc__)
    parser.add_argument("action", choices=("build", "serve"))
    parser.add_argument("index", type=Path)
    parser.add_argument("--analyzer", choices=tuple(ANALYZERS), default="words")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--memory-mb", type=int, default=1024)
    args = parser.parse_args()
    engine = peer(args.index, args.analyzer, args.threads, args.memory_mb)
    if args.action == "serve":
        engine.serve()
    else:
        args.index.mkdir(parents=True)
        print(json.dumps(engine.build(read_lines())))
