"""The columns of a data frame as stated figures: for every row a value, and the decimals it is stated with.

A column of numbers is stated with as many decimals as any of its values shows; a float shows at most 15
significant digits (a single-precision one 7), what lies beyond is noise. A column of floats that nobody rounded
shows more than it states: the errors of the arithmetic stand in its last digits, so that its largest value states
12 digits and the others as many decimals. Texts keep their own decimals and signs.
Whole numbers are exact counts, unless the column is the result of a division, or its decimals are given.
"""

from __future__ import annotations

import numbers
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy

from checker.figures import NO_UNIT, Figure, Gap, Place, Unit
from checker.intervals import Interval
from checker.reading.numbers import Style, folded, is_nil, number_of, style_of

Label = Hashable
STYLE = Style()
MULTIPLIED = ("count", "money")  # 1.2万 beside plain numbers means 12,000
DOUBLE_DIGITS, SINGLE_DIGITS = 15, 7
KEPT = {DOUBLE_DIGITS: 12, SINGLE_DIGITS: 5}  # digits that the errors of the arithmetic before leave alone
LARGEST = 10**15  # whole numbers below are exact as doubles, with a digit to spare


@dataclass(frozen=True, slots=True)
class Raw:
    """A column as it came: `numbers` holds floats or whole numbers (nan for nulls), or `objects` holds any values."""

    label: Label
    numbers: Any = None
    objects: Sequence[Any] = ()
    digits: int = DOUBLE_DIGITS
    null: Any = None  # True where nothing is stated; for numbers only

    def value(self, row: int) -> Any:
        """What stands in a row, None for a null."""
        if self.numbers is None:
            return self.objects[row]
        return None if self.null[row] else self.numbers[row].item()

    @property
    def floats(self) -> bool:
        """Whether the values are floats, which keep so many digits and no more."""
        return self.numbers is not None and self.numbers.dtype.kind == "f"

    def __len__(self) -> int:
        return len(self.objects) if self.numbers is None else len(self.numbers)


@dataclass(frozen=True, slots=True)
class Column:
    """A column as stated.

    `values` and `halves` (half a unit of the last place, 0 for exact counts) are doubles for the first, quick
    look; `places` is the number of decimals at which all values are whole, None where there is none. `decimals`
    are those stated for all of the column, None where each text states its own; `unit` is that of all its figures,
    None where they differ.
    """

    raw: Raw
    values: Any
    halves: Any
    places: int | None
    exact: bool
    decimals: int | None
    unit: Unit | None = NO_UNIT
    style: Style = STYLE

    def figure(self, row: int, place: Place) -> Figure | Gap:
        """The figure of a row, exactly, or the gap."""
        value = self.raw.value(row)
        labels = (str(self.raw.label),)
        if isinstance(value, str):
            return self._written(value, place, labels)
        number = number_in(value, self.raw.digits)
        if number is None:
            return Gap("" if is_null(value) else str(value), place, labels)
        decimals = decimals_of(number) if self.decimals is None else self.decimals
        step, exact = step_of(decimals), Fraction(number)
        interval = Interval.exactly(exact) if self.exact else Interval.around(exact, step / 2)
        return Figure(printed(number, decimals), exact, step, interval, place, NO_UNIT, labels)

    def _written(self, text: str, place: Place, labels: tuple[str, ...]) -> Figure | Gap:
        found = number_of(text, self.style)
        unit = unit_behind(found.tail or found.currency) if found else None
        if found is None or unit is None or found.ratio:
            return Gap(text.strip(), place, labels, is_nil(text))
        value, step = found.value, step_of(found.decimals if self.decimals is None else self.decimals)
        whole = self.exact and unit.kind not in ("percent", "permille") and unit.scale == 1
        if unit.kind in MULTIPLIED:
            value, step = value * unit.scale, step * unit.scale
            unit = replace(unit, symbol=unit.base, scale=Fraction(1)) if unit.scale != 1 else unit
        interval = Interval.exactly(value) if whole else Interval.around(value, step / 2)
        return Figure(folded(text), value, step, interval, place, unit, labels)


@lru_cache(maxsize=64)
def step_of(decimals: int) -> Fraction:
    """The unit of the last place of so many decimals."""
    return Fraction(10) ** -decimals


def printed(number: Decimal, decimals: int) -> str:
    """A number with at least so many decimals."""
    return f"{number:.{decimals}f}" if decimals_of(number) < decimals else f"{number:f}"


