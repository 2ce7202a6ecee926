"""Words that make a number soft: 约, 近, 余, 以上, nearly, at least; what each says of the truth."""

from __future__ import annotations

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
def manner_of(loose: str, before: str, after: str, rounded: bool = False) -> str:
    """What the words around a number of a sentence say of it together; "about" where they are not known.

    "over 30 schools" is a loose count, over 30% a bound: of what is `rounded`, as shares and measures are,
    the words say no more than that (SEMANTICS, section 1).
    """
    said = words.IN_SENTENCES.get(before) or _manners(True).get(before, "")
    told = {"above" if said == "loose" and rounded else said, _manners(False).get(after, "")}
    told |= {"loose"} if loose else set()
    return next((manner for manner in _BY_RANK if manner in told), "about")


@cache
def _manners(before: bool) -> dict[str, str]:
    source = words.BEFORE if before else words.AFTER
    return {word.replace("_", " "): manner for manner, line in source.items() for word in line.split()}
