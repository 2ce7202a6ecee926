"""What the other figures of a relation imply for one of them: every relation solved for every place.

The values are those the figure can have if all others are as stated, in the figure's own unit; nothing
certain is said (everything is implied) where the others leave the figure free.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from checker.algebra import EVERYTHING, ONE, above, base_of, below, common, growth, product, quotient, sum_of
from checker.conversion import UnitsDifferError, exchange, read
from checker.figures import Figure, Unit
from checker.intervals import INFINITY, Interval
from checker.possible import nearest_share
from checker.relations import ANNUAL, Kind, Relation
from checker.sides import ceiling

if TYPE_CHECKING:
    from checker.declared.solving import FormulaSolver

MOST_OPEN = 500  # operands of a sum with open or infinite ends, each of which is summed anew
HUNDRED = Interval.exactly(Fraction(100))
ABOVE_ZERO = Interval(Fraction(0), INFINITY, False, False)
ZERO_OR_MORE = Interval(Fraction(0), INFINITY, True, False)


def implied(relation: Relation, index: int) -> Interval:
    """The values of `relation.figures[index]` given the others, in its own unit."""
    return Solver(relation).implied(index)


class Solver:
    """One relation, read once, solved for any of its figures."""

    __slots__ = ("_finest", "_formula", "_rates", "_total", "figures", "intervals", "relation")

    def __init__(self, relation: Relation) -> None:
        self.relation = relation
        self.figures = relation.figures
        self._total: Interval | None = None
        self._finest: Fraction | None = None
        self._formula: FormulaSolver | None = None
        try:
            units = _units(relation)
            self._rates = [exchange(f.unit, u, relation.kind) for f, u in zip(self.figures, units, strict=True)]
            learned = _learned(relation, len(self.figures))
            self.intervals = [
                read(figure, relation, unit, learned=wide).interval
                for figure, unit, wide in zip(self.figures, units, learned, strict=True)
            ]
        except UnitsDifferError:
            self._rates = []

    def implied(self, index: int) -> Interval:
        if self.relation.kind is Kind.FORMULA:
            self._formula = self._formula or _formula(self.relation)
            return self._formula.solved(index)
        solve = _SOLVERS.get(self.relation.kind)
        if solve is None or not self._rates or self._again(index):
            return EVERYTHING
        found = solve(self, index)
        rate = self._rates[index]
        return found if rate == 1 else found.scaled(1 / rate)

    def own(self, index: int) -> Interval:
        """What a figure is read as, in its own unit."""
        return self.intervals[index].scaled(1 / self._rates[index])

    def take(self, index: int, values: Interval) -> None:
        """Read a figure as `values`, in its own unit, from now on."""
        rate = self._rates[index]
        self.intervals[index] = values if rate == 1 else values.scaled(rate)
        self._total = None

    def _again(self, index: int) -> bool:
        """Whether a quotient has the figure twice, so that the others leave it free: a / a is always 1."""
        figures, place = self.figures, self.figures[index].place
        return len(figures) == 3 and any(other.place == place for at, other in enumerate(figures) if at != index)

    @property
    def finest(self) -> Fraction:
        """The smallest unit of the last place among the figures."""
        if self._finest is None:
            self._finest = min(figure.ulp for figure in self.figures)
        return self._finest

    @property
    def total(self) -> Interval:
        """The weighted sum of all operands."""
        if self._total is None:
            self._total = sum_of(self.operands, self.weights)
        return self._total

    @property
    def operands(self) -> list[Interval]:
        return self.intervals[1:] if self.relation.result else self.intervals

    @property
    def weights(self) -> list[Fraction]:
        return [term.weight for term in self.relation.operands]

    def without(self, place: int) -> Interval:
        """The weighted sum of all operands but one."""
        total = self.total
        part = self.operands[place].scaled(self.relation.operands[place].weight)
        if total.low_closed and total.high_closed and total.low != -INFINITY and total.high != INFINITY:
            return Interval(total.low - part.low, total.high - part.high)
        operands, weights = self.operands, self.weights
        if len(operands) > MOST_OPEN:
            return EVERYTHING
        return sum_of(operands[:place] + operands[place + 1 :], weights[:place] + weights[place + 1 :])


def _formula(relation: Relation) -> FormulaSolver:
    from checker.declared.solving import FormulaSolver

    return FormulaSolver(relation)


def _units(relation: Relation) -> list[Unit]:
    """The unit each figure is read in, as the judge reads it."""
    figures = relation.figures
    if relation.kind in _OWN_UNIT_KINDS:
        operands = [term.figure for term in relation.operands]
        shared = [figure.unit for figure in operands]
        if relation.kind is Kind.COMMON_BASE:
            base = relation.result.unit if relation.result else shared[0]
            shared = [base if place % 2 == 0 else shared[1] for place in range(len(shared))]
        elif relation.kind is not Kind.POSSIBLE:
            shared = [_unit_of_pair(relation, figure, shared[0]) for figure in operands]
        return [relation.result.unit, *shared] if relation.result else shared
    first = relation.result.unit if relation.result else figures[0].unit
    return [first] * len(figures)


def _unit_of_pair(relation: Relation, figure: Figure, unit: Unit) -> Unit:
    try:
        exchange(figure.unit, unit, relation.kind)
    except UnitsDifferError:
        if relation.kind in (Kind.SHARE, Kind.GROWTH):
            raise
        return figure.unit
    return unit


def _learned(relation: Relation, count: int) -> list[bool]:
    """Which figures the learned unit of the last place widens."""
    additive = relation.kind not in _OWN_UNIT_KINDS
    return [additive or (place == 0 and relation.result is not None) for place in range(count)]


def _place(solver: Solver, index: int) -> int:
    """The operand's place, or -1 for the result."""
    return index - 1 if solver.relation.result else index


