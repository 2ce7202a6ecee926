"""Frames of changes told in words: from a to b, doubled, halved, 翻了一番; by a third, 减少四分之一."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from checker.figures import NO_UNIT, Figure, Place
from checker.intervals import INFINITY, Interval
from checker.prose.folding import HAN
from checker.prose.frames import DICTATED, Frame, Scene
from checker.relations import Basis, Kind, Relation

FAR = 60  # characters between a word for a multiple and the levels
LOOSE = Fraction(1, 10)  # how far a multiple told in a word may be off, of itself
ABOUT = Fraction(1, 5)  # and one that is told as about right
CENT = Fraction(1, 100)
_ZH_MOVES = "增长|增加|提高|上升|扩大|减少|下降|降低|缩减|缩短|压缩|压减|精简|削减|裁减"
_ZH_BY = rf"(?:{_ZH_MOVES})了?(?:近|将近|约|大约|超过?|逾|整整)?"
_WORD = re.compile(
    r"翻了?(?P<folds>[一两二三])?番|(?P<half>减半)"
    rf"|{_ZH_BY}(?:(?P<twice>一倍)|(?P<zh_half>一半)|(?P<zh_of>[三四五])分之(?P<zh_parts>[一二三四]))"
    r"|\b(?P<times>doubl|trebl|tripl|quadrupl)(?:ed|ing|es)\b"
    r"|\b(?P<fold>two|three|four|five|ten)-?fold\b"
    r"|\b(?P<halved>halv(?:ed|ing|es)|cut\sin\shalf)\b"
    r"|\bby\s(?:(?:about|nearly|almost|over|around|roughly|more\sthan|just\s(?:under|over))\s)?"
    r"(?:(?P<en_half>(?:a\s|one[-\s])?half)|(?:an?|one|(?P<en_parts>two|three|four))[-\s](?P<en_of>third|quarter|fifth|tenth)s?)\b"
    r"(?!\s(?:an?|of|per|percent|percentage|points?|(?:m|b|tr)illion)\b|-)",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"将|力争|计划|目标|争取|\b(?:will|would|plans?|planned|aims?|to|not|before)\s", re.IGNORECASE)
_MORE = re.compile(r"\b(?:more\sthan|over)\s?$|(?:超过?|逾)$", re.IGNORECASE)
_NEARLY = re.compile(r"\b(?:nearly|almost|just\sunder)\s?$|(?:近|不到)$", re.IGNORECASE)
_AND_MORE = re.compile(r"以上|多|有余|\sor\smore\b")
_ABOUT = re.compile(r"\b(?:about|around|roughly|approximately)\s?$|约$", re.IGNORECASE)
_ON_TO = re.compile(r"[^,;:(—]{0,60}[\s,:(—–-]*(?:[a-z]+ing\s|up\s|down\s)?(?:from|to)\s[^,;]{0,30}", re.IGNORECASE)
_APART = re.compile(r"[;；。]|\d{3}|\b(?:and|while|but|whose|which|as)\b", re.IGNORECASE)
_HAN = re.compile(HAN)
_ZH_WORDS = re.compile(r"其数量|总数|总量|上年|去年|前年|同期|[年的由从自末底初了已则即也达近约超人吨元亩个件户公斤里]")
_SPAN = re.compile(r"\b(?:between|from|over)\s(?:19|20)\d\d\s?(?:and|to|-|–)\s?(?:19|20)\d\d", re.IGNORECASE)
_TIMES = {"doubl": 2, "trebl": 3, "tripl": 3, "quadr": 4, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
_FOLDS = {"一": 2, "两": 4, "二": 4, "三": 8}
_OF = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10, "三": 3, "四": 4, "五": 5}
_PARTS = {"two": 2, "three": 3, "four": 4, "一": 1, "二": 2, "三": 3, "四": 4}


class Told(NamedTuple):
    """What a word says of a change: so many times as much, or by which part of what it was."""

    value: Fraction
    part: bool = False


def multiples_in_words(scene: Scene, one: int, other: int, old: int, new: int) -> Iterator[Frame]:
    """What a word near two levels says of the change between them; `one` stands first in the text."""
    first, last = scene.figures[one], scene.figures[other]
    text, sentence = scene.passage.text, scene.passage.sentences[last.sentence]
    begun, ended = max(sentence.start, first.start - FAR), min(sentence.end, last.end + FAR)
    match = _WORD.search(text, begun, ended)
    if match is None or _TO_COME.search(text, max(sentence.start, match.start() - 12), match.start()):
        return
    before = match.end() <= first.start
    between = text[match.end() : first.start] if before else text[last.end : match.start()]
    if not _touching(between, before, scene.passage.chinese):
        return
    told = _told(match)
    figure = _figure(scene, match, told)
    if told.part:
        sign = -1 if scene.values[new] < scene.values[old] else 1
        terms, kind = (scene.term(old), scene.term(new)), Kind.GROWTH
        relation = Relation(kind, figure, terms, Basis.LABELLED, Fraction(sign), note="times")
    else:
        relation = Relation(Kind.RATIO, figure, (scene.term(new), scene.term(old)), Basis.LABELLED)
    yield Frame("growth", relation, DICTATED, (-match.start() - 1, new, old))


def _touching(between: str, before: bool, chinese: bool) -> bool:
    """Whether no other subject stands between a word and the levels it is told of."""
    if chinese and _HAN.search(between):
        return not _HAN.search(_ZH_WORDS.sub("", between)) and not re.search("[;；。]", between)
    words = _SPAN.sub("", between)
    return not _APART.search(words) and (not before or _ON_TO.fullmatch(words) is not None)


def _told(match: re.Match[str]) -> Told:
    """What a word tells."""
    if match["half"] or match["halved"]:
        return Told(Fraction(1, 2))
    if match["twice"]:
        return Told(Fraction(2))
    if match["en_half"] or match["zh_half"]:
        return Told(Fraction(1, 2), part=True)
    of = match["en_of"] or match["zh_of"]
    if of:
        parts = _PARTS[(match["en_parts"] or "").lower()] if match["en_parts"] else _PARTS.get(match["zh_parts"], 1)
        return Told(Fraction(parts, _OF[of.lower()]), part=True)
    if match["times"] or match["fold"]:
        word = (match["times"] or match["fold"]).lower()
        return Told(Fraction(_TIMES[word[:5]]))
    return Told(Fraction(_FOLDS[match["folds"] or "一"]))


def _figure(scene: Scene, match: re.Match[str], told: Told) -> Figure:
    """The multiple that a word tells, softly."""
    start, end = scene.passage.span(match.start(), match.end())
    place = Place(scene.passage.path, line=scene.passage.line_of(start), start=start, end=end)
    around = _around(scene.passage.text, match, told)
    return Figure(scene.passage.source[start:end], told.value, CENT, around, place, NO_UNIT, soft=True)


def _around(text: str, match: re.Match[str], told: Told) -> Interval:
    """What a word can stand for, with the words before it: more than, nearly, about."""
    value = told.value
    softened = next((text[match.start() : match.start(name)] for name in _LATE if match[name]), "")
    before = text[max(0, match.start() - 12) : match.start()] + softened
    before = re.sub(r"\s(?:an?|one)?[-\s]?$", " ", before) if softened else before
    smaller = value < 1 and not told.part  # halved: nearly so is more than half of what it was
    if _MORE.search(before) or _AND_MORE.match(text, match.end()):
        return Interval(Fraction(0), value) if smaller else Interval(value, INFINITY, True, False)
    if _NEARLY.search(before):
        return Interval(value, value * (1 + ABOUT)) if smaller else Interval(value * (1 - ABOUT), value)
    return Interval.around(value, value * (ABOUT if _ABOUT.search(before) else LOOSE))


_LATE = ("twice", "zh_half", "zh_of", "en_half", "en_parts", "en_of")
