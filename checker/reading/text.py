"""Plain text: from lines to blocks (headings, paragraphs, items), pasted documents told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.reading.passages import Block
from checker.records import record

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_NUMBERING = re.compile(
    rf"\s*(?:(第[一二三四五六七八九十百\d]{{1,4}}[篇编部章])|({_NUMERAL}\s?(?:、|[.．,](?!\d)))|(\({_NUMERAL}\))"
    r"|(\d{1,2}(?:[、．]|\.(?!\d)|\)|\s(?=[A-Z])))|(\(\d{1,2}\)|[①-⑳]))"
)
_BULLET = re.compile(r"\s*(?:[•·●○▪◦‣➢➤■◆*]|[-–—](?=\s))\s*")
_FIRST = re.compile(r"第?一[、.．,篇章部]|Part (?:I|1|One)\b|Chapter 1\b")
_LATER = re.compile(r"第?[二三四五六七八九十][、.．,篇章部]")
_FINAL = '。！？!?;；:：.…"”’)）』」'
_SHORT_HEADING = 40
_WRAP_AT = 20


@record(frozen=True, slots=True)
class Line:
    """A line of the clean text that holds something."""

    start: int
    end: int
    text: str
    gap: bool  # an empty line stands before it

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines that hold something, each with whether a blank one stands before it."""
    position, gap = start, False
    end = len(text) if end is None else end
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        line = text[position:stop]
        if line.strip():
            yield Line(position, stop, line.rstrip("\r"), gap)
            gap = False
        else:
            gap = True
        position = stop + 1


def numbering_level(text: str) -> int:
    """How deep the numbering at the start of a line is: 1 for 一、, 2 for (一), 3 for 1., 4 for (1); 0 without."""
    match = _NUMBERING.match(text)
    return max((match.lastindex or 1) - 1, 1) if match else 0


def _heading(line: Line) -> bool:
    """Whether a line stands alone as a title: short, no final mark, few digits."""
    body = line.text.strip()
    if len(body) > _SHORT_HEADING or body[-1] in "。！？!?;；,，、.)":
        return False
    return sum(map(str.isdigit, body)) <= 10 or numbering_level(line.text) > 0


def _continues(before: Line, here: Line) -> bool:
    """Whether a line goes on where a wrapped one broke off."""
    body = before.text.rstrip()
    if here.gap or body[-1] in _FINAL or numbering_level(here.text) or _BULLET.match(here.text):
        return False
    first = here.text.lstrip()[0]
    if body[-1] in "，,、":
        return True
    if not body.isascii():
        return len(body) >= _WRAP_AT
    return len(body) >= _WRAP_AT and (first.islower() or first.isdigit() or len(body) > 60)


def _kind(line: Line, alone: bool) -> str:
    if _BULLET.match(line.text):
        return "item"
    if alone and _heading(line):
        return "heading"
    return "paragraph"


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines joined into paragraphs."""
    group: list[Line] = []
    for line in lines:
        if group and not _continues(group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def blocks_of(text: str, lines: Sequence[Line] | None = None) -> tuple[Block, ...]:
    """The blocks of a clean text, with sections and parts counted."""
    found = []
    for paragraph, group in enumerate(_groups(list(lines_of(text)) if lines is None else lines), start=1):
        first = group[0]
        kind = _kind(first, len(group) == 1)
        level = numbering_level(first.text) if kind != "item" else first.indent
        if kind == "item":
            bullet = _BULLET.match(first.text)
            level = bullet.start() + first.indent if bullet else first.indent
        found.append(Block(kind, first.start, group[-1].end, level, paragraph=paragraph))
    return numbered(text, found)


def numbered(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with their sections and pasted documents counted.

    A heading begins a section. A first heading of the outermost numbering after later ones begins
    another document, together with the titles right before it.
    """
    section, part, seen = 0, 0, 0
    done: list[Block] = []
    for block in blocks:
        body = text[block.start : block.start + 12].strip()
        first = bool(_FIRST.match(body))
        if first and seen:
            part, seen = part + 1, 0
            done = _titles_into(done, part)
        elif _LATER.match(body):
            seen += 1
        if block.kind == "heading" or (block.level and block.kind == "paragraph"):
            section += 1
        done.append(Block(block.kind, block.start, block.end, block.level, section, part, block.paragraph))
    return tuple(done)


def _titles_into(done: list[Block], part: int) -> list[Block]:
    """The titles right before a first heading belong to the document it begins."""
    place = len(done)
    while place and done[place - 1].kind == "heading" and not done[place - 1].level:
        place -= 1
    return done[:place] + [replace(block, part=part) for block in done[place:]]
