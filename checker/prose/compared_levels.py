"""Which levels a comparison can be of: near in size, of one noun, of the year before, told in the sentence before."""

from __future__ import annotations

import re
from bisect import bisect_right

from checker.prose.anaphora import last_level
from checker.prose.clues import alike
from checker.prose.frames import Scene

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FOR_ONE = re.compile(r"(?:兑换?|合|对|=|\bto|\bper)\s?$")
_FAR_APART = 20
ONE_NAME = 0.6


def same_before(scene: Scene, first: int, old: int) -> int | None:
    """The level of the sentence before that is called what a base is called; None where there is none."""
    level = last_level(scene, first, old)
    if level is None or not near_in_size(scene, level, old):
        return None
    return level if alike(scene.clues[level].label, scene.clues[old].label) >= ONE_NAME else None


def of_exchange(scene: Scene, index: int) -> bool:
    """Whether a figure is the one unit of money that a price is told for: 11,900盾兑1美元; 9,000 to the dollar."""
    return scene.families[index].startswith("money") and bool(_FOR_ONE.search(scene.figures[index].lead))


def level_of_size(scene: Scene, indices: list[int], new: int, old: int) -> int:
    """The level that a base is of: the last told, or one before it where that is nearer: 92,700 claims in 29 places."""
    if near_in_size(scene, new, old):
        return new
    for index in reversed(indices[max(0, bisect_right(indices, new) - 5) : bisect_right(indices, new) - 1]):
        clue = scene.clues[index]
        plain = not (clue.sign or clue.base or clue.share or scene.percent(index) or scene.figures[index].figure.soft)
        if plain and scene.comparable(index, old) and near_in_size(scene, index, old):
            return index
    return new


def near_in_size(scene: Scene, one: int, other: int) -> bool:
    """Whether two levels are near enough to be one quantity at two times."""
    small, large = sorted((scene.values[one], scene.values[other]))
    return small > 0 and large < _FAR_APART * small


def following(indices: list[int], index: int) -> int | None:
    """The figure of a sentence after another."""
    place = bisect_right(indices, index)
    return indices[place] if place < len(indices) else None


def of_two_years(scene: Scene, one: int, other: int) -> bool:
    """Whether two levels of a sentence are told of two years, the earlier first."""
    years = [_YEAR.findall(scene.figures[each].lead) for each in (one, other)]
    return all(len(each) == 1 for each in years) and years[0] < years[1]


def of_one_noun(scene: Scene, one: int, other: int) -> bool:
    """Whether the second of two levels counts what the first does, its noun left out or said again."""
    noun, again = (scene.figures[each].tail.strip().lower() for each in (one, other))
    return not again[:1].isalpha() or again.split(" ")[0] == noun.split(" ")[0]
