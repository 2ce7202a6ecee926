"""Data frames as reports: the column names stand in row 1, every value is text as it would be printed."""

from __future__ import annotations

import datetime
import numbers
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from checker.errors import InputError
from checker.reading.grid import Cell, Grid
from checker.reading.limits import CELLS, refuse_beyond

DOUBLE_DIGITS = 15  # decimal digits a double keeps for certain; the 17 of 0.30000000000000004 are noise
SINGLE_DIGITS = 7
LONGEST_PLAIN = 30  # digits of a number before it is printed with an exponent
Column = tuple[tuple[Any, ...], Sequence[Any], int]  # names from the outermost level, values, float digits


def grid_of_frame(frame: Any, path: str = "<DataFrame>") -> Grid:
    """The grid of a pandas or polars data frame.

    Row 1 holds the column names (several rows if they have levels). An index that says more than the
    row number stands before the columns, as in `to_csv`. Floats print as their shortest text of at most
    15 significant digits, whole numbers without decimals, missing values make no cell.
    Raises InputError for anything that is no data frame, or too large.
    """
    columns = _columns(frame, path)
    refuse_beyond(sum(len(values) for _, values, _ in columns), CELLS, "cells", path)
    levels = max((len(names) for names, _, _ in columns), default=1)
    grid = Grid(path)
    for number, (names, values, digits) in enumerate(columns, start=1):
        for row, name in enumerate(names, start=1):
            _put(grid, row, number, _cell(name, whole=True))
        whole = _all_whole(values)
        for row, value in enumerate(values, start=levels + 1):
            _put(grid, row, number, _cell(value, whole, digits))
    return grid


def _put(grid: Grid, row: int, column: int, cell: Cell | None) -> None:
    if cell and cell.text.strip():
        grid.cells[row, column] = cell
        grid.rows, grid.columns = max(grid.rows, row), max(grid.columns, column)


def _columns(frame: Any, path: str) -> list[Column]:
    if hasattr(frame, "collect") and not hasattr(frame, "get_columns"):  # polars, not computed yet
        frame = frame.collect()
    if hasattr(frame, "get_columns"):  # polars
        return [_column((series.name,), series) for series in frame.get_columns()]
    if hasattr(frame, "columns") and hasattr(frame, "items"):  # pandas
        named = ((name if isinstance(name, tuple) else (name,), series) for name, series in frame.items())
        return [*_index_columns(frame.index), *(_column(names, series) for names, series in named)]
    raise InputError(f"{type(frame).__name__} is not a data frame", path, "give a pandas or polars DataFrame")


def _column(names: tuple[Any, ...], series: Any) -> Column:
    single = str(series.dtype) in ("float32", "Float32", "float16", "Float16")
    return names, list(series), SINGLE_DIGITS if single else DOUBLE_DIGITS


def _index_columns(index: Any) -> list[Column]:
    """The levels of a pandas index, unless it only counts the rows."""
    if type(index).__name__ == "RangeIndex" and index.name is None:
        return []
    levels = [index.get_level_values(level) for level in range(index.nlevels)]
    return [((level.name,), list(level), DOUBLE_DIGITS) for level in levels]


def _all_whole(values: Sequence[Any]) -> bool:
    """Whether a column of floats holds whole numbers only, such as counts with some missing."""
    return all(value.is_integer() for value in values if isinstance(value, float) and value - value == 0)


def _cell(value: Any, whole: bool, digits: int = DOUBLE_DIGITS) -> Cell | None:
    """The cell of one value, or None where it is missing."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
        return Cell(str(value), numeric=False)
    if isinstance(value, numbers.Integral):
        return Cell(_plain(Decimal(int(value))), numeric=True)
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, numbers.Real) and not isinstance(value, numbers.Rational):
        return _number(_shortest(float(value), whole, digits))
    if isinstance(value, (datetime.date, datetime.time)):
        return Cell(value.isoformat().removesuffix("T00:00:00"), numeric=False, date=True)
    return Cell(str(value), numeric=None if isinstance(value, str) else False)


def _number(value: Decimal) -> Cell | None:
    if value.is_nan():
        return None
    return Cell(_plain(value), numeric=True) if value.is_finite() else Cell(str(value), numeric=False)


def _shortest(value: float, whole: bool, digits: int) -> Decimal:
    """The shortest decimal that stands for a float, with `.0` unless the whole column is whole."""
    exact = Decimal(repr(value))
    if value - value != 0:
        return exact
    if value.is_integer():
        return Decimal(int(value)) if whole or len(exact.as_tuple().digits) > digits else exact
    return exact if len(exact.as_tuple().digits) <= digits else Decimal(f"{value:.{digits}g}")


def _plain(value: Decimal) -> str:
    """A number without exponent, unless it were longer than anybody writes."""
    return f"{value:f}" if abs(value.adjusted()) < LONGEST_PLAIN else str(value)
