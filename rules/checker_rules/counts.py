"""CNT: whole numbers of people or things stand behind percentages of a small base."""

from __future__ import annotations

from collections.abc import Iterator

from checker.discovery.counts import counted_shares, possible_relations
from checker.discovery.patterns import discover
from checker.reading.tables import Table
from checker.relations import Relation
from checker.rule import breaks, holds, rule

_CLASSES = "class,candidates,pass rate (%)\n1,24,91.7\n2,28,{}\n3,31,87.1\n4,26,96.2\n5,30,93.3\n"
_CLASSES_ZH = "班级,参考人数（人）,及格率（%）\n一班,44,90.9\n二班,48,{}\n三班,51,88.2\n四班,46,95.7\n五班,50,94.0\n"
_SURVEY = (
    "question,n,yes (%),no (%),undecided (%)\nA,48,54.2,33.3,12.5\nB,45,{},40.0,11.1\nC,50,60.0,26.0,14.0\n"
    "D,47,53.2,34.0,12.8\nE,49,55.1,32.7,12.2\n"
)


@rule(
    "CNT101",
    examples=[
        holds(_CLASSES.format("89.3")),
        holds(_CLASSES_ZH.format("93.8")),
        holds(_SURVEY.format("48.9")),
        breaks(_CLASSES.format("89.9"), says="28"),
        breaks(_CLASSES_ZH.format("93.3"), says="48"),
        breaks(_SURVEY.format("49.2"), says="45"),
    ],
)
def possible_percentage(table: Table) -> Iterator[Relation]:
    """Some whole number out of the stated base gives the percentage.

    Of 28 people 89.3 % can have passed (25), 89.9 % cannot. Only where the base stands beside the percentages
    under a name that says so (sample, respondents, n, candidates for a pass rate), is small enough, and the
    other lines agree. Where the percentages of a line make up the whole, the counts behind them must also add
    up to the base. Always a query. Silent on weighted percentages: most of those are impossible.
    中文：小基数的百分比应能由整数人（件）数得出。
    中文：仅当基数（样本量、有效问卷、参考人数等）列在旁边、足够小且其余各行相符时核对；各项占比合计为100时，背后的整数之和应等于基数。
    """
    for claimed in counted_shares(discover(table)):
        yield from possible_relations(claimed)
