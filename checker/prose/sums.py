"""Frames of sums: a total and the run of parts before or after it, closing totals, nested lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from checker.prose.clues import alike
from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Frame, Scene
from checker.prose.halves import halves, words_of
from checker.prose.quantities import comparable
from checker.prose.slips import repair
from checker.relations import Basis, Kind, Relation

WINDOW = 24
INFINITE = float("inf")
MOST_PARTS = 16
STRIDES = (1, 2, 3)
STARTS = ((1, 0), (1, 1), (1, 2), (2, 0), (3, 0))


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its parts, as indices of figures; `tries` is how many runs were looked at to find it."""

    total: int
    parts: tuple[int, ...]
    tries: int = 1


def sum_frames(scene: Scene) -> Iterator[Frame]:
    """The sums that hold, each with how firmly the words claim it, then those that almost do."""
    explained: set[int] = set()
    for found in sums_that_hold(scene):
        firm = firmness(scene, found)
        if firm > SEARCHED or _chance(scene, found) < 0.005:
            explained.add(found.total)
        yield sum_frame(scene, found, firm)
    for found, firm in _failing(scene, explained):
        yield sum_frame(scene, found, firm)


def sums_that_hold(scene: Scene) -> list[Sum]:
    """The totals that some run of figures beside them meets; found once."""
    known = scene.sums
    if known is None:
        known = scene.sums = list(_holding(scene))
    return known


def sum_frame(scene: Scene, found: Sum, firm: int) -> Frame:
    operands = tuple(scene.term(part) for part in found.parts)
    relation = Relation(Kind.SUM, scene.figures[found.total].figure, operands, Basis.LABELLED)
    return Frame("total", relation, firm, (found.total, *found.parts))


def is_level(scene: Scene, index: int) -> bool:
    """Whether a figure can be a total or a part: a level, no share, no change, no base, no mean."""
    clue, figure = scene.clues[index], scene.figures[index]
    if figure.family in ("percent", "permille", "permyriad", "points", "kpoints", "times_as", "days"):
        return False
    return not (clue.sign or clue.base or clue.share or clue.per) and not _spelled(scene, index)


def _spelled(scene: Scene, index: int) -> bool:
    """Whether a number in words is told again in digits right after it: twelve (12)."""
    figure = scene.figures[index]
    if figure.figure.text[:1].isdigit() or index + 1 >= len(scene.figures):
        return False
    after = scene.figures[index + 1]
    return after.lead.strip() == "(" and after.sentence == figure.sentence and after.figure.text[:1].isdigit()


def _columns(scene: Scene) -> Iterator[list[int]]:
    """The levels of each document and kind of unit, in order."""
    groups: dict[tuple[int, str], list[int]] = {}
    for index, figure in enumerate(scene.figures):
        if is_level(scene, index):
            groups.setdefault((figure.part, figure.family), []).append(index)
    for (part, kind), indices in list(groups.items()):
        loose = [one for other in ("any", "count", "") if other != kind for one in groups.get((part, other), [])]
        loose = [
            one
            for one in loose
            if comparable(scene.figures[one].family, kind) and (kind in COUNTS or _scaled(scene, one))
        ]
        if kind and loose and len(loose) < 2 * len(indices):
            indices = sorted(indices + loose)
        yield indices


COUNTS = ("person", "place", "case", "item", "volume", "building", "machine", "animal", "household")


def _scaled(scene: Scene, index: int) -> bool:
    """Whether a figure without a unit carries a multiplier: 58万 beside 40万元."""
    return scene.figures[index].figure.ulp >= 1000 or any(c in "万亿" for c in scene.figures[index].figure.text)


def _holding(scene: Scene) -> Iterator[Sum]:
    seen: set[tuple[int, ...]] = set()
    for column in _columns(scene):
        for place in range(len(column)):
            for found in (*_around(scene, column, place), *_outer(scene, column, place)):
                key = (found.total, *found.parts)
                if key not in seen:
                    seen.add(key)
                    yield found


