"""HTML for notebooks: the findings to open one by one, then the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.report import Result
from checker.reporters.closing import closing
from checker.reporters.escaping import html
from checker.reporters.finding import finding_text
from checker.reporters.suspicion import confirmations

if TYPE_CHECKING:
    from checker.reporters import Telling

MOST_SHOWN = 50
_STYLE = "white-space: pre; font-family: monospace; overflow-x: auto"


def report_notebook(result: Result, telling: Telling) -> str:
    """A fragment of HTML without scripts, links or outside styles; every text of the report is escaped."""
    found, confirmed = result.open[:MOST_SHOWN], confirmations(result)
    texts = [finding_text(result, one, confirmed, telling) for one in found]
    blocks = [_finding(text, opened=number == 0) for number, text in enumerate(texts)]
    more = len(result.open) - len(found)
    blocks += [f"<p>+ {more}</p>"] if more else []
    blocks += _accepted(result, telling)
    return "\n".join(["<div>", *blocks, _lines("p", closing(result, telling)), "</div>"])


def _accepted(result: Result, telling: Telling) -> list[str]:
    """What is waived or known, a line each, closed."""
    if not result.waived:
        return []
    from checker.reporters.accepted import WAIVED, accepted_line

    lines = [accepted_line(one, telling.lang) for one in result.waived[:MOST_SHOWN]]
    more = len(result.waived) - len(lines)
    lines += [f"+ {more}"] if more else []
    text = "\n".join([f"{WAIVED.in_(telling.lang)}: {len(result.waived)}", *lines])
    return [_finding(text, opened=False)]


def _finding(text: str, *, opened: bool) -> str:
    head, _, body = text.rstrip("\n").partition("\n")
    opening = "<details open>" if opened else "<details>"
    return f"{opening}<summary>{html(head)}</summary>{_lines('div', body)}</details>"


def _lines(element: str, text: str) -> str:
    content = "\n".join(html(line) for line in text.rstrip("\n").split("\n"))
    return f'<{element} style="{_STYLE}">{content}</{element}>'
