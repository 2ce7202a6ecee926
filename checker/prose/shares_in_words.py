"""What shares in words state (七成, 三分之二, two in five, half), and round counts such as 数百人: mostly soft."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from checker.figures import NO_UNIT, Unit
from checker.intervals import Interval
from checker.lexicon import numerals as words
from checker.prose.quantities import SHARES, rounded_to
from checker.qualifiers import MANNERS, manner_of
from checker.spelled import HAN_DIGITS, HAN_NUMBER, han_number, small_number
from checker.units import unit_of

PERCENT = SHARES["percent"]
PARTS = {"千": SHARES["permille"], "万": SHARES["permyriad"]}  # 千分之, 万分之; the scanner reads 百分之
ROUGHLY = Fraction(5)  # percentage points either side of 七成, two thirds

_TENTHS = re.compile(rf"([{HAN_DIGITS}])成([{HAN_DIGITS}半]?)(.*)", re.DOTALL)
_NTHS = re.compile(rf"({HAN_NUMBER}|万)分之(?:({HAN_NUMBER})(?:点([{HAN_DIGITS}]+))?|(\d+(?:\.\d+)?))")
_OUT_OF = re.compile(r"(\w+) (?:in|out of) (?:every )?(\w+)", re.IGNORECASE)


class InWords(NamedTuple):
    """What words state: a value and its interval in `unit`, where `ulp` is how coarse the words are."""

    value: Fraction
    ulp: Fraction
    interval: Interval
    unit: Unit = PERCENT
    soft: bool = True


def in_words(text: str, before: str = "") -> InWords | None:
    """What a whole text states in words, with the qualifier before it; None where it is no share and no round count."""
    found = _majority(text) or _round_count(text) or _tenths(text, before)
    if found is not None:
        return found
    number = _nths(text) or _in_english(text)
    return _qualified(number, before, "") if number else None


def _qualified(number: InWords, before: str, after: str) -> InWords:
    if not before and not after:
        return number
    reach = MANNERS[manner_of("", before, after, rounded=True)]
    return number._replace(interval=reach(number.value, number.ulp), soft=True)


def _majority(text: str) -> InWords | None:
    """过半, more than half: above 50 %, up to all."""
    if text.lower() not in _spread(words.MAJORITIES):
        return None
    return InWords(Fraction(50), ROUGHLY, Interval(Fraction(50), Fraction(100), False))


@cache
def _spread(line: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in line.split())


def _round_count(text: str) -> InWords | None:
    """数百人 is 200 to 1,000 persons."""
    word = next((word for word in words.VAGUE if text.startswith(word)), None)
    if word is None:
        return None
    low, high = words.VAGUE[word]
    unit = unit_of(text[len(word) :]) if len(text) > len(word) else NO_UNIT
    reach = Interval(Fraction(low), Fraction(high), True, False)
    return InWords(Fraction(low), Fraction(1), reach, unit) if unit else None


def _rough(value: Fraction, slack: Fraction) -> InWords:
    return InWords(value, 2 * slack, Interval(value - slack, value + slack))


def _tenths(text: str, before: str) -> InWords | None:
    """七成 is 65 to 75 %, 七成五 is 74.5 to 75.5 %, 七成以上 is from 70 %."""
    match = _TENTHS.fullmatch(text)
    tenths = small_number(match[1]) if match else None
    if match is None or tenths is None:
        return None
    finer = 5 if match[2] == "半" else small_number(match[2]) or 0
    found = _rough(Fraction(10 * tenths + finer), Fraction(1, 2) if match[2] else ROUGHLY)
    return _qualified(found, before, match[3])


def _nths(text: str) -> InWords | None:
    """千分之三点五 is 3.5 ‰, as printed; 三分之二 is rough."""
    match = _NTHS.fullmatch(text)
    if match is None:
        return None
    if match[1] in PARTS:
        stated = _printed(match[4]) if match[4] else han_number(match[2], match[3] or "")
        return InWords(*stated, rounded_to(*stated), PARTS[match[1]], soft=False) if stated else None
    whole, part = small_number(match[1]), small_number(match[4] or match[2])
    return _part_of(part, whole) if part and whole and not match[3] else None


def _printed(digits: str) -> tuple[Fraction, Fraction]:
    return Fraction(digits), Fraction(1, 10 ** len(digits.partition(".")[2]))


def _in_english(text: str) -> InWords | None:
    """half, two in five, one out of every twenty."""
    if text.lower() in _spread(words.HALVES):
        return _rough(Fraction(50), ROUGHLY)
    match = _OUT_OF.fullmatch(text)
    part, whole = (small_number(match[1]), small_number(match[2])) if match else (None, None)
    return _part_of(part, whole) if part and whole else None


def _part_of(part: int, whole: int) -> InWords:
    """Two in three, one in twenty: half of one part either side, five points at most."""
    return _rough(Fraction(100 * part, whole), min(Fraction(50, whole), ROUGHLY))
