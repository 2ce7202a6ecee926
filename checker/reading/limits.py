"""How much of a file is read: beyond these sizes reading stops with a sentence that names the limit."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from checker.errors import InputError

FILE_BYTES = 100_000_000  # of one file on disk or on standard input
CELLS = 1_000_000  # filled cells of one delimited file
ROWS = 1_048_576  # records, filled or not, as many as a spreadsheet has
COLUMNS = 20_000  # fields of one record; a spreadsheet has 16,384
FIELD_CHARACTERS = 131_072  # of one field


def refuse_beyond(amount: int, limit: int, things: str, place: str) -> None:
    """Raises InputError where there are more than `limit` things; `things` reads on, as in "filled cells"."""
    if amount > limit:
        raise InputError(
            f"more than {limit:,} {things}, the most that is read", place, "split the file or cut what is not needed"
        )


def read_bytes(stream: BinaryIO, place: str) -> bytes:
    """Everything a stream holds, at most FILE_BYTES."""
    data = stream.read(FILE_BYTES + 1)
    refuse_beyond(len(data), FILE_BYTES, "bytes", place)
    return data


def file_bytes(path: Path, place: str) -> bytes:
    """The content of a file; an oversized regular file is refused before anything is read."""
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
