"""Our relations as checks of pandera: the quick look agrees with the judge, and rounding alone never fails."""

from __future__ import annotations

import warnings
from typing import Any

import numpy
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import Judgement, Relation
from checker.judge import judge
from checker.pandera import (
    RelationCheck,
    adds_to_100,
    at_most,
    average_of,
    deciding,
    differs,
    growth_of,
    rate_of,
    repeats,
    shares_of,
    sums_to,
)
from tests.failing_frames import SCHOOLS, pandas_failures

CELL = st.one_of(
    st.integers(-40, 40),
    st.integers(0, 400).map(lambda number: number / 10),
    st.integers(0, 4000).map(lambda number: number / 100),
)
CHECKS = [
    sums_to("c", ["a", "b"]),
    sums_to("c", ["a", "b"], decimals=1),
    sums_to("c", {"a": 1, "b": -2}),
    differs("a", "b", "c"),
    shares_of("c", "a", "b"),
    rate_of("c", "a", "b", per=10),
    growth_of("c", "a", "b"),
    average_of("c", ["a", "b"]),
    at_most("a", "b"),
    repeats("a", "b"),
    adds_to_100(["a", "b"], whole=10),
]


@given(st.sampled_from(CHECKS), st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6), st.booleans())
def test_the_quick_look_agrees_with_the_judge(
    check: RelationCheck, rows: list[tuple[Any, Any, Any]], nulls: bool
) -> None:
    frame = pandas.DataFrame(rows, columns=["a", "b", "c"])
    if nulls:
        frame.loc[0, "b"] = None
    quick = repr(check(frame).failure_cases)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deciding, "certain", lambda claim, columns, policy: numpy.zeros(len(frame), dtype=bool))
        assert repr(check(frame).failure_cases) == quick


COUNT = st.integers(1, 10**6)


@given(st.lists(st.tuples(COUNT, COUNT), min_size=1, max_size=8), st.integers(0, 3))
def test_a_correct_table_never_fails_however_it_is_rounded(pairs: list[tuple[int, int]], places: int) -> None:
    a, b = ([pair[at] for pair in pairs] for at in (0, 1))
    table = pandas.DataFrame({"a": a, "b": b}).assign(total=lambda d: d.a + d.b)
    table["share"] = (table.a / table.total * 100).round(places)
    table["growth"] = ((table.b / table.a - 1) * 100).round(places)
    table["other"] = (table.b / table.total * 100).round(places)
    rates = pandas.DataFrame({"x": (table.a / 7).round(places), "y": (table.b / 7).round(places)})
    rates["z"] = (table.total / 7).round(places)
    assert shares_of("share", "a", "total", decimals={"share": places})(table).check_passed
    assert growth_of("growth", "a", "b", decimals={"growth": places})(table).check_passed
    assert adds_to_100(["share", "other"], decimals=places)(table).check_passed
    assert sums_to("z", ["x", "y"], decimals=places)(rates).check_passed


@given(st.lists(st.tuples(COUNT, COUNT), min_size=1, max_size=8))
def test_a_correct_table_never_fails_where_nobody_rounded(pairs: list[tuple[int, int]]) -> None:
    table = pandas.DataFrame(pairs, columns=["a", "b"]).assign(total=lambda d: d.a + d.b)
    table["share"] = table.a / table.total * 100
    table["thirds"] = table.total / 3
    assert shares_of("share", "a", "total")(table).check_passed
    assert rate_of("thirds", "total", "three")(table.assign(three=3)).check_passed


def test_many_rows_take_no_time() -> None:
    """A hundred thousand rows are decided at once, but for those in doubt."""
    rows = 100_000
    table = pandas.DataFrame({"a": range(1, rows + 1), "b": range(rows, 0, -1)}).assign(total=rows + 1)
    table["share"] = (table.a / table.total * 100).round(1)
    table.loc[4711, "total"] = rows
    judged: list[Relation] = []

    def counting(relation: Relation) -> Judgement:
        judged.append(relation)
        return judge(relation)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deciding, "judge", counting)
        assert (~sums_to("total", ["a", "b"])(table).check_output).sum() == 1
        assert (~shares_of("share", "a", "total")(table.drop(4711)).check_output).sum() == 0
    assert 1 <= len(judged) < 100


def test_nothing_warns_without_need() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert pandas_failures(shares_of("share", "girls", "total"), SCHOOLS) == []
        assert pandas_failures(growth_of("g", "a", "b"), {"a": [0.5, 2.0], "b": [1.0, 1.0], "g": [100.0, -50.0]}) == []
