"""Column schemas: how they are told, what they mean, and mistakes in them."""

from __future__ import annotations

import json
from pathlib import Path

import pandas
import pytest

import checker
from checker import InputError
from checker.commands.manual import page
from checker.declared.columns import date_in, year_in
from checker.reporters import render
from checker.rulebook import remarks
from tests.demanding import TABLE, checked, demands, told


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
