"""Roles of rows and columns, headings, units, several tables on one sheet."""

from __future__ import annotations

import pytest

from tests.tables_from_text import table_from, tables_from

BUDGET = """
某县教育经费执行情况表
单位：万元
项目,行次,预算数,决算数,完成预算%
一、收入合计,1,"1,200.00","1,185.50",98.79
（一）财政拨款,2,"1,000.00",990.50,99.05
（二）事业收入,3,200.00,195.00,97.50
二、支出合计,4,"1,150.00","1,120.30",97.42
注：本表不含民办学校。
"""


def test_title_unit_line_header_and_notes_are_told_apart() -> None:
    table = table_from(BUDGET)
    assert table.title == "某县教育经费执行情况表"
    assert table.unit.symbol == "万元"
    assert table.rows == (4, 5, 6, 7) and table.columns == (3, 4, 5)
    assert table.roles[3] == "header" and table.roles[8] == "note"


def test_the_unit_of_a_cell_comes_from_its_column_before_the_table() -> None:
    table = table_from(BUDGET)
    assert table.figures[4, 3].unit.symbol == "万元"
    assert table.figures[4, 5].unit.kind == "percent"


CODES = {
    "a form's letters stand under the header": (
        "指标名称,代码,人数,户数,车辆\n甲,乙,1,2,3\n合计,31,905,340,12\n农业,32,610,215,7\n林业,35,295,125,5\n"
    ),
    "zeros lead them": "名称,乙,人数,户数\n合计,001,905,340\n农业,013,610,215\n林业,021,295,125\n",
    "names follow them": "单位,,人数,户数\n411502,甲厂,905,340\n411507,乙厂,610,215\n411523,丙厂,295,125\n",
    "in English": "item,SIC code,staff,cars\nAll,31,905,340\nFarms,32,610,215\nWoods,35,295,125\n",
}


@pytest.mark.parametrize("text", CODES.values(), ids=CODES)
def test_codes_name_rows_and_are_no_figures(text: str) -> None:
    table = table_from(text)
    assert table.columns[:2] == (3, 4)
    assert [figure.text for (_, column), figure in table.figures.items() if column == 3] == ["905", "610", "295"]


def test_whole_numbers_of_one_length_before_a_remark_are_figures() -> None:
    assert table_from("厂,产值,利润,备注\n甲,415502,21870,老厂\n乙,411507,20415,新厂\n").columns == (2, 3)


def test_headers_joined_by_semicolons_are_paths_with_their_unit() -> None:
    table = table_from("单位,本月;营业额;千元,本月;营业额;餐费;千元,本月;营业额;客房;千元\n甲,50,30,20\n乙,70,41,29\n")
    assert table.column_headings[3].path == ("本月", "营业额", "餐费")
    assert table.figures[2, 3].unit.symbol == "千元"


def test_numbering_gives_levels_where_nothing_is_indented() -> None:
    depths = [table_from(BUDGET).row_headings[row].depth for row in (4, 5, 6, 7)]
    assert depths == [0, 1, 1, 0]


def test_indentation_gives_levels_whatever_space_it_is_made_of() -> None:
    for space in ("  ", "\u00a0\u00a0", "\u3000"):
        table = table_from(f"item,2020,2021\nAll,10,12\n{space}A,4,5\n{space}{space}A1,1,2\n{space}B,6,7\n")
        assert [table.row_headings[row].depth for row in table.rows] == [0, 1, 2, 1]
        assert table.row_headings[4].path == ("All", "A", "A1")


def test_a_part_after_its_mark_stands_level_with_the_rows_aligned_to_it() -> None:
    table = table_from("项目,决算\n公车费,1618\n   其中：购置费,414\n         运行费,1204\n")
    assert [table.row_headings[row].depth for row in table.rows] == [0, 1, 1]
    assert table.row_headings[3].of_which


def test_years_in_the_first_column_are_labels_and_in_a_row_above_a_header() -> None:
    down = table_from("Year,Births,Deaths\n1998,2001,1900\n1999,2003,1950\n")
    assert down.columns == (2, 3)
    across = table_from(",1998,1999,2000\nBirths,2001,2003,2010\nDeaths,1900,1950,1960\n")
    assert across.rows == (2, 3)


