"""Evidence for a pattern: what each line says for or against it, in decades of odds against chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from math import log, log10
from typing import NamedTuple

from checker.discovery.slips import cheap_slip, one_slip
from checker.discovery.tallies import counts, room, rooms, totals
from checker.discovery.view import View

BROKEN, NEAR, OTHER_CLASS, REPAIRABLE = 1.5, 0.7, 0.2, 0.1
CAP = 4.0
WEAK = 0.3  # decades; a line worth less is no evidence that its class belongs to the pattern
SAME_SHARE = 0.012  # relative; operands whose shares differ less on two lines are in proportion
TELLING = 100  # a result so many times the room of its rounding is not explained by just any slip
ACCEPT = 2.0


class State(IntEnum):
    """What a line says of a pattern."""

    ABSENT = 0  # the result, or every operand, is not there
    EXACT = 1
    HELD = 2  # within the rounding of the printed digits
    NEAR = 3
    BROKEN = 4
    PARTIAL = 5  # operands are missing and the rest does not decide


class Sum(NamedTuple):
    """result = sum of sign * operand, by positions of items."""

    result: int
    operands: tuple[int, ...]
    signs: tuple[int, ...]

    @property
    def members(self) -> frozenset[int]:
        return frozenset((self.result, *self.operands))


@dataclass(slots=True)
class Evidence:
    """The states of all lines, the residuals, and the decades they add up to.

    What the broken lines cost is taken away by `priced`, for the few sums of which it is asked.
    """

    states: list[State]
    residuals: list[int]
    decades: float
    held: int = 0
    broken: int = 0
    distinct: int = 0
    rounded: bool = False
    telling: frozenset[int] = frozenset()  # lines that hold and could have failed: more than zeros or one part
    floor: int = 0  # half the unit learned, where it is coarser than printed
    unpriced: list[tuple[int, int]] = field(default_factory=list)  # broken lines, each with its room

    @property
    def judged(self) -> int:
        return self.held + self.broken


def plain_sum(result: int, operands: Sequence[int]) -> Sum:
    """A sum whose operands all count with a plus."""
    return Sum(result, tuple(operands), (1,) * len(operands))


def weigh(view: View, claim: Sum) -> Evidence:
    """The evidence of all lines for a sum, before what the broken ones cost.

    Where lines fail as printed, coarser units are tried: rounding of figures that were taken for exact counts,
    if several lines ask for it, and the unit that the digits of the table really use.
    """
    if view.grid:
        best = _weigh(view, claim, view.halves, view.coarse)
        best.floor = view.coarse
        return best
    best = _weigh(view, claim, view.halves if view.rounded else view.slack, 0)
    best.rounded = view.rounded
    if not best.broken:
        return best
    if not view.rounded and State.NEAR in best.states:
        rounded = _weigh(view, claim, view.halves, 0)
        if best.broken - rounded.broken >= max(2, best.judged // 5):
            rounded.rounded = True
            best = rounded
    if view.coarse and best.broken:
        coarse = _weigh(view, claim, view.halves, view.coarse)
        priced(view, claim, best)
        priced(view, claim, coarse)
        if coarse.decades > best.decades or best.broken - coarse.broken >= 2:
            coarse.floor = view.coarse
            best = coarse
    return best


def _weigh(view: View, claim: Sum, slack: list[list[int]], floor: int) -> Evidence:
    """The states of all lines and what those that hold are worth; the broken ones are not priced yet."""
    states: list[State] = []
    residuals: list[int] = []
    held: list[int] = []
    broken: list[tuple[int, int]] = []
    stated = view.values[claim.result]
    widths = list(room(view, claim, slack, floor))
    lines = zip(stated, totals(view, claim), counts(view, claim), widths, strict=True)
    for line, (value, total, count, width) in enumerate(lines):
        if value is None or not count:
            states.append(State.ABSENT)
            residuals.append(0)
            continue
        residual = value - total
        residuals.append(residual)
        if -width <= residual <= width:
            states.append(State.HELD if residual else State.EXACT)
            held.append(line)
            continue
        state = _state(view, claim, line, residual, width, value, count)
        states.append(state)
        if state is not State.PARTIAL:
            broken.append((line, width))
    evidence = Evidence(states, residuals, 0.0, len(held))
    least = rooms(view, slack, floor)[claim.result]
    _gather(view, claim, evidence, [(line, widths[line], least[line]) for line in held])
    classes = {view.classes[line] for line in evidence.telling}
    evidence.broken = sum(view.classes[line] in classes for line, _ in broken) if classes else len(broken)
    evidence.unpriced = broken
    return evidence


def _gather(view: View, claim: Sum, evidence: Evidence, held: Sequence[tuple[int, int, int]]) -> None:
    """What the lines that hold are worth, those of one composition once; each with its room and the result's own."""
    gains: dict[tuple[int, ...], float] = {}
    telling: list[int] = []
    rows = [(sign, view.values[operand]) for operand, sign in zip(claim.operands, claim.signs, strict=True)]
    for line, tolerance, least in held:
        stated = view.values[claim.result][line] or 0
        terms = [sign * value for sign, row in rows if (value := row[line]) is not None]
        gain = _gain(stated, terms, tolerance, max(least, 1))
        if gain > WEAK:
            telling.append(line)
        if gain:
            key = in_proportion(stated, terms, tolerance) if len(held) > 1 else ()
            gains[key] = max(gains.get(key, 0.0), gain if len(terms) == len(rows) else 0.7 * gain)
    evidence.decades = sum(gains.values())
    evidence.distinct = sum(gain > WEAK for gain in gains.values())
    evidence.telling = frozenset(telling)


