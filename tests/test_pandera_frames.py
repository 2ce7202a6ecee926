"""Our relations as checks of pandera: dtypes, models, settings, indexes, and mistakes in using them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy
import pandas
import pandera.pandas as pa
import pytest
from pandera.errors import SchemaError, SchemaErrors

from checker import InputError
from checker.pandera import (
    adds_to_100,
    column_totals,
    rate_of,
    repeats,
    shares_of,
    sums_to,
    validate,
)
from tests.failing_frames import SCHOOLS, changed, polars

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
