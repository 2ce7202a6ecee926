"""Weighted averages: the mean on a total's line is the mean on the lines it adds up, weighted by another item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log10

from checker.discovery.announcing import CHANGES, QUOTIENTS, Says, announcements
from checker.discovery.claims import rounding
from checker.discovery.evidence import ACCEPT, BROKEN, State
from checker.discovery.found import Found
from checker.discovery.patterns import Discovery
from checker.discovery.quotients import Quotient, quotients
from checker.discovery.sections import sectioned
from checker.discovery.shapes import neighbours
from checker.discovery.view import View
from checker.reading.tables import Table

MEANS = frozenset({Says.AVERAGE, Says.PER_HEAD, Says.RATE})
GAIN_CAP = 3.0
NAMED, TOTAL = 1.0, 0.7  # decades for being called a mean or a rate, and for a line that is called a total
Parts = tuple[int, tuple[int, ...]]  # a line and the lines that it adds up


@dataclass(slots=True)
class WeightedAverage:
    """mean[line] = sum of weight * mean over the parts of the line / sum of weights, on some lines."""

    view: View = field(repr=False)
    mean: int
    weight: int
    lines: list[Parts]
    held: list[bool]
    strength: float


def weighted_averages(table: Table) -> list[WeightedAverage]:
    """The weighted averages of a table whose numerator it does not show."""
    found, explained = sectioned(table), quotients(table)
    return [one for view in (found.horizontal, found.vertical) for one in _in_view(found, view, explained)]


def _in_view(found: Discovery, view: View, explained: Sequence[Quotient]) -> Iterator[WeightedAverage]:
    said = announcements(found, view)
    sums: Sequence[Found] = found.across if view.vertical else found.down
    taken = {one.claim.result for one in explained if one.view is view}
    for mean, announcement in enumerate(said):
        if announcement.says not in MEANS or mean in taken or not sums:
            continue
        near = neighbours(mean, len(said))
        weights = [item for item in near if said[item].says not in QUOTIENTS | CHANGES]
        weighed = [one for item in weights if (one := _weighed(view, mean, item, sums, len(weights)))]
        best = max(weighed, key=lambda one: one.strength, default=None)
        if best and best.strength >= ACCEPT and sum(best.held) * 2 > len(best.held):
            yield best


def _weighed(view: View, mean: int, weight: int, sums: Sequence[Found], choices: int) -> WeightedAverage | None:
    """The evidence of all totals whose parts state both the mean and its weight."""
    lines = [found for one in sums if (found := _parts(view, mean, weight, one))]
    held, decades = [], NAMED - log10(max(choices, 1))
    for line, parts in lines:
        values = [view.values[mean][part] or 0 for part in parts]
        weights = [view.values[weight][part] or 0 for part in parts]
        whole = sum(weights)
        room = max(view.slack[mean][part] for part in parts) + max(rounding(view, mean, line), 1)
        gap = abs(sum(v * w for v, w in zip(values, weights, strict=True)) / whole - (view.values[mean][line] or 0))
        held.append(gap <= room)
        spread = max(values) - min(values)
        gain = min(GAIN_CAP, max(0.0, log10(spread / (2 * room)))) if spread else 0.0
        decades += gain + TOTAL * view.line_headings[line].total if gap <= room else -BROKEN
    return WeightedAverage(view, mean, weight, lines, held, decades) if any(held) else None


def _parts(view: View, mean: int, weight: int, one: Found) -> Parts | None:
    """The line of a total and its parts, where they add the weights up and every one of them states a mean."""
    line, parts = one.claim.result, one.claim.operands
    if one.evidence.states[weight] not in (State.EXACT, State.HELD) or any(sign < 0 for sign in one.claim.signs):
        return None
    if any(view.values[mean][at] is None for at in (line, *parts)):
        return None
    weights = [view.values[weight][at] for at in parts]
    return (line, parts) if all(value is not None and value > 0 for value in weights) else None
