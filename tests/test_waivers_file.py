"""The waivers file: what is wrong in it is said in a sentence with the line, and nothing in it is lost."""

from __future__ import annotations

import concurrent.futures
import multiprocessing
import os
import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import checker
from checker.errors import InputError
from checker.identity import Claim, Stated
from checker.waiving import locking
from checker.waiving.entries import KINDS, Waiver
from checker.waiving.file import read_waivers, waivers_of
from checker.waiving.lines import headers_of
from checker.waiving.writing import added, changed, without
from tests.waiving import DATE, add_several, waiver

ENTRY = """
[[waivers]]
id = "dddb-8b9b"
reason = "the head office is counted once"
by = "M. Rivera"
date = 2026-03-01
file = "enrolment.csv"
code = "TOT101"
relation = "sum"
result = { labels = ["count", "Total"], text = "12,060" }
operands = [
    { labels = ["count", "North"], text = "4,120" },
]
"""


def entry(**changes: str | None) -> str:
    """The entry with some values written otherwise, or left out."""
    lines = ENTRY.split("\n")
    for key, value in changes.items():
        at = next((n for n, line in enumerate(lines) if line.startswith(f"{key} = ")), None)
        if at is None:
            lines.insert(2, f"{key} = {value}")
        elif value is None:
            del lines[at]
        else:
            lines[at] = f"{key} = {value}"
    return "\n".join(lines)


OTHER = entry(id='"0000-0001"', file='"other.csv"')

BAD = [
    ("waivers = [", ":1", "is not valid TOML: Invalid value"),
    (ENTRY + "x == 2\n", ":14:4", "is not valid TOML: Invalid value"),
    (entry(reason="unquoted"), ":4:10", "is not valid TOML"),
    (entry(id='"a"', reason='"b"') + 'id = "c"\n', ":14:9", "is not valid TOML: Cannot overwrite a value"),
    ("a = " + "[" * 5000, "", "is not valid TOML: too deeply nested"),
    ("a = " + "9" * 5000, "", "is not valid TOML"),
    ("[tool]\nx = 1\n", ":1", "unknown key 'tool'"),
    ('"waiver" = []\n', ":1", "unknown key 'waiver'"),
    ("waivers = 3\n", ":1", "waivers must be a list of tables"),
    ("waivers = [1]\n", ":1", "waivers must be a list of tables"),
    ("# a comment\n[waivers]\nid = 1\n", ":2", "waivers must be a list of tables"),
    (entry(reason=None), ":2", "the reason of the waiver is missing"),
    (entry(reason='" \\t "'), ":4", "the reason of the waiver is blank"),
    (entry(reason="3"), ":4", "reason must be a text, not a number"),
    (entry(reason='["a"]'), ":4", "reason must be a text, not a list"),
    (entry(by=None), ":2", "the by of the waiver is missing"),
    (entry(by='""'), ":5", "the by of the waiver is blank"),
    (entry(by="true"), ":5", "by must be a text, not true or false"),
    (entry(id=None), ":2", "the id of the waiver is missing"),
    (entry(id='"dddb"'), ":3", "'dddb' is no id of a finding"),
    (entry(id='"DDDB-8B9B"'), ":3", "'DDDB-8B9B' is no id of a finding"),
    (entry(id="2026-03-01"), ":3", "id must be a text, not a date or a time"),
    (entry(date=None), ":2", "the date of the waiver is missing"),
    (entry(date='"yesterday"'), ":6", "date is no date: 'yesterday'"),
    (entry(date='"01/03/2026"'), ":6", "date is no date: '01/03/2026'"),
    (entry(date='"2026-02-30"'), ":6", "date is no date: '2026-02-30'"),
    (entry(date="2026-02-30"), ":6:8", "is not valid TOML"),
    (entry(date="20260301"), ":6", "date must be a date, not a number"),
    (entry(date="2026-03-01T10:00:00"), ":6", "date must be a date, not a date or a time"),
    (entry(until='"next year"'), ":3", "until is no date: 'next year'"),
    (entry(until="2026-02-01"), ":3", "until is before date"),
    (entry(kind='"explaned"'), ":3", "unknown kind 'explaned'"),
    (entry(kind="1"), ":3", "kind must be a text, not a number"),
    (entry(file=None), ":2", "the file of the waiver is missing"),
    (entry(code=None), ":2", "the code of the waiver is missing"),
    (entry(relation='""'), ":9", "the relation of the waiver is blank"),
    (entry(resaon='"x"'), ":3", "unknown key 'resaon'"),
    (entry(result="3"), ":10", "result must give labels and text of each figure"),
    (entry(result='{ labels = ["a"] }'), ":10", "result must give labels and text of each figure"),
    (entry(result='{ labels = "a", text = "1" }'), ":10", "labels and text of result must be texts"),
    (entry(result='{ labels = ["a", 2], text = "1" }'), ":10", "labels and text of result must be texts"),
    (entry(result='{ labels = ["a"], text = 1 }'), ":10", "labels and text of result must be texts"),
    (entry(missing='"x"'), ":3", "missing must be a list of figures, not a text"),
    (entry(missing="[3]"), ":3", "missing must give labels and text of each figure"),
    (entry(occurrence="0"), ":3", "occurrence must be a whole number from 1"),
    (entry(of='"2"'), ":3", "of must be a whole number from 1"),
    (entry(copies="true"), ":3", "copies must be a whole number from 1"),
    (entry(occurrence="2"), ":3", "occurrence is 2 of 1"),
    (entry(result=None).replace('    { labels = ["count", "North"], text = "4,120" },\n', ""), ":2", "has no figures"),
    (ENTRY + ENTRY, ":16", "dddb-8b9b is waived twice for enrolment.csv"),
    (ENTRY + OTHER + ENTRY, ":29", "dddb-8b9b is waived twice for enrolment.csv"),
    (ENTRY + entry(code='"TOT102"'), ":16", "id dddb-8b9b stands for other figures on line 2"),
    (ENTRY + OTHER + entry(by=None), ":28", "the by of the waiver is missing"),
    ("waivers = [{ id = 'x' }]\n", "", "waiver 1: the reason of the waiver is missing"),
]


