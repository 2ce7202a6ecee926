"""Levels told in round numbers: where every level of a paragraph ends in zeros, they state no more than hundreds."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from checker.figures import Figure
from checker.intervals import Interval
from checker.judge import judge
from checker.prose.frames import Frame, Scene
from checker.relations import Term, Verdict

LEAST_ZEROS, MOST_ZEROS = 2, 3
ENOUGH = 4  # levels of a paragraph
LEAST = 1000  # the smallest level that tells anything
RATIOS = ("percent", "permille", "per_ten_thousand", "points")


def holds_in_round_numbers(scene: Scene, frame: Frame) -> bool:
    """Whether a claim that fails would hold if the levels of its paragraph, all of which end in 00, were rounded."""
    levels = [one for one in frame.relation.figures if one.unit.kind not in RATIOS]
    zeros = min((_zeros(one) for one in levels), default=0)
    if len(levels) < 2 or zeros < LEAST_ZEROS or not _rounds(scene, frame.about[-1]):
        return False
    half = Fraction(10 ** min(zeros, MOST_ZEROS), 2)
    wider = {id(one): replace(one, interval=Interval.around(one.value, half)) for one in levels}
    result, operands = frame.relation.result, frame.relation.operands
    relation = replace(
        frame.relation,
        result=result and wider.get(id(result), result),
        operands=tuple(Term(wider.get(id(term.figure), term.figure), term.weight) for term in operands),
    )
    return judge(relation).verdict is Verdict.HELD


def _rounds(scene: Scene, index: int) -> bool:
    """Whether a paragraph tells enough levels and all of them in round numbers."""
    block = scene.figures[index].block
    near = [one for one in scene.near(index, 24, 24) if scene.figures[one].block == block]
    levels = [scene.figures[one].figure for one in near if scene.values[one] >= LEAST and not scene.percent(one)]
    return len(levels) >= ENOUGH and all(_zeros(one) >= LEAST_ZEROS for one in levels)


def _zeros(figure: Figure) -> int:
    """How many zeros a whole number ends in; 0 where it is no exact whole number of a thousand or more."""
    if not figure.exact or figure.value < LEAST or figure.value.denominator != 1:
        return 0
    digits = str(figure.value.numerator)
    return len(digits) - len(digits.rstrip("0"))
