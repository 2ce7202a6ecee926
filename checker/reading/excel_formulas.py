"""Formulas that several cells of a sheet share, each cell's own written out.

Source: ECMA-376 part 1, 18.3.1.40 (a shared formula is stored once; its relative references move along).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from checker.figures import column_letters

COLUMNS = 16_384
_PIECE = re.compile(
    r"""("(?:[^"]|"")*"|'(?:[^']|'')*')                                # texts, names of sheets
      | (?<![\w.$])(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]{0,6})(?![\w.(!])  # B7, $B7
      | (?<![\w.$:])(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\w.(!])  # B:C
      | (?<![\w.$:])(\$?)([1-9][0-9]{0,6}):(\$?)([1-9][0-9]{0,6})(?![\w.(!])  # 2:3""",
    re.VERBOSE,
)


class Reference(NamedTuple):
    """A column, a row or both (0 where there is none), and which of them stay when the formula moves."""

    column: int = 0
    row: int = 0
    column_stays: bool = False
    row_stays: bool = False

    def moved(self, down: int, right: int) -> str:
        text = "$" if self.column and self.column_stays else ""
        if self.column:
            text += _letters(self.column if self.column_stays else self.column + right)
        if self.row:
            text += f"${self.row}" if self.row_stays else str(max(self.row + down, 1))
        return text


@dataclass(frozen=True, slots=True)
class SharedFormula:
    """A formula in pieces, texts and references, and the cell that it is written in."""

    text: str
    pieces: tuple[str | Reference, ...]
    row: int
    column: int

    def at(self, row: int, column: int) -> str:
        """The formula as the cell at (row, column) has it."""
        down, right = row - self.row, column - self.column
        return "".join(piece if isinstance(piece, str) else piece.moved(down, right) for piece in self.pieces)


def shared_formula(text: str, row: int, column: int) -> SharedFormula:
    """The formula that stands in the cell at (row, column), ready to be moved."""
    pieces: list[str | Reference] = []
    end = 0
    for match in _PIECE.finditer(text):
        pieces.append(text[end : match.start()])
        pieces.extend(_references(match))
        end = match.end()
    return SharedFormula(text, (*pieces, text[end:]), row, column)


def _references(match: re.Match[str]) -> list[str | Reference]:
    _, b7_c, b7, b7_r, row, first_c, first, last_c, last, top_r, top, bottom_r, bottom = match.groups()
    if b7:
        return [Reference(column_number(b7), int(row), bool(b7_c), bool(b7_r))]
    if first:
        ends = (first, first_c), (last, last_c)
        left, right = (Reference(column_number(letters), 0, bool(stays)) for letters, stays in ends)
        return [left, ":", right]
    if top:
        return [Reference(0, int(top), False, bool(top_r)), ":", Reference(0, int(bottom), False, bool(bottom_r))]
    return [match[0]]


@lru_cache(maxsize=COLUMNS)
def _letters(column: int) -> str:
    return column_letters(max(column, 1))


@lru_cache(maxsize=COLUMNS)
def column_number(letters: str) -> int:
    """The number of a column by its name: 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
