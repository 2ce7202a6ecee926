"""Rounding policies: which true values a figure may have had before it was printed.

`nearest` is the default and what a figure's own interval already says. The others are asked for in a
configuration, or tried when several relations of one table fail. Exact counts, soft figures and
figures with a stored value (XLSX) say the same under every policy, except under disclosure rounding.
"""

from __future__ import annotations

from fractions import Fraction

from checker.errors import InputError
from checker.figures import Figure
from checker.intervals import Interval

HALF = Fraction(1, 2)
NAMES = ("nearest", "half_up", "trunc", "floor", "ceil", "any", "balanced", "double")
DOUBLE = Fraction(55, 100)  # units of the last place that rounding twice can reach: 8.5346, 8.535, 8.54


def interval_under(figure: Figure, policy: str) -> Interval:
    """The true values of a figure under a policy, in the figure's own unit."""
    if policy == "nearest":
        return figure.interval
    if policy.startswith("base:"):
        return disclosed(figure, policy)
    if figure.soft or figure.shown is not None or figure.exact:
        return figure.interval
    return rounded(figure.value, figure.ulp, policy)


def rounded(value: Fraction, ulp: Fraction, policy: str) -> Interval:
    """The values that print as `value` to the place `ulp` under a policy.

    Truncation goes towards zero, so that a printed 0 stands for both sides; half up rounds half away
    from zero, as people and spreadsheets do. `any` is within one unit, `balanced` one and a half
    (nearest, then moved by one so that the table adds up).
    """
    half = ulp * HALF
    match policy:
        case "nearest":
            return Interval(value - half, value + half)
        case "half_up":
            return _half_up(value, half)
        case "trunc":
            return _trunc(value, ulp)
        case "floor":
            return Interval(value, value + ulp, True, False)
        case "ceil":
            return Interval(value - ulp, value, False, True)
        case "any":
            return Interval(value - ulp, value + ulp, False, False)
        case "double":
            return Interval.around(value, ulp * DOUBLE)
        case "balanced":
            return Interval(value - ulp - half, value + ulp + half)
    raise InputError(f"unknown rounding policy {policy!r}", hint=f"known: {', '.join(NAMES)}, base:N")


def _half_up(value: Fraction, half: Fraction) -> Interval:
    """Half away from zero: 0 excludes both halves."""
    return Interval(value - half, value + half, value > 0, value < 0)


def _trunc(value: Fraction, ulp: Fraction) -> Interval:
    if value > 0:
        return Interval(value, value + ulp, True, False)
    if value < 0:
        return Interval(value - ulp, value, False, True)
    return Interval(-ulp, ulp, False, False)


def disclosed(figure: Figure, policy: str) -> Interval:
    """A figure rounded to multiples of a base: `base:5` to the nearest, `base:3:random` to either side."""
    base, _, manner = policy.removeprefix("base:").partition(":")
    if not base.isdigit() or int(base) == 0 or manner not in ("", "random"):
        raise InputError(f"unknown rounding policy {policy!r}", hint="write base:5 or base:3:random")
    unit = Fraction(int(base))
    if figure.ulp < 1 or figure.value % unit:
        return figure.interval
    if manner == "random":
        return Interval(figure.value - unit, figure.value + unit, False, False)
    return Interval.around(figure.value, unit * HALF)
