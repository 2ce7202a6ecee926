from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checker.engine import Inputs, validate_inputs
from checker.figures import Figure
from checker.reading.sources import ReadOptions
from checker.report import Result

FOLDER = Path(__file__).parent / "data" / "prose"
LEVELS = {"error": ("error",), "query": ("error", "query")}


def cases(kind: str) -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob(f"*_{kind}.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            found.append(pytest.param(case, id=f"{path.stem}: {case['name']}"))
    return found


def checked(text: str) -> Result:
    return validate_inputs(Inputs(("-",), stdin=text.encode(), options=ReadOptions(stdin_filename="case.txt")))


def words(figure: Figure, text: str) -> str:
    """What stands in the text at the place of a figure."""
    return text[figure.place.start : figure.place.end]


def told(result: Result, text: str) -> list[tuple[str, set[str]]]:
    """The level of every finding, and the texts of all its figures."""
    found = []
    for finding in result.findings:
        relations = [finding.judgement.relation, *(one.relation for one in finding.also)]
        found.append((str(finding.level), {words(figure, text) for one in relations for figure in one.figures}))
    return found


@pytest.mark.parametrize("case", cases("wrong"))
def test_wrong_texts_are_found(case: dict[str, Any]) -> None:
    result = checked(case["text"])
    assert not result.failures
    found = [texts for level, texts in told(result, case["text"]) if level in LEVELS[case["level"]]]
    assert any(set(case["finds"]) <= texts for texts in found), told(result, case["text"])


@pytest.mark.parametrize("case", cases("right"))
def test_right_texts_stay_silent(case: dict[str, Any]) -> None:
    result = checked(case["text"])
    assert not result.failures
    assert [texts for level, texts in told(result, case["text"]) if level != "note"] == []
    held = [one.relation for one in result.judgements if one.verdict == "held"]
    tied = {words(figure, case["text"]) for one in held for figure in one.figures}
    assert set(case["ties"]) <= tied
