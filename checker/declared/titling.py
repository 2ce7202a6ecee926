"""How a new configuration names the tables of a report: by file, and by sheet, title or position where needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from checker.declared.declarations import TableName
from checker.declared.labels import normal
from checker.declared.naming import named_tables
from checker.reading.tables import Table

SPECIAL = re.compile(r"([*?\[])")
NO_WORD = re.compile(r"\W+")
DIGIT = re.compile(r"\d")


def table_names(tables: Sequence[Table]) -> dict[int, TableName]:
    """A name for every table that can be told apart, by its identity; it means that table and no other of them."""
    names: dict[int, TableName] = {}
    taken: set[str] = set()
    for table in tables:
        word = next(one for one in _words(table, tables) if one not in taken)
        if name := next((one for one in _selectors(word, table, tables) if _means(one, table, tables)), None):
            names[id(table)] = name
            taken.add(word)
    return names


def _means(name: TableName, table: Table, tables: Sequence[Table]) -> bool:
    found = named_tables(name, tables)
    return len(found) == 1 and found[0] is table


def _words(table: Table, tables: Sequence[Table]) -> Iterator[str]:
    """Words to call a table by, the shortest first, then with numbers."""
    stem = NO_WORD.sub("_", PurePath(table.path).stem).strip("_") or "table"
    beside = [one for one in tables if one.path == table.path]
    if len(beside) > 1 and table.sheet and len({one.sheet for one in beside}) == len(beside):
        stem = NO_WORD.sub("_", table.sheet).strip("_") or stem
    if len(beside) == 1:
        yield stem
    place = next(n for n, one in enumerate(beside, 1) if one is table)
    yield f"{stem}" if len(beside) > 1 and stem != PurePath(table.path).stem else f"{stem}_{place}"
    yield from (f"{stem}_{number}" for number in range(place, len(tables) + place + 1))


def _selectors(word: str, table: Table, tables: Sequence[Table]) -> Iterator[TableName]:
    """Ways to find a table again: a title without figures stays true when tables are added, a position always fits."""
    parts = PurePath(table.path).parts
    for length in range(1, len(parts) + 1):
        file = SPECIAL.sub(r"[\1]", "/".join(parts[-length:]))
        same = [one for one in tables if one.path == table.path]
        yield TableName(word, file)
        several = len({one.sheet for one in same}) > 1
        sheet = table.sheet if several else None
        if sheet is not None:
            yield TableName(word, file, sheet)
        title = normal(table.title)
        if title and not DIGIT.search(title) and not SPECIAL.search(title):
            yield TableName(word, file, sheet, title=table.title)
        beside = [one for one in same if sheet is None or one.sheet == sheet]
        yield TableName(word, file, sheet, position=next(n for n, one in enumerate(beside, 1) if one is table))


def entry(name: TableName) -> Iterator[tuple[str, str | int]]:
    """The keys of a table's entry, with their values."""
    found: Iterable[tuple[str, str | int | None]] = (
        ("file", name.file),
        ("sheet", name.sheet),
        ("position", name.position),
        ("title", name.title),
    )
    yield from ((key, value) for key, value in found if value)
