"""Two numbers told with one multiplier: three or four thousand is a span, from 3.9 to 5.0 million two figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checker.prose.quantities import Found, Written

FAR_APART = 20
LONGEST_JOIN = 5  # characters: " or $"
_JOIN = re.compile(r"\s(or|to|and)\s[$£€¥]?")
_FROM = re.compile(r"\b(?:(from)|between)\s(?:(?:about|some|around|nearly)\s)?[$£€¥]?$", re.IGNORECASE)


def scaled_together(numbers: Iterator[Found], text: str) -> Iterator[Found]:
    """The numbers of a text, where one without a multiplier takes that of the next or makes a span with it."""
    last: Found | None = None
    for found in numbers:
        if last is not None:
            join = _join(last, found, text)
            told = _FROM.search(text, max(0, last.start - 20), last.start) if join else None
            if join == "to" and told and told[1] and last.written and found.written:
                last = last._replace(written=last.written._replace(power=found.written.power))
            elif join and (join != "and" or told) and _rises(last, found):
                last, found = Found("range", last.start, last.end), Found("range", found.start, found.end)
            yield last
        last = found
    if last is not None:
        yield last


def _join(one: Found, other: Found, text: str) -> str:
    """What joins a plain number to a larger one with a multiplier; nothing where the first stands for itself."""
    first, second = one.written, other.written
    if first is None or second is None or other.start - one.end > LONGEST_JOIN or second.power < 2:
        return ""
    if first.power or first.loose or first.after or first.family not in ("", "count", second.family):
        return ""
    match = _JOIN.fullmatch(text, one.end, other.start)
    small, large = sorted((_printed(first), _printed(second)))
    return match[1].lower() if match and 0 < large < FAR_APART * small else ""


def _rises(one: Found, other: Found) -> bool:
    """Whether the second of two numbers is the larger, multipliers left out."""
    return one.written is not None and other.written is not None and _printed(one.written) < _printed(other.written)


def _printed(written: Written) -> Fraction:
    """The number without its multiplier."""
    return Fraction(int(written.digits + written.decimals), 10 ** len(written.decimals))
