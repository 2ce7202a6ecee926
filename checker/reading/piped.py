"""Tables inside plain text: rows of cells between pipes, and pasted tables with one cell a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.reading.grid import Cell, Grid, Spot
from checker.reading.text import Line

_RULE = re.compile(r"(?=[\s|:+]*+-)[\s|:+-]++$")
_NUMERIC = re.compile(r"\s*[-+]?[\d,. ]*\d[\d,. ]*%?\s*$|\s*[-—–]+\s*$")
LEAST_CELLS = 6
LONGEST_CELL = 40
WIDEST = 12


def tables_in(
    path: str, text: str, lines: Sequence[Line], origin: Sequence[int] | None
) -> tuple[list[Grid], list[Line]]:
    """The grids found among the lines of a text, and the lines left for the prose."""
    grids: list[Grid] = []
    left: list[Line] = []
    place, barren = 0, 0  # no table begins before the line `barren`
    while place < len(lines):
        rows, end = _rows(lines, place) if place >= barren and "|" in _here_or_next(lines, place) else ([], place + 1)
        if rows:
            grids.append(_grid(path, rows, text, origin, len(grids) + 1))
            place = end
        else:
            barren = max(barren, end)
            left.append(lines[place])
            place += 1
    return grids, left


def _here_or_next(lines: Sequence[Line], place: int) -> str:
    return lines[place].text + (lines[place + 1].text if place + 1 < len(lines) else "")


CellSpan = tuple[int, int]


def _rows(lines: Sequence[Line], place: int) -> tuple[list[list[CellSpan]], int]:
    """The rows of a table that begins at a line, as spans of the text, and the line after what was looked at."""
    stacked, looked = _stack(lines, place)
    if stacked:
        return stacked, looked
    rows: list[list[CellSpan]] = []
    end = place
    while end < len(lines) and lines[end].text.count("|") >= 2:
        if not _RULE.fullmatch(lines[end].text.strip()):
            rows.append(_cells(lines[end]))
        end += 1
    if len(rows) < 2 or not any(len(row) > 1 for row in rows):
        return [], max(end, looked, place + 1)
    return rows, end


def _cells(line: Line) -> list[CellSpan]:
    """The spans of the cells of a line between pipes; a pipe at either end bounds, and begins no cell."""
    spans: list[CellSpan] = []
    start = line.start
    for match in re.finditer(r"(?<!\\)\||$", line.text):
        spans.append((start, line.start + match.start()))
        start = line.start + match.end()
    text = line.text
    if text.lstrip().startswith("|"):
        spans = spans[1:]
    if text.rstrip().endswith("|"):
        spans = spans[:-1]
    return spans


def _stack(lines: Sequence[Line], place: int) -> tuple[list[list[CellSpan]], int]:
    """A table pasted with one cell a line: a pipe ends the line, or stands alone on the next."""
    end = place
    cells: list[CellSpan] = []
    while end < len(lines):
        text = lines[end].text.rstrip()
        if text.strip() == "|":
            break
        closed = text.endswith("|") and text.count("|") == 1
        alone = end + 1 < len(lines) and lines[end + 1].text.strip() == "|"
        if not (closed or alone):
            if len(cells) >= LEAST_CELLS - 1 and len(text) < LONGEST_CELL:
                cells.append((lines[end].start, lines[end].end))
                end += 1
            break
        cells.append((lines[end].start, lines[end].start + len(text) - closed))
        end += 2 if alone else 1
    return _folded(lines, place, end, cells), end


def _folded(lines: Sequence[Line], place: int, end: int, cells: list[CellSpan]) -> list[list[CellSpan]]:
    """The cells in rows of the width under which every row has a label and then numbers; none if there is none."""
    if len(cells) < LEAST_CELLS:
        return []
    texts = {line.start: line.text.strip(" |") for line in lines[place:end]}
    for width in range(2, min(WIDEST, len(cells) // 2) + 1):
        body = [cells[at : at + width] for at in range(width, len(cells) - width + 1, width)]
        if body and all(_labelled_row([texts[start] for start, _ in row]) for row in body):
            return [cells[:width], *body]
    return []


def _labelled_row(texts: list[str]) -> bool:
    return not _NUMERIC.fullmatch(texts[0]) and all(_NUMERIC.fullmatch(text) for text in texts[1:])


def _grid(path: str, rows: list[list[CellSpan]], text: str, origin: Sequence[int] | None, number: int) -> Grid:
    grid = Grid(path, table=number)
    rows = _unfolded(rows, text)
    for row, spans in enumerate(rows, start=1):
        for column, (start, end) in enumerate(spans, start=1):
            body = text[start:end]
            shown = body.strip()
            if shown:
                first = start + len(body) - len(body.lstrip())
                grid.cells[row, column] = Cell(shown)
                grid.spots[row, column] = _spot(first, first + len(shown), origin)
                grid.rows, grid.columns = row, max(grid.columns, column)
    return grid


def _spot(start: int, end: int, origin: Sequence[int] | None) -> Spot:
    if origin is None:
        return Spot(start, end)
    return Spot(origin[start], origin[end - 1] + 1)


def _unfolded(rows: list[list[CellSpan]], text: str) -> list[list[CellSpan]]:
    """A table printed in two halves side by side (the same headers twice) as one below the other."""
    header = [text[start:end].strip() for start, end in rows[0]]
    half = len(header) // 2
    if len(header) < 4 or len(header) % 2 or header[:half] != header[half:] or not all(header):
        return rows
    if any(len(row) != len(header) for row in rows):
        return rows
    return [rows[0][:half], *(row[:half] for row in rows[1:]), *(row[half:] for row in rows[1:])]


def rows_of(grid: Grid) -> Iterator[list[str]]:
    """The texts of a grid, row by row."""
    for row in range(1, grid.rows + 1):
        yield [grid.text(row, column) for column in range(1, grid.columns + 1)]
