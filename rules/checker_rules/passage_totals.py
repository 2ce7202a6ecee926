"""TOT, BND: totals, parts and bounds told in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from checker.prose.frames import claims
from checker.reading.passages import Passage
from checker.relations import Relation
from checker.rule import breaks, holds, rule


@rule(
    "TOT201",
    examples=[
        holds("全县共有学校348所，其中小学343所，高中4所，职业学校1所。"),
        holds("The grant of £4,200 was spent in three ways: £2,150 on books; £1,300 on desks; and £750 on paint."),
        holds("全院旧存案件214件，新收1,310件，审结1,288件，年末未结236件。"),
        breaks("全年共受理案件分别为刑事1204件、民事3311件、行政208件，共计4823件。", says="4823"),
        breaks(
            "The grant of £4,200 was spent in three ways: £2,150 on books; £1,300 on desks; and £850 on paint.",
            says="4,200",
        ),
    ],
)
def total_in_text(passage: Passage) -> Iterator[Relation]:
    """A total told in a text is the sum of the parts told with it.

    Totals stand before their parts (T, of which a, b and c), after them (a, b and c, T in all), or in a
    sentence of their own. "Of which" does not promise that the parts are all: such a total is questioned
    only where one keystroke would make it right, and hardly so by chance. What was there and what came, less what
    went, is what is left; quarters and halves make up the year; items that carry two quantities add up in both.

    Usually accepted explanations: parts that are deliberately not all, classes that overlap.
    中文：文中的合计等于与之同述的各分项之和。
    中文：期初加增加减减少等于期末，各季度、上下半年之和等于全年，每项带两个数的两数分别相加。
    中文：合计可在分项之前或之后；“其中”不保证列全，只有一处按键之差即可吻合时才提出询问。
    """
    yield from claims(passage, "total")


@rule(
    "BND201",
    examples=[
        holds("全县共有教师1,204人，其中女教师653人。"),
        holds("The office handled 1,310 cases, of which 1,204 were settled."),
        breaks("全县共有教师1,204人，其中女教师1,653人。", says="1,653"),
        breaks("The office handled 1,310 cases, of which 1,804 were settled.", says="1,804"),
    ],
)
def part_in_text(passage: Passage) -> Iterator[Relation]:
    """A part introduced by "of which" is not more than its whole; what rose from a to b ends higher.

    Usually accepted explanations: the part counts another unit (visits, not people).
    中文：“其中”的部分不大于整体；由甲增加到乙，乙不小于甲。
    """
    yield from claims(passage, "bound")
