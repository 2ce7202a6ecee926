"""Frames of counts per day, month, hour or minute of a total over a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checker.figures import Figure, Unit
from checker.intervals import Interval
from checker.prose.frames import SUGGESTED, Frame, Scene
from checker.prose.quotients import fits_quotient, rounded
from checker.relations import Basis, Kind, Relation, Term

_DAYS = {
    "day": 365,
    "daily": 365,
    "日": 365,
    "天": 365,
    "month": 12,
    "monthly": 12,
    "月": 12,
    "week": 52,
    "weekly": 52,
    "hour": 8760,
    "minute": 525600,
}
_DAILY = re.compile(
    r"\b(?:each|every|per|an?)\s(?P<unit>day|month|week|hour|minute)\b|\b(?P<ly>daily|monthly|weekly)\b", re.IGNORECASE
)


_MEAN_ZH = ("日均", "平均每", "每天平均", "每日平均", "月均")
_DAILY_ZH = re.compile(r"日均|平均每[天日月]|每[天日]平均|月均")


def per_time_frames(scene: Scene) -> Iterator[Frame]:
    """Every figure told per day, month, hour or minute, with the total it comes from."""
    told = scene.passage.sentences_with(_MEAN_ZH if scene.passage.chinese else _DAYS)
    for index, number in enumerate(scene.told_in):
        if number in told:
            yield from _by_time(scene, index)


def _by_time(scene: Scene, index: int) -> Iterator[Frame]:
    """A count per day, month, hour or minute of a total over a year."""
    figure = scene.figures[index]
    if scene.percent(index) or scene.change(index) or scene.values[index] <= 0 or figure.family.startswith("measure"):
        return
    divisors = _divisors(scene, index)
    for divisor in divisors:
        for total in [one for one in scene.near(index, 8, 4) if one != index and scene.comparable(one, index)]:
            if (
                scene.same_part(total, index)
                and scene.values[total] > divisor
                and fits_quotient(scene, total, index, divisor, 0.0)
            ):
                relation = Relation(
                    Kind.PER_HEAD,
                    rounded(figure.figure),
                    (scene.term(total), Term(_constant(figure.figure, divisor))),
                    Basis.LABELLED,
                )
                yield Frame("per_head", relation, SUGGESTED, (index, total))
                return
    for divisor in divisors:
        yield from _wrong_time(scene, index, divisor)


def _wrong_time(scene: Scene, index: int, divisor: int) -> Iterator[Frame]:
    """A count per day that no total gives, one keystroke from the nearest total before."""
    totals = [
        one for one in scene.near(index, 6, 2)
        if one != index and scene.comparable(one, index) and not scene.change(one) and not scene.clues[one].base
        and (one < index or scene.figures[one].sentence == scene.figures[index].sentence)
    ]  # fmt: skip
    for total in reversed(totals):
        if scene.values[total] > divisor and 0.1 < scene.values[total] / divisor / scene.values[index] < 10:
            relation = Relation(
                Kind.PER_HEAD, rounded(scene.figures[index].figure),
                (scene.term(total), Term(_constant(scene.figures[index].figure, divisor))), Basis.LABELLED,
            )  # fmt: skip
            yield Frame("per_head", relation, SUGGESTED, (index, total))


def _divisors(scene: Scene, index: int) -> list[int]:
    """How many days, hours or minutes a year has, if the words divide by them; leap years included."""
    figure = scene.figures[index]
    if scene.passage.chinese:
        found = _DAILY_ZH.search(figure.lead[-12:])
        word = "" if found is None else "month" if "月" in found[0] else "day"
    else:
        match = _DAILY.search(figure.tail[:24])
        if match is None and ("average" in (figure.lead + figure.tail).lower() or "daily" in figure.lead.lower()):
            match = _DAILY.search(figure.lead[-60:])
        word = (match["unit"] or match["ly"]).lower() if match else ""
    days = _DAYS.get(word)
    if days is None:
        return []
    return [days, days * 366 // 365] if days % 365 == 0 else [days]


def _constant(figure: Figure, value: int) -> Figure:
    """A number that is not printed (the days of a year), placed where the mean stands."""
    exact = Fraction(value)
    return Figure(str(value), exact, Fraction(1), Interval.exactly(exact), figure.place, Unit())
