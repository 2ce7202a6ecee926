"""Which tables a name means: one from `[tables]`, a sheet, a file, a title, or 表2, the second of the input."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePath

from checker.declared.declarations import Declarations, TableName
from checker.declared.labels import normal
from checker.paths import fits
from checker.reading.tables import Table

_NTH = re.compile(r"(?:表|table\s*)([0-9]+)", re.IGNORECASE)


def named_tables(name: TableName, tables: Iterable[Table]) -> list[Table]:
    """The tables that a name of the configuration means, in order; `position` counts them file by file."""
    fitting = [table for table in tables if not name.file or fits(table.path, name.file)]
    if name.sheet is not None:
        fitting = [table for table in fitting if _on_sheet(table, name.sheet, fitting)]
    if name.position is not None:
        fitting = [several[name.position - 1] for several in by_file(fitting) if len(several) >= name.position]
    return [table for table in fitting if not name.title or titled(table, name.title)]


def by_file(tables: Iterable[Table]) -> list[list[Table]]:
    """The tables, file by file."""
    files: dict[str, list[Table]] = {}
    for table in tables:
        files.setdefault(table.path, []).append(table)
    return list(files.values())


def _on_sheet(table: Table, sheet: str | int, tables: Sequence[Table]) -> bool:
    if isinstance(sheet, str):
        return normal(table.sheet or "") == normal(sheet)
    sheets = list(dict.fromkeys(one.sheet for one in tables if one.path == table.path))
    return sheets.index(table.sheet) == sheet - 1


def titled(table: Table, title: str) -> bool:
    """Whether a table's title contains the words, or fits the pattern."""
    own, wanted = normal(table.title), normal(title)
    return bool(own) and (wanted in own or fnmatchcase(own, wanted))


def tables_called(word: str, tables: Sequence[Table], declarations: Declarations, numbers: int = 0) -> list[Table]:
    """The tables a word before ! means: the first way to read it that fits any table decides.

    `numbers` is the largest n of 表n in the formula: files with so many tables are counted one by one.
    """
    if word in declarations.tables:
        return named_tables(declarations.tables[word], tables)
    for reading in _READINGS:
        if found := reading(word, tables):
            return found
    return _by_number(number_in(word), max(numbers, number_in(word)), tables)


def number_in(word: str) -> int:
    """The n of 表n; 0 for any other word."""
    found = _NTH.fullmatch(word.strip())
    return int(found[1]) if found else 0


def _by_sheet(word: str, tables: Sequence[Table]) -> list[Table]:
    return [table for table in tables if table.sheet is not None and normal(table.sheet) == normal(word)]


def _by_file(word: str, tables: Sequence[Table]) -> list[Table]:
    return [table for table in tables if fits(table.path, word) or PurePath(table.path).stem == word]


def _by_title(word: str, tables: Sequence[Table]) -> list[Table]:
    same = [table for table in tables if normal(table.title) == normal(word)]
    return same or [table for table in tables if titled(table, word)]


def _by_number(number: int, numbers: int, tables: Sequence[Table]) -> list[Table]:
    """The n-th table: of each file that has as many as are named, else of all that were read."""
    if not 0 < number <= len(tables):
        return []
    several = [own for own in by_file(tables) if len(own) >= numbers]
    return [own[number - 1] for own in several] or [tables[number - 1]]


_READINGS: tuple[Callable[[str, Sequence[Table]], list[Table]], ...] = (_by_sheet, _by_file, _by_title)


def aliases_of(table: Table, tables: Sequence[Table], declarations: Declarations) -> Mapping[str, str | int]:
    """The aliases that hold for a table: those of every table, and those of the names that mean it."""
    aliases = dict(declarations.everywhere.aliases)
    for name in declarations.tables.values():
        if name.aliases and any(one is table for one in named_tables(name, tables)):
            aliases |= name.aliases
    return aliases


def address(table: Table) -> str:
    """A table in few words: its file, its sheet, its number or title."""
    parts = [table.path, *([f"[{table.sheet}]"] if table.sheet else [])]
    number = table.grid.table or (table.index if table.index > 1 else None)
    return " ".join([*parts, *([f"table {number}"] if number else [])])
