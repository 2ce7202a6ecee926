"""What a heading announces: a share, a rate, a per-head figure, a mean, growth, a change; and in what unit."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from checker.discovery.patterns import Discovery
from checker.discovery.view import RATE_KINDS, View
from checker.figures import NO_UNIT, Unit
from checker.lexicon import quotients as words
from checker.reading.tables import Heading

FACTORS = {"percent": Fraction(100), "permille": Fraction(1000), "per_ten_thousand": Fraction(10000)}


class Says(StrEnum):
    """What kind of figure a heading announces."""

    SHARE = "share"
    RATE = "rate"
    PER_HEAD = "per head"
    AVERAGE = "average"
    GROWTH = "growth"  # relative change
    CHANGE = "change"  # change in number, or a change whose unit is not told
    POINTS = "points"  # change of a percentage
    INDEX = "index"
    PERCENT = "percent"  # a percentage of what is not told
    NOTHING = "nothing"


QUOTIENTS = frozenset({Says.SHARE, Says.RATE, Says.PER_HEAD, Says.AVERAGE, Says.INDEX, Says.PERCENT})
CHANGES = frozenset({Says.GROWTH, Says.CHANGE, Says.POINTS})


class Announcement(NamedTuple):
    """What an item's heading announces, the unit most of its figures are in, and whether its own words say it."""

    says: Says
    unit: Unit = NO_UNIT
    own: bool = True

    @property
    def factor(self) -> Fraction | None:
        """100 for a percentage, 1000 for a permille; None where the unit does not tell."""
        if self.unit.kind in FACTORS:
            return FACTORS[self.unit.kind]
        return 1 / self.unit.scale if self.unit.kind == "ratio" and self.unit.base == "one" else None


def announcements(found: Discovery, view: View) -> list[Announcement]:
    """What each item of a view announces; kept with what was found."""
    name = "said of rows" if view.vertical else "said of columns"
    known = found.kept.get(name)
    if known is None:
        headings = enumerate(view.item_headings)
        known = found.kept[name] = [announced(heading, _usual_unit(view, item)) for item, heading in headings]
    assert isinstance(known, list)
    return known


def _usual_unit(view: View, item: int) -> Unit:
    """The unit of most figures of an item."""
    units = [figure.unit for line in range(len(view.lines)) if (figure := view.figure(item, line))]
    if units and all(unit is units[0] for unit in units):
        return units[0]
    counts = Counter(unit.symbol for unit in units)
    symbol, often = counts.most_common(1)[0] if counts else ("", 0)
    return next(unit for unit in units if unit.symbol == symbol) if 2 * often > len(units) else NO_UNIT


@lru_cache(maxsize=8192)
def announced(heading: Heading, unit: Unit) -> Announcement:
    """What a heading announces, given the unit of its figures: its own words first, then those above it."""
    text = " ".join(heading.path)
    percent = unit.kind in FACTORS or bool(words.PERCENT_MARK.search(text))
    for depth, label in enumerate(reversed(heading.path)):
        says = _said(label, percent, unit)
        if says is not Says.NOTHING and not (depth and says in (Says.RATE, Says.AVERAGE) and not percent):
            return Announcement(says, unit, depth == 0)
    if unit.kind in RATE_KINDS and unit.kind != "index":
        return Announcement(Says.PERCENT if unit.kind != "points" else Says.POINTS, unit)
    return Announcement(Says.PERCENT if percent else Says.NOTHING, unit)


def _said(text: str, percent: bool, unit: Unit) -> Says:
    if words.NATURAL.search(text):
        return Says.RATE if percent or "率" in text or "rate" in text.lower() else Says.NOTHING
    if words.POINTS.search(text) or unit.kind == "points":
        return Says.POINTS
    if words.STRUCTURE.search(text):
        return Says.SHARE
    if words.PER_HUNDRED.search(text):
        return Says.RATE
    if words.INDEX.search(text):
        return Says.INDEX
    if words.GROWTH.search(text) or words.GROWTH_RATE.search(text):
        return _change(text, percent)
    if unit.base != "one" and (words.PER_HEAD.search(text) or "/" in unit.symbol):
        return Says.PER_HEAD
    if words.SHARE.search(text):
        return Says.SHARE
    if words.AVERAGE.search(text):
        return Says.AVERAGE
    if words.RATE.search(text) and not words.COUNTED_RATE.search(text):
        return Says.RATE
    return Says.NOTHING


def _change(text: str, percent: bool) -> Says:
    if words.GROWTH_RATE.search(text) or words.PERCENT_MARK.search(text):
        return Says.GROWTH
    if words.AMOUNT.search(text):
        return Says.CHANGE
    return Says.GROWTH if percent else Says.CHANGE
