"""Frames of periods that make up a longer one: four quarters, or two halves, add to the year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.prose.clues import alike
from checker.prose.frames import DICTATED, SUGGESTED, Frame, Scene
from checker.prose.slips import repair
from checker.prose.sums import Sum, is_level, sum_frame

REACH, LOOKED = 6, 40  # figures between a part and the year; characters around a figure
HANZI = 2
_PERIODS = (
    ("1", re.compile(r"(?:第?一|1)季度|\b(?:first quarter|q1)\b", re.IGNORECASE)),
    ("2", re.compile(r"(?:第?二|2)季度|\b(?:second quarter|q2)\b", re.IGNORECASE)),
    ("3", re.compile(r"(?:第?三|3)季度|\b(?:third quarter|q3)\b", re.IGNORECASE)),
    ("4", re.compile(r"(?:第?四|4)季度|\b(?:fourth quarter|q4)\b", re.IGNORECASE)),
    ("12", re.compile(r"上半年|\bfirst half\b", re.IGNORECASE)),
    ("34", re.compile(r"下半年|\bsecond(?: half)?\b", re.IGNORECASE)),
    ("123", re.compile(r"前三季度|\bfirst (?:three quarters|nine months)\b", re.IGNORECASE)),
)
_YEAR = re.compile(
    r"全年|\b(?:over|for|in) the (?:whole |full )?year\b|\bthe year as a whole\b|\bfull[- ]year\b", re.IGNORECASE
)
_YEARS = ("全年", "the year", "whole year", "full year", "full-year")  # one of them in all that _YEAR finds
_FILLING = re.compile(
    r"(?:第?[一二三四1-4]|前三)季度|[上下]半年|全年|(?:19|20)\d\d年|累计|共计|分别|[的了共又已为是达实现完成计总有\s]"
)


def period_frames(scene: Scene) -> Iterator[Frame]:
    """Every figure of a year with the figures of its quarters or halves, told before it."""
    told = scene.passage.sentences_with(_YEARS)
    for year in [one for one, number in enumerate(scene.told_in) if number in told]:
        if is_level(scene, year) and _YEAR.search(_words(scene, year)) and not _period(scene, year):
            parts = _parts(scene, year)
            if parts and all(_of_one_kind(scene, year, part) for part in parts):
                frame = sum_frame(scene, Sum(year, tuple(parts)), DICTATED)
                sure = frame.holds or repair(frame.relation).found
                yield frame if sure else sum_frame(scene, Sum(year, tuple(parts)), SUGGESTED).as_query()


def _parts(scene: Scene, year: int) -> list[int]:
    """The figures right before the one of a year that are told of periods which make it up, each once."""
    found: list[int] = []
    told = ""
    for one in range(year - 1, max(-1, year - REACH), -1):
        near = scene.figures[year].sentence - scene.figures[one].sentence <= 1 and scene.same_part(one, year)
        if not near or not is_level(scene, one) or scene.figures[one].family != scene.figures[year].family:
            continue
        period = _period(scene, one)
        if not period or set(period) & set(told):
            return []
        found, told = [one, *found], period + told
        if sorted(told) == list("1234"):
            return found
    return []


def _words(scene: Scene, index: int) -> str:
    """The words that tell the time of a figure: those before it, and in English those after it."""
    figure = scene.figures[index]
    lead = re.split(r"[,，;；。]", figure.lead[-LOOKED:])[-1]
    if scene.passage.chinese:
        return lead
    return f"{lead} | {re.split('[,;.]| and ', figure.tail[:LOOKED])[0]}"


def _period(scene: Scene, index: int) -> str:
    words = _words(scene, index)
    return next((period for period, pattern in reversed(_PERIODS) if pattern.search(words)), "")


def _of_one_kind(scene: Scene, year: int, part: int) -> bool:
    """Whether two figures are told of the same but for their periods."""
    if not scene.passage.chinese:
        nouns = [re.findall(r"^\s([a-z]+)", scene.figures[one].tail) for one in (year, part)]
        return nouns[0] == nouns[1] or not nouns[0] or nouns[0][0] in ("over", "for", "in") or not nouns[1]
    own, other = (_FILLING.sub("", _words(scene, one)) for one in (year, part))
    return len(own) < HANZI or len(other) < HANZI or alike(own, other) >= 0.5
