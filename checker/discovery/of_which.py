"""Which item is a part of which: 其中 and "of which", indentation, header groups.

Nothing here looks at numbers. An item may have several candidate wholes, nearest first: where the layout
leaves open whether "of which" belongs to the item above or to the one that both stand under, the numbers
of all lines decide later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.discovery.view import View
from checker.lexicon.tables import numbering_rank, says_of_which

NEAR_COLUMNS = 3


class Part(NamedTuple):
    """An item and the items it may be a part of, by positions in a view; `worded` if the words say so."""

    part: int
    wholes: tuple[int, ...]
    worded: bool


def parts_of(view: View) -> Iterator[Part]:
    """Every item that words or structure put under another one."""
    if view.vertical:
        yield from _rows(view)
    else:
        yield from _columns(view)


def _rows(view: View) -> Iterator[Part]:
    outer = _less_deep(view)
    for position, heading in enumerate(view.item_headings):
        ancestors = _ancestors(view, position, outer)
        if not ancestors:
            continue
        if heading.of_which:
            wholes = ancestors if _ambiguous(view, position, ancestors[0]) else ancestors[:1]
            yield Part(position, tuple(wholes), worded=True)
            continue
        wholes = [each for each in ancestors if not view.item_headings[each].of_which]
        if wholes:
            listed = view.item_headings[ancestors[0]].of_which
            yield Part(position, tuple(wholes[:1]), worded=listed)


def _ancestors(view: View, position: int, outer: Sequence[int | None]) -> list[int]:
    """The rows with figures that a row stands under, nearest first; `outer` is the nearest less deep row of each."""
    own = view.item_headings[position]
    found: list[int] = []
    earlier = outer[position]
    while earlier is not None:
        if _under(own.path, view.item_headings[earlier].path):
            found.append(earlier)
        earlier = outer[earlier]
    return found


def _less_deep(view: View) -> list[int | None]:
    """For each row the nearest row above it that is less deep."""
    outer: list[int | None] = []
    stack: list[int] = []
    for position, heading in enumerate(view.item_headings):
        while stack and view.item_headings[stack[-1]].depth >= heading.depth:
            stack.pop()
        outer.append(stack[-1] if stack else None)
        stack.append(position)
    return outer


def _under(path: tuple[str, ...], outer: tuple[str, ...]) -> bool:
    """Whether a path goes on where the other ends; a last label that both have, such as a year, is set aside."""
    if len(outer) > 1 and path[-1] == outer[-1]:
        path, outer = path[:-1], outer[:-1]
    return len(outer) < len(path) and path[: len(outer)] == outer


def _ambiguous(view: View, position: int, nearest: int) -> bool:
    """Whether an of-which row stands no deeper on paper than the row above, and so may belong to its parent."""
    above = view.item_headings[nearest]
    return numbering_rank(above.label) is None and _margin(view, position) == _margin(view, nearest)


def _margin(view: View, position: int) -> tuple[int, int]:
    """The indentation of a row's first label as the file has it: the cell's own, and spaces in the text."""
    row, grid = view.items[position], view.table.grid
    for column in range(1, min(view.table.columns, default=1)):
        cell = grid.cells.get((row, column))
        if cell is not None and cell.text.strip():
            return 10 * column + cell.indent, len(cell.text) - len(cell.text.lstrip())
    return 0, 0


def _columns(view: View) -> Iterator[Part]:
    by_path: dict[tuple[str, ...], list[int]] = {}
    for position, heading in enumerate(view.item_headings):
        by_path.setdefault(heading.path, []).append(position)
    for position, heading in enumerate(view.item_headings):
        level = next((at for at, text in enumerate(heading.path) if says_of_which(text)), None)
        prefix = heading.path[: len(heading.path) - 1 if level is None else level]
        above = by_path.get(prefix, []) if prefix else []
        named = tuple(whole for whole in above if not view.rate_items[whole])
        if len(above) == 1 and named:
            yield Part(position, named, worded=level is not None)
        elif level is not None:
            wholes = _columns_before(view, position, heading.path[:level], heading.path[level + 1 :])
            if wholes:
                yield Part(position, tuple(wholes), worded=True)


def _columns_before(view: View, position: int, prefix: Sequence[str], leaves: Sequence[str]) -> list[int]:
    """The nearest columns to the left under the same header that are no parts themselves, and no rates.

    Where the part has columns of its own, such as one for each period, the whole is the one of the same name.
    """
    found: list[int] = []
    for earlier in range(position - 1, -1, -1):
        heading = view.item_headings[earlier]
        if heading.path[: len(prefix)] != prefix or len(found) == NEAR_COLUMNS:
            break
        alike = not leaves or heading.path[-len(leaves) :] == leaves
        if alike and not heading.of_which and not view.rate_items[earlier]:
            found.append(earlier)
    return found
