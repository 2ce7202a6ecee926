"""Where reports come from: a path or standard input, to the grids it holds."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from checker.errors import InputError
from checker.reading.delimited import delimited_grid
from checker.reading.grid import Grid
from checker.reading.limits import file_bytes, read_bytes


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person says about the files: nothing, mostly."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    stdin_filename: str | None = None


def read_grids(path: str, options: ReadOptions = ReadOptions(), stdin: bytes | None = None) -> list[Grid]:
    """The grids of one file; `-` is standard input, whose bytes may be given.

    Raises InputError, one sentence, for whatever cannot be read.
    """
    name = (options.stdin_filename or "<stdin>") if path == "-" else path
    data = bytes_of(path, name, stdin)
    return [delimited_grid(data, name, options.encoding, options.delimiter)]


def bytes_of(path: str, name: str, stdin: bytes | None = None) -> bytes:
    """The bytes of a file or of standard input, within the limits."""
    if path != "-":
        return file_bytes(Path(path), name)
    return read_bytes(sys.stdin.buffer, name) if stdin is None else stdin
