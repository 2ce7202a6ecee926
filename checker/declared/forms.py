"""What an expression can be, exactly: a linear form of the figures, or a quotient of two.

A figure that occurs several times is collected first, so that x - x is 0 and a part of its own whole is one.
What is neither, such as a product of two figures or the greatest of several, stands as a variable of its own;
it is taken to be independent of its figures, which can only widen what is possible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from checker.algebra import quotient, sum_of
from checker.declared.measures import PLAIN, Measure
from checker.intervals import INFINITY, End, Flag, Interval, times

MOST_STEPS = 60  # towards the greatest value of a quotient; it is never that far
ZERO = Fraction(0)
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Linear:
    """A constant and variables with their weights, none of which is 0."""

    weights: Mapping[int, Fraction] = field(default_factory=dict)
    constant: Fraction = ZERO

    def plus(self, other: Linear, weight: Fraction = ONE) -> Linear:
        found = dict(self.weights)
        for variable, own in other.weights.items():
            total = found.get(variable, ZERO) + own * weight
            if total:
                found[variable] = total
            else:
                found.pop(variable, None)
        return Linear(found, self.constant + other.constant * weight)

    def times(self, weight: Fraction) -> Linear:
        if weight == 1:
            return self
        weights = {variable: own * weight for variable, own in self.weights.items()} if weight else {}
        return Linear(weights, self.constant * weight)

    def without(self, variable: int) -> Linear:
        return Linear({one: own for one, own in self.weights.items() if one != variable}, self.constant)

    def over(self, values: Sequence[Interval]) -> Interval:
        """What it can be where every variable is within its values."""
        intervals = [values[variable] for variable in self.weights]
        return sum_of([*intervals, Interval.exactly(self.constant)], [*self.weights.values(), ONE])

    def multiple_of(self, other: Linear) -> Fraction | None:
        """The number that another one is multiplied by to give this one; None where there is none."""
        if not other.weights or self.weights.keys() != other.weights.keys():
            return None
        first = next(iter(other.weights))
        number = self.weights[first] / other.weights[first]
        return number if other.times(number) == self else None


UNIT = Linear({}, ONE)


@dataclass(frozen=True, slots=True)
class Form:
    """A linear form over another one; `printed` is its value from the figures as printed, all in one measure."""

    top: Linear
    bottom: Linear = UNIT
    printed: Fraction = ZERO
    measure: Measure = PLAIN

    @property
    def constant(self) -> Fraction | None:
        """The number it is, if it is no more than a constant."""
        return self.top.constant if self.linear and not self.top.weights else None

    @property
    def linear(self) -> bool:
        return self.bottom == UNIT

    @property
    def variables(self) -> set[int]:
        return {*self.top.weights, *self.bottom.weights}


def span_of(form: Form, values: Sequence[Interval]) -> Interval:
    """The values a form can have; its denominator must be certainly positive."""
    if form.linear:
        return form.top.over(values)
    if form.top.weights.keys() & form.bottom.weights.keys() and _bounded(form, values):
        low, high = (_extreme(form, values, sign) for sign in (-1, 1))
        if low is not None and high is not None:
            return Interval(low[0], high[0], low[1], high[1])
    return quotient(form.top.over(values), form.bottom.over(values))


def _bounded(form: Form, values: Sequence[Interval]) -> bool:
    return all(values[one].low != -INFINITY and values[one].high != INFINITY for one in form.variables)


def _extreme(form: Form, values: Sequence[Interval], sign: int) -> tuple[End, Flag] | None:
    """The least or greatest value of a quotient over a box, and whether it is reached.

    Source: W. Dinkelbach, On nonlinear fractional programming (1967): the greatest t such that top - t * bottom can
    be 0 is found in a few steps, each at a corner of the box.
    """
    reached = _ratio(form, {one: values[one].low for one in form.variables})
    for _ in range(MOST_STEPS):
        rest = form.top.plus(form.bottom, -reached)
        upper = {one: (rest.weights.get(one, ZERO) * sign) > 0 for one in form.variables}
        corner = {one: values[one].high if up else values[one].low for one, up in upper.items()}
        found = _ratio(form, corner)
        if found == reached:
            ends = (values[one].high_closed if upper[one] else values[one].low_closed for one in rest.weights)
            return found, all(ends)
        reached = found
    return None


def _ratio(form: Form, corner: Mapping[int, End]) -> Fraction:
    return _at(form.top, corner) / _at(form.bottom, corner)


def _at(linear: Linear, corner: Mapping[int, End]) -> Fraction:
    return sum((own * corner[one] for one, own in linear.weights.items()), linear.constant)


def product_of(one: Interval, other: Interval) -> Interval:
    """All products of a value of one and a value of the other, whatever their signs."""
    corners = [
        (times(a, b), (a_closed and b_closed) or (a_closed and a == 0) or (b_closed and b == 0))
        for a, a_closed in ((one.low, one.low_closed), (one.high, one.high_closed))
        for b, b_closed in ((other.low, other.low_closed), (other.high, other.high_closed))
    ]
    low, high = min(value for value, _ in corners), max(value for value, _ in corners)
    low_closed = any(closed for value, closed in corners if value == low)
    return Interval(low, high, low_closed, any(closed for value, closed in corners if value == high))
