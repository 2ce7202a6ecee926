"""Sums that the words announce and that fail by what one keystroke explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, chain, takewhile

from checker.prose.clues import alike
from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Frame, Scene
from checker.prose.slips import repair
from checker.prose.sums import (
    INFINITE,
    MOST_PARTS,
    STARTS,
    WINDOW,
    Column,
    Sum,
    chance_of,
    column_of,
    columns,
    firmness,
    is_former,
    names,
    opens,
    structure,
    sum_frame,
    sums_that_hold,
)
from checker.prose.told_rows import of_more

_MARK = re.compile(r"[,，;；。、]")


def failing_sums(scene: Scene) -> Iterator[Frame]:
    """Totals that the words announce, or long numbers beside them, that no run of figures meets."""
    claimed: set[int] = set()
    explained: dict[int, list[Sum]] = {}
    for found in sums_that_hold(scene):
        if firmness(scene, found) > SEARCHED:
            claimed.add(found.total)
        elif chance_of(scene, found) < 0.005:
            explained.setdefault(found.total, []).append(found)
    for found, firm in _failing(scene, claimed, explained):
        yield sum_frame(scene, found, firm)


def _failing(scene: Scene, claimed: set[int], explained: dict[int, list[Sum]]) -> Iterator[tuple[Sum, int]]:
    """Totals that the words announce and that no run meets, or only one told elsewhere."""
    opening = [bool(clue.of_which or clue.partition or clue.within) for clue in scene.clues]
    for indices in columns(scene):
        if any(is_former(scene, one) for one in indices):
            continue  # what was before is no part of what is now; the column without it follows
        column, opens_here = column_of(scene, indices), [opening[one] for one in indices]
        for place, total in enumerate(indices):
            if total in claimed or column.slacks[place] == INFINITE:
                continue
            known, told = explained.get(total, ()), True in opens_here[place + 1 : place + 1 + MOST_PARTS]
            wide = () if known else _wide(scene, column, place)
            for found in chain(_announced(scene, indices, place, opening, told), wide):
                firm = _accusation(scene, found) if all(_elsewhere(scene, found, one) for one in known) else 0
                if firm:
                    yield found, firm
                    break


def _elsewhere(scene: Scene, announced: Sum, held: Sum) -> bool:
    """Whether the parts that add up are told in sentences of their own, none of them among those announced."""
    told = {scene.told_in[one] for one in (announced.total, *announced.parts)}
    return not any(scene.told_in[part] in told for part in held.parts)


def _announced(scene: Scene, column: list[int], place: int, opening: list[bool], told: bool) -> Iterator[Sum]:
    """The runs that the words give to a total: all that follow it in its sentence, or all before a closing one.

    `told` says that one of the figures after it opens parts.
    """
    total = column[place]
    following, clue = column[place + 1 : place + 1 + MOST_PARTS], scene.clues[total]
    told = told or clue.total or opens(scene, total)
    for after in _stretches(scene, following, total, opening) if told else ():
        if len(after) > 1 and structure(scene, Sum(total, tuple(after))) >= 1:
            for end in range(len(after), 1, -1):
                yield Sum(total, tuple(after[:end]))
    if clue.closing or clue.total:
        sentence = scene.figures[total].sentence
        before = [one for one in column[max(0, place - MOST_PARTS) : place] if scene.figures[one].sentence == sentence]
        for start in range(len(before) - 1):
            yield Sum(total, tuple(before[start:]))


def _stretches(scene: Scene, following: list[int], total: int, opening: list[bool]) -> Iterator[list[int]]:
    """The parts after a total: in its sentence, in the next one begun with 其中, or where its name returns."""
    sentence, depth = scene.figures[total].sentence, scene.clues[total].depth
    told_in = scene.told_in
    here = list(takewhile(lambda one: told_in[one] == sentence, following))
    if len(here) > 1 and (scene.clues[total].total or opens(scene, total) or True in [opening[one] for one in here]):
        level = [one for one in here if scene.clues[one].depth <= depth]
        yield here
        if len(level) < len(here):
            yield level
    after = following[len(here) :]
    if True not in [opening[one] for one in after]:
        return
    later = [one for one in after if scene.clues[one].depth <= depth]
    if later and scene.clues[later[0]].of_which and scene.figures[later[0]].sentence == sentence + 1:
        yield _same_sentence(scene, later, later[0])
    for one in later[:5]:
        within = scene.clues[one].within
        if within and names(within, scene.clues[total].label):
            yield [part for part in _same_sentence(scene, later, one) if part >= one]
            return


def _same_sentence(scene: Scene, indices: list[int], first: int) -> list[int]:
    sentence, depth = scene.figures[first].sentence, scene.clues[first].depth
    return [one for one in indices if scene.figures[one].sentence == sentence and scene.clues[one].depth <= depth]


def _parts_of(scene: Scene, found: Sum) -> bool:
    """Whether the words call the total a total and the parts its parts, or the parts its parts in one sentence."""
    here = scene.figures[found.total].sentence == scene.figures[found.parts[-1]].sentence
    return found.tries == 1 and (scene.clues[found.total].total or here) and scene.clues[found.parts[0]].of_which


def _accusation(scene: Scene, found: Sum) -> int:
    """How firmly a sum that does not hold may be called wrong; 0 where it may not."""
    unit, added = scene.ulps[found.total], sum(scene.values[part] for part in found.parts)
    gap = abs(scene.values[found.total] - added)
    slack = scene.slacks[found.total] + sum(scene.slacks[part] for part in found.parts)
    if slack == INFINITE or not _digit_gap(gap, min(unit, 1.0), slack + 1e-6 * unit):
        return 0
    if any(scene.figures[one].figure.soft for one in (found.total, *found.parts)) or of_more(scene, found.total):
        return 0
    held = structure(scene, found)
    dictated = held == 2 and (scene.clues[found.parts[0]].partition or scene.clues[found.total].closing)
    limit = 0.6 if dictated else 0.3 if held and found.tries == 1 else 0.05 / found.tries
    overfull = max(scene.values[part] for part in found.parts) > scene.values[found.total]
    if clue_closing_parallel(scene, found) or (overfull and _parts_of(scene, found)):
        limit = 4.0
    keys = 10 * sum(len(scene.digits[one]) for one in (found.total, *found.parts))
    if keys * (2 * slack + unit) > 1.001 * limit * max(scene.values[found.total], added):
        return 0
    mended = repair(sum_frame(scene, found, SUGGESTED).relation)
    if not mended.found or mended.chance > limit:
        return 0
    return DICTATED if dictated and mended.chance < 0.3 else SUGGESTED


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
    return _MARK.split(scene.figures[index].tail, 1)[0]


def _wide(scene: Scene, column: Column, place: int) -> Iterator[Sum]:
    """Runs beside a total that one keystroke would make its parts: only for numbers too long for chance."""
    total, value = column.indices[place], column.values[place]
    unit, digits = scene.ulps[total], len(scene.digits[total])
    if value < 1000 * unit or len(scene.digits[total].rstrip("0")) < 4:
        return
    tries, slack, step = 0, 8 * column.slacks[place] + 1e-6 * unit, 2 * column.slacks[place] + unit
    sharp, few, tens = slack < unit / 10, 82 * unit, 10 * unit
    closing = scene.clues[total].closing
    for near in _beside(column, place):
        sizes = [column.values[one] for one in near]
        for stride, skip in STARTS:
            start, count = stride - 1 + skip, 0
            for count, gap in enumerate(accumulate(sizes[start : start + 8 * stride : stride], initial=-value)):
                if count > 1 and (not sharp or -few < gap < few or (gap + slack) % tens <= 2 * slack):
                    order = max(8, count if start == 0 else tries + count - 1)
                    first = column.indices[min(near[start], near[start + (count - 1) * stride])]
                    told = closing or scene.clues[first].partition
                    likely = told or 10 * (digits + count) * step * order <= 0.0501 * max(value, value + gap)
                    if likely and _digit_gap(abs(gap), unit, slack):
                        parts = sorted([column.indices[one] for one in near[start : start + count * stride : stride]])
                        yield Sum(total, tuple(parts), order)
                if gap > 9 * value:
                    break
            tries += max(count - 1, 0)


def _beside(column: Column, place: int) -> Iterator[list[int]]:
    """The places after and before one of a column, the nearest first, without values far too small to matter."""
    least, values, slacks = column.values[place] / 2000, column.values, column.slacks
    for span in (
        range(place + 1, min(place + WINDOW, len(values))),
        range(place - 1, max(0, place - WINDOW) - 1, -1),
    ):
        yield [one for one in span if values[one] >= least and slacks[one] < INFINITE]


def _digit_gap(size: float, unit: float, slack: float) -> bool:
    """Whether a gap could come from one wrong digit or one swap: k or 9k units of some place."""
    if size <= slack:
        return False
    if slack < unit / 10:
        whole = round(size / unit)
        if abs(size - whole * unit) > slack:
            return False
        while whole % 10 == 0:
            whole //= 10
        return whole < 10 or (whole < 82 and whole % 9 == 0)
    while unit <= size + slack:
        times = size / unit
        if times < 82:
            whole = round(times)
            if abs(times - whole) * unit <= slack and (whole < 10 or whole % 9 == 0):
                return True
        unit *= 10
    return False
