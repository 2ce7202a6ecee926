"""The columns that a check needs, out of pandas and polars data frames."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import numpy

from checker.config import nearest
from checker.errors import InputError
from checker.pandera.deciding import Frame
from checker.pandera.stated import DOUBLE_DIGITS, SINGLE_DIGITS, Raw

LARGEST_INT = 2**63 - 1
SINGLE = ("float16", "float32", "halffloat[pyarrow]", "float[pyarrow]")


def frame_of(data: Any, labels: Iterable[Hashable]) -> Frame:
    """The columns called so. Raises InputError for a column that is not there, or is there twice."""
    wanted = tuple(dict.fromkeys(labels))
    if hasattr(data, "collect_schema"):
        return _of_polars(data, wanted)
    if hasattr(data, "iloc") and hasattr(data, "columns"):
        return _of_pandas(data, wanted)
    kind = f"{type(data).__module__.partition('.')[0]} {type(data).__name__}"
    raise InputError(f"this check is of a whole pandas or polars data frame, not of a {kind}", hint="checks=[...]")


def is_polars(data: Any) -> bool:
    """Whether it is a polars frame rather than a pandas one."""
    return hasattr(data, "collect_schema")


def _refuse_absent(present: list[Hashable], wanted: Iterable[Hashable]) -> None:
    for label in wanted:
        count = present.count(label)
        if count == 0:
            known = [str(one) for one in present]
            raise InputError(f"no column is called {label!r}", hint=nearest(str(label), known) if known else "")
        if count > 1:
            raise InputError(f"{count} columns are called {label!r}")


def _of_pandas(data: Any, wanted: tuple[Hashable, ...]) -> Frame:
    _refuse_absent(list(data.columns), wanted)
    return Frame({label: _pandas_column(label, data[label]) for label in wanted}, data.index)


def _pandas_column(label: Hashable, series: Any) -> Raw:
    kind, name = getattr(series.dtype, "kind", "O"), str(series.dtype).lower()
    null = series.isna().to_numpy(dtype=bool)
    if kind in "iu":
        numbers = series.fillna(0).to_numpy() if null.any() else series.to_numpy()
        return _integers(label, numbers, null) or Raw(label, objects=list(series))
    if kind == "f":
        digits = SINGLE_DIGITS if name in SINGLE else DOUBLE_DIGITS
        return Raw(label, series.to_numpy(dtype=float, na_value=numpy.nan), digits=digits, null=null)
    return Raw(label, objects=list(series))


def _integers(label: Hashable, numbers: Any, null: Any) -> Raw | None:
    """A column of whole numbers, unless one is too large for 64 bits with a sign."""
    if not len(numbers):
        return Raw(label, numpy.zeros(0, dtype=numpy.int64), null=null)
    if int(numbers.max()) > LARGEST_INT:
        return None
    return Raw(label, numbers.astype(numpy.int64), null=null)


def _of_polars(data: Any, wanted: tuple[Hashable, ...]) -> Frame:
    lazy = data.lazy()
    _refuse_absent(lazy.collect_schema().names(), wanted)
    import polars

    read = lazy.select(*(polars.col(str(label)) for label in wanted), polars.len().alias("")).collect()
    columns = {label: _polars_column(label, read[str(label)]) for label in wanted}
    return Frame(columns, range(read.height))


def _polars_column(label: Hashable, series: Any) -> Raw:
    null = series.is_null().to_numpy()
    if series.dtype.is_integer() and str(series.dtype) != "Int128":
        return _integers(label, series.fill_null(0).to_numpy(), null) or Raw(label, objects=series.to_list())
    if series.dtype.is_float():
        digits = SINGLE_DIGITS if str(series.dtype).lower() in SINGLE else DOUBLE_DIGITS
        values = series.fill_null(numpy.nan).to_numpy().astype(float)
        return Raw(label, values, digits=digits, null=null | numpy.isnan(values))
    return Raw(label, objects=series.to_list())
