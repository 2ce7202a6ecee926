"""The Python interface: what `checker.validate` takes and gives."""

from __future__ import annotations

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest

import checker
from tests.test_cli import BROKEN, CHINESE, GOOD


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def frame_of(text: str) -> pd.DataFrame:
    return pd.read_csv(StringIO(text))


def test_a_path(tmp_path: Path) -> None:
    result = checker.validate(written(tmp_path, "broken.csv", BROKEN))
    assert isinstance(result, checker.Result)
    (finding,) = result.findings
    assert finding.level == "error"
    assert finding.judgement.verdict is checker.Verdict.BROKEN
    assert finding.judgement.relation.result
    assert finding.judgement.relation.result.text == "28900"
    assert not result.ok
    assert result.exit_code == 1
    assert result.coverage == 1
    assert result.summary.broken == 1
    assert "add up to 29,900" in str(result)
    assert json.loads(result.to_json())["findings"][0]["id"] == finding.id
    assert str(result.summary).startswith("checked 1 file: 1 table, 2 relations (1 held, 1 broken")


def test_several_paths_and_frames_together(tmp_path: Path) -> None:
    good = written(tmp_path, "good.csv", GOOD)
    frame = frame_of(BROKEN)
    result = checker.validate([str(good), frame, frame])
    assert [one.path for one in result.inputs] == [str(good), "<DataFrame 1>", "<DataFrame 2>"]
    assert result.exit_code == 1


def test_a_frame() -> None:
    result = checker.validate(frame_of(GOOD))
    assert result.ok
    assert result.inputs[0].path == "<DataFrame>"
    (finding,) = checker.validate(frame_of(BROKEN)).findings
    assert finding.judgement.relation.result
    assert finding.judgement.relation.result.place.cell == "C5"


def test_a_file_that_cannot_be_read_does_not_raise(tmp_path: Path) -> None:
    result = checker.validate([tmp_path / "nowhere.csv", written(tmp_path, "broken.csv", BROKEN)])
    assert result.exit_code == 2
    assert len(result.findings) == 1
    assert result.unreadable[0].reason == "there is no such file"


def test_settings(tmp_path: Path) -> None:
    path = written(tmp_path, "broken.csv", BROKEN)
    assert checker.validate(path, ignore=["TOT"]).exit_code == 3
    assert checker.validate(path, select=["SHR"]).exit_code == 3
    assert checker.validate(path, fail_on="never").exit_code == 0
    config = written(tmp_path, "other.toml", '[levels]\nTOT101 = "note"\n')
    assert checker.validate(path, config=config).findings[0].level == "note"


def test_the_working_directory_has_no_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "checker.toml", 'ignore = ["TOT"]\n')
    monkeypatch.chdir(tmp_path)
    assert checker.validate(written(tmp_path, "broken.csv", BROKEN)).exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"rounding": "up"}, "unknown rounding policy"),
        ({"fail_on": "all"}, "unknown level"),
        ({"select": ["TOT999"]}, "no rule is called"),
        ({"config": "nowhere.toml"}, "cannot be read"),
    ],
)
def test_settings_that_cannot_be_used_raise(tmp_path: Path, arguments: dict[str, object], says: str) -> None:
    path = written(tmp_path, "good.csv", GOOD)
    with pytest.raises(checker.InputError, match=says):
        checker.validate(path, **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("thing", [3, [3], None, {"a": 1}.items()])
def test_what_is_no_report_raises(thing: object) -> None:
    with pytest.raises(checker.InputError, match="cannot check"):
        checker.validate(thing)


def test_a_rounding_policy(tmp_path: Path) -> None:
    parts = "A,10.4,12.1,8.3\nB,22.9,7.3,4.1\nC,31.7,4.4,9.6\nD,5.5,2.2,1.3\n"
    text = f"item,rice,maize,beans\n{parts}Total,70.8,26.0,23.3\n"
    path = written(tmp_path, "a.csv", text)
    assert checker.validate(path, rounding="trunc").summary.held == 3
    assert checker.validate(path).summary.held == 2


def test_an_encoding(tmp_path: Path) -> None:
    path = tmp_path / "gb.csv"
    path.write_bytes(CHINESE.encode("gb18030"))
    assert checker.validate(path).inputs[0].encoding == "gb18030"
    assert checker.validate(path, encoding="gb18030").exit_code == 1
    assert checker.validate(path, encoding="utf-8").exit_code == 2


def test_every_public_name_is_there() -> None:
    for name in checker.__all__:
        assert getattr(checker, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = checker.nothing


def test_the_import_and_a_csv_need_no_data_frame_library(tmp_path: Path) -> None:
    path = written(tmp_path, "broken.csv", BROKEN)
    heavy = ["pandas", "numpy", "pint", "openpyxl", "docx", "lxml", "pandera", "polars", "narwhals", "pydantic", "rich"]
    code = (
        "import sys, checker\n"
        "assert len([name for name in sys.modules if name.startswith('checker')]) == 1\n"
        f"str(checker.validate({str(path)!r}))\n"
        "from checker.cli import run_command\n"
        f"run_command([{str(path)!r}, '-q'])\n"
        f"found = [name for name in {heavy!r} if name in sys.modules]\n"
        "sys.exit(f'imported: {found}' if found else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
