"""The waivers file: its text, and the waivers in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from checker.errors import InputError
from checker.reporters.escaping import plain
from checker.toml import parsed
from checker.waiving.entries import REWRITE, Entry, Waiver, waiver_of
from checker.waiving.lines import Header, Source, headers_of, shown

TABLE = "waivers"
LARGEST = 8_000_000  # bytes


@dataclass(frozen=True, slots=True)
class WaiversFile:
    """A waivers file as it was read: the text, byte for byte but for a byte order mark, and its waivers."""

    path: Path
    text: str = ""
    waivers: tuple[Waiver, ...] = ()
    marked: bool = False  # it begins with a byte order mark
    headers: tuple[Header, ...] = field(default=(), repr=False)


def read_waivers(path: Path) -> WaiversFile:
    """The waivers of a file, none where it is not there. Raises InputError, with the line, for what cannot be used."""
    data = _bytes(path)
    if data is None:
        return WaiversFile(path)
    return waivers_of(path, _decoded(path, data), marked=data.startswith(b"\xef\xbb\xbf"))


def waivers_of(path: Path, text: str, *, marked: bool = False) -> WaiversFile:
    """The waivers in the text of a file."""
    content = parsed(shown(path), text)
    headers = headers_of(text)
    starts = [one.line for one in headers if one.name == TABLE and one.array]
    entries = content.get(TABLE, [])
    known = Source(path, text.split("\n"), starts)
    for key in content:
        if key != TABLE:
            raise known.fault(None, f"unknown key {key!r}", key, f"waivers are written as [[{TABLE}]]")
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise known.fault(None, f"{TABLE} must be a list of tables", TABLE, f"begin each waiver with [[{TABLE}]]")
    found = tuple(waiver_of(Entry(known, at, one)) for at, one in enumerate(entries))
    _refuse_clashes(known, found)
    return WaiversFile(path, text, found, marked, tuple(headers))


def _bytes(path: Path) -> bytes | None:
    try:
        if not path.exists():
            return None
        if not path.is_file():
            raise InputError("is not a file", shown(path))
        if path.stat().st_size > LARGEST:
            raise InputError(f"is larger than {LARGEST // 1_000_000} MB, too large for a waivers file", shown(path))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"cannot be read: {reason}", shown(path)) from error


def _decoded(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("is not UTF-8", f"{shown(path)}:{line}") from error



def _refuse_clashes(source: Source, waivers: Iterable[Waiver]) -> None:
    """One id is one claim, and one finding of one file is waived once."""
    claims: dict[str, tuple[int, Waiver]] = {}
    seen: Counter[tuple[object, ...]] = Counter()
    for at, one in enumerate(waivers):
        first, other = claims.setdefault(one.id, (at, one))
        if other.claim != one.claim:
            raise source.fault(at, f"id {one.id} stands for other figures {_where(source, first)}", "id", REWRITE)
        same = (one.claim, one.file, one.occurrence)
        if seen[same]:
            raise source.fault(at, f"{one.id} is waived twice for {plain(one.file)}", "id", "keep one of them")
        seen[same] += 1


def _where(source: Source, at: int) -> str:
    line = source.line(at)
    return f"on line {line}" if line else f"by waiver {at + 1}"
