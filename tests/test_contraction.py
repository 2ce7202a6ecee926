"""Several relations together: a correct report is never accused, and what cannot all be true is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import checker
from checker.contraction import Contradiction, contract, reliable
from checker.figures import Figure, Place
from checker.findings import Level, find
from checker.intervals import Interval
from checker.judge import judge
from checker.messages import headlines
from checker.relations import Basis, Judgement, Kind, Pattern, Relation, Verdict
from tests.cases import relation, rounded
from tests.test_laws import Printer

PERCENT = Fraction(100)
HALVES = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN)
STRONG = Pattern("columns", 9.0, 6, 6)

amounts = st.integers(50, 10**6).map(lambda units: Fraction(units, 10))


def exact(true: Fraction, name: str) -> Figure:
    """A count, printed as it is."""
    return rounded(str(true), "0", name)


@dataclass(frozen=True)
class Year:
    """One breakdown: the true parts, and the figures printed for them and for their total."""

    parts: list[Fraction]
    figures: list[Figure]
    total: Figure

    @property
    def whole(self) -> Fraction:
        return sum(self.parts, Fraction(0))


def year(draw: st.DrawFn, printers: st.SearchStrategy[Printer], name: str, count: int) -> Year:
    """Counts with exact figures, or amounts that are each rounded to places of their own."""
    counted = draw(st.booleans())
    parts = [Fraction(round(part)) if counted else part for part in (draw(amounts) for _ in range(count))]
    figures = [(exact if counted else draw(printers))(part, f"{name} part {n}") for n, part in enumerate(parts)]
    return Year(parts, figures, (exact if counted else draw(printers))(sum(parts, Fraction(0)), f"{name} total"))


@st.composite
def reports(draw: st.DrawFn) -> list[Relation]:
    """Two years of a breakdown with shares, growth, changes, a mean, and mentions of the same figures elsewhere."""
    count, half = draw(st.integers(2, 5)), draw(st.sampled_from(HALVES))
    printers = st.integers(-1, 2).map(lambda places: Printer(places, half))
    old, new = year(draw, printers, "old", count), year(draw, printers, "new", count)
    found = [relation(Kind.SUM, one.total, *one.figures) for one in (old, new)]
    for one, name in ((old, "old"), (new, "new")):
        printed = [
            draw(printers)(100 * part / one.whole, f"{name} share {number}") for number, part in enumerate(one.parts)
        ]
        shares = zip(printed, one.figures, strict=True)
        found += [relation(Kind.SHARE, share, part, one.total, factor=PERCENT) for share, part in shares]
        found.append(relation(Kind.SHARES, None, *printed, constant=Interval.exactly(PERCENT)))
    for number in range(count):
        before, after = old.parts[number], new.parts[number]
        figures = old.figures[number], new.figures[number]
        growth = draw(printers)(100 * (after / before - 1), f"growth {number}")
        found.append(relation(Kind.GROWTH, growth, *figures, factor=PERCENT))
        change = draw(printers)(after - before, f"change {number}")
        found.append(relation(Kind.DIFFERENCE, change, figures[1], figures[0], weights=[1, -1]))
        mention = draw(printers)(after, f"mention {number}")
        found.append(relation(Kind.REPEAT, None, figures[1], mention))
        found.append(relation(Kind.BOUND, None, mention, new.total))
    mean = draw(printers)(new.whole / count, "mean")
    found.append(relation(Kind.AVERAGE, mean, *new.figures))
    return found


def contradictions(relations: Sequence[Relation]) -> list[Contradiction]:
    return contract([judge(one) for one in relations])


@given(reports())
def test_a_correct_report_is_never_accused(report: list[Relation]) -> None:
    judgements = [judge(one) for one in report]
    assert all(one.verdict is not Verdict.BROKEN for one in judgements)
    assert contract(judgements) == []


@given(st.lists(st.tuples(amounts, amounts), min_size=2, max_size=4), st.integers(-1, 1))
def test_a_report_truncated_under_its_policy_is_never_accused(pairs: list[tuple[Fraction, Fraction]], at: int) -> None:
    cut = Printer(at, ROUND_DOWN)
    rows = [(cut(a, f"a {n}"), cut(b, f"b {n}"), cut(a + b, f"row {n}")) for n, (a, b) in enumerate(pairs)]
    sums = [cut(sum(column, Fraction(0)), f"sum {n}") for n, column in enumerate(zip(*pairs, strict=True))]
    whole = cut(sum((a + b for a, b in pairs), Fraction(0)), "whole")
    report = [relation(Kind.SUM, row, a, b, policy="trunc") for a, b, row in rows]
    columns = list(zip(*rows, strict=True))
    report += [relation(Kind.SUM, total, *part, policy="trunc") for total, part in zip(sums, columns, strict=False)]
    report += [relation(Kind.SUM, whole, *sums, policy="trunc"), relation(Kind.SUM, whole, *columns[2], policy="trunc")]
    assert contradictions(report) == []


@given(st.lists(amounts, min_size=2, max_size=5), st.integers(0, 2))
def test_a_learned_unit_of_the_last_place_serves_in_all_relations(values: list[Fraction], at: int) -> None:
    """The figures show two decimals more than they were rounded to; only one of the relations knows."""

    def padded(true: Fraction, name: str) -> Figure:
        figure = Printer(at, ROUND_HALF_UP)(true, name)
        return rounded(str(figure.value), figure.ulp / 100, name)

    parts = [padded(value, f"part {number}") for number, value in enumerate(values)]
    whole = sum(values, Fraction(0))
    total, mean = padded(whole, "total"), padded(whole / len(values), "mean")
    unit = Fraction(10) ** -at
    known = relation(Kind.SUM, total, *parts, resolution=unit)
    other = relation(Kind.AVERAGE, mean, *parts, resolution=unit)
    sharp = relation(Kind.SHARE, rounded(str(100 * parts[0].value / total.value), "0.0001", "share"), parts[0], total)
    judgements = [judge(one) for one in (known, other, replace(sharp, factor=PERCENT))]
    assert contract(judgements) == []


def chain() -> list[Relation]:
    """s = a + b = 2.6 prints as 3, t = c + d = 3.4 prints as 3 too, and s and t are one quantity."""
    s, t = rounded("3", "1", "s"), rounded("3", "1", "t")
    low = [rounded("1.2", "0.1", "a"), rounded("1.4", "0.1", "b")]
    high = [rounded("1.9", "0.1", "c"), rounded("1.5", "0.1", "d")]
    return [relation(Kind.SUM, s, *low), relation(Kind.REPEAT, None, s, t), relation(Kind.SUM, t, *high)]


def test_three_relations_that_hold_and_cannot_hold_together() -> None:
    relations = chain()
    (found,) = contradictions(relations)
    assert {one.relation.kind for one in found.judgements} == {Kind.SUM, Kind.REPEAT}
    assert len(found.judgements) == 3
    assert all(one.verdict is Verdict.HELD for one in found.judgements)


@pytest.mark.parametrize("spared", range(3))
def test_any_two_of_them_can(spared: int) -> None:
    assert contradictions([one for number, one in enumerate(chain()) if number != spared]) == []


def test_relations_that_are_not_needed_are_not_named() -> None:
    s, a = (next(f for one in chain() for f in one.figures if f.place.path == f"case/{name}") for name in "sa")
    idle = [relation(Kind.BOUND, None, a, s), relation(Kind.REPEAT, None, a, rounded("1", "1", "mention of a"))]
    (found,) = contradictions([*idle, *chain()])
    assert len(found.judgements) == 3


def test_the_sharpest_mention_serves_in_every_other_relation() -> None:
    total, parts = rounded("123", "1", "total"), (rounded("61.7", "0.1", "a"), rounded("61.6", "0.1", "b"))
    footing = relation(Kind.SUM, total, *parts)
    assert contradictions([footing, relation(Kind.REPEAT, None, total, rounded("123.3", "0.1", "text"))]) == []
    (found,) = contradictions([footing, relation(Kind.REPEAT, None, total, rounded("122.6", "0.1", "text"))])
    assert found.figure.place == total.place


def thirds(third: str) -> list[Relation]:
    """Two shares of exact counts, just above 33.25, and a third one; together they are to be 100."""
    whole = exact(Fraction(10_000), "whole")
    counts = [exact(Fraction(3326), name) for name in ("k1", "k2")]
    first, second = rounded("33.3", "0.1", "p1"), rounded("33.3", "0.1", "p2")
    shares = [
        relation(Kind.SHARE, share, count, whole, factor=PERCENT)
        for share, count in zip((first, second), counts, strict=True)
    ]
    hundred = relation(
        Kind.SHARES, None, first, second, rounded(third, "0.1", "p3"), constant=Interval.exactly(PERCENT)
    )
    again = [relation(Kind.REPEAT, None, one, exact(one.value, f"{one.place.path} again")) for one in (*counts, whole)]
    return [*shares, hundred, *again]


def test_a_figure_is_suspected_where_all_others_are_cleared() -> None:
    assert contradictions(thirds("33.5")) == []
    judgements = [judge(one) for one in thirds("33.3")]
    assert all(one.verdict is Verdict.HELD for one in judgements)
    (finding,) = find(judgements, contract(judgements))
    assert [(one.figure.place.path, one.candidate) for one in finding.suspects] == [("case/p3", "33.5")]


def test_a_contradiction_is_a_query_and_names_the_others() -> None:
    judgements = [judge(one) for one in chain()]
    (finding,) = find(judgements, contract(judgements))
    assert finding.level is Level.QUERY
    assert finding.hint == "each of these relations holds, but not all of them together"
    assert len(finding.also) == 2
    assert finding.suspects == ()
    assert "but not if other relations hold too" in headlines(finding)["en"]
    assert "不能同时成立" in headlines(finding)["zh"]


def test_what_touches_a_broken_relation_is_told_already() -> None:
    (s, *_) = chain()[0].figures
    broken = relation(Kind.REPEAT, None, s, rounded("9", "1", "other"))
    assert judge(broken).verdict is Verdict.BROKEN
    assert contradictions([*chain(), broken]) == []
    elsewhere = relation(Kind.REPEAT, None, rounded("1", "1", "x"), rounded("9", "1", "y"))
    assert len(contradictions([*chain(), elsewhere])) == 1


def test_contradictions_apart_are_told_one_by_one() -> None:
    def renamed(one: Relation) -> Relation:
        terms = tuple(replace(term, figure=_moved(term.figure)) for term in one.operands)
        return replace(one, result=one.result and _moved(one.result), operands=terms)

    assert len(contradictions([*chain(), *(renamed(one) for one in chain())])) == 2


def _moved(figure: Figure) -> Figure:
    return replace(figure, place=Place(f"{figure.place.path} again", row=1, column=1))


@pytest.mark.parametrize(
    "change",
    [
        {"note": "approximate"},
        {"resolution": Fraction(1, 10)},
        {"basis": Basis.INFERRED},
        {"basis": Basis.INFERRED, "pattern": replace(STRONG, held=5)},
        {"pattern": replace(STRONG, held=4)},
    ],
    ids=lambda change: " ".join(change),
)
def test_a_claim_that_is_not_certain_accuses_nobody(change: dict[str, object]) -> None:
    first, *others = chain()
    assert contradictions([replace(first, **change), *others]) == []  # type: ignore[arg-type]


def test_the_numbers_of_many_lines_make_a_claim_certain() -> None:
    first, *others = chain()
    strong = replace(first, basis=Basis.INFERRED, pattern=STRONG)
    assert reliable(judge(strong))
    assert len(contradictions([strong, *others])) == 1


def test_growth_rates_add_up_by_chance_only() -> None:
    figures = [rounded(text, "1", text) for text in ("1000", "1101", "500", "551")]
    rates = [rounded("10.1", "0.1", "all"), rounded("10.2", "0.1", "half"), rounded("-0.1", "0.1", "rest")]
    growth = [
        relation(Kind.GROWTH, rate, *pair, factor=PERCENT)
        for rate, pair in zip(rates, (figures[:2], figures[2:]), strict=False)
    ]
    assert contradictions([*growth, relation(Kind.SUM, rates[0], *rates[1:])]) == []


def test_a_long_chain_ends() -> None:
    """Each line hands a little of its slack on to the next, until none is left."""
    lines = [rounded("1", "1", f"line {number}") for number in range(40)]
    steps = [
        relation(Kind.SUM, after, before, rounded("0.04", "0.01", f"step {number}"))
        for number, (before, after) in enumerate(pairwise(lines))
    ]
    (found,) = contradictions(steps)
    assert len(found.judgements) < len(steps)
    assert contradictions(steps[:20]) == []


REPORT = """Area,Amount (million),Share (%)
Town,33.3,33.33
Suburb,33.4,33.36
Village,33.4,33.33
Total,100.1,100.00
"""


def test_a_file_is_checked_as_a_whole(tmp_path: Path) -> None:
    report = tmp_path / "areas.csv"
    report.write_text(REPORT, encoding="utf-8")
    result = checker.validate(report)
    assert (result.summary.broken, result.exit_code) == (0, 0)
    (finding,) = result.findings
    assert finding.level is Level.QUERY
    assert finding.also
    text = str(result)
    assert "each of these relations holds, but not all of them together" in text
    assert "holds by itself" in text


def test_the_same_file_without_the_slip_is_silent(tmp_path: Path) -> None:
    report = tmp_path / "areas.csv"
    report.write_text(REPORT.replace("33.36", "33.34"), encoding="utf-8")
    assert checker.validate(report).findings == ()


def judged(relations: Sequence[Relation]) -> list[Judgement]:
    return [judge(one) for one in relations]


def test_every_order_of_relations_finds_it() -> None:
    first, second, third = judged(chain())
    for order in ((first, second, third), (third, first, second), (second, third, first)):
        assert len(contract(order)) == 1
