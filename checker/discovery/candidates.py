"""Where sums may be: trees of headings, strides, equal leaf labels, pairs (runs and balances: see beside).

Every generator yields `Candidate`s for a sequence of items; it looks the needed value up on a few
telling lines, so that the search stays near quadratic in the number of items.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from math import gcd, log10
from typing import NamedTuple

from checker.discovery.evidence import Sum, plain_sum
from checker.discovery.tallies import SIZE_BITS, added, sizes
from checker.discovery.view import View

PROBES = 4
MOST_FOR_GAPS = 150  # items; beyond, only neighbours are tried
MOST_FOR_STRIDES = 2000  # items
LEAST_PAIRS, PAIRS_BY_CHANCE = 2000, 20  # pairs altogether, and for one item, beyond which they are chance
NEIGHBOURS = 2  # items that pairs are then sought among, as they are in very long tables
ALIKE = 3  # different figures that say a part is its whole
MOST_PEERS = 40  # totals of one table that are tried against all their peers


Triple = tuple[int, int, int]


class Candidate(NamedTuple):
    """A sum worth weighing, how it was come by, and the decades its search must pay for."""

    claim: Sum
    source: str
    price: float


def signed_sum(view: View, result: int, operands: Sequence[int]) -> Sum:
    """A sum whose operands count with the sign their labels give them ("less", 减)."""
    return Sum(result, tuple(operands), tuple(map(view.signs.__getitem__, operands)))


def probing_lines(view: View, items: Sequence[int]) -> list[int]:
    """The lines that tell most: many figures, large values; at most a few."""
    from heapq import nlargest

    size = sizes(view)
    worth = added([size[item] for item in items]) if items else ()
    best = nlargest(PROBES, ((key, -line) for line, key in enumerate(worth) if key >> SIZE_BITS >= 2))
    return [-line for _, line in best]


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
        if len(children) > 2 and _restated(view, item, children[0]):
            yield Candidate(signed_sum(view, item, children[1:]), "tree", 0.3)
        before = _closed_by(depths, position) if view.item_headings[item].total else []
        if len(before) >= 2:
            yield Candidate(signed_sum(view, item, [sequence[place] for place in before]), "tree", 0.0)
        if view.item_headings[item].total and (totals := totals + 1) <= MOST_PEERS:
            peers = [sequence[p] for p in range(len(sequence)) if p != position and depths[p] == depths[position]]
            after = [sequence[p] for p in range(position + 1, len(sequence)) if depths[p] == depths[position]]
            for group in (peers, after):
                if len(group) >= 2:
                    yield Candidate(signed_sum(view, item, group), "peers", 0.3)


def _restated(view: View, item: int, part: int) -> bool:
    """Whether the first part is the whole once more, but for a slip, and what it is made of follows level with it."""
    pairs = [(a, b) for a, b in zip(view.values[item], view.values[part], strict=True) if a is not None]
    return len({a for a, b in pairs if a == b}) >= ALIKE and sum(a != b for a, b in pairs) <= 1


def nested(view: View, sequence: Sequence[int]) -> Iterator[Candidate]:
    """Each heading with those one level below it, wherever they stand: forms set one period beside the next."""
    paths = [view.item_headings[item].path for item in sequence]
    children: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for item, path in zip(sequence, paths, strict=True):
        children[path[:-1]].append(item)
    for item, path in zip(sequence, paths, strict=True):
        parts = children.get(path, []) if path else []
        apart = parts and parts[-1] - parts[0] >= len(parts)
        if len(parts) >= 2 and apart and paths.count(path) == 1 and _listed(view, parts):
            yield Candidate(signed_sum(view, item, parts), "tree", 0.0)


def _listed(view: View, parts: Sequence[int]) -> bool:
    """Whether parts have names of their own, and none is only one of which."""
    headings = [view.item_headings[part] for part in parts]
    return len({heading.label for heading in headings}) == len(parts) and not any(h.of_which for h in headings)


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
    """Subsequences of items that play the same part: the same leaf label in every group, or the same stride.

    Strides are for tables that a person lays out; a longer one names its groups.
    """
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
    for stride in range(2, 7) if len(sequence) <= MOST_FOR_STRIDES else ():
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


def pairs(view: View, sequence: Sequence[int], reach: int) -> Iterator[Candidate]:
    """Sums and differences of two: a = b + c for any places, the nearer the cheaper.

    On a line where chance finds many for every item, as among the answers 1 to 5, only neighbours are tried.
    """
    count = len(sequence)
    seen: set[Triple] = set()
    for line in probing_lines(view, sequence)[:3]:
        values = [view.values[item][line] or 0 for item in sequence]
        room = 3 * max((view.halves[item][line] for item in sequence), default=0)
        most = max(LEAST_PAIRS, PAIRS_BY_CHANCE * count)
        found = list(islice(_pairs_among(values, room, reach), most + 1))
        for triple in found if len(found) <= most else _pairs_among(values, room, NEIGHBOURS):
            if triple not in seen:
                seen.add(triple)
                a, low, high = triple
                span = max(a, high) - min(a, low)
                claim = plain_sum(sequence[a], (sequence[low], sequence[high]))
                yield Candidate(claim, "pair", 2 * log10(span + 1) + log10(count))


def _pairs_among(values: Sequence[int], room: int, reach: int) -> Iterator[Triple]:
    """The places (a, b, c) with a = b + c to within a room, in steps of a third of it; b stands before c."""
    where: dict[int, list[int]] = defaultdict(list)
    for position, value in enumerate(values):
        if value:
            where[value].append(position)
    shared = gcd(*values) or 1
    steps = [step for step in range(-room, room + 1, max(1, room // 3)) if step % shared == 0] if room else [0]
    for a, first in enumerate(values):
        nearest, sought = max(0, a - reach), [first + step for step in steps]
        for b, second in enumerate(values[nearest : a + reach + 1] if first else (), nearest):
            if a == b or not second:
                continue
            for third in sought:
                if third - second in where:
                    for c in _between(where[third - second], max(a, b) - 2 * reach, min(a, b) + 2 * reach):
                        if c not in (a, b):
                            yield a, min(b, c), max(b, c)


def _between(positions: list[int], low: int, high: int) -> list[int]:
    """The positions, which are in order, from one to another."""
    if low <= positions[0] and positions[-1] <= high:
        return positions
    return positions[bisect_left(positions, low) : bisect_right(positions, high)]
