"""Quotients and growth among the items of one view: which pairs of items give a third one on every line.

The result must announce a share, a rate, a per-head figure or a change. On a few telling lines the needed
first figure is looked up for every second one, so the search stays near quadratic in the number of items.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from math import log10

from checker.discovery.announcing import CHANGES, QUOTIENTS, Announcement, Says
from checker.discovery.claims import Claim, Form, fits, rounding, scaled_factor, span, triple_of
from checker.discovery.shapes import UNTOLD, Shape, margin_shapes, neighbours, shapes_for, told_shapes
from checker.discovery.view import View
from checker.lexicon.quotients import MARGIN, SCORE, WEIGHT

PROBES = 4
MANY_LINES, FEW_ITEMS = 10, 40
MANY_ITEMS = 1000  # beyond it only the likeliest form and factor are tried
MEANS = frozenset({Says.PER_HEAD, Says.AVERAGE})


def candidates(view: View, said: Sequence[Announcement]) -> Iterator[tuple[Claim, float]]:
    """Claims that hold on some of the telling lines, each with the decades its search costs."""
    for result, announcement in enumerate(said):
        shapes = shapes_for(announcement, _fractions(view, result))
        if announcement.says is Says.NOTHING and _looks_like_a_rate(view, result):
            shapes = UNTOLD
        if not shapes:
            continue
        operands = neighbours(result, len(view.items))
        probes = _probes(view, result, operands)
        if announcement.says is Says.PER_HEAD:
            text = " ".join(view.item_headings[result].path)
            shapes = [*told_shapes(text, announcement.unit, {said[item].unit for item in operands}), *shapes]
        if announcement.says in (Says.RATE, Says.PERCENT) and MARGIN.search(view.item_headings[result].label):
            shapes = [*margin_shapes(announcement, _fractions(view, result)), *shapes]
        for shape in shapes if len(said) <= MANY_ITEMS else shapes[:1]:
            fitting = [item for item in operands if _may_take_part(said[item], announcement, shape.form)]
            price = 2 * log10(max(len(fitting), 1))
            for claim in _hits(view, result, shape, fitting, probes):
                scored = is_score(view, claim)
                yield (claim._replace(capped=True) if scored else claim), price + shape.price


def _fractions(view: View, item: int) -> bool:
    """Whether an item holds fractions of one and not percentages."""
    values = [abs(value) for value in view.values[item] if value is not None]
    return bool(values) and max(values) <= view.scale and any(value % view.scale for value in values)


def _looks_like_a_rate(view: View, item: int) -> bool:
    """Whether many small numbers with decimals, whose heading says nothing, may still be quotients of others."""
    places = [line for line, value in enumerate(view.values[item]) if value is not None]
    if len(places) < MANY_LINES or len(view.items) > FEW_ITEMS:
        return False
    values = sorted(abs(view.values[item][line] or 0) for line in places)
    decimals = sum((view.values[item][line] or 0) % view.scale != 0 for line in places)
    return 2 * decimals > len(places) and values[len(values) // 2] <= 1000 * view.scale


def is_score(view: View, claim: Claim) -> bool:
    """Whether a rate is a score over the points to be had, which are capped at full marks."""
    first, second = view.item_headings[claim.first], view.item_headings[claim.second]
    scored = bool(SCORE.search(first.label) and WEIGHT.search(second.label))
    return claim.form is Form.QUOTIENT and scored


def _may_take_part(operand: Announcement, result: Announcement, form: Form) -> bool:
    """Whether an item may be an operand: anything but changes for growth, counts for quotients; means for ratios."""
    if form is not Form.QUOTIENT:
        return operand.says not in CHANGES or not operand.own
    return operand.says not in QUOTIENTS or (operand.says in MEANS and result.says not in MEANS)


def _probes(view: View, result: int, operands: Sequence[int]) -> list[int]:
    """The lines on which the result says most: many digits, different values, and figures to relate it to."""
    seen: set[int] = set()
    lines = []
    for line, value in enumerate(view.values[result]):
        if value and abs(value) not in seen:
            present = (item for item in operands if view.values[item][line] is not None)
            if len(list(islice(present, 2))) == 2:
                seen.add(abs(value))
                lines.append((rounding(view, result, line) / abs(value), line))
    lines.sort()
    return [line for _, line in lines[:PROBES]]


def _hits(view: View, result: int, shape: Shape, operands: Sequence[int], probes: Sequence[int]) -> list[Claim]:
    """Pairs of operands that fit on at least two of the probes, or on one where there are few."""
    counts: Counter[tuple[int, int]] = Counter()
    for line in probes:
        counts.update(set(_fitting(view, result, shape, operands, line)))
    needed = 2 if len(probes) >= 3 else 1
    return [
        Claim(shape.form, result, first, second, shape.factor)
        for (first, second), count in counts.items()
        if count >= needed
    ]


def _fitting(view: View, result: int, shape: Shape, operands: Sequence[int], line: int) -> Iterator[tuple[int, int]]:
    """(first, second) items whose values on a line give the result, by looking the needed value up."""
    stated = view.values[result][line]
    weights = _weights(view, operands, line)
    present = sorted((v * weights[item], item) for item in operands if (v := view.values[item][line]) is not None)
    if stated is None or len(present) < 2:
        return
    values = [value for value, _ in present]
    most_slack = max(max(view.slack[item][line], view.coarse) * weights[item] for _, item in present)
    whole = float(shape.factor * view.scale) if shape.form is not Form.DIFFERENCE else 1.0
    rate, room = stated / whole, max(rounding(view, result, line), 1) / abs(whole)
    for base, item in present:
        if base <= 0 and shape.form is not Form.DIFFERENCE:
            continue
        wanted = _wanted(shape.form, base, rate)
        width = max(abs(base), 1) * room + most_slack * (2 + abs(rate)) + abs(wanted) * 1e-9
        if shape.form is Form.DIFFERENCE:
            width = 2 * most_slack + room * whole
        for at in range(bisect_left(values, wanted - width), bisect_right(values, wanted + width)):
            other = present[at][1]
            first, second = (other, item) if shape.form is Form.QUOTIENT else (item, other)
            if other != item and _fits(view, Claim(shape.form, result, first, second, shape.factor), line):
                yield first, second


def _wanted(form: Form, base: float, rate: float) -> float:
    """The other figure that a base and the stated result ask for; for differences the rate is the result."""
    if form is Form.DIFFERENCE:
        return base + rate
    return base * (1 + rate) if form is Form.GROWTH else base * rate


def _weights(view: View, operands: Sequence[int], line: int) -> dict[int, float]:
    """What to multiply the figures of a line by, where their units are of one kind and differ in size."""
    units = {item: figure.unit for item in operands if (figure := view.figure(item, line))}
    if len({unit.base for unit in units.values()}) != 1 or len({unit.scale for unit in units.values()}) < 2:
        return dict.fromkeys(operands, 1.0)
    return {item: float(unit.scale) for item, unit in units.items()}


def _fits(view: View, claim: Claim, line: int) -> bool:
    cells = (line, line, line)
    triple = triple_of(view, claim, cells, view.coarse)
    ends = span(claim.form, triple, scaled_factor(view, claim, cells)) if triple else None
    return triple is not None and ends is not None and fits(triple, ends)
