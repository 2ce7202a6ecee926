"""XRF: one quantity in a text and in a table."""

from __future__ import annotations

from collections.abc import Iterator

from checker.prose.crossing import crossing_relations
from checker.relations import Relation
from checker.report import Report
from checker.rule import breaks, holds, rule



@rule(
    "XRF311",
    examples=[
        holds("Of the pupils, 4,120 are in North, 3,980 in South and 2,310 in East.\n\nregion | pupils\nNorth | 4120\nSouth | 3980\nEast | 2310\n"),
        breaks("Of the pupils, 4,120 are in North, 3,980 in South and 2,410 in East.\n\nregion | pupils\nNorth | 4120\nSouth | 3980\nEast | 2310\n", says="2,410"),
    ],
)
def text_and_table(report: Report) -> Iterator[Relation]:
    """A figure told in a sentence is the one the table gives for the row the sentence names.

    Which column is meant is learned from the rows where text and table agree; a difference is told only in a
    column that two other rows confirm.

    Usually accepted explanations: the table is of another date or covers another area.
    中文：文中的数与表中同名行的数一致。
    中文：所指的列由相符的各行确定，至少两行确认后才报告差异。
    """
    for table in report.tables:
        for passage in report.passages:
            yield from crossing_relations(table, passage)
