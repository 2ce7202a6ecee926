"""Putting a passage together from pieces of text that know where they stood in the source."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.prose.folding import cleaned
from checker.prose.scanner import scanned
from checker.reading.passages import Block, Passage, Sentence
from checker.reading.sentences import sentence_spans
from checker.reading.text import numbered, numbering_level


@dataclass(slots=True)
class Piece:
    """A paragraph, heading, item or note: its visible text, and where each character stood in the source."""

    kind: str = "paragraph"
    level: int = 0
    paragraph: int = 1
    text: list[str] = field(default_factory=list)
    offsets: array[int] = field(default_factory=lambda: array("l"))

    def add(self, text: str, start: int, step: int = 1) -> None:
        """Text that begins at a place of the source; step 0 for text that stands for one mark there."""
        self.text.append(text)
        self.offsets.extend(range(start, start + len(text)) if step else [start] * len(text))

    @property
    def body(self) -> str:
        return "".join(self.text)


def passage_from(path: str, source: str, pieces: Sequence[Piece], *, in_paragraphs: bool = False) -> Passage:
    """The passage some pieces make, in their order; empty ones are left out.

    With `in_paragraphs` places count inside the paragraph of a piece, whose text begins where its first
    character stands in `source`.
    """
    texts: list[str] = []
    offsets: array[int] = array("l")
    blocks: list[Block] = []
    length = 0
    for piece in pieces:
        text, kept = cleaned(piece.body)
        if not text.strip():
            continue
        texts += [text, "\n\n"]
        offsets.extend(piece.offsets if kept is None else [piece.offsets[one] for one in kept])
        last = offsets[-1] + 1
        offsets.extend((last, last))
        level = piece.level or numbering_level(text)
        blocks.append(Block(piece.kind, length, length + len(text), level, paragraph=piece.paragraph))
        length += len(text) + 2
    return _passage(path, source, "".join(texts), offsets, blocks, in_paragraphs)


def _passage(
    path: str, source: str, text: str, offsets: array[int], blocks: list[Block], in_paragraphs: bool
) -> Passage:  # fmt: skip
    sentences = [
        Sentence(start, end, number)
        for number, block in enumerate(blocks)
        for start, end in sentence_spans(text, block.start, block.end)
    ]
    passage = Passage(
        path, source, text, offsets, numbered(text, blocks), tuple(sentences),
        chinese=is_chinese(text), in_paragraphs=in_paragraphs,
    )  # fmt: skip
    passage.mentions = scanned(passage)
    return passage


def is_chinese(text: str) -> bool:
    """Whether a text is read with the Chinese lexicon."""
    sample = text[:20000]
    return sum("\u4e00" <= c <= "\u9fff" for c in sample) > len(sample) / 10
