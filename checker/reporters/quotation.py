"""The sentence of a finding: the line of the text it stands in, with carets and dashes under the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.figures import Figure, Place
from checker.relations import Relation
from checker.reporters.escaping import plain
from checker.reporters.widths import width

if TYPE_CHECKING:
    from checker.reading.passages import Passage

WHOLE = 100  # a line up to this width is quoted whole
AROUND, BETWEEN = 16, 40  # characters kept beside figures, and the longest stretch between two
SKIPPED = "..."


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source text; `mark` is what is drawn under it."""

    start: int
    end: int
    mark: str = " "


@dataclass(frozen=True, slots=True)
class Quotation:
    """The lines of a text that hold the figures of a relation, in order; each a number and its spans."""

    passage: Passage
    lines: tuple[tuple[int, tuple[Span, ...]], ...]
    main: int

    @property
    def gutter(self) -> int:
        """How wide the line numbers are."""
        return max(len(str(number)) for number, _ in self.lines)


def quotation_of(passage: Passage, relation: Relation) -> Quotation:
    """Where the figures of a relation stand in a text."""
    spans = sorted(_spans(passage, relation), key=lambda span: span.start)
    lines: dict[int, list[Span]] = {}
    for span in spans:
        lines.setdefault(passage.line_of(span.start), []).append(span)
    main = next((line for line, marks in lines.items() if any(one.mark == "^" for one in marks)), max(lines))
    return Quotation(passage, tuple((line, tuple(marks)) for line, marks in lines.items()), main)


def stands_in_text(figure: Figure, passage: Passage) -> bool:
    """Whether a figure is one of the text."""
    return figure.place.path == passage.path and figure.place.row is None and figure.place.start is not None


def _spans(passage: Passage, relation: Relation) -> Iterator[Span]:
    starts = _paragraph_starts(passage) if passage.in_paragraphs else {}
    for number, figure in enumerate(relation.figures):
        place: Place = figure.place
        if not stands_in_text(figure, passage) or place.start is None or place.end is None:
            continue
        offset = starts.get(place.paragraph or 0, 0)
        mark = "^" if relation.result is not None and number == 0 else "-"
        yield Span(place.start + offset, place.end + offset, mark)


def _paragraph_starts(passage: Passage) -> dict[int, int]:
    """Where each paragraph starts in the source, for files whose places count inside a paragraph."""
    starts: dict[int, int] = {}
    for block in passage.blocks:
        starts.setdefault(block.paragraph, passage.origin(block.start))
    return starts


def quoted_lines(quotation: Quotation, note: str) -> list[str]:
    """The quoted lines, each with the marks under it; `note` stands behind the main one."""
    lines = []
    for number, marks in quotation.lines:
        text, under = _line(quotation.passage.source, marks)
        tail = f" {note}" if number == quotation.main else ""
        lines += [f"{number:>{quotation.gutter}} | {text}", f"{'':>{quotation.gutter}} | {under}{tail}"]
    return lines


def _line(source: str, marks: Sequence[Span]) -> tuple[str, str]:
    """A line of the source and what is drawn under it, at display width."""
    text = under = ""
    for span in _pieces(source, marks):
        piece = plain(source[span.start : span.end]) if span.end > span.start else SKIPPED
        text, under = text + piece, under + span.mark * width(piece)
    return text.rstrip(), under.rstrip()


def _pieces(source: str, marks: Sequence[Span]) -> Iterator[Span]:
    """The line cut at the figures, with empty spans for what is left out of a long one."""
    start = source.rfind("\n", 0, marks[0].start) + 1
    end = source.find("\n", marks[-1].end)
    end = len(source) if end < 0 else end
    whole = width(source[start:end]) <= WHOLE
    position = start
    for number, mark in enumerate(marks):
        if mark.start >= position:
            longest = AROUND if number == 0 else BETWEEN
            yield from _stretch(position, mark.start, longest, whole, tail=True, head=number > 0)
            yield mark
            position = mark.end
    yield from _stretch(position, end, AROUND, whole, tail=False, head=True)


def _stretch(start: int, end: int, longest: int, whole: bool, *, tail: bool, head: bool) -> Iterator[Span]:
    """The text between two figures, its middle (or its far end) left out where it is long."""
    if whole or end - start <= longest:
        if end > start:
            yield Span(start, end)
        return
    if head:
        yield Span(start, start + AROUND)
    yield Span(start, start)
    if tail:
        yield Span(end - AROUND, end)
