"""What relations compute: sums, quotients, growth and averages of intervals.

Every function takes and returns `Interval`s and only adds, multiplies, divides and compares their
ends, so the ends may be exact fractions (one line) or arrays of one shape (all lines at once).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import repeat
from math import lcm

from checker.intervals import INFINITY, End, Flag, Interval, is_array, times

ONE = Interval.exactly(1)
Weight = Fraction | int


def sum_of(intervals: Iterable[Interval], weights: Iterable[Weight] | None = None) -> Interval:
    """The weighted sum; every interval is taken once."""
    pairs = zip(intervals, weights or repeat(1), strict=False)
    parts = [interval if weight == 1 else interval.scaled(weight) for interval, weight in pairs]
    low_closed: Flag = True
    high_closed: Flag = True
    for part in parts:
        low_closed = low_closed & part.low_closed
        high_closed = high_closed & part.high_closed
    return Interval(added([p.low for p in parts]), added([p.high for p in parts]), low_closed, high_closed)


def added(values: Sequence[End]) -> End:
    """The sum; fractions are added as whole numbers over one denominator, which is several times quicker."""
    if not all(type(value) is Fraction for value in values):
        return sum(values)
    total, shared = 0, 1
    for value in values:
        own = value.denominator
        if shared % own:
            total, shared = total * (lcm(shared, own) // shared), lcm(shared, own)
        total += value.numerator * (shared // own)
    return Fraction(total, shared)


def quotient(numerator: Interval, denominator: Interval, factor: Weight = 1) -> Interval:
    """factor * numerator / denominator; the denominator must be certainly positive."""
    ends = (numerator.low, numerator.high, denominator.low, denominator.high)
    if all(type(end) is Fraction for end in ends) and factor > 0 and numerator.low >= 0 and denominator.low > 0:
        return Interval(
            ratio_of(numerator.low, denominator.high, factor),
            ratio_of(numerator.high, denominator.low, factor),
            numerator.low_closed & denominator.high_closed,
            numerator.high_closed & denominator.low_closed,
        )
    result = numerator.over(denominator)
    return result if factor == 1 else result.scaled(factor)


def ratio_of(numerator: Fraction, denominator: Fraction, factor: Weight) -> Fraction:
    """factor * numerator / denominator, reduced once."""
    return Fraction(
        factor.numerator * numerator.numerator * denominator.denominator,
        factor.denominator * numerator.denominator * denominator.numerator,
    )


def growth(old: Interval, new: Interval, factor: Weight = 1) -> Interval:
    """factor * (new / old - 1), each figure used once; old must be certainly positive."""
    return (new.over(old) - ONE).scaled(factor)


def average(intervals: Sequence[Interval], weights: Sequence[Weight]) -> Interval:
    """The weighted mean; the weights must not add to zero."""
    total = sum(weights)
    whole = sum_of(intervals, weights)
    if total < 0:
        whole, total = -whole, -total
    return Interval(whole.low / total, whole.high / total, whole.low_closed, whole.high_closed)


def common(intervals: Iterable[Interval]) -> Interval:
    """The values all intervals have; possibly empty."""
    first, *others = intervals
    for other in others:
        first = first.meet(other)
    return first


def base_of(count: Interval, share: Interval, factor: Weight) -> Interval:
    """The whole of which `count` is `share`: factor * count / share, the share certainly positive."""
    return quotient(count, share, factor)


def apart(one: Interval, other: Interval) -> Flag:
    """Whether the two have certainly no value in common; neither may be empty."""
    if is_array(one.low) or is_array(other.low):
        return one.meet(other).empty
    if one.low > other.high or other.low > one.high:
        return True
    if one.low == other.high and not (one.low_closed and other.high_closed):
        return True
    return bool(other.low == one.high and not (other.low_closed and one.high_closed))


EVERYTHING = Interval(-INFINITY, INFINITY, False, False)


def product(one: Interval, positive: Interval) -> Interval:
    """The product with an interval that is certainly positive."""
    low_flag = positive.high_closed if one.low < 0 else positive.low_closed
    high_flag = positive.low_closed if one.high < 0 else positive.high_closed
    return Interval(
        times(one.low, positive.high if one.low < 0 else positive.low),
        times(one.high, positive.low if one.high < 0 else positive.high),
        one.low_closed & low_flag,
        one.high_closed & high_flag,
    )


def below(interval: Interval) -> Interval:
    """All values that are at most some value of the interval."""
    return Interval(-INFINITY, interval.high, False, interval.high_closed)


def above(interval: Interval) -> Interval:
    """All values that are at least some value of the interval."""
    return Interval(interval.low, INFINITY, interval.low_closed, False)


def median(values: Iterable[float]) -> float:
    """The middle value, or the mean of the two; the standard library's module costs too much at start-up."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
