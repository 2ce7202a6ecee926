"""Average growth over several periods: what a rate for each of them makes of a level, and the other way round.

A rate r for each of n periods leads from old to new if (1 + r)^n = new / old (compound growth). Powers of
fractions are exact; a root is enclosed between two fractions that are `STEP` apart.
"""

from __future__ import annotations

from fractions import Fraction

from checker.algebra import ONE
from checker.intervals import INFINITY, End, Interval

PLACES = 15
STEP = Fraction(1, 10**PLACES)
NOTHING = Interval.exactly(Fraction(0))


def compounded(rate: Interval, factor: Fraction, periods: int) -> Interval:
    """(1 + rate / factor)^periods, exactly; nothing falls by more than the whole."""
    grown = (rate.scaled(1 / factor) + ONE).meet(Interval(Fraction(0), INFINITY, True, False))
    if grown.empty:
        return NOTHING
    return Interval(_power(grown.low, periods), _power(grown.high, periods), grown.low_closed, grown.high_closed)


def annual_rate(ratio: Interval, factor: Fraction, periods: int) -> Interval:
    """factor * (ratio^(1 / periods) - 1), each end rounded outward; the ratio must be positive."""
    low, high = _root(ratio.low, periods), _root(ratio.high, periods)
    if high != INFINITY and high**periods != ratio.high:
        high += STEP
    return (Interval(low, high) - ONE).scaled(factor)


def rate_as_printed(ratio: Fraction, factor: Fraction, periods: int) -> Fraction:
    """The rate that two printed levels give, to fifteen decimals."""
    return factor * (Fraction(_root(ratio, periods)) - 1)


def _power(value: End, periods: int) -> End:
    return value if value == INFINITY else value**periods


def _root(value: End, periods: int) -> End:
    """The root of a number that is not negative, rounded down to a multiple of STEP."""
    if value == INFINITY:
        return value
    scaled = value.numerator * 10 ** (PLACES * periods) // value.denominator
    return Fraction(_whole_root(scaled, periods), 10**PLACES)


def _whole_root(number: int, periods: int) -> int:
    """The greatest whole number whose power is not more than a number (Newton's method from above)."""
    if number < 1:
        return 0
    guess = 1 << -(-number.bit_length() // periods)
    while True:
        better = ((periods - 1) * guess + number // guess ** (periods - 1)) // periods
        if better >= guess:
            return guess
        guess = better
