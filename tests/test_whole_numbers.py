"""Relations of exact whole numbers are decided without intervals, and as the judge decides them."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from checker.figures import NO_UNIT, Figure, Place, Unit
from checker.intervals import Interval
from checker.judge import judge
from checker.relations import Kind, Relation, Term, Verdict
from checker.whole_numbers import plain_verdict, verdict_on

PERCENT = Unit("%", "percent", Fraction(1, 100), "one")
KINDS = st.sampled_from([Kind.SUM, Kind.DIFFERENCE, Kind.BOUND, Kind.REPEAT, Kind.SHARE, Kind.GROWTH])
NUMBERS = st.lists(st.integers(-3, 30), min_size=1, max_size=3)


def counted(number: int) -> Figure:
    value = Fraction(number)
    return Figure(str(number), value, Fraction(1), Interval(value, value), Place("a.txt"), NO_UNIT)


def rounded(tenths: int) -> Figure:
    value, half = Fraction(tenths, 10), Fraction(1, 20)
    return Figure(f"{value}%", value, Fraction(1, 10), Interval(value - half, value + half), Place("a.txt"), PERCENT)


@given(KINDS, NUMBERS, st.integers(-5, 40), st.integers(-3000, 3000), st.sampled_from([1, -1]))
def test_the_judge_decides_alike(kind: Kind, numbers: list[int], total: int, tenths: int, weight: int) -> None:
    ratio = kind in (Kind.SHARE, Kind.GROWTH)
    result = None if kind in (Kind.BOUND, Kind.REPEAT) else rounded(tenths) if ratio else counted(total)
    signs = [1] * len(numbers) if kind is not Kind.DIFFERENCE else [1, *[weight] * (len(numbers) - 1)]
    operands = tuple(Term(counted(one), Fraction(sign)) for one, sign in zip(numbers, signs, strict=True))
    relation = Relation(kind, result, operands, factor=Fraction(100 if ratio else 1))
    assert verdict_on(relation) is judge(relation).verdict


def test_a_sum_and_a_share_take_no_judge() -> None:
    total = Relation(Kind.SUM, counted(5), (Term(counted(2)), Term(counted(3))))
    share = Relation(Kind.SHARE, rounded(333), (Term(counted(1)), Term(counted(3))), factor=Fraction(100))
    assert plain_verdict(total) is True
    assert plain_verdict(share) is True
    assert verdict_on(Relation(Kind.SUM, counted(6), total.operands)) is Verdict.BROKEN
