"""Units: what a text means, what a header names, and the exact factor between two."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest

from checker.dimensions import quantity, registry
from checker.figures import NO_UNIT, Unit
from checker.lexicon.units import DERIVED, POWERS_ZH, UNITS
from checker.units import factor, quotient_factor, unit_of, units_in


def unit(text: str) -> Unit:
    found = unit_of(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "symbol", "kind", "scale"),
    [
        ("人", "人", "count", 1),
        ("名", "人", "count", 1),
        ("万人", "万人", "count", 10**4),
        ("千人", "千人", "count", 1000),
        ("人次", "人次", "count", 1),
        ("万人次", "万人次", "count", 10**4),
        ("所", "所", "count", 1),
        ("台（套）", "台", "count", 1),
        ("万", "万", "count", 10**4),
        ("persons", "persons", "count", 1),
        ("Number", "number", "count", 1),
        ("number of persons", "persons", "count", 1),
        ("thousand persons", "thousand persons", "count", 1000),
        ("'000", "thousand", "count", 1000),
        ("Thousands", "thousand", "count", 1000),
        ("元", "元", "money", 1),
        ("万元", "万元", "money", 10**4),
        ("人民币万元", "万元", "money", 10**4),
        ("亿元", "亿元", "money", 10**8),
        ("萬元", "万元", "money", 10**4),
        ("億美元", "亿美元", "money", 10**8),
        ("$ million", "$ million", "money", 10**6),
        ("$m", "$ million", "money", 10**6),
        ("millions of dollars", "$ million", "money", 10**6),
        ("£bn", "£ billion", "money", 10**9),
        ("NOK million", "NOK million", "money", 10**6),
        ("EUR mn", "EUR million", "money", 10**6),
        ("US$ '000", "$ thousand", "money", 1000),
        ("％", "%", "percent", Fraction(1, 100)),
        ("Per cent", "%", "percent", Fraction(1, 100)),
        ("‰", "‰", "permille", Fraction(1, 1000)),
        ("per 1,000 live births", "‰", "permille", Fraction(1, 1000)),
        ("1/万", "1/万", "per_ten_thousand", Fraction(1, 10**4)),
        ("per 100,000", "per 100000", "ratio", Fraction(1, 10**5)),
        ("个百分点", "百分点", "points", 1),
        ("percentage points", "percentage points", "points", 1),
        ("亩", "亩", "physical", Fraction(2000, 3)),
        ("㎡", "㎡", "physical", 1),
        ("平方米", "平方米", "physical", 1),
        ("km²", "㎢", "physical", 10**6),
        ("公顷", "公顷", "physical", 10**4),
        ("吨", "吨", "physical", 1000),
        ("万千瓦时", "万千瓦时", "physical", 10**4),
        ("thousand tonnes", "thousand t", "physical", 10**6),
        ("元/人", "元/人", "ratio", 1),
        ("册／生", "册/人", "ratio", 1),
        ("kg per ha", "kg/ha", "ratio", 1),
        ("人/千人", "人/千人", "permille", Fraction(1, 1000)),
        ("倍", "倍", "ratio", 1),
        ("上年=100", "指数", "index", 1),
        ("以2010年为100", "指数", "index", 1),
        ("1997=100", "index", "index", 1),
    ],
)
def test_a_text_means_a_unit(text: str, symbol: str, kind: str, scale: Fraction | int) -> None:
    found = unit(text)
    assert (found.kind, found.scale) == (kind, scale)
    assert found.symbol == symbol


@pytest.mark.parametrize(
    "text",
    [
        "",
        "T",
        "M",
        "No",
        "Total",
        "2018年",
        "年级",
        "15-24",
        "男/女",
        "and/or",
        "widgets",
        "$1-$5",
        "百人次元",
        "x" * 99,
    ],
)
def test_other_texts_are_no_units(text: str) -> None:
    assert unit_of(text) is None


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("单位：万元、人", ["万元", "人"]),
        ("单位:人民币万元", ["万元"]),
        ("（单位：万元）", ["万元"]),
        ("单位：万元（人民币）", ["万元"]),
        ("金额单位：元", ["元"]),
        ("单位：个、人、平方米、册", ["个", "人", "平方米", "册"]),
        ("单位: 人 %", ["人", "%"]),
        ("计量单位：吨，公顷，公斤/亩", ["吨", "公顷", "公斤/亩"]),
        ("Unit: persons", ["persons"]),
        ("(NOK million)", ["NOK million"]),
        ("Per cent", ["%"]),
        ("（万人）", ["万人"]),
        ("$ millions", ["$ million"]),
        ("人数（人）", ["人"]),
        ("生均图书（册/生）", ["册/人"]),
        ("Expenditure, $ millions", ["$ million"]),
        ("Current $, billions", ["$ billion"]),
        ("Exports (deadweight tons, thousands)", ["thousand dwt"]),
        ("(unadjusted $ thousands)", ["$ thousand"]),
        ("(EUR million, current prices)", ["EUR million"]),
        ("(estimated number of households)", ["households"]),
        ("% of total", ["%"]),
        ("Employed persons in thousands", ["thousand"]),
        ("Value in million NOK", ["NOK million"]),
        ("（人、%）", ["人", "%"]),
        ("Persons", ["persons"]),
        ("Share of persons", []),
        ("Average number of children per household", []),
        ("(average per household)", []),
        ("(With or without other people)", []),
        ("(Canada)", []),
        ("2018年末人口", []),
        ("", []),
    ],
)
def test_a_header_or_unit_line_names_its_units(text: str, symbols: list[str]) -> None:
    wanted = [unit(symbol) for symbol in symbols]
    assert [(one.kind, one.base, one.scale) for one in units_in(text)] == [
        (one.kind, one.base, one.scale) for one in wanted
    ]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("万元", "元", 10**4),
        ("元", "亿元", Fraction(1, 10**8)),
        ("人", "万人", Fraction(1, 10**4)),
        ("persons", "人", 1),
        ("%", "‰", 10),
        ("‰", "1/万", 10),
        ("公顷", "亩", 15),
        ("吨", "公斤", 1000),
        ("km²", "公顷", 100),
        ("公斤/亩", "吨/公顷", Fraction(15, 1000)),
        ("元/人", "万元/万人", 1),
        ("万元/人", "元/人", 10**4),
        ("GWh", "TJ", Fraction(18, 5)),
        ("所", "个", 1),
        ("人", "number", 1),
        ("thousand", "persons", 1000),
        ("人", "元", None),
        ("人", "户", None),
        ("人", "人次", None),
        ("人", "个", None),
        ("元", "$", None),
        ("%", "百分点", None),
        ("公斤", "公顷", None),
        ("元/人", "元", None),
    ],
)
def test_factors_are_exact_or_impossible(a: str, b: str, expected: Fraction | int | None) -> None:
    assert factor(unit(a), unit(b)) == expected
    back = factor(unit(b), unit(a))
    assert back == (None if expected is None else 1 / Fraction(expected))


def test_an_unknown_unit_converts_unchanged() -> None:
    assert factor(NO_UNIT, unit("万元")) == 1
    assert factor(unit("万元"), NO_UNIT) == 1


@pytest.mark.parametrize(
    ("result", "numerator", "denominator", "expected"),
    [
        ("元", "万元", "人", 10**4),
        ("元/人", "万元", "人", 10**4),
        ("元/人", "万元", "万人", 1),
        ("‰", "人", "万人", 1000),
        ("%", "万元", "亿元", 100),
        ("公斤/亩", "吨", "公顷", Fraction(200, 3)),
        ("㎡/人", "万平方米", "人", 10**4),
        ("元/人", "户", "人", None),
        ("元", "人", "户", None),
    ],
)
def test_the_factor_of_a_rate_follows_from_its_units(
    result: str, numerator: str, denominator: str, expected: Fraction | int | None
) -> None:
    assert quotient_factor(unit(result), unit(numerator), unit(denominator)) == expected


def test_the_factor_of_a_rate_with_an_unknown_unit_is_unknown() -> None:
    assert quotient_factor(NO_UNIT, unit("元"), unit("人")) is None


def test_pint_agrees_with_every_scale_of_the_lexicon() -> None:
    """One division inside a base gives what the registry gives, for every spelling and power."""
    for row in UNITS.strip().splitlines():
        _, base, scale, *names = row.split()
        for name in names:
            found = unit(name.replace("_", " "))
            magnitude = quantity(found).to("" if base == "one" else base).magnitude
            assert magnitude == Fraction(scale) == found.scale
    assert all(quantity(unit(power + "元")).to("CNY").magnitude == value for power, value in POWERS_ZH.items())
    assert all(base in registry() for base in DERIVED)


@pytest.mark.parametrize(
    "ask", ["factor(u('万元'), u('元'))", "factor(u('人'), u('元'))", "units_in('单位：万元、人')"]
)
def test_simple_units_never_import_pint(ask: str) -> None:
    program = f"from checker.units import *; import sys; u = unit_of; {ask}; print('pint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
