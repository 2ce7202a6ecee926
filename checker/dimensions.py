"""Questions of dimension, answered by pint over the units of the lexicon. Imported only when asked."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

from checker.figures import Unit
from checker.lexicon.units import DERIVED, UNITS
from checker.units import parts


@cache
def registry() -> Any:
    """The one registry: every base unit of the lexicon, with exact factors."""
    import pint

    made: Any = pint.UnitRegistry(None, non_int_type=Fraction)
    bases = dict.fromkeys(row.split()[1] for row in UNITS.strip().splitlines())
    for base in sorted(bases, key=lambda base: base in DERIVED):
        if base == "one":
            continue
        made.define(f"{base} = {DERIVED.get(base, f'[{base}]')}")
    return made


@cache
def quantity(unit: Unit) -> Any:
    """One of the unit as a pint quantity; None where the lexicon does not know it."""
    if unit.base:
        return registry().Quantity(unit.scale, "" if unit.base == "one" else unit.base)
    found = parts(unit.symbol)
    if not found:
        return None
    numerator, divisors = found
    composed = quantity(numerator)
    for divisor in divisors:
        composed = composed / quantity(divisor)
    return composed


def conversion(a: Unit, b: Unit, per: Unit | None = None) -> Fraction | None:
    """The factor from `a` (divided by `per`) to `b`; None where their dimensions differ."""
    one, other = quantity(a), quantity(b)
    divisor = quantity(per) if per else 1
    if one is None or other is None or divisor is None:
        return None
    ratio = (one / divisor / other).to_base_units()
    return Fraction(ratio.magnitude) if ratio.dimensionless else None