@pytest.mark.parametrize(("text", "line", "sentence"), BAD)
def test_what_is_wrong_is_one_sentence_with_its_line(
    text: str, line: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("checker-waivers.toml")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_waivers(path)
    assert raised.value.place == f"checker-waivers.toml{line}"
    assert sentence in raised.value.sentence
    assert "\n" not in str(raised.value)
    with pytest.raises(InputError) as again:
        checker.validate("nowhere.csv", waivers=path)
    assert str(again.value) == str(raised.value)
    with pytest.raises(InputError):
        changed(path, lambda _: [0])
    assert path.read_text(encoding="utf-8") == text
    assert names(Path()) == ["checker-waivers.toml"]


@pytest.mark.parametrize(
    ("data", "place", "sentence"),
    [
        (ENTRY.encode() + b"# \xff\n", ":14", "is not UTF-8"),
        ("# é\n".encode("utf-16"), ":1", "is not UTF-8"),
        (b"\x00", ":1:1", "is not valid TOML"),
        (b"#" * 8_000_001, "", "is larger than 8 MB"),
    ],
)
def test_bytes_that_cannot_be_used(data: bytes, place: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    path.write_bytes(data)
    with pytest.raises(InputError) as raised:
        read_waivers(path)
    assert (raised.value.place.endswith(f"w.toml{place}"), sentence in raised.value.sentence) == (True, True)


def test_things_that_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a file"):
        read_waivers(tmp_path)
    with pytest.raises(InputError, match="cannot be written"):
        changed(Path("a\0b"), lambda _: (), waiver(1))
    assert read_waivers(tmp_path / "none.toml").waivers == ()
    with pytest.raises(InputError, match="cannot be written: No such file"):
        changed(tmp_path / "nowhere/w.toml", lambda _: (), waiver(1))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind everybody")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    path.write_text(ENTRY, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be read: Permission denied"):
        read_waivers(path)
    path.chmod(0o600)
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match="cannot be written: Permission denied"):
        changed(path, lambda _: [0])
    tmp_path.chmod(0o700)
    assert path.read_text(encoding="utf-8") == ENTRY


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


HEAD = "# Waivers of the finance office\n# (ask Ms Chen)\n\n"
FIRST = (
    "# agreed by mail, 3 March\n[[waivers]] # the first\nid = 'dddb-8b9b'\n  reason = '''\n[[waivers]] is no header\n"
    "# nor is this a comment\n'''\nby = \"a \\\" [[waivers]] #\"\ndate = 2026-03-01\nfile = 'a.csv'\ncode = 'TOT101'\n"
    "relation = 'sum'\n\n[waivers.result]\nlabels = [\n  '[x]', # one\n  'y',\n]\ntext = '1'\n\n"
    "[[waivers.operands]]\nlabels = []\ntext = '2'\n\n"
)
SECOND = "[[ waivers ]]\n" + OTHER.strip().partition("\n")[2] + "\n# end of second\n\n"
THIRD = entry(id='"0000-0003"', file='"third.csv"').lstrip()
TAIL = "\n# the end\n"