def _outer(scene: Scene, column: list[int], place: int) -> Iterator[Sum]:
    """The same with the asides in brackets left out."""
    depth = scene.clues[column[place]].depth
    near = range(max(0, place - WINDOW), min(len(column), place + WINDOW))
    outer = [column[one] for one in near if scene.clues[column[one]].depth <= depth]
    if len(outer) < len(near) and column[place] in outer:
        yield from _around(scene, outer, outer.index(column[place]))


def _around(scene: Scene, column: list[int], place: int) -> Iterator[Sum]:
    """The runs after and before a figure that add to it; the first of each direction and stride."""
    total = column[place]
    if scene.slacks[total] == float("inf") or scene.values[total] <= 1:
        return
    for direction in (1, -1):
        best: Sum | None = None
        for stride in STRIDES:
            found = _run(scene, column, place, direction, stride)
            if found and (best is None or _strength(scene, found) > _strength(scene, best)):
                best = found
        if best is not None and _believable(scene, best):
            yield best


def _run(scene: Scene, column: list[int], place: int, direction: int, stride: int) -> Sum | None:
    """The first contiguous run, from one of the next starts, whose sum meets the total."""
    total = column[place]
    values, slacks = scene.values, scene.slacks
    tries = 0
    for skip in range(4 if stride == 1 else 1):
        first = place + direction * (stride if stride > 1 else 1 + skip)
        last = first + direction * stride * MOST_PARTS
        line = (
            column[first:last:stride]
            if direction > 0
            else column[first : max(last, -1) if last >= 0 else None : -stride]
        )
        if first < 0:
            break
        rest, slack, count = values[total], slacks[total], 0
        for index in line:
            rest -= values[index]
            slack += slacks[index]
            count += 1
            if rest < -slack or slack == INFINITE:
                break
            if count > 1:
                tries += 1
                if rest <= slack + 1e-9 * values[total]:
                    return Sum(total, tuple(sorted(line[:count])), tries)
    return None


def _chance(scene: Scene, found: Sum) -> float:
    """How likely a run with that many tries meets the total by accident."""
    slack = scene.slacks[found.total] + sum(scene.slacks[part] for part in found.parts)
    step = float(scene.figures[found.total].figure.ulp)
    return found.tries * (2 * slack + step) / max(scene.values[found.total], step)


def _strength(scene: Scene, found: Sum) -> float:
    return structure(scene, found) - _chance(scene, found)


def structure(scene: Scene, found: Sum) -> int:
    """How the words hold a total and its parts together: 2 dictated, 1 suggested, 0 not at all."""
    total, parts = found.total, found.parts
    clue = scene.clues[total]
    if total < parts[0]:
        first = scene.clues[parts[0]]
        leads = _adjacent(scene, total, parts[0])
        if first.within and alike(first.within, clue.label) >= 0.6 and parts[0] - total <= 6:
            return 1
        opened = first.of_which or first.partition or _opens(scene, total)
        if leads and opened:
            return 2 if first.partition or clue.total else 1
        return int(leads and clue.total)
    if clue.closing and scene.figures[parts[-1]].sentence == scene.figures[total].sentence:
        return 2
    return int(clue.total and scene.figures[total].sentence - scene.figures[parts[0]].sentence <= 2)


def _opens(scene: Scene, total: int) -> bool:
    tail = scene.figures[total].tail
    return ":" in tail or "(" in tail[:12] or "—" in tail


def _adjacent(scene: Scene, total: int, first: int) -> bool:
    """Whether the parts begin right after the total: no other comparable level stands between."""
    if scene.figures[first].block - scene.figures[total].block > 1:
        return False
    depth = max(scene.clues[total].depth, scene.clues[first].depth)
    between = [one for one in range(total + 1, first) if is_level(scene, one) and scene.comparable(one, total)]
    return not any(scene.clues[one].depth <= depth for one in between)


def _believable(scene: Scene, found: Sum) -> bool:
    """Whether a sum that holds is more than an accident."""
    held = structure(scene, found)
    chance = _chance(scene, found)
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


