"""Frames of balances with a name: a trade deficit is imports less exports, a natural increase births less deaths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Frame, Scene
from checker.prose.sums import is_level
from checker.relations import Basis, Kind, Relation

FAR = 3  # sentences between a balance and what it is of
WINDOW = 14  # figures
_SOME = re.compile(
    r"顺差|逆差|自然增|净流|净增|结余|盈余|赤字|缺口"
    r"|deficit|surplus|\bgap\b|natural|excess|\bnet (?:im)?migration|\bnet (?:gain|increase|decrease|in|out)"
    r"|profit|loss|shortfall",
    re.IGNORECASE,
)
_CHINESE = ("顺差", "逆差", "自然增", "净流", "净增", "结余", "盈余", "赤字", "缺口")
_ANY = (*_CHINESE, "deficit", "surplus", "gap", "natural", "excess", "net ", "profit", "loss", "shortfall")
_NOUN_ENDS = re.compile(r"[,，.。;；:、(]| and ")


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
    low = scene.passage.lowered
    if not any(word in low for word in _ANY):
        return
    for index in range(len(scene.figures)):
        label = _told(scene, index)
        if not _SOME.search(label) or not _can_be(scene, index):
            continue
        balance = next((one for one in _balances(scene.passage.chinese) if one.name.search(label)), None)
        if balance is not None:
            yield from _of(scene, index, balance)


def _can_be(scene: Scene, index: int) -> bool:
    """Whether a figure is a level, or called an increase only by its name."""
    clue, figure = scene.clues[index], scene.figures[index]
    ratio = figure.family in ("percent", "permille", "points", "kpoints")
    return not (ratio or clue.base or clue.share or clue.per or figure.figure.soft)


def _told(scene: Scene, index: int) -> str:
    """The words that name a level; in English those before it, where it has any."""
    label = scene.clues[index].label
    if scene.passage.chinese:
        return label
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
    values = [{scene.values[one] for one in side} for side in sides]
    if len(values[0]) != 1 or len(values[1]) != 1 or _told_anew(scene, index, balance, pairs[0]):
        return
    if scene.values[pairs[0][0]] > scene.values[pairs[0][1]]:
        frame = _frame(scene, index, *pairs[0], DICTATED if balance.strict else SUGGESTED)
        sentences = {scene.figures[one].sentence for one in frame.about}
        yield frame if len(sentences) == 1 else frame.as_query()


def _told_anew(scene: Scene, index: int, balance: Balance, pair: tuple[int, int]) -> bool:
    """Whether a change of one side stands between the two levels and the balance, which can be of that period."""
    changes = [one for one in range(max(pair) + 1, index) if scene.clues[one].sign or scene.percent(one)]
    labels = [scene.clues[one].label + " " + scene.figures[one].lead[-80:] for one in changes]
    return any(balance.more.search(label) or balance.less.search(label) for label in labels)


def _side(scene: Scene, index: int, words: re.Pattern[str], others: re.Pattern[str]) -> list[int]:
    """The levels near a balance that one of its sides is told of."""
    figure, found = scene.figures[index], []
    for one in scene.near(index, WINDOW, 4):
        other = scene.figures[one]
        if one == index or other.part != figure.part or not is_level(scene, one) or other.figure.soft:
            continue
        near = 0 <= figure.sentence - other.sentence <= FAR
        if near and scene.comparable(one, index) and _called(scene, one, words, others):
            found.append(one)
    return found


def _called(scene: Scene, index: int, words: re.Pattern[str], others: re.Pattern[str]) -> bool:
    """Whether a level is told of one side and not of the other: by the noun after it, or by its label."""
    noun = _NOUN_ENDS.split(scene.figures[index].tail, 1)[0]
    said = noun if words.search(noun) or others.search(noun) else scene.clues[index].label
    return bool(words.search(said)) and not others.search(said)


def _frame(scene: Scene, index: int, more: int, less: int, firm: int) -> Frame:
    operands = (scene.term(more), scene.term(less, -1))
    relation = Relation(Kind.DIFFERENCE, scene.figures[index].figure, operands, Basis.LABELLED)
    return Frame("change", relation, firm, (index, more, less))
