"""Deciding a claim for all rows: those that certainly hold at once, the others one by one by the judge.

The quick look never decides against a row, and for it only where the two sides overlap by more than the error of
the arithmetic can be (or, on whole numbers below 10**15, exactly). Everything else is judged over fractions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy

from checker import algebra
from checker.errors import InputError
from checker.intervals import Interval
from checker.judge import judge
from checker.pandera.claims import QUOTIENTS, SIGNS, Cell, ColumnClaim, Columns, Group, RowClaim, relation_down
from checker.pandera.stated import LARGEST, Column, Label, Raw, is_null, stated
from checker.relations import Judgement, Kind, Verdict

LINEAR = (Kind.SUM, Kind.DIFFERENCE, Kind.SHARES)
EPSILON = float(numpy.finfo(float).eps)
NO_TOTAL, TWO_TOTALS = "no row states the total", "several rows state the total"
Decimals = int | Mapping[Any, int] | None


@dataclass(frozen=True, slots=True)
class Options:
    """How figures were rounded, and what becomes of rows that cannot be decided: `fail` or `warn`."""

    decimals: Decimals = None
    rounding: str = "nearest"
    undecided: str = "fail"

    def decimals_of(self, label: Label) -> int | None:
        """The decimals given for a column, if any."""
        return self.decimals.get(label) if isinstance(self.decimals, Mapping) else self.decimals


@dataclass(slots=True)
class Outcome:
    """The cells that fail, row by row, and why rows that pass could not be decided."""

    rows: int
    failed: list[Cell] = field(default_factory=list)
    undecided: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a check needs of a data frame: its columns as they came, and the names of its rows."""

    columns: Mapping[Label, Raw]
    names: Sequence[Hashable]


def decided(claim: RowClaim | ColumnClaim, frame: Frame, options: Options) -> Outcome:
    """What becomes of every row."""
    columns = {
        label: stated(frame.columns[label], options.decimals_of(label), rounded=label in claim.rounded)
        for label in claim.labels
    }
    outcome = Outcome(len(frame.names))
    if isinstance(claim, RowClaim):
        _decide_rows(claim, columns, options, outcome)
    else:
        _decide_groups(claim, columns, frame, options, outcome)
    return outcome


def _decide_rows(claim: RowClaim, columns: Columns, options: Options, outcome: Outcome) -> None:
    for row in numpy.flatnonzero(~certain(claim, columns, options.rounding)).tolist():
        judgement = judge(claim.relation(columns, row, options.rounding))
        gaps = [(row, label) for label in claim.labels if not _is_stated(columns[label], row)]
        _record(outcome, judgement, options, claim.blamed(row), gaps or [(row, claim.operands[-1][0])])


def _is_stated(column: Column, row: int) -> bool:
    return bool(numpy.isfinite(column.values[row]))


def _record(outcome: Outcome, judgement: Judgement, options: Options, blamed: list[Cell], unsure: list[Cell]) -> None:
    """Write down what the judge says: a gap fails or counts, even where the rest could be true."""
    if judgement.verdict is Verdict.BROKEN:
        outcome.failed += blamed
    elif judgement.verdict is Verdict.UNDECIDED or judgement.relation.missing:
        if options.undecided == "fail":
            outcome.failed += unsure
        else:
            outcome.undecided[judgement.reason or "a figure is missing"] += 1


def certain(claim: RowClaim, columns: Columns, policy: str) -> Any:
    """An array of bools: the rows that hold for certain."""
    rows = len(next(iter(columns.values())).values)
    claim = _signed(claim, columns)
    if policy != "nearest" or not _alike(claim, columns):
        return numpy.zeros(rows, dtype=bool)
    scale = whole_scale(claim, columns)
    if scale is not None:
        return _exactly(claim, {label: _whole(column, scale) for label, column in columns.items()}, scale)
    ends = {label: Interval.around(column.values, column.halves) for label, column in columns.items()}
    with numpy.errstate(all="ignore"):
        return _overlapping(claim, ends)