def _failing(scene: Scene, explained: set[int]) -> Iterator[tuple[Sum, int]]:
    """Totals that the words announce and that no run meets."""
    for column in _columns(scene):
        for place, total in enumerate(column):
            if total in explained or scene.slacks[total] == float("inf"):
                continue
            for found in (*_announced(scene, column, place), *_wide(scene, column, place)):
                firm = _accusation(scene, found)
                if firm:
                    yield found, firm
                    break


def remainder_frames(scene: Scene) -> Iterator[Frame]:
    """The rest is the total less the parts told before it: 共20人，其中甲12人，其余8人."""
    for indices in scene.sentences:
        levels = [one for one in indices if is_level(scene, one) and not scene.figures[one].figure.soft]
        for place, rest in enumerate(levels):
            if not scene.clues[rest].remainder or place < 2:
                continue
            before = [one for one in levels[:place] if scene.comparable(one, rest) and not scene.clues[one].remainder]
            found = [frame for start in range(len(before) - 1) for frame in [_rest(scene, before[start:], rest)]]
            held = [frame for frame in found if frame.holds]
            if held:
                yield held[-1]
            elif found and len(before) == 2 and before == levels[place - 2 : place]:
                yield found[0]


def _rest(scene: Scene, before: list[int], rest: int) -> Frame:
    total, *parts = before
    operands = (scene.term(total), *(scene.term(part, -1) for part in parts))
    relation = Relation(Kind.DIFFERENCE, scene.figures[rest].figure, operands, Basis.LABELLED)
    return Frame(
        "change", relation, DICTATED if scene.values[total] > scene.values[parts[0]] else SEARCHED, (rest, *before)
    )


def _announced(scene: Scene, column: list[int], place: int) -> Iterator[Sum]:
    """The runs that the words give to a total: all that follow it in its sentence, or all before a closing one."""
    total = column[place]
    for after in _stretches(scene, column[place + 1 : place + 1 + MOST_PARTS], total):
        for end in range(len(after), 1, -1):
            found = Sum(total, tuple(after[:end]))
            if structure(scene, found) >= 1:
                yield found
    sentence = scene.figures[total].sentence
    before = [one for one in column[max(0, place - MOST_PARTS) : place] if scene.figures[one].sentence == sentence]
    if scene.clues[total].closing or scene.clues[total].total:
        for start in range(len(before) - 1):
            yield Sum(total, tuple(before[start:]))


def _stretches(scene: Scene, following: list[int], total: int) -> Iterator[list[int]]:
    """The parts that follow a total: in its sentence, in the next where 其中 begins it, or where its name is taken up."""
    sentence, depth = scene.figures[total].sentence, scene.clues[total].depth
    level = [one for one in following if scene.clues[one].depth <= depth]
    yield [one for one in following if scene.figures[one].sentence == sentence]
    yield [one for one in level if scene.figures[one].sentence == sentence]
    later = [one for one in level if scene.figures[one].sentence > sentence]
    if later and scene.clues[later[0]].of_which and scene.figures[later[0]].sentence == sentence + 1:
        yield _same_sentence(scene, later, later[0])
    for one in later[:5]:
        within = scene.clues[one].within
        if within and alike(within, scene.clues[total].label) >= 0.6:
            yield [part for part in _same_sentence(scene, later, one) if part >= one]
            return


def _same_sentence(scene: Scene, indices: list[int], first: int) -> list[int]:
    sentence, depth = scene.figures[first].sentence, scene.clues[first].depth
    return [one for one in indices if scene.figures[one].sentence == sentence and scene.clues[one].depth <= depth]


def _parts_of(scene: Scene, found: Sum) -> bool:
    """Whether the words call the total a total and the parts its parts."""
    return found.tries == 1 and scene.clues[found.total].total and scene.clues[found.parts[0]].of_which


