"""The command `checker`: from a command line to an exit code, whatever happens."""

from __future__ import annotations

import gc
import io
import os
import sys

from checker.errors import InputError

COMMANDS = ("validate", "show", "rule", "init", "waive", "waivers")
OWN_OPTIONS = ("--help", "-h", "--version")
RARELY = 200_000  # new objects between two collections


def main() -> None:
    """Run the command line and leave with its exit code.

    Hardly any of our values refer to each other in circles: looking for such circles seldom saves a tenth of the time.
    """
    gc.set_threshold(RARELY, 20, 100)
    sys.exit(run_command(sys.argv[1:]))


def run_command(arguments: list[str]) -> int:
    """The exit code of a command line; whatever goes wrong becomes one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(with_command(arguments))
        return code if arguments else 2
    except InputError as error:
        return _refused(str(error))
    except KeyboardInterrupt:
        return _refused("interrupted")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 2
    except Exception as error:
        return _refused(f"internal error: {type(error).__name__}: {error}")


def with_command(arguments: list[str]) -> list[str]:
    """The arguments with the default command in front where they name none."""
    first = arguments[0] if arguments else "--help"
    return arguments or [first] if first in (*COMMANDS, *OWN_OPTIONS) else ["validate", *arguments]


def _run(arguments: list[str]) -> int:
    command, *words = arguments
    if command == "validate" and words and not any(word.startswith("-") and word != "-" for word in words):
        # Without options there is nothing to parse, and typer is half the time of a short report.
        from checker.commands.check import Request, run

        return run(Request(paths=words))
    from checker.commands.line import run_line

    return run_line(arguments)


def _refused(sentence: str) -> int:
    from checker.reporters.escaping import plain

    print(f"checker: error: {plain(sentence)}", file=sys.stderr)
    return 2
