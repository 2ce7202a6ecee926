"""A parser for one command line, put together quickly."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

import typer


def parser_of(app: typer.Typer, wanted: str) -> Callable[..., Any]:
    """The command, with every word taken as it is given; only the wanted sub-command has its options.

    All our options are words or flags; typer would import pydantic (0.1 s) to turn text into text. It takes some
    milliseconds to put together the options of a command, and the others are only named.
    """
    lean = copy(app)
    lean.registered_commands = [one if _name(one) == wanted else _bare(one) for one in app.registered_commands]
    command = typer.main.get_command(lean)
    for one in getattr(command, "commands", {}).values():
        for parameter in one.params:
            if not getattr(parameter, "is_flag", False):
                setattr(parameter, "process_value", _as_given)  # noqa: B010
    return command


def _name(command: Any) -> str:
    return str(command.name or command.callback.__name__)


def _bare(command: Any) -> Any:
    """A command that has a name and a first sentence, and no options."""

    def unused() -> None:
        pass

    unused.__doc__ = command.callback.__doc__
    other = copy(command)
    other.name, other.callback = _name(command), unused
    return other


def _as_given(context: object, value: object) -> object:
    return value
