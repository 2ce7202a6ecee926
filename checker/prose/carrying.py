"""What a figure takes over from what was told before it in its sentence: the subject of a change, the whole opened."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.prose.clue import Clue
from checker.reading.passages import Mention

_OPENING = re.compile(
    r"\s*(?:in all,? )?(?:of|among|out of) (?:all|the|these|those|its|their|our)(?: (?:total|overall|whole|all))?"
    r" ([a-z][a-z' -]{2,40}),",
    re.IGNORECASE,
)


_OR = re.compile(r",?\s?(?:\bor\b|\()?\s?(?:(?:about|some|around|nearly|almost|over)\s)?", re.IGNORECASE)
_MORE = re.compile(r"\s(?:[a-z-]+\s)?(?:more|fewer|less|higher|lower)\b", re.IGNORECASE)


def opening(lead: str, clue: Clue) -> str:
    """What a sentence says it is going to divide: of all calls, …; 收案中，…; nothing where it says no such thing."""
    if clue.within or not lead[:20].lstrip()[:1].isascii():
        return clue.within
    match = _OPENING.match(lead)
    return match[1] if match else ""


def moved(mention: Mention, clue: Clue, last: Mention | None, before: Clue | None) -> bool:
    """Whether the figure before a change is one too: 830 (10%) less than last year; 10% or 83 fewer than last year."""
    if last is None or before is None or not clue.sign or before.sign or before.level or before.base:
        return False
    if mention.family == "percent":
        return mention.lead.strip() == "(" and mention.tail.startswith(")")
    alone = last.family == "percent" and not before.share
    return alone and bool(_OR.fullmatch(mention.lead) and _MORE.match(mention.tail))


def carried(clue: Clue, before: Clue | None, divided: str, *, spaced: bool) -> Clue:
    """A clue with the subject of the change that led to it, and the whole that the sentence opened with."""
    if clue.level and before is not None and before.sign:
        label = f"{before.label}{' ' * spaced}{clue.label}"
        clue = replace(clue, label=label, of_which=clue.of_which or before.of_which)
    elif before is not None and before.sign and not clue.sign and clue.label == f"{before.label}率":
        clue = replace(clue, sign=before.sign)  # 核减5万元，核减率2%
    return replace(clue, divided=divided) if divided and clue.share else clue
