"""The command line: what it prints, where, and how it leaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from checker import __version__
from checker.cli import run_command

GOOD = "region,schools,pupils\nNorth,41,12000\nSouth,39,11500\nEast,23,6400\nTotal,103,29900\n"
BROKEN = GOOD.replace("29900", "28900")
WORDS = "a,b\nc,d\n"
CHINESE = "地区,学校数（所）,学生数（人）\n合计,103,28900\n东部,41,12000\n西部,39,11500\n中部,23,6400\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in a folder with four reports."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("good", GOOD), ("broken", BROKEN), ("words", WORDS), ("chinese", CHINESE)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")

    def command(*arguments: str) -> Outcome:
        code = run_command(list(arguments))
        seen = capsys.readouterr()
        return Outcome(code, seen.out, seen.err)

    return command


def process(*arguments: str, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from checker.cli import main; main()", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, env=os.environ | variables, check=False)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["good.csv"], 0),
        (["broken.csv"], 1),
        (["broken.csv", "--exit-zero"], 0),
        (["broken.csv", "--fail-on", "never"], 0),
        (["broken.csv", "--ignore", "TOT"], 3),
        (["words.csv"], 3),
        (["words.csv", "good.csv"], 0),
        (["nowhere.csv"], 2),
        (["nowhere.csv", "broken.csv"], 2),
        (["nowhere.csv", "broken.csv", "--exit-zero"], 2),
        (["words.csv", "broken.csv"], 1),
        (["*.tsv"], 3),
        (["."], 1),
        ([], 2),
        (["validate"], 2),
        (["validate", "good.csv"], 0),
        (["show", "broken.csv"], 0),
        (["show", "words.csv"], 3),
        (["show", "nowhere.csv"], 2),
        (["rule", "TOT101"], 0),
        (["rule", "NOPE"], 2),
        (["--version"], 0),
        (["--help"], 0),
        (["good.csv", "--no-such-option"], 2),
        (["good.csv", "--output-format", "xml"], 2),
        (["good.csv", "--max-findings", "-1"], 2),
        (["good.csv", "--select", "NOPE"], 2),
        (["good.csv", "--config", "nowhere.toml"], 2),
        (["good.csv\0"], 2),
    ],
)
def test_exit_codes(run: Run, arguments: list[str], code: int) -> None:
    outcome = run(*arguments)
    assert outcome.code == code, outcome
    assert "Traceback" not in outcome.out + outcome.err
    assert code != 2 or not arguments or outcome.err or outcome.out


def test_the_default_command_is_validate(run: Run) -> None:
    assert run("broken.csv") == run("validate", "broken.csv")
    assert run("-q", "broken.csv") == run("validate", "-q", "broken.csv")


def test_version(run: Run) -> None:
    assert run("--version").out == f"checker {__version__}\n"


def test_findings_of_readable_inputs_are_printed_beside_one_that_is_not(run: Run) -> None:
    outcome = run("nowhere.csv", "broken.csv")
    assert "28,900" in outcome.out
    assert "nowhere.csv: there is no such file" in outcome.out
    outcome = run("nowhere.csv", "broken.csv", "-f", "json")
    assert [one["status"] for one in json.loads(outcome.out)["inputs"]] == ["unreadable", "read"]
    assert "nowhere.csv: there is no such file" in outcome.err


def test_the_summary_says_how_much_was_checked(run: Run) -> None:
    assert run("good.csv", "words.csv").out.endswith(
        "checked 2 files: 1 table, 2 relations (2 held, 0 broken, 0 undecided); 8 of 8 figures covered\n"
    )


def test_quiet_prints_findings_only(run: Run) -> None:
    assert run("good.csv", "-q").out == ""
    assert "checked" not in run("broken.csv", "-q").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["good.csv", "--selct", "TOT"], "--select"),
        (["good.csv", "--output-format", "jsn"], "did you mean json?"),
        (["good.csv", "--fail-on", "eror"], "did you mean error?"),
        (["good.csv", "--lang", "fr"], "known: auto, en, zh"),
        (["good.csv", "--select", "TOT1O1"], "did you mean TOT101?"),
        (["rule", "colum-total"], "did you mean column-total?"),
        (["good.csv", "--output-file"], "--output-file"),
    ],
)
def test_a_mistake_is_answered_with_the_nearest(run: Run, arguments: list[str], says: str) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith("checker: error: ")
    assert says in outcome.err
    assert outcome.err.count("\n") == 1


def test_folders_and_patterns_are_searched(run: Run, tmp_path: Path) -> None:
    below = tmp_path / "deep" / "er"
    below.mkdir(parents=True)
    (below / "one.csv").write_text(GOOD)
    (below / ".hidden.csv").write_text(GOOD)
    (below / "~$lock.xlsx").write_text("")
    (below / "notes.bin").write_text("1")
    paths = [one["path"] for one in json.loads(run("deep", "-f", "json").out)["inputs"]]
    assert paths == [str(Path("deep", "er", "one.csv"))]
    paths = [
        one["path"] for one in json.loads(run("deep/**/*.csv", "good.csv", "good.csv", "-f", "json").out)["inputs"]
    ]
    assert paths == ["deep/er/one.csv", "good.csv"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a[1].csv").write_text(BROKEN)
    assert run("a[1].csv").code == 1


def test_standard_input() -> None:
    done = process("-", "--stdin-filename", "sent.csv", stdin=BROKEN.encode())
    assert done.returncode == 1
    assert b"--> sent.csv:5" in done.stdout
    record = json.loads(process("-", "-f", "json", stdin=BROKEN.encode()).stdout)
    assert len(record["inputs"][0]["sha256"]) == 64


def test_the_output_file_is_whole_or_not_there(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    outcome = run("broken.csv", "-f", "json", "-o", "out.json")
    assert outcome.code == 1
    assert outcome.out == ""
    assert json.loads(target.read_text(encoding="utf-8"))["version"] == 1
    assert sorted(path.name for path in tmp_path.iterdir() if "out" in path.name) == ["out.json"]
    outcome = run("broken.csv", "-o", "no/such/folder.txt")
    assert outcome.code == 2
    assert "no/such/folder.txt: cannot be written" in outcome.err


def test_a_failed_write_leaves_the_old_file(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")

    def fail(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    outcome = run("broken.csv", "-o", "out.txt")
    assert outcome.code == 2
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_a_terminal_that_cannot_show_a_character_gets_an_escape(tmp_path: Path) -> None:
    path = tmp_path / "chinese.csv"
    path.write_text(CHINESE, encoding="utf-8")
    for output_format in ("full", "concise", "markdown", "json", "jsonl"):
        for command in (["validate", "--exit-zero"], ["show"]):
            options = ["-f", output_format, "--lang", "zh"]
            done = process(*command, str(path), *options, PYTHONIOENCODING="ascii")
            assert done.returncode == 0, done.stderr
            assert done.stdout.isascii()
    done = process(str(path), "-f", "json", PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)["findings"][0]["result"]["labels"][-1] == "合计"
    assert b"is stated as" in process(str(path), PYTHONIOENCODING="ascii").stdout


def test_the_language_is_that_of_the_report(run: Run) -> None:
    assert "相加得29,900" in run("chinese.csv").out
    assert "add up to 29,900" in run("chinese.csv", "--lang", "en").out
    assert "相加得29,900" in run("broken.csv", "--lang", "zh").out


def test_colour_is_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in run("broken.csv").out
    assert "\x1b[1;31merror[TOT101]\x1b[0m" in run("broken.csv", "--color", "always").out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in run("broken.csv").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("broken.csv").out


def test_a_closed_pipe_is_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "broken.csv"
    path.write_text(BROKEN)
    command = f'"{sys.executable}" -c "from checker.cli import main; main()" show "{path}" -f json | head -c 1'
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_configuration_is_found_unless_isolated(run: Run, tmp_path: Path) -> None:
    (tmp_path / "checker.toml").write_text('ignore = ["TOT"]\n')
    assert run("broken.csv").code == 3
    assert run("broken.csv", "--isolated").code == 1
    (tmp_path / "checker.toml").write_text('[levels]\nTOT = "note"\n')
    assert run("broken.csv").code == 0
    assert run("broken.csv", "--fail-on", "note").code == 1
    (tmp_path / "checker.toml").write_text('[per-file-ignores]\n"broken.*" = ["TOT"]\n')
    assert run("broken.csv", "chinese.csv").out.count("TOT101") == run("chinese.csv").out.count("TOT101")
    (tmp_path / "checker.toml").write_text("wrong = 1\n")
    outcome = run("good.csv")
    assert outcome.code == 2
    assert "checker.toml:1:1: unknown key 'wrong'" in outcome.err


def test_the_number_of_findings_can_be_limited(run: Run) -> None:
    outcome = run("broken.csv", "chinese.csv", "--max-findings", "1", "--lang", "en")
    assert outcome.code == 1
    assert outcome.out.count("-->") == 1
    assert "1 more finding not shown" in outcome.out


def test_statistics_count_the_relations_of_every_rule(run: Run) -> None:
    out = run("broken.csv", "--statistics").out
    assert "TOT101  column-total" in out
    assert "1 held" in out
    assert "1 broken" in out
    record = json.loads(run("broken.csv", "--statistics", "-f", "json").out)
    assert record["statistics"] == [{"code": "TOT101", "name": "column-total", "held": 1, "broken": 1, "undecided": 0}]


def test_the_manual_page_is_written_from_the_rule(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    page = run("rule", "TOT101").out
    assert page.startswith("TOT101 column-total\n")
    assert "Breaks (" in page
    assert run("rule", "column-total").out == page
    assert "TOT101  column-total" in run("rule", "--all").out
    listed = run("rule", "--all", "--lang", "zh").out
    assert "合计" in listed
    assert run("rule", "--all").out != listed
    assert run("rule", "--lang", "fr").code == 2
    monkeypatch.setattr("checker.commands.manual.speaks_chinese", lambda: True)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert run("rule", "--all").out == listed


def test_an_internal_error_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("ours\nsecond line")

    monkeypatch.setattr("checker.commands.check.render", fail)
    outcome = run("good.csv")
    assert outcome.code == 2
    assert outcome.err == "checker: error: internal error: RuntimeError: ours second line\n"


def test_a_rule_that_raises_is_shown_and_the_others_go_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.rulebook import load_rules
    from tests.failing_rule import failing

    monkeypatch.setattr("checker.engine.load_rules", lambda **_: (failing, *load_rules()))
    outcome = run("broken.csv", "-f", "json")
    assert outcome.code == 2
    record = json.loads(outcome.out)
    assert record["undecided"][0]["code"] == "TST901"
    assert record["undecided"][0]["reason"] == "internal: ZeroDivisionError: division by zero"
    assert record["summary"]["broken"] == 1
    assert "TST901 failing (broken.csv): internal: ZeroDivisionError" in outcome.err
    assert "Traceback" in run("broken.csv", "-v").err
    assert "TST901 failing (broken.csv): internal" in run("broken.csv").out
