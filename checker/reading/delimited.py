"""CSV and TSV: from text to a grid, whatever the delimiter."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from checker.errors import InputError
from checker.reading.encodings import Decoded, decode
from checker.reading.grid import Cell, Grid
from checker.reading.limits import (
    CELLS,
    COLUMNS,
    FIELD_CHARACTERS,
    LINE_CHARACTERS,
    ROWS,
    check_area,
    refuse_beyond,
)

DELIMITERS = "\t;|,"
NAMED_DELIMITERS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
SAMPLE_CHARACTERS = 65_536
SAMPLE_LINES = 10  # at least, however long they are
STRAY_QUOTES = 20  # reaching over several lines; then every line is read by itself
_DECLARED = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # the first line with which Excel is told
_COMMA = r"(?<!\d),(?! )|,(?![ \d])"  # neither in a number nor in a sentence
Record = list[str]


def delimited_grid(data: bytes, path: str, encoding: str | None = None, delimiter: str | None = None) -> Grid:
    """The grid of a delimited text file; a row is a record, empty lines counted.

    Raises InputError for an unknown encoding or delimiter, for bytes that are no text, and for files
    beyond the limits.
    """
    decoded = decode(data, path, encoding)
    lines = lines_of(decoded.text)
    refuse_beyond(len(lines), ROWS, "lines", path)
    refuse_beyond(max(map(len, lines), default=0), LINE_CHARACTERS, "characters in one line", path)
    declared = _DECLARED.fullmatch(lines[0]) if lines else None
    if declared:
        lines[0] = "\n"
    chosen = _given(delimiter, path) or (declared and declared[1]) or delimiter_of(lines)
    return _filled(records(lines, chosen, path), decoded, chosen, path)


def lines_of(text: str) -> list[str]:
    """The lines with their ends, which are \\n, \\r\\n or \\r and nothing else; one line beyond the limit."""
    return list(islice(io.StringIO(text, newline=""), ROWS + 1))


def _given(delimiter: str | None, path: str) -> str | None:
    """The delimiter a person named: one character, or a name such as tab."""
    given = NAMED_DELIMITERS.get(delimiter.lower(), delimiter) if delimiter else None
    if given and (len(given) != 1 or given in '"\r\n'):
        raise InputError(f'"{delimiter}" is not a delimiter', path, "one character, or tab")
    return given


def _filled(rows: Iterable[Record], decoded: Decoded, delimiter: str, path: str) -> Grid:
    grid = Grid(path, encoding=decoded.encoding, delimiter=delimiter, source=decoded.text)
    known: dict[str, Cell] = {}
    for row, record in enumerate(rows, start=1):
        refuse_beyond(len(record), COLUMNS, "fields in one row", path)
        for column, text in enumerate(record, start=1):
            if text and not text.isspace():
                grid.cells[row, column] = known.get(text) or known.setdefault(text, Cell(text))
                grid.rows, grid.columns = row, max(grid.columns, column)
        refuse_beyond(len(grid.cells), CELLS, "filled cells", path)
    check_area(grid)
    return grid


def records(lines: list[str], delimiter: str, path: str = "") -> Iterator[Record]:
    """The records of a file, its quoted fields read across line breaks.

    A quote that is not properly closed is a character of its field, and its line a record: one stray
    quote must not swallow the rows below it.
    """
    start, stray = 0, 0
    while start < len(lines) and stray < STRAY_QUOTES:
        rest = map(lines.__getitem__, range(start, len(lines)))
        reader = csv.reader(rest, delimiter=delimiter, strict=True)
        read = 0
        try:
            for record in reader:
                yield record
                read = reader.line_num
        except csv.Error:
            stray += reader.line_num - read > 1
            yield _single(lines[start + read], delimiter, path, cut_off=start + read + 1 == len(lines))
            read += 1
        start += read
    for line in lines[start:]:
        yield _single(line, delimiter, path)


def _single(line: str, delimiter: str, path: str, cut_off: bool = False) -> Record:
    """A line read by itself, its quotes taken as characters where it does not close them."""
    line = line.rstrip("\r\n")
    literal = line.count('"') % 2 and not cut_off
    try:
        if literal:
            return next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        refuse_beyond(len(line), FIELD_CHARACTERS, "characters in one field", path)
        raise InputError("cannot be split into fields", path) from None


def delimiter_of(lines: list[str]) -> str:
    """The delimiter under which neighbouring records are equally wide and their fields clean."""
    sample = _sample(lines)
    present = [mark for mark in DELIMITERS if any(mark in line for line in sample)]
    return max(present, key=lambda mark: consistency(sample, mark), default=",")


def _sample(lines: list[str]) -> list[str]:
    size = 0
    sample: list[str] = []
    for line in lines:
        size += len(line)
        if size > SAMPLE_CHARACTERS and len(sample) >= SAMPLE_LINES:
            break
        sample.append(line[:SAMPLE_CHARACTERS])
    return sample


def consistency(lines: list[str], mark: str) -> tuple[float, int]:
    """How well a delimiter fits: the share of records as wide as a neighbour, times that of clean fields.

    A field is clean if it holds no other delimiter, save a comma in a number or a sentence. The second
    item, the widest record, decides between delimiters where no two records agree.
    """
    rows = [record for record in records(lines, mark) if any(record)]
    widths = [0, *map(len, rows), 0]
    steady = [
        record
        for before, record, after in zip(widths, rows, widths[2:], strict=False)
        if len(record) > 1 and len(record) in (before, after)
    ]
    fields = [field for record in steady for field in record if field]
    foreign = _foreign(mark)
    clean = sum(not foreign.search(field) for field in fields) / max(len(fields), 1)
    return len(steady) / max(len(rows), 1) * clean, max(widths)


def _foreign(mark: str) -> re.Pattern[str]:
    """What a field delimited by `mark` should not hold: another delimiter."""
    others = "[" + re.escape(DELIMITERS.replace(mark, "").replace(",", "")) + "]"
    return re.compile(others if mark == "," else f"{others}|{_COMMA}")