@pytest.mark.parametrize(
    ("numbers", "left"),
    [
        ([], HEAD + FIRST + SECOND + THIRD + TAIL),
        ([0], HEAD + SECOND + THIRD + TAIL),
        ([1], HEAD + FIRST + THIRD + TAIL),
        ([2], HEAD + FIRST + SECOND + TAIL.lstrip()),
        ([0, 1], HEAD + THIRD + TAIL),
        ([0, 1, 2], HEAD + TAIL.lstrip()),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_entries_are_cut_out_and_all_else_stays(numbers: list[int], left: str, ends: str, tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + FIRST + SECOND + THIRD + TAIL).replace("\n", ends).encode())
    before = read_waivers(path).waivers
    starts = (HEAD + FIRST[: FIRST.index("[[")], HEAD + FIRST, HEAD + FIRST + SECOND)
    assert [one.line for one in before] == [text.count("\n") + 1 for text in starts]
    file, out = changed(path, lambda _: numbers)
    assert path.read_bytes() == b"\xef\xbb\xbf" + left.replace("\n", ends).encode()
    assert [one.id for one in out] == [before[number].id for number in numbers]
    assert len(file.waivers) == 3 - len(numbers)


@pytest.mark.parametrize("text", ["", "# mine\n", ENTRY, ENTRY.rstrip("\n"), HEAD + FIRST + SECOND + THIRD + TAIL])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_an_entry_is_added_at_the_end(text: str, ends: str, tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    before = text.replace("\n", ends).encode()
    if text:
        path.write_bytes(before)
    file, _ = changed(path, lambda _: (), waiver(7))
    after = path.read_bytes()
    assert after.startswith(before)
    assert file.waivers[-1].claim == waiver(7).claim
    assert after.decode().split("\n")[(file.waivers[-1].line or 0) - 1].strip() == "[[waivers]]"
    if text:
        assert (b"\r\n" in after) == (ends == "\r\n" and "\n" in text)
    changed(path, lambda found: [len(found.waivers) - 1])
    if text.endswith("\n"):
        assert path.read_bytes() == before


def test_a_file_written_otherwise_is_not_touched(tmp_path: Path) -> None:
    values = "id = 'dddb-8b9b', reason = 'a', by = 'b', date = 2026-03-01, file = 'a.csv', code = 'TOT101'"
    figures = "relation = 'sum', result = { labels = ['a'], text = '1' }"
    text = f"waivers = [{{ {values}, {figures} }}]\n"
    path = tmp_path / "w.toml"
    path.write_text(text, encoding="utf-8")
    assert len(read_waivers(path).waivers) == 1
    for numbers, new in (([0], None), ([], waiver(1))):
        with pytest.raises(InputError, match="cannot be changed without loss"):
            changed(path, lambda _, wanted=numbers: wanted, new)  # type: ignore[misc]
    assert path.read_text(encoding="utf-8") == text


def test_links_and_permissions_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "link.toml"
    real.write_text(ENTRY, encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    changed(link, lambda _: (), waiver(1))
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert len(read_waivers(real).waivers) == 2


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "w.toml"
    path.write_text(ENTRY, encoding="utf-8")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(InputError, match="cannot be written: No space left on device"):
        changed(path, lambda _: (), waiver(1))
    assert path.read_text(encoding="utf-8") == ENTRY
    assert names(tmp_path) == ["w.toml"]


def test_a_lock_that_is_held_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "w.toml"
    monkeypatch.setattr(locking, "PATIENCE", 0.1)
    with locking.locked(path), pytest.raises(InputError, match="is being written by somebody else"):
        changed(path, lambda _: (), waiver(1))
    changed(path, lambda _: (), waiver(1))
    assert names(tmp_path) == ["w.toml"]


def test_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    context = multiprocessing.get_context("spawn")
    shares = [range(start, start + 9) for start in range(0, 27, 9)]
    with concurrent.futures.ProcessPoolExecutor(len(shares), mp_context=context) as pool:
        for done in [pool.submit(add_several, str(path), share) for share in shares]:
            done.result(timeout=60)
    assert {one.file for one in read_waivers(path).waivers} == {f"report {n}.csv" for n in range(27) if n % 3}
    assert names(tmp_path) == ["w.toml"]


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
FIGURES = st.builds(Stated, st.lists(TEXTS, max_size=3).map(tuple), TEXTS)


@given(
    st.lists(st.tuples(FIGURES, st.lists(FIGURES, max_size=3), TEXTS, st.sampled_from(KINDS)), min_size=1, max_size=4),
    st.integers(0, 3),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_is_read(several: list[tuple[Stated, list[Stated], str, str]], number: int) -> None:
    """Any text in labels, figures and reasons comes back, and cutting one entry out leaves the others."""
    text = ""
    for at, (result, operands, reason, kind) in enumerate(several):
        claim = Claim("TOT101", "sum", result, tuple(operands))
        text = added(text, Waiver(f"0000-{at:04x}", f"{at}.csv", claim, kind, f"x{reason}", "b", DATE))
    file = waivers_of(Path("w.toml"), text)
    assert len(tomllib.loads(text)["waivers"]) == len(file.waivers) == len(several)
    assert len([one for one in headers_of(text) if one.array]) == len(several)
    assert [len(one.claim.operands) for one in file.waivers] == [len(operands) for _, operands, _, _ in several]
    if number < len(several):
        left = waivers_of(Path("w.toml"), without(file, [number])).waivers
        expected = [one.id for at, one in enumerate(file.waivers) if at != number]
        assert [one.id for one in left] == expected
