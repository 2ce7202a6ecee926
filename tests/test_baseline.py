"""`--baseline`: only what is new since a recorded run fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import checker
from checker.errors import InputError
from checker.report import Result
from tests.test_cli import BROKEN, Run, run
from tests.waiving import CHINESE, SHARES, TOTALS, states

__all__ = ["run"]
BASE = "baseline.json"
KNOWN, NEW = ("TOT101", "waived"), ("TOT101", "open")
Edit = Callable[[str], str]


def recorded(folder: Path, **texts: str) -> Path:
    """A folder of reports, and the baseline that a run on them wrote."""
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    path = folder / BASE
    path.write_text(checker.validate(folder).to_json(), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        (TOTALS, str, [KNOWN]),
        (TOTALS, lambda text: f"Table 1\n\n{text}", [KNOWN]),
        (TOTALS, lambda text: text.replace("North,410\nSouth,398\n", "South,398\nNorth,410\n"), [KNOWN]),
        (TOTALS, lambda text: text.replace("1206", "1228"), []),
        (TOTALS, lambda text: text.replace("1206", "1282"), [NEW]),
        (TOTALS, lambda text: text.replace("region", "district").replace("count", "members"), [NEW]),
        (CHINESE, str, [KNOWN]),
        (CHINESE, lambda text: text.replace("8180", "8910"), [NEW]),
    ],
)
def test_only_what_is_new_fails(text: str, edit: Edit, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    path = recorded(tmp_path, report=text)
    report = tmp_path / "report.csv"
    report.write_text(edit(text), encoding="utf-8")
    result = checker.validate(report, baseline=path, fail_on="query")
    assert states(result) == expected
    assert result.exit_code == (1 if NEW in expected else 0)
    assert result.summary.waived == expected.count(KNOWN)


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        # As many as there were are known; what is known in one file is new in another that was not there.
        ({"a": BROKEN}, {"a": BROKEN + "\n" + BROKEN}, 1),
        ({"a": BROKEN + "\n" + BROKEN}, {"a": BROKEN + "\n" + BROKEN}, 0),
        ({"a": BROKEN + "\n" + BROKEN}, {"a": BROKEN}, 0),
        ({"a": BROKEN}, {"a": BROKEN, "b": BROKEN}, 1),
        ({"a": BROKEN, "b": BROKEN}, {"a": BROKEN, "b": BROKEN}, 0),
        ({"a": BROKEN}, {"b": BROKEN}, 0),
        ({"a": BROKEN, "b": TOTALS}, {"b": BROKEN}, 1),
    ],
)
def test_findings_are_counted(before: dict[str, str], after: dict[str, str], new: int, tmp_path: Path) -> None:
    path = recorded(tmp_path, **before)
    base = path.read_text(encoding="utf-8")
    for one in tmp_path.iterdir():
        one.unlink()
    recorded(tmp_path, **after)
    path.write_text(base, encoding="utf-8")
    result = checker.validate(tmp_path, baseline=path)
    assert len(result.open) == new
    assert len(result.waived) == len(result.findings) - new


def test_sentences_and_folders(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(SHARES, encoding="utf-8")
    path = recorded(tmp_path)
    (tmp_path / "moved").mkdir()
    moved = (tmp_path / "report.txt").rename(tmp_path / "moved/report.txt")
    moved.write_text(f"An opening.\n\n{SHARES}", encoding="utf-8")
    result = checker.validate(moved, baseline=path)
    assert {state for _, state in states(result)} == {"waived"}
    assert len(result.waived) == 2


def samples() -> Path:
    return Path(__file__).parents[1] / "samples"


def test_a_run_knows_all_of_itself(tmp_path: Path) -> None:
    path = tmp_path / BASE
    reports = [samples() / "staff.csv", samples() / "survey.csv", samples() / "literacy.csv", samples() / "narrative"]
    first = checker.validate(reports)
    path.write_text(first.to_json(), encoding="utf-8")
    again = checker.validate(reports, baseline=path)
    assert (len(again.waived), again.open, again.exit_code) == (len(first.findings), (), 0)
    assert [one.id for one in again.findings] == [one.id for one in first.findings]
    assert len(first.findings) > 8
    path.write_text(again.to_json(), encoding="utf-8")
    assert checker.validate(reports[0], baseline=path).open == ()


def test_the_command_tells_what_is_known(run: Run) -> None:
    assert run("broken.csv", "--output-format", "json", "--output-file", BASE).code == 1
    known = run("broken.csv", "chinese.csv", "--baseline", BASE, "--lang", "en")
    assert known.code == 1
    assert f"1 finding known from {BASE} (-v lists all)" in known.out
    assert "broken.csv" not in known.out
    alone = run("broken.csv", "--baseline", BASE)
    assert (alone.code, "1 finding waived" in alone.out) == (0, True)
    verbose = run("broken.csv", "--baseline", BASE, "-v").out
    assert verbose.startswith("known[TOT101] column-total: ")
    assert f"   = waiver      known from {BASE}\n" in verbose
    assert f"{BASE}中已有1项" in run("chinese.csv", "broken.csv", "--baseline", BASE, "--lang", "zh").out


def test_every_format_knows(run: Run) -> None:
    run("broken.csv", "--output-format", "json", "--output-file", BASE)

    def told(output_format: str) -> str:
        return run("broken.csv", "--baseline", BASE, "--output-format", output_format, "--lang", "en").out

    (finding,) = json.loads(told("json"))["findings"]
    assert (finding["state"], finding["waiver"]["kind"], finding["waiver"]["source"]) == ("waived", "baseline", BASE)
    assert json.loads(told("gitlab")) == []
    assert "::error" not in told("github")
    assert told("concise").count("\n") == 1
    assert "| known |" in told("markdown")
    (skipped,) = ElementTree.fromstring(told("junit")).iter("skipped")
    assert f"known from {BASE}" in (skipped.get("message") or "")


def test_waivers_come_before_the_baseline(run: Run) -> None:
    run("broken.csv", "--output-format", "json", "--output-file", BASE)
    (one,) = checker.validate("broken.csv").findings
    run("waive", one.id, "broken.csv", "--reason", "seen", "--by", "Li Wei")
    (told,) = checker.validate("broken.csv", baseline=BASE, waivers="checker-waivers.toml").findings
    assert told.waiver and (told.state, told.waiver.reason) == ("waived", "seen")


def broken(change: Callable[[dict[str, Any]], object]) -> Callable[[str], str]:
    def edit(text: str) -> str:
        record = json.loads(text)
        change(record)
        return json.dumps(record)

    return edit


FINDINGS = "has findings that cannot be read"


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (lambda text: "", "is not valid JSON: Expecting value"),
        (lambda text: text[:-40], "is not valid JSON"),
        (lambda text: "[" * 100_000, "is not valid JSON"),
        (lambda text: "[1, 2]", "is no output of checker"),
        (lambda text: "{}", "is no output of checker"),
        (lambda text: '"checker"', "is no output of checker"),
        (lambda text: "null", "is no output of checker"),
        (lambda text: '{"version": "2.1.0", "runs": []}', "is no output of checker"),
        (lambda text: '{"type": "input"}\n{"type": "summary"}\n', "is not valid JSON: Extra data"),
        (broken(lambda record: record["tool"].update(name="other")), "is no output of checker"),
        (broken(lambda record: record.update(tool=None)), "is no output of checker"),
        (broken(lambda record: record.update(version=2)), "is of version 2, not 1"),
        (broken(lambda record: record.pop("version")), "is of version None, not 1"),
        (broken(lambda record: record.pop("findings")), "holds no findings"),
        (broken(lambda record: record.update(findings={})), "holds no findings"),
        (broken(lambda record: record.update(findings=[1])), FINDINGS),
        (broken(lambda record: record["findings"][0].pop("operands")), FINDINGS),
        (broken(lambda record: record["findings"][0].update(kind=None)), FINDINGS),
        (broken(lambda record: record["findings"][0].update(result=3)), FINDINGS),
        (broken(lambda record: record["findings"][0]["operands"][0].update(labels=None)), FINDINGS),
        (broken(lambda record: record["findings"][0]["operands"][0].update(text=4)), FINDINGS),
        (broken(lambda record: record["findings"][0]["result"].update(labels=[[1]])), FINDINGS),
        (broken(lambda record: record["findings"][0].update(location="x")), FINDINGS),
        (broken(lambda record: record.update(inputs=3)), FINDINGS),
        (broken(lambda record: record.update(inputs=[{"path": 3}])), FINDINGS),
    ],
)
def test_a_baseline_that_cannot_be_used(edit: Edit, sentence: str, run: Run) -> None:
    run("broken.csv", "--output-format", "json", "--output-file", BASE)
    path = Path(BASE)
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    done = run("broken.csv", "--baseline", BASE)
    assert (done.code, done.out) == (2, "")
    assert one_line(done.err).startswith(f"checker: error: {BASE}")
    assert sentence in done.err
    with pytest.raises(InputError):
        checker.validate("broken.csv", baseline=BASE)


def one_line(text: str) -> str:
    """The one line of a text."""
    (line,) = text.splitlines()
    return line


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("none.json", "none.json: there is no such baseline file (write it with: checker validate"),
        ("folder", "folder: is not a file"),
        ("latin.json", "latin.json: is not UTF-8"),
    ],
)
def test_a_baseline_that_is_not_there(name: str, sentence: str, run: Run) -> None:
    Path("folder").mkdir()
    Path("latin.json").write_bytes(b'{"a": "\xe9"}')
    done = run("broken.csv", "--baseline", name)
    assert (done.code, sentence in one_line(done.err)) == (2, True)


def test_show_wrote_no_baseline(run: Run) -> None:
    run("show", "broken.csv", "--output-format", "json", "--output-file", BASE)
    assert "holds no findings" in run("broken.csv", "--baseline", BASE).err


def test_results_know_nothing_without_a_baseline() -> None:
    assert Result().waived == Result().open == ()
