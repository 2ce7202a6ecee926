"""Frames of shares whose part the sentence before told: 402,350 e-books and …. E-books made up 21.1 per cent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from checker.judge import judge, would_hold
from checker.lexicon.spoken_shares import MAKES_UP, OF_OTHERS
from checker.prose.frames import SUGGESTED, Frame, Scene
from checker.prose.shares import share_frame
from checker.reading.passages import lowered
from checker.relations import Basis, Kind, Relation, Verdict

MOST_PARTS = 6


def spoken_part_frames(scene: Scene) -> Iterator[Frame]:
    """Every share that opens a sentence with the name of one part of the total broken down in the sentence before."""
    groups = scene.sentences
    for before, indices in pairwise(groups):
        share, first = indices[0], before[0]
        near = scene.told_in[share] == scene.told_in[first] + 1
        same = near and scene.figures[share].block == scene.figures[first].block
        if same and 3 <= len(before) <= MOST_PARTS + 1 and scene.families[share] == "percent":
            yield from _told(scene, before, share)


def _told(scene: Scene, before: list[int], share: int) -> Iterator[Frame]:
    figure, clue = scene.figures[share], scene.clues[share]
    said = None if clue.sign or clue.base else MAKES_UP.search(lowered(figure.lead))
    if said is None or OF_OTHERS.match(lowered(figure.tail[:20])) or not _breaks_down(scene, before):
        return
    name = said.groupdict().get("part") or said.groupdict().get("chinese") or ""
    named = [one for one in before[1:] if _called(scene, one, name)]
    if len(named) == 1:
        frame = share_frame(scene, named[0], share, before[0], SUGGESTED)
        if frame.holds or not would_hold(frame.relation, "trunc"):
            yield replace(frame, plain=True, sure=True)


def _breaks_down(scene: Scene, figures: list[int]) -> bool:
    """Whether the first figure of a sentence is the sum of all its others."""
    whole, parts = figures[0], figures[1:]
    if any(scene.families[one] in ("percent", "points") or scene.change(one) for one in figures):
        return False
    if not all(scene.comparable(whole, one) for one in parts):
        return False
    terms = tuple(scene.term(one) for one in parts)
    relation = Relation(Kind.SUM, scene.figures[whole].figure, terms, Basis.LABELLED)
    return judge(relation).verdict is Verdict.HELD


def _called(scene: Scene, index: int, name: str) -> bool:
    """Whether a figure counts what a name says: 402,350 e-books; 电子书40万册."""
    figure = scene.figures[index]
    if not name.isascii():
        return figure.lead.rstrip("为有共达:").endswith(name)
    return lowered(figure.tail).lstrip().startswith(name)
