"""Where something stands for tools that count lines and characters: editors, code hosts, merge requests."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from checker.figures import Place
from checker.report import Result

if TYPE_CHECKING:
    from checker.reading.grid import Grid
    from checker.reading.passages import Passage


@dataclass(frozen=True, slots=True)
class Position:
    """A file, a line, and the characters of the line (from 1, the last excluded) where they are known.

    In a delimited file a row is a record, which takes several lines where a quoted field holds line
    breaks: `line` is the line of the file on which the record begins, and the characters are given where
    the field stands on that line. In a workbook `line` is the row of the sheet, in a Word document
    the number of the paragraph, or the row of a table.
    """

    path: str
    line: int = 1
    column: int | None = None
    end: int | None = None


def position_of(result: Result, place: Place | None) -> Position:
    """The position of a place; the first input where there is no place."""
    if place is None:
        return Position(result.inputs[0].path if result.inputs else "-")
    passage = next((one for one in result.passages if one.path == place.path), None)
    if passage and place.start is not None:
        return _in_text(passage, place)
    grid = next((one.grid for one in result.tables if one.path == place.path and one.grid.source), None)
    if grid and place.row and place.column:
        return _in_records(grid, place.row, place.column)
    return Position(place.path, place.row or place.line or place.paragraph or 1)


def _in_text(passage: Passage, place: Place) -> Position:
    if passage.in_paragraphs or place.start is None:
        return Position(place.path, place.paragraph or place.row or 1)
    line = passage.line_of(place.start)
    before = passage.lines[line - 1] - 1
    end = place.end - before if place.end is not None else None
    return Position(place.path, line, place.start - before, end)


def _in_records(grid: Grid, row: int, column: int) -> Position:
    """The position of a field in a delimited file."""
    broken = (text for (at, _), cell in grid.cells.items() if at < row and not (text := cell.text).isprintable())
    line = row + sum(_breaks(text) for text in broken)
    texts = islice(io.StringIO(grid.source, newline=""), line - 1, line)
    start, end = field_span(next(texts, "").rstrip("\r\n"), column, grid.delimiter)
    return Position(grid.path, line, start, end)


def _breaks(text: str) -> int:
    """How many line ends a field holds."""
    return text.replace("\r\n", "\n").replace("\r", "\n").count("\n")


def field_span(line: str, column: int, delimiter: str) -> tuple[int | None, int | None]:
    """The first character of a field on its line and the one after it, from 1; None where it stands on another."""
    spans = list(islice(_spans(line, delimiter), column))
    if len(spans) < column:
        return None, None
    start, end = spans[-1]
    return start + 1, end + 1


def _spans(line: str, delimiter: str) -> Iterator[tuple[int, int]]:
    """The fields of a line, quotes included; a field that goes on in the next line ends with this one."""
    start = 0
    while True:
        end = line.find(delimiter, _closing(line, start))
        yield start, len(line) if end < 0 else end
        if end < 0:
            return
        start = end + 1


def _closing(line: str, start: int) -> int:
    """Where to look for the end of a field that begins at `start`: behind its quotes, if it has any."""
    if not line.startswith('"', start):
        return start
    position = start + 1
    while position < len(line):
        position = line.find('"', position)
        if position < 0:
            return len(line) if line.count('"') % 2 else start
        if not line.startswith('"', position + 1):
            return position + 1
        position += 2
    return len(line)


def within_folder(path: str) -> str:
    """A path with forward slashes, relative to the working folder where it lies in it."""
    plain = PurePath(path)
    if plain.is_absolute() and plain.is_relative_to(Path.cwd()):
        plain = plain.relative_to(Path.cwd())
    return plain.as_posix()


def uri_of(path: str) -> str:
    """A path as a URI, relative to the working folder where it lies in it."""
    clean = within_folder(path)
    content = clean.encode("utf-8", "surrogatepass")
    if not PurePath(path).is_absolute() or clean != PurePath(path).as_posix():
        return quote(content, safe="/")
    return f"file://{'' if clean.startswith('/') else '/'}{quote(content, safe='/:')}"
