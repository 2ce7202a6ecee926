"""Sections of a table: rows that hold only a label name the rows below them, though these are not indented."""

from __future__ import annotations

from dataclasses import replace

from checker.discovery.patterns import Discovery, discover
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
    sections: dict[int, str] = {}
    latest = ""
    for row in sorted(table.roles):
        if table.roles[row] == "group":
            latest = next(
                (text for column in range(1, table.grid.columns + 1) if (text := table.grid.text(row, column))), ""
            )
        elif table.roles[row] in ("data", "total") and latest:
            sections[row] = plain_label(latest)
    return sections


def _under(section: str, heading: Heading) -> Heading:
    if not section or section in heading.path:
        return heading
    return replace(heading, path=(section, *heading.path))
