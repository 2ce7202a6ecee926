"""A spreadsheet formula as a tree: numbers, texts, cells and ranges, function calls, operators.

Only what can state a relation between figures is understood; names, whole columns, array constants, tables of a
workbook and other workbooks make the whole formula not understood (None). Nothing is ever evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

MOST_CHARACTERS = 2000
MOST_NESTED = 60
AREA_LIMIT = 100_000  # cells of a range that are ever looked at
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<area>(?:(?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?
            \$?(?P<left>[A-Za-z]{1,3})\$?(?P<top>[1-9]\d{0,6})
            (?::\$?(?P<right>[A-Za-z]{1,3})\$?(?P<bottom>[1-9]\d{0,6}))?(?![\w(!.]))
      | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?)(?![\w!:])
      | (?P<call>[A-Za-z][A-Za-z.]*)\s*\(
      | (?P<text>"(?:[^"]|"")*")
      | (?P<mark><=|>=|<>|[-+*/^(),;%=<>])
    )""",
    re.VERBOSE,
)
_PRIORITY = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "+": 2, "-": 2, "*": 3, "/": 3, "^": 5}


@dataclass(frozen=True, slots=True)
class Number:
    """A number written into the formula."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Text:
    """A text written into the formula."""


@dataclass(frozen=True, slots=True)
class Area:
    """A cell or a rectangle of cells, ends included, rows and columns from 1; the own sheet if None."""

    sheet: str | None
    top: int
    left: int
    bottom: int
    right: int

    @property
    def single(self) -> bool:
        return self.top == self.bottom and self.left == self.right

    def cells(self) -> Iterator[tuple[int, int]]:
        """The (row, column) of every cell, row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column

    @property
    def size(self) -> int:
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


@dataclass(frozen=True, slots=True)
class Call:
    """A function in capitals, and what it is called with."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two sides and what is done with them: + - * / ^ or a comparison."""

    sign: str
    left: Node
    right: Node


Node = Number | Text | Area | Call | Arithmetic


class _NotUnderstoodError(Exception):
    """The formula holds something that is not arithmetic on cells."""


@lru_cache(maxsize=16384)
def parse(formula: str) -> Node | None:
    """The tree of a formula without its equals sign; None if it is not arithmetic on cells."""
    if len(formula) > MOST_CHARACTERS:
        return None
    try:
        reader = _Reader(_tokens(formula))
        node = reader.expression(0, 0)
        return node if reader.ended else None
    except _NotUnderstoodError:
        return None


def _tokens(formula: str) -> list[re.Match[str]]:
    tokens, at, end = [], 0, len(formula.rstrip())
    while at < end:
        token = _TOKEN.match(formula, at)
        if token is None:
            raise _NotUnderstoodError
        tokens.append(token)
        at = token.end()
    return tokens


class _Reader:
    """Reads tokens by priority of operators."""

    def __init__(self, tokens: list[re.Match[str]]) -> None:
        self.tokens = tokens
        self.at = 0

    @property
    def ended(self) -> bool:
        return self.at == len(self.tokens)

    def mark(self) -> str:
        """The operator or bracket that comes next; empty where something else does."""
        return "" if self.ended else self.tokens[self.at]["mark"] or ""

    def expression(self, least: int, depth: int) -> Node:
        if depth > MOST_NESTED:
            raise _NotUnderstoodError
        node = self.operand(depth)
        while (sign := self.mark()) == "%" or _PRIORITY.get(sign, -1) >= max(least, 1):
            self.at += 1
            if sign == "%":
                node = _hundredth(node)
            else:
                node = Arithmetic(sign, node, self.expression(_PRIORITY[sign] + 1, depth + 1))
        return node

    def operand(self, depth: int) -> Node:
        if self.ended:
            raise _NotUnderstoodError
        token = self.tokens[self.at]
        self.at += 1
        if token["area"]:
            return _area(token)
        if token["number"]:
            return Number(Fraction(token["number"]))
        if token["text"]:
            return Text()
        if token["call"]:
            return Call(token["call"].upper(), self.arguments(depth))
        return self.signed(token["mark"], depth)

    def signed(self, mark: str, depth: int) -> Node:
        if mark == "(":
            node = self.expression(0, depth + 1)
            self.expect(")")
            return node
        if mark in ("+", "-"):
            node = self.expression(_PRIORITY["*"] + 1, depth + 1)
            return node if mark == "+" else Arithmetic("*", Number(Fraction(-1)), node)
        raise _NotUnderstoodError

    def arguments(self, depth: int) -> tuple[Node, ...]:
        found: list[Node] = []
        while self.mark() != ")":
            found.append(self.expression(0, depth + 1))
            if self.mark() in (",", ";"):
                self.at += 1
            elif self.mark() != ")":
                raise _NotUnderstoodError
        self.at += 1
        return tuple(found)

    def expect(self, mark: str) -> None:
        if self.mark() != mark:
            raise _NotUnderstoodError
        self.at += 1


def _hundredth(node: Node) -> Node:
    return Number(node.value / 100) if isinstance(node, Number) else Arithmetic("/", node, Number(Fraction(100)))


def _area(token: re.Match[str]) -> Area:
    top, left = int(token["top"]), _column(token["left"])
    bottom, right = int(token["bottom"] or top), _column(token["right"] or token["left"])
    sheet = token["sheet"]
    if sheet:
        sheet = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    area = Area(sheet, min(top, bottom), min(left, right), max(top, bottom), max(left, right))
    if area.size > AREA_LIMIT or (sheet and "[" in sheet):
        raise _NotUnderstoodError
    return area


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
