"""XRF: a quantity that is stated twice is stated the same."""

from __future__ import annotations

from collections.abc import Iterator

from checker.discovery.mentions import chained_mentions, mention_relations, shared_mentions
from checker.discovery.patterns import discover
from checker.discovery.repeats import repeat_relations, repeats
from checker.reading.tables import Table
from checker.relations import Relation
from checker.report import Report
from checker.rule import breaks, holds, rule

_INCOME = (
    "item,2020,2021,2022,2023\nOperating income,2210,2304,2415,2502\nFees,310,325,341,350\nGrants,95,80,120,101\n"
    "Operating costs,1804,1877,1933,2010\nRent,240,244,251,260\nOperating income,2210,{},2415,2502\n"
)
_INCOME_ZH = (
    "项目,2020年,2021年,2022年,2023年\n经常性收入,2210,2304,2415,2502\n捐赠,310,325,341,350\n补助,95,80,120,101\n"
    "经常性支出,1804,1877,1933,2010\n房租,240,244,251,260\n转入：经常性收入,2210,{},2415,2502\n"
)


@rule(
    "XRF101",
    examples=[
        holds(_INCOME.format(2304)),
        holds(_INCOME_ZH.format(2304)),
        breaks(_INCOME.format(2340), says="2,340"),
        breaks(_INCOME_ZH.format(2340), says="2340"),
    ],
)
def repeated_in_table(table: Table) -> Iterator[Relation]:
    """A row or column that states a quantity again agrees with the first time, line by line.

    Rows of one name, and rows taken over from another section (转入：…, less: …), whose figures agree but for
    an odd line; also supply and use and other columns that agree on every line but one which a slip explains,
    as a query; and "last year" of one row against "this year" of the year before. A table that merely repeats
    its row names for other regions or years is left alone, because its figures do not agree.
    中文：表内重复列示的同一指标数字应一致。
    中文：名称相同或注明“转入”的行、逐行相等的栏，以及本行“上年数”与上一年“本年数”。
    """
    found = discover(table)
    for repeat in repeats(found):
        yield from repeat_relations(repeat)
    chained = chained_mentions(table)
    if chained is not None:
        yield from mention_relations(chained)


_TWO = (
    "District,Schools,Pupils,Teachers\nNorth,41,12060,803\nSouth,39,11500,771\nEast,23,6400,455\nWest,17,5210,390\n\n"
    "District,Area,Pupils,Budget\nNorth,310,12060,45100\nSouth,275,11500,43200\nEast,198,{},25100\nWest,640,5210,20800\n"
)
_TWO_ZH = (
    "表一\n乡镇,学校数,学生数,教师数\n东乡,41,12060,803\n西乡,39,11500,771\n南镇,23,6400,455\n北镇,17,5210,390\n\n"
    "表二\n乡镇,面积,学生数,经费\n东乡,310,12060,45100\n西乡,275,11500,43200\n南镇,198,{},25100\n北镇,640,5210,20800\n"
)


@rule(
    "XRF302",
    examples=[
        holds(_TWO.format(6400)),
        holds(_TWO_ZH.format(6400)),
        breaks(_TWO.format(6040), says="6,040"),
        breaks(_TWO_ZH.format(6040), says="6040"),
    ],
)
def repeated_elsewhere(report: Report) -> Iterator[Relation]:
    """A quantity stated in several tables, sheets or files is stated the same.

    Two figures are one quantity if the names on their rows and columns are the same, in any order, and so are
    unit and period: the "last year" column of this year's report is last year's "this year" column. Two tables
    are compared where several such figures agree and hardly any differ. Two versions of one table in different
    files are not compared.

    Usually accepted explanations: figures revised after publication, another date of extraction.
    中文：多张表、多个工作表或多份文件中同一指标的数字应一致。
    中文：行、栏名称，计量单位和时期都相同才比较；今年报表的“上年数”与去年报表的“本年数”比较。
    """
    for shared in shared_mentions(report.tables):
        yield from mention_relations(shared)
