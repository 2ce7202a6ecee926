"""How deep a row label stands: spaces, marks, 其中, numbering (一、 （一） 1.) and dotted codes (A.1.2)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.lexicon.tables import code_of, numbering_rank, plain_label, says_of_which, says_total
from checker.reading.grid import Grid
from checker.reading.numbers import folded

if TYPE_CHECKING:
    from checker.reading.layout import Line

Owns = dict[int, dict[int, str]]  # the label texts of every row by column, see `own_texts`
STEP = 10  # the width of a level of numbering, or of a label column
_HEADED_PART = re.compile(r"^其\s*中\s*[:：]")
_INDENTING = {" ": 1, "\u00a0": 1, "\u2007": 1, "\u2002": 1, "\u2003": 2, "\u3000": 2, "\t": 4}
_MARKS = ((re.compile(r"\.{2,}|…+"), 2), (re.compile(r"(?<![-–—•·▪◦●○■])[-–—•·▪◦●○■]++(?=\s*[^\W\d])"), 3))


def label_widths(grid: Grid, body: Sequence[Line], labels: Sequence[int], owns: Owns) -> dict[int, int]:
    """How far each row's own label is indented, or stands below others by its numbering; in any unit."""
    widths = _aligned(body, owns, {line.row: width_of(grid, line, labels) for line in body})
    if len({width for width in widths.values() if width % STEP != 1}) > 1:
        return widths
    return {**widths, **(_by_numbering(owns, widths) or _by_code(owns))}


def own_texts(grid: Grid, line: Line, labels: Sequence[int]) -> dict[int, str]:
    """The label texts of a row by column; a total may stand among the ordinals before labels that only a mark fills."""
    own = {c: plain_label(text) for c in labels if (text := grid.text(line.row, c)) and folded(text)}
    if labels and not any(character.isalnum() for text in own.values() for character in text):
        before = [plain_label(line.texts[column]) for column in sorted(line.texts) if column < labels[0]]
        return {labels[0]: before[-1]} if before else own
    return own


def width_of(grid: Grid, line: Line, labels: Sequence[int]) -> int:
    """How far a row's own label, the last one filled, is indented, in columns of a fixed-width font."""
    for position in range(len(labels) - 1, -1, -1):
        cell = grid.cells.get((line.row, labels[position]))
        if cell is None or not folded(cell.text):
            continue
        width = STEP * position + 2 * cell.indent
        for character in cell.text:
            if character not in _INDENTING:
                break
            width += _INDENTING[character]
        return width + _mark(cell.text.lstrip()) + (1 if says_of_which(cell.text) else 0)
    return 0


def _mark(label: str) -> int:
    """What a leading mark (... or a bullet) is worth as indentation."""
    return next((width for pattern, width in _MARKS if pattern.match(label)), 0)


def _aligned(body: Sequence[Line], owns: Owns, widths: dict[int, int]) -> dict[int, int]:
    """The widths, where a row that begins with 其中 stands level with rows aligned to the text after it."""
    for line, below in itertools.pairwise(body):
        own, following = owns[line.row], owns[below.row]
        if not own or not following or not _HEADED_PART.match(own[max(own)]):
            continue
        aligned = widths[line.row] < widths[below.row] <= widths[line.row] + STEP
        if aligned and not says_of_which(following[max(following)]):
            widths[line.row] = widths[below.row]
    return widths


def _by_numbering(owns: Owns, widths: dict[int, int]) -> dict[int, int]:
    """Depths from numbering; rows without a number stand below the last numbered one, totals outermost."""
    ranks = {row: numbering_rank(own[min(own)]) if own else None for row, own in owns.items()}
    known = {rank for rank in ranks.values() if rank is not None}
    if len(known) < 2 and not (known and any(rank is None for rank in ranks.values())):
        return {}
    result: dict[int, int] = {}
    last = -1
    for row, rank in ranks.items():
        last = rank if rank is not None else last
        total = rank is None and owns[row] and says_total(owns[row][max(owns[row])])
        depth = 0 if total else STEP * (rank + 1) if rank is not None else STEP * (last + 2)
        result[row] = depth + widths[row] % STEP
    return result


def _by_code(owns: Owns) -> dict[int, int]:
    """Depths from dotted codes (HC.1, HC.1.2) where most rows have one and some begin with another's."""
    codes = {row: code_of(own[min(own)]) if own else () for row, own in owns.items()}
    if 2 * sum(bool(code) for code in codes.values()) < len(codes):
        return {}
    depths: dict[int, int] = {}
    above: list[tuple[str, ...]] = []
    for row, code in codes.items():
        while above and code[: len(above[-1])] != above[-1]:
            above.pop()
        depths[row] = STEP * (len(above) + 1) if code else 0
        if code:
            above.append(code)
    return depths if any(depth > STEP for depth in depths.values()) or 0 in depths.values() else {}
