"""What a formula calls figures by: names of rows and columns, cells and ranges, with their table."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.declared.cursor import Cursor
from checker.declared.expressions import Cell, Name, Range, Span
from checker.declared.tokens import FormulaError, Token

NUMBERED = re.compile(r"(?:(column|col|row)\s+([0-9]+)|第?\s*([0-9]+)\s*([栏列行]))", re.IGNORECASE)
AXES = {"column": "column", "col": "column", "栏": "column", "列": "column", "row": "row", "行": "row"}
BEGINNINGS = ("word", "quote", "cell", "[")


def reference(cursor: Cursor) -> Name | Cell | Range:
    """A name, a cell or a range, with the table before it if one is given. Raises FormulaError."""
    first = single(cursor)
    if not cursor.next_is("!"):
        return _ranged(cursor, first)
    if isinstance(first, Cell) and not first.label:
        raise cursor.fault("a table stands before '!'", "enrolment!count, 'file.csv'!count")
    table = first.label or cursor.written(first.span)
    cursor.take()
    if not cursor.next_is(*BEGINNINGS):
        raise cursor.fault(f"a row, a column or a cell follows '!', found {cursor.token.shown}")
    inside = single(cursor)
    if cursor.next_is("("):
        hint = f"the table stands inside: sum({table}!count)"
        raise cursor.fault("a row, a column or a cell follows '!', no function", hint)
    return _ranged(cursor, replace(inside, table=table, span=(first.span[0], inside.span[1])), table)


def _ranged(cursor: Cursor, first: Name | Cell, table: str = "") -> Name | Cell | Range:
    if not cursor.next_is(":"):
        return first
    cursor.take()
    if not cursor.next_is(*BEGINNINGS):
        raise cursor.fault(f"a range ends with a row, a column or a cell, found {cursor.token.shown}")
    last = single(cursor)
    if cursor.next_is("!"):
        raise cursor.fault("the table of a range stands before it", "enrolment!B2:B6")
    return Range(replace(first, table=""), last, table, (first.span[0], last.span[1]))


def single(cursor: Cursor) -> Name | Cell:
    """A name or a cell, without a table."""
    token = cursor.token
    if token.kind == "[":
        return _indexed(cursor)
    if token.kind == "quote":
        return _quoted(cursor)
    label, span = words(cursor)
    if token.kind == "cell" and span == token.span:
        return _lettered(token)
    return _named(cursor, label, span)


def _quoted(cursor: Cursor) -> Name:
    token = cursor.take()
    return Name(token.text, quoted=True, span=token.span)


def words(cursor: Cursor) -> tuple[str, Span]:
    """Words, and numbers between or after them, that make up one name; and where it stands."""
    first = last = cursor.take()
    while cursor.next_is("word", "cell") or (cursor.next_is("number") and not cursor.token.unit):
        last = cursor.take()
    span = first.span[0], last.span[1]
    return cursor.written(span), span


def _named(cursor: Cursor, label: str, span: Span) -> Name:
    """A name; the number of a row or column, and a quotation of which the axis is said, are told apart."""
    if found := NUMBERED.fullmatch(label):
        axis, number = (found[1] or found[4]).lower(), int(found[2] or found[3])
        if not number:
            raise FormulaError("rows and columns are counted from 1", *span)
        return Name("", axis=AXES[axis], number=number, span=span)
    if label.casefold() in AXES and cursor.next_is("quote"):
        quote = cursor.take()
        return Name(quote.text, axis=AXES[label.casefold()], quoted=True, span=(span[0], quote.span[1]))
    return Name(label, span=span)


def _indexed(cursor: Cursor) -> Cell:
    """`[row, column]`, each by number or label."""
    opening = cursor.take()
    row = _index(cursor, "row")
    cursor.expect(",", "a comma stands between row and column", "[7, 2] or ['North', 'count']")
    column = _index(cursor, "column")
    if not cursor.next_is("]"):
        raise cursor.unclosed(opening)
    return Cell(row, column, span=(opening.span[0], cursor.take().span[1]))


def _index(cursor: Cursor, axis: str) -> int | Name:
    token = cursor.token
    if token.kind == "number":
        cursor.take()
        if token.unit or token.value.denominator != 1 or not token.value:
            raise FormulaError(f"the {axis} of a cell is a whole number from 1 or a label", *token.span)
        return int(token.value)
    if not cursor.next_is("word", "quote", "cell"):
        raise cursor.fault(f"expected the {axis} of a cell, found {token.shown}", "[7, 2] or ['North', 'count']")
    if token.kind == "quote" or (token.kind == "cell" and cursor.ahead(1).kind in (",", "]")):
        return _quoted(cursor)
    return _named(cursor, *words(cursor))


def _lettered(token: Token) -> Cell:
    """The cell that letters and digits name: B7 is row 7, column 2."""
    column, digits = 0, token.text.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for letter in token.text[: -len(digits)]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return Cell(int(digits), column, label=token.text, span=token.span)
