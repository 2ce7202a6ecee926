"""Shares and round counts in words, and the numerals they are made of."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.intervals import INFINITY, Interval
from checker.prose.shares_in_words import in_words
from checker.spelled import han_number, small_number
from tests.cases import said

ZH_DIGITS = "零一二三四五六七八九"


def low_and_high(low: str, high: str, left: bool = True, right: bool = True) -> Interval:
    return Interval(Fraction(low), INFINITY if high == "inf" else Fraction(high), left, right)


@pytest.mark.parametrize(
    ("text", "value", "unit", "interval"),
    [
        ("农户有七成参加。", "70", "%", low_and_high("65", "75")),
        ("农户有七成五参加。", "75", "%", low_and_high("74.5", "75.5")),
        ("农户有七成半参加。", "75", "%", low_and_high("74.5", "75.5")),
        ("七成多农户参加。", "70", "%", low_and_high("70", "80", True, False)),
        ("七成以上农户参加。", "70", "%", low_and_high("70", "inf", True, False)),
        ("超过七成的农户参加。", "70", "%", low_and_high("70", "inf", False, False)),
        ("约三成的学校。", "30", "%", low_and_high("20", "40")),
        ("出生率为千分之三。", "3", "‰", low_and_high("2.5", "3.5")),
        ("出生率为千分之三点五。", "3.5", "‰", low_and_high("3.45", "3.55")),
        ("四分之三的教师。", "75", "%", low_and_high("70", "80")),
        ("全县过半农户参加。", "50", "%", low_and_high("50", "100", False, True)),
        ("数百人参加了活动。", "200", "人", low_and_high("200", "1000", True, False)),
        ("One in five of them left.", "20", "%", low_and_high("15", "25")),
        ("About half of them left.", "50", "%", low_and_high("40", "60")),
        ("More than half of them left.", "50", "%", low_and_high("50", "inf", False, False)),
    ],
)
def test_what_a_share_in_words_states(text: str, value: str, unit: str, interval: Interval) -> None:
    figure = said(text)
    assert (figure.value, figure.unit.symbol, figure.interval) == (Fraction(value), unit, interval)
    assert figure.soft == (unit != "‰")


@pytest.mark.parametrize("text", ["", "成", "分之", "三分之", "十分之点五", "in", "many in few", "0 in 5", "五分之零"])
def test_what_is_no_share_is_none(text: str) -> None:
    assert in_words(text) is None


@given(st.text(max_size=30), st.sampled_from(["", "约", "超过", "over", "at most", "?"]))
def test_no_text_raises(text: str, before: str) -> None:
    found = in_words(text, before)
    assert found is None or not found.interval.empty


@given(st.integers(0, 9999))
def test_chinese_numerals_are_read_to_the_unit(number: int) -> None:
    found = han_number(in_chinese(number))
    assert found is not None
    assert found[0] == number


def in_chinese(number: int) -> str:
    """A number below ten thousand as it is written: 一千零五, 三百二十, 十二."""
    if number == 0:
        return "零"
    text, pending = "", False
    for name, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        if digit:
            text += ("零" if pending and text else "") + ZH_DIGITS[digit] + name
            pending = False
        elif text:
            pending = True
    return text.removeprefix("一") if 10 <= number < 20 else text


def test_small_numbers_come_in_three_scripts() -> None:
    assert [small_number(text) for text in ("7", "七", "seven", "a", "many", "")] == [7, 7, 7, 1, None, None]
