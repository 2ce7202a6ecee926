"""Tables of the configuration that are none of those read are told, and change nothing else."""

from pathlib import Path

import pytest

from checker.cli import run_command

REPORT = "region,boys,girls,total\nNorth,10,20,30\nSouth,11,21,32\nEast,12,24,36\nTotal,33,65,98\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pupils.csv").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        ('[tables.pupils]\nfile = "pupils*"\n', ""),
        ('[tables.staff]\nfile = "staff*"\n', "checker: no table that was read fits [tables] staff\n"),
        ('[tables.pupils]\nfile = "pupils*"\nposition = 2\n', "checker: no table that was read fits [tables] pupils\n"),
        ('[tables."学生"]\nfile = "学生*"\n[tables.pupils]\nfile = "*.csv"\n', "fits [tables] 学生\n"),
        ("".join(f'[tables.t{at}]\nfile = "t{at}*"\n' for at in range(7)), "[tables] t0, t1, t2, t3, t4, ...\n"),
    ],
)
@pytest.mark.parametrize("output", ["full", "json"])
def test_tables_that_are_not_there_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str], tables: str, told: str, output: str
) -> None:
    (folder / "checker.toml").write_text(tables, encoding="utf-8")
    assert run_command(["validate", "pupils.csv", "-f", output]) == 0
    seen = capsys.readouterr().err
    assert seen.endswith(told) and bool(seen) is bool(told)


def test_quiet_says_nothing_of_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "checker.toml").write_text('[tables.staff]\nfile = "staff*"\n', encoding="utf-8")
    assert run_command(["validate", "pupils.csv", "-q"]) == 0
    assert capsys.readouterr().err == ""
