"""Quotients and changes as claims over cells: what the first and second figure allow for the result.

A claim relates three cells of every line: the result, a first and a second figure, as whole numbers of 1/scale
units with half a printed unit of slack. A line holds if some true values fit. Discovery asks for evidence, so the
quotients here are floats, generous by a hair; the verdicts are the judge's, who is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from checker.discovery.view import View
from checker.figures import Figure, Unit
from checker.lexicon.units import DERIVED
from checker.units import factor as unit_factor

ONE = Fraction(1)
HAIR = 1e-12
Ends = tuple[float, float]
Cells = tuple[int, int, int]  # the lines in which result, first and second stand


class Form(StrEnum):
    """How the result follows from the first and the second figure."""

    QUOTIENT = "quotient"  # factor * first / second
    GROWTH = "growth"  # factor * (second / first - 1)
    DIFFERENCE = "difference"  # second - first


class Claim(NamedTuple):
    """Items of a view related on many lines; `cells` only where they do not all stand in one line.

    `capped` is for scores, whose first figure never exceeds the second however far the result does.
    """

    form: Form
    result: int
    first: int
    second: int
    factor: Fraction = Fraction(1)
    cells: tuple[Cells, ...] | None = None
    capped: bool = False

    @property
    def operands(self) -> frozenset[int]:
        return frozenset((self.first, self.second))

    def places(self, view: View) -> Sequence[Cells]:
        """The cells of every line the claim could be made on."""
        return self.cells if self.cells is not None else [(line, line, line) for line in range(len(view.lines))]


class Triple(NamedTuple):
    """Three values with their slacks."""

    result: int
    first: int
    second: int
    result_slack: int
    first_slack: int
    second_slack: int

    @property
    def key(self) -> tuple[int, int, int]:
        """What makes lines distinct."""
        return self.result, self.first, self.second


def triple_of(view: View, claim: Claim, cells: Cells, floor: int = 0) -> Triple | None:
    """The three values of a line; None where one is missing."""
    result, first, second = (
        view.values[item][line] for item, line in zip((claim.result, claim.first, claim.second), cells, strict=True)
    )
    if result is None or first is None or second is None:
        return None
    at, one, two = cells
    own = view.slack[claim.result][at]
    if claim.form is not Form.DIFFERENCE:
        own = rounding(view, claim.result, at)
    return Triple(
        result, first, second, own, max(view.slack[claim.first][one], floor), max(view.slack[claim.second][two], floor)
    )


def rounding(view: View, item: int, line: int) -> int:
    """Half the printed unit of a quotient, which is rounded to it even where other figures are exact counts."""
    return view.halves[item][line]


def scaled_factor(view: View, claim: Claim, cells: Cells) -> float:
    """The factor in 1/scale units, corrected for a second figure in another unit than the first."""
    scaled = claim.factor.numerator * view.scale / claim.factor.denominator
    if claim.form is not Form.QUOTIENT:
        return scaled
    rate = exchange(view.figure(claim.second, cells[2]), view.figure(claim.first, cells[1]))
    return scaled if rate is ONE else scaled / float(rate)


def span(form: Form, t: Triple, scaled: float) -> Ends | None:
    """The least and the greatest result that the first and second figure allow; None over a base that may be zero.

    `scaled` is the factor times the scale, so that the result is in 1/scale units too.
    """
    if form is Form.DIFFERENCE:
        middle, room = t.second - t.first, t.first_slack + t.second_slack
        return float(middle - room), float(middle + room)
    top, top_slack, base, base_slack = t.first, t.first_slack, t.second, t.second_slack
    if form is Form.GROWTH:
        top, top_slack, base, base_slack = base, base_slack, top, top_slack
    if base <= base_slack:
        return None
    low, high = top - top_slack, top + top_slack
    least = scaled * low / (base + base_slack if low >= 0 else base - base_slack)
    most = scaled * high / (base - base_slack if high >= 0 else base + base_slack)
    if form is Form.GROWTH:
        least, most = least - scaled, most - scaled
    return (least, most) if scaled >= 0 else (most, least)


def fits(t: Triple, ends: Ends) -> bool:
    """Whether the stated result and what the figures allow have a value in common."""
    hair = HAIR * max(abs(ends[0]), abs(ends[1]), 1.0)
    return ends[0] - hair <= t.result + t.result_slack and ends[1] + hair >= t.result - t.result_slack


def miss(view: View, claim: Claim, cells: Cells, floor: int = 0) -> tuple[float, int]:
    """By how much the computed result exceeds the stated one, away from zero, and the printed unit."""
    triple = triple_of(view, claim, cells, floor)
    ends = span(claim.form, triple, scaled_factor(view, claim, cells)) if triple else None
    if triple is None or ends is None:
        return 0.0, 0
    gap = (ends[0] + ends[1]) / 2 - triple.result
    return (gap if triple.result >= 0 else -gap), 2 * triple.result_slack


def is_capped(t: Triple, scaled: float) -> bool:
    """Whether a score is full because the result reaches or exceeds the whole."""
    return t.first == t.second and t.result > scaled


def exchange(figure: Figure | None, into: Figure | None) -> Fraction:
    """The factor from the unit of one figure into that of another; 1 where they do not convert."""
    if figure is None or into is None or figure.unit is into.unit or figure.unit == into.unit:
        return ONE
    return unit_exchange(figure.unit, into.unit) or ONE


def unit_exchange(one: Unit, other: Unit) -> Fraction | None:
    """The factor between two units of one kind; None where there is none. Composed units are left alone."""
    if one.base and other.base and one.base != other.base and not _may_convert(one, other):
        return None
    if "/" in one.symbol + other.symbol:
        return Fraction(1) if one.symbol == other.symbol else None
    return unit_factor(one, other)


def _may_convert(one: Unit, other: Unit) -> bool:
    """Whether units of different bases may still be of one kind: counted things, or measures made of others."""
    if one.kind != other.kind:
        return False
    return one.kind == "count" or bool({one.base, other.base} & DERIVED.keys())
