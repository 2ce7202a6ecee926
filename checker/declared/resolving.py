"""Where the names of a formula stand in one table: along which axis, and at which row or column."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.declared.expressions import Cell, Name
from checker.declared.labels import BETWEEN, COLUMN, ROW, Labels, Meaning, normal
from checker.declared.members import Members
from checker.declared.uses import Uses, line_called
from checker.declared.writing import quoted_name
from checker.errors import InputError

OTHER = {COLUMN: ROW, ROW: COLUMN}
MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class Position:
    """A row or a column of figures, or a column of labels."""

    axis: str
    number: int


@dataclass(frozen=True, slots=True)
class Placed:
    """One way in which the names of a table stand in it.

    `axis` is that of the names taken line by line: with `column` the lines are rows. It is empty where every name
    is taken once: then `crossing` is the row or column at which they are.
    """

    members: Members
    axis: str
    names: Mapping[Name, Position] = field(default_factory=dict)
    crossing: Position | None = None


class NotFoundError(Exception):
    """Names that a table does not have."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = tuple(names)


def placed(uses: Uses, members: Members, address: str) -> list[Placed]:
    """All ways to place the names of a table: several where labels repeat in groups of rows or columns.

    Raises NotFoundError for names that are not there, InputError for names that mean several things.
    """
    labels = members.labels
    uses = replace(uses, texts=[name for name in uses.texts if not line_called(name, labels)])
    meanings = {name: labels.meaning(name) for name in uses.names}
    inner = [part for cell in uses.cells for part in (cell.row, cell.column) if isinstance(part, Name)]
    lost = [written(name) for name in meanings if not meanings[name]]
    lost += [written(name) for name in inner if not labels.meaning(name)]
    lost += [_cell_text(cell) for cell in uses.cells if not _cell_exists(cell, labels)]
    if lost:
        raise NotFoundError(list(dict.fromkeys(lost)))
    axis, running = _axes(uses, meanings, address)
    along = dict.fromkeys(uses.lines, axis) | {name: running for name in uses.runs if running}
    along |= dict.fromkeys((*uses.texts, *uses.groups), COLUMN)
    crossed = bool(uses.lines and uses.runs and axis != running)
    ways = list(_ways(along, meanings, members, address))
    return [_crossed(way, uses, members, address) if crossed else Placed(members, axis, way) for way in ways]


def written(name: Name) -> str:
    """A name as a person reads it."""
    return name.label or f"{name.axis} {name.number}"


def _cell_text(cell: Cell) -> str:
    return cell.label or f"[{cell.row}, {cell.column}]"


def _cell_exists(cell: Cell, labels: Labels) -> bool:
    """Whether a cell named by numbers is inside the grid."""
    grid = labels.table.grid
    row = cell.row if isinstance(cell.row, int) else 1
    column = cell.column if isinstance(cell.column, int) else 1
    return row <= grid.rows and column <= grid.columns


def near(lost: Iterable[str], labels: Labels) -> list[str]:
    """The labels of a table that are nearest to names it does not have."""
    known = {normal(label): label for label in labels.known_labels()}
    found = [known[one] for word in lost for one in difflib.get_close_matches(normal(word), known, n=1, cutoff=0.5)]
    return list(dict.fromkeys(found))[:MOST_NEAR]


def _axes(uses: Uses, meanings: Mapping[Name, Meaning], address: str) -> tuple[str, str]:
    """The axis of the names taken line by line, and of those run over; the same where both are possible."""
    by_line, by_run = (
        [axis for axis in (COLUMN, ROW) if all(_can_be(meanings[name], axis) for name in names)]
        for names in (uses.lines, uses.runs)
    )
    labels = [name for name in (*uses.texts, *uses.groups) if not _can_be(meanings[name], COLUMN)]
    if labels:
        sentence = f"{_quoted(labels[0])} is a row of {address}"
        raise InputError(sentence, "", "labels are compared, and grouped by, in a column of labels")
    if uses.texts or uses.groups:
        by_line = [axis for axis in by_line if axis == COLUMN]
    for names, axes in ((uses.lines, by_line), (uses.runs, by_run)):
        if names and not axes:
            raise _mixed(names, meanings, address)
    if not uses.runs or not uses.lines:
        axis = _single(by_line if uses.lines else by_run, uses.lines or uses.runs, address)
        return (axis if uses.lines else ""), axis
    both = [axis for axis in by_line if axis in by_run]
    if both:
        axis = _single(both, [*uses.lines, *uses.runs], address)
        return axis, axis
    return by_line[0], by_run[0]


