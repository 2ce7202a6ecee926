"""Frames of rates told with their counts (送审36个、审结26个、审结率72.22%), and of shares in the order of parts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from checker.lexicon.spoken_shares import OTHER_MEASURES, OWN_WHOLE
from checker.prose.frames import DICTATED, SUGGESTED, Frame, Scene
from checker.prose.halves import share_rows
from checker.prose.shares import share_frame
from checker.prose.sums import Sum, is_level, sums_that_hold
from checker.prose.wholes import fits

_RATE = re.compile(
    r"(?:率|比例|比重|面|比)(?:为|是|达)?$|\b(?:rate|ratio|proportion|share|percentage)\b", re.IGNORECASE
)
_OUT_OF = re.compile(
    r"\s*(?:[a-z]+\s){0,2}(?:out\sof|of)\s(?:the\s|all\s|a\stotal\sof\s|these\s|those\s)*", re.IGNORECASE
)
_LINK = re.compile(r"^[^.;]{0,40}(?:\bor|,|\()\s*$")
_CLAUSE_ENDS = re.compile(r"[,，;；。]")
_NOT = ("不", "未", "无", "非")
NEAR = 4
MOST_ROWS = 3
MOST_NEAR = 24  # figures of a sentence before or after a rate
LINKED = 0.6
NOUN_REACH = 48  # characters in which a noun is looked for
_OF_NOUN = re.compile(r"\s?of\s([a-z'-]+(?:\s[a-z'-]+){0,3})")


def rate_frames(scene: Scene) -> Iterator[Frame]:
    """Rates of counts in the same sentence, and rows of shares that follow rows of parts."""
    for indices in scene.sentences:
        for place, index in enumerate(indices):
            if _is_rate(scene, index):
                yield from _of_counts(scene, indices[max(0, place - MOST_NEAR) : place], index)
                after = indices[place + 1 : place + 1 + MOST_NEAR]
                yield from _of_counts(scene, _bracketed(scene, after, index), index)
            if scene.clues[index].of_next:
                yield from _of_next(scene, indices, place)
            if scene.percent(index) and not scene.passage.chinese:
                yield from _out_of(scene, indices, place)
    for found in sums_that_hold(scene):
        yield from _in_order(scene, found)


def _is_rate(scene: Scene, index: int) -> bool:
    clue = scene.clues[index]
    if scene.figures[index].family != "percent" or clue.sign or clue.base or scene.values[index] >= 100:
        return False
    if clue.share and (clue.joined or clue.whole or clue.inside):
        return False
    return bool(_RATE.search(clue.label))


def _of_next(scene: Scene, indices: list[int], place: int) -> Iterator[Frame]:
    """45 per cent of the 200: the part stands right before, or after an "or"."""
    share = indices[place]
    if place + 1 >= len(indices):
        return
    whole = indices[place + 1]
    before = indices[place - 1] if place and not (place > 1 and scene.clues[indices[place - 2]].of_next) else None
    around = [before] if before is not None else []
    if place + 2 < len(indices) and re.search(r"\bor\b|\(|,\s?$", scene.figures[indices[place + 2]].lead):
        around.append(indices[place + 2])
    parts = [
        one
        for one in around
        if is_level(scene, one) and scene.comparable(one, whole) and scene.values[one] < scene.values[whole]
    ]
    fitting = [one for one in parts if fits(scene, one, share, scene.values[whole], scene.slacks[whole])]
    told = scene.clues[share].joined or scene.figures[share].lead.lstrip()[:1] in (",", "(")
    for part in fitting[:1] or parts[:1]:
        yield share_frame(scene, part, share, whole, DICTATED if part == before and told else SUGGESTED)


def _out_of(scene: Scene, indices: list[int], place: int) -> Iterator[Frame]:
    """44% of … (331 out of 759); 331 out of the 759, or 44%: all three side by side."""
    share, pairs = indices[place], []
    if scene.clues[share].sign or scene.clues[share].base:
        return
    if place + 2 < len(indices) and scene.figures[indices[place + 1]].lead.rstrip().endswith("("):
        pairs.append((indices[place + 1], indices[place + 2]))
    if place > 1 and _LINK.search(scene.figures[share].lead):
        pairs.append((indices[place - 2], indices[place - 1]))
    for part, whole in pairs:
        levels = is_level(scene, part) and is_level(scene, whole) and scene.comparable(part, whole)
        if not levels or scene.values[part] > scene.values[whole] or _left_over(scene, part, share, whole):
            continue
        if _OUT_OF.fullmatch(scene.figures[whole].lead) and not of_another(scene, share, whole):
            yield replace(share_frame(scene, part, share, whole, DICTATED), sure=True)


def of_another(scene: Scene, share: int, whole: int, *, strict: bool = False) -> bool:
    """Whether a share is told of what its whole does not count: 41 of 120 seats, or 29.8% of the vote.

    With `strict`, that is so of every noun that the whole is not called by.
    """
    said = _OF_NOUN.match(scene.figures[share].tail[:NOUN_REACH].lower())
    if said is None or share < whole:
        return False
    around = (scene.figures[whole].tail[:NOUN_REACH] + scene.figures[whole].lead[-NOUN_REACH:]).lower()
    words = [word for word in said[1].split() if word not in around]
    if strict and words[-1:] and len(words) == len(said[1].split()):
        return not OWN_WHOLE & set(words)
    return any(word in OTHER_MEASURES for word in words)


def _left_over(scene: Scene, part: int, share: int, whole: int) -> bool:
    """Whether a share is what a part leaves of its whole: a vacancy rate of 10% (126 of 140 posts filled)."""
    rest = 100 - 100 * scene.values[part] / scene.values[whole]
    return abs(rest - scene.values[share]) <= scene.slacks[share] * 1.0001


def _bracketed(scene: Scene, after: list[int], rate: int) -> list[int]:
    """The figures in the brackets right after a rate."""
    if not after or "(" not in scene.figures[after[0]].lead:
        return []
    return [one for one in after if scene.clues[one].depth > scene.clues[rate].depth]


def _of_counts(scene: Scene, before: list[int], rate: int) -> Iterator[Frame]:
    counts = [one for one in before if is_level(scene, one) and not scene.figures[one].figure.soft][-NEAR:]
    pairs = [
        (part, whole) for part in counts for whole in counts
        if part != whole and scene.comparable(part, whole)
        and (scene.values[part] < scene.values[whole] or part == counts[-1])
    ]  # fmt: skip
    telling = scene.figures[rate].figure.ulp < Fraction(1, 10)
    for part, whole in sorted(pairs, key=lambda pair: pair[0] < pair[1]):
        linked = _linked(scene, part, rate) and part > whole
        if telling or linked:
            frame = share_frame(scene, part, rate, whole, SUGGESTED)
            yield replace(frame, limit=LINKED) if linked else frame


def _linked(scene: Scene, part: int, rate: int) -> bool:
    """Whether the words of a count are those of a rate: 审结26个，审结率; settled 26, the settlement rate."""
    label = scene.clues[rate].label
    around = scene.figures[part].lead[-16:] + _CLAUSE_ENDS.split(scene.figures[part].tail[:12], 1)[0]
    if not scene.passage.chinese:
        words = [word[:5].lower() for word in re.findall(r"[A-Za-z]{4,}", _RATE.sub("", label))]
        return any(word in around.lower() for word in words)
    stem = _RATE.sub("", label)[-4:]
    found = [around.find(stem[at : at + 2]) for at in range(len(stem) - 1)]
    return any(at >= 0 and around[at - 1 : at] not in _NOT for at in found)


def _in_order(scene: Scene, found: Sum) -> Iterator[Frame]:
    """A row of as many shares as the sum has parts, told soon after: each of the part in its place."""
    if len(found.parts) < 3:
        return
    last = max(found.total, found.parts[-1])
    rows = share_rows(scene)
    for row in rows[bisect_left(rows, [last]) :][:MOST_ROWS]:
        gap = scene.figures[row[0]].sentence - scene.figures[last].sentence
        if row[0] < last or gap > 3 or len(row) != len(found.parts) or not scene.same_part(row[0], last):
            continue
        pairs = list(zip(found.parts, row, strict=True))
        fitting = sum(
            fits(scene, part, share, scene.values[found.total], scene.slacks[found.total]) for part, share in pairs
        )
        if fitting >= 2 and 3 * fitting >= 2 * len(row):
            for part, share in pairs:
                yield share_frame(scene, part, share, found.total, DICTATED)
