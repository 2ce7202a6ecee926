"""Running totals: a column of cumulative figures beside the figures of each period."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log10

from checker.discovery.patterns import Discovery
from checker.discovery.view import View
from checker.relations import Basis, Kind, Pattern, Relation, Term

CUMULATIVE = re.compile(r"累计|\bcumulative\b|\brunning totals?\b|\byear[- ]to[- ]date\b|\bytd\b", re.IGNORECASE)
LEAST_STEPS = 2
LEAST_STRENGTH = 4.0  # decades, beside the word
GAIN_CAP = 4.0


@dataclass(slots=True)
class RunningTotal:
    """total[line] = total[line before] + amount[line], for lines in the order of time."""

    view: View = field(repr=False)
    total: int
    amount: int
    lines: Sequence[int]
    steps: list[tuple[int, int]] = field(default_factory=list)  # (line before, line)
    broken: list[int] = field(default_factory=list)  # positions of steps that do not hold
    held: int = 0
    exact: int = 0
    strength: float = 0.0

    @property
    def causes(self) -> int:
        """The broken steps, where one wrong figure that breaks two in a row counts once."""
        alone = 0
        last = -2
        for position in self.broken:
            if position != last + 1:
                alone += 1
                last = position
            else:
                last = -2
        return alone


def running_totals(found: Discovery) -> Iterator[RunningTotal]:
    """Every item that its heading calls cumulative, with the item it sums up over the lines."""
    for view in (found.horizontal, found.vertical):
        for total, heading in enumerate(view.item_headings):
            if CUMULATIVE.search(heading.label) and not view.rate_items[total]:
                candidates = [
                    _weighed(view, total, amount, lines) for amount in _amounts(view, total) for lines in _orders(view)
                ]
                best = max(candidates, key=lambda one: one.strength, default=None)
                if best and best.held >= LEAST_STEPS and best.strength >= LEAST_STRENGTH and best.held > best.causes:
                    yield best


def _amounts(view: View, total: int) -> list[int]:
    """The items that may be summed up: counts of the same unit that are not cumulative themselves."""
    unit = view.item_headings[total].unit.kind
    return [
        item
        for item, heading in enumerate(view.item_headings)
        if item != total
        and not view.rate_items[item]
        and not CUMULATIVE.search(heading.label)
        and heading.unit.kind == unit
    ]


def _orders(view: View) -> tuple[Sequence[int], Sequence[int]]:
    """The lines that are no totals, as they stand and the other way round."""
    lines = [line for line, heading in enumerate(view.line_headings) if not heading.total]
    return lines, lines[::-1]


def _weighed(view: View, total: int, amount: int, lines: Sequence[int]) -> RunningTotal:
    one = RunningTotal(view, total, amount, lines)
    totals, amounts = view.values[total], view.values[amount]
    for before, line in itertools.pairwise(lines):
        earlier, later, step = totals[before], totals[line], amounts[line]
        if earlier is None or later is None or step is None or later == step:
            continue  # missing, or the count begins anew
        room = view.halves[total][before] + view.halves[total][line] + view.halves[amount][line]
        gap = abs(later - earlier - step)
        one.steps.append((before, line))
        one.held += gap <= room
        if gap > room:
            one.broken.append(len(one.steps) - 1)
        one.exact += gap == 0
        size = max(abs(later), 1)
        one.strength += _gain(size, room) if gap <= room else -1.0
    for first in one.broken:
        if first + 1 in one.broken:
            _bridge(one, first)
    return one


def _gain(size: int, room: int) -> float:
    """How much one step that holds says for the pattern, in decades."""
    return min(GAIN_CAP, log10((size + room) / (room + 1)))


def _bridge(one: RunningTotal, first: int) -> None:
    """Two broken steps in a row that hold as one, past the total between them, speak for the pattern."""
    (before, between), (_, line) = one.steps[first : first + 2]
    totals, amounts, halves = one.view.values[one.total], one.view.values[one.amount], one.view.halves
    start, end = totals[before] or 0, totals[line] or 0
    room = sum(halves[one.total][at] for at in (before, line)) + sum(halves[one.amount][at] for at in (between, line))
    gap = abs(end - start - (amounts[between] or 0) - (amounts[line] or 0))
    if one.steps[first][1] == one.steps[first + 1][0] and gap <= room:
        one.held += 1
        one.exact += gap == 0
        one.strength += 2.0 + _gain(max(abs(end), 1), room)  # in place of the two that were taken off


def running_relations(one: RunningTotal) -> Iterator[Relation]:
    """The running total of each line from the one before."""
    view = one.view
    side = "rows" if view.vertical else "columns"
    key = f"{side}:{view.table.index}:running({view.items[one.total]},{view.items[one.amount]})"
    pattern = Pattern(key, one.strength, one.held + one.causes, one.held, one.exact, True)
    for before, line in one.steps:
        result, earlier, amount = (
            view.figure(one.total, line),
            view.figure(one.total, before),
            view.figure(one.amount, line),
        )
        if result and earlier and amount:
            yield Relation(Kind.SUM, result, (Term(earlier), Term(amount)), Basis.LABELLED, pattern=pattern)
