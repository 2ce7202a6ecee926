"""What each demand on a column is: which cells meet it, and what is told of those that do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import partial

from checker.declared import complaints
from checker.declared.cells import Cells, demanded_type, is_total, rows_of
from checker.declared.columns import Bound, Demand, date_in, exactly, written_bound, year_in
from checker.declared.complaints import ANYTHING, Case
from checker.declared.labels import normal
from checker.figures import Unit
from checker.languages import Sentence
from checker.naming import in_chinese, quoted
from checker.reading.numbers import folded

MOST_NAMED = 5
TYPES = {
    "int": Sentence("a whole number", "整数"),
    "number": Sentence("a number", "数"),
    "percent": Sentence("a percentage", "百分数"),
    "year": Sentence("a year", "年份"),
    "date": Sentence("a date", "日期"),
    "text": Sentence("a text", "文字"),
}
CODES = {
    "required": complaints.MISSING,
    "type": complaints.TYPE,
    "unique": complaints.REPEATED,
    "nullable": complaints.EMPTY,
    "allowed": complaints.ALLOWED,
    "min": complaints.RANGE,
    "max": complaints.RANGE,
    "pattern": complaints.PATTERN,
    "unit": complaints.UNIT,
}


@dataclass(frozen=True, slots=True)
class Test:
    """One demand on one column: the rows that meet it, what it is, and what is told of a row that does not."""

    key: str
    text: str
    meets: Callable[[int], bool]
    told: Callable[[int], Case]

    @property
    def code(self) -> str:
        return CODES[self.key]


def tests_of(demand: Demand, cells: Cells) -> Iterator[Test]:
    """The demands that are made of the cells of a column, apart from being there and being filled.

    All but those on types and units are made of rows that are no totals; all but that on types of cells that are of
    the type.
    """
    if demand.type:
        yield Test("type", f"type = {demand.type}", partial(_fits, demand, cells), partial(_type_told, demand, cells))
    if demand.unit is not None:
        unit = demand.unit
        text = f"unit = {unit.symbol}"
        yield Test("unit", text, partial(_in_unit, cells, unit), partial(unit_told, demand, cells, whole=False))
    for test in _of_details(demand, cells):
        yield Test(test.key, test.text, partial(_unless_total, demand, cells, test.meets), test.told)


def _of_details(demand: Demand, cells: Cells) -> Iterator[Test]:
    if demand.unique:
        before = _repeated(demand, cells)
        yield Test("unique", "unique", lambda row: row not in before, partial(_repeat_told, demand, cells, before))
    if demand.allowed:
        known = ", ".join(_listed(demand))
        told = partial(_allowed_told, demand, cells)
        yield Test("allowed", f"one of {known}", partial(_is_allowed, demand, cells), told)
    for key, bound, sign in (("min", demand.low, 1), ("max", demand.high, -1)):
        if bound is not None:
            text = f"{key} = {written_bound(bound)}"
            yield Test(
                key, text, partial(_within, cells, bound, sign), partial(_bound_told, demand, cells, bound, sign)
            )
    if demand.pattern:
        pattern = re.compile(demand.pattern)
        told = partial(_pattern_told, demand, cells)
        yield Test("pattern", f"pattern = {demand.pattern}", lambda row: _matches(cells, pattern, row), told)


def _fits(demand: Demand, cells: Cells, row: int) -> bool:
    return cells.fits(row, demand.type)


def _unless_total(demand: Demand, cells: Cells, meets: Callable[[int], bool], row: int) -> bool:
    return is_total(cells.table, row) or not cells.fits(row, demand.type) or meets(row)


def _case(demand: Demand, cells: Cells, row: int, wanted: Sentence = ANYTHING, more: Sentence = ANYTHING) -> Case:
    return Case(demand.column, cells.text(row).strip(), wanted, more)


def _type_told(demand: Demand, cells: Cells, row: int) -> Case:
    return _case(demand, cells, row, TYPES[demand.type])


def _in_unit(cells: Cells, unit: Unit, row: int) -> bool:
    from checker.units import factor

    stated = cells.number(row)
    if stated is None:
        return True
    return bool(stated.unit.symbol) and (stated.unit.symbol == unit.symbol or factor(stated.unit, unit) == 1)


def unit_told(demand: Demand, cells: Cells, row: int, *, whole: bool) -> Case:
    """What is told of the unit of a cell, or of a `whole` column."""
    stated, wanted = cells.number(row), demand.unit.symbol if demand.unit else ""
    own = stated.unit.symbol if stated else ""
    more = Sentence(f"is in {own}", f"的单位是{own}") if own else Sentence("has no unit", "没有单位")
    return Case(demand.column, "" if whole else cells.text(row).strip(), Sentence(wanted, wanted), more)


def _repeated(demand: Demand, cells: Cells) -> Mapping[int, int]:
    """The rows whose value stands above already, each with the first row of the value."""
    first: dict[object, int] = {}
    before: dict[int, int] = {}
    kind = demanded_type(demand, cells)
    for row in rows_of(cells.table):
        if not is_total(cells.table, row) and not cells.missing(row, kind):
            earlier = first.setdefault(_value(cells, row), row)
            if earlier != row:
                before[row] = earlier
    return before


def _value(cells: Cells, row: int) -> object:
    """What makes two cells equal: the number of a figure, the text without differences of width, case and spaces."""
    stated = cells.number(row) if cells.figures else None
    return normal(cells.text(row)) if stated is None else stated.value


def _repeat_told(demand: Demand, cells: Cells, before: Mapping[int, int], row: int) -> Case:
    cell = cells.place(before[row]).cell
    return _case(demand, cells, row, more=Sentence(f", first in {cell}", f"，首见于{cell}"))


def _is_allowed(demand: Demand, cells: Cells, row: int) -> bool:
    text, stated = normal(cells.text(row)), cells.number(row)
    return any(
        normal(one) == text if isinstance(one, str) else stated is not None and stated.value == one
        for one in demand.allowed
    )


def _listed(demand: Demand) -> list[str]:
    return [one if isinstance(one, str) else written_bound(one) for one in demand.allowed]


def _allowed_told(demand: Demand, cells: Cells, row: int) -> Case:
    known = _listed(demand)
    named = known if len(known) <= MOST_NAMED else [*known[: MOST_NAMED - 1], "..."]
    near = get_close_matches(cells.text(row).strip(), known, n=1, cutoff=0.5)
    more = Sentence(f"; did you mean {near[0]}?", f"，是否为{near[0]}？") if near else ANYTHING
    en, zh = ", ".join(named), "、".join(named)
    wanted = Sentence(en, zh) if len(known) == 1 else Sentence(f"one of {en}", f"以下各项之一：{zh}")
    return _case(demand, cells, row, wanted, more)


def _within(cells: Cells, bound: Bound, sign: int, row: int) -> bool:
    """Whether some true value of the cell keeps to the bound; `sign` is 1 for the least, -1 for the greatest."""
    text = folded(cells.text(row))
    if isinstance(bound, date):
        day = date_in(text)
        return day is None or (day >= bound if sign > 0 else day <= bound)
    stated = cells.number(row)
    if stated is None:
        year = year_in(text)
        return year is None or (exactly(year) - bound) * sign >= 0
    return stated.high >= bound if sign > 0 else stated.low <= bound


def _bound_told(demand: Demand, cells: Cells, bound: Bound, sign: int, row: int) -> Case:
    limit = written_bound(bound)
    days = isinstance(bound, date)
    if sign > 0:
        wanted = Sentence(f"{'before' if days else 'below'} {limit}", f"{'早于' if days else '小于'}{limit}")
    else:
        wanted = Sentence(f"{'after' if days else 'above'} {limit}", f"{'晚于' if days else '大于'}{limit}")
    return _case(demand, cells, row, wanted)


def _matches(cells: Cells, pattern: re.Pattern[str], row: int) -> bool:
    return pattern.fullmatch(cells.text(row).strip()) is not None


def _pattern_told(demand: Demand, cells: Cells, row: int) -> Case:
    wanted = quoted(demand.pattern)
    return _case(demand, cells, row, Sentence(wanted, in_chinese(wanted)))
