"""A table seen as items and lines: the same code finds relations among rows and among columns.

In the vertical view the items are rows and a line is a column; in the horizontal view the items are
columns and a line is a row. Values are whole numbers of half the finest printed unit of the table, so
that arithmetic is exact and quick.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from math import log10

from checker.figures import Figure, Gap
from checker.lexicon.quotients import GROWTH
from checker.lexicon.tables import says_less
from checker.lexicon.words import Words
from checker.reading.tables import Heading, Table

_RATE_WORDS = Words(
    r"%|\bper\b|\brates?\b|percent|per cent|\bshare\b|\bratio\b|average|\bmean\b|median|index|\bindices\b|"
    r"growth",
    r"‰|率|比重|比例|占(?!用|地(?![区方]))|均|指数|增长|每|倍|构成",
    re.IGNORECASE,
)
BASES = (3, 5, 10, 50, 100, 500, 1000)
RATE_KINDS = frozenset({"percent", "permille", "per_ten_thousand", "points", "ratio", "index"})

_DIGITS = re.compile(r"[\d\W_]+")


def sounds_like_rate(heading: Heading) -> bool:
    """Whether the words or the unit say that figures here are rates, means or changes, which do not add up."""
    return heading.unit.kind in RATE_KINDS or any(_RATE_WORDS.search(text) for text in heading.path[-2:])


@dataclass(slots=True)
class View:
    """Items by lines. `values[item][line]` is None where no figure stands; `slack` is half a printed unit."""

    table: Table
    vertical: bool
    items: tuple[int, ...]
    lines: tuple[int, ...]
    scale: int
    values: list[list[int | None]]
    slack: list[list[int]]
    halves: list[list[int]]  # half a printed unit, for exact counts too
    gaps: list[list[bool]]
    item_headings: list[Heading]
    line_headings: list[Heading]
    rate_items: list[bool]
    classes: list[int]
    rate_lines: list[bool] = field(default_factory=list)
    decimals: list[int] = field(default_factory=list)  # the decimals an item is usually printed with
    signs: list[int] = field(default_factory=list)  # -1 where the label says that an item is taken away
    coarse: int = 0  # half the unit that the digits really resolve, where it is coarser than printed
    grid: bool = False  # the coarser unit is a base such as 5 or 100, beyond doubt
    rounded: bool = False  # figures that should be exact counts turn out to be rounded
    anchor: dict[int, int] = field(default_factory=dict)

    @property
    def item_numbers(self) -> list[int | None]:
        """The ordinals that a form gives the items."""
        return [heading.number for heading in self.item_headings]

    def place(self, item: int, line: int) -> tuple[int, int]:
        """The (row, column) of a cell of this view."""
        at_item, at_line = self.items[item], self.lines[line]
        return (at_item, at_line) if self.vertical else (at_line, at_item)

    def figure(self, item: int, line: int) -> Figure | None:
        return self.table.figures.get(self.place(item, line))

    def gap(self, item: int, line: int) -> Gap | None:
        return self.table.gaps.get(self.place(item, line))

    def in_units(self, value: int) -> Fraction:
        """A scaled number as an exact value in the table's own units."""
        return Fraction(value, self.scale)


def scale_of(table: Table) -> int:
    """Twice ten to the most decimals printed in the table: half a unit of any figure is whole."""
    finest = min((figure.ulp for figure in table.figures.values()), default=Fraction(1))
    return 2 * max(finest.denominator, 1)


def view_of(table: Table, vertical: bool) -> View:
    """The vertical (rows related down each column) or horizontal view of a table."""
    scale = scale_of(table)
    rows = [row for row in table.rows if any((row, column) in table.figures for column in table.columns)]
    items, lines = (rows, list(table.columns)) if vertical else (list(table.columns), rows)
    item_side = table.row_headings if vertical else table.column_headings
    line_side = table.column_headings if vertical else table.row_headings
    view = View(
        table,
        vertical,
        tuple(items),
        tuple(lines),
        scale,
        [],
        [],
        [],
        [],
        [item_side[item] for item in items],
        [line_side[line] for line in lines],
        [],
        [],
    )
    for item in items:
        _fill(view, item)
    view.rate_items = [_rate_item(view, index) for index in range(len(items))]
    view.classes = _line_classes(view)
    view.decimals = [_usual_decimals(view, index) for index in range(len(items))]
    view.signs = [_sign(view, index) for index in range(len(items))]
    view.coarse = _coarse(view)
    return view