def _signed(claim: RowClaim, columns: Columns) -> RowClaim:
    """The claim with the factor that a sign behind all results asks for."""
    unit = columns[claim.result].unit if claim.result is not None else None
    asked = SIGNS.get(unit.kind, claim.factor) if unit and claim.kind in QUOTIENTS else claim.factor
    return replace(claim, factor=asked)


def _alike(claim: RowClaim, columns: Columns) -> bool:
    """Whether nothing has to be converted."""
    labels = claim.labels if claim.kind not in QUOTIENTS else tuple(label for label, _ in claim.operands)
    units = {columns[label].unit for label in claim.labels}
    return None not in units and len({columns[label].unit for label in labels}) == 1


def whole_scale(claim: RowClaim, columns: Columns) -> int | None:
    """What turns all ends into whole numbers that a double holds exactly; None where nothing does."""
    linear = claim.kind in LINEAR or claim.kind in (Kind.BOUND, Kind.REPEAT)
    if not linear or any(weight.denominator != 1 for _, weight in claim.operands):
        return None
    places = [max(column.places, column.decimals or 0) for column in columns.values() if column.places is not None]
    if len(places) < len(columns):
        return None
    scale = 2 * 10 ** max(places)
    sizes = [abs(int(weight)) * _largest(columns[label]) for label, weight in claim.operands]
    largest = max([sum(sizes), *map(_largest, columns.values()), float(claim.constant.high if claim.constant else 0)])
    return scale if largest * scale < LARGEST else None


def _largest(column: Column) -> float:
    values = column.values[numpy.isfinite(column.values)]
    return float(numpy.abs(values).max(initial=0.0)) + float(numpy.nanmax(column.halves, initial=0.0))


def _whole(column: Column, scale: int) -> tuple[Interval, Any]:
    """The ends as whole numbers, and where there are any."""
    there = numpy.isfinite(column.values)
    value = numpy.rint(numpy.where(there, column.values, 0.0) * scale).astype(numpy.int64)
    half = numpy.rint(numpy.where(there, column.halves, 0.0) * scale).astype(numpy.int64)
    return Interval.around(value, half), there


def _exactly(claim: RowClaim, ends: Mapping[Label, tuple[Interval, Any]], scale: int) -> Any:
    """The verdict on whole numbers, which is exact."""
    there = numpy.logical_and.reduce([one for _, one in ends.values()])
    operands = [ends[label][0] for label, _ in claim.operands]
    if claim.kind is Kind.BOUND:
        return there & operands[0].at_most(operands[1])
    if claim.kind is Kind.REPEAT:
        return there & numpy.logical_and.reduce([_same(operands[0], other) for other in operands[1:]])
    computed = algebra.sum_of(operands, [int(weight) for _, weight in claim.operands])
    if claim.result is not None:
        other = ends[claim.result][0]
    else:
        assert claim.constant is not None
        other = Interval.exactly(numpy.full(len(there), int(claim.constant.low * scale)))
    return there & computed.meets(other)


def _same(one: Interval, other: Interval) -> Any:
    return (one.low == other.low) & (one.high == other.high)


def _overlapping(claim: RowClaim, ends: Mapping[Label, Interval]) -> Any:
    """Where both sides, computed in doubles, overlap by more than the error can be."""
    operands = [ends[label] for label, _ in claim.operands]
    sides = _sides(claim, operands, ends)
    if sides is None:
        return numpy.zeros(len(operands[0].low), dtype=bool)
    computed, other = sides
    sizes = [abs(float(weight)) * _size(ends[label]) for label, weight in claim.operands]
    size = sum(sizes) + float(claim.factor) if claim.kind not in (Kind.SHARE, Kind.RATE) else 0.0
    size = size + _size(computed) + _size(other)
    error = (len(operands) + 8) * EPSILON * size
    return (computed.low + error <= other.high) & (other.low + error <= computed.high)


def _size(interval: Interval) -> Any:
    return numpy.maximum(numpy.abs(interval.low), numpy.abs(interval.high))


