"""Frames of lists that say how many they are: 三种语言（甲、乙、丙）, 甲、乙、丙三种语言, three ways: a; b; and c."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from checker.figures import Figure, Place, Unit
from checker.intervals import Interval
from checker.lexicon.prose_en import WORDS
from checker.prose.folding import HAN
from checker.prose.frames import SUGGESTED, Frame, Scene
from checker.reading.passages import Passage
from checker.relations import Basis, Kind, Relation, Term
from checker.spelled import hanzi_value

MOST = 20
BEFORE, AFTER = 120, 610  # characters around a colon or a bracket, within which its list is told
LONGEST_ROW, LONGEST_LAST = 200, 30  # characters of a row of items before its number, and of the last ones
_ZH_NUMBER = (
    r"(?P<number>(?<![\d一二三四五六七八九十百千万零第初高前近,. ])(?:[二两三四五六七八九十]{1,3}|\d{1,2})"
    r"(?![年月日天岁届周时号点]))"
)
_ITEM = r"(?:[^\W\d_]|[“”\"《》]){1,10}"
_ZH_MARK = re.compile(r"[、，,]|(?<=[^、，,])[和及与](?=[^、，,和及与]{1,10}$)")
_EN_STRONG = re.compile(r";\s(?:and\s)?")
_EN_MARK = re.compile(r",\s(?:and\s)?|\sand\s")
_CLASS = "个|种|项|类|门|级|大|所|名|省|市|县|区|州|方|科"
_ROW_NUMBER = re.compile(rf"[二两三四五六七八九十\d](?:{_CLASS})")
_RUN = re.compile(r"[\w、“”\"《》]{0,200}")
_HANZI = "一二三四五六七八九十"
_POINTS = re.compile(
    rf"{_ZH_NUMBER}(?P<noun>(?:{_CLASS}|方面|条|点|步){HAN}{{0,8}})[:：，,。]\s?(?P<list>(?P<first>一)(?P<verb>是|要|抓))"
)
_NO_LIST = re.compile(r"第|[县市区旗镇乡州盟]、[县市区旗镇乡州盟街道]{1,2}$|[市区]$")  # 第六、七届; 4个县(市、区)
_TWO_NUMBERS = re.compile(r"[二两三四五六七八九十\d]")  # 三南两东
_NUMERAL = re.compile(r"[二两三四五六七八九十\d]")
_FIRST = re.compile("一[是要抓]")
LONGEST_NOUN, LONGEST_POINT, SHORT = 24, 3000, 2
_OPEN = re.compile(r"等|之类|诸如|例如|如|包括但不限于|\betc\b|such as|including", re.IGNORECASE)


@cache
def _chinese() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A list in brackets after its number, and one before it; compiled when first needed."""
    after = re.compile(rf"{_ZH_NUMBER}(?P<noun>{HAN}{{1,8}})[\"“”'’]?\((?P<list>[^()。；;:：\d]{{3,160}})\)")
    before = re.compile(
        rf"(?<![^\W\d_])(?<![、“”\"《》])(?=[^\s、，。]{{1,10}}+、)(?P<list>{_ITEM}(?:、{_ITEM}){{1,14}}(?:[和及与]{_ITEM})?){_ZH_NUMBER}(?P<noun>(?:{_CLASS}){HAN}{{0,6}})"
    )
    return after, before


@cache
def _announced() -> re.Pattern[str]:
    """A list after its number and a colon: 四件实事：修路、通水、建校、架桥。"""
    return re.compile(
        rf"{_ZH_NUMBER}(?P<noun>(?:{_CLASS}|件|条|点|步|块|支|张){HAN}{{0,8}})[\"“”'’]?[:：]\s?"
        rf"(?P<list>{_ITEM}(?:、{_ITEM}){{1,14}}(?:[和及与]{_ITEM})?)(?P<end>[。；;，,\n]|$)"
    )


@cache
def _english() -> re.Pattern[str]:
    """A list after its number and a colon."""
    return re.compile(
        rf"\b(?P<number>{'|'.join(word for word in WORDS if WORDS[word] < 13)})"
        r"\s(?P<noun>[a-z]+(?:\s[a-z]+){0,3}):\s(?P<list>[^.:]{5,600})\.",
        re.IGNORECASE,
    )


def list_count_frames(scene: Scene) -> Iterator[Frame]:
    """The stated number of items against the items that are listed."""
    passage = scene.passage
    if passage.chinese:
        after, before = _chinese()
        for match in _around(after, passage.text, "()", _NUMERAL):
            yield from _counted(passage, match, _items(match, _ZH_MARK), "、" in match["list"])
        for match in _rows(before, passage.text):
            yield from _counted(passage, match, _items(match, _ZH_MARK), False)
        for match in _after_colons(_announced(), passage.text):
            yield from _counted(passage, match, _items(match, _ZH_MARK), match["end"] not in "，,")
        yield from _numbered(passage)
    for match in _around(_english(), passage.text, ":."):
        mark = _EN_STRONG if ";" in match["list"] else _EN_MARK
        items = _items(match, mark)
        yield from _counted(passage, match, items, ";" in match["list"] or _too_few(match, items))


