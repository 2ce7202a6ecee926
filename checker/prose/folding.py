"""One script, one width: reading a text in the form the lexicon is written in, with every offset kept."""

from __future__ import annotations

import re
from array import array
from functools import cache

from checker.lexicon.script import SIMPLIFIED, TRADITIONAL

_SPACES = (0xA0, 0x2002, 0x2003, 0x2007, 0x2008, 0x2009, 0x200A, 0x202F, 0x3000, 0x09, 0x0B, 0x85)
_DASHES = (0x2010, 0x2011, 0x2012, 0x2013, 0x2212, 0xFE63)
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"

# A letter of no European alphabet; a range such as 一-鿿 says it more plainly, and takes 2 ms to compile.
HAN = r"[^\W\d_A-Za-z\u00aa-\u06ff]"

# Decorations inside words, reading aids such as (zhèn), and characters that show nothing.
_DROPPED = (
    "[\u25a0\u25a1\u25a6-\u25b1\u25c6-\u25ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]+"
    f"|\\((?<={HAN}\\()(?=[a-zü]{{0,5}}[{_TONES}])[a-zü{_TONES}]{{1,7}}\\)"
    f"| (?<={HAN} )(?={HAN})"
    "|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"
)

# In a text that is full of reading aids, the few without a tone mark, such as (de), are aids as well.
_AIDED = f"(?<={HAN})\\([a-zü]{{0,5}}[{_TONES}][a-zü{_TONES}]{{0,6}}\\)"
_TONELESS = f"|(?<={HAN})\\([a-zü{_TONES}]{{1,7}}\\)"
SAMPLE = 100_000


@cache
def _table() -> dict[int, int]:
    """The characters that fold, one to one."""
    table = dict(zip(map(ord, TRADITIONAL), map(ord, SIMPLIFIED), strict=True))
    table.update({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
    del table[0xFF0C]  # a Chinese comma never groups digits
    table.update(dict.fromkeys(_SPACES, 0x20))
    table.update(dict.fromkeys(_DASHES, 0x2D))
    table.update({0x2236: 0x3A, 0x2019: 0x27, 0xFE50: 0xFF0C, 0x2F00: 0x4E00, 0x301C: 0x7E})
    return table


def folded(text: str) -> str:
    """The text in simplified characters and plain width; same length, same offsets."""
    return text if text.isascii() else text.translate(_table())


@cache
def _dropped(aided: bool) -> re.Pattern[str]:
    """What is not read: the pattern for a text full of reading aids, or for another."""
    return re.compile(_DROPPED + _TONELESS if aided else _DROPPED)


def _is_aided(text: str) -> bool:
    """Whether a text tells how its rarer characters are read, more than three times."""
    return any(tone in text for tone in _TONES) and len(re.findall(_AIDED, text)) > 3


def cleaned(text: str) -> tuple[str, array[int] | None]:
    """The folded text without decorations and reading aids, and where each character stood (None: unchanged)."""
    plain = folded(text)
    if plain.isascii():
        return plain, None
    dropped = _dropped(_is_aided(plain[:SAMPLE]))
    if not dropped.search(plain):
        return plain, None
    kept: list[str] = []
    offsets: array[int] = array("l")
    last = 0
    for match in dropped.finditer(plain):
        kept.append(plain[last : match.start()])
        offsets.extend(range(last, match.start()))
        last = match.end()
    kept.append(plain[last:])
    offsets.extend(range(last, len(plain)))
    return "".join(kept), offsets
