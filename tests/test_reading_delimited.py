"""CSV and TSV: cells keep their text, rows are records, and the delimiter is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.reading.delimited import delimited_grid
from checker.reading.grid import Grid
from checker.reading.sources import ReadOptions, read_grids


def grid_of(text: str) -> Grid:
    return delimited_grid(text.encode(), "x.csv")


def texts(grid: Grid) -> list[list[str]]:
    return [[grid.text(row, column) for column in range(1, grid.columns + 1)] for row in range(1, grid.rows + 1)]


DELIMITED = {
    "a title line with commas": (";", "Towns, villages, and their people\nname;people\nA;4120\nB;3980\n"),
    "decimal commas": (";", "Region;Anteil;Zuwachs\nNord;33,5;1,2\nSüd;32,4;0,9\nWest;34,1;2,0\n"),
    "thousands commas beside tabs": ("\t", "A\t4,120\t1,001\nB\t3,980\t1,002\nC\t2,310\t1,003\n"),
    "quoted fields full of other delimiters": (",", '"a;b|c","1,234"\n"d;e|f","5,678"\n"g;h","1"\n'),
    "pipes": ("|", "name|people\nA, north|4120\nB, south|3980\n"),
    "notes below": (",", "name,people\nA,1\nB,2\nTotal,3\n\nNote: a; b; c\nSource: d; e; f\n"),
    "ragged rows": (",", "Report;2020\nname,people,share\nA,1\nB,2,50%\nC,3,50%\nD,4,50%\n"),
    "two tables": (";", "a;b\n1;2\n3;4\n\nc;d;e\n1;2,5;3\n4;5,5;6\n"),
    "a Chinese title with a unit line": (",", "学校，学生；教师\n单位：所、人\n县区,学校,学生\n甲,1,2\n乙,3,4\n"),
    "one row": (";", "a;b;c\n"),
    "no delimiter": (",", "only text\n"),
    "more columns than the sample is long": (",", ",".join(f"column{n}" for n in range(9000)) + "\n"),
}


@pytest.mark.parametrize("name", DELIMITED)
def test_the_delimiter_is_found(name: str) -> None:
    delimiter, text = DELIMITED[name]
    assert grid_of(text).delimiter == delimiter


def test_cells_keep_their_text_and_blanks_are_not_stored() -> None:
    grid = grid_of("\u3000\u3000其中：女, 1\xa0200 ,,\n  \u3000,x\n")
    assert {place: cell.text for place, cell in grid.cells.items()} == {
        (1, 1): "\u3000\u3000其中：女",
        (1, 2): " 1\xa0200 ",
        (2, 2): "x",
    }
    assert (grid.rows, grid.columns) == (2, 2)
    assert all(cell.numeric is None and cell.stored is None for cell in grid.cells.values())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_records_and_empty_lines_count(end: str) -> None:
    grid = grid_of(end.join(["title", "", 'a,"two' + end + 'lines"', "b,1", ""]))
    assert grid.text(3, 2) == f"two{end}lines"
    assert grid.text(4, 1) == "b" and grid.rows == 4


def test_other_breaks_do_not_end_a_row() -> None:
    assert grid_of("a\x0bb\x0cc\u2028d\x85e,1\n").rows == 1


def test_a_quote_cut_off_at_the_end_of_the_file_still_gives_its_field() -> None:
    assert texts(grid_of('a,b\n1,"2')) == [["a", "b"], ["1", "2"]]


def test_a_stray_quote_does_not_swallow_the_rows_below() -> None:
    assert texts(grid_of('a,b\n"North,12\n"South",13\nEast,"1,4"\n')) == [
        ["a", "b"],
        ['"North', "12"],
        ["South", "13"],
        ["East", "1,4"],
    ]


def test_a_mark_in_inches_is_a_character() -> None:
    assert texts(grid_of('pipe,count\n5" wide,3\n')) == [["pipe", "count"], ['5" wide', "3"]]


def test_the_line_that_tells_excel_the_delimiter_is_obeyed_and_not_shown() -> None:
    grid = grid_of("sep=|\na,b|1\n")
    assert grid.delimiter == "|" and grid.text(1, 1) == "" and grid.text(2, 1) == "a,b"


@pytest.mark.parametrize(("given_name", "delimiter"), [("tab", "\t"), ("\\t", "\t"), (";", ";"), ("^", "^")])
def test_a_given_delimiter_is_used(given_name: str, delimiter: str) -> None:
    grid = delimited_grid(f"a,b{delimiter}1\n".encode(), "x.csv", delimiter=given_name)
    assert texts(grid) == [["a,b", "1"]]


@pytest.mark.parametrize("wrong", ["ab", '"', "\n"])
def test_a_delimiter_that_cannot_be_one_is_refused(wrong: str) -> None:
    with pytest.raises(InputError, match="is not a delimiter"):
        delimited_grid(b"a,b\n", "x.csv", delimiter=wrong)


def test_standard_input_is_read_under_its_name() -> None:
    grids = read_grids("-", ReadOptions(stdin_filename="report.csv"), stdin=b"a,1\nb,2\n")
    assert [grid.path for grid in grids] == ["report.csv"]
    assert read_grids("-", stdin=b"a,1\nb,2\n")[0].path == "<stdin>"


FIELDS = st.text(st.sampled_from('ab1,;\t|"\n 合计.%-'), max_size=6)


@given(st.lists(st.lists(FIELDS, min_size=2, max_size=5), min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_what_a_csv_writer_writes_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    import csv
    import io

    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    grid = delimited_grid(written.getvalue().encode(), "x.csv", "utf-8", delimiter)
    filled = {
        (row, column): field
        for row, record in enumerate(rows, 1)
        for column, field in enumerate(record, 1)
        if field.strip()
    }
    assert {place: cell.text for place, cell in grid.cells.items()} == filled


@given(st.text(st.sampled_from('ab1,;\t|"\n\r '), max_size=80))
def test_any_text_is_read_without_losing_letters(text: str) -> None:
    grid = grid_of(text)
    read = "".join(cell.text for cell in grid.cells.values())
    assert [letter for letter in read if letter in "ab1"] == [letter for letter in text if letter in "ab1"]
