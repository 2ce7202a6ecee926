"""Claims across lines: the share of a column's total, and growth from one period to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import log10

from checker.discovery.announcing import CHANGES, QUOTIENTS, Announcement, Says
from checker.discovery.claims import Cells, Claim, Form
from checker.discovery.patterns import Discovery
from checker.discovery.periods import all_periods, period_of, predecessors
from checker.discovery.shapes import neighbours
from checker.discovery.view import View
from checker.discovery.wholes import (
    Bases,
    constant,
    full_lines,
    group_totals,
    heading_parents,
    likely_totals,
    nearest_full,
    roots,
    sum_parents,
)

HUNDRED = Fraction(100)
SHARES = frozenset({Says.SHARE, Says.PERCENT, Says.RATE})


def shares_of_totals(found: Discovery, view: View, said: Sequence[Announcement]) -> Iterator[tuple[Claim, float]]:
    """A share as the figure of its own line over the figure of the line that is its whole."""
    for result, announcement in enumerate(said):
        if announcement.says not in SHARES or len(view.lines) < 3:
            continue
        factor = announcement.factor or HUNDRED
        near = neighbours(result, len(said))
        counts = [item for item in near if said[item].says not in QUOTIENTS | CHANGES]
        ways = ways_of(found, view, result, factor)
        price = log10(max(len(counts) * len(ways), 1))
        for item in counts:
            for way in ways:
                cells = _share_cells(view, result, item, way)
                if len(cells) >= 2:
                    yield Claim(Form.QUOTIENT, result, item, item, factor, cells), price


def ways_of(found: Discovery, view: View, result: int, factor: Fraction) -> list[Bases]:
    """The ways to say which line is the whole of which, likeliest first."""
    return list(dict.fromkeys(_ways(view, result, sum_parents(found, view), factor)))


def _ways(view: View, result: int, parents: Bases, factor: Fraction) -> Iterator[Bases]:
    full = full_lines(view, result, int(factor * view.scale))
    parents = tuple(None if line in full and line in parents else base for line, base in enumerate(parents))
    yield from (parents, roots(parents), heading_parents(view), group_totals(view))
    if len(full) > 1:
        yield from nearest_full(view, full)
    for line in likely_totals(view, parents, full):
        if line in full or line in roots(parents) or _could_be_whole(view, result, line):
            yield constant(view, line)


def _could_be_whole(view: View, result: int, line: int) -> bool:
    """Whether a line is called a total, or states no share of its own: a line that is 94 % is not the whole."""
    return view.line_headings[line].total or view.values[result][line] is None


def _share_cells(view: View, result: int, item: int, way: Bases) -> tuple[Cells, ...]:
    stated, counts = view.values[result], view.values[item]
    return tuple(
        (line, line, base)
        for line, base in enumerate(way)
        if base is not None and stated[line] is not None and counts[line] is not None and counts[base] is not None
    )


def along_time(view: View, said: Sequence[Announcement]) -> Iterator[tuple[Claim, float]]:
    """Growth, indices and changes against the period before, the same period a year before, or a base period."""
    steps = list(dict.fromkeys(tuple(predecessors(view.line_headings, back)) for back in (False, True)))
    steps = [step for step in steps if sum(at is not None for at in step) >= 2]
    for result, announcement in enumerate(said):
        ways = [*steps, *_base_periods(view, result)] if announcement.says is Says.INDEX else steps
        forms = _forms(announcement) if ways else []
        values = [item for item in neighbours(result, len(said)) if said[item].says not in CHANGES]
        price = log10(max(len(values) * len(forms) * len(ways), 1))
        for step in ways:
            for item in values:
                for form, factor in forms:
                    cells = _step_cells(view, result, item, step, form)
                    if len(cells) >= 2:
                        yield Claim(form, result, item, item, factor, cells), price


def _base_periods(view: View, result: int) -> list[Bases]:
    """The line that an index names as its base (2015 = 100), as the base of all others."""
    named = all_periods(view.item_headings[result])
    return [constant(view, line) for line, heading in enumerate(view.line_headings) if period_of(heading) in named]


def _forms(announcement: Announcement) -> list[tuple[Form, Fraction]]:
    factor = announcement.factor or HUNDRED
    if announcement.says is Says.INDEX:
        return [(Form.QUOTIENT, HUNDRED)]
    if announcement.says in (Says.GROWTH, Says.PERCENT):
        return [(Form.GROWTH, factor)]
    if announcement.says is Says.CHANGE:
        return [(Form.DIFFERENCE, Fraction(1)), (Form.GROWTH, HUNDRED)]
    return [(Form.DIFFERENCE, Fraction(1))] if announcement.says is Says.POINTS else []


def _step_cells(view: View, result: int, item: int, step: Sequence[int | None], form: Form) -> tuple[Cells, ...]:
    stated, values = view.values[result], view.values[item]
    cells = [
        (line, before, line)
        for line, before in enumerate(step)
        if before is not None and stated[line] is not None and values[line] is not None and values[before] is not None
    ]
    return tuple((at, two, one) if form is Form.QUOTIENT else (at, one, two) for at, one, two in cells)
