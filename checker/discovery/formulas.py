"""What the formulas of a workbook declare: sums, differences, quotients, growth, means, repeats.

A formula that is anything else than these declares nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.reading.formulas import Area, Arithmetic, Call, Node, Number, Text, parse
from checker.relations import Kind

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
