"""What a number in running text states: from 近1.2万人 to the people it can stand for.

A number keeps the precision of its text: 1.55万 is rounded to its last digit, 1,234人 is exact. Words around
it (约, 余, nearly, at least, 以上) widen it and make it soft (SEMANTICS, section 1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache

from checker import qualifiers
from checker.figures import NO_UNIT, Unit
from checker.intervals import Interval
from checker.lexicon import numerals as words
from checker.spelled import HAN_DIGITS, HAN_NUMBER, english_to_digits, han_number, small_number
from checker.units import unit_of

LONGEST = 80
MOST_DIGITS = 40
EXACT_KINDS = ("count", "money", "unknown")  # whole numbers of these, without a multiplier, are exact
PERCENT = Unit("%", "percent", Fraction(1, 100), "one")
PARTS = {"百": "%", "千": "‰", "万": "1/万"}  # 百分之, 千分之, 万分之
ROUGHLY = Fraction(5)  # percentage points either side of 七成, two thirds


@dataclass(frozen=True, slots=True)
class Stated:
    """A number as stated in text.

    `value`, `ulp` (the unit of the last printed place) and `interval` are in `unit` and include the
    `multiplier` (万 10000, million 10**6, 1 where none is written). `qualifier` is the word that makes the
    number soft, as written; empty where none does. `step` is one unit of the last digit that is not zero.
    """

    value: Fraction
    ulp: Fraction
    interval: Interval
    unit: Unit = NO_UNIT
    soft: bool = False
    multiplier: int = 1
    qualifier: str = ""
    step: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Core:
    """A number without its unit: value, unit of its last place and multiplier, 余 or 多 inside (30余万)."""

    value: Fraction
    ulp: Fraction
    multiplier: int = 1
    loose: str = ""


_FOLD: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys((0x2212, 0x2012, 0x2013, 0xFE63, 0x2010, 0x2011), "-"),
    **dict.fromkeys((0xA0, 0x2007, 0x2009, 0x202F, 0x3000), " "),
    0xFFE5: "¥",
    0xFFE1: "£",
    ord("萬"): "万",
    ord("億"): "亿",
    ord("餘"): "余",
    ord("兩"): "两",
    ord("過"): "过",
    ord("點"): "点",
    ord("約"): "约",
    ord("將"): "将",
    ord("幾"): "几",
    ord("數"): "数",
}
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ ]\d{3})+|\d+)(?:\.\d+)?(?![\d,.]*\d)"
_POWER = r"万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![米克瓦卡])|百(?!分)"
_POWER_EN = r"hundred|thousand|million|billion|trillion|lakh|crore|bn|mn|tn|[km](?![\w²³/])"
_CORE = re.compile(
    rf"""(?P<sign>[-+])?(?P<currency>(?:US|HK|NT|NZ|A|C)?\$|[£€¥])?\ ?(?P<sign2>-)?
        (?:(?P<arabic>{_ARABIC})|(?P<han>{HAN_NUMBER})(?:点(?P<decimals>[{HAN_DIGITS}]+))?)
        (?P<loose>余|多(?=[万亿千百]))?\ ?(?P<power>{_POWER}|(?i:{_POWER_EN}))?
        (?P<more>(?<=[万亿千])(?:\d+|{HAN_NUMBER})(?P<power2>万|千|百)?)?
        (?P<rest>.*)""",
    re.VERBOSE | re.DOTALL,
)
_TENTHS = re.compile(rf"(\d(?:\.\d)?|[{HAN_DIGITS}])成([{HAN_DIGITS}])?(.*)", re.DOTALL)
_NTHS = re.compile(rf"({HAN_NUMBER}|万|\d+)分之({HAN_NUMBER}(?:点[{HAN_DIGITS}]+)?|{_ARABIC})(.*)", re.DOTALL)
_OUT_OF = re.compile(r"(\w+) (?:in|out of) (?:every )?(\w+)(.*)", re.IGNORECASE | re.DOTALL)
_FRACTION = re.compile(rf"(\w+)[ -]({'|'.join(words.FRACTIONS)})s?\b(.*)", re.IGNORECASE | re.DOTALL)


@lru_cache(maxsize=16384)
def stated(text: str) -> Stated | None:
    """What a whole text states as one number; None where it is no number or its unit is not known."""
    plain = text.translate(_FOLD).strip()
    if not plain or len(plain) > LONGEST:
        return None
    if plain.startswith("(") and plain.endswith(")"):
        plain = "-" + plain[1:-1].strip()
    vague = _vague(plain)
    if vague:
        return vague
    manner, word, rest = qualifiers.before(plain)
    found = _share(rest) or _number(english_to_digits(rest))
    return _qualified(found, manner, word) if found and manner else found


def _qualified(number: Stated, manner: str, word: str) -> Stated:
    """A number with a word around it; one that has a word already keeps it."""
    if number.qualifier:
        return number
    if manner == "loose" and number.unit.kind not in EXACT_KINDS and word.isascii():
        manner = "above"  # over 30 people is a loose count, over 30% is a bound
    interval = qualifiers.MANNERS[manner](number.value, number.step)
    return replace(number, interval=interval, soft=True, qualifier=word)


def _number(text: str) -> Stated | None:
    """A number with its multiplier, its unit and the words after it."""
    match = _CORE.fullmatch(text)
    core = _core(match) if match else None
    if match is None or core is None:
        return None
    manner, word, tail = qualifiers.after(match["rest"])
    tail = tail.strip().removesuffix("整")
    if core.loose or tail.startswith(("余", "多")):
        manner, word = "loose", core.loose or tail[0]
        tail = tail.removeprefix("余").removeprefix("多")
    unit = _unit(match["currency"] or "", tail.strip())
    if unit is None:
        return None
    found = _as_printed(core, unit)
    return _qualified(found, manner, word) if manner else found


def _unit(currency: str, tail: str) -> Unit | None:
    """The unit written before or after the digits; None where the text after them is no unit."""
    if currency:
        return unit_of(currency) if not tail else None
    return unit_of(tail) if tail else NO_UNIT


def _as_printed(core: Core, unit: Unit) -> Stated:
    """A number as it stands: exact if it is a whole count, else rounded to its last place."""
    exact = core.ulp == 1 and core.multiplier == 1 and unit.kind in EXACT_KINDS and unit.scale == 1
    interval = Interval.around(core.value, Fraction(0) if exact else core.ulp / 2)
    return Stated(core.value, core.ulp, interval, unit, False, core.multiplier, "", _step(core))


def _step(core: Core) -> Fraction:
    """One unit of the last digit that is not zero."""
    step, places = core.ulp, abs(core.value) / core.ulp
    while places and places % 10 == 0:
        step, places = step * 10, places / 10
    return step


def _core(match: re.Match[str]) -> Core | None:
    bare = _arabic(match["arabic"]) if match["arabic"] else han_number(match["han"], match["decimals"] or "")
    if bare is None:
        return None
    multiplier = words.MULTIPLIERS[match["power"].lower()] if match["power"] else 1
    value, ulp = bare[0] * multiplier, bare[1] * multiplier
    if match["more"]:
        more = _second_part(match["more"], match["power2"])
        if more is None or more[1] >= multiplier:
            return None
        value, multiplier = value + more[0], more[1]
        ulp = Fraction(multiplier)
    negative = "-" in (match["sign"] or "") + (match["sign2"] or "")
    return Core(-value if negative else value, ulp, multiplier, match["loose"] or "")


def _second_part(text: str, power: str | None) -> tuple[Fraction, int] | None:
    """What follows a first multiplier, and its own: 4千 in 12万4千, 3456 in 1万3456; 1万2 is not read."""
    digits = text.removesuffix(power or "")
    value = small_number(digits)
    if value is None or (not power and len(digits) < 3):
        return None
    inner = words.MULTIPLIERS[power] if power else 1
    return Fraction(value * inner), inner


def _arabic(text: str) -> tuple[Fraction, Fraction] | None:
    digits = text.replace(",", "").replace(" ", "")
    if len(digits) > MOST_DIGITS:
        return None
    return Fraction(digits), Fraction(1, 10 ** len(digits.partition(".")[2]))


def _vague(text: str) -> Stated | None:
    """Numbers that are words as a whole: 过半, 数百人."""
    if text.lower() in _spread(words.MAJORITIES):
        return Stated(Fraction(50), ROUGHLY, Interval(Fraction(50), Fraction(100), False), PERCENT, True, 1, text)
    for vague, (low, high) in words.VAGUE.items():
        if text.startswith(vague):
            unit = unit_of(text[len(vague) :]) if len(text) > len(vague) else NO_UNIT
            interval = Interval(Fraction(low), Fraction(high), True, False)
            if unit:
                return Stated(Fraction(low), Fraction(1), interval, unit, True, 1, vague)
    return None


@cache
def _spread(line: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in line.split())


def _share(text: str) -> Stated | None:
    """A share in words: 七成, 百分之三十五, 三分之二, two in five, two thirds, half."""
    found = _tenths(text) or _nths(text) or _english_share(text)
    if found is None:
        return None
    number, rest = found
    manner, word, tail = qualifiers.after(rest)
    if tail.strip():
        return None
    return _qualified(number, manner, word) if manner else number


def _rough(value: Fraction, slack: Fraction) -> Stated:
    """A share in percent that is rough by its wording."""
    return Stated(value, 2 * slack, Interval.around(value, slack), PERCENT, True, step=2 * slack)


def _tenths(text: str) -> tuple[Stated, str] | None:
    """七成 is 65 to 75 %, 七成五 is 74.5 to 75.5 %."""
    match = _TENTHS.fullmatch(text)
    if match is None:
        return None
    tenths = Fraction(match[1]) if match[1][0].isascii() else Fraction(small_number(match[1]) or 0)
    finer = small_number(match[2]) if match[2] else None
    value = tenths * 10 + (finer or 0)
    slack = Fraction(1, 2) if finer is not None or "." in match[1] else ROUGHLY
    return _rough(value, slack), match[3]


def _nths(text: str) -> tuple[Stated, str] | None:
    """百分之三十五 is 35 %, as printed; 三分之二 is rough."""
    match = _NTHS.fullmatch(text)
    if match is None:
        return None
    share = _number(match[2] + PARTS[match[1]]) if match[1] in PARTS else None
    if share:
        return share, match[3]
    whole, part = small_number(match[1]), small_number(match[2])
    return (_part_of(part, whole), match[3]) if part and whole else None


def _english_share(text: str) -> tuple[Stated, str] | None:
    if text.lower() in _spread(words.HALVES):
        return _rough(Fraction(50), ROUGHLY), ""
    match = _OUT_OF.fullmatch(text)
    if match:
        part, whole = small_number(match[1]), small_number(match[2])
        return (_part_of(part, whole), match[3]) if part and whole else None
    match = _FRACTION.fullmatch(text)
    part = small_number(match[1]) if match else None
    return (_part_of(part, words.FRACTIONS[match[2].lower()]), match[3]) if match and part else None


def _part_of(part: int, whole: int) -> Stated:
    """Two thirds, one in twenty: half of one part either side, five points at most."""
    return _rough(Fraction(100 * part, whole), min(Fraction(50, whole), ROUGHLY))
