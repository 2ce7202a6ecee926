"""AVG: an average is the mean of what it averages."""

from __future__ import annotations

from collections.abc import Iterator

from checker.discovery.averages import averages
from checker.discovery.telling import average_relations, weighted_relations
from checker.discovery.weights import weighted_averages
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


_WAGES = (
    "sector,staff,women,average wage\nFood,120,71,3100\nWood,80,19,2900\nIndustry total,200,90,{}\n"
    "Health,300,233,4000\nSchools,100,64,3600\nServices total,400,297,3900\n"
    "Trade,150,92,2700\nTransport,250,58,3000\nOther total,400,150,2888\n"
)
_WAGES_ZH = (
    "行业,人数（人）,女（人）,平均工资（元）\n食品,120,71,3100\n木材,80,19,2900\n工业小计,200,90,{}\n"
    "卫生,300,233,4000\n教育,100,64,3600\n服务小计,400,297,3900\n"
    "商业,150,92,2700\n运输,250,58,3000\n其他小计,400,150,2888\n"
)


@rule(
    "AVG102",
    examples=[
        holds(_WAGES.format("3020")),
        holds(_WAGES_ZH.format("3020")),
        breaks(_WAGES.format("3200"), says="3,200"),
        breaks(_WAGES_ZH.format("3200"), says="3200"),
    ],
)
def weighted_average(table: Table) -> Iterator[Relation]:
    """The average of a total is the average of its parts, weighted by what the total adds up.

    For averages and rates whose numerator the table does not show. Which column holds the weights, the lines
    decide; a single line that does not agree says nothing.

    Usually accepted explanations: weights that are not in the table.
    中文：合计的平均数等于各部分平均数按其数量加权的平均。
    中文：用于表中没有分子的平均数和率；以哪一栏为权数由各合计行确定，只有一行且不符时不作判断。
    """
    for one in weighted_averages(table):
        yield from weighted_relations(one)
