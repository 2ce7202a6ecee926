"""Evidence for quotients and changes: what every line says for or against one, in decades.

A claim relates three cells of every line: the result, a first and a second figure, as whole numbers of 1/scale
units with half a printed unit of slack. A line holds if some true values fit. Evidence is a matter of decades, so
the quotients here are floats, generous by a hair; the verdicts are the judge's, who is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from math import log10
from statistics import median

from checker.discovery.evidence import BROKEN, NEAR, OTHER_CLASS, State
from checker.discovery.slips import one_slip
from checker.discovery.view import View
from checker.figures import Figure, Unit
from checker.lexicon.units import DERIVED
from checker.units import factor as unit_factor

GAIN_CAP = 3.0
REPAIRABLE = 0.5
TRIVIAL = 0.1
TELLING = 0.3  # a line worth less does not count as another one
ONE = Fraction(1)
HAIR = 1e-12
HOPELESS = 40  # lines that break, and times as many as hold, before the others are not looked at
Ends = tuple[float, float]
Gains = dict[tuple[int, int, int], float]  # decades of every distinct line that holds
Cells = tuple[int, int, int]  # the lines in which result, first and second stand


class Form(StrEnum):
    """How the result follows from the first and the second figure."""

    QUOTIENT = "quotient"  # factor * first / second
    GROWTH = "growth"  # factor * (second / first - 1)
    DIFFERENCE = "difference"  # second - first


@dataclass(frozen=True, slots=True)
class Claim:
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


@dataclass(frozen=True, slots=True)
class Triple:
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


@dataclass(frozen=True, slots=True)
class Usual:
    """The median of the results, and their median distance from it."""

    middle: float
    spread: float


@dataclass(slots=True)
class Weighed:
    """The states of all cells of a claim and the decades they add up to."""

    states: list[State] = field(default_factory=list)
    decades: float = 0.0
    held: int = 0
    broken: int = 0
    distinct: int = 0
    exact: int = 0
    floor: int = 0  # half the unit that the operands really use, where it is coarser than printed

    @property
    def judged(self) -> int:
        return self.held + self.broken


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
    slack = view.slack[item][line]
    figure = None if slack else view.figure(item, line)
    return slack if figure is None else int(figure.ulp * view.scale) // 2


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
    return (least - scaled, most - scaled) if form is Form.GROWTH else (least, most)


def fits(t: Triple, ends: Ends) -> bool:
    """Whether the stated result and what the figures allow have a value in common."""
    hair = HAIR * max(abs(ends[0]), abs(ends[1]), 1.0)
    return ends[0] - hair <= t.result + t.result_slack and ends[1] + hair >= t.result - t.result_slack


def weigh(view: View, claim: Claim) -> Weighed:
    """The evidence of all cells; with the coarser unit of the operands where that explains the breaks."""
    best = _weigh(view, claim, 0)
    if view.coarse and best.broken:
        coarse = _weigh(view, claim, view.coarse)
        if coarse.decades > best.decades and coarse.broken < best.broken:
            coarse.floor = view.coarse
            return coarse
    return best


def _weigh(view: View, claim: Claim, floor: int) -> Weighed:
    found = Weighed(floor=floor)
    gains: Gains = {}
    costs: list[tuple[int, float]] = []
    held_classes: set[int] = set()
    usual = _usual(view, claim)
    for cells in claim.places(view):
        triple = triple_of(view, claim, cells, floor)
        scaled = scaled_factor(view, claim, cells)
        ends = span(claim.form, triple, scaled) if triple else None
        if triple is None or ends is None or (claim.capped and is_capped(triple, scaled)):
            found.states.append(State.ABSENT)
            continue
        state = _state(triple, ends)
        found.states.append(state)
        line_class = view.classes[cells[0]]
        if state in (State.EXACT, State.HELD):
            held_classes.add(line_class)
            gains[triple.key] = _gain(claim.form, triple, ends, usual)
        else:
            costs.append((line_class, _cost(view, triple, ends, state)))
            if len(costs) > HOPELESS and len(costs) > HOPELESS * len(gains):
                return replace(found, broken=len(costs))
    return _added_up(found, gains, costs, held_classes, _level_gain(view, claim, usual, gains))


def _added_up(
    found: Weighed, gains: Gains, costs: Sequence[tuple[int, float]], held_classes: set[int], level: float
) -> Weighed:
    """The decades of all lines: gains of distinct lines, the level once, less the costs of the broken ones."""
    found.decades = sum(gains.values()) + level
    for line_class, cost in costs:
        applies = not held_classes or line_class in held_classes
        found.decades -= cost if applies else OTHER_CLASS
        found.broken += applies
    found.held = sum(state in (State.EXACT, State.HELD) for state in found.states)
    found.exact = found.states.count(State.EXACT)
    found.distinct = sum(gain > TELLING for gain in gains.values()) + (level > TELLING)
    return found


def _usual(view: View, claim: Claim) -> Usual:
    """Where the results of a claim usually lie, and how far from there."""
    values = [v for cells in claim.places(view) if (v := view.values[claim.result][cells[0]]) is not None]
    middle = median(values) if values else 0
    spread = median(abs(value - middle) for value in values) if values else 0
    return Usual(float(middle), float(spread))


def scaled_factor(view: View, claim: Claim, cells: Cells) -> float:
    """The factor in 1/scale units, corrected for a second figure in another unit than the first."""
    scaled = claim.factor.numerator * view.scale / claim.factor.denominator
    if claim.form is not Form.QUOTIENT:
        return scaled
    rate = exchange(view.figure(claim.second, cells[2]), view.figure(claim.first, cells[1]))
    return scaled if rate is ONE else scaled / float(rate)


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


def _state(t: Triple, ends: Ends) -> State:
    low, high = ends
    if fits(t, ends):
        middle = (low + high) / 2
        return State.EXACT if abs(middle - t.result) <= max(t.result_slack, 1) else State.HELD
    gap = max(low - t.result, t.result - high)
    room = high - low + 2 * t.result_slack + 1
    return State.NEAR if gap <= 2 * room or gap * 200 <= abs(t.result) else State.BROKEN


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


def _gain(form: Form, t: Triple, ends: Ends, usual: Usual) -> float:
    """Decades one held line is worth: the room the result could have filled over the room that would do.

    Results that are all alike tell less: any other pair of figures in the same proportion would do as well.
    """
    if t.result == 0 or t.first == 0 or t.second == 0 or t.first == t.second:
        return TRIVIAL if t.first == t.second or t.result == 0 else 0.0
    if form is Form.QUOTIENT and t.first == t.result:
        return TRIVIAL
    room = ends[1] - ends[0] + 2 * max(t.result_slack, 1)
    return min(log10((abs(t.result - usual.middle) + usual.spread + room) / room), GAIN_CAP)


def _level_gain(view: View, claim: Claim, usual: Usual, gains: Gains) -> float:
    """Decades that the common level of the results is worth, once: of those that hold and are not trivial."""
    if not any(first != second and result not in (0, first) for result, first, second in gains):
        return 0.0
    slack = max(rounding(view, claim.result, cells[0]) for cells in claim.places(view)[:1])
    return min(log10(1 + abs(usual.middle) / (usual.spread + 2 * max(slack, 1))), GAIN_CAP)


def _cost(view: View, t: Triple, ends: Ends, state: State) -> float:
    if _repairable(view, t, ends):
        return REPAIRABLE
    return NEAR if state is State.NEAR else BROKEN


def _repairable(view: View, t: Triple, ends: Ends) -> bool:
    """Whether one keystroke in the result would settle the line."""
    step = 2 * max(t.result_slack, 1)
    wanted = round((ends[0] + ends[1]) / 2 / step) * step
    return one_slip(t.result, wanted, view.scale)
