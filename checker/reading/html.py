"""HTML: the visible text in document order, and the tables, every character with its place in the source.

A tokenizer of its own, because the places must be exact: the common parsers lose them. Scripts, styles,
hidden elements, comments and footnote marks are left out; entities are decoded.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from checker.errors import InputError
from checker.reading.grid import Cell, Grid, Span, Spot
from checker.reading.limits import CELLS, COLUMNS, ROWS, refuse_beyond
from checker.reading.pieces import Piece

DEPTH = 1000  # nested tags
LONGEST_CELL = 400  # characters; a table with a longer cell lays out a page
_TOKEN = re.compile(
    r"<!--(?P<comment>)|<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9:-]{0,40})(?P<rest>[^<>]{0,20000})>|<[!?][^<>]{0,20000}>"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?)|(?P<text>[^<&]+)|(?P<stray>[<&])"
)
_ATTRIBUTE = re.compile(r"([a-zA-Z_:-]{1,40})(?:\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_HIDDEN_STYLE = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-z*†‡])[\])]?\s*")
_RAW = frozenset({"script", "style", "template", "noscript", "svg", "textarea", "iframe", "object", "select"})
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "source", "wbr", "embed", "track", "param"}
)
_INLINE = frozenset(
    [
        "a",
        "b",
        "i",
        "em",
        "strong",
        "span",
        "sub",
        "sup",
        "u",
        "s",
        "small",
        "big",
        "font",
        "code",
        "mark",
        "abbr",
        "label",
        "time",
        "cite",
        "q",
        "var",
        "kbd",
        "samp",
        "bdi",
        "bdo",
        "data",
        "ins",
        "dfn",
        "nobr",
        "tt",
        "wbr",
        "img",
        "acronym",
    ]
)


@dataclass(slots=True)
class OpenTable:
    """A table being read: its cells so far, and the columns that cells of rows above still cover."""

    cells: dict[tuple[int, int], Piece] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    covered: dict[int, int] = field(default_factory=dict)  # column: rows still covered
    row: int = 0
    column: int = 0


@dataclass(slots=True)
class Page:
    """What has been read of a page."""

    path: str
    source: str
    pieces: list[Piece] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    stack: list[tuple[str, bool]] = field(default_factory=list)  # open tags, and whether each hides its content
    hidden: int = 0
    tables: list[OpenTable] = field(default_factory=list)
    current: Piece = field(default_factory=Piece)
    cells: int = 0
    marked: int | None = None  # how much text the piece had when a <sup> began


def read_html(source: str, path: str) -> tuple[list[Piece], list[Grid]]:
    """The pieces of prose and the tables of a page. Raises InputError beyond the limits."""
    page = Page(path, source)
    position = 0
    while match := _TOKEN.match(source, position):
        position = _take(page, match)
    _finish(page)
    while page.tables:
        _end_table(page)
    return page.pieces, page.grids


def _take(page: Page, match: re.Match[str]) -> int:
    """Read one token; where the next begins."""
    if match["comment"] is not None:
        end = page.source.find("-->", match.end())
        return len(page.source) if end < 0 else end + 3
    if match["tag"]:
        return _tag(page, match)
    if not page.hidden:
        if match["text"]:
            page.current.add(match["text"].replace("\n", " ").replace("\r", " "), match.start())
        elif match["entity"]:
            page.current.add(html.unescape(match["entity"]), match.start(), step=0)
        elif match["stray"]:
            page.current.add(match["stray"], match.start())
    return match.end()


def _tag(page: Page, match: re.Match[str]) -> int:
    tag = match["tag"].lower()
    if match["close"]:
        _close(page, tag)
    elif tag in _RAW:
        end = re.compile(rf"</{tag}\b[^<>]{{0,1000}}>", re.IGNORECASE).search(page.source, match.end())
        return end.end() if end else len(page.source)
    else:
        _open(page, tag, _attributes(match["rest"]), match["rest"].endswith("/"))
    return match.end()


def _attributes(rest: str) -> dict[str, str]:
    if "=" not in rest and "hidden" not in rest:
        return {}
    return {name.lower(): one or two or three or "" for name, one, two, three in _ATTRIBUTE.findall(rest)}


def _hides(attributes: dict[str, str]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN_STYLE.search(attributes.get("style", "")))


def _open(page: Page, tag: str, attributes: dict[str, str], closed: bool) -> None:
    if tag == "br" and not page.hidden:
        _finish(page) if not page.tables else page.current.add(
            " ", page.current.offsets[-1] if page.current.offsets else 0
        )
    if tag in _VOID or closed:
        return
    if len(page.stack) >= DEPTH:
        raise InputError(f"is nested deeper than {DEPTH:,} tags", page.path)
    hides = _hides(attributes) or tag in ("head", "title", "nav")
    page.stack.append((tag, hides))
    page.hidden += hides
    if page.hidden:
        return
    if tag == "sup":
        page.marked = len(page.current.text)
    elif tag in _TABLE_STARTS:
        _TABLE_STARTS[tag](page, attributes)
    elif tag not in _INLINE and not _in_cell(page):
        _finish(page)
        page.current.kind = _kind(tag)
        page.current.level = len(page.stack) if tag == "li" else 0


def _kind(tag: str) -> str:
    if re.fullmatch(r"h[1-6]|caption|legend|dt", tag):
        return "heading"
    return "item" if tag in ("li", "dd") else "paragraph"


def _close(page: Page, tag: str) -> None:
    """Close a tag and those left open inside it; a stray closing tag is nothing."""
    depth = next((back for back, (name, _) in enumerate(reversed(page.stack[-60:])) if name == tag), None)
    if depth is None:
        return
    for _ in range(depth + 1):
        name, hides = page.stack.pop()
        if not page.hidden:
            _closed(page, name)
        page.hidden -= hides


def _closed(page: Page, tag: str) -> None:
    if tag == "sup":
        _end_mark(page)
    elif tag in ("td", "th"):
        _end_cell(page)
    elif tag == "table":
        _end_table(page)
    elif tag not in _INLINE and not _in_cell(page):
        _finish(page)


def _end_mark(page: Page) -> None:
    """Leave out a footnote mark; keep an exponent of a unit."""
    piece = page.current
    if page.marked is None or page.marked > len(piece.text):
        return
    mark = "".join(piece.text[page.marked :])
    before = "".join(piece.text[: page.marked])[-2:]
    if _NOTE_MARK.fullmatch(mark):
        place = piece.offsets[-len(mark.rstrip())] if mark.strip() else 0
        del piece.text[page.marked :]
        del piece.offsets[len(piece.offsets) - len(mark) :]
        if mark in ("2", "3") and before.endswith("m"):
            piece.add("²" if mark == "2" else "³", place)
    page.marked = None


def _finish(page: Page) -> None:
    """End the paragraph being read."""
    if page.current.body.strip():
        page.current.paragraph = len(page.pieces) + 1
        page.pieces.append(page.current)
    page.current = Piece()
    page.marked = None


def _in_cell(page: Page) -> bool:
    return bool(page.tables) and page.tables[-1].column > 0


def _begin_table(page: Page, attributes: dict[str, str]) -> None:
    if not page.tables:
        _finish(page)
    page.tables.append(OpenTable())


def _begin_row(page: Page, attributes: dict[str, str]) -> None:
    if not page.tables:
        return
    table = page.tables[-1]
    table.row += 1
    table.column = 0
    table.covered = {column: left - 1 for column, left in table.covered.items() if left > 1}
    refuse_beyond(table.row, ROWS, "rows", page.path)


def _begin_cell(page: Page, attributes: dict[str, str]) -> None:
    if not page.tables:
        return
    table = page.tables[-1]
    table.row = max(table.row, 1)
    wide, high = _span(page, attributes, "colspan", COLUMNS), _span(page, attributes, "rowspan", ROWS)
    column = table.column + 1
    while column in table.covered:
        column += 1
    refuse_beyond(column + wide, COLUMNS, "columns", page.path)
    if high > 1:
        table.covered.update(dict.fromkeys(range(column, column + wide), high))
    if wide > 1:
        table.spans.append(Span(table.row, column, table.row, column + wide - 1))
    page.cells += 1
    refuse_beyond(page.cells, CELLS, "cells", page.path)
    page.current = Piece()
    table.cells[table.row, column] = page.current
    table.column = column + wide - 1


def _span(page: Page, attributes: dict[str, str], name: str, limit: int) -> int:
    value = attributes.get(name, "1").strip()
    if not value.isdecimal():
        return 1
    refuse_beyond(int(value[:12]), limit, f"in one {name}", page.path)
    return max(1, int(value))


def _end_cell(page: Page) -> None:
    page.current = Piece()


_TABLE_STARTS = {"table": _begin_table, "tr": _begin_row, "td": _begin_cell, "th": _begin_cell}


def _end_table(page: Page) -> None:
    if not page.tables:
        return
    table = page.tables.pop()
    page.current = Piece()
    if _lays_out(table):
        for _, piece in sorted(table.cells.items()):
            if piece.body.strip():
                piece.paragraph = len(page.pieces) + 1
                page.pieces.append(piece)
        return
    page.grids.append(_grid(page, table))


def _lays_out(table: OpenTable) -> bool:
    """Whether a table only arranges a page: one row or column, or cells with paragraphs of prose in them."""
    filled = [piece for piece in table.cells.values() if piece.body.strip()]
    if len({row for row, _ in table.cells}) < 2 or len({column for _, column in table.cells}) < 2:
        return True
    return any(len(piece.body.strip()) > LONGEST_CELL for piece in filled)


def _grid(page: Page, table: OpenTable) -> Grid:
    grid = Grid(page.path, table=len(page.grids) + 1, spans=tuple(table.spans))
    for (row, column), piece in table.cells.items():
        body = piece.body
        shown = body.strip()
        if not shown:
            continue
        first = len(body) - len(body.lstrip())
        start, end = piece.offsets[first], piece.offsets[first + len(shown) - 1] + 1
        grid.cells[row, column] = Cell(shown, indent=first if body[:first].strip(" ") else 0)
        grid.spots[row, column] = Spot(start, end)
        grid.rows, grid.columns = max(grid.rows, row), max(grid.columns, column)
    return grid
