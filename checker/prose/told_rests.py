"""What is left of a whole told in one breath: 98 of 126 passed, the remaining 28 failed; parts beyond their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from checker.prose.frames import SUGGESTED, Frame, Scene
from checker.prose.sums import Sum, is_level, sum_frame
from checker.prose.told_rows import between, listed, next_level, of_more, row_after
from checker.reading.passages import lowered
from checker.relations import Basis, Kind, Relation

MOST_PARTS = 6
_APART = re.compile(r"[，;；]|(?<=[^\x00-\x7f]),")
_SOME_ZH, _SOME_EN = ("其余", "余下", "剩余", "剩下", "其中"), ("remain", "rest", "the other", "of which", "of whom")


@cache
def _patterns(chinese: bool) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    from checker.lexicon import told_rows as words

    if chinese:
        patterns = words.ZH_REST, words.ZH_FIRST_PART, words.ZH_CLASSED
    else:
        patterns = words.EN_REST, words.EN_FIRST_PART, words.EN_OF_ALL
    first, second, third = map(re.compile, patterns)
    return first, second, third


@cache
def _states(chinese: bool) -> re.Pattern[str]:
    from checker.lexicon.told_rows import EN_STATES, ZH_STATES

    return re.compile(ZH_STATES if chinese else EN_STATES)


def rest_frames(scene: Scene) -> Iterator[Frame]:
    """Every rest that one sentence tells after its whole and all other parts, and parts beyond their whole."""
    text, words = scene.passage.lowered, _SOME_ZH if scene.passage.chinese else _SOME_EN
    some = [word for word in words if word in text]
    for indices in scene.sentences if some else ():
        if len(indices) < 3:
            continue
        sentence = scene.passage.sentences[scene.told_in[indices[0]]]
        if any(text.find(word, sentence.start, sentence.end) >= 0 for word in some):
            for total in indices[:-2]:
                first = next_level(scene, total, 1) if is_level(scene, total) else None
                if first is not None:
                    yield from _rest(scene, total, first)
                    yield from _beyond(scene, total, first)


def _rest(scene: Scene, total: int, first: int) -> Iterator[Frame]:
    """The rest is the whole less its parts, where they follow each other and no other parts of them would do."""
    rest, opens, of_all = _patterns(scene.passage.chinese)
    gap = between(scene, total, first)
    opened = opens.search(gap) or (not scene.passage.chinese and of_all.search(_ahead(scene, total)))
    if not opened or scene.values[total] <= scene.values[first]:
        return
    parts, last = [first], first
    while len(parts) < MOST_PARTS:
        one = next_level(scene, last, 1)
        if one is None:
            return
        if rest.search(between(scene, last, one).rstrip("$£€¥")):
            yield from _claim(scene, total, parts, one)
            return
        if not listed(scene, last, one):
            return
        parts, last = [*parts, one], one


def _ahead(scene: Scene, index: int) -> str:
    return lowered(scene.figures[index].lead).rstrip("$£€¥")


def _claim(scene: Scene, total: int, parts: list[int], rest: int) -> Iterator[Frame]:
    if scene.values[rest] >= scene.values[total] or of_more(scene, rest):
        return
    operands = (scene.term(total), *(scene.term(one, -1) for one in parts))
    relation = Relation(Kind.DIFFERENCE, scene.figures[rest].figure, operands, Basis.LABELLED)
    frame = Frame("change", relation, SUGGESTED, (rest, total, *parts), plain=True, sure=True)
    if frame.holds or not _some_parts(scene, total, parts, rest):
        yield frame


def _some_parts(scene: Scene, total: int, parts: list[int], rest: int) -> bool:
    """Whether some of the parts with the rest make the whole, or what is told is the rest of a part."""
    slack = sum(scene.slacks[one] for one in (total, rest, *parts)) + 1e-9
    left = scene.values[total] - scene.values[rest]
    groups = (group for size in range(1, len(parts)) for group in combinations(parts, size))
    if any(abs(left - sum(scene.values[one] for one in group)) <= slack for group in groups):
        return True
    return len(parts) > 1 and scene.values[rest] < scene.values[parts[0]] and (
        abs(scene.values[parts[0]] - sum(scene.values[one] for one in (*parts[1:], rest))) <= slack
    )  # fmt: skip


def _beyond(scene: Scene, total: int, first: int) -> Iterator[Frame]:
    """Parts of one kind that are more than their whole together: amounts of money, or classes named alike."""
    _, opens, classed = _patterns(scene.passage.chinese)
    if not opens.search(between(scene, total, first)):
        return
    row = row_after(scene, first)
    added = sum(scene.values[one] for one in row)
    told = between(scene, total, row[-1]) + lowered(scene.figures[row[-1]].tail[:30])
    apart = _states(scene.passage.chinese).search(told) or _APART.search(between(scene, first, row[-1]))
    if (
        len(row) < 2
        or apart
        or added <= scene.values[total]
        or max(scene.values[one] for one in row) > scene.values[total]
    ):
        return
    money = scene.families[first].startswith("money")
    if money or (scene.passage.chinese and _alike(scene, row, classed)):
        yield _over(scene, total, row)


def _alike(scene: Scene, row: list[int], classed: re.Pattern[str]) -> bool:
    """Whether the names of all parts say the same sort of class: 4A级2家、3A级8家."""
    found = [classed.search(scene.clues[one].label) for one in row]
    return all(found) and len({match[1] for match in found if match}) == 1


def _over(scene: Scene, total: int, row: list[int]) -> Frame:
    frame = sum_frame(scene, Sum(total, tuple(row)), SUGGESTED)
    return Frame("total", frame.relation, SUGGESTED, frame.about, plain=True, sure=True)
