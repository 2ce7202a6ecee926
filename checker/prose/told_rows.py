"""Rows of parts told in one breath: figures of a sentence beside each other with nothing but a list between."""

from __future__ import annotations

import re
from functools import cache

from checker.prose.frames import Scene
from checker.prose.sums import is_level
from checker.reading.passages import lowered

MOST_PARTS = 12
MOST_ASIDE = 4  # percentages between two parts
_ZH_MARKS = re.compile(r"[,，、;()]")
_ZH_JOINS = re.compile(r"[,，、;()]|以及|[和及与]")
_EN_JOINS = re.compile(r"[,;()–—]|\band\b|\bplus\b|\bas well as\b|&")
_NAMED = re.compile(r"[1-5]a(?=级)|\b[a-z]+-?\d{1,2}\b|\d(?=[a-z])", re.IGNORECASE)  # digits that belong to a name
_BRACKETED = re.compile(r"^[^()]{0,20}\)([^()]*)\(\s?[$£€¥]?$")  # parks (3), roads (4)
_NO_PART = re.compile(r"\b(?:from|to|than|by|at|per|under|over|aged|every|each|about)\s*[$£€¥]?\s*$")
_CLAUSE = re.compile(r"[,，;；。:]")
_AND_SO_ON = re.compile(r"等[^,，]{0,4}[,，]|\b(?:etc|and others|and so on)\b")
LONGEST_ZH, LONGEST_EN, TAIL = 16, 60, 40


@cache
def _no_row(chinese: bool) -> re.Pattern[str]:
    from checker.lexicon.told_rows import EN_NO_ROW, ZH_NO_ROW

    return re.compile(ZH_NO_ROW if chinese else EN_NO_ROW)


@cache
def _more(chinese: bool) -> re.Pattern[str]:
    from checker.lexicon.told_rows import EN_MORE_THAN_ROW, ZH_MORE_THAN_ROW

    return re.compile(ZH_MORE_THAN_ROW if chinese else EN_MORE_THAN_ROW)


def of_more(scene: Scene, total: int) -> bool:
    """Whether the words after a total, or "and so on" before it, make it one of more than the row beside it."""
    tail = _CLAUSE.split(lowered(scene.figures[total].tail[:TAIL]), maxsplit=1)[0]
    chinese = scene.passage.chinese
    return bool(_more(chinese).search(tail)) or bool(_AND_SO_ON.search(scene.figures[total].lead[:TAIL]))


def between(scene: Scene, one: int, other: int) -> str:
    """What stands between two figures of a sentence, percentages between them as a mark; in small letters."""
    if other == one + 1:
        return lowered(scene.figures[other].lead)
    leads = [scene.figures[each].lead for each in range(one + 1, other + 1)]
    return lowered("%".join(leads))


def listed(scene: Scene, one: int, other: int) -> bool:
    """Whether two levels stand beside each other in a list: a mark or a conjunction, names, asides in percent."""
    gap = _BRACKETED.sub(r"\1", _NAMED.sub("", between(scene, one, other)))
    if any(c.isdigit() for c in gap):
        return False
    chinese = scene.passage.chinese
    if chinese:
        pieces = _ZH_MARKS.split(gap)
        pieces = pieces if len(pieces) > 1 else _ZH_JOINS.split(gap)
    elif _NO_PART.search(gap):
        return False
    else:
        pieces = _EN_JOINS.split(gap)
    bad, longest = _no_row(chinese), LONGEST_ZH if chinese else LONGEST_EN
    if len(pieces) < 2 or any(len(piece) > longest for piece in pieces) or "。" in gap or ":" in gap:
        return False
    aside = [piece for piece in pieces[1:-1] if piece.strip() and "%" not in piece]
    return not aside and not any(bad.search(piece) for piece in pieces if "%" not in piece)


def next_level(scene: Scene, index: int, step: int) -> int | None:
    """The level of the same unit beside a figure in its sentence, with nothing but percentages between."""
    sentence, last = scene.told_in[index], len(scene.figures) - 1
    for far in range(1, MOST_ASIDE + 2):
        one = index + far * step
        if not 0 <= one <= last or scene.told_in[one] != sentence:
            return None
        if is_level(scene, one) and scene.comparable(one, index) and not scene.percent(index):
            return one
        if scene.families[one] not in ("percent", "permille", "points"):
            return None
    return None


def row_before(scene: Scene, index: int) -> list[int]:
    """The levels told in a list up to a figure, itself included, in order."""
    row = [index]
    while len(row) < MOST_PARTS:
        one = next_level(scene, row[0], -1)
        if one is None or not listed(scene, one, row[0]):
            break
        row.insert(0, one)
    return row


def row_after(scene: Scene, index: int) -> list[int]:
    """The levels told in a list from a figure on, itself included, in order."""
    row = [index]
    while len(row) < MOST_PARTS:
        one = next_level(scene, row[-1], 1)
        if one is None or not listed(scene, row[-1], one):
            break
        row.append(one)
    return row


def near_enough(scene: Scene, total: int, parts: list[int], widest: float) -> bool:
    """Whether parts come so near their total that nothing but a slip can be meant: within a factor."""
    added = sum(scene.values[one] for one in parts)
    return added > 0 and 1 / widest <= scene.values[total] / added <= widest
