"""Writes the Word samples; run it again after changing what is below."""

from __future__ import annotations

from pathlib import Path

from docx import Document

FOLDER = Path(__file__).parent

WATER = (
    ("h", "2023年农村供水工作总结"),
    ("h", "一、工程建设"),
    ("p", "全年新建供水工程36处，改造供水工程54处，共完成投资8,640万元，占年度计划9,000万元的96.0%。"),
    ("p", "全县农村供水人口61.2万人，其中自来水普及人口58.14万人，占95.0%，比上年的92.6%提高2.4个百分点。"),
    ("t", (
        ("乡镇", "供水工程（处）", "受益人口（人）"), ("河东", "28", "41,260"), ("河西", "35", "52,480"),
        ("山口", "27", "30,910"), ("合计", "90", "124,650"),
    )),
    ("p", "分乡镇看，河东受益人口41,260人，河西受益人口52,480人，山口受益人口39,010人。"),
    ("h", "二、运行管理"),
    ("p", "全年抽检水样1,250份，合格1,225份，合格率98.00%。"
     "收缴水费1,836万元，较上年同期（1,720万元）增加116万元，增长6.7%。"),
)  # fmt: skip
VITAL = (
    ("h", "Births and deaths in the county, 2023"),
    ("p", "The register entered 6,842 births in 2023, a fall of 158, or 2.3 percent, from the 7,000 births of 2022."),
    ("p", "Of the 6,842 births, 3,496 (51.1%) were boys and 3,346 (48.9%) were girls."),
    ("p", "Deaths numbered 5,110. This marks a rise of 210 or 4.3 percent higher than the 4,890 deaths of the year "
     "before."),
    ("p", "On average the office logged 14 deaths daily."),
)


def build(content: tuple[tuple[str, object], ...], name: str) -> None:
    """One document: headings (h), paragraphs (p) and tables (t)."""
    document = Document()
    for kind, body in content:
        if kind == "t" and isinstance(body, tuple):
            table = document.add_table(len(body), len(body[0]))
            for row, texts in enumerate(body):
                for column, text in enumerate(texts):
                    table.cell(row, column).text = text
        elif kind == "h":
            document.add_heading(str(body), 1)
        else:
            document.add_paragraph(str(body))
    document.save(str(FOLDER / name))


if __name__ == "__main__":
    build(WATER, "rural-water.docx")
    build(VITAL, "births-and-deaths.docx")
