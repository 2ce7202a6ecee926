"""Workflow commands of GitHub Actions: every finding stands beside its line in the pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.report import Result
from checker.reporters.annotations import Annotation, annotated, troubles
from checker.reporters.closing import summary_line
from checker.reporters.escaping import plain
from checker.reporters.positions import Position, within_folder

if TYPE_CHECKING:
    from checker.reporters import Telling

COMMANDS = {"error": "error", "query": "warning", "note": "notice"}


def report_github(result: Result, telling: Telling) -> str:
    """One command a finding, `::error file=,line=,col=,title=::sentence`, then the summary.

    Lines are lines of the file, also where a record takes several (see `Position`); the column is given
    where it is known, in characters. Paths are relative to the working folder.
    """
    lines = [_command(COMMANDS["error"], Position(path), "checker", reason) for path, reason in troubles(result)]
    lines += [_annotated(one) for one in annotated(result, telling)]
    lines += [] if telling.quiet else [summary_line(result, telling.lang)]
    return "".join(f"{line}\n" for line in lines)


def _annotated(one: Annotation) -> str:
    title, message = f"{one.code} {one.name}", f"{one.message} ({one.finding.id})"
    return _command(COMMANDS[one.level], one.position, title, message)


def _command(command: str, position: Position, title: str, message: str) -> str:
    file = {"file": within_folder(position.path), "line": str(position.line)} if position.path else {}
    column = {"col": str(position.column)} if position.column else {}
    end = {"endColumn": str(position.end)} if position.column and position.end else {}
    properties = file | column | end | {"title": title}
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{command} {written}::{_data(message)}"


def _data(text: str) -> str:
    """Text of a command: percent signs and line ends are what the runner reads as its own."""
    return plain(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
