"""From a finding to the waiver that accepts it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker.languages import language_of
from checker.messages import told
from checker.relations import Judgement
from checker.report import Result
from checker.reporters.escaping import plain
from checker.waiving.entries import Waiver
from checker.waiving.matching import Candidate, candidates_of
from checker.waiving.naming import FileNames

if TYPE_CHECKING:
    from checker.findings import Finding

MOST_COPIES = 100  # findings of the same labels and figures that an id may tell apart


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a person says of a finding."""

    reason: str
    by: str
    kind: str
    date: datetime.date
    until: datetime.date | None = None


def waiver_for(result: Result, finding: Finding, grounds: Grounds, path: Path) -> Waiver:
    """The waiver, for a file of waivers, that accepts one finding of a result."""
    candidate = candidate_of(finding, result.judgements)
    return Waiver(
        id=finding.id,
        file=FileNames(path.parent).named(candidate.path),
        claim=candidate.claim,
        kind=grounds.kind,
        reason=plain(grounds.reason.strip()),
        by=plain(grounds.by.strip()),
        date=grounds.date,
        until=grounds.until,
        says=plain(told(finding.judgement).in_(language_in(result, candidate.path))),
        name=finding.judgement.relation.name,
        occurrence=candidate.number,
        of=candidate.of,
        copies=candidate.copies if candidate.of > 1 else 1,
    )


def language_in(result: Result, path: str) -> str:
    """The language of one file of a result."""
    tables = tuple(one for one in result.tables if one.path == path)
    passages = tuple(one for one in result.passages if one.path == path)
    return language_of(replace(result, tables=tables, passages=passages))


def candidate_of(finding: Finding, judged: Sequence[Judgement]) -> Candidate:
    """A finding with its standing among the relations of its file."""
    (found,) = candidates_of([finding], judged)
    return found


def meant(findings: Sequence[Finding], word: str) -> list[Finding]:
    """The findings that an id, or the beginning of one, stands for.

    An id that is not there may tell one of several equal findings, in files that were checked together.
    """
    digits = word.replace("-", "")
    exact = [one for one in findings if one.id.replace("-", "") == digits]
    if exact or len(digits) < 8:
        return exact or [one for one in findings if one.id.replace("-", "").startswith(digits)]
    return [one for one in findings if _another(one, word)]


def _another(finding: Finding, word: str) -> bool:
    from checker.identity import claim_of

    claim = claim_of(finding.judgement.relation)
    return word in {claim.id(number) for number in range(MOST_COPIES)}
