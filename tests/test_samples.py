"""The samples: each says beside it which findings it must give, and no others."""

from __future__ import annotations

import io
import json
import runpy
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from checker.cli import run_command

SAMPLES = Path(__file__).parents[1] / "samples"
EXPECTATIONS = sorted(path for path in SAMPLES.rglob("*.expected.toml") if "narrative" not in path.parts)
REPORTS = (".csv", ".tsv", ".xlsx")
TOLD = ("error", "query")  # a note may be added without harm

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sample:
    """One or several reports that are checked together, and what must come of it."""

    paths: tuple[Path, ...]
    findings: tuple[Record, ...]
    held: tuple[Record, ...]
    undecided: int = 0


def sample(expectation: Path) -> Sample:
    content = tomllib.loads(expectation.read_text(encoding="utf-8"))
    names = content.get("files", [f"{stem(expectation)}.csv"])
    paths = tuple(expectation.parent / name for name in names)
    return Sample(paths, tuple(content.get("finding", ())), tuple(content.get("held", ())), content.get("undecided", 0))


def stem(expectation: Path) -> str:
    return expectation.name.removesuffix(".expected.toml")


def output(command: str, wanted: Sample, capsys: pytest.CaptureFixture[str]) -> Record:
    """What the command line prints about a sample as JSON."""
    run_command([command, "--isolated", "--output-format", "json", *map(str, wanted.paths)])
    printed: Record = json.loads(capsys.readouterr().out)
    assert {one["status"] for one in printed["inputs"]} == {"read"}
    assert not [one for one in printed.get("undecided", ()) if "internal" in (one["reason"] or "")]
    return printed


def named(figure: Record, several: bool) -> str:
    """The place of a figure as the expectations write it: [file!][sheet!]cell."""
    place = figure["location"]
    parts = (Path(place["path"]).name if several else "", place.get("sheet") or "", place.get("cell") or "")
    return "!".join(part for part in parts if part)


def cells(relations: Iterable[Record], several: bool) -> set[str]:
    figures = (one for relation in relations for one in (relation["result"], *relation["operands"]) if one)
    return {named(figure, several) for figure in figures}


def told(finding: Record, several: bool) -> Record:
    """A finding in the words of the expectations."""
    relations = (finding, *finding["also"])
    return {
        "level": finding["level"],
        "codes": [one["code"] for one in relations],
        "cells": cells(relations, several),
        "suspects": [named(one, several) for one in finding["suspects"]],
    }


def answers(found: Record, wanted: Record) -> bool:
    """Whether a finding is the expected one: its level, a code of the family, its cells, the first suspect."""
    return (
        found["level"] == wanted["level"]
        and any(code[:3] in wanted["family"] for code in found["codes"])
        and found["cells"] >= set(wanted["cells"])
        and ("suspects" not in wanted or found["suspects"][:1] == wanted["suspects"][:1])
    )


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=stem)
def test_sample_gives_its_findings_and_no_others(
    expectation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every expected finding is matched by one finding, and no error or query is left over."""
    wanted = sample(expectation)
    printed = output("validate", wanted, capsys)
    assert len(printed["undecided"]) == wanted.undecided
    left = [told(one, len(wanted.paths) > 1) for one in printed["findings"] if one["level"] in TOLD]
    for finding in wanted.findings:
        found = next((one for one in left if answers(one, finding)), None)
        assert found, f"missing: {finding}\ntold: {left}"
        left.remove(found)
    assert not left, f"told without need: {left}"


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=stem)
def test_sample_is_checked_where_it_holds(expectation: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The relations listed as held were found: silence does not come from not having looked."""
    wanted = sample(expectation)
    held = [one for one in output("show", wanted, capsys)["relations"] if one["verdict"] == "held"]
    known = [(one["kind"], cells([one], len(wanted.paths) > 1)) for one in held]
    missing = [
        one for one in wanted.held if not any(k in one["kind"] and c == set(one["cells"]) for k, c in known)
    ]
    assert not missing


def test_show_prints_what_holds_as_it_holds(capsys: pytest.CaptureFixture[str]) -> None:
    run_command(["show", "--isolated", "--lang", "en", str(SAMPLES / "staff.csv")])
    shown = capsys.readouterr().out
    assert "C3, B3  19 <= 48\n" in shown
    assert "C4, B4  226 > 215\n" in shown


def test_there_are_samples_of_every_sort() -> None:
    consistent = [path for path in EXPECTATIONS if not sample(path).findings]
    assert len(EXPECTATIONS) >= 20
    assert len(consistent) >= 5
    assert all(sample(path).findings or sample(path).held for path in EXPECTATIONS)
    assert {path.suffix for one in EXPECTATIONS for path in sample(one).paths} == set(REPORTS)


def test_every_report_in_samples_has_an_expectation() -> None:
    reports = {path for path in SAMPLES.rglob("*") if path.suffix in REPORTS}
    known = {path for one in EXPECTATIONS for path in sample(one).paths}
    elsewhere = {"narrative", "pipeline"}  # texts, and the records that a report is made of
    assert {path for path in reports if elsewhere.isdisjoint(path.parts)} == known


def test_workbooks_are_what_the_script_writes() -> None:
    """The committed workbooks hold the cells, formulas, stored values and formats of make_xlsx.py."""
    script = runpy.run_path(str(SAMPLES / "make_xlsx.py"))
    for name in script["WORKBOOKS"]:
        assert contents((SAMPLES / name).read_bytes()) == contents(script["workbook"](name))


def contents(data: bytes) -> list[object]:
    books = [load_workbook(io.BytesIO(data), data_only=stored) for stored in (False, True)]
    return [
        (sheet.title, cell.coordinate, cell.value, cell.number_format)
        for book in books
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]
