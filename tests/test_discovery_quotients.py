"""Shares, rates, growth, bases and averages are found in every layout, and found although one line is broken."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.discovery.averages import averages
from checker.discovery.bases import change_bases, population_bases
from checker.discovery.hundreds import breakdowns
from checker.discovery.quotients import quotients
from checker.discovery.telling import (
    average_relations,
    base_relations,
    breakdown_relations,
    relations,
    weighted_relations,
)
from checker.discovery.weights import weighted_averages
from checker.judge import judge
from checker.reading.tables import Table
from checker.relations import Judgement, Relation, Verdict
from tests.quotient_layouts import LAYOUTS, SILENT
from tests.tables_from_text import table_from, tables_from


def relations_of(table: Table) -> Iterator[Relation]:
    for found in quotients(table):
        yield from relations(found)
    for breakdown in breakdowns(table):
        yield from breakdown_relations(breakdown)
    for base in (*change_bases(table), *population_bases(table)):
        yield from base_relations(base)
    for average in averages(table):
        yield from average_relations(average)
    for weighted in weighted_averages(table):
        yield from weighted_relations(weighted)


def judged(text: str) -> list[Judgement]:
    return [judge(relation) for table in tables_from(text) for relation in relations_of(table)]


def name_of(relation: Relation) -> str:
    """A relation as its kind and cells: "share C2 = B2, B5"."""
    operands = ", ".join(str(term.figure.place.cell) for term in relation.operands)
    result = relation.result.place.cell if relation.result else relation.constant and relation.constant.low
    return f"{relation.kind.value} {result} = {operands}"


def claims(text: str) -> set[str]:
    return {name_of(judgement.relation) for judgement in judged(text)}


def broken(text: str) -> set[str]:
    return {name_of(one.relation) for one in judged(text) if one.verdict is Verdict.BROKEN}


@pytest.mark.parametrize("name", LAYOUTS)
def test_it_is_found_in_its_layout_and_holds(name: str) -> None:
    text, expected, _ = LAYOUTS[name]
    assert expected in claims(text)
    assert broken(text) == set()


@pytest.mark.parametrize("name", LAYOUTS)
def test_it_is_found_although_it_is_broken(name: str) -> None:
    text, expected, (right, wrong) = LAYOUTS[name]
    assert text.count(right) >= 1
    assert expected in broken(misread(text, expected, right, wrong))


def misread(text: str, expected: str, right: str, wrong: str) -> str:
    """The text with one figure of the expected relation replaced: the last of its cells that reads so."""
    table = next(table for table in tables_from(text) if expected in {name_of(one) for one in relations_of(table)})
    (relation,) = [one for one in relations_of(table) if name_of(one) == expected]
    place = next(f.place for f in relation.figures if f.text == right)
    lines = [line.split(",") for line in text.rstrip("\n").split("\n")]
    assert place.row is not None and place.column is not None
    lines[place.row - 1][place.column - 1] = wrong
    return "\n".join(",".join(line) for line in lines) + "\n"


@pytest.mark.parametrize("name", SILENT)
def test_what_does_not_follow_from_the_table_is_not_contradicted(name: str) -> None:
    assert broken(SILENT[name]) == set()


def test_periods_that_do_not_follow_each_other_are_not_compared() -> None:
    assert claims(SILENT["years that do not follow each other"]) == set()


def test_a_misstated_total_breaks_every_share_of_it() -> None:
    text, _, _ = LAYOUTS["share of a total below"]
    assert {f"share C{row} = B{row}, B6" for row in (2, 3, 4, 5)} <= broken(text.replace("12050", "10250"))


def test_a_quotient_is_rounded_even_where_its_unit_is_a_count() -> None:
    text = (
        "Town (number),A,B,C\nHouseholds,31410,56825,17055\nPersons,69390,115295,33615\n"
        "Average number of persons,2.2,2,2\n"
    )
    assert "per_head C4 = C3, C2" in claims(text)
    assert broken(text) == set()


def test_rates_of_an_average_population_only_nearly_follow_from_a_count() -> None:
    text = (
        "Year,Population,Births,Birth rate (per 1000)\n2001,3010000,36200,12.0\n2002,3040000,37400,12.3\n"
        "2003,3100000,38240,12.4\n"
        "2004,3130000,39000,12.5\n2005,3190000,39300,12.3\n2006,3200000,40100,12.5\n2007,3260000,42900,13.2\n"
    )
    assert "rate D4 = C4, B4" in claims(text)
    assert broken(text) == set()
    assert "rate D5 = C5, B5" in broken(text.replace("39000,12.5", "39000,15.2"))


def test_unit_words_convert_before_they_divide() -> None:
    text = "项目,总额（亿元）,其中（万元）,占比（%）\n甲,12.5,31250,25.0\n乙,8.0,9600,12.0\n丙,20.4,42840,21.0\n"
    assert "share D4 = C4, B4" in claims(text)
    assert broken(text) == set()


def test_parallel_blocks_say_the_same_though_one_of_them_is_broken() -> None:
    text = (
        "Port,Truck,,,Rail,,\n,2003,2004,Percent change,2003,2004,Percent change\n"
        "A,560,640,14.3,950,1010,6.3\nB,410,400,-2.4,310,360,16.1\n"
        "C,330,390,18.2,720,610,51.3\n"
    )
    assert broken(text) == {"growth G5 = E5, F5"}


counts = st.lists(st.integers(1, 999_999), min_size=3, max_size=9)


@given(counts, st.integers(0, 2))
def test_correct_shares_never_break_however_they_are_rounded(parts: list[int], decimals: int) -> None:
    whole = sum(parts)
    lines = [f"r{at},{part},{printed(Fraction(100 * part, whole), decimals)}" for at, part in enumerate(parts)]
    text = "\n".join(["item,persons,share of total (%)", *lines, f"Total,{whole},100"]) + "\n"
    assert broken(text) == set()


@given(
    st.lists(st.tuples(st.integers(100, 99_999), st.integers(100, 99_999)), min_size=2, max_size=8), st.integers(0, 2)
)
def test_correct_growth_never_breaks_however_it_is_rounded(pairs: list[tuple[int, int]], decimals: int) -> None:
    lines = [
        f"r{at},{old},{new},{printed(Fraction(100 * (new - old), old), decimals)}"
        for at, (old, new) in enumerate(pairs)
    ]
    assert broken("\n".join(["item,2019,2020,change (%)", *lines]) + "\n") == set()


def printed(value: Fraction, decimals: int) -> str:
    """A value rounded half away from zero to some decimals."""
    units = 10**decimals
    digits = int(abs(value) * units + Fraction(1, 2))
    sign = "-" if value < 0 and digits else ""
    whole, rest = divmod(digits, units)
    return f"{sign}{whole}.{rest:0{decimals}d}" if decimals else f"{sign}{whole}"


@pytest.mark.parametrize(
    ("last", "verdicts"),
    [("26.00", ["held"] * 5), ("24.00", ["held"] * 4 + ["broken"])],
)
def test_whole_operands_are_exact_where_all_other_lines_say_so(last: str, verdicts: list[str]) -> None:
    rows = f"Harbour,42,45,7.14\nWest,40,47,17.50\nHill,104,131,25.96\nOld Town,120,115,-4.17\nBridge,50,63,{last}\n"
    table = table_from(f"Branch,2022,2023,Change (%)\n{rows}")
    growth = [judge(one) for found in quotients(table) for one in relations(found)]
    assert [str(one.verdict) for one in growth] == verdicts
