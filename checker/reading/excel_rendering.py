"""What a cell shows: a stored value through its number format, rounded half away from zero.

Source: ECMA-376 part 1, 18.8.31; a spreadsheet rounds the 15 significant digits it keeps of a double.
"""

from __future__ import annotations

import datetime
import operator
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import NamedTuple

from checker.reading.excel_formats import LONGEST_FORMAT, Manner, Mark, NumberFormat, Section, Token

DOUBLE_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
EXACT = Context(prec=2000, rounding=ROUND_HALF_UP)  # more than any double and any format have digits
GENERAL_WIDTH = 11  # characters the General format shows, the point among them
LAST_DAY = 2_958_466  # serial number of the day after 9999-12-31
_MINUS = frozenset("-−–—(（▲△")
_LAST_PLACES = tuple(Decimal(1).scaleb(-decimals) for decimals in range(LONGEST_FORMAT + 1))
_COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}


class Shown(NamedTuple):
    """A number as shown, and its stored value in the unit it is shown in; None for a date."""

    text: str
    printed: Fraction | None


def kept_digits(value: float) -> Decimal:
    """The value of a double to the 15 significant decimal digits it keeps for certain."""
    return DOUBLE_DIGITS.create_decimal(repr(value))


def shown_number(value: Decimal, layout: NumberFormat, epoch_1904: bool = False) -> Shown:
    """A number as its format shows it; dates as ISO text, as far as the format goes."""
    section, unsigned = _section_for(value, layout)
    if section.manner is Manner.DATE:
        return Shown(_date_text(value, section, epoch_1904), None)
    scaled = value.scaleb(section.power, EXACT) if section.power else value
    text = _magnitude_text(abs(scaled), section)
    if value < 0 and not (unsigned and (not section.coloured or _MINUS.intersection(text))):
        text = "-" + text
    printed = scaled.scaleb(-section.literal_decimals, EXACT) if section.literal_decimals else scaled
    return Shown(text, Fraction(printed))


def shown_text(text: str, layout: NumberFormat) -> str:
    """A text as its format shows it, usually unchanged."""
    if layout.text is None:
        return text
    tokens = (token for token in layout.text.tokens if token.text != " ")
    return "".join(text if token.mark is Mark.TEXT else token.text for token in tokens)


def _section_for(value: Decimal, layout: NumberFormat) -> tuple[Section, bool]:
    """The section for a value, and whether the section itself says that the value is negative."""
    first, *others = layout.numbers
    if not others and not first.condition:
        return first, False
    if any(section.condition for section in layout.numbers):
        return _conditional_section(value, layout.numbers)
    if value < 0 and others:
        return others[0], True
    if value == 0 and len(others) > 1:
        return others[1], False
    return first, False


def _conditional_section(value: Decimal, sections: Sequence[Section]) -> tuple[Section, bool]:
    for section in sections:
        if section.condition is None:
            continue
        sign, bound = section.condition
        if _COMPARE[sign](value, bound):
            return section, value < 0 and sign in "<=" and bound <= 0
    free = [section for section in sections if section.condition is None] or [sections[-1]]
    negative = value < 0 and len(free) > 1
    return (free[0] if negative else free[-1]), negative


def _magnitude_text(value: Decimal, section: Section) -> str:
    """A number without its sign, literals included."""
    plain = section.plain
    if plain:
        digits = f"{_rounded(value, plain.decimals):{',' if section.grouped else ''}f}"
        return f"{plain.before}{digits}{plain.behind}"
    if section.manner is Manner.GENERAL:
        shown = general_text(value)
        pieces = (shown if token.mark is Mark.GENERAL else token.text for token in section.tokens)
        return shown if len(section.tokens) == 1 else "".join(pieces).strip()
    if section.manner is Manner.SCIENTIFIC:
        return _scientific_text(value, section.tokens).strip()
    if section.manner is Manner.FRACTION:
        return _fraction_text(value, section.tokens).strip()
    return _fixed_text(value, section.tokens, section.grouped).strip()


def general_text(value: Decimal) -> str:
    """The shortest text of a number without sign; at most 11 characters, but whole numbers in full.

    A spreadsheet shows whole numbers of 12 and more digits with an exponent; no report is printed so.
    """
    plain = f"{value:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    if len(plain) <= GENERAL_WIDTH or (value == value.to_integral_value() and len(plain) <= 15):
        return plain
    power = value.adjusted()
    if power >= 15 or power < -4:
        mantissa = f"{DOUBLE_DIGITS.scaleb(value, -power):.5f}".rstrip("0").rstrip(".")
        return f"{mantissa}E{'-' if power < 0 else '+'}{abs(power):02d}"
    decimals = max(GENERAL_WIDTH - 2 - max(power, 0), 0)
    rounded = f"{_rounded(value, decimals):f}"
    return rounded.rstrip("0").rstrip(".") if decimals else rounded


def _rounded(value: Decimal, decimals: int) -> Decimal:
    """A value rounded half away from zero."""
    return EXACT.quantize(value, _LAST_PLACES[decimals])


def _fixed_text(value: Decimal, tokens: Sequence[Token], grouped: bool) -> str:
    """Digits in their places: as many decimals as places after the point, the value rounded to them."""
    point = next((index for index, token in enumerate(tokens) if token.mark is Mark.POINT), len(tokens))
    places = [index for index, token in enumerate(tokens) if token.mark is Mark.DIGIT]
    whole = [index for index in places if index < point]
    decimal = [index for index in places if index > point]
    rounded = f"{_rounded(value, len(decimal)):f}"
    digits, _, decimals = rounded.partition(".")
    filled = {**_whole_places(digits, tokens, whole, grouped), **_decimal_places(decimals, tokens, decimal)}
    if not whole and point < len(tokens) and digits != "0":
        filled[point] = digits + "."
    return "".join(filled.get(index, token.text) for index, token in enumerate(tokens))


