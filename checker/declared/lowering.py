"""A formula as a relation of a known kind, where it is one, in the units of its figures.

Those are told and located like the relations that are discovered, and replace them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from checker.conversion import UnitsDifferError
from checker.declared import measures
from checker.declared.bound import Amount
from checker.declared.plans import Plan
from checker.figures import Figure, Gap, Unit
from checker.intervals import INFINITY, Interval
from checker.relations import Basis, Kind, Relation, Term
from checker.units import factor

ONE, ZERO = Fraction(1), Fraction(0)
ADDING = (Kind.SUM, Kind.DIFFERENCE, Kind.AVERAGE)
CALCULATED = frozenset({Kind.RATIO, Kind.SHARE, Kind.RATE, Kind.PER_HEAD, Kind.GROWTH, Kind.AVERAGE})


def lowered(plan: Plan, things: Sequence[Figure | Gap], policy: str) -> Relation | None:
    """The relation of a line; None where its units ask for the formula itself."""
    figures = {slot: thing for slot, thing in enumerate(things) if isinstance(thing, Figure)}
    if len({figure.place for figure in figures.values()}) < len(figures):
        return None
    order = [*plan.operands, *([] if plan.result is None else [plan.result])]
    gaps = tuple(thing for slot in order if isinstance(thing := things[slot], Gap))
    result = figures.get(plan.result) if plan.result is not None else None
    if plan.kind in ADDING and not _convertible(figures, result):
        return None
    if plan.kind is Kind.SHARES and not all(_is_share(figure) for figure in figures.values()):
        return None
    weights = plan.weights or (ONE,) * len(plan.operands)
    terms = tuple(
        Term(figures[slot], weight) for slot, weight in zip(plan.operands, weights, strict=True) if slot in figures
    )
    apart = len({(term.figure.place.path, term.figure.place.sheet, term.figure.place.table) for term in terms}) > 1
    if not terms or (apart and plan.kind is Kind.BOUND):
        return None  # figures of two tables may be called alike, which the formula tells apart
    try:
        kind, times = _factor(plan, result, figures)
        constant = _constant(plan, terms)
    except UnitsDifferError:
        return None
    if kind in CALCULATED and result is not None:
        result = as_calculated(result)
    note = "order" if kind is Kind.BOUND else ""
    return Relation(kind, result, terms, Basis.DECLARED, times, constant, gaps, policy=policy, note=note)


def as_calculated(figure: Figure) -> Figure:
    """A quotient, a mean or a product as printed: rounded to its last place, even in a unit of counts."""
    return replace(figure, interval=Interval.around(figure.value, figure.ulp / 2)) if figure.exact else figure


def _convertible(figures: Mapping[int, Figure], result: Figure | None) -> bool:
    """Whether figures can be added as the judge adds them: it converts each into the unit of the result alone."""
    units = list({figure.unit for figure in figures.values()})
    to = measures.measure_of(result.unit if result else units[0]) if units else measures.PLAIN
    try:
        through = {unit: measures.rate(measures.measure_of(unit), to) for unit in units}
        pairs = ((one, other, _between(one, other)) for one, other in combinations(units, 2))
        return all(rate * through[other] == through[one] for one, other, rate in pairs)
    except UnitsDifferError:
        return False


def _between(one: Unit, other: Unit) -> Fraction:
    return measures.rate(measures.measure_of(one), measures.measure_of(other))


def _is_share(figure: Figure) -> bool:
    return measures.measure_of(figure.unit).proportion or not figure.unit.symbol


def _factor(plan: Plan, result: Figure | None, figures: Mapping[int, Figure]) -> tuple[Kind, Fraction]:
    """The kind of a quotient, and the factor that its units ask for. Raises UnitsDifferError."""
    if plan.kind not in (Kind.RATIO, Kind.GROWTH) or result is None or len(plan.operands) != 2:
        return plan.kind, plan.factor
    if any(slot not in figures for slot in plan.operands):
        return plan.kind, plan.factor
    first, second = (figures[slot] for slot in plan.operands)
    stated = measures.measure_of(result.unit)
    if plan.kind is Kind.GROWTH:
        grown = measures.divided(measures.measure_of(second.unit), measures.measure_of(first.unit))
        if not grown.proportion and grown.state != "loose":
            raise UnitsDifferError
        if grown.proportion:
            grown = measures.Measure("known")
        return plan.kind, plan.factor * measures.rate(measures.scaled(grown, plan.factor), stated)
    given = measures.divided(measures.measure_of(first.unit), measures.measure_of(second.unit))
    times = plan.factor * measures.rate(measures.scaled(given, plan.factor), stated)
    same = factor(second.unit, first.unit)
    if same is None:
        return (Kind.PER_HEAD if second.unit.kind == "count" else Kind.RATE), times
    return (Kind.SHARE if stated.proportion else Kind.RATIO), times * same


def _constant(plan: Plan, terms: Sequence[Term]) -> Interval | None:
    """Written limits in the unit of the first figure. Raises UnitsDifferError."""
    if plan.low is None and plan.high is None:
        return None
    if not terms:
        return Interval.exactly(ZERO)
    to = measures.measure_of(terms[0].figure.unit)
    low, high = (
        None if one is None else one.value * measures.MULTIPLIERS.get(one.unit, ONE) * _rate(one, to)
        for one in (plan.low, plan.high)
    )
    if high is None:
        return Interval(low, INFINITY, True, False)
    return Interval.exactly(high) if low is None else Interval(low, high)


def _rate(amount: Amount, to: measures.Measure) -> Fraction:
    return measures.rate(measures.measure_of_constant(amount.unit), to)
