"""The kind of a file: its content first, its ending second."""

import pytest

from checker.reading.sources import kind_of

LEGACY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.csv", b"a,b\n1,2\n", "csv"),
        ("a.tsv", b"", "csv"),
        ("a.xls", b"a\tb\n1\t2\n", "csv"),
        ("a.xls", b"<html><table>", "html"),
        ("a.xlsx", b"PK\3\4....xl/workbook.xml", "xlsx"),
        ("a.csv", b"PK\3\4....xl/workbook.xml", "xlsx"),
        ("a.xlsx", b"PK\3\4", "xlsx"),
        ("a.bin", b"PK\3\4....word/document.xml", "docx"),
        ("a.zip", b"PK\3\4", "a zip archive"),
        ("a.ods", b"PK\3\4mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "an OpenDocument file"),
        ("a.xls", LEGACY, "xls"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "a PNG image"),
        ("a.csv", b"MZ\x90\0\3\0", "a program"),
        ("a.csv", b"MZ,1\nAB,2\n", "csv"),
        ("a.csv", b"%PDF-1.7", "pdf"),
        ("a.csv", bytes(range(256)), "binary data"),
        ("a.htm", b"text", "html"),
        ("-", b"\xef\xbb\xbf <!-- x --> <!DOCTYPE html><p>", "html"),
        ("a.xml", b"<?xml version='1.0'?><Workbook>", "an XML file"),
        ("a.md", b"| a | b |\n|---|---|\n", "markdown"),
        ("-", b"a;b\n1;2\n3;4\n", "csv"),
        ("a.txt", b"a\tb\n1\t2\n3\t4\n", "csv"),
        ("a.txt", "全县有学校5所，其中小学3所。\n另有教师42人。\n".encode(), "text"),
        ("a.txt", b"We had 3, 4 and 5 of them.\nOf these, 2 have left.\nThe rest, 10, stayed.\n", "text"),
        ("a.txt", "全县有学校5所，其中小学3所。\n".encode("gb18030"), "text"),
    ],
)
def test_the_kind_is_told(name: str, head: bytes, kind: str) -> None:
    assert kind_of(name, head) == kind
