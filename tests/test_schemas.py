"""Column schemas: what a configuration demands of columns, met and not met."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.reporters import Telling, render
from tests.demanding import TABLE, TABLE_ZH, checked, demands, told

HOLDS = [
    (TABLE, 'region = { type = "text", unique = true, pattern = "[A-Z][a-z]+" }'),
    (
        TABLE,
        'region = { allowed = ["North", "south", "ＥＡＳＴ", "West"] }',
    ),  # the total need not be
    (TABLE, 'count = { type = "int", min = 1890, max = 4120 }'),  # nor within the limits
    (TABLE, 'share = { type = "percent", unit = "%", min = 0, max = 100 }'),
    (TABLE, "B = { min = 1 }\nC = { max = 33.46 }"),  # 33.5 may be 33.45
    (TABLE, "nothing = { required = false, type = 'int', unique = true }"),
    (TABLE_ZH, '"乡镇" = { type = "text", unique = true }\n"代码" = { pattern = "A\\\\d\\\\d", nullable = true }'),
    (TABLE_ZH, '"人口" = { type = "int", unit = "人" }'),
    (TABLE_ZH, '"登记日期" = { type = "date", min = 2023-12-30, max = 2023-12-31, nullable = true }'),
    ("year,count\n2021,4\n2022年,5\n", 'year = { type = "year", min = 2021, max = 2022, unique = true }'),
    ("name,count,sum\na,-,1\nb,..,2\nc,n/a,3\n", 'count = { type = "int", nullable = true }\nsum = { type = "int" }'),
    ("name,count\na,4\nb,5\n", "count = { allowed = [4, 5.0], type = 'number' }"),
]


@pytest.mark.parametrize(("table", "columns"), HOLDS, ids=range(len(HOLDS)))
def test_what_is_demanded_and_met(tmp_path: Path, table: str, columns: str) -> None:
    result = checked(tmp_path, table, demands(columns))
    assert told(result) == []
    required = "required = false" not in columns
    assert bool(result.summary.held) == required
    assert result.exit_code == (0 if required else 3)


BREAKS = [
    (
        TABLE,
        "cuont = {}",
        "SCH901",
        "A1",
        'there is no column "cuont"; did you mean "count"?',
        "没有“cuont”栏，是否为“count”？",
    ),
    (TABLE, "pupils = {}", "SCH901", "A1", 'there is no column "pupils"', "没有“pupils”栏"),
    (
        TABLE.replace('"3,980"', "many"),
        'count = { type = "int" }',
        "SCH902",
        "B3",
        '"many" in column "count" is not a whole number',
        "“count”栏的“many”不是整数",
    ),
    (
        TABLE.replace('"3,980"', "3980.0"),
        'count = { type = "int" }',
        "SCH902",
        "B3",
        '"3980.0" in column "count" is not a whole number',
        "“count”栏的“3980.0”不是整数",
    ),
    (
        TABLE.replace("18.8%", "18.8"),
        'share = { type = "percent" }',
        "SCH902",
        "C4",
        '"18.8" in column "share" is not a percentage',
        "“share”栏的“18.8”不是百分数",
    ),
    (
        TABLE.replace("East", "2,310"),
        'region = { type = "text" }',
        "SCH902",
        "A4",
        '"2" in column "region" is not a text',
        "“region”栏的“2”不是文字",
    ),
    (
        TABLE_ZH.replace("2023/12/30", "2023/13/30"),
        '"登记日期" = { type = "date", nullable = true }',
        "SCH902",
        "D6",
        '"2023/13/30" in column "登记日期" is not a date',
        "“登记日期”栏的“2023/13/30”不是日期",
    ),
    (
        TABLE.replace("West", "north "),
        "region = { unique = true }",
        "SCH903",
        "A5",
        '"north" in column "region" is there more than once, first in A2',
        "“region”栏的“north”不止一次出现，首见于A2",
    ),
    (
        TABLE.replace('"2,310"', ".."),
        "count = {}",
        "SCH904",
        "B4",
        'column "count" is empty at "East" ("..")',
        "“East”行“count”栏为空（“..”）",
    ),
    (
        TABLE.replace('"2,310"', ""),
        "count = {}",
        "SCH904",
        "B4",
        'column "count" is empty at "East"',
        "“East”行“count”栏为空",
    ),
    (TABLE_ZH, '"代码" = {}', "SCH904", "B7", 'column "代码" is empty at "合计"', "“合计”行“代码”栏为空"),
    (
        TABLE.replace("East", "Esat"),
        'region = { allowed = ["North", "South", "East", "West"] }',
        "SCH905",
        "A4",
        '"Esat" in column "region" is not one of North, South, East, West; did you mean East?',
        "“region”栏的“Esat”不是以下各项之一：North、South、East、West，是否为East？",
    ),
    (
        TABLE,
        "count = { min = 1890.5 }",
        "SCH906",
        "B5",
        '"1,890" in column "count" is below 1,890.5',
        "“count”栏的“1,890”小于1,890.5",
    ),
    (
        TABLE,
        "share = { max = 33.4 }",
        "SCH906",
        "C2",
        '"33.5%" in column "share" is above 33.4',
        "“share”栏的“33.5%”大于33.4",
    ),
    (
        TABLE_ZH,
        "\"登记日期\" = { type = 'date', min = 2023-12-31, nullable = true }",
        "SCH906",
        "D6",
        '"2023/12/30" in column "登记日期" is before 2023-12-31',
        "“登记日期”栏的“2023/12/30”早于2023-12-31",
    ),
    (
        TABLE_ZH.replace("A03", "A3"),
        "\"代码\" = { pattern = 'A\\d\\d', nullable = true }",
        "SCH907",
        "B6",
        '"A3" in column "代码" is not of the form "A\\d\\d"',
        "“代码”栏的“A3”不合格式“A\\d\\d”",
    ),
    (
        TABLE_ZH,
        '"人口" = { unit = "万人" }',
        "SCH908",
        "C3",
        'column "人口" is in 人, not in 万人',
        "“人口”栏的单位是人，应为万人",
    ),
    (
        TABLE.replace("18.8%", "18.8"),
        'share = { unit = "%" }',
        "SCH908",
        "C4",
        '"18.8" in column "share" has no unit, not in %',
        "“share”栏的“18.8”没有单位，应为%",
    ),
]


@pytest.mark.parametrize(("table", "columns", "code", "cell", "en", "zh"), BREAKS, ids=range(len(BREAKS)))
def test_what_is_not_met_is_told_at_its_cell(
    tmp_path: Path, table: str, columns: str, code: str, cell: str, en: str, zh: str
) -> None:
    result = checked(tmp_path, table, demands(columns))
    assert told(result) == [(code, cell, en, zh)]
    assert result.exit_code == 1
    for lang, sentence in (("en", en), ("zh", zh)):
        for form in ("full", "concise", "markdown", "junit", "sarif", "github", "gitlab"):
            text = render(result, form, Telling(lang=lang))
            assert code in text
            if form in ("full", "concise"):
                assert sentence in text