def _after_colons(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that holds a colon, sought only around colons."""
    for colon in re.finditer("[:：]", text):
        if not _NUMERAL.search(text, max(0, colon.start() - LONGEST_NOUN), colon.start()):
            continue
        match = pattern.search(text, max(0, colon.start() - LONGEST_NOUN), colon.end() + LONGEST_ROW)
        if match and match.start("list") >= colon.end() > match.end("noun"):
            yield match


def _too_few(match: re.Match[str], items: list[tuple[int, int]]) -> bool:
    """Whether a plain list of short names ends before its number: an "and" inside a name only makes it longer."""
    stated, text = WORDS[match["number"].lower()], match.string
    short = all(len(text[one:other].split()) <= SHORT for one, other in items)
    return short and stated > len(items) > 2 and text[items[-1][0] - 4 : items[-1][0]].endswith("and ")


def _numbered(passage: Passage) -> Iterator[Frame]:
    """Points told one by one after their number: 三个方面：一是…；二是…；三是…"""
    for first in _FIRST.finditer(passage.text):
        match = _POINTS.search(passage.text, max(0, first.start() - LONGEST_NOUN), first.end())
        found = _points(passage.text, match) if match else []
        if match and len(found) > 1:
            yield from _counted(passage, match, [(one, one + 2) for one in found], True)


def _points(text: str, match: re.Match[str]) -> list[int]:
    """Where the points after a number begin; none where other points are told inside them."""
    found = [match.start("first")]
    for digit in _HANZI[1:]:
        last = found[-1]
        place = text.find(f"{digit}{match['verb']}", last, last + LONGEST_POINT)
        anew = text.find(f"一{match['verb']}", last + 1, last + LONGEST_POINT)
        if anew >= 0 and (place < 0 or anew < place):
            return [] if place >= 0 else found
        if place < 0:
            return found
        found.append(place)
    return found


def _around(
    pattern: re.Pattern[str], text: str, marks: str, begins: re.Pattern[str] | None = None
) -> Iterator[re.Match[str]]:
    """The matches of a pattern that holds one opening mark and ends with a closing one, sought only at such marks."""
    last, place = 0, text.find(marks[0])
    while place >= 0:
        likely = begins is None or begins.search(text, max(0, place - LONGEST_NOUN), place)
        end = text.find(marks[1], place, place + AFTER) if likely else -1
        match = pattern.search(text, max(last, place - BEFORE), end + 1) if end > 0 else None
        if match and match.start() < place:
            yield match
        last, place = place + 1, text.find(marks[0], place + 1)


def _rows(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern on rows of items, sought only before a number that could count them."""
    last = 0
    for number in _ROW_NUMBER.finditer(text):
        place = number.start()
        if place < last or text.rfind("、", max(0, place - LONGEST_LAST), place) < 0:
            continue
        run = _RUN.match(text, number.end())
        match = pattern.search(text, max(last, place - LONGEST_ROW), run.end() if run else number.end())
        if match:
            yield match
            last = match.end()


def _items(match: re.Match[str], mark: re.Pattern[str]) -> list[tuple[int, int]]:
    """The spans of the items of a list."""
    start, end = match.span("list")
    text, spans, last = match.string, [], start
    for found in mark.finditer(text, start, end):
        spans.append((last, found.start()))
        last = found.end()
    spans.append((last, end))
    return [(one, other) for one, other in spans if text[one:other].strip()]


def _counted(passage: Passage, match: re.Match[str], items: list[tuple[int, int]], plain: bool) -> Iterator[Frame]:
    """The frame of a list; one whose marks leave doubt is only told where it holds."""
    number = match["number"]
    stated = int(number) if number.isdigit() else WORDS.get(number.lower()) or hanzi_value(number)
    if not stated or not 2 <= stated <= MOST or len(items) < 2 or _OPEN.search(match["list"]):
        return
    if _NO_LIST.match(match["list"]) or _TWO_NUMBERS.search(match["noun"]):
        return
    if stated != len(items) and not (plain and abs(stated - len(items)) <= 2):
        return
    if stated == len(items) - 1 and match.string[items[-1][0] - 1] in "和及与":
        return  # the last two may be one
    told = _figure(passage, match.start("number"), match.end("number"), stated)
    terms = tuple(Term(_figure(passage, start, end, 1)) for start, end in items)
    yield Frame(
        "list", Relation(Kind.LIST, told, terms, Basis.INFERRED, note="list"), SUGGESTED, (-match.start("number") - 1,)
    )


def _figure(passage: Passage, start: int, end: int, value: int) -> Figure:
    first, last = passage.span(start, end)
    place = Place(passage.path, line=passage.line_of(first), start=first, end=last)
    exact = Fraction(value)
    return Figure(passage.source[first:last], exact, Fraction(1), Interval.exactly(exact), place, Unit())
