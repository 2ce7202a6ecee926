"""From what a formula declares to a relation between figures.

The figures are taken at their stored precision, not the printed one: that is what the spreadsheet computed
with. Where a formula names what is no figure (a date, a number kept as text, a sheet that was not read),
nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction

from checker.discovery.formulas import ONE, Declared, Spot
from checker.figures import NO_UNIT, Figure, Gap, Place
from checker.intervals import Interval
from checker.reading.grid import Cell, Grid
from checker.reading.numbers import Style, number_of
from checker.reading.tables import Table
from checker.relations import Basis, Kind, Relation, Term

FLOATING = Fraction(1, 10**11)  # what binary arithmetic may lose of a number, and of what is added to it
NEARLY = Fraction(1, 1000)
POWERS = tuple(Fraction(10) ** power for power in (-8, -6, -4, -3, -2, 2, 3, 4, 6, 8))
IN_ORDER = frozenset({Kind.RATIO, Kind.GROWTH})
UNCLEAR = "?"  # the text of a gap that stands for what a formula names and is no figure

Thing = Figure | Gap | None
Lookup = Callable[[Spot], Thing]


def relation_of(saying: Declared, result: Figure | Gap, look_up: Lookup) -> Relation | None:
    """The relation a formula declares for its cell; None where its cells hold no figures to compare."""
    found = [(look_up(spot), weight) for spot, weight in saying.cells]
    gaps = tuple(thing for thing in (*(thing for thing, _ in found), result) if isinstance(thing, Gap))
    figures = [(thing, weight) for thing, weight in found if isinstance(thing, Figure)]
    stated = result if isinstance(result, Figure) else None
    if not figures or any(gap.text.strip() for gap in gaps):
        return None
    if any(stated is not None and figure.place == stated.place for figure, _ in figures):
        return None
    if saying.kind in IN_ORDER or saying.kind is Kind.REPEAT:
        if len(figures) < len(found) and not gaps:
            return None
        return _paired(saying, stated, [figure for figure, _ in figures], gaps)
    terms = tuple(Term(figure, weight * _percent(stated) / _percent(figure)) for figure, weight in figures)
    if _shown_in_thousands(saying, stated, terms):
        return None
    return _declared(saying, stated, _comparable(terms, stated), ONE, gaps)


def _paired(
    saying: Declared, stated: Figure | None, figures: list[Figure], gaps: tuple[Gap, ...]
) -> Relation | None:
    """A quotient, a growth or a repeat: its figures in order."""
    if saying.kind is Kind.REPEAT:
        if stated is None or gaps or _percent(stated) != _percent(figures[0]):
            return None
        terms = _comparable((Term(stated), Term(figures[0])), None)
        return Relation(Kind.REPEAT, None, terms, Basis.DECLARED, note="formula")
    terms = _comparable(tuple(Term(figure) for figure in figures), None)
    factor = saying.factor
    if stated is not None and not gaps:
        scale = _scale(saying, stated, figures)
        if scale is None:
            return None
        factor *= scale
    return _declared(saying, stated, terms, factor, gaps)


def _scale(saying: Declared, stated: Figure, figures: list[Figure]) -> Fraction | None:
    """What number formats multiply a quotient by: 100 for percent; None where they show thousands.

    A percent sign may be written by the format of a cell that holds 47.2, so that every reading is tried.
    """
    first, second = figures
    usual = Fraction(_percent(stated))
    if saying.kind is Kind.RATIO:
        usual *= Fraction(_percent(second), _percent(first))
    base = first.value if saying.kind is Kind.GROWTH else second.value
    if not base or not stated.value:
        return usual
    change = second.value / first.value - 1 if saying.kind is Kind.GROWTH else first.value / second.value
    off = saying.factor * change / stated.value
    signs = any("%" in figure.text for figure in (stated, first, second))
    for scale in (usual, ONE, Fraction(100), Fraction(1, 100)) if signs else (usual,):
        if abs(off * scale - 1) < NEARLY:
            return scale
    return None if any(abs(off / power - 1) < NEARLY for power in POWERS) else usual


def _declared(
    saying: Declared, stated: Figure | None, terms: tuple[Term, ...], factor: Fraction, gaps: tuple[Gap, ...]
) -> Relation:
    rounded = saying.rounded * _percent(stated) if saying.rounded else None
    return Relation(
        saying.kind, stated, terms, Basis.DECLARED, factor, missing=gaps, resolution=rounded, note="formula"
    )


def _percent(figure: Figure | None) -> int:
    """100 for a figure whose cell shows its value times 100."""
    return 100 if figure is not None and "%" in figure.text else 1


def _comparable(terms: tuple[Term, ...], result: Figure | None) -> tuple[Term, ...]:
    """The terms without units where these differ: a formula converts nothing by itself."""
    units = {figure.unit.symbol for figure in (*(t.figure for t in terms), *([result] if result else ()))}
    if len(units - {""}) < 2:
        return terms
    unit = result.unit if result else NO_UNIT
    return tuple(replace(term, figure=replace(term.figure, unit=unit)) for term in terms)


def _shown_in_thousands(saying: Declared, stated: Figure | None, terms: tuple[Term, ...]) -> bool:
    """Whether a sum differs from what its cell shows by a power of ten, as number formats make it."""
    if stated is None or not stated.value:
        return False
    total = sum((term.weight * term.figure.value for term in terms), Fraction(0))
    if saying.kind is Kind.AVERAGE:
        total /= len(terms)
    return any(abs(total / stated.value / power - 1) < NEARLY for power in POWERS)


class Cells:
    """The figures and gaps of one sheet by place, also of cells outside any table."""

    def __init__(self, grid: Grid, tables: Iterable[Table]) -> None:
        self.grid = grid
        self.known: dict[tuple[int, int], Figure] = {}
        for table in tables:
            self.known.update(table.figures)

    def at(self, row: int, column: int) -> Thing:
        """The figure of a cell at its stored precision; None for an empty cell or a mere text.

        A gap without text is a formula without a stored value, one with text what is no figure and no
        mere text either: a date, an error, a number that is kept as text.
        """
        cell = self.grid.cells.get((row, column))
        if cell is None:
            return None
        place = Place(self.grid.path, self.grid.sheet, row, column, self.grid.table)
        if cell.date:
            return Gap(UNCLEAR, place)
        if (row, column) in self.known:
            return at_stored_precision(self.known[row, column], cell)
        if cell.stored is not None:
            return at_stored_precision(_alone(cell, place), cell)
        if cell.formula is not None:
            return Gap(cell.text, place)
        return Gap(UNCLEAR, place) if number_of(cell.text, Style()) else None

    def own(self, spot: Spot) -> Thing:
        """The same for a cell as a formula names it; unclear where that is on another sheet."""
        sheet, row, column = spot
        return self.at(row, column) if sheet is None else Gap(UNCLEAR, Place(self.grid.path, sheet, row, column))


def at_stored_precision(figure: Figure, cell: Cell) -> Figure:
    """The figure with what the spreadsheet keeps of it, but for the noise of binary arithmetic."""
    if cell.stored is None:
        return figure
    interval = Interval.around(cell.stored, abs(cell.stored) * FLOATING)
    return replace(figure, value=cell.stored, interval=interval, shown=figure.interval)


def _alone(cell: Cell, place: Place) -> Figure:
    """The number of a cell that no table claims, or that is not shown."""
    number = number_of(cell.text, Style())
    ulp = Fraction(1, 10**number.decimals) if number else ONE
    stored = cell.stored or Fraction(0)
    return Figure(cell.text, stored, ulp, Interval.around(stored, ulp / 2), place)
