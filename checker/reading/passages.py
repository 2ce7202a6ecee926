"""A text as a reader understands it: blocks, sentences, and the figures mentioned in them."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from checker.figures import Figure
from checker.records import record

if TYPE_CHECKING:
    from checker.prose.frames import Frame, Scene
    from checker.reading.grid import Grid


LONGEST_ENTITY = 12


@record(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or footnote: a stretch of the clean text.

    `level` is the depth of a heading's numbering or of an item's indentation; `section` counts headings,
    `part` counts the documents pasted into one file. `paragraph` counts from 1 as the file does; `base` is
    where the paragraph starts in the source text, for files (DOCX) whose places count inside a paragraph.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    section: int = 0
    part: int = 0
    paragraph: int = 1


@record(frozen=True, slots=True)
class Sentence:
    """A sentence of the clean text, end excluded."""

    start: int
    end: int
    block: int


@record(frozen=True, slots=True)
class Mention:
    """A number in a sentence, and the part it plays.

    Only the role `figure` takes part in relations; the others (year, date, range, ratio, ordinal, code,
    age, masked, enumerator, footnote) stand here so that they are seen and left alone. `start` and `end`
    are in the clean text. `family` says what can be added to what: percent, permille, points, money,
    a counting unit, or a physical unit. `lead` and `tail` are the texts from the mention before and to
    the mention after, inside the sentence.
    """

    role: str
    start: int
    end: int
    figure: Figure
    family: str = ""
    sentence: int = 0
    block: int = 0
    section: int = 0
    part: int = 0
    lead: str = ""
    tail: str = ""

    @property
    def value(self) -> float:
        """The value as a quick approximation, for searching only; the judge has the exact one."""
        return float(self.figure.value)


@dataclass
class Passage:
    """One text: what a rule on sentences looks at.

    `text` is the clean text (reading aids and decorations removed, one script, one width); `offsets`
    maps its positions to the source, None where they are the same. `source` is the decoded text.
    """

    path: str
    source: str
    text: str
    offsets: array[int] | None = None
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    chinese: bool = False
    in_paragraphs: bool = False
    marks: dict[str, object] = field(default_factory=dict)

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """Where each line of the source starts."""
        starts = [0]
        position = self.source.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = self.source.find("\n", position + 1)
        return tuple(starts)

    def origin(self, position: int) -> int:
        """The place in the source of a position in the clean text."""
        if self.offsets is None:
            return position
        return self.offsets[position] if position < len(self.offsets) else len(self.source)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the source of a span of the clean text."""
        if self.offsets is None:
            return start, max(start, end)
        first = self.origin(start)
        return first, self._end(end - 1) if end > start else first

    def _end(self, position: int) -> int:
        """The end in the source of one character, which may be written as an entity (&#20154;)."""
        last = self.origin(position)
        if self.offsets is None or self.source[last : last + 1] != "&" or self.text[position] == "&":
            return last + 1
        return self.source.find(";", last, last + LONGEST_ENTITY) + 1 or last + 1

    def line_of(self, position: int) -> int:
        """The line of a position in the source, counted from 1."""
        return bisect_right(self.lines, position)

    @cached_property
    def lowered(self) -> str:
        """The clean text in small letters, of the same length."""
        return lowered(self.text)

    @cached_property
    def _begins(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentences_with(self, words: Iterable[str]) -> set[int]:
        """The numbers of the sentences in which any of some words in small letters stands, or a part of a word."""
        text, found = self.lowered, set[int]()
        for word in words:
            place = text.find(word)
            while place >= 0:
                number = bisect_right(self._begins, place) - 1
                if number >= 0:
                    found.add(number)
                following = self._begins[number + 1] if number + 1 < len(self._begins) else len(text)
                place = text.find(word, max(following, place + 1))
        return found

    @cached_property
    def figures(self) -> tuple[Mention, ...]:
        """The mentions that state a figure, in order."""
        return tuple(one for one in self.mentions if one.role == "figure")

    @cached_property
    def scene(self) -> Scene:
        """The figures with their clues."""
        from checker.prose.frames import scene_of

        return scene_of(self)

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """What the words claim about the figures; found once, used by every rule."""
        from checker.prose.frames import frames_of

        return tuple(frames_of(self))


def lowered(text: str) -> str:
    """The text without capitals and of the same length, in which patterns need not ask for both."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower()[:1] for c in text)


@dataclass(slots=True)
class Document:
    """A text document: its passages and the tables inside it, in document order."""

    path: str
    kind: str
    encoding: str = ""
    passages: tuple[Passage, ...] = ()
    grids: tuple[Grid, ...] = ()
