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

# Decorations inside words, reading aids such as (zhèn), spaces between characters, and characters that show nothing.
_DECORATIONS = "[\u25a0\u25a1\u25a6-\u25b1\u25c6-\u25ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]+"
_AIDS = f"\\((?<={HAN}\\()(?=[a-zü]{{0,5}}[{_TONES}])[a-zü{_TONES}]{{1,7}}\\)"
_GAPS = f" (?<={HAN} )(?={HAN})"
_UNSEEN = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"

# In a text that is full of reading aids, the few without a tone mark, such as (de), are aids as well.
_AIDED = f"(?<={HAN})\\([a-zü]{{0,5}}[{_TONES}][a-zü{_TONES}]{{0,6}}\\)"
_TONELESS = f"(?<={HAN})\\([a-zü{_TONES}]{{1,7}}\\)"

# A Chinese comma groups the digits of a number that is written in full width throughout, unless two numbers are told.
_WIDE_DIGITS = frozenset("０１２３４５６７８９")
_WIDE_GROUPS = (
    "(?<![０-９，、])(?<!分别)(?<!分别[为是有])(?<!依次为)[０-９]{1,3}(?:，[０-９]{3})+(?![０-９，、和])"
    f"(?=(?:．[０-９]+)?[％‰%]|(?:．[０-９]+)?{HAN}|．[０-９])"
)
FEW = 250  # characters that fold: so many are replaced one by one, more of them in one go
SAMPLE, MOST_TONES = 100_000, 3


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
    return text if text.isascii() else _folded(text, set(text))


def _folded(text: str, characters: set[str]) -> str:
    """The text folded, given the characters in it."""
    if "，" in characters and not characters.isdisjoint(_WIDE_DIGITS):
        text = re.sub(_WIDE_GROUPS, lambda match: match[0].replace("，", ","), text)
    table = _table()
    folding = {one: chr(table[ord(one)]) for one in characters if ord(one) in table}
    if len(folding) > FEW or not folding.keys().isdisjoint(folding.values()):
        return text.translate(table)
    for one, other in folding.items():
        text = text.replace(one, other)
    return text


@cache
def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


def _dropped(text: str, characters: set[str]) -> list[str]:
    """What is not read of a text: the patterns that its characters leave possible."""
    used = _folded("".join(characters), characters)
    toned = not characters.isdisjoint(_TONES)
    possible = [_DECORATIONS] if _pattern(_DECORATIONS).search(used) else []
    possible += [_AIDS] if toned else []
    possible += [_GAPS] if _pattern(HAN).search(used) else []
    possible += [_UNSEEN] if _pattern(_UNSEEN).search(used) else []
    possible += [_TONELESS] if toned and len(re.findall(_AIDED, text[:SAMPLE])) > MOST_TONES else []
    return possible


def cleaned(text: str) -> tuple[str, array[int] | None]:
    """The folded text without decorations and reading aids, and where each character stood (None: unchanged)."""
    if text.isascii():
        return text, None
    characters = set(text)
    plain = _folded(text, characters)
    possible = _dropped(plain, characters)
    if not possible or not _pattern(*possible).search(plain):
        return plain, None
    kept: list[str] = []
    offsets: array[int] = array("l")
    last = 0
    for match in _pattern(*possible).finditer(plain):
        kept.append(plain[last : match.start()])
        offsets.extend(range(last, match.start()))
        last = match.end()
    kept.append(plain[last:])
    offsets.extend(range(last, len(plain)))
    return "".join(kept), offsets
