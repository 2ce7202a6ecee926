"""Units of report figures: what a unit text means and the exact factor between two units.

Simple units (人, 万元, 公顷, $ million) come from the lexicon with their kind, base unit and scale, so two
units of one base convert by one division. Composed units (元/人, kg per ha) and base units made of others
are left to pint, which is imported on the first such question and never for equal symbols.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import cache, lru_cache

from checker.figures import Unit
from checker.lexicon.script import SIMPLIFIED, TRADITIONAL
from checker.lexicon.units import BEFORE, DIVISORS, POWER_NAMES, POWERS_EN, POWERS_ZH, UNITS

LONGEST = 40  # characters; no unit is longer
NOT_ITEMS = frozenset({"person", "household", "visit"})  # what 个 and 项 do not stand for
CLOSED = frozenset({"count", "money", "points", "index", "unknown"})  # convert inside a base only
PROPORTIONS = {
    Fraction(1, 100): "percent",
    Fraction(1, 1000): "permille",
    Fraction(1, 10000): "per_ten_thousand",
}

_POWER_ZH = re.compile(f"({'|'.join(POWERS_ZH)})个?(.*)")
_CURRENCY = re.compile(r"((?:us|hk|nt|nz|au|ca|a|c)?\$|[£€¥₹])\s*(\S+)")
_YUAN = re.compile(r"^人民币(?=.)|(?<=.)人民币$")
_SLASH = re.compile(r"\s*(?:/|\bper\b)\s*")
_PER_THOUSANDS = re.compile(r"per (10{3,5})(?: .*)?")
_INDEX = re.compile(r".{0,16}(?:=|为)\s*100")

_UNIT_LINE = re.compile(r"(?:计量|计价|金额)?单\s*位\s*[:：]|\bunits?\b[^:]{0,12}:", re.IGNORECASE)
_GROUP = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_BRACKETS = str.maketrans("（）［］", "()[]")
_BREAK = re.compile(r"\s*(?:[、,，;；]|和|及|或|\band\b)\s*", re.IGNORECASE)
_TAIL = re.compile(r"[,:，：–—]\s*|\bin\s+")
_PERCENT = re.compile(r"(?:%|per ?cent|percentage|percent)(?! ?points?)(?![-\w])(?: .*)?")
_SHARE_OF = re.compile(r"(?:%|per ?cent(?:age)?) of ", re.IGNORECASE)


def factor(a: Unit, b: Unit) -> Fraction | None:
    """The exact factor that turns figures in `a` into figures in `b`; None where that is impossible.

    A unit that is not known converts into anything, unchanged.
    """
    if a is b or a.symbol == b.symbol or not a.symbol or not b.symbol:
        return Fraction(1)
    if a.base and (a.base == b.base or _counted_alike(a, b)):
        return a.scale / b.scale
    if a.kind in CLOSED or b.kind in CLOSED:
        return None
    from checker.dimensions import conversion

    return conversion(a, b)


def quotient_factor(result: Unit, numerator: Unit, denominator: Unit) -> Fraction | None:
    """`Relation.factor` of a rate or per-head figure, so that result = factor * numerator / denominator.

    A per-head figure may be stated in the unit of its numerator alone (元 for 元/人). None where a unit
    is not known or the three do not fit.
    """
    if not (result.symbol and numerator.symbol and denominator.symbol):
        return None
    alike = factor(denominator, numerator) is not None
    if alike:
        return 1 / result.scale if result.base == "one" else None
    shared = factor(numerator, result)
    if shared is not None:
        return shared / denominator.scale
    from checker.dimensions import conversion

    return conversion(numerator, result, denominator)


def _counted_alike(a: Unit, b: Unit) -> bool:
    if a.kind != "count" or b.kind != "count":
        return False
    bases = {a.base, b.base}
    return "number" in bases or ("item" in bases and not NOT_ITEMS & bases)


@cache
def _spellings() -> dict[str, Unit]:
    """Every spelling of the lexicon and its unit."""
    spellings: dict[str, Unit] = {}
    for row in UNITS.strip().splitlines():
        kind, base, scale, *written = row.split()
        names = [name.replace("_", " ") for name in written]
        for script in (True, False):
            own = [name for name in names if _chinese_letters(name) is script]
            spellings.update({_key(name): Unit(own[0], kind, Fraction(scale), base) for name in own})
    return spellings


def _key(name: str) -> str:
    """A single letter keeps its case: T is a total, t a tonne."""
    return name if len(name) == 1 else name.lower()


def _chinese_letters(text: str) -> bool:
    """Whether a text has Chinese characters. A regular expression for this takes 2 ms to compile."""
    return not text.isascii() and any("㐀" <= letter <= "鿿" for letter in text)


@cache
def _folding() -> dict[int, int | str]:
    wide: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    marks = {0xFFE1: "£", 0xFFE5: "¥", 0x2019: "'", 0x2018: "'", 0x3000: " ", 0xA0: " "}
    return wide | marks | str.maketrans(TRADITIONAL, SIMPLIFIED)


def _plain(text: str) -> str:
    """Half width, simplified, lower case unless a single letter, single spaces, no enclosing brackets."""
    plain = " ".join(text.translate(_folding()).split())
    while plain[:1] in ("(", "[") and plain[-1:] in (")", "]"):
        plain = plain[1:-1].strip()
    if _chinese_letters(plain):
        return plain.replace(" ", "").lower()
    return _key(plain)


@lru_cache(maxsize=4096)
def unit_of(text: str) -> Unit | None:
    """The unit a text means as a whole; None where it is no unit."""
    if not text or len(text) > LONGEST:
        return None
    plain = _plain(text)
    return _atom(plain) or _composed(plain) or _special(plain)


def _atom(plain: str) -> Unit | None:
    found = _spellings().get(plain)
    if found or not plain:
        return found
    return _chinese(_YUAN.sub("", plain)) if _chinese_letters(plain) else _english(plain)


def _chinese(plain: str) -> Unit | None:
    """万元, 千人, 亿千瓦时; a bare 万 counts anything."""
    match = _POWER_ZH.fullmatch(plain)
    if not match:
        return _spellings().get(plain)
    unit = _spellings().get(match[2] or "个")
    if unit is None or unit.base == "one":
        return None
    symbol = match[1] + (unit.symbol if match[2] else "")
    return replace(unit, symbol=symbol, scale=unit.scale * POWERS_ZH[match[1]])


def _english(plain: str) -> Unit | None:
    """Thousand tonnes, NOK million, millions of dollars, '000 persons, $m, and a bare Thousands."""
    words = _CURRENCY.sub(r"\1 \2", plain).replace("(", " ").replace(")", " ").split()
    powers = [word for word in words if word in POWERS_EN]
    rest = " ".join(word for word in words if word not in POWERS_EN and word not in ("of", "in"))
    if len(powers) > 1 or (not rest and not any(len(power) > 2 for power in powers)):
        return None
    power = POWERS_EN[powers[0]] if powers else 1
    if not rest:
        return Unit(_power_name(power), "count", Fraction(power), "number") if power > 100 else None
    unit = _spellings().get(rest.removeprefix("number "))
    return _multiplied(unit, power) if unit and (powers or rest != plain) else None


