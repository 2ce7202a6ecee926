"""Frames of shares: a part, its share and the whole, in every run of shares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.figures import Figure
from checker.prose.clues import alike
from checker.prose.common_bases import common_base_frames, implied_base
from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Frame, Scene
from checker.prose.hundreds import hundred_frames
from checker.prose.repeats import one_key_apart, repeat_frame
from checker.prose.slips import repair
from checker.prose.wholes import BEFORE, Item, Run, candidates, fits, per_whole, runs_of, total_of
from checker.relations import Basis, Kind, Relation, Term

_WHOLE_WORDS = re.compile(
    r"全部|全省|全市|全县|全区|全国|全乡|全镇|全校|全年|全体|所有|总数|总人数|总量|总额|总计|同期|本|我|其|\b(?:total|the|all)\b"
)


NEAR_BASE = 4  # figures before the first part
SHORT_NAME = 2  # characters that name too much: 职工, 学生


def share_frames(scene: Scene) -> Iterator[Frame]:
    """The frames of every run of shares."""
    for run in runs_of(scene):
        yield from _inside(scene, run)
        if run.parts:
            yield from _with_parts(scene, run)
        yield from hundred_frames(scene, run)


def share_frame(scene: Scene, part: int, share: int, whole: int | Figure, firm: int) -> Frame:
    """part / whole is the share; the whole may be a figure that is not printed."""
    term = Term(whole) if isinstance(whole, Figure) else scene.term(whole)
    relation = Relation(
        Kind.SHARE, scene.figures[share].figure, (scene.term(part), term), Basis.LABELLED, per_whole(scene, share)
    )
    about = (share, part) if isinstance(whole, Figure) else (share, part, whole)
    return Frame("share", relation, firm, about)


def _inside(scene: Scene, run: Run) -> Iterator[Frame]:
    for item in run.items:
        if item.inside is not None and item.part is not None and scene.comparable(item.part, item.inside):
            yield replace(share_frame(scene, item.part, item.share, item.inside, DICTATED), sure=True)


@dataclass(frozen=True, slots=True)
class Choice:
    """The whole chosen for a run, and the shares that fit it."""

    index: int
    fitting: tuple[Item, ...]


def _with_parts(scene: Scene, run: Run) -> Iterator[Frame]:
    items = [item for item in run.items if item.part is not None and item.inside is None]
    if not items:
        return
    found = candidates(scene, run)
    choice = _choose(scene, run, items, found)
    summed = _summed(scene, run)
    if choice:
        yield from _base_again(scene, run, choice)
    for item in items:
        yield from _explain(scene, run, item, found, choice, summed)
    yield from common_base_frames(scene, run, items, found, len(choice.fitting) if choice else None)


def _choose(scene: Scene, run: Run, items: list[Item], found: list[int]) -> Choice | None:
    """The whole that most shares fit; of equals the one nearest before the first part."""
    first = min(run.parts)
    best: tuple[tuple[int, int, int], Choice] | None = None
    for index in found:
        fitting = tuple(
            item for item in items
            if item.part is not None and item.part != index and _fits(scene, item, index)
        )  # fmt: skip
        if not fitting:
            continue
        before = int(index < first)
        rank = (len({scene.values[item.share] for item in fitting}), before, -abs(first - index))
        if best is None or rank > best[0]:
            best = (rank, Choice(index, fitting))
    return best[1] if best else None


def _fits(scene: Scene, item: Item, index: int) -> bool:
    assert item.part is not None
    return fits(scene, item.part, item.share, scene.values[index], scene.slacks[index])


def _summed(scene: Scene, run: Run) -> Figure | None:
    """The sum of the parts where the shares add to about 100: the whole that is not printed."""
    outer = [item for item in run.outer if item.part is not None]
    if len(outer) < 2:
        return None
    total = sum(scene.values[item.share] for item in outer)
    scale = float(per_whole(scene, outer[0].share))
    if not 0.9 * scale <= total <= 1.1 * scale:
        return None
    return total_of(scene, [item.part for item in outer if item.part is not None])


def _explain(
    scene: Scene, run: Run, item: Item, found: list[int], choice: Choice | None, summed: Figure | None
) -> Iterator[Frame]:  # fmt: skip
    """The frame of one share: against the whole of its run, or another that fits, or none."""
    assert item.part is not None
    part, share = item.part, item.share
    if choice and item in choice.fitting:
        named = _named(scene, run, item, choice.index)
        frame = share_frame(scene, part, share, choice.index, DICTATED if named else SUGGESTED)
        yield frame if named or choice.index >= min(run.parts) - BEFORE else frame.as_query()
        return
    if summed and _fits_sum(scene, item, summed):
        yield share_frame(scene, part, share, summed, SUGGESTED)
        return
    others = [index for index in found if index != part and _fits(scene, item, index)]
    if others and choice and _odd_one_out(scene, run, item, choice, others):
        yield replace(share_frame(scene, part, share, choice.index, DICTATED), sure=True).as_query()
        return
    if others:
        yield share_frame(scene, part, share, others[-1], SEARCHED)
        return
    if choice and part != choice.index and _can_be_part(scene, item, choice):
        sure = len(choice.fitting) >= 2 or _named(scene, run, item, choice.index)
        sure = sure or any(one.whole and one.whole == item.whole for one in choice.fitting)
        sure = sure or any(_beside(scene, run, one, item, choice.index) for one in choice.fitting)
        firm = DICTATED if sure else SUGGESTED
        yield share_frame(scene, part, share, choice.index, firm)
        return
    if summed and len(run.outer) >= 3 and _fitting_sum(scene, run, summed) >= 2:
        yield share_frame(scene, part, share, summed, DICTATED)
        return
    parent = _parent(scene, run, item, found)
    if parent is not None and choice is None and not _of_one_whole(scene, item, parent[0]):
        frame = share_frame(scene, part, share, parent[0], parent[1])
        near = scene.passage.chinese or scene.figures[parent[0]].block == scene.figures[part].block
        yield frame if near else frame.as_query()  # English names a whole in words of everyday


def _odd_one_out(scene: Scene, run: Run, item: Item, choice: Choice, others: list[int]) -> bool:
    """Whether every other share of a run fits one whole, so that a far figure that would give this one is chance."""
    rest = [one for one in run.items if one is not item and one.part is not None and one.inside is None]
    sentence = scene.figures[item.share].sentence
    here = any(scene.figures[one].sentence == sentence for one in others)
    return len(rest) >= 3 and len(choice.fitting) == len(rest) and item.part != choice.index and not here


def _can_be_part(scene: Scene, item: Item, choice: Choice) -> bool:
    """Whether a part is not more than its whole, or only so by a keystroke, where other shares fit the whole."""
    assert item.part is not None
    if scene.values[item.part] <= scene.values[choice.index]:
        return True
    relation = share_frame(scene, item.part, item.share, choice.index, SUGGESTED).relation
    return len(choice.fitting) >= 2 and bool(repair(relation).found)


def _base_again(scene: Scene, run: Run, choice: Choice) -> Iterator[Frame]:
    """What the parts are said to be among, where it is a keystroke off the whole that their shares fit."""
    first = min(run.parts)
    for index in range(first - 1, max(-1, first - NEAR_BASE), -1):
        if scene.figures[first].sentence - scene.figures[index].sentence > 1:
            return
        if scene.clues[index].amid and scene.comparable(index, first):
            if len(choice.fitting) >= 2 and one_key_apart(scene, index, scene.values[choice.index]):
                yield repeat_frame(scene, [choice.index, index], SUGGESTED)
            return


def _of_one_whole(scene: Scene, item: Item, parent: int) -> bool:
    """Whether a part is told as a share of what its parent is a share of: 60岁以上占21.5%，其中65岁以上占15.8%."""
    beside = parent + 1
    if item.part is None or beside >= len(scene.figures) or beside == item.share or not scene.clues[beside].share:
        return False
    if scene.families[beside] != scene.families[item.share] or scene.change(beside):
        return False
    (low, high), (least, most) = implied_base(scene, item.part, item.share), implied_base(scene, parent, beside)
    return low <= most and least <= high


def _beside(scene: Scene, run: Run, fitting: Item, item: Item, whole: int) -> bool:
    """Whether a share that fits a whole named for it stands in the same sentence as another."""
    same = scene.figures[fitting.share].sentence == scene.figures[item.share].sentence
    return same and _named(scene, run, fitting, whole)


def _fits_sum(scene: Scene, item: Item, summed: Figure) -> bool:
    assert item.part is not None
    return fits(scene, item.part, item.share, float(summed.value), float(summed.interval.width) / 2)


def _fitting_sum(scene: Scene, run: Run, summed: Figure) -> int:
    return sum(_fits_sum(scene, item, summed) for item in run.outer if item.part is not None)


def _named(scene: Scene, run: Run, item: Item, whole: int) -> bool:
    """Whether the words make this figure the whole: named, or the parent that 其中 refers to."""
    said = _said(scene, item)
    if said and alike(essence(said), scene.clues[whole].label) >= 0.5:
        return True
    assert item.part is not None
    between = range(whole + 1, item.part)
    same = scene.figures[whole].sentence == scene.figures[item.part].sentence
    level = not any(
        scene.comparable(whole, one) and not scene.change(one) and not scene.percent(one) for one in between
    )
    return (scene.clues[item.part].of_which and level) or (same and scene.clues[whole].total and whole < item.part)


def _best_named(scene: Scene, indices: list[int], name: str) -> list[int]:
    """The figures that are called by a name, those called so in more of its words before others."""
    scores = [alike(name, scene.clues[index].label) for index in indices] if len(name) > SHORT_NAME else []
    best = max(scores, default=0.0)
    return [index for index, score in zip(indices, scores, strict=False) if score >= max(0.6, best)]


def _told_anew(scene: Scene, name: str, whole: int, part: int) -> bool:
    """Whether a change of what a whole is called stands between it and a share: the share can be of that, untold."""
    changes = [one for one in range(whole + 1, part) if scene.clues[one].sign or scene.percent(one)]
    return any(alike(name, scene.clues[one].label + " " + scene.figures[one].lead[-80:]) >= 0.6 for one in changes)


def _said(scene: Scene, item: Item) -> str:
    """What the words call the whole of a share: beside it, or where its sentence opened."""
    return item.whole or scene.clues[item.share].divided


def essence(whole: str) -> str:
    """The name of a whole without the words that only say that it is one."""
    bare = _WHOLE_WORDS.sub("", whole)
    return bare if len(bare) > 1 else whole


def _parent(scene: Scene, run: Run, item: Item, found: list[int]) -> tuple[int, int] | None:
    """The whole that the words dictate for a share that fits none, and how firmly."""
    assert item.part is not None
    sentence = scene.figures[item.part].sentence
    before = [index for index in found if index < item.part and scene.values[index] >= scene.values[item.part]]
    said = _said(scene, item)
    named = _best_named(scene, before, essence(said)) if said else []
    if len({scene.values[index] for index in named}) == 1:
        return named[-1], SUGGESTED if _told_anew(scene, essence(said), named[-1], item.part) else DICTATED
    amid = [index for index in before if scene.clues[index].amid and sentence - scene.figures[index].sentence <= 1]
    if len({scene.values[index] for index in amid}) == 1 and not item.whole:
        return amid[-1], DICTATED
    opened = _above(scene, item, before)
    if opened is not None:
        return opened
    here = [index for index in found if index < item.part and scene.figures[index].sentence == sentence]
    near = [index for index in before if index in here and index not in run.parts] or here
    if len(near) == 1 and not item.whole and (scene.clues[item.part].of_which or scene.clues[near[0]].total):
        return near[0], DICTATED
    return (near[-1], SUGGESTED) if near else None


def _above(scene: Scene, item: Item, before: list[int]) -> tuple[int, int] | None:
    """The level of the sentence before one that begins with 其中 or "of these"; firm where it is the only one."""
    assert item.part is not None
    sentence = scene.figures[item.part].sentence
    first = item.part == 0 or scene.figures[item.part - 1].sentence < sentence
    if not (first and scene.clues[item.part].of_which):
        return None
    above = [index for index in before if scene.figures[index].sentence == sentence - 1]
    return (above[-1], DICTATED if len(above) == 1 else SUGGESTED) if above else None


def makes_up_whole(scene: Scene, run: Run) -> bool:
    """Whether the shares of a run are all there are: they add to 100, or two of them fit the sum of the parts."""
    total = sum(scene.values[item.share] for item in run.outer)
    if abs(total - 100) <= sum(scene.slacks[item.share] for item in run.outer) + 1e-9:
        return True
    summed = _summed(scene, run)
    return summed is not None and _fitting_sum(scene, run, summed) >= 2
