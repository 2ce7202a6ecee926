"""The relations of checker as checks of pandera, for pandas and polars.

    >>> import pandera.pandas as pa
    >>> from checker.pandera import shares_of, sums_to
    >>> schema = pa.DataFrameSchema(checks=[sums_to("total", ["boys", "girls"]), shares_of("share", "girls", "total")])

Each function makes a check of a whole data frame, for `DataFrameSchema(checks=[...])`, or to be assigned to any name
in a `DataFrameModel`. There is no tolerance to set: figures stand for the values that could have been printed so,
and a row fails only if no such values satisfy the relation. The decimals are those that a column shows;
`decimals=` says otherwise, for all columns or for some (`{"share": 1}`). Whole numbers are exact counts, save
as results of divisions and where `decimals=` says that they are rounded. Texts keep their own decimals and signs.

A row that cannot be decided, for a null, a text that is no number, or a base that may be zero, fails; with
`undecided="warn"` it passes and is counted in an `UndecidedWarning`. `rounding` is the policy the figures were rounded
with (see `checker.validate`). Other keywords (name, error, raise_warning, n_failure_cases) are those of
`pandera.Check`.

pandera checks nothing but the schema of a polars LazyFrame, unless its validation depth says so; `validate` does.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from checker.errors import InputError
from checker.intervals import Interval
from checker.pandera.checks import RelationCheck, UndecidedWarning
from checker.pandera.claims import ColumnClaim, RowClaim, chain, weighted
from checker.pandera.deciding import Decimals, Options
from checker.relations import Kind

__all__ = [
    "RelationCheck",
    "UndecidedWarning",
    "adds_to_100",
    "at_most",
    "average_of",
    "column_totals",
    "differs",
    "growth_of",
    "rate_of",
    "repeats",
    "shares_of",
    "sums_to",
    "validate",
]

Labels = Hashable | Iterable[Hashable]
Weights = Labels | Mapping[Any, int | Fraction]
Per = int | Fraction


def sums_to(
    total: Hashable,
    parts: Weights,
    *,
    decimals: Decimals = None,
    rounding: str = "nearest",
    undecided: str = "fail",
    **settings: Any,
) -> RelationCheck:
    """Every row: the total is the sum of its parts; `{"income": 1, "spending": -1}` takes away as well."""
    terms = weighted(parts)
    claim = RowClaim(Kind.SUM, f"{total} = {chain(terms)}", terms, total)
    return _check("sums_to", claim, Options(decimals, rounding, undecided), settings)


def differs(
    a: Hashable,
    b: Hashable,
    difference: Hashable,
    *,
    decimals: Decimals = None,
    rounding: str = "nearest",
    undecided: str = "fail",
    **settings: Any,
) -> RelationCheck:
    """Every row: a less b is the difference stated."""
    terms = ((a, Fraction(1)), (b, Fraction(-1)))
    claim = RowClaim(Kind.DIFFERENCE, f"{difference} = {a} - {b}", terms, difference)
    return _check("differs", claim, Options(decimals, rounding, undecided), settings)


def shares_of(
    share: Hashable,
    part: Hashable,
    whole: Hashable,
    *,
    per: Per = 100,
    decimals: Decimals = None,
    rounding: str = "nearest",
    undecided: str = "fail",
    **settings: Any,
) -> RelationCheck:
    """Every row: the share is the part over the whole, in percent; `per=1` for shares stated as fractions."""
    claim = _quotient(Kind.SHARE, share, part, whole, per)
    return _check("shares_of", claim, Options(decimals, rounding, undecided), settings)


def rate_of(
    rate: Hashable,
    numerator: Hashable,
    denominator: Hashable,
    *,
    per: Per = 1,
    decimals: Decimals = None,
    rounding: str = "nearest",
    undecided: str = "fail",
    **settings: Any,
) -> RelationCheck:
    """Every row: the rate is so many of the numerator per 1, 100, 1000 ... of the denominator."""
    claim = _quotient(Kind.RATE, rate, numerator, denominator, per)
    return _check("rate_of", claim, Options(decimals, rounding, undecided), settings)


def growth_of(
    growth: Hashable,
    old: Hashable,
    new: Hashable,
    *,
    per: Per = 100,
    decimals: Decimals = None,
    rounding: str = "nearest",
    undecided: str = "fail",
    **settings: Any,
) -> RelationCheck:
    """Every row: the growth from old to new, in percent; `per=1` for growth stated as a fraction."""
    terms = ((old, Fraction(1)), (new, Fraction(1)))
    text = f"{growth} = {_times(per)}({new} / {old} - 1)"
    claim = RowClaim(Kind.GROWTH, text, terms, growth, _factor(per), rounded=frozenset({growth}))
    return _check("growth_of", claim, Options(decimals, rounding, undecided), settings)


def average_of(
    average: Hashable,
    items: Weights,
    *,
    decimals: Decimals = None,
    rounding: str = "nearest",
    undecided: str = "fail",
    **settings: Any,
) -> RelationCheck:
    """Every row: the average of the items, which may have weights (`{"first": 1, "second": 3}`)."""
    terms = weighted(items)
    text = f"{average} = average({', '.join(str(label) for label, _ in terms)})"
    claim = RowClaim(Kind.AVERAGE, text, terms, average, rounded=frozenset({average}))
    return _check("average_of", claim, Options(decimals, rounding, undecided), settings)


def at_most(
    part: Hashable,
    whole: Hashable,
    *,
    decimals: Decimals = None,
    rounding: str = "nearest",
    undecided: str = "fail",
    **settings: Any,
) -> RelationCheck:
    """Every row: the part is not more than the whole."""
    terms = weighted([part, whole])
    claim = RowClaim(Kind.BOUND, f"{part} <= {whole}", terms, accused=(part,))
    return _check("at_most", claim, Options(decimals, rounding, undecided), settings)


def repeats(
    a: Hashable,
    b: Hashable,
    *others: Hashable,
    decimals: Decimals = None,
    rounding: str = "nearest",
    undecided: str = "fail",
    **settings: Any,
) -> RelationCheck:
    """Every row: the columns state one quantity, each to its own decimals."""
    labels = (a, b, *others)
    claim = RowClaim(Kind.REPEAT, " = ".join(map(str, labels)), weighted(labels), accused=labels)
    return _check("repeats", claim, Options(decimals, rounding, undecided), settings)


def adds_to_100(
    columns: Labels,
    *,
    by: Labels | None = None,
    names: Hashable | None = None,
    leaving_out: str | Iterable[str] = (),
    whole: int = 100,
    decimals: Decimals = None,
    rounding: str = "nearest",
    undecided: str = "fail",
    **settings: Any,
) -> RelationCheck:
    """Shares of one whole add to 100: several columns in every row, or one column down its rows.

    Down a column, `by` names the columns whose values make groups, each with shares of its own; rows that are
    called as `leaving_out` says, by the column `names` or else by the index, take no part (a total row). `whole=1` for
    shares stated as fractions.
    """
    labels, options = _labels(columns), Options(decimals, rounding, undecided)
    if len(labels) > 1 and by is None:
        text = f"{chain(weighted(labels))} = {whole}"
        constant = Interval.exactly(Fraction(whole))
        rows = RowClaim(
            Kind.SHARES, text, weighted(labels), constant=constant, accused=labels, rounded=frozenset(labels)
        )
        return _check("adds_to_100", rows, options, settings)
    groups = _labels(by) if by is not None else ()
    left = frozenset([leaving_out] if isinstance(leaving_out, str) else leaving_out)
    text = f"sum({', '.join(map(str, labels))}){_by(groups)} = {whole}"
    claim = ColumnClaim(text, labels, groups, names, None, Interval.exactly(Fraction(whole)), left)
    return _check("adds_to_100", claim, options, settings)


def column_totals(
    columns: Labels,
    *,
    total: str,
    names: Hashable | None = None,
    by: Labels | None = None,
    leaving_out: str | Iterable[str] = (),
    decimals: Decimals = None,
    rounding: str = "nearest",
    undecided: str = "fail",
    **settings: Any,
) -> RelationCheck:
    """The row called as `total` says, by the column `names` or else by the index, is the sum of the other rows.

    `by` names the columns whose values make groups, each with a total of its own; rows called as `leaving_out`
    says (of which, subtotals) take no part. A frame in which no row is called so fails.
    """
    labels, groups = _labels(columns), _labels(by) if by is not None else ()
    left = frozenset([leaving_out] if isinstance(leaving_out, str) else leaving_out)
    text = f"row {total!r} = sum of the other rows{_by(groups)}"
    claim = ColumnClaim(text, labels, groups, names, total, None, left)
    return _check("column_totals", claim, Options(decimals, rounding, undecided), settings)


def validate(schema: Any, frame: Any, *, lazy: bool = True) -> Any:
    """What `schema.validate(frame)` gives, with the data checked as well where pandera would check types only.

    pandera passes polars LazyFrames whose data contradict the schema, unless it is told to look at the data. Raises
    SchemaErrors (SchemaError with `lazy=False`) as pandera does.
    """
    from pandera.config import ValidationDepth, config_context

    with config_context(validation_depth=ValidationDepth.SCHEMA_AND_DATA):
        return schema.validate(frame, lazy=lazy)


def _check(name: str, claim: RowClaim | ColumnClaim, options: Options, settings: Mapping[str, Any]) -> RelationCheck:
    if not claim.labels or (isinstance(claim, RowClaim) and not claim.operands):
        raise InputError(f"{name} needs the columns to compare", claim.text)
    return RelationCheck(claim, options, **({"name": name} | dict(settings)))


def _quotient(kind: Kind, result: Hashable, part: Hashable, whole: Hashable, per: Per) -> RowClaim:
    text = f"{result} = {_times(per)}{part} / {whole}"
    return RowClaim(kind, text, weighted([part, whole]), result, _factor(per), rounded=frozenset({result}))


def _factor(per: Per) -> Fraction:
    if isinstance(per, bool) or not isinstance(per, int | Fraction) or per <= 0:
        raise InputError(f"per must be a number above 0, not {per!r}", hint="such as 100 for percent, 1 for fractions")
    return Fraction(per)


def _times(per: Per) -> str:
    return "" if per == 1 else f"{per} x "


def _labels(columns: Labels) -> tuple[Hashable, ...]:
    return tuple(label for label, _ in weighted(columns))


def _by(groups: tuple[Hashable, ...]) -> str:
    return f" by {', '.join(map(str, groups))}" if groups else ""
