"""What every reporter writes: goldens, and nothing in a report that could act on a terminal or a page.

After a change that is meant, write the goldens anew with CHECKER_WRITE_GOLDENS=1 and read the difference.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from checker import rulebook
from checker.errors import InputError
from checker.figures import Figure, Place
from checker.findings import Level
from checker.intervals import INFINITY, Interval
from checker.relations import Kind
from checker.report import Failure, Input, Result
from checker.reporters import FOR_PIPELINES, FORMATS, Telling, render
from checker.reporters.json import figure_record, location_record
from checker.reporters.widths import cut, left, right, width
from tests.hand_made import Cause, cell, relation, result_of, result_of_text, table_at

GOLDENS = Path(__file__).parent / "goldens"
SHOWING = [name for name in FORMATS if name not in FOR_PIPELINES]

ENROLMENT = """
region,count,share
North,"4,120",33.5%
South,"3,980",32.4%
East,"2,310",18.8%
West,"1,890",15.4%
Other,0,0.0%
Total,"12,060",100.0%
"""
SHARES = [f"C{row} = B{row} B7" for row in range(2, 6)]

SCHOOLS = """
表3 各乡镇学校情况
单位：所、人
乡镇,小学,中学,合计,在校生,比上年增长（%）,上年在校生
城关镇,12,4,16,"5,120",2.4,"5,000"
河口镇,7,2,9,"2,060",3.0,"2,000"
柳林镇,5,1,8,"1,010",10.0,"1,000"
全县,24,7,31,"8,190",2.4,"8,000"
"""

TEXT = (
    "一、学校\n\n"
    "全县共有在校学生12340人，比上年略有增加，学校布局进一步优化，办学条件明显改善，城乡差距继续缩小，其中女生5802人，占45.2%。\n"
    "投入2.1亿元，其中中央1.2亿元，地方6000万元。\n"
)

LONG = "place,pupils\n" + "".join(f"place {n},{n}\n" for n in range(1, 31)) + "Total,486\n"

HOSTILE_TEXT = (
    "\x1b[31m=cmd|'/c calc'!A1<script>alert(1)</script>\u202e`|*[x](http://evil.test)@team\x07\x7f\u2028\ud800"
)
HOSTILE = f'"{HOSTILE_TEXT}",count\nNorth {HOSTILE_TEXT},1\nSouth,2\nTotal,4\n'


def enrolment() -> Result:
    table = table_at(ENROLMENT, "reports/enrolment.csv")
    shares = [relation(table, claim, Kind.SHARE, "SHR101", "share-of-total") for claim in SHARES]
    total = relation(table, "B7 = B2 + B3 + B4 + B5 + B6", Kind.SUM)
    whole = relation(table, "C2 + C3 + C4 + C5 + C6", Kind.SHARES, "SHR102", "shares-add-up")
    cause = Cause(0, also=(2, 3, 4, 5), suspects=(("B7", "12,300"),))
    return result_of(table, [total, whole, *shares], [cause])


def schools() -> Result:
    table = table_at(SCHOOLS, "各乡镇学校.csv")
    across = [relation(table, f"D{row} = B{row} + C{row}", Kind.SUM, "TOT102", "row-total") for row in range(4, 8)]
    down = [relation(table, f"{c}7 = {c}4 + {c}5 + {c}6", Kind.SUM) for c in "BCDEG"]
    growth = [relation(table, f"F{row} = G{row} E{row}", Kind.GROWTH, "GRW101", "growth") for row in range(4, 8)]
    total = Cause(2, suspects=(("D6", "6"), ("B6", "7"), ("C6", "3")))
    slip = Cause(11, suspects=(("F6", "1.0"),), level=Level.QUERY, hint="a factor of 1/10 would settle this")
    return result_of(table, [*across, *down, *growth], [total, slip])


def long() -> Result:
    table = table_at(LONG, "long.csv")
    claim = "B32 = " + " + ".join(f"B{row}" for row in range(2, 32))
    return result_of(table, [relation(table, claim, Kind.SUM)], [Cause(0, hint="would hold if truncated")])


def troubled() -> Result:
    failure = Failure("TST901", "failing", "reports/enrolment.csv", "internal: ValueError: no", "details")
    missing = Input("nowhere.csv", status="unreadable", reason="there is no such file")
    result = enrolment()
    kept = [one for one in result.judgements if one.relation.kind is not Kind.SHARE]
    return replace(result, inputs=(*result.inputs, missing), judgements=tuple(kept), failures=(failure,))


def hostile() -> Result:
    table = table_at(HOSTILE, f"{HOSTILE_TEXT}.csv")
    return result_of(table, [relation(table, "B4 = B2 + B3", Kind.SUM)], [Cause(0, suspects=(("B4", "3"),))])


def sentence() -> Result:
    return result_of_text(
        TEXT, "总结.txt", [("45.2%", ("5802人", "12340人"), 100), ("2.1亿元", ("1.2亿元", "6000万元"), 0)]
    )


RESULTS = {
    "sentence": sentence,
    "enrolment": enrolment,
    "schools": schools,
    "long": long,
    "troubled": troubled,
    "empty": Result,
}
GOLDEN_CASES = [
    *((name, output_format, lang, False) for name in RESULTS for output_format in FORMATS for lang in ("en", "zh")),
    *((name, output_format, "en", True) for name in ("enrolment", "schools", "sentence") for output_format in SHOWING),
    ("schools", "full", "zh", True),
]


@pytest.mark.parametrize(("name", "output_format", "lang", "show"), GOLDEN_CASES)
def test_goldens(name: str, output_format: str, lang: str, show: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulebook, "load_rules", lambda: ())  # the manual pages of rules are no part of a golden
    text = render(RESULTS[name](), output_format, Telling(lang=lang, show=show))
    golden = GOLDENS / f"{name}.{'show.' if show else ''}{lang}.{output_format}"
    if os.environ.get("CHECKER_WRITE_GOLDENS"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


def test_no_golden_is_left_over() -> None:
    names = {f"{name}.{'show.' if show else ''}{lang}.{form}" for name, form, lang, show in GOLDEN_CASES}
    assert {path.name for path in GOLDENS.iterdir()} == names


def test_the_finding_of_the_manual_is_told_as_there() -> None:
    lines = render(enrolment(), "full", Telling(lang="en")).splitlines()
    assert lines[0] == ('error[TOT101] column-total: column "count" is stated as 12,060 but its rows add up to 12,300')
    assert "  ^^^^^^ 240 less than the five rows marked +" in lines[10]
    assert lines[10].index("^") == lines[9].index("12,060")


@pytest.mark.parametrize("output_format", FORMATS)
@pytest.mark.parametrize("show", [False, True])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_text_stays_text(output_format: str, show: bool, lang: str) -> None:
    result = hostile()
    assert result.findings
    text = render(result, output_format, Telling(lang=lang, show=show))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]", text)
    text.encode("utf-8")
    if output_format == "markdown":
        bare = re.sub(r"(`+)[^`].*?\1", "", text.replace("\\`", ""))
        assert "<script" not in bare
        assert "](" not in bare
        assert "http:" not in bare
        assert all(line.count(" | ") == text.splitlines()[2].count(" | ") for line in text.splitlines()[2:5])
    if output_format == "json":
        record = json.loads(text)
        assert record["inputs"][0]["path"] == f"{HOSTILE_TEXT}.csv"


@pytest.mark.parametrize("output_format", FORMATS)
def test_all_formats_tell_of_the_finding(output_format: str) -> None:
    result = enrolment()
    text = render(result, output_format)
    assert "12,300" in text
    assert result.findings[0].id in text or output_format == "concise"


def test_every_json_line_is_an_object() -> None:
    records = [json.loads(line) for line in render(enrolment(), "jsonl").splitlines()]
    assert [one["type"] for one in records] == ["input", "finding", "summary"]


def test_a_format_there_is_not() -> None:
    with pytest.raises(InputError, match="unknown output format 'xml'"):
        render(Result(), "xml")


def test_limits_keep_the_counts() -> None:
    text = render(schools(), "full", Telling(lang="en", max_findings=0))
    assert "-->" not in text
    assert "2 more findings not shown" in text
    record = json.loads(render(schools(), "json", Telling(max_findings=0)))
    assert record["findings"] == []
    assert record["summary"]["open"]["error"] + record["summary"]["open"]["query"] == 2


def test_numbers_in_json_are_decimal_strings() -> None:
    third = Interval(Fraction(1, 3), INFINITY, False, False)
    record = figure_record(Figure("over 1/3", Fraction(1, 3), Fraction(1), third, Place("a.txt", start=1, end=5)))
    assert (record["value"], record["low"], record["high"]) == ("0.333333333333", "0.333333333333", None)


def test_places_in_tables_and_texts() -> None:
    assert location_record(Place("a.csv", row=7, column=28)) == {
        "path": "a.csv",
        "sheet": None,
        "row": 7,
        "column": 28,
        "cell": "AB7",
    }
    text = location_record(Place("a.docx", paragraph=3, start=4, end=6))
    assert text == {"path": "a.docx", "paragraph": 3, "line": None, "start": 4, "end": 6}
    both = location_record(Place("a.md", row=1, column=2, table=1, line=9, start=4, end=6))
    assert (both["cell"], both["table"], both["start"]) == ("B1", 1, 4)


def test_widths_are_display_widths() -> None:
    assert width("合计a") == 5
    assert width("e\u0301") == 1
    assert right("合计", 6) == "  合计"
    assert left("合计", 6) == "合计  "
    assert cut("合计合计", 6) == "合..."
    assert cut("total", 5) == "total"


def test_carets_stand_under_the_figure_beside_wide_labels() -> None:
    result = schools()
    lines = render(result, "full", Telling(lang="en")).splitlines()
    stated = result.findings[0].judgement.relation.result
    assert stated
    caret = next(number for number, line in enumerate(lines) if "^" in line)
    row = lines[caret - 1]
    assert width(row[: row.index(f" {stated.text} ") + 1]) == lines[caret].index("^")


def test_a_suspect_is_never_folded_away() -> None:
    table = table_at(LONG, "long.csv")
    claim = "B32 = " + " + ".join(f"B{row}" for row in range(2, 32))
    cause = Cause(0, suspects=(("B17", "37"),))
    lines = render(result_of(table, [relation(table, claim, Kind.SUM)], [cause]), "full", Telling(lang="en")).split(
        "\n"
    )
    rows = [line.split("|")[0].strip() for line in lines if "|" in line or line.strip() == "..."]
    assert rows[1:] == ["1", "2", "3", "4", "5", "6", "7", "...", "17", "...", "30", "31", "32", "", *rows[15:]]


def test_headers_are_whole_where_there_is_room() -> None:
    header = "share of all teachers of the county"
    table = table_at(f"level,{header}\nA,40.1\nB,69.9\n", "shares.csv")
    shares = relation(table, "B2 + B3", Kind.SHARES, "SHR102", "shares-add-up")
    text = render(result_of(table, [shares], [Cause(0)]), "full", Telling(lang="en"))
    lines = text.splitlines()
    assert any(line.endswith(header) for line in lines)
    under = next(line for line in lines if line.endswith("---- add up to 110.0"))
    assert under.index("----") == len(lines[lines.index(under) - 1]) - 4
    assert "0.1 either way, 99.9 to 100.1 (2 figures rounded to 0.1)" in text


def test_the_cells_of_a_result_are_those_of_the_grid() -> None:
    table = enrolment().tables[0]
    assert cell(table, "B7").text == "12,060"
