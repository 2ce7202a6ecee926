"""Answers that add to 100 in one breath: 71% said yes, 22% said no and 7% did not know; 17.2:43.7:39.1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from checker.intervals import Interval
from checker.prose.frames import SUGGESTED, Frame, Scene
from checker.reading.passages import lowered
from checker.relations import Basis, Kind, Relation

HUNDRED = Interval.exactly(Fraction(100))
LEAST, MOST = 3, 8
FEWEST, FULLEST = 85, 190  # percent; below and beyond, the answers are not those to one question
LONGEST_ZH, LONGEST_EN, TAIL = 30, 90, 40
_OTHER_TIME = re.compile(
    r"\b(?:from|to|than|compared|up|down|rose|fell|rising|falling|per)\b|由|从|比|较|上年|去年|同期|升至|降至|增|降"
)  # fmt: skip
_GROUP = re.compile(r"^\s(?:of|in)\s(?:the\s)?[a-z]+|男|女|城|乡")
_SOME_EN = (
    "know",
    "undecided",
    "sure",
    "opinion",
    "view",
    "answer",
    "abstain",
    "neither",
    "not say",
    "prefer",
    "uncertain",
    "indiff",
)
_SOME_ZH = ("不清", "不知", "未", "无所谓", "弃权", "不确定", "难说", "不好说", "意见")


@cache
def _patterns(chinese: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    from checker.lexicon import told_rows as words

    both = (words.ZH_FOR_AGAINST, words.ZH_NEITHER) if chinese else (words.EN_FOR_AGAINST, words.EN_NEITHER)
    return re.compile(both[0]), re.compile(both[1])


def answer_frames(scene: Scene) -> Iterator[Frame]:
    """The answers of one sentence to one question, for, against and neither."""
    text, chinese = scene.passage.lowered, scene.passage.chinese
    some = [word for word in (_SOME_ZH if chinese else _SOME_EN) if word in text]
    for indices in scene.sentences if some else ():
        if len(indices) < LEAST:
            continue
        sentence = scene.passage.sentences[scene.told_in[indices[0]]]
        if any(text.find(word, sentence.start, sentence.end) >= 0 for word in some):
            row = _answers(scene, indices)
            if row and _all_told(scene, row):
                yield shares_frame(scene, row)


def _answers(scene: Scene, indices: list[int]) -> list[int]:
    """The percentages of a sentence where they follow each other with nothing but counts in brackets between."""
    row = [one for one in indices if scene.percent(one)]
    if not LEAST <= len(row) <= MOST or any(scene.changes[one] for one in row):
        return []
    depth = scene.clues[row[0]].depth
    inner = [one for one in range(row[0], row[-1]) if not scene.percent(one)]
    if any(scene.clues[one].depth <= depth for one in inner) or any(scene.clues[one].depth != depth for one in row):
        return []
    longest = LONGEST_ZH if scene.passage.chinese else LONGEST_EN
    leads = [lowered(scene.figures[one].lead) for one in range(row[0] + 1, row[-1] + 1)]
    plain = all(
        len(lead) <= longest and not re.search(r"[;。\d]", lead) and not _OTHER_TIME.search(lead) for lead in leads
    )
    return row if plain and not _of_groups(scene, row) else []


def _of_groups(scene: Scene, row: list[int]) -> bool:
    """Whether the shares are told of different people: 46% of men said yes, 38% of women no."""
    chinese = scene.passage.chinese
    told = [scene.figures[one].lead[-30:] if chinese else lowered(scene.figures[one].tail[:30]) for one in row]
    found = {match[0] for words in told if (match := _GROUP.search(words))}
    return len(found) > 1


def _all_told(scene: Scene, row: list[int]) -> bool:
    """Whether the answers are for, against and neither, and near 100 together."""
    if not FEWEST <= sum(scene.values[one] for one in row) <= FULLEST:
        return False
    opposed, neither = _patterns(scene.passage.chinese)
    first, last = scene.figures[row[0]], scene.figures[row[-1]]
    told = scene.passage.lowered[first.start - min(TAIL, len(first.lead)) : last.end] + lowered(last.tail[:TAIL])
    told = told.replace("\n", " ")
    return bool(opposed.search(told) and neither.search(told))


def shares_frame(scene: Scene, row: list[int]) -> Frame:
    """Shares of one sentence that are all there is."""
    relation = Relation(Kind.SHARES, None, tuple(scene.term(one) for one in row), Basis.LABELLED, constant=HUNDRED)
    return Frame("shares", relation, SUGGESTED, tuple(row), plain=True, sure=True)


def structure_frames(scene: Scene) -> Iterator[Frame]:
    """Every ratio of more than two parts that are all of one whole."""
    if "parts" not in scene.families:
        return
    row: list[int] = []
    for one, family in enumerate(scene.families):
        if family != "parts":
            continue
        if row and not (one == row[-1] + 1 and scene.figures[one].lead.strip() == ":"):
            yield shares_frame(scene, row)
            row = []
        row.append(one)
    yield shares_frame(scene, row)
