"""A dash among the parts of a sum: nothing, where the table shows so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from checker.judge import judge
from checker.relations import Kind, Relation, Verdict

SUMS = frozenset({Kind.SUM, Kind.DIFFERENCE})
ENOUGH = 2  # lines that hold without their dashes


def without_nils(relations: Sequence[Relation]) -> list[Relation]:
    """The lines of one formula; where several hold without their dashes, a dash is nothing on all of a table."""
    dashed = [one for one in relations if one.kind in SUMS and one.operands and any(gap.nil for gap in one.missing)]
    held = Counter(_table(one) for one in dashed if judge(_without(one)).verdict is Verdict.HELD)
    return [
        _without(one) if one.kind in SUMS and one.figures and held[_table(one)] >= ENOUGH else one for one in relations
    ]


def _table(relation: Relation) -> tuple[str, str | None, int | None]:
    place = relation.figures[0].place
    return place.path, place.sheet, place.table


def _without(relation: Relation) -> Relation:
    """The relation without the cells that a dash stands in; one whose result is such a cell stays as it is."""
    if relation.result is None or not any(gap.nil for gap in relation.missing):
        return relation
    return replace(relation, missing=tuple(gap for gap in relation.missing if not gap.nil))
