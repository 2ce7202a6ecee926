"""What a number in a sentence states: beyond the vectors, its parts and its laws."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.intervals import Interval
from checker.numerals import Stated, stated
from checker.spelled import english_to_digits, han_number, small_number

ZH_DIGITS = "零一二三四五六七八九"


def said(text: str) -> Stated:
    found = stated(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "value", "ulp", "multiplier", "unit", "qualifier"),
    [
        ("1.55万人", "15500", "100", 10**4, "人", ""),
        ("1,234人", "1234", "1", 1, "人", ""),
        ("30余万元", "300000", "10000", 10**4, "元", "余"),
        ("近1.2万亩", "12000", "1000", 10**4, "亩", "近"),
        ("3.2 million people", "3200000", "100000", 10**6, "persons", ""),
        ("1.47 lakh people", "147000", "1000", 10**5, "persons", ""),
        ("$1.2bn", "1200000000", "100000000", 10**9, "$", ""),
        ("约600人左右", "600", "1", 1, "人", "左右"),
        ("不低于95.0%", "95", "0.1", 1, "%", "不低于"),
        ("2.3个百分点", "2.3", "0.1", 1, "百分点", ""),
        ("一百二十所", "120", "1", 1, "所", ""),
        ("12万4千人", "124000", "1000", 1000, "人", ""),
        ("七成", "70", "10", 1, "%", ""),
        ("超过七成", "70", "10", 1, "%", "超过"),
        ("百分之三十五点二", "35.2", "0.1", 1, "%", ""),
        ("千分之三", "3", "1", 1, "‰", ""),
        ("5000元整", "5000", "1", 1, "元", ""),
        ("上百人", "100", "1", 1, "人", "上百"),
    ],
)
def test_the_parts_of_a_stated_number(
    text: str, value: str, ulp: str, multiplier: int, unit: str, qualifier: str
) -> None:
    found = said(text)
    assert (found.value, found.ulp) == (Fraction(value), Fraction(ulp))
    assert (found.multiplier, found.unit.symbol, found.qualifier) == (multiplier, unit, qualifier)
    assert found.soft == (bool(qualifier) or "成" in text)


@pytest.mark.parametrize("text", ["7,360元", "£20,454", "14册", "12,340", "0", "三十人", "twelve"])
def test_whole_counts_and_money_are_exact(text: str) -> None:
    interval = said(text).interval
    assert interval.low == interval.high


@pytest.mark.parametrize("text", ["14%", "3.5人", "20元/人", "102㎡", "3万", "三百人", "5 thousand", "1.5倍"])
def test_shares_measures_quotients_and_multiplied_numbers_are_rounded(text: str) -> None:
    found = said(text)
    assert found.interval == Interval.around(found.value, found.ulp / 2)


@pytest.mark.parametrize(
    "text",
    [
        "2023年", "3-5万", "10-12", "1.2.3", "1,23", "12,3456", "abc", "人", "约", "第三", "1:14", "5月3日",
        "2206人82.725万元", "1/0", "百分", "二三十", "\x00", "9" * 100, "-", "１－２",
    ],
)  # fmt: skip
def test_what_is_no_number_is_none(text: str) -> None:
    assert stated(text) is None


def test_over_is_a_loose_count_but_a_bound_of_a_share() -> None:
    assert said("over 30").interval == Interval(Fraction(30), Fraction(40), True, False)
    assert said("over 30%").interval.high == float("inf")


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


@given(st.integers(0, 99))
def test_english_numbers_below_a_hundred_are_read(number: int) -> None:
    from checker.lexicon.numerals import WORDS

    names = {value: word for word, value in WORDS.items()}
    word = names.get(number) or f"{names[number // 10 * 10]}-{names[number % 10]}"
    assert english_to_digits(word) == str(number)
    assert said(f"{word} thousand").value == number * 1000


def test_small_numbers_come_in_three_scripts() -> None:
    assert [small_number(text) for text in ("7", "七", "seven", "a", "many", "")] == [7, 7, 7, 1, None, None]


numbers = st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False, allow_infinity=False)


@given(numbers, st.sampled_from(["", "万", "亿", "%", "万元", "人次", " million"]), st.booleans())
def test_the_stated_value_lies_in_its_interval(number: Fraction, tail: str, grouped: bool) -> None:
    found = said((f"{number:,}" if grouped else str(number)) + tail)
    assert found.interval.has(found.value)
    assert found.interval.width == found.ulp
    assert found.value == Fraction(number) * found.multiplier


@given(st.integers(1, 10**6), st.sampled_from(["约", "近", "about ", "nearly ", "至少", "不超过", "over ", "超过"]))
def test_a_qualifier_keeps_the_value_and_makes_it_soft(number: int, word: str) -> None:
    plain, soft = said(str(number)), said(f"{word}{number}")
    assert soft.soft and not plain.soft
    assert (soft.value, soft.ulp) == (plain.value, plain.ulp)
    assert soft.interval.width >= soft.step


@given(st.text(max_size=30))
def test_no_text_raises(text: str) -> None:
    found = stated(text)
    assert found is None or not found.interval.empty
