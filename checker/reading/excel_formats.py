"""Number formats of spreadsheets: what one says about how a value is shown.

Source: ECMA-376 part 1, 18.8.30 and 18.8.31 (sections, placeholders, built-in formats).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache

LONGEST_FORMAT = 1000  # characters; a spreadsheet allows 255
BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: "$#,##0_);($#,##0)",
    6: "$#,##0_);[Red]($#,##0)",
    7: "$#,##0.00_);($#,##0.00)",
    8: "$#,##0.00_);[Red]($#,##0.00)",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_($* #,##0_);_($* (#,##0);_($* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)',
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys((14, 15, 16, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 58), "yyyy-mm-dd"),
    **dict.fromkeys((17, 55, 57), "yyyy-mm"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 56), "hh:mm:ss"),
}


class Mark(Enum):
    """What a piece of a format stands for."""

    DIGIT = "a place for a digit: 0, # or ?"
    POINT = "the decimal point"
    COMMA = "a separator of thousands, or a division by a thousand"
    PERCENT = "the percent sign, which multiplies by a hundred"
    EXPONENT = "E+ or E-"
    SLASH = "the bar of a fraction"
    GENERAL = "the value in its shortest form"
    TEXT = "the text of the cell"
    DATE = "a part of a date or a time"
    LITERAL = "characters shown as they are"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a format and its characters."""

    mark: Mark
    text: str


class Manner(Enum):
    """The ways a section shows a value."""

    GENERAL = "in its shortest form"
    FIXED = "with digits in their places"
    SCIENTIFIC = "with an exponent"
    FRACTION = "as a fraction"
    DATE = "as a date or a time"
    TEXT = "as the text of the cell"


@dataclass(frozen=True, slots=True)
class Plain:
    """The usual fixed layout: what stands before and behind, and how many decimals, all of them shown."""

    before: str
    decimals: int
    behind: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the parts between semicolons.

    `condition` is an operator and a number; `coloured` says that a colour is asked for. The value is
    multiplied by 10 to the `power`, 100 for a percent sign and 1/1000 for a trailing comma; where the
    decimal point is but a literal, `literal_decimals` digits follow it. `grouped` says whether
    thousands are separated.
    """

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    coloured: bool = False
    manner: Manner = Manner.GENERAL
    power: int = 0
    literal_decimals: int = 0
    grouped: bool = False
    plain: Plain | None = None


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A whole format: the sections for numbers, and the one for texts if there is one."""

    numbers: tuple[Section, ...]
    text: Section | None = None


_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?) | \\(?P<escaped>.) | (?P<blank>_.) | (?P<fill>\*.) | \[(?P<bracket>[^\]]*)\]
      | (?P<general>General|G/通用格式) | (?P<noon>AM/PM|A/P|上午/下午) | (?P<exponent>E[+-])
      | (?P<date>y+|m+|d+|h+|s+|e+|g+|b+|aaaa?) | (?P<other>.)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_SINGLE = {
    **dict.fromkeys("0#?", Mark.DIGIT),
    ".": Mark.POINT,
    ",": Mark.COMMA,
    "%": Mark.PERCENT,
    "/": Mark.SLASH,
    "@": Mark.TEXT,
}
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|colou?r\s*\d+|[黑蓝青绿红白黄]色?", re.I)
_SHORT = {Mark.POINT: "."}
_USUAL = re.compile(r"(?P<before>x*)#*0(?:\.(?P<decimals>0+))?(?P<behind>x*)")
_ELAPSED = re.compile(r"h+|m+|s+", re.I)


@lru_cache(maxsize=4096)
def number_format(code: str) -> NumberFormat:
    """The format that a code such as `#,##0.00;[Red]-0.00` asks for; never fails."""
    if len(code) > LONGEST_FORMAT:
        code = "General"
    sections = [_section(pieces) for pieces in _pieces(code or "General")]
    texts = [section for section in sections if section.manner is Manner.TEXT]
    fourth = sections[3] if len(sections) > 3 else None
    numbers = [section for section in sections[:3] if section not in texts]
    return NumberFormat(tuple(numbers) or (GENERAL,), texts[-1] if texts else fourth)


def _pieces(code: str) -> list[list[re.Match[str]]]:
    """The matched pieces of each section."""
    sections: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code):
        if match["other"] == ";":
            sections.append([])
        else:
            sections[-1].append(match)
    return sections


def _section(pieces: list[re.Match[str]]) -> Section:
    brackets = [match["bracket"] for match in pieces if match["bracket"]]
    conditions = [found for bracket in brackets if (found := _CONDITION.fullmatch(bracket))]
    tokens = [_token(match) for match in pieces if not match["fill"]]
    tokens = _dated([token for token in tokens if token.text])
    tokens, thousands, grouped = _without_commas(tokens)
    return Section(
        tuple(tokens),
        (conditions[0][1], Decimal(conditions[0][2])) if conditions else None,
        any(_COLOUR.fullmatch(bracket) for bracket in brackets),
        _manner(tokens),
        2 * sum(token.mark is Mark.PERCENT for token in tokens) - 3 * thousands,
        _literal_decimals(tokens),
        grouped,
        _plain(tokens),
    )


