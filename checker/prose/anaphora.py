"""What a sentence speaks of when it begins with "this" or "it": the last level told before."""

from __future__ import annotations

import re

from checker.prose.frames import Scene

_ANAPHOR = re.compile(
    r"\s*(?:(?:however|but|overall|still),?\s)?(?:it|this|that|these|the\s(?:figure|number|total|count)|这一?|该|其)\b",
    re.IGNORECASE,
)
_BACK = 3  # sentences


def last_level(scene: Scene, first: int, old: int) -> int | None:
    """The level that "this is 5 more than the 20 of last year" speaks of: the last one of the sentence before."""
    earliest = _told_of(scene, scene.figures[first].sentence)
    for index in range(first - 1, max(-1, first - 5), -1):
        before = scene.figures[index]
        if before.part != scene.figures[old].part or before.sentence < earliest:
            return None
        if (
            scene.comparable(index, old)
            and not scene.change(index)
            and not scene.percent(index)
            and not before.figure.soft
        ):
            return index
    return None


def refers_back(scene: Scene, index: int) -> bool:
    """Whether a sentence begins with a word for what the sentence before told."""
    return _begins_back(scene, scene.figures[index].sentence)


def _told_of(scene: Scene, number: int) -> int:
    """The earliest sentence whose level a sentence can speak of: the one before, or that which this one speaks of."""
    earliest = number - 1
    while earliest > number - _BACK and _begins_back(scene, earliest):
        earliest -= 1
    return max(earliest, 0)


def _begins_back(scene: Scene, number: int) -> bool:
    sentence = scene.passage.sentences[number]
    return bool(_ANAPHOR.match(scene.passage.text, sentence.start, sentence.end))
