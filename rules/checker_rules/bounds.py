"""BND: a part is at most its whole, a share at most 100 %, the least at most the mean."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checker.discovery.bounds import bound_relations, parts_within
from checker.discovery.named_bounds import in_order, shares_of_wholes, subsets
from checker.discovery.patterns import discover
from checker.intervals import Interval
from checker.reading.tables import Table
from checker.relations import Basis, Kind, Relation, Term
from checker.rule import breaks, holds, rule

_EXPORTS = "item,2020,2021,2022\nFood exports,812,840,866\n  of which: dairy,310,{},341\nFuel exports,400,395,420\n"
_STAFF_ZH = (
    "项目,2021年（人）,2022年（人）,2023年（人）\n一、专任教师,1320,1345,1371\n其中：女,801,{},846\n"
    "二、工勤人员,97,95,90\n"
)


@rule(
    "BND101",
    examples=[
        holds(_EXPORTS.format(325)),
        holds(_STAFF_ZH.format(822)),
        breaks(_EXPORTS.format(3250), says="3,250"),
        breaks(_STAFF_ZH.format(8220), says="8220"),
    ],
)
def part_within_whole(table: Table) -> Iterator[Relation]:
    """A part is not more than the whole it is part of.

    "Of which" and 其中, and rows indented below another one, promise that something is a part, not that the
    parts are complete; where they are, column-total says more and this rule is silent. Rates, means, price
    indices and changes are left out: a part of a mean may exceed it. Indentation without words gives a query.

    Usually accepted explanations: the row belongs to another whole than the one it stands under.
    中文：部分不大于其所属的整体。
    中文：“其中”和缩进只说明是部分，不说明分项齐全；分项齐全时由合计规则核对。率、均值、指数、增减额不适用。
    """
    for bound in parts_within(discover(table)):
        yield from bound_relations(bound, "of_which")


_TEACHERS = (
    "district,pupils,boarders,teaching staff,staff\nA,640,120,41,55\nB,410,88,30,39\nC,215,{},17,24\nD,377,95,28,33\n"
)
_BULLETIN = (
    "指标,单位,本月,1-6月累计\n工业总产值,万元,186432,1130176\n零售总额,万元,51877,{}\n"
    "财政收入,万元,9863,62665\n用电量,万千瓦时,12946,83205\n"
)


@rule(
    "BND102",
    examples=[
        holds(_TEACHERS.format(60)),
        holds(_BULLETIN.format(318718)),
        breaks(_TEACHERS.format(600), says="600"),
        breaks(_BULLETIN.format(31871), says="51877"),
    ],
)
def subset_within_whole(table: Table) -> Iterator[Relation]:
    """What the names make a subset is not more than the whole: boarders and pupils, this month and the year to date.

    The names must say it: women among all, teachers among staff, score and full score, 已入学学龄儿童 among
    学龄儿童, natural growth and births. The rest of the labels must be the same.
    中文：名称表明的子集不大于全集：寄宿生与在校生、专任教师与教职工、得分与分值、本月与累计、女与合计。
    """
    for bound in subsets(discover(table)):
        yield from bound_relations(bound, "subset")


_PASS = "school,candidates,pass rate (%)\nA,84,{}\nB,120,88.3\nC,77,97.4\nD,51,90.2\n"
_PASS_ZH = "学校,参考人数（人）,合格率（%）\n一中,84,{}\n二中,120,88.3\n三中,77,97.4\n四中,51,90.2\n"


@rule(
    "BND103",
    examples=[
        holds(_PASS.format("95.2")),
        holds(_PASS_ZH.format("95.2")),
        breaks(_PASS.format("952"), says="952"),
        breaks(_PASS_ZH.format("952"), says="952"),
    ],
)
def percentage_within_limits(table: Table) -> Iterator[Relation]:
    """A percentage of a whole lies between 0 and 100.

    Only where the label says that it is one: pass rate, literacy rate, net enrolment ratio, unemployment rate,
    share of the total. Growth, completion of a plan, gross enrolment and shares of GDP may exceed 100.
    中文：占整体的百分比在0到100之间。
    中文：仅适用于及格率、净入学率、失业率、覆盖率、占总数比重等；增长率、完成率、毛入学率、占GDP比重可超过100。
    """
    limits = Interval(Fraction(0), Fraction(100))
    for view, item, lines in shares_of_wholes(discover(table)):
        for line in lines:
            figure = view.figure(item, line)
            if figure is not None:
                yield Relation(Kind.BOUND, None, (Term(figure),), Basis.LABELLED, constant=limits, note="percent")


_WAGES = "industry,minimum,mean,maximum\nMining,1510,2240,4100\nTrade,1320,{},3050\nTransport,1400,1985,3620\n"
_SCORES = "班级,最低分,平均分,最高分\n一班,41,76.5,98\n二班,38,{},99\n三班,45,79.1,97\n四班,40,75.8,96\n"


@rule(
    "BND104",
    examples=[
        holds(_WAGES.format(1870)),
        holds(_SCORES.format("74.2")),
        breaks(_WAGES.format(187), says="187"),
        breaks(_SCORES.format("174.2"), says="174.2"),
    ],
)
def order_of_statistics(table: Table) -> Iterator[Relation]:
    """The least is not more than the mean, nor the mean more than the greatest.

    Also lower and upper limits, and quartiles, of one quantity: the rest of the labels must be the same.
    中文：最小值不大于平均值，平均值不大于最大值；上下限、四分位数同理。
    """
    for bound in in_order(discover(table)):
        yield from bound_relations(bound, "order")
