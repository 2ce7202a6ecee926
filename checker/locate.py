"""Which figure is most likely wrong: free one figure at a time and see what all its relations then imply.

A figure is cleared where the values that its held relations and the broken ones imply have nothing in
common, or hold no printable value. The others are ranked by how many broken relations they alone would
settle, then by the slips of the keyboard from the stated digits to a value that fits (`pricing`) and by
how odd the line would look among the lines of its pattern (`composition`). Where one figure is clearly
first, the search goes on as if it were mended, so that two slips in one line are told apart. Nothing is
ever changed in a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.algebra import EVERYTHING, common
from checker.blocks import Uses, connected, touching, uses, with_figures, with_value
from checker.composition import Lines
from checker.figures import Figure, Place
from checker.implied import Solver
from checker.intervals import INFINITY, Interval
from checker.judge import judge
from checker.pairs import Wrong, near, pairs
from checker.pricing import Price, price
from checker.relations import Judgement, Kind, Verdict

HELD_BITS = 0.1  # what one held relation is worth, where everything else is equal
MOST_HELD = 20
TIE = 1.0  # bits; suspects closer to the best than this are not told apart
MARGIN = 8.0  # bits; beyond this behind the best a figure is no suspect
MOST_NAMED = 6  # so many are named, ties apart
MOST_OPTIONS = 60  # broken relations of one figure that are weighed against each other
MOST_ALTERNATIVES = 6
MOST_PARTS = 1000  # figures of a relation, beyond which a part of it alone is not looked at
MOST_PAIRED = 10  # relations for which two figures are searched in one call

LIKE = frozenset((Kind.SUM, Kind.DIFFERENCE, Kind.SHARES, Kind.REPEAT, Kind.BOUND))

Trust = Mapping[Place, float]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that may be wrong: how it would read if it alone were wrong, and what that settles.

    `candidate` keeps the figure's own format and `value` is the same as a number; None where no value can
    be named. `bits` is how unlikely the slip is, `one_slip` whether one slip of the keyboard explains it. Suspects
    that are wrong `together` explain the relation only jointly.
    """

    figure: Figure
    candidate: str | None
    settles: int
    bits: float = 0.0
    one_slip: bool = False
    value: Fraction | None = None
    together: bool = False


@dataclass(frozen=True, slots=True)
class Cause:
    """Broken relations that one figure would settle, and the figures that would, best first.

    `suspects` is empty where no figure settles the relation, nor two together; also where several pairs would
    that nothing tells apart, which `several_pairs` says.
    """

    judgements: tuple[Judgement, ...]
    suspects: tuple[Suspect, ...]
    several_pairs: bool = False

    @property
    def clear(self) -> Suspect | None:
        """The suspect that stands out, if one does."""
        if not self.suspects or self.suspects[0].value is None:
            return None
        first, *others = self.suspects
        return None if others and others[0].bits <= first.bits + TIE else first


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
    found = [cause for part in parts for cause in part.causes()]
    return found if all(cause.suspects for cause in found) else list(_paired(found, held))


def _paired(found: Iterable[Cause], held: Sequence[Judgement]) -> Iterator[Cause]:
    """The causes, with two suspects together where no single figure explains a relation."""
    searches = MOST_PAIRED
    for cause in found:
        if cause.suspects or not searches:
            yield cause
            continue
        searches -= 1
        (broken,) = cause.judgements
        found_pairs = pairs(broken.relation, near(broken, held), TIE)
        named = tuple(_paired_suspect(one) for one in found_pairs[0]) if len(found_pairs) == 1 else ()
        yield Cause(cause.judgements, named, several_pairs=len(found_pairs) > 1)


def _paired_suspect(wrong: Wrong) -> Suspect:
    cost = wrong.price
    return Suspect(wrong.figure, cost.text, 1, cost.bits, cost.one_slip, cost.value, together=True)


