"""Frames of shifts: the changes in points of shares that make up a whole add to zero."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checker.intervals import Interval
from checker.prose.clues import alike
from checker.prose.frames import DICTATED, Frame, Scene
from checker.prose.shares import makes_up_whole
from checker.prose.wholes import Item, Run, runs_of
from checker.relations import Basis, Kind, Relation

NOTHING = Interval.exactly(Fraction(0))
REACH = 12


def shift_frames(scene: Scene) -> Iterator[Frame]:
    """For every complete run of shares, the changes told of the same classes in the sentences after it."""
    for run in runs_of(scene):
        outer = [item for item in run.outer if item.part is not None]
        if len(outer) >= 2 and len(outer) == len(run.outer) and makes_up_whole(scene, run):
            yield from _shift(scene, run, outer)


def _shift(scene: Scene, run: Run, outer: list[Item]) -> Iterator[Frame]:
    last = max(item.share for item in run.items)
    following = [
        one for one in range(last + 1, min(len(scene.figures), last + REACH))
        if scene.figures[one].family == "points" and scene.clues[one].sign and not scene.clues[one].of_which
        and scene.figures[one].sentence - scene.figures[last].sentence in (1, 2)
    ][: len(outer)]  # fmt: skip
    if len(following) < len(outer) or not _same_classes(scene, outer, following):
        return
    terms = tuple(scene.term(one, scene.clues[one].sign) for one in following)
    relation = Relation(Kind.SHARES, None, terms, Basis.INFERRED, constant=NOTHING, note="shifts")
    yield Frame("shares", relation, DICTATED, tuple(following))


def _same_classes(scene: Scene, outer: list[Item], following: list[int]) -> bool:
    pairs = zip(outer, following, strict=True)
    return all(_alike(scene, item.part or 0, change) for item, change in pairs)


def _alike(scene: Scene, part: int, change: int) -> bool:
    """Whether a change is told of the class of a part; the words before the figure of either may be an age."""
    left, right = scene.figures[part].lead[-16:], scene.figures[change].lead[-24:]
    return alike(scene.clues[part].label, scene.clues[change].label) >= 0.5 or alike(left, right) >= 0.4
