"""Declared relations on the whole road: each case is a report, a configuration, and what must come of it."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import checker
from checker.cli import run_command
from checker.figures import Place
from checker.messages import told
from checker.relations import Judgement, Kind, Verdict
from checker.report import Result
from checker.reporters import Telling, render
from checker.reporters.places import main_place
from checker.reporters.suspicion import accused

SAMPLES = Path(__file__).parent.parent / "samples"
TOTAL = Place(str(SAMPLES / "enrolment.csv"), row=7, column=2)
CASES = tomllib.loads((Path(__file__).parent / "data" / "declared_cases.toml").read_text("utf-8"))["case"]


def checked(case: dict[str, Any], folder: Path) -> Result:
    """The result of the declared relations alone."""
    files = dict(case.get("files", {}))
    files |= {name: case[key] for key, name in (("report", "report.csv"), ("page", "report.md")) if key in case}
    paths = [folder / name for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.write_text(text.removeprefix("\n"), "utf-8")
    if "sheets" in case:
        paths.append(folder / "report.xlsx")
        write_workbook(paths[-1], case["sheets"])
    config = folder / "checker.toml"
    config.write_text(case["config"], "utf-8")
    return checker.validate(paths, config=config, select=["DCL"])


def write_workbook(path: Path, sheets: dict[str, str]) -> None:
    """A workbook with the sheets, whole numbers as numbers."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, text in sheets.items():
        sheet = book.create_sheet(name)
        for row, line in enumerate(text.strip().splitlines(), 1):
            for column, value in enumerate(line.split(","), 1) if line else ():
                sheet.cell(row, column, int(value) if value.isdigit() else value)
    book.save(path)


def places(result: Result, verdict: Verdict) -> list[str]:
    """The main places of the relations with a verdict, with the file or sheet where there are several."""
    several = len(result.inputs) > 1
    return sorted(named(main_place(one), several) for one in result.judgements if one.verdict is verdict)


def named(place: Place | None, several: bool) -> str:
    assert place is not None
    stem = Path(place.path).stem
    if place.line is not None and place.row is None:
        return f"{Path(place.path).name}:{place.line}"
    home = place.sheet or (stem if several else "")
    return f"{home}!{place.cell or ''}" if home else str(place.cell)


def headline(judgement: Judgement) -> str:
    """The headline in both languages."""
    return " | ".join(told(judgement)._asdict().values())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_declared_relation(case: dict[str, Any], tmp_path: Path) -> None:
    result = checked(case, tmp_path)
    assert not result.failures
    for verdict in (Verdict.HELD, Verdict.BROKEN, Verdict.UNDECIDED):
        assert places(result, verdict) == sorted(case.get(str(verdict), [])), verdict
    told_of = [headline(one) for one in result.judgements if one.verdict is Verdict.BROKEN]
    for words in case.get("says", ()):
        assert any(words in one for one in told_of), told_of
    reasons = [one.reason for one in result.undecided]
    for words in case.get("reasons", ()):
        assert any(words in reason for reason in reasons), reasons
    assert {str(one.level) for one in result.findings} <= {case.get("level", "error")}
    assert bool(result.findings) == bool(case.get("broken"))


REFUSED = (
    ("from,North,South\nNorth,1,2\nSouth,3,4\n", "North = South", "are both rows and columns of report.csv"),
    ("region,count\nNorth,100\nSouth,300\n", "count = North", "a row and a column meet in a cell"),
    ("region,count,count\nNorth,100,20\nSouth,300,40\n", "count > 0", '2 columns of report.csv are called "count"'),
    ("region,count\nNorth,100\nNorth,300\n", "North > 0", '2 rows of report.csv are called "North"'),
    ("region,count\nNorth,100\nSouth,300\n", "1 = 2", "the formula names no figure"),
    ("地区,人数\n东部,100\n西部,300\n", "人数 = 东部", '"东部" is a row and "人数" a column of report.csv'),
)


