"""How far the words of one heading name another: tokens of English, pairs of Chinese characters."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.lexicon.quotients import COMMON_GRAMS, COMMON_WORDS
from checker.lexicon.tables import bare_label
from checker.reading.tables import Heading

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]{2,}|\d[\d–+-]*")
_HAN = re.compile(r"[^\W\d_A-Za-z]+")
_SEX = frozenset("男女")


@lru_cache(maxsize=8192)
def tokens(text: str) -> frozenset[str]:
    """The telling tokens of a label: words and numbers, pairs of Chinese characters, and 男 and 女 alone."""
    plain = bare_label(text)
    found = {_stem(word.lower()) for word in _WORD.findall(plain)} - COMMON_WORDS
    for run in _HAN.findall(plain):
        found.update(run[at : at + 2] for at in range(len(run) - 1))
        found.update(_SEX & set(run))
    return frozenset(found - COMMON_GRAMS)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=16384)
def named(text: str, other: Heading) -> float:
    """How far a text names a heading, 0 to 1: the part of the heading's own tokens that it holds."""
    mine = tokens(text)
    best = 0.0
    for weight, label in zip((1.0, 0.7, 0.5), reversed(other.path), strict=False):
        theirs = tokens(label)
        if theirs and mine:
            best = max(best, weight * len(mine & theirs) / min(len(theirs), len(mine)))
    return best


def siblings(one: Heading, other: Heading) -> bool:
    """Whether two headings stand under the same header or group."""
    return len(one.path) > 1 and one.path[:-1] == other.path[:-1]


def same_leaf(one: Heading, other: Heading) -> bool:
    """Whether two headings in different groups have the same own label."""
    return bool(one.path and other.path) and bare_label(one.label) == bare_label(other.label)
