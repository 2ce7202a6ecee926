"""What `checker.validate` does: from what a program passes to the engine's inputs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypedDict

from checker.config import Settings, load_config, policy_named
from checker.engine import Inputs, validate_inputs
from checker.errors import InputError
from checker.reading.grid import Grid
from checker.reading.sources import ReadOptions
from checker.report import LEVELS, Result

Named = tuple[str, Any]


class Keywords(TypedDict, total=False):
    """The settings that `checker.validate` and what is built on it take by keyword."""

    select: Iterable[str]
    ignore: Iterable[str]
    rounding: str | None
    config: str | os.PathLike[str] | None
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    fail_on: str
    waivers: str | os.PathLike[str] | bool | None
    baseline: str | os.PathLike[str] | None


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
    waivers: str | os.PathLike[str] | bool | None = None
    baseline: str | os.PathLike[str] | None = None


def check(report: object, choices: Choices) -> Result:
    """Check paths, buffers and data frames together."""
    if choices.fail_on not in (*LEVELS, "never"):
        raise InputError(f"unknown level {choices.fail_on!r}", "fail_on", f"known: {', '.join(LEVELS)}, never")
    things = list(_things(report))
    options = ReadOptions(choices.encoding, choices.delimiter, choices.sheet)
    inputs = Inputs(
        names=tuple(os.fsdecode(one) for _, one in things if isinstance(one, str | os.PathLike)),
        contents=tuple(_contents(_named([one for one in things if _is_buffer(one[1])], "buffer"), options)),
        grids=tuple(_grids(_named([one for one in things if _is_frame(one[1])], "DataFrame"))),
        options=options,
    )
    return validate_inputs(inputs, _settings(choices), choices.fail_on)


def _things(report: object) -> Iterator[Named]:
    """What is to be checked, each with the name it was given, empty where there is none."""
    if _is_report(report):
        several: Iterable[Named] = [("", report)]
    elif isinstance(report, Mapping):
        several = [(str(name), one) for name, one in report.items()]
    elif isinstance(report, Iterable) and not isinstance(report, bytes | bytearray):
        several = [("", one) for one in report]
    else:
        several = [("", report)]
    for name, one in several:
        if not _is_report(one):
            raise InputError(
                f"cannot check {type(one).__name__}", hint="give a path, a buffer, a data frame, or several"
            )
        yield name, one


def _is_report(thing: object) -> bool:
    return isinstance(thing, str | os.PathLike) or _is_buffer(thing) or _is_frame(thing)


def _is_buffer(thing: object) -> bool:
    return callable(getattr(type(thing), "read", None)) or callable(getattr(thing, "read", None))


def _is_frame(thing: object) -> bool:
    """Whether it is a data frame, or a polars one that is not computed yet; asks the type, not the data."""
    kind = type(thing)
    return hasattr(kind, "columns") and (hasattr(kind, "shape") or hasattr(kind, "collect"))


def _named(things: list[Named], noun: str) -> list[Named]:
    """Things with names: the given one, that of an open file, else `<noun>`, numbered where there are several."""
    plain = [f"<{noun}>"] if len(things) == 1 else [f"<{noun} {number}>" for number in range(1, len(things) + 1)]
    return [(name or _own_name(one) or other, one) for (name, one), other in zip(things, plain, strict=True)]


def _own_name(thing: object) -> str:
    name = getattr(thing, "name", "") if _is_buffer(thing) else ""
    return name if isinstance(name, str) else ""


def _contents(buffers: list[Named], options: ReadOptions) -> Iterator[Inputs]:
    for name, buffer in buffers:
        encoding = options.encoding
        try:
            content = buffer.read()
        except (OSError, ValueError) as error:
            raise InputError(f"cannot be read: {error}", name) from error
        if isinstance(content, str):
            content, encoding = content.encode("utf-8", "surrogatepass"), "utf-8"
        yield Inputs(stdin=bytes(content), options=replace(options, encoding=encoding, stdin_filename=name))


def _grids(frames: list[Named]) -> Iterator[Grid]:
    from checker.reading.frames import grid_of_frame

    for name, frame in frames:
        yield grid_of_frame(frame, name)


def _settings(choices: Choices) -> Settings:
    settings = load_config(Path(choices.config)) if choices.config else Settings()
    return replace(
        settings,
        select=choices.select or settings.select,
        ignore=(*settings.ignore, *choices.ignore),
        rounding=policy_named(choices.rounding) if choices.rounding else settings.rounding,
        waivers=_waivers(choices, settings),
        baseline=os.fspath(choices.baseline) if choices.baseline else "",
    )


def _waivers(choices: Choices, settings: Settings) -> str:
    """The waivers file that was named, else that of the configuration. Raises InputError for one that is not there."""
    if choices.waivers is None or choices.waivers is True:
        return settings.waivers
    if not choices.waivers:
        return ""
    path = os.fspath(choices.waivers)
    if not Path(path).exists():
        raise InputError("there is no such waivers file", path)
    return path