def _sum(solver: Solver, index: int) -> Interval:
    relation, place = solver.relation, _place(solver, index)
    if place < 0:
        whole = solver.total.scaled(relation.factor)
        return above(whole) if relation.missing else whole
    stated = solver.intervals[0] if relation.result else relation.constant or HUNDRED
    weight = relation.operands[place].weight
    if weight == 0 or relation.factor == 0:
        return EVERYTHING
    rest = stated.scaled(1 / relation.factor) - solver.without(place)
    found = rest.scaled(1 / weight)
    return below(found) if relation.missing else found


def _average(solver: Solver, index: int) -> Interval:
    relation, place = solver.relation, _place(solver, index)
    whole = Fraction(sum(solver.weights))
    if whole == 0 or relation.missing:
        return EVERYTHING
    if place < 0:
        return solver.total.scaled(1 / whole)
    weight = relation.operands[place].weight
    if weight == 0:
        return EVERYTHING
    return (solver.intervals[0].scaled(whole) - solver.without(place)).scaled(1 / weight)


def _quotient(solver: Solver, index: int) -> Interval:
    factor = solver.relation.factor
    if len(solver.intervals) != 3 or factor <= 0:
        return EVERYTHING
    result, numerator, denominator = solver.intervals
    if index == 0:
        return quotient(numerator, denominator, factor) if denominator.positive else EVERYTHING
    if index == 1:
        return product(result, denominator).scaled(1 / factor) if denominator.positive else EVERYTHING
    return _divided(numerator.scaled(factor), result)


def _divided(numerator: Interval, divisor: Interval) -> Interval:
    """A positive denominator: numerator / divisor, where the divisor may touch zero."""
    if divisor.high <= 0 and numerator.high <= 0:
        numerator, divisor = -numerator, -divisor
    if divisor.positive:
        return quotient(numerator, divisor).meet(ABOVE_ZERO)
    if numerator.positive and divisor.high > 0 and divisor.low <= 0:
        least = quotient(numerator, divisor.meet(ABOVE_ZERO))
        return Interval(least.low, INFINITY, least.low_closed, False)
    return ABOVE_ZERO


