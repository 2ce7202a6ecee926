"""DOCX: the visible text of a Word document, paragraph by paragraph, and its tables.

Read with expat: tracked insertions count and deletions do not; text boxes, content controls, fields,
footnotes, headers and footers are read; hidden text and comments are not. A place is a paragraph,
counted from 1 in document order with those of table cells, and code points inside its visible text.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from checker.errors import InputError
from checker.reading.excel_package import Package
from checker.reading.grid import Cell, Grid, Span, Spot
from checker.reading.limits import CELLS, COLUMNS, refuse_beyond
from checker.reading.pieces import Piece

MAIN = "word/document.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
DEPTH = 500  # nested elements
_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "rPrChange", "pPrChange"})
_HEADINGS = ("heading", "title", "标题")


@dataclass(slots=True)
class OpenTable:
    """A table being read: its grid and where the next cell goes."""

    grid: Grid
    row: int = 0
    column: int = 0
    span: int = 1
    merge: str | None = None
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Body:
    """What has been read of a document: the whole text, the pieces of prose, the grids."""

    path: str
    source: list[str] = field(default_factory=list)
    length: int = 0
    paragraphs: int = 0
    cells: int = 0
    pieces: list[Piece] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)


class DocumentPart:
    """Takes the elements of one part of the document as they come (see `Package.parse`)."""

    def __init__(self, body: Body, kind: str = "") -> None:
        self.body = body
        self.kind = kind
        self.depth = 0
        self.skipped = 0  # the depth at which a skipped element began, 0 outside
        self.hidden = False
        self.collecting = False
        self.open: list[Piece] = []
        self.tables: list[OpenTable] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            raise InputError(f"is nested deeper than {DEPTH} elements", self.body.path)
        if self.skipped:
            return
        if tag in _SKIPPED:
            self.skipped = self.depth
        elif tag in _STARTS:
            _STARTS[tag](self, attributes)

    def end(self, tag: str) -> None:
        if self.skipped:
            if self.skipped == self.depth:
                self.skipped = 0
        elif tag in _ENDS:
            _ENDS[tag](self)
        self.depth -= 1

    def data(self, text: str) -> None:
        if self.collecting and not self.skipped and not self.hidden:
            self._add(text)

    def _add(self, text: str) -> None:
        if self.open:
            piece = self.open[-1]
            piece.text.append(text)

    def begin_paragraph(self, attributes: dict[str, str]) -> None:
        self.body.paragraphs += 1
        self.open.append(Piece(self.kind or "paragraph", paragraph=self.body.paragraphs))

    def end_paragraph(self) -> None:
        if not self.open:
            return
        piece, body = self.open.pop(), self.body
        text = piece.body
        piece.offsets = array("l", range(body.length, body.length + len(text)))
        body.source.append(text + "\n")
        body.length += len(text) + 1
        if self.tables:
            self.tables[-1].pieces.append(piece)
        else:
            body.pieces.append(piece)

    def style(self, attributes: dict[str, str]) -> None:
        name = _value(attributes).lower()
        if self.open and name.startswith(_HEADINGS):
            self.open[-1].kind = "heading"
            self.open[-1].level = 0

    def item(self, attributes: dict[str, str]) -> None:
        if self.open and self.open[-1].kind == "paragraph":
            self.open[-1].kind = "item"

    def begin_run(self, attributes: dict[str, str]) -> None:
        self.hidden = False

    def vanish(self, attributes: dict[str, str]) -> None:
        self.hidden = _value(attributes) not in ("0", "false")

    def begin_text(self, attributes: dict[str, str]) -> None:
        self.collecting = True

    def end_text(self) -> None:
        self.collecting = False

    def space(self, attributes: dict[str, str]) -> None:
        if not self.hidden:
            self._add(" ")

    def hyphen(self, attributes: dict[str, str]) -> None:
        if not self.hidden:
            self._add("-")

    def begin_table(self, attributes: dict[str, str]) -> None:
        number = len(self.body.grids) + 1
        grid = Grid(self.body.path, table=number)
        self.body.grids.append(grid)
        self.tables.append(OpenTable(grid))

    def begin_row(self, attributes: dict[str, str]) -> None:
        if self.tables:
            self.tables[-1].row += 1
            self.tables[-1].column = 1

    def begin_cell(self, attributes: dict[str, str]) -> None:
        if self.tables:
            table = self.tables[-1]
            table.span, table.merge, table.pieces = 1, None, []

    def grid_span(self, attributes: dict[str, str]) -> None:
        value = _value(attributes)
        if self.tables and value.isdecimal():
            refuse_beyond(int(value[:9]), COLUMNS, "columns in one cell", self.body.path)
            self.tables[-1].span = max(1, int(value))

    def vertical_merge(self, attributes: dict[str, str]) -> None:
        if self.tables:
            self.tables[-1].merge = _value(attributes) or "continue"

    def grid_before(self, attributes: dict[str, str]) -> None:
        value = _value(attributes)
        if self.tables and value.isdecimal():
            refuse_beyond(int(value[:9]), COLUMNS, "columns in one row", self.body.path)
            self.tables[-1].column += int(value)

    def end_cell(self) -> None:
        if not self.tables:
            return
        table = self.tables[-1]
        if table.merge in (None, "restart"):
            self._fill(table)
        table.column += table.span

    def _fill(self, table: OpenTable) -> None:
        filled = [piece for piece in table.pieces if piece.body.strip()]
        grid, row, column = table.grid, table.row, table.column
        if not filled:
            return
        self.body.cells += 1
        refuse_beyond(self.body.cells, CELLS, "filled cells", self.body.path)
        text = " ".join(piece.body.strip() for piece in filled)
        grid.cells[row, column] = Cell(text)
        body = filled[0].body
        start = len(body) - len(body.lstrip())
        grid.spots[row, column] = Spot(start, start + len(body.strip()), None, filled[0].paragraph)
        grid.rows, grid.columns = max(grid.rows, row), max(grid.columns, column + table.span - 1)
        if table.span > 1:
            grid.spans = (*grid.spans, Span(row, column, row, column + table.span - 1))

    def end_table(self) -> None:
        if self.tables:
            self.tables.pop()


def _value(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.rpartition(":")[2] == "val"), "")


_STARTS = {
    "p": DocumentPart.begin_paragraph, "pStyle": DocumentPart.style, "numPr": DocumentPart.item,
    "r": DocumentPart.begin_run, "vanish": DocumentPart.vanish, "webHidden": DocumentPart.vanish,
    "t": DocumentPart.begin_text, "tab": DocumentPart.space, "br": DocumentPart.space, "cr": DocumentPart.space,
    "noBreakHyphen": DocumentPart.hyphen, "tbl": DocumentPart.begin_table, "tr": DocumentPart.begin_row,
    "tc": DocumentPart.begin_cell, "gridSpan": DocumentPart.grid_span, "vMerge": DocumentPart.vertical_merge,
    "gridBefore": DocumentPart.grid_before,
}  # fmt: skip
_ENDS = {
    "p": DocumentPart.end_paragraph, "t": DocumentPart.end_text,
    "tc": DocumentPart.end_cell, "tbl": DocumentPart.end_table,
}  # fmt: skip


def read_docx(data: bytes, path: str) -> tuple[str, list[Piece], list[Grid]]:
    """The whole visible text, one line a paragraph; the pieces of prose in it; the tables.

    Raises InputError for what is no Word document, is damaged, protected, or beyond the limits.
    """
    body = Body(path)
    try:
        package = Package(data, path)
        if MAIN not in package:
            raise InputError("is a zip archive without a Word document in it", path)
        package.parse(MAIN, DocumentPart(body))
        for name in _others(package):
            package.parse(name, DocumentPart(body, "note"))
    except InputError as error:
        raise InputError(
            error.sentence.replace("workbook", "Word document"), error.place or path,
            error.hint.replace("a spreadsheet", "a word processor"),
        ) from None  # fmt: skip
    return "".join(body.source), body.pieces, [grid for grid in body.grids if grid.cells]


def _others(package: Package) -> list[str]:
    """The footnotes, endnotes, headers and footers that the archive holds."""
    numbered = [f"word/{kind}{number}.xml" for kind in ("header", "footer") for number in range(1, 100)]
    return [name for name in (*NOTES, *numbered) if name in package]
