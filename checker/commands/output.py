"""Writing: to a terminal that may not show every character, to a file whole or not at all."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TextIO

from checker.errors import InputError
from checker.reporters import WRITTEN_AS_JSON
from checker.reporters.escaping import json_escape


def print_text(text: str, output_format: str = "full", stream: TextIO | None = None) -> None:
    """Print a text; characters the stream cannot take are written as escapes (JSON ones in JSON, XML ones in XML)."""
    stream = stream or sys.stdout
    encoding = stream.encoding or "utf-8"
    if output_format in WRITTEN_AS_JSON and not _encodable(text, encoding):
        text = re.sub(r"[^\x00-\x7f]", lambda match: json_escape(match[0]), text)
    elif not _encodable(text, encoding):
        escapes = "xmlcharrefreplace" if output_format == "junit" else "backslashreplace"
        text = text.encode(encoding, escapes).decode(encoding)
    stream.write(text)
    stream.flush()


def _encodable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def speaks_chinese() -> bool:
    """Whether standard output can show Chinese."""
    return _encodable("合计", sys.stdout.encoding or "utf-8")


def wants_color(choice: str) -> bool:
    """Whether to colour: as chosen, and by default on a terminal unless NO_COLOR is set."""
    if choice != "auto":
        return choice == "always"
    dumb = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not dumb and sys.stdout.isatty()


def write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all: into a neighbour first, which then takes its name."""
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8")
        else:
            _replace(target, text.encode("utf-8"))
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", str(path)) from error


def _replace(target: Path, content: bytes) -> None:
    neighbour = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        neighbour.write_bytes(content)
        if target.exists():
            neighbour.chmod(target.stat().st_mode & 0o777)
        neighbour.replace(target)
    finally:
        neighbour.unlink(missing_ok=True)
