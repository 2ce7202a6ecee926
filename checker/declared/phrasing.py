"""A relation of a known kind as a formula, given what its figures are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from checker.declared.families import QUOTIENTS
from checker.declared.writing import number_written
from checker.intervals import INFINITY
from checker.relations import Kind, Relation

Term = tuple[Fraction, str]


def phrased(relation: Relation, result: str, terms: Sequence[Term], run: str = "") -> Iterator[str]:
    """Formulas for a relation, the plainest first; they differ in how percentages are counted.

    `terms` are the names of the operands with their weights, in the order of the relation; `run` is the range
    that all of them make up, where they do and it is shorter.
    """
    kind = relation.kind
    names = [name for _, name in terms]
    total = f"sum({run})" if run else added(terms)
    if kind in (Kind.SUM, Kind.DIFFERENCE):
        yield f"{result} = {_scaled(relation.factor, total)}"
    elif kind is Kind.SHARES:
        whole = relation.constant.low if relation.constant else Fraction(100)
        yield from (f"{total} = {number_written(Fraction(whole))}{unit}" for unit in ("%", ""))
    elif kind in QUOTIENTS:
        yield from _alternatives(f"{result} = ", relation.factor, f"{names[0]} / {names[1]}")
    elif kind is Kind.GROWTH:
        yield f"{result} = {names[1]} / {names[0]} - 1"
        yield f"{result} = {number_written(relation.factor)} * ({names[1]} / {names[0]} - 1)"
    elif kind is Kind.AVERAGE and len({weight for weight, _ in terms}) == 1:
        yield f"{result} = average({run or ', '.join(names)})"
    elif kind is Kind.BOUND:
        yield from _bounds(relation, names)
    elif kind is Kind.REPEAT:
        yield " = ".join([*([result] if result else []), *names])


def added(terms: Sequence[Term]) -> str:
    """Names with their weights, added up."""
    written = ""
    for weight, name in terms:
        sign = "-" if weight < 0 else "+"
        size = name if abs(weight) == 1 else f"{number_written(abs(weight))} * {name}"
        written += f" {sign} {size}" if written else f"-{size}" if weight < 0 else size
    return written


def _scaled(factor: Fraction, text: str) -> str:
    return text if factor == 1 else f"{number_written(factor)} * ({text})"


def _alternatives(head: str, factor: Fraction, text: str) -> Iterator[str]:
    yield f"{head}{text}"
    if factor != 1:
        yield f"{head}{number_written(factor)} * {text}"


def _bounds(relation: Relation, names: Sequence[str]) -> Iterator[str]:
    """A part within its whole, or a figure between two constants."""
    limit = relation.constant
    if limit is None:
        yield " <= ".join(names)
        return
    for unit in ("%", ""):
        low = f"{number_written(Fraction(limit.low))}{unit} <= " if limit.low != -INFINITY else ""
        high = f" <= {number_written(Fraction(limit.high))}{unit}" if limit.high != INFINITY else ""
        yield f"{low}{names[0]}{high}"
