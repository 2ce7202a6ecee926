"""A claim that breaks on most of its lines: then the claim is in doubt, not every line of the table.

Lines that break for one figure they all share, such as a wrong total, are left to the locator, unless other
relations confirm that figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence

from checker.algebra import EVERYTHING, quotient
from checker.excuses import table_of
from checker.figures import Place
from checker.intervals import Interval
from checker.relations import Judgement, Kind, Verdict

LEAST = 10  # lines that break
LEAST_SHARES = 3  # of one whole
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


def of_another_whole(broken: Iterable[Judgement], held: Iterable[Judgement]) -> Iterator[list[Judgement]]:
    """Shares in a text that break with one whole and agree on another: three or more, and more than fit the first."""
    groups: dict[Place, list[Judgement]] = {}
    for one in broken:
        if whole := _whole_in_text(one):
            groups.setdefault(whole, []).append(one)
    fitting: Counter[Place | None] = Counter(_whole_in_text(one) for one in held) if groups else Counter()
    for whole, shares in groups.items():
        agreeing = _agreeing(shares)
        if len(agreeing) >= max(LEAST_SHARES, fitting[whole] + 1):
            yield agreeing


def _agreeing(shares: Sequence[Judgement]) -> list[Judgement]:
    """The most shares that imply one whole."""
    bases = [_base_of(one) for one in shares]
    tried = ([one for one, base in zip(shares, bases, strict=True) if base.has(least.low)] for least in bases)
    return max(tried, key=len, default=[])


def _whole_in_text(judgement: Judgement) -> Place | None:
    """The place of the whole of a share that is told in a text; None for anything else."""
    relation = judgement.relation
    shared = relation.kind is Kind.SHARE and relation.result is not None and len(relation.operands) == 2
    if not shared or relation.declaration or any(figure.place.row is not None for figure in relation.figures):
        return None
    return relation.operands[1].figure.place


def _base_of(judgement: Judgement) -> Interval:
    """The whole that a part and its share imply."""
    relation = judgement.relation
    assert relation.result is not None
    share, part = relation.result.interval, relation.operands[0].figure.interval
    return quotient(part, share, relation.factor) if share.positive else EVERYTHING


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
