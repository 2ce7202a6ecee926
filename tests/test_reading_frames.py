"""Data frames as reports."""

import datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from checker.errors import InputError
from checker.reading.frames import grid_of_frame
from checker.reading.grid import Cell


def column(values: object) -> list[str]:
    grid = grid_of_frame(pd.DataFrame({"x": values}))
    return [grid.text(row, 1) for row in range(2, grid.rows + 1)]


def test_the_column_names_are_row_one() -> None:
    grid = grid_of_frame(pd.DataFrame({"region": ["North", "South"], "count": [4120, 3980]}))
    assert {place: cell.text for place, cell in grid.cells.items()} == {
        (1, 1): "region",
        (1, 2): "count",
        (2, 1): "North",
        (2, 2): "4120",
        (3, 1): "South",
        (3, 2): "3980",
    }
    assert (grid.path, grid.rows, grid.columns, grid.cells[2, 2].numeric) == ("<DataFrame>", 3, 2, True)


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([1.0, float("nan"), 3.0], ["1", "", "3"]),  # counts, one of them missing
        ([1.5, 18.0, 2.25], ["1.5", "18.0", "2.25"]),
        ([0.1 + 0.2, 100 / 3], ["0.3", "33.3333333333333"]),
        ([1e22, 0.5], ["10000000000000000000000", "0.5"]),
        ([1e-9, 0.5], ["0.000000001", "0.5"]),
        (pd.array([1, None, 3], dtype="Int64"), ["1", "", "3"]),
        (pd.array([1.5, None], dtype="Float64"), ["1.5"]),
        (np.array([0.1, 2, 3], dtype="float32"), ["0.1", "2.0", "3.0"]),
        ([Decimal("1.50"), Decimal("2")], ["1.50", "2"]),
        (["a", None, " "], ["a"]),
        ([True, False], ["True", "False"]),
        (pd.Categorical(["u", "v"]), ["u", "v"]),
        (pd.to_datetime(["2020-03-01", "NaT", "2020-03-02"]), ["2020-03-01", "", "2020-03-02"]),
        ([datetime.time(8, 30)], ["08:30:00"]),
        ([float("inf"), 1.0], ["Infinity", "1"]),
    ],
)
def test_values_are_printed(values: object, texts: list[str]) -> None:
    assert column(values) == texts


def test_dates_are_marked() -> None:
    grid = grid_of_frame(pd.DataFrame({"day": pd.to_datetime(["2020-03-01"])}))
    assert grid.cells[2, 1] == Cell("2020-03-01", numeric=False, date=True)


def test_texts_may_hold_figures() -> None:
    grid = grid_of_frame(pd.DataFrame({"share": ["33.5%"], "count": [3]}))
    assert (grid.cells[2, 1].numeric, grid.cells[2, 2].numeric) == (None, True)


def test_an_index_that_says_something_stands_in_front() -> None:
    frame = pd.DataFrame({"count": [1, 2]}, index=pd.Index(["North", "Total"], name="region"))
    grid = grid_of_frame(frame)
    assert [grid.text(1, 1), grid.text(1, 2), grid.text(3, 1), grid.text(3, 2)] == ["region", "count", "Total", "2"]


def test_levels_of_column_names_are_rows() -> None:
    frame = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("2020", "men"), ("2020", "women")]))
    grid = grid_of_frame(frame)
    assert [grid.text(1, 2), grid.text(2, 2), grid.text(3, 2)] == ["2020", "women", "2"]


def test_two_columns_of_one_name_are_both_read() -> None:
    grid = grid_of_frame(pd.DataFrame([[1, 2]], columns=["a", "a"]))
    assert [grid.text(2, 1), grid.text(2, 2)] == ["1", "2"]


def test_a_polars_frame() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"region": ["North", None], "share": [33.5, 18.0]})
    for grid in (grid_of_frame(frame), grid_of_frame(frame.lazy())):
        assert [grid.text(1, 1), grid.text(2, 2), grid.text(3, 2), grid.text(3, 1)] == ["region", "33.5", "18.0", ""]


def test_an_empty_frame_has_no_cells() -> None:
    assert grid_of_frame(pd.DataFrame()).cells == {}


def test_what_is_no_frame_is_refused() -> None:
    with pytest.raises(InputError, match="list is not a data frame"):
        grid_of_frame([1, 2])
