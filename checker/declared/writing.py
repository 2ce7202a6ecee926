"""Formulas written out again: what is written reads as the same tree."""

from __future__ import annotations

import re
from fractions import Fraction

from checker.declared.cursor import Cursor
from checker.declared.expressions import (
    Binary,
    Call,
    Cell,
    Comparison,
    Expression,
    Formula,
    Grouped,
    Logical,
    Member,
    Name,
    Negative,
    Number,
    Part,
    Previous,
    Range,
    Text,
)
from checker.declared.references import single
from checker.declared.tokens import FormulaError, tokens_of

STRENGTHS = {"+": 1, "-": 1, "*": 2, "/": 2}
OPERAND = 3
QUOTED = (("'", "'"), ('"', '"'), ("“", "”"), ("「", "」"))
# Labels that could be torn apart at a Chinese keyword, in a formula that begins with one.
TEARABLE = re.compile("^(?:若|如果|并且|且|或者|或|按)|则|那么")


def written(formula: Formula | Part) -> str:
    """A formula, or a part of one, as text in the English spelling, with as few parentheses as will do."""
    if not isinstance(formula, Formula):
        return _part(formula)
    condition = f"if {_part(formula.condition)} then " if formula.condition else ""
    return condition + _part(formula.claim)


def quoted_name(label: str) -> str:
    """A label as a formula calls it: as it is where it reads as one name, and in quotes where it does not."""
    return label if _bare(label) and not TEARABLE.search(label) else quotation(label)


def quotation(label: str) -> str:
    """A label or text in quotes that do not stand in it, or with its quotes doubled."""
    for opening, closing in QUOTED:
        if opening not in label and closing not in label:
            return f"{opening}{label}{closing}"
    return "'{}'".format(label.replace("'", "''"))


def _bare(label: str) -> bool:
    """Whether a label alone reads as that name."""
    try:
        cursor = Cursor(label, tokens_of(label))
        return cursor.next_is("word", "cell") and single(cursor) == Name(label) and cursor.next_is("end")
    except FormulaError:
        return False


def number_written(value: Fraction) -> str:
    """An exact decimal; what has none is written as a division."""
    twos = fives = 0
    rest = value.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"({value.numerator} / {value.denominator})"
    places = max(twos, fives)
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def _part(node: Part) -> str:
    match node:
        case Comparison(operands=operands, operators=operators):
            rest = (f" {sign} {_part(one)}" for sign, one in zip(operators, operands[1:], strict=True))
            return _part(operands[0]) + "".join(rest)
        case Member(operand=name, texts=texts):
            return f"{_part(name)} in ({', '.join(map(_part, texts))})"
        case Logical():
            return _logical(node)
        case _:
            return _expression(node)


def _logical(node: Logical) -> str:
    """Conditions joined; those that are joined themselves, by words that bind less, stand in parentheses."""
    if node.operator == "not":
        inner = node.operands[0]
        joined = isinstance(inner, Logical) and inner.operator != "not"
        return f"not ({_part(inner)})" if joined else f"not {_part(inner)}"
    weaker = ("or", node.operator)
    written_parts = (
        f"({_part(one)})" if isinstance(one, Logical) and one.operator in weaker else _part(one)
        for one in node.operands
    )
    return f" {node.operator} ".join(written_parts)


def _expression(node: Expression) -> str:
    match node:
        case Number(value=value, unit=unit):
            return number_written(value) + unit
        case Text(value=text):
            return quotation(text)
        case Negative(operand=operand):
            return f"-{_within(operand, OPERAND)}"
        case Binary(operator=operator, left=left, right=right):
            strength = STRENGTHS[operator]
            return f"{_within(left, strength)} {operator} {_within(right, strength + 1)}"
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(map(_expression, arguments))})"
        case Previous(operand=operand, by=by):
            return f"previous({_expression(operand)}{', ' * bool(by)}{by})"
        case Grouped(operand=operand, by=by):
            return f"{_expression(operand)} by {_expression(by)}"
        case _:
            return _reference(node)


def _within(operand: Expression, strength: int) -> str:
    """An operand, in parentheses where its own operator binds less than wanted."""
    weak = isinstance(operand, Binary) and STRENGTHS[operand.operator] < strength
    return f"({_expression(operand)})" if weak else _expression(operand)


def _reference(node: Name | Cell | Range) -> str:
    before = f"{_table(node.table)}!" if node.table else ""
    match node:
        case Range(first=first, last=last):
            return f"{before}{_reference(first)}:{_reference(last)}"
        case Cell(row=row, column=column, label=label):
            return before + (label or f"[{_index(row)}, {_index(column)}]")
        case Name():
            return before + _name(node)


def _table(name: str) -> str:
    """The name of a table; Q1 names one where a cell cannot be meant."""
    return name if re.fullmatch(r"[A-Z]{1,3}[1-9][0-9]{0,6}", name) else quoted_name(name)


def _index(index: int | Name) -> str:
    return str(index) if isinstance(index, int) else _name(index)


def _name(name: Name) -> str:
    if name.number is not None:
        return f"{name.axis} {name.number}"
    if name.axis:
        return f"{name.axis} {quotation(name.label)}"
    return name.label if _bare(name.label) and not name.quoted else quotation(name.label)
