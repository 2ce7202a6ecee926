"""The first law on sentences: whatever the numbers, a text that is right, rounded as printed, is not accused."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.engine import Inputs, validate_inputs
from checker.reading.sources import ReadOptions

COUNTS = st.integers(40, 60_000)
SMALL = st.integers(11, 900)


def accused(text: str) -> list[tuple[str, list[str]]]:
    options = ReadOptions(stdin_filename="case.txt")
    result = validate_inputs(Inputs(("-",), stdin=text.encode(), options=options))
    assert not result.failures
    found = [one for one in result.findings if str(one.level) in ("error", "query")]
    return [(str(one.level), [figure.text for figure in one.judgement.relation.figures]) for one in found]


def printed(value: Decimal, places: int = 1) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"


def yearly_rate(old: int, new: int, years: int) -> str:
    with localcontext() as context:
        context.prec = 40
        return printed(100 * abs((Decimal(new) / old) ** (Decimal(1) / years) - 1))


def annual_zh(old: int, new: int, years: int) -> str:
    word = "增加" if new > old else "减少"
    rate = "增长" if new > old else "下降"
    return (
        f"全县床位由{2023 - years}年的{old:,}张{word}到2023年的{new:,}张，年均{rate}{yearly_rate(old, new, years)}%。"
    )


def annual_zh_duration(old: int, new: int, years: int) -> str:
    word, rate = ("增加", "增长") if new > old else ("减少", "下降")
    told = f"{years + 1}年来，全县床位由{old:,}张{word}到{new:,}张"
    return f"{told}，年均{rate}{yearly_rate(old, new, years)}%。"


def annual_en(old: int, new: int, years: int) -> str:
    verb = "rose" if new > old else "fell"
    rate = yearly_rate(old, new, years)
    return f"Visits {verb} from {old:,} in {2023 - years} to {new:,} in 2023, {rate}% a year on average."


def change_a_year(old: int, new: int, years: int) -> str:
    word = "增加" if new > old else "减少"
    mean = printed(Decimal(abs(new - old)) / years, 0)
    return f"全县床位由{2023 - years}年的{old:,}张{word}到2023年的{new:,}张，年均{word}{mean}张。"


def total_a_year(old: int, new: int, years: int) -> str:
    total = old + new * years
    mean = printed(Decimal(total) / years, 0)
    return f"Over {years} years the service handled {total:,} cases, an average of {mean} a year."


@pytest.mark.parametrize("told", [annual_zh, annual_zh_duration, annual_en, change_a_year, total_a_year])
@given(old=COUNTS, new=COUNTS, years=st.integers(2, 9))
@settings(max_examples=30, deadline=None)
def test_averages_over_years(told: Callable[[int, int, int], str], old: int, new: int, years: int) -> None:
    if old == new or not 0.2 < new / old < 5:
        return
    text = told(old, new, years)
    assert accused(text) == [], text


@given(COUNTS, SMALL, SMALL, SMALL)
@settings(max_examples=40, deadline=None)
def test_a_stock_and_its_flows(opening: int, came: int, went: int, left: int) -> None:
    closing = opening + came - went - left
    if closing < 11:
        return
    chinese = f"年初在册{opening:,}人，新增{came}人，转出{went}人，退休{left}人，年末在册{closing:,}人。"
    gone = f"{came} were received, {went + left} were closed"
    english = f"The year began with {opening:,} cases; {gone}, and {closing:,} remained."
    assert accused(chinese) == [], chinese
    assert accused(english) == [], english


@given(st.lists(st.tuples(SMALL, COUNTS), min_size=2, max_size=4))
@settings(max_examples=40, deadline=None)
def test_items_with_two_quantities(items: list[tuple[int, int]]) -> None:
    total = f"{sum(one for one, _ in items):,}户{sum(two for _, two in items):,}人"
    names = ("低保户", "五保户", "一般户", "脱贫户")
    listed = "、".join(f"{name}{one}户{two:,}人" for name, (one, two) in zip(names, items, strict=False))
    text = f"全乡有农户{total}，其中{listed}。"
    assert accused(text) == [], text


@given(st.integers(60, 160), st.integers(30, 90), st.integers(100, 900))
@settings(max_examples=40, deadline=None)
def test_vital_rates(births: int, deaths: int, people: int) -> None:
    one, other = Decimal(births) / 10, Decimal(deaths) / 10
    text = f"出生率{one}‰，死亡率{other}‰，自然增长率{one - other}‰，年末人口{people}万人。"
    assert accused(text) == [], text


@given(st.lists(COUNTS, min_size=4, max_size=4))
@settings(max_examples=40, deadline=None)
def test_quarters_and_halves(quarters: list[int]) -> None:
    names = ("一季度", "二季度", "三季度", "四季度")
    told = "，".join(f"{name}完成{value:,}件" for name, value in zip(names, quarters, strict=True))
    text = f"{told}，全年完成{sum(quarters):,}件。"
    first, second = quarters[0] + quarters[1], quarters[2] + quarters[3]
    english = (
        f"In the first half {first:,} were trained and in the second {second:,}, {first + second:,} over the year."
    )
    assert accused(text) == [], text
    assert accused(english) == [], english


@given(COUNTS, SMALL, st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_change_and_its_rate(old: int, change: int, falls: bool) -> None:
    new = old - change if falls else old + change
    if new < 20:
        return
    rate = printed(Decimal(100 * change) / old)
    word, verb = ("减少", "下降") if falls else ("增加", "增长")
    text = f"全市共有企业{new:,}家，比上年{word}{change}家，{verb}{rate}%。"
    english = (
        f"The county has {new:,} farms, {change} {'fewer' if falls else 'more'} than the {old:,} of the year before."
    )
    assert accused(text) == [], text
    assert accused(english) == [], english


TOLD_IN_ONE_BREATH = (
    "Visits {rose} by {change:,}, from {old:,} in March to {new:,} in May.",
    "Visits {rose} by {rate} per cent to {new:,} (2021: {old:,}).",
    "There were {old:,} visits in 2019 and {new:,} in 2020, {a_rise} of {rate}%.",
    "Visits, at {new:,}, were {change:,} {more} than the {old:,} of the year before.",
    "Between 2015 and 2020 visits {rose} from {old:,} to {new:,}, or by {rate}%.",
    "Visits came to {new:,} ({old:,} in 2021), {a_rise} of {change:,}, or {rate}%.",
    "床位由{old:,}张变为{new:,}张，{word}{change:,}张，{word}{rate}%。",
    "床位{word}{change:,}张（由{old:,}张变为{new:,}张）。",
    "接待{new:,}人次，上年接待{old:,}人次，{word}{change:,}人次。",
    "投诉量较上月的{old:,}件{word}{rate}%至{new:,}件。",
    "与上年同期的{old:,}件相比，受理{new:,}件，{word}了{rate}%。",
)


@pytest.mark.parametrize("form", TOLD_IN_ONE_BREATH)
@given(COUNTS, COUNTS)
@settings(max_examples=25, deadline=None)
def test_changes_told_in_one_breath(form: str, old: int, new: int) -> None:
    if old == new or not 0.3 < new / old < 3:
        return
    up = new > old
    english = {"rose": "rose", "more": "more", "a_rise": "a rise"} if up else {
        "rose": "fell", "more": "fewer", "a_rise": "a fall"
    }  # fmt: skip
    change, rate = abs(new - old), printed(Decimal(100 * abs(new - old)) / old)
    text = form.format(old=old, new=new, change=change, rate=rate, word="增加" if up else "减少", **english)
    assert accused(text) == [], text
