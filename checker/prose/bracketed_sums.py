"""Frames of totals broken down in the brackets right after them: 受理465件(电话414件、网站51件)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.prose.frames import SUGGESTED, Frame, Scene
from checker.prose.slips import repair
from checker.prose.sums import Sum, is_level, sum_frame

_SOME = re.compile(r"其中|含|包括|等|including|of which|mainly|excluding|不含", re.IGNORECASE)
MOST_PARTS = 12
CHANCE = 0.3


def bracketed_frames(scene: Scene) -> Iterator[Frame]:
    """The breakdowns in brackets that fail by what one keystroke explains, and hardly so by chance."""
    for total in range(len(scene.figures) - 2):
        parts = _inside(scene, total)
        if len(parts) < 2:
            continue
        frame = sum_frame(scene, Sum(total, tuple(parts)), SUGGESTED)
        mended = repair(frame.relation)
        if frame.broken and mended.found and mended.chance < CHANCE:
            yield frame


def _inside(scene: Scene, total: int) -> list[int]:
    """The levels in the brackets right after a level, where they are all of its unit and said to be all."""
    figure, depth = scene.figures[total], scene.clues[total].depth
    opened = figure.tail.lstrip().startswith("(")
    if not opened or not is_level(scene, total) or figure.figure.soft:
        return []
    found: list[int] = []
    for one in range(total + 1, min(len(scene.figures), total + 1 + MOST_PARTS)):
        part = scene.figures[one]
        if part.sentence != figure.sentence or scene.clues[one].depth <= depth:
            break
        if part.family != figure.family or not is_level(scene, one) or _SOME.search(part.lead) or part.figure.soft:
            return []
        found.append(one)
    return found
