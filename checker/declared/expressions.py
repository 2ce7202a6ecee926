"""The tree of a formula. Every part knows its span: the code points of the formula it was read from.

Spans and the text of a formula take no part in comparisons, so two formulas that say the same are equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

Span = tuple[int, int]
NOWHERE: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Number:
    """A constant as written: `5%` is 5 with the unit %. Units: nothing, %, ‰, 万, 亿."""

    value: Fraction
    unit: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A text in a condition: an item of `in (...)`, or a quotation to the right of = or !=.

    The latter may turn out to name a column; what the names mean is not known here.
    """

    value: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A row or column: by its label, or by its number (`column 3`, `第7行`; the label is empty then).

    `table` is what stands before the !, `axis` is row or column where the formula says which.
    """

    label: str
    table: str = ""
    axis: str = ""
    number: int | None = None
    quoted: bool = False
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by row and column, counted from 1 in the raw grid, or by their labels.

    `label` is the reference as written where it is one of letters and digits (`B7`, `Q1`): a row or column that
    is called so wins over the cell.
    """

    row: int | Name
    column: int | Name
    table: str = ""
    label: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Range:
    """From a cell to a cell, or from a label to a label of the same axis, both included."""

    first: Name | Cell
    last: Name | Cell
    table: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Negative:
    """The operand with its sign changed."""

    operand: Expression
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands joined by +, -, * or /."""

    operator: str
    left: Expression
    right: Expression
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of one or more arguments: sum, average, count, min, max, abs or round."""

    function: str
    arguments: tuple[Expression, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Previous:
    """The operand one row, period or file earlier; `by` is empty where the formula does not say which."""

    operand: Expression
    by: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Grouped:
    """`X by G`: the claim holds for every value of the label column G."""

    operand: Expression
    by: Name
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Operands with =, <=, >=, <, > or != between each two: `a <= b <= c` has three and two."""

    operands: tuple[Expression, ...]
    operators: tuple[str, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Member:
    """Whether the label in a column of labels is one of some texts."""

    operand: Name
    texts: tuple[Text, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Logical:
    """Conditions joined by and or or, or one condition denied by not."""

    operator: str
    operands: tuple[Condition, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Formula:
    """What must hold, and where: `if condition then claim`."""

    claim: Comparison
    condition: Condition | None = None
    text: str = field(default="", compare=False)


Expression = Number | Text | Name | Cell | Range | Negative | Binary | Call | Previous | Grouped
Condition = Comparison | Member | Logical
Part = Expression | Condition


def parts(node: Part) -> tuple[Part, ...]:
    """The parts a node is directly made of, from left to right."""
    match node:
        case Cell(row=row, column=column):
            return tuple(one for one in (row, column) if isinstance(one, Name))
        case Range(first=first, last=last):
            return first, last
        case Negative(operand=operand) | Previous(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return left, right
        case Call(arguments=arguments):
            return arguments
        case Grouped(operand=operand, by=by):
            return operand, by
        case Comparison(operands=operands):
            return operands
        case Member(operand=operand, texts=texts):
            return (operand, *texts)
        case Logical(operands=conditions):
            return conditions
    return ()


def walk(node: Part) -> Iterator[Part]:
    """The node and all parts of it, from left to right, each before its own parts."""
    waiting: list[Part] = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(parts(one)))
