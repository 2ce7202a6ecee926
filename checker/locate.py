"""Which figure is most likely wrong: free one figure at a time and see what all its relations then imply.

A figure is cleared where the values that its held relations and the broken ones imply have nothing in
common, or hold no printable value. The others are ranked by how many broken relations they alone would
settle, then by the slips of the keyboard from the stated digits to a value that fits (`pricing`) and by
how odd the line would look among the lines of its pattern (`composition`). Nothing is ever changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from checker.algebra import EVERYTHING, common
from checker.composition import Lines
from checker.figures import Figure, Place
from checker.implied import Solver
from checker.intervals import INFINITY, Interval
from checker.judge import judge
from checker.pricing import Price, price
from checker.relations import Judgement, Relation, Verdict

HELD_BITS = 0.1  # what one held relation is worth, where everything else is equal
MOST_HELD = 20
TIE = 1.0  # bits; suspects closer to the best than this are not told apart
MARGIN = 8.0  # bits; beyond this behind the best a figure is no suspect
MOST_NAMED = 6  # so many are named, ties apart
MOST_EXCHANGED = 12  # figures of a relation whose exchange is tried
MOST_OPTIONS = 60  # broken relations of one figure that are weighed against each other

Trust = Mapping[Place, float]
Uses = dict[Place, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that may be wrong: how it would read if it alone were wrong, and what that settles.

    `candidate` keeps the figure's own format and `value` is the same as a number; None where no value can
    be named. `bits` is how unlikely the slip is, `one_slip` whether one slip of the keyboard explains it.
    """

    figure: Figure
    candidate: str | None
    settles: int
    bits: float = 0.0
    one_slip: bool = False
    value: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """Broken relations that one figure would settle, and the figures that would, best first.

    `suspects` is empty where no single figure settles the relation.
    """

    judgements: tuple[Judgement, ...]
    suspects: tuple[Suspect, ...]


@dataclass(frozen=True, slots=True)
class Freed:
    """A figure set free: the broken relations it settles, and the price of believing so."""

    figure: Figure
    settled: frozenset[int]
    price: Price


def suspects(broken: Sequence[Judgement], held: Sequence[Judgement], trust: Trust | None = None) -> list[Suspect]:
    """The figures that may be wrong, best first; ties are all named, none where no single figure explains."""
    return [suspect for cause in causes(broken, held, trust) for suspect in cause.suspects]


def causes(broken: Sequence[Judgement], held: Sequence[Judgement], trust: Trust | None = None) -> list[Cause]:
    """The broken relations by the figure that would settle most of them, block by block.

    `trust` holds bits for figures that are less likely to be wrong than others; infinite: never suspected.
    """
    lines = Lines((one.relation for one in broken), (one.relation for one in held))
    blocks = connected(broken)
    near = touching(held, blocks)
    parts = (Block(part, kept, lines, trust or {}) for part, kept in zip(blocks, near, strict=True))
    return [cause for part in parts for cause in _causes(part)]


def _causes(block: Block) -> Iterator[Cause]:
    broken = block.judgements
    pending = set(range(len(broken)))
    freed = block.freed(pending, block.in_broken)
    while freed:
        settled, named = ranked(list(freed.values()))
        yield Cause(tuple(broken[index] for index in sorted(settled)), tuple(named))
        pending -= settled
        freed = block.after(freed, settled, pending)
    for index in sorted(pending):
        yield Cause((broken[index],), ())


def connected(broken: Sequence[Judgement]) -> list[list[Judgement]]:
    """The broken relations in blocks that share figures, in order of their first relation."""
    block_of: dict[Place, int] = {}
    blocks: dict[int, list[int]] = {}
    for index, judgement in enumerate(broken):
        places = [figure.place for figure in judgement.relation.figures]
        joined = sorted({block_of[place] for place in places if place in block_of})
        members = [*(member for one in joined for member in blocks.pop(one)), index]
        blocks[index] = members
        for member in members if joined else (index,):
            block_of.update((figure.place, index) for figure in broken[member].relation.figures)
    return [[broken[member] for member in sorted(members)] for members in sorted(blocks.values(), key=min)]


def touching(held: Iterable[Judgement], blocks: Sequence[Sequence[Judgement]]) -> list[list[Judgement]]:
    """For each block the held relations in which one of its figures takes part."""
    block_of = {
        figure.place: number
        for number, block in enumerate(blocks)
        for judgement in block
        for figure in judgement.relation.figures
    }
    spots = {(place.row, place.column, place.start) for place in block_of}
    near: list[list[Judgement]] = [[] for _ in blocks]
    for judgement in held:
        places = [figure.place for figure in judgement.relation.figures]
        there = [place for place in places if (place.row, place.column, place.start) in spots]
        for number in sorted({block_of[place] for place in there if place in block_of}):
            near[number].append(judgement)
    return near


