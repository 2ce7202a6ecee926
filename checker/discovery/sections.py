"""Sections of a table: rows that hold only a label name the rows below them, though these are not indented."""

from __future__ import annotations

from dataclasses import replace

from checker.discovery.patterns import Discovery, discover
from checker.discovery.periods import periods_in
from checker.discovery.view import View
from checker.lexicon.tables import plain_label
from checker.reading.tables import Heading, Table


def sectioned(table: Table) -> Discovery:
    """What is discovered in a table, with the section of every row in its heading; made once."""
    found = discover(table)
    known = found.kept.get("sections")
    if known is None:
        known = found.kept["sections"] = _with_sections(found)
    assert isinstance(known, Discovery)
    return known


def _with_sections(found: Discovery) -> Discovery:
    named = _sections(found.table)
    if not named:
        return replace(found, kept={})
    vertical, horizontal = found.vertical, found.horizontal
    rows = [
        _under(named.get(row, ""), heading) for row, heading in zip(vertical.items, vertical.item_headings, strict=True)
    ]
    return replace(
        found,
        vertical=replace(vertical, item_headings=rows),
        horizontal=_with_lines(horizontal, rows),
        kept={},
    )


def _with_lines(view: View, rows: list[Heading]) -> View:
    return replace(view, line_headings=rows)


def _sections(table: Table) -> dict[int, str]:
    """The label of the last row without figures above each data row, for the rows that have one."""
    filled = {row for row, _ in table.figures} | {row for row, _ in table.gaps}
    sections: dict[int, str] = {}
    latest = ""
    for row in sorted(table.roles):
        if row in filled:
            if latest:
                sections[row] = latest
        elif label := _lone_label(table, row):
            latest = label
    return sections


def _lone_label(table: Table, row: int) -> str:
    """The label of a row that holds nothing else; in the header only a period, such as the year of what follows."""
    role = table.roles[row]
    if role in ("title", "note", "unit") or not table.columns:
        return ""
    labels = [text for column in range(1, table.columns[0]) if (text := table.grid.text(row, column).strip())]
    others = any(table.grid.text(row, column).strip() for column in table.columns)
    if len(labels) != 1 or others or (role == "header" and not periods_in(labels[0])):
        return ""
    return plain_label(labels[0])


def _under(section: str, heading: Heading) -> Heading:
    if not section or section in heading.path:
        return heading
    return replace(heading, path=(section, *heading.path))
