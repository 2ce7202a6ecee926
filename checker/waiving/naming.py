"""What a waivers file calls the files it is about: patterns, counted from its own folder."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from checker.paths import fits


@dataclass(frozen=True, slots=True)
class FileNames:
    """The names of files as one waivers file has them."""

    home: Path
    _known: dict[str, str | None] = field(default_factory=dict, repr=False)

    def means(self, pattern: str, path: str) -> bool:
        """Whether a pattern is about a file.

        A file below the folder of the waivers file is meant by its path from there. Any other, also one that is no
        file, such as a data frame, is meant by its path, the end of its path or its name.
        """
        inside = self.inside(path)
        if inside is not None:
            return inside == pattern or fnmatch(inside, pattern)
        whole = _whole(path).as_posix()
        return pattern in (path, whole) or fits(path, pattern) or fits(whole, pattern)

    def named(self, path: str) -> str:
        """What to call a file: its path below the folder, else its whole path; another thing keeps its name."""
        inside = self.inside(path)
        if inside is not None:
            return inside
        return _whole(path).as_posix() if _whole(path).exists() else path

    def inside(self, path: str) -> str | None:
        """The path of a file from the folder; None for what is elsewhere, or no file."""
        if path not in self._known:
            self._known[path] = _inside(self.home, path)
        return self._known[path]


def _inside(home: Path, path: str) -> str | None:
    whole, folder = _whole(path), _whole(str(home))
    try:
        if not whole.exists():
            return None
        pairs = ((whole, folder), (whole.resolve(), folder.resolve()))
    except (OSError, ValueError):  # a name no file can have
        return None
    return next((one.relative_to(other).as_posix() for one, other in pairs if one.is_relative_to(other)), None)


def _whole(path: str) -> Path:
    """The absolute path; a link keeps its own name."""
    return Path(os.path.abspath(path))  # noqa: PTH100
