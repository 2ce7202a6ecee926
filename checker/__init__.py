"""checker cross-checks the figures of a report before it is submitted.

    >>> import checker
    >>> result = checker.validate("report.csv")
    >>> print(result)

Importing the package is cheap; the readers, the rules and the judge are imported by the first call.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from os import PathLike

    from checker.asserting import InconsistencyError, assert_consistent
    from checker.errors import InputError
    from checker.figures import Figure, Place, Unit
    from checker.findings import Finding, Suspect
    from checker.intervals import Interval
    from checker.relations import Basis, Judgement, Kind, Relation, Verdict
    from checker.report import Input, Result, Summary

__version__ = "0.1.0"

_HOMES = {
    **dict.fromkeys(("InconsistencyError", "assert_consistent"), "checker.asserting"),
    "InputError": "checker.errors",
    "Interval": "checker.intervals",
    **dict.fromkeys(("Figure", "Place", "Unit"), "checker.figures"),
    **dict.fromkeys(("Finding", "Suspect"), "checker.findings"),
    **dict.fromkeys(("Basis", "Judgement", "Kind", "Relation", "Verdict"), "checker.relations"),
    **dict.fromkeys(("Input", "Result", "Summary"), "checker.report"),
}

__all__ = [
    "Basis",
    "Figure",
    "Finding",
    "InconsistencyError",
    "Input",
    "InputError",
    "Interval",
    "Judgement",
    "Kind",
    "Place",
    "Relation",
    "Result",
    "Summary",
    "Suspect",
    "Unit",
    "Verdict",
    "__version__",
    "assert_consistent",
    "validate",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'checker' has no attribute {name!r}")


def validate(
    report: str | PathLike[str] | Any | Iterable[str | PathLike[str] | Any] | Mapping[str, Any],
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    rounding: str | None = None,
    config: str | PathLike[str] | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    fail_on: str = "error",
    waivers: str | PathLike[str] | bool | None = None,
    baseline: str | PathLike[str] | None = None,
) -> Result:
    """Check a report, or several together, and say what contradicts itself.

    `report` is a path (a file, a folder or a pattern), an open file or buffer (of bytes or text), a pandas or
    polars data frame, or several of these, which may be named (`{"2024.csv": buffer, "plan": frame}`);
    figures that several of them state are compared. `select` and `ignore` are rule codes, beginnings of codes or rule
    names; `rounding` is the policy the figures were rounded with (nearest, half_up, trunc, ceil, any,
    balanced, base:5); `config` is a configuration file, none unless given; `encoding`, `delimiter` and
    `sheet` concern the files. `waivers` is a file of accepted findings, that of the configuration unless given, none
    where it is False; `baseline` is the JSON output of an earlier run, whose findings are known and do not fail.

    A file that cannot be read does not raise: it stands in `Result.inputs` with the reason, and
    `Result.exit_code` is 2. Raises InputError for settings that cannot be used.
    """
    from checker.calling import Choices, check

    reading = (encoding, delimiter, sheet)
    chosen = Choices(tuple(select), tuple(ignore), rounding, config, *reading, fail_on, waivers, baseline)
    return check(report, chosen)
