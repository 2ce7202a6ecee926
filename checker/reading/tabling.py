"""From the rows of a block to a `Table`: label columns, headings, units and figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.figures import NO_UNIT, Figure, Gap, Place, Unit
from checker.intervals import Interval
from checker.lexicon.tables import plain_label
from checker.reading.columns import columns_of
from checker.reading.counted import take_counts_as_exact
from checker.reading.grid import Grid
from checker.reading.headings import column_headings, row_headings
from checker.reading.numbers import Number, Style, damaged_number, folded, is_nil
from checker.reading.tables import Heading, Table

if TYPE_CHECKING:
    from checker.reading.layout import Block, Line

HALF = Fraction(1, 2)
BINARY_NOISE = Fraction(1, 10**6)  # of the last printed place
PERCENT = Unit("%", "percent", Fraction(1, 100), "1")
RATIO = Unit("1:n", "ratio")
_UNIT_LINE = re.compile(r"(?:计量)?单\s*位\s*[:：]\s*(.+?)\s*[)）]?$|^\(?units?\s*[:：]\s*(.+?)\)?$", re.IGNORECASE)


def build_table(grid: Grid, block: Block, style: Style, index: int, inherited: Unit = NO_UNIT) -> Table:
    """The table of a block; without figures if no column holds numbers.

    `inherited` is the unit of the table before it on the sheet, which holds until another one is named.
    """
    labels, data, unit_column = columns_of(grid, block)
    table = Table(grid=grid, index=index, columns=tuple(data))
    table.title, table.unit_line, table.unit = _above(block)
    if table.unit is NO_UNIT:
        table.unit = inherited
    _give_roles(table, block)
    table.column_headings = column_headings(grid, block.header, labels, data)
    if not table.unit_line and _named_by_columns(table):
        table.unit = NO_UNIT
    table.row_headings = row_headings(grid, block.body, labels)
    _number_rows(table, block, labels)
    table.rows = tuple(line.row for line in block.body if line.row in table.row_headings)
    for line in block.body:
        _read_line(table, line, unit_column, style)
    take_counts_as_exact(table)
    _round_where_digits_are_hidden(table)
    return table


def _number_rows(table: Table, block: Block, labels: Sequence[int]) -> None:
    """Give each row the ordinal that an index column (行次) states for it."""
    first = min(table.columns, default=0)
    for line in block.body:
        heading = table.row_headings.get(line.row)
        ordinals = [line.numbers[c] for c in sorted(line.numbers) if c < first and c not in labels]
        if heading and ordinals and ordinals[-1].ungrouped_integer and ordinals[-1].value < 1000:
            table.row_headings[line.row] = replace(heading, number=int(ordinals[-1].value))


def _above(block: Block) -> tuple[str, str, Unit]:
    """Title, unit line, and the one unit the unit line names for the whole table."""
    title, unit_line = "", ""
    for line in [*block.above, *block.header]:
        for text in sorted(line.texts.values(), key=len, reverse=True):
            if _UNIT_LINE.search(plain_label(text)) or _bracketed_unit(text, line.filled):
                unit_line = plain_label(text)
            elif line in block.above and not title:
                title = folded(text)
    if unit_line:
        units = _units_in(unit_line)
        return title, unit_line, units[0] if len(units) == 1 else NO_UNIT
    tail = re.search(r"[(（]([^()（）]+)[)）]\s*$|[,，.。]\s*([^,，.。]+)$", title)
    units = _units_in(tail[1] or tail[2]) if tail else ()
    return title, unit_line, units[0] if len(units) == 1 else NO_UNIT


def _named_by_columns(table: Table) -> bool:
    """Whether a percentage that only the title speaks of belongs to the columns that name it themselves."""
    kinds = {heading.unit.kind for heading in table.column_headings.values()}
    return table.unit.kind == "percent" and "percent" in kinds and len(kinds) > 1


def _bracketed_unit(text: str, filled: int) -> bool:
    plain = folded(text)
    return filled == 1 and plain.startswith("(") and plain.endswith(")") and bool(_units_in(plain))


@lru_cache(maxsize=4096)
def _units_in(text: str) -> tuple[Unit, ...]:
    from checker.units import units_in

    return tuple(units_in(text))


@lru_cache(maxsize=4096)
def _unit_of(text: str) -> Unit | None:
    from checker.units import unit_of

    return unit_of(text)


def _give_roles(table: Table, block: Block) -> None:
    for line in block.above:
        table.roles[line.row] = "title"
    for line in block.header:
        table.roles[line.row] = "header"
    for line in block.below:
        table.roles[line.row] = "note"
    for line in block.body:
        table.roles[line.row] = "data" if line.numbers or line.gaps else "group"


def _row_unit(table: Table, line: Line, unit_column: int | None) -> Unit:
    if unit_column is not None and unit_column in line.texts:
        return _unit_of(line.texts[unit_column]) or NO_UNIT
    heading = table.row_headings.get(line.row)
    return heading.unit if heading else NO_UNIT


def _read_line(table: Table, line: Line, unit_column: int | None, style: Style) -> None:
    heading = table.row_headings.get(line.row)
    if heading is None:
        return
    row_unit = _row_unit(table, line, unit_column)
    if heading.total:
        table.roles[line.row] = "total"
    for column in table.columns:
        number = line.numbers.get(column)
        if number is None and column in line.texts:
            number = damaged_number(line.texts[column], style)
        if number is None and column not in line.gaps:
            continue
        place = _place(table, line.row, column)
        labels = (*table.column_headings[column].path, *heading.path)
        if number is not None:
            unit = _cell_unit(table, number, column, row_unit)
            table.figures[line.row, column] = _figure(table, number, unit, place, labels)
        else:
            text = table.grid.text(line.row, column)
            table.gaps[line.row, column] = Gap(text, place, labels, is_nil(text))


def _place(table: Table, row: int, column: int) -> Place:
    """The place of a cell; in a text document also where its text stands."""
    spot = table.grid.spots.get((row, column)) if table.grid.spots else None
    if spot is None:
        return Place(table.path, table.sheet, row, column, table.grid.table)
    return Place(
        table.path, table.sheet, row, column, table.grid.table, spot.paragraph, spot.line, spot.start, spot.end
    )


def _cell_unit(table: Table, number: Number, column: int, row_unit: Unit) -> Unit:
    """The unit of a cell: from the cell, the column header, the row, the table's unit line, in that order."""
    if number.ratio:
        return RATIO
    if number.tail:
        found = _unit_of(number.tail)
        if found:
            return found
    if number.currency:
        found = _unit_of(number.currency)
        if found:
            return found
    for unit in (table.column_headings[column].unit, row_unit, table.unit):
        if unit is not NO_UNIT and unit.kind != "unknown":
            return unit
    return NO_UNIT


