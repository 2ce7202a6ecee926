"""A text and the tables of other files given in one call: what is held against each other, and what is left alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from checker import validate
from checker.report import Result

CODE = "XRF311"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NORTH = "region,pupils,teachers\nNorth,4120,212\nSouth,3980,198\nEast,2310,121\nWest,1890,97\nTotal,12300,628\n"
TOLD = "Of the pupils, 4,120 are in North, 3,980 in South, {} in East and 1,890 in West."
HANZI = "乡镇,小学生,初中生\n城关镇,3412,1604\n河口镇,2365,1281\n青石乡,1897,893\n柳林乡,1604,725\n合计,9278,4503\n"
TOLD_ZH = "全县小学生中，城关镇3412人，河口镇2365人，青石乡{}人，柳林乡1604人。"
WIDE = ("error", "１９８７人")
LAST = NORTH.replace("4120", "4098").replace("3980", "3966").replace("2310", "2297").replace("12300", "12251")


def docx(path: Path, text: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')


def given(folder: Path, files: dict[str, str]) -> Result:
    for name, text in files.items():
        if name.endswith(".docx"):
            docx(folder / name, text)
        else:
            (folder / name).write_text(text, encoding="utf-8")
    result = validate([str(folder / name) for name in files])
    assert not result.failures
    return result


def held(result: Result) -> set[str]:
    found = [one for one in result.judgements if one.relation.code == CODE and one.verdict == "held"]
    return {one.relation.figures[0].text for one in found}


def findings(result: Result) -> list[tuple[str, str]]:
    return [(str(one.level), one.judgement.relation.figures[0].text) for one in result.findings]


WRONG = [
    ("a swap", {"pupils.csv": NORTH, "report.txt": TOLD.format("2,130")}, ("error", "2,130")),
    ("a swap in Word", {"pupils.csv": NORTH, "report.docx": TOLD.format("2,130")}, ("error", "2,130")),
    ("the text first", {"report.txt": TOLD.format("2,130"), "pupils.csv": NORTH}, ("error", "2,130")),
    ("no slip is asked about", {"pupils.csv": NORTH, "report.txt": TOLD.format("2,478")}, ("query", "2,478")),
    ("抄错一位", {"小学.csv": HANZI, "报告.txt": TOLD_ZH.format("1987")}, ("error", "1987人")),
    ("繁體與全形", {"小学.csv": HANZI, "報告.docx": TOLD_ZH.format("１９８７").replace("学", "學")}, WIDE),
    (
        "its own tables answer other figures",
        {
            "pupils.csv": NORTH,
            "report.md": TOLD.format("2,130") + "\n\n| month | visits |\n|---|---|\n| May | 310 |\n| June | 290 |\n",
        },
        ("error", "2,130"),
    ),
    (
        "a table in another document",
        {
            "annex.md": "| region | pupils |\n|---|---|\n| North | 4120 |\n| South | 3980 |\n"
            "| East | 2310 |\n| West | 1890 |\n",
            "report.txt": TOLD.format("2,130"),
        },
        ("error", "2,130"),
    ),
    (
        "the table of the year told",
        {
            "pupils-2022.csv": LAST,
            "pupils-2023.csv": NORTH,
            "report.txt": "In 2023 the schools grew. " + TOLD.format("2,130"),
        },
        ("error", "2,130"),
    ),
]  # fmt: skip
SILENT = [
    ("all agree", {"pupils.csv": NORTH, "report.txt": TOLD.format("2,310")}, {"4,120", "3,980", "2,310", "1,890"}),
    ("都相符", {"小学.csv": HANZI, "报告.txt": TOLD_ZH.format("1897")}, {"3412人", "2365人", "1897人", "1604人"}),
    ("a table of last year", {"pupils-2022.csv": LAST, "report.txt": "In 2023: " + TOLD.format("2,310")}, set()),
    (
        "two years side by side",
        {"pupils-2022.csv": LAST, "pupils-2023.csv": NORTH, "report.txt": TOLD.format("2,310")},
        {"4,120", "3,980", "2,310", "1,890"},
    ),
    ("a column the table has not", {
        "pupils.csv": NORTH, "report.txt": "Visits: North 512, South 430, East 121, West 390.",
    }, {"121"}),
    ("one row agrees by chance", {
        "pupils.csv": NORTH, "report.txt": "Cases: 97 in West, 44 in North, 31 in South and 12 in East.",
    }, set()),
    ("most rows differ", {
        "pupils.csv": NORTH, "report.txt": "Pupils in 2019: North 4,120, South 3,980, East 2,210, West 1,790.",
    }, {"4,120", "3,980"}),
    ("rounded in the text", {
        "pupils.csv": NORTH, "report.txt": "North has about 4,100 pupils, South 3,980, East 2,310 and West 1,890.",
    }, set()),
    ("its own table differs", {
        "pupils.csv": NORTH,
        "report.md": TOLD.format("2,130") + "\n\n| region | pupils |\n|---|---|\n| North | 4120 |\n| South | 3980 |\n"
        "| East | 2130 |\n| West | 1890 |\n",
    }, {"4,120", "3,980", "2,130", "1,890"}),
    ("在校生与毕业生", {
        "小学.csv": HANZI, "报告.txt": "毕业生：城关镇512人，河口镇430人，青石乡321人，柳林乡290人。",
    }, set()),
]  # fmt: skip


@pytest.mark.parametrize(("files", "told"), [pytest.param(*case[1:], id=case[0]) for case in WRONG])
def test_a_figure_unlike_the_table_is_found(tmp_path: Path, files: dict[str, str], told: tuple[str, str]) -> None:
    result = given(tmp_path, files)
    assert [one for one in findings(result) if one[0] != "note"] == [told]


@pytest.mark.parametrize(("files", "same"), [pytest.param(*case[1:], id=case[0]) for case in SILENT])
def test_what_agrees_or_may_differ_is_left_alone(tmp_path: Path, files: dict[str, str], same: set[str]) -> None:
    result = given(tmp_path, files)
    assert [one for one in result.findings if one.judgement.relation.code == CODE] == []
    assert same <= held(result)
