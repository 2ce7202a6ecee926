"""Frames of quotients told in one breath: £38.4 million for 6,120 pupils, £6,275 per pupil; 惠及1,246人，人均750元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from checker.judge import would_hold
from checker.lexicon.spoken_quotients import (
    EN_EACH,
    EN_MEAN,
    EN_MONEY_PER,
    EN_NOUNS,
    EN_OTHER,
    EN_PER,
    EN_PER_BEFORE,
    EN_TIME,
    HEADS,
    INHABITANTS,
    PEOPLE,
    POPULATION,
    ZH_OTHER,
    ZH_PER,
    ZH_PLAIN,
)  # fmt: skip
from checker.prose.clue import last_clause
from checker.prose.frames import SUGGESTED, Frame, Scene
from checker.prose.quantities import counted
from checker.prose.quotients import quotient_frame
from checker.reading.passages import lowered

_WORD = re.compile(r"[a-z'-]+")
_BARE = re.compile(r"[,;:(–—-]\s?(?:(?:or|that is|i\.e\.|about|some|just|over|nearly)\s){0,2}$")  # no subject
MOST_OFF = 20  # times; what is farther off is said of other figures
EACH = "each on average"
FAR = 4  # figures between a quotient and what it is taken of


def spoken_quotient_frames(scene: Scene) -> Iterator[Frame]:
    """Every quotient whose sentence names the one total and the one number it is taken of."""
    for indices in scene.sentences:
        if len(indices) < 3:
            continue
        for mean in indices:
            if _able(scene, mean):
                yield from _told(scene, indices, mean)


def _able(scene: Scene, mean: int) -> bool:
    """Whether a figure is a level that words could make a quotient, by a quick look."""
    clue, figure = scene.clues[mean], scene.figures[mean]
    if clue.sign or clue.base or scene.percent(mean) or scene.changes[mean] or scene.values[mean] <= 0:
        return False
    if scene.passage.chinese and any(mark in figure.lead for mark in "均每产"):
        return True
    told = any(word in figure.lead for word in ("averag", "mean ", "per ", "each ", "every "))
    told = told or EACH in figure.tail[:24]
    return told or " per " in figure.tail or (figure.tail[:2] == " a" and figure.family.startswith("money"))


def _told(scene: Scene, indices: list[int], mean: int) -> Iterator[Frame]:
    chinese = scene.passage.chinese and not scene.figures[mean].lead.isascii()
    divisors = _chinese(scene, indices, mean) if chinese else _english(scene, indices, mean)
    if len({scene.values[one] for one in divisors}) != 1:
        return
    divisor = divisors[-1]
    totals = [one for one in _around(scene, indices, mean) if one not in divisors and _total(scene, one, mean)]
    if chinese or not EN_PER_BEFORE.search(lowered(scene.figures[mean].lead[-80:])):
        totals = [one for one in totals if one < mean]
        if divisor > mean:
            return
    if len(totals) != 1 or (chinese and not _said_of(scene, mean, (totals[0], divisor))):
        return
    yield from _frames(scene, mean, totals[0], divisor)


def _said_of(scene: Scene, mean: int, figures: tuple[int, int]) -> bool:
    """Whether a Chinese mean has no subject of its own: 亩产, 玉米亩产 of 玉米2.6万亩, and not 高产田亩产."""
    lead = scene.figures[mean].lead[-30:]
    per = ZH_PER.search(lead)
    subject = ZH_PLAIN.sub("", last_clause(lead[: per.start()] + " " if per else "").strip())
    pairs = [subject[at : at + 2] for at in range(len(subject) - 1)]
    labels = [scene.figures[one].lead[-24:] for one in figures]
    return not pairs or any(2 * sum(pair in label for pair in pairs) > len(pairs) for label in labels)


def _frames(scene: Scene, mean: int, total: int, divisor: int) -> Iterator[Frame]:
    frame = quotient_frame(scene, mean, total, divisor, SUGGESTED)
    scale = _scale(scene, total, mean)
    if scale is None:
        return
    frame = replace(frame, relation=replace(frame.relation, factor=scale))
    size = float(scale) * scene.values[total] / scene.values[divisor] / scene.values[mean]
    if not 1 / MOST_OFF < size < MOST_OFF or (scene.soft[mean] and not 0.5 < size < 2):
        return
    if not would_hold(frame.relation, "trunc") or frame.holds:
        yield replace(frame, plain=True, sure=True)


def _around(scene: Scene, indices: list[int], mean: int) -> list[int]:
    near = [one for one in indices if 0 < mean - one <= FAR or 0 < one - mean <= 2]
    return [one for one in near if not _split(scene, one, mean)]


def _split(scene: Scene, one: int, mean: int) -> bool:
    """Whether a semicolon parts two figures."""
    first, last = sorted((one, mean))
    text = scene.passage.text[scene.figures[first].end : scene.figures[last].start]
    return ";" in text or "；" in text


def _total(scene: Scene, index: int, mean: int) -> bool:
    clue = scene.clues[index]
    if scene.change(index) or clue.base or clue.per or scene.percent(index) or scene.values[index] <= 0:
        return False
    measured = scene.families[index].startswith("measure") and scene.families[mean].startswith("measure")
    return scene.comparable(index, mean) or (measured and _scale(scene, index, mean) is not None)


def _scale(scene: Scene, one: int, other: int) -> Fraction | None:
    """What turns figures of one unit into those of another, where both have one base; 1 where neither is measured."""
    first, second = scene.figures[one].figure.unit, scene.figures[other].figure.unit
    if first.base and first.base == second.base:
        return first.scale / second.scale
    measured = any(scene.families[index].startswith("measure") for index in (one, other))
    return None if measured and first.symbol != second.symbol else Fraction(1)


def _chinese(scene: Scene, indices: list[int], mean: int) -> list[int]:
    """The figures that count what a Chinese quotient is per."""
    lead = scene.figures[mean].lead[-30:]
    per = ZH_PER.search(lead)
    if per is None or ZH_OTHER.search(lead):
        return []
    around = [one for one in _around(scene, indices, mean) if one < mean and _number(scene, one)]
    if per["unit"]:
        rest = per["unit"].removeprefix("个")
        found = [one for one in around if _goes_with(scene, one, rest)]
        head = "户" if rest.startswith("家庭") else rest[0]
        return found or [one for one in around if _heads(scene, one, head)]
    head = per["mean"] or per["yield"]
    return [one for one in around if _heads(scene, one, head)]


def _goes_with(scene: Scene, index: int, rest: str) -> bool:
    """Whether 每 is followed by the unit of a figure: 每平方米造价 for 8,640平方米."""
    unit = unit_text(scene, index) or scene.figures[index].tail[:1]
    return (
        "\u4e00" <= unit[:1] <= "\u9fff"
        and rest.startswith(unit)
        and rest[: len(unit) + 1] not in ("家庭", "人口", "台阶")
    )


def unit_text(scene: Scene, index: int) -> str:
    """The unit of a Chinese figure as written: 人次 of 320万人次."""
    return (
        scene.figures[index].figure.text.lstrip("0123456789.,·余多几上约近 ０１２３４５６７８９，．万亿千百十").strip()
    )


def _heads(scene: Scene, index: int, head: str) -> bool:
    if head not in HEADS:
        return unit_text(scene, index) == head
    families, names = HEADS[head]
    words = scene.figures[index].lead[-12:] + scene.figures[index].figure.text
    return scene.families[index] in families and any(name in words for name in names.split("|"))


def _number(scene: Scene, index: int) -> bool:
    clue = scene.clues[index]
    per = clue.per if scene.passage.chinese else " per " in scene.figures[index].tail[:20]
    return scene.values[index] > 1 and not (scene.change(index) or clue.base or per or scene.percent(index))


def _english(scene: Scene, indices: list[int], mean: int) -> list[int]:
    """The figures that count what an English quotient is per."""
    figure = scene.figures[mean]
    lead, tail = lowered(figure.lead[-80:]), lowered(figure.tail[:60])
    per, averaged = EN_PER.match(tail) or EN_PER_BEFORE.search(lead), EN_MEAN.search(lead)
    if per is None and figure.family.startswith("money"):
        per = EN_MONEY_PER.match(tail)
    shared = EN_EACH.match(tail) if EACH in tail and _BARE.search(lead) else None
    if (per is None and averaged is None and shared is None) or EN_TIME.match(tail) or EN_OTHER.search(lead + tail):
        return []
    around = [one for one in _around(scene, indices, mean) if _number(scene, one)]
    if per is not None:
        return [one for one in around if _named(scene, one, per["per"])]
    kind = (averaged["kind"] or "").split() if averaged else []
    counts = [one for one in around if counted(scene.families[one])]
    named = [one for one in counts for word in kind if _named(scene, one, word)]
    gift = len(kind) == 1 == len(counts) and figure.family.startswith("money")  # from 535 donors, an average gift
    if (named or kind) and not gift:
        return named
    if figure.family.startswith("money"):
        return counts
    return [min(counts, key=lambda one: scene.values[one])] if EN_EACH.match(tail) and len(counts) == 2 else []


def _named(scene: Scene, index: int, noun: str) -> bool:
    """Whether a number counts what a word names: 6,120 pupils for per pupil, 180 hectares for per hectare."""
    figure = scene.figures[index]
    tail = lowered(figure.tail[:60])
    if _stem(noun) in PEOPLE and (POPULATION.search(lowered(figure.lead[-40:])) or INHABITANTS.match(tail)):
        return True
    named = EN_NOUNS.match(tail)
    words = _WORD.findall(lowered(figure.figure.text) + " " + (named[0] if named else ""))
    return any(_stem(word) == _stem(noun) for word in words)


def _stem(noun: str) -> str:
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    return noun if noun.endswith("ss") else noun.removesuffix("s")
