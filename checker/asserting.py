"""Consistency as an assertion, for tests and pipelines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from checker import validate
from checker.reporters import Telling, in_language, render

if TYPE_CHECKING:
    from checker.calling import Keywords
    from checker.report import Result


class InconsistencyError(AssertionError):
    """A report contradicts itself, cannot be read, or holds nothing that can be checked.

    The message is what `checker validate` prints; `result` is the outcome.
    """

    def __init__(self, result: Result) -> None:
        super().__init__(failure_text(result))
        self.result = result


def assert_consistent(report: Any, **keywords: Unpack[Keywords]) -> Result:
    """Check a report, or several together, and raise unless everything that can be checked holds.

    Takes what `checker.validate` takes, and gives its result. Raises InconsistencyError (an AssertionError)
    where the exit code would not be 0, so also where nothing was checked; InputError for settings that
    cannot be used.
    """
    __tracebackhide__ = True
    result = validate(report, **keywords)
    if not result.ok:
        raise InconsistencyError(result)
    return result


def failure_text(result: Result) -> str:
    """Why a result is not in order, on lines of its own."""
    text = render(result, "full")
    if result.exit_code == 3:
        from checker.reporters.checks import NOTHING

        text = f"{NOTHING.in_(in_language(result, Telling()).lang)}\n{text}"
    return f"\n{text}"
