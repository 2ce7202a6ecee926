"""Counts and their shares that imply one base: stated, or not stated anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from math import log10

from checker.discovery.announcing import CHANGES, QUOTIENTS, Announcement, Says, announcements
from checker.discovery.claims import Form, rounding
from checker.discovery.evidence import ACCEPT, BROKEN
from checker.discovery.labels import siblings
from checker.discovery.patterns import Discovery
from checker.discovery.quotients import Quotient, quotients
from checker.discovery.sections import sectioned
from checker.discovery.view import View
from checker.reading.tables import Table

Cell = tuple[int, int]  # item, line
GAIN_CAP = 3.0
LEAST_AGREEING = 2  # lines
NEARLY = 50  # a fiftieth less than the whole, a total is only a part of it
OWN_SUM = 2.0  # decades; what it is worth that the counts add up to the base that their shares imply
MOST_PAIRS = 12  # of a count and its rate, to be compared with each other
SHARPEST = 12  # of the bases that pairs imply, which are tried on all pairs
REACH = 3  # how far to the left the count of a rate may stand
IMPLYING = frozenset({Says.SHARE, Says.RATE, Says.PERCENT})


@dataclass(slots=True)
class CommonBase:
    """Pairs of a count and its share that imply one base, on one or many lines; `stated` is that base, if told."""

    view: View = field(repr=False)
    factor: Fraction
    groups: Sequence[tuple[tuple[Cell, Cell], ...]]  # for each relation its pairs of (count, share)
    stated: Sequence[Cell | None]
    words: float
    strength: float
    held: int
    shares: bool = False  # headings say that these are shares of one whole


def change_bases(table: Table) -> list[CommonBase]:
    """The earlier figures that a change and its percentage imply."""
    return list(_of_changes(quotients(table)))


def population_bases(table: Table) -> list[CommonBase]:
    """The bases that counts and their shares imply and no figure of the pattern states."""
    return list(_unstated(sectioned(table), quotients(table)))


def _of_changes(ratios: Sequence[Quotient]) -> Iterator[CommonBase]:
    """A change and its percentage imply last year's figure, which is stated beside them."""
    for one in ratios:
        if one.claim.form is not Form.GROWTH or one.claim.factor < 0 or one.claim.cells is not None:
            continue
        changes = [each for each in ratios if _is_change_of(each, one)]
        for change in changes[:1]:
            yield _implied_old(one, change.claim.result)


def _is_change_of(change: Quotient, growth: Quotient) -> bool:
    claim = change.claim
    if claim.form is not Form.DIFFERENCE or change.view is not growth.view or claim.cells is not None:
        return False
    return (claim.first, claim.second) == (growth.claim.first, growth.claim.second)


def _implied_old(growth: Quotient, change: int) -> CommonBase:
    view, claim = growth.view, growth.claim
    groups, stated = [], []
    for line in range(len(view.lines)):
        figures = [view.values[item][line] for item in (change, claim.result, claim.first)]
        rate, slack = view.values[claim.result][line], view.slack[claim.result][line]
        if None in figures or rate is None or abs(rate) <= slack:
            continue
        groups.append((((change, line), (claim.result, line)),))
        stated.append((claim.first, line))
    return CommonBase(view, claim.factor, groups, stated, growth.words, growth.strength, growth.weighed.held)


def _unstated(found: Discovery, ratios: Sequence[Quotient]) -> Iterator[CommonBase]:
    for view in (found.horizontal, found.vertical):
        said = announcements(found, view)
        taken = {one.claim.result for one in ratios if one.view is view}
        rates = [item for item, one in enumerate(said) if one.says in IMPLYING and item not in taken]
        pairs = [(count, rate) for rate in rates if (count := _count_of(view, said, rate)) is not None]
        yield from _side_by_side(view, said, pairs)
        yield from _down_the_lines(view, said, pairs)


def _count_of(view: View, said: Sequence[Announcement], rate: int) -> int | None:
    """The count that a rate belongs to: a sibling under the same header, or the nearest to the left."""
    before = range(rate - 1, max(rate - 1 - REACH, -1), -1)
    counts = [item for item in before if said[item].says not in QUOTIENTS | CHANGES]
    kin = [item for item in counts if siblings(view.item_headings[item], view.item_headings[rate])]
    return next(iter(kin or counts), None)


def _side_by_side(view: View, said: Sequence[Announcement], pairs: Sequence[tuple[int, int]]) -> Iterator[CommonBase]:
    """Two or more counts with their rates in one line that are rates of one population."""
    for (count, rate), (other, rate2) in combinations(pairs[:MOST_PAIRS], 2):
        factor = said[rate].factor
        if count == other or factor is None or said[rate2].factor != factor:
            continue
        lines = [line for line in range(len(view.lines)) if _all_there(view, (count, rate, other, rate2), line)]
        agreeing = [
            line for line in lines if _agree(view, [((count, line), (rate, line)), ((other, line), (rate2, line))])
        ]
        gains = sum(_width_gain(view, [(rate, line), (rate2, line)]) for line in agreeing)
        strength = gains - BROKEN * (len(lines) - len(agreeing)) + 1.0 - log10(max(len(pairs) ** 2, 1))
        if len(agreeing) >= 3 and strength >= ACCEPT and 2 * len(agreeing) > len(lines):
            groups = [(((count, line), (rate, line)), ((other, line), (rate2, line))) for line in lines]
            yield CommonBase(view, factor, groups, [None] * len(groups), 2.0, strength, len(agreeing))


