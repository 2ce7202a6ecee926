"""The strategies for users, and the two laws on whole reports: what is correct is never accused, a slip is found."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings

import checker
from checker.reporters.suspicion import accused
from checker.strategies import ConsistentTable, SlippedTable, consistent_tables, slips_of, with_slip

FEW = settings(max_examples=40)


@FEW
@given(consistent_tables())
def test_a_consistent_table_is_never_accused(table: ConsistentTable) -> None:
    result = checker.validate(io.StringIO(table.csv))
    assert result.ok, str(result)


@FEW
@given(with_slip())
def test_a_slip_is_found_where_it_is(table: SlippedTable) -> None:
    assume(table.slip.correct != "100.0")  # the share of the whole itself can be out of sight
    result = checker.validate(io.StringIO(table.csv))
    suspects = {one.figure.place.cell for finding in result.findings for one in accused(finding)}
    assert table.slip.cell in suspects, str(result)


@settings(max_examples=100)
@given(with_slip())
def test_a_slip_is_one_cell(table: SlippedTable) -> None:
    slip, before = table.slip, table.before.rows
    different = [
        (row, column)
        for row, line in enumerate(table.rows, start=1)
        for column, text in enumerate(line, start=1)
        if text != before[row - 1][column - 1]
    ]
    assert different == [(slip.row, slip.column)]
    assert table.rows[slip.row - 1][slip.column - 1] == slip.stated
    assert before[slip.row - 1][slip.column - 1] == slip.correct
    assert [tuple(line) for line in csv.reader(io.StringIO(table.csv))] == list(table.rows)


@settings(max_examples=60)
@given(consistent_tables(language="en", rows=(4, 5)))
def test_tables_are_as_asked_for_and_add_up(table: ConsistentTable) -> None:
    header, *rows, total = table.rows
    assert header[0] == "region"
    assert len(rows) in (4, 5)
    at = header.index("total (persons)")
    figures = [[Decimal(text.replace(",", "")) for text in line[1 : at + 1]] for line in (*rows, total)]
    assert all(sum(line[:-1]) == line[-1] for line in figures)
    assert [sum(column) for column in zip(*figures[:-1], strict=True)] == figures[-1]


@pytest.mark.parametrize(
    ("text", "kind", "slip"),
    [
        ("4,120", "swapped", "1,420"),
        ("4,120", "wrong", "4,920"),
        ("4,120", "dropped", "412"),
        ("4,120", "doubled", "44,120"),
        ("33.5", "swapped", "35.3"),
        ("-7.25", "dropped", "-0.72"),
    ],
)
def test_slips_are_those_of_a_keyboard(text: str, kind: str, slip: str) -> None:
    assert (kind, slip) in slips_of(text)


@pytest.mark.parametrize("text", ["4,120", "33.5", "-7.25", "0.5", "10"])
def test_every_slip_is_beyond_rounding(text: str) -> None:
    ulp = Decimal(1).scaleb(-len(text.partition(".")[2]))
    found = [Decimal(slip.replace(",", "")) for _, slip in slips_of(text)]
    assert found
    assert all(abs(one - Decimal(text.replace(",", ""))) >= 2 * ulp for one in found)