@pytest.mark.parametrize(("report", "formula", "sentence"), REFUSED)
def test_what_a_formula_cannot_mean_is_said_with_its_place(
    report: str, formula: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it is judged, everything else is, and the exit code is 2."""
    monkeypatch.chdir(tmp_path)
    config = f'[[relations]]\nformula = "{formula}"\n\n[[relations]]\nformula = "B2 > 0"\n'
    result = checked({"report": report, "config": config}, Path())
    (failure,) = result.failures
    assert sentence in str(failure)
    assert "checker.toml:2" in str(failure)
    assert result.exit_code == 2
    assert [one.relation.code for one in result.judgements] == ["DCL902"]


def test_a_declared_relation_replaces_its_discovered_twin(tmp_path: Path) -> None:
    report = SAMPLES / "enrolment.csv"
    config = tmp_path / "checker.toml"
    config.write_text('[[relations]]\nformula = "Total = sum(count)"\nlevel = "note"\n', "utf-8")
    results = checker.validate(report), checker.validate(report, config=config)
    discovered, declared = ([one for one in result.judgements if main_place(one) == TOTAL] for result in results)
    assert [(one.relation.code, one.relation.kind) for one in discovered] == [("TOT101", Kind.SUM)]
    assert [(one.relation.code, one.relation.kind) for one in declared] == [("DCL901", Kind.SUM)]
    assert [one.computed for one in discovered] == [one.computed for one in declared]


def test_a_table_in_a_word_document(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("各校学生情况如下。")
    table = document.add_table(3, 4)
    rows = (("学校", "合计", "男", "女"), ("一小", "300", "140", "160"), ("二小", "210", "110", "90"))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    path, config = tmp_path / "report.docx", tmp_path / "checker.toml"
    document.save(str(path))
    config.write_text('[[relations]]\nformula = "合计 = 男 + 女"\n', "utf-8")
    result = checker.validate(path, config=config, select=["DCL"])
    assert places(result, Verdict.HELD) == ["B2"]
    assert places(result, Verdict.BROKEN) == ["B3"]


def test_what_is_told_of_a_formula(tmp_path: Path) -> None:
    """Headline, arithmetic, formula with its place, and explanations, in both languages."""
    report = "地区,人数（人）,教师（人）\n东部,100,20\n西部,300,10\n"
    config = '[[relations]]\nformula = "人数 > 10 * 教师"\naccept = ["教学点未设专任教师"]\n'
    result = checked({"report": report, "config": config}, tmp_path)
    for lang, lines in (
        ("zh", ("“东部”行不符合“人数 > 10 * 教师”：100不大于10 * 20 = 200", "须大于200", "可作解释", "声明")),
        (
            "en",
            (
                'does not hold in row "东部": 100 is not more than 10 * 20 = 200',
                "more than 200",
                "accepted",
                "declared",
            ),
        ),
    ):
        text = render(result, "full", Telling(lang=lang))
        assert all(line in text for line in lines), text
    assert "人数 > 10 * 教师  (checker.toml:2)" in text
    (record,) = json.loads(result.to_json())["findings"]
    assert record["declaration"]["text"] == "人数 > 10 * 教师"
    assert record["declaration"]["line"] == 2
    assert record["kind"] == "formula"


def test_the_manual_page_of_a_declared_relation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    entry = 'formula = "a = b"\nname = "same"\nlevel = "query"\naccept = ["late entries"]\nvalid-from = 2024-01-01\n'
    Path("checker.toml").write_text(f"[[relations]]\n{entry}", "utf-8")
    for word in ("DCL901", "dcl901", "same"):
        assert run_command(["rule", word, "--lang", "en"]) == 0
        page = capsys.readouterr().out
        for part in ("DCL901 same", "a = b", "a query", "late entries", "2024-01-01", "checker.toml:2"):
            assert part in page
    assert run_command(["rule", "DCL902"]) == 2
    assert "no rule is called" in capsys.readouterr().err


def test_nothing_of_formulas_is_imported_where_none_are_declared(tmp_path: Path) -> None:
    report, config = tmp_path / "report.csv", tmp_path / "checker.toml"
    report.write_text("region,count\nNorth,300\nSouth,200\nTotal,600\n", "utf-8")
    config.write_text('select = ["TOT"]\n', "utf-8")
    program = (
        "import sys; from checker.cli import run_command\n"
        f"run_command(['validate', {str(report)!r}, '--config', {str(config)!r}])\n"
        "print([name for name in sys.modules if name.startswith('checker.declared')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_limit_that_is_broken_accuses_no_figure_alone(tmp_path: Path) -> None:
    report = "region,count (persons),staff (persons)\nNorth,120,25\nSouth,300,10\n"
    result = checked({"report": report, "config": '[[relations]]\nformula = "count > 10 * staff"\n'}, tmp_path)
    (finding,) = result.findings
    assert {one.figure.place.cell for one in accused(finding)} == {"B2", "C2"}


def test_a_sum_that_every_row_needs_is_worked_out_once(tmp_path: Path) -> None:
    """Of many rows the sum is carried as one value, not as its figures on every row."""
    counts = [100 + row % 7 for row in range(400)]
    lines = [f"row {row},{count},{100 * count / sum(counts):.3f}%" for row, count in enumerate(counts)]
    lines[7] = lines[7].rpartition(",")[0] + ",1.000%"
    report = "\n".join(["item,count,share", *lines, ""])
    result = checked({"report": report, "config": '[[relations]]\nformula = "share = count / sum(count)"\n'}, tmp_path)
    assert places(result, Verdict.BROKEN) == ["C9"]
    assert len(places(result, Verdict.HELD)) == 399
    assert {len(one.relation.figures) for one in result.judgements} == {2}
    assert "share = count / sum(count)" in render(result, "full", Telling(lang="en"))


def test_a_formula_that_breaks_on_most_lines_is_one_finding(tmp_path: Path) -> None:
    """Not every line is accused then; a figure that all lines share is, and few lines are told one by one."""
    rows = [f"row {row},{300 + row},{140 + row},160" for row in range(12)]
    report = "\n".join(["item,all (persons),first (persons),second (persons)", *rows, ""])
    wrong = checked({"report": report, "config": '[[relations]]\nformula = "all = 2 * first + second"\n'}, tmp_path)
    (finding,) = wrong.findings
    assert (finding.count, finding.of, len(finding.also), finding.suspects) == (12, 12, 11, ())
    assert "公式或单位可能有误" in render(wrong, "full", Telling(lang="zh"))
    shares = [f"row {row},{100 + row},{100 * (100 + row) / 1266:.2f}%" for row in range(12)]
    report = "\n".join(["item,count (persons),share", *shares, "Total,1626,100.00%", ""])
    formula = "share = count / ['Total', 'count (persons)']"
    (finding,) = checked({"report": report, "config": f'[[relations]]\nformula = "{formula}"\n'}, tmp_path).findings
    assert [(one.figure.place.cell, one.candidate) for one in accused(finding)] == [("B14", "1266")]
