"""What the words around figures say of them, before any arithmetic: change, base, share, total, part."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from checker.prose.carrying import carried, moved, opening
from checker.prose.clue import EN_WORD, Clue
from checker.prose.folding import HAN
from checker.reading.passages import Mention, Passage

__all__ = ["Clue", "alike", "clues_of", "words_in"]

_HAN = re.compile(HAN)


def clues_of(passage: Passage) -> tuple[Clue, ...]:
    """The clue of every figure of a passage, in order."""
    clues: list[Clue] = []
    sentence, depth, divided = -1, 0, ""
    before: Clue | None = None
    last: Mention | None = None
    chinese = passage.chinese
    for mention in passage.figures:
        first = mention.sentence != sentence
        if first:
            sentence, depth, before = mention.sentence, 0, None
        depth = max(0, depth + mention.lead.count("(") - mention.lead.count(")"))
        if first:
            span = passage.sentences[mention.sentence]
            chinese = passage.chinese and bool(_HAN.search(passage.text, span.start, span.end))
        clue = _reader(chinese)(mention, depth, before, first)
        if first:
            divided = opening(mention.lead, clue)
        clue = carried(clue, before, divided, spaced=not chinese)
        if before is not None and before.pace and clue.sign and not clue.pace and _goes_on(mention.lead):
            clue = replace(clue, pace=before.pace)
        if clues and moved(mention, clue, last, before):
            clues[-1] = replace(clues[-1], sign=clue.sign)
        clues.append(clue)
        before, last = clue, mention
    return tuple(clues)


_OTHERWISE = re.compile(r"年|比|较|同|累计|共|总|[a-z]{3} |\d", re.IGNORECASE)


def _goes_on(lead: str) -> bool:
    """Whether nothing but a word of change parts two averages: 年均增加56人、增长5.2%; 56 a year, or 5.2 %."""
    words = lead.strip(" ,，、;；(")
    return len(words) <= 6 and not _OTHERWISE.search(words)


@cache
def _reader(chinese: bool) -> Callable[[Mention, int, Clue | None, bool], Clue]:
    """What reads the clues of a language; its patterns are loaded when the first sentence in it is met."""
    if chinese:
        from checker.prose.clues_zh import chinese_clue

        return chinese_clue
    from checker.prose.clues_en import english_clue

    return english_clue


@cache
def _bigrams(label: str) -> frozenset[str]:
    if label.isascii():
        return frozenset(
            word.lower().rstrip("s") for word in EN_WORD.findall(label) if len(word) > 2 and word.lower() not in _STOP
        )
    return frozenset(label[i : i + 2] for i in range(len(label) - 1)) or frozenset([label])


_STOP = frozenset(
    [
        "the",
        "and",
        "was",
        "were",
        "had",
        "has",
        "have",
        "with",
        "from",
        "for",
        "that",
        "this",
        "which",
        "their",
        "its",
        "year",
        "total",
        "all",
        "are",
        "been",
        "into",
        "over",
        "than",
        "about",
    ]
)


def words_in(label: str) -> int:
    """How many words of a label, or pairs of its characters, can be compared with those of another."""
    return len(_bigrams(label)) if label else 0


def alike(one: str, other: str) -> float:
    """How much two labels say the same: the share of the shorter one's pairs of characters (or words) in the longer."""
    if not one or not other:
        return 0.0
    left, right = _bigrams(one), _bigrams(other)
    if not left or not right:
        return 0.0
    return len(left & right) / min(len(left), len(right))
