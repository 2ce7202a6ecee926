"""From bytes to text: which encoding a file is in, and what it says."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from checker.errors import InputError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
SAMPLE_BYTES = 65_536

COMMON_BOTH = (
    "的一不在有人我他中大上和地到出就分生用方下年能公社同工会作于主可多定前部度行小起成市区名省州本三二四五六七八九十百千"
    "元日月合其他女性男子口城村居民族文教育水平高初等學学校各科目期末立私所万億亿全年收支出入增加減减少"
)
COMMON_SIMPLIFIED = "们这来国时个为说对发过动经种义产电机关于总计数据统单别类县镇乡农业额务费财资项东西华师历离职医药卫业际运输邮储备"
COMMON_TRADITIONAL = "們這來國時個為說對發過動經種義產電機關於總計數據統單別類縣鎮鄉農業額務費財資項東西華師歷離職醫藥衛業際運輸郵儲備臺灣"
COMMON_KOREAN = "이가의는을를에서도로한고하지다인사시구군동면합계전국서울부산대구인천광주대전울산세종경기강원충청남북라제주명수년월일위단천원율비총여남자성구분항목평균가금액"


class Decoded(NamedTuple):
    """The text of a file and the encoding it was read in."""

    text: str
    encoding: str


class Script(NamedTuple):
    """A multibyte encoding and the characters its texts are mostly made of."""

    encoding: str
    common: frozenset[str]
    kana: bool = False


SCRIPTS = (
    Script("gb18030", frozenset(COMMON_BOTH + COMMON_SIMPLIFIED)),
    Script("big5", frozenset(COMMON_BOTH + COMMON_TRADITIONAL)),
    Script("cp932", frozenset(COMMON_BOTH + COMMON_TRADITIONAL), kana=True),
    Script("cp949", frozenset(COMMON_KOREAN)),
)


def decode(data: bytes, place: str, encoding: str | None = None) -> Decoded:
    """The text of `data`, in the encoding given or in the one its bytes speak for.

    Raises InputError where a given encoding is unknown or does not fit.
    """
    if encoding:
        return _decode_as(data, encoding, place)
    for mark, name in MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(name, "replace"), name)
    name = encoding_of(data)
    return Decoded(data.decode(name, "replace"), name)


def encoding_of(data: bytes) -> str:
    """The encoding that unmarked bytes speak for; cp1252 where nothing else does."""
    wide = _wide_encoding(data[:4096])
    if wide:
        return wide
    if _is_utf8(data):
        return "utf-8"
    return _multibyte_encoding(data) or "cp1252"


def _decode_as(data: bytes, encoding: str, place: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise InputError(f"is not {encoding}: byte {error.start + 1} does not fit", place) from None
    except (LookupError, UnicodeError, ValueError):
        raise InputError(f'there is no text encoding "{encoding}"', place, "such as utf-8 or gb18030") from None
    return Decoded(text.removeprefix("\ufeff"), name)


def _wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32 by where the zero bytes of digits, separators and line ends stand."""
    units = len(head) // 4
    if not units or b"\0" not in head:
        return None
    zeros = [head[place : units * 4 : 4].count(0) / units for place in range(4)]
    if min(zeros[2:]) > 0.9 > zeros[0]:
        return "utf-32-le"
    if min(zeros[:2]) > 0.9 > zeros[3]:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if odd > 0.2 and even < odd / 10:
        return "utf-16-le"
    if even > 0.2 and odd < even / 10:
        return "utf-16-be"
    return None


def _is_utf8(data: bytes) -> bool:
    """Strictly valid but for a last character cut off, or damaged in few places only."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and not data[: error.start].isascii():
            return True
    else:
        return True
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = len(text) - len(re.findall("[\0-\x7f]", text)) - damaged
    return sound > 20 * damaged


def _multibyte_encoding(data: bytes) -> str | None:
    """The East Asian encoding in which most of a sample reads as common characters."""
    sample = _high_bytes(data)
    best = max(SCRIPTS, key=lambda script: _commonness(sample, script))
    return best.encoding if _commonness(sample, best) > 0.15 else None


def _high_bytes(data: bytes) -> bytes:
    """The first lines that hold bytes beyond ASCII, up to SAMPLE_BYTES."""
    lines = (line for line in re.split(rb"[\r\n]", data[: 16 * SAMPLE_BYTES]) if not line.isascii())
    return b"\n".join(lines)[:SAMPLE_BYTES]


def _commonness(sample: bytes, script: Script) -> float:
    """The share of common characters among those beyond ASCII; what cannot be decoded counts against."""
    text = sample.decode(script.encoding, "replace")
    beyond = [letter for letter in text if letter > "\x7f"]
    common = sum(letter in script.common or (script.kana and "\u3041" <= letter <= "\u30fc") for letter in beyond)
    broken = text.count("\ufffd")
    return (common - 3 * broken) / len(beyond) if beyond else 0.0
