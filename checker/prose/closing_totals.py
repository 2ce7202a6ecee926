"""Totals that close a row of parts in one breath: 小学42所、初中11所，共53所; 42 infants and 11 juniors, 53 in all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from checker.prose.frames import SUGGESTED, Frame, Scene
from checker.prose.sums import Sum, is_level, sum_frame
from checker.prose.told_rows import between, near_enough, next_level, of_more, row_before
from checker.reading.passages import lowered

WIDEST = 1.9  # beyond that factor a total is of something else
_GROWN = re.compile("[新改扩增]")
_SOME_ZH = ("共", "合计", "总计")
_SOME_EN = ("total", "together", "in all", "all told", "making", "combined", "between them")


@cache
def _closings(chinese: bool) -> tuple[re.Pattern[str], ...]:
    from checker.lexicon import told_rows as words

    english = words.EN_CLOSES, words.EN_SUMMED, words.EN_MAKING, words.EN_MADE, words.EN_IN_ALL
    return tuple(re.compile(pattern) for pattern in ((words.ZH_CLOSES, words.ZH_SAME_VERB) if chinese else english))


def closing_frames(scene: Scene) -> Iterator[Frame]:
    """Every total that closes the row of parts right before it."""
    text, words = scene.passage.lowered, _SOME_ZH if scene.passage.chinese else _SOME_EN
    if not any(word in text for word in words):
        return
    for indices in scene.sentences:
        if len(indices) < 3:
            continue
        sentence = scene.passage.sentences[scene.told_in[indices[0]]]
        if not any(text.find(word, sentence.start, sentence.end) >= 0 for word in words):
            continue
        for total in indices[2:]:
            yield from _closed(scene, total)


def _closed(scene: Scene, total: int) -> Iterator[Frame]:
    fits = is_level(scene, total) and not scene.soft[total]
    last = next_level(scene, total, -1) if fits else None
    if last is None or not _closes(scene, last, total):
        return
    row = row_before(scene, last)
    if len(row) < 2:
        return
    for start in range(len(row) - 1):
        frame = replace(sum_frame(scene, Sum(total, tuple(row[start:])), SUGGESTED), plain=True)
        if frame.holds:
            yield frame
            return
    if _begins(scene, row[0], len(row)) and near_enough(scene, total, row, WIDEST) and not _of_more(scene, row, total):
        yield replace(sum_frame(scene, Sum(total, tuple(row)), SUGGESTED), plain=True, sure=True)


def _closes(scene: Scene, last: int, total: int) -> bool:
    """Whether the words between the last part and a level make it the total of all before."""
    closings = _closings(scene.passage.chinese)
    gap = between(scene, last, total).rstrip("$£€¥")
    if scene.passage.chinese:
        plain, verb = (closing.search(gap) for closing in closings)
        return bool(plain or (verb and verb[1] in _sentence_to(scene, last)))
    *close, making, made, in_all = closings
    if any(closing.search(gap) for closing in close):
        return True
    return bool((making.search(gap) or made.search(gap)) and in_all.match(lowered(scene.figures[total].tail)))


def _sentence_to(scene: Scene, index: int) -> str:
    sentence = scene.passage.sentences[scene.told_in[index]]
    return scene.passage.text[sentence.start : scene.figures[index].start]


def _of_more(scene: Scene, row: list[int], total: int) -> bool:
    """Whether a total is said to be of more than the row, or can be what there is after some was added."""
    if of_more(scene, total):
        return True
    had = scene.passage.chinese and "有" in between(scene, row[-1], total)
    return had and any(_GROWN.search(scene.figures[one].lead[-12:]) for one in row)


def _begins(scene: Scene, first: int, parts: int) -> bool:
    """Whether a row begins with this part: no figure of its unit before it in the sentence, or a new clause."""
    sentence = scene.told_in[first]
    before = first - 1
    while before >= 0 and scene.told_in[before] == sentence:
        counts_them = scene.values[before] == parts
        if scene.comparable(before, first) and not counts_them:
            return bool(re.search(r"[;:。]", scene.figures[first].lead))
        before -= 1
    return True
