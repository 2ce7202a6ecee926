"""Shares of one whole: which percentages add to 100, because their counts add to the whole or their headings say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from math import log10

from checker.discovery.announcing import FACTORS, Announcement, Says, announcements
from checker.discovery.claims import Form
from checker.discovery.evidence import ACCEPT, BROKEN, NEAR
from checker.discovery.found import Found
from checker.discovery.patterns import Discovery
from checker.discovery.quotients import Quotient, quotients
from checker.discovery.sections import sectioned
from checker.discovery.slips import one_slip
from checker.discovery.view import View
from checker.lexicon.quotients import STRUCTURE
from checker.reading.tables import Table

HUNDRED = Fraction(100)
PARTS = frozenset({Says.SHARE, Says.PERCENT})
WORDS = {Says.SHARE: 1.0, Says.PERCENT: 0.5}
STRUCTURED = 1.5  # decades for words such as composition, which promise that all parts are there
DOUBTFUL = 10  # a tenth of the whole, which a part that is left out may well be
LINE_CAP = 2.5
LONGEST_GROUP = 200  # beyond it no parts of a group are tried
NEAR_HUNDRED = 20  # a twentieth of the whole


@dataclass(slots=True)
class Breakdown:
    """Items of a view whose shares add to `whole` on some lines; `doubtful` where no line shows it, only words."""

    view: View = field(repr=False)
    items: tuple[int, ...]
    lines: tuple[int, ...]
    whole: Fraction = HUNDRED
    words: float = 2.0
    strength: float = 0.0
    held: int = 0
    support: int = 0  # pairs of a count and its share that speak for one whole without adding up to it
    states: list[bool] = field(default_factory=list)
    doubtful: bool = False


def breakdowns(table: Table) -> list[Breakdown]:
    """Every set of shares of one whole in a table that no stated total adds up already, found once."""
    found = sectioned(table)
    known = found.kept.get("breakdowns")
    if known is None:
        known = found.kept["breakdowns"] = _find(found, quotients(table))
    assert isinstance(known, list)
    return known


def _find(found: Discovery, ratios: Sequence[Quotient]) -> list[Breakdown]:
    accepted: list[Breakdown] = []
    shares = [one for one in ratios if one.claim.form is Form.QUOTIENT and one.claim.factor in FACTORS.values()]
    for one in [*_by_columns(found, shares), *_by_lines(found, shares)]:
        if any(one.items == other.items and one.lines == other.lines for other in accepted):
            continue
        _weigh(one)
        if one.held:
            accepted.append(one)
    for view in (found.horizontal, found.vertical):
        for one in _bare(found, view):
            if not any(_covered(one, other) for other in accepted) and not _summed(found, one):
                accepted.append(one)
    return accepted


def _by_columns(found: Discovery, shares: Sequence[Quotient]) -> Iterator[Breakdown]:
    """Shares of one item, line by line, whose first figures are all the parts of that item."""
    for view, one in found.sums():
        parts = {
            share.claim.first: share
            for share in shares
            if share.view is view and share.claim.cells is None and share.claim.second == one.claim.result
        }
        if set(one.claim.operands) <= parts.keys() and all(sign == 1 for sign in one.claim.signs):
            items = tuple(parts[operand].claim.result for operand in one.claim.operands)
            yield Breakdown(view, items, tuple(range(len(view.lines))), parts[one.claim.operands[0]].claim.factor)


def _by_lines(found: Discovery, shares: Sequence[Quotient]) -> Iterator[Breakdown]:
    """Shares of the total of a column: the lines that the total adds up, and the lines below those."""
    for share in shares:
        if share.claim.cells is None:
            continue
        other = found.horizontal if share.view.vertical else found.vertical
        sums = {one.claim.result: one for one in (found.across if share.view.vertical else found.down)}
        bases = {line: base for line, _, base in share.claim.cells}
        for base in dict.fromkeys(bases.values()):
            told = share.view.values[share.claim.result][base] is not None and base in sums
            of_base = [line for line in bases if bases[line] == base]
            for parts in [*_levels(sums, base), *_outlined(share, of_base, base)]:
                added_up = told and set(parts) == set(sums[base].claim.operands)
                if not added_up and set(parts) <= set(of_base):
                    yield Breakdown(other, tuple(parts), (share.claim.result,), share.claim.factor)


def _outlined(share: Quotient, lines: Sequence[int], base: int) -> Iterator[list[int]]:
    """The outermost and the innermost of the lines that are shares of a base, if their counts add up to it."""
    view, item = share.view, share.claim.first
    depths = {line: view.line_headings[line].depth for line in lines}
    outermost = [line for line in lines if depths[line] == min(depths.values())]
    innermost = [a for a, b in pairwise([*lines, base]) if b == base or depths[b] <= depths[a]]
    for parts in (outermost, innermost):
        counts = [view.values[item][line] or 0 for line in (base, *parts)]
        room = sum(view.slack[item][line] for line in (base, *parts))
        if len(parts) >= 2 and abs(sum(counts[1:]) - counts[0]) <= room:
            yield parts


def _levels(sums: dict[int, Found], base: int) -> Iterator[list[int]]:
    """The parts of a total, then the parts of those parts, down to the last level."""
    parts = [base]
    for _ in range(4):
        wider = [p for part in parts for p in (sums[part].claim.operands if part in sums else (part,))]
        if wider == parts or len(wider) != len(set(wider)):
            return
        parts = wider
        yield parts


def _bare(found: Discovery, view: View) -> list[Breakdown]:
    """Sibling shares that add to 100 where counts do not tell; the strongest first, none overlapping another."""
    said = announcements(found, view)
    lines_said = announcements(found, found.vertical if view is found.horizontal else found.horizontal)
    candidates: list[Breakdown] = []
    for group, lines, words in _groups(view, said, lines_said):
        candidates += _within_group(view, group, lines, words)
    chosen: list[Breakdown] = []
    for one in sorted(candidates, key=lambda each: (each.strength, len(each.items)), reverse=True):
        if not any(set(one.items) & set(other.items) and set(one.lines) & set(other.lines) for other in chosen):
            chosen.append(one)
    return chosen


def _groups(
    view: View, said: Sequence[Announcement], lines_said: Sequence[Announcement]
) -> Iterator[tuple[list[int], tuple[int, ...], float]]:
    """Runs of neighbouring items of one parent that are shares, with the lines to look at and what words say."""
    everywhere = tuple(range(len(view.lines)))
    shares = [item for item, one in enumerate(said) if one.says in PARTS]
    across = min((_words(one, h.path) for one, h in zip(lines_said, view.line_headings, strict=True)), default=0.0)
    for group in _runs(view, shares):
        own = min(_words(said[item], view.item_headings[item].path) for item in group)
        yield group, everywhere, max(own, across)
    lines = [line for line, one in enumerate(lines_said) if one.says in PARTS]
    others = [item for item in range(len(view.items)) if item not in set(shares)]
    for line in lines:
        words = _words(lines_said[line], view.line_headings[line].path)
        for group in _runs(view, others):
            yield group, (line,), words


def _words(announcement: Announcement, path: tuple[str, ...]) -> float:
    structure = STRUCTURED if any(STRUCTURE.search(text) for text in path) else 0.0
    return max(structure, WORDS.get(announcement.says, 0.0))


def _runs(view: View, items: Sequence[int]) -> Iterator[list[int]]:
    """Neighbouring items with the same parents, without those that are named totals."""
    run: list[int] = []
    for item in items:
        heading = view.item_headings[item]
        if heading.total:
            continue
        alike = run and heading.path[:-1] == view.item_headings[run[-1]].path[:-1]
        if run and not alike:
            if len(run) >= 2:
                yield run
            run = []
        run.append(item)
    if len(run) >= 2:
        yield run


def _within_group(view: View, group: list[int], lines: tuple[int, ...], words: float) -> list[Breakdown]:
    """The whole group if it adds up, else the runs in it that do."""
    whole = Breakdown(view, tuple(group), lines, words=words)
    _weigh(whole)
    if _acceptable(whole):
        return [whole]
    found = []
    for start, end in _stretches(view, group, lines):
        part = Breakdown(view, tuple(group[start:end]), lines, words=words)
        _weigh(part)
        part.strength -= log10(max(len(group) ** 2 / 2, 1))
        if _acceptable(part):
            found.append(part)
    return found or ([replace(whole, doubtful=True)] if _one_slip_off(whole) else [])


def _one_slip_off(one: Breakdown) -> bool:
    """Whether one column called a composition misses 100 by a slip in one of its shares."""
    if one.words < STRUCTURED or len(one.lines) != 1 or one.held or len(one.items) < 3:
        return False
    view, line, whole = one.view, one.lines[0], int(one.whole * one.view.scale)
    values = [view.values[item][line] or 0 for item in one.items]
    gap = whole - sum(values)
    slips = (one_slip(value, value + gap, view.scale) for value in values if value)
    return -whole <= gap <= whole // DOUBTFUL and any(slips)


def _stretches(view: View, group: list[int], lines: tuple[int, ...]) -> set[tuple[int, int]]:
    """Runs of a group that add to 100 on one of the first lines."""
    whole, found = int(HUNDRED * view.scale), set[tuple[int, int]]()
    if len(group) > LONGEST_GROUP:
        return found
    for line in lines[:3]:
        for start in range(len(group) - 1):
            total = room = 0
            for end in range(start, len(group)):
                value = view.values[group[end]][line]
                total += value or 0
                room += view.slack[group[end]][line]
                if end > start and abs(total - whole) <= room:
                    found.add((start, end + 1))
                if total > whole + room:
                    break
    return found


def _weigh(one: Breakdown) -> None:
    """The evidence of the lines on which every share stands: held, broken, decades."""
    view, whole = one.view, int(one.whole * one.view.scale)
    lines, gains, costs = [], {}, 0.0
    for line in one.lines:
        values = [v for item in one.items if (v := view.values[item][line]) is not None]
        if len(values) < len(one.items) or len([v for v in values if v]) < 2:
            continue
        room = sum(max(view.slack[item][line], 1) for item in one.items)
        gap = abs(sum(values) - whole)
        lines.append(line)
        one.states.append(gap <= room)
        if gap <= room:
            gains[tuple(values)] = min(LINE_CAP, log10(max(whole / (2 * room), 1)))
        else:
            costs += NEAR if gap * NEAR_HUNDRED <= whole else BROKEN
    one.lines, one.held = tuple(lines), sum(one.states)
    one.strength = sum(gains.values()) - costs + one.words


def _acceptable(one: Breakdown) -> bool:
    if one.strength < ACCEPT or one.held * 2 < len(one.lines) or not one.held:
        return False
    return one.held >= 3 or (one.words >= 1.0 and len(one.items) >= 3)


def _covered(one: Breakdown, other: Breakdown) -> bool:
    """Whether the cells of one breakdown are those of another, seen from the same or the other side."""
    return bool(_cells(one) & _cells(other)) and len(_cells(one) & _cells(other)) * 2 >= len(_cells(one))


def _cells(one: Breakdown) -> set[tuple[int, int]]:
    return {one.view.place(item, line) for item in one.items for line in one.lines}


def _summed(found: Discovery, one: Breakdown) -> bool:
    """Whether a stated total adds the same shares up already."""
    sums = found.down if one.view.vertical else found.across
    return any(set(one.items) <= set(each.claim.operands) for each in sums)
