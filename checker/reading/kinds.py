"""What kind of file this is: its content says so first, its ending second."""

from __future__ import annotations

import re
from pathlib import PurePath

from checker.errors import InputError
from checker.reading.delimited import lines_of
from checker.reading.encodings import decode

HEAD_BYTES = 8192
DOCUMENTS = frozenset({"text", "markdown", "html", "docx"})  # what is read as text with tables inside
LEGACY_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNATURES = {  # the bytes a file begins with, and what nobody can read a report from
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"II*\0": "a TIFF image",
    b"MM\0*": "a TIFF image",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"PAR1": "a Parquet file",
    b"ARROW1": "an Arrow file",
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
    b"{\\rtf": "a rich-text document",
    b"%PDF-": "pdf",
    b"RIFF": "a media file",
}
ZIP_PARTS = (  # names of parts found in a zip archive, most telling first
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"xl/workbook.bin", "a binary workbook (.xlsb)"),
    (b"xl/", "xlsx"),
    (b"word/", "docx"),
    (b"ppt/", "a presentation"),
)
ENDINGS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".psv": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xltx": "xlsx",
    ".docx": "docx",
    ".docm": "docx",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
JSON_ENDINGS = frozenset({".json", ".jsonl", ".ndjson", ".geojson", ".ipynb"})
_PROLOG = r"\s*+(?:<\?xml[^>]*+>\s*+|<!--.*?-->\s*+)*+"
_HTML = re.compile(_PROLOG + r"<(?:!doctype html|html|head|body|table|meta|div)\b", re.I | re.S)
_JSON = re.compile(r'\s*+(?:\[\s*+)?\{\s*+"(?:[^"\\\n]|\\.)*+"\s*+:')  # an object, or a list of them
_XML = re.compile(r"\s*<\?xml|\s*<!DOCTYPE", re.I)


def kind_of(path: str, head: bytes) -> str:
    """The kind of a file from its first bytes (8 KB do): csv, xlsx, docx, html, markdown, text, pdf, xls.

    Anything else is named by a phrase with its article, such as "a PNG image", and is not readable.
    """
    head = head[:HEAD_BYTES]
    ending = PurePath(path).suffix.lower()
    if head.startswith((b"PK\3\4", b"PK\5\6")):
        return _zip_kind(head, ending)
    if head.startswith(LEGACY_OFFICE):
        return "xls"
    if head.startswith(b"MZ") and b"\0" in head:
        return "a program"
    named = next((kind for signature, kind in SIGNATURES.items() if head.startswith(signature)), None)
    return named or _text_kind(head, ending)


def _zip_kind(head: bytes, ending: str) -> str:
    found = next((kind for part, kind in ZIP_PARTS if part in head), None)
    by_ending = ENDINGS.get(ending, "")
    return found or (by_ending if by_ending in ("xlsx", "docx") else "a zip archive")


def _text_kind(head: bytes, ending: str) -> str:
    try:
        text = decode(head, "").text
    except InputError:
        return "binary data"
    if _HTML.match(text):
        return "html"
    if _XML.match(text):
        return "an XML file"
    by_ending = ENDINGS.get(ending)
    if ending in JSON_ENDINGS or (not by_ending and _JSON.match(text)):
        return "a JSON file"
    if by_ending in ("csv", "markdown", "html"):
        return by_ending
    return "csv" if by_ending or _is_tabular(text) else "text"


def _is_tabular(text: str) -> bool:
    """Whether the lines are records of a table; the last one may be cut off."""
    from checker.reading.tabular import is_delimited

    lines = lines_of(text)
    return is_delimited(lines[:-1] if len(text) * 2 > HEAD_BYTES and len(lines) > 2 else lines)
