"""XLSX workbooks: every sheet a grid of what its cells show.

The number format of a cell is its stated precision, the stored value a second, sharper witness; both
are kept. Read with expat rather than a spreadsheet library, which keep one or the other, load a
workbook twice for its formulas, and fall for files made to exhaust them.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple, NoReturn

from checker.errors import InputError
from checker.reading.excel_book import PLAIN, Book, Sheet, Style, read_book, unescaped
from checker.reading.excel_package import Package
from checker.reading.excel_rendering import kept_digits, shown_number, shown_text
from checker.reading.excel_sheet import SheetPart, Stored
from checker.reading.grid import Cell, Grid, Span
from checker.reading.limits import AREA, CELLS, check_area, refuse_beyond

_NUMBER = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?\s*")
_FIGURE = re.compile(r"[\s(（+\-−–—－$¥￥€£约近超]*(?!0\d|\d+[.．、][^\d])\d[\d,，.\s'’]*\S{0,4}\s*")
NUMBER_CHARACTERS = 400


def workbook_grids(data: bytes, path: str, sheet: str | None = None) -> list[Grid]:
    """The grids of a workbook, one for every sheet with a filled cell, or of the sheet named.

    Raises InputError for a damaged, protected or oversized workbook and for a sheet that is not there.
    """
    package = Package(data, path)
    if "xl/workbook.bin" in package:
        raise InputError("is a binary workbook (.xlsb)", path, "save it as .xlsx")
    if "xl/workbook.xml" not in package and "_rels/.rels" not in package:
        raise InputError("is a zip archive without a workbook in it", path)
    book = read_book(package)
    chosen = book.sheets if sheet is None else (chosen_sheet(book.sheets, sheet, path),)
    grids = []
    for each in chosen:
        grids.append(_grid(book, each))
        refuse_beyond(sum(len(grid.cells) for grid in grids), CELLS, "filled cells", path)
    return [grid for grid in grids if grid.cells]


def chosen_sheet(sheets: tuple[Sheet, ...], wanted: str, path: str) -> Sheet:
    """The sheet of a name, or of a number counted from 1. Raises InputError that names the nearest."""
    for sheet in sheets:
        if sheet.name.casefold() == wanted.strip().casefold():
            return sheet
    if wanted.isdecimal() and 1 <= int(wanted[:9]) <= len(sheets):
        return sheets[int(wanted) - 1]
    names = [sheet.name for sheet in sheets]
    near = difflib.get_close_matches(wanted, names, n=1, cutoff=0.3)
    hint = f'did you mean "{near[0]}"?' if near else f"it has {', '.join(names[:10])}"
    raise InputError(f'has no sheet "{wanted}"', path, hint)


def refuse_legacy(data: bytes, path: str) -> NoReturn:
    """Says what an OLE container holds that is no readable workbook. Raises InputError always."""
    streams = {name: name.encode("utf-16-le") in data for name in ("EncryptedPackage", "Workbook", "Book")}
    if streams["EncryptedPackage"]:
        raise InputError("is protected with a password", path, "save it without one")
    if streams["Workbook"] or streams["Book"]:
        raise InputError("is a workbook of Excel 97 to 2003 (.xls)", path, "save it as .xlsx")
    raise InputError("is an old Office document", path, "save it as .xlsx")


def _grid(book: Book, sheet: Sheet) -> Grid:
    part = SheetPart(book.package.path)
    book.package.parse(sheet.part or f"for sheet {sheet.name}", part)
    grid = Grid(book.package.path, sheet.name, hidden=sheet.hidden)
    for stored, cell in _cells(part, book):
        grid.cells[stored.row, stored.column] = cell
        grid.rows, grid.columns = max(grid.rows, stored.row), max(grid.columns, stored.column)
    check_area(grid)
    grid.spans = tuple(_clamped(part.spans, grid))
    return grid


def _cells(part: SheetPart, book: Book) -> Iterator[tuple[Stored, Cell]]:
    hidden_columns = part.hidden_columns()
    known: dict[tuple[str, int, str, bool], Cell | None] = {}
    for stored in part.cells:
        hidden = stored.row in part.hidden_rows or stored.column in hidden_columns
        key = stored.kind, stored.style, stored.value, hidden
        if stored.formula is not None:
            cell = _cell(stored, hidden, book)
        elif key in known:
            cell = known[key]
        else:
            cell = known[key] = _cell(stored, hidden, book)
        if cell:
            yield stored, cell


def _cell(stored: Stored, hidden: bool, book: Book) -> Cell | None:
    """The cell as shown; None where it shows and holds nothing."""
    style = book.styles[stored.style] if stored.style < len(book.styles) else PLAIN
    content = _content(stored, style, book)
    if stored.formula is None and content.printed is None and not content.text.strip():
        return None
    return Cell(
        content.text,
        content.printed,
        content.numeric,
        stored.formula,
        style.indent,
        style.bold,
        hidden,
        content.date,
    )


class _Content(NamedTuple):
    """What a cell shows, its value in the unit it is shown in, and what kind of value that is."""

    text: str
    printed: Fraction | None = None
    numeric: bool | None = False
    date: bool = False


def _content(stored: Stored, style: Style, book: Book) -> _Content:
    kind, value = stored.kind, stored.value
    if kind == "s":
        return _text(_shared_text(value, book), style)
    if kind in ("str", "inlineStr"):
        return _text(unescaped(value), style)
    if kind == "b":
        return _Content("TRUE" if value.strip() == "1" else "FALSE")
    if not value:  # a formula nobody has calculated yet
        return _Content("", numeric=None)
    if kind == "n" and len(value) <= NUMBER_CHARACTERS and _NUMBER.fullmatch(value):
        return _number(float(value), style, book)
    return _Content(value, date=kind == "d")


def _text(text: str, style: Style) -> _Content:
    """A text cell; whether it holds a figure is left open where it begins as one, but not as a code."""
    return _Content(shown_text(text, style.layout), numeric=None if _FIGURE.fullmatch(text[:40]) else False)


def _number(value: float, style: Style, book: Book) -> _Content:
    if math.isinf(value):
        return _Content(str(value))
    shown = shown_number(kept_digits(value), style.layout, book.epoch_1904)
    date = shown.printed is None
    return _Content(shown.text, shown.printed, numeric=not date, date=date)


def _shared_text(index: str, book: Book) -> str:
    if not index.strip().isdecimal() or len(index) > 9 or int(index) >= len(book.texts):
        raise book.package.damaged(f"there is no shared text {index[:20]}")
    return book.texts[int(index)]


def _clamped(spans: Iterable[Span], grid: Grid) -> Iterator[Span]:
    """The merged areas cut to the used area, so that nobody expands a whole sheet."""
    area = 0
    for span in spans:
        cut = Span(span.top, span.left, min(span.bottom, grid.rows), min(span.right, grid.columns))
        rows, columns = cut.bottom - cut.top + 1, cut.right - cut.left + 1
        if rows > 0 and columns > 0 and rows * columns > 1:
            area += rows * columns
            refuse_beyond(area, AREA, "merged cells", grid.path)
            yield cut
