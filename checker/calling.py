"""What `checker.validate` does: from what a program passes to the engine's inputs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from checker.config import Settings, load_config, policy_named
from checker.engine import Inputs, validate_inputs
from checker.errors import InputError
from checker.reading.grid import Grid
from checker.reading.sources import ReadOptions
from checker.report import LEVELS, Result


@dataclass(frozen=True, slots=True)
class Choices:
    """The keyword arguments of `checker.validate`."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rounding: str | None = None
    config: str | os.PathLike[str] | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    fail_on: str = "error"


def check(report: object, choices: Choices) -> Result:
    """Check paths and data frames together."""
    if choices.fail_on not in (*LEVELS, "never"):
        raise InputError(f"unknown level {choices.fail_on!r}", "fail_on", f"known: {', '.join(LEVELS)}, never")
    things = list(_things(report))
    paths = [os.fspath(one) for one in things if isinstance(one, str | os.PathLike)]
    inputs = Inputs(
        names=tuple(path.decode() if isinstance(path, bytes) else path for path in paths),
        grids=tuple(_grids([one for one in things if not isinstance(one, str | os.PathLike)])),
        options=ReadOptions(choices.encoding, choices.delimiter, choices.sheet),
    )
    return validate_inputs(inputs, _settings(choices), choices.fail_on)


def _things(report: object) -> Iterable[object]:
    single = isinstance(report, str | os.PathLike) or _is_frame(report)
    if single:
        return (report,)
    if isinstance(report, Iterable):
        return report
    raise InputError(f"cannot check {type(report).__name__}", hint="give a path, a data frame, or several")


def _is_frame(thing: object) -> bool:
    return hasattr(thing, "columns") and hasattr(thing, "shape")


def _grids(frames: list[Any]) -> Iterable[Grid]:
    from checker.reading.frames import grid_of_frame

    for number, frame in enumerate(frames, start=1):
        if not _is_frame(frame):
            raise InputError(f"cannot check {type(frame).__name__}", hint="give a path or a data frame")
        yield grid_of_frame(frame, "<DataFrame>" if len(frames) == 1 else f"<DataFrame {number}>")


def _settings(choices: Choices) -> Settings:
    settings = load_config(Path(choices.config)) if choices.config else Settings()
    return replace(
        settings,
        select=choices.select or settings.select,
        ignore=(*settings.ignore, *choices.ignore),
        rounding=policy_named(choices.rounding) if choices.rounding else settings.rounding,
    )