def test_header_levels_are_filled_right_over_what_stands_under_them() -> None:
    body = "2019,1.5,2.5,3.5,4.5\n2020,1.6,2.6,3.6,4.6\n"
    table = table_from(f",Exports,,Imports,\n,Goods,Services,Goods,Services\n{body}")
    assert table.column_headings[3].path == ("Exports", "Services")
    assert table.column_headings[4].path == ("Imports", "Goods")


def test_a_second_header_begins_a_second_table() -> None:
    people = "表一\n项目,人数\n合计,12\n甲,5\n乙,7\n"
    first, second = tables_from(f"{people}\n表二\n项目,金额（元）\n合计,90\n甲,40\n乙,50\n")
    assert first.rows == (3, 4, 5) and second.rows == (9, 10, 11)
    assert second.title == "表二"


def test_group_columns_name_their_rows_and_do_not_nest_them() -> None:
    table = table_from("Region,District,Boys,Girls\nNorth,A,100,110\n,B,50,45\nSouth,C,70,75\n,D,31,20\n")
    assert table.row_headings[3].path == ("North", "B")
    assert {table.row_headings[row].depth for row in table.rows} == {0}


def test_a_gap_is_kept_and_a_dash_is_known_to_mean_nothing() -> None:
    table = table_from("item,2020,2021\nA,4,-\nB,..,7\nC,1,2\n")
    assert table.gaps[2, 3].nil and not table.gaps[3, 2].nil


def test_a_text_alone_is_no_table() -> None:
    assert tables_from("This is a letter.\nIt was written in May.\n") == []


def test_tables_side_by_side_are_two_tables() -> None:
    first, second = tables_from(
        "资产,期末,年初,负债,期末,年初\n流动资产：,,,流动负债：,,\n货币资金,120,110,短期借款,50,45\n应收账款,80,79,应付账款,62,58\n"
        "资产总计,200,189,负债总计,112,103\n"
    )
    assert (first.columns, second.columns) == ((2, 3), (5, 6))
    assert second.row_headings[5].label == "负债总计"


def test_a_column_of_remarks_begins_no_table() -> None:
    table = table_from("item,2020,remark,2021\nA,12,good,13\nB,15,fair,16\nC,11,poor,10\n")
    assert table.columns == (2, 4)


def test_a_number_like_a_year_is_data_below_a_header_and_below_data() -> None:
    rows = "".join(
        f"{name},{value}\n" for name, value in zip("ABCDEF", (1987, 2011, 6500, 2004, 310, 1999), strict=True)
    )
    for header in ("region,pupils\n", "地区,学生数\n"):
        (table,) = tables_from(f"{header}{rows}Total,14811\n")
        assert table.rows == (2, 3, 4, 5, 6, 7, 8) and table.column_headings[2].label == header.split(",")[1].strip()


def test_a_year_below_a_named_column_stays_a_header() -> None:
    table = table_from("Pupils,(thousand)\nRegion,2019\nNorth,12.5\nSouth,11.0\n")
    assert table.rows == (3, 4) and table.column_headings[2].label == "2019"


@pytest.mark.parametrize(
    ("header", "exact"),
    [
        ("pupils", True),
        ("Number of loans", True),
        ("Girls", True),
        ("学生数", True),
        ("其中：女", True),
        ("毕业生", True),
        ("value", False),
        ("Pupils (thousand)", False),
        ("1000 pupils", False),
        ("Estimated visitors", False),
        ("Pupils per teacher", False),
        ("Students, per cent", False),
        ("平均学生数", False),
        ("消费价格指数", False),
        ("学生占比", False),
    ],
)
def test_whole_numbers_of_what_is_counted_are_exact(header: str, exact: bool) -> None:
    table = table_from(f'name,"{header}"\nA,120\nB,2350\n')
    assert {figure.exact for figure in table.figures.values()} == {exact}


def test_a_column_with_decimals_counts_nothing() -> None:
    table = table_from("name,pupils\nA,120\nB,23.5\n")
    assert not any(figure.exact for figure in table.figures.values())
