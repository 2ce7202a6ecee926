"""Frames of multiples: what rose from a to b is so many times a; the former is so many times the latter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from checker.prose.frames import DICTATED, SUGGESTED, Frame, Scene
from checker.prose.told_multiples import multiples_in_words
from checker.relations import Basis, Kind, Relation

FAR = 40  # characters between a word for a multiple and the levels
_OF_OLD = re.compile(
    r"(?:是|为|相当于)(?:(?:19|20)\d\d年|上年|去年|前年|同期|原来|当年|[一二三四五六七八九十]年前|期初)[^,，。;；\d]{0,6}的(?:近|约)?$"
)
_IS_OF_OLD = re.compile(
    r"[,，](?:是|为|相当于)(?:(?:19|20)\d\d年|上年|去年|前年|原来|当年|[一二三四五六七八九十]年前|期初)(?:同期|末|底)?的?$"
)
_OF_LATTER = re.compile(r"前者(?:是|为|相当于)后者的(?:近|约)?$")
_TIMES_MORE = re.compile(r"(?:增长|增加|提高|上升)了?(?:近|约)?$")


# One of them is in all words that tell a multiple or a part.
_MULTIPLES = (
    "翻", "减半", "一半", "分之", "一倍", "doubl", "trebl", "tripl", "quadrupl", "fold", "half", "halv", "third",
    "quarter", "fifth", "tenth",
)  # fmt: skip


def multiple_frames(scene: Scene) -> Iterator[Frame]:
    """Every multiple that is told with the two levels it is the quotient of."""
    worded = scene.passage.sentences_with(_MULTIPLES)
    for indices in scene.sentences:
        told = [index for index in indices if scene.families[index] == "times_as"]
        if not told and scene.told_in[indices[0]] not in worded:
            continue
        pairs = dict(_pairs(scene, indices))
        for index in told:
            yield from _told(scene, index, pairs)
        for new, old in pairs.items() if len(pairs) == 1 else ():
            yield from multiples_in_words(scene, min(new, old), max(new, old), old, new)


def _pairs(scene: Scene, indices: list[int]) -> Iterator[tuple[int, int]]:
    """The levels of a sentence that a movement leads to and from: from a to b, to b from a; the new one first."""
    for one, other in pairwise(indices):
        old, new = (one, other) if scene.clues[one].source else (other, one)
        led = scene.clues[old].source and scene.clues[new].level and scene.comparable(old, new)
        if led and scene.values[old] > 0 and not scene.percent(old):
            yield new, old


def _told(scene: Scene, index: int, pairs: dict[int, int]) -> Iterator[Frame]:
    lead, old = scene.figures[index].lead[-FAR:], pairs.get(index - 1)
    if old is not None and _OF_OLD.search(lead):
        yield _frame(scene, index, index - 1, old)
    elif old is not None and _TIMES_MORE.search(lead):
        yield from _more(scene, index, old, index - 1)
    elif pairs.get(index + 2) == index + 1 and _OF_OLD.search(lead):
        yield _frame(scene, index, index + 2, index + 1)
    elif lead.strip() == "的" and _of_former(scene, index):
        yield replace(_frame(scene, index, index - 2, index - 1), firm=SUGGESTED, plain=True, sure=True)
    elif _OF_LATTER.search(lead) and index > 1 and scene.figures[index - 2].sentence == scene.figures[index].sentence:
        former, latter = index - 2, index - 1
        levels = not any(scene.change(one) or scene.clues[one].share for one in (former, latter))
        if levels and scene.families[former] == scene.families[latter] and scene.values[latter] > 0:
            yield _frame(scene, index, former, latter)


def _of_former(scene: Scene, index: int) -> bool:
    """Whether a level is told as a multiple of an earlier one: 达到1,260座，是2019年420座的3倍."""
    new, old = index - 2, index - 1
    if new < 0 or scene.told_in[new] != scene.told_in[index] or not scene.comparable(new, old):
        return False
    plain = not any(scene.change(one) or scene.clues[one].share for one in (new, old)) and scene.values[old] > 0
    return plain and bool(_IS_OF_OLD.search(scene.figures[old].lead[-FAR:]))


def _more(scene: Scene, index: int, old: int, new: int) -> Iterator[Frame]:
    """增长n倍 is n times more, though many write it for n times as much: it is wrong only if both are."""
    more = Relation(
        Kind.GROWTH, scene.figures[index].figure, (scene.term(old), scene.term(new)), Basis.LABELLED, note="times"
    )
    frames = [Frame("growth", more, SUGGESTED, (index, new, old)), _frame(scene, index, new, old)]
    yield next((frame for frame in frames if frame.holds), frames[0].as_query())


def _frame(scene: Scene, index: int, new: int, old: int) -> Frame:
    terms = (scene.term(new), scene.term(old))
    relation = Relation(Kind.RATIO, scene.figures[index].figure, terms, Basis.LABELLED)
    return Frame("growth", relation, DICTATED, (index, new, old))
