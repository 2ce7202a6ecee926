"""What a workbook holds besides the cells of its sheets: the sheets' names, the texts, the styles.

Source: ECMA-376 part 1, 18.2 (workbook), 18.4 (shared strings), 18.8 (styles).
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from checker.reading.excel_formats import BUILT_IN, NumberFormat, number_format
from checker.reading.excel_package import Package, attribute

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its name, the part it is in, and whether it is hidden."""

    name: str
    part: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of the style of a cell."""

    layout: NumberFormat
    bold: bool = False
    indent: int = 0


PLAIN = Style(number_format("General"))


@dataclass(slots=True)
class Book:
    """A workbook without its cells; `texts` are the shared strings."""

    package: Package
    sheets: tuple[Sheet, ...]
    texts: tuple[str, ...] = ()
    styles: tuple[Style, ...] = ()
    epoch_1904: bool = False


def read_book(package: Package) -> Book:
    """The sheets, texts and styles of a workbook. Raises InputError."""
    part = _main_part(package)
    root = package.tree(part)
    targets = _targets(package, part)
    properties = next(root.iter("workbookPr"), None)
    parts = {kind: target for kind, target in targets.values() if kind != "worksheet"}
    return Book(
        package,
        tuple(_sheets(root, targets)),
        _texts(package, parts.get("sharedStrings")),
        _styles(package, parts.get("styles")),
        properties is not None and _is_on(properties.get("date1904")),
    )


def _main_part(package: Package) -> str:
    """The part of the workbook itself, which the archive's own relationships name."""
    for kind, target in _targets(package, "").values() if "_rels/.rels" in package else ():
        if kind == "officeDocument":
            return target
    return "xl/workbook.xml"


def _targets(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The kind and the part of every relationship of a part, by its id."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", name + ".rels")
    found = {}
    for relation in package.tree(relations).iter("Relationship"):
        kind = (relation.get("Type") or "").rpartition("/")[2]
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target") or ""))
            found[relation.get("Id") or ""] = kind, target.lstrip("/")
    return found


def _sheets(root: Element, targets: dict[str, tuple[str, str]]) -> list[Sheet]:
    """The worksheets in order; sheets that hold only a chart or a dialog are none."""
    sheets = []
    for element in root.iter("sheet"):
        kind, part = targets.get(attribute(element, "id") or "", ("worksheet", ""))
        if kind == "worksheet":
            hidden = (element.get("state") or "visible") != "visible"
            sheets.append(Sheet(element.get("name") or "", part, hidden))
    return sheets


@dataclass(slots=True)
class _Texts:
    """Takes the shared strings: the runs of each one joined, reading aids left out."""

    texts: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    inside: bool = False
    aid: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            self.runs = []
        elif tag == "rPh":
            self.aid = True
        elif tag == "t":
            self.inside = not self.aid

    def data(self, text: str) -> None:
        if self.inside:
            self.runs.append(text)

    def end(self, tag: str) -> None:
        if tag == "si":
            self.texts.append(unescaped("".join(self.runs)))
        elif tag == "rPh":
            self.aid = False
        elif tag == "t":
            self.inside = False


def _texts(package: Package, part: str | None) -> tuple[str, ...]:
    if not part:
        return ()
    taken = _Texts()
    package.parse(part, taken)
    return tuple(taken.texts)


def unescaped(text: str) -> str:
    """A text with its _x000D_ escapes resolved."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _styles(package: Package, part: str | None) -> tuple[Style, ...]:
    if not part or part not in package:
        return ()
    root = package.tree(part)
    codes = dict(BUILT_IN)
    for element in root.iter("numFmt"):
        codes[_number(element.get("numFmtId"))] = element.get("formatCode") or "General"
    bold = [_is_bold(font) for fonts in root.iter("fonts") for font in fonts.findall("font")]
    return tuple(_style(element, codes, bold) for cells in root.iter("cellXfs") for element in cells.findall("xf"))


def _style(element: Element, codes: dict[int, str], bold: list[bool]) -> Style:
    font = _number(element.get("fontId"))
    alignment = element.find("alignment")
    indent = _number(alignment.get("indent")) if alignment is not None else 0
    layout = number_format(codes.get(_number(element.get("numFmtId")), "General"))
    return Style(layout, font < len(bold) and bold[font], indent)


def _is_bold(font: Element) -> bool:
    mark = font.find("b")
    return mark is not None and _is_on(mark.get("val") or "1")


def _is_on(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _number(text: str | None) -> int:
    """A small whole number; 0 where there is none."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
