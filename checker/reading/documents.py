"""Text documents: from bytes to passages and the tables inside them."""

from __future__ import annotations

from array import array
from dataclasses import replace

from checker.prose.folding import cleaned
from checker.prose.scanner import scanned
from checker.reading.encodings import decode
from checker.reading.grid import Grid
from checker.reading.passages import Document, Passage, Sentence
from checker.reading.pieces import is_chinese, passage_from
from checker.reading.piped import tables_in
from checker.reading.sentences import sentence_spans
from checker.reading.text import blocks_of, lines_of


def read_document(path: str, data: bytes, kind: str = "text", encoding: str | None = None) -> Document:
    """The document in some bytes; kinds are text, markdown, html and docx.

    Raises InputError for what cannot be decoded, is damaged, or goes beyond the limits.
    """
    if kind == "docx":
        from checker.reading.docx import read_docx

        source, pieces, grids = read_docx(data, path)
        passage = passage_from(path, source, pieces, in_paragraphs=True)
        return Document(path, kind, "", (passage,), tuple(grids))
    decoded = decode(data, path, encoding)
    passage, grids = _read(path, decoded.text, kind)
    return Document(path, kind, decoded.encoding, (passage,), tuple(grids))


def _read(path: str, source: str, kind: str) -> tuple[Passage, list[Grid]]:
    if kind == "html":
        from checker.reading.html import read_html

        pieces, grids = read_html(source, path)
        return passage_from(path, source, pieces), grids
    if kind == "markdown":
        return markdown_passage(path, source)
    return text_passage(path, source)


def passage_of(path: str, source: str) -> Passage:
    """The passage a plain text is."""
    return text_passage(path, source)[0]


def markdown_passage(path: str, source: str) -> tuple[Passage, list[Grid]]:
    """The passage a Markdown text is, and its pipe tables."""
    from checker.reading.markdown import heading_level, visible

    shown, places = visible(source)
    passage, grids = text_passage(path, source, shown, places)
    blocks = []
    for block in passage.blocks:
        level = heading_level(source, passage.origin(block.start))
        blocks.append(replace(block, kind="heading", level=level) if level else block)
    passage.blocks = tuple(blocks)
    return passage, grids


def text_passage(
    path: str, source: str, shown: str | None = None, places: array[int] | None = None
) -> tuple[Passage, list[Grid]]:  # fmt: skip
    """The passage a plain text is, and the tables that stand in it.

    `shown` is what a reader sees of the source, where that is less than all, and `places` where each of
    its characters stood.
    """
    text, offsets = cleaned(source if shown is None else shown)
    if places is not None:
        offsets = places if offsets is None else array("l", (places[one] for one in offsets))
    grids, lines = tables_in(path, text, list(lines_of(text)), offsets)
    blocks = blocks_of(text, lines)
    sentences = tuple(
        Sentence(start, end, number)
        for number, block in enumerate(blocks)
        for start, end in sentence_spans(text, block.start, block.end)
    )
    passage = Passage(path, source, text, offsets, blocks, sentences, chinese=is_chinese(text))
    passage.mentions = scanned(passage)
    return passage, grids
