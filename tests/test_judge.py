"""The judge: reasons to leave a relation undecided, gaps, units, policies, and the same algebra on arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy
import pytest

from checker import algebra
from checker.errors import InputError
from checker.figures import NO_UNIT, Figure, Gap, Unit
from checker.implied import implied
from checker.intervals import Interval
from checker.judge import JUDGES, judge, would_hold
from checker.policies import interval_under
from checker.relations import Kind, Relation, Term, Verdict
from checker.units import unit_of
from tests.cases import place, read_cases, relation, rounded, said, with_decimals

CASES = read_cases(Path(__file__).parent / "data" / "vectors.jsonl")
DASH = Gap("-", place("gap"), nil=True)
BLANK = Gap("", place("gap"))
MASKED = Gap("*", place("gap"))
PERCENT = Fraction(100)


def exact(value: str, name: str = "", unit: Unit | None = None) -> Figure:
    figure = rounded(value, "0", name or value)
    return replace(figure, unit=unit) if unit else figure


def unit(text: str) -> Unit:
    found = unit_of(text)
    assert found is not None
    return found


def outcome(one: Relation) -> tuple[Verdict, str]:
    found = judge(one)
    return found.verdict, found.reason


def test_both_sides_and_the_difference_are_told() -> None:
    found = judge(relation(Kind.SUM, exact("12060"), exact("12000"), exact("300")))
    assert found.verdict is Verdict.BROKEN
    assert found.computed == Interval.exactly(12300)
    assert found.stated == Interval.exactly(12060)
    assert found.difference == -240


@pytest.mark.parametrize(
    ("total", "gap", "expected"),
    [
        ("9", DASH, Verdict.HELD),
        ("9", BLANK, Verdict.HELD),
        ("9", MASKED, Verdict.UNDECIDED),
        ("12", DASH, Verdict.UNDECIDED),
        ("8", DASH, Verdict.BROKEN),
        ("8", MASKED, Verdict.BROKEN),
    ],
)
def test_a_gap_in_a_sum_can_only_add(total: str, gap: Gap, expected: Verdict) -> None:
    one = relation(Kind.SUM, exact(total, "total"), exact("4"), exact("5"), missing=(gap,))
    assert judge(one).verdict is expected


def test_a_gap_among_negative_figures_leaves_a_sum_undecided() -> None:
    one = relation(Kind.SUM, exact("8", "total"), exact("14"), exact("-5"), missing=(DASH,))
    assert outcome(one) == (Verdict.UNDECIDED, "a figure is missing")


@pytest.mark.parametrize("kind", [Kind.DIFFERENCE, Kind.SHARE, Kind.RATE, Kind.GROWTH, Kind.AVERAGE, Kind.POSSIBLE])
def test_a_missing_operand_is_undecided(kind: Kind) -> None:
    one = relation(kind, exact("5", "result"), exact("4"), missing=(BLANK,), weights=[-1])
    assert outcome(one) == (Verdict.UNDECIDED, "a figure is missing")


@pytest.mark.parametrize("base", ["0", "-3", "0.4"])
@pytest.mark.parametrize("kind", [Kind.SHARE, Kind.PER_HEAD])
def test_a_base_that_may_be_zero_is_undecided(kind: Kind, base: str) -> None:
    one = relation(kind, exact("5", "result"), exact("4"), rounded(base, "1", "base"))
    assert outcome(one) == (Verdict.UNDECIDED, "the base may be zero")


def test_figures_are_converted_before_they_are_added() -> None:
    total = replace(said("0.5万元", "total"))
    parts = said("3,000元", "a"), said("2,400元", "b")
    assert judge(relation(Kind.SUM, total, *parts)).verdict is Verdict.HELD
    assert judge(relation(Kind.SUM, total, parts[0], said("3,000元", "c"))).verdict is Verdict.BROKEN
    in_myriads = replace(exact("0.54", "total"), unit=unit("万元"))
    assert judge(relation(Kind.SUM, in_myriads, *parts)).verdict is Verdict.HELD


def test_people_are_not_added_to_money() -> None:
    one = relation(Kind.SUM, exact("9", "total", unit("人")), exact("4", "", unit("人")), exact("5", "", unit("元")))
    assert outcome(one) == (Verdict.UNDECIDED, "units differ")


def test_points_are_added_to_percentages_but_not_repeated_by_them() -> None:
    points, old, new = said("2.3个百分点"), said("91.2%"), said("93.5%")
    assert judge(relation(Kind.DIFFERENCE, points, new, old, weights=[1, -1])).verdict is Verdict.HELD
    assert outcome(relation(Kind.REPEAT, replace(old, unit=unit_of("百分点") or NO_UNIT), old))[1] != ""


def test_a_share_of_figures_in_different_units_is_converted() -> None:
    part, whole = said("5,000元", "part"), exact("2", "whole", unit("万元"))
    assert judge(relation(Kind.SHARE, said("25%"), part, whole, factor=PERCENT)).verdict is Verdict.HELD


def test_a_figure_per_head_is_judged_as_printed() -> None:
    money, heads = exact("785.04", "money", unit("万元")), exact("14861", "heads", unit("人"))
    result = said("528.3元", "result")
    assert judge(relation(Kind.PER_HEAD, result, money, heads, factor=Fraction(10**4))).verdict is Verdict.HELD
    assert judge(relation(Kind.PER_HEAD, result, money, heads)).verdict is Verdict.BROKEN


def test_a_learned_unit_widens_every_figure_of_a_sum_but_only_the_result_of_a_share() -> None:
    total, parts = exact("100", "total"), [exact("55", "a"), exact("50", "b")]
    assert judge(relation(Kind.SUM, total, *parts)).verdict is Verdict.BROKEN
    assert judge(relation(Kind.SUM, total, *parts, resolution=Fraction(5))).verdict is Verdict.HELD
    share = relation(Kind.SHARE, exact("12", "share"), exact("1"), exact("8"), factor=PERCENT)
    assert judge(share).verdict is Verdict.BROKEN
    assert judge(replace(share, resolution=Fraction(1))).verdict is Verdict.HELD


def test_a_pattern_that_is_exact_takes_its_figures_as_exact() -> None:
    parts = [rounded("12", "1", "a"), rounded("45", "1", "b")]
    one = relation(Kind.SUM, rounded("58", "1", "total"), *parts)
    assert judge(one).verdict is Verdict.HELD
    assert judge(replace(one, resolution=Fraction(0))).verdict is Verdict.BROKEN


def test_policies_do_not_touch_counts_soft_figures_or_stored_values() -> None:
    count, soft = exact("12"), said("约600")
    stored = replace(rounded("47.21", "0.01"), interval=Interval.exactly(Fraction("47.21237")), shown=Interval(0, 1))
    for figure in (count, soft, stored):
        assert interval_under(figure, "trunc") == figure.interval
    assert interval_under(rounded("47.21", "0.01"), "trunc") != rounded("47.21", "0.01").interval


@pytest.mark.parametrize("policy", ["nearly", "base:0", "base:x", "base:5:often"])
def test_an_unknown_policy_is_the_person_s_error(policy: str) -> None:
    with pytest.raises(InputError, match="rounding policy"):
        interval_under(rounded("5", "1"), policy)


def test_would_hold_asks_under_another_policy() -> None:
    shares = [rounded(value, "0.1", str(n)) for n, value in enumerate(("33.3", "33.3", "33.2"))]
    one = relation(Kind.SHARES, None, *shares)
    assert judge(one).verdict is Verdict.BROKEN
    assert would_hold(one, "trunc")
    assert not would_hold(one, "ceil")


def test_a_base_of_counts_is_a_whole_number() -> None:
    """Counts and shares that leave room for 12,340.2 to 12,340.7 leave no room for a base."""
    pair = exact("5802", "count"), rounded("47.0154", "0.0002", "share")
    other = exact("6538", "other"), rounded("52.9816", "0.0002", "other share")
    one = relation(Kind.COMMON_BASE, None, *pair, *other, factor=PERCENT)
    base = judge(one).computed
    assert base is not None and 12340 < base.low < base.high < 12341
    assert judge(one).verdict is Verdict.BROKEN


def test_a_stated_number_of_items_is_counted() -> None:
    items = exact("7", "a"), exact("8", "b"), exact("9", "c")
    assert judge(relation(Kind.LIST, exact("3", "number"), *items)).verdict is Verdict.HELD
    assert judge(relation(Kind.LIST, exact("4", "number"), *items)).verdict is Verdict.BROKEN
    five = Interval.exactly(Fraction(5))
    assert judge(relation(Kind.LIST, exact("5", "number"), constant=five)).verdict is Verdict.HELD


def test_every_kind_is_judged_or_says_why_not() -> None:
    for kind in Kind:
        found = judge(relation(kind, exact("1", "result"), exact("2", "a"), exact("3", "b")))
        assert found.verdict is not Verdict.UNDECIDED or found.reason
    assert set(Kind) == set(JUDGES)


KINDS_SOLVED = [kind for kind in JUDGES if kind is not Kind.FORMULA]


@pytest.mark.parametrize("kind", KINDS_SOLVED)
def test_what_is_implied_for_a_figure_would_settle_the_relation(kind: Kind) -> None:
    """Put any implied value in the figure's place and the relation holds; a value outside and it does not."""
    one = _sample(kind)
    for index, figure in enumerate(one.figures):
        found = implied(one, index)
        if found.low == -float("inf") and found.high == float("inf"):
            continue
        for value, holds in _probes(found):
            probe = replace(figure, value=value, interval=Interval.exactly(value))
            assert (judge(_with(one, index, probe)).verdict is Verdict.HELD) is holds, (kind, index, value)


