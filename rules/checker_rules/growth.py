"""GRW: growth, change and index figures follow from the figures of the two periods."""

from __future__ import annotations

from collections.abc import Iterator

from checker.discovery.announcing import Says
from checker.discovery.bases import change_bases
from checker.discovery.patterns import discover
from checker.discovery.quotients import quotients
from checker.discovery.telling import base_relations, is_margin, kind_of, relations, told_as_sum
from checker.reading.tables import Table
from checker.relations import Kind, Relation
from checker.rule import breaks, holds, rule

_VISITS = (
    "hospital,2018,2019,% change 2018-2019\nPublic,249488,261938,5.0\nPrivate,42788,46656,{}\n"
    "Third tier,148662,159677,7.4\n"
    "Second tier,106874,111559,4.4\n"
)
_OUTPUT_ZH = (
    "年份,产量（万吨）,比上年增长（%）\n2016,66043.5,\n2017,66160.7,0.2\n2018,65789.2,-0.6\n"
    "2019,66384.3,{}\n2020,66949.2,0.9\n2021,68284.7,2.0\n"
)


@rule(
    "GRW101",
    examples=[
        holds(_VISITS.format("9.0")),
        holds(_OUTPUT_ZH.format("0.9")),
        breaks(_VISITS.format("6.0"), says="6.0"),
        breaks(_OUTPUT_ZH.format("9.0"), says="9.0"),
    ],
)
def growth(table: Table) -> Iterator[Relation]:
    """Growth in percent follows from the figures of the two periods.

    Two columns (this year and last year, by their names or the years in the heading), or one column along a time
    axis, each line against the period before it. Periods that do not follow each other are not compared.

    Usually accepted explanations: growth at constant prices, revised or comparable last-year figures.
    中文：增长率由两期数字算出。
    中文：可为本年、上年两栏，也可为逐年排列的一栏与其上一年相比；年份不相连的不比较。
    """
    for found in quotients(table):
        if kind_of(found) is Kind.GROWTH and not is_margin(found):
            yield from relations(found)


_RATES = (
    "year,enrolment rate (%),change on previous year (percentage points)\n2016,91.3,\n2017,92.6,1.3\n"
    "2018,93.1,0.5\n2019,95.2,{}\n"
    "2020,94.5,-0.7\n2021,95.4,0.9\n"
)
_FUNDS_ZH = (
    "年份,在校生（人）,比上年增加（人）\n2017,12046,\n2018,12690,644\n2019,12871,181\n2020,13442,{}\n"
    "2021,13105,-337\n2022,13380,275\n"
)


@rule(
    "GRW102",
    examples=[
        holds(_RATES.format("2.1")),
        holds(_FUNDS_ZH.format("571")),
        breaks(_RATES.format("1.2"), says="1.2"),
        breaks(_FUNDS_ZH.format("751"), says="751"),
    ],
)
def change(table: Table) -> Iterator[Relation]:
    """A change in number, or in percentage points, is the difference of the two periods.

    Two columns, or one column along a time axis. Differences within one line that the balance rule tells are not
    told again.
    中文：增减额、增减百分点等于两期之差。
    中文：可为两栏之差，也可为逐年排列的一栏与上一年之差；同一行内的差额若已由差额规则核对，不再重复。
    """
    discovery = discover(table)
    for found in quotients(table):
        if kind_of(found) is Kind.DIFFERENCE and not told_as_sum(discovery, found):
            yield from relations(found)


_INDEX = (
    "year,revenue,index (previous year = 100)\n2018,9507,110.9\n2019,11647,122.5\n2020,12822,110.1\n"
    "2021,15570,{}\n2022,18032,115.8\n"
)
_INDEX_ZH = (
    "年份,一般预算收入（万元）,指数（上年=100）\n2006,2194628,121.7\n2007,2858600,130.3\n"
    "2008,3610616,126.3\n2009,3887848,{}\n2010,5005759,128.8\n"
)


@rule(
    "GRW103",
    examples=[
        holds(_INDEX.format("121.4")),
        holds(_INDEX_ZH.format("107.7")),
        breaks(_INDEX.format("112.4"), says="112.4"),
        breaks(_INDEX_ZH.format("170.7"), says="170.7"),
    ],
)
def index(table: Table) -> Iterator[Relation]:
    """An index with the previous year as 100 is the figure over the figure of the year before.

    Only where most lines agree: indices at constant prices do not follow from nominal figures.
    中文：以上年为100的指数等于本年数除以上年数。
    中文：多数行相符才核对；不变价指数不能由现价数推出。
    """
    for found in quotients(table):
        if found.said.says is Says.INDEX and kind_of(found) is not Kind.GROWTH:
            yield from relations(found)


_BASES = (
    "item,2021,2022,change,change (%)\nCrops,57324,61823,4499,7.8\nLivestock,48656,43431,-5225,{}\n"
    "Payments,8478,9328,850,10.0\n"
    "Forestry,3120,3305,185,5.9\n"
)
_BASES_ZH = (
    "指标,上年同期,本期,增减额,增长（%）\n工业总产值,1827088,1930176,103088,5.6\n"
    "零售总额,505375,538718,33343,{}\n财政收入,101404,102665,1261,1.2\n"
    "用电量,138774,143206,4432,3.2\n"
)


@rule(
    "GRW104",
    examples=[
        holds(_BASES.format("-10.7")),
        holds(_BASES_ZH.format("6.6")),
        breaks(_BASES.format("-17.0"), says="17.0"),
        breaks(_BASES_ZH.format("9.6"), says="9.6"),
    ],
)
def change_and_percent(table: Table) -> Iterator[Relation]:
    """A change and its percentage imply the figure of the earlier period.

    It confirms which of the figures is wrong where the difference and the growth rate are stated both.
    中文：增减额与增减百分比推出上期数。
    中文：差额与增长率同时列出时，可据此判断哪一个数有误。
    """
    for base in change_bases(table):
        yield from base_relations(base)
