"""One quantity that is stated twice: its name, what each place says, and what tells the places apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from checker.figures import Figure
from checker.languages import Sentence
from checker.naming import in_chinese, quoted, spot
from checker.printing import figure_text

if TYPE_CHECKING:
    from checker.messages import Facts

MOST_TOLD = 4


def restated(facts: Facts) -> Sentence:
    """That one quantity has several values."""
    figures = list({_value(one): one for one in reversed(facts.operands)}.values())[::-1]
    name = _name(figures)
    told = [_told(one, figures) for one in figures[:MOST_TOLD]]
    en, zh = " and as ".join(one.en for one in told), "、".join(one.zh for one in told)
    subject = Sentence(quoted(name), in_chinese(quoted(name))) if name else Sentence("one quantity", "同一数量")
    return Sentence(f"{subject.en} is stated as {en}", f"{subject.zh}有{len(figures)}种说法：{zh}")


def _value(figure: Figure) -> tuple[str, str]:
    return figure_text(figure), figure.unit.symbol


def _name(figures: Sequence[Figure]) -> str:
    """The labels that all named figures share; those of the first where they share none."""
    named = [figure.labels for figure in figures if figure.labels]
    if not named:
        return ""
    shared = [label for label in named[0] if all(label in labels for labels in named)]
    return " / ".join(shared or named[0])


def _told(figure: Figure, figures: Sequence[Figure]) -> Sentence:
    """A value, with the unit where units differ, and in brackets what tells its place from the others."""
    text = figure_text(figure)
    if len({one.unit.symbol for one in figures}) > 1 and figure.unit.symbol not in text:
        text = f"{text} {figure.unit.symbol}"
    apart = _apart(figure, figures)
    if not apart:
        return Sentence(text, text)
    return Sentence(f"{text} ({', '.join(one.en for one in apart)})", f"{text}（{'，'.join(one.zh for one in apart)}）")


def _apart(figure: Figure, figures: Sequence[Figure]) -> list[Sentence]:
    """Own labels, file, sheet, text or table; the cell or line where these are all the same."""
    found = _own_labels(figure, figures)
    places = [one.place for one in figures]
    if len({place.path for place in places}) > 1:
        name = PurePath(figure.place.path).name
        found.append(Sentence(name, name))
    if len({place.sheet for place in places}) > 1 and figure.place.sheet:
        found.append(Sentence(f"sheet {figure.place.sheet}", f"工作表{figure.place.sheet}"))
    if len({place.row is None for place in places}) > 1:
        found.append(Sentence("in the table", "表中") if figure.place.row else Sentence("in the text", "文中"))
    elif len({place.table for place in places}) > 1 and figure.place.table:
        found.append(Sentence(f"table {figure.place.table}", f"表{figure.place.table}"))
    return found or [spot(figure.place)]


def _own_labels(figure: Figure, figures: Sequence[Figure]) -> list[Sentence]:
    others = [one.labels for one in figures if one.labels]
    if len(others) < 2:
        return []
    own = [label for label in figure.labels if not all(label in labels for labels in others)]
    if len(own) == len(figure.labels):
        own = own[-1:]
    return [Sentence(quoted(label), in_chinese(quoted(label))) for label in own[:1]]
