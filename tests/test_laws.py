"""The two laws: a correct report is never flagged however it was rounded; beyond the slack a slip always is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.figures import Figure, Gap
from checker.judge import judge
from checker.relations import Kind, Relation, Verdict
from checker.units import unit_of
from tests.cases import place, relation, rounded

HALVES = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN)
POLICY_OF = {ROUND_DOWN: "trunc", ROUND_CEILING: "ceil", ROUND_HALF_UP: "half_up"}
PERCENT = Fraction(100)

decimal_places = st.integers(-2, 3)
halves = st.sampled_from(HALVES)


@dataclass(frozen=True)
class Printer:
    """Prints true values as figures, each with a name of its own."""

    places: int
    rounding: str

    def __call__(self, true: Fraction, name: str) -> Figure:
        ulp = Fraction(10) ** -self.places
        steps = (Decimal((true / ulp).numerator) / Decimal((true / ulp).denominator)).quantize(
            Decimal(1), rounding=self.rounding
        )
        return rounded(str(Fraction(int(steps)) * ulp), ulp, name)


def exact(count: int, name: str) -> Figure:
    return rounded(str(count), "0", name)


amounts = st.integers(1, 10**7).map(lambda units: Fraction(units, 1000))
signed = st.integers(-(10**7), 10**7).map(lambda units: Fraction(units, 1000))
printers = st.builds(Printer, decimal_places, halves)


def verdict(one: Relation) -> Verdict:
    return judge(one).verdict


@given(st.lists(st.tuples(signed, st.sampled_from([1, -1, 2, -3]), printers), min_size=1, max_size=8), printers)
def test_a_correct_sum_is_never_flagged(parts: list[tuple[Fraction, int, Printer]], print_total: Printer) -> None:
    total = sum((value * weight for value, weight, _ in parts), Fraction(0))
    figures = [printer(value, f"part {number}") for number, (value, _, printer) in enumerate(parts)]
    weights = [weight for _, weight, _ in parts]
    one = relation(Kind.SUM, print_total(total, "total"), *figures, weights=weights)
    assert verdict(one) is Verdict.HELD


@given(
    st.lists(st.tuples(signed, st.sampled_from([1, -1, 2, -3]), printers), min_size=1, max_size=8),
    printers,
    st.sampled_from([1, -1]),
    st.integers(1, 1000),
)
def test_a_slip_beyond_the_slack_of_a_sum_is_always_flagged(
    parts: list[tuple[Fraction, int, Printer]], print_total: Printer, direction: int, beyond: int
) -> None:
    total = sum((value * weight for value, weight, _ in parts), Fraction(0))
    figures = [printer(value, f"part {number}") for number, (value, _, printer) in enumerate(parts)]
    correct = print_total(total, "total")
    slack = correct.ulp + sum(abs(weight) * figure.ulp for (_, weight, _), figure in zip(parts, figures, strict=True))
    slip = direction * (slack + Fraction(beyond, 1000))
    wrong = rounded(str(correct.value + slip), correct.ulp, "total")
    weights = [weight for _, weight, _ in parts]
    assert verdict(relation(Kind.SUM, wrong, *figures, weights=weights)) is Verdict.BROKEN


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=10), st.integers(-(10**6), 10**6))
def test_nothing_escapes_from_a_sum_of_counts(counts: list[int], slip: int) -> None:
    figures = [exact(count, f"part {number}") for number, count in enumerate(counts)]
    one = relation(Kind.SUM, exact(sum(counts) + slip, "total"), *figures)
    assert verdict(one) is (Verdict.HELD if slip == 0 else Verdict.BROKEN)


@given(st.lists(st.tuples(amounts, st.booleans()), min_size=1, max_size=8), printers, printers, st.booleans())
def test_a_correct_sum_with_gaps_is_never_flagged(
    parts: list[tuple[Fraction, bool]], print_part: Printer, print_total: Printer, nil: bool
) -> None:
    """Whatever the hidden parts are, as long as none is negative."""
    total = print_total(sum((value for value, _ in parts), Fraction(0)), "total")
    seen = [print_part(value, f"part {number}") for number, (value, shown) in enumerate(parts) if shown]
    gap = Gap("-" if nil else "*", place("gap"), nil=nil)
    one = relation(Kind.SUM, total, *seen, missing=(gap,) * (len(parts) - len(seen)))
    assert verdict(one) is not Verdict.BROKEN


@given(signed, signed, printers, printers, printers)
def test_a_correct_difference_is_never_flagged(
    new: Fraction, old: Fraction, print_new: Printer, print_old: Printer, print_change: Printer
) -> None:
    change = print_change(new - old, "change")
    figures = print_new(new, "new"), print_old(old, "old")
    assert verdict(relation(Kind.DIFFERENCE, change, *figures, weights=[1, -1])) is Verdict.HELD


@pytest.mark.parametrize("rounding", POLICY_OF)
@given(values=st.lists(signed, min_size=1, max_size=6), decimals=decimal_places, finer=st.integers(0, 2))
def test_a_report_rounded_its_own_way_is_never_flagged_under_its_policy(
    rounding: str, values: list[Fraction], decimals: int, finer: int
) -> None:
    parts = [Printer(decimals + finer, rounding)(value, f"part {n}") for n, value in enumerate(values)]
    total = Printer(decimals, rounding)(sum(values, Fraction(0)), "total")
    assert verdict(relation(Kind.SUM, total, *parts, policy=POLICY_OF[rounding])) is Verdict.HELD


@given(values=st.lists(signed, min_size=1, max_size=6), decimals=decimal_places, moved=st.data())
def test_a_table_balanced_by_one_unit_is_never_flagged_as_balanced(
    values: list[Fraction], decimals: int, moved: st.DataObject
) -> None:
    ulp = Fraction(10) ** -decimals
    figures = []
    for number, value in enumerate(values):
        plain = Printer(decimals, ROUND_HALF_UP)(value, f"part {number}")
        shift = moved.draw(st.sampled_from([-1, 0, 1])) * ulp
        figures.append(rounded(str(plain.value + shift), ulp, f"part {number}"))
    total = Printer(decimals, ROUND_HALF_UP)(sum(values, Fraction(0)), "total")
    assert verdict(relation(Kind.SUM, total, *figures, policy="balanced")) is Verdict.HELD


@pytest.mark.parametrize("kind", [Kind.SHARE, Kind.RATE, Kind.PER_HEAD, Kind.RATIO])
@given(
    part=amounts,
    whole=amounts,
    prints=st.tuples(printers, printers, printers),
    factor=st.sampled_from([1, 100, 1000, 10**4]),
)
def test_a_correct_quotient_is_never_flagged(
    kind: Kind, part: Fraction, whole: Fraction, prints: tuple[Printer, Printer, Printer], factor: int
) -> None:
    figures = prints[0](part, "part"), prints[1](whole, "whole")
    result = prints[2](factor * part / whole, "result")
    assert verdict(relation(kind, result, *figures, factor=Fraction(factor))) is not Verdict.BROKEN


@given(amounts, amounts, printers, printers, decimal_places, st.sampled_from([1, -1]), st.integers(1, 1000))
def test_a_slip_beyond_the_slack_of_a_share_is_always_flagged(
    part: Fraction, whole: Fraction, print_part: Printer, print_whole: Printer, decimals: int, way: int, beyond: int
) -> None:
    figures = print_part(part, "part"), print_whole(whole, "whole")
    assume(all(figure.value > figure.ulp for figure in figures))
    corners = [
        PERCENT * (figures[0].value + a * figures[0].ulp / 2) / (figures[1].value + b * figures[1].ulp / 2)
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    ulp = Fraction(10) ** -decimals
    edge = max(corners) + ulp / 2 if way > 0 else min(corners) - ulp / 2
    wrong = rounded(str(edge + way * Fraction(beyond, 10**6)), ulp, "share")
    assert verdict(relation(Kind.SHARE, wrong, *figures, factor=PERCENT)) is Verdict.BROKEN


@given(amounts, amounts, printers, printers, printers)
def test_a_correct_growth_is_never_flagged(
    old: Fraction, new: Fraction, print_old: Printer, print_new: Printer, print_growth: Printer
) -> None:
    figures = print_old(old, "old"), print_new(new, "new")
    result = print_growth(PERCENT * (new / old - 1), "growth")
    assert verdict(relation(Kind.GROWTH, result, *figures, factor=PERCENT)) is not Verdict.BROKEN


@given(st.integers(1, 10**6), st.integers(0, 10**6), decimal_places, st.integers(1, 10**6))
def test_a_slip_in_the_growth_of_counts_is_flagged_beyond_half_a_unit(
    old: int, new: int, decimals: int, beyond: int
) -> None:
    ulp = Fraction(10) ** -decimals
    wrong = PERCENT * (Fraction(new, old) - 1) + ulp / 2 + Fraction(beyond, 10**6)
    figures = rounded(str(wrong), ulp, "growth"), exact(old, "old"), exact(new, "new")
    assert verdict(relation(Kind.GROWTH, *figures, factor=PERCENT)) is Verdict.BROKEN


@given(st.lists(st.integers(0, 10**5), min_size=2, max_size=9), st.integers(0, 3), halves)
def test_correct_shares_of_one_whole_are_never_flagged(counts: list[int], decimals: int, rounding: str) -> None:
    assume(sum(counts))
    printer = Printer(decimals, rounding)
    shares = [printer(PERCENT * Fraction(count, sum(counts)), f"share {number}") for number, count in enumerate(counts)]
    assert verdict(relation(Kind.SHARES, None, *shares)) is Verdict.HELD
    pairs = [
        figure for number, count in enumerate(counts) for figure in (exact(count, f"count {number}"), shares[number])
    ]
    assert verdict(relation(Kind.COMMON_BASE, None, *pairs, factor=PERCENT)) is not Verdict.BROKEN
    base = exact(sum(counts), "base")
    assert verdict(relation(Kind.COMMON_BASE, base, *pairs, factor=PERCENT)) is not Verdict.BROKEN
    assert verdict(relation(Kind.POSSIBLE, None, *shares, base, factor=PERCENT)) is Verdict.HELD


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=9), st.integers(0, 3), st.integers(1, 1000))
def test_shares_are_flagged_beyond_half_a_unit_each(tenths: list[int], decimals: int, beyond: int) -> None:
    ulp = Fraction(10) ** -decimals
    total = sum(tenths, Fraction(0))
    missing = PERCENT - total
    slack = ulp * (len(tenths) + 1) / 2
    wrong = [rounded(str(value), ulp, f"share {number}") for number, value in enumerate(tenths)]
    last = rounded(str(missing + slack + Fraction(beyond, 1000)), ulp, "last")
    assert verdict(relation(Kind.SHARES, None, *wrong, last)) is Verdict.BROKEN


@given(st.integers(2, 10**6), st.integers(1, 10**6), st.integers(0, 4), st.integers(1, 10**4))
def test_a_base_that_the_count_does_not_imply_is_flagged(base: int, count: int, decimals: int, beyond: int) -> None:
    """Beyond 100 * count / (share - half a unit), widened by one, no base fits."""
    assume(count <= base)
    share = Printer(decimals, ROUND_HALF_UP)(PERCENT * Fraction(count, base), "share")
    low = share.value - share.ulp / 2
    assume(low > 0)
    wrong = exact(int(PERCENT * count / low) + beyond, "base")
    assert verdict(relation(Kind.COMMON_BASE, wrong, exact(count, "count"), share, factor=PERCENT)) is Verdict.BROKEN


@given(st.lists(st.tuples(signed, st.integers(1, 50), printers), min_size=1, max_size=6), printers)
def test_a_correct_average_is_never_flagged(items: list[tuple[Fraction, int, Printer]], print_mean: Printer) -> None:
    weights = [weight for _, weight, _ in items]
    mean = sum((value * weight for value, weight, _ in items), Fraction(0)) / sum(weights)
    figures = [printer(value, f"item {number}") for number, (value, _, printer) in enumerate(items)]
    assert verdict(relation(Kind.AVERAGE, print_mean(mean, "mean"), *figures, weights=weights)) is Verdict.HELD


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=6), decimal_places, st.integers(1, 1000))
def test_an_average_of_counts_is_flagged_beyond_half_a_unit(counts: list[int], decimals: int, beyond: int) -> None:
    ulp = Fraction(10) ** -decimals
    wrong = Fraction(sum(counts), len(counts)) + ulp / 2 + Fraction(beyond, 1000)
    figures = [exact(count, f"item {number}") for number, count in enumerate(counts)]
    assert verdict(relation(Kind.AVERAGE, rounded(str(wrong), ulp, "mean"), *figures)) is Verdict.BROKEN


@given(signed, st.lists(st.tuples(printers), min_size=2, max_size=5, unique_by=lambda one: one[0].places))
def test_one_quantity_stated_to_several_places_is_never_flagged(true: Fraction, mentions: list[tuple[Printer]]) -> None:
    first, *others = (printer(true, f"mention {number}") for number, (printer,) in enumerate(mentions))
    assert verdict(relation(Kind.REPEAT, first, *others)) is Verdict.HELD


@given(signed, printers, printers, st.sampled_from([1, -1]), st.integers(1, 1000))
def test_mentions_farther_apart_than_both_round_are_flagged(
    true: Fraction, one: Printer, other: Printer, way: int, beyond: int
) -> None:
    first = one(true, "first")
    ulp = Fraction(10) ** -other.places
    apart = first.value + way * ((first.ulp + ulp) / 2 + Fraction(beyond, 1000))
    assert verdict(relation(Kind.REPEAT, first, rounded(str(apart), ulp, "second"))) is Verdict.BROKEN


@given(signed, signed, printers, printers)
def test_a_part_is_flagged_only_when_certainly_more_than_its_whole(
    a: Fraction, b: Fraction, print_part: Printer, print_whole: Printer
) -> None:
    part, whole = print_part(min(a, b), "part"), print_whole(max(a, b), "whole")
    assert verdict(relation(Kind.BOUND, None, part, whole)) is Verdict.HELD
    reversed_ = judge(relation(Kind.BOUND, None, whole, part))
    certain = whole.value - whole.ulp / 2 > part.value + part.ulp / 2
    assert reversed_.verdict is (Verdict.BROKEN if certain else Verdict.HELD)


@given(st.integers(1, 999), st.integers(0, 4), halves, st.data())
def test_a_percentage_of_whole_counts_is_always_possible(
    base: int, decimals: int, rounding: str, data: st.DataObject
) -> None:
    count = data.draw(st.integers(0, base))
    share = Printer(decimals, rounding)(PERCENT * Fraction(count, base), "share")
    assert verdict(relation(Kind.POSSIBLE, None, share, exact(base, "base"), factor=PERCENT)) is Verdict.HELD


@given(st.integers(1, 999), st.integers(0, 3), st.integers(0, 10**5))
def test_a_percentage_is_flagged_exactly_when_no_count_gives_it(base: int, decimals: int, steps: int) -> None:
    ulp = Fraction(10) ** -decimals
    value = steps * ulp
    assume(value <= 100)
    fits = any(abs(PERCENT * Fraction(count, base) - value) <= ulp / 2 for count in range(base + 2))
    share = rounded(str(value), ulp, "share")
    found = verdict(relation(Kind.POSSIBLE, None, share, exact(base, "base"), factor=PERCENT))
    assert found is (Verdict.HELD if fits else Verdict.BROKEN)


@given(st.lists(st.integers(0, 10**5), min_size=2, max_size=8), halves, decimal_places)
def test_units_of_one_kind_are_converted(counts: list[int], rounding: str, decimals: int) -> None:
    people, myriads = unit_of("人"), unit_of("万人")
    assert people is not None and myriads is not None
    total = Printer(decimals, rounding)(Fraction(sum(counts), 10**4), "total")
    total = rounded(str(total.value), total.ulp, "total", myriads)
    parts = [rounded(str(count), "0", f"part {number}", people) for number, count in enumerate(counts)]
    assert verdict(relation(Kind.SUM, total, *parts)) is Verdict.HELD
    wrong = rounded(str(total.value + 2 * total.ulp), total.ulp, "total", myriads)
    assert verdict(relation(Kind.SUM, wrong, *parts)) is Verdict.BROKEN
