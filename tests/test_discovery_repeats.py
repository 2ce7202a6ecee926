"""One quantity in several places: in one table, in two tables of a file, in the reports of two years."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker import validate
from checker.discovery.mentions import chained_mentions, mention_relations, shared_mentions
from checker.discovery.patterns import discover
from checker.discovery.quantities import named, report_year, title_subject
from checker.discovery.repeats import repeat_relations, repeats
from checker.judge import judge
from checker.relations import Basis, Relation, Verdict
from tests.tables_from_text import table_from, tables_from


def told(relations: list[Relation]) -> dict[str, set[str]]:
    """The pairs of cells by verdict."""
    found: dict[str, set[str]] = {"held": set(), "broken": set()}
    for relation in relations:
        pair = " = ".join(str(figure.place.cell) for figure in relation.figures)
        found[judge(relation).verdict.value].add(pair)
    return found


def within(text: str) -> dict[str, set[str]]:
    return told([relation for one in repeats(discover(table_from(text))) for relation in repeat_relations(one)])


def between(text: str) -> dict[str, set[str]]:
    return told([relation for one in shared_mentions(tables_from(text)) for relation in mention_relations(one)])


def test_rows_of_one_name_that_agree() -> None:
    text = "r,x,y,z\nFees,3104,3250,3412\nCosts,1804,1877,1933\nFees,3104,3250,3142\n"
    assert within(text) == {"held": {"B2 = B4", "C2 = C4"}, "broken": {"D2 = D4"}}


def test_rows_of_one_name_in_sections_that_differ_are_other_things() -> None:
    text = "r,x,y,z\nBoys,3104,3250,3412\nGirls,1804,1877,1933\nBoys,2210,2304,2405\nGirls,1911,1899,1950\n"
    assert within(text) == {"held": set(), "broken": set()}


@pytest.mark.parametrize(("taken", "verdict"), [("1139.4", "held"), ("1193.4", "broken"), ("1300.0", None)])
def test_a_row_that_is_taken_over(taken: str, verdict: str | None) -> None:
    """Its words say where it comes from: one line is enough, if no more than a slip sets the two apart."""
    text = f"项目,金额（亿元）\n经常性结余,1139.4\n建设性收入,1393.0\n转入：经常性结余,{taken}\n专项收入,461.8\n"
    assert within(text) == {"held": set(), "broken": set()} | ({verdict: {"B2 = B4"}} if verdict else {})


LINES = "".join(f"{year},{year * 3 + 7},{year * 3 + 7},{year % 50 + 100}\n" for year in range(2001, 2013))


def test_columns_that_agree_on_every_line_are_one_quantity() -> None:
    assert len(within("年份,供水总量,用水总量,人均\n" + LINES)["held"]) == 12


def test_a_line_that_differs_by_more_than_a_slip_is_not_accused() -> None:
    supply = "年份,供水总量,用水总量,人均\n2000,5530,5497,435\n"
    assert within(supply + LINES) == within("年份,供水总量,用水总量,人均\n\n" + LINES)


def test_a_line_that_differs_by_a_slip_is_a_query() -> None:
    text = "年份,供水总量,用水总量,人均\n2000,5530,5350,435\n" + LINES
    assert within(text)["broken"] == {"B2 = C2"}
    bases = {r.basis for one in repeats(discover(table_from(text))) for r in repeat_relations(one)}
    assert bases == {Basis.INFERRED}


def test_equal_columns_of_two_years_are_a_standstill() -> None:
    lines = (f"{name},{1300 + 17 * n},{1300 + 17 * n}\n" for n, name in enumerate("ABCDEFG"))
    text = "county,2021,2022\n" + "".join(lines)
    assert within(text) == {"held": set(), "broken": set()}


TWO = "区,面积,学生数,经费\n东,310,12060,45100\n西,275,11500,43200\n南,198,{},25100\n北,640,5210,20800\n"
ONE = "区,学校数,学生数\n东,41,12060\n西,39,11500\n南,23,6400\n北,17,5210\n\n"


def test_two_tables_state_one_column() -> None:
    assert between(ONE + TWO.format(6400))["held"] == {"C2 = C8", "C3 = C9", "C4 = C10", "C5 = C11"}
    assert between(ONE + TWO.format(4600))["broken"] == {"C4 = C10"}


def test_the_other_table_may_lie_on_its_side() -> None:
    aside = "指标,东,西,南,北\n学生数,12060,11500,6400,5210\n班数,280,265,160,131\n"
    assert between(ONE + aside)["held"] == {"C2 = B8", "C3 = C8", "C4 = D8", "C5 = E8"}


def test_a_form_filled_in_twice_is_not_compared() -> None:
    other = "区,面积,学生数,经费\n东,310,8300,45100\n西,275,11500,43200\n南,198,9120,25100\n北,640,7745,20800\n"
    assert between(ONE + other) == {"held": set(), "broken": set()}


def test_units_are_converted() -> None:
    first = "部门,预算（元）\n教育,120600000\n卫生,115000000\n交通,64000000\n水利,52100000\n\n"
    second = "部门,职工（人）,预算（万元）\n教育,310,12060\n卫生,275,11500\n交通,198,6400\n水利,640,5201\n"
    assert between(first + second)["broken"] == {"B5 = C11"}


def test_last_year_of_each_row_is_this_year_of_the_row_before() -> None:
    rows = [(2019, 20314.17, 21405.67), (2020, 21405.67, 22576.01), (2021, 22576.01, 25861.87)]
    lines = "".join(f"教育支出,{year},{old},{new}\n" for year, old, new in rows)
    shared = chained_mentions(table_from("项目,年度,上年数（亿元）,本年数（亿元）\n" + lines))
    assert shared is not None
    assert told(list(mention_relations(shared)))["held"] == {"D2 = C3", "D3 = C4"}


REPORT = "某县{year}年教育统计表\n指标,本年数,上年数\n小学生,{0},{1}\n初中生,{2},{3}\n高中生,{4},{5}\n教师,{6},{7}\n"
OLD = (12060, 12240, 6400, 6395, 3310, 3208, 1571, 1560)


def reports(folder: Path, *figures: int) -> list[str]:
    """The reports of two years: the second one's last year should be the first one's this year."""
    for year, values in ((2022, OLD), (2023, figures)):
        (folder / f"{year}.csv").write_text(REPORT.format(*values, year=year), encoding="utf-8")
    return [str(folder / "2022.csv"), str(folder / "2023.csv")]


def test_last_year_against_last_years_report(tmp_path: Path) -> None:
    held = validate(reports(tmp_path, 11870, 12060, 6475, 6400, 3360, 3310, 1590, 1571))
    assert [j.verdict for j in held.judgements if j.relation.code == "XRF302"] == [Verdict.HELD] * 4
    broken = validate(reports(tmp_path, 11870, 12060, 6475, 6040, 3360, 3310, 1590, 1571))
    (finding,) = [one for one in broken.findings if one.judgement.relation.code == "XRF302"]
    places = {(Path(figure.place.path).stem, figure.place.cell) for figure in finding.judgement.relation.figures}
    assert places == {("2022", "B4"), ("2023", "C4")}


def test_two_versions_of_one_report_are_not_compared(tmp_path: Path) -> None:
    for name, pupils in (("draft", 6400), ("final", 6411)):
        values = (*OLD[:2], pupils, *OLD[3:])
        (tmp_path / f"{name}.csv").write_text(REPORT.format(*values, year=2022), encoding="utf-8")
    result = validate([str(tmp_path / "draft.csv"), str(tmp_path / "final.csv")])
    assert not [j for j in result.judgements if j.relation.code == "XRF302"]


@pytest.mark.parametrize(
    ("path", "names", "years", "offset"),
    [
        (("上年同期累计",), {"累计"}, (), -1),
        (("本年决算数",), {"决算数"}, (), 0),
        (("Pupils", "last year"), {"pupils"}, (), -1),
        (("2019年1-10月", "人数"), {"1-10月"}, (2019,), None),
        (("2006年比2005年增减",), {"2006年比2005年增减"}, (), None),
        (("年初余额",), {"余额"}, (), -1),
        (("一、小学在校生（人）",), {"小学在校生"}, (), None),
    ],
)
def test_names_years_and_offsets(
    path: tuple[str, ...], names: set[str], years: tuple[int, ...], offset: int | None
) -> None:
    found = named(path)
    assert (set(found.names), found.years, found.offset) == (names, years, offset)


YEARS = [("某县2022年报表", 2022), ("2015—2020年产量", 0), ("Table 3, 2019", 2019), ("各校情况", 0)]


@pytest.mark.parametrize(("title", "year"), YEARS)
def test_the_year_of_a_report(title: str, year: int) -> None:
    assert report_year(table_from(f'"{title}",\nr,x\nA,1.5\nB,2.5\n')) == year


def test_titles_are_compared_without_number_and_year() -> None:
    assert title_subject("表2-1 某县2022年教育情况") == title_subject("表三：某县2023年教育情况")


def test_a_short_figure_is_no_slip_of_another() -> None:
    """Two stays of one person: the same figures to the last digit, and other days."""
    text = "stay,age,year,day\na,629.705681,265.571526,1\nb,629.705681,265.571526,16\nc,415.812346,512.190215,7\n"
    assert not within(text)["broken"]
