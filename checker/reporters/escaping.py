"""Text of a report inside our own output: nothing in a cell may act on a terminal or a page."""

from __future__ import annotations

import re

# Control characters, line and paragraph separators, zero-width and bidirectional marks, lone surrogates.
_ACTIVE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~$-])")
_NEVER_XML = re.compile("[\ufffe\uffff]")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


def plain(text: str) -> str:
    """One line of harmless text: line breaks become spaces, other active characters are written out."""
    if text.isascii() and text.isprintable():
        return text
    return _ACTIVE.sub(_written_out, re.sub(r"\s*[\r\n\t\v\f]+\s*", " ", text))


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def html(text: str) -> str:
    """Harmless text for HTML, quoted attributes included."""
    return "".join(_HTML.get(character, character) for character in plain(text))


def xml(text: str) -> str:
    """Harmless text for XML 1.0, quoted attributes included; the lines of a text stay lines."""
    return "\n".join(_NEVER_XML.sub(_written_out, html(line)) for line in text.split("\n"))


def markdown(text: str) -> str:
    """Harmless text for Markdown, table cells included: no markup, no HTML, no links, no mentions."""
    escaped = _MARKDOWN.sub(r"\\\1", plain(text))
    page = "".join(_HTML.get(character, character) for character in escaped)
    return re.sub(r"(?i)(https?|ftp|www|mailto)(?=[:.])", r"\1&#8203;", page).replace("@", "&#64;")


def code_span(text: str) -> str:
    """Harmless text in a Markdown code span, longer fences around backquotes."""
    clean = plain(text).replace("|", "\\|")
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", clean)), default=0))
    pad = " " if clean.startswith("`") or clean.endswith("`") else ""
    return f"{fence}{pad}{clean}{pad}{fence}"


def json_text(text: str) -> str:
    """JSON on one line with the active characters inside its strings written as JSON escapes."""
    quiet = text.isascii() and "\x7f" not in text
    return text if quiet else _ACTIVE.sub(lambda match: json_escape(match[0]), text)


def json_escape(character: str) -> str:
    """A character as JSON escapes, in two halves beyond the first 65,536."""
    units = character.encode("utf-16-be", "surrogatepass")
    pairs = (units[at : at + 2] for at in range(0, len(units), 2))
    return "".join(f"\\u{int.from_bytes(pair, 'big'):04x}" for pair in pairs)
