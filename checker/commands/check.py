"""`checker validate` and `checker show`: from a command line to an output and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checker.commands.output import print_text, speaks_chinese, wants_color, write_file
from checker.config import WAIVERS, Settings, find_config, load_config, nearest, waivers_in
from checker.engine import Inputs, validate_inputs
from checker.errors import InputError
from checker.languages import LANGUAGES
from checker.reading.sources import ReadOptions
from checker.report import LEVELS, Input, Result
from checker.reporters import FOR_PEOPLE, FORMATS, Telling, render

if TYPE_CHECKING:
    from checker.declared.declarations import Declarations

COLORS = ("auto", "always", "never")
FAIL_ON = (*LEVELS, "never")
MOST_NAMED = 5  # files that are named one by one


class Request(NamedTuple):
    """The options of `validate` and `show`, as given."""

    paths: list[str] | None = None
    output_format: str = "full"
    output_file: str | None = None
    select: list[str] | None = None
    ignore: list[str] | None = None
    fail_on: str = "error"
    exit_zero: bool = False
    statistics: bool = False
    lang: str = "auto"
    color: str = "auto"
    quiet: bool = False
    verbose: bool = False
    config: str | None = None
    isolated: bool = False
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    stdin_filename: str | None = None
    max_findings: str | None = None
    waivers: str | None = None
    no_waivers: bool = False
    baseline: str | None = None
    show: bool = False


def run(request: Request) -> int:
    """Check what the request names, print it, and give the exit code."""
    _refuse_unknown(request)
    if not request.paths:
        raise InputError("no report was named", hint="give files, folders or patterns, or - for standard input")
    digests = request.output_format.startswith("json")
    inputs = Inputs(tuple(request.paths), options=_read_options(request), digests=digests)
    settings = settings_of(request)
    result = validate_inputs(inputs, settings, request.fail_on)
    text = render(result, request.output_format, _telling(request))
    if request.output_file:
        write_file(Path(request.output_file), text)
    else:
        print_text(text, request.output_format)
    _tell_troubles(request, result)
    if settings.declared and settings.declared.tables and not request.quiet:
        _tell_strangers(settings.declared, result)
    return _exit_code(request, result)


def settings_of(request: Request) -> Settings:
    """The settings of the configuration file, the command line's choice of rules in front."""
    settings = _configured(request)
    select, ignore = _split(request.select), _split(request.ignore)
    settings = replace(settings, select=select or settings.select, ignore=(*settings.ignore, *ignore))
    waivers = "" if request.show else _waivers(request, settings)
    return replace(settings, waivers=waivers, baseline=request.baseline or "")


def _waivers(request: Request, settings: Settings) -> str:
    """The waivers file that is named, else that of the configuration, else that of the working folder.

    Raises InputError for one that is named and not there.
    """
    if request.waivers and request.no_waivers:
        raise InputError("--waivers and --no-waivers exclude each other")
    if request.waivers and not Path(request.waivers).exists():
        raise InputError("there is no such waivers file", request.waivers, "`checker waive` writes one")
    if request.no_waivers:
        return ""
    alone = request.isolated or settings.source
    return request.waivers or settings.waivers or ("" if alone else waivers_in(Path.cwd()))


def waivers_path(request: Request) -> Path:
    """The waivers file of a request, whether it is there or not."""
    settings = _configured(request)
    folder = Path(settings.source).parent if settings.source else Path.cwd()
    return Path(settings.waivers) if settings.waivers else folder / WAIVERS


def _configured(request: Request) -> Settings:
    if request.config:
        return load_config(Path(request.config))
    found = None if request.isolated else find_config(Path.cwd())
    return load_config(found) if found else Settings()


def _split(words: Iterable[str] | None) -> tuple[str, ...]:
    parts = (part.strip() for word in words or () for part in word.split(","))
    return tuple(part for part in parts if part)


def _refuse_unknown(request: Request) -> None:
    for option, value, known in (
        ("--output-format", request.output_format, tuple(FORMATS)),
        ("--fail-on", request.fail_on, FAIL_ON),
        ("--lang", request.lang, LANGUAGES),
        ("--color", request.color, COLORS),
    ):
        if value not in known:
            raise InputError(f"{option} cannot be {value!r}", hint=f"{nearest(value, known)}")


def _read_options(request: Request) -> ReadOptions:
    return ReadOptions(request.encoding, request.delimiter, request.sheet, request.stdin_filename)


def _telling(request: Request) -> Telling:
    to_screen = request.output_file is None
    readable = speaks_chinese() or not to_screen
    lang = "en" if request.lang == "auto" and not readable else request.lang
    return Telling(
        lang=lang,
        color=wants_color(request.color) and to_screen,
        show=request.show,
        statistics=request.statistics,
        quiet=request.quiet,
        verbose=request.verbose,
        max_findings=_count(request.max_findings),
    )


def _count(number: str | None) -> int | None:
    if number is None:
        return None
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise InputError(f"--max-findings must be a whole number, not {number!r}")
    return int(number)


def _tell_troubles(request: Request, result: Result) -> None:
    """On standard error: what a person would not see in the output, and our own mistakes with -v."""
    if request.output_file or request.output_format not in FOR_PEOPLE:
        for one in result.unreadable:
            print_text(f"checker: error: {one.path}: {one.reason}\n", "concise", sys.stderr)
        for failure in result.failures:
            print_text(f"checker: {failure}\n", "concise", sys.stderr)
    if request.verbose:
        for failure in result.failures:
            print_text(failure.details, "details", sys.stderr)
    if not result.inputs:
        print_text("checker: no report was found in what was named\n", "concise", sys.stderr)
    if request.quiet:
        return
    for sentence in _unchecked(result):
        print_text(f"checker: {sentence}\n", "concise", sys.stderr)


def _tell_strangers(declared: Declarations, result: Result) -> None:
    """On standard error: the tables of the configuration that are none of those read."""
    from checker.declared.naming import named_tables

    absent = [name for name, table in declared.tables.items() if not named_tables(table, result.tables)]
    if absent:
        named = ", ".join(absent[:MOST_NAMED]) + (", ..." if len(absent) > MOST_NAMED else "")
        print_text(f"checker: no table that was read fits [tables] {named}\n", "concise", sys.stderr)


def _unchecked(result: Result) -> list[str]:
    """The files that were read and not checked, with the reason; a number only where there are many."""
    relations = [one.relation for one in result.judgements]
    related = {figure.place.path for relation in relations for figure in relation.figures}
    related |= {gap.place.path for relation in relations if relation.demand for gap in relation.missing}
    reasons = {one.path: why for one in result.inputs if (why := _why_unchecked(one, one.path in related))}
    if len(reasons) > MOST_NAMED:
        return [f"{len(reasons)} files hold no figures that must agree with others: in them nothing was checked"]
    return [f"{path}: {why}" for path, why in reasons.items()]


def _why_unchecked(one: Input, related: bool) -> str:
    """Why a file that was read was not checked; empty where something was."""
    if one.status != "read" or related:
        return ""
    if one.figures:
        return f"{one.figures:,} figures were read, but none that must agree with others: nothing was checked"
    return "no figures were found, so nothing was checked"


def _exit_code(request: Request, result: Result) -> int:
    code = result.exit_code
    return 0 if code == 1 and (request.exit_zero or request.show) else code
