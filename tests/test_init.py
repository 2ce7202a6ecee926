"""`checker init`: what was discovered, declared: the same figures, the same verdicts, the same levels."""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from checker.cli import run_command
from checker.config import load_config
from checker.declared.initiating import initiated
from checker.deduplication import claim_of
from checker.engine import Inputs, validate_inputs
from checker.report import Result
from checker.strategies import SlippedTable, with_slip

SAMPLES = Path(__file__).parents[1] / "samples"
BENCH = Path(os.environ.get("CHECKER_BENCH", Path(__file__).parents[2] / "shared" / "bench"))
REPORTS = sorted(path for path in SAMPLES.rglob("*") if path.suffix in (".csv", ".tsv", ".xlsx", ".docx", ".md"))
TOGETHER = sorted((SAMPLES / "two-years").glob("*.csv"))
# Fixed by their names: thirty tables as published, twenty with a planted slip, ten Chinese ones.
PUBLISHED = [f"C{number}.csv" for number in (*range(10003, 10200, 7), 10104)]
SLIPPED_NAMES = """
C10002__e2 C10010__e1 C10019__e2 C10029__e1 C10039__e2 C10051__e1 C10062__e2 C10075__e1 C10089__e2 C10101__e1
C10104__e2 C10117__e1 C10124__e2 C10135__e1 C10144__e2 C10153__e1 C10163__e2 C10175__e1 C10184__e2 C10196__e1
"""
CHINESE_NAMES = """
beet_2006.csv county_monthly_bulletin.csv edu_funds_per_student.xlsx fiscal_balance_1996.csv water_supply_use.csv
natural_change_js.csv special_edu_grades_2005.xlsx teacher_degrees_2018.xlsx employment_hb.csv census_counties_a.xlsx
"""
TABLES = [BENCH / "tables" / "original" / name for name in PUBLISHED]
TABLES += [BENCH / "tables" / "corrupted" / f"{name}.csv" for name in SLIPPED_NAMES.split()]
TABLES += [BENCH / "zh_tables" / "original" / name for name in CHINESE_NAMES.split()]


def checked(paths: Sequence[Path]) -> Result:
    return validate_inputs(Inputs(tuple(map(str, paths)), digests=False))


def verdicts(result: Result) -> dict[Hashable, str]:
    return {claim_of(one.relation): str(one.verdict) for one in result.judgements}


def findings(result: Result) -> Counter[tuple[str, frozenset[object]]]:
    """The findings by level and the figures of what they are about."""
    return Counter(
        (str(one.level), frozenset(figure.place for figure in one.judgement.relation.figures))
        for one in result.findings
    )


def assert_round_trip(paths: Sequence[Path], folder: Path) -> None:
    """What is declared is judged as it was discovered: beside discovery, and alone."""
    discovered = checked(paths)
    found = initiated(discovered, [str(path) for path in paths])
    config = folder / "checker.toml"
    config.write_text(found.text, encoding="utf-8")
    configured = load_config(config)
    inputs = Inputs(tuple(map(str, paths)), digests=False)
    beside = validate_inputs(inputs, configured)
    assert not beside.failures
    assert verdicts(beside) == verdicts(discovered)
    assert findings(beside) == findings(discovered)
    assert sum(one.relation.declaration is not None for one in beside.judgements) == found.declared
    if not found.declared:
        return
    alone = validate_inputs(inputs, replace(configured, select=("DCL",)))
    known = verdicts(discovered)
    assert {claim: known[claim] for claim in verdicts(alone)} == verdicts(alone)
    assert len(alone.judgements) == found.declared


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_a_sample_is_judged_as_it_was_discovered(path: Path, tmp_path: Path) -> None:
    assert_round_trip([path], tmp_path)


def test_files_together_are_judged_as_they_were_discovered(tmp_path: Path) -> None:
    assert_round_trip(TOGETHER, tmp_path)


@pytest.mark.skipif(not BENCH.exists(), reason="the tables that the maintainers measure with are not here")
@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_of_the_bench_is_judged_as_it_was_discovered(path: Path, tmp_path: Path) -> None:
    if not path.exists():
        pytest.skip(f"there is no {path.name}")
    assert_round_trip([path], tmp_path)


@given(with_slip())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_table_with_a_slip_is_judged_as_it_was_discovered(tmp_path: Path, table: SlippedTable) -> None:
    report = tmp_path / "report.csv"
    report.write_text(table.csv, encoding="utf-8")
    assert_round_trip([report], tmp_path)
    assert run_command(["rule", "--check", "--config", str(tmp_path / "checker.toml"), str(report)]) == 0


