"""UNT: figures of one column are in one unit."""

from __future__ import annotations

from collections.abc import Iterator

from checker.discovery.magnitudes import sizes
from checker.discovery.patterns import discover
from checker.reading.tables import Table
from checker.relations import Basis, Kind, Pattern, Relation, Term
from checker.rule import breaks, holds, rule

_YEARS = (
    "year,schools,pupils,spending\n2017,410,120400,88100\n2018,415,121900,90300\n2019,418,122700,93800\n"
    "2020,421,124100,{}\n2021,419,125300,99700\n2022,424,126800,103500\n"
)
_YEARS_ZH = (
    "年份,学校数（所）,学生数（人）,经费（万元）\n2017,410,120400,88100\n2018,415,121900,90300\n2019,418,122700,93800\n"
    "2020,421,124100,{}\n2021,419,125300,99700\n2022,424,126800,103500\n"
)
STRENGTH = 2.0  # decades; an estimate of size is never strong


@rule(
    "UNT101",
    examples=[
        holds(_YEARS.format(96400)),
        holds(_YEARS_ZH.format(96400)),
        breaks(_YEARS.format("9.64"), says="another unit"),
        breaks(_YEARS_ZH.format(964000000), says="计量单位"),
    ],
)
def column_unit(table: Table) -> Iterator[Relation]:
    """The figures of a column are in one unit.

    Where the amounts of a table rise and fall together, each is close to what its column and its row make
    expected. One figure that is off by 10, 100, 1,000, 10,000 or 100 million, in a column and a row that keep
    to it otherwise, was stated in another unit or lost its decimal point. Always a query. Tables whose columns
    vary on their own are left alone. Where a broken relation would hold after such a factor, its finding says so.
    中文：同一栏的数字应使用同一计量单位。
    中文：各栏同升同降的表中，个别数字与本栏、本行的一般大小相差10、100、1000、1万或1亿倍时作为疑问列出。
    """
    for sized in sizes(discover(table)):
        figure = sized.view.figure(sized.item, sized.line)
        if figure is not None:
            off = not sized.range.has(figure.value)
            key = f"unit:{table.index}:{sized.view.items[sized.item]}"
            pattern = Pattern(key, STRENGTH, sized.lines, sized.lines - off)
            yield Relation(Kind.UNIT, None, (Term(figure),), Basis.INFERRED, constant=sized.range, pattern=pattern)
