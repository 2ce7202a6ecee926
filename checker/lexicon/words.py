"""Words sought in a text, English and Chinese: compiled when first needed, the Chinese ones for texts beyond ASCII only.

Compiling a pattern costs far more than using it on a short report, and half of a bilingual lexicon cannot match
an English label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache


@cache
def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    return re.compile(pattern, flags)


class Words:
    """A pattern of two halves, used like one of `re`.

    `english` holds the alternatives that a text in ASCII can match, `chinese` those that it cannot. In other texts
    both are sought, the Chinese ones first.
    """

    __slots__ = ("_plain", "_whole", "english", "flags", "pattern")

    def __init__(self, english: str, chinese: str = "", flags: int = 0) -> None:
        self.english = english or "(?!)"
        self.pattern = f"{chinese}|{english}" if english and chinese else english or chinese
        self.flags = flags
        self._plain: re.Pattern[str] | None = None
        self._whole: re.Pattern[str] | None = None

    def for_text(self, text: str) -> re.Pattern[str]:
        """The compiled pattern for a text."""
        if text.isascii():
            plain = self._plain
            if plain is None:
                plain = self._plain = _compiled(self.english, self.flags)
            return plain
        whole = self._whole
        if whole is None:
            whole = self._whole = _compiled(self.pattern, self.flags)
        return whole

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match, as `re.Pattern.search`."""
        return self.for_text(text).search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The match at the start, as `re.Pattern.match`."""
        return self.for_text(text).match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of the whole text, as `re.Pattern.fullmatch`."""
        return self.for_text(text).fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in order, as `re.Pattern.finditer`."""
        return self.for_text(text).finditer(text)

    def findall(self, text: str) -> list[str]:
        """All matches as texts, as `re.Pattern.findall` with one group at most."""
        return self.for_text(text).findall(text)

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """The text with its matches replaced, as `re.Pattern.sub`."""
        return self.for_text(text).sub(replacement, text)

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        """The text between matches, as `re.Pattern.split` without groups."""
        return self.for_text(text).split(text, maxsplit)
