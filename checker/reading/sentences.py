"""Where sentences end: Chinese and English, abbreviations and decimal points left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

# The mark comes first, so that all other characters are passed over at the speed of one character class.
_END = re.compile(
    r"[。！？!?.](?:(?<=[。！？])[\"'”’」』)]*"
    r"|(?<=[!?])[\"'”’)]*(?=\s|$|[^\W\d_A-Za-z\u00aa-\u06ff])"
    r"|(?<=\.)(?<![A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[Nn]o\.)(?<!\bvs\.)(?<!\bcf\.)(?<!\bapprox\.)(?<!\be\.g\.)"
    r"(?<!\bi\.e\.)(?<!\bMrs\.)[\"'”’)]*(?=\s+[A-Z\"'“‘(£$€0-9•]|\s*$))"
)


def sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences between two positions, in order; a semicolon or a wrapped line ends none."""
    position = start
    for match in _END.finditer(text, start, end):
        if text[position : match.end()].strip():
            yield position, match.end()
        position = match.end()
    if text[position:end].strip():
        yield position, end
