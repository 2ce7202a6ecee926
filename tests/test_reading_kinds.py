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
        ("a.json", b'[{"region": "North", "count": 3}]', "a JSON file"),
        ("a.jsonl", b"[1, 2]\n[3, 4]\n", "a JSON file"),
        ("-", b' {"region" : "North", "count": 3}', "a JSON file"),
        ("a.txt", b"[1] See the note on 3 of 5.", "text"),
        ("a.csv", b'{"a": 1},2\n3,4\n', "csv"),
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


SENTENCES = (
    "Enrolment rose last year, to 3,012.\nDeaths fell this year, to 3,241.\n",
    "Enrolment rose by 4%, to 3012\nDeaths fell by 2%, to 3241\n",
    "The fund grew,\nto 3,241.",
    "The fund grew,\nto 3,241",
    "Ten of them left, 3 stayed.\nThe rest came to 3,241.",
    "全县有小学12所,初中3所\n全乡有小学2所,初中1所\n",
    "全县3,241人\n全乡1,020人\n",
    "全县小学生12,060人,比上年增长3.2%\n初中生6,400人,比上年增长2.1%\n",
    "一、概况\n全县总人口343,913人,其中男性173,011人\n",
    "Pupils by area: North 3,012; South 2,310.\nStaff by area: North 301; South 241.\n",
    "We had 3,012 in May, 2,310 in June and 241 in July.\nIt was 3,100 in May, 2,400 in June and 250 in July before.\n",
    "(a) North;\n(b) South;\n",
    "Dear all,\nplease find the 3,012 forms,\nthe 241 letters,\nand the rest.\n",
    "Income, £3,241\nCosts, £2,100\n",
    "Visits: 3,241.\n",
    "In 2022, 3,012 pupils enrolled\nIn 2023, 3,241 pupils enrolled\n",
    "Births, deaths and marriages\nBirths rose to 3,012, deaths to 2,410\nMarriages fell to 1,204, divorces to 412\n",
    "Summary\n\nIt rose by 3, to 12\n",
    "Of 1,204 cases, 812 were settled\nOf 1,310 cases, 900 were settled\n",
    "教师1,204人\n学生15,310人\n",
)
RECORDS = (
    "a,b\n1,2\n",
    "region,count\nNorth,12\nSouth,13\nTotal,25\n",
    "North, 12, 13\nSouth, 14, 15\nTotal, 26, 28\n",
    "地区,人数\n东部,12\n西部,13\n合计,25\n",
    "name,city\nAlice,Paris\nBob,Rome\n",
    "count\n12\n13\n25\n",
    "12\n13\n25\n",
    "region,count\nNorth,12\nSouth,13\nTotal,25\nNote: the count was taken in May. Figures are rounded.\n",
    "地区,人数\n东部,12\n西部,13\n合计,25\n注：数据截至年末。\n资料来源：统计局。\n",
    "Ward 3,241\nWard 4,310\nTotal,551\n",
    "region;share\nNorth;33.5%\nSouth;66.5%\n",
    "Pupils by region\nregion\tcount\nNorth\t4,120\nSouth\t3,980\n",
    "a|b\n1|2\n3|4\n",
    "id,comment,n\n1,All is well. We go on.,3\n2,Nothing is. We stop.,4\n",
    "年份,产量（吨）\n2021,52.3\n2022,54.1\n",
    "Persons aged 15 and over in paid work of any kind,301\nPersons aged 15 and over out of work,24\nAll,325\n",
    "区域,小学12所,初中\n东,12,3\n西,2,1\n",
    "item,2021,2022\nA,n/a,-\nB,3,4\n",
    '"North, East",12\n"South, West",13\nTotal,25\n',
    "Jan,£12\nFeb,£13\n",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_short_texts_are_no_tables(text: str) -> None:
    assert kind_of("-", text.encode()) == "text"


@pytest.mark.parametrize("text", RECORDS)
def test_short_tables_are_no_texts(text: str) -> None:
    assert kind_of("-", text.encode()) == "csv"