FORMULAS = {
    "columns": (
        "school,boys,girls,total\nA,310,290,600\nB,205,214,419\nC,150,131,281\nD,88,97,185\n",
        {"total = boys + girls"},
    ),
    "rows": (
        "item,2021,2022,2023\nOpening,410,455,470\nJoined,120,98,77\nLeft,75,83,64\nClosing,455,470,483\n",
        {"Closing = Opening + Joined - Left"},
    ),
    "a share of the total": (
        "region,count,share\nNorth,4120,33.5%\nSouth,3980,32.4%\nEast,2310,18.8%\nWest,1890,15.4%\nTotal,12300,100.0%\n",
        {"share = count / [Total, count]", "Total = North + South + East + West"},
    ),
    "growth": (
        "area,2022,2023,change in %\nNorth,4120,4350,5.6\nSouth,3980,4010,0.8\nEast,2310,2205,-4.5\n"
        "West,1890,1990,5.3\n",
        {"'change in %' = '2023' / '2022' - 1"},
    ),
    "a range": (
        "town,people,homes\nA,811,301\nB,812,302\nC,813,303\nD,814,304\nE,815,305\nF,816,306\nG,817,307\n"
        "Total,5698,2128\n",
        {"Total = sum(A:G)"},
    ),
    "per head": (
        "学校,学生（人）,图书（册）,生均图书（册）\n一小,1284,26964,21\n二小,716,10024,14\n三小,905,15385,17\n四小,640,7680,12\n",
        {"'生均图书(册)' = '图书(册)' / '学生(人)'"},
    ),
    "a part of the whole": (
        "单位,教职工,其中：女\n一中,120,71\n二中,98,60\n三中,77,41\n四中,105,66\n",
        {"'其中:女' <= 教职工"},
    ),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_the_most_general_formula_is_written(name: str, tmp_path: Path) -> None:
    text, wanted = FORMULAS[name]
    report = tmp_path / "report.csv"
    report.write_text(text, encoding="utf-8")
    content = tomllib.loads(initiated(checked([report]), ["report.csv"]).text)
    assert wanted <= {entry["formula"] for entry in content["relations"]}
    assert {entry["table"] for entry in content["relations"]} == {"report"}
    assert content["tables"] == {"report": {"file": "report.csv"}}


def test_lines_that_the_relation_is_not_of_are_left_out(tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    report.write_text(FORMULAS["a share of the total"][0], encoding="utf-8")
    content = tomllib.loads(initiated(checked([report]), ["report.csv"]).text)
    share = next(entry for entry in content["relations"] if entry["formula"].startswith("share"))
    assert share.get("where") == "region != 'Total'"


def test_one_formula_says_what_several_rules_found() -> None:
    """The formulas of a workbook and the words of its headers; a figure that two reports repeat, line by line."""
    path = SAMPLES / "health-resources.xlsx"
    entries = tomllib.loads(initiated(checked([path]), [path.name]).text)["relations"]
    wanted = "column '合计' = 执业医师 + 注册护士 + '药师(士)' + 其他技术人员"
    assert [entry["name"] for entry in entries if entry["formula"] == wanted] == ["row-total"]
    entries = tomllib.loads(initiated(checked(TOGETHER), ["education-*.csv"]).text)["relations"]
    repeats = [entry for entry in entries if entry["name"] == "repeated-elsewhere"]
    assert [entry["formula"] for entry in repeats] == ["education_2022!本年 = education_2023!上年"]
    assert "table" not in repeats[0]


ODD = ['a "b" c', "it's", "x = y", "[1]", "é\\n", "若干", "50%", "Q1", "and", "#"]


@pytest.mark.parametrize("label", ODD)
def test_odd_labels_are_quoted(label: str, tmp_path: Path) -> None:
    """Whatever a row and a file are called, the file is valid and says the same."""
    report = tmp_path / "Größe & [1] 'x'.csv"
    quoted = label.replace('"', '""')
    rows = f'item,a,b,c\n"{quoted}",410,455,470\nSecond,120,98,77\nThird,75,83,64\nTotal,605,636,611\n'
    report.write_text(rows, encoding="utf-8")
    assert initiated(checked([report]), [report.name]).declared >= 3
    assert_round_trip([report], tmp_path)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own with one report."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.csv").write_text(FORMULAS["columns"][0], encoding="utf-8")
    return tmp_path


def test_the_file_is_written_and_used(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["init", "report.csv"]) == 0
    assert capsys.readouterr().out == "wrote checker.toml: 4 relations declared by 1 formula\n"
    assert run_command(["rule", "--check", "report.csv"]) == 0
    assert run_command(["validate", "report.csv", "--select", "DCL"]) == 0
    assert "4 relations (4 held" in capsys.readouterr().out


def test_a_file_is_never_written_over_unasked(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "own.toml").write_text("# mine\n", encoding="utf-8")
    assert run_command(["init", "report.csv", "-o", "own.toml"]) == 2
    assert "own.toml: already exists" in capsys.readouterr().err
    assert (here / "own.toml").read_text(encoding="utf-8") == "# mine\n"
    assert run_command(["init", "report.csv", "-o", "own.toml", "--force"]) == 0
    assert "total = boys + girls" in (here / "own.toml").read_text(encoding="utf-8")
    assert sorted(path.name for path in here.iterdir()) == ["own.toml", "report.csv"]


def test_it_is_printed_where_asked(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["init", "report.csv", "-o", "-"]) == 0
    assert 'formula = "total = boys + girls"' in capsys.readouterr().out
    assert [path.name for path in here.iterdir()] == ["report.csv"]


WRONG = {
    "no report": ([], 2, "no report was named"),
    "no file": (["missing.csv"], 2, "missing.csv"),
    "nothing to declare": (["names.csv"], 3, "nothing was written"),
    "no folder": (["report.csv", "-o", "missing/checker.toml"], 2, "cannot be written"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_done_is_said(name: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, code, said = WRONG[name]
    (here / "names.csv").write_text("name,colour\nA,red\nB,blue\n", encoding="utf-8")
    assert run_command(["init", *arguments]) == code
    printed = capsys.readouterr()
    assert said in printed.err + printed.out
    assert not (here / "checker.toml").exists()


def test_it_says_where_each_formula_comes_from() -> None:
    text = initiated(checked([SAMPLES / "enrolment.csv"]), ["enrolment.csv"]).text
    assert "# TOT101 column-total: held on 1 of 2 lines\n# broken: B7\n" in text
    chinese = initiated(checked([SAMPLES / "literacy.csv"]), ["literacy.csv"]).text
    assert "# TOT101 column-total：3项中成立2项\n# 不成立：D8\n" in chinese
    left = initiated(checked([SAMPLES / "narrative" / "school-district.md"]), ["school-district.md"]).text
    assert "# Left to discovery, which goes on finding it:\n" in left
    assert "told in sentences" in left
