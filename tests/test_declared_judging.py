"""Declared relations on the whole road: each case is a report, a configuration, and what must come of it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import checker
from checker.figures import Place
from checker.messages import told
from checker.relations import Judgement, Verdict
from checker.report import Result
from checker.reporters.places import main_place

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
