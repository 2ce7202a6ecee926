"""The raw grid of a sheet: what each cell shows, before anybody decides what it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as shown.

    `text` is what a person sees (for XLSX the stored value through its number format). `stored` is the
    exact stored value of a numeric XLSX cell, in the unit the text is printed in (0.4721 shown as
    47.21 % is stored as 47.21). `numeric` says whether the file itself knows: True a number, False text,
    None unknown (CSV, and a text cell of XLSX that begins as a figure does: people type figures into
    text cells). `formula` is the formula without its equals sign.
    """

    text: str
    stored: Fraction | None = None
    numeric: bool | None = None
    formula: str | None = None
    indent: int = 0
    bold: bool = False
    hidden: bool = False
    date: bool = False


class Span(NamedTuple):
    """A merged area, ends included, rows and columns counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Spot(NamedTuple):
    """Where a cell stands in a text document: code points from 0, end excluded (see `Place`)."""

    start: int
    end: int
    line: int | None = None
    paragraph: int | None = None


@dataclass(slots=True)
class Grid:
    """The filled cells of one sheet of one file, sparse: `cells[row, column]`, counted from 1.

    Cells whose text is empty are not stored. `rows` and `columns` are the extent of the used area.
    `spans` are merged areas (never expanded here). `encoding` says which encoding a text file was
    decoded with; `delimiter` likewise. `hidden` sheets are read and marked.
    """

    path: str
    sheet: str | None = None
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    spans: tuple[Span, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    hidden: bool = False
    table: int | None = None  # counts tables inside a text document
    spots: dict[tuple[int, int], Spot] = field(default_factory=dict)  # where cells stand in such a document
    source: str = field(default="", compare=False, repr=False)  # the text of a delimited file

    def text(self, row: int, column: int) -> str:
        cell = self.cells.get((row, column))
        return cell.text if cell else ""
