"""The one judge: a relation is broken only if no true values inside the stated intervals satisfy it.

Every kind computes two sides in one unit, what the operands imply and what is stated, and the verdict
is whether the two can meet. Figures in different units are converted; a missing operand, a base that
may be zero and units that cannot be converted leave a relation undecided, with the reason.

`Relation.factor` of a share or growth applies after both figures are in one unit. Of a rate, per-head
figure or ratio it applies likewise where the two units convert into each other (people over people);
where they do not (money over people) it applies to the figures as printed, see `units.quotient_factor`.
`Relation.resolution` is in the unit of the result; it widens every figure of a sum, difference,
average, bound or repeat, and only the result of the other kinds, whose operands are other quantities.
A resolution of 0 says that all lines of the pattern hold exactly, so that the figures are taken as exact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from checker.algebra import added, apart, average, below, common, growth, quotient, ratio_of, sum_of
from checker.conversion import Reading, UnitsDifferError, as_printed, read, read_all
from checker.figures import Figure, Unit
from checker.intervals import Interval
from checker.possible import judge_common_base, judge_possible
from checker.relations import ANNUAL, Judgement, Kind, Relation, Verdict
from checker.sides import (
    BASE_ZERO,
    MISSING,
    NO_FORMULA,
    NOT_JUDGED,
    NOTHING,
    UNITS_DIFFER,
    Outcome,
    Sides,
    ceiling,
    conflict,
    stated_side,
)

APPROXIMATE = "approximate"
ONLY_CLOSE = "the parts add up to the whole only approximately, on every line"


def judge(relation: Relation) -> Judgement:
    """Decide one relation, exactly."""
    unit = unit_of_result(relation)
    try:
        outcome = JUDGES.get(relation.kind, _not_judged)(relation)
    except UnitsDifferError:
        outcome = UNITS_DIFFER
    if isinstance(outcome, str):
        return Judgement(relation, Verdict.UNDECIDED, outcome, unit=unit)
    verdict, reason = (Verdict.HELD if outcome.agree else Verdict.BROKEN), ""
    if verdict is Verdict.BROKEN and relation.note == APPROXIMATE:
        verdict, reason = Verdict.UNDECIDED, ONLY_CLOSE
    return Judgement(relation, verdict, reason, outcome.computed, outcome.stated, outcome.difference, unit)


def would_hold(relation: Relation, policy: str) -> bool:
    """Whether the relation holds if every rounded figure was printed under another policy."""
    return judge(replace(relation, policy=policy)).verdict is Verdict.HELD


def unit_of_result(relation: Relation) -> Unit | None:
    """The unit both sides of a judgement are in."""
    if relation.result is not None:
        return relation.result.unit
    return relation.operands[0].figure.unit if relation.operands else None


def _operands(relation: Relation, unit: Unit) -> list[Reading]:
    return read_all(relation, (term.figure for term in relation.operands), unit)


def _sum(relation: Relation) -> Outcome:
    """sum and difference: result = sum of weight * operand."""
    stated = stated_side(relation)
    if stated is None or relation.result is None:
        return MISSING
    if not relation.operands:
        return NOTHING
    return _total(relation, stated, relation.result.unit)


def _shares(relation: Relation) -> Outcome:
    """The operands add to the constant."""
    if not relation.operands:
        return NOTHING
    constant = relation.constant or Interval.exactly(Fraction(100))
    return _total(relation, Reading(constant, constant.low), relation.operands[0].figure.unit)


def _total(relation: Relation, stated: Reading, unit: Unit) -> Outcome:
    parts = _operands(relation, unit)
    weights = _weights(relation)
    computed = sum_of((part.interval for part in parts), weights)
    if relation.factor != 1:
        computed = computed.scaled(relation.factor)
    difference = stated.value - relation.factor * _weighted(parts, weights)
    if not relation.missing:
        return Sides(computed, stated.interval, difference)
    return _with_gaps(relation, parts, Sides(computed, stated.interval, difference))


def _with_gaps(relation: Relation, parts: list[Reading], sides: Sides) -> Outcome:
    """A gap in a sum of figures that are not negative can only add to it."""
    assert sides.computed is not None and sides.stated is not None
    negative = any(part.value < 0 for part in parts) or any(t.weight < 0 for t in relation.operands)
    if negative or sides.stated.high < 0:
        return MISSING
    if not sides.computed.at_most(sides.stated):
        return sides._replace(held=False)
    silent = all(gap.nil or not gap.text.strip() for gap in relation.missing)
    if silent and not apart(sides.computed, sides.stated):
        return sides._replace(held=True)
    return MISSING


def _weights(relation: Relation) -> list[Fraction]:
    return [term.weight for term in relation.operands]


def _weighted(parts: list[Reading], weights: list[Fraction]) -> Fraction:
    """The weighted sum of the printed values."""
    pairs = zip(parts, weights, strict=True)
    return Fraction(added([part.value if weight == 1 else part.value * weight for part, weight in pairs]))


def _average(relation: Relation) -> Outcome:
    stated, weights = stated_side(relation), _weights(relation)
    if stated is None or relation.result is None or relation.missing:
        return MISSING
    whole = sum(weights)
    if not weights or whole == 0:
        return NOTHING
    parts = _operands(relation, relation.result.unit)
    computed = average([part.interval for part in parts], weights)
    return Sides(computed, stated.interval, stated.value - _weighted(parts, weights) / whole)


def _quotient(relation: Relation) -> Outcome:
    """share, rate, per head, ratio: result = factor * numerator / denominator."""
    if _incomplete(relation):
        return MISSING
    stated, (numerator, denominator) = stated_side(relation), _pair(relation, relation.kind is Kind.SHARE)
    assert stated is not None
    if not denominator.interval.positive:
        return BASE_ZERO
    computed = quotient(numerator.interval, denominator.interval, relation.factor)
    printed = ratio_of(numerator.value, denominator.value, relation.factor)
    return Sides(computed, stated.interval, stated.value - printed)


def _growth(relation: Relation) -> Outcome:
    """result = factor * (new / old - 1); operands are old, new."""
    if _incomplete(relation):
        return MISSING
    stated, (old, new) = stated_side(relation), _pair(relation, strict=True)
    assert stated is not None
    if not old.interval.positive:
        return BASE_ZERO
    if relation.note == ANNUAL:
        return _annual_growth(relation, stated, old, new)
    computed = growth(old.interval, new.interval, relation.factor)
    printed = relation.factor * (new.value / old.value - 1)
    return Sides(computed, stated.interval, stated.value - printed)


def _annual_growth(relation: Relation, stated: Reading, old: Reading, new: Reading) -> Outcome:
    """(1 + result / factor) to the power of the constant = new / old; a root is only told, powers decide."""
    from checker.compounding import annual_rate, compounded, rate_as_printed

    ratio = new.interval.over(old.interval)
    if relation.constant is None or not ratio.positive:
        return NOT_JUDGED
    periods = int(relation.constant.low)
    printed = rate_as_printed(new.value / old.value, relation.factor, periods)
    held = not apart(ratio, compounded(stated.interval, relation.factor, periods))
    return Sides(annual_rate(ratio, relation.factor, periods), stated.interval, stated.value - printed, held)


def _incomplete(relation: Relation) -> bool:
    return relation.result is None or len(relation.operands) != 2 or bool(relation.missing)


def _pair(relation: Relation, strict: bool) -> tuple[Reading, Reading]:
    """Both operands in the unit of the first; as printed where that is impossible, unless strict."""
    first, second = (term.figure for term in relation.operands)
    try:
        other = read(second, relation, first.unit)
    except UnitsDifferError:
        if strict:
            raise
        other = as_printed(second, relation)
    return as_printed(first, relation), other


def _bound(relation: Relation) -> Outcome:
    """The first operand is at most the second, or at most (within) the constant."""
    figures = [term.figure for term in relation.operands]
    if relation.missing or not figures or (len(figures) == 1 and relation.constant is None):
        return MISSING
    lesser, *others = _weighted_operands(relation, figures[0].unit)
    if others:
        limit, greatest = below(others[0].interval), others[0].value
    else:
        assert relation.constant is not None
        limit, greatest = ceiling(relation.constant), relation.constant.high
    return Sides(limit, lesser.interval, _gap(lesser.value, greatest))


def _weighted_operands(relation: Relation, unit: Unit) -> list[Reading]:
    readings = _operands(relation, unit)
    return [
        reading if weight == 1 else Reading(reading.interval.scaled(weight), reading.value * weight)
        for reading, weight in zip(readings, _weights(relation), strict=True)
    ]


def _gap(value: Fraction, limit: Fraction | float) -> Fraction | None:
    return value - limit if isinstance(limit, Fraction | int) else None


def _repeat(relation: Relation) -> Outcome:
    """All figures are one quantity."""
    figures = relation.figures
    if len(figures) < 2:
        return MISSING if relation.missing else NOTHING
    first, *others = read_all(relation, figures, figures[0].unit)
    shared = common(other.interval for other in others)
    difference = first.value - others[0].value
    if shared.empty:
        return conflict(part.interval for part in (first, *others))._replace(difference=difference)
    if relation.policy == "nearest" and not relation.resolution and _only_touch(figures):
        return Sides(others[0].interval, first.interval, difference, held=False)
    return Sides(shared, first.interval, difference)


def _only_touch(figures: tuple[Figure, ...]) -> bool:
    """Whether two mentions of one precision differ: they meet at a half that each rounded its own way."""
    rounded = [figure for figure in figures if figure.interval.width == figure.ulp and not figure.soft]
    printed = {(figure.unit.symbol, figure.ulp, figure.value) for figure in rounded}
    return len(printed) > len({(symbol, ulp) for symbol, ulp, _ in printed})


def _list(relation: Relation) -> Outcome:
    """The result is the number of items listed: the constant, or as many as there are operands."""
    stated = stated_side(relation)
    if stated is None or relation.missing:
        return MISSING
    listed = relation.constant or Interval.exactly(Fraction(len(relation.operands)))
    return Sides(listed, stated.interval, stated.value - listed.low)


def _formula(relation: Relation) -> Outcome:
    """A declared formula: an expression over the same algebra, which is imported where there is one."""
    if relation.expression is None:
        return NO_FORMULA
    from checker.declared.judging import judged

    return judged(relation)


def _not_judged(relation: Relation) -> Outcome:
    return NOT_JUDGED


JUDGES: dict[Kind, Callable[[Relation], Outcome]] = {
    Kind.SUM: _sum,
    Kind.DIFFERENCE: _sum,
    Kind.SHARES: _shares,
    Kind.AVERAGE: _average,
    Kind.SHARE: _quotient,
    Kind.RATE: _quotient,
    Kind.PER_HEAD: _quotient,
    Kind.RATIO: _quotient,
    Kind.GROWTH: _growth,
    Kind.BOUND: _bound,
    Kind.UNIT: _bound,
    Kind.REPEAT: _repeat,
    Kind.COMMON_BASE: judge_common_base,
    Kind.POSSIBLE: judge_possible,
    Kind.LIST: _list,
    Kind.FORMULA: _formula,
}
