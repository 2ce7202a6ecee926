"""A formula once its names are figures: the claim that a relation of kind formula carries.

Figures are known by their number among `Relation.figures`, gaps by their number among `Relation.missing`, so that
the same claim serves every line of a table and stays true when a figure is replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.figures import NO_UNIT, Unit
from checker.intervals import Interval


@dataclass(frozen=True, slots=True)
class Item:
    """A figure, by its number."""

    index: int


@dataclass(frozen=True, slots=True)
class Lack:
    """A gap, by its number; `silent` where it may stand for nothing."""

    index: int
    silent: bool = True


@dataclass(frozen=True, slots=True)
class Amount:
    """A constant as written; units: nothing, %, ‰, 万, 亿."""

    value: Fraction
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """What a function gives of so many figures that they are not carried one by one."""

    interval: Interval
    value: Fraction
    unit: Unit = NO_UNIT
    count: int = 0


@dataclass(frozen=True, slots=True)
class Added:
    """The sum of parts; `called` where the function sum was written."""

    parts: tuple[Bound, ...]
    called: bool = False


@dataclass(frozen=True, slots=True)
class Minus:
    """The operand with its sign changed."""

    operand: Bound


@dataclass(frozen=True, slots=True)
class Times:
    """The product of two."""

    left: Bound
    right: Bound


@dataclass(frozen=True, slots=True)
class Over:
    """The quotient of two."""

    left: Bound
    right: Bound


@dataclass(frozen=True, slots=True)
class Applied:
    """average, count, min, max, abs or round of parts."""

    function: str
    parts: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Operands with =, <=, >=, <, > or != between each two."""

    operands: tuple[Bound, ...]
    operators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A claim that cannot be decided, whatever the figures, with the reason."""

    reason: str


Bound = Item | Lack | Amount | Whole | Added | Minus | Times | Over | Applied
Claim = Compared | Unsettled


def renumbered(node: Bound, leaf: Callable[[Item], Bound]) -> Bound:
    """The node with every figure replaced."""
    match node:
        case Item():
            return leaf(node)
        case Added(parts=parts) | Applied(parts=parts):
            return replace(node, parts=tuple(renumbered(part, leaf) for part in parts))
        case Minus(operand=operand):
            return Minus(renumbered(operand, leaf))
        case Times(left=left, right=right):
            return Times(renumbered(left, leaf), renumbered(right, leaf))
        case Over(left=left, right=right):
            return Over(renumbered(left, leaf), renumbered(right, leaf))
    return node


def items(node: Bound) -> Iterator[int]:
    """The numbers of the figures of a node, from left to right, as often as they stand there."""
    match node:
        case Item(index=index):
            yield index
        case Added(parts=parts) | Applied(parts=parts):
            for part in parts:
                yield from items(part)
        case Minus(operand=operand):
            yield from items(operand)
        case Times(left=left, right=right) | Over(left=left, right=right):
            yield from items(left)
            yield from items(right)
