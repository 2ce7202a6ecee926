"""Column schemas: what a configuration demands of columns, what is told where, and schemas of one's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas
import pytest

import checker
from checker import InputError
from checker.commands.manual import page
from checker.declared.columns import date_in, year_in
from checker.report import Result
from checker.reporters import Telling, render
from checker.rulebook import remarks

TABLE = """region,count,share
North,"4,120",33.5%
South,"3,980",32.4%
East,"2,310",18.8%
West,"1,890",15.4%
Total,"12,300",100.0%
"""
TABLE_ZH = """2023年各乡镇人口
单位：人
乡镇,代码,人口,登记日期
城关镇,A01,"3,412",2023-12-31
河口镇,A02,"2,365",2023年12月31日
青石乡,A03,"1,897",2023/12/30
合计,,"7,674",
"""


def checked(folder: Path, table: str, config: str, **keywords: Any) -> Result:
    """The findings on schemas of a table under a configuration."""
    report, settings = folder / "report.csv", folder / "checker.toml"
    report.write_text(table, encoding="utf-8")
    settings.write_text(config, encoding="utf-8")
    return checker.validate(report, config=settings, **({"select": ["SCH"]} | keywords))


def demands(columns: str) -> str:
    return f"[tables.people]\nfile = 'report.csv'\n[tables.people.columns]\n{columns}\n"


def told(result: Result) -> list[tuple[str, str | None, str, str]]:
    """Each finding: code, cell, and the sentence in English and Chinese."""
    record = json.loads(render(result, "json", Telling()))
    return [
        (one["code"], one["location"]["cell"], one["message"]["en"], one["message"]["zh"]) for one in record["findings"]
    ]


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


def test_the_cell_is_shown_with_its_row_and_what_was_demanded(tmp_path: Path) -> None:
    text = render(checked(tmp_path, TABLE.replace("East", "Esat"), demands('region = { pattern = "[^s]+" }')), "full")
    assert " 4 |   Esat      2,310    18.8%\n   |   ^^^^ region: pattern = [^s]+\n" in text
    figure = render(checked(tmp_path, TABLE, demands("count = { min = 2000 }")), "full")
    assert "^^^^^ count: min = 2,000\n" in figure
    blank = render(checked(tmp_path, TABLE.replace('"2,310"', ""), demands("count = {}")), "full")
    assert "^ count: not empty\n" in blank


def test_json_follows_the_contract(tmp_path: Path) -> None:
    table = TABLE.replace("East", "Esat").replace('"1,890"', '"-1,890"')
    columns = 'region = { allowed = ["North", "South", "East", "West"] }\ncount = { min = 0 }'
    text, figure = json.loads(render(checked(tmp_path, table, demands(columns)), "json"))["findings"]
    assert {key: figure[key] for key in ("kind", "code", "name", "basis", "verdict", "level", "operands")} == {
        "kind": "formula",
        "code": "SCH906",
        "name": "value-out-of-range",
        "basis": "declared",
        "verdict": "broken",
        "level": "error",
        "operands": [],
    }
    assert (figure["result"]["value"], figure["result"]["location"]["cell"]) == ("-1890", "B5")
    assert (text["code"], text["result"], text["location"]["cell"]) == ("SCH905", None, "A4")
    assert text["suspects"] == text["also"] == []


def test_settings_select_ignore_and_level(tmp_path: Path) -> None:
    table, columns = (
        TABLE.replace("East", "Esat"),
        demands('region = { allowed = ["North"], pattern = "[A-D].*" }\nabsent = {}'),
    )
    codes = [code for code, *_ in told(checked(tmp_path, table, columns))]
    assert codes.count("SCH905") == 3 and codes.count("SCH907") == 4 and codes.count("SCH901") == 1
    assert {code for code, *_ in told(checked(tmp_path, table, columns, select=["SCH905"]))} == {"SCH905"}
    assert {code for code, *_ in told(checked(tmp_path, table, columns, ignore=["pattern-differs"]))} == {
        "SCH901",
        "SCH905",
    }
    assert told(checked(tmp_path, table, columns, select=["TOT"])) == []
    assert checked(tmp_path, table, f"[levels]\nSCH = 'query'\n{columns}").exit_code == 0
    ignoring = f"[per-file-ignores]\n'report.csv' = ['SCH907', 'SCH901']\n{columns}"
    assert {code for code, *_ in told(checked(tmp_path, table, ignoring))} == {"SCH905"}


def test_findings_on_figures_stay_beside_those_on_columns(tmp_path: Path) -> None:
    result = checked(tmp_path, TABLE.replace('"12,300"', '"12,060"'), demands("count = { max = 4000 }"), select=[])
    assert [code for code, *_ in told(result)][:1] == ["TOT101"]
    assert {code for code, *_ in told(result)} == {"TOT101", "SCH906"}


def test_every_table_and_aliases_and_names_that_mean_none(tmp_path: Path) -> None:
    everywhere = "[table.columns]\ncount = { max = 4000 }\nabsent = {}\n"
    assert [code for code, *_ in told(checked(tmp_path, TABLE, everywhere))] == ["SCH906"]
    aliased = demands("people = { max = 4000 }") + "[tables.people.aliases]\npeople = 'count'\n"
    assert [cell for _, cell, *_ in told(checked(tmp_path, TABLE, aliased))] == ["B2"]
    other = demands("count = { max = 1 }").replace("report.csv", "other.csv")
    assert told(checked(tmp_path, TABLE, other)) == []


EMPTY_ROWS = [
    ("name,count\na,1\nb,\nc,3\n", ["B3"]),
    ("name,count\na,1\nof which:,\nc,3\n", []),
    ("name,count\na,1\nnorth,\n  c,\n  d,3\n", ["B4"]),
    ("name,count,sum\na,1,2\nnorth,,\nc,3,4\n", []),
    ("name,count,sum\na,1,2\nnorth,,5\nc,3,4\n", ["B3"]),
]


@pytest.mark.parametrize(("table", "cells"), EMPTY_ROWS, ids=range(len(EMPTY_ROWS)))
def test_headings_among_the_rows_are_not_empty(tmp_path: Path, table: str, cells: list[str]) -> None:
    assert [cell for _, cell, *_ in told(checked(tmp_path, table, demands("count = {}")))] == cells


def test_columns_of_one_name_are_all_meant(tmp_path: Path) -> None:
    table = ",2022,,2023,\nregion,count,share,count,share\nN,4,40,5,50\nS,6,60,5,150\n"
    assert [cell for _, cell, *_ in told(checked(tmp_path, table, demands("share = { max = 100 }")))] == ["E4"]


def test_data_frames_have_schemas_too(tmp_path: Path) -> None:
    settings = tmp_path / "checker.toml"
    settings.write_text("[table.columns]\ncount = { type = 'int', max = 4 }\n", encoding="utf-8")
    frame = pandas.DataFrame({"name": ["a", "b", "c"], "count": [1, 2, 5]})
    assert [cell for _, cell, *_ in told(checker.validate(frame, config=settings, select=["SCH"]))] == ["B4"]


MISTAKES = [
    ("count = 3", "5:1: what is demanded of the column 'count' must be a table"),
    ("count = { tpye = 'int' }", "5:1: unknown key 'tpye' of the column 'count' (did you mean type?)"),
    ("count = { type = 'integer' }", "5:1: no type is called 'integer' (did you mean int?)"),
    ("count = { type = 3 }", "5:1: no type is called 3"),
    ("count = { unique = 'yes' }", "5:1: unique must be true or false"),
    ("count = { required = 1 }", "5:1: required must be true or false"),
    ("count = { allowed = 'North' }", "5:1: allowed must be a list of texts or numbers"),
    ("count = { allowed = [] }", "5:1: allowed must be a list of texts or numbers"),
    ("count = { allowed = [true] }", "5:1: allowed must be a list of texts or numbers"),
    ("count = { min = 'a' }", "5:1: min must be a number (such as min = 0, in the unit of the column)"),
    ("count = { max = inf }", "5:1: max must be a number"),
    ("count = { max = true }", "5:1: max must be a number"),
    ("count = { min = 3, max = 2 }", "5:1: min of the column 'count' is above its max"),
    ("count = { type = 'date', min = 3 }", "5:1: min must be a date (such as min = 2024-01-31, without quotes)"),
    ("count = { type = 'text', min = 3 }", "5:1: min wants figures or dates, and the type of 'count' is text"),
    ("count = { pattern = '(' }", "5:1: the pattern '(' cannot be read: "),
    ("count = { pattern = '' }", "5:1: pattern must be a regular expression"),
    ("count = { unit = 'florps' }", "5:1: no unit is called 'florps'"),
    ("count = { unit = '' }", "5:1: no unit is called ''"),
    ("count = { type = 'text', unit = '人' }", "5:1: a unit wants figures, and the type of 'count' is text"),
    ("\n[tables.people.columns.count]\ntype = 'int'\nmin = []", "8:1: min must be a number"),
]


@pytest.mark.parametrize(("columns", "says"), MISTAKES, ids=range(len(MISTAKES)))
def test_mistakes_are_one_sentence_with_their_line(tmp_path: Path, columns: str, says: str) -> None:
    config = f"ignore = []\n[tables.people]\nfile = 'report.csv'\n[tables.people.columns]\n{columns}\n"
    with pytest.raises(InputError) as caught:
        checked(tmp_path, TABLE, config)
    assert str(caught.value).startswith(f"{tmp_path / 'checker.toml'}:{says}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_code_has_a_page_in_both_languages(lang: str) -> None:
    pages = remarks(["SCH905"])
    assert [one.code for one in pages] == [f"SCH9{number:02}" for number in range(1, 11)]
    for one in pages:
        assert one.summary.endswith(".") and one.summary_zh.endswith("。")
        assert one.name in page(one, lang)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-01-31", "2024-01-31"),
        ("2024/1/31", "2024-01-31"),
        ("2024年1月31日", "2024-01-31"),
        ("2024年1月", "2024-01-01"),
        ("2024-01", "2024-01-01"),
        ("31.1.2024", "2024-01-31"),
        ("2024-02-30", None),
        ("2024-13", None),
        ("20240131", None),
        ("1.5", None),
    ],
)
def test_dates(text: str, day: str | None) -> None:
    found = date_in(text)
    assert (found and found.isoformat()) == day


def test_years() -> None:
    assert [year_in(text) for text in ("2024", "2024年", "2024年度", "1799", "24", "20245")] == [
        2024,
        2024,
        2024,
        None,
        None,
        None,
    ]


OWN = """
import pandera.pandas as pa
import pandera.polars as pp
from checker.pandera import shares_of, sums_to


