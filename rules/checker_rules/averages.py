"""AVG: an average is the mean of what it averages."""

from __future__ import annotations

from collections.abc import Iterator

from checker.discovery.averages import averages
from checker.discovery.telling import average_relations
from checker.reading.tables import Table
from checker.relations import Relation
from checker.rule import breaks, holds, rule

_QUARTERS = (
    "industry,Q1,Q2,Q3,Q4,annual average\nFood,98.7,103.7,104.2,93.4,100.0\n"
    "Wood,97.0,105.7,106.2,91.1,{}\nChemicals,102.0,102.4,105.4,90.2,100.0\n"
    "Metal,101.5,112.9,110.0,95.3,104.9\n"
)
_GRAIN_ZH = (
    "指标,2018年,2019年,2020年,2018—2020年平均\n稻谷,21212.9,20961.4,21186.0,21120.1\n"
    "小麦,13144.0,13359.6,13425.4,{}\n玉米,25717.4,26077.9,26066.5,25953.9\n"
    "豆类,1920.3,2131.9,2287.5,2113.2\n"
)


@rule(
    "AVG101",
    examples=[
        holds(_QUARTERS.format("100.0")),
        holds(_GRAIN_ZH.format("13309.7")),
        breaks(_QUARTERS.format("103.0"), says="103.0"),
        breaks(_GRAIN_ZH.format("13903.7"), says="13903.7"),
    ],
)
def average(table: Table) -> Iterator[Relation]:
    """An average of neighbouring figures is their sum over their number.

    Found by its name and by the periods that the heading names, or, without words, by many lines that agree.

    Usually accepted explanations: a weighted mean, an average over more items than are listed.
    中文：平均数等于各数之和除以个数。
    中文：由“平均”等字样、表头所列起止年份确定；没有字样的须有许多行相符。
    """
    for one in averages(table):
        yield from average_relations(one)
