"""From what a person names (files, folders, patterns, `-`) to the files to read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

STDIN = "-"
REPORT_SUFFIXES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".txt", ".md", ".html", ".htm", ".docx"})
PATTERN_MARKS = frozenset("*?[")


def report_files(names: Iterable[str]) -> list[str]:
    """The files to read, in the order named, each once.

    A folder stands for the reports in it and below, a pattern for the files that match it (** for any
    depth). A name that matches nothing is kept, so that the reader can say that it is missing; a folder
    or a pattern without reports gives nothing.
    """
    return list(dict.fromkeys(path for name in names for path in _expand(name)))


def _expand(name: str) -> Iterator[str]:
    if name == STDIN or _exists(name, os.path.isfile):
        yield name
    elif _exists(name, os.path.isdir):
        yield from _reports_below(name)
    elif PATTERN_MARKS & set(name):
        yield from _matches(name)
    else:
        yield name


def _exists(name: str, test: object) -> bool:
    try:
        return bool(callable(test) and test(name))
    except ValueError:  # a null character in the name
        return False


def _matches(pattern: str) -> Iterator[str]:
    import glob

    for path in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 - pathlib takes no absolute patterns
        if Path(path).is_dir():
            yield from _reports_below(path)
        else:
            yield path


def _reports_below(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if Path(name).suffix.lower() in REPORT_SUFFIXES and not name.startswith((".", "~$")):
                yield str(Path(here, name))


def fits(path: str, pattern: str) -> bool:
    """Whether a file pattern means this path: the whole path, its end, or the file name."""
    clean = path.replace("\\", "/")
    return fnmatch(clean, pattern) or fnmatch(clean, f"*/{pattern}")
