"""FML: a cell says what its formula gives, and the formulas of one line are the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from checker.discovery.declaring import UNCLEAR, Cells, Lookup, Thing, relation_of
from checker.discovery.formulas import Spot
from checker.discovery.ranges import Expected, sayings, short_ranges, typed_over
from checker.figures import Gap, Place
from checker.reading.tables import Table
from checker.relations import Basis, Pattern, Relation
from checker.report import Report
from checker.rule import breaks, holds, rule

_COSTS = (
    "item,2022,2023,change (%)\nStaff,410,431,5.1 {{=(C2/B2-1)*100}}\nRent,95,95,0.0 {{=(C3/B3-1)*100}}\n"
    "Power,38,44,15.8 {{=(C4/B4-1)*100}}\nTotal,543 {{=SUM(B2:B4)}},{} {{=SUM(C2:C4)}},5.0 {{=(C5/B5-1)*100}}\n"
)
_COSTS_ZH = (
    "科目,决算数（万元）,占比（%）\n工资,410,75.5 {{=B2/B$5*100}}\n房租,95,17.5 {{=B3/B$5*100}}\n"
    "电费,38,7.0 {{=B4/B$5*100}}\n合计,{} {{=SUM(B2:B4)}},100.0 {{=SUM(C2:C4)}}\n"
)


SEVERAL = 3.0  # decades that the other formulas are worth; never enough for an error


@rule(
    "FML301",
    examples=[
        holds(_COSTS.format(570)),
        holds(_COSTS_ZH.format(543)),
        breaks(_COSTS.format(750), says="750"),
        breaks(_COSTS_ZH.format(534), says="534"),
    ],
)
def formula_result(report: Report) -> Iterator[Relation]:
    """A cell of a workbook shows what its formula gives.

    Sums, differences, averages, quotients, growth and references, in one sheet or between sheets, also inside
    ROUND and IFERROR. The figures are compared at the precision the workbook keeps. A cell whose value
    contradicts its formula was not calculated again after a change, or was pasted over. A formula without
    a stored value leaves the relation undecided. Other formulas declare nothing, nor does one that
    formula-differs finds to leave out a line.
    中文：单元格的数值应等于其公式的结果。
    中文：核对求和、相减、平均、相除、增长和引用；公式没有存值时不作判断。数值与公式不符，多因改数后未重算或被粘贴覆盖。
    """
    sheets: dict[tuple[str, str | None], list[Table]] = defaultdict(list)
    for table in report.tables:
        sheets[table.path, table.sheet].append(table)
    cells = {key: Cells(tables[0].grid, tables) for key, tables in sheets.items() if _has_formulas(tables[0])}
    for (path, sheet), own in list(cells.items()):
        look_up = _look_up(path, sheet, sheets, cells)
        for table in sheets[path, sheet]:
            said = sayings(table)
            differing = {(expected.row, expected.column) for expected in short_ranges(table, said)}
            for at, saying in said.items():
                result = own.at(*at) if at not in differing else None
                relation = relation_of(saying, result, look_up) if result is not None else None
                if relation is not None:
                    yield relation


def _has_formulas(table: Table) -> bool:
    return any(cell.formula for cell in table.grid.cells.values())


def _look_up(
    path: str,
    sheet: str | None,
    sheets: dict[tuple[str, str | None], list[Table]],
    cells: dict[tuple[str, str | None], Cells],
) -> Lookup:
    """How a formula of one sheet finds its cells."""
    named = {(known or "").lower(): key for key in sheets if key[0] == path for known in (key[1],)}

    def look_up(spot: Spot) -> Thing:
        key = (path, sheet) if spot[0] is None else named.get(spot[0].lower())
        if key is None:
            return Gap(UNCLEAR, Place(path, spot[0], spot[1], spot[2]))
        if key not in cells:
            cells[key] = Cells(sheets[key][0].grid, sheets[key])
        return cells[key].at(spot[1], spot[2])

    return look_up


_TYPED = (
    "item,2020,2021,2022,2023\nA,14,25,31,30\nB,31,47,40,41\nC,22,18,27,29\n"
    "Total,67 {{=SUM(B2:B4)}},{},98 {{=SUM(D2:D4)}},100 {{=SUM(E2:E4)}}\n"
)
_SHORT_ZH = (
    "乡镇,学校数,学生数\n东乡,14,2500\n西乡,31,4700\n南镇,22,1800\n北镇,{},{}\n"
    "合计,67 {{=SUM(B2:B4)}},9000 {{=SUM(C2:C4)}}\n"
)


@rule(
    "FML101",
    examples=[
        holds(_TYPED.format(90)),
        holds(_SHORT_ZH.format(0, 0)),
        breaks(_TYPED.format(80), says="80"),
        breaks(_SHORT_ZH.format(12, 1600), says="67"),
    ],
)
def formula_differs(table: Table) -> Iterator[Relation]:
    """The formulas of one line are the same, and a sum covers its whole block.

    A total whose range stops one row short, as after a row was inserted above it; a total that covers fewer
    rows than the totals beside it; a number typed between two cells that have the same formula. Always a
    query: the odd cell may be meant.
    中文：同一行（列）的公式应一致，合计公式应包括全部分项。
    中文：合计公式少包括一行、比左右合计少包括行、公式中间夹有手工录入的数，均作为疑问列出。
    """
    said = sayings(table)
    if said:
        cells = Cells(table.grid, [table])
        for expected in (*short_ranges(table, said), *typed_over(table, said)):
            yield from _as_relation(table, cells, expected)


def _as_relation(table: Table, cells: Cells, expected: Expected) -> Iterator[Relation]:
    result = cells.at(expected.row, expected.column)
    relation = relation_of(expected.saying, result, cells.own) if result is not None else None
    if relation is not None:
        key = f"formula:{table.index}:{expected.row}:{expected.column}"
        mates = expected.mates
        pattern = Pattern(key, SEVERAL, mates + 1, mates, mates) if mates else None
        yield replace(relation, basis=Basis.INFERRED, pattern=pattern, note="range")
