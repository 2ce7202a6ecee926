"""Files made to hang, exhaust or crash a reader: each is read or refused with one sentence, in time and memory."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from checker.errors import InputError
from checker.reading.sources import ReadOptions, read_grids
from tests.raw_workbooks import PARTS, SHEET_PART, TYPE, raw_book, zipped

SECONDS = 10
BYTES = 1_000_000_000
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
LEGACY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def address_space() -> int:
    """Bytes of memory mapped now, where the system tells; a lavish guess elsewhere."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 2**40


@contextmanager
def guarded() -> Iterator[None]:
    """Fails what runs inside after ten seconds or a gigabyte more than there is now."""

    def too_late(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"not done within {SECONDS} s")

    old_limits = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (address_space() + BYTES, old_limits[1]))
    old_handler = signal.signal(signal.SIGALRM, too_late)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, old_handler)
        resource.setrlimit(resource.RLIMIT_AS, old_limits)


def repeated(cell: str, times: int) -> str:
    return f'<row r="1">{cell * times}</row>'


REFUSED_TEXTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "picture.csv": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0\1\2" * 99, "is a PNG image, not a table"),
    "program.csv": (lambda: b"MZ\x90\0\3\0\0\0" + bytes(range(256)) * 9, "is a program, not a table"),
    "noise.csv": (lambda: bytes(range(256)) * 99, "is binary data, not a table"),
    "archive.csv": (lambda: zipped({"a.txt": "a"}), "is a zip archive, not a table"),
    "page.csv": (lambda: b"<!doctype html><table><tr><td>1", "is an HTML page, not a table"),
    "line.csv": (lambda: b"1," * 6_000_000, "has more than 5,000,000 characters in one line"),
    "field.csv": (lambda: b"a,b\n" + b"x" * 200_000 + b",1\n", "has more than 131,072 characters in one field"),
    "columns.csv": (lambda: b"1," * 30_000 + b"\n", "has more than 20,000 fields in one row"),
    "far.csv": (lambda: b"a" + b"\n" * 99_999 + b"," * 999 + b"b\n", "cells up to ALL100000 span 100,000,000 cells"),
    "rows.csv": (lambda: b"\n" * 1_100_000, "has more than 1,048,576 lines"),
}

REFUSED_BOOKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "password.xlsx": (lambda: LEGACY + "EncryptedPackage".encode("utf-16-le"), "is protected with a password"),
    "old.xls": (lambda: LEGACY + "Workbook".encode("utf-16-le"), r"is a workbook of Excel 97 to 2003 \(.xls\)"),
    "letter.doc": (lambda: LEGACY, "is an old Office document"),
    "cut.xlsx": (lambda: raw_book(ONE)[:-300], "damaged workbook: the zip archive is cut off"),
    "beginning.xlsx": (lambda: raw_book(ONE)[:60], "damaged workbook: the zip archive is cut off"),
    "empty.xlsx": (lambda: zipped({"readme.txt": "a"}), "is a zip archive without a workbook in it"),
    "binary.xlsx": (lambda: zipped({"xl/workbook.bin": b"\0"}), r"is a binary workbook \(.xlsb\)"),
    "sheetless.xlsx": (lambda: zipped({**PARTS}), f"its part {SHEET_PART} is missing"),
    "textless.xlsx": (lambda: raw_book(ONE, texts=None), "its part xl/sharedStrings.xml is missing"),
    "unrelated.xlsx": (lambda: raw_book(ONE, relations=None), "its part xl/_rels/workbook.xml.rels is missing"),
    "index.xlsx": (lambda: raw_book(ONE.replace("<c ", '<c t="s" ')), "there is no shared text 1"),
    "broken.xlsx": (lambda: raw_book(ONE[:-6]), f"{SHEET_PART} is not well-formed XML"),
    "doctype.xlsx": (
        lambda: raw_book("", sheet="<!DOCTYPE w [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><w>&b;</w>"),
        "holds a document type declaration",
    ),
    "wide-doctype.xlsx": (
        lambda: zipped({**PARTS, SHEET_PART: "<!DOCTYPE w [<!ENTITY a 'b'>]><w/>".encode("utf-16")}),
        "holds a document type declaration",
    ),
    "bomb.xlsx": (lambda: raw_book(ONE, " " * 8_000_000), "more than 200 times its size, as a zip bomb does"),
    "texts-bomb.xlsx": (
        lambda: raw_book(ONE, texts=f"<sst><si><t>{'0' * 8_000_000}</t></si></sst>"),
        "more than 200 times its size, as a zip bomb does",
    ),
    "cells.xlsx": (lambda: raw_book(repeated("<c><v>1</v></c>", 16_385)), "has a cell beyond XFD1048576"),
    "beyond.xlsx": (lambda: raw_book(ONE.replace("A1", "A9999999")), "has a cell beyond XFD1048576"),
    "far.xlsx": (
        lambda: raw_book('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', '<mergeCell ref="A1:XFD1048576"/>'),
        "cells up to XFD1048576 span 17,179,869,184 cells",
    ),
    "overlaps.xlsx": (
        lambda: raw_book('<row r="1000"><c r="ALL1000"><v>1</v></c></row>', '<mergeCell ref="A1:XFD1048576"/>' * 50),
        "has more than 20,000,000 merged cells",
    ),
    "digits.xlsx": (lambda: raw_book(ONE.replace(">1<", f">{'9' * 1_000_000}<")), "131,072 characters in one cell"),
    "attribute.xlsx": (
        lambda: raw_book(ONE.replace("<row ", f'<row x="{os.urandom(2_000_000).hex()}" ')),
        "holds a token of more than 2,000,000 bytes",
    ),
    "parts.xlsx": (lambda: zipped({f"{n}": "" for n in range(10_001)}), "has more than 10,000 parts"),
}

