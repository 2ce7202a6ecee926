"""How a formula uses its names: on every line, run over by a function, compared with texts, or to group by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from checker.declared.expressions import (
    Binary,
    Call,
    Cell,
    Comparison,
    Condition,
    Expression,
    Formula,
    Grouped,
    Logical,
    Member,
    Name,
    Negative,
    Part,
    Previous,
    Range,
    Text,
    walk,
)
from checker.declared.labels import COLUMN, NOTHING, ROW, Labels, Meaning, normal

LINES = {"row": ROW, "行": ROW, "column": COLUMN, "栏": COLUMN, "列": COLUMN}  # what a line itself is called
RUNNING = frozenset({"sum", "average", "count", "min", "max"})
Reading = Callable[[str], Sequence[Labels]]  # the tables that a word before ! means; plain names have none
Node = TypeVar("Node", bound=Part)


@dataclass(slots=True)
class Uses:
    """The names and cells of one table in a formula; `lines` are taken line by line, `runs` over all details."""

    lines: list[Name] = field(default_factory=list)
    runs: list[Name] = field(default_factory=list)
    texts: list[Name] = field(default_factory=list)
    groups: list[Name] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)

    @property
    def names(self) -> list[Name]:
        """All names, those inside cells left out."""
        return [*self.lines, *self.runs, *self.texts, *self.groups]


def uses_of(formula: Formula, where: Condition | None) -> dict[str, Uses]:
    """The uses by the word before !, empty for plain names; in the order they are first met."""
    found: dict[str, Uses] = {}
    for node in (formula.claim, formula.condition, where):
        for use, manner in _uses(node, False) if node else ():
            own = found.setdefault(use.table, Uses())
            _add(own, use, manner)
    return found


def _add(uses: Uses, use: Name | Cell, manner: str) -> None:
    listed: list[Name | Cell] = getattr(uses, manner)
    if use not in listed:
        listed.append(use)


def _uses(node: Part, running: bool) -> Iterator[tuple[Name | Cell, str]]:
    match node:
        case Name():
            yield node, "runs" if running else "lines"
        case Cell():
            yield node, "cells"
        case Range(first=first, last=last):
            for end in (first, last):
                yield replace(end, table=node.table), "cells" if isinstance(end, Cell) else "lines"
        case Member(operand=operand):
            yield operand, "texts"
        case Grouped(operand=operand):
            yield from _uses(operand, running)
            yield group_of(node), "groups"
        case _:
            inner = running or runs_over(node)
            for part in _children(node):
                yield from _uses(part, inner)


def line_called(name: Name, labels: Labels) -> str:
    """The axis of the line itself, where a condition compares its label: `row != 'Total'`, `column in ('a', 'b')`."""
    axis = "" if name.table or name.quoted else LINES.get(normal(name.label), "")
    return axis if axis and not labels.meaning(name) else ""


def group_of(node: Grouped) -> Name:
    """The column of labels that a claim is grouped by, in the table of what is claimed."""
    return replace(node.by, table=node.operand.table) if isinstance(node.operand, Name) else node.by


def runs_over(node: Part) -> bool:
    """Whether a function goes over all details: it has one argument, which is no range of cells."""
    if not isinstance(node, Call) or node.function not in RUNNING or len(node.arguments) != 1:
        return False
    return not isinstance(node.arguments[0], Range) and any(isinstance(part, Name) for part in walk(node.arguments[0]))


def _children(node: Part) -> tuple[Part, ...]:
    match node:
        case Negative(operand=operand) | Previous(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return left, right
        case Call(arguments=arguments):
            return arguments
        case Comparison(operands=operands):
            return operands
        case Logical(operands=conditions):
            return conditions
    return ()


def settled(formula: Formula, reading: Reading) -> Formula:
    """The formula as it reads in its tables: B7 may be a label there, and a quotation a column or a text."""
    claim = _settled(formula.claim, reading)
    condition = settled_condition(formula.condition, reading) if formula.condition else None
    return Formula(claim, condition, formula.text)


def _meant(name: Name, reading: Reading) -> Meaning:
    """What a name means in its table; in the first that has it, where the word before ! means several."""
    meanings = (labels.meaning(name) for labels in reading(name.table))
    return next((meaning for meaning in meanings if meaning), NOTHING)


def settled_condition(condition: Condition, reading: Reading) -> Condition:
    """The same for a condition that stands alone."""
    return _settled(condition, reading)


def _settled(node: Node, reading: Reading) -> Node:
    return _rewritten(node, reading)  # type: ignore[return-value]


def _rewritten(node: Part, reading: Reading) -> Part:
    match node:
        case Cell(label=label) if label and _meant(name := Name(label, node.table, span=node.span), reading):
            return name
        case Comparison(operands=operands):
            return _compared(node, reading) if _with_text(operands) else _mapped(node, reading)
        case Negative() | Previous() | Binary() | Call() | Logical() | Grouped() | Range():
            return _mapped(node, reading)
    return node


def _mapped(node: Part, reading: Reading) -> Part:
    """The node with all its parts rewritten."""

    def inner(one: Expression) -> Expression:
        return _settled(one, reading)

    match node:
        case Negative(operand=operand) | Previous(operand=operand):
            return replace(node, operand=inner(operand))
        case Binary(left=left, right=right):
            return replace(node, left=inner(left), right=inner(right))
        case Call(arguments=arguments):
            return replace(node, arguments=tuple(map(inner, arguments)))
        case Comparison(operands=operands):
            return replace(node, operands=tuple(map(inner, operands)))
        case Logical(operands=conditions):
            return replace(node, operands=tuple(_settled(one, reading) for one in conditions))
        case Grouped(operand=operand):
            return replace(node, operand=inner(operand))
        case Range(first=first, last=last):
            return replace(node, first=_settled(first, reading), last=_settled(last, reading))
    return node


def _with_text(operands: tuple[Expression, ...]) -> bool:
    return len(operands) == 2 and isinstance(operands[1], Text)


def _compared(node: Comparison, reading: Reading) -> Condition:
    """`region = 'North'`: a comparison of labels, unless both sides name figures."""
    left, right = node.operands
    left = _settled(left, reading)
    assert isinstance(right, Text)
    other = Name(right.value, quoted=True, span=right.span)
    textual = isinstance(left, Name) and (_meant(left, reading).texts or not _meant(other, reading).columns)
    if not textual or not isinstance(left, Name):
        return replace(node, operands=(left, other))
    member = Member(left, (right,), node.span)
    return member if node.operators == ("=",) else Logical("not", (member,), node.span)
