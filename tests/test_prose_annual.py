"""Average growth over several years: exact powers, roots that enclose, and no correct report accused."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.compounding import STEP, annual_rate, compounded
from checker.figures import NO_UNIT, Figure, Place
from checker.implied import implied
from checker.intervals import Interval
from checker.judge import judge
from checker.prose.quantities import SHARES
from checker.relations import ANNUAL, Basis, Kind, Relation, Term, Verdict

PLACE = Place("report.txt", line=1)
UNITS = {"%": SHARES["percent"], "": NO_UNIT}


def figure(text: str, unit: str = "", exact: bool = False) -> Figure:
    value, ulp = Fraction(text), Fraction(1, 10 ** len(text.partition(".")[2]))
    interval = Interval.around(value, Fraction(0) if exact else ulp / 2)
    return Figure(text, value, ulp, interval, PLACE, UNITS[unit])


def annual(old: str, new: str, rate: str, years: int, sign: int = 1) -> Relation:
    terms = (Term(figure(old, exact=True)), Term(figure(new, exact=True)))
    return Relation(
        Kind.GROWTH, figure(rate, "%"), terms, Basis.LABELLED, Fraction(100 * sign),
        constant=Interval.exactly(Fraction(years)), note=ANNUAL,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "rate", "years", "sign", "verdict"),
    [
        ("1000", "1225", "5.2", 4, 1, Verdict.HELD),
        ("1000", "1225", "5.3", 4, 1, Verdict.BROKEN),
        ("1000", "1331", "10", 3, 1, Verdict.HELD),
        ("10000", "14641", "10.0", 4, 1, Verdict.HELD),
        ("400", "441", "5.01", 2, 1, Verdict.BROKEN),
        ("400", "441", "4.5", 2, 1, Verdict.BROKEN),
        ("400", "441", "5", 2, 1, Verdict.HELD),
        ("1600", "1000", "9.0", 5, -1, Verdict.HELD),
        ("1600", "1100", "9.0", 5, -1, Verdict.BROKEN),
        ("1600", "1000", "-9.0", 5, 1, Verdict.HELD),
    ],
)
def test_average_growth_is_judged(old: str, new: str, rate: str, years: int, sign: int, verdict: Verdict) -> None:
    assert judge(annual(old, new, rate, years, sign)).verdict is verdict


def test_the_end_of_an_interval_decides_exactly() -> None:
    """1.05 squared is 441 / 400: a rate printed as 5.05 to 4.95 touches it with its end, and nothing less does."""
    relation = annual("400", "441", "5", 2)
    assert judge(relation).verdict is Verdict.HELD
    touching = Interval(Fraction(5), Fraction(6))
    beyond = Interval(Fraction(5) + Fraction(1, 10**30), Fraction(6))
    for stated, verdict in ((touching, Verdict.HELD), (beyond, Verdict.BROKEN)):
        result = figure("5", "%")
        moved = Figure(result.text, result.value, result.ulp, stated, result.place, result.unit)
        changed = Relation(
            Kind.GROWTH, moved, relation.operands, Basis.LABELLED, Fraction(100),
            constant=Interval.exactly(Fraction(2)), note=ANNUAL,
        )  # fmt: skip
        assert judge(changed).verdict is verdict


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(2, 40))
def test_a_root_lies_in_its_enclosure(old: int, new: int, years: int) -> None:
    ratio = Fraction(new, old)
    found = annual_rate(Interval.exactly(ratio), Fraction(1), years)
    assert (found.low + 1) ** years <= ratio <= (found.high + 1) ** years
    assert found.width <= STEP


@given(st.integers(10, 10**8), st.integers(10, 10**8), st.integers(2, 30), st.integers(0, 3))
def test_a_correct_average_is_never_accused(old: int, new: int, years: int, places: int) -> None:
    with localcontext() as context:
        context.prec = 60
        rate = 100 * ((Decimal(new) / Decimal(old)) ** (Decimal(1) / years) - 1)
        printed = rate.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    relation = annual(str(old), str(new), f"{printed:f}", years)
    assert judge(relation).verdict is Verdict.HELD
    for index, one in enumerate(relation.figures):
        assert implied(relation, index).has(one.value if index else Fraction(rate))


def test_powers_of_a_loss_are_not_below_nothing() -> None:
    everything = compounded(Interval(Fraction(-300), Fraction(-90)), Fraction(100), 2)
    assert (everything.low, everything.high) == (0, Fraction(1, 100))
