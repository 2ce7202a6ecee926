"""SHR: a share is its part over its whole, the shares of one whole add to 100 %, counts and shares imply one base."""

from __future__ import annotations

from collections.abc import Iterator

from checker.discovery.bases import population_bases
from checker.discovery.compositions import overfull_compositions
from checker.discovery.hundreds import breakdowns
from checker.discovery.quotients import quotients
from checker.discovery.telling import base_relations, breakdown_relations, kind_of, relations
from checker.reading.tables import Table
from checker.relations import Kind, Relation
from checker.rule import breaks, holds, rule

_STAFF = (
    "school type,staff,women,% of women\nUniversities,2566,1280,49.9\nColleges,1866,906,{}\n"
    "High schools,2836,1600,56.4\n"
    "Adult schools,360,188,52.2\n"
)
_COUNTIES_ZH = (
    "地区,常住人口（人）,占全市比重（%）\n全市,416528,100.00\n迎春区,93694,22.49\n观澜区,74112,17.79\n宜川区,96672,{}\n"
    "怀远县,152050,36.50\n"
)


@rule(
    "SHR101",
    examples=[
        holds(_STAFF.format("48.6")),
        holds(_COUNTIES_ZH.format("23.21")),
        breaks(_STAFF.format("46.8"), says="46.8"),
        breaks(_COUNTIES_ZH.format("32.21"), says="32.21"),
    ],
)
def share_of_whole(table: Table) -> Iterator[Relation]:
    """A share is its part divided by its whole.

    The whole is another figure of the same row or column, or the figure of the total row or column; a subtotal is
    the whole of its own parts where the shares say so. Percent, permille, per 10,000 and plain fractions. The
    heading must announce a share or hold a percentage; which figures are part and whole, the lines decide, and a
    line that contradicts them stays in the pattern.

    Usually accepted explanations: the share is of a whole that the table does not show, or was taken before revision.
    中文：占比等于部分除以整体。
    中文：整体可以是同行同列的另一数，也可以是合计行、合计栏的数；分组占比以所在小计为整体。表头须说明是占比或百分比。
    """
    for found in quotients(table):
        if kind_of(found) is Kind.SHARE:
            yield from relations(found)


_SECTORS = (
    "year,primary %,secondary %,tertiary %\n2015,43.84,29.24,26.92\n2016,42.24,29.99,27.77\n2017,40.42,30.96,28.62\n"
    "2018,39.76,31.41,{}\n2019,39.00,31.73,29.27\n"
)
_SECTORS_ZH = (
    "年份,构成（就业人员=100）,,\n,第一产业,第二产业,第三产业\n2015,43.84,29.24,26.92\n2016,42.24,29.99,27.77\n"
    "2017,40.42,30.96,28.62\n2018,39.76,31.41,{}\n2019,39.00,31.73,29.27\n"
)
_GRADES = "Composition of the staff by grade\ngrade,staff,% of all staff\nA,150,25.0\nB,330,55.0\nC,{}\n"
_GRADES_ZH = "教师职称结构\n职称,人数,占教师总数的比例（%）\n高级,240,40.0\n中级,270,45.0\n初级,{}\n"


@rule(
    "SHR102",
    examples=[
        holds(_SECTORS.format("28.83")),
        holds(_SECTORS_ZH.format("28.83")),
        breaks(_SECTORS.format("23.88"), says="100"),
        breaks(_SECTORS_ZH.format("23.88"), says="100"),
        breaks(_GRADES.format("160,26.7"), says="106.7%"),
        breaks(_GRADES_ZH.format("123,20.5"), says="105.5%"),
    ],
)
def shares_add_up(table: Table) -> Iterator[Relation]:
    """The shares of one whole add to 100 %.

    They are shares of one whole if their counts add up to it, or if they stand side by side under one heading and
    add to 100 on the other lines; a table that calls itself a composition must not exceed 100 where its counts imply
    one base. Where a total states 100 itself, column-total and row-total check the sum. Lists
    that are not complete (the ten largest, shares below 100 on every line) are left alone.

    Usually accepted explanations: an item that is deliberately not listed, multiple answers.
    中文：同一整体的各项占比之和为100%。
    中文：各项数量之和等于整体，或并列于同一表头之下且其他行之和为100，才视为同一整体的构成；
    中文：称为“结构”“构成”的表，各项数量与占比推出同一总数时，占比之和不应超过100%；表中已列合计100的由合计规则核对。
    """
    for breakdown in (*breakdowns(table), *overfull_compositions(table)):
        yield from breakdown_relations(breakdown)


_BIRTHS = (
    "year,births (thousand),birth rate (‰),deaths (thousand),death rate (‰)\n2014,751.3,9.45,558.1,7.02\n"
    "2015,721.1,9.05,560.2,7.03\n2016,779.6,9.76,561.5,7.03\n2017,778.2,{},563.4,7.03\n2018,749.3,9.32,565.2,7.03\n"
)
_TITLES_ZH = (
    "职称类别,人数（人）,占比（%）\n副高级,158,2.61\n中级,1044,{}\n助理级,2690,44.43\n"
    "员级,1965,32.46\n未定级,197,3.25\n"
)


@rule(
    "SHR103",
    examples=[
        holds(_BIRTHS.format("9.71")),
        holds(_TITLES_ZH.format("17.24")),
        breaks(_BIRTHS.format("9.17"), says="9.17"),
        breaks(_TITLES_ZH.format("12.74"), says="12.74"),
    ],
)
def common_base(table: Table) -> Iterator[Relation]:
    """Counts and the shares stated for them imply one base, also where the table does not show it.

    Births and the birth rate imply a population, deaths and the death rate imply the same one; the counts of a
    breakdown and their percentages imply one whole. A broken base is a query: which of the figures is wrong, it
    does not tell.

    Usually accepted explanations: rates on different bases (mid-year and year-end population).
    中文：数量与其占比（率）推出同一个基数，即使表中没有列出基数。
    中文：出生人数与出生率、死亡人数与死亡率推出同一人口数；各类人数与占比推出同一总数。
    """
    for base in population_bases(table):
        yield from base_relations(base)
