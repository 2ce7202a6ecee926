"""Frames of average changes a year: compound growth, a change or a total shared among the years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from checker.figures import NO_UNIT, Figure
from checker.intervals import Interval
from checker.prose.clue import EN_WORD
from checker.prose.clues import alike
from checker.prose.folding import HAN
from checker.prose.frames import DICTATED, SUGGESTED, Frame, Scene
from checker.prose.quotients import fits_quotient, rounded
from checker.prose.years import spans, yearly
from checker.relations import ANNUAL, Basis, Kind, Relation, Term

if TYPE_CHECKING:
    from checker.prose.comparisons import Change

_REAL = re.compile(r"可比价|不变价|可比口径|实际增|扣除(?:物价|价格)|constant price|real terms|inflation|like-for-like")
_PER_YEAR = re.compile(
    r"年均|(?:平均)?每年(?:平均)?|\b(?:an?|the|average|mean|of|or|on|about|that|is|was)\b|[\s,，;；、(:]", re.IGNORECASE
)
_HAN = re.compile(HAN)
_SUMMED = re.compile(
    r"累计|共|总|合计|新增|净增|\b(?:total|all|altogether|over|during|between|cumulative\w*|in\sthe)\b", re.IGNORECASE
)
NEAR = 4  # figures between a total and its yearly mean
MOST_READINGS = 3  # numbers of years; where more are told, a claim that fails is asked about
HUNDRED = Fraction(100)


def yearly_frames(scene: Scene) -> Iterator[Frame]:
    """Every yearly mean with the total over several years that it comes from: 五年累计600人, 年均120人."""
    for index in range(len(scene.figures)):
        told = yearly(scene, index) or (scene.clues[index].pace == "year" and not scene.percent(index))
        totals = _totals(scene, index) if told else []
        years = [one for one in spans(scene, index, None, None) if one > 1] if totals else []
        pairs = [(total, one) for total in totals for one in years]
        fitting = next((pair for pair in pairs if fits_quotient(scene, pair[0], index, pair[1], 0.0)), None)
        if fitting is not None:
            yield mean_frame(scene, index, *fitting)
        elif pairs and totals[0] == index - 1 and not scene.figures[index].figure.soft:
            sure = _same_subject(scene, totals[0], index) and len(years) <= MOST_READINGS
            frame = mean_frame(scene, index, *pairs[0])
            yield frame if sure else replace(frame, firm=SUGGESTED)


def _same_subject(scene: Scene, total: int, mean: int) -> bool:
    """Whether a mean has no subject but that of the total before it: 累计接待6,150人，年均接待1,230人."""
    if scene.clues[mean].of_which or scene.clues[mean].respectively:
        return False
    words = _PER_YEAR.sub("", scene.figures[mean].lead)
    if not scene.passage.chinese:
        return len(EN_WORD.findall(words)) <= 3
    return len(_HAN.findall(words)) <= 2 or alike(words, scene.clues[total].label) >= 0.5


def _totals(scene: Scene, index: int) -> list[int]:
    """The totals told before a yearly mean in its sentence, the nearest first."""
    return [
        one for one in reversed(scene.near(index, NEAR, 0))
        if one < index and scene.figures[one].sentence == scene.figures[index].sentence
        and scene.comparable(one, index) and scene.values[one] > scene.values[index]
        and not scene.figures[one].figure.soft and not scene.clues[one].base and not scene.clues[one].per
        and _SUMMED.search(scene.figures[one].lead[-40:] + scene.figures[one].tail[:40] * (not scene.passage.chinese))
    ]  # fmt: skip


def averaged(scene: Scene, change: Change, pace: int) -> bool:
    """Whether a change is told as an average of several years, and not of one."""
    return scene.clues[pace].pace != ANNUAL or max(spans(scene, pace, change.new, change.old)[:1], default=1) > 1


def pace_frames(scene: Scene, change: Change, pace: int) -> Iterator[Frame]:
    """What the levels or the whole change of a comparison make of its average change a year.

    Every number of years that the words allow is tried, growth both compound and shared out evenly; the
    claim is wrong only if none of them fits.
    """
    if scene.clues[pace].pace not in ("year", ANNUAL) or scene.clues[pace].respectively:
        return
    years = [one for one in spans(scene, pace, change.new, change.old) if one > 1]
    frames = [frame for one in years for frame in _readings(scene, change, pace, one)]
    frames += [frame for one in years for frame in _evenly(scene, change, pace, one)]
    fitting = next((frame for frame in frames if frame.holds), None)
    if fitting is not None:
        yield fitting
    elif frames and not (scene.figures[pace].figure.soft or _real(scene, pace) or _mean_of_rates(scene, pace, frames)):
        money = scene.figures[frames[0].about[1]].family.startswith("money")
        sure = not money and len(years) <= MOST_READINGS and not _of_one_year(frames[0])
        yield frames[0] if sure else frames[0].as_query()


def _mean_of_rates(scene: Scene, pace: int, frames: Sequence[Frame]) -> bool:
    """Whether a rate lies between compound growth and growth shared out evenly, as the mean of yearly rates does.

    年均增长 is compound by definition; an average rate of growth in English can be either.
    """
    for frame in frames if not scene.passage.chinese else ():
        years = frame.relation.constant
        if frame.relation.note != ANNUAL or years is None:
            continue
        old, new = (float(term.figure.value) for term in frame.relation.operands)
        whole = new / old if old > 0 else 0.0
        if whole <= 1.0:
            continue
        compound, even = 100 * (whole ** (1 / float(years.low)) - 1), 100 * (whole - 1) / float(years.low)
        if compound < scene.values[pace] < even:
            return True
    return False


def _of_one_year(frame: Frame) -> bool:
    """Whether the growth over the whole time is given as that of a year."""
    whole = replace(frame.relation, constant=None, note="", factor=Fraction(frame.relation.factor.numerator))
    return replace(frame, relation=whole).holds


def _real(scene: Scene, pace: int) -> bool:
    """Whether growth is said to leave prices or other bases out."""
    sentence = scene.passage.sentences[scene.figures[pace].sentence]
    return bool(_REAL.search(scene.passage.text, sentence.start, sentence.end))


def _readings(scene: Scene, change: Change, pace: int, years: int) -> Iterator[Frame]:
    new, old = change.new, change.old
    levels = new is not None and old is not None and scene.comparable(new, old)
    if scene.percent(pace):
        if new is not None and old is not None and levels and not scene.percent(new):
            yield _compound(scene, pace, (scene.term(old), scene.term(new)), (new, old), years)
        elif change.rate is not None and (new is None or old is None) and _of_one_subject(scene, pace, change.rate):
            yield _compound(scene, pace, _whole_growth(scene, change.rate), (change.rate,), years)
    elif new is not None and old is not None and levels and scene.comparable(pace, new):
        yield _shared(scene, pace, new, old, years)
    elif (
        change.change is not None and scene.comparable(pace, change.change) and _of_one_time(scene, pace, change.change)
    ):
        yield mean_frame(scene, pace, change.change, years)


def _of_one_time(scene: Scene, pace: int, change: int) -> bool:
    """Whether an average and a whole change are told of the same years: not 年均增9亿元的基础上，又增11亿元."""
    between = "".join(scene.figures[one].lead for one in range(min(pace, change) + 1, max(pace, change) + 1))
    return "基础上" not in between


def _of_one_subject(scene: Scene, pace: int, rate: int) -> bool:
    """Whether an average and a whole growth are told of one thing: not 年均增长5%，其中县级增长30%."""
    later = scene.clues[max(pace, rate)]
    return not (later.of_which or later.foreign)


def _evenly(scene: Scene, change: Change, pace: int, years: int) -> Iterator[Frame]:
    """Growth shared out evenly among the years, which some reports call the yearly average."""
    for frame in _readings(scene, change, pace, years):
        if frame.relation.note == ANNUAL:
            even = replace(frame.relation, constant=None, note="", factor=frame.relation.factor / years)
            yield replace(frame, relation=even)


def _compound(scene: Scene, pace: int, terms: tuple[Term, ...], about: Sequence[int], years: int) -> Frame:
    """The growth from the first term to the second in so many years, told for each of them."""
    old, new = (term.figure.value for term in terms)
    sign = scene.clues[pace].sign or (1 if new >= old else -1)
    relation = Relation(
        Kind.GROWTH, scene.figures[pace].figure, tuple(terms), Basis.LABELLED, sign * HUNDRED,
        constant=Interval.exactly(Fraction(years)), note=ANNUAL,
    )  # fmt: skip
    return Frame("growth", relation, DICTATED, (pace, *about))


def _whole_growth(scene: Scene, rate: int) -> tuple[Term, Term]:
    """A growth told for the whole time, as levels: 100 and 100 + rate, placed where the rate stands."""
    figure, sign = scene.figures[rate].figure, scene.clues[rate].sign or 1
    hundred = replace(figure, text="100", value=HUNDRED, interval=Interval.exactly(HUNDRED), unit=NO_UNIT, soft=False)
    interval = hundred.interval + (figure.interval if sign > 0 else -figure.interval)
    text = f"100 {'+' if sign > 0 else '-'} {figure.text}"
    grown = replace(figure, text=text, value=HUNDRED + sign * figure.value, interval=interval, unit=NO_UNIT)
    return Term(hundred), Term(grown)


def _shared(scene: Scene, pace: int, new: int, old: int, years: int) -> Frame:
    """The difference of two levels, shared among the years."""
    high, low = (old, new) if scene.clues[pace].sign < 0 else (new, old)
    relation = Relation(
        Kind.DIFFERENCE, rounded(scene.figures[pace].figure), (scene.term(high), scene.term(low, -1)),
        Basis.LABELLED, Fraction(1, years),
    )  # fmt: skip
    return Frame("change", relation, DICTATED, (pace, new, old))


def mean_frame(scene: Scene, pace: int, whole: int, years: int) -> Frame:
    """A total or a change shared among the years."""
    relation = Relation(
        Kind.PER_HEAD, rounded(scene.figures[pace].figure),
        (scene.term(whole), Term(_number(scene.figures[pace].figure, years))), Basis.LABELLED,
    )  # fmt: skip
    return Frame("per_head", relation, DICTATED, (pace, whole))


def _number(figure: Figure, years: int) -> Figure:
    """A number of years, placed where the mean stands."""
    exact = Fraction(years)
    return Figure(str(years), exact, Fraction(1), Interval.exactly(exact), figure.place, NO_UNIT)
