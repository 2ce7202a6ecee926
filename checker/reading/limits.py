"""How much of a file is read: beyond these sizes reading stops with a sentence that names the limit."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from checker.errors import InputError
from checker.figures import column_letters
from checker.reading.grid import Grid

FILE_BYTES = 100_000_000  # of one file on disk or on standard input
TEXT_BYTES = 50_000_000  # of one text file, whose characters may take four bytes in memory
CELLS = 1_000_000  # filled cells of one sheet
AREA = 20_000_000  # cells of the used area, filled or not
ROWS = 1_048_576  # lines, filled or not, as many as a spreadsheet has rows
COLUMNS = 20_000  # fields of one record; a spreadsheet has 16,384
LINE_CHARACTERS = 5_000_000  # of one line
FIELD_CHARACTERS = 131_072  # of one field, the limit of the standard library


def refuse_beyond(amount: int, limit: int, things: str, place: str) -> None:
    """Raises InputError where there are more than `limit` things; `things` is a plural, as in "rows"."""
    if amount > limit:
        hint = "split the file, or cut what is not needed"
        raise InputError(f"has more than {limit:,} {things}, the most that is read", place, hint)


def check_area(grid: Grid) -> None:
    """Raises InputError where a filled cell stands so far off that the used area is absurd."""
    area = grid.rows * grid.columns
    if area > AREA:
        corner = f"{column_letters(grid.columns)}{grid.rows}"
        sentence = f"cells up to {corner} span {area:,} cells, more than the {AREA:,} that are read"
        raise InputError(sentence, grid.path, "clear the far cells of " + (grid.sheet or "the file"))


def read_bytes(stream: BinaryIO, place: str) -> bytes:
    """Everything a stream holds, at most FILE_BYTES."""
    data = stream.read(FILE_BYTES + 1)
    refuse_beyond(len(data), FILE_BYTES, "bytes", place)
    return data


def file_bytes(path: Path, place: str) -> bytes:
    """The content of a file; an oversized file is refused before anything is read."""
    try:
        if path.is_dir():
            raise InputError("is a directory, not a file", place)
        refuse_beyond(path.stat().st_size, FILE_BYTES, "bytes", place)
        with path.open("rb") as stream:
            return read_bytes(stream, place)
    except FileNotFoundError:
        raise InputError("there is no such file", place) from None
    except PermissionError:
        raise InputError("no permission to read this file", place) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read: {reason.lower()}", place) from None
