"""English and Chinese: texts in both, and which of the two a report is written in."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from checker.report import Result

LANGUAGES = ("auto", "en", "zh")
LABELS_READ = 2000
FIRST_IDEOGRAPH, LAST_IDEOGRAPH = "\u3400", "\u9fff"


class Sentence(NamedTuple):
    """One text in both languages."""

    en: str
    zh: str

    def in_(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


def is_chinese(text: str) -> bool:
    """Whether a text holds Chinese characters."""
    return not text.isascii() and any(FIRST_IDEOGRAPH <= one <= LAST_IDEOGRAPH for one in text)


def dominant(texts: Iterable[str]) -> str:
    """The language of texts: zh where at least half of those with letters hold Chinese characters."""
    written = [text for text in texts if any(map(str.isalpha, text))]
    return "zh" if written and 2 * sum(map(is_chinese, written)) >= len(written) else "en"


def language_of(result: Result) -> str:
    """The language of what was read: zh where most labels are Chinese, else en."""
    texts = {label for figure in islice(result.figures, LABELS_READ) for label in figure.labels}
    texts |= {table.title for table in result.tables}
    return dominant(texts)
