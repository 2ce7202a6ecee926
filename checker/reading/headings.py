"""The headings of rows and columns: header levels filled through merges, indentation, numbering, groups."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from checker.figures import NO_UNIT, Unit
from checker.lexicon.tables import plain_label, says_of_which, says_total
from checker.reading.grid import Grid
from checker.reading.indentation import label_widths, own_texts, width_of
from checker.reading.tables import Heading

if TYPE_CHECKING:
    from checker.reading.layout import Line

_BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]{1,24})[)）\]]")
_TAIL = re.compile(
    r"(?:^|[\s,:：，/-])((?:[$£€¥]|US\$|\w+)?\s*"
    r"(?:millions?|billions?|thousands?|percent|per cent|%|‰|number|万\S{0,3}|亿\S{0,2}))\s*$",
    re.IGNORECASE,
)



@lru_cache(maxsize=8192)
def unit_named(text: str, whole: bool) -> Unit:
    """The unit a heading names: in brackets, as its last word, or (`whole`) as the whole heading."""
    from checker.units import unit_of, units_in

    for found in reversed(_BRACKETED.findall(text)):
        units = list(units_in(found))
        if len(units) == 1:
            return units[0]
    plain = plain_label(text)
    if "%" in plain or "‰" in plain:
        return unit_of("%" if "%" in plain else "‰") or NO_UNIT
    tail = _TAIL.search(plain)
    if tail:
        return unit_of(tail[1]) or NO_UNIT
    return (unit_of(plain) or NO_UNIT) if whole else NO_UNIT


def column_headings(
    grid: Grid, header: Sequence[Line], labels: Sequence[int], data: Sequence[int]
) -> dict[int, Heading]:
    """The heading of each data column: the header texts above it, outermost first."""
    from checker.units import unit_of

    ordinals = _ordinals(header)
    levels = _levels(grid, [line for line in header if line is not ordinals], data)
    headings = {}
    joined = _joined(levels[-1:], data)
    for column in data:
        path: list[str] = []
        for level in levels:
            text = level.get(column, "")
            if text and (not path or path[-1] != text):
                path += _parts(text) if joined and level is levels[-1] else [text]
        unit = next((u for t in reversed(path) if (u := unit_named(t, True)) is not NO_UNIT), NO_UNIT)
        if joined and len(path) > 1 and unit_of(path[-1]):
            path.pop()
        headings[column] = Heading(
            tuple(path),
            max(len(path) - 1, 0),
            any(says_total(text) for text in path[-1:]),
            any(says_of_which(text) for text in path),
            unit,
            int(ordinals.numbers[column].value) if ordinals and column in ordinals.numbers else None,
        )
    return headings


def _joined(lowest: Sequence[dict[int, str]], data: Sequence[int]) -> bool:
    """Whether most headers are whole paths whose parts are joined by semicolons, as survey systems export them."""
    return bool(lowest) and 3 * sum(len(_parts(lowest[0].get(column, ""))) > 1 for column in data) > 2 * len(data)


def _parts(text: str) -> list[str]:
    return [part for part in map(str.strip, text.replace("；", ";").split(";")) if part]


def _ordinals(header: Sequence[Line]) -> Line | None:
    """The header row that numbers the columns of a form (1, 2, 3 ...), if there is one."""
    for line in reversed(header):
        values = [line.numbers[column].value for column in sorted(line.numbers)]
        if len(values) >= 3 and all(b - a == 1 for a, b in itertools.pairwise(values)) and values[0] in (0, 1, 2):
            return line
    return None


def _levels(grid: Grid, header: Sequence[Line], data: Sequence[int]) -> list[dict[int, str]]:
    """Per header row the text that stands over each data column."""
    spans = {(span.top, span.left): span for span in grid.spans}
    levels = []
    for position, line in enumerate(header):
        own = {c: plain_label(grid.text(line.row, c)) for c in (line.texts.keys() | line.numbers.keys())}
        lower = header[position + 1 :]
        level = dict(own)
        for column, text in own.items():
            span = spans.get((line.row, column))
            reach = span.right if span else column
            if not grid.spans and lower:
                reach = _reach(column, own, lower, data)
            for covered in range(column + 1, reach + 1):
                level.setdefault(covered, text)
        levels.append(level)
    return levels


def _reach(column: int, own: dict[int, str], lower: Sequence[Line], data: Sequence[int]) -> int:
    """How far right a header text reaches where the file keeps no merges: to the next text, over columns that
    a lower header row still names."""
    limit = min((c for c in own if c > column), default=max(data, default=column) + 1)
    named = {c for line in lower for c in (line.texts.keys() | line.numbers.keys())}
    reach = column
    while reach + 1 < limit and reach + 1 in named:
        reach += 1
    return reach


def row_headings(grid: Grid, body: Sequence[Line], labels: Sequence[int]) -> dict[int, Heading]:
    """The heading of each body row: the groups it stands under and its own label, with its depth."""
    owns = {line.row: own_texts(grid, line, labels) for line in body}
    widths = label_widths(grid, body, labels, owns)
    headings: dict[int, Heading] = {}
    stack: list[_Level] = []
    for line in body:
        own = owns[line.row]
        if not own:
            headings[line.row] = Heading(tuple(level.text for level in stack[:1]), len(stack))
            continue
        *outer, last = sorted(own)
        inner = widths[line.row]
        levels = [_Level(min(width_of(grid, line, labels[: labels.index(c) + 1]), inner), own[c], c) for c in outer]
        levels.append(_Level(inner, own[last], last, True))
        while stack and stack[-1].width >= levels[0].width:
            stack.pop()
        stack += levels
        headings[line.row] = Heading(
            tuple(level.text for level in stack),
            sum(upper.names_a_row or upper.column == lower.column for upper, lower in itertools.pairwise(stack)),
            says_total(own[last]) or (bool(outer) and says_total(own[outer[0]])),
            says_of_which(own[last]),
            unit_named(own[last], False),
        )
    return headings


class _Level(NamedTuple):
    """A text that rows stand under: how far it is indented, where, and whether it is the own label of a row."""

    width: int
    text: str
    column: int
    names_a_row: bool = False
