"""What accepted quotients say of others: the same in a parallel block, and other wholes for lines that do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil, floor

from checker.discovery.across import ways_of
from checker.discovery.claims import Cells, Claim, Form, fits, scaled_factor, span, triple_of
from checker.discovery.evidence import State
from checker.discovery.labels import same_leaf
from checker.discovery.patterns import Discovery
from checker.discovery.periods import all_periods, period_of
from checker.discovery.view import View
from checker.discovery.weighing import Weighed

PRICE = 0.3
NEARLY = 50  # a fiftieth, by which rounded shares may miss 100 % in all
OTHER_BASE = 1.5  # decades that it costs to say that the whole itself is misstated


def parallels(view: View, accepted: Sequence[Claim]) -> Iterator[tuple[Claim, float]]:
    """The accepted claims shifted to other items of the same label: every block of a table says the same."""
    known = {claim.result for claim in accepted}
    for claim in accepted:
        if claim.cells is not None:
            continue
        for result in range(len(view.items)):
            if result not in known and same_leaf(view.item_headings[result], view.item_headings[claim.result]):
                for first, second in _shifted(view, claim, result - claim.result):
                    yield claim._replace(result=result, first=first, second=second), PRICE


def _shifted(view: View, claim: Claim, step: int) -> Iterator[tuple[int, int]]:
    """Operands at the same distance, at least one of which has the same label as before."""
    first, second = claim.first + step, claim.second + step
    inside = range(len(view.items))
    for one, other in ((first, second), (first, claim.second), (claim.first, second)):
        if one not in inside or other not in inside or one == other:
            continue
        alike = [_alike(view, one, claim.first), _alike(view, other, claim.second)]
        if any(alike) and (all(alike) or (one, other) == (first, second)):
            yield one, other


def _alike(view: View, one: int, other: int) -> bool:
    return one == other or same_leaf(view.item_headings[one], view.item_headings[other])


def rebased(found: Discovery, view: View, claim: Claim, weighed: Weighed) -> Claim:
    """A share of totals whose broken or unclaimed lines are shares of another whole that fits them."""
    assert claim.cells is not None
    held = {
        cells[0]: cells
        for cells, state in zip(claim.cells, weighed.states, strict=True)
        if state in (State.EXACT, State.HELD)
    }
    claimed = {cells[0]: cells for cells in claim.cells}
    ways = ways_of(found, view, claim.result, claim.factor)
    for line, value in enumerate(view.values[claim.result]):
        if value and line not in held:
            for base in dict.fromkeys(way[line] for way in ways):
                if base is not None and base != line and _fits(view, claim, (line, line, base)):
                    claimed[line] = (line, line, base)
                    break
    return claim._replace(cells=tuple(claimed[line] for line in sorted(claimed)))


def with_implied_base(view: View, claim: Claim) -> View | None:
    """The view with another figure in the one cell that is the whole of all lines: the one most lines imply.

    A whole that is misstated breaks every share of it at once, and would hide the pattern.
    """
    assert claim.cells is not None
    bases = {base for _, _, base in claim.cells}
    if len(bases) != 1 or claim.form is not Form.QUOTIENT or len(claim.cells) < 3:
        return None
    if not _is_whole(view, claim, min(bases)):
        return None
    implied = [ends for cells in claim.cells if (ends := _implied(view, claim, cells))]
    narrow = sorted(implied, key=lambda ends: ends[1] - ends[0])[:3]
    for low, high in narrow:
        fitting = [ends for ends in implied if ends[0] <= high and low <= ends[1]]
        least, most = max(ends[0] for ends in fitting), min(ends[1] for ends in fitting)
        if len(fitting) * 5 >= len(implied) * 4 and least <= most:
            return _restated(view, claim.second, bases.pop(), least, most)
    return None


def _is_whole(view: View, claim: Claim, line: int) -> bool:
    """Whether a line is named a total and states no other share than 100 %, says 100 %, or is an index's base."""
    heading, stated, whole = view.line_headings[line], view.values[claim.result][line], int(claim.factor * view.scale)
    total = heading.total and (stated is None or abs(stated - whole) * NEARLY <= whole)
    return total or stated == whole or period_of(heading) in all_periods(view.item_headings[claim.result])


def _implied(view: View, claim: Claim, cells: Cells) -> tuple[float, float] | None:
    """The least and the greatest whole that a part and its share imply."""
    triple = triple_of(view, claim, cells)
    if triple is None or triple.result <= triple.result_slack or triple.first <= 0:
        return None
    scaled = scaled_factor(view, claim, cells)
    return (
        scaled * (triple.first - triple.first_slack) / (triple.result + triple.result_slack),
        scaled * (triple.first + triple.first_slack) / (triple.result - triple.result_slack),
    )


def _restated(view: View, item: int, line: int, least: float, most: float) -> View:
    """A copy of the view with one figure replaced by a value between two ends, whole if there is one."""
    whole = ceil(least / view.scale) * view.scale
    value = whole if whole <= most else floor((least + most) / 2)
    rows = list(view.values)
    rows[item] = [value if at == line else known for at, known in enumerate(rows[item])]
    return replace(view, values=rows)


def _fits(view: View, claim: Claim, cells: Cells) -> bool:
    triple = triple_of(view, claim, cells)
    ends = span(claim.form, triple, scaled_factor(view, claim, cells)) if triple else None
    return triple is not None and ends is not None and fits(triple, ends)
