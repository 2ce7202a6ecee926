"""Bounds in a table: parts within their wholes, statistics in their order, shares within 0 and 100.

A bound says little by holding, so that it is never looked for in the numbers: words or structure propose
it, and the lines may only refute it. Lines of rates, means and changes take no part, for a part of a mean
may exceed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from checker.discovery.evidence import State
from checker.discovery.found import Found
from checker.discovery.of_which import Part, parts_of
from checker.discovery.patterns import Discovery
from checker.discovery.view import RATE_KINDS, View, sounds_like_rate
from checker.lexicon.bounds import CHANGES, MEANS, SIGNED
from checker.reading.tables import Heading
from checker.relations import Basis, Kind, Pattern, Relation, Term
from checker.units import factor

FEW_BROKEN = 10  # at most one line in so many
MOST_LINES = 10
A_LINE = 0.2  # decades a held line is worth
LINES_TO_ACCUSE = 4  # held lines without which structure alone accuses nobody


class Claim(NamedTuple):
    """part <= whole by positions of items, and whether words say so."""

    part: int
    whole: int
    worded: bool


class Bounded(NamedTuple):
    """An accepted bound: the lines it is claimed on, and how many of them hold."""

    view: View
    claim: Claim
    lines: tuple[int, ...]
    held: int

    @property
    def broken(self) -> int:
        return len(self.lines) - self.held


def parts_within(found: Discovery) -> Iterator[Bounded]:
    """Parts that words or indentation put under a whole, unless an accepted sum says so already."""
    if MEANS.search(found.table.title):
        return
    for view, sums in ((found.vertical, found.down), (found.horizontal, found.across)):
        below = parts_by_sums(view, sums)
        lines = additive_lines(view, sums)
        for each in parts_of(view):
            wholes = [whole for whole in each.wholes if not view.rate_items[whole]]
            implied = any(each.part in below.get(whole, ()) for whole in each.wholes)
            if implied or _of_signed(view, each) or not (each.worded or _never_negative(view, each)):
                continue
            claims = [Claim(each.part, whole, each.worded) for whole in wholes]
            yield from _first_that_stands(view, claims, lines)


def _of_signed(view: View, part: Part) -> bool:
    """Whether an item is a rate, or a part of what may be below zero by its name, such as a profit."""
    paths = (view.item_headings[item].path for item in (part.part, *part.wholes))
    return view.rate_items[part.part] or any(SIGNED.search(text) for path in paths for text in path)


def _never_negative(view: View, part: Part) -> bool:
    """Whether neither an item nor what it stands under is ever negative, as amounts are and balances are not."""
    return not any(value < 0 for item in (part.part, *part.wholes) for value in view.values[item] if value is not None)


def parts_by_sums(view: View, sums: Sequence[Found]) -> dict[int, set[int]]:
    """For every whole the items that accepted sums make its parts, parts of parts included."""
    direct: dict[int, set[int]] = {}
    for found in sums:
        claim = found.claim
        if all(sign > 0 for sign in claim.signs) and not any(_negatives(view, o) for o in claim.operands):
            direct.setdefault(claim.result, set()).update(claim.operands)
    return {whole: _closure(whole, direct) for whole in direct}


def _closure(whole: int, direct: dict[int, set[int]]) -> set[int]:
    reached: set[int] = set()
    stack = [whole]
    while stack:
        for part in direct.get(stack.pop(), ()):
            if part not in reached:
                reached.add(part)
                stack.append(part)
    return reached


def _negatives(view: View, item: int) -> bool:
    """Whether an item has negative figures beyond a single slip."""
    values = [value for value in view.values[item] if value is not None]
    return sum(value < 0 for value in values) > (len(values) >= FEW_BROKEN // 2)


def additive_lines(view: View, sums: Iterable[Found]) -> list[int]:
    """The lines whose figures are amounts: no rates, changes or means, unless sums hold on them."""
    summed = {
        line
        for found in sums
        if len(found.claim.operands) > 1
        for line, state in enumerate(found.evidence.states)
        if state in (State.EXACT, State.HELD)
    }
    amounts = [
        item for item, rate in enumerate(view.rate_items) if not rate and not _changing(view.item_headings[item])
    ]
    return [line for line in range(len(view.lines)) if _additive(view, line, amounts, line in summed)]


def _additive(view: View, line: int, amounts: Sequence[int], summed: bool) -> bool:
    """Whether the figures of a line are amounts; `amounts` are the items that are neither rates nor changes."""
    heading = view.line_headings[line]
    if _changing(heading):
        return False
    figures = [figure for item in range(len(view.items)) if (figure := view.figure(item, line))]
    rates = sum(figure.unit.kind in RATE_KINDS for figure in figures)
    if heading.unit.kind in RATE_KINDS or (view.vertical and 2 * rates > len(figures)):
        return False
    negative = sum(value < 0 for item in amounts if (value := view.values[item][line]) is not None)
    if negative > max(1, len(figures) // FEW_BROKEN):
        return False
    return summed or not sounds_like_rate(heading)


def _changing(heading: Heading) -> bool:
    return any(CHANGES.search(text) for text in heading.path[-2:])


def _first_that_stands(view: View, claims: Sequence[Claim], lines: Sequence[int]) -> Iterator[Bounded]:
    """The nearest whole that no line refutes; where every one is refuted, the nearest, if only by few lines."""
    bounds = [bound for claim in claims if (bound := bounded(view, claim, lines)) is not None]
    unbroken = next((bound for bound in bounds if not bound.broken), None)
    if unbroken is not None:
        yield unbroken
    elif bounds and stands(bounds[0]):
        yield bounds[0]


def bounded(view: View, claim: Claim, lines: Iterable[int]) -> Bounded | None:
    """The bound on the lines where both figures stand in comparable units; None where there is none."""
    used, held = [], 0
    for line in lines:
        part, whole = view.figure(claim.part, line), view.figure(claim.whole, line)
        if part is None or whole is None:
            continue
        scale = factor(part.unit, whole.unit)
        if scale is None or whole.value == 0 == part.value:
            continue
        used.append(line)
        held += part.interval.low * scale <= whole.interval.high
    return Bounded(view, claim, tuple(used), held) if used else None


def stands(bound: Bounded) -> bool:
    """Whether a bound that some lines break is still believed: words, and few breaks among many lines."""
    if not bound.broken:
        return True
    if bound.held < (1 if bound.claim.worded else LINES_TO_ACCUSE):
        return False
    return bound.broken <= max(1, len(bound.lines) // FEW_BROKEN)


def bound_relations(bound: Bounded, note: str = "") -> Iterator[Relation]:
    """The bound on every line it is claimed on."""
    basis = Basis.LABELLED if bound.claim.worded else Basis.INFERRED
    pattern = _pattern(bound)
    for line in bound.lines:
        part, whole = bound.view.figure(bound.claim.part, line), bound.view.figure(bound.claim.whole, line)
        if part is not None and whole is not None:
            yield Relation(Kind.BOUND, None, (Term(part), Term(whole)), basis, pattern=pattern, note=note)


def _pattern(bound: Bounded) -> Pattern:
    view, claim = bound.view, bound.claim
    side = "rows" if view.vertical else "columns"
    key = f"{side}:{view.table.index}:{view.items[claim.part]}<={view.items[claim.whole]}"
    strength = 2.0 * claim.worded + min(bound.held, MOST_LINES) * A_LINE - bound.broken
    return Pattern(key, strength, len(bound.lines), bound.held, 0, claim.worded)
