"""Frames of ratios told in one breath: 4,872 pupils and 283 teachers, 17.2 to 1; 学生1,240人，教师85人，1:14.6."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from checker.figures import NO_UNIT, Figure
from checker.intervals import Interval
from checker.judge import judge, would_hold
from checker.lexicon.spoken_ratios import EN_NOUN, OTHER_RATIO, PRINTED, SIDES, TO_ONE
from checker.prose.clues import alike
from checker.prose.frames import SUGGESTED, Frame, Scene
from checker.prose.quantities import counted
from checker.reading.passages import Mention, lowered
from checker.relations import Basis, Kind, Relation, Verdict


def spoken_ratio_frames(scene: Scene) -> Iterator[Frame]:
    """Every ratio whose sentence names both of its sides and tells their numbers."""
    low = scene.passage.lowered
    if "比" not in low and "ratio" not in low:
        return
    for mention in scene.passage.mentions:
        if mention.role == "ratio":
            yield from _told(scene, mention, mention.start, mention.end)
    if "ratio" in low:
        for figure in scene.figures:
            match = TO_ONE.match(low, figure.end) if len(low) == len(scene.passage.text) else None
            if match is not None:
                yield from _told(scene, figure, figure.start, match.end())


def _told(scene: Scene, mention: Mention, start: int, end: int) -> Iterator[Frame]:
    sentence = scene.passage.sentences[mention.sentence]
    lead = lowered(scene.passage.text[sentence.start : start])
    sides = SIDES.search(lead[-60:])
    if sides is None or OTHER_RATIO.search(lead):
        return
    names = [sides[side] for side in sides.groupdict() if sides[side]]
    levels = [
        one
        for one in range(bisect_left(scene.told_in, mention.sentence), bisect_right(scene.told_in, mention.sentence))
        if _level(scene, one)
    ]
    levels = [one for one in levels if scene.figures[one].start != start]
    if any("其中" in scene.passage.text[end : scene.figures[one].start] for one in levels):
        return
    found = [[one for one in levels if _is(scene, one, name)] for name in names]
    if [len({scene.values[one] for one in each}) for each in found] != [1, 1] or set(found[0]) & set(found[1]):
        return
    yield from _frame(scene, mention, found[0][-1], found[1][-1])


def _level(scene: Scene, index: int) -> bool:
    figure = scene.figures[index]
    plain = not (scene.change(index) or scene.clues[index].base or scene.percent(index))
    return plain and scene.values[index] > 1 and (counted(figure.family) or not figure.family)


def _is(scene: Scene, index: int, name: str) -> bool:
    """Whether a number counts one side of a ratio: 教师85人 for 师; 283 teachers for teacher."""
    figure = scene.figures[index]
    if not name.isascii():
        label = scene.clues[index].label
        return name in label or (len(name) > 2 and alike(name, label) >= 0.6)
    words = EN_NOUN.findall(lowered(figure.tail[:40]).partition(",")[0])[:3]
    return any(word.rstrip("s") == name.rstrip("s") for word in words)


def _frame(scene: Scene, mention: Mention, one: int, other: int) -> Iterator[Frame]:
    printed = PRINTED.match(scene.passage.text, mention.start)
    if printed is None:
        return
    left, right = printed["left"], printed["right"].replace("one", "1")
    side = "right" if left in ("1", "100") else "left"
    many = printed[side]
    if "1" in (left, right):
        factor = 1
        if (scene.values[one] < scene.values[other]) == (float(many) >= 1):
            one, other = other, one  # 师生比 is told either way round
    elif "100" in (left, right):
        factor = 100
        one, other = (other, one) if left == "100" else (one, other)
    else:
        return
    figure = _figure(mention, many, printed.start(side) - mention.start)
    operands = (scene.term(one), scene.term(other))
    relation = Relation(Kind.RATIO, figure, operands, Basis.LABELLED, Fraction(factor))
    if would_hold(relation, "trunc") and judge(relation).verdict is not Verdict.HELD:
        return
    yield Frame("per_head", relation, SUGGESTED, (-mention.start - 1, one, other), sure=True, plain=True)


def _figure(mention: Mention, many: str, shift: int) -> Figure:
    """What a ratio of so many to one tells, rounded to its last printed place; its place is that of the number."""
    value, ulp = Fraction(many), Fraction(1, 10 ** len(many.partition(".")[2]))
    text, place = mention.figure.text, mention.figure.place
    if place.start is not None and text[shift : shift + len(many)] == many:
        begun = place.start + shift
        text, place = many, replace(place, start=begun, end=begun + len(many))
    return Figure(text, value, ulp, Interval.around(value, ulp / 2), place, NO_UNIT)
