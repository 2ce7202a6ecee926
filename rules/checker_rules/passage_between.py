"""XRF: one quantity in the texts of several files."""

from __future__ import annotations

from collections.abc import Iterator

from checker.prose.between_files import between_files
from checker.relations import Relation
from checker.report import Report
from checker.rule import ANOTHER_FILE, breaks, holds, rule

_ENGLISH = (
    "Schools in brief. Primary pupils numbered 12,060 in 2022. Secondary pupils numbered 6,400 in 2022. "
    "Spending on repairs was £4,512 in 2022.\n"
    f"{ANOTHER_FILE}"
    "The year 2022 was a quiet one. In 2022 primary pupils numbered 12,060. In 2022 secondary pupils numbered {}. "
    "In 2022 spending on repairs was £4,512. The roofs are sound.\n"
)
_CHINESE = (
    "内容提要。2022年全县小学生12060人，初中生6400人，教师1571人。\n"
    f"{ANOTHER_FILE}"
    "教育工作平稳。2022年，全县有小学生12060人。2022年，初中生{}人，比较稳定。2022年教师1571人。校舍完好。\n"
)


@rule(
    "XRF312",
    examples=[
        holds(_ENGLISH.format("6,400")),
        holds(_CHINESE.format("6400")),
        breaks(_ENGLISH.format("6,040"), says="6,040"),
        breaks(_CHINESE.format("6040"), says="6040"),
    ],
)
def repeat_between_texts(report: Report) -> Iterator[Relation]:
    """A quantity told in the texts of several files, such as a summary and a report, has one value.

    Two texts are compared where they share at least three quantities and two of them are equal. Figures are one
    quantity if subject, unit and year are the same. Two versions of one report are not compared.

    Usually accepted explanations: figures revised after publication, another date or area.
    中文：同一数量在多份文件的正文（如摘要与报告）中应一致。
    中文：两文至少有三个共同数量、其中两个相等才比较；主体、单位和年份都相同才视为同一数量；同一报告的不同版本不比较。
    """
    yield from between_files(report.passages)
