"""The figures of a relation as the judge takes them: true values under the policy, in one unit."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from checker.figures import Figure, Unit
from checker.intervals import Interval
from checker.policies import interval_under
from checker.relations import Kind, Relation
from checker.units import factor

DIFFERENCES = ("percent", "points")  # one kind where percentages are added or subtracted
ADDING = frozenset({Kind.SUM, Kind.DIFFERENCE, Kind.SHARES, Kind.AVERAGE, Kind.BOUND})


class Reading(NamedTuple):
    """A figure's true values and its printed value, both in the unit of the relation."""

    interval: Interval
    value: Fraction


class UnitsDifferError(Exception):
    """Two figures of a relation have units that do not convert into each other."""


def read(figure: Figure, relation: Relation, unit: Unit, *, learned: bool = False) -> Reading:
    """The figure in `unit`; with `learned`, at the coarser unit of the last place of the pattern."""
    interval = figure.interval
    if relation.policy != "nearest":
        interval = interval_under(figure, relation.policy)
    value = figure.value
    if unit is not figure.unit:
        rate = exchange(figure.unit, unit, relation.kind)
        if rate != 1:
            interval, value = interval.scaled(rate), value * rate
    if learned and relation.resolution == 0 and not figure.soft:
        interval = Interval.exactly(value)
    elif learned and relation.resolution and not figure.soft:
        interval = hull(interval, Interval.around(value, relation.resolution / 2))
    return Reading(interval, value)


def read_all(relation: Relation, figures: Iterable[Figure], unit: Unit) -> list[Reading]:
    """The figures of an additive relation, all in one unit."""
    return [read(figure, relation, unit, learned=True) for figure in figures]


def as_printed(figure: Figure, relation: Relation, *, learned: bool = False) -> Reading:
    """The figure in its own unit."""
    return read(figure, relation, figure.unit, learned=learned)


def exchange(a: Unit, b: Unit, kind: Kind) -> Fraction:
    """The factor between two units in a relation; percentages and points are added to each other."""
    rate = factor(a, b)
    if rate is None and kind in ADDING and a.kind in DIFFERENCES and b.kind in DIFFERENCES:
        rate = Fraction(1)
    if rate is None:
        raise UnitsDifferError
    return rate


def hull(one: Interval, other: Interval) -> Interval:
    """The smallest interval with all values of both."""
    low = min(one.low, other.low)
    high = max(one.high, other.high)
    low_closed = any(i.low == low and i.low_closed for i in (one, other))
    high_closed = any(i.high == high and i.high_closed for i in (one, other))
    return Interval(low, high, low_closed, high_closed)
