"""Waivers: what they stand for when a report changes, and what is told of them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import checker
from checker.reporters import Telling, render
from checker.waiving import applying
from tests.waiving import BOOK, CHINESE, DATE, SHARES, TOTALS, again, states, waive

Edit = Callable[[str], str]
WAIVED, OPEN, STALE = ("TOT101", "waived"), ("TOT101", "open"), ("WVR902", "open")
UNUSED = ("WVR903", "open")


def replaced(*pairs: tuple[str, str]) -> Edit:
    def edit(text: str) -> str:
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        return text

    return edit


def reversed_rows(text: str) -> str:
    head, *rows, total = text.splitlines()
    return "\n".join([head, *rows[::-1], total]) + "\n"


def written(tmp_path: Path, text: str, name: str = "report.csv") -> Path:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        (TOTALS, str, [WAIVED]),
        (TOTALS, lambda text: "Table 7. Members\n\n" + text, [WAIVED]),
        (TOTALS, reversed_rows, [WAIVED]),
        (TOTALS, replaced(("count\n", "count,share\n"), ("North,410", "North,410,33%")), [WAIVED]),
        (TOTALS, replaced(("1206", "1228")), [UNUSED]),
        (TOTALS, replaced(("1206", "1210")), [OPEN, STALE]),
        (TOTALS, replaced(("North,410", "North,411")), [OPEN, STALE]),
        (TOTALS, replaced(("West,189\n", "West,189\nOther,7\n")), [OPEN, STALE]),
        (TOTALS, replaced(("region", "district"), ("count", "members")), [OPEN, UNUSED]),
        (CHINESE, str, [WAIVED]),
        (CHINESE, replaced(("表1", "表3"), ("\n乡镇", "\n填报单位：教育局\n乡镇")), [WAIVED]),
        (CHINESE, replaced(("8180", "8170")), [OPEN, STALE]),
        (CHINESE, replaced(("8180", "8190")), [UNUSED]),
    ],
)
def test_what_a_waiver_stands_for_when_a_report_changes(
    text: str, edit: Edit, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    path = written(tmp_path, text)
    assert states(waive(path)) == [OPEN]
    path.write_text(edit(text), encoding="utf-8")
    result = again(path, fail_on="query")
    assert states(result) == expected
    assert result.exit_code == (1 if OPEN in expected else 0)
    counts = result.summary.open
    assert (result.summary.waived, counts["error"] + counts["query"]) == (expected.count(WAIVED), expected.count(OPEN))


@pytest.mark.parametrize(
    ("text", "edit", "en", "zh"),
    [
        (
            TOTALS,
            replaced(("1206", "1210")),
            "waived on 2026-03-01 by Li Wei when this was 1206; it is now 1210",
            "Li Wei于2026-03-01豁免，当时为1206，现为1210",
        ),
        (
            TOTALS,
            replaced(("410", "411")),
            'waived on 2026-03-01 by Li Wei when "North" was 410; it is now 411',
            "Li Wei于2026-03-01豁免，当时“North”为410，现为411",
        ),
        (
            TOTALS,
            replaced(("410", "411"), ("1206", "1205")),
            "waived on 2026-03-01 by Li Wei when this was 1206; it is now 1205, and 1 more changed",
            "Li Wei于2026-03-01豁免，当时为1206，现为1205，另有1处改变",
        ),
        (
            TOTALS,
            replaced(("West,189\n", "West,189\nOther,7\n")),
            'waived on 2026-03-01 by Li Wei when "Other" was no part of it; it is now 7',
            "Li Wei于2026-03-01豁免，当时不含“Other”，现为7",
        ),
        (
            CHINESE,
            replaced(("8180", "8170")),
            "waived on 2026-03-01 by Li Wei when this was 8180; it is now 8170",
            "Li Wei于2026-03-01豁免，当时为8180，现为8170",
        ),
    ],
)
def test_a_changed_figure_shows_old_and_new(text: str, edit: Edit, en: str, zh: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    waive(path)
    path.write_text(edit(text), encoding="utf-8")
    for lang, sentence in (("en", en), ("zh", zh)):
        told = render(again(path), "full", Telling(lang=lang)).split("\n\n")
        assert [sentence in block for block in told[:2]] == [True, True]
        assert told[1].startswith(("note[WVR902] waiver-stale:", "提示[WVR902] waiver-stale："))
        assert f"   --> {(tmp_path / BOOK).as_posix()}:4" in told[1]
    (record, _) = json.loads(again(path).to_json())["findings"]
    assert (record["state"], record["waiver"]["status"]) == ("open", "stale")
    assert record["waiver"]["changes"]


TWICE = TOTALS + "\n" + TOTALS.replace("1206", "1228")
COPIES = TOTALS + "\n" + TOTALS
OTHER = "region,count\nNorth,77\nSouth,12\nEast,9\nWest,30\nTotal,128\n"


def second(text: str, old: str, new: str) -> str:
    before, after = text.split("\n\n")
    return f"{before}\n\n{after.replace(old, new)}"


def first(text: str, old: str, new: str) -> str:
    before, after = text.split("\n\n")
    return f"{before.replace(old, new)}\n\n{after}"


@pytest.mark.parametrize(
    ("text", "chosen", "edit", "rows"),
    [
        # Two tables with the same labels, the first wrong and waived: the second is no change of it.
        (TWICE, 0, str, {}),
        (TWICE, 0, lambda text: second(text, "1228", "1229"), {13: ""}),
        (TWICE, 0, lambda text: second(first(text, "1206", "1228"), "1228", "1300"), {13: ""}),
        (TWICE, 0, lambda text: first(text, "1206", "1207"), {6: "stale"}),
        (TWICE, 0, lambda text: f"{text}\n{OTHER}", {}),
        (TWICE, 0, lambda text: f"{OTHER}\n{text}", {}),
        # Two tables that are the same to the last figure, one of them waived.
        (COPIES, 0, lambda text: f"{OTHER}\n{text}", {20: ""}),
        (COPIES, 0, str, {13: ""}),
        (COPIES, 1, str, {6: ""}),
        (COPIES, 0, lambda text: second(text, "1206", "1228"), {}),
        (COPIES, 1, lambda text: first(text, "1206", "1228"), {}),
        (COPIES, 0, lambda text: first(text, "1206", "1228"), {13: ""}),
        (COPIES, 1, lambda text: second(text, "1206", "1228"), {6: ""}),
        (COPIES, 1, lambda text: second(text, "1206", "1207"), {6: "", 13: "stale"}),
    ],
)
def test_tables_with_the_same_labels_are_not_confused(
    text: str, chosen: int, edit: Edit, rows: dict[int, str], tmp_path: Path
) -> None:
    path = written(tmp_path, text)
    result = waive(path, only=("none",))
    from checker.waiving.making import Grounds, waiver_for
    from checker.waiving.writing import changed

    found = sorted(result.findings, key=lambda one: one.judgement.relation.figures[0].place.row or 0)[chosen]
    book = tmp_path / BOOK
    changed(book, lambda _: (), waiver_for(result, found, Grounds("seen", "Li Wei", "explained", DATE), book))
    path.write_text(edit(text), encoding="utf-8")
    told = {
        one.judgement.relation.result.place.row: one.waiver.status if one.waiver else ""
        for one in again(path).open
        if one.judgement.relation.result
    }
    assert told == rows


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (str, {"SHR201": "waived", "TOT201": "waived"}),
        (lambda text: "A new opening sentence.\n\n" + text, {"SHR201": "waived", "TOT201": "waived"}),
        (lambda text: "\n\n".join(text.strip().split("\n\n")[::-1]), {"SHR201": "waived", "TOT201": "waived"}),
        (replaced(("45.2%", "45.3%")), {"SHR201": "stale", "TOT201": "waived", "WVR902": ""}),
        (replaced(("410 people", "402 people")), {"SHR201": "waived", "TOT201": "stale", "WVR902": ""}),
        (replaced(("45.2%", "47.0%")), {"TOT201": "waived", "WVR903": ""}),
    ],
)
def test_sentences_are_known_by_their_figures(edit: Edit, expected: dict[str, str], tmp_path: Path) -> None:
    path = written(tmp_path, SHARES, "report.txt")
    assert {code for code, _ in states(waive(path))} == {"SHR201", "TOT201"}
    path.write_text(edit(SHARES), encoding="utf-8")
    told = {
        one.judgement.relation.code: one.state if one.state != "open" else one.waiver.status if one.waiver else ""
        for one in again(path).findings
    }
    assert told == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (datetime.date(2026, 6, 29), [WAIVED]),
        (datetime.date(2026, 6, 30), [WAIVED]),
        (datetime.date(2026, 7, 1), [OPEN, ("WVR901", "open")]),
    ],
)
def test_a_waiver_counts_through_its_last_day(
    day: datetime.date, expected: list[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, TOTALS)
    waive(path, until=datetime.date(2026, 6, 30))
    monkeypatch.setattr(applying, "today", lambda: day)
    result = again(path)
    assert states(result) == expected
    text, chinese = (render(result, "full", Telling(lang=lang)) for lang in ("en", "zh"))
    ended = day > datetime.date(2026, 6, 30)
    assert ("explained by Li Wei on 2026-03-01, only until 2026-06-30: seen" in text) == ended
    assert ("已于2026-06-30到期" in chinese) == ended
    assert ("explained by Li Wei on 2026-03-01, until 2026-06-30: seen" in text) != ended


def test_an_expired_waiver_of_nothing_is_unused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, TOTALS)
    waive(path, until=datetime.date(2026, 6, 30))
    path.write_text(TOTALS.replace("1206", "1228"), encoding="utf-8")
    monkeypatch.setattr(applying, "today", lambda: datetime.date(2027, 1, 1))
    assert states(again(path)) == [UNUSED]


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ({}, True),
        ({"select": ["SHR"]}, False),
        ({"select": ["TOT"]}, False),
        ({"select": ["TOT", "WVR"]}, True),
        ({"select": ["SHR", "WVR"]}, False),
        ({"ignore": ["TOT101"]}, False),
        ({"ignore": ["WVR903"]}, False),
        ({"ignore": ["WVR902"]}, True),
    ],
)
def test_only_what_ran_can_call_a_waiver_unused(choices: dict[str, list[str]], told: bool, tmp_path: Path) -> None:
    path = written(tmp_path, TOTALS)
    waive(path)
    path.write_text(TOTALS.replace("1206", "1228"), encoding="utf-8")
    assert states(again(path, **choices)) == ([UNUSED] if told else [])


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        ('[per-file-ignores]\n"report.csv" = ["TOT"]\n', []),
        ('[per-file-ignores]\n"waivers.toml" = ["WVR"]\n', []),
        ('[per-file-ignores]\n"other.csv" = ["TOT"]\n', ["WVR903 note"]),
        ('[levels]\nWVR = "query"\n', ["WVR903 query"]),
        ('[levels]\nWVR = "query"\nWVR903 = "error"\n', ["WVR903 error"]),
        ('ignore = ["WVR"]\n', []),
    ],
)
def test_settings_hold_for_remarks_on_waivers(settings: str, codes: list[str], tmp_path: Path) -> None:
    path = written(tmp_path, TOTALS)
    waive(path)
    path.write_text(TOTALS.replace("1206", "1228"), encoding="utf-8")
    config = written(tmp_path, settings, "checker.toml")
    found = again(path, config=config).findings
    assert [f"{one.judgement.relation.code} {one.level}" for one in found] == codes


def test_only_files_of_the_call_are_told_of(tmp_path: Path) -> None:
    path, other = written(tmp_path, TOTALS), written(tmp_path, CHINESE, "other.csv")
    waive(path)
    path.write_text(TOTALS.replace("1206", "1228"), encoding="utf-8")
    assert states(again(other)) == [OPEN]
    (remark,) = (one for one in again(tmp_path).findings if one.judgement.relation.code == "WVR903")
    assert "report.csv" in remark.judgement.relation.declaration.message[0]  # type: ignore[union-attr]
    path.write_bytes(b"PK\x03\x04 broken")
    assert ("WVR903", "open") not in states(checker.validate([path, other], waivers=tmp_path / BOOK))


@pytest.mark.parametrize(
    ("recorded", "checked", "waived"),
    [
        ("report.csv", "report.csv", True),
        ("report.csv", "north/report.csv", False),
        ("*.csv", "north/report.csv", True),
        ("north/*.csv", "north/report.csv", True),
        ("south/*.csv", "north/report.csv", False),
        ("north/report[1].csv", "north/report[1].csv", True),
    ],
)
def test_file_patterns_count_from_the_waivers_file(recorded: str, checked: str, waived: bool, tmp_path: Path) -> None:
    path = written(tmp_path, TOTALS, checked)
    result = checker.validate(path)
    from checker.waiving.making import Grounds, waiver_for
    from checker.waiving.writing import changed

    book = tmp_path / BOOK
    changed(book, lambda _: (), waiver_for(result, result.findings[0], Grounds("a", "b", "accepted", DATE), book))
    assert f'file = "{checked}"' in book.read_text(encoding="utf-8")
    book.write_text(book.read_text(encoding="utf-8").replace(f'"{checked}"', f'"{recorded}"'), encoding="utf-8")
    assert states(checker.validate(path, waivers=book)) == [WAIVED if waived else OPEN]


def test_a_pattern_may_mean_several_files(tmp_path: Path) -> None:
    path = written(tmp_path, TOTALS)
    waive(path)
    book = tmp_path / BOOK
    book.write_text(book.read_text(encoding="utf-8").replace('"report.csv"', '"*.csv"'), encoding="utf-8")
    written(tmp_path, TOTALS, "copy.csv")
    result = again(tmp_path)
    assert states(result) == [WAIVED, WAIVED]
    assert states(again(tmp_path / "copy.csv")) == [WAIVED]


def test_a_data_frame_is_known_by_its_name(tmp_path: Path) -> None:
    import pandas

    from checker.waiving.making import Grounds, waiver_for
    from checker.waiving.writing import changed

    frame = pandas.DataFrame({"school": ["A", "B", "C", "Total"], "pupils": [320, 200, 105, 626]})
    result = checker.validate({"plan": frame})
    book = tmp_path / BOOK
    changed(book, lambda _: (), waiver_for(result, result.findings[0], Grounds("a", "b", "accepted", DATE), book))
    assert states(checker.validate({"plan": frame}, waivers=book)) == [WAIVED]
    assert states(checker.validate({"other": frame}, waivers=book)) == [OPEN]
