"""Frames of sums: a total and the run of parts before or after it, closing totals, nested lists."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from checker.prose.clues import alike
from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Frame, Scene, basis_of
from checker.prose.quantities import comparable
from checker.relations import Kind, Relation

WINDOW = 24
INFINITE = float("inf")
MOST_PARTS = 16
_AMONG = re.compile(r"[^,，。;；:\d]{1,12}[中里][,，]")  # 65起火灾中, …
_PORTION = re.compile(
    r"\b(?:half|third|quarter|part|portion)\sof\s(?:the|an?|its|our)\s[a-z]+\sof\s$"  # half of the loan of 20
    r"|\b(?:half|thirds?|quarters?|fifths?|tenths?|in\s(?:two|three|four|five|six|ten|twenty))\s(?:of\s)?(?:the|its|our|these)\s$",
    re.IGNORECASE,
)
STRIDES = (1, 2, 3)
STARTS = ((1, 0), (1, 1), (1, 2), (2, 0), (3, 0))


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its parts, as indices of figures; `tries` is how many runs were looked at to find it."""

    total: int
    parts: tuple[int, ...]
    tries: int = 1


def holding_sums(scene: Scene) -> Iterator[Frame]:
    """The sums that hold, each with how firmly the words claim it."""
    for found in sums_that_hold(scene):
        frame = sum_frame(scene, found, firmness(scene, found))
        if not (any(scene.soft[one] for one in frame.about) and frame.broken):
            yield frame


def sums_that_hold(scene: Scene) -> list[Sum]:
    """The totals that some run of figures beside them meets; found once."""
    known = scene.sums
    if known is None:
        known = scene.sums = list(_holding(scene))
    return known


def sum_frame(scene: Scene, found: Sum, firm: int) -> Frame:
    """The total is the sum of its parts."""
    operands = tuple(scene.term(part) for part in found.parts)
    relation = Relation(Kind.SUM, scene.figures[found.total].figure, operands, basis_of(firm))
    return Frame("total", relation, firm, (found.total, *found.parts))


def is_level(scene: Scene, index: int) -> bool:
    """Whether a figure can be a total or a part: a level, no share, no change, no base, no mean."""
    if scene.levels is None:
        scene.levels = [_is_level(scene, one) for one in range(len(scene.figures))]
    return scene.levels[index]


def is_former(scene: Scene, index: int) -> bool:
    """Whether a level only tells what the next one was before: from 65 to 35."""
    after = index + 1
    if not scene.clues[index].source or after >= len(scene.figures) or not is_level(scene, index):
        return False
    return scene.clues[after].level and scene.told_in[after] == scene.told_in[index]


def _is_level(scene: Scene, index: int) -> bool:
    clue, figure = scene.clues[index], scene.figures[index]
    if figure.family in ("percent", "permille", "permyriad", "points", "kpoints", "times_as", "days", "parts"):
        return False
    if clue.sign or clue.base or clue.share or clue.per or told_in_digits(scene, index):
        return False
    return "of" not in figure.lead[-10:] or not _PORTION.search(figure.lead[-60:])


def told_in_digits(scene: Scene, index: int) -> bool:
    """Whether a number in words is told again in digits right after it: twelve (12)."""
    figure = scene.figures[index]
    if figure.figure.text[:1].isdigit() or index + 1 >= len(scene.figures):
        return False
    after = scene.figures[index + 1]
    return after.lead.strip() == "(" and after.sentence == figure.sentence and after.figure.text[:1].isdigit()


def columns(scene: Scene) -> list[list[int]]:
    """The levels of each document and kind of unit, in order, and those of now alone; found once."""
    if scene.columns is None:
        known = list(_columns(scene))
        now = [[one for one in column if not is_former(scene, one)] for column in known]
        scene.columns = known + [some for some, column in zip(now, known, strict=True) if len(some) < len(column)]
    return scene.columns


