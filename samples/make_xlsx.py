"""Writes the XLSX samples: `python samples/make_xlsx.py [FOLDER]`. The same bytes come out every time.

openpyxl writes formulas without the values a spreadsheet program stores beside them, so these are
put in afterwards, and the dates inside the archive are fixed.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

MOMENT = datetime(2024, 1, 15, 9, 0, 0)
COUNT, SHARE, CHANGE, DOLLARS = "#,##0", "0.00%", "0.0%", '"$"#,##0'
FORMULA = re.compile(r"<f>([^<]*)</f><v\s*(?:/>|></v>)")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, and the value the spreadsheet program stored for it (none where it never calculated)."""

    text: str
    stored: float | None = None


Row = Sequence[str | float | Formula | None]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet being written, with the stored values of its formulas by the formula's text."""

    sheet: Worksheet
    stored: dict[str, float] = field(default_factory=dict)

    def write(self, top: int, rows: Iterable[Row], formats: Sequence[str] = ()) -> None:
        """Write rows from row `top` on; `formats` are the number formats from the second column on."""
        for row, values in enumerate(rows, top):
            for column, value in enumerate(values, 1):
                if value is not None:
                    self._put(row, column, value)
                if formats and column > 1:
                    self.sheet.cell(row, column).number_format = formats[column - 2]

    def _put(self, row: int, column: int, value: str | float | Formula) -> None:
        if isinstance(value, Formula) and value.stored is not None:
            self.stored[value.text] = value.stored
        shown = f"={value.text}" if isinstance(value, Formula) else value
        self.sheet.cell(row, column, shown)


def write_beds(page: Page) -> None:
    """Beds by institution: the total of 2023 leaves out the last row, all else counts it."""
    beds = {
        "医院": (1240, 1312),
        "乡镇卫生院": (386, 402),
        "社区卫生服务中心": (94, 118),
        "妇幼保健院": (120, 120),
        "其他医疗机构": (28, 30),
    }
    old, new = (sum(pair[year] for pair in beds.values()) for year in (0, 1))
    rows: list[Row] = [
        [name, a, a / old, b, b / new, Formula(f"D{row}-B{row}", b - a), b / a - 1]
        for row, (name, (a, b)) in enumerate(beds.items(), 5)
    ]
    sums: Row = [Formula("SUM(B5:B9)", old), 1, Formula("SUM(D5:D8)", new - 30), 1, Formula("SUM(F5:F9)", new - old)]
    rows.append(["合计", *sums, new / old - 1])
    page.write(1, [["2023年医疗卫生机构床位情况"], [*[None] * 6, "单位：张"]])
    page.write(3, [["机构类别", "2022年", None, "2023年", None, "比上年增加", "增长率"]])
    page.write(4, [[None, "床位数", "占比", "床位数", "占比"]])
    page.write(5, rows, (COUNT, SHARE, COUNT, SHARE, COUNT, CHANGE))
    for area in ("A1:G1", "A3:A4", "B3:C3", "D3:E3", "F3:F4", "G3:G4"):
        page.sheet.merge_cells(area)


def write_health_staff(page: Page) -> None:
    """Staff by institution and profession: consistent, all totals calculated."""
    staff = {
        "医院": (486, 642, 58, 121),
        "乡镇卫生院": (152, 131, 24, 47),
        "社区卫生服务中心": (61, 72, 11, 16),
        "妇幼保健院": (58, 83, 6, 15),
        "其他医疗机构": (9, 7, 2, 4),
    }
    rows: list[Row] = [
        [name, *counts, Formula(f"SUM(B{row}:E{row})", sum(counts))]
        for row, (name, counts) in enumerate(staff.items(), 4)
    ]
    sums = [sum(column) for column in zip(*staff.values(), strict=True)]
    totals = [Formula(f"SUM({c}4:{c}8)", value) for c, value in zip("BCDEF", [*sums, sum(sums)], strict=True)]
    page.write(1, [["2023年卫生技术人员情况"], [*[None] * 5, "单位：人"]])
    page.write(3, [["机构类别", "执业医师", "注册护士", "药师（士）", "其他技术人员", "合计"]])
    page.write(4, [*rows, ["合计", *totals]], (COUNT,) * 5)
    page.sheet.merge_cells("A1:F1")


