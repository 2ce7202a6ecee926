"""Frames of repeats: one quantity told twice, in a heading and below it, in a summary and in the body."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from checker.prose.clues import alike
from checker.prose.frames import SEARCHED, SUGGESTED, Frame, Scene
from checker.prose.slips import number_text, one_key_values
from checker.relations import Basis, Kind, Relation

TELLING_DIGITS = 3
MOST_TWINS = 40
_YEAR = re.compile(r"(?:19|20)\d\d")


def repeat_frames(scene: Scene) -> Iterator[Frame]:
    """Figures told twice, and figures that were meant to be and differ by a keystroke."""
    paired: set[int] = set()
    for one, other in _twins(scene):
        paired.update((one, other))
        yield _frame(scene, one, other, SEARCHED)
    yield from _near_twins(scene, paired)


def _frame(scene: Scene, one: int, other: int, firm: int) -> Frame:
    relation = Relation(
        Kind.REPEAT, scene.figures[other].figure, (scene.term(one),), Basis.LABELLED, note="repeat"
    )
    return Frame("repeat", relation, firm, (other, one))


def digits_of(scene: Scene, index: int) -> str:
    return "".join(c for c in number_text(scene.figures[index].figure.text) if c.isdigit())


def _twins(scene: Scene) -> Iterator[tuple[int, int]]:
    """The same value and unit in two sentences: distinctive digits, or like labels."""
    last: dict[tuple[int, float], int] = {}
    for index, figure in enumerate(scene.figures):
        if figure.figure.soft or scene.values[index] in (0, 100) or figure.family in ("points", "kpoints"):
            continue
        key = (figure.part, scene.values[index])
        before = last.get(key)
        if before is not None and scene.figures[before].sentence != figure.sentence and _kin(scene, before, index):
            if len(digits_of(scene, index).rstrip("0")) >= TELLING_DIGITS or _like(scene, before, index) >= 0.5:
                yield before, index
        last[key] = index


def _kin(scene: Scene, one: int, other: int) -> bool:
    left, right = scene.figures[one].family, scene.figures[other].family
    return left == right or (scene.comparable(one, other) and bool(left) and bool(right))


def _like(scene: Scene, one: int, other: int) -> float:
    """How much the subjects of two figures say the same."""
    return max(alike(scene.clues[one].label, scene.clues[other].label), 0.9 * alike(_around(scene, one), _around(scene, other)))


def _around(scene: Scene, index: int) -> str:
    figure = scene.figures[index]
    return re.sub(r"[\s,，。;；:、()]+", "", figure.lead[-14:] + figure.tail[:8]) if scene.passage.chinese else figure.lead[-30:] + figure.tail[:30]


def _near_twins(scene: Scene, paired: set[int]) -> Iterator[Frame]:
    """Two figures of one length and unit, one keystroke apart, told of the same subject in two places."""
    groups: dict[tuple[int, str, int, object], list[int]] = defaultdict(list)
    for index, figure in enumerate(scene.figures):
        digits = digits_of(scene, index)
        if len(digits) >= TELLING_DIGITS and not figure.figure.soft and figure.family not in ("points", "kpoints"):
            groups[figure.part, figure.family, len(digits), figure.figure.ulp].append(index)
    for indices in groups.values():
        for place, one in enumerate(indices):
            for other in indices[place + 1 : place + MOST_TWINS]:
                if _meant_alike(scene, one, other, len(indices)):
                    yield _frame(scene, one, other, SUGGESTED)


def _meant_alike(scene: Scene, one: int, other: int, pool: int) -> bool:
    if scene.values[one] == scene.values[other] or scene.figures[one].sentence == scene.figures[other].sentence:
        return False
    digits, others = digits_of(scene, one), digits_of(scene, other)
    if sum(a != b for a, b in zip(digits, others, strict=True)) != 1:
        return False
    if _times(scene, one) != _times(scene, other) and _times(scene, one) and _times(scene, other):
        return False
    chance = pool * 10 * len(digits) / 10 ** (len(digits) - 1) / 9
    heading = _is_told_above(scene, one, other)
    if heading and _titles_recur(scene):
        return True
    if scene.change(one) or scene.change(other) or scene.clues[one].base or scene.clues[other].base:
        return False
    like = _like(scene, one, other)
    return (like >= 0.75 and chance < 1) or (heading and chance < 0.3) or (like >= 0.4 and chance < 0.02)


def _is_told_above(scene: Scene, one: int, other: int) -> bool:
    """Whether the first stands in the title of the section of the second."""
    first, second = scene.figures[one], scene.figures[other]
    return _in_title(scene, first.block) and 0 < second.block - first.block <= 2


def _titles_recur(scene: Scene) -> bool:
    """Whether the titles of this text tell figures that the text below them tells again."""
    known = scene.passage.marks.get("titles_recur")
    if known is None:
        titled = [index for index, figure in enumerate(scene.figures) if _in_title(scene, figure.block) and len(digits_of(scene, index)) > 1]
        again = sum(any(scene.values[one] == scene.values[index] and not _in_title(scene, scene.figures[one].block) for one in scene.near(index, 0, 20)) for index in titled)
        known = scene.passage.marks["titles_recur"] = again >= 2 and again >= 0.6 * len(titled)
    return bool(known)


def _in_title(scene: Scene, number: int) -> bool:
    block = scene.passage.blocks[number]
    return block.kind == "heading" or (block.level > 0 and block.end - block.start < 40)


def _times(scene: Scene, index: int) -> tuple[str, ...]:
    """The years that the sentence names before and beside a figure."""
    figure = scene.figures[index]
    return tuple(_YEAR.findall(figure.lead + figure.tail[:12]))


def variants_of(scene: Scene, index: int) -> tuple[float, ...]:
    """What one keystroke could have made of a figure."""
    return one_key_values(number_text(scene.figures[index].figure.text), scene.values[index])