def _manner(tokens: list[Token]) -> Manner:
    marks = [token.mark for token in tokens]
    if Mark.DATE in marks:
        return Manner.DATE
    if Mark.GENERAL in marks:
        return Manner.GENERAL
    if Mark.EXPONENT in marks:
        return Manner.SCIENTIFIC
    if Mark.SLASH in marks:
        bar = marks.index(Mark.SLASH)
        below = any(token.mark is Mark.DIGIT or token.text.isdigit() for token in tokens[bar + 1 :])
        return Manner.FRACTION if Mark.DIGIT in marks[:bar] and below else Manner.FIXED
    return Manner.TEXT if Mark.TEXT in marks and Mark.DIGIT not in marks else Manner.FIXED


def _plain(tokens: list[Token]) -> Plain | None:
    """The layout of such formats as `0`, `#,##0.00` or `"about "0.0%`; None where it takes more care."""
    if _manner(tokens) is not Manner.FIXED:
        return None
    marks = "".join(token.text if token.mark is Mark.DIGIT else _SHORT.get(token.mark, "x") for token in tokens)
    match = _USUAL.fullmatch(marks)
    if not match:
        return None
    before, behind = tokens[: match.end("before")], tokens[match.start("behind") :]
    return Plain(
        "".join(token.text for token in before).lstrip(),
        len(match["decimals"] or ""),
        "".join(token.text for token in behind).rstrip(),
    )


def _literal_decimals(tokens: list[Token]) -> int:
    """Digits after a point that is a literal: `0\\.0,` shows thousands as tens of thousands."""
    places = [index for index, token in enumerate(tokens) if token.mark is Mark.DIGIT]
    points = [index for index, token in enumerate(tokens) if token == Token(Mark.LITERAL, ".")]
    real = any(token.mark is Mark.POINT for token in tokens)
    if real or not places or not points or not places[0] < points[0] < places[-1]:
        return 0
    return sum(index > points[0] for index in places)


def _token(match: re.Match[str]) -> Token:
    text = match[0]
    if match["quoted"]:
        return Token(Mark.LITERAL, text.strip('"'))
    if match["escaped"]:
        return Token(Mark.LITERAL, match["escaped"])
    if match["blank"]:
        return Token(Mark.LITERAL, " ")
    if match["bracket"] is not None:
        return _bracket(match["bracket"])
    if match["general"]:
        return Token(Mark.GENERAL, text)
    if match["exponent"]:
        return Token(Mark.EXPONENT, text)
    if match["date"] or match["noon"]:
        return Token(Mark.DATE, text.lower())
    return Token(_SINGLE.get(text, Mark.LITERAL), text)


def _bracket(inside: str) -> Token:
    """[h] is elapsed time, [$€-407] a currency sign; colours and conditions show nothing."""
    if _ELAPSED.fullmatch(inside):
        return Token(Mark.DATE, f"[{inside.lower()}]")
    return Token(Mark.LITERAL, inside[1:].partition("-")[0] if inside.startswith("$") else "")


def _dated(tokens: list[Token]) -> list[Token]:
    """A section is a date, or its letters are literals: digits stand in a date only after seconds."""
    marks = {token.mark for token in tokens}
    if Mark.DATE not in marks:
        return tokens
    clock = any("s" in token.text for token in tokens if token.mark is Mark.DATE)
    has_digits = any(token.mark is Mark.DIGIT and (token.text != "0" or not clock) for token in tokens)
    known = any(token.mark is Mark.DATE and token.text[0] in "ymdhs[ea" for token in tokens)
    if known and not has_digits and Mark.GENERAL not in marks:
        return [token if token.mark is Mark.DATE else Token(Mark.LITERAL, token.text) for token in tokens]
    return [Token(Mark.LITERAL, token.text) if token.mark is Mark.DATE else token for token in tokens]


def _without_commas(tokens: list[Token]) -> tuple[list[Token], int, bool]:
    """The tokens, how often a comma divides by a thousand, and whether one separates thousands.

    A comma between places for digits before the point separates; one after them divides; any other is
    a literal.
    """
    places = [index for index, token in enumerate(tokens) if token.mark is Mark.DIGIT]
    point = next((index for index, token in enumerate(tokens) if token.mark is Mark.POINT), len(tokens))
    whole = [index for index in places if index < point]
    kept, thousands, grouped = [], 0, False
    for index, token in enumerate(tokens):
        if token.mark is not Mark.COMMA:
            kept.append(token)
        elif whole and whole[0] < index < whole[-1]:
            grouped = True
        elif places and index > places[0] and tokens[index - 1].mark in (Mark.DIGIT, Mark.COMMA):
            thousands += 1
        else:
            kept.append(Token(Mark.LITERAL, ","))
    return kept, thousands, grouped


GENERAL = Section((Token(Mark.GENERAL, "General"),))
