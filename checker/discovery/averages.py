"""Simple averages: which item is the mean of a run of neighbouring items, on every line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log10

from checker.discovery.announcing import Announcement, Says, announcements
from checker.discovery.claims import rounding
from checker.discovery.evidence import ACCEPT, BROKEN, NEAR, in_proportion
from checker.discovery.patterns import Discovery
from checker.discovery.periods import all_periods, period_of
from checker.discovery.sections import sectioned
from checker.discovery.shapes import neighbours
from checker.discovery.tallies import added
from checker.discovery.view import View
from checker.reading.tables import Table

PROBES = 3
LONGEST = 60
LONGEST_UNTOLD = 12
FEW_LINES = 5  # that a mean without words needs
FEW_ENOUGH = 64  # lines after which a mean that holds on less than a quarter is given up
GAIN_CAP = 3.0
EXPLICIT = 4.0  # called an average, and of which periods


@dataclass(slots=True)
class Average:
    """result = mean of the operands, by positions of items, with its evidence."""

    view: View = field(repr=False)
    result: int
    operands: tuple[int, ...]
    words: float
    strength: float = 0.0
    held: int = 0
    exact: int = 0
    judged: int = 0
    distinct: int = 0
    failed: list[int] = field(default_factory=list)  # lines


def averages(table: Table) -> list[Average]:
    """The simple averages of a table, found once."""
    found = sectioned(table)
    known = found.kept.get("averages")
    if known is None:
        known = found.kept["averages"] = _find(found)
    assert isinstance(known, list)
    return known


def _find(found: Discovery) -> list[Average]:
    accepted: list[Average] = []
    for view in (found.horizontal, found.vertical):
        said = announcements(found, view)
        best: dict[int, Average] = {}
        for result in range(len(view.items)):
            for operands, price in _candidates(view, said, result):
                one = Average(view, result, operands, _words(view, said, result, operands))
                _weigh(one, price)
                if _acceptable(one) and (result not in best or one.strength > best[result].strength):
                    best[result] = one
        accepted += best.values()
    return accepted


def _candidates(view: View, said: Sequence[Announcement], result: int) -> Iterator[tuple[tuple[int, ...], float]]:
    """Runs whose mean is the result on one of the first lines, with the decades of the search."""
    told = said[result].says is Says.AVERAGE
    if not told and len(view.lines) < FEW_LINES:
        return
    longest = LONGEST if told else LONGEST_UNTOLD
    near = [item for item in neighbours(result, len(said)) if abs(item - result) <= longest]
    items = [item for item in near if told or said[item].says is said[result].says]
    before, after = [item for item in items if item < result], [item for item in items if item > result]
    price = log10(max((len(before) + len(after)) ** 2 / 2, 1)) if told else log10(2 * longest)
    seen: set[tuple[int, ...]] = set()
    for line in _probes(view, result):
        for side in (before[::-1], after):
            starts = range(len(side)) if told else range(min(1, len(side)))
            for start in starts:
                for run in _runs(view, side[start:], result, line):
                    if run not in seen:
                        seen.add(run)
                        yield run, price


def _probes(view: View, result: int) -> list[int]:
    filled = [line for line, value in enumerate(view.values[result]) if value]
    return filled[:PROBES]


def _runs(view: View, items: Sequence[int], result: int, line: int) -> Iterator[tuple[int, ...]]:
    """The first two or more of some items whose mean on a line is the stated one."""
    stated, own = view.values[result][line] or 0, max(rounding(view, result, line), 1)
    total = room = 0
    for count, item in enumerate(items, 1):
        value = view.values[item][line]
        if value is None:
            return
        total, room = total + value, room + view.slack[item][line]
        if count >= 2 and abs(total - count * stated) <= room + count * own:
            yield tuple(sorted(items[:count]))


def _words(view: View, said: Sequence[Announcement], result: int, operands: Sequence[int]) -> float:
    """The result is called an average; its heading names the first and the last period averaged."""
    decades = 2.0 if said[result].says is Says.AVERAGE else 0.0
    named = sorted(all_periods(view.item_headings[result]))
    periods = sorted(p for item in operands if (p := period_of(view.item_headings[item])))
    if len(named) == 2 and len(periods) == len(operands) and named == [periods[0], periods[-1]]:
        decades += 2.0
    return decades


def _weigh(one: Average, price: float) -> None:
    """The evidence of the lines: how narrow the mean is against the spread of what it is the mean of.

    A mean that hardly ever holds on the first lines of a long table is given up there.
    """
    view, gains, costs = one.view, dict[tuple[int, ...], float](), 0.0
    rows = [view.values[item] for item in one.operands]
    rooms = added([view.slack[item] for item in one.operands])
    count = len(rows)
    for line, (stated, room, values) in enumerate(
        zip(view.values[one.result], rooms, zip(*rows, strict=True), strict=True)
    ):
        if stated is None or None in values:
            continue
        own = count * max(rounding(view, one.result, line), 1)
        gap, room = abs(sum(values) - count * stated), room + own
        one.judged += 1
        if gap <= room:
            one.held += 1
            one.exact += gap <= own
            spread = count * (max(values) - min(values))
            gain = min(GAIN_CAP, max(0.0, log10(spread / (2 * room)))) if spread else 0.0
            gains[in_proportion(stated, values, room)] = gain
        else:
            costs += NEAR if gap <= 4 * room else BROKEN
            one.failed.append(line)
        if one.judged == FEW_ENOUGH and one.held * 4 < one.judged:
            break
    one.distinct = sum(gain > 0.3 for gain in gains.values())
    one.strength = sum(gains.values()) - costs + one.words - price


def _acceptable(one: Average) -> bool:
    """Whether the evidence is enough; of a mean without words, most lines must hold to its own rounding.

    The rounding of what is averaged cancels out; a mean that needs the room of all of it is none.
    """
    if one.strength < ACCEPT or one.held * 2 < one.judged or not one.distinct:
        return False
    if one.held * 2 == one.judged and one.words < EXPLICIT:
        return False
    if one.words >= 2.0:
        return one.distinct >= 2 or one.words >= EXPLICIT or len(one.operands) >= 3
    cancelled = 3 * one.exact >= 2 * one.held
    return len(one.operands) > 2 and one.distinct >= FEW_LINES and one.strength >= 8.0 and cancelled
