"""The relations as checks of pandera: what passes, what fails and where, on pandas and on polars."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy
import pandas
import pandera.pandas as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandera.errors import SchemaError, SchemaErrors

from checker import InputError, Judgement, Relation
from checker.judge import judge
from checker.pandera import (
    RelationCheck,
    UndecidedWarning,
    adds_to_100,
    at_most,
    average_of,
    column_totals,
    deciding,
    differs,
    growth_of,
    rate_of,
    repeats,
    shares_of,
    sums_to,
    validate,
)

polars: Any = pytest.importorskip("polars")
Columns = Mapping[str, Sequence[Any]]
Failure = tuple[str, int, Any]  # column, row from 0, value

SCHOOLS: Columns = {
    "school": ["A", "B", "C", "Total"],
    "boys": [320, 200, 105, 625],
    "girls": [320, 210, 110, 640],
    "total": [640, 410, 215, 1265],
    "share": [50.0, 51.2, 51.2, 50.6],
}


def changed(columns: Columns, column: str, row: int, value: Any) -> Columns:
    """A table with one other value."""
    values = list(columns[column])
    values[row] = value
    return {**columns, column: values}


def pandas_failures(check: RelationCheck, columns: Columns) -> list[Failure]:
    frame = pandas.DataFrame(dict(columns))
    try:
        pa.DataFrameSchema(checks=[check]).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        assert set(cases["check"]) == {check.error}
        found = zip(cases["column"], cases["index"], cases["failure_case"], strict=True)
        return sorted((column, row, value) for column, row, value in found)
    return []


def polars_failures(check: RelationCheck, columns: Columns) -> list[tuple[str, int, str]]:
    import pandera.polars as pp

    frame = polars.DataFrame(dict(columns), strict=False)
    try:
        pp.DataFrameSchema(checks=[check]).validate(frame, lazy=True)
    except SchemaErrors as errors:
        found = []
        for case, row in errors.failure_cases.select("failure_case", "index").iter_rows():
            told = json.loads(case)
            pairs = zip(told["column"].split(", "), told["value"].split(", "), strict=True)
            found += [(column, row, value) for column, value in pairs]
        return sorted(found)
    return []


def as_text(value: Any) -> str:
    return "null" if value is None else str(value)


# What holds, and the cells at which it fails after one slip. (check, table, slip, cells)
CASES: list[tuple[RelationCheck, Columns, tuple[str, int, Any], list[tuple[str, int]]]] = [
    (sums_to("total", ["boys", "girls"]), SCHOOLS, ("girls", 2, 101), [("total", 2)]),
    (differs("total", "girls", "boys"), SCHOOLS, ("total", 1, 411), [("boys", 1)]),
    (shares_of("share", "girls", "total"), SCHOOLS, ("share", 3, 50.5), [("share", 3)]),
    (column_totals(["boys", "girls"], total="Total", names="school"), SCHOOLS, ("boys", 1, 201), [("boys", 3)]),
    (at_most("girls", "total"), SCHOOLS, ("girls", 0, 641), [("girls", 0)]),
    (
        sums_to("balance", {"income": 1, "spending": -1}),
        {"income": [12.4, 3.1], "spending": [10.2, 3.4], "balance": [2.3, -0.3]},
        ("balance", 0, 2.4),
        [("balance", 0)],
    ),
    (
        rate_of("rate", "births", "people", per=1000),
        {"births": [83, 112], "people": [22381, 30910], "rate": ["3.71‰", "3.62‰"]},
        ("rate", 0, "0.82‰"),
        [("rate", 0)],
    ),
    (
        growth_of("growth", "old", "new"),
        {"old": [612.3, 100], "new": [745.8, 90], "growth": [21.8, -10.0]},
        ("growth", 0, 28.1),
        [("growth", 0)],
    ),
    (
        average_of("mean", ["first", "second"]),
        {"first": [10, 7], "second": [13, 8], "mean": [11.5, 7.5]},
        ("mean", 1, 7.6),
        [("mean", 1)],
    ),
    (
        repeats("text", "table"),
        {"text": ["5,460", "12.35万"], "table": ["5,460", "123,452"]},
        ("table", 0, "5,640"),
        [("table", 0), ("text", 0)],
    ),
    (
        adds_to_100(["boys", "girls"]),
        {"boys": [33.3, 50.04], "girls": [66.7, 49.96]},
        ("boys", 1, 50.4),
        [("boys", 1), ("girls", 1)],
    ),
    (
        adds_to_100("share", by="year", names="region", leaving_out="Total"),
        {
            "year": [2022, 2022, 2022, 2023, 2023],
            "region": ["N", "S", "Total", "N", "S"],
            "share": [40, 60, 100, 41, 59],
        },
        ("share", 3, 14),
        [("share", 3), ("share", 4)],
    ),
    (
        column_totals("count", total="All", names="region", by="year", leaving_out=["of which N1"]),
        {
            "year": [2022, 2022, 2022, 2023, 2023, 2023],
            "region": ["N", "of which N1", "All", "N", "S", "All"],
            "count": [4, 3, 4, 5, 6, 11],
        },
        ("count", 5, 12),
        [("count", 5)],
    ),
    (
        shares_of("share", "part", "whole", per=1),
        {"part": [1, 2], "whole": [3, 3], "share": [0.333, 0.667]},
        ("share", 0, 0.332),
        [("share", 0)],
    ),
    (
        sums_to("total", ["a", "b"], decimals={"total": -3}),
        {"a": [4211, 18], "b": [4391, 470], "total": [9000, 0]},
        ("total", 0, 8000),
        [("total", 0)],
    ),
    (
        sums_to("total", ["a", "b"], rounding="trunc"),
        {"a": [1.9, 1.0], "b": [1.9, 1.0], "total": [3.9, 2.1]},
        ("total", 1, 2.2),
        [("total", 1)],
    ),
    (
        sums_to("total", ["a", "b"]),
        {
            "a": [Decimal("1.10"), Decimal("2.25")],
            "b": [Decimal("1.10"), Decimal("1.00")],
            "total": [Decimal("2.20"), Decimal("3.25")],
        },
        ("total", 0, Decimal("2.22")),
        [("total", 0)],
    ),
]
IDS = [f"{check.name}-{number}" for number, (check, *_) in enumerate(CASES)]


@pytest.mark.parametrize(("check", "table", "slip", "cells"), CASES, ids=IDS)
def test_what_holds_passes_and_a_slip_is_named_by_row_column_and_value(
    check: RelationCheck, table: Columns, slip: tuple[str, int, Any], cells: list[tuple[str, int]]
) -> None:
    assert pandas_failures(check, table) == []
    assert polars_failures(check, table) == []
    wrong = changed(table, *slip)
    expected = sorted((column, row, wrong[column][row]) for column, row in cells)
    assert pandas_failures(check, wrong) == expected
    named = [(column, row) for column, row, _ in polars_failures(check, wrong)]
    assert named == [(column, row) for column, row, _ in expected]


def test_values_are_named_in_polars() -> None:
    wrong = changed(SCHOOLS, "girls", 2, None)
    assert polars_failures(sums_to("total", ["boys", "girls"]), wrong) == [("girls", 2, "null")]
    wrong = changed(SCHOOLS, "total", 2, 216)
    assert polars_failures(sums_to("total", ["boys", "girls"]), wrong) == [("total", 2, "216")]


# What must not be taken for a contradiction, or must be: (check, one row, passes)
ROUNDING: list[tuple[RelationCheck, dict[str, Any], bool]] = [
    (sums_to("t", ["a", "b"]), {"a": 1.4, "b": 1.4, "t": 2.9}, True),
    (sums_to("t", ["a", "b"]), {"a": 1.4, "b": 1.4, "t": 3.0}, False),
    (sums_to("t", ["a", "b"]), {"a": 14, "b": 14, "t": 29}, False),  # counts are exact
    (sums_to("t", ["a", "b"], decimals=0), {"a": 14, "b": 14, "t": 29}, True),  # said to be rounded
    (sums_to("t", ["a", "b"], decimals={"t": 0}), {"a": 14, "b": 14, "t": 29}, False),
    (sums_to("t", ["a", "b"]), {"a": 0.1, "b": 0.2, "t": 0.1 + 0.2}, True),  # noise of doubles
    (sums_to("t", ["a", "b"]), {"a": 2**62, "b": 1, "t": 2**62 + 1}, True),  # beyond doubles
    (sums_to("t", ["a", "b"]), {"a": 2**62, "b": 1, "t": 2**62}, False),
    (shares_of("s", "a", "b"), {"a": 1, "b": 3, "s": 33}, True),  # a quotient is rounded
    (shares_of("s", "a", "b"), {"a": 1, "b": 3, "s": 34}, False),
    (shares_of("s", "a", "b"), {"a": 1, "b": 3, "s": 100 / 3}, True),  # nobody rounded
    (shares_of("s", "a", "b"), {"a": 1, "b": 3, "s": 33.3334}, False),
    (shares_of("s", "a", "b"), {"a": 1, "b": 3, "s": "33%"}, True),
    (shares_of("s", "a", "b", per=1), {"a": 1, "b": 3, "s": "33.3%"}, True),  # the sign says so
    (shares_of("s", "a", "b"), {"a": "1.2万", "b": "36,000", "s": "33.3%"}, True),
    (shares_of("s", "a", "b"), {"a": 0, "b": 3, "s": 0}, True),
    (rate_of("r", "a", "b"), {"a": 7, "b": 2, "r": 3.5}, True),
    (rate_of("r", "a", "b", per=10000), {"a": 7, "b": 2000, "r": 35}, True),
    (rate_of("r", "a", "b", decimals={"r": 1}), {"a": 1, "b": 3, "r": 0.35}, True),
    (growth_of("g", "a", "b", per=1), {"a": 4, "b": 5, "g": 0.25}, True),
    (growth_of("g", "a", "b"), {"a": 4, "b": 5, "g": 0.25}, False),
    (average_of("m", {"a": 1, "b": 3}), {"a": 1, "b": 3, "m": 2.5}, True),
    (at_most("a", "b"), {"a": 1.04, "b": 1.0}, False),
    (at_most("a", "b", decimals=1), {"a": 1.04, "b": 1.0}, True),
    (repeats("a", "b"), {"a": 12.345, "b": 12.3}, True),
    (repeats("a", "b"), {"a": 12.4, "b": 12.3}, False),  # one place, two readings
    (repeats("a", "b", "c"), {"a": 12.345, "b": 12.3, "c": 12}, False),  # 12 whole is exact
    (adds_to_100(["a", "b", "c"]), {"a": 33.3, "b": 33.3, "c": 33.3}, True),
    (adds_to_100(["a", "b", "c"]), {"a": 33.30, "b": 33.31, "c": 33.31}, False),
    (adds_to_100(["a", "b"], whole=1), {"a": 0.4, "b": 0.6}, True),
    (adds_to_100(["a", "b"], rounding="any"), {"a": 49.0, "b": 49.5}, False),
]


@pytest.mark.parametrize(("check", "row", "passes"), ROUNDING, ids=range(len(ROUNDING)))
def test_rounding_alone_never_fails(check: RelationCheck, row: dict[str, Any], passes: bool) -> None:
    columns = {label: [value] for label, value in row.items()}
    assert bool(pandas_failures(check, columns)) is not passes
    assert bool(polars_failures(check, columns)) is not passes


UNDECIDED: list[tuple[RelationCheck, dict[str, list[Any]], list[tuple[str, int]], str]] = [
    (sums_to("t", ["a", "b"]), {"a": [1, None], "b": [2, 2], "t": [3, 2]}, [("a", 1)], "a figure is missing"),
    (sums_to("t", ["a", "b"]), {"a": [1, 1], "b": [2, 2], "t": [3, None]}, [("t", 1)], "a figure is missing"),
    (sums_to("t", ["a", "b"]), {"a": ["1", "n/a"], "b": [2, 2], "t": [3, 9]}, [("a", 1)], "a figure is missing"),
    (rate_of("r", "a", "b"), {"a": [1, 1], "b": [2, 0], "r": [0.5, 0.5]}, [("b", 1)], "the base may be zero"),
    (adds_to_100("s"), {"s": [50.0, None]}, [("s", 1)], "a figure is missing"),
]


@pytest.mark.parametrize(("check", "columns", "cells", "reason"), UNDECIDED, ids=range(len(UNDECIDED)))
def test_what_cannot_be_decided_fails_or_is_counted(
    check: RelationCheck, columns: dict[str, list[Any]], cells: list[tuple[str, int]], reason: str
) -> None:
    assert [(column, row) for column, row, _ in pandas_failures(check, columns)] == cells
    lenient = RelationCheck(check.claim, deciding.Options(undecided="warn"))
    with pytest.warns(UndecidedWarning) as caught:
        assert pandas_failures(lenient, columns) == []
    (warning,) = [one.message for one in caught if isinstance(one.message, UndecidedWarning)]
    assert (warning.rows, warning.of, warning.reasons) == (1, len(next(iter(columns.values()))), {reason: 1})


def test_a_gap_does_not_hide_a_contradiction() -> None:
    columns: Columns = {"a": [5, 5], "b": [None, 2], "t": [4, 7]}
    assert pandas_failures(sums_to("t", ["a", "b"], undecided="warn"), columns) == [("t", 0, 4)]


DTYPES: list[tuple[str, Callable[[list[Any]], Any]]] = [
    ("Int64", lambda values: pandas.array(values, dtype="Int64")),
    ("uint8", lambda values: numpy.array(values, dtype="uint8")),
    ("float32", lambda values: numpy.array(values, dtype="float32")),
    ("object", lambda values: numpy.array(values, dtype=object)),
    ("string", lambda values: pandas.array([str(value) for value in values], dtype="string")),
    ("category", lambda values: pandas.Categorical(values)),
]


@pytest.mark.parametrize(("name", "of"), DTYPES, ids=[name for name, _ in DTYPES])
def test_dtypes_of_pandas(name: str, of: Callable[[list[Any]], Any]) -> None:
    frame = pandas.DataFrame({"a": of([1, 2]), "b": of([2, 3]), "t": of([3, 6])})
    result = sums_to("t", ["a", "b"])(frame)
    assert result.check_output.tolist() == [True, False]


def test_single_precision_shows_seven_digits() -> None:
    frame = pandas.DataFrame({"a": [0.1, 0.7], "b": [0.2, 0.1], "t": [0.3, 0.9]}, dtype="float32")
    assert sums_to("t", ["a", "b"])(frame).check_output.tolist() == [True, True]
    assert sums_to("t", ["a", "b"])(frame.assign(t=[0.3, 1.0])).check_output.tolist() == [True, False]


def test_in_a_model_of_pandera() -> None:
    class Schools(pa.DataFrameModel):
        boys: int
        girls: int
        total: int
        adds_up = sums_to("total", ["boys", "girls"])
        shares = shares_of("share", "girls", "total", name="shares of girls")

    frame = pandas.DataFrame(dict(SCHOOLS))
    assert Schools.validate(frame) is not None
    assert [check.name for check in Schools.to_schema().checks] == ["sums_to", "shares of girls"]
    with pytest.raises(SchemaErrors) as caught:
        Schools.validate(frame.assign(total=[640, 410, 251, 1265]), lazy=True)
    cases = caught.value.failure_cases[["column", "index", "failure_case"]]
    assert sorted(map(tuple, cases.to_numpy().tolist())) == [("share", 2, 51.2), ("total", 2, 251)]


def test_in_a_model_of_pandera_for_polars_and_lazy_frames() -> None:
    import pandera.polars as pp

    class Schools(pp.DataFrameModel):
        boys: int
        adds_up = sums_to("total", ["boys", "girls"])

    frame = polars.DataFrame(dict(changed(SCHOOLS, "total", 2, 251)))
    for data in (frame, frame.lazy()):
        with pytest.raises(SchemaErrors) as caught:
            validate(Schools, data)
        assert caught.value.failure_cases["index"].to_list() == [2]
    good = validate(Schools, polars.DataFrame(dict(SCHOOLS)).lazy())
    assert isinstance(good, polars.LazyFrame)


def test_settings_of_pandera_are_kept() -> None:
    frame = pandas.DataFrame(dict(changed(SCHOOLS, "total", 2, 251)))
    schema = pa.DataFrameSchema(checks=[sums_to("total", ["boys", "girls"], raise_warning=True)])
    with pytest.warns(UserWarning, match="total = boys [+] girls"):
        schema.validate(frame)
    with pytest.raises(SchemaError, match="failure cases: 251"):
        pa.DataFrameSchema(checks=[sums_to("total", ["boys", "girls"])]).validate(frame)
    dropping = pa.DataFrameSchema(checks=[sums_to("total", ["boys", "girls"])], drop_invalid_rows=True)
    assert dropping.validate(frame, lazy=True)["school"].tolist() == ["A", "B", "Total"]
    first = sums_to("total", "boys", n_failure_cases=1)(frame)
    assert len(first.failure_cases) == 1 and not first.check_output.any()


def test_rows_are_named_by_their_index() -> None:
    frame = pandas.DataFrame(dict(changed(SCHOOLS, "total", 2, 251))).set_index("school")
    check = column_totals("total", total="Total")
    assert check(frame).failure_cases.to_dict("list") == {
        "column": ["total"],
        "index": ["Total"],
        "failure_case": [1265],
    }
    several = frame.set_index("boys", append=True)
    with pytest.raises(SchemaErrors) as caught:
        pa.DataFrameSchema(checks=[sums_to("total", ["girls"])]).validate(several, lazy=True)
    assert caught.value.failure_cases["index"].tolist()[0] == "('A', 320)"


def test_equal_checks_are_equal_and_schemas_are_copied() -> None:
    import copy

    check = sums_to("total", ["boys", "girls"])
    assert check == sums_to("total", ["boys", "girls"]) != sums_to("total", ["girls", "boys"])
    assert copy.deepcopy(check) == check
    assert "sums_to: total = boys + girls" in repr(check)


MISTAKES: list[tuple[Callable[[], Any], str]] = [
    (lambda: sums_to("t", []), "sums_to needs the columns to compare"),
    (lambda: sums_to("t", "a", undecided="pass"), "undecided cannot be 'pass'"),
    (lambda: sums_to("t", "a", rounding="up"), "unknown rounding policy 'up'"),
    (lambda: shares_of("s", "a", "b", per=0), "per must be a number above 0"),
    (lambda: rate_of("s", "a", "b", per=0.5), "per must be a number above 0"),  # type: ignore[arg-type]
    (lambda: sums_to("total", ["boys", "girl"])(pandas.DataFrame(dict(SCHOOLS))), "no column is called 'girl'"),
    (lambda: sums_to("a", "a")(pandas.DataFrame([[1, 2]], columns=["a", "a"])), "2 columns are called 'a'"),
    (lambda: sums_to("a", "a")(pandas.Series([1])), "this check is of a whole pandas or polars data frame"),
    (lambda: column_totals("boys", total="Sum", names="school")(pandas.DataFrame(dict(SCHOOLS))), "no row is called"),
]


@pytest.mark.parametrize(("act", "says"), MISTAKES, ids=[says for _, says in MISTAKES])
def test_mistakes_are_one_sentence(act: Callable[[], Any], says: str) -> None:
    with pytest.raises(InputError, match=says):
        act()


def test_the_narwhals_backend_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from pandera.config import CONFIG

    monkeypatch.setattr(CONFIG, "use_narwhals_backend", True, raising=False)
    with pytest.raises(InputError, match="narwhals"):
        sums_to("total", ["boys", "girls"])(pandas.DataFrame(dict(SCHOOLS)))


def test_a_missing_column_fails_the_schema_and_says_which() -> None:
    with pytest.raises(SchemaErrors) as caught:
        pa.DataFrameSchema(checks=[sums_to("total", ["boys", "girl"])]).validate(
            pandas.DataFrame(dict(SCHOOLS)), lazy=True
        )
    (case,) = caught.value.failure_cases["failure_case"]
    assert "no column is called 'girl'" in case


@pytest.mark.parametrize("rows", [0, 1])
def test_small_frames(rows: int) -> None:
    frame = pandas.DataFrame({"a": [1], "b": [2], "t": [3]}).head(rows)
    for check in (sums_to("t", ["a", "b"]), rate_of("a", "t", "b"), adds_to_100("a", whole=1), repeats("a", "a")):
        if rows == 0:
            assert check(frame).check_passed
    assert sums_to("t", ["a", "b"])(frame).check_passed


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
