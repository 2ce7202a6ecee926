"""Frames of lists: items one below the other with a total line, or with items indented under their parent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from checker.figures import NO_UNIT
from checker.prose.frames import DICTATED, SUGGESTED, Frame, Scene
from checker.prose.halves import halves
from checker.prose.slips import repair
from checker.prose.sums import Sum, is_level, sum_frame
from checker.relations import Term

_TOTAL_LINE = re.compile(
    r"^\W*(?:\d[\d,.]*\s+)?(?:grand\s)?(?:total|all|overall|sum|altogether)\b|^\W*(?:合计|总计|共计|总数|全部|合共)|\btotals?\b",
    re.IGNORECASE,
)

_MARKS = (":", "：", ";", "；")
_ANNOUNCED = ("具体为", "如下", "as follows")  # one of them in all of these
_ANNOUNCES = re.compile(r"具体为|如下|as follows\W*$", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:其中|包括|of which|including)", re.IGNORECASE)
MOST_ITEMS = 40
LONGEST_ITEM = 80


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
        yield from _halves(scene, entries)
    yield from _outlines(scene, by_block)


def _outlines(scene: Scene, by_block: dict[int, list[int]]) -> Iterator[Frame]:
    """Numbered items under a paragraph that announces them, and unnumbered ones under an item after 其中."""
    blocks = scene.passage.blocks
    told = {scene.passage.sentences[one].block for one in scene.passage.sentences_with(_ANNOUNCED)}
    for number in sorted(by_block):
        text = scene.passage.text[blocks[number].start : blocks[number].end].rstrip()
        if not text.endswith(_MARKS) and not (number in told and _ANNOUNCES.search(text)):
            continue
        items = _items_below(scene, number)
        if len(items) > 1 and all(one in by_block for one in items):
            yield from _of_units(scene, by_block[number], [by_block[one] for one in items])


def _items_below(scene: Scene, number: int) -> list[int]:
    """The blocks of one numbering right below a block; deeper ones belong to them."""
    blocks = scene.passage.blocks
    if number + 1 >= len(blocks):
        return []
    first = blocks[number + 1]
    if not first.level:
        return _plain_below(scene, number)
    found = []
    for place in range(number + 1, min(len(blocks), number + MOST_ITEMS)):
        if blocks[place].level == first.level:
            found.append(place)
        elif (blocks[place].level and blocks[place].level < first.level) or blocks[place].section - blocks[
            number
        ].section > MOST_ITEMS:
            break
    return found


def _plain_below(scene: Scene, number: int) -> list[int]:
    """The unnumbered lines below a numbered item, the first of which begins with 其中."""
    blocks, text = scene.passage.blocks, scene.passage.text
    found: list[int] = []
    for place in range(number + 1, min(len(blocks), number + MOST_ITEMS)):
        if blocks[place].level or blocks[place].end - blocks[place].start > LONGEST_ITEM:
            break
        found.append(place)
    begins = found and _PARTS.match(text, blocks[found[0]].start, blocks[found[0]].start + 20)
    return found if begins else []


def _of_units(scene: Scene, totals: list[int], items: list[list[int]]) -> Iterator[Frame]:
    """For every total of the announcing block, the first figure of its unit in each item."""
    for total in totals:
        column = [next((one for one in item if _one_unit(scene, total, one)), None) for item in items]
        if len([one for one in column if one is not None]) != len(column):
            continue
        parts = tuple(one for one in column if one is not None)
        frame = _unit_free(scene, sum_frame(scene, Sum(total, parts), DICTATED))
        if frame.holds or repair(frame.relation).found:
            yield frame


def _unit_free(scene: Scene, frame: Frame) -> Frame:
    """The same sum without units, where it adds people and visits."""
    if len({scene.figures[one].family for one in frame.about}) == 1 or frame.relation.result is None:
        return frame
    operands = tuple(Term(replace(term.figure, unit=NO_UNIT)) for term in frame.relation.operands)
    result = replace(frame.relation.result, unit=NO_UNIT)
    return replace(frame, relation=replace(frame.relation, result=result, operands=operands))


def _one_unit(scene: Scene, total: int, part: int) -> bool:
    """People and visits are told under one total in lists of grants and trainings."""
    families = {scene.figures[total].family, scene.figures[part].family}
    return scene.comparable(total, part) or families == {"person", "persontime"}


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


def _halves(scene: Scene, entries: list[Entry]) -> Iterator[Frame]:
    """An item and the two halves told right below it: passengers 28, domestic 23, international 5."""
    for whole, one, other in zip(entries, entries[1:], entries[2:], strict=False):
        total, first, second = (entry.figures[0] for entry in (whole, one, other))
        leads = [scene.figures[index].lead.lower() for index in (first, second)]
        if not halves(*leads) or not (scene.comparable(total, first) and scene.comparable(total, second)):
            continue
        if scene.values[total] > max(scene.values[first], scene.values[second]) and _same_unit(
            scene, total, [first, second]
        ):
            frame = sum_frame(scene, Sum(total, (first, second)), DICTATED)
            if frame.holds or repair(frame.relation).found:  # else there is more than the two: flights offshore
                yield frame


def _claims(scene: Scene, entries: list[Entry], place: int, entry: Entry) -> Iterator[Frame]:
    children = _children(entries, place)
    if len(children) > 1:
        yield from _summed(scene, entry, children, SUGGESTED)
    if entry.total:
        before = _siblings((entries[one] for one in range(place - 1, -1, -1)), entry)
        if len(before) > 1:
            yield from _summed(scene, entry, before[::-1], DICTATED)


def _children(entries: list[Entry], place: int) -> list[Entry]:
    found: list[Entry] = []
    for entry in (entries[one] for one in range(place + 1, len(entries))):
        if entry.depth <= entries[place].depth:
            break
        if not found or entry.depth == found[0].depth:
            found.append(entry)
    return found


def _siblings(before: Iterable[Entry], entry: Entry) -> list[Entry]:
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
        frame = _summing(scene, total, column, firm) or sum_frame(scene, Sum(total, tuple(column)), firm)
        mended = repair(frame.relation)
        if frame.holds or mended.found:
            yield frame
        elif firm == DICTATED and _same_unit(scene, total, column):
            yield frame.as_query()


def _summing(scene: Scene, total: int, column: list[int], firm: int) -> Frame | None:
    """The total of the last items only, where those add to it: the items above belong to another total."""
    if firm < DICTATED:
        return None
    rest, slack = scene.values[total], scene.slacks[total]
    for start in range(len(column) - 1, -1, -1):
        rest, slack = rest - scene.values[column[start]], slack + scene.slacks[column[start]]
        if rest < -slack:
            return None
        if rest <= slack and len(column) - start > 1:
            return sum_frame(scene, Sum(total, tuple(column[start:])), SUGGESTED)
    return None


def _same_unit(scene: Scene, total: int, column: list[int]) -> bool:
    """Whether a column of a list is of the size of its total, so that the gap is worth asking about."""
    summed = sum(scene.values[one] for one in column)
    return 0.7 * scene.values[total] <= summed <= 1.3 * scene.values[total]
