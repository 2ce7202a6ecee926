"""Tables written as CSV text, for tests."""

from __future__ import annotations

import csv
import io

from checker.reading.grid import Cell, Grid
from checker.reading.layout import tables_of
from checker.reading.tables import Table


def grid_from(text: str) -> Grid:
    """The grid of a CSV text; empty cells are not stored."""
    grid = Grid("report.csv")
    for row, record in enumerate(csv.reader(io.StringIO(text.lstrip("\n"))), 1):
        grid.rows = row
        grid.columns = max(grid.columns, len(record))
        for column, value in enumerate(record, 1):
            if value.strip():
                grid.cells[row, column] = Cell(value)
    return grid


def tables_from(text: str) -> list[Table]:
    """All tables of a CSV text."""
    return tables_of(grid_from(text))


def table_from(text: str) -> Table:
    """The one table of a CSV text."""
    (table,) = tables_from(text)
    return table
