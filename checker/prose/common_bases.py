"""Frames of a common base: the counts and shares of a run imply one whole, whether it is printed or not."""

from __future__ import annotations

from collections.abc import Iterator

from checker.prose.frames import DICTATED, SUGGESTED, Frame, Scene
from checker.prose.slips import number_text, one_key_values
from checker.prose.wholes import Item, Run, per_whole
from checker.relations import Basis, Kind, Relation


def common_base_frames(
    scene: Scene, run: Run, items: list[Item], found: list[int], fitting: int | None
) -> Iterator[Frame]:  # fmt: skip
    """Counts and their shares imply one base: the odd one out, or a stated base that is a keystroke off.

    `fitting` counts the shares that fit the whole chosen for the run, None where none is chosen.
    """
    usable = [item for item in items if item.part is not None and scene.values[item.share] > 0]
    if len(usable) < 2:
        return
    agreeing = _agreeing(scene, usable)
    if len(agreeing) < 2:
        return
    odd = [item for item in usable if item not in agreeing]
    if fitting is None or fitting < len(agreeing):
        for item in odd if len(agreeing) > len(odd) else []:
            firm = DICTATED if run.whole else SUGGESTED
            yield _base_frame(scene, [item, *agreeing[:2]], None, firm)
        yield _base_frame(scene, agreeing, None, SUGGESTED)
    if fitting is None:
        stated = _near_base(scene, agreeing, found)
        if stated is not None:
            yield _base_frame(scene, agreeing, stated, SUGGESTED)


def _bounds(scene: Scene, item: Item) -> tuple[float, float]:
    assert item.part is not None
    return implied_base(scene, item.part, item.share)


def implied_base(scene: Scene, part: int, share: int) -> tuple[float, float]:
    """Between which values the whole lies of which a count is a share, by the approximate values."""
    low_share, high_share = scene.values[share] - scene.slacks[share], scene.values[share] + scene.slacks[share]
    if high_share <= 0:
        return 0.0, float("inf")
    low, high = scene.values[part] - scene.slacks[part], scene.values[part] + scene.slacks[part]
    return 100 * low / high_share, 100 * high / low_share if low_share > 0 else float("inf")


def _agreeing(scene: Scene, items: list[Item]) -> list[Item]:
    """The largest set of items whose bases have a value in common."""
    best: list[Item] = []
    bounds = [(item, *_bounds(scene, item)) for item in items]
    for _, least, _ in bounds:
        base = least * (1 + 1e-12)
        group = [item for item, low, high in bounds if low <= base <= high]
        if len(group) > len(best):
            best = group
    return best


def _near_base(scene: Scene, agreeing: list[Item], found: list[int]) -> int | None:
    """A stated figure that one keystroke would turn into the base that all the shares imply."""
    low = max(_bounds(scene, item)[0] for item in agreeing)
    high = min(_bounds(scene, item)[1] for item in agreeing)
    parts = {item.part for item in agreeing}
    near = []
    for index in found:
        if index in parts:
            continue
        digits = number_text(scene.figures[index].figure.text)
        if any(low <= tried <= high for tried in one_key_values(digits, scene.values[index])):
            near.append(index)
    width = (high - low) / max(high, 1)
    return near[0] if near and width * 40 * max(len(found), 1) < 1 else None


def _base_frame(scene: Scene, items: list[Item], stated: int | None, firm: int) -> Frame:
    operands = []
    about = []
    for item in items:
        assert item.part is not None
        operands += [scene.term(item.part), scene.term(item.share)]
        about += [item.share, item.part]
    result = scene.figures[stated].figure if stated is not None else None
    relation = Relation(Kind.COMMON_BASE, result, tuple(operands), Basis.LABELLED, per_whole(scene, items[0].share))
    return Frame("base", relation, firm, tuple(about) + ((stated,) if stated is not None else ()))
