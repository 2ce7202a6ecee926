"""The size that a figure should have by its column and its row: an amount typed in another unit sticks out.

Where columns rise and fall together, every amount is near the product of its column's size and its row's
size. One that is off by a power of ten, in a column and a row that otherwise keep to it, was most likely
stated in another unit, or lost its decimal point.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import log10
from typing import NamedTuple

from checker.algebra import median
from checker.discovery.patterns import Discovery
from checker.discovery.view import View, sounds_like_rate
from checker.intervals import Interval
from checker.lexicon.bounds import CHANGES

LEAST_LINES, LEAST_ITEMS = 5, 3
STEADY = 0.2  # decades by which amounts may stray from the product of column and row
NEAR = 0.25  # decades by which the odd one may stray from a power of ten
POWERS = (1, 2, 3, 4, 8)
ROOM = Fraction(3)  # the odd one must be so many times too large or too small


class Sized(NamedTuple):
    """The figure of an item that strays most, and the size it should have."""

    view: View
    item: int
    line: int
    expected: Fraction
    lines: int

    @property
    def range(self) -> Interval:
        return Interval(self.expected / ROOM, self.expected * ROOM)


def sizes(found: Discovery) -> Iterator[Sized]:
    """For every column of amounts that keeps to its size, the figure that strays most from it."""
    view = found.horizontal
    decades = {item: row for item in range(len(view.items)) if len(row := _decades(view, item)) >= LEAST_LINES}
    if len(decades) < LEAST_ITEMS:
        return
    strays = _strays(view, decades)
    for item, row in strays.items():
        line = max(row, key=lambda at: abs(row[at]))
        others = [abs(stray) for at, stray in row.items() if at != line]
        beside = [abs(other[line]) for at, other in strays.items() if at != item and line in other]
        steady = max(others) <= STEADY and len(beside) >= LEAST_ITEMS - 1 and max(beside) <= STEADY
        if steady and (abs(row[line]) <= STEADY or _power(row[line])):
            expected = _rounded(10 ** (decades[item][line] - row[line]))
            yield Sized(view, item, line, expected, len(row))


def _decades(view: View, item: int) -> dict[int, float]:
    """The logarithms of the amounts of an item, by line; none for rates, changes, and what is ever negative."""
    heading = view.item_headings[item]
    values = view.values[item]
    if view.rate_items[item] or any(CHANGES.search(text) for text in heading.path[-2:]):
        return {}
    if any(value < 0 for value in values if value is not None):
        return {}
    amounts = (line for line in range(len(view.lines)) if not sounds_like_rate(view.line_headings[line]))
    return {line: log10(value / view.scale) for line in amounts if (value := values[line])}


def _strays(view: View, decades: Mapping[int, Mapping[int, float]]) -> dict[int, dict[int, float]]:
    """What is left of every logarithm without its column's and its row's median."""
    centre = {item: median(row.values()) for item, row in decades.items()}
    above: dict[int, float] = {}
    for line in range(len(view.lines)):
        present = [row[line] - centre[item] for item, row in decades.items() if line in row]
        if len(present) >= LEAST_ITEMS:
            above[line] = median(present)
    strays = {
        item: {line: value - centre[item] - above[line] for line, value in row.items() if line in above}
        for item, row in decades.items()
    }
    return {item: row for item, row in strays.items() if len(row) >= LEAST_LINES}


def _power(stray: float) -> bool:
    """Whether a stray is near a power of ten that units or slips differ by."""
    return any(abs(abs(stray) - power) <= NEAR for power in POWERS)


def _rounded(size: float) -> Fraction:
    """A size to two digits: it is no more than an estimate."""
    return Fraction(f"{size:.1e}")
