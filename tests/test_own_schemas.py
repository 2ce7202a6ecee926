"""Schemas of one's own, written for pandera and named in the configuration."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker import InputError
from tests.demanding import TABLE, checked, demands, told

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
