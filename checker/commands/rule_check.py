"""`checker rule --check`: mistakes in the declared relations of a configuration, each as one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from checker.commands.output import print_text
from checker.config import Settings, find_config, load_config
from checker.declared.checking import report_problems, static_problems
from checker.declared.relating import Context
from checker.engine import Inputs, validate_inputs
from checker.errors import InputError
from checker.reading.tables import Table
from checker.report import counted


def run(reports: Sequence[str], config: str | None) -> int:
    """Print what is wrong, and give the exit code: 1 where anything is."""
    path = Path(config) if config else find_config(Path.cwd())
    if path is None:
        raise InputError("there is no checker.toml here or above", hint="name one with --config")
    settings = load_config(path)
    if settings.declared is None or not settings.declared.relations:
        print_text(f"{path}: no relations are declared\n", "concise")
        return 0
    found = list(static_problems(settings.declared, date.today()))
    if reports:
        context = Context(settings, settings.declared, _tables(reports))
        known = {number for number, _ in found}
        found += [one for one in report_problems(settings.declared, context) if one[0] not in known]
    for _, problem in sorted(found, key=lambda one: one[0]):
        print_text(f"{problem}\n", "concise")
    if not found:
        against = f" against {counted(len(context.tables), 'table')}" if reports else ""
        number = counted(len(settings.declared.relations), "relation")
        print_text(f"{path}: {number} checked{against}, nothing is wrong\n", "concise")
    return int(bool(found))


def _tables(reports: Sequence[str]) -> tuple[Table, ...]:
    """The tables of the reports; no rule is run."""
    result = validate_inputs(Inputs(tuple(reports), digests=False), Settings(ignore=("ALL",)))
    for one in result.unreadable:
        raise InputError(one.reason, one.path)
    if not result.inputs:
        raise InputError("no report was found in what was named")
    return result.tables
