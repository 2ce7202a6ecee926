"""What a configuration demands of single columns: `[table.columns]` and `[tables.NAME.columns]`.

Nothing here knows of pandera; `checker.declared.schemas` makes its schemas of these demands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from checker.config import nearest
from checker.declared.declarations import TableName
from checker.declared.lines import Keys, Lines
from checker.errors import InputError
from checker.figures import Place, Unit

TYPES = ("int", "number", "percent", "year", "date", "text")
FIGURES = ("int", "number", "percent")  # types whose values are figures
FLAGS = ("required", "unique", "nullable")
KEYS = ("type", *FLAGS, "allowed", "min", "max", "pattern", "unit")

Bound = Fraction | date


@dataclass(frozen=True, slots=True)
class Demand:
    """What is demanded of one column.

    As in pandera, a column is `required` and not `nullable` unless the configuration says otherwise; what is
    demanded of every table (`[table.columns]`) requires no column. `places` are the file and line of each key, and
    of the column under the empty key.
    """

    column: str
    type: str = ""
    required: bool = True
    unique: bool = False
    nullable: bool = False
    allowed: tuple[str | Fraction, ...] = ()
    low: Bound | None = None
    high: Bound | None = None
    pattern: str = ""
    unit: Unit | None = None
    places: Mapping[str, Place] = field(default_factory=dict)

    def place(self, key: str = "") -> Place | None:
        """Where a demand stands in the configuration."""
        return self.places.get(key) or self.places.get("")


def demands_of(name: TableName, lines: Lines) -> tuple[Demand, ...]:
    """The demands on the columns of a table. Raises InputError, with the line, for what cannot be used."""
    outer: Keys = ("tables", name.name, "columns") if name.name else ("table", "columns")
    return tuple(
        _Reading((*outer, column), given, lines).demand(required=bool(name.name))
        for column, given in name.columns.items()
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """One column of the configuration as it is read: its keys, what is given, and where."""

    keys: Keys
    given: Any
    lines: Lines

    @property
    def column(self) -> str:
        return str(self.keys[-1])

    def fault(self, sentence: str, key: str = "", hint: str = "") -> InputError:
        return InputError(sentence, self.lines.place(*self.keys, *([key] if key else [])), hint)

    def demand(self, *, required: bool) -> Demand:
        """The demand. Raises InputError for what cannot be used."""
        if not isinstance(self.given, dict):
            sentence = f"what is demanded of the column {self.column!r} must be a table"
            raise self.fault(sentence, hint=f'such as {self.column} = {{ type = "int", min = 0 }}')
        for key in self.given:
            if key not in KEYS:
                raise self.fault(f"unknown key {key!r} of the column {self.column!r}", key, nearest(key, KEYS))
        kind = self.type()
        demand = Demand(
            self.column,
            kind,
            self.flag("required", required),
            self.flag("unique", False),
            self.flag("nullable", False),
            self.allowed(),
            self.bound("min", kind),
            self.bound("max", kind),
            self.pattern(),
            self.unit(kind),
            self.places(),
        )
        if demand.low is not None and demand.high is not None and demand.low > demand.high:  # type: ignore[operator]
            raise self.fault(f"min of the column {self.column!r} is above its max", "min")
        return demand

    def places(self) -> dict[str, Place]:
        path = self.lines.path
        lines = {key: self.lines.line(*self.keys, *([key] if key else [])) for key in ("", *self.given)}
        return {key: Place(path, line=line or None) for key, line in lines.items()}

    def type(self) -> str:
        kind = self.given.get("type", "")
        if "type" in self.given and (not isinstance(kind, str) or kind not in TYPES):
            raise self.fault(f"no type is called {kind!r}", "type", nearest(str(kind), TYPES))
        return str(kind)

    def flag(self, key: str, default: bool) -> bool:
        value = self.given.get(key, default)
        if not isinstance(value, bool):
            raise self.fault(f"{key} must be true or false", key)
        return value

    def allowed(self) -> tuple[str | Fraction, ...]:
        values = self.given.get("allowed", [])
        good = isinstance(values, list) and all(isinstance(one, str) or _is_number(one) for one in values)
        if not good or ("allowed" in self.given and not values):
            raise self.fault("allowed must be a list of texts or numbers", "allowed", 'such as allowed = ["North"]')
        return tuple(one if isinstance(one, str) else exactly(one) for one in values)

    def bound(self, key: str, kind: str) -> Bound | None:
        value = self.given.get(key)
        if value is None:
            return None
        if kind == "text":
            raise self.fault(f"{key} wants figures or dates, and the type of {self.column!r} is text", key)
        if kind == "date":
            if isinstance(value, date) and not isinstance(value, datetime):
                return value
            raise self.fault(f"{key} must be a date", key, f"such as {key} = 2024-01-31, without quotes")
        if not _is_number(value):
            raise self.fault(f"{key} must be a number", key, f"such as {key} = 0, in the unit of the column")
        return exactly(value)

    def pattern(self) -> str:
        value = self.given.get("pattern", "")
        if not isinstance(value, str) or ("pattern" in self.given and not value):
            raise self.fault("pattern must be a regular expression", "pattern", r"such as pattern = '\d{4}'")
        try:
            re.compile(value)
        except (re.error, OverflowError, RecursionError) as error:
            raise self.fault(f"the pattern {value!r} cannot be read: {error}", "pattern") from error
        return value

    def unit(self, kind: str) -> Unit | None:
        value = self.given.get("unit")
        if value is None:
            return None
        from checker.units import unit_of

        unit = unit_of(value) if isinstance(value, str) and value.strip() else None
        if unit is None:
            raise self.fault(f"no unit is called {value!r}", "unit", 'such as unit = "人", unit = "万元" or unit = "%"')
        if kind and kind not in FIGURES:
            raise self.fault(f"a unit wants figures, and the type of {self.column!r} is {kind}", "unit")
        return unit


def _is_number(value: object) -> bool:
    """Whether it is a finite number of TOML."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value - value == 0


def exactly(value: float) -> Fraction:
    """A number of TOML as it is written: 0.1 is a tenth."""
    return Fraction(repr(value))


_DATES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"), "134"),
    (re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?"), "123"),
    (re.compile(r"(\d{4})[-/](\d{1,2})"), "12"),
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})"), "321"),
)
_YEAR = re.compile(r"((?:1[89]|20|21)\d\d)\s*年?度?")


def date_in(text: str) -> date | None:
    """The day a text names (of a month alone the first); None for no date, and for one that no calendar has."""
    for pattern, order in _DATES:
        if found := pattern.fullmatch(text.strip()):
            parts = [int(found[int(at)] or 1) for at in order]
            try:
                return date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
            except ValueError:
                return None
    return None


def year_in(text: str) -> int | None:
    """The year a text names, from 1800 to 2199."""
    found = _YEAR.fullmatch(text.strip())
    return int(found[1]) if found else None


def written_bound(bound: Bound) -> str:
    """A bound as people write it."""
    if isinstance(bound, date):
        return bound.isoformat()
    from checker.decimals import shown

    return shown(bound)