class Published(pa.DataFrameModel):
    region: str = pa.Field(isin=["North", "South", "East", "West", "Total"], unique=True)
    count: int = pa.Field(ge=0)
    share: float = pa.Field(in_range={"min_value": 0, "max_value": 100})

    class Config:
        strict = True


schema = pa.DataFrameSchema({"count": pa.Column(int, coerce=True), "girls": pa.Column(int), "boys": pa.Column(int)})
adding = pa.DataFrameSchema(checks=[sums_to("count", ["girls", "boys"])])
broken = pa.DataFrameSchema({"count": pa.Column(checks=pa.Check(lambda series: series.nothing, name="odd"))})
of_polars = pp.DataFrameSchema({"count": pp.Column(int)})
number = 3


def build():
    raise ValueError("not today")


class Unbuilt:
    to_schema = staticmethod(build)
"""
PEOPLE = "region,girls,boys,count\nNorth,4,5,9\nSouth,6,5,11\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a module of schemas beside the configuration."""
    (tmp_path / "own_schemas_of_test.py").write_text(OWN, encoding="utf-8")
    monkeypatch.delitem(sys.modules, "own_schemas_of_test", raising=False)
    return tmp_path


def naming(name: str) -> str:
    return f"[tables.people]\nfile = 'report.csv'\nschema = 'own_schemas_of_test:{name}'\n"