def _all_there(view: View, items: Sequence[int], line: int) -> bool:
    values = [view.values[item][line] for item in items]
    return all(value is not None for value in values) and all(_clear(view, item, line) for item in items)


def _clear(view: View, item: int, line: int) -> bool:
    """Whether a figure is certainly above zero."""
    value = view.values[item][line]
    return value is not None and value > rounding(view, item, line)


def _base(view: View, count: Cell, share: Cell) -> tuple[float, float]:
    """The least and the greatest base, up to the factor, that a count and its share imply."""
    top, slack = view.values[count[0]][count[1]] or 0, view.slack[count[0]][count[1]]
    rate, room = view.values[share[0]][share[1]] or 1, rounding(view, *share)
    return (top - slack) / (rate + room), (top + slack) / (rate - room)


def _agree(view: View, pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    bases = [_base(view, count, share) for count, share in pairs]
    return max(low for low, _ in bases) <= min(high for _, high in bases) * (1 + 1e-12)


def _width_gain(view: View, shares: Sequence[Cell]) -> float:
    """Decades that agreement on a base is worth: the widest relative room of the shares."""
    rooms = [2 * rounding(view, item, line) / abs(view.values[item][line] or 1) for item, line in shares]
    return min(GAIN_CAP, max(0.0, -log10(max(*rooms, 1e-6)) - 0.3))


def _down_the_lines(view: View, said: Sequence[Announcement], pairs: Sequence[tuple[int, int]]) -> Iterator[CommonBase]:
    """One column of counts and one of their shares, whose whole no line states."""
    for count, rate in pairs:
        factor = said[rate].factor
        if factor is None or said[rate].says is Says.RATE:
            continue
        whole = int(factor * view.scale) if said[rate].says is Says.SHARE else 0
        for lines in _sections(view, count, rate, whole):
            bases = {line: _base(view, (count, line), (rate, line)) for line in lines}
            agreeing = _majority(bases)
            if len(agreeing) < LEAST_AGREEING:
                continue
            gains = [_width_gain(view, [(rate, line)]) for line in agreeing]
            strength = sum(sorted(gains)[:-1]) - BROKEN * (len(lines) - len(agreeing)) + 1.5
            if _of_their_sum(view, count, lines, [bases[line] for line in agreeing], factor):
                strength += OWN_SUM
            if len(agreeing) * 3 >= 2 * len(lines) and strength >= ACCEPT:
                group = tuple(((count, line), (rate, line)) for line in lines)
                shares = said[rate].says is Says.SHARE
                yield CommonBase(view, factor, [group], [None], 2.0, strength, len(agreeing), shares)


def _of_their_sum(
    view: View, count: int, lines: Sequence[int], bases: Sequence[tuple[float, float]], factor: Fraction
) -> bool:
    """Whether all the counts add up to the base that most of them imply, each up to the factor."""
    unit = float(factor) * view.scale
    added = sum(view.values[count][line] or 0 for line in lines) / unit
    slack = sum(view.slack[count][line] for line in lines) / unit
    least, most = max(low for low, _ in bases), min(high for _, high in bases)
    return added + slack >= least * (1 - 1e-12) and added - slack <= most * (1 + 1e-12)


def _majority(bases: dict[int, tuple[float, float]]) -> list[int]:
    """The lines that agree with the base most lines agree on: it is the least base of one of those known best."""
    sharpest = sorted(bases.values(), key=lambda ends: (ends[1] - ends[0]) / ends[1])[:SHARPEST]
    tried = ([line for line, ends in bases.items() if _contains(ends, least)] for least, _ in sharpest)
    return max(tried, key=len, default=[])


def _contains(ends: tuple[float, float], value: float) -> bool:
    return ends[0] * (1 - 1e-12) <= value <= ends[1] * (1 + 1e-12)


def _sections(view: View, count: int, rate: int, whole: int) -> Iterator[list[int]]:
    """The lines with count and share, group by group, without totals, unless a total states a part of a `whole`."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for line, heading in enumerate(view.line_headings):
        part = 0 < (view.values[rate][line] or 0) * NEARLY < whole * (NEARLY - 1)
        if (part or not heading.total) and _clear(view, count, line) and _clear(view, rate, line):
            groups.setdefault(heading.path[:-1], []).append(line)
    yield from (lines for lines in groups.values() if len(lines) >= 2)
