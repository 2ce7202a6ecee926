"""What the parts of a sum come to on every line, added up for all lines at once.

A row of numbers with nothing for a missing figure adds up without a question asked of each cell; such rows are
made once for a view and kept with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import add
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from checker.discovery.evidence import Sum
    from checker.discovery.view import View

Row = list[int]
FIRST_LINES, MORE_LINES = 8, 32  # that a quick look is taken at
SIZE_BITS = 64  # room for the digits of all figures of a line


class Column(NamedTuple):
    """One line across all items: the numbers, nothing for a missing one, and the room of each."""

    line: int
    values: Row
    rooms: Row


def filled(view: View) -> list[Row]:
    """The values of every item, 0 where no figure stands."""
    known = view.kept.get("filled")
    if known is None:
        known = view.kept["filled"] = [[value or 0 for value in row] if None in row else row for row in view.values]
    assert isinstance(known, list)
    return known


def present(view: View) -> list[Row]:
    """1 where a figure stands and 0 elsewhere, for every item."""
    known = view.kept.get("present")
    if known is None:
        known = view.kept["present"] = [[int(value is not None) for value in row] for row in view.values]
    assert isinstance(known, list)
    return known


def complete(view: View) -> list[bool]:
    """Whether an item has a figure on every line."""
    known = view.kept.get("complete")
    if known is None:
        known = view.kept["complete"] = [None not in row for row in view.values]
    assert isinstance(known, list)
    return known


def sizes(view: View) -> list[Row]:
    """Of every figure that is not nothing, one in the high bits and its length in printed units in the low ones."""
    known = view.kept.get("sizes")
    if known is None:
        known = view.kept["sizes"] = [
            [
                (1 << SIZE_BITS) + (abs(value) // (2 * half or 1)).bit_length() if value else 0
                for value, half in zip(values, halves, strict=True)
            ]
            for values, halves in zip(view.values, view.halves, strict=True)
        ]
    assert isinstance(known, list)
    return known


def rooms(view: View, slack: list[Row], floor: int) -> list[Row]:
    """Half the unit of every figure, at least `floor` for those on lines of counts, 0 where none stands."""
    if not floor:
        return slack
    key = ("rooms", slack is view.halves, floor)
    known = view.kept.get(key)
    if known is None:
        known = view.kept[key] = [
            [
                0 if value is None else own if rate or own > floor else floor
                for value, own, rate in zip(values, owns, view.rate_lines, strict=True)
            ]
            for values, owns in zip(view.values, slack, strict=True)
        ]
    assert isinstance(known, list)
    return known


def added(rows: Sequence[Row]) -> Iterable[int]:
    """The sums of rows, place by place."""
    if len(rows) == 1:
        return rows[0]
    return map(add, *rows) if len(rows) == 2 else map(sum, zip(*rows, strict=True))


def totals(view: View, claim: Sum) -> Iterable[int]:
    """The signed sum of the operands on every line."""
    rows = filled(view)
    return added(
        [
            rows[operand] if sign > 0 else [-value for value in rows[operand]]
            for operand, sign in zip(claim.operands, claim.signs, strict=True)
        ]
    )


def counts(view: View, claim: Sum) -> Iterable[int]:
    """How many of the operands stand on every line."""
    full = complete(view)
    if all(map(full.__getitem__, claim.operands)):
        return [len(claim.operands)] * len(view.lines)
    here = present(view)
    return added([here[operand] for operand in claim.operands])


def room(view: View, claim: Sum, slack: list[Row], floor: int) -> Iterable[int]:
    """How far rounding can move the two sides of the sum apart on every line."""
    widths = rooms(view, slack, floor)
    return added([widths[claim.result], *(widths[operand] for operand in claim.operands)])


def promising(view: View, claim: Sum) -> bool:
    """Whether a sum holds on half of the first few lines of counts, or of rates; quick, before weighing.

    It must hold on half of the first eight; of a long table on half of the first thirty-two as well.
    """
    return any(_holds_on_half(view, claim, lines) for lines in _lines_by_kind(view))


def _lines_by_kind(view: View) -> list[list[int]]:
    """The lines of counts and the lines of rates."""
    known = view.kept.get("kinds")
    if known is None:
        rates = list(enumerate(view.rate_lines))
        known = view.kept["kinds"] = [[line for line, rate in rates if rate is kind] for kind in (False, True)]
    assert isinstance(known, list)
    return known


def _holds_on_half(view: View, claim: Sum, lines: Sequence[int]) -> bool:
    held = judged = 0
    stated, first = view.values[claim.result], view.values[claim.operands[0]]
    less = _taken_away(claim) if min(claim.signs) < 0 else []
    columns = _columns(view)
    for line in lines:
        value = stated[line]
        if value is None or (first[line] is None and _nothing(view, claim, line)):
            continue
        column = columns.get(line) or _column(view, line)
        gap = value - sum(map(column.values.__getitem__, claim.operands))
        if less:
            gap += 2 * sum(map(column.values.__getitem__, less))
        held += not gap or abs(gap) <= column.rooms[claim.result] + sum(map(column.rooms.__getitem__, claim.operands))
        judged += 1
        if judged == MORE_LINES or (judged == FIRST_LINES and 2 * held < judged):
            break
    return held > 0 and 2 * held >= judged


def _taken_away(claim: Sum) -> list[int]:
    return [operand for operand, sign in zip(claim.operands, claim.signs, strict=True) if sign < 0]


def _nothing(view: View, claim: Sum, line: int) -> bool:
    return all(view.values[operand][line] is None for operand in claim.operands)


def _columns(view: View) -> dict[int, Column]:
    known = view.kept.setdefault("columns", {})
    assert isinstance(known, dict)
    return known


def _column(view: View, line: int) -> Column:
    widths = rooms(view, view.halves, view.coarse)
    column = Column(line, [row[line] for row in filled(view)], [row[line] for row in widths])
    return _columns(view).setdefault(line, column)
