"""RAT: rates and per-head figures are their numerator over their denominator."""

from __future__ import annotations

from collections.abc import Iterator

from checker.discovery.announcing import Says
from checker.discovery.quotients import quotients
from checker.discovery.telling import is_margin, kind_of, relations
from checker.reading.tables import Table
from checker.relations import Kind, Relation
from checker.rule import breaks, holds, rule

_BUDGET = (
    "item,budget ($),actual ($),execution rate (%)\nSalaries,820000,812350,99.1\n"
    "Repairs,465500,451200,{}\nBooks,62800,40150,63.9\n"
    "Transport,93000,91140,98.0\n"
)
_ENROLMENT_ZH = (
    "年份,学龄儿童数（万人）,已入学学龄儿童数（万人）,净入学率（%）\n2003,10908.3,10761.6,98.7\n"
    "2004,10548.1,10437.1,{}\n"
    "2005,10207.0,10120.3,99.2\n2006,10075.5,10001.5,99.3\n2007,9947.9,9896.8,99.5\n"
)
_MARGINS_ZH = (
    "产品,营业收入（万元）,营业成本（万元）,毛利率（%）\n水泵,6180.4,4127.9,33.21\n"
    "阀门,2937.6,1811.2,{}\n管件,905.3,655.0,27.65\n其他,148.2,119.7,19.23\n"
)


@rule(
    "RAT101",
    examples=[
        holds(_BUDGET.format("96.9")),
        holds(_ENROLMENT_ZH.format("98.9")),
        breaks(_BUDGET.format("69.9"), says="69.9"),
        breaks(_ENROLMENT_ZH.format("89.8"), says="89.8"),
        holds(_MARGINS_ZH.format("38.34")),
        breaks(_MARGINS_ZH.format("83.34"), says="83.34"),
    ],
)
def rate(table: Table) -> Iterator[Relation]:
    """A rate or ratio is its numerator divided by its denominator; a margin what costs leave of the revenue.

    Enrolment, completion and execution rates, gross margins, ratios such as 1 : 16.8. The heading must announce a
    rate or hold a percentage; numerator and denominator are found by name and by the lines that agree. The factor
    (1, 100, 1000 …) comes from the unit, or is the one that all lines share.

    Usually accepted explanations: another base year, a denominator that excludes some groups.
    中文：率、比等于分子除以分母；毛利率等于收入减成本再除以收入。
    中文：入学率、完成率、执行率、1:n等；表头须说明是率或百分比，分子分母由名称和其余各行确定，倍数取自单位或各行共同的倍数。
    """
    for found in quotients(table):
        if is_margin(found) or (kind_of(found) in (Kind.RATE, Kind.RATIO) and found.said.says is not Says.INDEX):
            yield from relations(found)


_SCHOOLS = (
    "school,pupils,teachers,floor area (m²),area per pupil (m²)\nA,1080,58,6841.5,6.33\n"
    "B,778,44,5120.0,6.58\nC,445,31,4386.2,{}\n"
    "D,1440,112,16275.4,11.30\n"
)
_SUGAR_ZH = (
    "地区,播种面积（万亩）,总产量（吨）,每亩产量（公斤）\n甲县,26.25,712418,2714.0\n"
    "乙县,4.80,101513,2114.9\n丙县,73.35,1746106,{}\n"
    "丁县,6.45,110761,1717.2\n"
)


@rule(
    "RAT102",
    examples=[
        holds(_SCHOOLS.format("9.86")),
        holds(_SUGAR_ZH.format("2380.5")),
        breaks(_SCHOOLS.format("8.96"), says="8.96"),
        breaks(_SUGAR_ZH.format("2830.5"), says="2830.5"),
    ],
)
def per_head(table: Table) -> Iterator[Relation]:
    """A per-head figure, a yield or an average size is the amount divided by the number it is shared among.

    Per capita, per pupil, per household, per hectare, average class size. Units are converted (tonnes and mu to
    kilograms per mu); where they are silent, one power of ten serves all lines.

    Usually accepted explanations: averages over the year against stocks at its end.
    中文：人均、生均、户均、单产等于总量除以人数（户数、面积）。
    中文：单位不同的先换算（吨、万亩得公斤/亩）；单位不明的，各行须同一倍数。
    """
    for found in quotients(table):
        if kind_of(found) is Kind.PER_HEAD:
            yield from relations(found)
