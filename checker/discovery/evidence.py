"""Evidence for a pattern: what each line says for or against it, in decades of odds against chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import log, log10
from typing import NamedTuple

from checker.discovery.slips import cheap_slip, one_slip
from checker.discovery.view import View

BROKEN, NEAR, OTHER_CLASS, REPAIRABLE = 1.5, 0.7, 0.2, 0.1
CAP = 4.0
WEAK = 0.3  # decades; a line worth less is no evidence that its class belongs to the pattern
SAME_SHARE = 0.012  # relative; operands whose shares differ less on two lines are in proportion
QUICK_LINES = 8
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
    """The states of all lines, the residuals, and the decades they add up to."""

    states: list[State]
    residuals: list[int]
    decades: float
    held: int = 0
    broken: int = 0
    distinct: int = 0
    rounded: bool = False
    telling: frozenset[int] = frozenset()  # lines that hold and could have failed: more than zeros or one part
    floor: int = 0  # half the unit learned, where it is coarser than printed

    @property
    def judged(self) -> int:
        return self.held + self.broken


def plain_sum(result: int, operands: Sequence[int]) -> Sum:
    """A sum whose operands all count with a plus."""
    return Sum(result, tuple(operands), (1,) * len(operands))


def weigh(view: View, claim: Sum) -> Evidence:
    """The evidence of all lines for a sum.

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
        if coarse.decades > best.decades or best.broken - coarse.broken >= 2:
            coarse.floor = view.coarse
            best = coarse
    return best


def promising(view: View, claim: Sum) -> bool:
    """Whether a sum holds on half of the first few lines of counts, or of rates; quick, before weighing."""
    held, judged = [0, 0], [0, 0]
    for line, stated in enumerate(view.values[claim.result]):
        kind = view.rate_lines[line]
        terms = _terms(view, claim, view.halves, line)
        if stated is None or not terms or judged[kind] >= QUICK_LINES:
            continue
        room = slack_on(view, claim, line, view.coarse)
        judged[kind] += 1
        held[kind] += abs(stated - sum(term for term, _ in terms)) <= room
    return any(held[kind] and 2 * held[kind] >= judged[kind] for kind in (0, 1))


def _weigh(view: View, claim: Sum, slack: list[list[int]], floor: int) -> Evidence:
    states: list[State] = []
    residuals: list[int] = []
    gains: dict[tuple[int, ...], float] = {}
    broken: list[tuple[int, int]] = []
    held_classes: set[int] = set()
    telling: list[int] = []
    for line in range(len(view.lines)):
        stated, terms = view.values[claim.result][line], _terms(view, claim, slack, line)
        if stated is None or not terms:
            states.append(State.ABSENT)
            residuals.append(0)
            continue
        residual = stated - sum(term for term, _ in terms)
        coarsest = 0 if view.rate_lines[line] else floor
        least = max(slack[claim.result][line], coarsest)
        tolerance = least + sum(s if s > coarsest else coarsest for _, s in terms)
        state = _state(view, claim, line, residual, tolerance, stated, len(terms))
        states.append(state)
        residuals.append(residual)
        if state in (State.EXACT, State.HELD):
            key = in_proportion(stated, [term for term, _ in terms], tolerance)
            gain = _gain(stated, [t for t, _ in terms], tolerance, max(least, 1))
            if gain > WEAK:
                held_classes.add(view.classes[line])
                telling.append(line)
            gains[key] = max(gains.get(key, 0.0), gain if len(terms) == len(claim.operands) else 0.7 * gain)
        elif state in (State.BROKEN, State.NEAR):
            broken.append((line, tolerance))
    costs = [
        _cost(view, claim, line, residuals[line], tolerance, states[line], held_classes) for line, tolerance in broken
    ]
    held = sum(state in (State.EXACT, State.HELD) for state in states)
    against = sum(not held_classes or view.classes[line] in held_classes for line, _ in broken)
    distinct = sum(gain > WEAK for gain in gains.values())
    return Evidence(
        states, residuals, sum(gains.values()) - sum(costs), held, against, distinct, telling=frozenset(telling)
    )


def in_proportion(stated: int, values: Sequence[int], tolerance: int) -> tuple[int, ...]:
    """What share of the result each operand is, as finely as the digits tell: lines of one make count once."""
    if not stated:
        return (0, *values)
    shares = []
    for value in values:
        step = max(SAME_SHARE, 6 * tolerance / (abs(value) or 1))
        shares.append(round(log(abs(value / stated)) / step) if value else 0)
    return tuple(shares)


def _terms(view: View, claim: Sum, slack: list[list[int]], line: int) -> list[tuple[int, int]]:
    """The signed values of the operands that a line holds, each with its slack."""
    terms = []
    for operand, sign in zip(claim.operands, claim.signs, strict=True):
        value = view.values[operand][line]
        if value is not None:
            terms.append((sign * value, slack[operand][line]))
    return terms


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
    filled = sum(1 for term in terms if term)
    if filled == 0:
        return 0.0
    size = max(abs(stated), max(abs(term) for term in terms))
    gain = log10((size + 2 * quantum) / (2 * tolerance + 2 * quantum)) if size else 0.0
    if filled == 1:
        return 0.2 if gain > 0.5 else 0.0
    return max(0.0, min(gain, CAP))


def _cost(
    view: View, claim: Sum, line: int, residual: int, tolerance: int, state: State, held_classes: set[int]
) -> float:
    if held_classes and view.classes[line] not in held_classes:
        return OTHER_CLASS
    stated = view.values[claim.result][line] or 0
    telling = abs(stated) > TELLING * (2 * tolerance + 2)
    if telling and repairable(view, claim, line, residual, tolerance):
        return REPAIRABLE
    return NEAR if state is State.NEAR else BROKEN


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
