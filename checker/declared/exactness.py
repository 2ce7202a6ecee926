"""Whole numbers without a unit: counts, or rounded? What the lines of one declared sum show, all together.

A whole number of which no unit is known may be rounded, so that a sum of such may be off by a few units. Where so
many lines add up to the last unit that rounding is out of the question, an odd line is no rounding either. The same
holds for sums that are discovered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import erf, log10, sqrt

from checker.figures import Figure
from checker.judge import judge
from checker.relations import Kind, Relation, Verdict

SUMS = frozenset({Kind.SUM, Kind.DIFFERENCE})
ENOUGH = -3.0  # decades: the chance that rounded figures would add up so
LEAST = 3  # lines that add up

TableKey = tuple[str, str | None, int | None]


def with_exactness(relations: Sequence[Relation]) -> list[Relation]:
    """The lines of one formula, with no room for rounding in the tables where they are exact beyond doubt."""
    tables: dict[TableKey, list[Relation]] = {}
    for one in relations:
        if key := _table(one):
            tables.setdefault(key, []).append(one)
    exact = {key for key, several in tables.items() if _never_rounded(several)}
    return [replace(one, resolution=Fraction(0)) if exact and _table(one) in exact else one for one in relations]


def _table(relation: Relation) -> TableKey | None:
    """The table of a sum of whole numbers that may be rounded, as far as anybody knows; None for anything else."""
    if relation.kind not in SUMS or relation.missing or relation.resolution is not None or relation.policy != "nearest":
        return None
    figures = relation.figures
    if relation.result is None or not all(_whole(figure) for figure in figures):
        return None
    places = {(figure.place.path, figure.place.sheet, figure.place.table) for figure in figures}
    return places.pop() if len(places) == 1 and not all(figure.exact for figure in figures) else None


def _whole(figure: Figure) -> bool:
    return figure.ulp == 1 and not figure.soft and figure.shown is None


def _never_rounded(relations: Iterable[Relation]) -> bool:
    lines = {tuple(figure.value for figure in one.figures): one for one in relations}
    exact = [one for one in lines.values() if judge(replace(one, resolution=Fraction(0))).verdict is Verdict.HELD]
    if len(lines) - len(exact) > 1 or len(exact) < LEAST:
        return False
    return sum(_chance(len(one.operands)) for one in exact) < ENOUGH


def _chance(parts: int) -> float:
    """The decades of the chance that a total and so many parts, rounded one by one, add up to the last unit.

    The errors of n rounded figures have a standard deviation of sqrt(n / 12) units.
    """
    return log10(erf(0.5 / (sqrt((parts + 1) / 12) * sqrt(2))))
