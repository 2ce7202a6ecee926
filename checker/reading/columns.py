"""Which columns of a block name its rows, which hold codes, which name units, and which hold figures."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.lexicon.tables import plain_label
from checker.lexicon.words import Words
from checker.reading.grid import Grid
from checker.reading.numbers import folded

if TYPE_CHECKING:
    from checker.reading.layout import Block

_INDEX_HEADER = re.compile(
    r"^(?:years?|yr|rank(?:ing)?|no\.?|nr\.?|#|code|id|number|序号|编号|代码|年份|年度|年|行次|栏次|月份|位次|排名|排序|名次|month|period|date|age)\.?$",
    re.IGNORECASE,
)
_CODE_HEADER = Words(
    r"\bcodes?$",
    r"(?:代码|编码|代号|编号|学号|工号|证号|证书号|序号|行次)$",
    re.IGNORECASE,
)
_UNIT_HEADER = Words(
    r"^units?(?: of measure(?:ment)?)?$",
    r"^(?:计量)?单位$",
    re.IGNORECASE,
)
_FORM_LETTER = re.compile(r"^[甲乙丙丁戊\d]$|^[A-C]$")  # how forms number the columns that hold no figures
CODE_DIGITS = 6  # of numbers that name the rows, where a column of names follows them


def columns_of(grid: Grid, block: Block) -> tuple[list[int], list[int], int | None]:
    """Label columns, data columns, and the column that names units, if there is one.

    A formula without a stored value counts as a number: the column is there, though its figures are missing.
    """
    numbers: Counter[int] = Counter()
    texts: Counter[int] = Counter()
    for line in block.body:
        if line.figures or line.numbers:
            numbers.update(line.numbers.keys())
            numbers.update(column for column in line.gaps if _calculated(grid, line.row, column))
            texts.update(line.texts.keys())
    columns = sorted(numbers.keys() | texts.keys())
    data = [column for column in columns if numbers[column] > texts[column] or numbers[column] >= 3 > texts[column]]
    while len(data) > 1 and _is_index(grid, block, data[0], before=[c for c in columns if c < data[0]]):
        data.pop(0)
    first = data[0] if data else (columns[-1] + 1 if columns else 1)
    labels = [column for column in columns if column < first]
    unit_column = next((c for c in columns if c not in data and _UNIT_HEADER.match(_leaf(block, c))), None)
    named = [c for c in labels if c != unit_column and texts[c] >= numbers[c]]
    return named or [c for c in labels if c != unit_column] or labels, data, unit_column


def _calculated(grid: Grid, row: int, column: int) -> bool:
    cell = grid.cells.get((row, column))
    return cell is not None and cell.formula is not None


def _leaf(block: Block, column: int) -> str:
    """The lowest header text of a column, but for the letter that a form gives it (甲, 乙)."""
    names = [plain_label(line.texts[column]) for line in reversed(block.header) if column in line.texts]
    return next((name for name in names if not _FORM_LETTER.match(name)), names[0] if names else "")


def _is_index(grid: Grid, block: Block, column: int, before: Sequence[int]) -> bool:
    """Whether a leading numeric column names the rows (years, ordinals) rather than measuring something."""
    lines = [line for line in block.body if line.numbers]
    values = [line.numbers[column] for line in lines if column in line.numbers]
    if any(not value.ungrouped_integer for value in values) or len(values) < 2:
        return False
    if _holds_codes(grid, block, column):
        return True
    others_in_front = any(sum(c in line.texts or c in line.numbers for line in lines) > len(lines) / 2 for c in before)
    years = all(line.row and column in line.years for line in lines if column in line.numbers)
    if years and (not others_in_front or _INDEX_HEADER.match(_leaf(block, column))):
        return True
    steps = {b.value - a.value for a, b in itertools.pairwise(values)}
    if steps == {1} and values[0].value in (0, 1) and len(values) >= 3:
        return True
    return bool(_INDEX_HEADER.match(_leaf(block, column))) and not others_in_front


def _holds_codes(grid: Grid, block: Block, column: int) -> bool:
    """Whether whole numbers are codes: the header says so, zeros lead them, or names follow numbers of one length."""
    if _CODE_HEADER.search(_leaf(block, column)):
        return True
    rows = [line.row for line in block.body if column in line.numbers]
    texts = [folded(grid.text(row, column)) for row in rows]
    lengths = {len(text) for text in texts}
    if len(lengths) != 1:
        return False
    if any(text.startswith("0") for text in texts) and min(lengths) > 1:
        return True
    return min(lengths) >= CODE_DIGITS and _names_follow(block, column)


def _names_follow(block: Block, column: int) -> bool:
    """Whether a column of texts that tell the rows apart stands between this one and most of the figures."""
    lines = [line for line in block.body if column in line.numbers]
    for other in sorted({c for line in lines for c in line.texts if c > column}):
        names = [line.texts[other] for line in lines if other in line.texts]
        behind = max((sum(c > other for c in line.numbers) for line in lines), default=0)
        between = max((sum(column < c < other for c in line.numbers) for line in lines), default=0)
        if len(set(names)) * 10 > len(lines) * 9 and behind > between + 1:
            return True
    return False
