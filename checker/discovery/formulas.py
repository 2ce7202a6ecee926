"""What the formulas of a workbook declare: sums, differences, quotients, growth, means, repeats.

The figures of such a relation are taken at their stored precision, not the printed one: that is what the
spreadsheet computed with. A formula that is anything else than these declares nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.figures import NO_UNIT, Figure, Gap, Place
from checker.intervals import Interval
from checker.reading.formulas import Area, Arithmetic, Call, Node, Number, Text, parse
from checker.reading.grid import Cell, Grid
from checker.reading.numbers import Style, number_of
from checker.reading.tables import Table
from checker.relations import Basis, Kind, Relation, Term

FLOATING = Fraction(1, 10**11)  # what binary arithmetic may lose of a number, and of what is added to it
ONE = Fraction(1)
Spot = tuple[str | None, int, int]  # the sheet if another one, row, column
Linear = dict[Spot, Fraction]


@dataclass(frozen=True, slots=True)
class Declared:
    """What a formula says: a kind, the cells in order with their weights, a factor, decimals it rounds to."""

    kind: Kind
    cells: tuple[tuple[Spot, Fraction], ...]
    factor: Fraction = ONE
    rounded: Fraction | None = None


def declared(formula: str) -> Declared | None:
    """What a formula says about its own cell, if it is one of the simple forms."""
    node = parse(formula)
    if node is None:
        return None
    node, rounded = _unwrapped(node)
    for reader in (_mean, _change, _quotient, _weighted):
        found = reader(node)
        if found is not None:
            return replace(found, rounded=rounded)
    return None


def _unwrapped(node: Node) -> tuple[Node, Fraction | None]:
    """The arithmetic inside ROUND, IFERROR and an IF that only guards it, and the place it is rounded to."""
    rounded = None
    while isinstance(node, Call):
        arguments = node.arguments
        if node.name == "ROUND" and len(arguments) == 2 and isinstance(arguments[1], Number):
            node, rounded = arguments[0], Fraction(10) ** -int(arguments[1].value)
        elif node.name == "IFERROR" and len(arguments) == 2:
            node = arguments[0]
        elif node.name == "IF" and len(arguments) == 3 and Text() in arguments[1:]:
            node = arguments[2] if arguments[1] == Text() else arguments[1]
        else:
            break
    return node, rounded


def _mean(node: Node) -> Declared | None:
    if not isinstance(node, Call) or node.name != "AVERAGE":
        return None
    cells = [spot for argument in node.arguments for spot in _spots(argument)]
    areas = all(isinstance(argument, Area) for argument in node.arguments)
    return Declared(Kind.AVERAGE, tuple((spot, ONE) for spot in cells)) if areas and cells else None


def _spots(node: Node) -> Iterator[Spot]:
    if isinstance(node, Area):
        yield from ((node.sheet, row, column) for row, column in node.cells())


def _scaled(node: Node) -> tuple[Node, Fraction]:
    """A node without the numbers it is multiplied or divided by, and their product."""
    factor = ONE
    while isinstance(node, Arithmetic) and node.sign in "*/":
        if isinstance(node.right, Number) and node.right.value:
            factor = factor * node.right.value if node.sign == "*" else factor / node.right.value
            node = node.left
        elif isinstance(node.left, Number) and node.sign == "*":
            factor, node = factor * node.left.value, node.right
        else:
            break
    return node, factor


def _quotient(node: Node) -> Declared | None:
    inner, factor = _scaled(node)
    if not isinstance(inner, Arithmetic) or inner.sign != "/":
        return _reordered(node)
    above, below = _cell(inner.left), _cell(inner.right)
    if above is None or below is None or above[0] == below[0]:
        return None
    return Declared(Kind.RATIO, ((above[0], ONE), (below[0], ONE)), factor * above[1] / below[1])


def _reordered(node: Node) -> Declared | None:
    """A quotient written as 100 * a / b: the division stands above the multiplication."""
    if not isinstance(node, Arithmetic) or node.sign != "/":
        return None
    above, below = _cell(node.left), _cell(node.right)
    if above is None or below is None or above[0] == below[0]:
        return None
    return Declared(Kind.RATIO, ((above[0], ONE), (below[0], ONE)), above[1] / below[1])


def _cell(node: Node) -> tuple[Spot, Fraction] | None:
    """A single cell, and what it is multiplied by."""
    inner, factor = _scaled(node)
    if isinstance(inner, Area) and inner.single and factor:
        return (inner.sheet, inner.top, inner.left), factor
    return None


def _change(node: Node) -> Declared | None:
    """(b / a - 1) * k, (b - a) / a * k and b / a * k - k."""
    inner, factor = _scaled(node)
    if not isinstance(inner, Arithmetic):
        return None
    if inner.sign == "-" and isinstance(inner.right, Number) and inner.right.value:
        found = _quotient(inner.left)
        size = inner.right.value
        if found is not None and found.factor == size:
            (new, _), (old, _) = found.cells
            return Declared(Kind.GROWTH, ((old, ONE), (new, ONE)), factor * size)
    if inner.sign == "/":
        base = _cell(inner.right)
        change = _linear(inner.left)
        if base and change and len(change) == 2 and base[1] == 1 and change.get(base[0]) == -1:
            new = next(spot for spot in change if spot != base[0])
            if change[new] == 1:
                return Declared(Kind.GROWTH, ((base[0], ONE), (new, ONE)), factor)
    return None


def _weighted(node: Node) -> Declared | None:
    terms = _linear(node)
    if not terms or not all(terms.values()):
        return None
    if len(terms) == 1 and next(iter(terms.values())) == 1:
        return Declared(Kind.REPEAT, tuple(terms.items()))
    first = next(iter(terms.values()))
    minus = any(weight < 0 for weight in terms.values()) and first > 0
    return Declared(Kind.DIFFERENCE if minus else Kind.SUM, tuple(terms.items()))


def _linear(node: Node) -> Linear | None:
    """Cells with their weights, for what only adds, subtracts and multiplies by numbers; None for anything else."""
    inner, factor = _scaled(node)
    if isinstance(inner, Area):
        return dict.fromkeys(_spots(inner), factor) if inner.single else None
    if isinstance(inner, Call) and inner.name == "SUM":
        parts = [dict.fromkeys(_spots(a), ONE) if isinstance(a, Area) else _linear(a) for a in inner.arguments]
        return _added(parts, factor)
    if isinstance(inner, Arithmetic) and inner.sign in "+-":
        right = _linear(inner.right)
        if right is not None and inner.sign == "-":
            right = {spot: -weight for spot, weight in right.items()}
        return _added([_linear(inner.left), right], factor)
    return None


def _added(parts: list[Linear | None], factor: Fraction) -> Linear | None:
    total: Linear = {}
    for part in parts:
        if part is None:
            return None
        for spot, weight in part.items():
            total[spot] = total.get(spot, Fraction(0)) + weight * factor
    return total or None


Lookup = Callable[[Spot], Figure | Gap | None]


def relation_of(saying: Declared, result: Figure | Gap, look_up: Lookup) -> Relation | None:
    """The relation a formula declares for its cell; None where its cells hold no figures to compare."""
    found = [(look_up(spot), weight) for spot, weight in saying.cells]
    figures = [(thing, weight) for thing, weight in found if isinstance(thing, Figure)]
    missing = tuple(thing for thing in (*(thing for thing, _ in found), result) if isinstance(thing, Gap))
    if not figures or (saying.kind in IN_ORDER and len(figures) + len(missing) < len(found)):
        return None
    stated = result if isinstance(result, Figure) else None
    terms = tuple(Term(figure, weight * _percent(stated) / _percent(figure)) for figure, weight in figures)
    if saying.kind is Kind.REPEAT:
        return _repeat(stated, terms, missing)
    if _other_scale(saying, stated, terms):
        return None
    factor = ONE if saying.kind in ADDED else saying.factor * _percent(stated)
    if saying.kind in IN_ORDER:
        if saying.kind is Kind.RATIO and not missing:
            factor = factor * _percent(terms[1].figure) / _percent(terms[0].figure)
        terms = tuple(Term(term.figure) for term in terms)
    rounded = saying.rounded * _percent(stated) if saying.rounded else None
    terms = _comparable(terms, stated if saying.kind in ADDED else None)
    return Relation(
        saying.kind, stated, terms, Basis.DECLARED, factor, missing=missing, resolution=rounded, note="formula"
    )


IN_ORDER = frozenset({Kind.RATIO, Kind.GROWTH, Kind.REPEAT})
ADDED = frozenset({Kind.SUM, Kind.DIFFERENCE, Kind.AVERAGE})


def _repeat(stated: Figure | None, terms: tuple[Term, ...], missing: tuple[Gap, ...]) -> Relation | None:
    """A cell that shows another one."""
    if stated is None or missing or terms[0].weight != 1:
        return None
    figures = _comparable((Term(stated), terms[0]), None)
    return Relation(Kind.REPEAT, None, figures, Basis.DECLARED, note="formula")


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


def _other_scale(saying: Declared, stated: Figure | None, terms: tuple[Term, ...]) -> bool:
    """Whether a sum differs from what its cell shows by thousands: a number format that shows thousands."""
    if saying.kind not in ADDED or stated is None or not stated.value:
        return False
    total = sum((term.weight * term.figure.value for term in terms), Fraction(0))
    if saying.kind is Kind.AVERAGE:
        total /= len(terms)
    return any(abs(total / stated.value / scale - 1) < NEARLY for scale in SHOWN_IN)


NEARLY = Fraction(1, 1000)
SHOWN_IN = tuple(Fraction(10) ** power for power in (3, -3, 4, -4, 6, -6))


def at_stored_precision(figure: Figure, cell: Cell) -> Figure:
    """The figure with what the spreadsheet keeps of it, but for the noise of binary arithmetic."""
    if cell.stored is None:
        return figure
    interval = Interval.around(cell.stored, abs(cell.stored) * FLOATING)
    return replace(figure, value=cell.stored, interval=interval, shown=figure.interval)


class Cells:
    """The figures and gaps of one sheet by place, also of cells outside any table."""

    def __init__(self, grid: Grid, tables: Iterable[Table]) -> None:
        self.grid = grid
        self.known: dict[tuple[int, int], Figure | Gap] = {}
        for table in tables:
            self.known.update(table.gaps)
            self.known.update(table.figures)

    def at(self, row: int, column: int) -> Figure | Gap | None:
        """The figure of a cell at its stored precision, its gap, or None for a text or an empty cell."""
        cell = self.grid.cells.get((row, column))
        thing = self.known.get((row, column))
        if cell is None:
            return None
        if isinstance(thing, Gap):
            return thing if cell.formula is not None and not cell.text.strip() else None
        return at_stored_precision(thing, cell) if thing else self._alone(cell, row, column)

    def own(self, spot: Spot) -> Figure | Gap | None:
        """The same for a cell as a formula names it; None where that is on another sheet."""
        sheet, row, column = spot
        return self.at(row, column) if sheet is None else None

    def _alone(self, cell: Cell, row: int, column: int) -> Figure | None:
        """The number of a cell that no table claims."""
        number = number_of(cell.text, Style()) if cell.stored is not None and not cell.date else None
        if number is None:
            return None
        ulp = Fraction(1, 10**number.decimals)
        place = Place(self.grid.path, self.grid.sheet, row, column, self.grid.table)
        figure = Figure(cell.text, number.value, ulp, Interval.around(number.value, ulp / 2), place)
        return at_stored_precision(figure, cell)
