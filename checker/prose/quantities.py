"""From the parts of a written number to a figure: value, last printed place, interval, unit."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from checker.figures import NO_UNIT, Figure, Place, Unit
from checker.intervals import Interval
from checker.lexicon import numerals, prose_en, prose_zh
from checker.qualifiers import MANNERS, manner_of
from checker.spelled import hanzi_value as hanzi_value
from checker.units import unit_of

MAX_DIGITS = 40
LEAST_GROUPED = 3  # digits; more in groups are one number although a space stands beside their mark
PEOPLE = frozenset({"person", "persontime", "household"})
ROUNDED = frozenset(
    {"percent", "permille", "permyriad", "points", "kpoints", "measure", "times_as", "degree", "pence", "parts"}
)

_ONE = "one"
SHARES = {
    "percent": Unit("%", "percent", Fraction(1, 100), _ONE),
    "permille": Unit("‰", "permille", Fraction(1, 1000), _ONE),
    "permyriad": Unit("‱", "per_ten_thousand", Fraction(1, 10000), _ONE),
    "points": Unit("百分点", "points", Fraction(1, 100), _ONE),
    "kpoints": Unit("千分点", "points", Fraction(1, 1000), _ONE),
    "pence": Unit("p", "money", Fraction(1, 100), "GBP"),
}


class Written(NamedTuple):
    """The parts of a number as written.

    `power` is the power of ten of its multipliers, `loose` a mark such as 余 or 多, `before` and `after`
    the qualifiers around it, `family` what kind of unit it has; `per` says that it is of one of something
    else, as in 3,500元/人.
    """

    digits: str
    decimals: str = ""
    power: int = 0
    more: Fraction = Fraction(0)
    more_ulp: Fraction | None = None
    negative: bool = False
    loose: str = ""
    before: str = ""
    after: str = ""
    unit: str = ""
    family: str = ""
    damaged: bool = False
    per: bool = False


class Found(NamedTuple):
    """A number found: its role, its span in the clean text, and its parts where it states a figure."""

    role: str
    start: int
    end: int
    written: Written | None = None


@cache
def unit_for(symbol: str, family: str) -> Unit:
    """The unit value of a symbol in a family; points of a percentage convert to percent at par."""
    if family in ("", "count", "parts"):
        return NO_UNIT
    if family in SHARES:
        return SHARES[family]
    known = unit_of(family.partition(":")[2] if family.startswith("money:") else symbol)
    return known or Unit(symbol, "count", Fraction(1), symbol)


@cache
def place_value(power: int, decimals: int) -> Fraction:
    """The unit of the last printed place of a number with so many decimals, times a power of ten."""
    return Fraction(10**power, 10**decimals)


def rounded_to(value: Fraction, ulp: Fraction) -> Interval:
    """What could be rounded to a value with such a last printed place: half of it to either side."""
    centre, gap = 2 * value.numerator * ulp.denominator, ulp.numerator * value.denominator
    scale = 2 * value.denominator * ulp.denominator
    return Interval(Fraction(centre - gap, scale), Fraction(centre + gap, scale))


def value_of(written: Written) -> tuple[Fraction, Fraction]:
    """The value and the unit of the last printed place."""
    places, ulp = len(written.decimals), place_value(written.power, len(written.decimals))
    number = int(written.digits + written.decimals) * (10**written.power if written.power else 1)
    value = Fraction(number, 10**places) if places else Fraction(number)
    if written.more_ulp is not None:
        value, ulp = value + written.more, written.more_ulp
    return (-value if written.negative else value), ulp


def last_nonzero(digits: str, ulp: Fraction) -> Fraction:
    """The place of the last digit that is not zero, for figures that are only about right."""
    stripped = digits.rstrip("0")
    return ulp * 10 ** (len(digits) - len(stripped)) if stripped else ulp


def interval_of(written: Written, value: Fraction, ulp: Fraction) -> tuple[Interval, bool]:
    """The true values that could have been printed so, and whether the figure is soft."""
    plain = not (written.before or written.after or written.loose)
    if plain and (not written.damaged or len(written.digits) > LEAST_GROUPED):
        return (Interval(value, value) if exact(written) else rounded_to(value, ulp)), written.damaged
    coarse = last_nonzero(written.digits + written.decimals, ulp)
    manner = "about" if plain else manner_of(written.loose, written.before, written.after, not whole(written))
    return MANNERS[manner](value, coarse), True


def exact(written: Written) -> bool:
    """Whether a figure is printed in full: a whole count or amount of money to the last one, as in 1万2345人."""
    if written.more_ulp != 1 and (written.power or written.decimals or written.more_ulp):
        return False
    return whole(written) and not written.per


def whole(written: Written) -> bool:
    """Whether a figure tells how many, or how much money: neither a share nor a measure."""
    return written.family.partition(":")[0] not in ROUNDED


def figure_of(written: Written, text: str, place: Place) -> Figure:
    """The figure a number states."""
    value, ulp = value_of(written)
    interval, soft = interval_of(written, value, ulp)
    return Figure(text, value, ulp, interval, place, unit_for(written.unit, written.family), soft=soft)


@cache
def chinese_units() -> Mapping[str, str]:
    """Every Chinese unit with its family."""
    units: dict[str, str] = {}
    for family, words in prose_zh.CLASSIFIERS.items():
        units.update(dict.fromkeys(words.split(), family))
    for family, words in prose_zh.MEASURES.items():
        units.update(dict.fromkeys(words.split(), f"measure:{family}"))
    units.update(dict.fromkeys(prose_zh.MONEY.split(), "money"))
    units["个"] = "any"
    units.update({"%": "percent", "‰": "permille", "‱": "permyriad", "个百分点": "points", "百分点": "points"})
    units.update({"个千分点": "kpoints", "千分点": "kpoints", "成": "tenths", "折": "tenths"})
    return units


@cache
def scales() -> Mapping[str, int]:
    """Every multiplier word with its power of ten."""
    powers = {word: len(str(size)) - 1 for word, size in numerals.MULTIPLIERS.items()}
    return {"十": 1, **powers, **{word: powers[plain] for word, plain in prose_en.SCALES.items()}}


@cache
def comparable(one: str, other: str) -> bool:
    """Whether figures of two families can be added or compared."""
    if one == other or not one or not other:
        return one == other or bare_fits(one or other)
    if "any" in (one, other):
        return counted(one) and counted(other) and not PEOPLE & {one, other}
    if "count" in (one, other):
        return counted(one) and counted(other)
    return {one, other} in ({"points", "percent"}, {"kpoints", "permille"})


@cache
def counted(family: str) -> bool:
    """Whether a family counts whole things."""
    return bool(family) and family.partition(":")[0] not in ROUNDED | {"money", "tenths"}


def bare_fits(family: str) -> bool:
    """Whether a figure without a unit can stand beside one of this family."""
    return family not in ("points", "kpoints", "tenths", "parts")
