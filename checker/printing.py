"""Figures as they are printed in messages: grouped digits, the decimals and the multiplier of the report."""

from __future__ import annotations

import re
from fractions import Fraction

from checker.decimals import shown
from checker.figures import Figure, Unit

SUFFIXES = {"percent": "%", "permille": "‰"}
MULTIPLIERS = {
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_WRITTEN = re.compile(r"[^\d]*?([\d,]+(?:\.\d+)?)\s?(万亿|千万|百万|[千万亿]|thousand|million|billion|trillion)", re.I)
MORE_PLACES = 8
_MARKUP = re.compile(r"<[^<>]*>")


def places_of(figure: Figure) -> int:
    """How many decimals a figure was printed with."""
    places, ulp = 0, figure.ulp / multiplier(figure)[0]
    while ulp < 1 and places < MORE_PLACES:
        ulp, places = ulp * 10, places + 1
    return places


def multiplier(figure: Figure) -> tuple[int, str]:
    """What a figure in a sentence is written in, such as 10,000 and 万; 1 where it is written out."""
    found = _WRITTEN.match(figure.text) if figure.place.row is None else None
    if found is None:
        return 1, ""
    size = MULTIPLIERS.get(found[2].lower(), 1)
    written = Fraction(found[1].replace(",", "")) * size
    return (size, found[2]) if abs(figure.value) == written else (1, "")


def figure_text(figure: Figure) -> str:
    """A figure as a number with the decimals it was printed with, its multiplier, and its sign of percent."""
    return number_text(figure.value, places_of(figure), figure.unit, multiplier(figure))


def stated_text(figure: Figure) -> str:
    """What a figure says as it stands; in a sentence of a page without the markup inside it."""
    return figure.text if figure.place.row is not None else _MARKUP.sub("", figure.text)


def number_text(value: Fraction, places: int | None, unit: Unit | None, written: tuple[int, str] = (1, "")) -> str:
    """A number, in a multiplier if one is given, with its sign of percent or permille."""
    size, word = written
    gap = " " if word.isascii() and word else ""
    return f"{shown(value / size, places)}{gap}{word}{SUFFIXES.get(unit.kind if unit else '', '')}"


def unlike(value: Fraction, places: int, unit: Unit | None, other: str, written: tuple[int, str] = (1, "")) -> str:
    """A number to so many decimals, or as many more as it takes to differ from another text."""
    for more in range(places, places + MORE_PLACES):
        text = number_text(value, more, unit, written)
        if text != other:
            return text
    return number_text(value, None, unit, written)
