"""`checker waive`, `checker waivers`, and what `validate` makes of the waivers file, in every format."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

import checker
from checker.rulebook import load_rules, remarks
from checker.waiving.file import read_waivers
from tests.test_cli import CHINESE, Run, run

__all__ = ["run"]
NAME = "checker-waivers.toml"
GROUNDS = ["--reason", "the head office is counted once", "--by", "Li Wei"]
TWO = ["broken.csv", "chinese.csv"]


def ids(*paths: str) -> list[str]:
    return [one.id for one in checker.validate(list(paths)).findings]


def test_a_finding_is_accepted_by_its_id(run: Run) -> None:
    (one,) = ids("broken.csv")
    done = run("waive", one, "broken.csv", *GROUNDS)
    headline = 'broken.csv:5:3: column "pupils" is stated as 28,900 but its rows add up to 29,900'
    assert (done.code, done.out) == (0, f"waived {one} [TOT101] {headline}\n  in {NAME}:4\n")
    after = run("broken.csv")
    assert after.code == 0
    assert "waived[TOT101] broken.csv:5:3: column" in after.out
    assert re.search(r"\(explained by Li Wei on \d{4}-\d\d-\d\d: the head office is counted once\)\n", after.out)
    assert after.out.endswith("covered; 1 finding waived\n")
    assert run("broken.csv", "--no-waivers").code == run("broken.csv", "--isolated").code == 1


@pytest.mark.parametrize("length", [1, 4, 5, 8, 9])
def test_the_beginning_of_an_id_is_enough(length: int, run: Run) -> None:
    (one,) = ids("broken.csv")
    assert run("waive", one[:length].upper(), "broken.csv", *GROUNDS).code == 0
    assert [waiver.id for waiver in read_waivers(Path(NAME)).waivers] == [one]


def test_without_paths_the_working_folder_is_checked(run: Run) -> None:
    for one in ids(*TWO):
        assert run("waive", one, *GROUNDS).code == 0
    assert [waiver.file for waiver in read_waivers(Path(NAME)).waivers] == TWO
    assert run(".").code == 0


def test_an_id_of_several_files_checked_together(run: Run) -> None:
    Path("copy.csv").write_bytes(Path("broken.csv").read_bytes())
    one, other = ids("broken.csv", "copy.csv")
    assert one != other
    assert run("waive", other, "copy.csv", *GROUNDS).code == 0
    assert run("copy.csv").code == 0
    assert run("broken.csv").code == 1
    both = run("broken.csv", "copy.csv", "--output-format", "concise")
    assert [line.partition(":")[0] for line in both.out.splitlines()[:-1]] == ["broken.csv"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "--reason is mandatory and cannot be blank (say why the finding is accepted)"),
        (["--reason", "x"], "--by is mandatory and cannot be blank (say who accepts it)"),
        (["--reason", "  ", "--by", "y"], "--reason is mandatory and cannot be blank"),
        (["--reason", "x", "--by", "\t"], "--by is mandatory and cannot be blank"),
        (["ffff", *GROUNDS], "no finding ffff in what was checked (the ids are "),
        (["hello", *GROUNDS], "'hello' is no id of a finding (such as 7f3a-91c2, or its beginning)"),
        (["", *GROUNDS], "'' is no id of a finding"),
        ([*GROUNDS], "'' is no id of a finding"),
        (["a1", "good.csv", *GROUNDS], "no finding a1 in what was checked (there are no findings in it"),
        (["a1", "nowhere.csv", *GROUNDS], "no finding a1 in what was checked"),
        (["a1", *GROUNDS, "--kind", "false_alarm"], "--kind cannot be 'false_alarm' (did you mean false-alarm?)"),
        (["a1", *GROUNDS, "--until", "soon"], "--until is no date: 'soon' (such as 2026-03-01)"),
        (["a1", *GROUNDS, "--until", "2020-01-01"], "--until 2020-01-01 is over (give a day that is still to come"),
        (["a1", *GROUNDS, "--lang", "fr"], "--lang cannot be 'fr'"),
        (["a1", *GROUNDS, "--config", "none.toml"], "none.toml: cannot be read"),
        (["a1", *GROUNDS, "--waivers", "none/w.toml"], "no finding a1 in what was checked"),
    ],
)
def test_what_cannot_be_waived_is_said_in_a_sentence(arguments: list[str], says: str, run: Run) -> None:
    done = run("waive", *arguments)
    last = done.err.splitlines()[-1]
    assert (done.code, done.out, last.startswith(f"checker: error: {says}")) == (2, "", True)
    assert not Path(NAME).exists()


def test_several_findings_that_fit_are_named(run: Run) -> None:
    """Of seventeen ids two begin with the same digit."""
    names = [f"report {n}.csv" for n in range(17)]
    for n, name in enumerate(names):
        text = Path("broken.csv").read_text(encoding="utf-8").replace("North", f"North {n}")
        Path(name).write_text(text, encoding="utf-8")
    found = ids(*names)
    digit = next(one[0] for one in found if sum(other.startswith(one[0]) for other in found) > 1)
    fitting = [one for one in found if one.startswith(digit)]
    done = run("waive", digit, *names, *GROUNDS)
    assert (done.code, f"{len(fitting)} findings fit {digit}: " in done.err) == (2, True)
    assert all(one in done.err for one in fitting[:5])
    assert "(give more of the id, or the file)" in done.err


def test_what_is_waived_is_not_waived_again(run: Run) -> None:
    (one,) = ids("broken.csv")
    run("waive", one, "broken.csv", *GROUNDS)
    text = Path(NAME).read_text(encoding="utf-8")
    done = run("waive", one, "broken.csv", *GROUNDS)
    assert (done.code, Path(NAME).read_text(encoding="utf-8")) == (2, text)
    assert re.search(rf"{NAME}:4: {one} is already waived by Li Wei on \d{{4}}-\d\d-\d\d$", done.err.strip())


@pytest.mark.parametrize(
    ("edit", "new_id"),
    [
        (lambda: Path("broken.csv").write_text(Path("broken.csv").read_text().replace("28900", "28901")), True),
        (lambda: expire(), False),
    ],
)
def test_a_new_waiver_takes_the_place_of_a_spent_one(edit: Callable[[], object], new_id: bool, run: Run) -> None:
    (one,) = ids("broken.csv")
    run("waive", one, "broken.csv", *GROUNDS)
    edit()
    (other,) = ids("broken.csv")
    assert (one != other) == new_id
    done = run("waive", other, "broken.csv", "--reason", "asked again", "--by", "Ms Chen")
    assert done.code == 0
    assert "  in place of the waiver of " in done.out
    assert [(waiver.id, waiver.reason) for waiver in read_waivers(Path(NAME)).waivers] == [(other, "asked again")]
    assert run("broken.csv").code == 0


def expire() -> None:
    text = Path(NAME).read_text(encoding="utf-8")
    text = re.sub(r"date = \d{4}-\d\d-\d\d", "date = 2020-01-01\nuntil = 2020-12-31", text)
    Path(NAME).write_text(text, encoding="utf-8")


def test_waivers_are_listed(run: Run) -> None:
    assert run("waivers", "list").out == f"0 waivers in {NAME}\n"
    for one in ids(*TWO):
        run("waive", one, *GROUNDS)
    listed = run("waivers", "list").out.splitlines()
    assert listed[-1] == f"2 waivers in {NAME}"
    assert listed[0].endswith('TOT101  broken.csv  column "pupils" is stated as 28,900 but its rows add up to 29,900')
    assert listed[1].endswith(": the head office is counted once")
    Path("broken.csv").write_text("region,pupils\nNorth,1\nSouth,2\nTotal,3\n", encoding="utf-8")
    expire()
    text = run("waivers", "list", *TWO, "--lang", "en").out
    assert re.findall(r"\[(\w+)\]$", text, re.MULTILINE) == ["unused", "expired"]
    assert len(run("waivers", "list", "chinese.csv", "--lang", "zh").out.splitlines()) == 3


def test_spent_waivers_are_pruned_and_others_kept(run: Run) -> None:
    Path("third.csv").write_text(Path("broken.csv").read_text().replace("28900", "29800"), encoding="utf-8")
    for path in (*TWO, "third.csv"):
        (one,) = ids(path)
        run("waive", one, path, *GROUNDS)
    before = Path(NAME).read_text(encoding="utf-8")
    Path("broken.csv").write_text(Path("good.csv").read_text(encoding="utf-8"), encoding="utf-8")
    Path("third.csv").unlink()
    assert f"1 waiver would be taken out of {NAME}, 2 left" in run("waivers", "prune", "--dry-run", "--lang", "en").out
    assert Path(NAME).read_text(encoding="utf-8") == before
    assert f"0 waivers were taken out of {NAME}, 3 left" in run("waivers", "prune", "chinese.csv", "--lang", "en").out
    assert f"1 waiver was taken out of {NAME}, 2 left" in run("waivers", "prune", "--lang", "en").out
    assert [one.file for one in read_waivers(Path(NAME)).waivers] == ["chinese.csv", "third.csv"]
    after = Path(NAME).read_text(encoding="utf-8")
    assert before.startswith(after[: after.index("[[waivers]]")])
    assert before.endswith(after[after.index("[[waivers]]") :])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "checker waivers needs to know what to do (list or prune)"),
        (["drop"], "checker waivers needs to know what to do (list or prune)"),
        (["list", "--waivers", "none.toml"], "none.toml: there is no such waivers file"),
        (["prune", "--waivers", "none.toml"], "none.toml: there is no such waivers file"),
        (["list", "--lang", "fr"], "--lang cannot be 'fr'"),
    ],
)
def test_waivers_says_what_it_cannot_do(arguments: list[str], says: str, run: Run) -> None:
    done = run("waivers", *arguments)
    assert (done.code, says in done.err) == (2, True)


def test_pruning_without_a_file_or_with_an_unreadable_report(run: Run) -> None:
    assert run("waivers", "prune", "--lang", "en").out == f"0 waivers were taken out of {NAME}, 0 left\n"
    assert not Path(NAME).exists()
    done = run("waivers", "prune", "nowhere.csv", "--lang", "en")
    assert (done.code, "nowhere.csv: there is no such file" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("config", "waivers", "arguments", "code"),
    [
        ("", NAME, [], 0),
        ('waivers = "accepted.toml"\n', "accepted.toml", [], 0),
        ('waivers = "accepted.toml"\n', NAME, [], 1),
        ("", "accepted.toml", [], 1),
        ("", "accepted.toml", ["--waivers", "accepted.toml"], 0),
        ("", NAME, ["--no-waivers"], 1),
        ("", NAME, ["--isolated"], 1),
        ("", NAME, ["--isolated", "--waivers", NAME], 0),
        ("", NAME, ["--waivers", "none.toml"], 2),
        ("", NAME, ["--waivers", NAME, "--no-waivers"], 2),
        ("waivers = 3\n", NAME, [], 2),
        ('waivers = " "\n', NAME, [], 2),
    ],
)
def test_which_waivers_file_is_used(config: str, waivers: str, arguments: list[str], code: int, run: Run) -> None:
    (one,) = ids("broken.csv")
    run("waive", one, "broken.csv", *GROUNDS, "--waivers", waivers)
    if config:
        Path("checker.toml").write_text(config, encoding="utf-8")
    assert run("broken.csv", *arguments).code == code


def test_the_configuration_says_where_waivers_are_written(run: Run) -> None:
    Path("quality").mkdir()
    Path("checker.toml").write_text('waivers = "quality/accepted.toml"\n', encoding="utf-8")
    (one,) = ids("broken.csv")
    assert run("waive", one, "broken.csv", *GROUNDS).code == 0
    assert [waiver.file.rpartition("/")[2] for waiver in read_waivers(Path("quality/accepted.toml")).waivers] == [
        "broken.csv"
    ]
    assert run("broken.csv").code == 0


def waived(run: Run) -> None:
    """Both reports with the first finding waived; the second stays open."""
    run("waive", ids("broken.csv")[0], "broken.csv", *GROUNDS, "--until", "9999-12-31", "--kind", "accepted")


@pytest.mark.parametrize("output_format", ["concise", "github", "gitlab"])
def test_formats_for_lines_leave_waived_findings_out(output_format: str, run: Run) -> None:
    waived(run)
    done = run(*TWO, "--output-format", output_format)
    assert ("broken.csv" in done.out, "chinese.csv" in done.out) == (False, True)
    assert "broken.csv" not in run("broken.csv", "--output-format", output_format).out


def test_json_has_the_state_and_the_waiver(run: Run) -> None:
    waived(run)
    record = json.loads(run(*TWO, "--output-format", "json").out)
    assert [(one["state"], one["waiver"] is None) for one in record["findings"]] == [("open", True), ("waived", False)]
    assert (record["summary"]["waived"], record["summary"]["open"]["error"]) == (1, 1)
    waiver = record["findings"][1]["waiver"]
    assert list(waiver) == ["kind", "status", "id", "reason", "by", "date", "until", "source", "line", "changes"]
    assert (waiver["kind"], waiver["status"], waiver["until"]) == ("accepted", "valid", "9999-12-31")
    assert record["findings"][1]["location"]["cell"] == "C5"
    lines = [json.loads(line) for line in run(*TWO, "--output-format", "jsonl").out.splitlines()]
    assert [one["state"] for one in lines if one["type"] == "finding"] == ["open", "waived"]


def test_junit_skips_what_is_waived_with_the_reason(run: Run) -> None:
    waived(run)
    root = ElementTree.fromstring(run(*TWO, "--output-format", "junit", "--lang", "en").out)
    skipped = root.findall("testsuite[@name='broken.csv']/testcase/skipped")
    assert ["accepted by Li Wei" in one.get("message", "") for one in skipped] == [True]
    assert root.findall("testsuite[@name='chinese.csv']/testcase/failure")


@pytest.mark.parametrize(("lang", "head"), [("en", "| State | Rule |"), ("zh", "| 状态 | 规则 |")])
def test_markdown_has_a_table_of_what_is_waived(lang: str, head: str, run: Run) -> None:
    waived(run)
    text = run(*TWO, "--output-format", "markdown", "--lang", lang).out
    assert text.count(head) == 1
    assert "the head office is counted once" in text
    assert ("1 finding\n" in text) == (lang == "en")


def test_full_lists_waived_findings_and_verbose_shows_them(run: Run) -> None:
    waived(run)
    plain, verbose, quiet = (run("broken.csv", *more).out for more in ([], ["-v"], ["-q"]))
    assert plain.count("\n") == 3
    assert "   = waiver      accepted by Li Wei on " in verbose
    assert "waived[TOT101] column-total: " in verbose
    assert "accept: checker waive" not in verbose
    assert quiet == ""


def test_a_notebook_and_a_data_frame_tell_of_waived_findings(run: Run) -> None:
    waived(run)
    result = checker.validate(TWO, waivers=NAME)
    assert [one.state for one in result.findings] == ["open", "waived"]
    assert (len(result.open), len(result.waived)) == (1, 1)
    assert "<summary>已豁免: 1</summary>" in result._repr_html_()
    frame = result.to_pandas()
    assert frame["state"].tolist() == ["open", "waived"]
    assert "Li Wei" in frame["waiver"].tolist()[1]
    assert checker.validate(TWO).waived == ()
    assert checker.validate(TWO, waivers=False).exit_code == 1


@pytest.mark.parametrize("code", ["WVR901", "WVR902", "WVR903", "waiver-unused"])
def test_remarks_have_manual_pages(code: str, run: Run) -> None:
    for lang in ("en", "zh"):
        done = run("rule", code, "--lang", lang)
        assert (done.code, "checker waive" in done.out) == (0, True)
    assert f"{code}  " in run("rule").out


def test_remarks_do_not_clash_with_rules() -> None:
    names = {name for one in load_rules() for name in (one.code, one.name)}
    assert not names & {name for one in remarks() for name in (one.code, one.name)}


def test_show_needs_no_waivers(run: Run) -> None:
    Path(NAME).write_text("not TOML", encoding="utf-8")
    assert run("show", "broken.csv").code == 0
    Path("checker.toml").write_text("", encoding="utf-8")
    assert run("show", "broken.csv").code == 0
    broken = run("validate", "broken.csv")
    assert (broken.code, broken.err.startswith(f"checker: error: {NAME}:1:5: is not valid TOML")) == (2, True)


def test_chinese_is_told_in_chinese(run: Run) -> None:
    (one,) = ids("chinese.csv")
    assert CHINESE
    done = run("waive", one, "chinese.csv", "--reason", "县直学校另计", "--by", "王")
    assert done.out.startswith(f"已豁免{one} [TOT101] chinese.csv:2:3：")
    assert re.search(r"（王于\d{4}-\d\d-\d\d豁免（已说明）：县直学校另计）", run("chinese.csv").out)
    assert "；豁免1项" in run("chinese.csv").out
