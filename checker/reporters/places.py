"""Where something stands, as editors, spreadsheets and logs understand it."""

from __future__ import annotations

from checker.figures import Place
from checker.languages import Sentence
from checker.relations import Judgement, Kind
from checker.reporters.escaping import plain


def main_place(judgement: Judgement) -> Place | None:
    """Where a relation stands: at the result, stated or missing, or the part of a whole, else at the last figure."""
    relation = judgement.relation
    if relation.missing_result is not None:
        return relation.missing_result.place
    last = 0 if relation.kind in (Kind.BOUND, Kind.POSSIBLE) else -1
    figure = relation.result or (relation.figures[last] if relation.figures else None)
    if figure is None:
        return relation.missing[-1].place if relation.missing else None
    return figure.place


def where(place: Place | None, lang: str = "en") -> str:
    """A place as editors understand it, then as a spreadsheet does."""
    if place is None:
        return "-"
    path, cell = plain(place.path), Sentence(f"cell {place.cell}", f"单元格{place.cell}").in_(lang)
    if place.row is None:
        paragraph = Sentence(f"paragraph {place.paragraph}", f"第{place.paragraph}段").in_(lang)
        return f"{path}:{place.line}" if place.line is not None else f"{path}  {paragraph}"
    if place.table is not None:
        table = Sentence(f"table {place.table}", f"表{place.table}").in_(lang)
        return f"{path}  {table}, {cell}"
    if place.sheet is None:
        return f"{path}:{place.row}:{place.column}  {cell}"
    sheet = Sentence(f"sheet {plain(place.sheet)}", f"工作表{plain(place.sheet)}").in_(lang)
    return f"{path}  {sheet}, {cell}"


def address(place: Place | None) -> str:
    """A place in one word: path, sheet and cell, or path, line and position."""
    if place is None:
        return "-"
    parts = [plain(place.path)]
    if place.sheet is not None:
        parts.append(f"{plain(place.sheet)}!{place.cell}")
    elif place.row is not None:
        parts += [str(place.row), str(place.column)]
    else:
        parts += [str(part) for part in (place.line, place.start) if part is not None]
    return ":".join(parts)
