"""JSON, version 1: the contract with programs. Keys are only ever added."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from checker import __version__
from checker.decimals import decimal_text, end_text
from checker.figures import Figure, Place
from checker.intervals import Interval
from checker.messages import headlines
from checker.relations import ANNUAL, Declaration, Judgement, Term
from checker.report import Failure, Input, Result
from checker.reporters.escaping import json_text
from checker.reporters.places import main_place

if TYPE_CHECKING:
    from checker.findings import Finding, Suspect
    from checker.reporters import Telling
    from checker.waiving.acceptance import Acceptance

VERSION = 1
Record = dict[str, Any]


def report_json(result: Result, telling: Telling) -> str:
    """One JSON object; `show` prints relations and figures, `validate` findings and what is undecided."""
    record: Record = {
        "version": VERSION,
        "tool": {"name": "checker", "version": __version__},
        "inputs": [input_record(one) for one in result.inputs],
        "summary": summary_record(result),
    }
    if telling.show:
        record["relations"] = [relation_record(one) for one in result.judgements]
        record["figures"] = [figure_record(one) for one in result.figures]
    else:
        record["findings"] = [finding_record(one) for one in result.findings[: telling.max_findings]]
        record["undecided"] = undecided_records(result)
    if telling.show and result.failures:
        record["undecided"] = [_failure_record(one) for one in result.failures]
    if telling.statistics:
        record["statistics"] = statistics_records(result)
    members = (f" {_text(key)}: {_laid_out(value)}" for key, value in record.items())
    return "{\n" + ",\n".join(members) + "\n}\n"


def report_jsonl(result: Result, telling: Telling) -> str:
    """One JSON object a line, each with its `type`: inputs, findings (or relations), then the summary."""
    lines = [("input", input_record(one)) for one in result.inputs]
    if telling.show:
        lines += [("relation", relation_record(one)) for one in result.judgements]
        lines += [("figure", figure_record(one)) for one in result.figures]
    else:
        lines += [("finding", finding_record(one)) for one in result.findings[: telling.max_findings]]
        lines += [("undecided", one) for one in undecided_records(result)]
    lines.append(("summary", summary_record(result)))
    return "".join(f"{_text({'type': kind, **one})}\n" for kind, one in lines)


def _laid_out(value: object) -> str:
    """A member of the report: lists with one record a line, so that they read well and are quick to write."""
    if not isinstance(value, list) or not value:
        return _text(value)
    return "[\n" + ",\n".join(f"  {_text(one)}" for one in value) + "\n ]"


def _text(value: object) -> str:
    return json_text(json.dumps(value, ensure_ascii=False))


def input_record(one: Input) -> Record:
    """An input, with null for what is not known of it."""
    return {
        "path": one.path,
        "sha256": one.sha256 or None,
        "encoding": one.encoding or None,
        "tables": one.tables,
        "passages": one.passages,
        "figures": one.figures,
        "covered": one.covered,
        "status": one.status,
        "reason": one.reason or None,
    }


def summary_record(result: Result) -> Record:
    """The counts of the summary line."""
    summary = result.summary
    return {
        "relations": summary.relations,
        "held": summary.held,
        "broken": summary.broken,
        "undecided": summary.undecided + len(result.failures),
        "open": dict(summary.open),
        "waived": summary.waived,
        "figures": summary.figures,
        "covered": summary.covered,
    }


def relation_record(judgement: Judgement) -> Record:
    """A relation with its verdict."""
    relation = judgement.relation
    record: Record = {
        "kind": str(relation.kind),
        "code": relation.code or None,
        "name": relation.name or None,
        "basis": str(relation.basis),
        "verdict": str(judgement.verdict),
        "reason": judgement.reason or None,
        "result": figure_record(relation.result) if relation.result else None,
        "operands": [_operand_record(term) for term in relation.operands],
        "computed": _interval_record(judgement.computed),
        "stated": _interval_record(judgement.stated),
        "difference": None if judgement.difference is None else decimal_text(judgement.difference),
    }
    if relation.note == ANNUAL and relation.constant is not None:
        record["years"] = int(relation.constant.low)  # of compound growth: the result is told for each of them
    return record | {"declaration": _declaration_record(relation.declaration)} if relation.declaration else record


def _declaration_record(declaration: Declaration) -> Record:
    """What was written down, and where."""
    place = declaration.place
    return {
        "text": declaration.text,
        "accepted": list(declaration.accepted),
        "path": place.path if place else None,
        "line": place.line if place else None,
    }


def statistics_records(result: Result) -> list[Record]:
    """How many relations each rule found, by verdict."""
    counts = Counter((one.relation.code, one.relation.name, str(one.verdict)) for one in result.judgements)
    rules = sorted({(code, name) for code, name, _ in counts})
    verdicts = ("held", "broken", "undecided")
    return [
        {"code": code, "name": name, **{verdict: counts[code, name, verdict] for verdict in verdicts}}
        for code, name in rules
    ]


def undecided_records(result: Result) -> list[Record]:
    """The relations that could not be decided, and the rules that could not be run."""
    failed = [_failure_record(one) for one in result.failures]
    return failed + [relation_record(one) for one in result.undecided]


def _failure_record(failure: Failure) -> Record:
    record: Record = {"kind": None, "code": failure.code or None, "name": failure.name or None, "basis": None}
    record |= {"verdict": "undecided", "reason": failure.message, "result": None, "operands": []}
    return record | {"computed": None, "stated": None, "difference": None, "path": failure.path or None}


def finding_record(finding: Finding) -> Record:
    """A finding: its relation, and what a person is told."""
    return {
        **relation_record(finding.judgement),
        "id": finding.id,
        "level": str(finding.level),
        "message": headlines(finding),
        "suspects": [_suspect_record(one) for one in finding.suspects],
        "also": [relation_record(one) for one in finding.also],
        "state": finding.state,
        "waiver": _waiver_record(finding.waiver) if finding.waiver else None,
        "count": finding.count,
        "of": finding.of,
        "hint": finding.hint or None,
        "location": location_record(place) if (place := main_place(finding.judgement)) else None,
    }


def _waiver_record(waiver: Acceptance) -> Record:
    """A waiver, or the baseline that knows a finding; `changes` are the figures that changed since."""
    return {
        "kind": waiver.kind,
        "status": waiver.status,
        "id": waiver.id or None,
        "reason": waiver.reason or None,
        "by": waiver.by or None,
        "date": waiver.date or None,
        "until": waiver.until or None,
        "source": waiver.source,
        "line": waiver.line,
        "changes": [{"name": one.name or None, "old": one.old, "new": one.new} for one in waiver.changes],
    }


def _suspect_record(suspect: Suspect) -> Record:
    value = suspect.value
    candidate = None if value is None else decimal_text(value)
    return figure_record(suspect.figure) | {"candidate": candidate, "candidate_text": suspect.candidate}


def _operand_record(term: Term) -> Record:
    record = figure_record(term.figure) | {"sign": "-" if term.weight < 0 else "+"}
    return record if abs(term.weight) == 1 else record | {"weight": decimal_text(term.weight)}


def figure_record(figure: Figure) -> Record:
    """A figure as stated, with the true values it may stand for."""
    return {
        "text": figure.text,
        "value": decimal_text(figure.value),
        "unit": figure.unit.symbol or None,
        "low": end_text(figure.interval.low),
        "high": end_text(figure.interval.high),
        "labels": list(figure.labels),
        "location": location_record(figure.place),
    }


def location_record(place: Place) -> Record:
    """A place: cell keys in a table, span keys in a text, both for a table inside a text document."""
    record: Record = {"path": place.path}
    if place.row is not None:
        record |= {"sheet": place.sheet, "row": place.row, "column": place.column, "cell": place.cell}
    if place.table is not None:
        record["table"] = place.table
    if place.start is not None or place.row is None:
        text = {"paragraph": place.paragraph, "line": place.line, "start": place.start, "end": place.end}
        record |= text
    return record


def _interval_record(interval: Interval | None) -> Mapping[str, str | None] | None:
    if interval is None:
        return None
    return {"low": end_text(interval.low), "high": end_text(interval.high)}
