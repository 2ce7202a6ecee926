"""Findings as a pandas data frame, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from checker.decimals import decimal_text
from checker.messages import told
from checker.report import Result
from checker.reporters.places import main_place
from checker.reporters.suspicion import accused, reading
from checker.waiving.acceptance import told_acceptance

if TYPE_CHECKING:
    from checker.findings import Finding

TYPES = {"row": "Int64", "column": "Int64", "line": "Int64"}
COLUMNS = (
    "id", "level", "code", "name", "path", "sheet", "row", "column", "cell", "line",
    "stated", "difference", "message", "suspects", "also", "hint", "state", "waiver",
)  # fmt: skip


def frame_of(result: Result, lang: str) -> pd.DataFrame:
    """The findings, worst first.

    `row`, `column` and `line` count from 1 and are missing where they mean nothing; `difference` is stated
    less computed as a decimal string in the unit of the result; `suspects` are the best ones with the value
    that would settle the matter, `also` counts the other relations broken for the same cause. `state` is open or
    waived, `waiver` says who accepted the finding and why, or why that no longer counts.
    """
    frame = pd.DataFrame([_row(one, lang) for one in result.findings], columns=list(COLUMNS))
    return frame.astype(TYPES)


def _row(finding: Finding, lang: str) -> dict[str, Any]:
    judgement, place = finding.judgement, main_place(finding.judgement)
    relation = judgement.relation
    return {
        "id": finding.id,
        "level": str(finding.level),
        "code": relation.code,
        "name": relation.name,
        **_place(place),
        "stated": relation.result.text if relation.result else None,
        "difference": None if judgement.difference is None else decimal_text(judgement.difference),
        "message": told(judgement).in_(lang),
        "suspects": ", ".join(reading(one) for one in accused(finding)),
        "also": len(finding.also),
        "hint": finding.hint or None,
        "state": finding.state,
        "waiver": told_acceptance(finding.waiver).in_(lang) if finding.waiver else None,
    }


def _place(place: Any) -> dict[str, Any]:
    return {name: getattr(place, name, None) for name in ("path", "sheet", "row", "column", "cell", "line")}
