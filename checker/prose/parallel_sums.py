"""Frames of two sums side by side: items that carry two quantities each (412户1,204人) add up in both."""

from __future__ import annotations

from collections.abc import Iterator

from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Frame, Scene
from checker.prose.slips import repair
from checker.prose.sums import Sum, chance_of, is_level, structure, sum_frame, sums_that_hold

LIKELY = 0.02  # how likely a sum that no words announce may hold by chance
LEAST_PARTS = 2
STEPS = (1, -1, 2, -2)
BETWEEN = " (（/、"  # what may stand between the two quantities of an item


def parallel_sums(scene: Scene) -> Iterator[Frame]:
    """The sums of what stands right beside the total and the parts of a sum that holds."""
    for found in sums_that_hold(scene):
        if len(found.parts) < LEAST_PARTS or not _trusted(scene, found):
            continue
        for step in STEPS:
            beside = [_beside(scene, one, step) for one in (found.total, *found.parts)]
            partners = [one for one in beside if one is not None]
            if len(partners) == len(beside) and _of_one_unit(scene, found.total, partners):
                told = abs(step) == 1 and not any(_called(scene, one + max(0, -step)) for one in partners)
                if told or _called_alike(scene, partners):
                    worded = told and structure(scene, found) > 0
                    yield _frame(scene, Sum(partners[0], tuple(sorted(partners[1:]))), worded)


def _trusted(scene: Scene, found: Sum) -> bool:
    return structure(scene, found) > 0 or chance_of(scene, found) <= LIKELY


def _beside(scene: Scene, index: int, step: int) -> int | None:
    """The quantity so many figures after or before a figure, in its sentence and no new item of a list."""
    other = index + step
    if not 0 <= other < len(scene.figures) or scene.figures[other].sentence != scene.figures[index].sentence:
        return None
    return other if "、" not in scene.figures[max(index, other)].lead[:1] else None


def _called(scene: Scene, index: int) -> bool:
    """Whether words stand between a quantity and the one before it."""
    return bool(scene.figures[index].lead.strip(BETWEEN))


def _called_alike(scene: Scene, partners: list[int]) -> bool:
    """Whether the quantities of all items are called the same: 412户，发放救济金36万元."""
    labels = {scene.clues[one].label for one in partners}
    return len(labels) == 1 and len(labels.pop()) > 1 and all(_called(scene, one) for one in partners)


def _of_one_unit(scene: Scene, total: int, partners: list[int]) -> bool:
    """Whether quantities are levels of one unit, and of another one than those they stand beside."""
    families = {scene.families[one] for one in partners}
    levels = all(is_level(scene, one) and not scene.figures[one].figure.soft for one in partners)
    return levels and len(families) == 1 and not scene.comparable(total, partners[0])


def _frame(scene: Scene, found: Sum, worded: bool) -> Frame:
    """The sum beside another: wrong where words announce that one and a keystroke mends this one, else doubtful."""
    frame = sum_frame(scene, found, DICTATED if worded else SUGGESTED)
    if frame.holds or repair(frame.relation).found:
        return frame
    return sum_frame(scene, found, SUGGESTED if worded else SEARCHED)
