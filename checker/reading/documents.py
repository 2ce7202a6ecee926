"""Text documents: from bytes to passages and the tables inside them."""

from __future__ import annotations

from checker.prose.folding import cleaned
from checker.prose.scanner import scanned
from checker.reading.encodings import decode
from checker.reading.passages import Document, Passage, Sentence
from checker.reading.sentences import sentence_spans
from checker.reading.text import blocks_of


def passage_of(path: str, source: str) -> Passage:
    """The passage a plain text is."""
    text, offsets = cleaned(source)
    blocks = blocks_of(text)
    sentences = tuple(
        Sentence(start, end, number)
        for number, block in enumerate(blocks)
        for start, end in sentence_spans(text, block.start, block.end)
    )
    passage = Passage(path, source, text, offsets, blocks, sentences, chinese=_chinese(text))
    passage.mentions = scanned(passage)
    return passage


def _chinese(text: str) -> bool:
    sample = text[:20000]
    return sum("\u4e00" <= c <= "\u9fff" for c in sample) > len(sample) / 10


def read_document(path: str, data: bytes, kind: str = "text", encoding: str | None = None) -> Document:
    """The document in some bytes; kinds are text, markdown, html and docx.

    Raises InputError for what cannot be decoded or goes beyond the limits.
    """
    decoded = decode(data, path, encoding)
    return Document(path, kind, decoded.encoding, (passage_of(path, decoded.text),))
