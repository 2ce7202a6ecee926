"""Tables written as CSV text, for tests. A cell may show its value and then its formula: 67 {=SUM(B2:B4)}."""

from __future__ import annotations

import csv
import io
import re

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
                grid.cells[row, column] = cell_from(value)
    return grid


def cell_from(text: str) -> Cell:
    """A cell of a CSV file, or with its formula as a workbook keeps it."""
    match = re.fullmatch(r"(.*?)\s*\{=(.*)\}", text)
    if match is None:
        return Cell(text)
    return Cell(match[1], numeric=True if match[1] else None, formula=match[2])


def tables_from(text: str) -> list[Table]:
    """All tables of a CSV text."""
    return tables_of(grid_from(text))


def table_from(text: str) -> Table:
    """The one table of a CSV text."""
    (table,) = tables_from(text)
    return table
