"""The interval algebra: what can be true of a figure, given how it was printed.

The ends may be exact fractions, or arrays of one shape (NumPy or any library that follows its
arithmetic): the functions here only add, multiply, divide and compare low and high ends, so one
relation over columns is judged for all rows at once. A missing end is an infinity. Source: the
rules of interval arithmetic with open and closed ends (SEMANTICS, XBRL Calculations 1.1).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

INFINITY = math.inf
End = Any  # a Fraction, an infinity, or an array of numbers
Flag = Any  # a bool, or an array of bools


def is_array(value: End) -> bool:
    """Whether an end is an array rather than one number."""
    return hasattr(value, "__array__")


def choose(condition: Flag, then: End, otherwise: End) -> End:
    """`then` where the condition holds, `otherwise` elsewhere, for one value or for arrays."""
    if is_array(condition):
        import numpy

        return numpy.where(condition, then, otherwise)
    return then if condition else otherwise


def times(a: End, b: End) -> End:
    """The product of two ends; zero times an infinity is zero, as an end of an interval needs."""
    if is_array(a) or is_array(b):
        return a * b
    if a == 0 or b == 0:
        return Fraction(0)
    return a * b


def divided(a: End, b: End) -> End:
    """The quotient of two ends; an end divided by an open zero is an infinity, by an infinity is zero."""
    if is_array(a) or is_array(b):
        return a / b
    if b == 0:
        return a * INFINITY if a else Fraction(0)
    if b == INFINITY and abs(a) != INFINITY:
        return Fraction(0)
    return a / b


def _not(flag: Flag) -> Flag:
    return ~flag if is_array(flag) else not flag


@dataclass(frozen=True, slots=True)
class Interval:
    """All true values between two ends, each end open or closed."""

    low: End
    high: End
    low_closed: Flag = True
    high_closed: Flag = True

    @classmethod
    def exactly(cls, value: End) -> Interval:
        return cls(value, value)

    @classmethod
    def around(cls, value: End, slack: End) -> Interval:
        """[value - slack, value + slack], both ends closed, so that any half rule fits."""
        return cls(value - slack, value + slack)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_closed & other.low_closed,
            self.high_closed & other.high_closed,
        )

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_closed, self.low_closed)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def scaled(self, weight: Fraction | int) -> Interval:
        """Every value times a weight; a negative weight swaps the ends with their flags."""
        if weight < 0:
            return (-self).scaled(-weight)
        return Interval(
            times(self.low, weight), times(self.high, weight), self.low_closed, self.high_closed
        )

    def over(self, base: Interval) -> Interval:
        """The quotient; the base must be certainly positive (see `positive`)."""
        negative_low, negative_high = self.low < 0, self.high < 0
        low_base = choose(negative_low, base.low, base.high)
        high_base = choose(negative_high, base.high, base.low)
        low_flag = choose(negative_low, base.low_closed, base.high_closed)
        high_flag = choose(negative_high, base.high_closed, base.low_closed)
        return Interval(
            divided(self.low, low_base),
            divided(self.high, high_base),
            self.low_closed & low_flag,
            self.high_closed & high_flag,
        )

    def meet(self, other: Interval) -> Interval:
        """The values both have; possibly empty."""
        low_mine, high_mine = self.low > other.low, self.high < other.high
        low_tie, high_tie = self.low == other.low, self.high == other.high
        return Interval(
            choose(low_mine, self.low, other.low),
            choose(high_mine, self.high, other.high),
            choose(
                low_tie,
                self.low_closed & other.low_closed,
                choose(low_mine, self.low_closed, other.low_closed),
            ),
            choose(
                high_tie,
                self.high_closed & other.high_closed,
                choose(high_mine, self.high_closed, other.high_closed),
            ),
        )

    @property
    def empty(self) -> Flag:
        """Whether no value is left."""
        point_missing = (self.low == self.high) & _not(self.low_closed & self.high_closed)
        return (self.low > self.high) | point_missing

    @property
    def positive(self) -> Flag:
        """Whether every value is above zero."""
        return (self.low > 0) | ((self.low == 0) & _not(self.low_closed))

    def meets(self, other: Interval) -> Flag:
        return _not(self.meet(other).empty)

    def at_most(self, other: Interval) -> Flag:
        """Whether some value here is less than or equal to some value there."""
        touch = (self.low == other.high) & self.low_closed & other.high_closed
        return (self.low < other.high) | touch

    def has(self, value: End) -> Flag:
        return self.meets(Interval.exactly(value))

    def widened(self, slack: End) -> Interval:
        return Interval(self.low - slack, self.high + slack, self.low_closed, self.high_closed)

    @property
    def width(self) -> End:
        return self.high - self.low
