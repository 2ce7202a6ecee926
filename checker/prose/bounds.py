"""Frames of bounds: a part is not more than its whole; what rises from a to b ends higher."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from checker.lexicon.counted import PEOPLE
from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Frame, Scene, basis_of
from checker.prose.sums import is_former, is_level
from checker.relations import Kind, Relation

_UP = re.compile(
    r"增加|增长|上升|提高|提升|扩大|延长|增至|升至|\b(?:ris\w+|rose|increas\w+|grow\w*|grew|climb\w+|jump\w+|up)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"减少|下降|降低|缩减|缩短|减至|降至|\b(?:f[ae]ll\w*|dropp\w+|decreas\w+|declin\w+|slid\w*|slipp\w+|shr[aiu]nk\w*|down)\b",
    re.IGNORECASE,
)
_OF_THESE = re.compile(r"\s*(?:\w+\s){0,2}of (?:these|them|those|whom|which)\b", re.IGNORECASE)
_AMONG_THESE = re.compile(r"\s*(?:(?:of|among) (?:these|them|those|whom)\b|其中)", re.IGNORECASE)
_OPEN_AGE = re.compile(
    r"(\d{1,3})\s?(?:周)?岁(?:及|或|和)?以上|\b(\d{1,3})(?: years)?(?: of age)? (?:and|or) (?:over|older|above|more)",
    re.IGNORECASE,
)
_AGED = ("岁", *(f"{word} {more}" for word in ("and", "or") for more in ("over", "older", "above", "more")))
_FIRST_WORD = re.compile(r"(?!of\b|in\b|on\b|were\b|was\b|are\b|is\b|or\b|and\b|for\b|to\b|by\b)[a-z-]+")
LONGEST_GAP = 60
FARTHEST = 1000  # times its whole; a point is not shifted farther
FAR_MORE = 8  # times its whole: no part of it, but of another


def bound_frames(scene: Scene) -> Iterator[Frame]:
    """Parts introduced by 其中 or "of whom" against their parent, and movements against their direction."""
    aged = scene.passage.sentences_with(_AGED)
    for indices in scene.sentences:
        yield from _parts(scene, indices)
        yield from _movements(scene, indices)
        yield from _percentages(scene, indices)
        yield from _asides(scene, indices)
        if scene.told_in[indices[0]] in aged:
            yield from _ages(scene, indices)


def _frame(scene: Scene, lesser: int, greater: int, firm: int) -> Frame:
    relation = Relation(Kind.BOUND, None, (scene.term(lesser), scene.term(greater)), basis_of(firm), note="of_which")
    return Frame("bound", relation, firm, (lesser, greater))


def _parts(scene: Scene, indices: list[int]) -> Iterator[Frame]:
    """Each part after 其中 is at most the level before 其中."""
    parent: int | None = None
    opened: int | None = None
    for index in indices:
        clue = scene.clues[index]
        if not is_level(scene, index):
            continue
        if clue.of_which:
            opened, parent = index, _parent(scene, index)
            if parent is not None and not is_former(scene, index):
                fits = scene.values[index] <= scene.values[parent]
                if fits or not _smaller_things(scene, index, parent):
                    yield _frame(scene, index, parent, _firm(scene, index, parent, fits))
        elif opened is not None:
            whole = parent if parent is not None and scene.comparable(index, parent) else _before(scene, opened, index)
            if whole is not None and scene.values[index] <= scene.values[whole]:
                yield _frame(scene, index, whole, SEARCHED)


def _firm(scene: Scene, index: int, parent: int, fits: bool) -> int:
    """How sure a part is to be of its whole: by words in one sentence, or "of these" right after a single level."""
    whole, part = scene.figures[parent], scene.figures[index]
    if not fits and scene.values[index] > FAR_MORE * scene.values[parent]:
        return SUGGESTED if _shifted(scene, index, parent) else SEARCHED
    if whole.sentence == part.sentence:
        return DICTATED
    told = [one for one in scene.near(index, 6, 0) if scene.figures[one].sentence == whole.sentence]
    wholes = [one for one in told if scene.comparable(one, index) and not _compared(scene, one)]
    follows = part.block == whole.block and scene.figures[index - 1].sentence == whole.sentence
    return SUGGESTED if fits or (follows and wholes == [parent] and _AMONG_THESE.match(part.lead)) else SEARCHED


def _shifted(scene: Scene, index: int, parent: int) -> bool:
    """Whether a part right after its whole, of the same unit, is far too large as by a shifted point."""
    whole, part = scene.figures[parent], scene.figures[index]
    measured = scene.families[index].partition(":")[0] in ("measure", "money", "person")
    plain = measured and not (whole.figure.soft or part.figure.soft)
    same = plain and whole.figure.unit == part.figure.unit and whole.sentence == part.sentence
    return same and parent == index - 1 and scene.values[index] <= FARTHEST * scene.values[parent]


def _smaller_things(scene: Scene, index: int, parent: int) -> bool:
    """Whether a part counts things that its whole is made of: 20个项目，包含69个子项目; 215个网点，其中5600个样板."""
    tails = [scene.figures[one].tail.lstrip() for one in (index, parent)]
    if not scene.passage.chinese:
        nouns = [match[0] for tail in tails if (match := _FIRST_WORD.match(tail.lower()))]
        return len(nouns) == 2 and nouns[0] != nouns[1] and not PEOPLE.issuperset(nouns)
    loose = scene.families[parent] in ("any", "place", "item") and scene.families[index] in ("any", "place", "item")
    return loose and (tails[0][:1] in tuple("子分小") or _named(tails[0]) not in ("", _named(tails[1])))


def _named(tail: str) -> str:
    """The two characters that say what was counted, where they follow the unit."""
    return tail[:2] if tail[:1].isalpha() else ""


def _before(scene: Scene, opened: int, index: int) -> int | None:
    """The last level of the unit of a figure before 其中: 学生14038人. 其中, 24所学校供餐, 受益学生3000人."""
    for one in range(opened - 1, max(-1, opened - 4), -1):
        if scene.figures[opened].sentence - scene.figures[one].sentence > 1:
            return None
        if is_level(scene, one) and scene.figures[one].family == scene.figures[index].family:
            return one
    return None


def _parent(scene: Scene, index: int) -> int | None:
    """The last level before 其中 that it can be of, in the sentence or the one before; none that was compared with."""
    found = [
        one for one in scene.near(index, 6, 0)
        if one < index and is_level(scene, one) and scene.comparable(one, index) and scene.same_part(one, index)
        and scene.figures[index].sentence - scene.figures[one].sentence <= 1
        and scene.clues[one].depth <= scene.clues[index].depth
    ]  # fmt: skip
    found = [one for one in found if not _compared(scene, one)] or found
    enough = [one for one in found if scene.values[one] >= scene.values[index]]
    if enough:
        return enough[-1]
    nearest = bool(found) and all(_compared(scene, one) for one in range(found[-1] + 1, index))
    return found[-1] if nearest else None


def _compared(scene: Scene, index: int) -> bool:
    """Whether a level is of another time, told to compare with: up from 2,000 in 2015."""
    return bool(scene.clues[index].base or scene.clues[index].source)


def _movements(scene: Scene, indices: list[int]) -> Iterator[Frame]:
    """由 a 增加到 b: a is at most b; where nothing marks a as the earlier level, it is only worth a tick."""
    for old, new in pairwise(indices):
        if not (scene.clues[new].level and scene.comparable(old, new)):
            continue
        if not scene.clues[old].source and (len(scene.figures[new].lead) > LONGEST_GAP or not _plain(scene, old)):
            continue
        before = "" if scene.passage.chinese or not scene.clues[old].source else scene.figures[old].lead[-30:]
        words = before + scene.figures[new].lead
        up, down = bool(_UP.search(words)), bool(_DOWN.search(words))
        if up != down:
            low, high = (old, new) if up else (new, old)
            if scene.clues[old].source:
                yield _frame(scene, low, high, DICTATED)
            elif scene.values[low] <= scene.values[high]:
                yield _frame(scene, low, high, SEARCHED)


def _plain(scene: Scene, index: int) -> bool:
    """Whether a figure is a level or a share, no change and nothing compared with."""
    clue = scene.clues[index]
    points = scene.figures[index].family in ("points", "kpoints")
    return not (clue.sign or clue.base or points or scene.figures[index].figure.soft)


def _percentages(scene: Scene, indices: list[int]) -> Iterator[Frame]:
    """A percentage after 其中 under the percentage told before it: 合格率97.9%, 其中本科以上占29.7%."""
    above: int | None = None
    opened: int | None = None
    last: int | None = None  # the percentage told last
    for place, index in enumerate(indices):
        if scene.clues[index].of_which:
            opened, above = place, last
        if scene.percent(index):
            last = index
        near = opened is not None and place - opened <= 1
        if near and above is not None and _is_share_of(scene, index, above):
            yield _frame(scene, index, above, SEARCHED)


def _is_share_of(scene: Scene, index: int, above: int) -> bool:
    alike = scene.percent(index) and scene.figures[index].family == scene.figures[above].family
    return alike and _plain(scene, index) and _plain(scene, above) and scene.values[index] <= scene.values[above]


def _asides(scene: Scene, indices: list[int]) -> Iterator[Frame]:
    """A count that begins a bracket after another, or is told "of these", is a part of it."""
    for whole, part in pairwise(indices):
        figure = scene.figures[part]
        begins = figure.lead.strip() == "(" and scene.clues[part].depth > scene.clues[whole].depth
        told = not scene.passage.chinese and bool(_OF_THESE.match(figure.tail))
        if not (begins or told) or figure.family != scene.figures[whole].family or not figure.family:
            continue
        if is_level(scene, part) and is_level(scene, whole) and scene.values[part] < scene.values[whole]:
            yield _frame(scene, part, whole, SEARCHED)


def _ages(scene: Scene, indices: list[int]) -> Iterator[Frame]:
    """Those of 65 and over are among those of 60 and over."""
    told: list[tuple[int, int]] = []
    for index in indices:
        figure = scene.figures[index]
        found = _OPEN_AGE.search(figure.lead[-30:] + figure.tail[:30] * (not scene.passage.chinese))
        age = int(found[1] or found[2]) if found else None
        if age is None and told and told[-1][1] == index - 1 and scene.clues[index].joined:
            age = told[-1][0]
        if age is None or not _plain(scene, index):
            continue
        for younger, one in reversed(told):
            among = younger < age and scene.figures[one].family == figure.family
            if among and scene.values[index] <= scene.values[one]:
                yield _frame(scene, index, one, SEARCHED)
                break
        told.append((age, index))