def decimals_of(number: Decimal) -> int:
    """How many decimals a number shows, negative for a multiple of ten written with an exponent."""
    return -int(number.as_tuple().exponent)


def is_null(value: object) -> bool:
    """Whether a value stands for nothing: None, NaN, NA, NaT."""
    return value is None or type(value).__name__ in ("NAType", "NaTType") or (value != value) is True


def number_in(value: object, digits: int) -> Decimal | None:
    """The number a value shows; None for what is no finite number."""
    if isinstance(value, bool) or is_null(value):
        return None
    if isinstance(value, numbers.Integral):
        return Decimal(int(value))
    if isinstance(value, numbers.Real) and not isinstance(value, numbers.Rational):
        value = Decimal(f"{float(value):.{digits}g}")
    try:
        found = value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def unit_behind(tail: str) -> Unit | None:
    """The unit that stands with a number; None where what stands there is no unit."""
    if not tail:
        return NO_UNIT
    from checker.units import unit_of

    return unit_of(tail)


def stated(raw: Raw, decimals: int | None = None, *, rounded: bool = False) -> Column:
    """The column as stated.

    `decimals` overrides what the values show (negative: figures rounded to tens, hundreds); `rounded` says that
    whole numbers in it are the results of divisions, and so rounded.
    """
    if raw.numbers is not None:
        return _of_numbers(raw, decimals, rounded)
    return _of_objects(raw, decimals, rounded)


def _of_numbers(raw: Raw, decimals: int | None, rounded: bool) -> Column:
    values = numpy.where(raw.null, numpy.nan, raw.numbers.astype(float))
    places = shown_places(values, raw.digits) if raw.floats else 0
    shown = places if decimals is None else decimals
    if shown is None:
        shown = KEPT[raw.digits] - _magnitude(values)
    exact = shown == 0 and decimals is None and not rounded and places == 0
    halves = numpy.full(len(values), 0.0 if exact else float(step_of(shown) / 2))
    return Column(raw, values, halves, places, exact, shown)


def shown_places(values: Any, digits: int) -> int | None:
    """The least number of decimals with which every value can be printed; None where that takes all its digits."""
    finite = numpy.abs(values[numpy.isfinite(values)])
    largest = float(finite.max(initial=0.0))
    for places in range(digits + 1):
        if largest * 10.0**places >= 10.0 ** (digits - 1):
            return None
        scaled = finite * 10.0**places
        if (numpy.abs(scaled - numpy.rint(scaled)) <= _noise(scaled, digits)).all():
            return places
    return None


def _noise(values: Any, digits: int) -> Any:
    """Half a unit of the last digit that a float keeps."""
    with numpy.errstate(divide="ignore", invalid="ignore"):
        return 10.0 ** (numpy.floor(numpy.log10(numpy.abs(values))) + 1 - digits) / 2


def _magnitude(values: Any) -> int:
    """How many digits the largest value has before the point."""
    largest = float(numpy.abs(values[numpy.isfinite(values)]).max(initial=0.0))
    return Decimal(repr(largest)).adjusted() + 1


def _of_objects(raw: Raw, decimals: int | None, rounded: bool) -> Column:
    style = style_of(value for value in raw.objects if isinstance(value, str))
    shown = [_decimals_of(value, style, raw.digits) for value in raw.objects]
    most = max((one for one in shown if one is not None), default=0)
    exact = most <= 0 and decimals is None and not rounded
    texts = any(isinstance(value, str) for value in raw.objects)
    own = decimals if texts or decimals is not None else most
    column = Column(raw, None, None, max(most, 0), exact, own, style=style)
    nowhere = Place("")
    figures = [column.figure(row, nowhere) for row in range(len(raw))]
    units = {figure.unit for figure in figures if isinstance(figure, Figure)} or {NO_UNIT}
    values = [float(one.value) if isinstance(one, Figure) else numpy.nan for one in figures]
    halves = [float(one.interval.width) / 2 if isinstance(one, Figure) else numpy.nan for one in figures]
    unit = units.pop() if len(units) == 1 else None
    return replace(column, values=numpy.array(values), halves=numpy.array(halves), unit=unit)


def _decimals_of(value: object, style: Style, digits: int) -> int | None:
    if isinstance(value, str):
        found = number_of(value, style)
        return found.decimals if found else None
    number = number_in(value, digits)
    return None if number is None else decimals_of(number)
