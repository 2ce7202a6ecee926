"""A claim as a pandera check: what pandera hands over, and the failure cases it wants back.

pandera reports every column of a row that fails a check of a whole frame. A `RelationCheck` says itself which
cells fail, so that a failure case names one row, one column and one value. (In polars, pandera leaves room for one
failure case a row: it holds the column and the value, or several of each.)
"""

from __future__ import annotations

import warnings
from collections.abc import Hashable
from typing import Any

import numpy
from pandera.api.base.checks import CheckResult
from pandera.api.checks import Check
from pandera.api.dataframe.model_components import CheckInfo
from pandera.constants import CHECK_OUTPUT_KEY

from checker.errors import InputError
from checker.pandera.claims import ColumnClaim, RowClaim
from checker.pandera.deciding import Options, Outcome, decided
from checker.pandera.frames import frame_of, is_polars

FAIL, WARN = "fail", "warn"


class UndecidedWarning(UserWarning):
    """Rows passed a check although it could not be decided: `rows` of `of`, with the `reasons` counted."""

    def __init__(self, check: str, outcome: Outcome) -> None:
        self.check = check
        self.rows = sum(outcome.undecided.values())
        self.of = outcome.rows
        self.reasons = dict(outcome.undecided)
        reasons = ", ".join(f"{reason}: {count}" for reason, count in outcome.undecided.items())
        super().__init__(f"{check}: undecided {self.rows} times in {self.of} rows ({reasons})")


class _InModel(CheckInfo):
    """How a model of pandera finds a check among its attributes."""

    def __init__(self, check: RelationCheck) -> None:
        super().__init__(_passes)
        self.check = check

    def to_check(self, model_cls: type[object]) -> Check:
        return self.check


class RelationCheck(Check):
    """A check of a relation between columns, for `DataFrameSchema(checks=[...])` or as an attribute of a model."""

    def __init__(self, claim: RowClaim | ColumnClaim, options: Options, **settings: Any) -> None:
        """`settings` are those of pandera's own checks: name, error, title, description, raise_warning ..."""
        _refuse_unknown(options)
        given: dict[str, Any] = {"error": claim.text, "ignore_na": False}
        super().__init__(_passes, **(given | settings))
        self.claim = claim
        self.options = options

    @property
    def __dataframe_check_config__(self) -> CheckInfo:
        return _InModel(self)  # where a model of pandera looks for its checks

    def __get__(self, instance: object, owner: type[object]) -> RelationCheck:
        return self  # as a method has, so that a model takes the attribute for one and not for a column

    def __call__(self, check_obj: Any, column: str | None = None) -> CheckResult:
        if column not in (None, "*"):
            raise InputError("this check is of a whole data frame, not of one column", hint="checks=[...]")
        _refuse_narwhals()
        labels = (*self.claim.labels, *self.claim.keys)
        outcome = decided(self.claim, frame_of(check_obj, labels), self.options)
        if outcome.undecided:
            warnings.warn(UndecidedWarning(str(self.error), outcome), stacklevel=2)
        result = _polars_result if is_polars(check_obj) else _pandas_result
        return result(check_obj, outcome, self.n_failure_cases)


def _passes(data: Any) -> bool:
    """What pandera holds for the function of the check; the check itself does the work."""
    return True


def _refuse_narwhals() -> None:
    """Its results take another form; older versions of pandera do not have it."""
    from pandera.config import CONFIG

    if getattr(CONFIG, "use_narwhals_backend", False):
        sentence = "the relations of checker do not run on the narwhals backend of pandera"
        raise InputError(sentence, hint="pandera.config.set_config(use_narwhals_backend=False)")


def _refuse_unknown(options: Options) -> None:
    if options.undecided not in (FAIL, WARN):
        raise InputError(f"undecided cannot be {options.undecided!r}", hint=f"known: {FAIL}, {WARN}")
    from checker.config import policy_named

    policy_named(options.rounding)


def _passing(outcome: Outcome) -> Any:
    passing = numpy.ones(outcome.rows, dtype=bool)
    passing[[row for row, _ in outcome.failed]] = False
    return passing


def _pandas_result(data: Any, outcome: Outcome, most: int | None) -> CheckResult:
    import pandas

    output = pandas.Series(_passing(outcome), index=data.index)
    cells = outcome.failed[:most]
    places = {label: list(data.columns).index(label) for label in dict.fromkeys(label for _, label in cells)}
    several = isinstance(data.index, pandas.MultiIndex)
    cases = pandas.DataFrame(
        {
            "column": pandas.Series([label for _, label in cells], dtype=object),
            "index": pandas.Series([_name(data.index[row], several) for row, _ in cells], dtype=object),
            "failure_case": pandas.Series([data.iat[row, places[label]] for row, label in cells], dtype=object),
        }
    )
    return CheckResult(output, not outcome.failed, data, cases)


def _name(name: Hashable, several: bool) -> Hashable:
    """The name of a row as pandera wants it."""
    if not several or not isinstance(name, tuple):
        return name
    return str(tuple(one.item() if isinstance(one, numpy.generic) else one for one in name))


def _polars_result(data: Any, outcome: Outcome, most: int | None) -> CheckResult:
    import polars

    output = polars.LazyFrame({CHECK_OUTPUT_KEY: _passing(outcome)})
    passed = polars.LazyFrame({CHECK_OUTPUT_KEY: [not outcome.failed]})
    rows: dict[int, list[str]] = {}
    for row, label in outcome.failed:
        rows.setdefault(row, []).append(str(label))
    labels = sorted({label for several in rows.values() for label in several})
    read = data.lazy().select(labels).collect()
    values = [[_text(read[label][row]) for label in several] for row, several in sorted(rows.items())]
    cases = polars.DataFrame(
        {
            "column": [", ".join(several) for _, several in sorted(rows.items())],
            "value": [", ".join(texts) for texts in values],
        },
        schema={"column": polars.String, "value": polars.String},
    )
    return CheckResult(output, passed, data, (cases if most is None else cases.head(most)).lazy())


def _text(value: object) -> str:
    return "null" if value is None else str(value)
