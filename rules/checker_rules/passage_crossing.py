"""XRF: one quantity in a text and in a table."""

from __future__ import annotations

from collections.abc import Iterator

from checker.prose.crossing import text_and_tables
from checker.prose.crossing_wholes import wholes_across
from checker.relations import Relation
from checker.report import Report
from checker.rule import breaks, holds, rule

_ENGLISH = (
    "Of the pupils, 4,120 are in North, 3,980 in South and {} in East.\n\n"
    "| region | pupils |\n| North | 4120 |\n| South | 3980 |\n| East | 2310 |\n"
)
_CHINESE = (
    "全县人口中，少年组的有60699人，青年组的有117216人，老年组的有{}人。\n\n"
    "| 年龄组 | 人数 |\n| 少年组 | 60699 |\n| 青年组 | 117216 |\n| 老年组 | 22559 |\n"
)


@rule(
    "XRF311",
    examples=[
        holds(_ENGLISH.format("2,310")),
        holds(_CHINESE.format("22559")),
        breaks(_ENGLISH.format("2,410"), says="2,410"),
        breaks(_CHINESE.format("22959"), says="22959"),
    ],
)
def text_and_table(report: Report) -> Iterator[Relation]:
    """A figure told in a sentence is the one the table gives for the row the sentence names.

    Which column is meant is learned from the rows where text and table agree; a difference is told only in a
    column that two other rows confirm. A table of another file is asked where the text's own tables do not answer,
    and only where the year does not differ. Counts and shares of a text whose total only the table prints, and columns
    that add to a figure of the text, are listed where they hold.

    Usually accepted explanations: the table is of another date or covers another area.
    中文：文中的数与表中同名行的数一致。
    中文：所指的列由相符的各行确定，至少两行确认后才报告差异；本文件的表未回答时才与其他文件中同年的表比较；总数仅见于表中的比重、与文中数相符的列合计，相符时列出。
    """
    for passage in report.passages:
        yield from text_and_tables(passage, report.tables)
        yield from wholes_across(passage, report.tables)
