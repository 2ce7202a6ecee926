"""A formula laid over tables: which line of which table belongs to a claim, and what was there before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checker.declared.expressions import Name
from checker.declared.labels import ROW, Labels, Meaning, normal
from checker.declared.members import Members, period_of_table, without_period
from checker.declared.resolving import OTHER, Placed, Position
from checker.discovery.periods import predecessors
from checker.errors import InputError
from checker.figures import Figure, Gap, Place
from checker.reading.tables import Heading, Table

NO_LINE = Position("", 0)
NEVER = "nothing earlier is given"

Thing = Figure | Gap
Tables = Mapping[int, Members]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The tables of a formula by the word before !, and `home`, along whose lines it is claimed.

    `grouped` are the columns of labels, by word, that `by` names; `everything` are all tables of the call.
    """

    home: Placed
    tables: Mapping[str, Placed]
    everything: Sequence[Members]
    grouped: Mapping[str, int] = field(default_factory=dict)
    _aligned: dict[tuple[int, str, int], int | None] = field(default_factory=dict)

    @property
    def line_axis(self) -> str:
        """What the lines are: rows where the names are columns."""
        return OTHER.get(self.home.axis, "")

    def lines(self) -> Sequence[int]:
        """The rows or columns the formula is claimed for; one claim without a line where all names are cells."""
        return self.home.members.lines(self.line_axis) if self.home.axis else (0,)

    def line_in(self, members: Members, axis: str, line: int) -> int | None:
        """The row or column of another table that is called like a line of the home table."""
        home = self.home.members
        if members is home and axis == self.line_axis:
            return line
        key = id(members), axis, line
        if key not in self._aligned:
            self._aligned[key] = self._same(members, axis, line)
        return self._aligned[key]

    def _same(self, members: Members, axis: str, line: int) -> int | None:
        home = self.home.members
        found: Sequence[int] = members.called(axis, home.key(self.line_axis, line))
        if not found:
            label = home.labels.heading(self.line_axis, line).label
            meaning = members.labels.meaning(Name(label, axis=axis, quoted=True)) if label else Meaning()
            found = meaning.rows if axis == ROW else meaning.columns
        single = members.lines(axis), home.lines(self.line_axis)
        if not found and all(len(lines) == 1 for lines in single):
            found = single[0]
        return found[0] if len(found) == 1 else None

    def of(self, table: Table) -> Members:
        """The members of any table of the call."""
        return next(one for one in self.everything if one.table is table)


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in a formula: a cell, of which the row or the column may be that of the line (0).

    `back` is row or period where the line before is meant; along `axis` the line runs. The members are those of
    an earlier table where `previous` asks for one.
    """

    members: Members
    row: int
    column: int
    axis: str = ""
    back: str = ""

    def at(self, frame: Frame, line: int) -> Thing | None:
        """The figure or gap on a line; None where the formula is not claimed for want of anything before."""
        row, column = self.row, self.column
        if self.axis:
            own = frame.line_in(self.members, self.axis, line)
            if own is None:
                return self._lost(frame, line)
            if self.back:
                own = self.members.before(self.axis, own, self.back)
                if own is None:
                    return None
            row, column = (own, column) if self.axis == ROW else (row, own)
        return thing_at(self.members, row, column, frame)

    def _lost(self, frame: Frame, line: int) -> Gap:
        """The gap that a line leaves which another table does not have."""
        table = self.members.table
        label = frame.home.members.labels.heading(frame.line_axis, line).label
        return Gap(
            "", Place(table.path, table.sheet, self.row or None, self.column or None, table.grid.table), (label,)
        )


def thing_at(members: Members, row: int, column: int, frame: Frame) -> Thing:
    """What stands in a cell of the grid: in this table, in another one of the sheet, or as a number among labels."""
    table = members.table
    if (row, column) not in table.figures and column not in table.columns:
        for other in frame.everything:
            if other.table.grid is table.grid and (row, column) in other.table.figures:
                return other.table.figures[row, column]
        return members.labels.number_of_label(row, column)
    if row not in table.row_headings:
        for other in frame.everything:
            if other.table.grid is table.grid and row in other.table.row_headings:
                return other.labels.thing(row, column)
    return members.labels.thing(row, column)


def earlier_table(members: Members, by: str, frame: Frame) -> Members | None:
    """The same table of the period before, or of the file before; None where there is none."""
    own = members.table
    like = [one for one in frame.everything if one is members or _alike(one.table, own)]
    headings = [Heading((_titled(period_of_table(one.table)),)) for one in like]
    at = next(index for index, one in enumerate(like) if one is members)
    step = predecessors(headings, False)[at]
    if step is not None:
        return like[step]
    if by != "file":
        return None
    files = list(dict.fromkeys(one.table.path for one in like))
    if all(heading.label for heading in headings):
        periods = {one.table.path: period_of_table(one.table) or (0, 0) for one in like}
        files.sort(key=lambda path: periods[path])
    place = files.index(own.path)
    return next((one for one in like if place and one.table.path == files[place - 1]), None)


def _titled(period: tuple[int, int] | None) -> str:
    if period is None:
        return ""
    return f"{period[0]}-{period[1]:02}" if period[1] else str(period[0])


def _alike(one: Table, other: Table) -> bool:
    """Whether two tables are one table of two periods or files: the same title and sheet, but for digits."""
    if without_period(one.title) != without_period(other.title):
        return False
    if (one.path, one.sheet) == (other.path, other.sheet):
        return bool(one.title) and period_of_table(one) != period_of_table(other)
    same = without_period(one.sheet or "") == without_period(other.sheet or "")
    return same and (one.index, one.grid.table) == (other.index, other.grid.table)


def position_before(name: Name, position: Position, labels: Labels) -> Position | None:
    """The row or column of the same label one period earlier; raises InputError where no periods are named."""
    meaning = labels.meaning(name)
    several = meaning.rows if position.axis == ROW else meaning.columns
    headings = [labels.heading(position.axis, one) for one in several]
    steps = predecessors(headings, False)
    if len(several) < 2 or not any(step is not None for step in steps):
        sentence = f'no period before is found for "{normal(name.label)}"'
        raise InputError(sentence, "", "write previous(x, row) or previous(x, file)")
    step = steps[several.index(position.number)]
    return None if step is None else Position(position.axis, several[step])
