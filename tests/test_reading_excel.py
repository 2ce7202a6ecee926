"""XLSX: what cells show and store, what is merged and hidden, against files that a spreadsheet library writes."""

import datetime
import io
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from checker.errors import InputError
from checker.reading.excel import workbook_grids
from checker.reading.excel_formulas import shared_formula
from checker.reading.grid import Cell, Grid, Span
from checker.reading.sources import ReadOptions, read_grids
from tests.raw_workbooks import raw_grid


def new_book() -> tuple[Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Main"
    return book, sheet


def grids_of(book: Workbook, sheet: str | None = None) -> list[Grid]:
    stream = io.BytesIO()
    book.save(stream)
    return workbook_grids(stream.getvalue(), "x.xlsx", sheet)


def test_the_number_format_states_and_the_stored_value_stays() -> None:
    book, sheet = new_book()
    sheet["A1"], sheet["B1"], sheet["C1"] = 0.4721237, 12060, 3.14159
    sheet["A1"].number_format = "0.00%"
    sheet["B1"].number_format = '#,##0"人"'
    (grid,) = grids_of(book)
    assert grid.cells[1, 1] == Cell("47.21%", Fraction(4721237, 100000), True)
    assert grid.cells[1, 2] == Cell("12,060人", Fraction(12060), True)
    assert grid.cells[1, 3] == Cell("3.14159", Fraction(314159, 100000), True)


def test_values_that_are_no_numbers() -> None:
    book, sheet = new_book()
    sheet.append(["  其中：女", True, "#DIV/0!", datetime.date(2020, 3, 1), datetime.datetime(2020, 3, 1, 8, 30)])
    sheet.append(["   ", "4120", datetime.time(8, 30)])
    sheet["D1"].number_format = 'yyyy"年"m"月"'
    (grid,) = grids_of(book)
    assert [grid.text(1, column) for column in range(1, 6)] == [
        "  其中：女",
        "TRUE",
        "#DIV/0!",
        "2020-03",
        "2020-03-01T08:30:00",
    ]
    assert [grid.cells[1, column].date for column in range(1, 6)] == [False, False, False, True, True]
    assert (2, 1) not in grid.cells
    assert not any(cell.numeric or cell.stored is not None for cell in grid.cells.values())


@pytest.mark.parametrize(
    ("text", "numeric"),
    [
        *((text, None) for text in ("4120", " 1,234.5", "(12)", "-3%", "约600人", "0.5", "0")),
        *(
            (text, False)
            for text in ("007", "Total", "第3季度", "合计", "1.小学", "12、教育支出", "3 schools were closed")
        ),
    ],
)
def test_a_text_cell_may_hold_a_figure(text: str, numeric: bool | None) -> None:
    book, sheet = new_book()
    sheet["A1"] = text
    assert grids_of(book)[0].cells[1, 1] == Cell(text, None, numeric)


def test_styles_are_read() -> None:
    book, sheet = new_book()
    sheet["A1"], sheet["A2"] = "Total", "of which"
    sheet["A1"].font = Font(bold=True)
    sheet["A2"].alignment = Alignment(indent=2)
    (grid,) = grids_of(book)
    assert (grid.cells[1, 1].bold, grid.cells[1, 1].indent) == (True, 0)
    assert (grid.cells[2, 1].bold, grid.cells[2, 1].indent) == (False, 2)


def test_hidden_rows_columns_and_sheets_are_read_and_marked() -> None:
    book, sheet = new_book()
    for row in range(1, 4):
        sheet.append([row, row * 2, row * 3, row * 4])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    other = book.create_sheet("Notes")
    other["A1"], other.sheet_state = 1, "veryHidden"
    main, notes = grids_of(book)
    assert {place for place, cell in main.cells.items() if cell.hidden} == {
        *((2, column) for column in range(1, 5)),
        *((row, 3) for row in range(1, 4)),
    }
    assert (main.hidden, notes.hidden, notes.sheet) == (False, True, "Notes")


def test_a_sheet_whose_rows_are_hidden_by_default() -> None:
    book, sheet = new_book()
    sheet.append([1])
    sheet.sheet_format.zeroHeight = True
    assert grids_of(book)[0].cells[1, 1].hidden


def test_merged_areas_are_spans_within_the_used_area() -> None:
    book, sheet = new_book()
    sheet["A1"], sheet["A2"], sheet["C3"] = "Title", "a", 3
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A2:B2")
    sheet.merge_cells("A3:A9")
    sheet.merge_cells("F6:G9")
    (grid,) = grids_of(book)
    assert set(grid.spans) == {Span(1, 1, 1, 3), Span(2, 1, 2, 2)}
    assert (grid.rows, grid.columns, len(grid.cells)) == (3, 3, 3)


def test_a_formula_without_a_stored_value_is_kept_as_a_cell_without_text() -> None:
    book, sheet = new_book()
    sheet.append([1, 2, "=SUM(A1:B1)"])
    (grid,) = grids_of(book)
    assert grid.cells[1, 3] == Cell("", None, None, "SUM(A1:B1)")


def test_a_formula_and_its_stored_value() -> None:
    grid = raw_grid('<row r="1"><c r="C1"><f>SUM(A1:B1)</f><v>4</v></c></row>')
    assert grid.cells[1, 3] == Cell("4", Fraction(4), True, "SUM(A1:B1)")


def test_a_formula_that_gives_a_text_and_one_that_fails() -> None:
    grid = raw_grid(
        '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    assert grid.cells[1, 1] == Cell("", None, False, '""')
    assert grid.cells[1, 2] == Cell("#DIV/0!", None, False, "1/0")


def test_shared_formulas_are_written_out_for_every_cell() -> None:
    grid = raw_grid(
        '<row r="1"><c r="B1"><f t="shared" ref="B1:B2" si="0">SUM($A$1:A1)</f><v>7</v></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="0"/><v>7</v></c></row>'
    )
    assert [grid.cells[row, 2].formula for row in (1, 2)] == ["SUM($A$1:A1)", "SUM($A$1:A2)"]


REFERENCES = st.sampled_from(
    ["A1", "$B2", "C$3", "$D$4", "A1:B9", "$C:$D", "C:D", "2:3", "$2:3", "'My A1'!B2", "Data!C3", "Q4_A1", "LOG10(A1)"]
)
PIECES = st.one_of(REFERENCES, st.sampled_from(['"A1"', "1.5", "SUM(A1)", "-B2", '"a""B1"']))


@given(st.lists(PIECES, max_size=8), st.integers(10, 30), st.integers(5, 9), st.integers(10, 30), st.integers(5, 9))
def test_formulas_move_as_in_openpyxl(pieces: list[str], row: int, column: int, down: int, right: int) -> None:
    text = "+".join(pieces)
    origin = f"{get_column_letter(column)}{row}"
    target = f"{get_column_letter(column + right)}{row + down}"
    expected = Translator("=" + text, origin).translate_formula(target)[1:]
    assert shared_formula(text, row, column).at(row + down, column + right) == expected


def test_one_sheet_is_chosen_by_name_or_number() -> None:
    book, sheet = new_book()
    sheet["A1"] = 1
    book.create_sheet("2019")["A1"] = 2
    book.create_sheet("Schools")["A1"] = 3
    assert [grid.sheet for grid in grids_of(book)] == ["Main", "2019", "Schools"]
    assert [grid.text(1, 1) for grid in grids_of(book, "schools")] == ["3"]
    assert [grid.text(1, 1) for grid in grids_of(book, "2019")] == ["2"]
    assert [grid.text(1, 1) for grid in grids_of(book, "3")] == ["3"]
    with pytest.raises(InputError, match=r'has no sheet "Shools".*did you mean "Schools"'):
        grids_of(book, "Shools")
    with pytest.raises(InputError, match=r'has no sheet "7".*it has Main, 2019, Schools'):
        grids_of(book, "7")


def test_a_sheet_without_a_cell_gives_no_grid() -> None:
    book, sheet = new_book()
    book.create_sheet("Empty")
    sheet["A1"] = "x"
    assert [grid.sheet for grid in grids_of(book)] == ["Main"]


def test_rich_text_reading_aids_and_escapes() -> None:
    runs = "<r><t>合</t></r><r><rPr><b/></rPr><t>计_x000D_</t></r><rPh sb='0' eb='1'><t>hé</t></rPh>"
    grid = raw_grid('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', texts=f"<sst><si>{runs}</si></sst>")
    assert grid.text(1, 1) == "合计\r"


def test_inline_texts_and_cells_without_a_reference() -> None:
    cells = '<c t="inlineStr"><is><t>a</t></is></c><c><v>2</v></c><c r="E1"><v>5</v></c><c><v>6</v></c>'
    grid = raw_grid(f"<row>{cells}</row><row><c><v>7</v></c></row>")
    assert {place: cell.text for place, cell in grid.cells.items()} == {
        (1, 1): "a",
        (1, 2): "2",
        (1, 5): "5",
        (1, 6): "6",
        (2, 1): "7",
    }


def test_names_with_a_prefix_are_read_too() -> None:
    sheet = (
        '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>42</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    assert raw_grid("", sheet=sheet).text(1, 1) == "42"


def test_what_stands_outside_the_cells_is_not_taken_for_them() -> None:
    after = (
        "<dataValidations><dataValidation><formula1>1</formula1></dataValidation></dataValidations>"
        "<controls><anchor><xdr:col>9</xdr:col><xdr:row>9</xdr:row></anchor></controls>"
        "<extLst><ext><xm:f>A1</xm:f></ext></extLst>"
    )
    grid = raw_grid('<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="0"/></row>', after)
    assert grid.cells == {(1, 1): Cell("1", Fraction(1), True)}


def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    book, sheet = new_book()
    sheet.append(["a", 1])
    book.save(tmp_path / "report.xlsm")
    (tmp_path / "report.xlsm").rename(tmp_path / "report.csv")
    (grid,) = read_grids(str(tmp_path / "report.csv"), ReadOptions(encoding="gbk"))
    assert (grid.sheet, grid.text(1, 2)) == ("Main", "1")


VALUES = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9),
    st.booleans(),
    st.text(st.sampled_from("ab 1合计%-\n"), max_size=5),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(VALUES, max_size=5), max_size=6))
def test_cells_agree_with_openpyxl(rows: list[list[object]]) -> None:
    book, sheet = new_book()
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    read = openpyxl.load_workbook(stream).worksheets[0]
    grids = workbook_grids(stream.getvalue(), "x.xlsx")
    cells = grids[0].cells if grids else {}
    filled = {
        (cell.row, cell.column): cell.value
        for line in read.iter_rows()
        for cell in line
        if cell.value is not None and str(cell.value).strip()
    }
    assert set(cells) == set(filled)
    for place, value in filled.items():
        if isinstance(value, (bool, str)):
            assert cells[place].text == (value if isinstance(value, str) else str(value).upper())
        elif isinstance(value, (int, float)):
            stored = cells[place].stored
            assert stored is not None and float(stored) == pytest.approx(value, rel=1e-14)