def _whole_places(digits: str, tokens: Sequence[Token], places: Sequence[int], grouped: bool) -> dict[int, str]:
    """The digits before the point, filled in from the right; the first place takes all that are left."""
    left = "" if digits == "0" else digits
    filled: dict[int, str] = {}
    count = 0
    for index in reversed(places):
        padding = {"0": "0", "?": " ", "#": ""}[tokens[index].text]
        taken = left if index == places[0] and left else left[-1:] or padding
        left = left[: -len(taken)] if left else ""
        filled[index] = _grouped(taken, count) if grouped and taken.strip() else taken
        count += len(taken.strip())
    return filled


def _grouped(digits: str, before: int) -> str:
    """Digits with commas between thousands, `before` digits standing to their right."""
    text = ""
    for position, digit in enumerate(reversed(digits), start=before):
        text = digit + ("," if position and position % 3 == 0 else "") + text
    return text


def _decimal_places(decimals: str, tokens: Sequence[Token], places: Sequence[int]) -> dict[int, str]:
    """The digits after the point; trailing zeros are shown in places marked 0 only."""
    filled = {}
    for position, index in enumerate(places):
        idle = not decimals[position:].strip("0")
        padding = {"0": "0", "?": " ", "#": ""}[tokens[index].text]
        filled[index] = padding if idle else decimals[position]
    return filled


def _scientific_text(value: Decimal, tokens: Sequence[Token]) -> str:
    """Mantissa and exponent; the exponent is a multiple of the places before the point."""
    cut = next(index for index, token in enumerate(tokens) if token.mark is Mark.EXPONENT)
    mantissa, exponent = tokens[:cut], tokens[cut + 1 :]
    point = next((index for index, token in enumerate(mantissa) if token.mark is Mark.POINT), cut)
    step = max(sum(token.mark is Mark.DIGIT for token in mantissa[:point]), 1)
    decimals = sum(token.mark is Mark.DIGIT for token in mantissa[point:])
    power = value.adjusted() // step * step if value else 0
    scaled = _rounded(value.scaleb(-power, EXACT), decimals)
    if scaled.adjusted() >= step:
        power += step
        scaled = value.scaleb(-power, EXACT)
    sign = "-" if power < 0 else "+" if tokens[cut].text.endswith("+") else ""
    return f"{_fixed_text(scaled, mantissa, False)}E{sign}{_fixed_text(Decimal(abs(power)), exponent, False)}"


def _fraction_text(value: Decimal, tokens: Sequence[Token]) -> str:
    """A fraction such as 5 1/4, its denominator within the places given or the one given."""
    bar = next(index for index, token in enumerate(tokens) if token.mark is Mark.SLASH)
    fixed = "".join(token.text for token in tokens[bar + 1 :] if token.text.isdigit()).rstrip("0")
    places = sum(token.mark is Mark.DIGIT for token in tokens[bar + 1 :])
    mixed = any(token.text == " " for token in tokens[:bar])
    whole, rest = divmod(Fraction(value), 1) if mixed else (0, Fraction(value))
    if fixed:
        top, bottom = round(rest * int(fixed)), int(fixed)
    else:
        top, bottom = rest.limit_denominator(max(10**places - 1, 1)).as_integer_ratio()
    if mixed and top == bottom:
        whole, top = whole + 1, 0
    if mixed and not top:
        return str(whole)
    return f"{whole} {top}/{bottom}" if whole else f"{top}/{bottom}"


def _date_text(value: Decimal, section: Section, epoch_1904: bool) -> str:
    """The ISO text of a date or time, as far as the format goes: 2020, 2020-03, 2020-03-15, 10:30:00."""
    if not 0 <= value < LAST_DAY:
        return ("-" if value < 0 else "") + general_text(abs(value))
    marks = [token.text for token in section.tokens if token.mark is Mark.DATE]
    seconds = int((value * 86_400).to_integral_value(ROUND_HALF_UP))
    if any(mark.startswith("[") for mark in marks):
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    moment = _epoch(seconds, epoch_1904) + datetime.timedelta(seconds=seconds)
    kinds = _date_kinds(marks)
    date = {"y": f"{moment:%Y}", "ym": f"{moment:%Y-%m}", "": ""}.get(kinds[0], f"{moment:%Y-%m-%d}")
    clock = f"{moment:%H:%M:%S}" if kinds[1] else ""
    return "T".join(filter(None, (date, clock)))


def _epoch(seconds: int, epoch_1904: bool) -> datetime.datetime:
    """Day zero; the calendar of 1900 has a 29 February that never was."""
    if epoch_1904:
        return datetime.datetime(1904, 1, 1)
    return datetime.datetime(1899, 12, 30 if seconds >= 60 * 86_400 else 31)


def _date_kinds(marks: Sequence[str]) -> tuple[str, bool]:
    """Which parts of a date a format shows (y, ym, ymd ...), and whether it shows a time."""
    clock = any(mark[0] in "hs" for mark in marks)
    parts = {"y": "", "m": "", "d": ""}
    for before, mark, after in zip(["", *marks], marks, [*marks[1:], ""], strict=False):
        minutes = mark in ("m", "mm") and (before.startswith("h") or after.startswith("s"))
        part = "y" if mark[0] in "ye" else "d" if mark[0] in "da" and "/" not in mark else mark[0]
        if part in parts and not minutes:
            parts[part] = part
    return "".join(parts.values()), clock
