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
    "junit": ("junit", "report_junit"),
    "sarif": ("sarif", "report_sarif"),
    "github": ("github", "report_github"),
    "gitlab": ("gitlab", "report_gitlab"),
}
FOR_PEOPLE = ("full", "concise")
FOR_PIPELINES = ("junit", "sarif", "github", "gitlab")  # they tell findings, also where `show` is asked for
WRITTEN_AS_JSON = ("json", "jsonl", "sarif", "gitlab")


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
    return reporter(output_format)(result, in_language(result, telling or Telling()))


def in_language(result: Result, telling: Telling) -> Telling:
    """How to tell a result, in the language of the report unless another was chosen."""
    if telling.lang != "auto":
        return telling
    from checker.languages import language_of

    return replace(telling, lang=language_of(result))
