"""Figures and relations for tests, from compact rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from checker.figures import NO_UNIT, Figure, Place, Unit
from checker.intervals import INFINITY, Interval
from checker.reading.documents import passage_of
from checker.relations import Basis, Kind, Relation, Term

Case = dict[str, Any]
CLOSED = {"==": True, ">=": True, "<=": True, ">": False, "<": False}


def read_cases(path: Path) -> list[Case]:
    """One case a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def place(name: object) -> Place:
    """A place of its own for every name."""
    return Place(f"case/{name}", row=1, column=1)


def rounded(value: str, ulp: str | Fraction, name: object = "", unit: Unit = NO_UNIT) -> Figure:
    """A figure rounded to the unit of its last place; `ulp` 0 is exact."""
    number, unit_of_last = Fraction(value), Fraction(ulp)
    interval = Interval.around(number, unit_of_last / 2)
    return Figure(value, number, unit_of_last or Fraction(1), interval, place(name or value), unit)


def with_decimals(row: Mapping[str, str], name: object = "") -> Figure:
    """A figure of the XBRL kind: decimals count the digits after the point, INF is exact."""
    decimals = row["decimals"]
    ulp = Fraction(0) if decimals == "INF" else Fraction(10) ** -int(decimals)
    return rounded(row["v"], ulp, name)


def stated(text: str) -> Figure | None:
    """The one number a text states, as the reader of texts finds it; None where there is none, or several."""
    found = [one.figure for one in passage_of("a.txt", text).mentions if one.role in ("figure", "fraction")]
    return found[0] if len(found) == 1 else None


def said(text: str, name: object = "") -> Figure:
    """A figure as a sentence states it."""
    number = stated(text)
    assert number is not None, text
    return replace(number, place=place(name or text))


def relation(kind: Kind, result: Figure | None, *operands: Figure, **more: Any) -> Relation:
    """A labelled relation with operands of weight one, or the given `weights`."""
    weights = more.pop("weights", None) or [1] * len(operands)
    terms = tuple(Term(figure, Fraction(str(weight))) for figure, weight in zip(operands, weights, strict=True))
    return Relation(kind, result, terms, more.pop("basis", Basis.LABELLED), **more)


def linear(rule: str, figures: Mapping[str, Figure]) -> Relation:
    """An edit rule such as `c - 0.6*t >= 0` or `2*y + 1 == z` as a relation."""
    left, sign, right = re.split(r"(==|>=|<=|>|<)", rule)
    weights: dict[str, Fraction] = {}
    constant = Fraction(0)
    for side, direction in ((left, 1), (right, -1)):
        for factor, name in _terms(side):
            if name:
                weights[name] = weights.get(name, Fraction(0)) + direction * factor
            else:
                constant -= direction * factor
    if sign.strip() == "==":
        return _equation(weights, constant, figures)
    direction = 1 if sign.startswith("<") else -1
    turned = {name: direction * weight for name, weight in weights.items()}
    return _inequality(turned, direction * constant, CLOSED[sign], figures)


def _terms(side: str) -> Iterator[tuple[Fraction, str]]:
    for sign, factor, name in re.findall(r"([+-]?)\s*(?:([\d.]+)\s*\*?)?\s*([a-z]\w*)?", side):
        if factor or name:
            yield Fraction(factor or "1") * (-1 if sign == "-" else 1), name


def _equation(weights: dict[str, Fraction], constant: Fraction, figures: Mapping[str, Figure]) -> Relation:
    terms = tuple(Term(figures[name], weight) for name, weight in weights.items())
    return Relation(Kind.SHARES, None, terms, Basis.DECLARED, constant=Interval.exactly(constant))


def _inequality(
    weights: dict[str, Fraction], constant: Fraction, closed: bool, figures: Mapping[str, Figure]
) -> Relation:
    """Sum of weight * figure <= constant, with one or two figures."""
    if len(weights) == 1:
        ((name, weight),) = weights.items()
        end = constant / weight
        limit = Interval(-INFINITY, end, False, closed) if weight > 0 else Interval(end, INFINITY, closed, False)
        return Relation(Kind.BOUND, None, (Term(figures[name]),), Basis.DECLARED, constant=limit)
    (lesser, greater) = sorted(weights, key=lambda name: -weights[name])
    terms = (Term(figures[lesser], weights[lesser]), Term(figures[greater], -weights[greater]))
    return Relation(Kind.BOUND, None, terms, Basis.DECLARED)
