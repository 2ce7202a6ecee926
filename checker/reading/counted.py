"""Whole numbers of what is counted one by one are exact, though no unit is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.figures import NO_UNIT, Figure
from checker.intervals import Interval
from checker.lexicon.counted import says_counted, says_measured
from checker.reading.tables import Heading, Table


def take_counts_as_exact(table: Table) -> None:
    """Make the whole figures exact that a heading says are counts; those with a unit of their own stay.

    A column or a row that shows a decimal anywhere counts nothing, nor does a table that is said to hold
    rates, money, estimates or thousands.
    """
    if table.unit is not NO_UNIT or says_measured(table.title) or says_measured(table.unit_line):
        return
    columns = _standings({column: table.column_headings[column] for column in table.columns})
    rows = _standings({row: table.row_headings[row] for row in table.rows})
    if not any(one > 0 for one in (*columns.values(), *rows.values())):
        return
    broken = [place for place, figure in table.figures.items() if figure.ulp < 1]
    broken_rows, broken_columns = {row for row, _ in broken}, {column for _, column in broken}
    for (row, column), figure in table.figures.items():
        standings = (columns[column], rows[row])
        named = min(standings) >= 0 < max(standings)
        fractional = column in broken_columns if columns[column] > 0 else row in broken_rows
        if named and not fractional and _plain_whole(figure):
            table.figures[row, column] = figure.known_to(Interval.exactly(figure.value))


def _standings(headings: Mapping[int, Heading]) -> dict[int, int]:
    """The standing of each heading; a mere total counts what all the others count."""
    found = {at: _standing(heading.path) for at, heading in headings.items()}
    named = {found[at] for at, heading in headings.items() if not heading.total and found[at] >= 0}
    if named == {1}:
        found.update((at, 1) for at, heading in headings.items() if heading.total and not found[at])
    return found


def _standing(path: Iterable[str]) -> int:
    """1 where a heading names what is counted, -1 where it names what is measured, else 0."""
    texts = list(path)
    if any(map(says_measured, texts)):
        return -1
    return int(any(map(says_counted, texts)))


def _plain_whole(figure: Figure) -> bool:
    return figure.unit is NO_UNIT and figure.ulp == 1 and not figure.soft
