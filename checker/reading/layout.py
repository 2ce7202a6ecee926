"""Finding the tables of a grid: titles, unit lines, header rows, label columns, data, notes.

The only evidence is the layout: which cells hold numbers, which hold text, and where. A table begins
at its header; a row of several texts between numeric rows begins another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from checker.figures import NO_UNIT
from checker.lexicon.words import Words
from checker.reading.beside import side_by_side
from checker.reading.grid import Grid
from checker.reading.numbers import Number, Style, folded, is_gap, is_year, number_of, style_of
from checker.reading.tables import Table
from checker.reading.tabling import build_table

_YEAR_TEXT = re.compile(
    r"^(?:(?:FY|CY)?\s*(?:1[89]|20)\d\d(?:\s*[-/]\s*\d{2,4})?\s*(?:年度?|[a-zA-Z*†]{0,2})|[QqTt]?[1-4]\s*[-/]?\s*(?:19|20)\d\d)$"
)
_OF_YEARS = Words(
    r"\b(?:years?|period|fiscal|fy)\b",
    r"年",
    re.IGNORECASE,
)
_NAME = re.compile(r"\s*[^\W\d]")  # begins as a name does, not as a unit in brackets
MOST_SIBLINGS = 12  # tables of one sheet that are compared with each other
LONG_TITLE = 40  # characters


@dataclass(slots=True)
class Line:
    """One row of the grid, sorted into what its cells are (columns counted from 1)."""

    row: int
    numbers: dict[int, Number] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)
    texts: dict[int, str] = field(default_factory=dict)
    gaps: set[int] = field(default_factory=set)

    @property
    def filled(self) -> int:
        return len(self.numbers) + len(self.texts) + len(self.gaps)

    @property
    def figures(self) -> list[int]:
        """Columns that hold numbers which cannot be years, or stand where years cannot."""
        found = [column for column in self.numbers if column not in self.years]
        if not found and len(self.numbers) >= 2 and not self.yearly:
            return sorted(self.numbers)[1:]
        return found

    @property
    def lonely(self) -> bool:
        """Whether the row is a label, not one of years, and one number behind it that could be a year."""
        texts = list(self.texts)
        if len(self.numbers) != 1 or not texts or self.gaps or not self.numbers.keys() <= self.years:
            return False
        return max(texts) < next(iter(self.numbers)) and not any(_OF_YEARS.search(text) for text in self.texts.values())

    @property
    def yearly(self) -> bool:
        """Whether the row's numbers are all years that run one way, or repeat in groups, as in a header."""
        if len(self.years) < 2 or not self.numbers.keys() <= self.years:
            return False
        values = [self.numbers[column].value for column in sorted(self.numbers)]
        steps = [later - earlier for earlier, later in pairwise(values)]
        return len({step > 0 for step in steps if step}) <= 1 or len(set(values)) <= len(values) // 2


@dataclass(slots=True)
class Block:
    """The rows of one table before roles are given: header rows, body rows, what stands above and below."""

    above: list[Line] = field(default_factory=list)
    header: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)


def tables_of(grid: Grid, style: Style | None = None) -> list[Table]:
    """Every table of a grid that holds at least one figure, in order."""
    style = style or style_of(cell.text for cell in grid.cells.values() if cell.numeric is not False)
    lines = _lines(grid, style)
    tables: list[Table] = []
    for block in (part for whole in _blocks(lines) for part in side_by_side(whole)):
        inherited = tables[-1].unit if tables else NO_UNIT
        table = build_table(grid, block, style, len(tables) + 1, inherited)
        if table.figures:
            tables.append(table)
    _make_siblings(tables)
    return tables


def _make_siblings(tables: Sequence[Table]) -> None:
    """Tell the tables of a sheet that stand in the same columns of each other."""
    alike: dict[tuple[int, ...], list[Table]] = {}
    for table in tables:
        alike.setdefault(table.columns, []).append(table)
    for group in alike.values():
        for table in group[:MOST_SIBLINGS]:
            table.siblings = tuple(other for other in group[:MOST_SIBLINGS] if other is not table)


def _lines(grid: Grid, style: Style) -> list[Line]:
    rows: dict[int, Line] = {}
    for (row, column), cell in sorted(grid.cells.items()):
        line = rows.get(row) or rows.setdefault(row, Line(row))
        text = cell.text
        number = None if cell.numeric is False or cell.date else number_of(text, style)
        if number is not None and (not number.tail or _measure(number.tail)):
            line.numbers[column] = number
            if is_year(number) and not (cell.numeric and "," in text):
                line.years.add(column)
            continue
        plain = folded(text)
        if not plain and cell.formula is None:
            continue
        if (is_gap(text) and (cell.numeric is not False or not any(mark.isalnum() for mark in plain))) or (
            cell.numeric is not False and cell.formula is not None
        ):
            line.gaps.add(column)
        else:
            line.texts[column] = text
            if _YEAR_TEXT.match(plain):
                line.years.add(column)
    return [rows[row] for row in sorted(rows)]


