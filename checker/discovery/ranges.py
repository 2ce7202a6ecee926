"""Formulas that differ from what their neighbours say: ranges that stop short, numbers typed over formulas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from checker.discovery.formulas import Declared, Spot, declared
from checker.discovery.view import sounds_like_rate
from checker.reading.tables import Heading, Table
from checker.relations import Kind

MATES = 3  # formulas of one form that speak for a line
At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a cell should say, and how many other cells of its line say so."""

    row: int
    column: int
    saying: Declared
    mates: int


def sayings(table: Table) -> dict[At, Declared]:
    """What the formulas of a table declare, by cell."""
    found: dict[At, Declared] = {}
    for at in (*table.figures, *table.gaps):
        cell = table.grid.cells.get(at)
        saying = declared(cell.formula) if cell is not None and cell.formula else None
        if saying is not None:
            found[at] = saying
    return found


def typed_over(table: Table, said: Mapping[At, Declared]) -> Iterator[Expected]:
    """Numbers between two cells of their line whose formulas are the same, moved along."""
    for row in table.rows:
        line = [(row, column) for column in table.columns]
        yield from _typed_over(table, said, line)
    for column in table.columns:
        line = [(row, column) for row in table.rows]
        yield from _typed_over(table, said, line)


def _typed_over(table: Table, said: Mapping[At, Declared], line: list[At]) -> Iterator[Expected]:
    mates = sum(at in said for at in line)
    if mates < MATES:
        return
    for (before, at), (_, after) in pairwise(pairwise(line)):
        cell = table.grid.cells.get(at)
        if at in table.figures and cell is not None and cell.formula is None and before in said and after in said:
            between = _between(said[before], said[after], before, at, after)
            if between is not None:
                yield Expected(*at, between, mates)


def _between(one: Declared, other: Declared, before: At, at: At, after: At) -> Declared | None:
    """The formula in the middle of two that are the same but for what moves along; None if they differ."""
    alike = one.kind is other.kind and one.factor == other.factor and len(one.cells) == len(other.cells)
    if not alike:
        return None
    cells = []
    for (first, weight), (second, other_weight) in zip(one.cells, other.cells, strict=True):
        row = _moved(first[1], second[1], before[0], at[0], after[0])
        column = _moved(first[2], second[2], before[1], at[1], after[1])
        if row is None or column is None or weight != other_weight or first[0] != second[0] or (row, column) == at:
            return None
        spot: Spot = (first[0], row, column)
        cells.append((spot, weight))
    return replace(one, cells=tuple(cells))


def _moved(first: int, second: int, before: int, at: int, after: int) -> int | None:
    """A row or column between two that are fixed, or keep their distance."""
    if first == second:
        return first
    return at + first - before if first - before == second - after else None


def short_ranges(table: Table, said: Mapping[At, Declared]) -> Iterator[Expected]:
    """Sums over a range that leaves out a line of its block, with the range as it should be."""
    sums = {at: cells for at, saying in said.items() if (cells := _summed(saying, at))}
    for at, cells in sums.items():
        vertical = all(column == at[1] for _, column in cells)
        axis = 0 if vertical else 1
        own = frozenset(cell[axis] for cell in cells)
        mates = Counter(
            frozenset(cell[axis] for cell in other)
            for place, other in sums.items()
            if place != at and place[axis] == at[axis] and all(cell[1 - axis] == place[1 - axis] for cell in other)
        )
        wanted, count = _majority(own, mates)
        if count < MATES or not own < wanted:
            wanted, count = own | (_left_out(table, at, own, sums) if vertical else frozenset()), 0
        if own < wanted:
            spots = tuple((_spot(at, line, vertical), said[at].cells[0][1]) for line in sorted(wanted))
            yield Expected(*at, replace(said[at], kind=Kind.SUM, cells=spots), count)


def _majority(own: frozenset[int], mates: Counter[frozenset[int]]) -> tuple[frozenset[int], int]:
    return mates.most_common(1)[0] if mates else (own, 0)


def _spot(at: At, line: int, vertical: bool) -> Spot:
    return (None, line, at[1]) if vertical else (None, at[0], line)


def _summed(saying: Declared, at: At) -> list[At] | None:
    """The cells of a plain sum along the row or the column of its own cell."""
    if saying.kind is not Kind.SUM or len(saying.cells) < 2 or any(weight != 1 for _, weight in saying.cells):
        return None
    cells = [(row, column) for (sheet, row, column), _ in saying.cells if sheet is None]
    along = all(row == at[0] for row, _ in cells) or all(column == at[1] for _, column in cells)
    return cells if along and len(cells) == len(saying.cells) and at not in cells else None


def _left_out(table: Table, at: At, own: frozenset[int], sums: Mapping[At, list[At]]) -> frozenset[int]:
    """The one row between an unbroken range and its total that the range leaves out, as an inserted row is."""
    place = {row: number for number, row in enumerate(table.rows)}
    inside = sorted(place[row] for row in own if row in place)
    if len(inside) < MATES or inside[-1] - inside[0] + 1 != len(inside) or place.get(at[0]) is None:
        return frozenset()
    missing = {place[at[0]] - 1, place[at[0]] + 1} & {inside[-1] + 1, inside[0] - 1}
    rows = frozenset(table.rows[number] for number in missing)
    total, model = table.row_headings[at[0]], table.row_headings[table.rows[inside[0]]]
    return rows if total.total and all(_peer(table, (row, at[1]), model, sums) for row in rows) else frozenset()


def _peer(table: Table, at: At, model: Heading, sums: Mapping[At, list[At]]) -> bool:
    """Whether a cell belongs to the same block as a model: same depth and group, an amount, no total."""
    heading = table.row_headings[at[0]]
    same = heading.depth == model.depth and heading.path[:-1] == model.path[:-1]
    amount = at in table.figures and at not in sums and not sounds_like_rate(heading)
    return same and amount and not (heading.total or heading.of_which)

