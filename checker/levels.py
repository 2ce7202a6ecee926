"""How serious a broken relation is: error, query, or nothing to tell.

An error needs a claim that words or many lines make, figures that are not approximate, and a difference
that a slip explains. Numbers that merely nearly agree stay silent.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from checker.discovery.slips import digits_one_slip
from checker.figures import Figure
from checker.relations import Basis, Judgement, Kind, Pattern, Relation, Verdict

GROSS = Fraction(3, 10)  # a difference beyond this share of the result wants a keystroke to explain it
FEW_BROKEN, FEW_BROKEN_WORDED = Fraction(1, 5), Fraction(2, 5)
STRONG = 5.0  # decades
ENOUGH_HELD = 3
ADDITIVE = frozenset({Kind.SUM, Kind.DIFFERENCE, Kind.AVERAGE})
ALWAYS_QUERY = frozenset({Kind.POSSIBLE, Kind.UNIT, Kind.COMMON_BASE})


class Level(StrEnum):
    """error: must be corrected; query: correct it or explain it; note: worth knowing."""

    ERROR = "error"
    QUERY = "query"
    NOTE = "note"


def level_of(judgement: Judgement) -> Level | None:
    """The level of a broken relation taken by itself; None where it is better not told."""
    if judgement.verdict is not Verdict.BROKEN:
        return None
    relation = judgement.relation
    if relation.basis is Basis.DECLARED:
        return Level.QUERY if _soft(relation) else Level.ERROR
    level = _by_basis(relation) if relation.pattern is None else _by_pattern(judgement, relation.pattern)
    if level is Level.ERROR and (
        _soft(relation) or relation.kind in ALWAYS_QUERY or relation.resolution == 0
    ):
        return Level.QUERY
    return level


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
    slip = one_keystroke(judgement)
    if not slip and (_gross(judgement) or _between(judgement)):
        return None if _between(judgement) or not labelled else Level.QUERY
    strong = pattern.strength >= STRONG or labelled
    if strong and (pattern.held >= ENOUGH_HELD or (labelled and slip)):
        return Level.ERROR
    return Level.QUERY


def _gross(judgement: Judgement) -> bool:
    """Whether the difference is a large share of the result."""
    result, difference = judgement.relation.result, judgement.difference
    if result is None or difference is None:
        return False
    size = max(abs(result.value), abs(result.value - difference))
    return abs(difference) > GROSS * size


def _between(judgement: Judgement) -> bool:
    """Whether the result of a sum lies between its operands, as a rate or a mean would."""
    relation = judgement.relation
    if relation.kind is not Kind.SUM or relation.result is None or len(relation.operands) < 2:
        return False
    values = [term.figure.value for term in relation.operands]
    return min(values) >= 0 and min(values) < relation.result.value < max(values)


def one_keystroke(judgement: Judgement) -> bool:
    """Whether one slip in one figure of the relation explains the difference."""
    relation, difference = judgement.relation, judgement.difference
    if difference is None:
        return False
    if relation.result is not None and _slip(relation.result, relation.result.value - difference):
        return True
    if relation.kind not in ADDITIVE:
        return False
    terms = ((term.figure, term.weight) for term in relation.operands)
    return any(weight and _slip(figure, figure.value + difference / weight) for figure, weight in terms)


def _slip(figure: Figure, wanted: Fraction) -> bool:
    """Whether the figure would be printed as `wanted` but for one slip of the hand."""
    if wanted == -figure.value:
        return True
    if (wanted < 0) != (figure.value < 0):
        return False
    decimals = figure.ulp.denominator
    stated, other = abs(figure.value) * decimals, abs(wanted) * decimals
    return other.denominator == 1 and digits_one_slip(str(int(stated)), str(int(other)))
