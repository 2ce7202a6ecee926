"""Tables that stand side by side in one block of rows, as assets beside liabilities or income beside expenditure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from checker.lexicon.tables import plain_label

if TYPE_CHECKING:
    from checker.reading.layout import Block, Line

LEAST_LABELS = 3  # texts that a column of labels in the middle of a table must have


def side_by_side(block: Block) -> Iterator[Block]:
    """The block, or its parts where a column of labels in the middle begins the same columns again."""
    columns = sorted({column for line in block.body for column in (*line.numbers, *line.texts, *line.gaps)})
    starts = [columns[0], *_second_labels(block, columns)] if columns else []
    if len(starts) < 2:
        yield block
        return
    for start, end in zip(starts, [*starts[1:], columns[-1] + 1], strict=True):
        yield _part(block, start, end)


def _second_labels(block: Block, columns: Sequence[int]) -> list[int]:
    """The columns of labels, after the first figures, whose figures have the headers of the first ones."""
    numbers = Counter(column for line in block.body for column in line.figures)
    texts = Counter(column for line in block.body for column in line.texts)
    labels = [c for c in columns if texts[c] >= LEAST_LABELS and texts[c] > numbers[c]]
    data = [c for c in columns if numbers[c] > texts[c]]
    inner = [c for c in labels if data and c > data[0] and c - 1 not in labels]
    if not inner:
        return []
    edges = [columns[0], *inner, columns[-1] + 1]
    heads = [Counter(_leaf(block, c) for c in data if start <= c < end) for start, end in pairwise(edges)]
    alike = heads[0] and "" not in heads[0] and all(head == heads[0] for head in heads[1:])
    return inner if alike else []


def _leaf(block: Block, column: int) -> str:
    """The lowest header text over a column."""
    for line in reversed(block.header):
        if column in line.texts:
            return plain_label(line.texts[column])
    return ""


def _part(block: Block, start: int, end: int) -> Block:
    return replace(
        block,
        header=[_cut(line, start, end) for line in block.header],
        body=[line for line in (_cut(each, start, end) for each in block.body) if line.filled],
    )


def _cut(line: Line, start: int, end: int) -> Line:
    """The cells of a row between two columns."""
    return replace(
        line,
        numbers={column: number for column, number in line.numbers.items() if start <= column < end},
        years={column for column in line.years if start <= column < end},
        texts={column: text for column, text in line.texts.items() if start <= column < end},
        gaps={column for column in line.gaps if start <= column < end},
    )