def _growth(solver: Solver, index: int) -> Interval:
    factor = solver.relation.factor
    if len(solver.intervals) != 3 or factor == 0:
        return EVERYTHING
    if solver.relation.note == ANNUAL:
        return _annual_growth(solver, index)
    result, old, new = solver.intervals
    if index == 0:
        return growth(old, new, factor) if old.positive else EVERYTHING
    grown = result.scaled(1 / factor) + ONE
    if index == 1:
        return _divided(new, grown)
    return product(grown, old) if old.positive else EVERYTHING


def _annual_growth(solver: Solver, index: int) -> Interval:
    from checker.compounding import annual_rate, compounded

    factor, constant = solver.relation.factor, solver.relation.constant
    result, old, new = solver.intervals
    if constant is None or not (old.positive and new.positive):
        return EVERYTHING
    periods = int(constant.low)
    if index == 0:
        return annual_rate(new.over(old), factor, periods)
    grown = compounded(result, factor, periods)
    return _divided(new, grown) if index == 1 else product(old, grown) if grown.positive else EVERYTHING


def _bound(solver: Solver, index: int) -> Interval:
    relation, intervals = solver.relation, solver.intervals
    weight = relation.operands[index].weight
    if len(intervals) == 1:
        constant = relation.constant
        return ceiling(constant).scaled(1 / weight) if constant and weight else EVERYTHING
    if len(intervals) != 2 or weight <= 0:
        return EVERYTHING
    other = intervals[1 - index].scaled(relation.operands[1 - index].weight)
    return (below(other) if index == 0 else above(other)).scaled(1 / weight)


def _repeat(solver: Solver, index: int) -> Interval:
    others = [interval for place, interval in enumerate(solver.intervals) if place != index]
    return common(others) if others else EVERYTHING


def _common_base(solver: Solver, index: int) -> Interval:
    factor, operands, place = solver.relation.factor, solver.operands, _place(solver, index)
    bases = [solver.intervals[0]] if solver.relation.result and place >= 0 else []
    for pair in range(len(operands) // 2):
        count, share = operands[2 * pair], operands[2 * pair + 1]
        if pair != place // 2 and share.positive:
            bases.append(base_of(count, share, factor))
    if not bases:
        return EVERYTHING
    base = common(bases)
    if place < 0 or base.empty:
        return base
    if not base.positive:
        return EVERYTHING
    if place % 2:
        return quotient(operands[place - 1], base, factor)
    share = operands[place + 1]
    return product(base, share).scaled(1 / factor) if share.positive else ZERO_OR_MORE


def _list(solver: Solver, index: int) -> Interval:
    relation = solver.relation
    if index or relation.result is None:
        return EVERYTHING
    return relation.constant or Interval.exactly(Fraction(len(relation.operands)))


def _possible(solver: Solver, index: int) -> Interval:
    last = solver.relation.operands[-1]
    if index != 0 or len(solver.intervals) != 2 or last.figure.value <= 0:
        return EVERYTHING
    share = solver.figures[0].value
    return Interval.exactly(nearest_share(share, last.figure.value * last.weight, solver.relation.factor))


_OWN_UNIT_KINDS = frozenset(
    (Kind.SHARE, Kind.RATE, Kind.PER_HEAD, Kind.RATIO, Kind.GROWTH, Kind.COMMON_BASE, Kind.POSSIBLE)
)
_SOLVERS: dict[Kind, Callable[[Solver, int], Interval]] = {
    Kind.SUM: _sum,
    Kind.DIFFERENCE: _sum,
    Kind.SHARES: _sum,
    Kind.AVERAGE: _average,
    Kind.SHARE: _quotient,
    Kind.RATE: _quotient,
    Kind.PER_HEAD: _quotient,
    Kind.RATIO: _quotient,
    Kind.GROWTH: _growth,
    Kind.BOUND: _bound,
    Kind.UNIT: _bound,
    Kind.REPEAT: _repeat,
    Kind.COMMON_BASE: _common_base,
    Kind.POSSIBLE: _possible,
    Kind.LIST: _list,
}
