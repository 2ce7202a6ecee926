"""Slips that no other line of the table can show: other branches of the tree, and lines that are exact, speak."""

from __future__ import annotations

import csv
import io

import pytest

import checker
from checker.levels import Level
from checker.report import Result

TREE_EN = [
    ["Item", "Amount", "Public, %", "Private, %"],
    ["Total", "9120", "40.3", "59.7"],
    ["A.1 Schools", "4310", "66.8", "33.2"],
    ["A.1.1 Teaching", "2905", "98.2", "1.8"],
    ["A.1.2 Upkeep", "1405", "1.9", "98.1"],
    ["A.2 Libraries", "2730", "18.0", "82.0"],
    ["A.2.1 Books", "1130", "28.0", "72.0"],
    ["A.2.2 Staff", "1600", "11.0", "89.0"],
    ["A.3 Museums", "2080", "14.5", "85.5"],
    ["A.3.1 Halls", "1225", "24.0", "76.0"],
    ["A.3.2 Guards", "855", "0.9", "99.1"],
]
NAMES_ZH = [
    "合计",
    "一、学校",
    "（一）教学",
    "（二）维修",
    "二、图书馆",
    "（一）图书",
    "（二）人员",
    "三、博物馆",
    "（一）展厅",
    "（二）保安",
]
TREE_ZH = [
    ["项目", "金额", "公共（%）", "私人（%）"],
    *([name, *line[1:]] for name, line in zip(NAMES_ZH, TREE_EN[1:], strict=True)),
]


def told(rows: list[list[str]]) -> Result:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    stream = io.StringIO(text.getvalue())
    stream.name = "case.csv"
    return checker.validate(stream)


def with_cell(rows: list[list[str]], cell: tuple[int, int], text: str) -> list[list[str]]:
    changed = [list(row) for row in rows]
    changed[cell[0]][cell[1]] = text
    return changed


@pytest.mark.parametrize("rows", [TREE_EN, TREE_ZH], ids=["en", "zh"])
@pytest.mark.parametrize(("row", "wrong"), [(4, "405"), (5, "7230"), (9, "1255"), (10, "-855")])
def test_a_branch_that_one_keystroke_breaks_is_told_where_other_branches_hold(
    rows: list[list[str]], row: int, wrong: str
) -> None:
    result = told(with_cell(rows, (row, 1), wrong))
    named = {(f.place.row, f.place.column) for one in result.findings for f in one.judgement.relation.figures}
    assert (row + 1, 2) in named


@pytest.mark.parametrize("rows", [TREE_EN, TREE_ZH], ids=["en", "zh"])
def test_nothing_is_told_of_a_right_tree_nor_of_a_branch_that_is_not_complete(rows: list[list[str]]) -> None:
    assert not told(rows).findings
    assert not told([row for at, row in enumerate(rows) if at != 3]).findings


MONEY = [(24 + 37 * at % 191, 31 + 53 * at % 167) for at in range(24)]  # tenths
HEADS = {"en": ["Place", "Total, million EUR", "Roads", "Bridges"], "zh": ["地区", "合计（万元）", "公路", "桥梁"]}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("slip", "level"), [(0.1, Level.QUERY), (3.0, Level.ERROR)])
def test_exact_lines_make_a_difference_an_error_only_where_rounding_cannot_explain_it(
    language: str, slip: float, level: Level
) -> None:
    rows = [[f"P{at}", *(f"{tenths / 10:.1f}" for tenths in (a + b, a, b))] for at, (a, b) in enumerate(MONEY)]
    rows[3][1] = f"{float(rows[3][1]) + slip:.1f}"
    findings = told([HEADS[language], *rows]).findings
    assert [one.level for one in findings] == [level]


def test_counts_that_are_exact_say_nothing_of_rounded_thousands_beside_them() -> None:
    parts = [(120, 131, 4917), (405, 398, 10279), (77, 81, 1707), (950, 903, 20706), (233, 240, 4545), (610, 655, 9811)]
    sums = [sum(column) for column in zip(*parts, strict=True)]
    lines = [[f"Ward {at}", str(a), str(b), str(a - b), str(c)] for at, (a, b, c) in enumerate(parts)]
    total = ["Total", str(sums[0]), str(sums[1]), str(sums[0] - sums[1]), str(sums[2] + 2)]
    head = ["Place", "This year", "Last year", "Change", "Spending (thousand EUR)"]
    assert not told([head, *lines, total]).findings


@pytest.mark.parametrize("head", [["Place", "2021", "2022", "Growth, %"], ["地区", "2021年", "2022年", "增长（%）"]])
def test_a_growth_is_gross_where_the_new_figure_is_not_where_the_small_rate_is(head: list[str]) -> None:
    pairs = [(184512, 190211), (20377, 21004), (55120, 54010), (61733, 66020), (9912, 10377), (30444, 29010)]
    rows = [[f"P{at}", f"{a:,}", f"{b:,}", f"{100 * (b / a - 1):.1f}"] for at, (a, b) in enumerate(pairs)]
    rows[0][2] = "180,211"
    (finding,) = told([head, *rows]).findings
    assert finding.level is Level.ERROR


@pytest.mark.parametrize("total", ["Total", "合计"])
def test_a_total_that_states_all_of_two_branches_is_told_by_its_like(total: str) -> None:
    lines = [list(row) for row in TREE_EN]
    lines[1][0] = total
    (finding,) = told(with_cell(lines, (1, 1), "9210")).findings
    assert finding.judgement.relation.result is not None
    assert finding.judgement.relation.result.text == "9210"


BY_BOTH = [
    ("Employees total", "100.0", "100.0", "100.0", "100.0"),
    ("-permanent full-time", "75.9", "76.3", "74.8", "77.1"),
    ("-permanent part-time", "11.2", "10.6", "12.3", "9.8"),
    ("-fixed-term full-time", "9.0", "9.6", "8.6", "9.9"),
    ("-fixed-term part-time", "3.9", "3.5", "4.3", "3.2"),
    ("Part-time total", "15.1", "14.1", "16.6", "13.0"),
]


def test_a_second_total_of_the_same_parts_is_told_although_one_line_breaks_it() -> None:
    head = ["Kind", "2007", "2008", "2009", "2010"]
    rows = [head, *(list(line) for line in BY_BOTH)]
    assert not told(rows).findings
    named = [
        f.place.cell for one in told(with_cell(rows, (6, 3), "6.6")).findings for f in one.judgement.relation.figures
    ]
    assert "D7" in named


def test_rates_that_add_up_once_by_chance_are_no_sum() -> None:
    rows = [
        ["", "Both sexes, %", "Men, %", "Women, %"],
        ["Total", "61.2", "65.4", "58.3"],
        ["15 to 24 years", "55.3", "53.6", "57.1"],
        ["Primary school", "20.0", "27.1", "13.7"],
        ["15 to 24 years", "23.3", "26.0", "19.4"],
        ["Secondary school", "41.2", "47.0", "35.0"],
        ["15 to 24 years", "39.0", "37.6", "40.5"],
    ]
    assert not [one for one in told(rows).judgements if one.relation.code == "TOT101"]
