"""The cells of one sheet as they are stored, in one pass and sparse.

Source: ECMA-376 part 1, 18.3 (worksheets).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from checker.errors import InputError
from checker.figures import column_letters
from checker.reading.excel_formulas import COLUMNS, SharedFormula, column_number, shared_formula
from checker.reading.grid import Span
from checker.reading.limits import refuse_beyond

CELLS = 200_000  # cells with a content, of one sheet
BLANKS = 1_000_000  # cells of one sheet, those with a style only included
SPANS = 100_000
ROWS = 1_048_576
TEXT_CHARACTERS = 131_072  # of one cell; a spreadsheet allows 32,767
FORMULA_CHARACTERS = 8192
MOVED_CHARACTERS = 2_000_000  # of shared formulas written out in one sheet; later ones stay unknown
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class Stored(NamedTuple):
    """A cell as stored: `kind` is the type attribute, `style` the index of its style."""

    row: int
    column: int
    kind: str
    style: int
    value: str
    formula: str | None


@dataclass(slots=True)
class SheetPart:
    """Takes the XML of a sheet; afterwards it holds the cells with a content, and what is hidden."""

    path: str
    cells: list[Stored] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    _hidden_edges: Counter[int] = field(default_factory=Counter)  # +1 where hiding begins, -1 behind it
    _zero_height: bool = False
    _row: int = 0
    _column: int = 0
    _seen: int = 0
    _cell: dict[str, str] = field(default_factory=dict)
    _formula: dict[str, str] | None = None
    _value: list[str] = field(default_factory=list)
    _formula_parts: list[str] = field(default_factory=list)
    _into: list[str] | None = None
    _aid: bool = False
    _shared: dict[str, SharedFormula] = field(default_factory=dict)
    _moved: int = 0

    def hidden_columns(self) -> frozenset[int]:
        """The numbers of the hidden columns."""
        depths = accumulate(self._hidden_edges[column] for column in range(COLUMNS + 1))
        return frozenset(column for column, depth in enumerate(depths) if depth)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        begin = _STARTS.get(tag)
        if begin:
            begin(self, attributes)

    def data(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def end(self, tag: str) -> None:
        if tag == "c":
            self._end_cell()
        elif tag in ("v", "f", "t"):
            self._into = None
        elif tag == "rPh":
            self._aid = False

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1
        self._column = 0
        unseen = attributes.get("hidden", "1" if self._zero_height else "0") in ("1", "true")
        if unseen or attributes.get("ht") == "0":
            self.hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._seen += 1
        if self._seen > BLANKS:
            refuse_beyond(self._seen, BLANKS, "cells in one sheet", self.path)
        place = _place(attributes.get("r", ""))
        self._row, self._column = place or (max(self._row, 1), self._column + 1)
        if self._row > ROWS or self._column > COLUMNS:
            raise InputError(f"has a cell beyond {column_letters(COLUMNS)}{ROWS}, where sheets end", self.path)
        self._cell, self._formula, self._value = attributes, None, []

    def _start_value(self, attributes: dict[str, str]) -> None:
        self._into = self._value

    def _start_formula(self, attributes: dict[str, str]) -> None:
        self._formula = attributes
        self._formula_parts = self._into = []

    def _start_text(self, attributes: dict[str, str]) -> None:
        self._into = None if self._aid else self._value

    def _start_aid(self, attributes: dict[str, str]) -> None:
        self._aid = True

    def _start_columns(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        unseen = attributes.get("hidden") in ("1", "true") or attributes.get("width") == "0"
        if unseen and first.isdecimal() and last.isdecimal() and len(first + last) < 15:
            self._hidden_edges[int(first)] += 1
            self._hidden_edges[int(last) + 1] -= 1

    def _start_defaults(self, attributes: dict[str, str]) -> None:
        self._zero_height = attributes.get("zeroHeight") in ("1", "true")

    def _start_span(self, attributes: dict[str, str]) -> None:
        refuse_beyond(len(self.spans) + 1, SPANS, "merged areas in one sheet", self.path)
        first, _, last = attributes.get("ref", "").partition(":")
        top, bottom = _place(first), _place(last)
        if top and bottom:
            self.spans.append(Span(*top, *bottom))

    def _end_cell(self) -> None:
        kind = self._cell.get("t", "n")
        value = "".join(self._value)
        formula = None if self._formula is None else self._formula_text(self._formula)
        if value or formula is not None:
            refuse_beyond(len(self.cells) + 1, CELLS, "filled cells in one sheet", self.path)
            refuse_beyond(len(value), TEXT_CHARACTERS, "characters in one cell", self.path)
            style = self._cell.get("s", "0")
            index = int(style) if style.isdecimal() and len(style) < 8 else 0
            self.cells.append(Stored(self._row, self._column, kind, index, value, formula))

    def _formula_text(self, attributes: dict[str, str]) -> str:
        """The formula without its equals sign, written out where other cells share it."""
        text = "".join(self._formula_parts)[:FORMULA_CHARACTERS]
        if attributes.get("t") != "shared":
            return text
        group = attributes.get("si", "")
        if text:
            self._shared[group] = shared_formula(text, self._row, self._column)
        known = self._shared.get(group)
        if text or not known:
            return text
        self._moved += len(known.text)
        return known.at(self._row, self._column) if self._moved < MOVED_CHARACTERS else ""


_STARTS: dict[str, Callable[[SheetPart, dict[str, str]], None]] = {
    "row": SheetPart._start_row,
    "c": SheetPart._start_cell,
    "v": SheetPart._start_value,
    "f": SheetPart._start_formula,
    "t": SheetPart._start_text,
    "rPh": SheetPart._start_aid,
    "col": SheetPart._start_columns,
    "sheetFormatPr": SheetPart._start_defaults,
    "mergeCell": SheetPart._start_span,
}


def _place(reference: str) -> tuple[int, int] | None:
    """Row and column of a reference such as B7."""
    match = _REFERENCE.fullmatch(reference)
    return (int(match[2]), column_number(match[1])) if match else None