class Block:
    """Broken relations that share figures, and the held ones that touch these, each read once."""

    def __init__(self, broken: Sequence[Judgement], held: Sequence[Judgement], lines: Lines, trust: Trust) -> None:
        self.judgements = broken
        self.trust = trust
        self.broken = [Solver(judgement.relation) for judgement in broken]
        self.in_broken: Uses = uses(self.broken)
        self.held = [Solver(judgement.relation) for judgement in held]
        self.in_held: Uses = uses(self.held, self.in_broken)
        self.lines = lines
        self._implied: dict[Place, tuple[Interval, dict[int, Interval]]] = {}

    def causes(self) -> Iterator[Cause]:
        """One cause after the other, until every broken relation has one or none is left that explains."""
        pending = set(range(len(self.broken)))
        freed = self.freed(pending, self.in_broken)
        while freed:
            settled, named = ranked(list(freed.values()))
            cause = Cause((), tuple(named))
            touched = {figure.place for index in settled for figure in self.broken[index].figures}
            settled = settled | self._mended(cause.clear, pending - settled)
            if cause.clear:
                touched |= self._around(cause.clear.figure.place)
            yield Cause(tuple(self.judgements[index] for index in sorted(settled)), cause.suspects)
            pending -= settled
            kept = {place: one for place, one in freed.items() if place not in touched}
            freed = kept | self.freed(pending, touched)
        for index in sorted(pending):
            yield Cause((self.judgements[index],), ())

    def _mended(self, suspect: Suspect | None, pending: set[int]) -> frozenset[int]:
        """Goes on as if the suspect were mended; the pending relations that then hold."""
        if suspect is None or suspect.value is None:
            return frozenset()
        place = suspect.figure.place
        change = {place: with_value(suspect.figure, suspect.value)}
        found = set()
        for index, _ in self.in_broken[place]:
            self.broken[index] = Solver(with_figures(self.broken[index].relation, change))
            if index in pending and judge(self.broken[index].relation).verdict is Verdict.HELD:
                found.add(index)
        for index, _ in self.in_held.get(place, ()):
            self.held[index] = Solver(with_figures(self.held[index].relation, change))
        for other in self._around(place):
            self._implied.pop(other, None)
        return frozenset(found)

    def _around(self, place: Place) -> set[Place]:
        """The figures that share a relation with the one at a place."""
        solvers = [self.broken[index] for index, _ in self.in_broken[place]]
        solvers += [self.held[index] for index, _ in self.in_held.get(place, ())]
        return {figure.place for solver in solvers for figure in solver.figures if figure.place in self.in_broken}

    def freed(self, pending: set[int], places: Iterable[Place]) -> dict[Place, Freed]:
        """The figures at the places that settle some pending relation."""
        worth = (place for place in places if self._worth(place))
        each = ((place, self._free(place, pending)) for place in worth)
        return {place: one for place, one in each if one}

    def _worth(self, place: Place) -> bool:
        """Whether a figure is worth freeing: not one of thousands of equal parts, and not fully trusted."""
        spots = self.in_broken[place]
        index, at = spots[0]
        lost = len(spots) == 1 and at > 0 and len(self.broken[index].figures) > MOST_PARTS
        return not lost and self.trust.get(place, 0) != INFINITY

    def _free(self, place: Place, pending: set[int]) -> Freed | None:
        hold, each = self.implied(place)
        options = {index: found for index, found in each.items() if index in pending}
        index, at = self.in_broken[place][0]
        figure = self.broken[index].figures[at]
        finest = self._finest(place)
        found = []
        for allowed, settled in most_settled(hold, options):
            cost = price(figure, allowed, finest)
            if cost is not None:
                found.append(Freed(figure, settled, self._weighed(place, cost, settled)))
        return min(found, key=lambda one: one.price.bits, default=None)

    def _finest(self, place: Place) -> Fraction:
        """The smallest unit of the last place among the figures that one is added to or compared with."""
        solvers = [self.broken[index] for index, _ in self.in_broken[place]]
        solvers += [self.held[index] for index, _ in self.in_held.get(place, ())]
        return min((one.finest for one in solvers if one.relation.kind in LIKE), default=Fraction(0))

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
        bits = found.bits + self.trust.get(place, 0.0)
        bits += HELD_BITS * min(len(self.in_held.get(place, ())), MOST_HELD)
        if found.value is not None:
            value = float(found.value)
            spots = ((index, at) for index, at in self.in_broken[place] if index in settled)
            bits += sum(self.lines.oddness(self.broken[index].relation, at, value) for index, at in spots)
        return Price(bits, found.value, found.text, found.one_slip)


def most_settled(hold: Interval, options: Mapping[int, Interval]) -> list[tuple[Interval, frozenset[int]]]:
    """The largest sets of relations that one value settles, and the values that do; none if none is settled."""
    fitting = {index: both for index, found in options.items() if not (both := found.meet(hold)).empty}
    if not fitting:
        return []
    everything = common(fitting.values())
    if not everything.empty:
        return [(everything, frozenset(fitting))]
    found = {chosen: values for start in list(fitting)[:MOST_OPTIONS] for values, chosen in [_grown(start, fitting)]}
    most = max(len(chosen) for chosen in found)
    return [(values, chosen) for chosen, values in found.items() if len(chosen) == most][:MOST_ALTERNATIVES]


def _grown(start: int, fitting: Mapping[int, Interval]) -> tuple[Interval, frozenset[int]]:
    """One relation with all others, in order, that still leave a value."""
    values, chosen = fitting[start], {start}
    for index, found in fitting.items():
        if index != start and not (both := values.meet(found)).empty:
            values = both
            chosen.add(index)
    return values, frozenset(chosen)


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
