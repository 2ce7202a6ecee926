"""Numbers in table cells: from the text of a cell, and the style of its table, to an exact value.

The style (which mark groups thousands, which begins the decimals) is read from all cells of a table
first: "1,234" alone is ambiguous, a table that also prints "12.5" is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

MAX_DIGITS = 40
LEAST_DAMAGED = 3  # digits; fewer in two groups may be two numbers
STORED, FINE, TRUSTED = 15, 5, 12  # digits and decimals of a stored binary fraction, and those that are right

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys([0xA0, 0x2007, 0x2009, 0x200A, 0x202F, 0x3000, 0x2002, 0x2003, 0x2008, 0x0009], " ")
_MINUS = dict.fromkeys([0x2212, 0x2012, 0x2013, 0xFE63, 0x2010, 0x2011], "-")
_APOSTROPHE = dict.fromkeys([0x2019, 0x02BC], "'")
_INVISIBLE = dict.fromkeys([0xFEFF, 0x200B, 0x200E, 0x200F, 0x202A, 0x202C, 0x2060], None)
_FOLD = {**_WIDE, **_SPACES, **_MINUS, **_APOSTROPHE, **_INVISIBLE, 0x2236: ":", 0xFE6A: "%"}

_NUMBER = re.compile(
    r"""(?P<open>\()?\s*
        (?P<currency>US\$|NT\$|HK\$|C\$|A\$|[$£€¥])?\s*
        (?P<sign>[-+])?\s*
        (?P<currency2>[$£€¥])?\s*
        (?P<body>\d[\d.,' ]*|\.\d+)
        (?P<tail>.*)""",
    re.VERBOSE | re.DOTALL,
)
_RATIO = re.compile(r"(?:1\s*:\s*(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s*:\s*1)$")
_MARK = re.compile(
    r"""(?<!\s)\s*(?:\*{1,3}|[†‡§#^]|[①-⑳]|[¹²³⁴-⁹]|\[\w{1,3}\]|\([a-zA-Z0-9]{1,2}\)(?!\w)
        |(?:/[a-zA-Z0-9]{1,2}\b)|(?-i:[A-Z]|[a-z]{1,2})(?![\w])){1,12}\s*$""",
    re.VERBOSE,
)
_NIL = frozenset({"-", "--", "---", "—", "——", "nil", "Nil", "NIL", "无", "0s"})
_UNKNOWN = frozenset(
    [
        "n/a",
        "N/A",
        "na",
        "NA",
        "null",
        "NULL",
        ".",
        "..",
        "...",
        "…",
        "……",
        "x",
        "X",
        "#",
        "NaN",
        "nan",
        ":",
        "/",
        "(D)",
        "(Z)",
        "(S)",
        "(s)",
        "(X)",
        "(NA)",
        "(n.a.)",
        "n.a.",
        "c",
        "C",
        "*",
        "**",
        "***",
        "xx",
        "XX",
        "？",
        "?",
        "s",
        "D",
        "Z",
        "S",
    ]
)
_MASKED = re.compile(r"^(?=[\dxX]*+[*?？□])[\d*?？xX□,.%]++$|^\d+[xX]{1,3}$")


class Style(NamedTuple):
    """How a table writes numbers: the decimal mark, and the marks that group digits."""

    decimal: str = "."
    grouping: str = ", '"


class Number(NamedTuple):
    """A number read from a cell: exact value, decimals printed, and what surrounded it.

    `tail` is what follows the digits and is neither footnote mark nor bracket: a percent sign or a unit.
    """

    value: Fraction
    decimals: int
    tail: str = ""
    currency: str = ""
    ratio: bool = False
    grouped: bool = False
    spaced: bool = False  # digits broken by spaces that do not group them: damaged
    ungrouped_integer: bool = False


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Fullwidth forms, exotic spaces, minus signs and apostrophes in their plain form; ends trimmed."""
    return (
        text
        if text.isascii() and "\t" not in text and text == text.strip()
        else text.translate(_FOLD).strip()
    )


def is_nil(text: str) -> bool:
    """Whether a mark says "nothing here" (a dash), as opposed to "not known"."""
    return folded(text) in _NIL


def is_gap(text: str) -> bool:
    """Whether a cell stands for a figure that is missing, suppressed, masked or unreadable."""
    plain = folded(text)
    return not plain or plain in _NIL or plain in _UNKNOWN or bool(_MASKED.match(plain))


def _split(text: str) -> tuple[re.Match[str], str, str] | None:
    """The match, the digits with their marks, and the tail without footnote marks and brackets."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    body, tail = match["body"], match["tail"]
    stripped = body.rstrip(" ,'") if tail else body.rstrip(" ")
    tail = body[len(stripped) :] + tail
    if match["open"]:
        if not tail.rstrip().endswith(")"):
            return None
        tail = tail.rstrip()[:-1]
    tail = tail.strip()
    if tail and not tail.startswith("%"):
        tail = _MARK.sub("", tail)
    elif tail:
        tail = "%" + _MARK.sub("", tail[1:]).strip()
    return match, stripped, tail


def style_of(texts: Iterable[str]) -> Style:
    """The style of a table, voted by the cells that leave no doubt."""
    comma = dot = dot_groups = 0
    for text in texts:
        if text.isascii() and "," not in text and "." not in text:
            continue
        parts = _split(folded(text))
        if parts is None:
            continue
        body = parts[1]
        if "," not in body and "." not in body:
            continue
        commas, dots = body.count(","), body.count(".")
        if commas == 1 and dots == 0 and not re.fullmatch(r"[1-9]\d{0,2},\d{3}", body):
            comma += bool(re.fullmatch(r"[\d ']+,\d+", body))
        elif dots == 1 and commas == 0 and not re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", body):
            dot += 1
        elif commas and dots:
            if body.rfind(",") > body.rfind("."):
                comma += 1
            else:
                dot += 1
        elif commas > 1:
            dot += 1
        elif dots > 1:
            dot_groups += 1
    if comma > dot or (dot_groups and dot_groups + comma > dot):
        return Style(",", ". '")
    return Style()


def _digits(body: str, style: Style) -> tuple[str, int, bool] | None:
    """The bare digits, the number of decimals, and whether they were grouped; None if malformed."""
    whole, mark, decimals = body.partition(style.decimal)
    if mark and (not decimals.isdigit() or style.decimal in decimals):
        return None
    groups = re.split(f"[{re.escape(style.grouping)}]", whole) if not whole.isdigit() else [whole]
    if len(groups) > 1:
        tail_groups = groups[1:]
        if (
            not groups[0].isdigit()
            or len(groups[0]) > 3
            or any(len(g) != 3 or not g.isdigit() for g in tail_groups)
        ):
            return None
    digits = "".join(groups) + decimals
    if len(digits) > MAX_DIGITS:
        return None
    return digits or "0", len(decimals), len(groups) > 1


@lru_cache(maxsize=65536)
def number_of(text: str, style: Style) -> Number | None:
    """The number a cell states, or None where it states none (a label, a date, a gap)."""
    plain = folded(text)
    if plain.isascii() and plain.isdigit() and len(plain) <= MAX_DIGITS:
        return Number(Fraction(int(plain)), 0, ungrouped_integer=True)
    if not plain or not any(character.isdigit() for character in plain):
        return None
    ratio = _RATIO.match(plain)
    if ratio:
        printed = ratio[1] or ratio[2]
        return Number(Fraction(printed), len(printed.partition(".")[2]), ratio=True)
    parts = _split(plain)
    if parts is None:
        return None
    match, body, tail = parts
    parsed = _digits(body, style)
    if parsed is None:
        other = Style(".", ", '") if style.decimal == "," else Style(",", ". '")
        parsed = _digits(body, other)
        if parsed is None:
            return None
    digits, decimals, grouped = parsed
    negative = match["sign"] == "-" or (match["open"] is not None and match["sign"] is None)
    value, decimals = _without_binary_noise(int(digits), decimals)
    return Number(
        -value if negative else value,
        decimals,
        tail,
        match["currency"] or match["currency2"] or "",
        grouped=grouped,
        ungrouped_integer=not grouped
        and not decimals
        and not tail
        and not match["sign"]
        and not match["open"],
    )


def _without_binary_noise(digits: int, decimals: int) -> tuple[Fraction, int]:
    """The value and the decimals that a fraction states: what a program writes out whole is not stated so finely.

    An export that writes stored numbers as they are prints 39.992490000000004: binary arithmetic, not a person,
    gave the last places, and sums and rates of such figures agree but for them.
    """
    excess = len(str(digits)) - TRUSTED
    if decimals < FINE or excess < STORED - TRUSTED:
        return Fraction(digits, 10**decimals), decimals
    excess = min(excess, decimals)
    return Fraction((digits + 5 * 10 ** (excess - 1)) // 10**excess, 10 ** (decimals - excess)), decimals - excess


@lru_cache(maxsize=4096)
def damaged_number(text: str, style: Style) -> Number | None:
    """The number that a cell among numbers must mean although its marks are wrong; None where that is a guess.

    One digit lost or too many leaves "5 4439", "1,23", ",135" or "303." behind: the digits still stand in a row
    with one group or mark that is too long or too short. Two short groups ("3 1") may be anything.
    """
    parts = _split(folded(text))
    if parts is None:
        stripped = folded(text).lstrip(style.grouping + " ")
        parts = _split(stripped) if stripped != folded(text) else None
    if parts is None:
        return None
    match, body, tail = parts
    whole, mark, decimals = body.rstrip(style.decimal).partition(style.decimal)
    groups = re.split(f"[{re.escape(style.grouping)}]", whole)
    digits = "".join(groups) + decimals
    if tail not in ("", "%") or (mark and not decimals):
        return None
    if not digits.isdigit() or not 2 <= len(digits) <= MAX_DIGITS:
        return None
    if not all(groups) or sum(len(group) != 3 for group in groups[1:]) > 1 or len(groups[0]) > 4:
        return None
    if len(groups) > 1 and len(digits) < LEAST_DAMAGED:
        return None
    value = Fraction(int(digits), 10 ** len(decimals))
    negative = match["sign"] == "-" or (match["open"] is not None and match["sign"] is None)
    currency = match["currency"] or match["currency2"] or ""
    return Number(-value if negative else value, len(decimals), tail, currency, grouped=True, spaced=True)


def is_year(number: Number) -> bool:
    """Whether a number could be a calendar year: ungrouped, whole, 1800 to 2100."""
    return number.ungrouped_integer and 1800 <= number.value.numerator <= 2100 and not number.currency
