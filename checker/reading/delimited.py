"""CSV and TSV: from text to a grid, whatever the delimiter."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from checker.errors import InputError
from checker.reading.encodings import Decoded, decode
from checker.reading.grid import Cell, Grid
from checker.reading.limits import CELLS, COLUMNS, FIELD_CHARACTERS, ROWS, refuse_beyond

DELIMITERS = "\t;|,"
SAMPLE_CHARACTERS = 65_536
END = "\0end\0"  # fed after the last line: inside a field it tells an unterminated quote
DECLARED = re.compile(r"^sep=(.)\r?\n?$", re.IGNORECASE)
FOREIGN = re.compile(r"[\t;|]|(?<!\d),(?! )|,(?![ \d])")
Record = list[str]


def delimited_grid(data: bytes, path: str, encoding: str | None = None, delimiter: str | None = None) -> Grid:
    """The grid of a delimited text file; a row is a record, empty lines counted.

    Raises InputError for an unknown encoding or delimiter and for files beyond the limits.
    """
    decoded = decode(data, path, encoding)
    text = decoded.text.replace("\0", "").rstrip("\x1a")
    lines = list(io.StringIO(text, newline=""))
    declared = DECLARED.match(lines[0]) if lines else None
    if declared:
        lines[0] = "\n"
    chosen = _given(delimiter, path) or (declared and declared[1]) or delimiter_of(lines)
    return _filled(records(lines, chosen, path), decoded, chosen, path)


def _given(delimiter: str | None, path: str) -> str | None:
    """The delimiter a person named: one character, or tab, \\t."""
    named = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
    given = named.get(delimiter.lower(), delimiter) if delimiter else None
    if given and (len(given) != 1 or given in '"\r\n'):
        raise InputError(f'"{delimiter}" is not a delimiter', path, "one character, or tab")
    return given


def _filled(rows: Iterable[Record], decoded: Decoded, delimiter: str, path: str) -> Grid:
    grid = Grid(path, encoding=decoded.encoding, delimiter=delimiter)
    known: dict[str, Cell] = {}
    for row, record in enumerate(rows, start=1):
        refuse_beyond(row, ROWS, "rows", path)
        refuse_beyond(len(record), COLUMNS, "fields in one row", path)
        for column, text in enumerate(record, start=1):
            if text and not text.isspace():
                grid.cells[row, column] = known.get(text) or known.setdefault(text, Cell(text))
                grid.rows, grid.columns = row, max(grid.columns, column)
        refuse_beyond(len(grid.cells), CELLS, "filled cells", path)
    return grid


def records(lines: list[str], delimiter: str, path: str = "") -> Iterator[Record]:
    """The records of a file, its quoted fields read across line breaks.

    A quote that is never closed is taken for a character of its field, and so is every later one that its
    own line does not close; at the very end of the file it marks a field cut off.
    """
    start = 0
    reader = csv.reader([*lines, END], delimiter=delimiter)
    try:
        for record in reader:
            if reader.line_num > len(lines):
                break
            yield record
            start = reader.line_num
    except csv.Error:
        pass
    for line in lines[start:]:
        yield _single(line, delimiter, path)


def _single(line: str, delimiter: str, path: str) -> Record:
    """A line read by itself, without minding quotes where it does not close them."""
    quoting = csv.QUOTE_NONE if line.count('"') % 2 else csv.QUOTE_MINIMAL
    try:
        return next(csv.reader([line], delimiter=delimiter, quoting=quoting), [])
    except csv.Error:
        refuse_beyond(len(line), FIELD_CHARACTERS, "characters in one field", path)
        raise InputError("cannot be split into fields", path) from None


def delimiter_of(lines: list[str]) -> str:
    """The delimiter under which neighbouring records are equally wide and their fields clean."""
    sample = _sample(lines)
    present = [mark for mark in DELIMITERS if any(mark in line for line in sample)]
    return max(present, key=lambda mark: _consistency(sample, mark), default=",")


def _sample(lines: list[str]) -> list[str]:
    size, sample = 0, []
    for line in lines:
        size += len(line)
        if size > SAMPLE_CHARACTERS:
            break
        sample.append(line)
    return sample or [line[:SAMPLE_CHARACTERS] for line in lines[:1]]


def _consistency(lines: list[str], mark: str) -> float:
    """The share of records as wide as a neighbour, times the share of fields without foreign delimiters."""
    rows = [record for record in records(lines, mark) if any(record)]
    widths = [len(record) for record in rows]
    steady = [
        record
        for record, before, here, after in zip(rows, [0, *widths], widths, [*widths[1:], 0], strict=False)
        if here > 1 and here in (before, after)
    ]
    fields = [field for record in steady or rows for field in record if field]
    foreign = re.compile(FOREIGN.pattern.replace(";" if mark == ";" else mark, "", 1)) if mark != "," else FOREIGN
    clean = sum(not foreign.search(field) for field in fields) / max(len(fields), 1)
    return (len(steady) / max(len(rows), 1) + 0.001 * (max(widths, default=0) > 1)) * clean