def _columns(scene: Scene) -> Iterator[list[int]]:
    groups: dict[tuple[int, str], list[int]] = {}
    for index, figure in enumerate(scene.figures):
        if is_level(scene, index):
            groups.setdefault((figure.part, figure.family), []).append(index)
    scaled: dict[tuple[int, str], list[int]] = {}
    for part, kind in groups:
        if kind in LOOSE:
            scaled[part, kind] = [one for one in groups[part, kind] if _scaled(scene, one)]
    for (part, kind), indices in list(groups.items()):
        source = groups if kind in COUNTS else scaled
        loose = [
            one for other in LOOSE if other != kind and comparable(other, kind) for one in source.get((part, other), ())
        ]
        if kind and loose and len(loose) < 2 * len(indices):
            indices = sorted(indices + loose)
        yield indices


LOOSE = ("any", "count", "")
COUNTS = ("person", "place", "case", "item", "volume", "building", "machine", "animal", "household")


def _scaled(scene: Scene, index: int) -> bool:
    """Whether a figure without a unit carries a multiplier: 58万 beside 40万元."""
    return scene.figures[index].figure.ulp >= 1000 or any(c in "万亿" for c in scene.figures[index].figure.text)


@dataclass(frozen=True, slots=True)
class Column:
    """The levels of one unit in order: the indices of the figures, their values and half widths, and bracket depths."""

    indices: list[int]
    values: list[float]
    slacks: list[float]
    depths: list[int]


def column_of(scene: Scene, indices: list[int]) -> Column:
    """Some figures as a column."""
    values, slacks, clues = scene.values, scene.slacks, scene.clues
    return Column(
        indices,
        [values[one] for one in indices],
        [slacks[one] for one in indices],
        [clues[one].depth for one in indices],
    )


def _holding(scene: Scene) -> Iterator[Sum]:
    seen: set[tuple[int, ...]] = set()
    for indices in columns(scene):
        column = column_of(scene, indices)
        outer: dict[int, Column] = {}
        for place in range(len(indices)):
            for found in (*_around(scene, column, place, 0, len(indices)), *_outer(scene, column, place, outer)):
                key = (found.total, *found.parts)
                if key not in seen:
                    seen.add(key)
                    yield found


def _outer(scene: Scene, column: Column, place: int, outer: dict[int, Column]) -> Iterator[Sum]:
    """The same with the asides in brackets left out; `outer` keeps the columns without them, by the depth left."""
    depth, first, last = column.depths[place], max(0, place - WINDOW), place + WINDOW
    if max(column.depths[first:last]) <= depth:
        return
    if depth not in outer:
        pairs = zip(column.indices, column.depths, strict=True)
        outer[depth] = column_of(scene, [one for one, its in pairs if its <= depth])
    indices = outer[depth].indices
    here, begin = bisect_left(indices, column.indices[place]), bisect_left(indices, column.indices[first])
    end = bisect_right(indices, column.indices[min(last, len(column.indices)) - 1])
    yield from _around(scene, outer[depth], here, begin, end)


def _around(scene: Scene, column: Column, place: int, begin: int, end: int) -> Iterator[Sum]:
    """The runs after and before a figure that add to it, between two places; the first of each direction and stride."""
    if column.slacks[place] == INFINITE or column.values[place] <= 1:
        return
    for direction in (1, -1):
        best: Sum | None = None
        for stride in STRIDES:
            found = _run(column, place, direction * stride, begin, end)
            if found and (best is None or _strength(scene, found) > _strength(scene, best)):
                best = found
        if best is not None and _believable(scene, best):
            yield best


def _run(column: Column, place: int, step: int, begin: int, end: int) -> Sum | None:
    """The first run of every so many places, from one of the next starts, whose sum meets the total."""
    values, slacks = column.values, column.slacks
    total, room = values[place], slacks[place]
    shade, tries = 1e-9 * total, 0
    for first in range(place + step, place + 5 * step, step) if step in (1, -1) else (place + step,):
        if not begin <= first < end:
            break
        rest, slack = total - values[first], room + slacks[first]
        if rest < -slack or slack == INFINITE:
            continue
        at, last = first + step, first + step * MOST_PARTS
        while at != last and begin <= at < end:
            rest -= values[at]
            slack += slacks[at]
            if rest < -slack or slack == INFINITE:
                break
            tries += 1
            if rest <= slack + shade:
                parts = [column.indices[one] for one in range(first, at + (1 if step > 0 else -1), step)]
                return Sum(column.indices[place], tuple(sorted(parts)), tries)
            at += step
    return None


