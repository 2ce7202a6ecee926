"""Words that make a number soft: 约, 近, 余, 以上, nearly, at least; what each says of the truth."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache

from checker.intervals import INFINITY, Interval
from checker.lexicon import numerals as words

MANNERS: dict[str, Callable[[Fraction, Fraction], Interval]] = {
    "about": lambda value, step: Interval(value - step, value + step),
    "near": lambda value, step: Interval(value - step, value, False, True),
    "loose": lambda value, step: Interval(value, value + step, True, False),
    "above": lambda value, step: Interval(value, INFINITY, False, False),
    "from": lambda value, step: Interval(value, INFINITY, True, False),
    "below": lambda value, step: Interval(-INFINITY, value, False, False),
    "upto": lambda value, step: Interval(-INFINITY, value, False, True),
}


_BY_RANK = ("loose", "above", "from", "upto", "below", "near", "about")  # of two words, what the first one here says


@cache
def manner_of(loose: str, before: str, after: str) -> str:
    """What the words around a number of a sentence say of it together; "about" where they are not known.

    In a sentence "over 30" is a bound, not the loose count that it is by itself (SEMANTICS, section 1).
    """
    told = {words.IN_SENTENCES.get(before) or _manners(True).get(before, ""), _manners(False).get(after, "")}
    told |= {"loose"} if loose else set()
    return next((manner for manner in _BY_RANK if manner in told), "about")


@cache
def _manners(before: bool) -> dict[str, str]:
    source = words.BEFORE if before else words.AFTER
    return {word.replace("_", " "): manner for manner, line in source.items() for word in line.split()}


def before(text: str) -> tuple[str, str, str]:
    """The manner and the word of a qualifier that a text begins with, and the rest; empty if there is none."""
    pattern, manners = _pattern(before=True)
    match = pattern.match(text)
    return (manners[match[1].lower()], match[1], text[match.end() :]) if match else ("", "", text)


def after(text: str) -> tuple[str, str, str]:
    """The manner and the word of a qualifier that a text ends with, and what stands before it."""
    pattern, manners = _pattern(before=False)
    match = pattern.search(text)
    return (manners[match[1].lower()], match[1], text[: match.start()]) if match else ("", "", text)


@cache
def _pattern(before: bool) -> tuple[re.Pattern[str], dict[str, str]]:
    manners = _manners(before)
    longest = sorted(manners, key=len, reverse=True)
    choice = "|".join(_whole_word(word) if before else re.escape(word) for word in longest)
    shape = rf"\s*({choice})\s*" if before else rf"\s*({choice})\s*$"
    return re.compile(shape, re.IGNORECASE), manners


def _whole_word(word: str) -> str:
    return re.escape(word) + (r"\b" if word[-1].isascii() and word[-1].isalpha() else "")
