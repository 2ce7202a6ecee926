"""What it takes to believe that a figure is a slip: its most likely intended value, and the price in bits.

The price is the logarithm of one over the chance that a value from those allowed, all equally likely,
would have been printed as it stands (`slips`). A wide range of allowed values makes any hit cheap talk.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from checker.figures import Figure
from checker.intervals import INFINITY, Interval
from checker.possible import whole_numbers
from checker.slips import Printed, Slip, bits_between, fits, one_slip_away, per_slip, printed

ANY_PLACE = Fraction(0)
FEW_VALUES = 16  # so many printable values are priced one by one
UNREAD_BITS = 30.0  # a figure whose digits cannot be read
NEGATIVE_BITS = 8.0  # a value that turns negative, where nothing else is


@dataclass(frozen=True, slots=True)
class Price:
    """The likeliest value meant, its text, the bits it costs, and whether it takes one slip only."""

    bits: float
    value: Fraction | None = None
    text: str | None = None
    one_slip: bool = False


def price(figure: Figure, allowed: Interval, finest: Fraction = ANY_PLACE) -> Price | None:
    """The price of a figure whose true value is in `allowed`; None where no value there can be printed.

    `finest` is the smallest unit of the last place among the figures it is added to: where these are
    whole numbers, a shifted point is no explanation.
    """
    number = printed(figure)
    if number is None:
        return Price(UNREAD_BITS)
    bounded = _bounded(figure, allowed)
    first, last = _grid(figure, number, bounded)
    if last is None or first is None:
        return _cheapest(number, _slips(number, finest), figure, bounded, _reach(number))
    if first > last:
        return None
    if last - first < FEW_VALUES:
        values = [number.ulp * step for step in range(first, last + 1)]
        slips = [Slip(value, number.places, bits_between(number, value)) for value in values]
        return _priced(number, slips, len(slips), _middle(bounded))
    return _cheapest(number, _slips(number, finest), figure, bounded, last - first + 1)


def _slips(number: Printed, finest: Fraction) -> list[Slip]:
    """The values one slip away that are printed to a place their like are printed to."""
    least = min(finest, number.ulp)
    return [slip for slip in one_slip_away(number) if number.scale / 10**slip.places >= least]


def _bounded(figure: Figure, allowed: Interval) -> Interval:
    """A figure that is not negative does not become so for want of a lower bound."""
    if allowed.low == -INFINITY and figure.value >= 0 and allowed.high >= 0:
        return Interval(Fraction(0), allowed.high, True, allowed.high_closed)
    return allowed


def _grid(figure: Figure, number: Printed, allowed: Interval) -> tuple[int | None, int | None]:
    """The first and the last multiple of the unit of the last place that can be printed; None is no end."""
    ulp, slack = number.ulp, 0 if figure.exact else number.ulp / 2
    low = None if allowed.low == -INFINITY else (allowed.low - slack) / ulp
    high = None if allowed.high == INFINITY else (allowed.high + slack) / ulp
    if low is None or high is None:
        return (None if low is None else math.ceil(low)), (None if high is None else math.floor(high))
    if figure.exact:
        return whole_numbers(Interval(low, high, allowed.low_closed, allowed.high_closed))
    return math.ceil(low), math.floor(high)


def _reach(number: Printed) -> int:
    return int(10 ** (len(number.digits) + 1))


def _middle(allowed: Interval) -> Fraction:
    return Fraction(allowed.low + allowed.high) / 2


def _cheapest(number: Printed, slips: Iterable[Slip], figure: Figure, allowed: Interval, values: int) -> Price:
    """The price where the allowed values are too many to be looked at one by one."""
    fitting = [slip for slip in slips if fits(slip, number, figure, allowed)]
    if not fitting:
        nearest = _nearest(figure, number, allowed)
        if nearest is None:
            return Price(2 * per_slip(number))
        turned = NEGATIVE_BITS if nearest < 0 <= figure.value else 0.0
        return Price(2 * per_slip(number) + turned, nearest, number.text(nearest))
    middle = _middle(allowed) if INFINITY not in (allowed.high, -allowed.low) else figure.value
    return _priced(number, fitting, values, middle)


def _nearest(figure: Figure, number: Printed, allowed: Interval) -> Fraction | None:
    """The printable value to name where no slip fits: the middle, or the end next to what is stated."""
    if allowed.low == -INFINITY and allowed.high == INFINITY:
        return None
    if allowed.low == -INFINITY:
        return number.ulp * Fraction(math.floor(allowed.high / number.ulp))
    if allowed.high == INFINITY:
        return number.ulp * Fraction(math.ceil(allowed.low / number.ulp))
    return number.ulp * round(_middle(allowed) / number.ulp)


def _priced(number: Printed, slips: list[Slip], values: int, middle: Fraction) -> Price:
    stated = number.value(number.digits, number.places)
    others = [slip for slip in slips if slip.value != stated]
    if not others:
        return Price(UNREAD_BITS)
    chance = sum(2.0**-slip.bits for slip in others) / values
    best = min(others, key=lambda slip: (slip.bits, abs(slip.value - middle)))
    bits = -math.log2(chance + 2.0 ** -(2 * per_slip(number)))
    if best.value < 0 <= stated:
        bits += NEGATIVE_BITS
    single = best.bits < 2 * per_slip(number)
    return Price(bits, best.value, number.text(best.value, best.places), single)
