"""A gap that is itself a figure: then the relation is suspect, an item left out of a sum or counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from checker.figures import Figure, Place
from checker.relations import Judgement, Kind

ADDITIVE = frozenset((Kind.SUM, Kind.DIFFERENCE))
LEAST_DIGITS = 3  # digits of a gap, beside zeros at its end, that are no coincidence

Size = tuple[int, int]
TableKey = tuple[str, str | None, int | None]


def gap_hints(broken: Sequence[Judgement], judgements: Iterable[Judgement]) -> dict[int, str]:
    """For broken sums whose gap is a figure of the same row or column, by the id of the judgement: a phrase."""
    sought = {id(one): abs(one.difference) for one in broken if _telling(one) and one.difference}
    if not sought:
        return {}
    known = _figures({_size(gap) for gap in sought.values()}, judgements)
    hints = ((one, _hint(one, known.get(_size(sought[id(one)]), ()))) for one in broken if id(one) in sought)
    return {id(one): hint for one, hint in hints if hint}


def _telling(judgement: Judgement) -> bool:
    """Whether a gap has digits enough to be recognised."""
    gap = judgement.difference
    if judgement.relation.kind not in ADDITIVE or not gap:
        return False
    return len(str(abs(gap.numerator)).rstrip("0")) >= LEAST_DIGITS


def _size(value: Fraction) -> Size:
    return abs(value.numerator), value.denominator


def _figures(sizes: set[Size], judgements: Iterable[Judgement]) -> dict[Size, list[Figure]]:
    """All figures of those sizes, once each."""
    found: dict[Size, dict[Place, Figure]] = {}
    for judgement in judgements:
        for figure in judgement.relation.figures:
            if (size := _size(figure.value)) in sizes:
                found.setdefault(size, {})[figure.place] = figure
    return {size: list(figures.values()) for size, figures in found.items()}


def _hint(judgement: Judgement, figures: Iterable[Figure]) -> str:
    relation, gap = judgement.relation, judgement.difference
    parts = {term.figure.place: term for term in relation.operands}
    places = [figure.place for figure in relation.figures]
    for figure in figures:
        term = parts.get(figure.place)
        if term is not None and gap == -term.weight * figure.value:
            return f"the gap is {_named(figure)}, which may be counted twice or not belong"
        if term is None and gap == figure.value and _in_line(figure.place, places):
            return f"the gap is {_named(figure)}, which may be left out"
    return ""


def _in_line(place: Place, places: Sequence[Place]) -> bool:
    """Whether a figure stands in the row or column that all others share, and is none of them."""
    first = places[0]
    if place in places or (place.path, place.sheet, place.table) != (first.path, first.sheet, first.table):
        return False
    same_row = all(other.row == place.row for other in places)
    return place.row is not None and (same_row or all(other.column == place.column for other in places))


def _named(figure: Figure) -> str:
    text = figure.text.strip()
    return f"{figure.place.cell} ({text})" if figure.place.cell else text