REFUSED = {**REFUSED_TEXTS, **REFUSED_BOOKS}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence(name: str, tmp_path: Path) -> None:
    make, sentence = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(make())
    with guarded(), pytest.raises(InputError, match=sentence) as caught:
        read_grids(str(path))
    assert caught.value.place == str(path) and "\n" not in str(caught.value)


LOWERED: dict[str, tuple[str, int, Callable[[], bytes], str]] = {  # limits that take long to reach
    "cells.csv": ("delimited.CELLS", 9, lambda: b"1,2\n" * 5, "has more than 9 filled cells"),
    "text.csv": ("encodings.TEXT_BYTES", 9_000, lambda: b"1,2\n" * 3_000, "has more than 9,000 bytes of text"),
    "cells.xlsx": ("excel_sheet.CELLS", 9, lambda: raw_book(repeated("<c><v>1</v></c>", 10)), "9 filled cells"),
    "sheets.xlsx": ("excel.CELLS", 9, lambda: raw_book(repeated("<c><v>1</v></c>", 10)), "9 filled cells"),
    "blanks.xlsx": ("excel_sheet.BLANKS", 9, lambda: raw_book(repeated("<c/>", 10)), "9 cells in one sheet"),
    "merges.xlsx": (
        "excel_sheet.SPANS",
        9,
        lambda: raw_book(ONE, '<mergeCell ref="A1:B2"/>' * 10),
        "has more than 9 merged areas in one sheet",
    ),
    "elements.xlsx": ("excel_package.ELEMENTS", 99, lambda: raw_book(ONE, "<a/>" * 100), "99 elements"),
    "inflated.xlsx": ("excel_package.INFLATED_BYTES", 9_999, lambda: raw_book(ONE, " " * 9_999), "once inflated"),
    "directory.xlsx": (
        "excel_package.DIRECTORY_BYTES",
        999,
        lambda: zipped({"a" * 999: ""}),
        "has more than 999 bytes in its table of contents",
    ),
    "small.xlsx": (
        "excel_package.SMALL_PART_BYTES",
        99,
        lambda: raw_book(ONE),
        "has more than 99 bytes in _rels/.rels",
    ),
}


