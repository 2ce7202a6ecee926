"""The pytest plugin, in projects of its own."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from checker.pytest_plugin import _fits
from tests.test_cli import BROKEN, GOOD, WORDS

INI = "[pytest]\nchecker_files = reports/*.csv\n"


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with three reports and no tests of its own."""
    folder = pytester.mkdir("reports")
    for name, text in (("good", GOOD), ("broken", BROKEN), ("words", WORDS)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return pytester


def test_nothing_is_collected_unless_asked_for(project: pytest.Pytester) -> None:
    project.runpytest_inprocess().assert_outcomes()


def test_every_family_of_rules_is_an_item(project: pytest.Pytester) -> None:
    project.makeini(INI)
    project.makefile(".csv", elsewhere=BROKEN)
    outcome = project.runpytest_inprocess("-v", "-rs")
    outcome.assert_outcomes(passed=1, failed=1, skipped=1)
    outcome.stdout.fnmatch_lines_random(["*reports/good.csv::TOT PASSED*", "*reports/broken.csv::TOT FAILED*"])
    outcome.stdout.fnmatch_lines(["SKIPPED*nothing was checked*"])


def test_a_failure_is_the_display_of_the_command(project: pytest.Pytester) -> None:
    text = project.runpytest_inprocess("--checker", "reports/broken.csv").stdout.str()
    assert 'error[TOT101] column-total: column "pupils" is stated as 28,900 but its rows add up to 29,900' in text
    assert "--> reports/broken.csv:5:3  cell C5" in text
    assert "Traceback" not in text
    assert "pytest_plugin.py" not in text


def test_junit_reports_are_clean(project: pytest.Pytester) -> None:
    folder = project.path / "reports"
    (folder / "odd.csv").write_text(BROKEN.replace("North", '"No\x1b[31mrth\u202e<&\uffff"'), encoding="utf-8")
    project.runpytest_inprocess("--checker", "--junitxml=junit.xml").assert_outcomes(passed=1, failed=2, skipped=1)
    root = ElementTree.parse(project.path / "junit.xml").getroot()
    failed = [case for case in root.iter("testcase") if case.find("failure") is not None]
    assert sorted((case.get("classname"), case.get("name")) for case in failed) == [
        ("reports.broken.csv", "TOT"),
        ("reports.odd.csv", "TOT"),
    ]


def test_what_cannot_be_read_fails(project: pytest.Pytester) -> None:
    (project.path / "reports" / "image.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    outcome = project.runpytest_inprocess("--checker", "reports/image.csv")
    outcome.assert_outcomes(failed=1)
    outcome.stdout.fnmatch_lines(["*PNG image*"])


def test_the_configuration_of_the_project_counts(project: pytest.Pytester) -> None:
    project.makeini(INI)
    project.makefile(".toml", checker='[levels]\nTOT101 = "note"\n')
    project.runpytest_inprocess("reports/broken.csv").assert_outcomes(passed=1)
    project.makefile(".toml", checker="nonsense = 1\n")
    outcome = project.runpytest_inprocess("reports/broken.csv")
    outcome.assert_outcomes(errors=1)
    outcome.stdout.fnmatch_lines(["*nonsense*"])
    outcome.stdout.no_fnmatch_line("*Traceback*")


def test_the_fixture_and_the_assertion(project: pytest.Pytester) -> None:
    project.makepyfile(
        """
        import io
        import checker
        import pytest

        def test_good(check_report):
            assert check_report("reports/good.csv").ok

        def test_broken(check_report):
            check_report("reports/broken.csv")

        def test_words():
            checker.assert_consistent("reports/words.csv")

        def test_raises():
            with pytest.raises(AssertionError, match="28,900") as caught:
                checker.assert_consistent(["reports/good.csv", open("reports/broken.csv", "rb")])
            assert caught.value.result.exit_code == 1
        """
    )
    outcome = project.runpytest_inprocess()
    outcome.assert_outcomes(passed=2, failed=2)
    outcome.stdout.fnmatch_lines(["E*error[[]TOT101[]] column-total: *28,900*", "E*nothing was checked*"])
    outcome.stdout.no_fnmatch_line("*asserting.py*")


def test_workers_agree_and_an_unused_plugin_imports_nothing(project: pytest.Pytester) -> None:
    project.makepyfile(
        test_idle="""
        import sys

        def test_idle():
            loaded = sorted(name for name in sys.modules if name.partition(".")[0] in ("checker", "checker_rules"))
            assert loaded == ["checker", "checker.pytest_plugin"]
            assert not {"pandas", "numpy", "pint", "typer", "openpyxl", "lxml"} & set(sys.modules)
        """
    )
    project.runpytest_subprocess("test_idle.py").assert_outcomes(passed=1)
    outcome = project.runpytest_subprocess("--checker", "-n", "2", "reports")
    outcome.assert_outcomes(passed=1, failed=1, skipped=1)


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("*.csv", True),
        ("out/*.csv", True),
        ("out/**/*.csv", True),
        ("**/*.csv", True),
        ("a.csv", True),
        ("other/*.csv", False),
        ("*.xlsx", False),
    ],
)
def test_patterns(pattern: str, fits: bool) -> None:
    assert _fits(Path("/project/out/a.csv"), pattern, Path("/project")) is fits
