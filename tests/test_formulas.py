"""Formulas are read, and what the simple ones declare is checked against what their cells show."""

from __future__ import annotations

import io
import re
import zipfile
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import validate
from checker.discovery.formulas import Declared, declared
from checker.discovery.ranges import sayings, short_ranges, typed_over
from checker.judge import judge
from checker.reading.formulas import parse
from checker.relations import Basis, Kind, Relation
from checker.report import Report
from checker_rules.formulas import formula_differs, formula_result
from tests.tables_from_text import table_from, tables_from


def said(formula: str) -> tuple[Kind, str, Fraction] | None:
    """The kind, the cells with their weights, and the factor that a formula declares."""
    found = declared(formula)
    return None if found is None else (found.kind, written(found), found.factor)


def written(saying: Declared) -> str:
    parts = []
    for (sheet, row, column), weight in saying.cells:
        cell = f"{sheet + '!' if sheet else ''}{chr(64 + column)}{row}"
        parts.append(cell if weight == 1 else f"{weight}*{cell}")
    return " ".join(parts)


FORMS = {
    "SUM(B2:B4)": (Kind.SUM, "B2 B3 B4", 1),
    "SUM(B2,B4,D2:D3)": (Kind.SUM, "B2 B4 D2 D3", 1),
    "F4+SUM(F9:F10)": (Kind.SUM, "F4 F9 F10", 1),
    "+B2+B3": (Kind.SUM, "B2 B3", 1),
    "SUM(B2:B3)/10000": (Kind.SUM, "1/10000*B2 1/10000*B3", 1),
    "B2-B3-B4": (Kind.DIFFERENCE, "B2 -1*B3 -1*B4", 1),
    "B2-(B3+B4)": (Kind.DIFFERENCE, "B2 -1*B3 -1*B4", 1),
    "B6/B$4*100": (Kind.RATIO, "B6 B4", 100),
    "100*B6/$B$4": (Kind.RATIO, "B6 B4", 100),
    "ROUND(B6/B4*100,1)": (Kind.RATIO, "B6 B4", 100),
    'IFERROR(B6/B4,"")': (Kind.RATIO, "B6 B4", 1),
    'IF(B4=0,"",B6/B4*100)': (Kind.RATIO, "B6 B4", 100),
    "B6/(B4/10000)": (Kind.RATIO, "B6 B4", 10000),
    "(C4/B4-1)*100": (Kind.GROWTH, "B4 C4", 100),
    "C4/B4*100-100": (Kind.GROWTH, "B4 C4", 100),
    "(C4-B4)/B4": (Kind.GROWTH, "B4 C4", 1),
    "AVERAGE(B4:D4)": (Kind.AVERAGE, "B4 C4 D4", 1),
    "Detail!B4": (Kind.REPEAT, "Detail!B4", 1),
    "'Sheet 2'!B4+B5": (Kind.SUM, "Sheet 2!B4 B5", 1),
    "B2*10%": (Kind.SUM, "1/10*B2", 1),
}


@pytest.mark.parametrize(("formula", "expected"), FORMS.items(), ids=FORMS)
def test_simple_formulas(formula: str, expected: tuple[Kind, str, int]) -> None:
    kind, cells, factor = expected
    assert said(formula) == (kind, cells, Fraction(factor))


@pytest.mark.parametrize(
    "formula",
    ["B2*C2", "B2+5", "IF(B2>0;B2;0)", "MAX(B2:B4)", "SUMIF(A:A;1;B:B)", "B2^2", "SUM(B2:B3)/SUM(C2:C3)", "x+1"],
)
def test_others_declare_nothing(formula: str) -> None:
    assert declared(formula) is None


NONSENSE = [
    "",
    "(",
    "SUM(",
    "1+",
    "A1 B1",
    "((((" * 40,
    "A1:B2:C3",
    "{1,2}",
    "#REF!+1",
    "A0",
    "SUM(B2:B3))",
    "1e999999",
]


@pytest.mark.parametrize("text", NONSENSE)
def test_what_is_no_formula_is_not_understood(text: str) -> None:
    assert parse(text) is None


@given(st.text(alphabet="AB12+-*/(),:%$!'\"SUM.^<>= ", max_size=40))
def test_no_text_breaks_the_parser(text: str) -> None:
    parse(text)
    declared(text)


TABLE = (
    "r,2022,2023,change\nA,410,431,5.1% {=C2/B2-1}\nB,95,99,4.2% {=C3/B3-1}\n"
    "All,505 {=SUM(B2:B3)},TOTAL {=SUM(C2:C3)},CHANGE {=C4/B4-1}\n"
)


def table(total: str, change: str = "5.0%") -> str:
    return TABLE.replace("TOTAL", total).replace("CHANGE", change)


def relations(text: str) -> list[Relation]:
    return list(formula_result(Report(tuple(tables_from(text)))))


def results(text: str) -> dict[str, str]:
    """The verdict of every formula, by the cell it stands in."""
    return {name_of(relation): judge(relation).verdict.value for relation in relations(text)}


def name_of(relation: Relation) -> str:
    return str(relation.figures[0].place.cell)


def test_what_a_cell_shows_is_compared_with_its_formula() -> None:
    assert set(results(table("530")).values()) == {"held"}
    assert results(table("503", "-0.4%"))["C4"] == "broken"
    assert results(table("530", "15.0%"))["D4"] == "broken"