def _power_name(power: int) -> str:
    return POWER_NAMES.get(power, f"{power:,}")


def _multiplied(unit: Unit, power: int) -> Unit | None:
    if power == 1:
        return unit
    if unit.base == "one":
        return None
    name = _power_name(power)
    symbol = f"{unit.symbol} {name}" if unit.kind == "money" else f"{name} {unit.symbol}"
    return replace(unit, symbol=symbol, scale=unit.scale * power)


def parts(symbol: str) -> tuple[Unit, tuple[Unit, ...]] | None:
    """The numerator and the denominators of a composed unit: 元/人, kg per ha, 元/人·月."""
    first, *others = _SLASH.split(symbol, maxsplit=1)
    numerator = _atom(first)
    if numerator is None or not others:
        return None
    names = re.split(r"\s*[·/*]\s*", others[0])
    divisors = [_atom(DIVISORS.get(name, name)) or _spellings().get(name + "s") for name in names]
    known = tuple(unit for unit in divisors if unit)
    return (numerator, known) if len(known) == len(names) else None


def _composed(plain: str) -> Unit | None:
    found = parts(plain)
    if not found:
        return None
    numerator, divisors = found
    symbol = f"{numerator.symbol}/{'·'.join(unit.symbol for unit in divisors)}"
    if len(divisors) == 1 and numerator.base == divisors[0].base:
        scale = numerator.scale / divisors[0].scale
        return Unit(symbol, PROPORTIONS.get(scale, "ratio"), scale, "one")
    return Unit(symbol, "ratio")


