"""GRW, RAT: changes, rates of growth and figures per head told in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from checker.prose.frames import claims
from checker.reading.passages import Passage
from checker.relations import Relation
from checker.rule import breaks, holds, rule


@rule(
    "GRW201",
    examples=[
        holds("全年接待游客1,092人，比上年的1,000人增长9.2%。"),
        holds("Income came to £11.4bn, compared with £11bn the year before, which is an increase of 3.6 per cent."),
        holds("Enrolment grew from 12,000 in 2019 to 13,560 in 2023, an average of 3.1% a year."),
        breaks("全年接待游客1,092人，比上年的1,000人增长9.8%。", says="9.8%"),
        breaks("幼儿由2019年的1,000人增加到2023年的1,225人，年均增长6.2%。", says="6.2%"),
        breaks("全县现有学校513所，比上年增加13所，增长3.6%。", says="3.6%"),
    ],
)
def growth_in_text(passage: Passage) -> Iterator[Relation]:
    """A rate of growth told in a text follows from the two levels, or from a level and its change.

    Where the earlier level is not told, it is the level less its change. A rate whose base is not in the text
    is left alone. Average growth a year is compound; where the number of years can be read in more than one
    way, or growth may be shared out evenly, a rate is wrong only if no reading gives it.

    Usually accepted explanations: growth at constant prices, on a comparable basis, or of a revised base.
    中文：文中的增长率与前后两期数值（或本期数与增减数）一致。
    中文：年均增长按复合增长计算；年数有多种读法或可按算术平均理解时，各种读法都不符才报告。
    """
    yield from claims(passage, "growth")


@rule(
    "GRW202",
    examples=[
        holds("出生436人，较上年同期(429)多出7人。"),
        holds("政策内生育率为99.54%，较上年同期(98.37%)提高1.17个百分点。"),
        holds("Deaths numbered 58,218. This marks a rise of 2,158 over the 56,060 deaths of the year before."),
        breaks("出生436人，较上年同期(429)多出9人。", says="9"),
        breaks("参保率为95.4%，较上年同期(93.1%)提高3.3个百分点。", says="3.3"),
    ],
)
def change_in_text(passage: Passage) -> Iterator[Relation]:
    """A change told in a text is the difference of the two levels told with it.

    A change a year is the difference shared among the years; a natural increase is births less deaths.

    Usually accepted explanations: the earlier level was revised.
    中文：文中的增减数等于前后两期数值之差（百分点亦然）。
    """
    yield from claims(passage, "change")


@rule(
    "RAT201",
    examples=[
        holds("全校在校生823人，校舍面积5598平方米，生均校舍面积6.8平方米。"),
        holds("The office entered 677,140 births over the year, on average 1,855 births daily."),
        breaks("全校在校生823人，校舍面积5598平方米，生均校舍面积8.8平方米。", says="8.8"),
        breaks("The office entered 677,140 births over the year, on average 1,955 births daily.", says="1,955"),
    ],
)
def per_head_in_text(passage: Passage) -> Iterator[Relation]:
    """A figure per head, per school or per day told in a text is a total over a number told with it.

    Usually accepted explanations: the divisor is a mean over the year.
    中文：文中的人均、校均、日均数等于总量除以相应的个数。
    """
    yield from claims(passage, "per_head")
