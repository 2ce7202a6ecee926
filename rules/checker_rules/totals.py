"""TOT: totals are the sums of their parts, balances are differences."""

from __future__ import annotations

from collections.abc import Iterator

from checker.discovery.cumulative import running_relations, running_totals
from checker.discovery.patterns import difference_relations, discover, sum_relations
from checker.discovery.telling import told_as_change
from checker.discovery.words import is_balance
from checker.reading.tables import Table
from checker.relations import Relation
from checker.rule import breaks, holds, rule

_REGIONS = "region,schools,pupils\nNorth,41,12000\nSouth,39,11500\nEast,23,6400\nTotal,103,{}\n"
_REGIONS_ZH = "地区,学校数（所）,学生数（人）\n合计,103,{}\n东部,41,12000\n西部,39,11500\n中部,23,6400\n"


@rule(
    "TOT101",
    examples=[
        holds(_REGIONS.format(29900)),
        holds(_REGIONS_ZH.format(29900)),
        breaks(_REGIONS.format(28900), says="28,900"),
        breaks(_REGIONS_ZH.format(28900), says="28900"),
    ],
)
def column_total(table: Table) -> Iterator[Relation]:
    """A row that totals other rows is their sum in every column.

    Totals may stand before or after their parts, with other rows between them, and in several levels:
    subtotals are added up, not their parts again. Columns of rates, means and changes are left out where
    the sum does not hold there at all. A blank part counts as unknown and not negative.

    Usually accepted explanations: a part that is deliberately not listed, double counting that the
    report itself describes.
    中文：合计行等于各分项之和。
    中文：合计可在分项之前或之后，可有多级小计；率、均值、增减幅各列不相加。空白格视为未知，不当作零。
    """
    found = discover(table)
    for one in found.down:
        if not is_balance(found.vertical, one.claim):
            yield from sum_relations(found.vertical, one)


_SEXES = "school,total,boys,girls\nA,640,320,320\nB,410,200,210\nC,215,{},110\nD,377,180,197\nE,151,75,76\n"
_SEXES_ZH = "学校,合计,男,女\n一中,640,320,320\n二中,410,200,210\n三中,215,{},110\n四中,377,180,197\n五中,151,75,76\n"


@rule(
    "TOT102",
    examples=[
        holds(_SEXES.format(105)),
        holds(_SEXES_ZH.format(105)),
        breaks(_SEXES.format(150), says="215"),
        breaks(_SEXES_ZH.format(150), says="215"),
    ],
)
def row_total(table: Table) -> Iterator[Relation]:
    """A column that totals other columns is their sum in every row.

    The same as column-total, across: groups of columns under one heading, the same leaf in every group,
    totals of totals.
    中文：合计栏等于各分栏之和。
    """
    found = discover(table)
    for one in found.across:
        if not is_balance(found.horizontal, one.claim):
            yield from sum_relations(found.horizontal, one)


_TRADE = (
    "year,exports,imports,balance\n2019,812,640,172\n2020,790,655,135\n2021,845,701,{}\n"
    "2022,903,720,183\n2023,951,733,218\n"
)
_STOCK = (
    "项目,一中,二中,三中\n年初在校生,1200,980,1510\n本年增加,415,330,502\n"
    "本年减少,398,341,489\n年末在校生,1217,969,{}\n"
)


@rule(
    "TOT103",
    examples=[
        holds(_TRADE.format(144)),
        holds(_STOCK.format(1523)),
        breaks(_TRADE.format(114), says="114"),
        breaks(_STOCK.format(1532), says="1532"),
    ],
)
def balance(table: Table) -> Iterator[Relation]:
    """A balance, a difference or a closing stock follows from what it is the difference of.

    Exports less imports, income less expenditure, opening plus additions less disposals. Needs words
    that say so or many lines that agree; two figures that happen to differ by a third are no evidence.
    中文：差额、结余、净增和期末数与其来源相符。
    """
    found = discover(table)
    for view, one in found.sums():
        if is_balance(view, one.claim) and not told_as_change(table, view, one):
            yield from difference_relations(view, one)


_OUTPUT = (
    "month,output,cumulative output\nJanuary,1204,1204\nFebruary,998,2202\nMarch,1310,{}\n"
    "April,1275,4787\nMay,1422,6209\n"
)
_OUTPUT_ZH = (
    "月份,当月产量（吨）,累计产量（吨）\n1月,1204,1204\n2月,998,2202\n3月,1310,{}\n4月,1275,4787\n5月,1422,6209\n"
)


@rule(
    "TOT104",
    examples=[
        holds(_OUTPUT.format(3512)),
        holds(_OUTPUT_ZH.format(3512)),
        breaks(_OUTPUT.format(3152), says="3,152"),
        breaks(_OUTPUT_ZH.format(3152), says="3152"),
    ],
)
def running_total(table: Table) -> Iterator[Relation]:
    """A cumulative figure is the one before it and the figure of the period.

    Only where the heading says cumulative, year to date or 累计, and most lines agree. Where the cumulative
    figure is the period's own, the count begins anew (January).

    Usually accepted explanations: earlier periods revised after they were first published.
    中文：累计数等于上期累计数加本期数。
    中文：仅在表头写明“累计”且多数行相符时适用；累计数等于本期数的行视为重新起算。
    """
    for one in running_totals(discover(table)):
        yield from running_relations(one)
