"""Reading documents: what is seen, what is not, and where every figure stands."""

from __future__ import annotations

import io
import zipfile

import pytest

from checker.errors import InputError
from checker.reading.documents import passage_of, read_document
from checker.reading.passages import Document, Passage

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def word(body: str, **parts: str) -> bytes:
    """A Word document with this body, and other parts by name (dots as double underscores)."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        head = f'<w:document xmlns:w="{WORD}" xmlns:mc="{SPACE}"><w:body>'
        archive.writestr("word/document.xml", f"{head}{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:part xmlns:w="{WORD}">{text}</w:part>')
    return content.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def only(document: Document) -> Passage:
    (passage,) = document.passages
    return passage


def figures(passage: Passage) -> list[str]:
    return [mention.figure.text for mention in passage.figures]


def test_places_in_text_are_code_points_of_the_source() -> None:
    text = "第一行\n縣(xiàn)裡有𠀀村12,340人，其中◇女生5,802人。\n"
    passage = passage_of("report.txt", text)
    for mention in passage.figures:
        place = mention.figure.place
        assert text[place.start : place.end] == mention.figure.text
        assert place.line == 2
    assert figures(passage) == ["12,340人", "5,802人"]


def test_tracked_changes_hidden_text_and_fields() -> None:
    body = (
        "<w:p><w:r><w:t>共有</w:t></w:r><w:del><w:r><w:delText>99人</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>12人</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>88人</w:t></w:r>"
        "<w:r><w:instrText>PAGE 77人</w:instrText></w:r><w:fldSimple><w:r><w:t>，女5人</w:t></w:r></w:fldSimple></w:p>"
    )
    assert figures(only(read_document("report.docx", word(body), "docx"))) == ["12人", "5人"]


def test_text_boxes_content_controls_and_notes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('框内31人')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>正文12人</w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('控件41人')}</w:sdtContent></w:sdt>"
    )
    data = word(body, footnotes=f"<w:footnote>{paragraph('脚注51人')}</w:footnote>", header1=paragraph("页眉61人"))
    assert sorted(figures(only(read_document("report.docx", data, "docx")))) == ["12人", "31人", "41人", "51人", "61人"]


def test_places_in_word_are_paragraph_and_offset() -> None:
    data = word(paragraph("标题") + paragraph("全县共有学生12,340人，其中女生5,802人。"))
    first, second = only(read_document("report.docx", data, "docx")).figures
    assert (first.figure.place.paragraph, first.figure.place.start, first.figure.place.end) == (2, 6, 13)
    assert second.figure.place.line is None
    assert second.figure.place.start == 18


def test_word_tables_become_grids_with_merges() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    wide, merged, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        f"<w:tr>{cell('地区')}{cell('人数', wide)}</w:tr>"
        f"<w:tr>{cell('东部', merged)}{cell('41')}{cell('39')}</w:tr>"
        f"<w:tr>{cell('', below)}{cell('12')}{cell('11')}</w:tr>"
    )
    document = read_document("report.docx", word(f"<w:tbl>{rows}</w:tbl>"), "docx")
    (grid,) = document.grids
    assert [grid.text(row, column) for row in (1, 2, 3) for column in (1, 2, 3)] == [
        "地区", "人数", "", "东部", "41", "39", "", "12", "11",
    ]  # fmt: skip
    assert grid.spots[2, 2].paragraph == 4


def test_html_reads_what_is_seen() -> None:
    page = (
        "<html><head><title>第9章 99人</title><style>p{width:88%}</style></head><body><!-- 77人 -->"
        "<p>全县共有学生12,340&nbsp;人<sup>[2]</sup>，其中<b>女生</b>5,802人。</p>"
        "<p hidden>66人</p><div style='display: none'><p>55人</p></div><script>var a = '44人';</script>"
        "<p>绿地3.5km<sup>2</sup></p></body></html>"
    )
    passage = only(read_document("report.html", page.encode(), "html"))
    assert [text.replace("&nbsp;", "") for text in figures(passage)] == ["12,340人", "5,802人", "3.5km<sup>2"]
    for mention in passage.figures:
        place = mention.figure.place
        assert page[place.start : place.end] == mention.figure.text


def test_html_tables_keep_places_and_spans() -> None:
    page = (
        "<table><tr><th rowspan=2>地区</th><th colspan=2>人数</th></tr><tr><th>男</th><th>女</th></tr>"
        "<tr><td>东部</td><td>1,041</td><td>939</td></tr></table>"
    )
    (grid,) = read_document("report.html", page.encode(), "html").grids
    assert grid.text(3, 2) == "1,041"
    assert grid.text(2, 2) == "男"
    spot = grid.spots[3, 2]
    assert page[spot.start : spot.end] == "1,041"


def test_markdown_leaves_out_the_marks() -> None:
    text = (
        "# 一、概况\n\n全县共有学生**12,340人**，其中[女生](http://x.example/99)5,802人[^1]。\n\n```\n共77人\n```\n\n"
        "| 地区 | 人数 |\n|---|---:|\n| 东部 | **41** |\n| 西部 | 39 |\n\n[^1]: 注8人\n"
    )
    document = read_document("report.md", text.encode(), "markdown")
    passage = only(document)
    assert figures(passage) == ["12,340人", "5,802人", "8人"]
    assert passage.blocks[0].kind == "heading"
    (grid,) = document.grids
    assert [grid.text(row, 2) for row in (1, 2, 3)] == ["人数", "41", "39"]
    spot = grid.spots[2, 2]
    assert text[spot.start : spot.end] == "41"


@pytest.mark.parametrize(
    "text",
    [
        "年龄\n|\n人数\n|\n占比\n|\n少年\n|\n60699\n|\n30.28\n|\n青年\n|\n117216\n|\n58.47\n|\n",
        "年龄 |\n人数 |\n占比 |\n少年 |\n60699 |\n30.28 |\n青年 |\n117216 |\n58.47 |\n",
        "年龄 | 人数 | 占比 |\n少年 | 60699 | 30.28 |\n青年 | 117216 | 58.47 |\n",
    ],
)
def test_tables_pasted_into_texts(text: str) -> None:
    (grid,) = read_document("report.txt", f"说明如下。\n\n{text}".encode(), "text").grids
    assert (grid.rows, grid.columns, grid.text(3, 2)) == (3, 3, "117216")


def test_documents_pasted_together_are_told_apart() -> None:
    text = "一、概况\n共有学生12人。\n二、做法\n加强管理。\n另一份总结\n一、概况\n共有学生13人。\n"
    parts = [mention.part for mention in passage_of("report.txt", text).figures]
    assert parts == [0, 1]


def test_encodings() -> None:
    text = "全县共有学生12,340人，其中女生5,802人，占47.0%。" * 3
    for encoding in ("utf-8", "utf-16", "gb18030"):
        passage = only(read_document("report.txt", text.encode(encoding), "text"))
        assert figures(passage)[:3] == ["12,340人", "5,802人", "47.0%"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\3\4 not a zip", "damaged"),
        (word("<w:p>" * 600 + "</w:p>" * 600), "nested deeper"),
        (word('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr></w:tc></w:tr></w:tbl>'), "columns"),
    ],
)
def test_hostile_word_documents_are_refused(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_document("report.docx", data, "docx")


def test_document_types_and_bombs_are_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE d [<!ENTITY a "aa">]><w:document xmlns:w="x">&a;</w:document>')
    with pytest.raises(InputError, match="document type"):
        read_document("report.docx", content.getvalue(), "docx")
    bomb = word(paragraph("0" * 30_000_000))
    with pytest.raises(InputError, match=r"inflate|token"):
        read_document("report.docx", bomb, "docx")


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("<div>" * 5000, "nested deeper"),
        ("<table><tr><td rowspan=100000000>1</td></tr></table>", "rowspan"),
        ("<table><tr><td colspan=100000000>1</td></tr></table>", "colspan"),
    ],
)
def test_hostile_pages_are_refused(page: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_document("report.html", page.encode(), "html")


def test_odd_bytes_and_numbers_are_read_without_harm() -> None:
    text = "共1E+9999999人，又" + "9" * 100_000 + "人，NaN人，Infinity%，\x1b[31m12人\u202e。"
    assert "12人" in figures(only(read_document("report.txt", text.encode(), "text")))
