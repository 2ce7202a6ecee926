"""A claim that breaks on most of its lines: then the claim is in doubt, not every line of the table.

Lines that break for one figure they all share, such as a wrong total, are left to the locator, unless other
relations confirm that figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence

from checker.excuses import table_of
from checker.figures import Place
from checker.relations import Judgement, Verdict

LEAST = 10  # lines that break
MOSTLY_BROKEN = "breaks on most lines: the formula or its units may be wrong"
ANOTHER_WHOLE = "breaks on most lines: the figures may be of another whole"


def mostly_broken(
    broken: Iterable[Judgement], judgements: Sequence[Judgement], firm: Sequence[Judgement]
) -> Iterator[tuple[list[Judgement], int]]:
    """The broken lines of each claim that breaks on most lines of a table, and how many were judged.

    `firm` are the relations that hold and confirm the figures that other claims share.
    """
    entries: dict[Hashable, list[Judgement]] = {}
    for one in broken:
        if key := _entry(one):
            entries.setdefault(key, []).append(one)
    many = {key: lines for key, lines in entries.items() if len(lines) >= LEAST and _unblamed(key, lines, firm)}
    if not many:
        return
    judged = Counter(_entry(one) for one in judgements if one.verdict is not Verdict.UNDECIDED)
    yield from ((lines, judged[key]) for key, lines in many.items() if len(lines) * 2 > judged[key])


def _entry(judgement: Judgement) -> Hashable:
    """The declared formula or the discovered pattern, and the table; None for a relation by itself."""
    relation = judgement.relation
    declared, pattern = relation.declaration, relation.pattern
    if not relation.figures or (declared is None and pattern is None):
        return None
    claim = (declared.text, declared.place) if declared else (relation.code, pattern and pattern.key)
    return claim, table_of(judgement)


def _unblamed(key: Hashable, lines: Sequence[Judgement], firm: Iterable[Judgement]) -> bool:
    """Whether the lines share no figure, or only such as other claims confirm."""
    shared = _shared(lines)
    if shared:
        others = (one for one in firm if _entry(one) != key)
        shared -= {figure.place for one in others for figure in one.relation.figures if figure.place in shared}
    return not shared


def _shared(lines: Sequence[Judgement]) -> set[Place]:
    """The places of the figures that all lines have in common."""
    first, *others = lines
    shared = {figure.place for figure in first.relation.figures}
    for one in others:
        shared &= {figure.place for figure in one.relation.figures}
        if not shared:
            break
    return shared
