"""SARIF as the official schema wants it: every sample, waived and known findings, findings without a figure."""

from __future__ import annotations

import datetime
import functools
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import checker
from checker.figures import Gap, Place
from checker.findings import Finding, Level, identity
from checker.relations import Basis, Declaration, Judgement, Kind, Relation, Verdict
from checker.report import Input, Result
from checker.reporters import Telling, render
from checker.waiving.making import Grounds, waiver_for
from checker.waiving.writing import changed
from tests.test_reporters import enrolment, hostile, long, schools, sentence, troubled

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "tests/data/sarif-schema-2.1.0.json"
TODAY = datetime.date(2026, 3, 1)
RELATIVE = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@/%-]*")
Log = dict[str, Any]

formats = jsonschema.FormatChecker(formats=())


@formats.checks("uri-reference")
def _uri_reference(text: object) -> bool:
    return not isinstance(text, str) or bool(RELATIVE.fullmatch(text))


@functools.cache
def validator() -> jsonschema.Draft4Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft4Validator.check_schema(schema)
    return jsonschema.Draft4Validator(schema, format_checker=formats)


@functools.cache
def samples() -> Result:
    """All samples in one call."""
    return checker.validate([ROOT / "samples"])


def log_of(result: Result, lang: str = "en") -> Log:
    log: Log = json.loads(render(result, "sarif", Telling(lang=lang)))
    faults = [f"{list(one.absolute_path)}: {one.message}" for one in validator().iter_errors(log)]
    assert faults == []
    return log


def results(log: Log) -> list[Log]:
    found: list[Log] = log["runs"][0]["results"]
    return found


def test_the_schema_is_the_official_one() -> None:
    origin = SCHEMA.with_suffix(".ORIGIN.md").read_text(encoding="utf-8")
    assert hashlib.sha256(SCHEMA.read_bytes()).hexdigest() in origin
    assert json.loads(SCHEMA.read_text(encoding="utf-8"))["id"] in origin


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("runs", 0, "results", 0, "level"), "fatal"),
        (("runs", 0, "results", 0, "message"), {}),
        (("runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "startLine"), 0),
        (("runs", 0, "results", 0, "suppressions"), [{"status": "accepted"}]),
        (("runs", 0, "tool"), {}),
        (("version",), "2.0.0"),
        (("runs", 0, "results", 0, "locations", 0, "physicalLocation", "artifactLocation", "uri"), "a b.csv"),
    ],
)
def test_the_schema_refuses_what_is_wrong(path: tuple[str | int, ...], value: object) -> None:
    log: Any = log_of(enrolment())
    inner: Any = log
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    assert list(validator().iter_errors(log))


@pytest.mark.parametrize("result", [enrolment, schools, sentence, troubled, hostile, long, Result])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_results_made_by_hand(result: Any, lang: str) -> None:
    log = log_of(result(), lang)
    assert len(results(log)) == len(result().findings)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_samples(lang: str) -> None:
    found = results(log_of(samples(), lang))
    assert len(found) == len(samples().findings) > 20
    assert not any("suppressions" in one or "baselineState" in one for one in found)


@pytest.fixture
def waived(tmp_path: Path) -> Result:
    """All samples with a waiver for every second finding."""
    path = tmp_path / "waivers.toml"
    grounds = Grounds("checked <with> the register\n", "Li Wei", "explained", TODAY, datetime.date(9999, 12, 31))
    for one in samples().findings[::2]:
        changed(path, lambda _: (), waiver_for(samples(), one, grounds, path))
    return checker.validate([ROOT / "samples"], waivers=path)


def test_waived_findings_have_suppressions(waived: Result, tmp_path: Path) -> None:
    log = log_of(waived)
    found = results(log)
    assert len(found) == len(samples().findings)
    assert sorted(len(one["suppressions"]) for one in found) == sorted(
        number % 2 == 0 for number in range(len(samples().findings))
    )
    for one in _suppressions(found):
        assert (one["kind"], one["status"]) == ("external", "accepted")
        assert one["justification"] == "checked <with> the register"
        assert one["properties"]["by"] == "Li Wei"
        location = one["location"]["physicalLocation"]
        assert location["artifactLocation"]["uri"].endswith("waivers.toml")
        line = (tmp_path / "waivers.toml").read_text(encoding="utf-8").split("\n")[location["region"]["startLine"] - 1]
        assert line == "[[waivers]]"


def _suppressions(found: list[Log]) -> Iterator[Log]:
    for one in found:
        yield from one["suppressions"]


def test_known_findings_are_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(checker.validate([ROOT / "samples/narrative"]).to_json(), encoding="utf-8")
    result = checker.validate([ROOT / "samples"], baseline=path)
    found = results(log_of(result))
    states = {one["partialFingerprints"]["checkerFinding/v1"]: one["baselineState"] for one in found}
    assert set(states.values()) == {"new", "unchanged"}
    assert {one.id for one in result.waived} == {key for key, state in states.items() if state == "unchanged"}
    assert all(bool(one["suppressions"]) == (one["baselineState"] == "unchanged") for one in found)


def complaint(place: Place, code: str, level: str) -> Finding:
    """A finding that no arithmetic made, on a line or a cell that holds no figure."""
    declaration = Declaration("count: required", level, ("no column is called <count>", "没有名为count的栏"), place)
    relation = Relation(
        Kind.FORMULA, None, (), Basis.DECLARED, missing=(Gap("", place),), code=code, name="a-complaint",
        declaration=declaration,
    )  # fmt: skip
    judgement = Judgement(relation, Verdict.BROKEN)
    return Finding(judgement, Level(level), id=identity(judgement))


@pytest.mark.parametrize(
    ("place", "line", "cell"),
    [
        (Place("checker-waivers.toml", line=12), 12, None),
        (Place("reports/汇总 1.csv"), 1, None),
        (Place("reports/book.xlsx", sheet="表1", row=4, column=2), 4, "B4"),
        (Place("text.docx", paragraph=3, start=0, end=4), 3, None),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_findings_without_a_figure(place: Place, line: int, cell: str | None, lang: str) -> None:
    found = [complaint(place, code, level) for code, level in (("SCH901", "error"), ("WVR903", "note"))]
    result = Result(inputs=(Input(place.path),), findings=tuple(found))
    for one in results(log_of(result, lang)):
        (location,) = one["locations"]
        assert location["physicalLocation"]["region"]["startLine"] == line
        assert not location["physicalLocation"]["artifactLocation"]["uri"].startswith("/")
        assert one["message"]["text"] == ("没有名为count的栏" if lang == "zh" else "no column is called <count>")
        assert [name["name"] for name in location.get("logicalLocations", [])] == ([cell] if cell else [])


def test_remarks_on_waivers_carry_their_manual(tmp_path: Path) -> None:
    path = tmp_path / "waivers.toml"
    grounds = Grounds("seen", "Li Wei", "accepted", TODAY)
    report = tmp_path / "enrolment.csv"
    report.write_bytes((ROOT / "samples/enrolment.csv").read_bytes())
    result = checker.validate(report)
    changed(path, lambda _: (), waiver_for(result, result.findings[0], grounds, path))
    report.write_text("region,count\nNorth,1\nSouth,2\nTotal,3\n", encoding="utf-8")
    log = log_of(checker.validate(report, waivers=path))
    (rule,) = log["runs"][0]["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("WVR903", "waiver-unused")
    assert "checker waivers prune" in rule["help"]["text"]
