"""The narrative samples: each says beside it which findings it must give, and no others."""

from __future__ import annotations

import runpy
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from checker.engine import Inputs, validate_inputs
from checker.figures import Figure
from checker.relations import Judgement, Relation
from checker.report import Result

FOLDER = Path(__file__).parents[1] / "samples" / "narrative"
EXPECTATIONS = sorted(FOLDER.glob("*.expected.toml"))
ENDINGS = (".txt", ".docx", ".md", ".html")


def report_of(expectation: Path) -> Path:
    stem = expectation.name.removesuffix(".expected.toml")
    return next(FOLDER / f"{stem}{ending}" for ending in ENDINGS if (FOLDER / f"{stem}{ending}").exists())


def checked(expectation: Path) -> tuple[Result, dict[str, Any]]:
    result = validate_inputs(Inputs((str(report_of(expectation)),)))
    assert not result.failures
    assert not result.unreadable
    return result, tomllib.loads(expectation.read_text(encoding="utf-8"))


def bare(text: str) -> str:
    """A figure without its unit and multiplier marks, as both texts and tables print it."""
    return "".join(c for c in text if c.isdigit() or c in ".,%£$")


def texts(relations: list[Relation]) -> set[str]:
    figures: list[Figure] = [figure for relation in relations for figure in relation.figures]
    parts = (part for figure in figures for part in figure.text.replace("+", " ").split(" - "))
    return {bare(part) for part in parts}


def involved(judgement: Judgement, also: tuple[Judgement, ...]) -> set[str]:
    return texts([judgement.relation, *(one.relation for one in also)])


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=lambda path: path.name.partition(".")[0])
def test_narrative_sample(expectation: Path) -> None:
    result, wanted = checked(expectation)
    left = [one for one in result.findings if str(one.level) != "note"]
    for finding in wanted.get("finding", ()):
        codes = tuple(finding["family"])
        found = next(
            (
                one
                for one in left
                if str(one.level) == finding["level"]
                and {bare(text) for text in finding["texts"]} <= involved(one.judgement, one.also)
                and any(
                    judged.relation.code.startswith(codes) for judged in (one.judgement, *one.also)
                )
            ),
            None,
        )  # fmt: skip
        assert found is not None, [(str(one.level), involved(one.judgement, one.also)) for one in left]
        left.remove(found)
    assert left == []
    held = [(str(one.relation.kind), texts([one.relation])) for one in result.judgements if one.verdict == "held"]
    for relation in wanted["held"]:
        expected = {bare(text) for text in relation["texts"]}
        assert any(kind in relation["kind"] and expected <= got for kind, got in held), relation


def test_there_are_narratives_of_every_sort() -> None:
    reports = [report_of(one) for one in EXPECTATIONS]
    assert len(reports) >= 6
    assert {path.suffix for path in reports} == set(ENDINGS)
    chinese = [path for path in reports if path.suffix in (".txt", ".md") and "，" in path.read_text(encoding="utf-8")]
    assert 0 < len(chinese) < len(reports)


def test_word_samples_are_what_the_script_writes(tmp_path: Path) -> None:
    script = runpy.run_path(str(FOLDER / "make_docx.py"))
    script["build"].__globals__["FOLDER"] = tmp_path
    for content, name in ((script["WATER"], "rural-water.docx"), (script["VITAL"], "births-and-deaths.docx")):
        script["build"](content, name)
        assert body(tmp_path / name) == body(FOLDER / name)


def body(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml")
