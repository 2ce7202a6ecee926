"""Where the tables of a TOML file begin, for saying where a mistake stands and for cutting out one entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checker.errors import InputError
from checker.reporters.positions import within_folder

# Strings and comments, in which a bracket at the beginning of a line means nothing; then the headers of tables.
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*'
    r"|(?:^|(?<=\n))[ \t]*(?P<header>\[\[?[^\[\]\n]*\]\]?)",
    re.DOTALL,
)
_ARRAY = re.compile(r"""[\[\{]|[\]\}]""")


@dataclass(frozen=True, slots=True)
class Header:
    """A line such as `[[waivers]]`: its number from 1, and the dotted name of its table without quotes."""

    line: int
    name: str
    array: bool


def headers_of(text: str) -> list[Header]:
    """The headers of the tables of a file that is valid TOML, in order."""
    found, line, before = [], 1, 0
    for at, header in _headers(text):
        line, before = line + text.count("\n", before, at), at
        found.append(Header(line, _name(header), header.lstrip().startswith("[[")))
    return found


def _headers(text: str) -> Iterator[tuple[int, str]]:
    """Every header outside of strings, comments and arrays that go over several lines."""
    depth, end = 0, 0
    for match in _TOKEN.finditer(text):
        depth += _opened(text[end : match.start()])
        end = match.end()
        if match["header"] and depth <= 0:
            yield match.start("header"), match["header"]
        elif match["header"]:
            depth += _opened(match["header"])


def _opened(code: str) -> int:
    """How many brackets a stretch without strings and comments opens and does not close."""
    return sum(1 if one in "[{" else -1 for one in _ARRAY.findall(code))


def _name(header: str) -> str:
    parts = (part.strip().strip("\"'") for part in header.strip("[] \t").split("."))
    return ".".join(parts)


@dataclass(frozen=True, slots=True)
class Source:
    """A file by lines, and the lines on which its entries begin."""

    path: Path
    lines: list[str]
    starts: list[int]

    def line(self, at: int | None, word: str = "") -> int | None:
        """The line of a key of an entry, else of the entry; None where it cannot be told."""
        first, last = (1, len(self.lines)) if at is None else self.span(at)
        if first is None:
            return None
        key = re.compile(rf"\s*(?:\[+\s*)?(?:\w+\.)?[\"']?{re.escape(word)}[\"']?\s*[=\].]")
        here = (n for n in range(first, last + 1) if word and key.match(self.lines[n - 1]))
        return next(here, first if at is not None else None)

    def span(self, at: int) -> tuple[int | None, int]:
        if at >= len(self.starts):
            return None, 0
        after = self.starts[at + 1] - 1 if at + 1 < len(self.starts) else len(self.lines)
        return self.starts[at], after

    def fault(self, at: int | None, sentence: str, word: str = "", hint: str = "") -> InputError:
        line = self.line(at, word)
        head = "" if at is None or line else f"waiver {at + 1}: "
        return InputError(head + sentence, f"{shown(self.path)}:{line}" if line else shown(self.path), hint)


def shown(path: Path) -> str:
    """A path as it is told: relative to the working folder where it lies in it."""
    return within_folder(str(path))
