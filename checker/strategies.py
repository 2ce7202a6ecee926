"""Hypothesis strategies: tables that are consistent, and tables with one slip, to test what handles reports.

    >>> @given(with_slip())
    ... def test_my_pipeline_stops_at_a_slip(table): ...

Needs hypothesis (`pip install figure-checker[strategies]`), which nothing else of checker imports.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import strategies as st

from checker.figures import column_letters

__all__ = ["ConsistentTable", "Slip", "SlippedTable", "consistent_tables", "with_slip"]

LEAST_COUNT, MOST_COUNT = 300, 6_000  # of one order, as the pupils of townships are
LEAST_ROWS = 3
RATIOS = 60, 150
TENTH = Decimal("0.1")
REGIONS = {
    "en": ("North", "South", "East", "West", "Centre", "Coast", "Hills", "Islands", "Valley", "Plains"),
    "zh": ("城关镇", "河口镇", "柳林镇", "青石乡", "白塔乡", "沙河乡", "龙泉乡", "双桥镇", "石门镇", "东山乡"),
}
PARTS = {
    "en": ("boys (persons)", "girls (persons)", "not stated (persons)"),
    "zh": ("男生（人）", "女生（人）", "未填（人）"),
}
WORDS = {
    "en": ("region", "total (persons)", "Total", "share of total (%)", "total last year (persons)", "growth (%)"),
    "zh": ("地区", "合计（人）", "总计", "占总计的比重（%）", "上年合计（人）", "比上年增长（%）"),
}
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsistentTable:
    """A table as texts: the header first, the total last; all figures in it agree."""

    rows: tuple[Row, ...]

    @property
    def csv(self) -> str:
        """The table as the content of a CSV file."""
        return csv_text(self.rows)


@dataclass(frozen=True, slots=True)
class Slip:
    """One cell, counted from 1 with the header as row 1, states something else than what is correct.

    `kind` is swapped (two neighbouring digits exchanged), wrong, dropped or doubled (one digit).
    """

    row: int
    column: int
    correct: str
    stated: str
    kind: str

    @property
    def cell(self) -> str:
        """The cell as a spreadsheet names it, such as B7."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class SlippedTable:
    """A table that was consistent before one slip: its rows, where the slip is, and how it was before."""

    rows: tuple[Row, ...]
    slip: Slip
    before: ConsistentTable

    @property
    def csv(self) -> str:
        """The table as the content of a CSV file."""
        return csv_text(self.rows)


def csv_text(rows: Iterable[Row]) -> str:
    """Rows as the content of a CSV file."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


@st.composite
def consistent_tables(
    draw: st.DrawFn, *, language: str | None = None, rows: tuple[int, int] = (LEAST_ROWS, 10)
) -> ConsistentTable:  # fmt: skip
    """Tables of counts by region with a total row and a total column, some with shares and growth.

    Shares and growth have one decimal, rounded half up, so that shares need not add to 100.0 exactly.
    `language` is en or zh, both unless given; `rows` are the least and the most regions, from 3 to 10.
    """
    words = language or draw(st.sampled_from(["en", "zh"]))
    size = draw(st.integers(max(rows[0], LEAST_ROWS), min(rows[1], len(REGIONS[words]))))
    names = draw(st.permutations(REGIONS[words]))[:size]
    parts = PARTS[words][: draw(st.integers(2, len(PARTS[words])))]
    counts = draw(_counts(size, len(parts)))
    columns: list[list[Decimal]] = [*counts, [sum(line, Decimal()) for line in zip(*counts, strict=True)]]
    first, total, whole, share, before, growth = WORDS[words]
    header = [first, *parts, total]
    columns = [[*column, sum(column, Decimal())] for column in columns]
    if draw(st.booleans()):
        header.append(share)
        columns.append([_tenths(100 * one / columns[len(parts)][-1]) for one in columns[len(parts)]])
    if draw(st.booleans()):
        header += [before, growth]
        ratios = draw(st.lists(st.integers(*RATIOS), min_size=size, max_size=size))
        columns += _compared(columns[len(parts)], ratios)
    mark = draw(st.sampled_from(["", ","]))
    lines = zip([*names, whole], *([f"{one:{mark}}" for one in column] for column in columns), strict=True)
    return ConsistentTable((tuple(header), *lines))


def _counts(size: int, columns: int) -> st.SearchStrategy[list[list[Decimal]]]:
    """Columns of counts, no two alike: where many figures are the same, nothing tells what belongs together."""
    length = size * columns
    counts = st.lists(st.integers(LEAST_COUNT, MOST_COUNT).map(Decimal), min_size=length, max_size=length, unique=True)
    return counts.map(lambda drawn: [drawn[at : at + size] for at in range(0, length, size)])


def _compared(now: list[Decimal], ratios: list[int]) -> list[list[Decimal]]:
    """The counts of the year before, so many percent of those of now, with their total, and the growth since."""
    before = [one * ratio // 100 for one, ratio in zip(now, ratios, strict=False)]
    earlier = [*before, sum(before, Decimal())]
    return [earlier, [_tenths(100 * new / old - 100) for new, old in zip(now, earlier, strict=True)]]


def _tenths(value: Decimal) -> Decimal:
    return value.quantize(TENTH, ROUND_HALF_UP)


@st.composite
def with_slip(draw: st.DrawFn, tables: st.SearchStrategy[ConsistentTable] | None = None) -> SlippedTable:
    """Tables with one slip of the keyboard in one figure, larger than what rounding could explain.

    `tables` are the tables to spoil, `consistent_tables()` unless given.
    """
    table = draw(tables or consistent_tables())
    row = draw(st.integers(1, len(table.rows) - 1))
    column = draw(st.integers(1, len(table.rows[0]) - 1))
    correct = table.rows[row][column]
    kind, stated = draw(st.sampled_from(list(slips_of(correct))))
    spoilt = [list(line) for line in table.rows]
    spoilt[row][column] = stated
    slip = Slip(row + 1, column + 1, correct, stated, kind)
    return SlippedTable(tuple(tuple(line) for line in spoilt), slip, table)


def slips_of(text: str) -> Iterator[tuple[str, str]]:
    """What one slip makes of a printed number, with its kind: differs by two units of the last place or more."""
    number = Decimal(text.replace(",", ""))
    places = len(text.partition(".")[2])
    mark = "," if "," in text else ""
    for kind, digits in _slipped(str(abs(int(number.scaleb(places)))).zfill(places + 1)):
        value = Decimal(int(digits)).scaleb(-places).copy_sign(number)
        if (digits[0] != "0" or len(digits) == places + 1) and abs(value - number) >= 2 * Decimal(1).scaleb(-places):
            yield kind, f"{value:{mark}}"


def _slipped(digits: str) -> Iterator[tuple[str, str]]:
    for at, digit in enumerate(digits):
        head, tail = digits[:at], digits[at + 1 :]
        if tail and tail[0] != digit:
            yield "swapped", head + tail[0] + digit + tail[1:]
        yield from (("wrong", head + other + tail) for other in "0123456789" if other != digit)
        if len(digits) > 2:
            yield "dropped", head + tail
        yield "doubled", head + digit + digit + tail
