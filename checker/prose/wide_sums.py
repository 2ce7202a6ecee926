"""A search for totals far from their parts: runs of one sentence against every figure of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from checker.prose.frames import SEARCHED, Frame, Scene
from checker.prose.sums import Sum, is_level, sum_frame, sums_that_hold

CHANCE = 0.1
MOST_PARTS = 12
NEAR = 3  # sentences between a total and another breakdown of it
Pool = list[tuple[float, int]]  # the values of one unit, sorted, each with its first figure


def wide_sums(scene: Scene) -> Iterator[Frame]:
    """The runs of levels of a sentence whose sum is printed elsewhere in the document."""
    usable = [_usable(scene, index) for index in range(len(scene.figures))]
    pools = _pools(scene, usable)
    finest = {key: min(scene.ulps[index] for _, index in pool) for key, pool in pools.items()}
    known = {frozenset((one.total, *one.parts)) for one in sums_that_hold(scene)}
    broken_down = sorted({one.total for one in sums_that_hold(scene)})
    for indices in scene.sentences:
        for group in _groups(scene, [one for one in indices if usable[one]]):
            key = scene.figures[group[0]].part, scene.figures[group[0]].family
            found = (
                _again(scene, group, broken_down)
                or _printed(scene, group, pools[key], finest[key])
                or _of_one_noun(scene, group)
            )
            if found is not None and frozenset((found.total, *found.parts)) not in known:
                yield sum_frame(scene, found, SEARCHED)


def _usable(scene: Scene, index: int) -> bool:
    return is_level(scene, index) and not scene.figures[index].figure.soft and scene.values[index] > 0


def _pools(scene: Scene, usable: list[bool]) -> dict[tuple[int, str], Pool]:
    pools: dict[tuple[int, str], dict[float, int]] = defaultdict(dict)
    for index, figure in enumerate(scene.figures):
        if usable[index]:
            pools[figure.part, figure.family].setdefault(scene.values[index], index)
    return {key: sorted(values.items()) for key, values in pools.items()}


def _groups(scene: Scene, indices: Sequence[int]) -> Iterator[list[int]]:
    """The usable levels of each unit of a sentence; without what stands in brackets where some do."""
    families: dict[str, list[int]] = defaultdict(list)
    for index in indices if len(indices) > 1 else ():
        families[scene.figures[index].family].append(index)
    for family in families.values():
        outermost = min(scene.clues[one].depth for one in family)
        outer = [one for one in family if scene.clues[one].depth == outermost]
        for group in [family] if len(outer) == len(family) else [outer, family]:
            if 2 <= len(group) <= MOST_PARTS:
                yield group


def _meets(scene: Scene, total: int, parts: Sequence[int], tries: int) -> bool:
    """Whether parts add to a total, and hardly by chance."""
    slack = scene.slacks[total] + sum(scene.slacks[one] for one in parts)
    value = scene.values[total]
    likely = tries * (2 * slack + scene.ulps[total]) > CHANCE * value
    return not likely and abs(value - sum(scene.values[one] for one in parts)) <= slack + 1e-9 * value


def _again(scene: Scene, group: list[int], broken_down: Sequence[int]) -> Sum | None:
    """All levels of a sentence as another breakdown of a total that was broken down shortly before."""
    end = bisect_left(broken_down, group[0])
    first = scene.figures[group[0]]
    before = (broken_down[place] for place in range(end - 1, -1, -1))
    near = list(takewhile(lambda one: first.sentence - scene.figures[one].sentence <= NEAR, before))
    totals = [one for one in near if scene.comparable(one, group[0]) and scene.same_part(one, group[0])]
    values = {scene.values[one] for one in totals}
    return next((Sum(one, tuple(group)) for one in totals if _meets(scene, one, group, len(values))), None)


def _printed(scene: Scene, group: list[int], pool: Pool, finest: float) -> Sum | None:
    """The longest run of a sentence whose sum some figure of the document prints."""
    count = len(group) * (len(group) - 1) // 2
    if count * len(pool) * finest > 1.1 * CHANCE * sum(scene.values[one] for one in group):
        return None  # in so long a document any sum would be an accident
    runs = [group[a:b] for size in range(len(group), 1, -1) for a in range(len(group) - size + 1) for b in (a + size,)]
    tries = len(runs) * len(pool)
    for run in runs:
        wanted = sum(scene.values[one] for one in run)
        slack = sum(scene.slacks[one] for one in run)
        if tries * 2 * slack > CHANCE * (wanted + 2 * slack + 1e-9 * wanted):
            continue  # whatever is printed there, it would be an accident
        place = bisect_left(pool, (wanted - 2 * slack - 1e-9 * wanted, -1))
        while place < len(pool) and pool[place][0] <= wanted + 2 * slack + 1e-9 * wanted:
            total = pool[place][1]
            if total not in run and _meets(scene, total, run, tries):
                return Sum(total, tuple(run))
            place += 1
    return None


def _of_one_noun(scene: Scene, group: list[int]) -> Sum | None:
    """The figures of a sentence that count one thing, after one that counts it too: 15个教学班, 5个班, 5个班, 5个班."""
    total, *parts = group
    nouns = {scene.figures[one].tail.lstrip()[:1] for one in parts}
    noun = next(iter(nouns))
    if len(parts) < 2 or len(nouns) > 1 or not noun.isalpha() or noun not in scene.figures[total].tail[:4]:
        return None
    return Sum(total, tuple(parts)) if _meets(scene, total, parts, 1) else None