class Block:
    """Broken relations that share figures, and the held ones that touch these, each read once."""

    def __init__(self, broken: Sequence[Judgement], held: Sequence[Judgement], lines: Lines, trust: Trust) -> None:
        self.judgements = broken
        self.trust = trust
        self.broken = [Solver(judgement.relation) for judgement in broken]
        self.in_broken = uses(self.broken)
        self.held = [Solver(judgement.relation) for judgement in held]
        self.in_held = uses(self.held, self.in_broken)
        self.lines = lines
        self._implied: dict[Place, tuple[Interval, dict[int, Interval]]] = {}

    def freed(self, pending: set[int], places: Iterable[Place]) -> dict[Place, Freed]:
        """The figures at the places that settle some pending relation."""
        trusted = (place for place in places if self.trust.get(place, 0) != INFINITY)
        each = ((place, self._free(place, pending)) for place in trusted)
        return {place: one for place, one in each if one}

    def after(self, freed: dict[Place, Freed], settled: frozenset[int], pending: set[int]) -> dict[Place, Freed]:
        """What the figures still settle when some relations have found their cause."""
        touched = {figure.place for index in settled for figure in self.broken[index].figures}
        kept = {place: one for place, one in freed.items() if place not in touched}
        return kept | self.freed(pending, touched)

    def _free(self, place: Place, pending: set[int]) -> Freed | None:
        hold, each = self.implied(place)
        options = {index: found for index, found in each.items() if index in pending}
        index, at = self.in_broken[place][0]
        figure = self.broken[index].figures[at]
        while options:
            allowed, settled = most_settled(hold, options)
            if not settled:
                return None
            found = price(figure, allowed)
            if found is not None:
                return Freed(figure, settled, self._weighed(place, found, settled))
            options.pop(max(settled))
        return None

    def implied(self, place: Place) -> tuple[Interval, dict[int, Interval]]:
        """What the held relations of a figure imply together, and each of its broken ones alone."""
        if place not in self._implied:
            kept = [self.held[index].implied(at) for index, at in self.in_held.get(place, ())]
            each: dict[int, Interval] = {}
            for index, at in self.in_broken[place]:
                found = self.broken[index].implied(at)
                each[index] = each[index].meet(found) if index in each else found
            self._implied[place] = (common(kept) if kept else EVERYTHING, each)
        return self._implied[place]

    def _weighed(self, place: Place, found: Price, settled: frozenset[int]) -> Price:
        """The price with what the lines of the patterns and the held relations say."""
        bits = found.bits + self.trust.get(place, 0.0) + HELD_BITS * min(len(self.in_held.get(place, ())), MOST_HELD)
        if found.value is not None:
            value = float(found.value)
            spots = ((index, at) for index, at in self.in_broken[place] if index in settled)
            bits += sum(self.lines.oddness(self.broken[index].relation, at, value) for index, at in spots)
        return Price(bits, found.value, found.text, found.one_slip)


def uses(solvers: Sequence[Solver], only: Mapping[Place, object] | None = None) -> Uses:
    """Where each figure stands: the relations it is in, and its place there."""
    found: Uses = {}
    for index, solver in enumerate(solvers):
        for at, figure in enumerate(solver.figures):
            if only is None or figure.place in only:
                found.setdefault(figure.place, []).append((index, at))
    return found


def most_settled(hold: Interval, options: Mapping[int, Interval]) -> tuple[Interval, frozenset[int]]:
    """The largest set of relations that one value settles, and the values that do."""
    fitting = {index: both for index, found in options.items() if not (both := found.meet(hold)).empty}
    everything = common([hold, *fitting.values()])
    if not everything.empty:
        return everything, frozenset(fitting)
    best: tuple[Interval, frozenset[int]] = hold, frozenset()
    for start in list(fitting)[:MOST_OPTIONS]:
        values, chosen = fitting[start], [start]
        for index, found in fitting.items():
            if index != start and not (both := values.meet(found)).empty:
                values, chosen = both, [*chosen, index]
        if len(chosen) > len(best[1]):
            best = values, frozenset(chosen)
    return best


def ranked(freed: Sequence[Freed]) -> tuple[frozenset[int], list[Suspect]]:
    """The relations that the best figure settles, and all figures that settle the same, best first."""
    best = min(freed, key=lambda one: (-len(one.settled), one.price.bits))
    alike = sorted((one for one in freed if one.settled >= best.settled), key=lambda one: one.price.bits)
    least = best.price.bits
    tied = sum(one.price.bits <= least + TIE for one in alike)
    named = [one for one in alike if one.price.bits <= least + MARGIN][: max(tied, MOST_NAMED)]
    return best.settled, [_suspect(one) for one in named]


def _suspect(freed: Freed) -> Suspect:
    cost = freed.price
    return Suspect(freed.figure, cost.text, len(freed.settled), cost.bits, cost.one_slip, cost.value)


def exchanged_figures(broken: Sequence[Judgement], held: Sequence[Judgement]) -> list[tuple[Figure, Figure]]:
    """Pairs of figures of one broken relation that settle all their relations if they change places."""
    near = touching(held, [[one] for one in broken])
    each = zip(broken, near, strict=True)
    return [
        pair for one, kept in each if len(one.relation.figures) <= MOST_EXCHANGED for pair in _swaps(one, broken, kept)
    ]


def _swaps(one: Judgement, broken: Sequence[Judgement], kept: Sequence[Judgement]) -> Iterator[tuple[Figure, Figure]]:
    others = [other.relation for other in (*broken, *kept)]
    for first, second in combinations(one.relation.figures, 2):
        if first.value != second.value:
            swap = {first.place: second, second.place: first}
            if all(judge(exchanged(relation, swap)).verdict is not Verdict.BROKEN for relation in others):
                yield first, second


def exchanged(relation: Relation, swap: Mapping[Place, Figure]) -> Relation:
    """The relation with the values of some figures replaced by those of others."""
    operands = tuple(replace(term, figure=_as(term.figure, swap)) for term in relation.operands)
    result = _as(relation.result, swap) if relation.result else None
    return replace(relation, result=result, operands=operands)


def _as(figure: Figure, swap: Mapping[Place, Figure]) -> Figure:
    other = swap.get(figure.place)
    return replace(figure, value=other.value, ulp=other.ulp, interval=other.interval) if other else figure
