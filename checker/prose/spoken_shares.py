"""Frames of shares told in one breath: part, whole and share side by side in one sentence, tied by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, permutations

from checker.judge import would_hold
from checker.lexicon.spoken_shares import DONE, GOALS, WORDINGS, ZH_NEGATED, ZH_NOT_ALL, ZH_WIDER, ZH_WORDINGS, Wording
from checker.prose.clues import alike
from checker.prose.frames import SEARCHED, SUGGESTED, Frame, Scene
from checker.prose.rates import of_another
from checker.prose.shares import share_frame
from checker.reading.passages import lowered

_NOT = ("不", "未", "非")
LONGEST = 120  # characters between two figures
FIRST = 8  # levels of a sentence that other readings are sought among


def spoken_share_frames(scene: Scene) -> Iterator[Frame]:
    """Every share whose sentence says of which figures it is the quotient."""
    families = scene.families
    for indices in scene.sentences:
        if len(indices) < 3:
            continue
        for share in indices:
            if families[share] == "percent" and not (scene.clues[share].sign or scene.clues[share].base):
                yield from _told(scene, indices, share)


def _told(scene: Scene, indices: list[int], share: int) -> Iterator[Frame]:
    for place, group in _groups(scene, indices, share):
        wording = _wording(scene, group, place)
        if wording is not None:
            part, whole = (group[wording.order.index(one)] for one in "AB")
            strict = wording.order == "BAp"  # of whom 1,244 (31% of admissions)
            if not scene.passage.chinese and of_another(scene, share, whole, strict=strict):
                return
            if scene.values[part] > scene.values[whole] and _larger(scene, indices, part):
                return
            yield _frame(scene, indices, part, share, whole)
            return


def _larger(scene: Scene, indices: list[int], part: int) -> bool:
    """Whether the sentence tells another level that a part can be of."""
    levels = (one for one in indices if one != part and scene.comparable(one, part) and _level(scene, one))
    return any(scene.values[one] >= scene.values[part] for one in levels)


def _groups(scene: Scene, indices: list[int], share: int) -> Iterator[tuple[int, tuple[int, int, int]]]:
    """A share with its neighbours in the sentence, what stands in brackets of its own passed over; and its place."""
    last = share - 2 if _negated(scene, indices, share) else share - 1
    before = _levels(scene, range(last, max(indices[0], last - 2) - 1, -1), share)
    after = [one for one in range(share + 1, min(indices[-1], share + 2) + 1) if _level(scene, one)]
    if len(before) == 2:
        yield 2, (before[1], before[0], share)
    if before[:1] == [share - 1] and after[:1] == [share + 1]:
        yield 1, (before[0], share, after[0])
    if len(after) == 2:
        yield 0, (share, after[0], after[1])


def _negated(scene: Scene, indices: list[int], share: int) -> bool:
    """Whether the figure before a share tells what the share is not of: 合格25种，不合格19种，合格率56.8%."""
    if not scene.passage.chinese or share - indices[0] < 3 or ZH_NEGATED.search(scene.figures[share - 1].lead) is None:
        return False
    return not any(mark in scene.figures[share].lead for mark in _NOT)


def _levels(scene: Scene, indices: range, share: int) -> list[int]:
    """The two figures nearest to a share on one side, those in brackets between them left out."""
    near = [*indices[:1]]
    if not near or not _level(scene, near[0]):
        return []
    for one in indices[1:]:
        if scene.clues[one].depth <= scene.clues[near[0]].depth or scene.clues[one].depth <= scene.clues[share].depth:
            return [*near, one] if _level(scene, one) else near
    return near


def _level(scene: Scene, index: int) -> bool:
    clue = scene.clues[index]
    return scene.values[index] > 0 and not (scene.change(index) or clue.base or scene.percent(index))


def _wording(scene: Scene, group: tuple[int, int, int], place: int) -> Wording | None:
    levels = [index for index in group if not scene.percent(index)]
    if len(levels) != 2 or not scene.comparable(*levels):
        return None
    first, second, third = (scene.figures[one] for one in group)
    if max(second.start - first.end, third.start - second.end) > LONGEST:
        return None
    text = scene.passage.text
    one, other = text[first.end : second.start], text[second.end : third.start]
    if place == 2 and _negated(scene, [group[0]], group[2]):
        other = third.lead
    chinese = scene.passage.chinese and not (one + other).isascii()
    one, other, after = _brackets(lowered(one)), _brackets(lowered(other)), lowered(third.tail[:40])
    for wording in ZH_WORDINGS if chinese else WORDINGS:
        if wording.order[place] != "p" or not wording.first.fullmatch(one) or not wording.second.fullmatch(other):
            continue
        if wording.before and not wording.before.search(lowered(first.lead[-60:])):
            continue
        if wording.after.match(after) and (not chinese or wording.before or _fits(scene, wording, group, one, other)):
            return wording
    return None


def _brackets(text: str) -> str:
    return re.sub(r"[(（][^()（）]{0,40}[)）]", "", text) if "(" in text or "（" in text else text


def _fits(scene: Scene, wording: Wording, group: tuple[int, int, int], one: str, other: str) -> bool:
    """Whether the words of a rate or a goal name what its two levels are: 合格25种，合格率; 计划投资…，占计划的."""
    head = scene.figures[group[0]].lead[-24:]
    said = wording.second.fullmatch(other)
    whole = said.groupdict().get("whole") if said else None
    if whole and whole != "全部" and len(whole) > 3:
        return alike(whole[:2], head + scene.figures[group[0]].tail[:4]) > 0
    wider = ZH_WIDER.search(other)
    if wider is not None and wider[0] not in head + one:
        return False
    rate = re.search(r"([一-鿿]{2,20})率", other)
    if rate is not None:
        stem = rate[1][-2:]
        if ZH_NOT_ALL.search(head) and not re.search(stem, head):
            return False
        verb = re.search(rf"(?:{DONE.get(stem, stem)})", one)
        return verb is not None and (one[verb.start() - 1 : verb.start()] in _NOT) == (rate[1][-3:-2] in _NOT)
    goal = re.search(r"计划|预算|任务|目标|总投资", one + other)
    return "其中" in one or goal is None or re.search(GOALS[goal[0]], head) is not None or wording.order == "ApB"


def _frame(scene: Scene, indices: list[int], part: int, share: int, whole: int) -> Frame:
    frame = share_frame(scene, part, share, whole, SUGGESTED)
    if frame.broken and (_otherwise(scene, indices, share) or would_hold(frame.relation, "trunc")):
        return replace(frame, firm=SEARCHED)
    return replace(frame, plain=True, sure=True)


def _otherwise(scene: Scene, indices: list[int], share: int) -> bool:
    """Whether other levels of the sentence give a share, or what is left of one, or one of some told together."""
    levels = [one for one in indices if one != share and _level(scene, one)][-FIRST:]
    value, slack = scene.values[share], scene.slacks[share] * 1.0001
    for part, whole in permutations(levels, 2):
        exact = 100 * scene.values[part] / scene.values[whole]
        loose = slack + exact * (scene.slacks[part] / scene.values[part] + scene.slacks[whole] / scene.values[whole])
        if abs(exact - value) <= loose or abs(100 - exact - value) <= loose:
            return True
    wholes = {sum(scene.values[one] for one in levels[i:j]) for i, j in combinations(range(len(levels) + 1), 2)}
    parts = (100 * scene.values[part] / whole for part in levels for whole in wholes)
    return any(min(abs(exact - value), abs(100 - exact - value)) <= slack for exact in parts)
