"""Totals told in one breath before all their parts: 48 fires, split between 30 at home, 11 at work and 7 outdoors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from checker.prose.frames import SUGGESTED, Frame, Scene
from checker.prose.sums import Sum, is_level, sum_frame
from checker.prose.told_rows import between, near_enough, next_level, row_after
from checker.reading.passages import lowered

WIDEST = 1.9  # beyond that factor the parts are not all there is
CLOSE = 1.4  # the same after a colon, and of what is and what is not
CLOSEST = 1.13  # the same where only the shape of the sentence says that they are all
_SOME_ZH = ("分别", "分为", "分成", "由", "按")
_SOME_EN = (
    "split",
    "divided",
    "shared",
    "broken",
    "spread",
    "compris",
    "consist",
    "made up",
    "composed",
    "namely",
    ":",
)
_OF_THEM = ("the ", "all ", "these ", "those ", "our ", "its ", "their ")  # "of the", and a figure
_NO_ZH, _NO_EN = ("不", "未", "非"), (" not ", "n't ", "n't.", " not.")
_ENDS = re.compile(r"[,，;:.。(—]|--")
_LAST = re.compile(r"\band\b|&|[和及与]")
_VERBS = re.compile(
    r"\b(?:is|are|was|were|had|has|have|did|do|does|will|would|could|can|of|who|that|which|after|with)\b"
)
GAPPED = 4  # words of a part told without its verb
OF_ALL = 5  # words of what a sentence begins to divide


@cache
def _openings(chinese: bool) -> tuple[re.Pattern[str], ...]:
    from checker.lexicon import told_rows as words

    english = words.EN_SPLITS, words.EN_COLON, words.EN_OF_ALL, words.NOT_ALL_EN
    patterns = (words.ZH_SPLITS, words.ZH_MADE_UP, words.NOT_ALL_ZH) if chinese else english
    return tuple(re.compile(pattern) for pattern in patterns)


def opened_frames(scene: Scene) -> Iterator[Frame]:
    """Every total whose parts follow it in one list that the words call all of it."""
    for indices in scene.sentences:
        for total in indices[:-2]:
            announced, negated = _may_open(scene, total), _may_deny(scene, total)
            if announced or negated:
                yield from _opened(scene, total, negated)


def _may_open(scene: Scene, total: int) -> bool:
    """Whether a word after a level, or "of the" before it, may open its parts; asked of every level, so cheap."""
    figure = scene.figures[total]
    if scene.passage.chinese:
        return any(word in figure.tail for word in _SOME_ZH)
    return any(word in figure.tail for word in _SOME_EN) or figure.lead.lower().endswith(_OF_THEM)


def _may_deny(scene: Scene, total: int) -> bool:
    """Whether the second figure after a level may be of what is not."""
    figure = scene.figures[total + 2]
    told, words = (figure.lead + figure.tail[:8], _NO_ZH) if scene.passage.chinese else (figure.tail[:12], _NO_EN)
    return any(word in told for word in words)


def _opened(scene: Scene, total: int, negated: bool) -> Iterator[Frame]:
    first = next_level(scene, total, 1) if is_level(scene, total) else None
    if first is None:
        return
    widest = _claimed(scene, total, first)
    row = row_after(scene, first) if widest or negated else []
    if negated and len(row) == 2 and _negated(scene, *row) and next_level(scene, total, -1) is None:
        widest = CLOSE
    if not widest or not _complete(scene, total, row):
        return
    if widest == CLOSEST and not (_gapped(scene, row) and _classed(scene, total, row)):
        return
    frame = replace(sum_frame(scene, Sum(total, tuple(row)), SUGGESTED), plain=True, sure=True)
    few = len(row) == 2 and not scene.families[total].startswith("money") and "into" in between(scene, total, first)
    widest = CLOSEST if few else min(widest, CLOSE) if scene.families[total] == "count" else widest
    if frame.holds or near_enough(scene, total, row, widest):
        yield frame


def _claimed(scene: Scene, total: int, first: int) -> float:
    """How far a sum may be off where the words announce all parts of a level; 0 where they do not."""
    openings, gap = _openings(scene.passage.chinese), between(scene, total, first)
    if scene.passage.chinese:
        return WIDEST if openings[0].search(gap) else 0
    splits, colon, of_all, _ = openings
    if splits.search(gap.rstrip("$£€¥ (")):
        return WIDEST
    if colon.search(gap.rstrip("$£€¥")):
        return CLOSE
    lead = scene.figures[total].lead.lower().rstrip("$£€¥")
    head, _, rest = gap.partition(",")
    if of_all.search(lead) and len(head.split()) <= OF_ALL and not rest.strip("$£€¥ "):
        return CLOSEST
    return 0


def _complete(scene: Scene, total: int, row: list[int]) -> bool:
    """Whether a list ends with its last part: joined with "and", and nothing told after it that could be one more."""
    if len(row) < 2:
        return False
    last, chinese = row[-1], scene.passage.chinese
    after = last + 1
    if next_level(scene, last, 1) is not None and not _ENDS.search(between(scene, last, after)):
        return False
    tail = scene.figures[last].tail.lower()
    told = "".join(between(scene, total, one) for one in row) + tail[:60]
    if _openings(chinese)[-1].search(told):
        return False
    if chinese:
        return "由" not in between(scene, total, row[0]) or bool(_openings(True)[1].search(tail))
    return bool(_LAST.search(between(scene, row[-2], last)))


def _classed(scene: Scene, total: int, row: list[int]) -> bool:
    """Whether parts that are fewer than all are classes, and no votes or fates of which some are left out."""
    if sum(scene.values[one] for one in row) > scene.values[total]:
        return True
    told = scene.passage.lowered[scene.figures[total].start - 20 : scene.figures[row[-1]].end + 60]
    votes, classes = _partial()
    return not votes.search(told) and bool(classes.search(between(scene, row[0], row[1])))


@cache
def _partial() -> tuple[re.Pattern[str], re.Pattern[str]]:
    from checker.lexicon.told_rows import EN_CLASSED, EN_VOTES

    return re.compile(EN_VOTES), re.compile(EN_CLASSED)


def _negated(scene: Scene, one: int, other: int) -> bool:
    """Whether two parts are what is and what is not: 合格98家, 不合格28家; 186 had water and 54 did not."""
    if not scene.passage.chinese:
        return bool(_did_not().match(lowered(scene.figures[other].tail)))
    stem = scene.clues[one].label[-2:]
    told = scene.clues[other].label + scene.figures[other].tail[:8]
    return len(stem) == 2 and any(no + stem in told for no in "不未非")


@cache
def _did_not() -> re.Pattern[str]:
    from checker.lexicon.told_rows import EN_DID_NOT

    return re.compile(EN_DID_NOT)


def _gapped(scene: Scene, row: list[int]) -> bool:
    """Whether all parts but the first are told without a verb: 71 were rated good, 18 fair and 9 poor."""
    if len(row) < 3:
        return False
    for one in row[1:]:
        noun = re.split(r"[,;.:(]|\band\b", scene.figures[one].tail.lower(), maxsplit=1)[0]
        if not noun.strip() or len(noun.split()) > GAPPED or _VERBS.search(noun):
            return False
    return True