def chance_of(scene: Scene, found: Sum) -> float:
    """How likely a run with that many tries meets the total by accident."""
    slack = scene.slacks[found.total] + sum(scene.slacks[part] for part in found.parts)
    step = float(scene.figures[found.total].figure.ulp)
    return found.tries * (2 * slack + step) / max(scene.values[found.total], step)


def _strength(scene: Scene, found: Sum) -> float:
    return structure(scene, found) - chance_of(scene, found)


def structure(scene: Scene, found: Sum) -> int:
    """How the words hold a total and its parts together: 2 dictated, 1 suggested, 0 not at all."""
    total, parts = found.total, found.parts
    clue = scene.clues[total]
    if total < parts[0]:
        first = scene.clues[parts[0]]
        leads = _adjacent(scene, total, parts[0])
        if first.within and names(first.within, clue.label) and parts[0] - total <= 6:
            return 1
        opened = (
            first.of_which
            or first.partition
            or _opened_before(scene, parts[0])
            or (opens(scene, total) and not _beyond(scene, total, parts[-1]))
        )
        if leads and opened:
            return 2 if first.partition or clue.total else 1
        return int(leads and clue.total)
    if clue.closing and scene.figures[parts[-1]].sentence == scene.figures[total].sentence:
        return 2
    return int(clue.total and scene.figures[total].sentence - scene.figures[parts[0]].sentence <= 2)


def _opened_before(scene: Scene, first: int) -> bool:
    """Whether what a part was before stands between it and the word that opens the parts: 其中甲由65调整为35."""
    return first > 0 and is_former(scene, first - 1) and scene.clues[first - 1].of_which


def names(within: str, label: str) -> bool:
    """Whether what parts are counted among is what a total counts: 收案 for 新收各类案件."""
    if alike(within, label) >= 0.6:
        return True
    at = label.find(within[0])
    return len(within) == 2 and at >= 0 and within[1] in label[at:] and not label.isascii()


def _beyond(scene: Scene, total: int, last: int) -> bool:
    """Whether parts that seem to begin in the brackets after a total go on after them: 493家(合资332家)，合作154家."""
    return "(" in scene.figures[total].tail[:12] and scene.clues[last].depth <= scene.clues[total].depth


def opens(scene: Scene, total: int) -> bool:
    """Whether a mark after a total announces its parts."""
    tail = scene.figures[total].tail
    marked = ":" in tail or "(" in tail[:12] or "—" in tail
    return marked or (("中" in tail or "里" in tail) and bool(_AMONG.match(tail)))


def _adjacent(scene: Scene, total: int, first: int) -> bool:
    """Whether the parts begin right after the total: no other comparable level stands between."""
    if scene.figures[first].block - scene.figures[total].block > 1:
        return False
    depth = max(scene.clues[total].depth, scene.clues[first].depth)
    between = [one for one in range(total + 1, first) if is_level(scene, one) and scene.comparable(one, total)]
    return not any(scene.clues[one].depth <= depth and not is_former(scene, one) for one in between)


def _believable(scene: Scene, found: Sum) -> bool:
    """Whether a sum that holds is more than an accident."""
    held = structure(scene, found)
    chance = chance_of(scene, found)
    spread = (
        scene.figures[max(found.total, found.parts[-1])].sentence
        - scene.figures[min(found.total, found.parts[0])].sentence
    )
    if held == 2:
        return chance < 0.25 * found.tries
    if held == 1:
        return chance < 0.5 and spread <= 3
    return chance < (0.1 if spread <= 2 else 0.01)


def firmness(scene: Scene, found: Sum) -> int:
    """Words first: a partition or a closing total dictates, a total suggests."""
    return (SEARCHED, SUGGESTED, DICTATED)[structure(scene, found)]
