"""Where sums may be: trees of headings, runs of neighbours, strides, equal leaf labels, pairs.

Every generator yields `Candidate`s for a sequence of items; it looks the needed value up on a few
telling lines, so that the search stays near quadratic in the number of items.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10

from checker.discovery.evidence import Sum, plain_sum
from checker.discovery.spelled import spelled_sums
from checker.discovery.view import View
from checker.lexicon.frames import CLOSING, FILLER, FRAMES, INFLOW, OPENING, OUTFLOW

PROBES = 4
FEW_FOR_GAPS = 50  # items; beyond, only totals are tried with a gap
MOST_FOR_GAPS = 150  # items; beyond, only neighbours are tried
MOST_MATCHES = 64  # places looked at for one needed sum
MOST_PEERS = 40  # totals of one table that are tried against all their peers


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sum worth weighing, how it was come by, and the decades its search must pay for."""

    claim: Sum
    source: str
    price: float


def signed_sum(view: View, result: int, operands: Sequence[int]) -> Sum:
    """A sum whose operands count with the sign their labels give them ("less", 减)."""
    return Sum(result, tuple(operands), tuple(view.signs[operand] for operand in operands))


def probing_lines(view: View, items: Sequence[int]) -> list[int]:
    """The lines that tell most: many figures, large values; at most a few."""
    worth = []
    for line in range(len(view.lines)):
        present = [abs(v) // (2 * view.halves[item][line] or 1) for item in items if (v := view.values[item][line])]
        if len(present) >= 2:
            worth.append((len(present), sum(v.bit_length() for v in present), -line))
    worth.sort(reverse=True)
    return [-line for _, _, line in worth[:PROBES]]


def trees(view: View, sequence: Sequence[int]) -> Iterator[Candidate]:
    """Each heading with the headings one level deeper that follow it, before the next of its own level."""
    depths = [view.item_headings[item].depth for item in sequence]
    totals = 0
    for position, item in enumerate(sequence):
        children: list[int] = []
        level: int | None = None
        for later in range(position + 1, len(sequence)):
            if depths[later] <= depths[position] or not under(view, sequence[later], item):
                break
            if level is None or depths[later] < level:
                level, children = depths[later], []
            if depths[later] == level:
                children.append(sequence[later])
        if len(children) >= 2:
            yield Candidate(signed_sum(view, item, children), "tree", 0.0)
        before = _closed_by(depths, position) if view.item_headings[item].total else []
        if len(before) >= 2:
            yield Candidate(signed_sum(view, item, [sequence[place] for place in before]), "tree", 0.0)
        if view.item_headings[item].total and (totals := totals + 1) <= MOST_PEERS:
            peers = [sequence[p] for p in range(len(sequence)) if p != position and depths[p] == depths[position]]
            after = [sequence[p] for p in range(position + 1, len(sequence)) if depths[p] == depths[position]]
            for group in (peers, after):
                if len(group) >= 2:
                    yield Candidate(signed_sum(view, item, group), "peers", 0.3)


def _closed_by(depths: Sequence[int], position: int) -> list[int]:
    """The places one level deeper that stand before a total, back to the next of its own level."""
    places = []
    for earlier in range(position - 1, -1, -1):
        if depths[earlier] <= depths[position]:
            break
        if depths[earlier] == depths[position] + 1:
            places.append(earlier)
    return places[::-1]


def under(view: View, item: int, other: int) -> bool:
    """Whether the headings of an item begin with all the headings of another."""
    path, outer = view.item_headings[item].path, view.item_headings[other].path
    return path[: len(outer)] == outer


def with_empty_peers(view: View, claim: Sum) -> Sum:
    """The sum with the neighbours of its last operand that belong to the same group and are nil on every line."""
    operands = list(claim.operands)
    if operands != list(range(operands[0], operands[-1] + 1)):
        return claim
    depth, parent = view.item_headings[operands[-1]].depth, view.item_headings[operands[-1]].path[:-1]
    following = operands[-1] + 1
    while following < len(view.items) and following != claim.result:
        heading = view.item_headings[following]
        nil = all(not value for value in view.values[following])
        if not nil or heading.total or heading.depth != depth or heading.path[:-1] != parent:
            break
        operands.append(following)
        following += 1
    return claim if len(operands) == len(claim.operands) else signed_sum(view, claim.result, operands)


def runs(
    view: View, sequence: Sequence[int], source: str = "run", gaps: bool = False, parts: Sequence[int] = ()
) -> Iterator[Candidate]:
    """Results that equal a run of neighbours: adjacent ones, or (`gaps`) those with others between.

    `parts` are items that belong to totals already and may yet be totals themselves.
    """
    count = len(sequence)
    if count < 2 or (gaps and count > MOST_FOR_GAPS):
        return
    price = log10(max(count * count / 2, 1.0)) if gaps else log10(2 * count)
    seen: set[tuple[int, int, int]] = set()
    for line in probing_lines(view, sequence):
        track = _track(view, sequence, line)
        if gaps and not track.selective:
            continue
        results = [(position, position + 1, item) for position, item in enumerate(sequence)]
        results += [(at, at, item) for item in parts for at in (bisect_left(sequence, item),)]
        for before, after, item in results:
            stated = view.values[item][line]
            if stated is None or (gaps and count > FEW_FOR_GAPS and not view.item_headings[item].total):
                continue
            own = max(view.halves[item][line], view.coarse)
            ends = track.apart(before, after, stated, own) if gaps else track.beside(before, after, stated, own)
            for start, end in ends:
                if (item, start, end) not in seen:
                    seen.add((item, start, end))
                    yield Candidate(signed_sum(view, item, sequence[start:end]), source + "-gap" * gaps, price)


@dataclass(frozen=True, slots=True)
class Track:
    """The running sums of a sequence on one line, and the same sorted, to look a needed sum up."""

    sums: list[int]
    slacks: list[int]
    order: list[int]
    keys: list[int]

    @property
    def selective(self) -> bool:
        """Whether a needed sum is found by chance in fewer than one place on average."""
        spread = self.keys[-1] - self.keys[0]
        return 2 * self.slacks[-1] * len(self.keys) <= spread

    def beside(self, before: int, after: int, stated: int, own: int) -> Iterator[tuple[int, int]]:
        """Runs of two or more items directly behind or directly before a result that add up to it."""
        for end in self._near(self.sums[after] + stated, own) if after < len(self.sums) else ():
            if end - after >= 2 and self._fits(after, end, stated, own):
                yield after, end
        for start in self._near(self.sums[before] - stated, own):
            if before - start >= 2 and self._fits(start, before, stated, own):
                yield start, before

    def apart(self, before: int, after: int, stated: int, own: int) -> Iterator[tuple[int, int]]:
        """Runs of two or more items that add up to a result and stand neither around it nor beside it."""
        for start in range(len(self.sums) - 2):
            if before <= start <= after:
                continue
            for end in self._near(self.sums[start] + stated, own):
                beside = end == before or (start < before < end)
                if end - start >= 2 and not beside and self._fits(start, end, stated, own):
                    yield start, end

    def _near(self, target: int, own: int) -> list[int]:
        """The places where the running sum is near a target, at most so many."""
        room = own + self.slacks[-1]
        low, high = bisect_left(self.keys, target - room), bisect_right(self.keys, target + room)
        if high - low > MOST_MATCHES:
            middle = bisect_left(self.keys, target)
            low, high = max(low, middle - MOST_MATCHES // 2), min(high, middle + MOST_MATCHES // 2)
        return self.order[low:high]

    def _fits(self, start: int, end: int, stated: int, own: int) -> bool:
        gap = abs(self.sums[end] - self.sums[start] - stated)
        return gap <= own + self.slacks[end] - self.slacks[start]


def _track(view: View, sequence: Sequence[int], line: int) -> Track:
    sums, slacks = [0], [0]
    for item in sequence:
        value = view.values[item][line]
        sums.append(sums[-1] + view.signs[item] * (value or 0))
        slacks.append(slacks[-1] + (max(view.halves[item][line], view.coarse) if value is not None else 0))
    order = sorted(range(len(sums)), key=lambda at: sums[at])
    return Track(sums, slacks, order, [sums[at] for at in order])


def one_left_out(view: View, sequence: Sequence[int]) -> Iterator[Candidate]:
    """Adjacent runs that hold when one item in them is left out (an "of which" that is not announced)."""
    count = len(sequence)
    if count > MOST_FOR_GAPS:
        return
    price = log10(max(2 * count * count, 1))
    seen: set[Sum] = set()
    for line in probing_lines(view, sequence)[:2]:
        for position, item in enumerate(sequence):
            stated = view.values[item][line]
            if stated is None:
                continue
            for step in (1, -1):
                for members in _skipping(view, sequence, line, position, step, stated):
                    claim = plain_sum(item, members)
                    if claim not in seen:
                        seen.add(claim)
                        yield Candidate(claim, "skip", price)


def _skipping(
    view: View, sequence: Sequence[int], line: int, position: int, step: int, stated: int
) -> Iterator[list[int]]:
    total, members, where = 0, [], {}
    at = position + step
    while 0 <= at < len(sequence):
        value = view.values[sequence[at]][line]
        members.append(sequence[at])
        if value:
            total += value
            where[value] = len(members) - 1
            surplus = total - stated
            skipped = where.get(surplus)
            if skipped is not None and 0 < skipped < len(members) - 1 and len(members) > 3:
                yield [m for i, m in enumerate(members) if i != skipped]
        at += step


def strided(view: View, sequence: Sequence[int]) -> Iterator[Sequence[int]]:
    """Subsequences of items that play the same part: the same leaf label in every group, or the same stride."""
    leaves: dict[str, list[int]] = defaultdict(list)
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for item in sequence:
        path = view.item_headings[item].path
        leaves[path[-1] if path else ""].append(item)
        if len(path) > 1:
            groups[path[:1]].append(item)
    found = [tuple(items) for items in leaves.values() if len(items) >= 3]
    yield from found
    known = set(found)
    for stride in range(2, 7):
        if len(sequence) >= 3 * stride:
            for start in range(stride):
                part = tuple(sequence[start::stride])
                if part not in known and len(part) >= 3:
                    known.add(part)
                    yield part
    for items in groups.values():
        if 3 <= len(items) < len(sequence):
            yield tuple(items)


def levels(view: View, sequence: Sequence[int]) -> Iterator[Sequence[int]]:
    """Subsequences by kind: items that are not rates; items that are totals and their outermost peers."""
    counts = [item for item in sequence if not view.rate_items[item]]
    if 3 <= len(counts) < len(sequence):
        yield counts
    totals = [item for item in sequence if view.item_headings[item].total]
    if 3 <= len(totals) < len(sequence):
        yield totals


def frames(view: View) -> Iterator[Candidate]:
    """Sums that the headings spell out: by numbers, source less deduction, opening plus inflows less outflows."""
    for claim in spelled_sums(view):
        yield Candidate(claim, "frame", 0.0)
    names = ["/".join(heading.path) for heading in view.item_headings]
    for frame in FRAMES:
        roles: dict[tuple[str, bool], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for item, name in enumerate(names):
            for role, words in (
                ("remainder", frame.remainder),
                ("deduction", frame.deduction),
                ("source", frame.source),
            ):
                match = words.search(name)
                if match:
                    rest = FILLER.sub("", name[: match.start()] + name[match.end() :])
                    roles[rest, view.rate_items[item]][role].append(item)
                    break
        for parts in roles.values():
            for item in parts["remainder"]:
                source, deduction = _nearest(parts["source"], item), _nearest(parts["deduction"], item)
                if source is not None and deduction is not None:
                    yield Candidate(plain_sum(source, (item, deduction)), "frame", 0.0)
    yield from _flows(view, names)


def _nearest(items: Sequence[int], item: int) -> int | None:
    return min(items, key=lambda other: (abs(other - item), other > item), default=None)


def _flows(view: View, names: Sequence[str]) -> Iterator[Candidate]:
    """closing = opening + what came in - what went out, for the items between the two."""
    opening = [item for item, name in enumerate(names) if OPENING.search(name)]
    for start in opening:
        end = next((i for i in range(start + 1, len(names)) if CLOSING.search(names[i])), None)
        if end is None or not 2 <= end - start <= 12:
            continue
        operands, signs = [start], [1]
        for item in range(start + 1, end):
            if view.item_headings[item].depth > view.item_headings[start].depth or view.rate_items[item]:
                continue
            leaf = names[item].rpartition("/")[2]
            out, into = OUTFLOW.search(leaf), INFLOW.search(leaf)
            if not out and not into:
                break
            operands.append(item)
            signs.append(-1 if out and not (into and into.start() > out.start()) else 1)
        else:
            if len(operands) >= 2:
                yield Candidate(Sum(end, tuple(operands), tuple(signs)), "frame", 0.0)


def pairs(view: View, sequence: Sequence[int], reach: int) -> Iterator[Candidate]:
    """Sums and differences of two: a = b + c for any places, the nearer the cheaper."""
    count = len(sequence)
    seen: set[tuple[int, int, int]] = set()
    for line in probing_lines(view, sequence)[:3]:
        where: dict[int, list[int]] = defaultdict(list)
        values = [view.values[item][line] for item in sequence]
        for position, value in enumerate(values):
            if value:
                where[value].append(position)
        room = 3 * max((view.halves[item][line] for item in sequence), default=0)
        steps = range(-room, room + 1, max(1, room // 3)) if room else (0,)
        for a in range(count):
            for b in range(max(0, a - reach), min(count, a + reach + 1)):
                first, second = values[a], values[b]
                if a == b or not first or not second:
                    continue
                for step in steps:
                    for c in where.get(first - second + step, ()):
                        low, high = min(b, c), max(b, c)
                        if c not in (a, b) and (a, low, high) not in seen and max(a, high) - min(a, low) <= 2 * reach:
                            seen.add((a, low, high))
                            span = max(a, high) - min(a, low)
                            yield Candidate(
                                plain_sum(sequence[a], (sequence[low], sequence[high])),
                                "pair",
                                2 * log10(span + 1) + log10(count),
                            )
