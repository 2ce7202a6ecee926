"""What a label names, once the way it is written is set aside: numbering, units, footnote marks, case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from checker.lexicon.tables import bare_label, says_total
from checker.lexicon.words import Words
from checker.reading.tables import Heading

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_MARKS = re.compile(r"(?:\s*(?:[*†‡§#^①-⑳¹²³⁰⁴-⁹]|\[\w{1,3}\]|(?<=[^\s\d])\d\)))+$")
_COUNT_WORDS = Words(
    "",
    r"(?:总人数|人数|总数|数量|(?<=[生师工童员民户校班者口])数)$",
)
_ENGLISH_COUNT = re.compile(r"^(?:(?:total )?numbers? of|no\. of|total(?= \w))\s+", re.IGNORECASE)


@lru_cache(maxsize=16384)
def subject(label: str) -> str:
    """The name in a label without numbering, of-which words, unit in brackets, footnote marks and number-of."""
    name = _MARKS.sub("", bare_label(label)).strip(" :：,，;；.。")
    brackets = _BRACKETS.search(name)
    while brackets and _measures(brackets[1]):
        name = name[: brackets.start()]
        brackets = _BRACKETS.search(name)
    name = _MARKS.sub("", name)
    short = _COUNT_WORDS.sub("", _ENGLISH_COUNT.sub("", name))
    return " ".join((short or name).lower().split()).strip(" :：,，")


@lru_cache(maxsize=4096)
def _measures(text: str) -> bool:
    """Whether the words in brackets are a unit or a mark, not part of the name."""
    from checker.units import unit_of

    return not text.strip() or (len(text) == 1 and not text.isalpha()) or unit_of(text) is not None


def subjects(heading: Heading, keep_total: bool = True) -> tuple[str, ...]:
    """The names on the path of a heading, outermost first; a last "total" may be left away."""
    path: Sequence[str] = heading.path
    if not keep_total and len(path) > 1 and says_total(path[-1]) and bare_total(path[-1]):
        path = path[:-1]
    return tuple(name for name in map(subject, path) if name)


_BARE_TOTAL = Words(
    r"(?:total|all|sum|overall|both sexes|persons|all persons)",
    r"(?:合计|总计|共计|小计|计|总数|总体|全部)",
)


@lru_cache(maxsize=4096)
def bare_total(label: str) -> bool:
    """Whether a label says only that this is the total, not what of."""
    return bool(_BARE_TOTAL.fullmatch(subject(label)))
