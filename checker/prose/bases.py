"""Frames of rates told per so many: per 1,000 inhabitants, 每10万人, men to every 100 women."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from fractions import Fraction

from checker.prose.clues import alike
from checker.prose.frames import SEARCHED, SUGGESTED, Frame, Scene
from checker.prose.halves import halves, words_of
from checker.prose.quantities import counted
from checker.prose.quotients import rounded
from checker.prose.wholes import anchors
from checker.relations import Basis, Kind, Relation, Term
from checker.spelled import hanzi_value

WINDOW, AFTER = 16, 3
NEAR_WORDS = 60
CHANCE = 0.1
_ENGLISH = {"ten": 10, "hundred": 100, "thousand": 1000, "million": 10**6}
_POWERS = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SEX_RATIO = re.compile(r"性别比|性比例|sex ratio", re.IGNORECASE)
_SEX_RATIOS = ("性别比", "性比例", "sex")  # one of them in all of these


def base_rate_frames(scene: Scene) -> Iterator[Frame]:
    """The quotient of two figures nearby for every rate with a told base."""
    for index, factor in rates_of(scene):
        yield from _quotients(scene, index, factor)


def rates_of(scene: Scene) -> Iterator[tuple[int, int]]:
    """The figures told per so many, with how many."""
    bases = [one for one in scene.passage.mentions if one.role == "basis"]
    starts = [figure.start for figure in scene.figures]
    for base in bases:
        factor = basis_value(scene.passage.text[base.start : base.end])
        if factor < 10:
            continue
        for index in _beside(scene, starts, base.start, base.end, base.sentence):
            yield index, factor
    told = scene.passage.sentences_with(_SEX_RATIOS)
    for index, figure in enumerate(scene.figures):
        if (
            not figure.family
            and figure.sentence in told
            and _SEX_RATIO.search(scene.clues[index].label + figure.lead[-40:])
        ):
            yield index, 100


def _beside(scene: Scene, starts: list[int], start: int, end: int, sentence: int) -> Iterator[int]:
    after = bisect_left(starts, end)
    for index in range(max(0, after - 1), min(len(starts), after + 3)):
        figure = scene.figures[index]
        near = (figure.end <= start and start - figure.end < 40) or 0 <= figure.start - end < NEAR_WORDS
        if figure.sentence == sentence and near and figure.family not in ("percent", "points", "kpoints"):
            yield index


def basis_value(text: str) -> int:
    """The number in 每10万人 or "every thousand"; 0 where none is read."""
    digits = re.search(r"\d[\d,]*", text)
    value = int(digits[0].replace(",", "")[:12]) if digits else 1
    rest = text[digits.end() :] if digits else text
    word = re.search(r"ten|hundred|thousand|million", rest, re.IGNORECASE)
    if word:
        return value * _ENGLISH[word[0].lower()]
    chinese = re.search(r"[一二三四五六七八九十百千万亿]+", rest)
    if chinese is None:
        return value if digits else 0
    if digits:
        for character in chinese[0]:
            value *= _POWERS.get(character, 1)
        return value
    return hanzi_value(chinese[0]) or _POWERS.get(chinese[0], 0)


def _quotients(scene: Scene, rate: int, factor: int) -> Iterator[Frame]:
    around = [*anchors(scene, rate), *(one for one in scene.near(rate, WINDOW, AFTER) if one != rate)]
    levels = [one for one in around if _level(scene, one, rate)]
    known = [(one, scene.values[one], scene.slacks[one] / scene.values[one]) for one in levels]
    sizes, widest = sorted([size for _, size, _ in known]), max([wide for _, _, wide in known], default=0.0)
    tries, best, value = 0, None, scene.values[rate]
    if value <= 0:
        return
    slack, low, high = scene.slacks[rate] or scene.ulps[rate] / 2, 0.1 * value, 10 * value
    least = max(low, (value - 1.001 * slack) / (1 + 2.001 * widest))
    most = min(high, (value + 1.001 * slack) / max(1 - 2.001 * widest, 1e-9))
    for numerator, size, wide in known:
        scaled = factor * size
        tries += bisect_left(sizes, scaled / low) - bisect_right(sizes, scaled / high) - (low < factor < high)
        small, large = scaled / most * (1 - 1e-9), scaled / least * (1 + 1e-9)
        for one, computed, loose in [
            (one, scaled / size, loose) for one, size, loose in known if small <= size <= large
        ]:
            if not low < computed < high:
                continue
            if abs(computed - value) <= slack * 1.0001 + computed * (wide + loose) and one != numerator:
                close = alike(scene.clues[numerator].label, scene.clues[rate].label)
                rank = (close, -abs(rate - numerator) - abs(rate - one))
                if best is None or rank > best[0]:
                    best = (rank, numerator, one)
    width = 2 * slack / max(value, 1e-9)
    if best is not None:
        if tries * width < (10 * CHANCE if best[0][0] >= 0.5 else CHANCE):
            yield _frame(scene, rate, best[1], best[2], factor, SUGGESTED if best[0][0] >= 0.5 else SEARCHED)
        return
    named = _named(scene, rate, factor, levels)
    if named is not None:
        yield _frame(scene, rate, named[0], named[1], factor, SUGGESTED)


def _named(scene: Scene, rate: int, factor: int, levels: list[int]) -> tuple[int, int] | None:
    """The last two levels that the words make a rate, and that are of its size."""
    value = scene.values[rate]
    for numerator in reversed(levels):
        close = alike(scene.clues[numerator].label, scene.clues[rate].label) >= 0.5
        for one in reversed(levels) if close or factor == 100 else ():
            near = 0.1 * value < factor * scene.values[numerator] / scene.values[one] < 10 * value
            if near and one != numerator and (close or _halves(scene, numerator, one)):
                return numerator, one
    return None


def _halves(scene: Scene, numerator: int, denominator: int) -> bool:
    pairs = zip(words_of(scene, numerator), words_of(scene, denominator), strict=True)
    return any(halves(one, other) for one, other in pairs)


def _level(scene: Scene, index: int, rate: int) -> bool:
    figure, clue = scene.figures[index], scene.clues[index]
    countable = counted(figure.family) or not figure.family
    plain = not (clue.sign or clue.base or clue.source or figure.figure.soft)
    return countable and plain and scene.values[index] >= 30 and scene.same_part(index, rate) and index != rate


def _frame(scene: Scene, rate: int, numerator: int, denominator: int, factor: int, firm: int) -> Frame:
    result = rounded(scene.figures[rate].figure)
    operands = (Term(scene.figures[numerator].figure), Term(scene.figures[denominator].figure))
    relation = Relation(Kind.RATE, result, operands, Basis.LABELLED, Fraction(factor))
    return Frame("per_head", relation, firm, (rate, numerator, denominator))
