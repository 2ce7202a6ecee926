"""A search for changes that add up, and for balances: what was left and what came, less what went."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from checker.prose.frames import SEARCHED, Frame, Scene
from checker.prose.quantities import counted
from checker.prose.shares import share_frame
from checker.prose.wholes import total_of
from checker.relations import Basis, Kind, Relation

CHANCE = 0.1
REACH = 16  # figures of one unit
MOST_PARTS = 12
MOST_BEFORE = 8
LEAST_BALANCE = 600
NEAR_RATE = 8
WHOLE = 1e-8  # whole numbers have no half width, and are looked up first


def signed_sums(scene: Scene) -> Iterator[Frame]:
    """The changes that are sums of other changes: all of one sentence, or those that follow the total."""
    columns: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, figure in enumerate(scene.figures):
        if scene.clues[index].sign and figure.family not in ("percent", "permille") and not figure.figure.soft:
            columns[figure.part, figure.family].append(index)
    opened = {scene.figures[one].sentence: one for one in range(len(scene.figures)) if scene.clues[one].of_which}
    for column in columns.values():
        nested = {one for one in column if opened.get(scene.figures[one].sentence, one + 1) <= one}
        yield from _of_sentences(scene, column)
        yield from _following(scene, column, nested)


def _signed(scene: Scene, index: int) -> float:
    return scene.clues[index].sign * scene.values[index]


def _of_sentences(scene: Scene, column: Sequence[int]) -> Iterator[Frame]:
    """All changes of one sentence against the changes told before it, the nearest first."""
    groups: dict[int, list[int]] = defaultdict(list)
    for index in column:
        groups[scene.figures[index].sentence].append(index)
    for group in groups.values():
        place = bisect_left(column, group[0])
        earlier = column[max(0, place - REACH) : place]
        if not 2 <= len(group) <= MOST_PARTS or not earlier:
            continue
        tries = len({scene.values[one] for one in earlier})
        added, slack = sum(_signed(scene, one) for one in group), sum(scene.slacks[one] for one in group)
        total = next((one for one in reversed(earlier) if _adds(scene, one, added, slack, tries)), None)
        if total is not None:
            yield _frame(scene, total, group)


def _following(scene: Scene, column: Sequence[int], nested: set[int]) -> Iterator[Frame]:
    """The changes after a total, with and without those told of a part of a part (after "of which")."""
    signed = [_signed(scene, one) for one in column]
    slacks = [scene.slacks[one] for one in column]
    free = [place for place, one in enumerate(column) if one not in nested]
    for place, total in enumerate(column):
        after = list(range(place + 1, min(place + 1 + REACH, len(column))))
        outer = free[bisect_right(free, place) : bisect_left(free, place + 1 + REACH)]
        likely = int(CHANCE * abs(signed[place]) / (2 * slacks[place] + scene.ulps[total])) + 1
        found = _run(scene, total, (outer, after, after[1:]), likely, signed, slacks)
        if found:
            yield _frame(scene, total, [column[one] for one in found])


def _run(
    scene: Scene, total: int, lines: Sequence[list[int]], likely: int, signed: list[float], slacks: list[float]
) -> list[int]:  # fmt: skip
    """The first run from the beginning of a line that adds to a total; after that many tries it is an accident."""
    wanted, tries = _signed(scene, total), 0
    shade = scene.slacks[total] + 1e-9 * abs(wanted)
    known: list[int] = []
    for line in lines:
        near = line[: min(MOST_PARTS, likely - tries + 1)]
        added, room = 0.0, shade
        for count, place in enumerate(near if near != known else (), start=1):
            added += signed[place]
            room += slacks[place]
            if abs(wanted - added) <= room and count > 1:
                slack = sum(slacks[one] for one in near[:count])
                if _adds(scene, total, added, slack, tries + count - 1):
                    return near[:count]
        tries, known = tries + max(len(near) - 1, 0), near
    return []


def _adds(scene: Scene, total: int, added: float, slack: float, tries: int) -> bool:
    """Whether changes that add to so much are a total, and hardly by chance."""
    wanted = _signed(scene, total)
    slack += scene.slacks[total]
    if abs(wanted - added) > slack + 1e-9 * abs(wanted):
        return False
    return max(tries, 1) * (2 * slack + scene.ulps[total]) <= CHANCE * abs(wanted)


def _frame(scene: Scene, total: int, parts: Sequence[int]) -> Frame:
    sign = scene.clues[total].sign
    operands = tuple(scene.term(one, sign * scene.clues[one].sign) for one in parts)
    relation = Relation(Kind.SUM, scene.figures[total].figure, operands, Basis.INFERRED)
    return Frame("total", relation, SEARCHED, (total, *parts))


def balances(scene: Scene) -> Iterator[Frame]:
    """Levels that are two levels before them less a third, and the rates that follow from such a balance."""
    columns: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, figure in enumerate(scene.figures):
        if counted(figure.family) and not scene.clues[index].sign and not figure.figure.soft:
            columns[figure.part, figure.family].append(index)
    for column in columns.values():
        for place, index in enumerate(column):
            if scene.values[index] >= LEAST_BALANCE:
                yield from _balance(scene, index, column[max(0, place - MOST_BEFORE) : place])


def _balance(scene: Scene, index: int, before: Sequence[int]) -> Iterator[Frame]:
    value, slack, ulp = scene.values[index], scene.slacks[index], scene.ulps[index]
    tries = len(before) * max(len(before) - 1, 0) * max(len(before) - 2, 0) / 2
    if tries * (2 * slack + ulp) > CHANCE * value:
        return
    widest = (slack + 3 * max((scene.slacks[each] for each in before), default=0.0) + 1e-9) * (1 + 1e-6)
    known = [(each, scene.values[each]) for each in before]
    printed = sorted([size for _, size in known])
    if widest < WHOLE and set(printed).isdisjoint([one + other - value for one, other in combinations(printed, 2)]):
        return
    for (one, first), (other, second) in combinations(known, 2):
        wanted = first + second - value
        place = bisect_left(printed, wanted - widest)
        if place == len(printed) or printed[place] > wanted + widest:
            continue
        for less, size in known:
            loose = slack + scene.slacks[one] + scene.slacks[other] + scene.slacks[less]
            if less in (one, other) or abs(first + second - size - value) > loose + 1e-9:
                continue
            if tries * (2 * loose + ulp) > CHANCE * value:
                continue
            operands = (scene.term(one), scene.term(other), scene.term(less, -1))
            relation = Relation(Kind.SUM, scene.figures[index].figure, operands, Basis.INFERRED)
            yield Frame("total", relation, SEARCHED, (index, one, other, less))
            yield from _cleared(scene, (one, other), less)
            return


def _cleared(scene: Scene, came: tuple[int, int], went: int) -> Iterator[Frame]:
    """The percentage near that says how much of what was there went."""
    whole = total_of(scene, came)
    quotient = 100 * scene.values[went] / float(whole.value)
    for rate in scene.near(went, 2, NEAR_RATE):
        fits = abs(quotient - scene.values[rate]) <= scene.slacks[rate] * (1 + 1e-9)
        if scene.figures[rate].family == "percent" and not scene.clues[rate].sign and fits:
            yield share_frame(scene, went, rate, whole, SEARCHED).as_query()
            return