def _can_be(meaning: Meaning, axis: str) -> bool:
    return bool(meaning.rows if axis == ROW else meaning.columns or meaning.texts)


def _single(axes: Sequence[str], names: Sequence[Name], address: str) -> str:
    if len(axes) > 1 and names:
        sentence = f"{', '.join(map(_quoted, names[:4]))} are both rows and columns of {address}"
        raise InputError(sentence, "", f"write column {quoted_name(written(names[0]))} or a cell")
    return axes[0] if axes else ""


def _quoted(name: Name) -> str:
    return f'"{written(name)}"'


def _mixed(names: Sequence[Name], meanings: Mapping[Name, Meaning], address: str) -> InputError:
    rows = [_quoted(name) for name in names if not _can_be(meanings[name], COLUMN)]
    columns = [_quoted(name) for name in names if not _can_be(meanings[name], ROW)]
    if not rows:
        return InputError(f"labels are compared, and {', '.join(map(_quoted, names[:4]))} are rows of {address}")
    sentence = f"{', '.join(rows[:4])} is a row and {', '.join(columns[:4])} a column of {address}"
    return InputError(sentence, "", "a row and a column meet in a cell: ['North', 'count']")


def _ways(
    along: Mapping[Name, str], meanings: Mapping[Name, Meaning], members: Members, address: str
) -> Iterator[dict[Name, Position]]:
    """The positions of all names; one way for each group of rows or columns in which a repeated label stands."""
    choices = {name: _positions(meanings[name], axis) for name, axis in along.items()}
    groups = {name: _by_group(positions, members) for name, positions in choices.items() if len(positions) > 1}
    for name, own in groups.items():
        if any(len(several) > 1 for several in own.values()):
            raise _repeated(name, choices[name], members, address)
    single = {name: positions[0] for name, positions in choices.items() if len(positions) == 1}
    if not groups:
        yield single
        return
    shared = set.intersection(*(set(own) for own in groups.values()))
    fixed = {_group(position, members) for position in single.values()} & shared
    if not shared:
        name = next(iter(groups))
        raise _repeated(name, choices[name], members, address)
    order = next(iter(groups.values()))
    for group in order:
        if group in (fixed or shared):
            yield single | {name: own[group][0] for name, own in groups.items()}


def _positions(meaning: Meaning, axis: str) -> list[Position]:
    if axis == ROW:
        return [Position(ROW, row) for row in meaning.rows]
    return [Position(COLUMN, column) for column in meaning.columns or meaning.texts]


def _group(position: Position, members: Members) -> tuple[str, ...]:
    path = members.labels.heading(position.axis, position.number).path
    return tuple(normal(text) for text in path[:-1])


def _by_group(positions: Sequence[Position], members: Members) -> dict[tuple[str, ...], list[Position]]:
    groups: dict[tuple[str, ...], list[Position]] = {}
    for position in positions:
        groups.setdefault(_group(position, members), []).append(position)
    return groups


def _repeated(name: Name, positions: Sequence[Position], members: Members, address: str) -> InputError:
    paths = [BETWEEN.join(members.labels.heading(one.axis, one.number).path) for one in positions]
    axis = positions[0].axis
    sentence = f"{len(positions)} {axis}s of {address} are called {_quoted(name)}"
    other = list(dict.fromkeys(paths))
    hint = f"they are {', '.join(map(quoted_name, other[:4]))}" if len(other) > 1 else f"write {axis} and its number"
    return InputError(sentence, "", hint)


def _crossed(way: dict[Name, Position], uses: Uses, members: Members, address: str) -> Placed:
    """`Total = sum(count)`: the row Total is taken in the column that the function runs over."""
    runs = {way[name] for name in uses.runs}
    if len(runs) > 1:
        raise InputError(
            f"{', '.join(map(_quoted, uses.lines[:4]))} meet several rows or columns of {address}",
            "",
            "name the cell: ['Total', 'count']",
        )
    return Placed(members, "", way, next(iter(runs)))
