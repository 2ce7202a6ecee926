"""Frames of multiples: what rose from a to b is so many times a; the former is so many times the latter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from checker.figures import NO_UNIT, Figure, Place
from checker.intervals import INFINITY, Interval
from checker.prose.frames import DICTATED, SUGGESTED, Frame, Scene
from checker.relations import Basis, Kind, Relation

FAR = 40  # characters between a word for a multiple and the levels
_OF_OLD = re.compile(
    r"(?:是|为|相当于)(?:(?:19|20)\d\d年|上年|去年|前年|同期|原来|当年|[一二三四五六七八九十]年前|期初)[^,，。;；\d]{0,6}的(?:近|约)?$"
)
_OF_LATTER = re.compile(r"前者(?:是|为|相当于)后者的(?:近|约)?$")
_TIMES_MORE = re.compile(r"(?:增长|增加|提高|上升)了?(?:近|约)?$")
_WORD = re.compile(
    r"翻了?(?P<folds>[一两二三])番|\b(?P<times>doubl(?:ed|ing)|trebl(?:ed|ing)|tripl(?:ed|ing)|quadrupl(?:ed|ing))\b"
    r"|\b(?P<fold>two|three|four|five|ten)-?fold\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"将|力争|计划|目标|争取|\b(?:will|would|plans?|planned|aims?|to|not|before)\s", re.IGNORECASE)
_MORE = re.compile(r"(?:more than|over|超过?|逾)\s?$", re.IGNORECASE)
_TIMES = {"doubl": 2, "trebl": 3, "tripl": 3, "quadr": 4, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
_FOLDS = {"一": 2, "两": 4, "二": 4, "三": 8}


_MULTIPLES = ("翻", "doubl", "trebl", "tripl", "quadrupl", "fold")  # one of them in all that _WORD finds


def multiple_frames(scene: Scene) -> Iterator[Frame]:
    """Every multiple that is told with the two levels it is the quotient of."""
    worded = scene.passage.sentences_with(_MULTIPLES)
    for indices in scene.sentences:
        told = [index for index in indices if scene.families[index] == "times_as"]
        if not told and scene.told_in[indices[0]] not in worded:
            continue
        pairs = {
            new: old for old, new in pairwise(indices)
            if scene.clues[old].source and scene.clues[new].level and scene.comparable(old, new)
            and scene.values[old] > 0 and not scene.percent(old)
        }  # fmt: skip
        for index in told:
            yield from _told(scene, index, pairs)
        for new, old in pairs.items() if len(pairs) == 1 else ():
            yield from _in_words(scene, old, new)


def _told(scene: Scene, index: int, pairs: dict[int, int]) -> Iterator[Frame]:
    lead, old = scene.figures[index].lead[-FAR:], pairs.get(index - 1)
    if old is not None and _OF_OLD.search(lead):
        yield _frame(scene, index, index - 1, old)
    elif old is not None and _TIMES_MORE.search(lead):
        yield from _more(scene, index, old, index - 1)
    elif _OF_LATTER.search(lead) and index > 1 and scene.figures[index - 2].sentence == scene.figures[index].sentence:
        former, latter = index - 2, index - 1
        levels = not any(scene.change(one) or scene.clues[one].share for one in (former, latter))
        if levels and scene.families[former] == scene.families[latter] and scene.values[latter] > 0:
            yield _frame(scene, index, former, latter)


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


def _in_words(scene: Scene, old: int, new: int) -> Iterator[Frame]:
    """Doubled, 翻了一番: about so many times as much, to be asked about where it is not."""
    first, last = scene.figures[old], scene.figures[new]
    begun, text = max(0, first.start - FAR), scene.passage.text
    sentence = scene.passage.sentences[last.sentence]
    match = _WORD.search(text, max(begun, sentence.start), min(sentence.end, last.end + FAR))
    if match is None or _TO_COME.search(text, max(sentence.start, match.start() - 12), match.start()):
        return
    if re.search(r"[;；]|\d{3}", text[last.end : match.start()]):
        return
    relation = Relation(Kind.RATIO, _figure(scene, match), (scene.term(new), scene.term(old)), Basis.LABELLED)
    yield Frame("growth", relation, DICTATED, (-match.start() - 1, new, old))


def _figure(scene: Scene, match: re.Match[str]) -> Figure:
    """The multiple that a word tells, softly."""
    word = (match["times"] or match["fold"] or "").lower()
    value = Fraction(_FOLDS[match["folds"]] if match["folds"] else _TIMES.get(word, _TIMES.get(word[:5], 2)))
    start, end = scene.passage.span(match.start(), match.end())
    place = Place(scene.passage.path, line=scene.passage.line_of(start), start=start, end=end)
    more = _MORE.search(scene.passage.text, max(0, match.start() - 12), match.start())
    about = Interval(value, INFINITY, True, False) if more else Interval.around(value, value / 4)
    return Figure(scene.passage.source[start:end], value, Fraction(1), about, place, NO_UNIT, soft=True)
