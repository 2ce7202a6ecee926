"""The figures in a text: every number found, with its role, its place and its interval."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import pairwise

from checker.figures import Figure, Place
from checker.intervals import Interval
from checker.lexicon import prose_en
from checker.prose.folding import HAN
from checker.prose.patterns import BARE_YEAR, MASTER, QUALIFIER, QUALIFIER_ENDS
from checker.prose.quantities import (
    MAX_DIGITS,
    Found,
    Written,
    chinese_units,
    figure_of,
    hanzi_value,
    scales,
)
from checker.prose.spans import scaled_together
from checker.reading.passages import Mention, Passage

_GROUPED = re.compile(r"(?<!\d)\d{1,3},\d{3}(?!\d)")
_NOUN = re.compile(r"[ -]?(?:[a-z][a-z'-]{1,20}[ ]){0,2}([a-z][a-z'-]{2,20})")
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|of|since|from|to|until|by|during|years?|for|and|the|between|after|before|against|than|on|FY|over|through)|[(,;–/-]|年)\s?$",
    re.IGNORECASE,
)
_ZERO, _ONE = Fraction(0), Fraction(1)
_NOTHING = Interval.exactly(_ZERO)  # stands with numbers that state no figure
_DURATIONS = ("年", "天", "周", "个月", "日")
_POINT = re.compile(r"\.\d")
_JOINED = re.compile(r"[-_/][\dA-Za-z]")
_CLOSED = re.compile(r".{0,6}[”\"’'》]")
_GOES_ON = re.compile(rf"\s?(?:[a-z]|{HAN})")
_PER = re.compile(r"/[^\W\d_]|(?: [a-z][a-z'-]{1,20}){0,2} per (?!cent\b)")
_PER_REACH = 50
_SLOGAN = re.compile(r"[“\"‘'《][^”\"’'》]{0,6}$")


def numbers_in(text: str) -> Iterator[Found]:
    """Every number in a clean text, in order, with its role."""
    yield from scaled_together(_one_by_one(text), text)


def _one_by_one(text: str) -> Iterator[Found]:
    grouped = _GROUPED.search(text) is not None
    for match in MASTER.finditer(text):
        role = match.lastgroup  # the alternative that matched: its group is the last to close
        if role is None:
            continue
        if role == "structure":
            yield from _structure(match, text)
            continue
        reader = _READERS.get(role)
        if reader is None:
            yield Found(role, *match.span())
            continue
        found = reader(match, text)
        if found is not None:
            yield Found("year", found.start, found.end) if grouped and _a_year(found) else found


def _a_year(found: Found) -> bool:
    """Whether a bare number is a year in a text that groups the digits of its other numbers."""
    written = found.written
    if written is None or written.family or written.decimals or written.power or found.end - found.start != 4:
        return False
    return bool(BARE_YEAR.match(written.digits))


def _qualifier(text: str, start: int) -> str:
    end = text[max(0, start - 4) : start].rstrip()[-2:].lower()
    if end not in QUALIFIER_ENDS and end[-1:] not in QUALIFIER_ENDS:
        return ""
    match = QUALIFIER.search(text[max(0, start - 18) : start].lower())
    return match[0].strip() if match else ""


def _digits(match: re.Match[str], text: str) -> Found | None:
    printed, point, told, currency, more, sign = match.group("digits", "decimals", "unit", "currency", "more", "sign")
    zh_scale, en_scale, zh_loose, loose, after = match.group("zh_scale", "en_scale", "zh_loose", "loose", "after")
    digits, decimals = printed.replace(",", "").replace(" ", ""), point[1:] if point else ""
    start, end = match.span()
    if len(digits) + len(decimals) > MAX_DIGITS:
        return Found("code", start, end)
    unit, family = _unit(told or "", currency or "")
    last, scale = match.end("decimals") if point else match.end("digits"), zh_scale or en_scale
    if told in ("年", "周", "个月"):
        return Found("duration", start, last)
    if point:
        role = "code" if _POINT.match(text, last) else ""
    else:
        role = "" if scale or family else _bare(text, match, printed)
    if role:
        return Found(role, start, last)
    whole, ulp = _more(more) if more else (_ZERO, None)
    written = Written(
        digits, decimals, scales()[scale.lower()] if scale else 0, whole, ulp, sign == "-", zh_loose or loose or "",
        _qualifier(text, start), after.strip() if after else "", unit, family,
        " " in printed and ((len(digits) <= 3 and printed[-2] == " ") or "," in printed), _per(text, end),
    )  # fmt: skip
    return Found("figure", start, match.start("after") if after else end, written)


def _per(text: str, end: int) -> bool:
    """Whether a number goes on as 元/人 or pupils per teacher."""
    if text[end : end + 1] not in ("/", " "):
        return False
    return _PER.match(text[end : end + _PER_REACH]) is not None


def _more(text: str) -> tuple[Fraction, Fraction | None]:
    """The second part of 12万4千 and of 1万2345."""
    digits = re.match(r"[\d.]+", text)
    assert digits is not None
    scale = text[digits.end() :]
    ulp = Fraction(10) ** scales()[scale] if scale else Fraction(1)
    decimals = len(digits[0].partition(".")[2])
    return Fraction(digits[0]) * ulp, ulp / 10**decimals


@cache
def _unit(unit: str, currency: str) -> tuple[str, str]:
    """The unit as written, and its family."""
    unit, currency = unit.lstrip("余"), currency.strip()
    if currency:
        return currency, f"money:{currency}"
    if not unit:
        return "", ""
    if unit in chinese_units():
        return unit, chinese_units()[unit]
    if unit == "p":
        return "p", "pence"
    lowered = unit.lower()
    if lowered.startswith(("percentage p",)):
        return "个百分点", "points"
    if lowered.startswith(("per", "pct")):
        return "%", "percent"
    return unit, f"measure:{unit}"


def _bare(text: str, match: re.Match[str], digits: str) -> str:
    """The role of a plain number, all digits, that is no figure: a year, a code, part of a name."""
    if not digits.isdigit():
        return ""
    start, end = match.span()
    if BARE_YEAR.match(digits) and _is_year(text, start, match.end("digits")):
        return "year"
    if len(digits) > 9 or (digits[0] == "0" and len(digits) > 1) or _JOINED.match(text, end):
        return "code"
    if start and text[start - 1] in "_/#@-:" and text[start - 2 : start - 1].isalnum():
        return "code"
    if start and _SLOGAN.search(text, max(0, start - 8), start) and _CLOSED.match(text[end : end + 7]):
        return "slogan"
    return ""


def _is_year(text: str, start: int, end: int) -> bool:
    if _BEFORE_YEAR.search(text, max(0, start - 9), start):
        return True
    return not _GOES_ON.match(text[end : end + 2])


def _fraction(match: re.Match[str], text: str) -> Found | None:
    denominator = {"百": 100, "千": 1000}.get(match["zh_den"]) or hanzi_value(match["zh_den"])
    whole, _, decimals = match["zh_num"].replace("点", ".").partition(".")
    numerator = int(whole) if whole.isdigit() and whole.isascii() else hanzi_value(whole)
    if denominator is None or numerator is None:
        return None
    places = "".join(str(hanzi_value(c) or 0) if not c.isdigit() else c for c in decimals)
    if denominator == 100:
        written = Written(str(numerator), places, before=_qualifier(text, match.start()), unit="%", family="percent")
        return Found("figure", *match.span(), written)
    return Found("fraction", *match.span())


def _in_words(match: re.Match[str], text: str) -> Found:
    return Found("fraction", *match.span())


def _hanzi(match: re.Match[str], text: str) -> Found | None:
    value = hanzi_value(match["zh_digits"])
    unit = match["zh_unit"] or ""
    family = chinese_units().get(unit, "")
    start, end = match.span()
    if (
        value is None
        or match["zh_digits"] in ("一", "千", "万", "百", "亿")
        or family == "tenths"
        or unit in _DURATIONS
    ):
        return Found("word", start, end)
    if text[start - 1 : start] in "“\"‘'" and start:
        return Found("slogan", start, end)
    zeros = len(str(value)) - len(str(value).rstrip("0")) if value else 0
    rounded = match["zh_digits"][-1] in "万亿"
    written = Written(
        str(value)[: len(str(value)) - zeros] if rounded else str(value), power=zeros if rounded else 0,
        loose=match["zh_more"] or "", before=_qualifier(text, start), unit=unit, family=family,
    )  # fmt: skip
    return Found("figure", start, end, written)


_PARTS = re.compile(
    r"(?:结构|构成|比重|比例|之比|\bratio|structure|composition|breakdown)[^;。\n]{0,50}$", re.IGNORECASE
)
_PART = re.compile(r"(\d+)(?:\.(\d+))?")
_TIME = re.compile(r"\d{1,2}:\d\d:\d\d")
_ABOUT_ALL = 80, 120  # percent; parts of a ratio that add to about so much are said to be all of one whole
_NEARLY_ALL = 95, 105  # the same of parts without decimals, which could be a time of day


def _structure(match: re.Match[str], text: str) -> Iterator[Found]:
    """The parts of 17.2:43.7:39.1 where the words make it a structure, else a ratio or a time of day."""
    parts = list(_PART.finditer(text, *match.span()))
    low, high = _ABOUT_ALL if any(part[2] for part in parts) else _NEARLY_ALL
    near = low <= sum(float(part[0]) for part in parts) <= high
    if near and _PARTS.search(text, max(0, match.start() - 60), match.start()):
        for part in parts:
            yield Found("figure", *part.span(), Written(part[1], part[2] or "", family="parts"))
    else:
        yield Found("date" if _TIME.fullmatch(match[0]) else "ratio", *match.span())


_LAST_SCALE = re.compile(r"(?:thousand|million|billion)(?=\s*$)", re.IGNORECASE)
_EN_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_FRACTION = re.compile(
    r"[ -](?:thirds?|halves|half|quarters?|fifths?|sixths?|tenths?|eighths?)\b|\s(?:of|in|out|by)\s", re.IGNORECASE
)


def english_value(words: str) -> int | None:
    """The value of number words: twenty three thousand and sixty five; None where they are no one number."""
    total = section = 0
    last = 10**12
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "and":
            continue
        scale = _EN_SCALES.get(word)
        if scale is None:
            value = prose_en.WORDS[word]
            if value >= 10 * last or (value < 10 and last < 20) or (value >= 10 and last < 100):
                return None
            section, last = section + value, value
        elif scale == 100:
            section, last = max(section, 1) * 100, 100
        else:
            total, section, last = total + max(section, 1) * scale, 0, 10**12
    return total + section


def _word(match: re.Match[str], text: str) -> Found:
    """Number words of English: a figure where they are several, or where a noun follows."""
    phrase = match["word"][: len(match["word"]) - len(match["word_unit"] or "")]
    value = english_value(phrase)
    unit = (match["word_unit"] or "").strip().lower()
    if value is None or value < 2 or (not unit and _FRACTION.match(text[match.end() : match.end() + 12])):
        return Found("word", *match.span())
    if unit:
        family = "points" if "point" in unit else "percent"
        return Found(
            "figure",
            *match.span(),
            Written(str(value), before=_qualifier(text, match.start()), unit=unit, family=family),
        )
    if " " not in phrase and "-" not in phrase and _NOUN.match(text[match.end() : match.end() + 60]) is None:
        return Found("word", *match.span())
    power = scales()[last[0].lower()] if (last := _LAST_SCALE.search(phrase)) else 0
    written = Written(str(value // 10**power), power=power, before=_qualifier(text, match.start()), family="count")
    return Found("figure", *match.span(), written)


_READERS = {
    "number": _digits,
    "fraction": _fraction,
    "tenths": _in_words,
    "rough": _in_words,
    "hanzi": _hanzi,
    "word": _word,
}


def scanned(passage: Passage) -> tuple[Mention, ...]:
    """The mentions of a passage whose blocks and sentences are known."""
    starts = [one.start for one in passage.sentences]
    placed: list[tuple[Found, int]] = []
    sentence = -1
    for found in numbers_in(passage.text):
        while sentence + 1 < len(starts) and starts[sentence + 1] <= found.start:
            sentence += 1
        if sentence >= 0 and found.start < passage.sentences[sentence].end:
            placed.append((found, sentence))
    return tuple(_mentions(passage, placed))


def _mentions(passage: Passage, placed: list[tuple[Found, int]]) -> Iterator[Mention]:
    """Each number with the texts to its neighbours that state figures."""
    figures = [place for place, (found, _) in enumerate(placed) if found.role == "figure"]
    following = dict(pairwise(figures))
    last, last_sentence = 0, -1
    for place, (found, number) in enumerate(placed):
        sentence = passage.sentences[number]
        lead_start = last if last_sentence == number else sentence.start
        after = following.get(place)
        tail_end = sentence.end
        if after is not None and placed[after][1] == number:
            tail_end = placed[after][0].start
        block = passage.blocks[sentence.block]
        yield Mention(
            found.role, found.start, found.end, _figure(passage, found, block.paragraph),
            _family(passage, found), number, sentence.block, block.section, block.part,
            passage.text[lead_start : found.start] if found.role == "figure" else "",
            passage.text[found.end : tail_end] if found.role == "figure" else "",
        )  # fmt: skip
        if found.role == "figure":
            last, last_sentence = found.end, number


def _family(passage: Passage, found: Found) -> str:
    if found.written is None or found.written.family or passage.chinese:
        return found.written.family if found.written else ""
    return "count" if passage.text[found.end : found.end + 2].lstrip()[:1].isascii() else ""


def _figure(passage: Passage, found: Found, paragraph: int) -> Figure:
    start, end = passage.span(found.start, found.end)
    text = passage.source[start:end]
    if passage.in_paragraphs:
        base = passage.source.rfind("\n", 0, start) + 1
        place = Place(passage.path, paragraph=paragraph, start=start - base, end=end - base)
    else:
        place = Place(passage.path, paragraph=paragraph, line=passage.line_of(start), start=start, end=end)
    if found.role == "fraction":
        return _share_in_words(passage, found, text, place)
    if found.written is None:
        return Figure(text, _ZERO, _ONE, _NOTHING, place)
    return figure_of(found.written, text, place)


def _share_in_words(passage: Passage, found: Found, text: str, place: Place) -> Figure:
    """What 七成 or 三分之二 states, with the words around it."""
    from checker.prose.shares_in_words import in_words

    goes_on = passage.text.startswith("以", found.end - 1)  # 七成以 goes on with 上
    number = in_words(passage.text[found.start : found.end + goes_on], _qualifier(passage.text, found.start))
    if number is None:
        return Figure(text, _ZERO, _ONE, _NOTHING, place)
    return Figure(text, number.value, number.ulp, number.interval, place, number.unit, soft=number.soft)
