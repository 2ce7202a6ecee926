"""Frames of bounds: a part is not more than its whole; what rises from a to b ends higher."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Frame, Scene
from checker.prose.sums import is_level
from checker.relations import Basis, Kind, Relation

_UP = re.compile(
    r"增加|增长|上升|提高|提升|扩大|增至|升至|\b(?:rose|increased|grew|climbed|rising|up)\b", re.IGNORECASE
)
_DOWN = re.compile(r"减少|下降|降低|缩减|减至|降至|\b(?:fell|dropped|decreased|declined|falling|down)\b", re.IGNORECASE)


def bound_frames(scene: Scene) -> Iterator[Frame]:
    """Parts introduced by 其中 or "of whom" against their parent, and movements against their direction."""
    for indices in scene.sentences:
        yield from _parts(scene, indices)
        yield from _movements(scene, indices)


def _frame(scene: Scene, lesser: int, greater: int, firm: int) -> Frame:
    relation = Relation(Kind.BOUND, None, (scene.term(lesser), scene.term(greater)), Basis.LABELLED, note="of_which")
    return Frame("bound", relation, firm, (lesser, greater))


def _parts(scene: Scene, indices: list[int]) -> Iterator[Frame]:
    """Each part after 其中 is at most the level before 其中."""
    parent: int | None = None
    for index in indices:
        clue = scene.clues[index]
        if not is_level(scene, index):
            continue
        if clue.of_which:
            parent = _parent(scene, index)
            if parent is not None:
                firm = DICTATED if scene.figures[parent].sentence == scene.figures[index].sentence else SUGGESTED
                yield _frame(scene, index, parent, firm)
        elif parent is not None and scene.comparable(index, parent) and scene.values[index] <= scene.values[parent]:
            yield _frame(scene, index, parent, SEARCHED)


def _parent(scene: Scene, index: int) -> int | None:
    """The last comparable level before 其中, in the sentence or the one before; the greatest where several could be."""
    found = [
        one for one in scene.near(index, 6, 0)
        if one < index and is_level(scene, one) and scene.comparable(one, index) and scene.same_part(one, index)
        and scene.figures[index].sentence - scene.figures[one].sentence <= 1
        and scene.clues[one].depth <= scene.clues[index].depth
    ]  # fmt: skip
    enough = [one for one in found if scene.values[one] >= scene.values[index]]
    if enough:
        return enough[-1]
    return found[-1] if found and found[-1] == index - 1 else None


def _movements(scene: Scene, indices: list[int]) -> Iterator[Frame]:
    """由 a 增加到 b: a is at most b."""
    for old, new in pairwise(indices):
        if not (scene.clues[old].source and scene.clues[new].level and scene.comparable(old, new)):
            continue
        words = (
            scene.figures[old].lead[-30:] + scene.figures[new].lead
            if not scene.passage.chinese
            else scene.figures[new].lead
        )
        up, down = bool(_UP.search(words)), bool(_DOWN.search(words))
        if up != down:
            yield _frame(scene, old, new, DICTATED) if up else _frame(scene, new, old, DICTATED)
