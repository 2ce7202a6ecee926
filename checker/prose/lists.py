"""Frames of lists: items one below the other with a total line, or with items indented under their parent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.prose.frames import DICTATED, SUGGESTED, Frame, Scene
from checker.prose.sums import Sum, is_level, sum_frame
from checker.prose.slips import repair

_TOTAL_LINE = re.compile(r"^\W*(?:\d[\d,.]*\s+)?(?:grand\s)?(?:total|all|overall|sum|altogether)\b|^\W*(?:合计|总计|共计|总数|全部|合共)|\btotals?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list: its block, its depth, its figures and whether its words say that it is the total."""

    block: int
    depth: int
    figures: tuple[int, ...]
    total: bool


def list_frames(scene: Scene) -> Iterator[Frame]:
    """Totals of lists, by the position of the figure in the item."""
    by_block: dict[int, list[int]] = {}
    for index, figure in enumerate(scene.figures):
        if is_level(scene, index):
            by_block.setdefault(figure.block, []).append(index)
    for entries in _lists(scene, by_block):
        for place, entry in enumerate(entries):
            yield from _claims(scene, entries, place, entry)


def _lists(scene: Scene, by_block: dict[int, list[int]]) -> Iterator[list[Entry]]:
    """The items of one kind that follow one another."""
    current: list[Entry] = []
    last = -2
    for number in sorted(by_block):
        block = scene.passage.blocks[number]
        text = scene.passage.text[block.start : block.end]
        if block.kind != "item" and len(text) > 80:
            continue
        if number - last > 1 and current:
            yield current
            current = []
        current.append(Entry(number, block.level, tuple(by_block[number]), bool(_TOTAL_LINE.search(text[:60]))))
        last = number
    if len(current) > 1:
        yield current


def _claims(scene: Scene, entries: list[Entry], place: int, entry: Entry) -> Iterator[Frame]:
    children = _children(entries, place)
    if len(children) > 1:
        yield from _summed(scene, entry, children, SUGGESTED)
    if entry.total:
        before = _siblings(entries[:place][::-1], entry)
        if len(before) > 1:
            yield from _summed(scene, entry, before[::-1], DICTATED)


def _children(entries: list[Entry], place: int) -> list[Entry]:
    found: list[Entry] = []
    for entry in entries[place + 1 :]:
        if entry.depth <= entries[place].depth:
            break
        if not found or entry.depth == found[0].depth:
            found.append(entry)
    return found


def _siblings(before: list[Entry], entry: Entry) -> list[Entry]:
    found: list[Entry] = []
    for one in before:
        if one.depth < entry.depth or one.total:
            break
        if one.depth == entry.depth:
            found.append(one)
    return found


def _summed(scene: Scene, entry: Entry, parts: list[Entry], firm: int) -> Iterator[Frame]:
    for place, total in enumerate(entry.figures):
        column = [part.figures[place] for part in parts if place < len(part.figures)]
        if len(column) < 2 or len(column) != len(parts) or not all(scene.comparable(total, one) for one in column):
            continue
        frame = sum_frame(scene, Sum(total, tuple(column)), firm)
        mended = repair(frame.relation)
        if frame.holds or mended.found:
            yield frame
        elif firm == DICTATED and _same_unit(scene, total, column):
            yield frame.as_query()


def _same_unit(scene: Scene, total: int, column: list[int]) -> bool:
    """Whether a column of a list is of the size of its total, so that the gap is worth asking about."""
    summed = sum(scene.values[one] for one in column)
    return 0.7 * scene.values[total] <= summed <= 1.3 * scene.values[total]