KNOWN = "one of 'North', 'South', 'East', 'West', 'Total'"
AGAIN = '"East" in column "region" is there more than once'
ADDING = '"count = girls + boys" of own_schemas_of_test:adding'
ODD = """"odd" of own_schemas_of_test:broken (AttributeError("'Series' object has no attribute 'nothing'"))"""
OWN_CASES = [
    ("Published", TABLE, []),
    ("Published", TABLE.replace("East", "Esat"), [("SCH905", "A4", f'"Esat" in column "region" is not {KNOWN}')]),
    ("Published", TABLE.replace("West", "East"), [("SCH903", "A4", AGAIN), ("SCH903", "A5", AGAIN)]),
    ("Published", TABLE.replace('"1,890"', '"-1,890"'), [("SCH906", "B5", '"-1,890" in column "count" is below 0')]),
    (
        "Published",
        TABLE.replace("100.0%", "100.2%"),
        [("SCH906", "C6", '"100.2%" in column "share" is not in the range 0, 100')],
    ),
    ("Published", TABLE.replace('"1,890"', "few"), [("SCH902", "B5", '"few" in column "count" is not of type int64')]),
    (
        "Published",
        TABLE.replace("region", "area"),
        [
            ("SCH901", "A1", 'there is no column "region"'),
            ("SCH909", "A1", 'column "area" is not in own_schemas_of_test:Published'),
        ],
    ),
    ("schema", PEOPLE, []),
    ("schema", PEOPLE.replace(",11", ",-"), [("SCH904", "D3", 'column "count" is empty ("-")')]),
    ("adding", PEOPLE, []),
    ("adding", PEOPLE.replace(",11", ",12"), [("SCH910", "D3", f'"12" in column "count" fails {ADDING}')]),
    ("adding", TABLE, [("SCH910", "A1", f"the table fails {ADDING} (InputError(\"no column is called 'girls'\"))")]),
    ("broken", TABLE, [("SCH910", "B1", f'column "count" fails {ODD}')]),
]


