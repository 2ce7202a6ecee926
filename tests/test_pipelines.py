"""Reports for pipelines: what code hosts and dashboards take, and where it points."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import checker
from checker.report import Result
from checker.reporters import Telling, render
from checker.reporters.checks import by_family, checks
from checker.reporters.positions import field_span, uri_of, within_folder
from checker.rulebook import load_rules
from tests.test_cli import BROKEN, Run, run
from tests.test_reporters import enrolment, hostile, schools, sentence, troubled

RESULTS = [enrolment, schools, sentence, troubled, hostile, Result]
__all__ = ["run"]


def records(value: object) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from records(part)


@pytest.mark.parametrize("result", RESULTS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_sarif_is_as_the_schema_wants_it(result: Any, lang: str) -> None:
    log = json.loads(render(result(), "sarif", Telling(lang=lang)))
    assert (log["version"], list(log)) == ("2.1.0", ["$schema", "version", "runs"])
    (run_of,) = log["runs"]
    rules = run_of["tool"]["driver"]["rules"]
    for one in run_of["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        assert one["level"] in ("error", "warning", "note")
        assert one["message"]["text"]
        assert re.fullmatch(r"[0-9a-f]{4}-[0-9a-f]{4}", one["partialFingerprints"]["checkerFinding/v1"])
        (location,) = one["locations"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1
    for one in records(log):
        if "artifactLocation" in one:
            assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", one["artifactLocation"]["uri"])
            assert not one["artifactLocation"]["uri"].startswith("/")
        if "startColumn" in one:
            assert 1 <= one["startColumn"] <= one["endColumn"]


def test_sarif_carries_the_manual_of_its_rules() -> None:
    book = next(one for one in load_rules() if one.code == "TOT101")
    for lang in ("en", "zh"):
        log = json.loads(render(enrolment(), "sarif", Telling(lang=lang)))
        (rule,) = log["runs"][0]["tool"]["driver"]["rules"]
        assert rule["help"]["text"] == (book.manual_zh if lang == "zh" else book.manual)
        assert rule["shortDescription"]["text"] == (book.summary_zh if lang == "zh" else book.summary)


@pytest.mark.parametrize("result", RESULTS)
def test_junit_counts_are_those_of_its_cases(result: Any) -> None:
    root = ElementTree.fromstring(render(result(), "junit", Telling(lang="en")))
    for scope in (root, *root.findall("testsuite")):
        assert int(scope.get("tests", "")) == len(list(scope.iter("testcase")))
        for name, element in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(scope.get(name, "")) == len(list(scope.iter(element)))


def test_junit_fails_where_the_exit_code_does() -> None:
    root = ElementTree.fromstring(render(schools(), "junit", Telling(lang="en")))
    failed = [case for case in root.iter("testcase") if case.find("failure") is not None]
    assert [case.get("name") for case in failed] == ["TOT102 row-total"]
    failure = failed[0].find("failure")
    assert failure is not None and failure.text
    full = render(schools(), "full", Telling(lang="en"))
    assert full.startswith(failure.text.rstrip())
    growth = next(case for case in root.iter("testcase") if case.get("name") == "GRW101 growth")
    output = growth.find("system-out")
    assert output is not None and "query[GRW101]" in (output.text or "")


def test_a_limit_on_findings_makes_no_test_pass() -> None:
    limited = Telling(lang="en", max_findings=0)
    assert render(schools(), "junit", limited) == render(schools(), "junit", Telling(lang="en"))
    assert json.loads(render(schools(), "gitlab", limited)) == []


def test_one_cause_is_one_failure() -> None:
    found = {one.name: one for one in checks(enrolment(), Telling(lang="en"), by_family)}
    assert (found["TOT"].status, found["SHR"].status) == ("failed", "skipped")
    names = {one.name: one for one in checks(enrolment(), Telling(lang="en"))}
    assert names["SHR102 shares-add-up"].status == "passed"
    assert names["SHR101 share-of-total"].status == "skipped"
    assert enrolment().findings[0].id in names["SHR101 share-of-total"].message


def test_github_commands_cannot_be_left() -> None:
    text = render(hostile(), "github", Telling(lang="en"))
    commands = [line for line in text.splitlines() if line.startswith("::")]
    assert len(commands) == len(hostile().findings)
    for line in commands:
        properties, _, message = line.removeprefix("::error ").partition("::")
        names = [one.partition("=")[0] for one in properties.split(",")]
        assert names == ["file", "line", "col", "endColumn", "title"]
        assert not re.search("%(?!25|2C|3A)", line)
        assert message


def test_gitlab_fingerprints_are_ids() -> None:
    found = json.loads(render(troubled(), "gitlab", Telling(lang="en")))
    assert {one["fingerprint"] for one in found} >= {one.id for one in troubled().findings}
    assert len({one["fingerprint"] for one in found}) == len(found)
    assert [one["severity"] for one in found] == ["blocker", "blocker", "major"]
    assert found[2]["location"] == {"path": "reports/enrolment.csv", "lines": {"begin": 7}}


@pytest.mark.parametrize("result", RESULTS)
@pytest.mark.parametrize("output_format", ["junit", "sarif", "github", "gitlab"])
def test_show_tells_the_same(result: Any, output_format: str) -> None:
    told = render(result(), output_format, Telling(lang="en"))
    assert render(result(), output_format, Telling(lang="en", show=True)) == told


def test_a_line_is_one_of_the_file_where_a_record_takes_several() -> None:
    lines = BROKEN.splitlines()
    head, *rest = lines[0].split(",")
    text = f'"{head}\n(all)",{",".join(rest)}\n' + "\n".join(lines[1:]) + "\n"
    result = checker.validate({"many.csv": io.StringIO(text)})
    (found,) = json.loads(render(result, "gitlab", Telling(lang="en")))
    stated = result.findings[0].judgement.relation.result
    assert stated and stated.place.row
    assert found["location"]["lines"]["begin"] == stated.place.row + 1
    assert stated.text in text.splitlines()[stated.place.row]
    (line,) = re.findall(r"line=(\d+),col=(\d+),endColumn=(\d+)", render(result, "github", Telling(lang="en")))
    number, start, end = map(int, line)
    assert text.splitlines()[number - 1][start - 1 : end - 1] == stated.text


@pytest.mark.parametrize(
    ("line", "column", "field"),
    [
        ("a,b,c", 1, "a"),
        ("a,b,c", 3, "c"),
        ('a,"b, x",c', 2, '"b, x"'),
        ('a,"b ""x"", y",c', 3, "c"),
        ('"a,b",c', 2, "c"),
        ("a,,c", 2, ""),
        ('5" pipe,7', 2, "7"),
        ('"a" b,c', 2, "c"),
    ],
)
def test_a_field_stands_where_it_is_printed(line: str, column: int, field: str) -> None:
    start, end = field_span(line, column, ",")
    assert start and end
    assert line[start - 1 : end - 1] == field


def test_a_field_on_another_line_has_no_column() -> None:
    assert field_span('b",4', 3, ",") == (None, None)


def test_paths_are_relative_to_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    inside = str(tmp_path / "a b" / "年报:1.csv")
    assert within_folder(inside) == "a b/年报:1.csv"
    assert uri_of(inside) == "a%20b/%E5%B9%B4%E6%8A%A5%3A1.csv"
    assert uri_of("./a.csv") == "a.csv"
    assert uri_of("<stdin>") == "%3Cstdin%3E"
    assert uri_of("/elsewhere/a.csv") == "file:///elsewhere/a.csv"


@pytest.mark.parametrize("output_format", ["junit", "sarif", "github", "gitlab"])
@pytest.mark.parametrize(("name", "code"), [("broken", 1), ("good", 0), ("words", 3), ("nowhere", 2)])
def test_exit_codes_are_those_of_any_format(run: Run, output_format: str, name: str, code: int) -> None:
    assert run(f"{name}.csv", "--output-format", output_format).code == code
