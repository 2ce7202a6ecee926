"""A search for changes that add up, and for balances: what was left and what came, less what went."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, islice

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
        if 2 <= len(group) <= MOST_PARTS:
            tries = len({scene.values[one] for one in earlier})
            yield from _first(_sum(scene, total, group, tries) for total in reversed(earlier))


def _following(scene: Scene, column: Sequence[int], nested: set[int]) -> Iterator[Frame]:
    """The changes after a total, with and without those told of a part of a part (after "of which")."""
    for place, total in enumerate(column):
        after = column[place + 1 : place + 1 + REACH]
        lines = ([one for one in after if one not in nested], after, after[1:])
        runs = (line[:count] for line in lines for count in range(2, min(len(line), MOST_PARTS) + 1))
        step = 2 * scene.slacks[total] + scene.ulps[total]  # after so many tries any run would be an accident
        likely = islice(enumerate(runs, start=1), int(CHANCE * abs(scene.values[total]) / step) + 1)
        yield from _first(_sum(scene, total, run, tries) for tries, run in likely)


def _first(found: Iterator[Frame | None]) -> Iterator[Frame]:
    frame = next((one for one in found if one is not None), None)
    if frame is not None:
        yield frame


def _sum(scene: Scene, total: int, parts: Sequence[int], tries: int) -> Frame | None:
    slack = scene.slacks[total] + sum(scene.slacks[one] for one in parts)
    wanted = _signed(scene, total)
    if abs(wanted - sum(_signed(scene, one) for one in parts)) > slack + 1e-9 * abs(wanted):
        return None
    if max(tries, 1) * (2 * slack + scene.ulps[total]) > CHANCE * abs(wanted):
        return None
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
    value, slack = scene.values[index], scene.slacks[index]
    tries = len(before) * max(len(before) - 1, 0) * max(len(before) - 2, 0) / 2
    widest = (slack + 3 * max((scene.slacks[each] for each in before), default=0.0) + 1e-9) * (1 + 1e-6)
    printed = sorted([scene.values[each] for each in before])
    for one, other in combinations(before, 2):
        wanted = scene.values[one] + scene.values[other] - value
        place = bisect_left(printed, wanted - widest)
        if place == len(printed) or printed[place] > wanted + widest:
            continue
        for less in before:
            loose = slack + scene.slacks[one] + scene.slacks[other] + scene.slacks[less]
            gap = scene.values[one] + scene.values[other] - scene.values[less] - value
            if less in (one, other) or abs(gap) > loose + 1e-9:
                continue
            if tries * (2 * loose + float(scene.figures[index].figure.ulp)) > CHANCE * value:
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
