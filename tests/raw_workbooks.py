"""Workbooks written part by part, for what no library writes: shared formulas, odd names, hostile content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from checker.reading.excel import workbook_grids
from checker.reading.grid import Grid

TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET_PART = "xl/worksheets/sheet1.xml"
PARTS = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{TYPE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns:r="{TYPE}"><sheets><sheet name="Main" sheetId="1" r:id="a"/></sheets>'
    "</workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="a" Type="{TYPE}/worksheet" '
    f'Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="{TYPE}/sharedStrings" '
    'Target="/xl/sharedStrings.xml"/></Relationships>',
    "xl/sharedStrings.xml": "<sst><si><t>plain</t></si></sst>",
}


def zipped(parts: Mapping[str, str | bytes | None]) -> bytes:
    """A zip archive of the parts, those that are None left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if content is not None:
                archive.writestr(name, content)
    return stream.getvalue()


def raw_book(cells: str, after: str = "", before: str = "", **parts: str | None) -> bytes:
    """A workbook of one sheet with the XML of its rows; `texts` replaces the shared strings."""
    sheet = f"<worksheet>{before}<sheetData>{cells}</sheetData>{after}</worksheet>"
    return zipped({**PARTS, SHEET_PART: sheet, **{_NAMED[name]: part for name, part in parts.items()}})


_NAMED = {"texts": "xl/sharedStrings.xml", "relations": "xl/_rels/workbook.xml.rels", "sheet": SHEET_PART}


def raw_grid(cells: str, after: str = "", before: str = "", **parts: str | None) -> Grid:
    """The only grid of a raw workbook."""
    (grid,) = workbook_grids(raw_book(cells, after, before, **parts), "x.xlsx")
    return grid
