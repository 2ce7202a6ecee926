"""Where the keys of a configuration file stand: the line of a key, and the column inside a quoted value.

The standard reader of TOML keeps no places, so that the headers and keys are sought once more in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_HEADER = re.compile(r"\s*\[(\[)?([^\[\]]+)\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_LONG = re.compile(r"\"\"\"|\'\'\'")
_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
OWN_TABLE = ("tool", "checker")

Keys = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a key stands: its line, counted from 1, and the code point of the file where the line begins."""

    line: int
    start: int


class Lines:
    """The keys of a file: `("relations", 0, "formula")` is the formula of the first relation."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.spots: dict[Keys, Spot] = {}
        for keys, spot in _spots(text):
            self.spots.setdefault(keys, spot)

    def line(self, *keys: str | int) -> int:
        """The line of a key, or of the nearest table around it; 0 where nothing of it is found."""
        spot = self._nearest(keys)
        return spot.line if spot else 0

    def place(self, *keys: str | int) -> str:
        """The file, line and column of a key, such as `checker.toml:14:1`; of the nearest table around it."""
        spot = self._nearest(keys)
        if spot is None:
            return self.path
        line = self.text[spot.start :].partition("\n")[0]
        return f"{self.path}:{spot.line}:{len(line) - len(line.lstrip()) + 1}"

    def inside(self, value: str, offset: int, *keys: str | int) -> str:
        """The file, line and column of a code point of a quoted value, such as `checker.toml:14:22`."""
        spot = self._nearest(keys)
        start = self.text.find(value, self.text.find("=", spot.start) + 1 if spot else 0)
        if not value or spot is None:
            return self.place(*keys)
        at = start + offset if start >= 0 else _escaped_at(self.text, spot.start, offset)
        if at < 0:
            return self.place(*keys)
        line = self.text.count("\n", 0, at) + 1
        return f"{self.path}:{line}:{at - (self.text.rfind(chr(10), 0, at) + 1) + 1}"

    def _nearest(self, keys: Keys) -> Spot | None:
        for length in range(len(keys), 0, -1):
            if spot := self.spots.get(keys[:length]):
                return spot
        return next((spot for known, spot in self.spots.items() if known[:1] == keys[:1]), None)


def _escaped_at(text: str, start: int, offset: int) -> int:
    """Where a code point of a basic string with escapes stands, given the start of its line; -1 for other strings."""
    opening = text.find('"', text.find("=", start) + 1)
    if opening < 0 or text.startswith('"""', opening):
        return -1
    at = opening + 1
    for _ in range(offset):
        escape = _ESCAPE.match(text, at)
        at = escape.end() if escape else at + 1
    return at


def _spots(text: str) -> Iterator[tuple[Keys, Spot]]:
    header: Keys = ()
    counts: Counter[Keys] = Counter()
    start, quotes = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        spot = Spot(number, start)
        start += len(line) + 1
        if not quotes and (found := _HEADER.match(line)):
            header = _numbered(_parts(found[2]), bool(found[1]), counts)
            yield header, spot
        elif not quotes and (found := _KEY.match(line)):
            yield (*header, *_own(_parts(found[1]))), spot
        quotes = _open_quotes(line, quotes)


def _parts(dotted: str) -> Keys:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _own(keys: Keys) -> Keys:
    """The keys without those that a project file has around its own table."""
    return keys[2:] if keys[:2] == OWN_TABLE else keys


def _numbered(keys: Keys, array: bool, counts: Counter[Keys]) -> Keys:
    """The keys of a header, with the number of the entry after the name of an array of tables."""
    keys = _own(keys)
    if array:
        counts[keys] += 1
        return (*keys, counts[keys] - 1)
    for length in range(len(keys) - 1, 0, -1):
        if outer := counts[keys[:length]]:
            return (*keys[:length], outer - 1, *keys[length:])
    return keys


def _open_quotes(line: str, quotes: str) -> str:
    """The quotes of a text of several lines that is still open after a line."""
    for found in _LONG.findall(line.partition("#")[0] if not quotes else line):
        quotes = "" if quotes == found else quotes or found
    return quotes
