"""From bytes to text: which encoding a file is in, and what it says."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from checker.errors import InputError
from checker.reading.limits import TEXT_BYTES, refuse_beyond
from checker.reading.scripts import SCRIPTS, Script

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
SAMPLE_BYTES = 65_536
CERTAIN = 1.3  # plausibility that outweighs valid UTF-8, whose short texts may be GB18030 by chance
_WORD = re.compile("[A-Za-z][^\0-\x7f]|[^\0-\x7f][A-Za-z]")  # letters beyond ASCII among those of ASCII
_CONTROL = re.compile("[\0-\x08\x0e-\x19\x1c-\x1f]")


class Decoded(NamedTuple):
    """The text of a file and the encoding it was read in."""

    text: str
    encoding: str


def decode(data: bytes, place: str, encoding: str | None = None) -> Decoded:
    """The text of `data`, in the encoding given or in the one its bytes speak for.

    Zero bytes that pad a text are left out, and so is the end mark of old systems. Raises InputError
    where a given encoding is unknown or does not fit, where the bytes are no text at all, and where
    they are too many.
    """
    refuse_beyond(len(data), TEXT_BYTES, "bytes of text", place)
    text, name = _decode_as(data, encoding, place) if encoding else _decode_unnamed(data)
    text = text.rstrip("\0\x1a")
    head = text[:SAMPLE_BYTES]
    if len(_CONTROL.findall(head)) > len(head) / 50 + 2:
        raise InputError("holds binary data, not text", place)
    return Decoded(text.replace("\0", ""), name)


def _decode_unnamed(data: bytes) -> Decoded:
    for mark, name in MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(name, "replace"), name)
    name = encoding_of(data)
    return Decoded(data.decode(name, "replace"), name)


def _decode_as(data: bytes, encoding: str, place: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise InputError(f"is not {encoding}: byte {error.start + 1} does not fit", place) from None
    except (LookupError, UnicodeError, ValueError):
        hint = "such as utf-8 or gb18030"
        raise InputError(f'there is no text encoding "{encoding}"', place, hint) from None
    return Decoded(text.removeprefix("\ufeff"), name)


def encoding_of(data: bytes) -> str:
    """The encoding that unmarked bytes speak for; cp1252 where nothing else does.

    In this order: UTF-16 and UTF-32 by their zero bytes, UTF-8 by its strict rules, an East Asian
    encoding by how ordinary and common the characters are that it yields.
    """
    wide = _wide_encoding(data[:4096])
    if wide:
        return wide
    if _is_utf8(data):
        return "gb18030" if _is_two_byte_chinese(data) else "utf-8"
    return _east_asian_encoding(data) or "cp1252"


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
    """Whether data is valid but for a last character cut off, or damaged in a few places only."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and not data[: error.start].isascii():
            return True
    else:
        return True
    beyond = re.sub("[\0-\x7f]+", "", data.decode("utf-8", "replace"))
    damaged = beyond.count("\ufffd")
    return len(beyond) > 20 * damaged


def _is_two_byte_chinese(data: bytes) -> bool:
    """Whether valid UTF-8 would be groups of odd letters, and GB18030 common Chinese: 石狮 is ʯʨ."""
    sample = _high_lines(data)
    text = sample.decode(errors="ignore")
    beyond = re.sub("[\0-\x7f]+", "", text)
    odd = len(beyond) > 1 and min(beyond) > "\xff" and max(beyond) < "\u0800"
    if not odd or _WORD.search(text):
        return False
    return _plausibility(sample, SCRIPTS[0]) >= CERTAIN


def _east_asian_encoding(data: bytes) -> str | None:
    """The multibyte encoding in which a sample reads as ordinary characters, many of them common."""
    sample = _high_lines(data)
    scored = [(_plausibility(sample, script), script) for script in SCRIPTS]
    score, best = max(scored, key=lambda pair: pair[0])
    return best.encoding if score > best.threshold else None


def _high_lines(data: bytes) -> bytes:
    """The first lines that hold bytes beyond ASCII, up to SAMPLE_BYTES."""
    lines = (line for line in re.split(rb"[\r\n]+", data[: 16 * SAMPLE_BYTES]) if not line.isascii())
    return b"\n".join(lines)[:SAMPLE_BYTES]


def _plausibility(sample: bytes, script: Script) -> float:
    """The share of ordinary plus the share of common characters among those beyond ASCII, from 0 to 2.

    What cannot be decoded counts against, three characters for one.
    """
    text = sample.decode(script.encoding, "replace")
    beyond = [letter for letter in text if letter > "\x7f"]
    ordinary = sum(script.is_ordinary(letter) for letter in beyond)
    common = sum(letter in script.common for letter in beyond)
    return (ordinary + common - 3 * text.count("\ufffd")) / max(len(beyond), 1)
