"""The verdict on relations of whole numbers that are exact and in one unit, which need no intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from checker.figures import Figure
from checker.judge import APPROXIMATE, judge
from checker.relations import ANNUAL, Kind, Relation, Verdict


def verdict_on(relation: Relation) -> Verdict:
    """The verdict alone; quick on whole numbers, which most counts of a text are."""
    held = plain_verdict(relation) if relation.note != APPROXIMATE else None
    if held is None:
        return judge(relation).verdict
    return Verdict.HELD if held else Verdict.BROKEN


def plain_verdict(relation: Relation) -> bool | None:
    """Whether a relation holds, where all it counts are exact whole numbers in one unit; None where it takes a judge.

    The result of a share or of a growth may be rounded, its base must be positive.
    """
    decide = _PLAIN.get(relation.kind)
    if decide is None or relation.missing or relation.constant is not None or relation.resolution is not None:
        return None
    if relation.policy != "nearest":
        return None
    numbers = _counted([term.figure for term in relation.operands])
    return None if numbers is None else decide(relation, numbers)


def _counted(figures: Sequence[Figure]) -> list[int] | None:
    """The values of some figures where all are whole, exact and in the unit of the first."""
    found, unit = [], figures[0].unit if figures else None
    for figure in figures:
        value, interval = figure.value, figure.interval
        if figure.unit is not unit or interval.low is not value or interval.high is not value or value.denominator != 1:
            return None
        found.append(value.numerator)
    return found


def _added(relation: Relation, numbers: list[int]) -> bool | None:
    result = _counted([relation.result]) if relation.result is not None else None
    if result is None or not numbers or relation.factor != 1 or relation.result is None:
        return None
    if relation.result.unit is not relation.operands[0].figure.unit:
        return None
    total = 0
    for term, number in zip(relation.operands, numbers, strict=True):
        if term.weight.denominator != 1:
            return None
        total += term.weight.numerator * number
    return result[0] == total


def _within(relation: Relation, numbers: list[int]) -> bool | None:
    if len(numbers) != 2 or any(term.weight != 1 for term in relation.operands):
        return None
    return numbers[0] <= numbers[1]


def _alike(relation: Relation, numbers: list[int]) -> bool | None:
    return len(set(numbers)) == 1 if len(numbers) > 1 else None


def _share(relation: Relation, numbers: list[int]) -> bool | None:
    """result = factor * part / whole."""
    return _meets(relation, numbers[0], numbers[1]) if len(numbers) == 2 else None


def _growth(relation: Relation, numbers: list[int]) -> bool | None:
    """result = factor * (new - old) / old."""
    if len(numbers) != 2 or relation.note == ANNUAL:
        return None
    return _meets(relation, numbers[1] - numbers[0], numbers[0])


def _meets(relation: Relation, numerator: int, denominator: int) -> bool | None:
    """Whether a quotient times the factor is one of the values that the result can have."""
    if relation.result is None or denominator <= 0:
        return None
    stated, factor = relation.result.interval, relation.factor
    low, high, closed = stated.low, stated.high, stated.low_closed and stated.high_closed
    if not closed or type(low) is not Fraction or type(high) is not Fraction:
        return None
    above, below = factor.numerator * numerator, factor.denominator * denominator
    return bool(low.numerator * below <= above * low.denominator and above * high.denominator <= high.numerator * below)


_PLAIN: dict[Kind, Callable[[Relation, list[int]], bool | None]] = {
    Kind.SUM: _added,
    Kind.DIFFERENCE: _added,
    Kind.BOUND: _within,
    Kind.REPEAT: _alike,
    Kind.SHARE: _share,
    Kind.GROWTH: _growth,
}
