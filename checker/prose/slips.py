"""Could one keystroke explain it? How near a claim that fails is to one that holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from checker.reading.passages import Mention


@lru_cache(maxsize=4096)
def one_key_values(text: str, value: float) -> tuple[float, ...]:
    """The values a figure could have if one digit of its text were another, or two neighbours swapped."""
    digits = [c for c in text if c.isdigit()]
    whole = "".join(digits)
    if not whole or not value or len(whole) > 15 or not whole.isascii():
        return ()
    unit = value / int(whole) if int(whole) else 0.0
    return tuple(int(one) * unit for one in _variants(whole))


def _variants(digits: str) -> Iterator[str]:
    for place, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit and not (place == 0 and other == "0" and len(digits) > 1):
                yield digits[:place] + other + digits[place + 1 :]
        if place and digits[place - 1] != digit:
            yield digits[: place - 1] + digit + digits[place - 1] + digits[place + 1 :]


def number_text(mention: Mention) -> str:
    """The digits of a figure as written, without unit and marks."""
    text = mention.figure.text
    end = len(text)
    for place, character in enumerate(text):
        if not (character.isdigit() or character in "., ()+-£$€¥￥" or character.isspace()):
            end = place
            break
    return text[:end]


def repairable(
    mentions: list[Mention], values: list[float], fits: Callable[[list[float]], bool]
) -> list[tuple[int, float]]:
    """Every single keystroke in one of the figures after which they fit: (place in the list, value)."""
    found = []
    for place, mention in enumerate(mentions):
        for candidate in one_key_values(number_text(mention), values[place]):
            tried = [*values[:place], candidate, *values[place + 1 :]]
            if fits(tried):
                found.append((place, candidate))
    return found


def keystrokes(mentions: list[Mention]) -> int:
    """How many values one keystroke could make, over all figures: the number of tries a repair takes."""
    return sum(10 * sum(c.isdigit() for c in number_text(mention)) for mention in mentions)
