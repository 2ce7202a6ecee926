"""A table seen as items and lines: the same code finds relations among rows and among columns.

In the vertical view the items are rows and a line is a column; in the horizontal view the items are
columns and a line is a row. Values are whole numbers of half the finest printed unit of the table, so
that arithmetic is exact and quick.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from math import gcd, log10
from typing import NamedTuple

from checker.figures import Figure, Gap
from checker.lexicon.quotients import GROWTH
from checker.lexicon.tables import says_less
from checker.lexicon.words import Words
from checker.reading.tables import Heading, Table

_RATE_WORDS = Words(
    r"%|\bper\b|\brates?\b|percent|per cent|\bshare\b|\bratio\b|average|\bmean\b|median|index|\bindices\b|"
    r"growth|density|\bs\.?d\.?(?![\w.])|\bstd\b|\bstandard (?:deviation|error)|\bvariance\b|quartile|percentile|"
    r"\bquantile|\bminimum\b|\bmaximum\b|\bmin\b(?!\.)|\bmax\b|\bunit price|\btemperature|\brank\b",
    r"‰|率|比重|比例|占(?!用|地(?![区方]))|均|指数|增长|每|倍|构成|标准差|方差|中位|分位|密度|最[高低大小]|单价|气温|温度|"
    r"排名|名次|位次",
    re.IGNORECASE,
)
BASES = (3, 5, 10, 50, 100, 500, 1000)
PERCENT = frozenset({"percent"})
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
    kept: dict[object, object] = field(default_factory=dict)  # what is worked out once from the values

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


class Cells(NamedTuple):
    """What the views need of every figure, by row and column: nothing stands where `kinds` has None.

    `kinds` are those of the units, `halves` half a printed unit, `slack` the same but 0 for exact counts.
    """

    values: list[list[int | None]]
    slack: list[list[int]]
    halves: list[list[int]]
    gaps: list[list[bool]]
    kinds: list[list[str | None]]

    def transposed(self) -> Cells:
        """The same by column and row."""
        return Cells(*([list(line) for line in zip(*rows, strict=True)] for rows in self))


def views_of(table: Table) -> tuple[View, View]:
    """The vertical view of a table (rows related down each column) and the horizontal one."""
    scale = scale_of(table)
    filled = {row for row, _ in table.figures}
    rows = tuple(row for row in table.rows if row in filled)
    cells = _cells(table, rows, scale)
    vertical = _view(table, True, rows, scale, cells)
    horizontal = _view(table, False, rows, scale, cells.transposed())
    vertical.coarse, vertical.grid = horizontal.coarse, horizontal.grid = _coarse(vertical)
    return vertical, horizontal


def scale_of(table: Table) -> int:
    """Twice ten to the most decimals printed in the table: half a unit of any figure is whole."""
    finest = min({figure.ulp for figure in table.figures.values()}, default=Fraction(1))
    return 2 * max(finest.denominator, 1)


def _cells(table: Table, rows: Sequence[int], scale: int) -> Cells:
    cells = Cells([], [], [], [], [])
    units: dict[tuple[int, int], int] = {}
    for row in rows:
        figures = [table.figures.get((row, column)) for column in table.columns]
        halves = [_half(figure.ulp, scale, units) if figure else 0 for figure in figures]
        cells.values.append([_scaled(figure.value, scale) if figure else None for figure in figures])
        cells.halves.append(halves)
        cells.slack.append(
            [0 if figure is None or figure.exact else half for figure, half in zip(figures, halves, strict=True)]
        )
        cells.gaps.append([(row, column) in table.gaps for column in table.columns])
        cells.kinds.append([figure.unit.kind if figure else None for figure in figures])
    return cells


def _scaled(value: Fraction, scale: int) -> int:
    """A value in half units; what is finer than the scale is cut off."""
    whole, rest = divmod(value.numerator * scale, value.denominator)
    return whole + 1 if rest and whole < 0 else whole


def _half(ulp: Fraction, scale: int, known: dict[tuple[int, int], int]) -> int:
    """Half a printed unit, worked out once for each unit."""
    key = (ulp.numerator, ulp.denominator)
    half = known.get(key)
    if half is None:
        half = known[key] = int(ulp * scale) // 2
    return half


def _view(table: Table, vertical: bool, rows: tuple[int, ...], scale: int, cells: Cells) -> View:
    items, lines = (rows, table.columns) if vertical else (table.columns, rows)
    item_side = table.row_headings if vertical else table.column_headings
    line_side = table.column_headings if vertical else table.row_headings
    view = View(
        table,
        vertical,
        items,
        lines,
        scale,
        cells.values,
        cells.slack,
        cells.halves,
        cells.gaps,
        [item_side[item] for item in items],
        [line_side[line] for line in lines],
        [],
        [],
    )
    view.rate_items = [_rates(heading, kinds) for heading, kinds in zip(view.item_headings, cells.kinds, strict=True)]
    across = zip(*cells.kinds, strict=True) if cells.kinds else iter(() for _ in lines)
    view.classes = _line_classes(view, across, _decimals_by_line(view, cells))
    view.decimals = [_usual(row, view, present) for row, present in zip(cells.halves, cells.kinds, strict=True)]
    view.signs = [_sign(view, index) for index in range(len(items))]
    return view


def _decimals_by_line(view: View, cells: Cells) -> list[int]:
    """The decimals that the figures of each line are usually printed with."""
    if not cells.halves:
        return [0] * len(view.lines)
    lines = zip(zip(*cells.halves, strict=True), zip(*cells.kinds, strict=True), strict=True)
    return [_usual(halves, view, present) for halves, present in lines]


def _usual(halves: Sequence[int], view: View, present: Sequence[str | None]) -> int:
    """The most common decimals of figures with these half units."""
    if None in present:
        halves = [half for half, kind in zip(halves, present, strict=True) if kind is not None]
    if not halves:
        return 0
    if halves.count(halves[0]) == len(halves):
        return _decimals(halves[0], view.scale)
    known = {half: _decimals(half, view.scale) for half in set(halves)}
    return Counter(known[half] for half in halves).most_common(1)[0][0]


def _decimals(half: int, scale: int) -> int:
    """The decimals of figures whose half unit is so many half units of the finest one."""
    unit = Fraction(2 * half, scale)
    return len(str(unit.denominator)) - 1


def _rates(heading: Heading, kinds: Sequence[str | None]) -> bool:
    """Whether the heading says so or most figures are rates."""
    return sounds_like_rate(heading) or _most(kinds, RATE_KINDS)


def _most(kinds: Sequence[str | None], wanted: frozenset[str]) -> bool:
    """Whether more than half of the figures there are have a unit of these kinds."""
    rates = sum(kinds.count(kind) for kind in wanted)
    return rates > 0 and rates * 2 > len(kinds) - kinds.count(None)


def _sign(view: View, item: int) -> int:
    """-1 where the label takes the item away and its figures are printed without a minus."""
    if not says_less(view.item_headings[item].label):
        return 1
    values = [value for value in view.values[item] if value]
    return -1 if sum(value > 0 for value in values) * 2 > len(values) else 1


def _line_classes(view: View, kinds: Iterable[Sequence[str | None]], decimals: Sequence[int]) -> list[int]:
    """Lines of one class share decimals, whether they hold rates or growth, and which rate their heading names."""
    seen: dict[tuple[object, ...], int] = {}
    classes = []
    for heading, units, usual in zip(view.line_headings, kinds, decimals, strict=True):
        named = sounds_like_rate(heading)
        rate = named or _most(units, RATE_KINDS)
        grown = rate and any(GROWTH.search(text) for text in heading.path[-1:])
        view.rate_lines.append(rate)
        label = _DIGITS.sub("", heading.label) if named else ""
        classes.append(seen.setdefault((rate, _most(units, PERCENT), grown, usual, label), len(seen)))
    return classes


def _coarse(view: View) -> tuple[int, bool]:
    """Half the unit that the figures really use, where it is coarser than printed, and whether it is beyond doubt.

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
    printed = min([half for _, half in cells], default=0)
    shared, tail, grid = gcd(*values), printed or 1, False
    while tail * 10 < view.scale and shared % (2 * tail * 10) == 0:
        tail *= 10
    coarse = tail if tail > printed else 0
    for base in BASES:
        step = 2 * tail * base
        most = len(values) // 50 + (len(values) >= 12)
        off = len(list(islice((value for value in values if value % step), most + 1)))
        if off > most:
            continue
        distinct = len({value for value in values if value % step == 0})
        if distinct >= 4 and (len(values) - 4 * off) * log10(base) > 6.0:
            coarse, grid = step // 2, True
    return coarse, grid
