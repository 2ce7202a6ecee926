"""Tables against what the configuration demands of their columns: schemas of pandera, and what they find fault with.

pandera is imported where a table has a schema, and only then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from checker.config import Settings, selected
from checker.declared import complaints
from checker.declared.cells import Cells, columns_called, demanded_type, header_place, place_in, rows_of
from checker.declared.columns import Demand, demands_of
from checker.declared.complaints import ANYTHING, Case, Coded, complaint, satisfied
from checker.declared.declarations import Declarations, TableName
from checker.declared.demands import CODES, Test, tests_of, unit_told
from checker.declared.labels import Labels
from checker.declared.naming import aliases_of, named_tables
from checker.figures import Gap, Place
from checker.languages import Sentence
from checker.naming import in_chinese, quoted
from checker.paths import fits
from checker.reading.tables import Table
from checker.relations import Declaration, Judgement

if TYPE_CHECKING:
    from checker.declared.own_schemas import OwnSchema

ALL = (*dict.fromkeys(CODES.values()), complaints.UNEXPECTED, complaints.CHECK)
NEAREST = 0.5


@dataclass(frozen=True, slots=True)
class TableSchema:
    """What is demanded of the tables that a name means, and the schema somebody wrote for them, if there is one."""

    name: TableName
    demands: tuple[Demand, ...] = ()
    own: OwnSchema | None = None


def schemas_of(settings: Settings) -> tuple[TableSchema, ...]:
    """The schemas that a configuration declares. Raises InputError for what cannot be used or imported."""
    declared = settings.declared
    if declared is None:
        return ()
    names = [declared.everywhere, *declared.tables.values()]
    return tuple(_schema(name, declared) for name in names if name.columns or name.schema)


def _schema(name: TableName, declared: Declarations) -> TableSchema:
    demands = demands_of(name, declared.lines)
    if not name.schema:
        return TableSchema(name, demands)
    from checker.declared.own_schemas import own_schema

    keys = ("tables", name.name, "schema") if name.name else ("table", "schema")
    line = declared.lines.line(*keys)
    return TableSchema(name, demands, own_schema(name.schema, Place(declared.path, line=line or None)))


def schema_judgements(schemas: Sequence[TableSchema], settings: Settings, tables: Sequence[Table]) -> list[Judgement]:
    """Every demand on every table it is made of: held by all cells, or one complaint for each cell."""
    declared = settings.declared
    if declared is None or not any(selected(Coded(code), settings) for code in ALL):
        return []
    found: list[Judgement] = []
    for schema in schemas:
        meant = tables if schema.name == declared.everywhere else named_tables(schema.name, tables)
        for table in meant:
            labels = Labels(table, aliases_of(table, tables, declared))
            found += [one for one in _on_table(schema, labels) if _wanted(one, table, settings)]
    return found


def _wanted(judgement: Judgement, table: Table, settings: Settings) -> bool:
    """Whether the settings ask for what is told, in this file."""
    coded = Coded(judgement.relation.code)
    listed = settings.per_file_ignores.items()
    words = [word for pattern, several in listed if fits(table.path, pattern) for word in several]
    return selected(coded, settings) and (not words or selected(coded, Settings(ignore=tuple(words))))


def _on_table(schema: TableSchema, labels: Labels) -> Iterator[Judgement]:
    if schema.demands:
        yield from _demanded(schema, labels)
    if schema.own is not None:
        from checker.declared.own_schemas import own_judgements

        yield from own_judgements(schema.own, labels)


@dataclass(frozen=True, slots=True)
class Checked:
    """A column of a table with the demands on it, under a name that no other column has."""

    name: str
    demand: Demand
    cells: Cells | None
    tests: tuple[Test, ...] = ()

    @property
    def filled(self) -> str:
        """The type that decides what is missing."""
        return demanded_type(self.demand, self.cells) if self.cells else ""


def _checked(demands: Sequence[Demand], labels: Labels) -> Iterator[Checked]:
    for demand in demands:
        meant = list(columns_called(labels, demand.column))
        if not meant:
            yield Checked(demand.column, demand, None)
        for number, cells in enumerate(meant):
            name = f"{demand.column} ({number})" if number else demand.column
            yield Checked(name, demand, cells, tuple(tests_of(demand, cells)))


def _demanded(schema: TableSchema, labels: Labels) -> Iterator[Judgement]:
    """What pandera finds fault with, and the demands that it finds met."""
    rows = rows_of(labels.table)
    checked = {one.name: one for one in _checked(schema.demands, labels)}
    failed: dict[tuple[str, str], list[int]] = {}
    for name, key, row in _failures(list(checked.values()), rows):
        failed.setdefault((name, key), []).append(row)
    for name, one in checked.items():
        if one.cells is None:
            if (name, "required") in failed:
                yield _missing(one.demand, labels)
            continue
        for key, text in _keys(one):
            known = failed.get((name, key), [])
            yield from _told(one, one.cells, key, text, known) if known else [_met(one, one.cells, key, text)]


def _keys(one: Checked) -> Iterator[tuple[str, str]]:
    """The demands on a column that is there, each with what it says."""
    if one.demand.required:
        yield "required", "required"
    if not one.demand.nullable:
        yield "nullable", "not empty"
    yield from ((test.key, test.text) for test in one.tests)


def _failures(checked: Sequence[Checked], rows: Sequence[int]) -> Iterator[tuple[str, str, int]]:
    """The failure cases of pandera: the column, which demand, and the row."""
    import pandas
    from pandera.pandas import DataFrameSchema

    from checker.declared.validating import failure_cases

    schema = DataFrameSchema({one.name: _column(one) for one in checked})
    frame = pandas.DataFrame(
        {one.name: _texts(one, rows) for one in checked if one.cells}, index=list(rows), dtype=object
    )
    for case in failure_cases(schema, frame):
        if case["check"] == "column_in_dataframe":
            yield str(case["failure_case"]), "required", 0
        else:
            key = "nullable" if case["check"] == "not_nullable" else str(case["check"])
            yield str(case["column"]), key, int(case["index"])


def _texts(one: Checked, rows: Sequence[int]) -> list[str | None]:
    assert one.cells is not None
    return [None if one.cells.missing(row, one.filled) else one.cells.text(row).strip() for row in rows]


def _column(one: Checked) -> Any:
    """The demands on a column as pandera takes them."""
    from pandera.pandas import Column

    checks = [_check(test) for test in one.tests]
    return Column(checks=checks, nullable=one.demand.nullable, required=one.demand.required)


def _check(test: Test) -> Any:
    import pandas
    from pandera.pandas import Check

    def meets(series: Any) -> Any:
        return pandas.Series([test.meets(row) for row in series.index], index=series.index, dtype=bool)

    return Check(meets, name=test.key, error=test.key)


def _told(one: Checked, cells: Cells, key: str, text: str, rows: Sequence[int]) -> Iterator[Judgement]:
    """One complaint for each cell; one for the column where all of it is in another unit."""
    declared = _declaration(one.demand, key, text)
    if key == "unit" and len(rows) > 1 and len({_unit(cells, row) for row in rows}) == 1 and _all(cells, rows):
        case = unit_told(one.demand, cells, rows[0], whole=True)
        yield complaint(CODES[key], case, Gap(cells.heading, _heading_place(cells), (cells.heading,)), declared)
        return
    tests = {test.key: test for test in one.tests}
    for row in rows:
        case = _empty(one.demand, cells, row) if key == "nullable" else tests[key].told(row)
        yield complaint(CODES[key], case, cells.thing(row), declared)


def _unit(cells: Cells, row: int) -> str:
    stated = cells.number(row)
    return stated.unit.symbol if stated else ""


def _all(cells: Cells, rows: Sequence[int]) -> bool:
    """Whether these are all rows of the column that state a number."""
    return set(rows) >= {row for row in rows_of(cells.table) if cells.number(row) is not None}


def _heading_place(cells: Cells) -> Place:
    """The lowest header cell above a column."""
    table = cells.table
    headers = [row for row, role in table.roles.items() if role == "header" and table.grid.text(row, cells.column)]
    return place_in(table, max(headers), cells.column) if headers else header_place(table)


def _empty(demand: Demand, cells: Cells, row: int) -> Case:
    heading = cells.table.row_headings.get(row)
    if heading is None or not heading.label:
        return Case(demand.column, cells.text(row))
    name = quoted(heading.label)
    return Case(demand.column, cells.text(row), more=Sentence(f" at {name}", f"{in_chinese(name)}行"))


def _missing(demand: Demand, labels: Labels) -> Judgement:
    import difflib

    known = [heading.label for heading in labels.table.column_headings.values() if heading.label]
    known += [text for text in labels.text_columns.values() if text]
    near = difflib.get_close_matches(demand.column, known, n=1, cutoff=NEAREST)
    more = (
        Sentence(f"; did you mean {quoted(near[0])}?", f"，是否为{in_chinese(quoted(near[0]))}？") if near else ANYTHING
    )
    place = header_place(labels.table)
    case, declared = Case(demand.column, more=more), _declaration(demand, "required", "required")
    return complaint(CODES["required"], case, Gap("", place, (demand.column,)), declared)


def _met(one: Checked, cells: Cells, key: str, text: str) -> Judgement:
    declared = _declaration(one.demand, key, text)
    return satisfied(CODES[key], Case(one.demand.column), _heading_place(cells), declared)


def _declaration(demand: Demand, key: str, text: str) -> Declaration:
    return Declaration(f"{demand.column}: {text}", place=demand.place(key))
