"""Which quantity a figure is: the names on its row and column, and the period it is of.

Two figures with the same names, unit and period are mentions of one quantity, wherever they stand: this
year's "last year" column and last year's report, a summary sheet and the table it was taken from. Rows and
columns are alike here, so that a table may be the other one turned on its side.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple

from checker.discovery.identity import bare_total, subject
from checker.figures import Figure
from checker.lexicon.periods import EMPTY, RELATIVE, YEAR
from checker.lexicon.words import Words
from checker.reading.tables import Heading, Table

_TABLE_NUMBER = Words(
    r"^(?:表|附表|table|tab\.)\s*[\d一二三四五六七八九十]+(?:[-—.]\d+)*\s*[:：.、]?\s*", flags=re.IGNORECASE
)
ANY_YEAR = 0  # the period of a figure where nothing says when


class Quantity(NamedTuple):
    """The names of a quantity, and its year; `offset` years from the report's own where that is not known."""

    names: frozenset[str]
    year: int
    offset: int = 0


class Named(NamedTuple):
    """What a heading gives to a quantity: names, the years it states, and how far it is from this year."""

    names: frozenset[str]
    years: tuple[int, ...]
    offset: int | None


def quantities(table: Table, *, repeated: bool = False) -> dict[Quantity, list[Figure]]:
    """The figures of a table by the quantity they state; those without a telling name are left out.

    Where only those `repeated` are asked for, others need not be there.
    """
    base = report_year(table)
    rows = {row: _row_named(table, row, heading) for row, heading in table.row_headings.items()}
    columns = {column: named(heading.path) for column, heading in table.column_headings.items()}
    found: dict[Quantity, list[Figure]] = defaultdict(list)
    if repeated and _all_differ(rows.values(), columns.values()):
        return found
    for (row, column), figure in table.figures.items():
        quantity = _joined(rows.get(row), columns.get(column), base)
        if quantity is not None:
            found[quantity].append(figure)
    return found


def _all_differ(rows: Collection[Named], columns: Collection[Named]) -> bool:
    """Whether no two cells can have the same names: no two rows, no two columns, and no row and column share any."""
    sides = [[one.names for one in side] for side in (rows, columns)]
    alone = all(len(set(side)) == len(side) for side in sides)
    return alone and frozenset[str]().union(*sides[0]).isdisjoint(frozenset[str]().union(*sides[1]))


def _row_named(table: Table, row: int, heading: Heading) -> Named:
    """What a row gives, with the year that stands beside its label in a column of its own."""
    found = named(heading.path)
    beside = (table.grid.text(row, column) for column in range(1, min(table.columns, default=1)))
    years = {int(match[1]) for text in beside if (match := YEAR.fullmatch(text.strip()))}
    return found._replace(years=tuple({*found.years, *years}))


def _joined(row: Named | None, column: Named | None, base: int) -> Quantity | None:
    if row is None or column is None:
        return None
    names = row.names | column.names
    if not names or all(bare_total(name) for name in names):
        return None
    years = {*row.years, *column.years}
    offset = column.offset if column.offset is not None else row.offset
    if len(years) > 1:
        return None
    if years:
        return Quantity(names, next(iter(years)) + (offset or 0))
    if base:
        return Quantity(names, base + (offset or 0))
    return Quantity(names, ANY_YEAR, offset or 0)


@lru_cache(maxsize=65536)
def named(path: tuple[str, ...]) -> Named:
    """The names, the years and the offset that the labels of a heading give."""
    names: set[str] = set()
    years: list[int] = []
    offset: int | None = None
    for label in path:
        rest = label
        stated = sorted({int(year) for year in YEAR.findall(label)})
        if len(stated) == 1:
            years += stated
            rest = YEAR.sub("", rest)
        for distance, words in RELATIVE:
            if len(stated) < 2 and words.search(rest):
                offset, rest = distance, words.sub("", rest)
        name = subject(rest)
        if name not in EMPTY:
            names.add(name)
    return Named(frozenset(names), tuple(dict.fromkeys(years)), offset)


def report_year(table: Table) -> int:
    """The year a table is of, from its title, its sheet or its file name; 0 where they name none or several."""
    for text in (table.title, table.sheet or "", PurePath(table.path).stem):
        years = {int(year) for year in YEAR.findall(text.replace("_", " "))}
        if len(years) == 1:
            return next(iter(years))
        if years:
            return ANY_YEAR
    return ANY_YEAR


@lru_cache(maxsize=4096)
def title_subject(title: str) -> str:
    """What a title names, without its number, its years and its unit."""
    return subject(YEAR.sub("", _TABLE_NUMBER.sub("", title)))
