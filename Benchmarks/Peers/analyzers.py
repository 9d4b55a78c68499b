"""The analyses that quality.py compares: Lucene's, and words cut before Lucene sees them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

ANALYSIS = "org.apache.lucene.analysis."
CLASSES = {
    "standard": ANALYSIS + "standard.StandardAnalyzer",
    "english": ANALYSIS + "en.EnglishAnalyzer",
    "cjk": ANALYSIS + "cjk.CJKAnalyzer",
    "kuromoji": ANALYSIS + "ja.JapaneseAnalyzer",
    "jieba": ANALYSIS + "core.WhitespaceAnalyzer",
    "mecab-ko": ANALYSIS + "core.WhitespaceAnalyzer",
}
BY_LANGUAGE = {
    "en": ("standard", "english"),
    "zh": ("standard", "cjk", "jieba"),
    "ja": ("standard", "cjk", "kuromoji"),
    "ko": ("standard", "cjk", "mecab-ko"),
}
# The parts of speech that Lucene's KoreanAnalyzer drops.
KOREAN_STOP = {"IC", "MAG", "MAJ", "MM", "SP", "SSC", "SSO", "SC", "SE", "SF", "SY"}
KOREAN_STOP |= {"XPN", "XSA", "XSN", "XSV", "UNA", "NA", "VSV"}


@cache
def jieba_words() -> Callable[[str], str]:
    """Chinese words by jieba; stands in for SmartChineseAnalyzer."""
    import jieba

    jieba.setLogLevel("ERROR")
    return lambda text: " ".join(w.lower() for w in jieba.cut_for_search(text) if w.isalnum())


@cache
def mecab_ko_words() -> Callable[[str], str]:
    """Korean morphemes by mecab-ko, whose dictionary Nori uses; stands in for Nori."""
    from mecab import MeCab

    tagger = MeCab()

    def split(text: str) -> str:
        out: list[str] = []
        for morpheme in tagger.parse(text):
            feature = morpheme.feature
            parts = [(morpheme.surface, feature.pos)]
            if feature.expression and feature.type in ("Compound", "Inflect"):
                pieces = (piece.split("/") for piece in feature.expression.split("+"))
                parts = [(piece[0], piece[1]) for piece in pieces if len(piece) > 1]
            for surface, tags in parts:
                tag = tags.split("+")[0]
                if tag not in KOREAN_STOP and tag[0] not in "EJ":
                    out.append(surface.lower())
        return " ".join(out)

    return split


SPLITTERS = {"jieba": jieba_words, "mecab-ko": mecab_ko_words}
