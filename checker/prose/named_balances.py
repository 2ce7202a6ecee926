"""Frames of balances with a name: a trade deficit is imports less exports, a natural increase births less deaths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from checker.prose.clue import CLAUSE
from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Frame, Scene
from checker.prose.successors import successor
from checker.prose.sums import is_level
from checker.relations import Basis, Kind, Relation

FAR = 3  # sentences between a balance and what it is of
AHEAD = 2  # sentences after a balance, in English
WINDOW = 14  # figures
_SOME = re.compile(
    r"顺差|逆差|自然增|净流|净增|结余|盈余|赤字|缺口"
    r"|deficit|surplus|\bgap\b|natural|excess|\bnet (?:im)?migration|\bnet (?:gain|increase|decrease|in|out)"
    r"|profit|loss|shortfall",
    re.IGNORECASE,
)
_CHINESE = ("顺差", "逆差", "自然增", "净流", "净增", "结余", "盈余", "赤字", "缺口")
_ANY = (*_CHINESE, "deficit", "surplus", "gap", "natural", "excess", "net ", "profit", "loss", "shortfall")
_MOVES = re.compile(r"\b(?:by|grew|growing|rose|rising|fell|falling|widen\w*|narrow\w*|increas(?:ed|ing)|up|down)\b")
_NOUN_ENDS = re.compile(
    r"[,，.。;；:、(]| (?:and|against|from|to|in|for|while|whereas|compared|than|with|versus|as) ", re.IGNORECASE
)

Sides = tuple[list[int], list[int]]  # the levels of what a balance is of, and of what is taken from it


@dataclass(frozen=True, slots=True)
class Balance:
    """One named balance: what tells it, and what tells its two sides."""

    name: re.Pattern[str]
    more: re.Pattern[str]
    less: re.Pattern[str]
    strict: bool


@cache
def _balances(chinese: bool) -> tuple[Balance, ...]:
    from checker.lexicon.balances import CHINESE, ENGLISH

    entries = CHINESE if chinese else ENGLISH
    return tuple(Balance(_words(name), _words(more), _words(less), strict) for name, more, less, strict in entries)


def _words(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def balance_frames(scene: Scene) -> Iterator[Frame]:
    """Every balance told by its name, of the two levels near it that its name speaks of."""
    told = scene.passage.sentences_with(_ANY)
    for index in [one for one, number in enumerate(scene.told_in) if number in told]:
        label = _told(scene, index)
        if not _SOME.search(label) or not _can_be(scene, index):
            continue
        balance = next((one for one in _balances(scene.passage.chinese) if one.name.search(label)), None)
        if balance is not None and not _moved(scene, index, balance):
            yield from _of(scene, index, balance)


def _can_be(scene: Scene, index: int) -> bool:
    """Whether a figure is a level, or called an increase only by its name."""
    clue, figure = scene.clues[index], scene.figures[index]
    ratio = figure.family in ("percent", "permille", "points", "kpoints")
    return not (ratio or (clue.base and scene.passage.chinese) or clue.share or clue.per or figure.figure.soft)


def _moved(scene: Scene, index: int, balance: Balance) -> bool:
    """Whether a figure says by how much a balance moved, not what it was."""
    lead = scene.figures[index].lead
    named = balance.name.search(lead)
    return not scene.clues[index].level and named is not None and bool(_MOVES.search(lead, named.end()))


def _told(scene: Scene, index: int) -> str:
    """The words that name a level; in English those before it, where it has any. One of before has its successor's."""
    label = scene.clues[index].label
    if scene.passage.chinese:
        return label
    other = successor(scene, index)
    if other is not None and not _SOME.search(scene.figures[index].lead):
        return _told(scene, other)
    return f"{label} {scene.figures[index].tail[:40].split(',')[0]}" if len(label) < 60 else label


