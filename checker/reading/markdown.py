"""Markdown: what a reader sees of it, every character with its place in the source.

Marks are left out and the lines go the way of plain text, pipe tables included. Fenced code is no text.
"""

from __future__ import annotations

import re
from array import array

_MARKS = re.compile(
    r"^(?:`{3,}|~{3,})[^\n]{0,200}\n(?s:.*?)(?:^(?:`{3,}|~{3,})[ \t]*$|\Z)"  # fenced code
    r"|^[ \t]{0,3}\#{1,6}[ \t]+|[ \t]+\#{1,6}[ \t]*$"  # headings
    r"|^[ \t]{0,3}>[ \t]?"  # quotations
    r"|^[ \t]{0,3}(?:-{3,}|\*{3,}|_{3,}|={3,})[ \t]*$"  # rules and underlines
    r"|<!--[^<]{0,5000}?-->|</?[a-zA-Z][^<>\n]{0,500}>"  # HTML
    r"|\*\*|__|(?<![\w*])[*_](?=[^\s*_])|(?<=[^\s*_])[*_](?![\w*])|`+"  # emphasis and code
    r"|!?\[(?=[^\]\n]{0,300}\]\()|\]\([^()\n]{0,500}\)"  # links
    r"|\[\^[^\]\n]{1,40}\]:?"  # footnote marks
    r"|\\(?=[\\`*_{}\[\]()#+.!|<>-])",  # escapes
    re.MULTILINE,
)
_HEADING = re.compile(r"^[ \t]{0,3}(#{1,6})[ \t]+\S")


def visible(source: str) -> tuple[str, array[int]]:
    """The text without its marks, and where each character stood."""
    kept: list[str] = []
    offsets: array[int] = array("l")
    last = 0
    for match in _MARKS.finditer(source):
        kept.append(source[last : match.start()])
        offsets.extend(range(last, match.start()))
        last = match.end()
    kept.append(source[last:])
    offsets.extend(range(last, len(source)))
    return "".join(kept), offsets


def heading_level(source: str, position: int) -> int:
    """The level of the heading whose line holds a position of the source; 0 for other lines."""
    start = source.rfind("\n", 0, position) + 1
    match = _HEADING.match(source[start : start + 200])
    return len(match[1]) if match else 0
