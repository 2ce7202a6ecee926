"""The tests that stand between the records and the table that is published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from schemas import Published, Records
from transforms import corrected, published, records

import checker

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    """The table as it is published."""
    return published()


def test_records_fit_their_schema() -> None:
    """What was sent in, with the corrections."""
    Records.validate(corrected(records()), lazy=True)


def test_the_table_fits_its_schema(table: pd.DataFrame) -> None:
    """Types, values, and the relations between columns that the schema names."""
    Published.validate(table, lazy=True)


def test_the_table_agrees_with_itself(table: pd.DataFrame) -> None:
    """Every relation that can be found in the table, named or not."""
    checker.assert_consistent(table)


def test_the_file_agrees_with_itself(table: pd.DataFrame, tmp_path: Path, check_report: Callable[..., object]) -> None:
    """The same of what is written, under the configuration that stands beside it."""
    table.to_csv(tmp_path / "annual.csv", index=False)
    check_report(tmp_path / "annual.csv", config=HERE / "checker.toml")