@pytest.mark.parametrize("name", LOWERED)
def test_a_limit_is_said(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limit, value, make, sentence = LOWERED[name]
    (tmp_path / name).write_bytes(make())
    monkeypatch.setattr(f"checker.reading.{limit}", value)
    with pytest.raises(InputError, match=sentence):
        read_grids(str(tmp_path / name))


READ: dict[str, tuple[Callable[[], bytes], int]] = {
    "empty.csv": (lambda: b"", 0),
    "blank.csv": (lambda: b"\n \n,,\n", 0),
    "header.csv": (lambda: b"name,people,share\n", 3),
    "text.csv": (lambda: "全县共有学校5所。\n".encode(), 1),
    "cell.csv": (lambda: b"1", 1),
    "wide.csv": (lambda: b"1," * 9_999 + b"1\n", 10_000),
    "padded.csv": (lambda: b"a,1\nb,2\n" + b"\0" * 5_000_000, 4),
    "quotes.csv": (lambda: b'"a,1\n' * 50_000, 100_000),
    "open-quote.csv": (lambda: b'a,b\n"x,1\n' + b"y,2\n" * 50_000, 100_004),
    "digits.csv": (lambda: b"a,1E+9999999\nb," + b"9" * 100_000 + b"\nNaN,Infinity\n", 6),
    "formulas.csv": (lambda: b"=cmd|'/c calc'!A1,+1\n@SUM(1),-1\n", 4),
    "controls.csv": (lambda: "a,\x1b[31mred\nb,\u202e321\n".encode(), 4),
    "merge.xlsx": (lambda: raw_book(ONE, '<mergeCell ref="A1:XFD1048576"/>'), 1),
    "columns.xlsx": (
        lambda: raw_book(ONE, before='<cols><col min="1" max="9999999" hidden="1"/></cols>'),
        1,
    ),
    "nested.xlsx": (lambda: raw_book(ONE, "<a>" * 100_000 + "</a>" * 100_000), 1),
    "numbers.xlsx": (
        lambda: raw_book(
            "<row>"
            + "".join(f"<c><v>{v}</v></c>" for v in ("1E+9999999", "NaN", "-INF", "1E308", "1_0", "٣"))
            + "</row>"
        ),
        6,
    ),
    "external.xlsx": (
        lambda: raw_book(
            ONE.replace("<v>", "<f>[1]Data!A1+DDE(x)</f><v>"),
            relations=PARTS["xl/_rels/workbook.xml.rels"].replace(
                "</Relationships>",
                f'<Relationship Id="x" Type="{TYPE}/externalLink" TargetMode="External" Target="http://x.invalid"/>'
                "</Relationships>",
            ),
        ),
        1,
    ),
    "shared.xlsx": (
        lambda: raw_book(
            f'<row><c r="A1"><f t="shared" si="0">{"A1+" * 2500}1</f><v>1</v></c></row>'
            + '<row><c><f t="shared" si="0"/><v>1</v></c></row>' * 5_000
        ),
        5_001,
    ),
}


@pytest.mark.parametrize("name", READ)
def test_it_is_read(name: str, tmp_path: Path) -> None:
    make, cells = READ[name]
    path = tmp_path / name
    path.write_bytes(make())
    with guarded():
        grids = read_grids(str(path))
    assert sum(len(grid.cells) for grid in grids) == cells


def test_an_oversized_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with guarded(), pytest.raises(InputError, match="has more than 100,000,000 bytes"):
        read_grids(str(path))


def test_endless_input_is_refused() -> None:
    with guarded(), pytest.raises(InputError, match="has more than 100,000,000 bytes"):
        read_grids("/dev/zero")


def test_a_long_text_of_four_byte_letters_stays_within_memory(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    path.write_bytes("\U0001f600".encode() + b"a,1\n" * 11_000_000)
    with guarded(), pytest.raises(InputError, match="has more than"):
        read_grids(str(path))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (".", "is a directory, not a file"),
        ("missing.csv", "there is no such file"),
        ("a" * 300, "cannot be read: file name too long"),
        ("a\0b", "cannot be read"),
    ],
)
def test_a_path_that_gives_nothing(name: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=sentence):
        read_grids(f"{tmp_path}/{name}")


def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "locked.csv"
    path.write_bytes(b"a,1\n")
    path.chmod(0)
    with unprivileged(), pytest.raises(InputError, match="no permission to read this file"):
        read_grids(str(path))


@contextmanager
def unprivileged() -> Iterator[None]:
    """Runs as nobody where the tests run as root, who may read everything."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65_534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_every_byte_of_a_workbook_may_be_wrong(tmp_path: Path) -> None:
    data = raw_book(ONE, '<mergeCell ref="A1:B2"/>')
    with guarded():
        for position in range(0, len(data), 7):
            damaged = data[:position] + bytes([data[position] ^ 0x55]) + data[position + 1 :]
            try:
                read_grids("-", ReadOptions(stdin_filename="x.xlsx"), damaged)
            except InputError as error:
                assert "\n" not in str(error)


def test_the_command_names_every_file_and_survives(tmp_path: Path) -> None:
    names = [name for name in REFUSED if name != "page.csv"]  # which is a document to the command
    for name in names:
        (tmp_path / name).write_bytes(REFUSED[name][0]())
    program = [sys.executable, "-c", "from checker.cli import main; main()"]
    command = [*program, "validate", *names, "missing.csv"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    printed = done.stdout + done.stderr
    assert done.returncode == 2 and "Traceback" not in printed
    assert [name for name in names if name not in printed] == []
