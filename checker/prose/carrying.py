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


def opening(lead: str, clue: Clue) -> str:
    """What a sentence says it is going to divide: of all calls, …; 收案中，…; nothing where it says no such thing."""
    if clue.within or not lead[:20].lstrip()[:1].isascii():
        return clue.within
    match = _OPENING.match(lead)
    return match[1] if match else ""


def moved(mention: Mention, clue: Clue, before: Clue | None) -> bool:
    """Whether the figure before a rate is what it is a rate of: 830 (10%) less than last year."""
    if before is None or not clue.sign or before.sign or before.level or before.base or mention.family != "percent":
        return False
    return mention.lead.strip() == "(" and mention.tail.startswith(")")


def carried(clue: Clue, before: Clue | None, divided: str, *, spaced: bool) -> Clue:
    """A clue with the subject of the change that led to it, and the whole that the sentence opened with."""
    if clue.level and before is not None and before.sign:
        label = f"{before.label}{' ' * spaced}{clue.label}"
        clue = replace(clue, label=label, of_which=clue.of_which or before.of_which)
    return replace(clue, divided=divided) if divided and clue.share else clue
