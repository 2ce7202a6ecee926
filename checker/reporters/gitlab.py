"""The code quality report of GitLab: findings in the merge request."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from checker.report import Result
from checker.reporters.annotations import Annotation, annotated, troubles
from checker.reporters.escaping import json_text
from checker.reporters.positions import Position, within_folder

if TYPE_CHECKING:
    from checker.reporters import Telling

SEVERITIES = {"error": "major", "query": "minor", "note": "info"}
UNREADABLE, UNDONE = "blocker", "not-checked"


def report_gitlab(result: Result, telling: Telling) -> str:
    """A JSON array with one object a finding; what could not be checked stands in it as a blocker.

    `location.lines.begin` is the line of the file, also where a record takes several (see `Position`);
    the fingerprint is the id of the finding, which does not change when rows move.
    """
    records = [_undone(path, reason) for path, reason in troubles(result)]
    records += [_annotated(one) for one in annotated(result, telling)]
    lines = (json_text(json.dumps(one, ensure_ascii=False)) for one in records)
    return "[\n" + ",\n".join(f" {line}" for line in lines) + "\n]\n" if records else "[]\n"


def _annotated(one: Annotation) -> dict[str, Any]:
    name = f"{one.code} {one.name}"
    return _record(one.message, name, one.finding.id, SEVERITIES[one.level], one.position)


def _undone(path: str, reason: str) -> dict[str, Any]:
    content = f"{path}\n{reason}".encode("utf-8", "surrogatepass")
    return _record(reason, UNDONE, blake2b(content, digest_size=8).hexdigest(), UNREADABLE, Position(path or "-"))


def _record(description: str, name: str, fingerprint: str, severity: str, position: Position) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": name,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": within_folder(position.path), "lines": {"begin": position.line}},
    }
