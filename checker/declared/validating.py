"""A pandera schema on a data frame, whatever the environment has switched off in pandera."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

Record = dict[str, Any]


def failure_cases(schema: Any, frame: Any) -> list[Record]:
    """The failure cases of a schema: column, check, failure_case and index of each; none where it holds.

    `PANDERA_VALIDATION_ENABLED=False` and a depth of SCHEMA_ONLY make pandera pass everything in silence, its narwhals
    backend names no rows: here they have no effect. Raises whatever the parsers and checks of the schema raise.
    """
    from pandera.config import ValidationDepth, config_context
    from pandera.errors import SchemaError, SchemaErrors

    depth = ValidationDepth.SCHEMA_AND_DATA
    with _own_backend(), config_context(validation_enabled=True, validation_depth=depth):
        try:
            schema.validate(frame, lazy=True)
        except (SchemaErrors, SchemaError) as errors:
            cases = errors.failure_cases
            records: list[Record] = cases.to_dict("records") if hasattr(cases, "to_dict") else []
            return records or [{"check": str(getattr(errors, "check", "")), "failure_case": cases}]
    return []


@contextmanager
def _own_backend() -> Iterator[None]:
    """The backend for pandas of pandera itself, where another one is set."""
    from pandera.config import CONFIG

    other = getattr(CONFIG, "use_narwhals_backend", False)
    if other:
        _use_narwhals(False)
    try:
        yield
    finally:
        if other:
            with suppress(ImportError):  # it may be asked for and not installed
                _use_narwhals(True)


def _use_narwhals(wanted: bool) -> None:
    import warnings

    from pandera.config import set_config

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells that backends were exchanged, which is what is wanted
        set_config(use_narwhals_backend=wanted)
