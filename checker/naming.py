"""What to call figures when talking about them: lines of a table, items, cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.figures import Figure, Place, column_letters
from checker.languages import Sentence
from checker.lexicon.tables import bare_label, says_total

LONGEST_NAME = 48


@dataclass(frozen=True, slots=True)
class Line:
    """The row or column of a table that some figures share; `axis` is empty where they share none."""

    axis: str = ""
    name: str = ""
    shared: int = 0  # how many labels they have in common, at the axis's end of the labels


def line_of(figures: Sequence[Figure]) -> Line:
    """The line that figures stand in."""
    places = [figure.place for figure in figures]
    if len(places) < 2 or any(place.row is None or place.column is None for place in places):
        return Line()
    if len({(place.path, place.sheet, place.table) for place in places}) > 1:
        return Line()
    labels = [figure.labels for figure in figures]
    most = max(min(map(len, labels)) - 1, 1)  # every figure keeps a label of its own
    if len({place.column for place in places}) == 1:
        shared = _in_common(labels)[:most]
        name = " / ".join(shared[-2:]) or column_letters(places[0].column or 0)
        return Line("column", name, len(shared))
    if len({place.row for place in places}) == 1:
        shared = _in_common([one[::-1] for one in labels])[:most]
        return Line("row", shared[0] if shared else str(places[0].row), len(shared))
    return Line()


def _in_common(labels: Sequence[Sequence[str]]) -> list[str]:
    """The labels that all sequences begin with."""
    common = []
    for several in zip(*labels, strict=False):
        if len(set(several)) > 1:
            break
        common.append(several[0])
    return common


def own_label(figure: Figure, line: Line) -> str:
    """What a figure is called inside a line: its label that the others do not share."""
    labels = figure.labels
    if line.axis == "column":
        return labels[-1] if len(labels) > line.shared else ""
    if line.axis == "row":
        return labels[-1 - line.shared] if len(labels) > line.shared else ""
    return labels[-1] if labels else ""


def is_plain_total(label: str) -> bool:
    """Whether a label only says that the figure is the total of its line, not what of."""
    return says_total(label) and len(bare_label(label).split()) <= 2 and len(bare_label(label)) <= 12


def quoted(name: str) -> str:
    """A name in quotes, shortened where it is long."""
    flat = " ".join(name.split())
    return f'"{flat if len(flat) <= LONGEST_NAME else flat[: LONGEST_NAME - 3] + "..."}"'


def in_chinese(name: str) -> str:
    """A quoted name in Chinese quotation marks."""
    return f"“{name[1:-1]}”" if name.startswith('"') else name


def full_name(figure: Figure) -> str:
    """All labels of a figure, or its cell; nothing for a figure in a sentence."""
    return quoted(" / ".join(figure.labels)) if figure.labels else figure.place.cell or ""


def spot(place: Place) -> Sentence:
    """Where something stands inside its file: a cell, or a place in a text."""
    if place.cell:
        return Sentence(place.cell, place.cell)
    if place.line is not None:
        return Sentence(f"line {place.line}", f"第{place.line}行")
    if place.paragraph is not None:
        return Sentence(f"paragraph {place.paragraph}", f"第{place.paragraph}段")
    return Sentence("the text", "文中")
