"""The comparisons a sentence makes: which figure is the level, the level before, the change and the rate."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from checker.prose.anaphora import last_level, refers_back
from checker.prose.compared_levels import (
    following,
    level_of_size,
    near_in_size,
    of_exchange,
    of_one_noun,
    of_two_years,
    same_before,
)
from checker.prose.frames import DICTATED, SUGGESTED, Scene

_OR = re.compile(r"[a-z]{0,12},? ?(?:or|\()")
_LEVEL_OF = re.compile(r"的(?![增降升涨幅提回差])")  # 3个百分点的税率
_AND_THAN = re.compile(r"\b(?:than|on|over|since)\s(?:in\s|the\s)?[a-z0-9\s]{1,30}\sand\s", re.IGNORECASE)
_MARK = re.compile(r"[,，;；。、()（）]")


@dataclass(slots=True)
class Change:
    """One comparison: the slots that the words fill."""

    new: int | None = None
    old: int | None = None
    change: int | None = None
    rate: int | None = None
    paces: list[int] = field(default_factory=list)  # average changes a year: a number, a rate
    firm: int = DICTATED


def comparisons(scene: Scene, indices: list[int]) -> Iterator[Change]:
    """The comparisons of one sentence, in order; `indices` are its figures."""
    if any(scene.values[index] == 1 and of_exchange(scene, index) for index in indices):
        return  # a coin that falls costs more of it
    current = Change()
    percent: int | None = None  # the last percentage of the sentence: what points are points of
    for index in indices:
        clue, figure = scene.clues[index], scene.figures[index]
        if figure.family == "points" and _LEVEL_OF.match(figure.tail):
            continue
        if percent is not None and _of_percent(scene, current, index, percent):
            yield current
            current = Change(new=percent)
        if figure.family in ("percent", "permille") and not clue.base:
            percent = index
        ended, current = _taken(scene, current, index, indices)
        yield from ended
    yield current


Taken = tuple[tuple[Change, ...], Change]  # the comparisons that end before a figure, and the one it belongs to


def _taken(scene: Scene, current: Change, index: int, indices: list[int]) -> Taken:
    """The place of one figure in the comparison told so far, or in a new one."""
    clue, family = scene.clues[index], scene.figures[index].family
    if clue.share and not clue.sign:
        return ((current,), Change(new=index)) if _share_level(scene, index, indices) else ((), current)
    if clue.pace:
        anew = clue.foreign and (current.new is not None or begun(current))
        ended, current = ((current,), Change()) if anew else ((), current)
        current.paces.append(index)
        return ended, current
    if _in_brackets(scene, current, index):
        current.rate = index
        return (), current
    if clue.sign or family in ("points", "kpoints"):
        return _changed(scene, current, index)
    if _arrives(scene, index, indices):
        ended, current = ((current,), Change()) if begun(current) or current.new is not None else ((), current)
        current.rate = index
        return ended, current
    return _levelled(scene, current, index, indices)


def _changed(scene: Scene, current: Change, index: int) -> Taken:
    """A change belongs to the levels before it, unless it has a subject of its own or is compared again."""
    ended: tuple[Change, ...] = ()
    if scene.clues[index].foreign and (current.new is not None or begun(current)):
        ended, current = (current,), Change()
    elif _compared_again(scene, current, index):
        ended, current = (current,), Change(new=current.new)
    return ended, _with_change(scene, current, index)


def _levelled(scene: Scene, current: Change, index: int, indices: list[int]) -> Taken:
    """A level is what a change leads from or to, what it is compared with, or begins anew."""
    clue = scene.clues[index]
    if clue.source and _of_another_kind(scene, current, index, indices):
        return (), current
    if (clue.source or clue.base) and _of_another_time(scene, current, index, indices):
        return (current,), Change(new=current.new, old=index)
    if clue.source:
        return _from_source(scene, current, index, indices)
    if clue.level and current.new is None and begun(current) and _ends(scene, current, index):
        current.new = index
    elif clue.base and current.new is not None and _same_kind(scene, current.new, index):
        if current.old is None:
            current.old, current.new = index, level_of_size(scene, indices, current.new, index)
    elif clue.base and current.new is None and _takes_base(scene, current, index):
        _take_base(scene, current, index, indices[0])
    elif _opens_with_base(scene, current, index, indices):
        return (current,), Change(same_before(scene, indices[0], index), index, firm=SUGGESTED)
    elif not (_passed_over(scene, current, index, indices) or _fills(scene, current, index, indices)):
        return (current,), Change(new=index)
    return (), current


def _from_source(scene: Scene, current: Change, index: int, indices: list[int]) -> Taken:
    ended: list[Change] = []
    if scene.clues[index].foreign and begun(current):
        ended.append(current)
        current = Change()
    if not _completes(scene, current, index, indices) and _is_told(current):
        ended.append(current)
        current = Change()
    current.old = index
    return tuple(ended), current


def _arrives(scene: Scene, index: int, indices: list[int]) -> bool:
    """Whether a percentage of no known direction is how far a level moved: narrowed 14.6% to 2.97bn from 3.47bn."""
    after = following(indices, index) if scene.percent(index) else None
    end = following(indices, after) if after is not None else None
    if after is None or end is None or scene.percent(after):
        return False
    ends = scene.clues[after].level and scene.figures[after].lead.strip() == "to"
    return ends and scene.clues[end].source and scene.comparable(after, end)


def _of_another_kind(scene: Scene, current: Change, index: int, indices: list[int]) -> bool:
    """Whether a second "from" is no level of before: from 985 loans from twelve branches to 1,064 loans."""
    after = following(indices, index)
    if current.old is None or current.new is not None or after is None or not scene.clues[after].level:
        return False
    return near_in_size(scene, current.old, after) and not near_in_size(scene, index, after)


def _is_told(current: Change) -> bool:
    """Whether a comparison has a level already, or nothing that an earlier level would complete."""
    levels = current.new is not None or current.old is not None
    return levels or not (current.rate is not None or current.paces)


def _take_base(scene: Scene, current: Change, index: int, first: int) -> None:
    """An earlier level that follows a change: the level is the last one told before it."""
    current.old = index
    current.new = last_level(scene, first, index)
    current.firm = DICTATED if current.change is not None or refers_back(scene, index) else SUGGESTED


def _opens_with_base(scene: Scene, current: Change, index: int, indices: list[int]) -> bool:
    """Whether a base told before any level is followed by the change from it: compared with the 20 of 2010, 5 more."""
    after = following(indices, index)
    if after is None or not scene.clues[index].base or scene.percent(index) or begun(current):
        return False
    if current.new is not None and scene.comparable(current.new, index):
        return False
    if not scene.clues[after].sign or scene.clues[after].foreign:
        return False
    return scene.percent(after) or scene.comparable(index, after)


def _passed_over(scene: Scene, current: Change, index: int, indices: list[int]) -> bool:
    """Whether a figure begins no comparison: approximate, in brackets, or a rate between a level and its change."""
    if scene.figures[index].figure.soft and (current.new is not None or scene.percent(index)):
        return True
    if _aside(scene, current, index) or _apiece(scene, current, index) or _planned(scene, current, index, indices):
        return True
    after = following(indices, index) if scene.percent(index) else None
    if current.new is None or after is None or scene.percent(current.new):
        return False
    changed = scene.clues[after].sign and scene.figures[after].family not in ("points", "kpoints")
    return bool(changed) and (scene.percent(after) or scene.comparable(current.new, after))


def _fills(scene: Scene, current: Change, index: int, indices: list[int]) -> bool:
    """Whether a level completes a comparison begun: its rate told first, or the level of a year before told first."""
    after = following(indices, index)
    if after is None or scene.percent(index):
        return False
    if current.new is None and current.old is None and current.rate is not None and current.change is None:
        if scene.clues[after].base and scene.comparable(index, after) and not scene.clues[current.rate].foreign:
            current.new = index
            return True
        return False
    if current.new is None or begun(current) or not scene.clues[after].sign or scene.clues[after].foreign:
        return False
    if not scene.comparable(current.new, index) or not of_two_years(scene, current.new, index):
        return False
    current.old, current.new = current.new, index
    current.firm = DICTATED if of_one_noun(scene, current.old, index) else SUGGESTED
    return True


def _ends(scene: Scene, current: Change, index: int) -> bool:
    """Whether a level ends a movement: a percentage only one that began with a percentage."""
    return not scene.percent(index) or (current.old is not None and scene.percent(current.old))


def _compared_again(scene: Scene, current: Change, index: int) -> bool:
    """Whether a level whose change and rate are told is compared again: 环比增加3人，增长1%，同比增加5人."""
    if current.new is None or current.rate is None:
        return False
    if scene.percent(index):
        return current.old is not None and not scene.percent(current.new)
    if current.change is None:
        return False
    same = scene.families[index] == scene.families[current.change]
    return same and scene.comparable(current.new, index) and not scene.percent(index)


def _of_another_time(scene: Scene, current: Change, index: int, indices: list[int]) -> bool:
    """Whether a level that is compared with belongs to a change of its own: 增加72人，比2015年的1,640人增加224人."""
    last = current.change if current.change is not None else current.rate
    if current.new is None or current.old is not None or last is None or not scene.comparable(current.new, index):
        return False
    if _AND_THAN.search(scene.figures[index].lead):
        return True
    after = following(indices, index)
    than = scene.clues[index].base and after is not None and after == index + 1 and scene.clues[after].sign
    return bool(than) and last == index - 1 and not _MARK.search(scene.figures[index].tail)


def _completes(scene: Scene, current: Change, index: int, indices: list[int]) -> bool:
    """Whether "from b" ends a comparison already told (fell 2% to a, from b) rather than beginning one."""
    if current.new is None or current.old is not None:
        return False
    if current.rate is None and current.change is None and not scene.clues[current.new].level:
        return False
    place = bisect_right(indices, index)
    goes_on = place < len(indices) and scene.clues[indices[place]].level
    return not goes_on and scene.comparable(current.new, index)


def _in_brackets(scene: Scene, current: Change, index: int) -> bool:
    """Whether a bare percentage in brackets is the rate of a movement just told: from 200 to 220 (10%)."""
    figure = scene.figures[index]
    told = current.new is not None and current.old is not None and current.rate is None
    return told and not scene.clues[index].sign and figure.family == "percent" and figure.lead.strip() == "("


def _takes_base(scene: Scene, current: Change, index: int) -> bool:
    """Whether a base completes a change or rate that was told before any level."""
    if current.old is not None or scene.percent(index):
        return False
    if current.change is not None:
        return _same_kind(scene, current.change, index)
    return current.rate is not None


def begun(current: Change) -> bool:
    """Whether anything but a level is told."""
    return current.old is not None or current.change is not None or current.rate is not None


def _of_percent(scene: Scene, current: Change, index: int, percent: int) -> bool:
    """Whether a base or a change in points speaks of the last percentage, not of the level told before."""
    if current.new is not None and scene.comparable(current.new, index):
        return False
    family = scene.figures[index].family
    based = scene.clues[index].base and family == scene.figures[percent].family
    return based or (
        family in ("points", "kpoints") and scene.comparable(percent, index) and not scene.clues[index].foreign
    )


def _share_level(scene: Scene, index: int, indices: list[int]) -> bool:
    """Whether a share is followed by its own change: 占17.8%, 同比下降1.4个百分点."""
    place = bisect_right(indices, index)
    if place >= len(indices):
        return False
    following = scene.figures[indices[place]]
    after = scene.clues[indices[place]]
    return following.family == "points" or (after.base and following.family == "percent")


def _aside(scene: Scene, current: Change, index: int) -> bool:
    """Whether a figure stands in brackets beside the level: it does not begin a comparison of its own."""
    if current.new is None:
        return False
    return scene.clues[index].depth > scene.clues[current.new].depth


def _apiece(scene: Scene, current: Change, index: int) -> bool:
    """Whether a figure is told per head of the level before it: $11.0 million, or $1.00 per share, versus …"""
    if current.new is None or scene.clues[current.new].per or not scene.clues[index].per:
        return False
    return bool(_OR.fullmatch(scene.figures[index].lead.strip().lower()))


def _planned(scene: Scene, current: Change, index: int, indices: list[int]) -> bool:
    """Whether a level only says what the one before it is a share of: 246万元，完成预算610万元的40.4%，减收11万元."""
    if current.new is None or scene.percent(index) or scene.figures[index].tail.strip() != "的":
        return False
    after = following(indices, index)
    return after is not None and scene.percent(after) and scene.comparable(current.new, index)


def _same_kind(scene: Scene, one: int, other: int) -> bool:
    return scene.comparable(one, other)


def _with_change(scene: Scene, current: Change, index: int) -> Change:
    """The comparison with a change or a rate put where it belongs."""
    family = scene.figures[index].family
    anchor = current.new if current.new is not None else current.old
    if anchor is None:
        if family == "percent":
            current.rate = index if current.rate is None else current.rate
        elif current.change is None:
            current.change = index
        return current
    anchor_percent = scene.figures[anchor].family in ("percent", "permille")
    if family in ("percent",) and not anchor_percent:
        if current.rate is None:
            current.rate = index
    elif family in ("points", "kpoints"):
        if anchor_percent and current.change is None and scene.comparable(anchor, index):
            current.change = index
    elif current.change is None and scene.comparable(anchor, index) and not anchor_percent:
        current.change = index
    return current
