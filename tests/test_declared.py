"""The laws of formulas: rounding alone never breaks one, what is beyond the rounding always does."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.declared.binding import Template
from checker.declared.bound import Added, Amount, Applied, Bound, Compared, Item, Minus, Over, Times
from checker.declared.evaluation import Evaluation
from checker.declared.judging import OPPOSITE, judged, possible
from checker.declared.lowering import lowered
from checker.declared.plans import plan_of
from checker.figures import NO_UNIT, Figure, Place, Unit
from checker.implied import implied
from checker.intervals import Interval
from checker.judge import judge
from checker.relations import Basis, Kind, Relation, Term, Verdict
from checker.sides import Sides
from checker.units import unit_of

OPERATORS = ("=", "<=", "<", ">=", ">", "!=")
MOST_FIGURES = 4


def figure(true: Fraction, decimals: int, at: int = 0) -> Figure:
    """A true value as it is printed with so many decimals."""
    ulp = Fraction(1, 10**decimals)
    value = round(true / ulp) * ulp
    return Figure(
        str(value), value, ulp, Interval.around(value, ulp / 2), Place("report.csv", row=at, column=1), NO_UNIT
    )


def claimed(claim: Compared, figures: list[Figure]) -> Relation:
    """A formula about figures, the first of which is stated."""
    terms = tuple(Term(one) for one in figures[1:])
    return Relation(Kind.FORMULA, figures[0], terms, Basis.DECLARED, expression=claim)


def value_of(node: Bound, values: list[Fraction]) -> Fraction:
    """The value of an expression, worked out without intervals. Raises ZeroDivisionError."""
    match node:
        case Item(index=index):
            return values[index]
        case Amount(value=value):
            return value
        case Added(parts=parts):
            return sum((value_of(part, values) for part in parts), Fraction(0))
        case Minus(operand=operand):
            return -value_of(operand, values)
        case Times(left=left, right=right):
            return value_of(left, values) * value_of(right, values)
        case Over(left=left, right=right):
            return value_of(left, values) / value_of(right, values)
        case Applied(function=function, parts=parts):
            numbers = [value_of(part, values) for part in parts]
            return APPLIED[function](numbers)
    raise AssertionError(node)


APPLIED: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "average": lambda numbers: sum(numbers, Fraction(0)) / len(numbers),
    "min": min,
    "max": max,
    "abs": lambda numbers: abs(numbers[0]),
    "count": lambda numbers: Fraction(len(numbers)),
}
TRUE_VALUES = st.fractions(min_value=-500, max_value=500, max_denominator=999)
POSITIVE = st.fractions(min_value=Fraction(1, 2), max_value=500, max_denominator=999)
AMOUNTS = st.fractions(min_value=-9, max_value=9, max_denominator=8).map(Amount)
DECIMALS = st.integers(0, 3)


def expressions() -> st.SearchStrategy[Bound]:
    """Expressions over the figures 1 to 4; a figure may occur several times."""
    leaves: st.SearchStrategy[Bound] = st.one_of(st.integers(1, MOST_FIGURES).map(Item), AMOUNTS)

    def extended(inner: st.SearchStrategy[Bound]) -> st.SearchStrategy[Bound]:
        several = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return st.one_of(
            several.map(Added),
            inner.map(Minus),
            st.builds(Times, inner, inner),
            st.builds(Over, inner, inner),
            st.builds(Applied, st.sampled_from(("average", "min", "max", "count")), several),
            inner.map(lambda one: Applied("abs", (one,))),
        )

    return st.recursive(leaves, extended, max_leaves=6)


@given(
    expressions(),
    st.lists(TRUE_VALUES, min_size=MOST_FIGURES, max_size=MOST_FIGURES),
    st.lists(DECIMALS, min_size=MOST_FIGURES + 1, max_size=MOST_FIGURES + 1),
    st.sampled_from(OPERATORS),
    TRUE_VALUES,
)
def test_rounding_alone_never_breaks_a_formula(
    expression: Bound, values: list[Fraction], decimals: list[int], operator: str, other: Fraction
) -> None:
    try:
        computed = value_of(expression, [Fraction(0), *values])
    except ZeroDivisionError:
        assume(False)
    stated = computed if operator in ("=", "<=", ">=") else other
    assume(possible(operator, Interval.exactly(stated - computed)))
    figures = [
        figure(true, places, at) for at, (true, places) in enumerate(zip([stated, *values], decimals, strict=True))
    ]
    relation = claimed(Compared((Item(0), expression), (operator,)), figures)
    assert judge(relation).verdict is not Verdict.BROKEN


@given(
    st.lists(st.integers(-9, 9).filter(bool).map(Fraction), min_size=1, max_size=4),
    st.lists(TRUE_VALUES, min_size=4, max_size=4),
    st.lists(DECIMALS, min_size=5, max_size=5),
    st.booleans(),
)
def test_beyond_the_slack_a_linear_formula_always_breaks(
    weights: list[Fraction], values: list[Fraction], decimals: list[int], upwards: bool
) -> None:
    parts = [figure(true, places, at) for at, (true, places) in enumerate(zip(values, decimals[1:], strict=True), 1)]
    printed = sum((weight * part.value for weight, part in zip(weights, parts, strict=False)), Fraction(0))
    slack = sum((abs(weight) * part.ulp / 2 for weight, part in zip(weights, parts, strict=False)), Fraction(0))
    ulp = Fraction(1, 10 ** decimals[0])
    beyond = (slack + ulp / 2) // ulp + 1
    stated = figure((printed // ulp + (beyond + 1 if upwards else -beyond)) * ulp, decimals[0])
    expression = Added(tuple(Times(Amount(weight), Item(at)) for at, weight in enumerate(weights, 1)))
    relation = claimed(Compared((Item(0), expression), ("=",)), [stated, *parts])
    apart = abs(stated.value - printed) > slack + ulp / 2
    assert (judge(relation).verdict is Verdict.BROKEN) == apart


@given(
    st.lists(POSITIVE, min_size=3, max_size=3),
    st.lists(DECIMALS, min_size=4, max_size=4),
    st.sampled_from(["ratio", "share", "growth", "base"]),
    st.integers(-3, 3),
)
def test_a_quotient_breaks_exactly_where_no_true_values_fit(
    values: list[Fraction], decimals: list[int], shape: str, steps: int
) -> None:
    """The corners of all intervals say what a quotient of linear forms can be, however often a figure occurs."""
    first, second, third = Item(1), Item(2), Item(3)
    shapes: dict[str, Bound] = {
        "ratio": Over(first, second),
        "share": Over(first, Added((first, second, third))),
        "growth": Over(Added((first, Minus(second))), second),
        "base": Over(Times(Amount(Fraction(100)), first), Added((second, third, first))),
    }
    expression = shapes[shape]
    parts = [figure(true, places, at) for at, (true, places) in enumerate(zip(values, decimals[1:], strict=True), 1)]
    assume(all(part.interval.low > 0 for part in parts))
    corners = [
        value_of(expression, [Fraction(0), *corner])
        for corner in itertools.product(*((part.interval.low, part.interval.high) for part in parts))
    ]
    ulp = Fraction(1, 10 ** decimals[0])
    end = max(corners) if steps > 0 else min(corners)
    stated = figure(end + steps * ulp, decimals[0])
    relation = claimed(Compared((Item(0), expression), ("=",)), [stated, *parts])
    fits = stated.interval.low <= max(corners) and stated.interval.high >= min(corners)
    assert (judge(relation).verdict is Verdict.HELD) == fits


@given(
    expressions(),
    st.lists(TRUE_VALUES, min_size=MOST_FIGURES, max_size=MOST_FIGURES),
    st.sampled_from(("=", "<=", ">=")),
)
def test_what_is_implied_for_a_figure_has_its_true_value(
    expression: Bound, values: list[Fraction], operator: str
) -> None:
    """A true value is never ruled out: where anything is implied, it is implied too."""
    try:
        computed = value_of(expression, [Fraction(0), *values])
    except ZeroDivisionError:
        assume(False)
    true = [computed, *values]
    relation = claimed(
        Compared((Item(0), expression), (operator,)), [figure(one, 1, at) for at, one in enumerate(true)]
    )
    for index, one in enumerate(true):
        found = implied(relation, index)
        assert found.empty or found.has(one)


@given(
    st.sampled_from(["sum", "share", "growth", "product", "max"]),
    st.lists(POSITIVE, min_size=3, max_size=3),
    st.integers(0, 3),
    st.integers(2, 9),
)
def test_a_value_that_is_implied_settles_the_formula(shape: str, values: list[Fraction], index: int, off: int) -> None:
    first, second, third = Item(1), Item(2), Item(3)
    shapes: dict[str, Bound] = {
        "sum": Added((Times(Amount(Fraction(2)), first), second, Minus(third))),
        "share": Over(first, Added((first, second, third))),
        "growth": Over(Added((first, Minus(second))), Added((second, third))),
        "product": Times(first, Added((second, third))),
        "max": Applied("max", (first, second, third)),
    }
    expression = shapes[shape]
    true = [value_of(expression, [Fraction(0), *values]), *values]
    true[index] *= off
    figures = [figure(one, 2, at) for at, one in enumerate(true)]
    found = implied(claimed(Compared((Item(0), expression), ("=",)), figures), index)
    assume(not found.empty and abs(found.low) < 10**6 and abs(found.high) < 10**6)
    middle = (Fraction(found.low) + Fraction(found.high)) / 2
    mended = Interval.exactly(middle)
    settled = [
        Figure(one.text, middle, one.ulp, mended, one.place, one.unit) if at == index else one
        for at, one in enumerate(figures)
    ]
    assert judge(claimed(Compared((Item(0), expression), ("=",)), settled)).verdict is not Verdict.BROKEN


@pytest.mark.parametrize(("operator", "opposite"), OPPOSITE.items())
def test_a_comparison_or_its_opposite_is_possible(operator: str, opposite: str) -> None:
    for low, high in itertools.combinations_with_replacement(range(-2, 3), 2):
        difference = Interval(Fraction(low), Fraction(high))
        assert possible(operator, difference) or possible(opposite, difference)


def test_a_figure_taken_from_itself_is_nothing() -> None:
    one, other = figure(Fraction(105, 10), 0), figure(Fraction(3), 0, 1)
    relation = claimed(Compared((Item(0), Added((Item(1), Item(0), Minus(Item(0))))), ("=",)), [one, other])
    evaluation = Evaluation(relation)
    nothing = evaluation.form(Added((Item(0), Minus(Item(0)))))
    assert evaluation.span(nothing) == Interval.exactly(Fraction(0))
    sides = judged(relation)
    assert isinstance(sides, Sides)
    assert sides.computed.width == 1


UNITS = st.sampled_from(["", "人", "万人", "元", "万元", "元/人", "%", "‰", "户"]).map(
    lambda text: unit_of(text) or NO_UNIT
)
SHAPES: dict[str, Bound] = {
    "quotient": Over(Item(1), Item(2)),
    "hundred times": Over(Times(Amount(Fraction(100)), Item(1)), Item(2)),
    "times hundred": Times(Over(Item(1), Item(2)), Amount(Fraction(100))),
    "growth": Over(Added((Item(2), Minus(Item(1)))), Item(1)),
    "less one": Added((Over(Item(2), Item(1)), Minus(Amount(Fraction(1))))),
    "percent growth": Times(Added((Over(Item(2), Item(1)), Minus(Amount(Fraction(1))))), Amount(Fraction(100))),
    "sum": Added((Item(1), Item(2))),
    "difference": Added((Item(1), Minus(Item(2)))),
    "mean": Applied("average", (Item(1), Item(2))),
    "same": Added((Item(1),)),
}


@given(
    st.sampled_from(sorted(SHAPES)),
    st.lists(UNITS, min_size=3, max_size=3),
    st.lists(st.integers(1, 20000).map(lambda units: Fraction(units, 10)), min_size=2, max_size=2),
    st.sampled_from([Fraction(1), Fraction(101, 100), Fraction(100), Fraction(1, 100), Fraction(10**4)]),
)
def test_a_known_kind_says_what_the_formula_says(
    shape: str, units: list[Unit], values: list[Fraction], off: Fraction
) -> None:
    """Sums, quotients, growth and means are judged alike as relations of their kind, whatever the units."""
    claim = Compared((Item(0), SHAPES[shape]), ("=",))
    parts = [
        replace(figure(value, 1, at), unit=unit)
        for at, (value, unit) in enumerate(zip(values, units[1:], strict=True), 1)
    ]
    computed = value_of(SHAPES[shape], [Fraction(0), *values])
    stated = replace(figure(computed * off, 1), unit=units[0])
    plan = plan_of(Template(claim, (), True))
    assert plan is not None
    known = lowered(plan, [stated, *parts], "nearest")
    formula = judge(claimed(claim, [stated, *parts])).verdict
    if known is not None and known.kind is not Kind.REPEAT:
        assert judge(known).verdict is formula
