"""Sums are found in every layout, and found although they are broken somewhere."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.discovery.patterns import discover, sum_relations
from checker.judge import judge
from checker.relations import Judgement, Verdict
from tests.tables_from_text import table_from


def judged(text: str) -> list[Judgement]:
    found = discover(table_from(text))
    return [judge(relation) for view, one in found.sums() for relation in sum_relations(view, one)]


def claims(text: str) -> set[str]:
    """Every sum found, as cells: "B2 = B3 + B4"."""
    told = set()
    for judgement in judged(text):
        relation = judgement.relation
        assert relation.result is not None
        parts = " + ".join(sorted(str(term.figure.place.cell) for term in relation.operands))
        told.add(f"{relation.result.place.cell} = {parts}")
    return told


LAYOUTS = {
    "total after its parts": ("r,x,y\nA,14,25\nB,31,47\nC,22,18\nTotal,67,90\n", "B5 = B2 + B3 + B4"),
    "total before its parts": ("r,x,y\n合计,67,90\n甲,14,25\n乙,31,47\n丙,22,18\n", "B2 = B3 + B4 + B5"),
    "nested by indentation": (
        "r,x,y\nAll,120,151\n  A,67,90\n    a1,45,72\n    a2,22,18\n  B,53,61\n    b1,31,40\n    b2,22,21\n",
        "B2 = B3 + B6",
    ),
    "grand total of subtotals": (
        "r,x,y\na1,45,72\na2,22,18\nSubtotal,67,90\nb1,31,40\nb2,22,21\nSubtotal,53,61\nTotal,120,151\n",
        "B8 = B4 + B7",
    ),
    "a gap between total and parts": (
        "r,x,y\nTotal,67,90\nof which abroad,9,12\nA,14,25\nB,31,47\nC,22,18\n",
        "B2 = B4 + B5 + B6",
    ),
    "the same leaf in every group": (
        "y,All,,North,,South,\n,boys,girls,boys,girls,boys,girls\n2019,410,395,200,190,210,205\n"
        "2020,428,401,215,199,213,202\n2021,433,418,220,204,213,214\n",
        "B3 = D3 + F3",
    ),
    "columns": (
        "y,total,land,sea,air\n2019,889,204,434,251\n2020,910,210,435,265\n2021,981,232,463,286\n",
        "B2 = C2 + D2 + E2",
    ),
    "a column taken away": ("item,x,y\n收入,812,790\n减：退税,31,28\n净收入合计,781,762\n", "B4 = B2 + B3"),
    "opening and closing": (
        "项目,一季度,二季度,三季度\n期初数,120,135,129\n本期增加,40,22,31\n本期减少,25,28,19\n期末数,135,129,141\n",
        "B5 = B2 + B3 + B4",
    ),
    "parts of joined headers, one period beside the next": (
        "店,本月;总额;元,上月;总额;元,本月;总额;餐费;元,上月;总额;餐费;元,本月;总额;房费;元,上月;总额;房费;元\n"
        "甲,519,481,338,301,181,180\n乙,742,705,417,398,325,307\n丙,266,291,0,0,266,291\n",
        "B3 = D3 + F3",
    ),
    "the first part is the whole once more": (
        "行业,人数,工资,单位数\n总计,905,4127,31\n  1.企业,905,4127,31\n  （一）农业,412,1719,12\n"
        "    种植,290,1203,8\n    畜牧,122,516,4\n  （二）林业,183,977,8\n  （三）渔业,310,1431,11\n",
        "B2 = B4 + B7 + B8",
    ),
    "binary fractions as they are stored": (
        "项目,全体,城镇,农村\n收入,48.300000000000004,61.449999999999996,29.11\n"
        "  工资,31.150000000000002,42.300000000000004,15.870000000000001\n"
        "  经营,17.150000000000002,19.149999999999995,13.239999999999998\n",
        "B2 = B3 + B4",
    ),
    "profit in and out of operations": (
        "企业,营业利润,营业外收入,营业外支出,利润总额\n甲,4681,36,76,4641\n乙,852,181,6,1027\n丙,-47,298,12,239\n",
        "E2 = B2 + C2 + D2",
    ),
    "assets, what is owed and what is owned": (
        "firm,total assets,current assets,total liabilities,equity\nA,71092,64776,28278,42814\n"
        "B,19875,7923,10221,9654\nC,38255,6572,7352,30903\n",
        "B2 = D2 + E2",
    ),
    "a surplus among rows under their total": (
        "指标,金额\n进出口总额,415462\n  出口额,237726\n  进口额,177736\n进出口顺差,59990\n",
        "B3 = B4 + B5",
    ),
    "a total among ordinals": (
        "序号,客户,销售额\n1,甲,1083.52\n2,乙,994.16\n3,丙,925.97\n合计,/,3003.65\n",
        "C5 = C2 + C3 + C4",
    ),
    "one line, words": ("项目,金额\n财政收入,7407.99\n财政支出,7037.55\n收支差额,370.44\n", "B2 = B3 + B4"),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_sum_is_found_in_its_layout(name: str) -> None:
    text, expected = LAYOUTS[name]
    assert expected in claims(text)
    assert all(judgement.verdict is not Verdict.BROKEN for judgement in judged(text))


SILENT = {
    "unrelated columns": "firm,staff,sales\nA,14,25\nB,31,47\nC,22,18\n",
    "rates do not add up": "sex,rate %\nAll,45.2\nMen,50.1\nWomen,40.3\n",
    "a pair by coincidence": "firm,a,b,c\nA,10,4,6\nB,12,9,5\nC,14,3,7\n",
}


@pytest.mark.parametrize("name", SILENT)
def test_numbers_that_only_happen_to_add_up_are_no_sum(name: str) -> None:
    assert claims(SILENT[name]) == set()


def test_a_blank_part_is_not_zero() -> None:
    text = "r,x,y,z\nA,14,25,33\nB,31,47,52\nC,22,-,41\nTotal,67,90,126\n"
    verdicts = {j.relation.result.place.cell: j.verdict for j in judged(text) if j.relation.result}
    assert verdicts["C5"] is Verdict.UNDECIDED


def printed(rows: Sequence[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


@st.composite
def additive_tables(draw: st.DrawFn) -> list[list[object]]:
    """A table of counts with a total row and a total column, all exact."""
    rows = draw(st.integers(3, 7))
    columns = draw(st.integers(3, 5))
    telling = st.integers(100, 99_999).filter(lambda count: count % 5)
    line = st.lists(telling, min_size=columns, max_size=columns, unique=True)
    body: list[list[int]] = [draw(line) for _ in range(rows)]
    body = [[sum(row), *row] for row in body]
    total = [sum(column) for column in zip(*body, strict=True)]
    header: list[object] = ["region", "total", *(f"type {chr(97 + i)}" for i in range(columns))]
    lines: list[list[object]] = [[f"region {chr(65 + i)}", *row] for i, row in enumerate(body)]
    where = draw(st.booleans())
    return [header, ["Total", *total], *lines] if where else [header, *lines, ["Total", *total]]


@given(additive_tables())
def test_a_consistent_table_never_alarms_and_is_covered(rows: list[list[object]]) -> None:
    found = judged(printed(rows))
    assert all(judgement.verdict is Verdict.HELD for judgement in found)
    covered = {figure.place.cell for judgement in found for figure in judgement.relation.figures}
    assert len(covered) == (len(rows) - 1) * (len(rows[0]) - 1)


@given(additive_tables(), st.data())
def test_a_slip_leaves_the_sum_known_and_broken(rows: list[list[object]], data: st.DataObject) -> None:
    row = data.draw(st.integers(1, len(rows) - 1))
    column = data.draw(st.integers(1, len(rows[0]) - 1))
    slip = data.draw(st.integers(1_000, 9_000))
    rows[row][column] = int(str(rows[row][column])) + slip
    broken = [j for j in judged(printed(rows)) if j.verdict is Verdict.BROKEN]
    cell = f"{chr(65 + column)}{row + 1}"
    assert any(cell == figure.place.cell for judgement in broken for figure in judgement.relation.figures)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Region,Books\nMill,156\nLake,123\nGrove,63\nHill,249\nAll,597\n", "597"),  # 591: a digit wrong
        ('地区,人数\n合计,"98,822"\n清水,"34,923"\n河口,"20,166"\n金塘,"22,270"\n柳林,"21,533"\n', "98,822"),
        ("Fund,Grant ($m)\nA,12.40\nB,31.15\nC,8.62\nTotal,52.71\n", "52.71"),  # 52.17: two digits exchanged
        ("Region,Books\nMill,1156\nLake,2123\nGrove,1063\nHill,3249\nTotal,7604\n", "7604"),  # 13 too many: close
        ("Ten largest,Books\nMill,1156\nLake,2123\nGrove,1063\nHill,3249\nTotal,12837\n", ""),  # not all are listed
        ("Ten largest,Books\nMill,156\nLake,123\nGrove,63\nHill,249\nLast year,597\n", ""),  # no total
        ("Place,Share (%)\nMill,15\nLake,23\nGrove,33\nHill,24\nTotal,90\n", ""),  # rates are others' business
    ],
)
def test_a_total_of_one_column_is_told_where_a_slip_or_little_explains_it(text: str, said: str) -> None:
    sums = [one.relation for one in judged(text) if one.verdict is Verdict.BROKEN]
    assert [one.result.text for one in sums if one.result] == ([said] if said else [])


def test_counts_that_are_never_rounded_say_nothing_of_the_shares_beside_them() -> None:
    counts = [(7919 * row % 997 + 1, 6133 * row % 991 + 1) for row in range(400)]
    whole = sum(map(sum, counts))
    rows = [f"p{row},{a},{b},{a + b},{100 * (a + b) / whole:.2f}" for row, (a, b) in enumerate(counts)]
    last = f"Total,{sum(a for a, _ in counts)},{sum(b for _, b in counts)},{whole},100.00"
    lines = judged("\n".join(["place,boys,girls,total,share (%)", *rows, last, ""]))
    assert len(lines) > 400 and all(one.verdict is Verdict.HELD for one in lines)


def test_a_place_whose_name_holds_a_word_for_the_rest_is_no_balance() -> None:
    assert not claims("乡镇,学校\n中滩,1\n余滩,0\n高滩,1\n净水,2\n")


def test_a_column_that_is_nothing_wherever_the_sum_holds_is_no_part_of_it() -> None:
    """Of which: seats that nobody contested are counted in the parties' seats already."""
    generator = random.Random(8)
    rows = ["year,seats,uncontested,left,right,others"]
    for at in range(14):
        left, right, others = (generator.randrange(low, low + 30) for low in (40, 45, 12))
        rows.append(
            f"{1949 + 3 * at},{left + right + others},{(0, 3, 0, 7)[at % 4] if at < 4 else 0},{left},{right},{others}"
        )
    found = judged("\n".join(rows) + "\n")
    assert found and all(one.verdict is Verdict.HELD for one in found)
    assert "B3 = D3 + E3 + F3" in claims("\n".join(rows) + "\n")


def test_a_part_that_one_total_forgot_stays_a_part() -> None:
    text = "r,x,y,z\nA,140,250,310\nB,310,470,290\nC,0,0,45\nTotal,450,720,600\n"
    assert any(one.verdict is Verdict.BROKEN for one in judged(text))


def test_codes_of_yes_and_no_add_up_to_nothing() -> None:
    generator = random.Random(5)
    rows = [["case", *(f"mark {at}" for at in range(20))]]
    rows += [[f"c{at}", *(str(generator.choice((0, 1, 1, 0, 2))) for _ in range(20))] for at in range(40)]
    assert not claims("\n".join(map(",".join, rows)) + "\n")
