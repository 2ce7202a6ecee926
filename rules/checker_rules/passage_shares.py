"""SHR: shares and their wholes told in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from checker.prose.frames import claims
from checker.reading.passages import Passage
from checker.relations import Relation
from checker.rule import breaks, holds, rule


@rule(
    "SHR201",
    examples=[
        holds("全县共有在校学生12,340人，其中女生5,802人，占47.0%。"),
        holds(
            "The survey reached 2,500 farms. Of these, 1,125 farms, or 45 percent of the farms reached, kept cattle."
        ),
        breaks("全县共有在校学生12,340人，其中女生5,802人，占45.2%。", says="45.2%"),
        breaks("共有住户1,260户，其中城镇756户，占60.0%；农村504户，占45.0%。", says="45.0%"),
    ],
)
def share_in_text(passage: Passage) -> Iterator[Relation]:
    """A share told in a text is its part over its whole.

    The whole is the figure the words name, the parent of "of which", the base the neighbouring shares fit, or
    the sum of the parts where the shares add to 100 %. If another figure nearby gives the share, nothing is said.

    Usually accepted explanations: the share is of another base than the text tells.
    中文：文中的比重等于部分除以整体。
    中文：整体依次取文字点名者、“其中”之上者、相邻各比重共同吻合者、比重合计为100%时各部分之和。
    """
    yield from claims(passage, "share")


@rule(
    "SHR202",
    examples=[
        holds("学生中男生占52.4%，女生占47.6%。"),
        holds("Of the repeaters, 66% belong to secondary schools, while the remaining 34% belong to primary ones."),
        breaks("学生中男生占52.4%，女生占57.6%。", says="100"),
        breaks(
            "Of the repeaters, 66% belong to secondary schools, while the remaining 24% belong to primary ones.",
            says="100",
        ),
    ],
)
def shares_in_text(passage: Passage) -> Iterator[Relation]:
    """The shares of one whole told in a text add to 100 %.

    Only where the words say that they are all: the last is the rest, two name the halves of one whole, or the
    counts beside them add to the total.

    Usually accepted explanations: several answers were possible, classes overlap, a class is not listed.
    中文：文中同一整体的各比重合计为100%（仅限文字表明列全者）。
    """
    yield from claims(passage, "shares")


@rule(
    "SHR203",
    examples=[
        holds("初级职称2,579人，占总数的46.75%；中级职称2,444人，占总数的44.31%；高级职称493人，占总数的8.94%。"),
        holds("Of the staff, 1,120 (56.0%) are teachers, 580 (29.0%) are clerks and 300 (15.0%) are drivers."),
        breaks(
            "初级职称2,579人，占总数的46.75%；中级职称2,444人，占总数的44.31%；高级职称493人，占总数的5.94%。",
            says="493",
        ),
    ],
)
def one_base_in_text(passage: Passage) -> Iterator[Relation]:
    """Counts told with their shares, and totals told with their per-head figures, imply one base.

    Usually accepted explanations: one of them refers to another group of people, or to a mean over the year.
    中文：人数与其比重、总量与其人均数所隐含的基数应当一致。
    """
    yield from claims(passage, "base")
