"""Classes that are all there is of the level before them: 生产总值864.5亿元, 其中第一、第二、第三产业各若干."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from checker.prose.frames import SUGGESTED, Frame, Scene
from checker.prose.sums import Sum, is_level, sum_frame
from checker.prose.told_rows import near_enough, next_level

WIDEST = 1.3
MOST_BETWEEN = 3  # percentages between a total and its classes in the next sentence


@cache
def _sets() -> tuple[tuple[str, ...], ...]:
    from checker.lexicon.told_rows import WHOLE_SETS

    return WHOLE_SETS


def class_frames(scene: Scene) -> Iterator[Frame]:
    """The complete sets of classes of a passage, each with its total."""
    text = scene.passage.lowered
    for names in _sets():
        if all(name in text for name in names):
            for first in range(1, len(scene.figures) - len(names) + 1):
                if names[0] in scene.figures[first].lead and is_level(scene, first):
                    yield from _whole(scene, names, first)


def _whole(scene: Scene, names: tuple[str, ...], first: int) -> Iterator[Frame]:
    row = [first]
    for name in names[1:]:
        after = next_level(scene, row[-1], 1)
        if after is None:
            return
        told = "".join(scene.figures[one].lead for one in range(row[-1] + 1, after + 1))
        if (
            name not in told
            or "其中" in told
            or any(other in told for other in names if other != name and name not in other)
        ):
            return
        row.append(after)
    total = next_level(scene, first, -1)
    total = _sentence_before(scene, first) if total is None else total
    if total is None or any(scene.figures[one].figure.soft for one in (total, *row)):
        return
    frame = replace(sum_frame(scene, Sum(total, tuple(row)), SUGGESTED), plain=True, sure=True)
    if frame.holds or near_enough(scene, total, row, WIDEST):
        yield frame


def _sentence_before(scene: Scene, first: int) -> int | None:
    """The only level of the sentence before, where percentages alone stand between."""
    for one in range(first - 1, max(-1, first - 2 - MOST_BETWEEN), -1):
        if scene.told_in[one] != scene.told_in[first] - 1:
            return None
        if not scene.percent(one) and scene.families[one] != "points":
            alone = one == 0 or scene.told_in[one - 1] != scene.told_in[one]
            return one if alone and is_level(scene, one) and scene.comparable(one, first) else None
    return None
