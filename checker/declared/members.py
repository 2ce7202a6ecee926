"""The lines of a table that functions run over, go back by, and are grouped by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from checker.declared.labels import BETWEEN, ROW, Labels, normal
from checker.discovery.periods import period_of, periods_in, predecessors
from checker.reading.tables import Heading, Table

LEAST_PERIODS = 2


class Members:
    """One table's lines: which are details and which totals, their labels, groups and predecessors."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.table = labels.table
        self._details: dict[str, tuple[int, ...]] = {}
        self._keys: dict[str, dict[str, list[int]]] = {}
        self._texts: dict[int, dict[int, str]] = {}
        self._groups: dict[int, dict[str, list[int]]] = {}
        self._before: dict[tuple[str, str], dict[int, int | None]] = {}

    def details(self, axis: str) -> tuple[int, ...]:
        """The rows or columns that are no totals: what a sum over all of them adds up."""
        if axis not in self._details:
            found = self._detail_rows() if axis == ROW else self._detail_columns()
            self._details[axis] = found or self.lines(axis)
        return self._details[axis]

    def lines(self, axis: str) -> tuple[int, ...]:
        """All rows or columns that hold figures."""
        return self.labels.filled_rows if axis == ROW else self.table.columns

    def _detail_columns(self) -> tuple[int, ...]:
        headings = self.table.column_headings
        return tuple(c for c in self.table.columns if not (headings[c].total or headings[c].of_which))

    def _detail_rows(self) -> tuple[int, ...]:
        """The rows below which nothing is set out, without totals and 其中."""
        rows = self.labels.filled_rows
        headings = [self.labels.heading(ROW, row) for row in rows]
        return tuple(
            row
            for at, (row, heading) in enumerate(zip(rows, headings, strict=True))
            if not (heading.total or heading.of_which or _set_out(headings, at))
        )

    def key(self, axis: str, position: int) -> str:
        """What a row or column is called in full."""
        heading = self.labels.heading(axis, position)
        return normal(BETWEEN.join(heading.path))

    def called(self, axis: str, key: str) -> list[int]:
        """The rows or columns with a full name, else those whose own label it ends with."""
        if axis not in self._keys:
            index: dict[str, list[int]] = {}
            for position in self.lines(axis):
                index.setdefault(self.key(axis, position), []).append(position)
            self._keys[axis] = index
        return self._keys[axis].get(key, [])

    def text(self, row: int, column: int) -> str:
        """The label that a column of labels gives a row; one that is left out is that of the row above."""
        if column not in self._texts:
            self._texts[column] = self._filled_down(column)
        return self._texts[column].get(row, "")

    def _filled_down(self, column: int) -> dict[int, str]:
        grid, texts, last = self.table.grid, dict[int, str](), ""
        inner = max((c for c in self.labels.text_columns if c < min(self.table.columns, default=1)), default=0)
        for row in self.table.rows:
            own = grid.text(row, column).strip()
            last = own or (last if column < inner else "")
            texts[row] = normal(last)
        return texts

    def groups(self, column: int) -> dict[str, list[int]]:
        """The detail rows by their label in a column."""
        if column not in self._groups:
            index: dict[str, list[int]] = {}
            for row in self.details(ROW):
                index.setdefault(self.text(row, column), []).append(row)
            self._groups[column] = index
        return self._groups[column]

    def timed(self, axis: str) -> bool:
        """Whether most rows or columns stand for periods that differ."""
        lines = self.details(axis)
        periods = [period_of(self.labels.heading(axis, line)) for line in lines]
        named = {period for period in periods if period}
        return len(named) >= LEAST_PERIODS and sum(one is not None for one in periods) * 2 > len(lines)

    def before(self, axis: str, position: int, by: str) -> int | None:
        """The row or column before: the one of the period before, or the detail line before it."""
        if (axis, by) not in self._before:
            lines = self.details(axis)
            if by == "period":
                steps = predecessors([self.labels.heading(axis, line) for line in lines], False)
                found = {line: None if at is None else lines[at] for line, at in zip(lines, steps, strict=True)}
            else:
                found = dict(zip(lines, (None, *lines), strict=False))
            self._before[axis, by] = found
        return self._before[axis, by].get(position)


def _set_out(headings: Sequence[Heading], at: int) -> bool:
    """Whether the rows below one are its parts, and not only some of them (其中)."""
    own = headings[at].depth
    for below in headings[at + 1 :]:
        if below.depth <= own:
            return False
        if not below.of_which:
            return True
    return False


def period_of_table(table: Table) -> tuple[int, int] | None:
    """The one period that a table's title, sheet or file name states."""
    for text in (table.title, table.sheet or "", PurePath(table.path).stem):
        named = periods_in(text)
        if len(named) == 1:
            return named[0]
    return None


def without_period(text: str) -> str:
    """A title or file name without its digits, to tell the same table of another year."""
    return "".join(letter for letter in normal(text) if not letter.isdigit())