def _special(plain: str) -> Unit | None:
    """An index with its base (上年=100), a rate per thousands (per 1,000 live births)."""
    if _INDEX.fullmatch(plain):
        return _spellings()["指数" if _chinese_letters(plain) else "index"]
    match = _PER_THOUSANDS.fullmatch(plain.replace(",", ""))
    return _spellings().get(f"per {match[1]}") if match else None


def units_in(text: str) -> tuple[Unit, ...]:
    """The units that a header, a title or a unit line names, in order: 单位：万元、人 gives 万元 and 人."""
    return _units_in(text.translate(_BRACKETS)) if text and len(text) <= 400 else ()


@lru_cache(maxsize=4096)
def _units_in(text: str) -> tuple[Unit, ...]:
    line = _UNIT_LINE.search(text)
    if line:
        return _listed(_balanced(text[line.end() :]))
    groups = _GROUP.findall(text)
    found = [unit for group in groups for unit in _listed(group)] if groups else _bare(text)
    return tuple(dict.fromkeys(found))


def _balanced(text: str) -> str:
    """Without the closing bracket of one that opened before."""
    return text if _GROUP.search(text) else text.strip(" 　)]")


def _bare(text: str) -> Iterable[Unit]:
    """Outside brackets only a whole text, or what stands after a comma, a dash or "in", names a unit."""
    whole = unit_of(text)
    if whole:
        return (whole,)
    pieces = _BREAK.split(text)
    if len(pieces) == 2 and len(text) <= LONGEST:
        units = tuple(unit for piece in pieces if (unit := _phrase(piece)))
        joined = _joined(units) if len(units) == 2 else ()
        if len(joined) == 1:
            return joined
    if _SHARE_OF.match(text):
        return (_spellings()["%"],)
    tail = unit_of(_TAIL.split(text)[-1])
    return (tail,) if tail else ()


def _listed(text: str) -> tuple[Unit, ...]:
    whole = _phrase(text) or _phrase(_GROUP.sub("", text))
    if whole:
        return (whole,)
    pieces = [piece for piece in _BREAK.split(text) if piece]
    if len(pieces) == 1 and _chinese_letters(text):
        pieces = text.split()
    units = tuple(unit for piece in pieces if (unit := _phrase(piece)))
    return _joined(units) if len(units) == 2 else units


def _phrase(piece: str) -> Unit | None:
    """A unit with words around it: 金额：万元, unadjusted $ thousands, % of total."""
    piece = re.split(r"[:：]", piece)[-1].strip()
    unit = unit_of(piece)
    if unit:
        return unit
    plain = _plain(piece)
    if _PERCENT.fullmatch(plain):
        return _spellings()["%"]
    words = plain.split(" ")
    while len(words) > 1 and (words[0] in BEFORE or words[0].isdigit()):
        words = words[1:]
    return unit_of(" ".join(words))


def _joined(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Short tons, thousands: one unit and its power of ten."""
    unit, power = units
    if power.symbol in POWER_NAMES.values() and unit.scale == 1 and unit.base not in ("one", "number"):
        joined = _multiplied(unit, int(power.scale))
        return (joined,) if joined else units
    return units
