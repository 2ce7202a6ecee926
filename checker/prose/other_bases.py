"""Changes that do not follow from the two levels beside them: at other prices, or since another time."""

from __future__ import annotations

import re

from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Scene

NEAR = 40  # characters around a level that tell its time
AFTER = 24  # characters after a rate that say of what prices it is
_OTHER_PRICES = re.compile(
    r"[同可]比?口径|可比价|不变价|剔除|扣除(?:物价|价格)|(?:实际|名义)(?:增|上升|下降|提高|减少)|生产总值|增加值|产值|gdp"
    r"|\b(?:real\s(?:terms|growth|increase|rise|wages?|incomes?|spending|output)|inflation|like-for-like|gross\sdomestic"
    r"|comparable|organic(?:ally)?|constant\s(?:prices?|currency|currencies|exchange|dollars)|value\sadded)\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"[,，;；。、(（]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ON_YEAR = re.compile(
    r"(?:\s[a-z]+){0,2}\s(?:on|over|from|than|since|against|compared\s(?:with|to))\s(?:in\s)?(?:the\s)?"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:\s[a-z]+)?\s(?:in|at|around|near)\s(?!(?:the\s)?(?:\d|years?|months?|quarters?|half|first|second|third|fourth|last|previous"
    r"|prior|same|current|early|late|mid|spring|summer|autumn|fall|winter|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|fy|q\d"
    r"|all\b|total\b|real\b|terms\b|nominal|cash\b|value\b|turn\b|number\b))(?:the\s)?[a-z]",
    re.IGNORECASE,
)
_THAN_TIME = re.compile(
    r"(?:比|较)(?:(?P<year>(?:19|20)\d\d)年|(?P<time>上年|去年|前年|年初|期初|上月|上季度?|上届|上期))[^,，。;；]{0,12}$"
)


def at_other_prices(scene: Scene, *indices: int) -> bool:
    """Whether the words of a claim say that a rate is of real growth, or of what is comparable."""
    first, last = min(indices), max(indices)
    leads = "".join([scene.figures[one].lead for one in range(first, last + 1)])
    tail = scene.figures[last].tail[:AFTER]
    if not tail.isascii():
        tail = _MARK.split(tail, maxsplit=1)[0]
    return bool(_OTHER_PRICES.search(leads) or _OTHER_PRICES.search(tail))


def in_two_places(scene: Scene, one: int, other: int) -> bool:
    """Whether two levels are each of a place: from $215,000 in the north to $340,000 in the south."""
    return all(_PLACE.match(scene.figures[index].tail) for index in (one, other))


def firmness_of_base(scene: Scene, old: int, change: int) -> int:
    """How firmly a change can be told of a level before: not at all where it is said to be since another year."""
    figure, level = scene.figures[change], scene.figures[old]
    match = _THAN_TIME.search(figure.lead[-NEAR:]) if change > old else None
    match = match or _ON_YEAR.match(figure.tail)
    if match is None or (old > change and match.re is _ON_YEAR):
        return DICTATED
    around = level.lead[-NEAR:] + level.tail[:NEAR].split(",")[0]
    year, time = match["year"], match.groupdict().get("time")
    if year is not None:
        told = _YEAR.findall(around)
        return DICTATED if year in told else SEARCHED if told else SUGGESTED
    return DICTATED if (time or "") in around else SUGGESTED
