"""Frames of shares that add to 100: the stretches of a run that are all there is of one whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checker.intervals import Interval
from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Frame, Scene
from checker.prose.halves import MOST_SHARES, completed_before, halves, rates_of_groups
from checker.prose.wholes import Item, Run
from checker.relations import Basis, Kind, Relation

HUNDRED = Interval.exactly(Fraction(100))
MOST_OVER = 130  # percent
_ANY_TOTAL = frozenset(("总数", "总量", "总额", "总人数", "全部", "总计", "total", "all"))


def hundred_frames(scene: Scene, run: Run) -> Iterator[Frame]:
    """The shares of a run add to 100, where the run is known to be complete."""
    outer = run.outer
    if len(outer) < 2 or not all(scene.figures[item.share].family == "percent" for item in outer):
        return
    for group in _complete(scene, outer):
        indices = [item.share for item in group]
        relation = Relation(Kind.SHARES, None, tuple(scene.term(i) for i in indices), Basis.LABELLED, constant=HUNDRED)
        yield Frame("shares", relation, _completeness(scene, run, group), tuple(indices))


def _complete(scene: Scene, outer: list[Item]) -> Iterator[list[Item]]:
    """The stretches of a run that could be one whole: those that add to 100, else the run itself."""
    start, found = 0, False
    for end in range(1, len(outer) + 1):
        begin = _longest_whole(scene, outer, max(start, end - MOST_SHARES), end)
        if begin is not None:
            yield outer[begin:end]
            start, found = end, True
    if not found:
        yield outer


def _longest_whole(scene: Scene, outer: list[Item], start: int, end: int) -> int | None:
    """Where the longest stretch up to an item begins whose shares add to 100."""
    total = slack = 0.0
    longest = None
    for place in range(end - 1, start - 1, -1):
        share = outer[place].share
        total, slack = total + scene.values[share], slack + scene.slacks[share]
        if place < end - 1 and abs(total - 100) <= slack + 1e-9:
            longest = place
    return longest


def _one_whole(group: list[Item], same_sentence: bool) -> bool:
    """Whether shares name one whole: "the total" of several sentences can be several totals."""
    named = {item.whole for item in group}
    whole = next(iter(named))
    return len(named) == 1 and bool(whole) and (same_sentence or whole not in _ANY_TOTAL)


def _completeness(scene: Scene, run: Run, group: list[Item]) -> int:
    """How firmly the words say that the shares are all there are."""
    total = sum(scene.values[item.share] for item in group)
    slack = sum(scene.slacks[item.share] for item in group)
    last = scene.clues[group[-1].share]
    remainder = last.remainder or (group[-1].part is not None and scene.clues[group[-1].part].remainder)
    same_sentence = len({scene.figures[item.share].sentence for item in group}) == 1
    if remainder and same_sentence and not completed_before(scene, [item.share for item in group]):
        return DICTATED
    if total > 100 + slack and len(group) >= 3 and _one_whole(group, same_sentence):
        return DICTATED if total <= MOST_OVER else SEARCHED  # beyond, the classes overlap
    labels = [scene.clues[item.part if item.part is not None else item.share].label for item in group]
    if len(group) == 2 and halves(*labels) and not rates_of_groups(scene, group[0].share, group[1].share):
        return DICTATED if same_sentence else SUGGESTED
    return SUGGESTED if len(group) >= 3 and 100 - total < 30 else SEARCHED
