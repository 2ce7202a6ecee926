"""Comparisons as linear forms, so that two formulas that say the same, or the opposite, can be seen to.

Only what is certain is compared. A name, a cell, a quotient and every other part that is no sum stands for itself;
a constant takes its unit from the figures it stands with, so constants are compared between comparisons of the same
figures only, and a product with a power of ten, which may convert units, stands for itself too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from checker.declared.expressions import (
    Binary,
    Call,
    Cell,
    Comparison,
    Expression,
    Grouped,
    Logical,
    Name,
    Negative,
    Number,
    Part,
    Previous,
    Range,
    Text,
    parts,
    walk,
)
from checker.declared.labels import normal
from checker.declared.uses import runs_over

ONE = Fraction(1)
PERCENT, MANY = "%", "万"
SCALES = {"%": (PERCENT, Fraction(1, 100)), "‰": (PERCENT, Fraction(1, 1000))}
SCALES |= {"万": (MANY, Fraction(10**4)), "亿": (MANY, Fraction(10**8)), "": ("", ONE)}
NEVER_NEGATIVE = ("abs(", "count(")

Weights = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Link:
    """`weights` of all parts add up to something that is = 0, <= 0, < 0 or != 0.

    The keys are parts as written; those of constants say with which parts they stand. All constants are positive.
    """

    weights: Weights
    operator: str
    constants: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[frozenset[tuple[str, Fraction]], str]:
        """What it says, whatever number it is multiplied by."""
        if not self.weights:
            return frozenset(), self.operator
        first = self.weights[min(self.weights)]
        scale = abs(first) if self.operator in ("<", "<=") else first
        return frozenset((part, weight / scale) for part, weight in self.weights.items()), self.operator


def links_of(claim: Comparison, table: str = "") -> list[Link]:
    """The comparisons of a claim, each between two operands; `table` is the table that plain names mean."""
    pairs = zip(claim.operators, pairwise(claim.operands), strict=True)
    found = [_link(operator, left, right, table) for operator, (left, right) in pairs]
    context = _context(claim, table)
    return [_within(link, context) for link in found] if context else found


def _context(claim: Comparison, table: str) -> str:
    """What a claim groups by and runs over: there its names mean other figures than elsewhere."""
    groups = {spelled(node.by, table) for node in walk(claim) if isinstance(node, Grouped)}
    return " | ".join(sorted(groups | {spelled(node, table) for node in walk(claim) if runs_over(node)}))


def _within(link: Link, context: str) -> Link:
    weights = {f"{part} in {context}": weight for part, weight in link.weights.items()}
    return Link(weights, link.operator, frozenset(f"{part} in {context}" for part in link.constants))


def _link(operator: str, left: Expression, right: Expression, table: str) -> Link:
    if operator in (">", ">="):
        return _link(operator.replace(">", "<"), right, left, table)
    weights: dict[str, Fraction] = {}
    for side, sign in ((left, ONE), (right, -ONE)):
        for part, weight in _linear(side, table).items():
            weights[part] = weights.get(part, Fraction(0)) + weight * sign
    parts = sorted(part for part in weights if part not in (PERCENT, MANY, ""))
    known = {part: weight for part, weight in weights.items() if weight}
    company = " | ".join(parts)
    named = {
        f"{part} with {company}" if part in (PERCENT, MANY, "") else part: weight for part, weight in known.items()
    }
    constants = frozenset(one for one in named if one not in known)
    return Link(named, operator, constants)


def _linear(node: Expression, table: str) -> dict[str, Fraction]:
    """An expression as parts with weights."""
    match node:
        case Number(value=value, unit=unit):
            kind, scale = SCALES[unit]
            return {kind: value * scale}
        case Negative(operand=operand):
            return _times(_linear(operand, table), -ONE)
        case Binary(operator="+" | "-" as sign, left=left, right=right):
            return _added(_linear(left, table), _times(_linear(right, table), ONE if sign == "+" else -ONE))
        case Binary(operator="*" | "/" as sign, left=left, right=right):
            factor, other = _factor(sign, left, right)
            if factor is not None and not _power_of_ten(factor):
                return _times(_linear(other, table), factor)
        case Call(function="sum", arguments=arguments) if len(arguments) > 1 and not _ranges(arguments):
            total: dict[str, Fraction] = {}
            for one in arguments:
                total = _added(total, _linear(one, table))
            return total
    return {spelled(node, table): ONE}


def _ranges(arguments: tuple[Expression, ...]) -> bool:
    return any(isinstance(one, Range) for one in arguments)


def _factor(sign: str, left: Expression, right: Expression) -> tuple[Fraction | None, Expression]:
    """The constant that the other side is multiplied by, if one of them is a plain constant."""
    if sign == "*" and isinstance(left, Number) and not left.unit:
        return left.value, right
    if isinstance(right, Number) and not right.unit and (sign == "*" or right.value):
        return (right.value if sign == "*" else 1 / right.value), left
    return None, left


def _power_of_ten(factor: Fraction) -> bool:
    """Whether a factor may stand for a conversion of units."""
    digits = str(max(factor.numerator, factor.denominator))
    return factor != 1 and min(factor.numerator, factor.denominator) == 1 and not digits.strip("0").strip("1")


def _times(weights: Weights, factor: Fraction) -> dict[str, Fraction]:
    return {part: weight * factor for part, weight in weights.items()}


def _added(one: Weights, other: Weights) -> dict[str, Fraction]:
    total = dict(one)
    for part, weight in other.items():
        total[part] = total.get(part, Fraction(0)) + weight
    return total


def spelled(node: Part, table: str = "") -> str:
    """A part as text, the same for every way to write its names and parentheses; plain names are of `table`."""
    match node:
        case Number(value=value, unit=unit):
            return f"{value}{unit}"
        case Text(value=text):
            return repr(normal(text))
        case Name(label=label, table=own, axis=axis, number=number):
            return f"{own or table}!{axis}{number or ''}{normal(label)!r}"
        case Cell(row=row, column=column, table=own):
            ends = (str(one) if isinstance(one, int) else spelled(one, own or table) for one in (row, column))
            return f"{own or table}![{', '.join(ends)}]"
        case Range(first=first, last=last, table=own):
            return f"{spelled(first, own or table)}:{spelled(last, own or table)}"
    return f"{_head(node)}({', '.join(spelled(one, table) for one in parts(node))})"


def _head(node: Part) -> str:
    """What a part does with its own parts."""
    match node:
        case Binary(operator=operator) | Logical(operator=operator):
            return operator
        case Call(function=function):
            return function
        case Comparison(operators=operators):
            return " ".join(operators)
        case Previous(by=by):
            return f"previous {by}"
    return type(node).__name__
