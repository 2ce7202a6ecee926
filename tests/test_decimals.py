"""Numbers as text, exact where the decimals end."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.decimals import decimal_text, end_text, shown
from checker.intervals import INFINITY


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_decimals_survive(value: Decimal) -> None:
    assert Fraction(decimal_text(Fraction(value))) == Fraction(value)


@given(st.fractions(min_value=-(10**9), max_value=10**9))
def test_twelve_digits_are_right_where_the_decimals_never_end(value: Fraction) -> None:
    told = Fraction(decimal_text(value))
    assert abs(told - value) <= abs(value) * Fraction(1, 10**11)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "0.333333333333"),
        (Fraction(2, 3000), "0.000666666666667"),
        (Fraction(-200, 3), "-66.6666666667"),
        (Fraction(10**15, 7), "142857142857143"),
        (Fraction(0), "0"),
        (Fraction(-1, 8), "-0.125"),
    ],
)
def test_as_decimal_strings(value: Fraction, text: str) -> None:
    assert decimal_text(value) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(12060), None, "12,060"),
        (Fraction(-1234567, 100), None, "-12,345.67"),
        (Fraction(1, 3), None, "0.333333"),
        (Fraction(47018, 1000), 1, "47.0"),
        (Fraction(-1, 1000), 1, "0.0"),
        (Fraction(10**7, 3), None, "3,333,333"),
    ],
)
def test_for_people(value: Fraction, places: int | None, text: str) -> None:
    assert shown(value, places) == text


def test_an_end_that_is_no_number_has_no_text() -> None:
    assert end_text(INFINITY) is None
    assert end_text(-INFINITY) is None
    assert end_text(Fraction(1, 2)) == "0.5"
