"""Frames of change: a level, what it was, by how much it changed, and at what rate."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from checker.figures import Figure
from checker.prose.anaphora import last_level, refers_back
from checker.prose.annual import averaged, pace_frames
from checker.prose.clues import alike, words_in
from checker.prose.comparisons import Change, begun, comparisons
from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Frame, Scene
from checker.prose.other_bases import at_other_prices, firmness_of_base, in_two_places
from checker.prose.repeats import TELLING_DIGITS, one_key_apart, repeat_frame
from checker.prose.slips import repair
from checker.prose.sums import is_level, names
from checker.prose.wholes import fits
from checker.relations import Basis, Kind, Relation, Term

FAR_APART, FAR_OFF = 20, 12
ONE_SUBJECT = 0.5
LEAST_WORDS = 2  # of an English label that names a level
_LIKE_FOR_LIKE = re.compile(r"[同可]比?口径|可比|剔除|不变价|like-for-like|comparable\sbasis|constant\sprice")
SHORT_NAMED = 0.8  # 受案 for 受理各类案件


def change_frames(scene: Scene) -> Iterator[Frame]:
    """Every comparison that the words of one sentence make."""
    told: list[Change] = []
    for indices in scene.sentences:
        for change in comparisons(scene, indices):
            told.append(change)
            yield from _frames(scene, change)
    yield from _across(scene, told)
    yield from _told_twice(scene, told)
    yield from _one_rate(scene, told)


def _across(scene: Scene, told: list[Change]) -> Iterator[Frame]:
    """Comparisons that two sentences tell together: the change in one, the levels in the other; one level in both."""
    for one, other in pairwise(one for one in told if begun(one) or one.new is not None):
        for half, levels in ((one, other), (other, one)):
            if levels.new is None or levels.old is None:
                continue
            alone = half.new is None and half.old is None
            if alone and half.change is not None and levels.change is None and _beside(scene, half.change, levels.new):
                yield _difference(scene, levels.new, levels.old, half.change, SUGGESTED)
        yield from _rate_told_after(scene, one, other)
    full: dict[tuple[int, str, float], tuple[int, int]] = {}
    for levels in told:
        if levels.new is not None and levels.old is not None and levels.rate is None and not levels.paces:
            full.setdefault(_quantity(scene, levels.new), (levels.new, levels.old))
    for half in told:
        if half.rate is not None and half.new is not None and half.old is None and half.change is None:
            new, old = full.get(_quantity(scene, half.new), (None, None))
            if new is not None and old is not None:
                sure = len(scene.digits[new].rstrip("0")) >= TELLING_DIGITS
                yield _growth(scene, new, old, half.rate, DICTATED if sure else SUGGESTED).as_query()


def _rate_told_after(scene: Scene, told: Change, other: Change) -> Iterator[Frame]:
    """The rate of a change told in the sentence after: 171 deaths, 4 fewer than in 2017. This is a fall of 2.3%."""
    rate, new = other.rate, told.new
    alone = rate is not None and other.new is None and other.old is None and other.change is None
    if not alone or rate is None or new is None or told.rate is not None or scene.percent(new):
        return
    if scene.figures[rate].sentence - scene.figures[new].sentence != 1 or not refers_back(scene, rate):
        return
    if told.old is not None:
        yield _growth(scene, new, told.old, rate, DICTATED).as_query()
    elif told.change is not None:
        yield hidden_base(scene, new, told.change, rate, DICTATED).as_query()


def _quantity(scene: Scene, index: int) -> tuple[int, str, float]:
    """What makes two figures of a document look like one quantity."""
    figure = scene.figures[index]
    return figure.part, figure.family, scene.values[index]


def _told_twice(scene: Scene, told: list[Change]) -> Iterator[Frame]:
    """The comparison of one level told in two places: its change and rate are the same."""
    first: dict[tuple[int, str, float], Change] = {}
    for change in told:
        if change.new is None or (change.rate is None and change.change is None):
            continue
        known = first.setdefault(_quantity(scene, change.new), change)
        if (
            known is change
            or known.new is None
            or scene.figures[known.new].sentence == scene.figures[change.new].sentence
        ):
            continue
        for one, other in ((known.rate, change.rate), (known.change, change.change), (known.old, change.old)):
            if one is None or other is None:
                continue
            if scene.values[one] == scene.values[other] or one_key_apart(scene, one, scene.values[other]):
                yield repeat_frame(scene, [one, other], SUGGESTED)


def _one_rate(scene: Scene, told: list[Change]) -> Iterator[Frame]:
    """The level that rose by one rate, told of one subject in two places: the level is the same."""
    rates: dict[tuple[int, str, float, int], list[tuple[int, int]]] = defaultdict(list)
    for change in told:
        if change.rate is not None and change.new is not None and change.old is None:
            part, family, value = _quantity(scene, change.rate)
            rates[part, family, value, scene.clues[change.rate].sign].append((change.rate, change.new))
    for pairs in rates.values():
        for (rate, one), (again, other) in pairwise(pairs):
            if scene.figures[one].sentence == scene.figures[other].sentence or not one_key_apart(
                scene, one, scene.values[other]
            ):
                continue
            telling = min(len(scene.digits[each].rstrip("0")) for each in (one, other)) >= TELLING_DIGITS
            if telling and alike(scene.clues[rate].label, scene.clues[again].label) >= ONE_SUBJECT:
                yield repeat_frame(scene, [one, other], SUGGESTED)


def _beside(scene: Scene, change: int, level: int) -> bool:
    near = abs(scene.figures[change].sentence - scene.figures[level].sentence) <= 1
    return near and scene.comparable(change, level) and scene.same_part(change, level)


def _frames(scene: Scene, change: Change) -> Iterator[Frame]:
    for pace in change.paces:
        if change.rate is None and not averaged(scene, change, pace):
            change.rate = pace
        else:
            yield from pace_frames(scene, change, pace)
    new, old, difference, rate = change.new, change.old, change.change, change.rate
    if new is not None and old is not None and not _of_one_size(scene, new, old):
        change.firm = SUGGESTED
    if rate is not None and difference is not None and _LIKE_FOR_LIKE.search(_words_between(scene, new, rate)):
        change.firm = SUGGESTED
    if new is not None and old is not None and difference is not None:
        yield _difference(scene, new, old, difference, min(change.firm, firmness_of_base(scene, old, difference)))
    elif new is not None and difference is not None and (before := _told_before(scene, new, difference)) is not None:
        yield _difference(scene, new, before, difference, SUGGESTED)
    if new is not None and old is not None and rate is not None:
        firm = min(change.firm, firmness_of_base(scene, old, rate))
        other = at_other_prices(scene, new, old, rate) or in_two_places(scene, old, new)
        yield _growth(scene, new, old, rate, SEARCHED if other else firm)
    elif new is not None and difference is not None and rate is not None:
        other = at_other_prices(scene, new, difference, rate)
        yield hidden_base(scene, new, difference, rate, SEARCHED if other else change.firm)
    elif new is None and old is None and difference is not None and rate is not None:
        yield from _named_level(scene, difference, rate)
    elif old is not None and new is None and difference is not None and rate is not None:
        yield _rate_of(scene, difference, old, rate)


def _told_before(scene: Scene, new: int, change: int) -> int | None:
    """The level right before another, where the two are that far apart, a digit aside: 送审20, 审定15, 核减5."""
    old = new - 1
    if old < 0 or change != new + 1 or scene.told_in[old] != scene.told_in[new] or not is_level(scene, old):
        return None
    if (
        not scene.comparable(old, new)
        or not _of_one_size(scene, new, old)
        or len(scene.digits[change].rstrip("0")) < TELLING_DIGITS
    ):
        return None
    frame = _difference(scene, new, old, change, SUGGESTED)
    return old if frame.holds or repair(frame.relation).found else None


def _words_between(scene: Scene, new: int | None, rate: int) -> str:
    """The words from a level to its rate, what names the level among them."""
    return scene.figures[rate].lead + ("" if new is None else scene.figures[new].lead)


def _of_one_size(scene: Scene, new: int, old: int) -> bool:
    """Whether two levels are near enough to be one quantity at two times."""
    small, large = sorted((scene.values[new], scene.values[old]))
    return small > 0 and large / small < FAR_APART


def _sign(scene: Scene, index: int) -> int:
    return scene.clues[index].sign or 1


def _difference(scene: Scene, new: int, old: int, change: int, firm: int) -> Frame:
    high, low = (new, old) if _sign(scene, change) > 0 else (old, new)
    relation = Relation(
        Kind.DIFFERENCE, scene.figures[change].figure, (scene.term(high), scene.term(low, -1)), Basis.LABELLED
    )
    return Frame("change", relation, firm, (change, new, old))


def _growth(scene: Scene, new: int, old: int, rate: int, firm: int) -> Frame:
    falls = not scene.clues[rate].sign and scene.values[new] < scene.values[old]
    factor = Fraction(-100 if falls else 100 * _sign(scene, rate))
    relation = Relation(
        Kind.GROWTH, scene.figures[rate].figure, (scene.term(old), scene.term(new)), Basis.LABELLED, factor
    )
    return Frame("growth", relation, firm, (rate, new, old))


def former(scene: Scene, new: int, change: int) -> Figure:
    """The level before a change that is not printed: N - d, placed where N stands."""
    now, by = scene.figures[new].figure, scene.figures[change].figure
    sign = _sign(scene, change)
    interval = now.interval - by.interval if sign > 0 else now.interval + by.interval
    text = f"{now.text} {'-' if sign > 0 else '+'} {by.text}"
    return replace(now, text=text, value=now.value - sign * by.value, interval=interval, soft=now.soft or by.soft)


def hidden_base(scene: Scene, new: int, change: int, rate: int, firm: int) -> Frame:
    """N, changed by d, that is p: the base is N - d (source: READING, hidden bases); of N itself it is doubtful."""
    base = former(scene, new, change)
    operands = (scene.term(change), Term(base))
    relation = Relation(
        Kind.SHARE, scene.figures[rate].figure, operands, Basis.LABELLED, Fraction(100), note="hidden_base"
    )
    told_apart = firm == DICTATED and not _of_one_order(
        scene.values[rate], 100 * scene.values[change], float(base.value)
    )
    frame = Frame("growth", relation, SUGGESTED if told_apart else firm, (rate, change, new))
    return frame.as_query() if fits(scene, change, rate, scene.values[new], scene.slacks[new]) else frame


def _of_one_order(stated: float, change: float, base: float) -> bool:
    """Whether a stated rate is of the order of the one computed; if not, the change is hardly the one it tells of."""
    return base > 0 < stated and stated / FAR_OFF < change / base < stated * FAR_OFF


def _rate_of(scene: Scene, change: int, old: int, rate: int) -> Frame:
    operands = (scene.term(change), scene.term(old))
    relation = Relation(Kind.SHARE, scene.figures[rate].figure, operands, Basis.LABELLED, Fraction(100))
    return Frame("growth", relation, SUGGESTED, (rate, change, old))


def _named_level(scene: Scene, change: int, rate: int) -> Iterator[Frame]:
    """A change whose level stands in a sentence before: the one it refers to, or whose label says the same."""
    if refers_back(scene, change):
        level = last_level(scene, change, change)
        if level is not None and scene.values[level] > scene.values[change]:
            yield hidden_base(scene, level, change, rate, DICTATED).as_query()
            return
    label = scene.clues[change].label.rstrip("增加长减少下降上升提高了")
    if label.isascii() and words_in(label) < LEAST_WORDS:
        return  # "or 134 people" names nothing
    best: tuple[float, int] | None = None
    for index in scene.near(change, 14, 0):
        clue = scene.clues[index]
        if index >= change or scene.change(index) or clue.base or not scene.same_part(index, change):
            continue
        if not scene.comparable(index, change) or scene.values[index] <= scene.values[change]:
            continue
        score = max(alike(label, clue.label), SHORT_NAMED * (len(label) == 2 and names(label, clue.label)))
        if score > 0 and (best is None or score >= best[0]):
            best = (score, index)
    if best is not None:
        sure = best[0] > 0.95 and len(label) >= 3
        frame = hidden_base(
            scene, best[1], change, rate, DICTATED if sure else SUGGESTED if best[0] > 0.6 else SEARCHED
        )
        yield frame.as_query()
