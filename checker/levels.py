"""How serious a broken relation is: error, query, or nothing to tell.

An error needs a claim that words or many lines make, figures that are not approximate, and a difference
that a slip explains. Numbers that merely nearly agree stay silent. The level is decided in two steps: what
the relation and the other lines of its pattern allow, then what the suspects of its cause make plausible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from checker.judge import judge
from checker.locate import TIE, Suspect
from checker.relations import Basis, Judgement, Kind, Pattern, Relation, Verdict

GROSS = Fraction(3, 10)  # a difference beyond this share of the result wants a slip to explain it
FEW_BROKEN, FEW_BROKEN_WORDED = Fraction(1, 5), Fraction(2, 5)
STRONG = 5.0  # decades
ENOUGH_HELD = 3
ALWAYS_QUERY = frozenset({Kind.POSSIBLE, Kind.UNIT})


class Level(StrEnum):
    """error: must be corrected; query: correct it or explain it; note: worth knowing."""

    ERROR = "error"
    QUERY = "query"
    NOTE = "note"


def level_of(judgement: Judgement) -> Level | None:
    """The highest level a broken relation can have by itself; None where it is better not told."""
    if judgement.verdict is not Verdict.BROKEN:
        return None
    relation = judgement.relation
    if relation.basis is Basis.DECLARED:
        return _declared(relation)
    level = _by_basis(relation) if relation.pattern is None else _by_pattern(judgement, relation.pattern)
    if level is Level.ERROR and (_soft(relation) or _always_query(relation) or _only_learned(relation)):
        return Level.QUERY
    return level


def _only_learned(relation: Relation) -> bool:
    """Whether a relation breaks only because its other lines show no rounding at all, which they need not."""
    return relation.resolution == 0 and judge(replace(relation, resolution=None)).verdict is not Verdict.BROKEN


def _declared(relation: Relation) -> Level:
    """The level that was declared; approximate figures are asked about at most."""
    level = Level(relation.declaration.level) if relation.declaration else Level.ERROR
    return Level.QUERY if level is Level.ERROR and _soft(relation) else level


def _always_query(relation: Relation) -> bool:
    """Whether no more than a question may be asked.

    Two figures that only seem to be one may both be right; so may rates that are on different populations,
    but not the shares of one whole.
    """
    seeming = relation.kind is Kind.REPEAT and relation.basis is Basis.INFERRED
    rates = relation.kind is Kind.COMMON_BASE and relation.note != "shares"
    return seeming or rates or relation.kind in ALWAYS_QUERY


def settled(judgement: Judgement, level: Level, suspects: Sequence[Suspect]) -> Level | None:
    """The level once the suspects are known: without a plausible slip a gross difference is no finding."""
    relation = judgement.relation
    if relation.pattern is None or relation.basis is Basis.DECLARED:
        return level
    if plausible(suspects):
        return level
    labelled = relation.basis is Basis.LABELLED
    if _between(judgement) or (_gross(judgement) and not labelled):
        return None
    enough = relation.pattern.held >= ENOUGH_HELD and not _gross(judgement)
    return level if enough else Level.QUERY


def plausible(suspects: Sequence[Suspect]) -> bool:
    """Whether one slip in one figure explains the cause, or one figure settles several relations.

    Figures that nothing tells apart from the first count like it.
    """
    tied = (suspect for suspect in suspects if suspect.bits <= suspects[0].bits + TIE)
    return any(suspect.one_slip or suspect.settles >= 2 for suspect in tied)


def _by_basis(relation: Relation) -> Level:
    return Level.ERROR if relation.basis is Basis.LABELLED else Level.QUERY


def _soft(relation: Relation) -> bool:
    return any(figure.soft for figure in relation.figures)


def _by_pattern(judgement: Judgement, pattern: Pattern) -> Level | None:
    """The level of a line of a discovered pattern: what the other lines say decides."""
    broken = pattern.lines - pattern.held
    allowed = FEW_BROKEN_WORDED if pattern.worded else FEW_BROKEN
    if broken > 1 and broken > allowed * pattern.lines:
        return None
    labelled = judgement.relation.basis is Basis.LABELLED
    if pattern.held < 2 and not labelled:
        return None
    if pattern.held < ENOUGH_HELD and _rounding_explains(judgement):
        return Level.QUERY
    return Level.ERROR if labelled or pattern.strength >= STRONG else Level.QUERY


def _rounding_explains(judgement: Judgement) -> bool:
    """Whether the relation would hold if its exact counts were rounded figures after all."""
    relation = judgement.relation
    if not any(figure.exact for figure in relation.figures):
        return False
    unit = max((figure.ulp for figure in relation.figures), default=Fraction(1))
    return judge(replace(relation, resolution=unit)).verdict is Verdict.HELD


def _gross(judgement: Judgement) -> bool:
    """Whether the difference is a large share of the result."""
    result, difference = judgement.relation.result, judgement.difference
    if result is None or difference is None:
        return False
    size = max(abs(result.value), abs(result.value - difference))
    if judgement.relation.kind is Kind.GROWTH:
        size += judgement.relation.factor  # the new figure is what is off by so much, not the rate
    return abs(difference) > GROSS * size


def _between(judgement: Judgement) -> bool:
    """Whether the result of a sum lies between its operands, as a rate or a mean would."""
    relation = judgement.relation
    if relation.kind is not Kind.SUM or relation.result is None or len(relation.operands) < 2:
        return False
    values = [term.figure.value for term in relation.operands]
    return min(values) >= 0 and min(values) < relation.result.value < max(values)
