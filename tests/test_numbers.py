"""Numbers in cells: values, decimals, marks, styles."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.reading.numbers import Style, damaged_number, is_gap, is_nil, is_year, number_of, style_of

PLAIN, COMMA = Style(), Style(",", ". '")

READ = [
    ("1,234", "1234", 0),
    ("1 234,5", "1234.5", 1),
    ("−12.30", "-12.30", 2),
    ("(1,234)", "-1234", 0),
    ("- 1.05", "-1.05", 2),
    ("１２３４", "1234", 0),
    ("18 080", "18080", 0),
    ("1'234.5", "1234.5", 1),
    ("46.75%", "46.75", 2),
    ("958E", "958", 0),
    ("34r", "34", 0),
    ("12[3]", "12", 0),
    ("1,234①", "1234", 0),
    ("45.2*", "45.2", 1),
    ("$1,250.00", "1250.00", 2),
    (".5", "0.5", 1),
    ("+3.4", "3.4", 1),
    ("27.183940000000004", "27.18394", 10),
    ("-9.7641208213675213", "-9.76412082137", 11),
    ("0.30000000000000004", "0.3", 12),
    ("314.15926535", "314.15926535", 8),
    ("1,234,567,890,123.45", "1234567890123.45", 2),
]
LABELS = ["", "North", "2005-06", "1.2.3.4", "12,34,5", "Q1 2009", "15-24", "--", "..", "3 1", "1" * 60]


@pytest.mark.parametrize(("text", "value", "decimals"), READ)
def test_a_number_is_read_with_its_printed_decimals(text: str, value: str, decimals: int) -> None:
    number = number_of(text, PLAIN)
    assert number is not None
    assert (number.value, number.decimals) == (Fraction(value), decimals)


@pytest.mark.parametrize("text", LABELS)
def test_what_is_no_number_is_not_made_one(text: str) -> None:
    assert number_of(text, PLAIN) is None or number_of(text, PLAIN).tail  # type: ignore[union-attr]


def test_the_style_is_voted_by_cells_that_leave_no_doubt() -> None:
    assert style_of(["1,234", "12.5"]) == PLAIN
    assert style_of(["1,234", "12,5", "3,75"]) == COMMA
    assert style_of(["1.234.567", "12,5"]) == COMMA
    assert style_of(["1,234", "5,678"]) == PLAIN


def test_decimal_comma_is_read_under_its_style() -> None:
    number = number_of("56 742,25", COMMA)
    assert number is not None and number.value == Fraction("56742.25")


@pytest.mark.parametrize("text", ["-", "–", "—", "..", "…", "x", "(D)", "*", "n/a", "201*", "?609"])
def test_missing_and_masked_figures_are_gaps(text: str) -> None:
    assert is_gap(text)


def test_a_dash_says_nothing_and_two_points_say_unknown() -> None:
    assert is_nil("–") and is_nil("—")
    assert not is_nil("..")


def test_years_are_ungrouped_whole_numbers() -> None:
    year, count = number_of("1998", PLAIN), number_of("1,998", PLAIN)
    assert year is not None and count is not None
    assert is_year(year) and not is_year(count)


DAMAGED = [
    ("5 4439", "54439"),
    (",135", "135"),
    ("303.", "303"),
    ("1,23", "123"),
    ("2 655 90", "265590"),
    ("4,5543", "45543"),
]
NO_NUMBERS = ["3 1", "15-24", "12 - 13", "Q1 2009", "1.2.3", "Total 5", "", "11 22 33"]


@pytest.mark.parametrize(("text", "value"), DAMAGED)
def test_a_digit_lost_or_too_many_in_grouped_digits_leaves_a_figure(text: str, value: str) -> None:
    number = damaged_number(text, PLAIN)
    assert number is not None and number.value == Fraction(value) and number.spaced


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_may_be_anything_is_not_guessed_at(text: str) -> None:
    assert damaged_number(text, PLAIN) is None


@given(st.integers(min_value=-(10**12), max_value=10**12), st.integers(min_value=0, max_value=4))
def test_what_is_printed_is_read_back(units: int, decimals: int) -> None:
    value = Fraction(units, 10**decimals)
    text = f"{units / 10**decimals:,.{decimals}f}" if abs(units) < 2**50 else f"{units}"
    number = number_of(text, PLAIN)
    if abs(units) < 2**50:
        assert number is not None and number.value == value and number.decimals == decimals
