"""Bounds come from words and structure, and the numbers may only refute them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.discovery.bounds import bound_relations, parts_within
from checker.discovery.magnitudes import sizes
from checker.discovery.named_bounds import in_order, shares_of_wholes, subsets
from checker.discovery.patterns import discover
from checker.judge import judge
from checker.relations import Basis, Relation, Verdict
from tests.tables_from_text import table_from


def relations(text: str) -> list[Relation]:
    """Every bound between two items of a table."""
    found = discover(table_from(text))
    bounds = (*parts_within(found), *subsets(found), *in_order(found))
    return [relation for bound in bounds for relation in bound_relations(bound)]


def claims(text: str) -> set[str]:
    """Every bound found, as cells: "B3 <= B2"."""
    return {" <= ".join(str(term.figure.place.cell) for term in one.operands) for one in relations(text)}


def broken(text: str) -> set[str]:
    """The cells of the lesser sides of broken bounds."""
    judged = [judge(one) for one in relations(text)]
    return {str(j.relation.operands[0].figure.place.cell) for j in judged if j.verdict is Verdict.BROKEN}


OF_WHICH = {
    "indented under its whole": ("r,x\nStaff,120\n  of which: women,70\nCars,9\n", {"B3 <= B2"}),
    "its successors stand level with it": (
        "项目,产量\n总产量,950\n一、谷物,600\n其中：稻谷,210\n小麦,130\n二、豆类,350\n",
        {"B4 <= B3", "B5 <= B3"},
    ),
    "nested twice": ("r,x\n一、机构,900\n　#社区,300\n　　#公办,120\n", {"B3 <= B2", "B4 <= B3"}),
    "level with a sibling, but too large for it": (
        "指标,本期,上期\n一、零售额,519,505\n　城镇,381,371\n　乡村,138,134\n　其中：限额以上,173,176\n",
        {"B5 <= B2", "C5 <= C2"},
    ),
    "a column under the same header": (
        "学校,在校学生,其中：少数民族学生\n一中,400,31\n二中,310,28\n",
        {"C2 <= B2", "C3 <= B3"},
    ),
    "each period under its own": (
        "行业,费用,,其中：税金,\n,本期,上期,本期,上期\n农业,410,305,31,52\n林业,312,271,28,19\n",
        {"D3 <= B3", "D4 <= B4", "E3 <= C3", "E4 <= C4"},
    ),
    "joined headers": (
        "店,本月;总额,上月;总额,本月;总额;其中：网上,上月;总额;其中：网上\n甲,410,305,31,52\n乙,312,271,28,19\n",
        {"D2 <= B2", "D3 <= B3", "E2 <= C2", "E3 <= C3"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), OF_WHICH.values(), ids=OF_WHICH)
def test_of_which(text: str, expected: set[str]) -> None:
    assert claims(text) == expected


SILENT = {
    "means under a title that says so": (
        "2014年生均支出,\n类别,2013年,2014年\n小学,690,768\n  其中：农村,701,740\n初中,925,1035\n"
    ),
    "an index row": "r,x,y\nPrice index,100.1,101.2\n  of which: food,103.0,104.1\n",
    "changes": "项目,增减额\n一、收入,120\n  其中：税收,150\n",
    "units that do not convert": "项目,数量\n一、学校（所）,12\n  其中：学生（人）,4000\n",
    "parts that a sum makes parts": "r,x,y,z\nAll,67,90,81\n  A,14,25,33\n  B,53,65,48\n",
    "children larger than their parents": "r,a,b,c,d\nP,10,20,30,40\n  c1,12,11,31,9\n  c2,1,30,2,44\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_silent(text: str) -> None:
    assert claims(text) == set()


NAMED = {
    "boarders and pupils": (
        "校,在校生（人）,,寄宿生（人）\n,男,合计,\n甲,30,62,11\n乙,41,80,25\n",
        {"D3 <= C3", "D4 <= C4", "B3 <= C3", "B4 <= C4"},
    ),
    "a prefix that narrows": ("年,学龄儿童数,已入学学龄儿童数\n2001,116,98\n2002,122,114\n", {"C2 <= B2", "C3 <= B3"}),
    "female teachers and teachers": (
        "y,Teachers,Female teachers\n2001,116,98\n2002,122,114\n",
        {"C2 <= B2", "C3 <= B3"},
    ),
    "the month and the year to date": ("指标,本月,1-6月累计\n产值,186,1130\n销售,51,318\n", {"B2 <= C2", "B3 <= C3"}),
    "points on a line that measures a rate": (
        "指标,分值,得分\n合格率（%）,10,9.5\n完成率（%）,15,15\n",
        {"C2 <= B2", "C3 <= B3"},
    ),
    "groups of columns": (
        "校,教职工,,专任教师,\n,合计,女,合计,女\n甲,40,22,31,20\n乙,55,30,44,29\n",
        {"C3 <= B3", "C4 <= B4", "E3 <= D3", "E4 <= D4", "D3 <= B3", "D4 <= B4", "E3 <= C3", "E4 <= C4"},
    ),
    "least, mean and greatest": (
        "班,最低分,平均分,最高分\n一,41,76.5,98\n二,38,70,99\n",
        {"B2 <= C2", "C2 <= D2", "B3 <= C3", "C3 <= D3"},
    ),
    "limits of an estimate": (
        "r,Estimate,Lower limit,Upper limit\nA,12,10,15\nB,20,17,22\n",
        {"C2 <= B2", "B2 <= D2", "C3 <= B3", "B3 <= D3"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), NAMED.values(), ids=NAMED)
def test_named(text: str, expected: set[str]) -> None:
    assert claims(text) == expected


def test_an_index_row_has_no_year_to_date() -> None:
    assert claims("指标,本月,1-6月累计\n产值,186,1130\n销售,51,318\n价格指数,101.5,100.3\n") == {"B2 <= C2", "B3 <= C3"}


def test_a_bound_is_found_although_it_is_broken() -> None:
    assert broken("年,学龄儿童数,已入学学龄儿童数\n1,116,98\n2,122,1140\n3,110,101\n") == {"C3"}


def test_structure_alone_accuses_only_among_many_lines() -> None:
    few = "r,a,b,c\nP,100,90,80\n  c,40,33,812\nQ,7,8,9\n"
    many = "r,a,b,c,d,e,f\nP,100,90,80,70,60,50\n  c,40,33,812,20,18,19\nQ,7,8,9,9,8,7\n"
    assert broken(few) == set()
    assert broken(many) == {"D3"}
    assert {one.basis for one in relations(many)} == {Basis.INFERRED}


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("及格率（%）", True),
        ("净入学率（%）", True),
        ("Literacy rate (%)", True),
        ("Share of total (%)", True),
        ("毛入学率（%）", False),
        ("增长率（%）", False),
        ("占GDP比重（%）", False),
        ("Change in pass rate (%)", False),
        ("预算完成率（%）", False),
    ],
)
def test_which_percentages_are_of_a_whole(label: str, told: bool) -> None:
    found = discover(table_from(f"r,{label},n\nA,95.1,4\nB,88.0,5\nC,71.2,7\n"))
    assert bool(list(shares_of_wholes(found))) is told


@given(st.lists(st.tuples(st.integers(1, 999), st.integers(0, 999)), min_size=2, max_size=8))
def test_correct_parts_are_never_flagged(pairs: list[tuple[int, int]]) -> None:
    whole = ",".join(str(part + rest) for part, rest in pairs)
    part = ",".join(str(part) for part, _ in pairs)
    header = ",".join(f"c{n}" for n in range(len(pairs)))
    assert broken(f"r,{header}\nStaff,{whole}\n  of which: women,{part}\n") == set()


STEADY = (
    "y,A,B,C\n1,410,12040,880\n2,415,12190,903\n3,418,12270,938\n4,421,12410,{}\n5,419,12530,997\n6,424,12680,1035\n"
)


@pytest.mark.parametrize(
    ("stated", "off"), [("964", False), ("9.64", True), ("9640000", True), ("96400", True), ("300", None)]
)
def test_a_figure_in_another_unit_sticks_out(stated: str, off: bool | None) -> None:
    found = [sized for sized in sizes(discover(table_from(STEADY.format(stated)))) if sized.item == 2]
    figures = [(sized, figure) for sized in found if (figure := sized.view.figure(2, sized.line))]
    told = [sized.line == 3 and not sized.range.has(figure.value) for sized, figure in figures]
    assert told == ([] if off is None else [off])
