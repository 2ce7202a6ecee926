"""`checker init`: a new checker.toml with the relations that discovery found in reports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checker.commands.output import print_text, write_file
from checker.engine import Inputs, validate_inputs
from checker.errors import InputError
from checker.report import Result, counted

DEFAULT = "checker.toml"
STDOUT = "-"


def run(paths: Sequence[str], output: str | None, force: bool) -> int:
    """Write the configuration and give the exit code: 0, or 3 where nothing was found that could be declared."""
    target = output or DEFAULT
    if not paths:
        raise InputError("no report was named", hint="give files, folders or patterns")
    if target != STDOUT and not force and Path(target).exists():
        raise InputError("already exists", target, "give another name with -o, or --force to write it anew")
    result = validate_inputs(Inputs(tuple(paths), digests=False))
    _refuse_unread(result)
    from checker.declared.initiating import initiated

    found = initiated(result, paths)
    if not found.declared:
        print_text("checker: no relations between figures of tables were found, nothing was written\n", "concise")
        return 3
    if target == STDOUT:
        print_text(found.text)
        return 0
    write_file(Path(target), found.text)
    left = f"; {counted(found.left, 'relation')} left to discovery" if found.left else ""
    declared = f"{counted(found.declared, 'relation')} declared by {counted(found.entries, 'formula')}"
    print_text(f"wrote {target}: {declared}{left}\n", "concise")
    return 0


def _refuse_unread(result: Result) -> None:
    for one in result.unreadable:
        raise InputError(one.reason, one.path)
    for failure in result.failures:
        raise InputError(failure.message, failure.path)
    if not result.inputs:
        raise InputError("no report was found in what was named")