def _measure(tail: str) -> bool:
    """Whether what follows the digits is a unit, and not the rest of a name such as 15-24 or 3年级."""
    from checker.units import unit_of

    return unit_of(tail) is not None


def _is_body(line: Line) -> bool:
    figures = line.figures
    if not figures or line.yearly:
        return False
    if len(figures) >= 2:
        return True
    first = min([*line.numbers, *line.texts, *line.gaps])
    return figures[0] > first


def _is_header(line: Line, width: int) -> bool:
    """A row without figures and with texts or years over several columns."""
    if line.figures:
        return False
    return len(line.texts) + len(line.numbers) >= max(2, (width + 1) // 2)


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    block = Block()
    pending: list[Line] = []
    for index, line in enumerate(lines):
        follows = _continues(line, pending, block)
        if (_is_body(line) or follows) and not _numbered_header(lines, index, block):
            if not block.body:
                _place_header(block, pending)
            else:
                block.body.extend(pending)
            block.body.append(line)
            pending = []
        elif block.body and _starts_anew(line, block, lines, index):
            titles = _titles(pending, line)
            block.below = [each for each in pending if each not in titles]
            yield block
            block, pending = Block(), [*titles, line]
        else:
            pending.append(line)
    block.below = pending
    if block.body:
        yield block


def _continues(line: Line, pending: Sequence[Line], block: Block) -> bool:
    """Whether a row that could be years stands directly below years or below data, and so is data itself."""
    before = pending[-1] if pending else block.body[-1] if block.body else None
    if before is None or line.row != before.row + 1:
        return False
    if not line.yearly:
        return line.lonely and _takes(before, line, header=bool(pending) or not block.body)
    same = before.numbers.keys() & line.numbers.keys()
    return len(same) >= 2 and (before.yearly if pending else True)


def _takes(before: Line, line: Line, *, header: bool) -> bool:
    """Whether a label and a number that could be a year go on with the two columns of the row before.

    Below data, the row has its shape; below a header, both columns are named there, the number's by more than a unit.
    """
    column = next(iter(line.numbers))
    if not header:
        return before.texts.keys() == line.texts.keys() and before.numbers.keys() == line.numbers.keys()
    name = before.texts.get(column, "")
    return before.texts.keys() >= line.texts.keys() and bool(_NAME.match(name)) and not before.years


def _numbered_header(lines: Sequence[Line], index: int, block: Block) -> bool:
    """Whether a row before the body numbers its columns (1, 2, 3 ... or 甲 1 2)."""
    if block.body:
        return False
    values = [lines[index].numbers[column] for column in sorted(lines[index].numbers)]
    if len(values) < 3 or any(not number.ungrouped_integer for number in values):
        return False
    steps = {b.value - a.value for a, b in pairwise(values)}
    return steps == {1} and values[0].value in (0, 1, 2)


def _starts_anew(line: Line, block: Block, lines: Sequence[Line], index: int) -> bool:
    width = max(len(each.numbers) + len(each.gaps) for each in block.body[-3:])
    wide = _is_header(line, max(width, 2))
    if not wide or not (line.texts.keys() | line.years) & {c for each in block.body for c in each.numbers}:
        return False
    following = next((each for each in lines[index + 1 : index + 6] if _is_body(each)), None)
    return following is not None


def _titles(pending: Sequence[Line], header: Line) -> list[Line]:
    """The single-cell rows directly above a later header, back to the last gap between rows."""
    titles: list[Line] = []
    row = header.row
    for line in reversed(pending):
        if line.filled > 2 or (row - line.row > 2 and titles):
            break
        titles.insert(0, line)
        row = line.row
    return titles


def _place_header(block: Block, pending: Sequence[Line]) -> None:
    """Split the rows above the first data row into titles and header rows."""
    start = len(pending)
    for index in range(len(pending) - 1, -1, -1):
        line = pending[index]
        if line.filled >= 2 and not (start < len(pending) and _numbered_title(line)):
            start = index
        elif start < len(pending) and pending[start].row - line.row > 1:
            break
    block.above = list(pending[:start])
    block.header = list(pending[start:])


def _numbered_title(line: Line) -> bool:
    """Whether a row of two cells is a title with its number, not a header."""
    longest = max((len(folded(text)) for text in line.texts.values()), default=0)
    return line.filled == 2 and longest > LONG_TITLE
