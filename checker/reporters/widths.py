"""Display widths: an East Asian wide character takes two columns of a terminal."""

from __future__ import annotations


def width(text: str) -> int:
    """How many terminal columns a text takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(one) else 2 if east_asian_width(one) in "WF" else 1 for one in text)


def left(text: str, columns: int) -> str:
    """A text at the left of so many columns."""
    return text + " " * max(columns - width(text), 0)


def right(text: str, columns: int) -> str:
    """A text at the right of so many columns."""
    return " " * max(columns - width(text), 0) + text


def cut(text: str, columns: int) -> str:
    """A text of at most so many columns, with `...` for what is left out."""
    if width(text) <= columns:
        return text
    kept = ""
    for character in text:
        if width(kept + character) > columns - 3:
            break
        kept += character
    return f"{kept}..."
