"""A figure: a number as it is stated, with its place and the true values that could be printed so."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from checker.intervals import Interval


def column_letters(column: int) -> str:
    """The spreadsheet name of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands.

    Rows and columns count from 1 in the raw grid of the file. `start` and `end` are code points from
    0 in the decoded text (of the paragraph for DOCX), end excluded. `table` counts tables inside a text
    document from 1.
    """

    path: str
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    table: int | None = None
    paragraph: int | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None

    @property
    def cell(self) -> str | None:
        """The cell as a spreadsheet names it, such as B7; None in running text."""
        if self.row is None or self.column is None:
            return None
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a figure: its text as stated and the kind of quantity it measures.

    `kind` is one of count, money, percent, permille, per_ten_thousand, points (percentage points),
    index, physical, ratio, unknown. `symbol` is the canonical name ("人", "万元", "%", "㎡");
    `scale` is how many base units one is (万元: 10000 yuan), `base` the base unit's name.
    """

    symbol: str = ""
    kind: str = "unknown"
    scale: Fraction = Fraction(1)
    base: str = ""


NO_UNIT = Unit()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as stated.

    `value` and `ulp` (the unit of the last printed place) are in `unit`; `interval` holds the true
    values that could have been printed so, also in `unit`; an exact count has a point for an interval.
    `soft` figures (about, over, 余) never support an error. `labels` run from general to particular:
    headers first, then the row's own label. `shown` is the interval of the printed text alone where a
    stored value (XLSX) makes `interval` sharper.
    """

    text: str
    value: Fraction
    ulp: Fraction
    interval: Interval
    place: Place
    unit: Unit = NO_UNIT
    labels: tuple[str, ...] = ()
    soft: bool = False
    shown: Interval | None = None
    hidden: bool = False

    @property
    def exact(self) -> bool:
        return self.interval.low is self.interval.high or bool(self.interval.low == self.interval.high)

    def known_to(self, interval: Interval) -> Figure:
        """The same figure with other true values that could have been printed so."""
        return Figure(
            self.text,
            self.value,
            self.ulp,
            interval,
            self.place,
            self.unit,
            self.labels,
            self.soft,
            self.shown,
            self.hidden,
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """A cell that should hold a figure and does not: blank, masked, or not readable.

    `nil` is true where the mark itself says nothing or zero (-, –, 0 suppressed).
    """

    text: str
    place: Place
    labels: tuple[str, ...] = field(default=())
    nil: bool = False
