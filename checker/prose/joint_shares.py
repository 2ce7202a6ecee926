"""Frames of shares that several parts make up together: the two groups together made up 16.2% of everyone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checker.prose.frames import SEARCHED, SUGGESTED, Frame, Scene
from checker.prose.wholes import total_of
from checker.relations import Basis, Kind, Relation, Term

LIMIT = 2.0  # the odds by chance of a keystroke that are still asked about: the words name the parts
CLOSE = 0.05  # how near the one whole must come for the share to be asked about
REACH = 16
_TOGETHER = re.compile(
    r"\btogether\b|\bcombined\b|\bbetween them\b|[两二三](?:者|项|类)(?:合计|相加|加起来|之和|共)?"
    r"|合计占|共占",
    re.IGNORECASE,
)
_MANY = re.compile(r"\b(two|three|four)\b|([两二三四])(?:者|项|类|个)", re.IGNORECASE)
_WORDS = {"two": 2, "three": 3, "four": 4, "两": 2, "二": 2, "三": 3, "四": 4}


def joint_share_frames(scene: Scene) -> Iterator[Frame]:
    """Every share that is said of several levels together, with the whole that it fits or comes near."""
    for index, figure in enumerate(scene.figures):
        if figure.family != "percent" or scene.clues[index].sign:
            continue
        lead = _lead(scene, index)
        if _TOGETHER.search(lead):
            parts = _parts(scene, index, _how_many(lead))
            if parts:
                yield from _frame(scene, index, parts)


def _lead(scene: Scene, index: int) -> str:
    """What stands before a share in its sentence, a number word that counts the parts included."""
    lead = scene.figures[index].lead[-50:]
    if index and scene.figures[index - 1].sentence == scene.figures[index].sentence and scene.values[index - 1] < 5:
        return f"{scene.figures[index - 1].figure.text} {lead}"
    return lead


def _how_many(lead: str) -> int:
    found = _MANY.search(lead)
    if found is None:
        return 2
    return _WORDS[(found[1] or found[2]).lower()]


def _parts(scene: Scene, index: int, many: int) -> list[int]:
    """The last levels before a share, all of one unit, in its sentence or the one before."""
    levels = [
        one for one in scene.near(index, REACH, 0)
        if one != index and scene.same_part(one, index) and scene.values[one] > many
        and scene.figures[index].sentence - scene.figures[one].sentence <= 1
        and not scene.percent(one) and not scene.change(one) and not scene.clues[one].source
        and not scene.clues[one].base and not scene.figures[one].figure.soft
    ][-many:]  # fmt: skip
    alike = len(levels) == many and len({scene.figures[one].family for one in levels}) == 1
    return levels if alike else []


def _frame(scene: Scene, share: int, parts: list[int]) -> Iterator[Frame]:
    summed = total_of(scene, parts)
    wholes = [
        one for one in scene.near(parts[0], REACH, 0)
        if one not in parts and scene.comparable(one, parts[0]) and scene.same_part(one, share)
        and not scene.clues[one].source and not scene.change(one) and not scene.clues[one].base
        and scene.values[one] > float(summed.value) and not scene.figures[one].figure.soft
    ]  # fmt: skip
    ratios = {one: 100 * float(summed.value) / scene.values[one] for one in wholes}
    fitting = [one for one in wholes if abs(ratios[one] - scene.values[share]) <= _room(scene, share, one, ratios[one])]
    near = [one for one in wholes if abs(ratios[one] / scene.values[share] - 1) < CLOSE]
    if fitting or len(near) == 1:
        whole = (fitting or near)[-1]
        yield _of_sum(scene, share, parts, whole, SEARCHED if fitting else SUGGESTED)


def _room(scene: Scene, share: int, whole: int, ratio: float) -> float:
    return (scene.slacks[share] + ratio * scene.slacks[whole] / scene.values[whole]) * (1 + 1e-9)


def _of_sum(scene: Scene, share: int, parts: list[int], whole: int, firm: int) -> Frame:
    operands = (Term(total_of(scene, parts)), scene.term(whole))
    relation = Relation(Kind.SHARE, scene.figures[share].figure, operands, Basis.LABELLED, Fraction(100))
    return Frame("share", relation, firm, (share, *parts, whole), LIMIT)
