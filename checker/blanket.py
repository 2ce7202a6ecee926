"""A declared formula that breaks on most of its lines: then the formula is in doubt, not every line of the table.

Lines that break for one figure they all share, such as a wrong total, are left to the locator.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence

from checker.excuses import table_of
from checker.figures import Place
from checker.relations import Judgement, Verdict

LEAST = 10  # lines that break
MOSTLY_BROKEN = "breaks on most lines: the formula or its units may be wrong"


def mostly_broken(
    broken: Iterable[Judgement], judgements: Iterable[Judgement]
) -> Iterator[tuple[list[Judgement], int]]:
    """The broken lines of each formula that breaks on most lines of a table, and how many were judged."""
    entries: dict[Hashable, list[Judgement]] = {}
    for one in broken:
        if key := _entry(one):
            entries.setdefault(key, []).append(one)
    many = {key: lines for key, lines in entries.items() if len(lines) >= LEAST and not _shared(lines)}
    if not many:
        return
    judged = Counter(_entry(one) for one in judgements if one.verdict is not Verdict.UNDECIDED)
    yield from ((lines, judged[key]) for key, lines in many.items() if len(lines) * 2 > judged[key])


def _entry(judgement: Judgement) -> Hashable:
    """The declared formula and the table; None for a relation that nobody declared."""
    declared = judgement.relation.declaration
    if declared is None or not judgement.relation.figures:
        return None
    return declared.text, declared.place, table_of(judgement)


def _shared(lines: Sequence[Judgement]) -> set[Place]:
    """The places of the figures that all lines have in common."""
    first, *others = lines
    shared = {figure.place for figure in first.relation.figures}
    for one in others:
        shared &= {figure.place for figure in one.relation.figures}
        if not shared:
            break
    return shared
