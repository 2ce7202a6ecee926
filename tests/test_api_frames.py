"""The Python interface beyond paths: buffers, named reports, frames, and results as frames and pages."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import checker
import checker.pandas_accessor
from checker.report import Result
from tests.test_api import frame_of, written
from tests.test_cli import BROKEN, CHINESE, GOOD
from tests.test_reporters import HOSTILE_TEXT, enrolment, hostile, troubled


def test_buffers_of_text_and_bytes(tmp_path: Path) -> None:
    with written(tmp_path, "broken.csv", BROKEN).open(encoding="utf-8") as opened:
        result = checker.validate([io.StringIO(GOOD), io.BytesIO(CHINESE.encode("gb18030")), opened])
    names = [one.path for one in result.inputs]
    assert names == ["<buffer 1>", "<buffer 2>", str(tmp_path / "broken.csv")]
    assert [one.encoding for one in result.inputs] == ["utf-8", "gb18030", "utf-8"]
    assert {one.judgement.relation.figures[0].place.path for one in result.findings} == set(names[1:])
    assert checker.validate(io.StringIO(BROKEN)).inputs[0].path == "<buffer>"


def test_an_encoding_is_no_matter_of_text_that_is_decoded() -> None:
    result = checker.validate(io.StringIO(CHINESE), encoding="gb18030")
    assert (result.exit_code, result.inputs[0].encoding) == (1, "utf-8")


def test_reports_are_named() -> None:
    reports = {"2023.csv": io.StringIO(GOOD), "2024.xlsx": workbook(), "plan": frame_of(BROKEN)}
    result = checker.validate(reports)
    assert [one.path for one in result.inputs] == ["2023.csv", "2024.xlsx", "plan"]
    assert [one.judgement.relation.figures[0].place.path for one in result.findings] == ["plan"]


def workbook() -> io.BytesIO:
    content = io.BytesIO()
    frame_of(GOOD).to_excel(content, index=False)
    content.seek(0)
    return content


def test_a_buffer_that_is_closed_is_an_input_error() -> None:
    closed = io.StringIO(GOOD)
    closed.close()
    with pytest.raises(checker.InputError, match="cannot be read"):
        checker.validate(closed)


def test_bytes_are_no_path() -> None:
    with pytest.raises(checker.InputError, match="cannot check bytes"):
        checker.validate(GOOD.encode())


def test_polars_frames_computed_or_not() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.read_csv(io.StringIO(BROKEN))
    for one in (frame, frame.lazy(), [frame, frame.lazy()]):
        assert checker.validate(one).exit_code == 1


def test_findings_as_a_frame() -> None:
    frame = checker.validate(frame_of(BROKEN)).to_pandas()
    (row,) = frame.to_dict("records")
    assert (row["level"], row["code"], row["cell"], row["row"], row["stated"]) == ("error", "TOT101", "C5", 5, "28900")
    assert row["difference"] == "-1000"
    assert row["message"].startswith('column "pupils" is stated as 28,900')
    assert list(frame.columns) == list(Result().to_pandas().columns)
    assert str(frame.dtypes["row"]) == str(Result().to_pandas().dtypes["row"]) == "Int64"


def test_messages_in_a_frame_are_in_the_language_of_the_report() -> None:
    result = checker.validate(io.StringIO(CHINESE))
    assert "相加得" in result.to_pandas()["message"][0]
    assert "add up to" in result.to_pandas("en")["message"][0]


class Page(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("result", [enrolment, troubled, hostile, Result])
def test_a_notebook_shows_what_the_command_prints(result: Any) -> None:
    page = Page()
    page.feed(result()._repr_html_())
    assert set(page.elements) <= {"div", "details", "summary", "p"}
    shown = [line for line in page.text.splitlines() if line.strip()]
    printed = [line for line in str(result()).splitlines() if line.strip()]
    assert "".join(shown) == "".join(printed)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\ud800-\udfff]", page.text)


def test_the_accessor_of_frames() -> None:
    frame = frame_of(GOOD)
    assert frame.checker.validate().ok
    assert frame.checker.assert_consistent(fail_on="query") is frame
    with pytest.raises(checker.InconsistencyError, match="28,900"):
        frame_of(BROKEN).checker.assert_consistent()


def test_an_assertion_tells_why() -> None:
    assert checker.assert_consistent(frame_of(GOOD)).ok
    assert checker.assert_consistent(frame_of(BROKEN), fail_on="never").exit_code == 0
    with pytest.raises(checker.InconsistencyError, match="nothing was checked"):
        checker.assert_consistent(pd.DataFrame({"name": ["a", "b"]}))
    with pytest.raises(checker.InconsistencyError) as caught:
        checker.assert_consistent({f"{HOSTILE_TEXT}.csv": io.StringIO(BROKEN)})
    assert "\x1b" not in str(caught.value)


def test_asserting_imports_no_data_frame_library() -> None:
    code = (
        "import io, sys, checker\n"
        f"checker.assert_consistent(io.StringIO({GOOD!r}))\n"
        "sys.exit(any(name in sys.modules for name in ('pandas', 'numpy', 'pytest', 'typer')))\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
