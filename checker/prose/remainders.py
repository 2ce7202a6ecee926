"""Frames of remainders and halves: the rest is the total less the parts, men and women are everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Frame, Scene
from checker.prose.halves import HALF, halves, words_of
from checker.prose.slips import repair
from checker.prose.sums import Sum, is_level, sum_frame
from checker.relations import Basis, Kind, Relation

_OTHERS = re.compile(r"其[他它][^\W\d]|\bothers?\b", re.IGNORECASE)  # one more kind, not all that is left
_MORE_OTHERS = re.compile(r"\s(?:more\s|further\s)?others?\b", re.IGNORECASE)  # beside the first, not among them
_OPENING = re.compile(r"^(?:其中|包括|含|有|为|而|另|和|及)+")
_VERBS = frozenset(("is", "are", "was", "were", "has", "have", "had", "by", "for", "to", "of"))
_LATER = re.compile(r"\s(?:after|once|excluding)\b", re.IGNORECASE)  # leaving 60 after the 15 kept for guests
MOST_PARTS = 24
_NOUN_ENDS = re.compile(r"[,.;:()]| and ")
LIMIT = 3.0  # the odds by chance that are still asked about where the words leave no other reading


def remainder_frames(scene: Scene) -> Iterator[Frame]:
    """The rest is the total less the parts told before it: 共20人，其中甲12人，其余8人."""
    for indices in scene.sentences:
        levels = [one for one in indices if is_level(scene, one) and not scene.figures[one].figure.soft]
        for place, rest in enumerate(levels):
            if not scene.clues[rest].remainder or place < 2 or _LATER.match(scene.figures[rest].tail):
                continue
            near = levels[max(0, place - MOST_PARTS) : place]
            before = [one for one in near if scene.comparable(one, rest) and not scene.clues[one].remainder]
            if len(before) > 1 and all(_shared(scene, one) for one in (before[0], before[-1], rest)):
                continue  # parts of one whole told elsewhere, each with its share: 甲占五成, 乙占四成, 其他占一成
            found = [frame for start in range(len(before) - 1) for frame in [_rest(scene, before[start:], rest)]]
            held = [frame for frame in found if _nearly(scene, frame) and frame.holds]
            if held:
                yield held[-1]
            elif found and not _of_its_whole(scene, before[0], rest) and not repair(found[0].relation).found:
                continue
            elif found and len(before) == 2 and before == levels[place - 2 : place]:
                sure = scene.passage.chinese or repair(found[0].relation).found
                yield found[0] if sure else found[0].as_query()
            elif found and before == levels[:place] and (scene.clues[before[0]].amid or scene.clues[before[0]].total):
                yield replace(found[0], firm=SUGGESTED, limit=LIMIT)


def _of_its_whole(scene: Scene, total: int, rest: int) -> bool:
    """Whether a level can be what others were taken from: no part of another whole, and not less than the rest."""
    return not scene.clues[total].of_which and scene.values[total] >= scene.values[rest]


def _shared(scene: Scene, index: int) -> bool:
    """Whether a level is followed by its share of a whole."""
    after = index + 1
    if after >= len(scene.figures) or scene.figures[after].sentence != scene.figures[index].sentence:
        return False
    return scene.percent(after) and scene.clues[after].share


def _nearly(scene: Scene, frame: Frame) -> bool:
    """Whether the rest is the total less the parts by the approximate values; the judge knows exactly."""
    rest, total, *parts = frame.about
    slack = sum(scene.slacks[one] for one in frame.about) + 1e-6 * scene.values[total]
    return abs(scene.values[total] - sum(scene.values[one] for one in parts) - scene.values[rest]) <= slack + 1e-6


def _rest(scene: Scene, before: list[int], rest: int) -> Frame:
    total, *parts = before
    operands = (scene.term(total), *(scene.term(part, -1) for part in parts))
    relation = Relation(Kind.DIFFERENCE, scene.figures[rest].figure, operands, Basis.LABELLED)
    opened = scene.clues[total].total and not scene.figures[parts[0]].lead.startswith("、")
    told = not _OTHERS.search(scene.clues[rest].label) or opened or scene.clues[parts[0]].of_which
    others = any(_MORE_OTHERS.match(scene.figures[part].tail) for part in parts)
    sure = scene.values[total] > scene.values[parts[0]] and told and not others
    return Frame("change", relation, DICTATED if sure else SEARCHED, (rest, *before))


def half_sums(scene: Scene) -> Iterator[Frame]:
    """Two halves of one whole (men and women, town and country) add to the level told right before them."""
    for indices in scene.sentences:
        levels = [one for one in indices if is_level(scene, one) and not scene.figures[one].figure.soft]
        for first, second in pairwise(levels):
            total = _before(scene, first)
            if total is None or not scene.comparable(first, second) or scene.values[total] < scene.values[first]:
                continue
            if not _two_halves(scene, first, second) or _narrower(scene, first, second):
                continue
            paired = scene.passage.chinese and _two_halves(scene, total, first)  # the half of the pair before
            before = None if scene.passage.chinese else _before(scene, total)
            paired = (
                paired or (before is not None and _two_halves(scene, before, total)) or _paired(scene, total, first)
            )
            if paired:
                continue
            frame = sum_frame(scene, Sum(total, (first, second)), DICTATED)
            if scene.values[total] > scene.values[second] or repair(frame.relation).found:
                yield frame


def _two_halves(scene: Scene, one: int, other: int) -> bool:
    pairs = zip(words_of(scene, one), words_of(scene, other), strict=True)
    return any(halves(*pair) for pair in pairs)


def _narrower(scene: Scene, first: int, second: int) -> bool:
    """Whether the second half is qualified, the first not: 公办36所，普惠性民办41所; 36 men and 41 married women."""
    one, other = words_of(scene, first)[-1], words_of(scene, second)[-1]
    if scene.passage.chinese:
        qualified = HALF.split(_OPENING.sub("", other), maxsplit=1)[0]
        return bool(qualified) and qualified not in one
    before = HALF.split(other, maxsplit=1)[0].split()
    return len(before) == 1 and before[0].isalpha() and before[0] not in one and before[0] not in _VERBS


def _paired(scene: Scene, total: int, first: int) -> bool:
    """Whether the nouns after two figures name two halves: fourteen men and four women."""
    nouns = [_NOUN_ENDS.split(words_of(scene, one)[-1], maxsplit=1)[0] for one in (total, first)]
    return not scene.passage.chinese and halves(nouns[0], nouns[1])


def _before(scene: Scene, first: int) -> int | None:
    """The comparable level right before a figure, in its sentence."""
    for one in range(first - 1, max(-1, first - 4), -1):
        if scene.figures[one].sentence != scene.figures[first].sentence:
            return None
        if is_level(scene, one) and scene.comparable(one, first):
            return one
    return None