def _sample(kind: Kind) -> Relation:
    result, a, b = rounded("40", "1", "result"), rounded("12", "1", "a"), rounded("31", "0.1", "b")
    if kind in (Kind.SHARE, Kind.RATE, Kind.PER_HEAD, Kind.RATIO):
        return relation(kind, result, a, b, factor=PERCENT)
    if kind is Kind.GROWTH:
        return relation(kind, rounded("150", "10", "result"), a, b, factor=PERCENT)
    if kind is Kind.SHARES:
        return relation(kind, None, result, a, rounded("47", "1", "c"))
    if kind is Kind.BOUND:
        return relation(kind, None, a, b)
    if kind is Kind.LIST:
        return relation(kind, exact("3", "number"), a, b, exact("4", "c"))
    if kind is Kind.UNIT:
        return relation(kind, None, a, constant=Interval(Fraction(10), Fraction(90)))
    if kind is Kind.REPEAT:
        return relation(kind, rounded("12", "1", "r"), a, rounded("12.3", "0.1", "s"))
    if kind is Kind.COMMON_BASE:
        return relation(
            kind,
            rounded("30", "1", "base"),
            a,
            result,
            rounded("18", "1", "d"),
            rounded("60", "1", "e"),
            factor=PERCENT,
        )
    if kind is Kind.POSSIBLE:
        return relation(kind, None, rounded("33", "1", "share"), exact("7", "base"), factor=PERCENT)
    return relation(
        kind, result, a, b, weights=[1, 1] if kind is Kind.SUM else [1, -1] if kind is Kind.DIFFERENCE else [1, 2]
    )


