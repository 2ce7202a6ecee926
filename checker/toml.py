"""TOML with its mistakes at their line and column."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from checker.errors import InputError
from checker.reporters.escaping import plain

_AT = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")
QUOTE_KEYS = 'a key of other letters than a to z stands in quotes: "合计" = ...'


def parsed(path: str, text: str) -> dict[str, Any]:
    """The content of a TOML text. Raises InputError with the line and column of a mistake."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        said = "too deeply nested" if isinstance(error, RecursionError) else plain(str(error))
        at = _AT.search(said)
        last = len(text.split("\n"))
        where = "" if at is None else f":{at[1]}:{at[2]}" if at[1] else f":{last}"
        hint = QUOTE_KEYS if "Invalid statement" in said and not text.isascii() else ""
        raise InputError(f"is not valid TOML: {_AT.sub('', said)}", f"{path}{where}", hint) from error
