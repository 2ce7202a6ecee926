"""Evidence for quotients and changes: what every line says for or against one, in decades."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import log10
from typing import NamedTuple

from checker.algebra import median
from checker.discovery.claims import (
    Claim,
    Ends,
    Form,
    Triple,
    fits,
    is_capped,
    rounding,
    scaled_factor,
    span,
    triple_of,
)
from checker.discovery.evidence import BROKEN, NEAR, OTHER_CLASS, State
from checker.discovery.slips import one_slip
from checker.discovery.view import View

GAIN_CAP = 3.0
REPAIRABLE = 0.5
TRIVIAL = 0.1
TELLING = 0.3  # a line worth less does not count as another one
HOPELESS = 40  # lines that break, and times as many as hold, before the others are not looked at
Gains = dict[tuple[int, int, int], float]  # decades of every distinct line that holds


class Usual(NamedTuple):
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


def _state(t: Triple, ends: Ends) -> State:
    low, high = ends
    if fits(t, ends):
        middle = (low + high) / 2
        return State.EXACT if abs(middle - t.result) <= max(t.result_slack, 1) else State.HELD
    gap = max(low - t.result, t.result - high)
    room = high - low + 2 * t.result_slack + 1
    return State.NEAR if gap <= 2 * room or gap * 200 <= abs(t.result) else State.BROKEN


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
