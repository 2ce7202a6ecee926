"""Small tables of three or four lines, right and with one slip: the words and the other lines must do."""

from __future__ import annotations

import io

import pytest

import checker

TABLES = {
    "total of two": ("Country,1990,2000,2010\nA,12,15,19\nB,30,34,{}\nTotal,42,49,57\n", "38", "83"),
    "合计两项": ("地区,2021,2022,2023\n东部,52,55,61\n西部,30,34,{}\n合计,82,89,99\n", "38", "83"),
    "shares of their sum": (
        "Answer,Number,Share\nYes,412,57.2%\nNo,218,{}\nDon't know,90,12.5%\n",
        "30.3%",
        "33.0%",
    ),
    "占比": ("类别,人数,占比\n同意,412,57.2%\n不同意,218,{}\n弃权,90,12.5%\n", "30.3%", "33.0%"),
    "running total": (
        "month,output,cumulative output\nJan,120,120\nFeb,98,218\nMar,143,{}\nApr,131,492\n",
        "361",
        "316",
    ),
    "累计": ("月份,当月,累计\n1月,120,120\n2月,98,218\n3月,143,{}\n4月,131,492\n", "361", "316"),
}


@pytest.mark.parametrize(("report", "right", "wrong"), TABLES.values(), ids=TABLES)
def test_one_slip_in_a_small_table_is_an_error(report: str, right: str, wrong: str) -> None:
    assert not checker.validate(io.StringIO(report.format(right))).findings
    (finding,) = checker.validate(io.StringIO(report.format(wrong))).findings
    assert finding.level == "error"
    assert wrong in [one.figure.text for one in finding.suspects]


@pytest.mark.parametrize(
    "report",
    [
        "Item,2021,2022,2023\nTeam A,12,15,19\nTeam B,30,34,38\nBest,42,49,99\n",  # best is no total
        "Answer,Number,Share\nYes,412,57.2%\nNo,218,33.0%\n",  # two lines tell nothing
        "month,output,cumulative output\nJan,120,120\nFeb,98,250\nMar,143,361\n",  # revised since
    ],
)
def test_what_words_and_lines_do_not_say_is_no_error(report: str) -> None:
    assert not [one for one in checker.validate(io.StringIO(report)).findings if one.level == "error"]