def _of(scene: Scene, index: int, balance: Balance) -> Iterator[Frame]:
    sides = _side(scene, index, balance.more, balance.less), _side(scene, index, balance.less, balance.more)
    pairs = [(more, less) for more in sides[0] for less in sides[1]]
    pairs.sort(key=lambda pair: abs(index - pair[0]) + abs(index - pair[1]))
    for more, less in pairs:
        frame = _frame(scene, index, more, less, SUGGESTED if (more, less) == pairs[0] else SEARCHED)
        if frame.holds:
            yield frame
            return
    here = scene.told_in[index]
    before = ([one for one in side if scene.told_in[one] <= here] or side for side in sides)
    sides = next(before), next(before)
    told = _told_together(scene, index, sides) or sides
    values = [{scene.values[one] for one in side} for side in told]
    if len(values[0]) != 1 or len(values[1]) != 1:
        return
    more, less = (max(side, key=lambda one: -abs(index - one)) for side in told)
    if scene.values[more] > scene.values[less] and not _told_anew(scene, index, balance, (more, less)):
        frame = _frame(scene, index, more, less, DICTATED if balance.strict else SUGGESTED)
        sentences = {scene.figures[one].sentence for one in frame.about}
        yield frame if len(sentences) == 1 else frame.as_query()


def _told_together(scene: Scene, index: int, sides: Sides) -> Sides | None:
    """The two sides as the sentence tells them that is nearest to the balance of those that tell both."""
    told = [[scene.told_in[one] for one in side] for side in sides]
    both = set(told[0]) & set(told[1])
    if not both:
        return None
    here = scene.told_in[index]
    near = min(both, key=lambda sentence: (abs(here - sentence), sentence > here))
    more, less = ([one for one in side if scene.told_in[one] == near] for side in sides)
    return more, less


def _told_anew(scene: Scene, index: int, balance: Balance, pair: tuple[int, int]) -> bool:
    """Whether a change of one side stands between the two levels and the balance, which can be of that period."""
    changes = [one for one in range(max(pair) + 1, index) if scene.clues[one].sign or scene.percent(one)]
    labels = [scene.clues[one].label + " " + scene.figures[one].lead[-80:] for one in changes]
    return any(balance.more.search(label) or balance.less.search(label) for label in labels)


def _side(scene: Scene, index: int, words: re.Pattern[str], others: re.Pattern[str]) -> list[int]:
    """The levels near a balance, of its time, that one of its sides is told of."""
    figure, found = scene.figures[index], []
    former = successor(scene, index) is not None
    ahead = 0 if scene.passage.chinese else AHEAD
    for one in scene.near(index, WINDOW, 4 + 4 * ahead):
        other = scene.figures[one]
        if one == index or other.part != figure.part or other.figure.soft or not scene.comparable(one, index):
            continue
        if not -ahead <= figure.sentence - other.sentence <= FAR:
            continue
        named = bool(words.search(other.lead)) and not others.search(other.lead)
        after = None if named else successor(scene, one)
        told = one if after is None else after
        level = is_level(scene, told) or (named and scene.clues[one].base and scene.measurable[one])
        if level and (after is not None) == former and _called(scene, told, words, others):
            found.append(one)
    return found


def _called(scene: Scene, index: int, words: re.Pattern[str], others: re.Pattern[str]) -> bool:
    """Whether a level is told of one side and not of the other: by the noun after it, or by its label."""
    tail, label = scene.figures[index].tail, scene.clues[index].label
    noun = _NOUN_ENDS.split(tail, maxsplit=1)[0]
    said = noun if words.search(noun) or others.search(noun) else label.removesuffix(CLAUSE.split(tail, 1)[0].strip())
    return bool(words.search(said)) and not others.search(said)


def _frame(scene: Scene, index: int, more: int, less: int, firm: int) -> Frame:
    operands = (scene.term(more), scene.term(less, -1))
    relation = Relation(Kind.DIFFERENCE, scene.figures[index].figure, operands, Basis.LABELLED)
    return Frame("change", relation, firm, (index, more, less))
