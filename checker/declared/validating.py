"""A pandera schema on a data frame, whatever the environment has switched off in pandera."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]


def failure_cases(schema: Any, frame: Any) -> list[Record]:
    """The failure cases of a schema: column, check, failure_case and index of each; none where it holds.

    `PANDERA_VALIDATION_ENABLED=False` and a depth of SCHEMA_ONLY make pandera pass everything in silence: here they
    have no effect. Raises whatever the parsers and checks of the schema raise.
    """
    from pandera.config import ValidationDepth, config_context
    from pandera.errors import SchemaError, SchemaErrors

    with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
        try:
            schema.validate(frame, lazy=True)
        except (SchemaErrors, SchemaError) as errors:
            cases = errors.failure_cases
            records: list[Record] = cases.to_dict("records") if hasattr(cases, "to_dict") else []
            return records or [{"check": str(getattr(errors, "check", "")), "failure_case": cases}]
    return []
