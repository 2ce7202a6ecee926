"""The relations as checks of pandera: what passes, what fails and where, on pandas and on polars."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from checker.pandera import (
    RelationCheck,
    UndecidedWarning,
    adds_to_100,
    at_most,
    average_of,
    column_totals,
    deciding,
    differs,
    growth_of,
    rate_of,
    repeats,
    shares_of,
    sums_to,
)
from tests.failing_frames import SCHOOLS, Columns, changed, pandas_failures, polars_failures

# What holds, and the cells at which it fails after one slip. (check, table, slip, cells)
CASES: list[tuple[RelationCheck, Columns, tuple[str, int, Any], list[tuple[str, int]]]] = [
    (sums_to("total", ["boys", "girls"]), SCHOOLS, ("girls", 2, 101), [("total", 2)]),
    (differs("total", "girls", "boys"), SCHOOLS, ("total", 1, 411), [("boys", 1)]),
    (shares_of("share", "girls", "total"), SCHOOLS, ("share", 3, 50.5), [("share", 3)]),
    (column_totals(["boys", "girls"], total="Total", names="school"), SCHOOLS, ("boys", 1, 201), [("boys", 3)]),
    (at_most("girls", "total"), SCHOOLS, ("girls", 0, 641), [("girls", 0)]),
    (
        sums_to("balance", {"income": 1, "spending": -1}),
        {"income": [12.4, 3.1], "spending": [10.2, 3.4], "balance": [2.3, -0.3]},
        ("balance", 0, 2.4),
        [("balance", 0)],
    ),
    (
        rate_of("rate", "births", "people", per=1000),
        {"births": [83, 112], "people": [22381, 30910], "rate": ["3.71‰", "3.62‰"]},
        ("rate", 0, "0.82‰"),
        [("rate", 0)],
    ),
    (
        growth_of("growth", "old", "new"),
        {"old": [612.3, 100], "new": [745.8, 90], "growth": [21.8, -10.0]},
        ("growth", 0, 28.1),
        [("growth", 0)],
    ),
    (
        average_of("mean", ["first", "second"]),
        {"first": [10, 7], "second": [13, 8], "mean": [11.5, 7.5]},
        ("mean", 1, 7.6),
        [("mean", 1)],
    ),
    (
        repeats("text", "table"),
        {"text": ["5,460", "12.35万"], "table": ["5,460", "123,452"]},
        ("table", 0, "5,640"),
        [("table", 0), ("text", 0)],
    ),
    (
        adds_to_100(["boys", "girls"]),
        {"boys": [33.3, 50.04], "girls": [66.7, 49.96]},
        ("boys", 1, 50.4),
        [("boys", 1), ("girls", 1)],
    ),
    (
        adds_to_100("share", by="year", names="region", leaving_out="Total"),
        {
            "year": [2022, 2022, 2022, 2023, 2023],
            "region": ["N", "S", "Total", "N", "S"],
            "share": [40, 60, 100, 41, 59],
        },
        ("share", 3, 14),
        [("share", 3), ("share", 4)],
    ),
    (
        column_totals("count", total="All", names="region", by="year", leaving_out=["of which N1"]),
        {
            "year": [2022, 2022, 2022, 2023, 2023, 2023],
            "region": ["N", "of which N1", "All", "N", "S", "All"],
            "count": [4, 3, 4, 5, 6, 11],
        },
        ("count", 5, 12),
        [("count", 5)],
    ),
    (
        shares_of("share", "part", "whole", per=1),
        {"part": [1, 2], "whole": [3, 3], "share": [0.333, 0.667]},
        ("share", 0, 0.332),
        [("share", 0)],
    ),
    (
        sums_to("total", ["a", "b"], decimals={"total": -3}),
        {"a": [4211, 18], "b": [4391, 470], "total": [9000, 0]},
        ("total", 0, 8000),
        [("total", 0)],
    ),
    (
        sums_to("total", ["a", "b"], rounding="trunc"),
        {"a": [1.9, 1.0], "b": [1.9, 1.0], "total": [3.9, 2.1]},
        ("total", 1, 2.2),
        [("total", 1)],
    ),
    (
        sums_to("total", ["a", "b"]),
        {
            "a": [Decimal("1.10"), Decimal("2.25")],
            "b": [Decimal("1.10"), Decimal("1.00")],
            "total": [Decimal("2.20"), Decimal("3.25")],
        },
        ("total", 0, Decimal("2.22")),
        [("total", 0)],
    ),
]
IDS = [f"{check.name}-{number}" for number, (check, *_) in enumerate(CASES)]


@pytest.mark.parametrize(("check", "table", "slip", "cells"), CASES, ids=IDS)
def test_what_holds_passes_and_a_slip_is_named_by_row_column_and_value(
    check: RelationCheck, table: Columns, slip: tuple[str, int, Any], cells: list[tuple[str, int]]
) -> None:
    assert pandas_failures(check, table) == []
    assert polars_failures(check, table) == []
    wrong = changed(table, *slip)
    expected = sorted((column, row, wrong[column][row]) for column, row in cells)
    assert pandas_failures(check, wrong) == expected
    named = [(column, row) for column, row, _ in polars_failures(check, wrong)]
    assert named == [(column, row) for column, row, _ in expected]


def test_values_are_named_in_polars() -> None:
    wrong = changed(SCHOOLS, "girls", 2, None)
    assert polars_failures(sums_to("total", ["boys", "girls"]), wrong) == [("girls", 2, "null")]
    wrong = changed(SCHOOLS, "total", 2, 216)
    assert polars_failures(sums_to("total", ["boys", "girls"]), wrong) == [("total", 2, "216")]


# What must not be taken for a contradiction, or must be: (check, one row, passes)
ROUNDING: list[tuple[RelationCheck, dict[str, Any], bool]] = [
    (sums_to("t", ["a", "b"]), {"a": 1.4, "b": 1.4, "t": 2.9}, True),
    (sums_to("t", ["a", "b"]), {"a": 1.4, "b": 1.4, "t": 3.0}, False),
    (sums_to("t", ["a", "b"]), {"a": 14, "b": 14, "t": 29}, False),  # counts are exact
    (sums_to("t", ["a", "b"], decimals=0), {"a": 14, "b": 14, "t": 29}, True),  # said to be rounded
    (sums_to("t", ["a", "b"], decimals={"t": 0}), {"a": 14, "b": 14, "t": 29}, False),
    (sums_to("t", ["a", "b"]), {"a": 0.1, "b": 0.2, "t": 0.1 + 0.2}, True),  # noise of doubles
    (sums_to("t", ["a", "b"]), {"a": 2**62, "b": 1, "t": 2**62 + 1}, True),  # beyond doubles
    (sums_to("t", ["a", "b"]), {"a": 2**62, "b": 1, "t": 2**62}, False),
    (shares_of("s", "a", "b"), {"a": 1, "b": 3, "s": 33}, True),  # a quotient is rounded
    (shares_of("s", "a", "b"), {"a": 1, "b": 3, "s": 34}, False),
    (shares_of("s", "a", "b"), {"a": 1, "b": 3, "s": 100 / 3}, True),  # nobody rounded
    (shares_of("s", "a", "b"), {"a": 1, "b": 3, "s": 33.3334}, False),
    (shares_of("s", "a", "b"), {"a": 1, "b": 3, "s": "33%"}, True),
    (shares_of("s", "a", "b", per=1), {"a": 1, "b": 3, "s": "33.3%"}, True),  # the sign says so
    (shares_of("s", "a", "b"), {"a": "1.2万", "b": "36,000", "s": "33.3%"}, True),
    (shares_of("s", "a", "b"), {"a": 0, "b": 3, "s": 0}, True),
    (rate_of("r", "a", "b"), {"a": 7, "b": 2, "r": 3.5}, True),
    (rate_of("r", "a", "b", per=10000), {"a": 7, "b": 2000, "r": 35}, True),
    (rate_of("r", "a", "b", decimals={"r": 1}), {"a": 1, "b": 3, "r": 0.35}, True),
    (growth_of("g", "a", "b", per=1), {"a": 4, "b": 5, "g": 0.25}, True),
    (growth_of("g", "a", "b"), {"a": 4, "b": 5, "g": 0.25}, False),
    (average_of("m", {"a": 1, "b": 3}), {"a": 1, "b": 3, "m": 2.5}, True),
    (at_most("a", "b"), {"a": 1.04, "b": 1.0}, False),
    (at_most("a", "b", decimals=1), {"a": 1.04, "b": 1.0}, True),
    (repeats("a", "b"), {"a": 12.345, "b": 12.3}, True),
    (repeats("a", "b"), {"a": 12.4, "b": 12.3}, False),  # one place, two readings
    (repeats("a", "b", "c"), {"a": 12.345, "b": 12.3, "c": 12}, False),  # 12 whole is exact
    (adds_to_100(["a", "b", "c"]), {"a": 33.3, "b": 33.3, "c": 33.3}, True),
    (adds_to_100(["a", "b", "c"]), {"a": 33.30, "b": 33.31, "c": 33.31}, False),
    (adds_to_100(["a", "b"], whole=1), {"a": 0.4, "b": 0.6}, True),
    (adds_to_100(["a", "b"], rounding="any"), {"a": 49.0, "b": 49.5}, False),
]


@pytest.mark.parametrize(("check", "row", "passes"), ROUNDING, ids=range(len(ROUNDING)))
def test_rounding_alone_never_fails(check: RelationCheck, row: dict[str, Any], passes: bool) -> None:
    columns = {label: [value] for label, value in row.items()}
    assert bool(pandas_failures(check, columns)) is not passes
    assert bool(polars_failures(check, columns)) is not passes


UNDECIDED: list[tuple[RelationCheck, dict[str, list[Any]], list[tuple[str, int]], str]] = [
    (sums_to("t", ["a", "b"]), {"a": [1, None], "b": [2, 2], "t": [3, 2]}, [("a", 1)], "a figure is missing"),
    (sums_to("t", ["a", "b"]), {"a": [1, 1], "b": [2, 2], "t": [3, None]}, [("t", 1)], "a figure is missing"),
    (sums_to("t", ["a", "b"]), {"a": ["1", "n/a"], "b": [2, 2], "t": [3, 9]}, [("a", 1)], "a figure is missing"),
    (rate_of("r", "a", "b"), {"a": [1, 1], "b": [2, 0], "r": [0.5, 0.5]}, [("b", 1)], "the base may be zero"),
    (adds_to_100("s"), {"s": [50.0, None]}, [("s", 1)], "a figure is missing"),
]


@pytest.mark.parametrize(("check", "columns", "cells", "reason"), UNDECIDED, ids=range(len(UNDECIDED)))
def test_what_cannot_be_decided_fails_or_is_counted(
    check: RelationCheck, columns: dict[str, list[Any]], cells: list[tuple[str, int]], reason: str
) -> None:
    assert [(column, row) for column, row, _ in pandas_failures(check, columns)] == cells
    lenient = RelationCheck(check.claim, deciding.Options(undecided="warn"))
    with pytest.warns(UndecidedWarning) as caught:
        assert pandas_failures(lenient, columns) == []
    (warning,) = [one.message for one in caught if isinstance(one.message, UndecidedWarning)]
    assert (warning.rows, warning.of, warning.reasons) == (1, len(next(iter(columns.values()))), {reason: 1})


def test_a_gap_does_not_hide_a_contradiction() -> None:
    columns: Columns = {"a": [5, 5], "b": [None, 2], "t": [4, 7]}
    assert pandas_failures(sums_to("t", ["a", "b"], undecided="warn"), columns) == [("t", 0, 4)]
