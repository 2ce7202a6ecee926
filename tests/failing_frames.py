"""Data frames that checks of pandera fail on: the cells at which they do, in pandas and in polars."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas
import pandera.pandas as pa
import pytest
from pandera.errors import SchemaErrors

from checker.pandera import (
    RelationCheck,
)

polars: Any = pytest.importorskip("polars")
Columns = Mapping[str, Sequence[Any]]
Failure = tuple[str, int, Any]  # column, row from 0, value

SCHOOLS: Columns = {
    "school": ["A", "B", "C", "Total"],
    "boys": [320, 200, 105, 625],
    "girls": [320, 210, 110, 640],
    "total": [640, 410, 215, 1265],
    "share": [50.0, 51.2, 51.2, 50.6],
}


def changed(columns: Columns, column: str, row: int, value: Any) -> Columns:
    """A table with one other value."""
    values = list(columns[column])
    values[row] = value
    return {**columns, column: values}


def pandas_failures(check: RelationCheck, columns: Columns) -> list[Failure]:
    frame = pandas.DataFrame(dict(columns))
    try:
        pa.DataFrameSchema(checks=[check]).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        assert set(cases["check"]) == {check.error}
        found = zip(cases["column"], cases["index"], cases["failure_case"], strict=True)
        return sorted((column, row, value) for column, row, value in found)
    return []


def polars_failures(check: RelationCheck, columns: Columns) -> list[tuple[str, int, str]]:
    import pandera.polars as pp

    frame = polars.DataFrame(dict(columns), strict=False)
    try:
        pp.DataFrameSchema(checks=[check]).validate(frame, lazy=True)
    except SchemaErrors as errors:
        found = []
        for case, row in errors.failure_cases.select("failure_case", "index").iter_rows():
            told = json.loads(case)
            pairs = zip(told["column"].split(", "), told["value"].split(", "), strict=True)
            found += [(column, row, value) for column, value in pairs]
        return sorted(found)
    return []


def as_text(value: Any) -> str:
    return "null" if value is None else str(value)
