"""Small tables of three or four lines, right and with one slip: the words and the other lines must do."""

from __future__ import annotations

import io
import json
from pathlib import Path

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
    "quarters": (
        "Month,Sales\nJan,120\nFeb,98\nMar,143\nQ1,{}\nApr,131\nMay,127\nJun,140\nQ2,398\nHalf-year,759\n",
        "361",
        "316",
    ),
    "季度": (
        "月份,产量（吨）\n1月,120\n2月,98\n3月,143\n一季度,{}\n4月,131\n5月,127\n6月,140\n二季度,398\n上半年,759\n",
        "361",
        "316",
    ),
    "百分点": (
        "指标,2022年,2023年,比上年增减(百分点)\n入学率%,98.2,98.6,0.4\n巩固率%,97.1,{},0.5\n升学率%,91.0,90.2,-0.8\n",
        "97.6",
        "96.7",
    ),
    "生师比": (
        "学段,在校生,专任教师,生师比\n小学,4872,283,17.22:1\n初中,1986,171,{}\n高中,723,62,11.66:1\n",
        "11.61:1",
        "16.11:1",
    ),
    "shares of a whole within another": (
        'Party,Votes,% of valid votes\nA,"12,410",41.4\nB,"9,872",{}\nC,"7,690",25.7\nValid votes,"29,972",100\n'
        'Rejected,312,\nTotal votes cast,"30,284",\nElectorate,"51,020",\nTurnout,,59.4\n',
        "32.9",
        "39.2",
    ),
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
        "Month,Stock\nJan,400\nFeb,420\nMar,390\nQ1,390\nApr,410\nMay,370\nJun,365\nQ2,365\n",
        "月份,均价（元）\n1月,51\n2月,53\n3月,52\n一季度,52\n4月,50\n5月,54\n6月,55\n二季度,53\n",
    ],
)
def test_what_words_and_lines_do_not_say_is_no_error(report: str) -> None:
    assert not [one for one in checker.validate(io.StringIO(report)).findings if one.level == "error"]


TRUE_TABLES = json.loads((Path(__file__).parent / "data" / "true_tables.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("report", TRUE_TABLES, ids=[report.partition("\n")[0][:40] for report in TRUE_TABLES])
def test_true_tables_that_invite_a_wrong_reading_stay_silent(report: str) -> None:
    assert checker.validate(io.StringIO(report)).findings == ()