def _fill(view: View, item: int) -> None:
    values: list[int | None] = []
    slack: list[int] = []
    halves: list[int] = []
    gaps: list[bool] = []
    for line in view.lines:
        place = (item, line) if view.vertical else (line, item)
        figure = view.table.figures.get(place)
        values.append(int(figure.value * view.scale) if figure else None)
        halves.append(int(figure.ulp * view.scale) // 2 if figure else 0)
        slack.append(0 if figure is None or figure.exact else halves[-1])
        gaps.append(place in view.table.gaps)
    view.values.append(values)
    view.slack.append(slack)
    view.halves.append(halves)
    view.gaps.append(gaps)


def _rate_item(view: View, item: int) -> bool:
    if sounds_like_rate(view.item_headings[item]):
        return True
    figures = [f for line in range(len(view.lines)) if (f := view.figure(item, line))]
    rates = sum(figure.unit.kind in RATE_KINDS for figure in figures)
    return bool(figures) and rates * 2 > len(figures)


def _usual_decimals(view: View, item: int) -> int:
    decimals = Counter(
        len(str(figure.ulp.denominator)) - 1 for line in range(len(view.lines)) if (figure := view.figure(item, line))
    )
    return decimals.most_common(1)[0][0] if decimals else 0


def _sign(view: View, item: int) -> int:
    """-1 where the label takes the item away and its figures are printed without a minus."""
    if not says_less(view.item_headings[item].label):
        return 1
    values = [value for value in view.values[item] if value]
    return -1 if sum(value > 0 for value in values) * 2 > len(values) else 1


def _line_classes(view: View) -> list[int]:
    """Lines of one class share decimals, whether they hold rates or growth, and which rate their heading names."""
    seen: dict[tuple[object, ...], int] = {}
    classes = []
    for line, heading in enumerate(view.line_headings):
        figures = [f for item in range(len(view.items)) if (f := view.figure(item, line))]
        decimals = Counter(len(str(f.ulp.denominator)) - 1 for f in figures)
        usual = decimals.most_common(1)[0][0] if decimals else 0
        rates = sum(f.unit.kind in RATE_KINDS for f in figures)
        rate = sounds_like_rate(heading) or (bool(figures) and rates * 2 > len(figures))
        percent = sum(f.unit.kind == "percent" for f in figures) * 2 > len(figures)
        grown = rate and any(GROWTH.search(text) for text in heading.path[-1:])
        view.rate_lines.append(rate)
        named = _DIGITS.sub("", heading.label) if sounds_like_rate(heading) else ""
        classes.append(seen.setdefault((rate, percent, grown, usual, named), len(seen)))
    return classes


def _coarse(view: View) -> int:
    """Half the unit that the figures really use, where it is coarser than printed.

    Either every figure ends in the same zeros (dumps with decimal tails), or nearly all are multiples of a
    base such as 5 or 100 (disclosure rounding) by less than a millionth of chance.
    """
    cells = [
        (value, half)
        for row, halves, rate_item in zip(view.values, view.halves, view.rate_items, strict=True)
        if not rate_item
        for value, half, rate_line in zip(row, halves, view.rate_lines, strict=True)
        if value and not rate_line
    ]
    values = [value for value, _ in cells]
    printed = min((half for _, half in cells), default=0)
    tail = printed or 1
    while tail * 10 < view.scale and all(value % (2 * tail * 10) == 0 for value in values):
        tail *= 10
    coarse = tail if tail > printed else 0
    for base in BASES:
        step = 2 * tail * base
        multiples = sum(value % step == 0 for value in values)
        off = len(values) - multiples
        if off > len(values) // 50 + (len(values) >= 12):
            continue
        distinct = len({value for value in values if value % step == 0})
        if distinct >= 4 and (multiples - 3 * off) * log10(base) > 6.0:
            coarse, view.grid = step // 2, True
    return coarse