def priced(view: View, claim: Sum, evidence: Evidence) -> float:
    """The decades that the broken lines take away, taken away once; 0 where that was done before."""
    if not evidence.unpriced:
        return 0.0
    classes = {view.classes[line] for line in evidence.telling}
    cost = sum(
        [
            _cost(view, claim, line, evidence.residuals[line], tolerance, evidence.states[line], classes)
            for line, tolerance in evidence.unpriced
        ]
    )
    evidence.decades -= cost
    evidence.unpriced = []
    return cost


def in_proportion(stated: int, values: Sequence[int], tolerance: int) -> tuple[int, ...]:
    """What share of the result each operand is, as finely as the digits tell: lines of one make count once."""
    if not stated:
        return (0, *values)
    if not tolerance:
        return tuple([round(log(abs(value / stated)) / SAME_SHARE) if value else 0 for value in values])
    shares = []
    for value in values:
        step = max(SAME_SHARE, 6 * tolerance / (abs(value) or 1))
        shares.append(round(log(abs(value / stated)) / step) if value else 0)
    return tuple(shares)


def _state(view: View, claim: Sum, line: int, residual: int, tolerance: int, stated: int, present: int) -> State:
    if residual == 0:
        return State.EXACT
    if abs(residual) <= tolerance:
        return State.HELD
    if present < len(claim.operands):
        missing = [o for o in claim.operands if view.values[o][line] is None]
        if any(view.gaps[o][line] for o in missing) and residual * stated > 0:
            return State.PARTIAL
    if abs(residual) <= 4 * tolerance or abs(residual) * 200 <= abs(stated):
        return State.NEAR
    return State.BROKEN


def _gain(stated: int, terms: Sequence[int], tolerance: int, quantum: int) -> float:
    """Decades one held line is worth: the room the result could have filled over the room that would do."""
    filled = len(terms) - terms.count(0)
    if filled == 0:
        return 0.0
    size = max(abs(stated), max(terms), -min(terms))
    gain = log10((size + 2 * quantum) / (2 * tolerance + 2 * quantum)) if size else 0.0
    if filled == 1:
        return 0.2 if gain > 0.5 else 0.0
    return max(0.0, min(gain, CAP))


def _cost(
    view: View, claim: Sum, line: int, residual: int, tolerance: int, state: State, held_classes: set[int]
) -> float:
    if held_classes and view.classes[line] not in held_classes:
        return OTHER_CLASS
    if plainly_repairable(view, claim, line, residual, tolerance):
        return REPAIRABLE
    return NEAR if state is State.NEAR else BROKEN


def plainly_repairable(view: View, claim: Sum, line: int, residual: int, tolerance: int) -> bool:
    """Whether one keystroke would settle the line, and its result has more digits than just any keystroke explains."""
    stated = view.values[claim.result][line] or 0
    telling = abs(stated) > TELLING * (2 * tolerance + 2)
    return telling and repairable(view, claim, line, residual, tolerance)


def repairable(view: View, claim: Sum, line: int, residual: int, tolerance: int = 0) -> bool:
    """Whether one keystroke in one figure of the line would settle it."""
    return any(one_slip(value, wanted, view.scale, tolerance) for value, wanted in repairs(view, claim, line, residual))


def cheaply_repairable(view: View, claim: Sum, line: int, residual: int, tolerance: int = 0) -> bool:
    """Whether a sign, a swap, or a digit dropped or doubled in one figure would settle the line."""
    return any(cheap_slip(value, wanted, tolerance) for value, wanted in repairs(view, claim, line, residual))


def slack_on(view: View, claim: Sum, line: int, floor: int) -> int:
    """The room that rounding leaves a sum on a line."""
    coarsest = 0 if view.rate_lines[line] else floor
    return sum(max(view.halves[item][line], coarsest) for item in claim.members if view.values[item][line] is not None)


def repairs(view: View, claim: Sum, line: int, residual: int) -> Iterator[tuple[int, int]]:
    """Each figure of the line with the value it would need for the sum to hold exactly."""
    stated = view.values[claim.result][line]
    if stated is not None:
        yield stated, stated - residual
    for operand, sign in zip(claim.operands, claim.signs, strict=True):
        value = view.values[operand][line]
        if value is not None:
            yield value, value + sign * residual
