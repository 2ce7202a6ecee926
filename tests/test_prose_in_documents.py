"""What documents say and show: tracked changes, hidden text, notes, headings and sections, checked to the end."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from checker.engine import Inputs, validate_inputs
from checker.reading.sources import ReadOptions

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(*paragraphs: str, **parts: str) -> bytes:
    content = io.BytesIO()
    body = "".join(f"<w:p>{one if one.startswith('<') else run(one)}</w:p>" for one in paragraphs)
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:part xmlns:w="{WORD}">{text}</w:part>')
    return content.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def deleted(text: str) -> str:
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def inserted(text: str) -> str:
    return f"<w:ins>{run(text)}</w:ins>"


def hidden(text: str) -> str:
    return f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{text}</w:t></w:r>"


def found(name: str, data: bytes) -> list[tuple[str, set[str]]]:
    result = validate_inputs(Inputs(("-",), stdin=data, options=ReadOptions(stdin_filename=name)))
    assert not result.failures
    return [
        (str(one.level), {figure.text for figure in one.judgement.relation.figures})
        for one in result.findings
        if str(one.level) != "note"
    ]


SPLIT = run("全县有学生12,3") + run("00人，其中男生6,100人，女生6,") + run("200人。")
HEADED = "一、受理案件1,310件\n今年受理案件1,130件，审结1,100件。\n二、审结案件1,100件\n今年审结案件1,100件。"
PART = "一、概况\n共有学生{}人。\n二、做法\n加强管理。\n"
RATES = "出生率为7.57‰，死亡率为5.12‰，自然增长率为2.54‰。"
POINTS = "参保率为95.4%，比上年的93.1%提高3.2个百分点。"
POINTS_BIG5 = "全縣參保率為95.4%，比上年的93.1%提高3.2個百分點。我們的學校與圖書館。"
SUM = ("error", {"12,300人", "6,010人", "6,200人"})
PAGE = "<p>全县有学生12,300人，其中男生6,100人，女生6,200人。</p>"
COLUMN = "<p>Of the pupils, 4,120 are in North, 3,980 in South and {} in East.</p>"
TABLE = (
    "<table><tr><th>region</th><th>pupils</th></tr><tr><td>North</td><td>4,120</td></tr>"
    "<tr><td>South</td><td>3,980</td></tr><tr><td>East</td><td>2,310</td></tr></table>"
)
WRONG: list[tuple[str, str, bytes, tuple[str, set[str]]]] = [
    (
        "the inserted number is wrong",
        "a.docx",
        word(run("参保率为95.4%，比上年的93.1%提高") + deleted("2.3") + inserted("3.2") + run("个百分点。")),
        ("error", {"3.2个百分点", "95.4%", "93.1%"}),
    ),
    ("a number in several runs", "a.docx", word(SPLIT.replace("6,100", "6,010")), SUM),
    (
        "a footnote of its own",
        "a.docx",
        word("正文如下。", footnotes=f"<w:footnote><w:p>{run(RATES)}</w:p></w:footnote>"),
        ("error", {"2.54‰", "7.57‰", "5.12‰"}),
    ),
    ("an entity", "a.html", PAGE.replace("6,100人", "6,010&#20154;").encode(), ("error", {"6,010&#20154;"})),
    ("a text against its table", "a.html", (COLUMN.format("2,130") + TABLE).encode(), ("error", {"2,130", "2,310"})),
    ("a heading against its section", "a.txt", HEADED.encode(), ("query", {"1,310件", "1,130件"})),
    (
        "marks of emphasis",
        "a.md",
        b"# Report\n\nThe office handled **1,310** cases, of which *1,804* were settled.\n",
        ("error", {"1,804", "1,310"}),
    ),
    ("a carriage return", "a.txt", POINTS.replace("，", "，\r\n").encode("utf-16"), ("error", {"3.2个百分点"})),
    ("Big5", "a.txt", (POINTS_BIG5 * 2).encode("big5"), ("error", {"3.2個百分點", "95.4%"})),
]  # fmt: skip
SILENT: list[tuple[str, str, bytes]] = [
    (
        "the deleted number was wrong",
        "a.docx",
        word(run("参保率为95.4%，比上年的93.1%提高") + deleted("3.2") + inserted("2.3") + run("个百分点。")),
    ),
    (
        "a hidden number does not count",
        "a.docx",
        word(run("全县有学生12,300人，其中男生6,100人，") + hidden("女生6,300人，") + run("女生6,200人。")),
    ),
    ("a hidden paragraph", "a.html", f"{PAGE}<p hidden>其中女生6,300人，占49.0%。</p>".encode()),
    ("a paragraph that is not displayed", "a.html", f"{PAGE}<p style='display:none'>学生12,030人。</p>".encode()),
    ("a comment and a script", "a.html", f"{PAGE}<!-- 学生12,030人 --><script>a = '女生6,300人';</script>".encode()),
    ("marks of a footnote", "a.html", PAGE.replace("人，", "人<sup>[3]</sup>，").encode()),
    ("code in Markdown", "a.md", "全县有学生12,300人。\n\n```\n其中男生6,100人，女生6,300人\n```\n".encode()),
    ("two sections, two things", "a.txt", "一、小学\n全县有学生12,300人。\n二、中学\n全县有学生6,420人。\n".encode()),
    ("two documents in one file", "a.txt", f"{PART.format(1204)}另一份总结\n{PART.format(1240)}".encode()),
    ("a heading that agrees", "a.txt", HEADED.replace("1,130件", "1,310件").encode()),
    ("a table that agrees", "a.html", (COLUMN.format("2,310") + TABLE).encode()),
    ("page numbers and dates", "a.docx", word("第12页 共86页", "2023年12月31日", "全县有学生12,300人。")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "wanted"), [pytest.param(*case[1:], id=case[0]) for case in WRONG])
def test_what_is_wrong_in_a_document_is_found(name: str, data: bytes, wanted: tuple[str, set[str]]) -> None:
    assert any(level == wanted[0] and wanted[1] <= texts for level, texts in found(name, data)), found(name, data)


@pytest.mark.parametrize(("name", "data"), [pytest.param(*case[1:], id=case[0]) for case in SILENT])
def test_what_is_not_shown_or_another_thing_is_left_alone(name: str, data: bytes) -> None:
    assert found(name, data) == []


def test_a_place_is_where_the_reader_finds_it() -> None:
    """The wrong number of a paragraph in several runs stands at its offset in the paragraph."""
    data = word("标题", SPLIT.replace("6,100", "6,010"))
    result: Any = validate_inputs(Inputs(("-",), stdin=data, options=ReadOptions(stdin_filename="a.docx")))
    (finding,) = [one for one in result.findings if str(one.level) == "error"]
    places = {figure.text: figure.place for figure in finding.judgement.relation.figures}
    assert (places["6,010人"].paragraph, places["6,010人"].start) == (2, 17)
