"""Units of report figures: what a unit text means and the exact factor between two units."""

from __future__ import annotations

from fractions import Fraction

from checker.figures import Unit


def factor(a: Unit, b: Unit) -> Fraction | None:
    """The exact factor that turns figures in `a` into figures in `b`; None where that is impossible."""
    if a is b or a.symbol == b.symbol or not a.symbol or not b.symbol:
        return Fraction(1)
    if a.base and a.base == b.base:
        return a.scale / b.scale
    return None