def _figure(table: Table, number: Number, unit: Unit, place: Place, labels: tuple[str, ...]) -> Figure:
    cell = table.grid.cells[place.row or 0, place.column or 0]
    ulp, half = _printed_unit(number.decimals)
    whole = unit.kind in ("count", "money") and unit.scale == 1 and number.decimals == 0
    interval = Interval.exactly(number.value) if whole else Interval.around(number.value, half)
    text = folded(cell.text)
    return Figure(text, number.value, ulp, interval, place, unit, labels, number.spaced, hidden=cell.hidden)


@lru_cache(maxsize=64)
def _printed_unit(decimals: int) -> tuple[Fraction, Fraction]:
    """The unit of the last of so many decimals, and half of it."""
    ulp = Fraction(1, 10**decimals)
    return ulp, ulp * HALF


def _round_where_digits_are_hidden(table: Table) -> None:
    """Whole figures are no exact counts where the workbook keeps digits of that unit which it does not show."""
    cells = table.grid.cells
    hiding = {
        figure.unit
        for place, figure in table.figures.items()
        if (stored := cells[place].stored) is not None and abs(stored - figure.value) > figure.ulp * BINARY_NOISE
    }
    for place, figure in table.figures.items():
        if figure.exact and figure.unit in hiding:
            rounded = Interval.around(figure.value, figure.ulp * HALF)
            table.figures[place] = replace(figure, interval=rounded)


__all__ = ["Heading", "build_table"]
