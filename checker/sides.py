"""The two sides of a relation: what the operands imply, and what is stated."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from checker.algebra import apart, below
from checker.conversion import Reading, as_printed
from checker.intervals import Interval
from checker.relations import Relation

UNITS_DIFFER = "units differ"
MISSING = "a figure is missing"
BASE_ZERO = "the base may be zero"
NOTHING = "nothing to compare"
NO_FORMULA = "the formula cannot be evaluated"
NOT_JUDGED = "this kind of relation is not judged"


class Sides(NamedTuple):
    """Both sides in one unit, and stated minus computed from the printed values.

    `held` is None where the two sides decide by meeting.
    """

    computed: Interval
    stated: Interval
    difference: Fraction | None = None
    held: bool | None = None

    @property
    def agree(self) -> bool:
        return not apart(self.computed, self.stated) if self.held is None else self.held


Outcome = Sides | str  # a string is the reason why the relation stays undecided


def stated_side(relation: Relation) -> Reading | None:
    """The result as printed, at the precision learned from the pattern; None where there is none."""
    return as_printed(relation.result, relation, learned=True) if relation.result else None


def conflict(intervals: Iterable[Interval]) -> Sides:
    """Of several intervals with no common value, the two that lie farthest apart."""
    candidates = list(intervals)
    highest = max(candidates, key=lambda interval: interval.low)
    lowest = min(candidates, key=lambda interval: interval.high)
    return Sides(lowest, highest, held=False)


def ceiling(constant: Interval) -> Interval:
    """What a constant allows: a single number is a ceiling, two ends are a range."""
    return below(constant) if constant.low == constant.high else constant