@pytest.mark.parametrize(("name", "table", "expected"), OWN_CASES, ids=range(len(OWN_CASES)))
def test_schemas_of_ones_own(own: Path, name: str, table: str, expected: list[tuple[str, str, str]]) -> None:
    result = checked(own, table, naming(name))
    assert sorted((code, cell, en) for code, cell, en, _ in told(result)) == sorted(expected)
    assert result.exit_code == (1 if expected else 0)
    assert all(str(own) not in zh and zh for *_, zh in told(result))


SWITCHES = ["VALIDATION_ENABLED=False", "VALIDATION_DEPTH=SCHEMA_ONLY", "USE_NARWHALS_BACKEND=True"]


@pytest.mark.parametrize("variable", SWITCHES)
@pytest.mark.parametrize("config", [demands("count = { max = 4000 }"), naming("Published")], ids=["columns", "own"])
def test_what_is_switched_off_in_pandera_is_checked_all_the_same(own: Path, config: str, variable: str) -> None:
    (own / "report.csv").write_text(TABLE.replace("4,120", "-4,120").replace("3,980", "5,980"), encoding="utf-8")
    (own / "checker.toml").write_text(config, encoding="utf-8")
    name, _, value = variable.partition("=")
    command = [sys.executable, "-m", "checker", "validate", "report.csv", "--select", "SCH906"]
    environment = {**os.environ, f"PANDERA_{name}": value}
    done = subprocess.run(command, cwd=own, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert ("cell B2" if "own_schemas" in config else "cell B3") in done.stdout
    assert done.stderr == ""


OWN_MISTAKES = [
    ("own_schemas_of_test:nothing", "the module own_schemas_of_test has no 'nothing'"),
    ("own_schemas_of_test:number", "'own_schemas_of_test:number' is no schema of pandera for pandas, but a int"),
    ("own_schemas_of_test:of_polars", "'own_schemas_of_test:of_polars' is no schema of pandera for pandas, but a pand"),
    ("own_schemas_of_test:Unbuilt", "the schema 'own_schemas_of_test:Unbuilt' cannot be built: ValueError: not today"),
    ("no_such_module:Schema", "the module no_such_module cannot be imported: ModuleNotFoundError: No module named"),
    ("own_schemas_of_test", "schema must name a module and a schema in it, not 'own_schemas_of_test'"),
    (":Schema", "schema must name a module and a schema in it, not ':Schema'"),
]


@pytest.mark.parametrize(("schema", "says"), OWN_MISTAKES, ids=range(len(OWN_MISTAKES)))
def test_a_schema_that_cannot_be_used_is_one_sentence(own: Path, schema: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        checked(own, TABLE, naming("x").replace("own_schemas_of_test:x", schema))
    assert str(caught.value).startswith(f"{own / 'checker.toml'}:3: {says}")
    assert "\n" not in str(caught.value)
    assert str(own) not in sys.path


def test_modules_of_one_name_in_two_folders_are_two(tmp_path: Path) -> None:
    for name, limit in (("one", 1), ("two", 9999)):
        folder = tmp_path / name
        folder.mkdir()
        column = f"pa.Column(int, pa.Check.le({limit}))"
        module = f"import pandera.pandas as pa\nschema = pa.DataFrameSchema({{'count': {column}}})"
        (folder / "own_schemas_twice.py").write_text(module, encoding="utf-8")
    config = "[table]\nschema = 'own_schemas_twice:schema'\n"
    for _ in range(2):
        assert len(told(checked(tmp_path / "one", TABLE, config))) == 5
        assert len(told(checked(tmp_path / "two", TABLE, config))) == 1
    assert not [path for path in sys.path if str(tmp_path) in path]


def test_an_attribute_error_in_a_module_is_told_as_its_own(tmp_path: Path) -> None:
    (tmp_path / "own_schemas_failing.py").write_text("import sys\nsys.nothing\n", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be imported: AttributeError: module 'sys' has no attribute 'nothing'"):
        checked(tmp_path, TABLE, "[table]\nschema = 'own_schemas_failing:schema'\n")


def test_pandera_is_not_imported_where_no_schema_is_declared(tmp_path: Path) -> None:
    (tmp_path / "report.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "checker.toml").write_text("[[relations]]\nformula = 'count >= 0'\n", encoding="utf-8")
    code = (
        "import sys; from checker.cli import main\n"
        "sys.argv = ['checker', 'validate', 'report.csv']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([name for name in ('pandas', 'numpy', 'pandera', 'checker.declared.schemas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1:] == ["[]"], done.stderr
