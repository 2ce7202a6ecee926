"""XRF: one quantity told twice in a text."""

from __future__ import annotations

from collections.abc import Iterator

from checker.prose.frames import claims
from checker.reading.passages import Passage
from checker.relations import Relation
from checker.rule import breaks, holds, rule


@rule(
    "XRF201",
    examples=[
        holds("一、共审结案件42584件\n各级法院共审结案件42584件，一审占多数。"),
        holds("The office recorded three hundred and twelve (312) marriages. These 312 marriages fell in one quarter."),
        breaks("The office recorded three hundred and twelve (321) marriages in the quarter.", says="312"),
        breaks("一、共审结案件42584件\n各级法院共审结案件42594件，一审占多数。", says="42"),
    ],
)
def repeat_in_text(passage: Passage) -> Iterator[Relation]:
    """A quantity told twice, in a heading and below it or in a summary and the body, has one value.

    Usually accepted explanations: the two are of different times or cover different things.
    中文：同一数量在标题、摘要与正文中应一致。
    """
    yield from claims(passage, "repeat")


@rule(
    "LST201",
    examples=[
        holds("全镇落实“三统一”(统一标准、统一采购、统一配送)，分汉、藏、彝三种语言授课。"),
        holds("重点抓好三个方面：一是加强管理；二是改善条件；三是提高质量。"),
        holds("The sum was spent in three ways: half of it on books; some on desks; and the rest on paint."),
        breaks("全镇落实“四统一”(统一标准、统一采购、统一配送)，成效明显。", says="3"),
    ],
)
def items_of_list(passage: Passage) -> Iterator[Relation]:
    """A list that says how many items it has has so many: in brackets after the number, before it, after a colon.

    Points told one by one (一是, 二是) are counted as well. Lists that are left open (等, such as) are not counted.

    Usually accepted explanations: one item stands for two, or is split over two names.
    中文：写明项数的列举，项数应与所列相符；带“等”的列举不计。
    """
    yield from claims(passage, "list")
