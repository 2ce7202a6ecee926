"""SARIF 2.1.0, the format in which code hosts and editors exchange findings.

Source of the format: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from checker import __version__
from checker.figures import Figure, Place
from checker.report import Result
from checker.reporters.annotations import Annotation, annotated, troubles
from checker.reporters.escaping import json_text, plain
from checker.reporters.places import main_place
from checker.reporters.positions import Position, position_of, uri_of

if TYPE_CHECKING:
    from checker.findings import Finding
    from checker.reporters import Telling
    from checker.rule import Rule
    from checker.waiving.acceptance import Acceptance

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "query": "warning", "note": "note"}
BASE = "%SRCROOT%"
MOST_RELATED = 20
Record = dict[str, Any]


def report_sarif(result: Result, telling: Telling) -> str:
    """One run: the rules with their manual pages, the findings, what could not be checked.

    Every finding has a physical location. `startLine` is the line of the file, also where a record takes
    several, the row in a workbook, the paragraph in Word (see `Position`); `startColumn` counts
    characters and is given where it is known; the cell stands beside it as a logical location. What is waived is
    there with its suppression; with a baseline every result says whether it is new.
    """
    found = list(annotated(result, telling, waived=True))
    names = {one.code: one.name for one in found}
    indices = {code: number for number, code in enumerate(sorted(names))}
    book = _book(names)
    run = {
        "tool": {"driver": _driver([_rule(code, names[code], book.get(code), telling.lang) for code in sorted(names)])},
        "language": telling.lang,
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(result)],
        "results": [_result(result, one, indices[one.code], telling.lang) for one in found],
    }
    return _written({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _written(record: Record) -> str:
    """JSON in lines, with the active characters inside its strings written as JSON escapes."""
    lines = json.dumps(record, ensure_ascii=False, indent=1).split("\n")
    return "".join(f"{json_text(line)}\n" for line in lines)


def _driver(rules: list[Record]) -> Record:
    return {"name": "checker", "version": __version__, "semanticVersion": __version__, "rules": rules}


def _book(codes: Iterable[str]) -> dict[str, Rule]:
    """The rules of some codes."""
    from checker.rulebook import load_rules, remarks

    wanted = set(codes)
    return {one.code: one for one in (*load_rules(), *remarks(wanted)) if one.code in wanted} if wanted else {}


def _rule(code: str, name: str, rule: Rule | None, lang: str) -> Record:
    record: Record = {"id": code, "name": name}
    if rule is None:
        return record
    summary, manual = (rule.summary_zh, rule.manual_zh) if lang == "zh" else (rule.summary, rule.manual)
    return record | {
        "shortDescription": {"text": summary or rule.summary},
        "fullDescription": {"text": summary or rule.summary},
        "help": {"text": manual or rule.manual},
    }


def _invocation(result: Result) -> Record:
    notifications = [_notification(path, reason) for path, reason in troubles(result)]
    record = {"executionSuccessful": not notifications, "exitCode": result.exit_code}
    return record | ({"toolExecutionNotifications": notifications} if notifications else {})


def _notification(path: str, reason: str) -> Record:
    record: Record = {"level": "error", "message": {"text": reason}}
    return record | ({"locations": [{"physicalLocation": {"artifactLocation": _artifact(path)}}]} if path else {})


def _result(result: Result, one: Annotation, index: int, language: str) -> Record:
    relation, main = one.finding.judgement.relation, main_place(one.finding.judgement)
    others = [figure for figure in relation.figures if figure.place != main][:MOST_RELATED]
    return {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": LEVELS[one.level],
        "message": {"text": one.message},
        "locations": [_location(one.position, main)],
        "relatedLocations": [_related(result, figure, number) for number, figure in enumerate(others, start=1)],
        "partialFingerprints": {"checkerFinding/v1": one.finding.id},
        **_accepted(result, one.finding, language),
    }


def _accepted(result: Result, finding: Finding, lang: str) -> Record:
    """Suppressions, which all results of a run have or none, and what a baseline knows."""
    if not result.waived:
        return {}
    waiver = finding.waiver if finding.state != "open" else None
    record: Record = {"suppressions": [_suppression(waiver, lang)] if waiver else []}
    if any(one.waiver and one.waiver.known for one in result.waived):
        record["baselineState"] = "unchanged" if waiver and waiver.known else "new"
    return record


def _suppression(waiver: Acceptance, lang: str) -> Record:
    """A waiver, which stands in a file of its own."""
    from checker.waiving.acceptance import told_acceptance

    location = _location(Position(waiver.source, waiver.line or 1), None)
    justification = waiver.reason or told_acceptance(waiver).in_(lang)
    known = {"by": waiver.by, "date": waiver.date, "until": waiver.until, "kind": waiver.kind, "id": waiver.id}
    return {
        "kind": "external",
        "status": "accepted",
        "justification": plain(justification),
        "location": location,
        "properties": {name: plain(text) for name, text in known.items() if text},
    }


def _related(result: Result, figure: Figure, number: int) -> Record:
    location = _location(position_of(result, figure.place), figure.place)
    return {"id": number} | location | {"message": {"text": plain(figure.text)}}


def _location(position: Position, place: Place | None) -> Record:
    region = {"startLine": position.line}
    if position.column:
        region["startColumn"] = position.column
        region |= {"endColumn": position.end} if position.end else {}
    record: Record = {"physicalLocation": {"artifactLocation": _artifact(position.path), "region": region}}
    if place is None or place.cell is None:
        return record
    full = plain(f"{place.sheet}!{place.cell}") if place.sheet else place.cell
    return record | {"logicalLocations": [{"name": place.cell, "fullyQualifiedName": full}]}


def _artifact(path: str) -> Record:
    uri = uri_of(path)
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": BASE}
