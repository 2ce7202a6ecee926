"""Frames of rates told in one breath: 32 doctors for 16,000 residents, 2.0 per 1,000; 每千人口床位数6.0张."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.judge import would_hold
from checker.lexicon.spoken_quotients import BASE, INHABITANTS, POPULATION, STOCKS, ZH_POPULATION
from checker.prose.bases import rates_of
from checker.prose.frames import SUGGESTED, Frame, Scene
from checker.prose.quantities import counted
from checker.prose.quotients import quotient_frame
from checker.reading.passages import Mention, lowered
from checker.relations import Kind

MOST_OFF = 20  # times; what is farther off is said of other figures


def spoken_rate_frames(scene: Scene) -> Iterator[Frame]:
    """Every number to so many inhabitants whose sentence tells it and the inhabitants, each once."""
    text = scene.passage.text
    if not any(
        one.role == "basis" and BASE.match(text[one.end : one.end + 40].lower()) for one in scene.passage.mentions
    ):
        return
    for rate, factor in rates_of(scene):
        if factor >= 100 and not (scene.change(rate) or scene.clues[rate].base or scene.clues[rate].level):
            yield from _told(scene, rate, factor)


def _told(scene: Scene, rate: int, factor: int) -> Iterator[Frame]:
    levels = [one for one in scene.near(rate, 4, 3) if one != rate and _level(scene, one, rate)]
    if not _of_people(scene, rate):
        return
    people = [one for one in levels if _people(scene, one)]
    stocks = [one for one in levels if one not in people and one < rate and _stock(scene, one)]
    if len(people) != 1 or len(stocks) != 1 or not _same(scene, stocks[0], rate):
        return
    size = factor * scene.values[stocks[0]] / scene.values[people[0]] / max(scene.values[rate], 1e-9)
    if not 1 / MOST_OFF < size < MOST_OFF:
        return
    frame = quotient_frame(scene, rate, stocks[0], people[0], SUGGESTED)
    relation = replace(frame.relation, kind=Kind.RATE, factor=Fraction(factor))
    frame = replace(frame, relation=relation, sure=True, plain=True)
    if frame.holds or not would_hold(relation, "trunc"):
        yield frame


def _told_in(mentions: Sequence[Mention], sentence: int) -> Sequence[Mention]:
    """The mentions of one sentence."""
    first = bisect_left(mentions, sentence, key=lambda one: one.sentence)
    return mentions[first : bisect_right(mentions, sentence, lo=first, key=lambda one: one.sentence)]


def _of_people(scene: Scene, rate: int) -> bool:
    """Whether the rate is told to so many inhabitants, and not households or births."""
    figure, text = scene.figures[rate], scene.passage.text
    bases = [one for one in _told_in(scene.passage.mentions, figure.sentence) if one.role == "basis"]
    return all(BASE.match(lowered(text[one.end : one.end + 40])) for one in bases)


def _level(scene: Scene, index: int, rate: int) -> bool:
    figure = scene.figures[index]
    plain = not (scene.change(index) or scene.clues[index].base or scene.percent(index))
    able = plain and scene.values[index] > 1 and (counted(figure.family) or not figure.family)
    return able and figure.sentence == scene.figures[rate].sentence


def _people(scene: Scene, index: int) -> bool:
    figure = scene.figures[index]
    if scene.passage.chinese:
        return bool(ZH_POPULATION.search(figure.lead[-16:]))
    return bool(POPULATION.search(lowered(figure.lead[-40:])) or INHABITANTS.match(lowered(figure.tail[:24])))


def _stock(scene: Scene, index: int) -> bool:
    figure = scene.figures[index]
    return STOCKS.search(figure.lead[-16:] if scene.passage.chinese else lowered(figure.tail[:24])) is not None


def _same(scene: Scene, stock: int, rate: int) -> bool:
    """Whether a rate is of what was counted: it names it too, or follows it at once."""
    words = [
        scene.figures[one].lead[-24:] + scene.figures[one].figure.text + scene.figures[one].tail[:24]
        for one in (stock, rate)
    ]
    named = [{word[-2:] if scene.passage.chinese else word for word in STOCKS.findall(lowered(each))} for each in words]
    return bool(named[0] & named[1]) or (rate == stock + 1 and not named[1])
