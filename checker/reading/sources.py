"""Where reports come from: a path or standard input, to the grids it holds."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from checker.errors import InputError
from checker.reading.delimited import delimited_grid
from checker.reading.grid import Grid
from checker.reading.kinds import kind_of
from checker.reading.limits import file_bytes, read_bytes

__all__ = ["ReadOptions", "bytes_of", "grids_of", "kind_of", "name_of", "read_grids"]

READABLE = "CSV, TSV, XLSX, DOCX, HTML, Markdown and text are read"
UNREADABLE = {
    "docx": "a Word document",
    "html": "an HTML page",
    "markdown": "a Markdown document",
    "pdf": "a PDF document",
}


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person says about the files: nothing, mostly.

    `sheet` is the name or the number (from 1) of the only sheet wanted; `stdin_filename` is what
    standard input is called, and its ending helps to tell what it holds.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    stdin_filename: str | None = None


NO_OPTIONS = ReadOptions()


def read_grids(path: str, options: ReadOptions = NO_OPTIONS, stdin: bytes | None = None) -> list[Grid]:
    """The grids of one file, none if it is empty; `-` is standard input, whose bytes may be given.

    Raises InputError, one sentence, for whatever cannot be read.
    """
    name = name_of(path, options)
    return grids_of(bytes_of(path, name, stdin), name, options)


def grids_of(data: bytes, name: str, options: ReadOptions = NO_OPTIONS) -> list[Grid]:
    """The grids in the bytes of a file called `name`. Raises InputError."""
    kind = kind_of(name, data)
    if kind == "binary data" and options.encoding:  # an encoding its bytes do not speak for
        kind = "csv"
    if kind == "xlsx":
        from checker.reading.excel import workbook_grids

        return workbook_grids(data, name, options.sheet)
    if kind == "xls":
        from checker.reading.excel import refuse_legacy

        refuse_legacy(data, name)
    if kind not in ("csv", "text"):
        raise InputError(f"is {UNREADABLE.get(kind, kind)}, not a table", name, READABLE)
    grid = delimited_grid(data, name, options.encoding, options.delimiter)
    return [grid] if grid.cells else []


def name_of(path: str, options: ReadOptions = NO_OPTIONS) -> str:
    """What a file is called in messages."""
    return (options.stdin_filename or "<stdin>") if path == "-" else path


def bytes_of(path: str, name: str, stdin: bytes | None = None) -> bytes:
    """The bytes of a file or of standard input, within the limits. Raises InputError."""
    if path != "-":
        return file_bytes(Path(path), name)
    return read_bytes(sys.stdin.buffer, name) if stdin is None else stdin
