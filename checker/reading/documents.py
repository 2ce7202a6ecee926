"""Text documents: from bytes to passages and the tables inside them."""

from __future__ import annotations

from checker.prose.folding import cleaned
from checker.prose.scanner import scanned
from checker.reading.encodings import decode
from checker.reading.grid import Grid
from checker.reading.passages import Document, Passage, Sentence
from checker.reading.piped import tables_in
from checker.reading.sentences import sentence_spans
from checker.reading.text import blocks_of, lines_of


def read_document(path: str, data: bytes, kind: str = "text", encoding: str | None = None) -> Document:
    """The document in some bytes; kinds are text, markdown, html and docx.

    Raises InputError for what cannot be decoded or goes beyond the limits.
    """
    decoded = decode(data, path, encoding)
    passage, grids = text_passage(path, decoded.text)
    return Document(path, kind, decoded.encoding, (passage,), tuple(grids))


def passage_of(path: str, source: str) -> Passage:
    """The passage a plain text is."""
    return text_passage(path, source)[0]


def text_passage(path: str, source: str) -> tuple[Passage, list[Grid]]:
    """The passage a plain text is, and the tables that stand in it."""
    text, offsets = cleaned(source)
    grids, lines = tables_in(path, text, list(lines_of(text)), offsets)
    blocks = blocks_of(text, lines)
    sentences = tuple(
        Sentence(start, end, number)
        for number, block in enumerate(blocks)
        for start, end in sentence_spans(text, block.start, block.end)
    )
    passage = Passage(path, source, text, offsets, blocks, sentences, chinese=_chinese(text))
    passage.mentions = scanned(passage)
    return passage, grids


def _chinese(text: str) -> bool:
    sample = text[:20000]
    return sum("\u4e00" <= c <= "\u9fff" for c in sample) > len(sample) / 10
