"""What the numbers inside a formula count: units as they are added, multiplied and divided.

Sums and comparisons convert the second number into the unit of the first. A plain constant takes the unit of the
other side, but for the 1 of 1 + rate, which is 100 %; a unit that is not known converts into anything, unchanged.
Somebody who writes `100 * part / whole` for a share printed in percent has converted by hand: a constant that is
the power of ten which the units ask for stands for that conversion.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from checker.conversion import DIFFERENCES, UnitsDifferError
from checker.figures import Unit
from checker.units import factor, parts

ONE = Fraction(1)
HUNDREDTH = Fraction(1, 100)
OF_A_HUNDRED = frozenset({"points", "index"})  # of which 100 are one
PERCENTAGES = frozenset({"percent", "permille", "per_ten_thousand"})
PROPORTIONS = {"%": HUNDREDTH, "‰": Fraction(1, 1000)}
MULTIPLIERS = {"万": Fraction(10**4), "亿": Fraction(10**8)}
COUNTS = frozenset(  # bases that a rate may or may not name: yuan for yuan per person
    ("person", "visit", "household", "school", "piece", "vehicle", "book", "animal", "case", "time", "item", "number")
)

Bases = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What one of a number is.

    `state` is known, plain (a constant without a unit), base (a constant counted in base units: 3万), unknown (a
    figure without a unit) or loose (a quotient of such figures: a proportion, or anything else). `bases` are the base
    units with their powers, `scale` how many of these one is; `unit` the unit of a single figure. `share` is what
    proportions it was multiplied by stand for, `literal` the powers of ten it was multiplied by.
    """

    state: str = "plain"
    bases: Bases = ()
    scale: Fraction = ONE
    unit: Unit | None = None
    share: Fraction = ONE
    literal: Fraction = ONE

    @property
    def proportion(self) -> bool:
        """Whether it has no dimension: a percentage, an index, a ratio."""
        return self.state == "known" and not self.bases

    @property
    def ratio(self) -> bool:
        """Whether it is a quotient of two figures, of which 1 is simply one."""
        return self.proportion and self.unit is None


PLAIN = Measure()
UNKNOWN = Measure("unknown")
LOOSE = Measure("loose")


@lru_cache(maxsize=1024)
def measure_of(unit: Unit) -> Measure:
    """The measure of a figure in a unit."""
    if unit.kind in OF_A_HUNDRED:
        return Measure("known", (), HUNDREDTH, unit)
    if unit.base == "one":
        return Measure("known", (), unit.scale, unit)
    if unit.base:
        return Measure("known", ((unit.base, 1),), unit.scale, unit)
    found = parts(unit.symbol) if unit.symbol else None
    if not found:
        return UNKNOWN
    numerator, divisors = found
    composed = measure_of(numerator)
    for divisor in divisors:
        composed = divided(composed, measure_of(divisor))
    return replace(composed, unit=unit) if composed.state == "known" else UNKNOWN


def measure_of_constant(unit: str) -> Measure:
    """The measure of a constant with a sign of percent, a multiplier, or nothing."""
    if unit in PROPORTIONS:
        kind = "percent" if unit == "%" else "permille"
        return Measure("known", (), PROPORTIONS[unit], Unit(unit, kind, PROPORTIONS[unit], "one"))
    return Measure("base") if unit in MULTIPLIERS else PLAIN


def rate(one: Measure, other: Measure) -> Fraction:
    """What turns numbers of one measure into numbers of another. Raises UnitsDifferError where nothing does."""
    asked = _rate(one, other) * one.share / other.share
    return ONE if asked != 1 and asked == one.literal / other.literal else asked


def _rate(one: Measure, other: Measure) -> Fraction:
    states = {one.state, other.state}
    if "plain" in states or "unknown" in states:
        return (one.scale if one.ratio else ONE) / (other.scale if other.ratio else ONE)
    if "base" in states:
        return _in_base_units(one) / _in_base_units(other)
    if "loose" in states:
        return (one.scale if one.proportion else ONE) / (other.scale if other.proportion else ONE)
    if one.unit and other.unit:
        return _between(one.unit, other.unit)
    if one.bases != other.bases and _uncounted(one.bases) != _uncounted(other.bases):
        raise UnitsDifferError
    return one.scale / other.scale


def _in_base_units(measure: Measure) -> Fraction:
    return measure.scale if measure.state == "known" else ONE


def _between(one: Unit, other: Unit) -> Fraction:
    found = factor(one, other)
    if found is None and one.kind in DIFFERENCES and other.kind in DIFFERENCES:
        return ONE
    if found is None:
        raise UnitsDifferError
    return found


def _uncounted(bases: Bases) -> Bases:
    return tuple((base, power) for base, power in bases if base not in COUNTS)


def scaled(measure: Measure, value: Fraction) -> Measure:
    """The measure of a number multiplied by a constant: powers of ten are kept in mind."""
    return replace(measure, literal=measure.literal * value) if _power_of_ten(value) else measure


def _power_of_ten(value: Fraction) -> bool:
    digits = {value.numerator, value.denominator}
    largest = max(digits)
    return 1 in digits and largest > 1 and str(largest).rstrip("0") == "1"


def multiplied(one: Measure, other: Measure) -> Measure:
    """The measure of a product of two numbers."""
    return _combined(one, other, 1)


def divided(one: Measure, other: Measure) -> Measure:
    """The measure of a quotient of two numbers."""
    if one.unit and other.unit and not one.proportion and (same := factor(one.unit, other.unit)) is not None:
        return Measure("known", (), same, None, one.share / other.share, one.literal / other.literal)
    return _combined(one, other, -1)


def _combined(one: Measure, other: Measure, power: int) -> Measure:
    share, literal = one.share * other.share**power, one.literal * other.literal**power
    if other.state in ("plain", "base"):
        return replace(one, literal=literal, share=share) if one.state != "base" else PLAIN
    if one.state in ("plain", "base"):
        return _combined(Measure("known", literal=one.literal), other, power) if power < 0 else _combined(other, one, 1)
    if other.proportion and not one.proportion:
        return replace(one, unit=None, share=share * other.scale**power, literal=literal)
    if one.proportion and not other.proportion and power > 0:
        return replace(other, unit=None, share=share * one.scale, literal=literal)
    if one.state != "known" or other.state != "known":
        state = "unknown" if power > 0 else "loose"
        return Measure(state, share=share, literal=literal)
    scale = one.scale * other.scale**power
    return Measure("known", _joined(one.bases, other.bases, power), scale, None, share, literal)


def _joined(one: Bases, other: Bases, power: int) -> Bases:
    powers = dict(one)
    for base, exponent in other:
        powers[base] = powers.get(base, 0) + power * exponent
    return tuple(sorted((base, exponent) for base, exponent in powers.items() if exponent))