def test_a_percent_sign_may_be_written_by_the_format() -> None:
    held = "r,x,share\nA,30,60.0% {=B2/B4*100}\nB,20,40.0% {=B3/B4}\nAll,50 {=SUM(B2:B3)},100.0% {=C2+C3}\n"
    assert set(results(held).values()) == {"held"}
    assert results(held.replace("60.0%", "62.0%"))["C2"] == "broken"


def test_cells_that_show_thousands_are_left_alone() -> None:
    assert results("r,x\nA,31412\nB,20188\nAll,51.6 {=SUM(B2:B3)}\n") == {}


def test_numbers_kept_as_text_and_other_sheets_leave_nothing_to_compare() -> None:
    assert results("r,x\nA,31412\nB,20188\nAll,51.6 {=Other!B2+B3}\n") == {}


def test_a_formula_without_a_stored_value_is_undecided() -> None:
    (relation,) = [each for each in relations(table("")) if each.kind is Kind.SUM and each.missing]
    assert judge(relation).verdict.value == "undecided"


def test_formula_relations_are_declared() -> None:
    assert {each.basis for each in relations(table("530"))} == {Basis.DECLARED}


BLOCK = "r,x,y,z,w\nA,14,25,31,30\nB,31,47,40,41\nC,22,18,27,29\nD,12,16,20,24\nTotal,{},{},{},{}\n"


def block(*totals: str) -> str:
    split = (total.partition("=") for total in totals)
    return BLOCK.format(*(f"{shown} {{={formula}}}" if formula else shown for shown, _, formula in split))


def expected(text: str) -> dict[str, str]:
    """The cells that should say something else, and what."""
    read = table_from(text)
    found = (*short_ranges(read, sayings(read)), *typed_over(read, sayings(read)))
    return {f"{chr(64 + each.column)}{each.row}": written(each.saying) for each in found}


def test_a_range_that_stops_a_row_short() -> None:
    text = block("67=SUM(B2:B4)", "90=SUM(C2:C4)", "98=SUM(D2:D4)", "100=SUM(E2:E4)")
    assert expected(text)["B6"] == "B2 B3 B4 B5"
    assert {judge(relation).verdict.value for relation in formula_differs(table_from(text))} == {"broken"}


def test_a_range_shorter_than_those_beside_it() -> None:
    text = block("79=SUM(B2:B5)", "81=SUM(C3:C5)", "118=SUM(D2:D5)", "124=SUM(E2:E5)")
    assert expected(text) == {"C6": "C2 C3 C4 C5"}


def test_a_number_typed_between_formulas() -> None:
    text = block("79=SUM(B2:B5)", "106", "118=SUM(D2:D5)", "124=SUM(E2:E5)")
    assert expected(text) == {"C6": "C2 C3 C4 C5"}


def test_formulas_that_are_the_same_differ_in_nothing() -> None:
    assert expected(block("79=SUM(B2:B5)", "106=SUM(C2:C5)", "118=SUM(D2:D5)", "124=SUM(E2:E5)")) == {}


def test_a_short_range_does_not_vouch_for_its_result() -> None:
    text = block("67=SUM(B2:B4)", "106=SUM(C2:C5)", "118=SUM(D2:D5)", "124=SUM(E2:E5)")
    assert set(results(text)) == {"C6", "D6", "E6"}


def workbook(folder: Path) -> str:
    """A summary sheet that takes its figures from another one, written without stored values."""
    book = openpyxl.Workbook()
    detail = book.create_sheet("明细", 0)
    for row in (["乡镇", "学生"], ["东乡", 2500], ["西乡", 4700], ["合计", "=SUM(B2:B3)"]):
        detail.append(row)
    summary = book.create_sheet("汇总")
    for row in (["项目", "人数"], ["学生", "=明细!B4"], ["教师", 410]):
        summary.append(row)
    target = folder / "book.xlsx"
    book.save(target)
    return str(target)


def test_between_sheets_and_without_stored_values(tmp_path: Path) -> None:
    result = validate(workbook(tmp_path), select=["FML"])
    assert [one.verdict.value for one in result.judgements] == ["undecided"] * len(result.judgements)
    assert not result.findings


def test_stored_precision_is_what_counts(tmp_path: Path) -> None:
    """Two figures shown as whole numbers add up to one more: the workbook keeps their decimals."""
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.create_sheet("a", 0)
    for cells in (["r", "x（人）"], ["A", 10.4], ["B", 20.4], ["Total", 30.8]):
        sheet.append(cells)
    for row in range(2, 5):
        sheet.cell(row, 2).number_format = "0"
    book.save(stream)
    text = with_formula(stream.getvalue(), "B4", "SUM(B2:B3)")
    target = tmp_path / "shown.xlsx"
    target.write_bytes(text)
    result = validate(str(target), select=["FML"])
    assert [one.verdict.value for one in result.judgements] == ["held"]


def with_formula(data: bytes, cell: str, formula: str) -> bytes:
    """The workbook with a formula beside the stored value of a cell."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/"):
                pattern = rf'(<c r="{cell}"[^>]*>)(<v[ >])'
                content = re.sub(pattern, rf"\1<f>{formula}</f>\2", content.decode()).encode()
            target.writestr(name, content)
    return out.getvalue()