def _sides(
    claim: RowClaim, operands: list[Interval], ends: Mapping[Label, Interval]
) -> tuple[Interval, Interval] | None:
    """What is computed and what is stated; none where a quick look cannot tell, and that for certain."""
    weights: list[Any] = [float(weight) for _, weight in claim.operands]
    if claim.result is None:
        return None
    if claim.kind in LINEAR:
        return algebra.sum_of(operands, weights), ends[claim.result]
    if claim.kind is Kind.AVERAGE:
        return (algebra.average(operands, weights), ends[claim.result]) if sum(weights) else None
    factor: Any = float(claim.factor)
    grows = claim.kind is Kind.GROWTH
    base = operands[0] if grows else operands[1]
    computed = (algebra.growth if grows else algebra.quotient)(operands[0], operands[1], factor)
    nowhere = numpy.where(base.low > 0, 0.0, numpy.nan)
    return Interval(computed.low + nowhere, computed.high + nowhere), ends[claim.result]


def _decide_groups(claim: ColumnClaim, columns: Columns, frame: Frame, options: Options, outcome: Outcome) -> None:
    names = [_named(name) for name in _names(claim, frame)]
    if claim.total is not None and claim.total not in names:
        raise InputError(f"no row is called {claim.total!r}", str(claim.names or "the index"))
    groups = list(claim.groups(names, list(_keys(claim, frame))))
    for label, column in columns.items():
        quick = _whole_column(claim, column, options.rounding)
        for group in groups:
            if quick and _adds_up(claim, group, *quick):
                continue
            cells = [(row, label) for row in (group.totals or group.rows)]
            gaps = [(row, label) for row in (*group.rows, *group.totals) if not _is_stated(column, row)]
            _record(outcome, _group_told(claim, column, group, options), options, cells, gaps or cells)
    outcome.failed.sort(key=lambda cell: cell[0])


def _whole_column(claim: ColumnClaim, column: Column, policy: str) -> tuple[Any, Any, int] | None:
    """The ends of a column as whole numbers, with what they were multiplied by; None where that is not exact."""
    if policy != "nearest" or column.places is None or column.unit is None:
        return None
    scale = 2 * 10 ** max(column.places, column.decimals or 0)
    if _largest(column) * scale * max(len(column.values), 1) >= LARGEST or not numpy.isfinite(column.values).all():
        return None
    ends = _whole(column, scale)[0]
    return ends.low, ends.high, scale


def _adds_up(claim: ColumnClaim, group: Group, low: Any, high: Any, scale: int) -> bool:
    """Whether a group holds, exactly."""
    rows = list(group.rows)
    computed = int(low[rows].sum()), int(high[rows].sum())
    if claim.total is None:
        assert claim.constant is not None
        stated = (claim.constant.low * scale,) * 2
    elif len(group.totals) == 1:
        stated = low[group.totals[0]], high[group.totals[0]]
    else:
        return False
    return bool(rows) and bool(computed[0] <= stated[1] and stated[0] <= computed[1])


def _group_told(claim: ColumnClaim, column: Column, group: Group, options: Options) -> Judgement:
    relation = relation_down(claim, column, group, options.rounding)
    if claim.total is not None and len(group.totals) != 1:
        return Judgement(relation, Verdict.UNDECIDED, TWO_TOTALS if group.totals else NO_TOTAL)
    return judge(relation)


def _names(claim: ColumnClaim, frame: Frame) -> Iterator[Hashable]:
    if claim.names is None:
        yield from frame.names
    else:
        column = frame.columns[claim.names]
        yield from (column.value(row) for row in range(len(column)))


def _named(name: object) -> str:
    return "" if is_null(name) else str(name).strip()


def _keys(claim: ColumnClaim, frame: Frame) -> Iterator[tuple[object, ...]]:
    """The group of every row; nulls are a group of their own."""
    columns = [frame.columns[label] for label in claim.by]
    for row in range(len(frame.names)):
        values = (column.value(row) for column in columns)
        yield tuple(None if is_null(value) else value for value in values)
