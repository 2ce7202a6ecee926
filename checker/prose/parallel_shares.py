"""Frames of shares told together of parts in several units: a起, b人, c元, 分别占总数的p、q和r.

Their wholes stand in one sentence before, in the same order of units; shares that fit them accuse the odd one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from checker.prose.clues import alike
from checker.prose.frames import DICTATED, SUGGESTED, Frame, Scene
from checker.prose.shares import share_frame
from checker.prose.sums import is_level
from checker.prose.wholes import Item, fits, items_of

MOST_ITEMS = 8  # of one row
BACK, FIRST = 12, 6  # sentences before a row, and at the beginning of its document
LIKE = 0.5


def parallel_frames(scene: Scene) -> Iterator[Frame]:
    """Every share of a row against the whole of its part's unit."""
    rows = list(_rows(scene))
    if not rows:
        return
    sentences = scene.sentences
    place_of = {scene.figures[indices[0]].sentence: place for place, indices in enumerate(sentences)}
    for row in rows:
        place = place_of[scene.figures[row[0].share].sentence]
        before = [sentences[one] for one in _reach(scene, sentences, place)]
        yield from _against(scene, row, before)


def _rows(scene: Scene) -> Iterator[list[Item]]:
    """The shares of one sentence whose parts are in more than one unit."""
    whole = (item for item in items_of(scene) if item.part is not None and item.inside is None)
    for _, group in groupby(whole, key=lambda item: scene.figures[item.share].sentence):
        for _, following in groupby(group, key=lambda item: item.whole):
            row = list(following)
            if 2 <= len(row) <= MOST_ITEMS and len({scene.families[item.part or 0] for item in row}) > 1:
                yield row


def _reach(scene: Scene, sentences: list[list[int]], place: int) -> list[int]:
    """The sentences in which the wholes may stand: the nearest before, and the first of the document."""
    part = scene.parts[sentences[place][0]]
    first = next(one for one in range(max(0, place - 400), place + 1) if scene.parts[sentences[one][0]] == part)
    near = range(place - 1, max(first, place - BACK) - 1, -1)
    return [*near, *(one for one in range(first, min(first + FIRST, place)) if one not in near)]


def _against(scene: Scene, row: list[Item], before: Sequence[list[int]]) -> Iterator[Frame]:
    best: tuple[int, list[int]] = (0, [])
    for indices in before:
        wholes = _aligned(scene, row, [one for one in indices if is_level(scene, one)])
        fitting = sum(_fits(scene, item, whole) for item, whole in zip(row, wholes, strict=False))
        if wholes and fitting > best[0]:
            best = (fitting, wholes)
    fitting, wholes = best
    if 2 * fitting < len(row):
        return
    firm = DICTATED if fitting >= 2 else SUGGESTED
    for item, whole in zip(row, wholes, strict=True):
        assert item.part is not None
        yield share_frame(scene, item.part, item.share, whole, firm)


def _aligned(scene: Scene, row: list[Item], levels: list[int]) -> list[int]:
    """For every share the whole of its unit in a sentence, in order; nothing where one is missing."""
    found: list[int] = []
    start = 0
    for item in row:
        assert item.part is not None
        able = [one for one in range(start, len(levels)) if scene.families[levels[one]] == scene.families[item.part]]
        able = [one for one in able if scene.values[levels[one]] >= scene.values[item.part]]
        fit = next((one for one in able if _fits(scene, item, levels[one])), None)
        named = next((one for one in able if _like(scene, item.part, levels[one])), None)
        chosen = fit if fit is not None else named if named is not None else next(iter(able), None)
        if chosen is None:
            return []
        found.append(levels[chosen])
        start = chosen + 1
    return found


def _like(scene: Scene, part: int, whole: int) -> bool:
    return alike(scene.clues[part].label, scene.clues[whole].label) >= LIKE


def _fits(scene: Scene, item: Item, whole: int) -> bool:
    assert item.part is not None
    return fits(scene, item.part, item.share, scene.values[whole], scene.slacks[whole])
