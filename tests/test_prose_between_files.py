"""One quantity in the texts of several files: what is compared, and what is left alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from checker import validate
from checker.relations import Verdict
from checker.report import Result

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CODE = "XRF312"
SUMMARY = (
    "Schools in brief. Primary pupils numbered 12,060 in 2022. Secondary pupils numbered 6,400 in 2022. "
    "Spending on repairs was £4,512 in 2022."
)
REPORT = (
    "The year was a quiet one. In 2022 primary pupils numbered 12,060. In 2022 secondary pupils numbered {}. "
    "In 2022 spending on repairs was £4,512. The roofs are sound."
)
SUMMARY_ZH = "内容提要。2022年全县小学生12060人，初中生6400人，高中生3310人，教师1571人，校舍面积84512平方米。"
REPORT_ZH = (
    "教育工作平稳。2022年，全县有小学生12060人。{year}年，初中生{pupils}人，比较稳定。"
    "2022年高中生3310人。2022年教师1571人。2022年校舍面积84512平方米。校舍完好。"
)


def docx(path: Path, text: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        body = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')


def between(folder: Path, one: str, other: str) -> Result:
    """A summary in plain text and a report in Word, checked in one call."""
    (folder / "summary.txt").write_text(one, encoding="utf-8")
    docx(folder / "report.docx", other)
    return validate([str(folder / "summary.txt"), str(folder / "report.docx")])


def verdicts(result: Result) -> list[tuple[str, Verdict]]:
    judged = [one for one in result.judgements if one.relation.code == CODE]
    return [(one.relation.figures[-1].text, one.verdict) for one in judged]


def levels(result: Result) -> list[tuple[str, set[str]]]:
    found = [one for one in result.findings if one.judgement.relation.code == CODE]
    return [(str(one.level), {figure.text for figure in one.judgement.relation.figures}) for one in found]


def test_a_summary_that_agrees_with_its_report(tmp_path: Path) -> None:
    result = between(tmp_path, SUMMARY, REPORT.format("6,400"))
    assert verdicts(result) == [("12,060", Verdict.HELD), ("6,400", Verdict.HELD), ("£4,512", Verdict.HELD)]
    assert result.exit_code == 0
    paths = {Path(figure.place.path).name for one in result.judgements for figure in one.relation.figures}
    assert paths == {"summary.txt", "report.docx"}


@pytest.mark.parametrize("pupils", ["6,040", "6,300"])
def test_one_figure_that_differs_among_few_is_a_query(tmp_path: Path, pupils: str) -> None:
    result = between(tmp_path, SUMMARY, REPORT.format(pupils))
    assert levels(result) == [("query", {"6,400", pupils})]
    assert [verdict for _, verdict in verdicts(result)].count(Verdict.HELD) == 2


def test_one_figure_that_differs_where_four_agree_is_an_error(tmp_path: Path) -> None:
    result = between(tmp_path, SUMMARY_ZH, REPORT_ZH.format(year=2022, pupils=6040))
    assert levels(result) == [("error", {"6400人", "6040人"})]
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("pupils", "why"),
    [("6,404 in all, last year", "another time"), ("9,715", "far off"), ("about 6,300", "approximate")],
)
def test_what_may_be_another_quantity_is_not_compared(tmp_path: Path, pupils: str, why: str) -> None:
    assert levels(between(tmp_path, SUMMARY, REPORT.format(pupils))) == [], why


def test_figures_of_another_year_are_not_compared(tmp_path: Path) -> None:
    result = between(tmp_path, SUMMARY_ZH, REPORT_ZH.format(year=2021, pupils=6040))
    assert [verdict for _, verdict in verdicts(result)] == [Verdict.HELD] * 4


@pytest.mark.parametrize(
    ("one", "other"),
    [("60岁及以上人口22559人", "65岁及以上人口22595人"), ("上半年全县出生22559人", "下半年全县出生22595人")],
)
def test_other_ages_and_parts_of_the_year_are_not_compared(tmp_path: Path, one: str, other: str) -> None:
    report = REPORT_ZH.format(year=2022, pupils=6400)
    result = between(tmp_path, f"{SUMMARY_ZH}2022年{one}。", f"{report}2022年，{other}。")
    assert [verdict for _, verdict in verdicts(result)] == [Verdict.HELD] * 5


def test_equal_numbers_of_unrelated_things_are_not_compared(tmp_path: Path) -> None:
    other = "In 2022 the harbour moved 12,060 containers. Ferries carried 6,040 cyclists. Dredging cost £4,512 in 2022."
    assert verdicts(between(tmp_path, SUMMARY, other)) == []


def test_two_shared_quantities_are_too_few(tmp_path: Path) -> None:
    one, _, _ = SUMMARY.rpartition(" Spending")
    assert verdicts(between(tmp_path, one, REPORT.format("6,400"))) == []


def test_versions_of_one_report_are_not_compared(tmp_path: Path) -> None:
    assert verdicts(between(tmp_path, REPORT.format("6,400"), REPORT.format("6,040"))) == []


def test_one_file_is_not_compared_with_itself(tmp_path: Path) -> None:
    path = tmp_path / "both.txt"
    path.write_text(f"{SUMMARY}\n{REPORT.format('6,040')}\n", encoding="utf-8")
    assert verdicts(validate([str(path), str(path)])) == []