def write_grants(page: Page) -> None:
    """Grants paid: dollars shown without their cents, one row hidden, formulas never calculated."""
    paid = {
        "Youth clubs": (10250.40, 10914.75),
        "Libraries": (8310.45, 8105.20),
        "Sports grounds": (12499.50, 13250.45),
        "Small awards": (1020.30, 980.10),
        "Festivals": (5120.35, 4875.50),
    }
    old, new = (round(sum(pair[year] for pair in paid.values()), 2) for year in (0, 1))
    rows: list[Row] = [
        [name, a, b, Formula(f"C{row}-B{row}", round(b - a, 2)), b / new, Formula(f"AVERAGE(B{row}:C{row})")]
        for row, (name, (a, b)) in enumerate(paid.items(), 3)
    ]
    sums = [Formula("SUM(B3:B7)", old), Formula("SUM(C3:C7)", new), Formula("C8-B8", round(new - old, 2))]
    page.write(1, [["Community grants paid"]])
    page.write(2, [["Programme", "2022", "2023", "Change", "Share of 2023", "Average of both years"]])
    page.write(3, [*rows, ["Total", *sums, 1, Formula("AVERAGE(B8:C8)")]], (*(DOLLARS,) * 3, CHANGE, DOLLARS))
    page.sheet.row_dimensions[6].hidden = True
    page.sheet.merge_cells("A1:F1")


def write_volunteers(page: Page) -> None:
    """Volunteers by age and sex: consistent."""
    rows: list[Row] = [
        ["Under 25", 64, 51, 115],
        ["25 to 44", 118, 97, 215],
        ["45 to 64", 142, 109, 251],
        ["65 and over", 96, 88, 184],
        ["All ages", 420, 345, 765],
    ]
    page.write(1, [["Volunteers by age and sex, 2023"], ["Age", "Women", "Men", "All volunteers"]])
    page.write(3, rows, (COUNT,) * 3)


WORKBOOKS = {
    "health-resources.xlsx": {"床位": write_beds, "人员": write_health_staff},
    "grants.xlsx": {"Grants paid": write_grants, "Volunteers": write_volunteers},
}


def workbook(name: str) -> bytes:
    """The bytes of one sample workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = MOMENT
    pages = [Page(book.create_sheet(title)) for title in WORKBOOKS[name]]
    for page, fill in zip(pages, WORKBOOKS[name].values(), strict=True):
        fill(page)
    target = io.BytesIO()
    book.save(target)
    return _finished(target.getvalue(), [page.stored for page in pages])


def _finished(data: bytes, stored: Sequence[Mapping[str, float]]) -> bytes:
    """The workbook with the stored values of its formulas, and with fixed dates."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, MOMENT.timetuple()[:6])
            new.writestr(entry, _part(name, old.read(name), stored), zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _part(name: str, content: bytes, stored: Sequence[Mapping[str, float]]) -> bytes:
    sheet = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
    if sheet:
        values = stored[int(sheet[1]) - 1]
        return FORMULA.sub(lambda found: _calculated(found[1], values), content.decode()).encode()
    if name == "docProps/core.xml":
        moment = MOMENT.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + moment, content)
    return content


def _calculated(formula: str, values: Mapping[str, float]) -> str:
    value = f"<v>{values[formula]!r}</v>" if formula in values else ""
    return f"<f>{formula}</f>{value}"


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else __file__)
    for title in WORKBOOKS:
        target = (folder if folder.is_dir() else folder.parent) / title
        target.write_bytes(workbook(title))
