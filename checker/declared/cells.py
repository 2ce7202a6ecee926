"""The cells of a column as its demands look at them: texts, figures, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from checker.declared.columns import FIGURES, Demand, date_in, year_in
from checker.declared.expressions import Name
from checker.declared.labels import COLUMN, Labels
from checker.figures import NO_UNIT, Figure, Gap, Place, Unit
from checker.reading.numbers import Style, folded, is_gap, is_nil, number_of
from checker.reading.tables import Heading, Table

STYLES = (Style(), Style(",", ". '"))
NO_ROWS = ("header", "title", "unit", "note")


@dataclass(frozen=True, slots=True)
class Stated:
    """A number that a cell states: its value, the least and the greatest it may stand for, its decimals and unit."""

    value: Fraction
    low: Fraction
    high: Fraction
    decimals: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Cells:
    """One column of a table."""

    labels: Labels
    column: int

    @property
    def table(self) -> Table:
        return self.labels.table

    @property
    def figures(self) -> bool:
        """Whether the column is one of figures."""
        return self.column in self.table.columns

    @property
    def heading(self) -> str:
        """What stands above the column."""
        if self.figures:
            return self.labels.heading(COLUMN, self.column).label
        return self.labels.text_columns.get(self.column, "")

    def place(self, row: int) -> Place:
        """Where a cell of the column stands."""
        return place_in(self.table, row, self.column)

    def text(self, row: int) -> str:
        """What a cell shows."""
        return self.table.grid.text(row, self.column)

    def thing(self, row: int) -> Figure | Gap:
        """The figure of a row, or else its text, with what its row and its column are called."""
        known = self.table.figures.get((row, self.column))
        if known is not None:
            return known
        heading = self.table.row_headings.get(row)
        labels = (*([self.heading] if self.heading else []), *(heading.path if heading else ()))
        return Gap(self.text(row), self.place(row), labels)

    def number(self, row: int) -> Stated | None:
        """The number that a cell states; None where it is no number, or a damaged one."""
        text, figure = self.text(row), self.table.figures.get((row, self.column))
        found = next((number for style in STYLES if (number := number_of(text, style)) is not None), None)
        if found is None or found.ratio:
            return None
        if figure is not None and not figure.soft:
            decimals = max(len(str(figure.ulp.denominator)) - 1, 0)
            low, high = figure.interval.low, figure.interval.high
            if decimals == 0:
                low = high = figure.value
            return Stated(figure.value, low, high, decimals, figure.unit)
        unit = _unit(found.tail)
        if unit is None:
            return None
        half = Fraction(1, 2 * 10**found.decimals) if found.decimals else Fraction(0)
        return Stated(found.value, found.value - half, found.value + half, found.decimals, unit)

    def missing(self, row: int, kind: str) -> bool:
        """Whether a cell is blank, or holds a mark for a missing value."""
        text = self.text(row)
        if not text.strip():
            return True
        if kind in FIGURES or (not kind and self.figures):
            return is_gap(text) and self.number(row) is None
        return is_nil(text)

    def fits(self, row: int, kind: str) -> bool:
        """Whether a cell is of a type."""
        text = self.text(row)
        cell = self.table.grid.cells.get((row, self.column))
        if kind == "date":
            return date_in(folded(text)) is not None or bool(cell and cell.date)
        if kind == "year":
            return year_in(folded(text)) is not None
        if kind == "text":
            return any(map(str.isalpha, text)) and (self.number(row) is None or not self.figures)
        number = self.number(row)
        if number is None or not kind:
            return not kind
        percent = number.unit.kind in ("percent", "permille")
        return percent if kind == "percent" else kind == "number" or (number.decimals == 0 and not percent)


def _unit(tail: str) -> Unit | None:
    if not tail:
        return NO_UNIT
    from checker.units import unit_of

    return unit_of(tail)


def place_in(table: Table, row: int, column: int) -> Place:
    """Where a cell stands; in a text document also where its text stands."""
    spot = table.grid.spots.get((row, column))
    if spot is None:
        return Place(table.path, table.sheet, row, column, table.grid.table)
    return Place(
        table.path, table.sheet, row, column, table.grid.table, spot.paragraph, spot.line, spot.start, spot.end
    )


def rows_of(table: Table) -> list[int]:
    """The rows of data, subtotals and totals.

    A row without any figure is a heading where there are several columns of figures; where there is one only if
    rows are indented under it, or its label says so.
    """
    rows = [row for row in table.rows if table.roles.get(row) not in NO_ROWS]
    followed = zip(rows, [*rows[1:], 0], strict=True)
    return [row for row, after in followed if table.roles.get(row) != "group" or not _is_heading(table, row, after)]


def _is_heading(table: Table, row: int, after: int) -> bool:
    own, inner = (table.row_headings.get(at, Heading()) for at in (row, after))
    leads = own.of_which or own.label.rstrip().endswith((":", "："))
    under = len(inner.path) > len(own.path) and inner.path[: len(own.path)] == own.path
    return len(table.columns) > 1 or leads or under


def is_total(table: Table, row: int) -> bool:
    """Whether the words make a row a total or a subtotal."""
    heading = table.row_headings.get(row)
    return table.roles.get(row) in ("total", "subtotal") or bool(heading and heading.total)


def columns_called(labels: Labels, word: str) -> Iterator[Cells]:
    """The columns that a word means: all that are called so."""
    meaning = labels.meaning(Name(word, axis=COLUMN))
    yield from (Cells(labels, column) for column in (*meaning.columns, *meaning.texts))


def header_place(table: Table) -> Place:
    """Where a table begins: the first cell of its last header row, or of its first row."""
    headers = [row for row, role in table.roles.items() if role == "header"]
    row = max(headers, default=min(table.rows, default=1))
    filled = [column for at, column in table.grid.cells if at == row]
    return place_in(table, row, min(filled, default=1))


def demanded_type(demand: Demand, cells: Cells) -> str:
    """The type that decides what is missing: the declared one, else by what the column holds."""
    return demand.type or ("number" if cells.figures else "text")
