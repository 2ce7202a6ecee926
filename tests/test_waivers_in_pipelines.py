"""Waivers where checks run by themselves: the pytest plugin, assertions, findings on declarations."""

from __future__ import annotations

import json
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest

import checker
from checker.engine import Inputs, validate_inputs
from checker.figures import Gap, Place
from checker.findings import Finding, Level, find
from checker.relations import Basis, Declaration, Judgement, Kind, Relation, Verdict
from checker.report import Input, Result
from checker.reporters import Telling, render
from checker.waiving.applying import Call, standings_of
from checker.waiving.file import WaiversFile, read_waivers
from checker.waiving.making import Grounds, waiver_for
from checker.waiving.writing import added, changed
from tests.test_cli import BROKEN, GOOD
from tests.waiving import DATE, TOTALS, waive, waiver

INI = "[pytest]\nchecker_files = reports/*.csv\n"
NAME = "checker-waivers.toml"
GROUNDS = Grounds("the head office is counted once", "Li Wei", "explained", DATE)


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with a good report, and one whose only finding is waived."""
    folder = pytester.mkdir("reports")
    for name, text in (("good", GOOD), ("broken", BROKEN)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    pytester.makeini(INI)
    result = checker.validate(folder / "broken.csv")
    changed(pytester.path / NAME, lambda _: (), waiver_for(result, result.findings[0], GROUNDS, pytester.path / NAME))
    return pytester


@pytest.mark.parametrize("config", ["", 'ignore = ["CNT"]\n', f'waivers = "{NAME}"\n'])
def test_the_plugin_skips_what_is_waived(config: str, project: pytest.Pytester) -> None:
    if config:
        project.makefile(".toml", checker=config)
    outcome = project.runpytest_inprocess("-v", "-rs")
    outcome.assert_outcomes(passed=1, skipped=1)
    outcome.stdout.fnmatch_lines(["SKIPPED*explained by Li Wei on 2026-03-01: the head office is counted once*"])


def test_the_plugin_fails_again_where_a_figure_changes(project: pytest.Pytester) -> None:
    Path("reports/broken.csv").write_text(BROKEN.replace("28900", "29800"), encoding="utf-8")
    outcome = project.runpytest_inprocess()
    outcome.assert_outcomes(passed=2, failed=1)
    outcome.stdout.fnmatch_lines(["*waived on 2026-03-01 by Li Wei when this was 28900; it is now 29800*"])


def test_a_waivers_file_that_cannot_be_read_is_a_collection_error(project: pytest.Pytester) -> None:
    Path(NAME).write_text("[[waivers]]\nid = '0000-0000'\n", encoding="utf-8")
    outcome = project.runpytest_inprocess()
    outcome.assert_outcomes(errors=2)
    outcome.stdout.fnmatch_lines([f"*{NAME}:1: the reason of the waiver is missing*"])


def test_assertions_honour_waivers(project: pytest.Pytester) -> None:
    project.makepyfile(
        test_reports="""
        import checker, pytest

        def test_fixture(check_report):
            assert len(check_report("reports/broken.csv").waived) == 1

        def test_without(check_report):
            with pytest.raises(checker.InconsistencyError):
                check_report("reports/broken.csv", waivers=False)

        def test_function():
            with pytest.raises(checker.InconsistencyError):
                checker.assert_consistent("reports/broken.csv")
            assert checker.assert_consistent("reports/broken.csv", waivers="checker-waivers.toml").ok
        """
    )
    project.runpytest_inprocess("test_reports.py").assert_outcomes(passed=3)


def complaint(row: int, text: str) -> Judgement:
    """What a column schema finds wrong with a cell."""
    place = Place("a.csv", row=row, column=2)
    declaration = Declaration("count: int", "error", (f"{text} is no whole number", f"{text}不是整数"))
    gap = Gap(text, place, ("count", f"row {row}"))
    return Judgement(
        Relation(
            Kind.FORMULA, None, (), Basis.DECLARED, missing=(gap,), code="SCH902", name="type", declaration=declaration
        ),
        Verdict.BROKEN,
    )


def test_findings_without_a_figure_are_waived_by_their_cells(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x\n", encoding="utf-8")
    judged = [complaint(3, "n/a"), complaint(4, "-")]
    findings = find(judged)
    result = Result(inputs=(Input("a.csv"),), judgements=tuple(judged), findings=tuple(findings))
    path = tmp_path / NAME
    made = waiver_for(result, findings[0], GROUNDS, path)
    file, _ = changed(path, lambda _: (), made)
    assert 'demand = "count: int"' in path.read_text(encoding="utf-8")
    settings = checker.config.Settings()
    (standing,) = standings_of(file, findings, judged, Call(settings, ("a.csv",)))
    assert [match.candidate.finding for match in standing.matches] == [findings[0]]
    changed_text = [complaint(3, "none"), complaint(4, "-")]
    (standing,) = standings_of(file, find(changed_text), changed_text, Call(settings, ("a.csv",)))
    assert [(one.name, one.old, one.new) for one in standing.acceptance.changes] == [("count / row 3", "n/a", "none")]


def test_declared_rules_that_are_not_there_leave_waivers_alone(tmp_path: Path) -> None:
    """Without the configuration that declares a rule nothing is known of its findings."""
    report = tmp_path / "a.csv"
    report.write_text(GOOD, encoding="utf-8")
    judged = [complaint(3, "n/a")]
    result = Result(inputs=(Input(str(report)),), judgements=tuple(judged), findings=tuple(find(judged)))
    changed(tmp_path / NAME, lambda _: (), waiver_for(result, result.findings[0], GROUNDS, tmp_path / NAME))
    text = (tmp_path / NAME).read_text(encoding="utf-8").replace('"a.csv"', '"*a.csv"')
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    assert checker.validate(report, waivers=tmp_path / NAME).findings == ()


@pytest.mark.parametrize("name", ["junit", "sarif", "json", "full", "concise", "markdown", "github", "gitlab"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_remarks_are_told_in_every_format(name: str, lang: str, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    report.write_text(TOTALS, encoding="utf-8")
    waive(report)
    report.write_text(TOTALS.replace("1206", "1228"), encoding="utf-8")
    result = checker.validate(report, waivers=tmp_path / "waivers.toml", fail_on="note")
    assert [str(one.judgement.relation.code) for one in result.findings] == ["WVR903"]
    assert (result.exit_code, result.summary.broken) == (1, 0)
    text = render(result, name, Telling(lang=lang))
    assert "waivers.toml" in text
    assert ("已没有Li Wei" if lang == "zh" else "which Li Wei waived on 2026") in text
    if name == "junit":
        assert [case.get("name") for case in ElementTree.fromstring(text).iter("testcase") if len(case)] == [
            "WVR903 waiver-unused"
        ]
    if name == "json":
        (record,) = json.loads(text)["findings"]
        assert (record["location"]["line"], record["result"], record["level"]) == (4, None, "note")


HOSTILE = "\x1b[31m=cmd<script>alert(1)</script>\u202e`|*[x](http://evil.test)@team\x07\n::error::x"


@pytest.mark.parametrize("name", ["junit", "sarif", "full", "concise", "markdown", "github", "gitlab"])
def test_the_words_of_a_waiver_stay_words(name: str, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    report.write_text(TOTALS, encoding="utf-8")
    path = tmp_path / NAME
    waive(report, reason=HOSTILE)
    book = (tmp_path / "waivers.toml").read_text(encoding="utf-8")
    assert "\x1b" not in book and "\u202e" not in book
    raw = json.dumps(HOSTILE).replace("\\u202e", "\u202e")
    path.write_text(book.replace(book.split("reason = ")[1].split("\n")[0], raw), encoding="utf-8")
    result = checker.validate(report, waivers=path)
    assert result.waived[0].waiver and "\x1b" in result.waived[0].waiver.reason
    for told in (render(result, name, Telling(lang="en")), render(result, name, Telling(lang="en", verbose=True))):
        assert not any(mark in told for mark in ("\x1b", "\u202e", "\x07", "\n::error"))
        assert "<script>" not in told or name not in ("junit", "markdown")
    assert "<script>" not in result._repr_html_()


def test_a_long_waivers_file_is_quick(tmp_path: Path) -> None:
    """Hundreds of waivers cost about as much as reading them."""
    report = tmp_path / "report.csv"
    report.write_text(TOTALS, encoding="utf-8")
    path = tmp_path / NAME
    text = ""
    for number in range(400):
        text = added(text, waiver(number, file="*.csv"))
    path.write_text(text, encoding="utf-8")
    waive(report)
    with path.open("a", encoding="utf-8") as book:
        book.write((tmp_path / "waivers.toml").read_text(encoding="utf-8"))
    start = time.process_time()
    file = read_waivers(path)
    reading = time.process_time() - start
    result = checker.validate(report, waivers=path)
    assert [one.judgement.relation.code for one in result.waived] == ["TOT101"]
    assert len(result.open) == 400
    assert len(file.waivers) == 401
    settings = checker.config.Settings()
    start = time.process_time()
    standings_of(file, result.findings, result.judgements, Call(settings, tuple(f"{n}.csv" for n in range(20))))
    assert time.process_time() - start < 20 * max(reading, 0.05)


def test_the_road_knows_nothing_of_waivers_unless_there_are_any(tmp_path: Path) -> None:
    import subprocess
    import sys

    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    code = "import checker, sys; checker.validate('good.csv'); print([m for m in sys.modules if 'waiving' in m])"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert [one.name for one in tmp_path.iterdir()] == ["good.csv"]
    assert isinstance(validate_inputs(Inputs()).findings, tuple)
    assert WaiversFile(Path()).waivers == ()
    assert Finding(complaint(1, "x"), Level.NOTE).waiver is None
