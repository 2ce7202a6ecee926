"""Reporters: pure functions from a result to a text, by the name of the format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

from checker.errors import InputError

if TYPE_CHECKING:
    from checker.report import Result

# Format name to module and function: a reporter is imported when it is asked for.
FORMATS = {
    "full": ("full", "report_full"),
    "concise": ("concise", "report_concise"),
    "json": ("json", "report_json"),
    "jsonl": ("json", "report_jsonl"),
    "markdown": ("markdown", "report_markdown"),
}
FOR_PEOPLE = ("full", "concise")


@dataclass(frozen=True, slots=True)
class Telling:
    """How a result is told.

    `lang` is en, zh, or auto for the language of the report. `show` prints what was read instead of the
    findings. `max_findings` leaves out the findings beyond it (the counts stay).
    """

    lang: str = "auto"
    color: bool = False
    show: bool = False
    statistics: bool = False
    quiet: bool = False
    verbose: bool = False
    max_findings: int | None = None


Reporter = Callable[["Result", Telling], str]


def reporter(name: str) -> Reporter:
    """The reporter of a format. Raises InputError for a format there is not."""
    if name not in FORMATS:
        raise InputError(f"unknown output format {name!r}", hint=f"known: {', '.join(FORMATS)}")
    module, function = FORMATS[name]
    found: Reporter = getattr(import_module(f"checker.reporters.{module}"), function)
    return found


def render(result: Result, output_format: str, telling: Telling | None = None) -> str:
    """The text of a result in a format."""
    telling = telling or Telling()
    if telling.lang == "auto":
        from checker.languages import language_of

        telling = replace(telling, lang=language_of(result))
    return reporter(output_format)(result, telling)