def half_sums(scene: Scene) -> Iterator[Frame]:
    """Two halves of one whole (men and women, town and country) add to the level told right before them."""
    for indices in scene.sentences:
        levels = [one for one in indices if is_level(scene, one) and not scene.figures[one].figure.soft]
        for first, second in pairwise(levels):
            total = _before(scene, first)
            if total is None or not scene.comparable(first, second) or scene.values[total] < scene.values[first]:
                continue
            pairs = zip(words_of(scene, first), words_of(scene, second), strict=True)
            if any(halves(one, other) for one, other in pairs):
                yield sum_frame(scene, Sum(total, (first, second)), DICTATED)


def _before(scene: Scene, first: int) -> int | None:
    """The comparable level right before a figure, in its sentence."""
    for one in range(first - 1, max(-1, first - 4), -1):
        if scene.figures[one].sentence != scene.figures[first].sentence:
            return None
        if is_level(scene, one) and scene.comparable(one, first):
            return one
    return None


def _accusation(scene: Scene, found: Sum) -> int:
    """How firmly a sum that does not hold may be called wrong; 0 where it may not."""
    frame = sum_frame(scene, found, SUGGESTED)
    if any(figure.soft for figure in frame.relation.figures):
        return 0
    mended = repair(frame.relation)
    held = structure(scene, found)
    dictated = held == 2 and (scene.clues[found.parts[0]].partition or scene.clues[found.total].closing)
    chance = mended.chance
    limit = 0.6 if dictated else 0.3 if held and found.tries == 1 else 0.05 / found.tries
    overfull = max(scene.values[part] for part in found.parts) > scene.values[found.total]
    if clue_closing_parallel(scene, found) or (overfull and _parts_of(scene, found)):
        limit = 4.0
    if not mended.found or chance > limit:
        return 0
    return DICTATED if dictated and chance < 0.3 else SUGGESTED


def clue_closing_parallel(scene: Scene, found: Sum) -> bool:
    """Whether a closing total ends a row of parts that are told in the same words."""
    if not scene.clues[found.total].closing or found.total < found.parts[-1] or len(found.parts) < 3:
        return False
    tails = [_predicate(scene, part) for part in found.parts[:-1]]
    before = found.parts[0] - 1
    outside = before >= 0 and scene.figures[before].sentence == scene.figures[found.parts[0]].sentence
    first = _predicate(scene, before) if outside else ""
    return all(alike(tails[0], tail) >= 0.5 for tail in tails) and not (outside and alike(first, tails[0]) >= 0.5)


def _predicate(scene: Scene, index: int) -> str:
    return re.split(r"[,，;；。、]", scene.figures[index].tail)[0]


def _wide(scene: Scene, column: list[int], place: int) -> Iterator[Sum]:
    """Runs beside a total that one keystroke would make its parts: only for numbers too long for chance."""
    total, values = column[place], scene.values
    unit = float(scene.figures[total].figure.ulp)
    if values[total] < 1000 * unit or len(scene.digits[total].rstrip("0")) < 4:
        return
    least, slack = values[total] / 2000, 8 * scene.slacks[total] + 1e-6 * unit
    tries, found = 0, []
    for direction in (1, -1):
        near = column[place + 1 : place + WINDOW] if direction > 0 else column[max(0, place - WINDOW) : place][::-1]
        near = [one for one in near if values[one] >= least and scene.slacks[one] < INFINITE]
        for stride, skip in STARTS:
            gap = -values[total]
            for count, part in enumerate(near[stride - 1 + skip :: stride][:8], start=1):
                gap += values[part]
                if count > 1:
                    tries += 1
                    if _digit_gap(abs(gap), unit, slack):
                        order = count if (stride, skip) == (1, 0) else tries
                        found.append((order, near[stride - 1 + skip :: stride][:count]))
                if gap > 9 * values[total]:
                    break
    for order, parts in found:
        yield Sum(total, tuple(sorted(parts)), max(8, order))


def _digit_gap(size: float, unit: float, slack: float) -> bool:
    """Whether a gap could come from one wrong digit or one swap: k or 9k units of some place."""
    if size <= slack:
        return False
    while unit <= size + slack:
        times = size / unit
        if times < 82:
            whole = round(times)
            if abs(times - whole) * unit <= slack and (whole < 10 or whole % 9 == 0):
                return True
        unit *= 10
    return False
