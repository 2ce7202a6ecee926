"""A pandera schema that somebody wrote: `schema = "module:Schema"` under `[tables.NAME]`.

The table is handed over as a data frame: figures as numbers, in the unit and with the decimals they are printed in,
missing values as nulls, everything else as text. Columns are called as the schema calls them, where labels, aliases or
letters say that one is meant, else as the table does. What pandera coerces and parses is up to the schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.declared import complaints
from checker.declared.cells import Cells, columns_called, header_place, rows_of
from checker.declared.complaints import Case, complaint, satisfied
from checker.declared.importing import HOW, imported, told
from checker.declared.labels import Labels
from checker.declared.validating import Record, failure_cases
from checker.errors import InputError
from checker.figures import Gap, Place
from checker.languages import Sentence
from checker.relations import Declaration, Judgement

BEYOND = {  # what a value is that fails a check of pandera
    "greater_than_or_equal_to": ("below", "小于"),
    "greater_than": ("not above", "不大于"),
    "less_than_or_equal_to": ("above", "大于"),
    "less_than": ("not below", "不小于"),
    "in_range": ("not in the range", "不在范围"),
}
ERROR = re.compile(r"\w*(?:Error|Exception)\(")  # a failure case that is none: the check could not be run
QUOTES = "'\""
NOTHING = ("False", "None", "nan")  # failure cases that say nothing
CODES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"column_in_dataframe$", complaints.MISSING),
        (r"(?:coerce_)?dtype\(", complaints.TYPE),
        (r"field_uniqueness$|multiple_fields_uniqueness$", complaints.REPEATED),
        (r"not_nullable$", complaints.EMPTY),
        (r"(?:isin|equal_to|unique_values_eq)\(", complaints.ALLOWED),
        (r"(?:greater_than|less_than|in_range|between)", complaints.RANGE),
        (r"str_(?:matches|contains|startswith|endswith|length)\(", complaints.PATTERN),
        (r"column_in_schema$", complaints.UNEXPECTED),
    )
)


@dataclass(frozen=True, slots=True)
class OwnSchema:
    """A schema of pandera for pandas, what it is called, and where the configuration says so."""

    schema: Any
    text: str
    place: Place


def own_schema(text: str, place: Place) -> OwnSchema:
    """Import a schema. Raises InputError where there is none."""
    where = f"{place.path}:{place.line}" if place.line else place.path
    module, _, name = text.partition(":")
    if not module.strip() or not name.strip():
        raise InputError(f"schema must name a module and a schema in it, not {text!r}", where, HOW)
    thing = imported(module.strip(), name.strip(), Path(place.path).parent, where)
    to_schema = getattr(thing, "to_schema", None)
    try:
        schema = to_schema() if callable(to_schema) else thing
    except Exception as error:
        raise InputError(f"the schema {text!r} cannot be built: {told(error)}", where) from error
    from pandera.pandas import DataFrameSchema

    if not isinstance(schema, DataFrameSchema):
        kind = f"{type(schema).__module__}.{type(schema).__qualname__}".removeprefix("builtins.")
        hint = "give a DataFrameSchema or DataFrameModel of pandera.pandas"
        raise InputError(f"{text!r} is no schema of pandera for pandas, but a {kind}", where, hint)
    return OwnSchema(schema, text, place)


@dataclass(frozen=True, slots=True)
class View:
    """A table as a data frame: the column of each name, and the rows in order."""

    labels: Labels
    columns: dict[str, Cells]
    rows: tuple[int, ...]

    def frame(self) -> Any:
        """The data frame, rows numbered from 0."""
        import pandas

        return pandas.DataFrame({name: _values(cells, self.rows) for name, cells in self.columns.items()})


def view_of(labels: Labels, wanted: Sequence[str]) -> View:
    """The columns under the names that a schema has for them, then all others under their own."""
    table = labels.table
    named: dict[int, str] = {}
    for name in wanted:
        for cells in list(columns_called(labels, name))[:1]:
            named.setdefault(cells.column, name)
    taken = set(named.values())
    columns: dict[str, Cells] = {}
    for column in sorted({*table.columns, *(at for at, text in labels.text_columns.items() if text), *named}):
        cells = Cells(labels, column)
        name = named.get(column) or _free(cells, taken)
        taken.add(name)
        columns[name] = cells
    return View(labels, columns, tuple(rows_of(table)))


def _free(cells: Cells, taken: set[str]) -> str:
    """The label of a column, with the levels above it where another one is called so."""
    heading = cells.table.column_headings.get(cells.column)
    path = heading.path if heading else (cells.heading,)
    for start in range(len(path) - 1, -1, -1):
        name = " / ".join(path[start:])
        if name and name not in taken:
            return name
    return f"{cells.heading} ({cells.column})"


def _values(cells: Cells, rows: Sequence[int]) -> list[Any]:
    if not cells.figures:
        return [None if cells.missing(row, "text") else cells.text(row).strip() for row in rows]
    numbers = [None if cells.missing(row, "number") else _number(cells, row) for row in rows]
    whole = all(isinstance(one, int) for one in numbers if one is not None)
    texts = any(isinstance(one, str) for one in numbers)
    return numbers if whole or texts else [None if one is None else float(one) for one in numbers]


def _number(cells: Cells, row: int) -> int | float | str:
    """The number of a cell, whole where it is printed so; its text where it states none."""
    stated = cells.number(row)
    if stated is None:
        return cells.text(row).strip()
    return int(stated.value) if stated.decimals == 0 else float(stated.value)


def own_judgements(own: OwnSchema, labels: Labels) -> Iterator[Judgement]:
    """What a schema finds fault with in a table, or that it holds."""
    view = view_of(labels, [str(column) for column in own.schema.columns])
    declared = Declaration(f"schema = {own.text}", place=own.place)
    try:
        records = failure_cases(own.schema, view.frame())
    except Exception as error:
        yield _unrunnable(own, labels, told(error), declared)
        return
    yield from _each_once(one for record in _telling(records, view) for one in _complaints(own, view, record, declared))
    if not records:
        yield satisfied(complaints.CHECK, Case(own.text), header_place(labels.table), declared)


def _unrunnable(own: OwnSchema, labels: Labels, reason: str, declared: Declaration) -> Judgement:
    demand = Sentence(f"{own.text}, which could not be applied: {reason}", f"{own.text}，无法执行：{reason}")
    return complaint(complaints.CHECK, Case(demand=demand), Gap("", header_place(labels.table)), declared)


def _telling(records: Sequence[Record], view: View) -> Iterator[Record]:
    """The failure cases without those that another one brings about.

    A check cannot be run on a column that is not of its type, and whole numbers with a null among them are floats.
    """
    typed, empty = (_named(records, code) for code in (complaints.TYPE, complaints.EMPTY))
    for one in records:
        name = str(one.get("column"))
        unrun = name in typed and ERROR.match(str(one.get("failure_case")))
        null = name in empty and _code(one) == complaints.TYPE and _row(view, one.get("index")) is None
        if not unrun and not (null and not _texts(view, view.columns.get(name))):
            yield one


def _named(records: Iterable[Record], code: str) -> set[str]:
    """The columns with failure cases of a kind."""
    return {str(one.get("column")) for one in records if _code(one) == code}


def _code(record: Record) -> str:
    check = str(record.get("check"))
    return next((code for pattern, code in CODES if pattern.match(check)), complaints.CHECK)


def _complaints(own: OwnSchema, view: View, record: Record, declared: Declaration) -> Iterator[Judgement]:
    """A failure case of pandera, at its cell where it has one, else at its column or at the table."""
    check, failure = str(record.get("check")), str(record.get("failure_case"))
    code = _code(record)
    said = Declaration(f"{declared.text}: {check}", place=declared.place)
    if code in (complaints.MISSING, complaints.UNEXPECTED):
        yield _about_column(code, Case(failure, demand=Sentence(own.text, own.text)), view, said)
        return
    name, row = str(record.get("column")), _row(view, record.get("index"))
    cells, demand = view.columns.get(name), _demand(code, own, check)
    rows = [row] if row is not None else _texts(view, cells) if code == complaints.TYPE else []
    if cells is None or not rows:
        if cells is None or code != complaints.TYPE:
            code, demand = complaints.CHECK, _demand(complaints.CHECK, own, check)
        if code == complaints.CHECK and failure not in NOTHING:
            demand = Sentence(f"{demand.en} ({failure})", f"{demand.zh}（{failure}）")
        yield _about_column(code, Case(name if cells else "", demand=demand), view, said)
        return
    for at in rows:
        yield complaint(code, Case(name, cells.text(at).strip(), demand), cells.thing(at), said)


def _about_column(code: str, case: Case, view: View, declared: Declaration) -> Judgement:
    """A failure of a whole column, at its header, or of the table."""
    place = header_place(view.labels.table)
    if cells := view.columns.get(case.column):
        place = cells.place(place.row or 1)
    return complaint(code, case, Gap("", place, (case.column,) if case.column else ()), declared)


def _texts(view: View, cells: Cells | None) -> list[int]:
    """The rows of a column of figures that hold something else."""
    if cells is None or not cells.figures:
        return []
    return [row for row in view.rows if not cells.missing(row, "number") and cells.number(row) is None]


def _each_once(found: Iterable[Judgement]) -> Iterator[Judgement]:
    """One complaint of a kind for each cell, and no other of an empty cell than that it is empty."""
    told: dict[tuple[Place, str], Judgement] = {}
    for one in found:
        relation = one.relation
        place = next(iter([*(figure.place for figure in relation.figures), *(gap.place for gap in relation.missing)]))
        check = relation.demand if relation.code == complaints.CHECK else relation.code
        told.setdefault((place, check), one)
    empty = {place for place, code in told if code == complaints.EMPTY}
    yield from (one for (place, code), one in told.items() if place not in empty or code == complaints.EMPTY)


def _demand(code: str, own: OwnSchema, check: str) -> Sentence:
    """What was demanded of a cell, as a sentence about it goes on."""
    if code == complaints.CHECK:
        return Sentence(f'"{check}" of {own.text}', f"{own.text}的“{check}”")
    name, _, inner = check.removesuffix(")").partition("(")
    if code == complaints.TYPE:
        return Sentence(f"of type {inner.strip(QUOTES)}", f"{inner.strip(QUOTES)}类型")
    if code == complaints.RANGE:
        en, zh = BEYOND.get(name, (f"not {name}", f"不满足{name}"))
        return Sentence(f"{en} {inner}", f"{zh}{inner}")
    if name == "isin":
        return Sentence(f"one of {inner.strip('[]')}", f"{inner.strip('[]')}之一")
    return Sentence(inner or check, inner or check)


def _row(view: View, index: object) -> int | None:
    """The row of the grid that a row of the data frame stands for."""
    number = getattr(index, "item", lambda: index)()
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    return view.rows[number] if isinstance(number, int) and 0 <= number < len(view.rows) else None
