"""Sample realistic queries from a corpus.

    python make_queries.py docs.jsonl[.zst] --analyzer words > queries.jsonl

One JSON line per query, `{"query": …, "tags": [kind, detail]}`, in the syntax of the
Search Benchmark Game. Words that belong together come from one sentence of the corpus, so
they co-occur as in people's queries; CJK words are short titles of the corpus. Everything
follows from --seed. `--game FILE` adds the game's own queries.txt, leaving out those with
a word the corpus never has. `--patterns` makes patterns of words instead, with scores and with
the same score for all that match, which only ours and Lucene know.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "engines"))
from common import ANALYZERS, CJK, parse

SENTENCE = re.compile(r"[.!?;:\n。!?;:]+\s*")
CJK_RUN = re.compile(f"[{CJK}]{{2,}}")
ONE_SCRIPT = re.compile("[\u4e00-\u9fff]{2,4}|[\u30a1-\u30fa\u30fc]{2,4}|[\uac00-\ud7a3]{2,4}")
STRATA = {"high": (0.05, 1.0), "mid": (0.002, 0.02), "low": (0.0, 0.0002)}
COMMON = 0.1  # a word in more than a tenth of the documents counts as a stop word
FEW_NAMES = 1000  # with fewer short titles, CJK words come from the sentences
TRIES = 2000  # for one query; then the corpus is too small for it


def read(path: Path) -> Iterator[dict[str, str]]:
    """Documents of a corpus, plain or zstd-compressed."""
    if path.suffix == ".zst":
        with subprocess.Popen(["zstd", "-dcq", path], stdout=subprocess.PIPE) as zstd:
            yield from map(json.loads, zstd.stdout)
    else:
        with path.open() as lines:
            yield from map(json.loads, lines)


class TooSmall(Exception):
    """The corpus has no words for such a query."""


class Sampler:
    """Document frequencies and a random sample of sentences of a corpus."""

    def __init__(self, path: Path, analyzer: str, seed: int, keep: int = 40_000):
        self.split, self.cjk = ANALYZERS[analyzer], analyzer == "cjk"
        self.rng = random.Random(seed)
        self.df: Counter[str] = Counter()
        self.names: set[str] = set()
        sample: list[str] = []  # a reservoir of sentences, one at most from each document
        for self.docs, doc in enumerate(read(path), 1):
            self.df.update(set(self.split(doc["text"])))
            if self.cjk:
                self.names.update(r for r in CJK_RUN.findall(doc["title"]) if len(r) <= 4)
            at = self.rng.randrange(self.docs)
            if len(sample) < keep:
                sample.append(self.rng.choice(SENTENCE.split(doc["text"])))
            elif at < keep:
                sample[at] = self.rng.choice(SENTENCE.split(doc["text"]))
        if self.cjk and len(self.names) < FEW_NAMES:
            self.names.update(word for text in sample for word in ONE_SCRIPT.findall(text))
        self.sentences = [u for u in map(self.units, sample) if len(u) > 1]

    def units(self, sentence: str) -> list[str]:
        """What a person would type as words: words; for CJK, short titles of the corpus."""
        if not self.cjk:
            return self.split(sentence)
        out = []
        for run in CJK_RUN.findall(sentence):
            at = 0
            while at + 2 <= len(run):
                known = (run[at : at + n] for n in (4, 3, 2) if run[at : at + n] in self.names)
                piece = next(known, None)
                if piece:
                    out.append(piece)
                at += len(piece or " ")
        return out

    def share(self, word: str) -> float:
        """Part of the documents that have the word (its rarest pair, for CJK)."""
        return min(self.df[token] for token in self.split(word)) / self.docs

    def terms(self, count: int) -> Iterator[tuple[str, str]]:
        """Single terms by document frequency."""
        for name, (low, high) in STRATA.items():
            pool = sorted(
                word
                for word, df in self.df.items()
                if low < df / self.docs <= high
                and df >= 3
                and len(word) > 1
                and (not self.cjk or word in self.names)
            )
            for word in self.rng.sample(pool, min(count, len(pool))):
                yield word, name

    def sentence(self) -> list[str]:
        """The words of a sentence."""
        if not self.sentences:
            raise TooSmall
        return self.rng.choice(self.sentences)

    def together(self, length: int) -> list[str]:
        """Distinct words of one sentence; four times in five without stop words."""
        for _ in range(TRIES):
            words = list(dict.fromkeys(self.sentence()))
            if self.rng.random() < 0.8:
                words = [w for w in words if self.share(w) < COMMON]
            words = [w for w in words if self.share(w) * self.docs >= 3]
            if len(words) >= length:
                start = self.rng.randrange(len(words) - length + 1)
                return words[start : start + length]
        raise TooSmall

    def phrase(self, length: int) -> str:
        """Neighbouring words of one sentence; for CJK, a word of more than `length` characters."""
        for _ in range(TRIES):
            words = self.sentence()
            if self.cjk:
                words = [w for w in words if len(w) > length]
                if words:
                    return self.rng.choice(words)
            elif len(words) >= length:
                start = self.rng.randrange(len(words) - length + 1)
                return " ".join(words[start : start + length])
        raise TooSmall

    def queries(self, count: int) -> Iterator[tuple[str, list[str]]]:
        """All kinds of queries, about `count` of each, as far as the corpus has words for them."""
        for word, stratum in self.terms(count // 3):
            yield word, ["term", f"term:{stratum}"]
        kinds = [(self.union, count), (self.intersection, count), (self.phrases, count)]
        kinds += [(self.signs, count // 2)]
        if not self.cjk:
            kinds += [(self.phrase_and_word, count // 2)]
        for kind, wanted in kinds:
            for number in range(wanted):
                with suppress(TooSmall):
                    yield kind(number)

    def union(self, number: int) -> tuple[str, list[str]]:
        """Any of 2 to 5 words."""
        words = self.together(some(number))
        return " ".join(words), ["union", f"union:{len(words)}"]

    def intersection(self, number: int) -> tuple[str, list[str]]:
        """All of 2 to 5 words."""
        words = self.together(some(number))
        return " ".join("+" + w for w in words), ["intersection", f"intersection:{len(words)}"]

    def phrases(self, number: int) -> tuple[str, list[str]]:
        """Two or three words one after the other."""
        length = 2 + number % 2
        phrase = self.phrase(length)
        return f'"{phrase}"', ["phrase", f"phrase:{len(phrase) if self.cjk else length}"]

    def signs(self, number: int) -> tuple[str, list[str]]:
        """A word without another, or a word that another may add to."""
        a, b = self.together(2)
        if number % 2:
            return f"+{a} -{b}", ["negated", "negated:2"]
        return f"+{a} {b}", ["intersection_union", "intersection_union:2"]

    def phrase_and_word(self, number: int) -> tuple[str, list[str]]:
        """A phrase and a word, both required."""
        return f'+"{self.phrase(2)}" +{self.together(1)[0]}', ["phrase_intersection", "mixed"]

    def patterns(self, count: int) -> Iterator[tuple[str, list[str]]]:
        """Beginnings of words, and words without their middle; the latter of at least 6 letters."""
        pool = sorted(w for w in self.df if len(w) > 5 and w.isalpha() and self.share(w) > 0.002)
        for word in self.rng.sample(pool, min(count, len(pool))):
            prefix, wildcard = f"{word[:4]}*", f"{word[:2]}*{word[-2:]}"
            yield prefix, ["prefix"]
            yield wildcard, ["wildcard"]
            yield f"{prefix}^=1", ["prefix_constant"]
            yield f"{wildcard}^=1", ["wildcard_constant"]


def some(number: int) -> int:
    """How many words the query of a number has: mostly two."""
    return 2 + min(number % 6, 3) if number % 2 else 2


def game(path: Path, sampler: Sampler) -> Iterator[tuple[str, list[str]]]:
    """The Search Benchmark Game's queries whose words the corpus knows."""
    with path.open() as lines:
        for line in lines:
            entry = json.loads(line)
            clauses = parse(entry["query"], "words")
            if all(sampler.df[w] for c in clauses for w in c.words):
                tags = [tag for tag in entry["tags"] if tag != "global"]
                yield entry["query"], ["game:" + tags[0], *tags]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--analyzer", choices=tuple(ANALYZERS), default="words")
    parser.add_argument("--count", type=int, default=120, help="queries per kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--game", type=Path, help="the game's queries.txt")
    parser.add_argument("--patterns", action="store_true", help="patterns of words instead")
    args = parser.parse_args()
    sampler = Sampler(args.corpus, args.analyzer, args.seed)
    found = list(sampler.patterns(args.count) if args.patterns else sampler.queries(args.count))
    if args.game:
        found += game(args.game, sampler)
    for query, tags in dict(found).items():
        print(json.dumps({"query": query, "tags": tags}, ensure_ascii=False))


if __name__ == "__main__":
    main()
