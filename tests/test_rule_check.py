"""`checker rule --check`: mistakes in declared relations, each told in one line at its place, and no others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.cli import run_command
from checker.config import load_config
from checker.declared.checking import static_problems
from checker.declared.contradicting import consistent, core
from checker.declared.links import links_of
from checker.declared.parsing import parse

# Formulas that can all hold together.
SOUND = [
    ["total = a + b", "total = a + b + c"],
    ["total = a + b", "total = a + b + c", "c >= 0"],
    ["a <= b", "b <= c", "c <= a"],
    ["a > b", "a > c"],
    ["a <= 50", "b >= 100", "a = b"],  # 50 and 100 may be of different units
    ["share = 100 * a / b", "share = a / b", "share > 0"],  # 100 may stand for percent
    ["a > 1", "b < 1"],
    ["a != b", "a >= b"],
    ["t1!a > t1!b", "t2!a < t2!b"],
    ["a = b * c", "a = b * d"],
    ["share <= 100%", "share >= 0"],
    ["growth > 100%"],
    ["share of gdp > 100%"],
    ["previous(a) < a", "a < previous(a, file)"],
    ["sum(a) = b", "sum(a) = c"],
    ["total by region = sum(a)", "all = sum(a)", "all > total by region"],  # the sum of a group, and of all
    ["Total = sum(a)", "Total = sum(b)", "sum(a) > sum(b)"],  # Total in the column a, and in b
    ["round(a, 1) = b", "a = b"],
    ["[2, 3] > [2, 4]", "[3, 3] < [3, 4]"],
    ["if a > 0 then b > 0", "b < 0"],
    ["if a > 0 then b > 0", "if a < 0 then b < 0"],
    ["x = 1.5 * y", "x = 1.6 * y"],
]
# Formulas of which those numbered cannot hold together, none of them to be left out.
CONTRADICTORY = [
    (["a > b", "a < b"], [0, 1]),
    (["a > b", "x = y", "b >= a"], [0, 2]),
    (["甲 > 乙", "乙 ≥ 甲"], [0, 1]),
    (["total = a + b", "total = a + b + c", "c > 0"], [0, 1, 2]),
    (["total = a + b", "total = a + b + 1"], [0, 1]),
    (["a < b", "b < c", "c < a"], [0, 1, 2]),
    (["a = b", "a != b"], [0, 1]),
    (["a <= 50%", "a > 60%"], [0, 1]),
    (["a <= 0.5万", "a > 6000"], None),  # the unit of 6000 is that of a
    (["a <= 0.5万", "a > 1万"], [0, 1]),
    (["2 * a = 4 * b", "a > 2 * b"], [0, 1]),
    (["sum(a, b) > t", "t = a + b"], [0, 1]),
    (["x = 1.5 * y", "x = 1.6 * y", "y > 0"], [0, 1, 2]),
    (["a = -b", "a > 0", "b > 0"], [0, 1, 2]),
    (["a - b = 1", "b - a = 1"], [0, 1]),
    (["column 'a' > b", "column 'a' < b"], [0, 1]),
    (["'a  b' > c", "A b < c"], [0, 1]),
    (["a / b > 2", "a / b < 1"], [0, 1]),
    (["abs(a) < b", "b < 0"], [0, 1]),
    (["Total = sum(a)", "Total < sum(a)"], [0, 1]),
    (["t by g = sum(a)", "t by g > sum(a)"], [0, 1]),
    (["5 < a < 3"], [0]),
    (["1 = 2"], [0]),
    (["a > a"], [0]),
    (["a != a"], [0]),
    (["abs(a) < 0"], [0]),
    (["a = a + 1"], [0]),
]


@pytest.mark.parametrize("formulas", SOUND, ids="; ".join)
def test_formulas_that_can_hold_are_left_alone(formulas: list[str]) -> None:
    assert core([links_of(parse(one).claim) for one in formulas if not one.startswith("if")]) == []


@pytest.mark.parametrize(("formulas", "wanted"), CONTRADICTORY, ids=[": ".join(one) for one, _ in CONTRADICTORY])
def test_contradictions_are_found(formulas: list[str], wanted: list[int] | None) -> None:
    assert core([links_of(parse(one).claim) for one in formulas]) == (wanted or [])


values = st.integers(-3, 3)
terms = st.tuples(st.integers(-3, 3), st.sampled_from("abc"))


@given(st.lists(st.tuples(st.lists(terms, min_size=1, max_size=3), st.sampled_from("=<>≤≥≠")), max_size=6), st.data())
@settings(max_examples=150, deadline=None)
def test_what_some_figures_satisfy_is_never_contradictory(
    claims: list[tuple[list[tuple[int, str]], str]], data: st.DataObject
) -> None:
    """Figures are drawn first; every formula is turned so that they satisfy it."""
    figures = {name: data.draw(values) for name in "abc"}
    links = []
    for parts, sign in claims:
        total = sum(weight * figures[name] for weight, name in parts)
        true = {"=": total == 0, "<": total < 0, ">": total > 0, "≤": total <= 0, "≥": total >= 0, "≠": total != 0}
        turned = sign if true[sign] else {"=": "≠", "≠": "=", "<": "≥", "≥": "<", ">": "≤", "≤": ">"}[sign]
        left = " + ".join(f"{weight} * {name}" if weight >= 0 else f"-{-weight} * {name}" for weight, name in parts)
        links += links_of(parse(f"{left} {turned} 0 * a").claim)
    assert consistent(links)


REPORT = "region,count,share\nNorth,4120,33.5%\nSouth,3980,32.4%\nEast,4200,34.1%\nTotal,12300,100.0%\n"
# Configurations, and what is wrong in them: the line and column, and part of the sentence.
CHECKED = {
    "nothing": ('[[relations]]\nformula = "share = count / [Total, count]"\n', []),
    "an unknown column": (
        '[[relations]]\nformula = "share = counts / [Total, count]"\n',
        [("2:20", 'no table has: "counts" (did you mean count?)')],
    ),
    "a table without the column": (
        '[tables.t]\nfile = "report.csv"\n[[relations]]\ntable = "t"\nformula = "0 <= pupils"\n',
        [("5:17", 'the table does not have: "pupils"')],
    ),
    "another file": (
        '[tables.t]\nfile = "other.csv"\n[[relations]]\ntable = "t"\nformula = "0 <= count"\n',
        [("5:12", 'it never applied to the reports given: "t" is not among them')],
    ),
    "another file before the sign": (
        '[[relations]]\nformula = "count >= other.csv!count"\n',
        [("2:12", 'not among the inputs: "other.csv"')],
    ),
    "a condition that is never true": (
        '[[relations]]\nformula = "count > 1"\nwhere = "region = \'Nowhere\'"\n',
        [("2:12", "it never applied to the reports given: its condition is true nowhere")],
    ),
    "a row and a column": (
        '[[relations]]\nformula = "count = North + South"\n',
        [("2:12", '"North", "South" is a row and "count" a column of')],
    ),
    "the same twice": (
        '[[relations]]\nformula = "Total = North + South + East"\n'
        '[[relations]]\nformula = "East = Total - (North + South)"\n',
        [("4:12", "it repeats line 2")],
    ),
    "the same for some rows only": (
        '[[relations]]\nformula = "count > 0"\n[[relations]]\nformula = "count > 0"\nwhere = "region != \'Total\'"\n',
        [],
    ),
    "the opposite": (
        '[[relations]]\nformula = "North > South"\n[[relations]]\nformula = "South >= North"\n',
        [("4:12", "it cannot hold together with line 2")],
    ),
    "the opposite at another time": (
        '[[relations]]\nformula = "North > South"\nvalid-until = 2999-12-31\n'
        '[[relations]]\nformula = "South >= North"\nvalid-from = 3000-01-01\n',
        [("5:12", "it never applied to the reports given")],
    ),
    "three that cannot hold": (
        '[[relations]]\nformula = "Total = North + South"\n[[relations]]\nformula = "Total = North + South + East"\n'
        '[[relations]]\nformula = "East > 0"\n',
        [("6:12", "it cannot hold together with line 2 and line 4")],
    ),
    "what never holds": ('[[relations]]\nformula = "1 = 2"\n', [("2:12", "it can never hold: 1 = 2")]),
    "what always holds": (
        '[[relations]]\nformula = "count + 1 >= count + 1"\n',
        [("2:12", "it always holds, so it says nothing")],
    ),
    "more than the whole": (
        '[[relations]]\nformula = "share > 100%"\n',
        [("2:12", "it can never hold: no share of a whole is above 100 %")],
    ),
    "less than nothing": (
        '[[relations]]\nformula = "share < 0%"\n',
        [("2:12", "it can never hold: no share of a whole is below 0 %")],
    ),
    "shares that add up to more": ('[[relations]]\nformula = "sum(share) >= 110%"\n', []),
    "expired": (
        '[[relations]]\nformula = "count > 0"\nvalid-until = 2020-12-31\n',
        [("2:12", "it expired on 2020-12-31")],
    ),
    "several": (
        '[[relations]]\nformula = "1 = 2"\n[[relations]]\nformula = "counts > 0"\n',
        [("2:12", "it can never hold"), ("4:12", "it never applied")],
    ),
    "none": ('select = ["TOT"]\n', []),
}


NOTHING = (
    ["own.toml: no relations are declared"],
    ["own.toml: 1 relation checked against 1 table, nothing is wrong"],
    ["own.toml: 2 relations checked against 1 table, nothing is wrong"],
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own with one report."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.csv").write_text(REPORT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", CHECKED)
def test_each_mistake_is_one_line(name: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, wanted = CHECKED[name]
    (here / "own.toml").write_text(text, encoding="utf-8")
    assert run_command(["rule", "--check", "--config", "own.toml", "report.csv"]) == int(bool(wanted))
    told = capsys.readouterr().out.splitlines()
    if not wanted:
        assert told in NOTHING
        return
    assert len(told) == len(wanted)
    for line, (place, sentence) in zip(told, wanted, strict=True):
        assert line.startswith(f"own.toml:{place}: ")
        assert sentence in line


def test_without_reports_only_the_file_is_checked(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "checker.toml").write_text('[[relations]]\nformula = "no such = column"\n', encoding="utf-8")
    assert run_command(["rule", "--check"]) == 0
    assert "1 relation checked, nothing is wrong" in capsys.readouterr().out
    assert run_command(["rule", "--check", "report.csv"]) == 1


UNUSABLE = {
    "no configuration": (None, ["rule", "--check"], "there is no checker.toml"),
    "a mistake": ('[[relations]]\nformula = "a ="\n', ["rule", "--check"], "checker.toml:2:15: expected a name"),
    "no report": ('[[relations]]\nformula = "a = b"\n', ["rule", "--check", "missing.csv"], "missing.csv"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_cannot_be_checked_is_said(name: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, arguments, said = UNUSABLE[name]
    if text:
        (here / "checker.toml").write_text(text, encoding="utf-8")
    assert run_command(arguments) == 2
    assert said in capsys.readouterr().err


def test_the_date_decides(tmp_path: Path) -> None:
    path = tmp_path / "checker.toml"
    path.write_text('[[relations]]\nformula = "a = b"\nvalid-until = 2024-06-30\n', encoding="utf-8")
    declared = load_config(path).declared
    assert declared is not None
    assert list(static_problems(declared, date(2024, 6, 30))) == []
    ((number, problem),) = static_problems(declared, date(2024, 7, 1))
    assert (number, str(problem)) == (0, f"{path}:2:12: it expired on 2024-06-30")