def _probes(found: Interval) -> list[tuple[Fraction, bool]]:
    low = found.low if found.low != -float("inf") else found.high - 1
    high = found.high if found.high != float("inf") else found.low + 1
    probes = [(Fraction(low + high) / 2, True)]
    step = Fraction(1, 1000)
    if found.low != -float("inf") and found.low - step > 0:
        probes.append((found.low - step, False))
    if found.high != float("inf"):
        probes.append((found.high + step, False))
    return probes


def _with(one: Relation, index: int, figure: Figure) -> Relation:
    if one.result is not None:
        if index == 0:
            return replace(one, result=figure)
        index -= 1
    terms = [*one.operands]
    terms[index] = Term(figure, terms[index].weight)
    return replace(one, operands=tuple(terms))


Sides = tuple[list[Interval], list[Fraction], Interval]


def _sides(case: dict[str, Any]) -> tuple[Callable[[Sequence[Interval]], Interval], list[Interval], Interval] | None:
    """How a vector computes its result, from which intervals, and what is stated."""
    given = case["input"]
    if case["kind"] == "sum":
        weights = [Fraction(str(weight)) for weight in given.get("weights", [1] * len(given["items"]))]
        items = [with_decimals(item).interval for item in given["items"]]
        return lambda parts: algebra.sum_of(parts, weights), items, with_decimals(given["total"]).interval
    if case["kind"] in ("share", "growth") and case["expect"] != "not-evaluable":
        names = ("part", "base") if case["kind"] == "share" else ("old", "new")
        figures = [said(given[name]).interval for name in names]
        stated = said(given["y"])
        factor = 1 / stated.unit.scale
        compute = algebra.quotient if case["kind"] == "share" else algebra.growth
        return lambda parts: compute(parts[0], parts[1], factor), figures, stated.interval
    return None


ARRAY_CASES = [case for case in CASES if _sides(case)]


@pytest.mark.parametrize("case", ARRAY_CASES, ids=lambda case: case["id"])
def test_arrays_and_fractions_agree(case: dict[str, Any]) -> None:
    """Two lines at once: the vector itself, and the vector with a stated side far away from it."""
    sides = _sides(case)
    assert sides is not None
    compute, parts, stated = sides
    away = Interval(stated.low + 10**12, stated.high + 10**12)
    as_arrays = compute([_array(part, part) for part in parts])
    apart = algebra.apart(as_arrays, _array(stated, away))
    one = compute(parts)
    assert apart.tolist() == [algebra.apart(one, stated), algebra.apart(one, away)]
    assert as_arrays.low[0] == one.low and as_arrays.high[1] == one.high


def _array(*lines: Interval) -> Interval:
    """An interval of arrays, one entry a line, of exact numbers."""
    return Interval(
        numpy.array([line.low for line in lines], dtype=object),
        numpy.array([line.high for line in lines], dtype=object),
        numpy.array([line.low_closed for line in lines]),
        numpy.array([line.high_closed for line in lines]),
    )


def test_arrays_of_floats_follow_the_same_algebra() -> None:
    counts, bases = numpy.array([36.0, 37.0, 0.0]), numpy.array([77.0, 77.0, 77.0])
    shares = numpy.array([46.75, 46.75, 0.0])
    computed = algebra.quotient(Interval.exactly(counts), Interval.exactly(bases), 100)
    assert algebra.apart(computed, Interval.around(shares, 0.005)).tolist() == [False, True, False]


def test_arrays_of_floats_stay_floats() -> None:
    one = Interval.around(numpy.array([1.0, 2.0]), 0.5)
    grown = algebra.growth(one, one.scaled(2), 100)
    averaged = algebra.average([one, one], [1, 3])
    summed = algebra.sum_of([one, one], [1, -1])
    for found in (grown, averaged, summed, algebra.base_of(one, one, 100)):
        assert found.low.dtype == float and found.high.dtype == float
    assert averaged.low.tolist() == [0.5, 1.5]
