"""Benign causes of a broken relation: other rounding, percent for points, a power of ten, exchanged lines or figures.

A demoting excuse makes an error a query. Rounding excuses fit a good part of real slips too when they are
taken one by one, so they need three relations of one table that ask for the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from checker.algebra import growth
from checker.exchanges import exchanged_figures, exchanged_lines
from checker.figures import Figure
from checker.gaps import gap_hints
from checker.intervals import INFINITY, Interval
from checker.judge import would_hold
from checker.relations import Judgement, Kind, Relation, Verdict

POLICIES = ("trunc", "ceil", "any", "balanced")
ENOUGH = 3
MOST_SWAPPED = 100  # broken relations of one call in which figures are exchanged
FACTORS = tuple(Fraction(10) ** power for exponent in (1, 2, 3, 4, 8) for power in (exponent, -exponent))

HINTS = {
    "trunc": "would hold if truncated",
    "ceil": "would hold if rounded up",
    "any": "would hold within one unit of the last place",
    "balanced": "would hold if figures were moved so that the table adds up",
    "double": "would hold if rounded twice",
    "points": "percentage points and percent are taken for each other",
    "tie": "the same precision with different digits: only two rules for halves allow both",
    "exchanged": "would hold if two lines were exchanged",
}

TableKey = tuple[str, str | None, int | None]


@dataclass(frozen=True, slots=True)
class Excuse:
    """What would explain a broken relation: a machine word, a phrase, and whether an error becomes a query."""

    word: str = ""
    hint: str = ""
    demotes: bool = False


NONE = Excuse()


class Excuses:
    """The excuses of the broken relations of one call, which support each other table by table."""

    def __init__(self, broken: Sequence[Judgement], judgements: Sequence[Judgement] = ()) -> None:
        self.policies = {id(one): policies_for(one.relation) for one in broken}
        self.asked = Counter((table_of(one), name) for one in broken for name in self.policies[id(one)])
        self.gaps = gap_hints(broken, judgements)
        self.exchanged = {id(one) for pair in exchanged_lines(broken) for one in pair}
        self.broken, self.judgements = broken, judgements

    def of(self, judgement: Judgement) -> Excuse:
        """The best excuse of a broken relation, or none."""
        if judgement.relation.kind is Kind.REPEAT and touching(judgement):
            return _excuse("tie", True)
        if "double" in self.policies[id(judgement)]:
            return _excuse("double", True)
        if percent_for_points(judgement.relation):
            return _excuse("points", True)
        power = power_of_ten(judgement)
        if power:
            return off_by(power)
        if id(judgement) in self.exchanged:
            return _excuse("exchanged", True)
        return self._rounding(judgement)

    def _rounding(self, judgement: Judgement) -> Excuse:
        names = [name for name in self.policies[id(judgement)] if name in POLICIES]
        table = table_of(judgement)
        supported = [name for name in names if self.asked[table, name] >= ENOUGH]
        if supported:
            return _excuse(supported[0], True)
        if id(judgement) in self.gaps:
            return Excuse("gap", self.gaps[id(judgement)])
        swapped = self._swapped.get(id(judgement))
        if swapped:
            return Excuse("swapped", f"would hold if {swapped[0].text} and {swapped[1].text} changed places")
        return _excuse(names[0], False) if names else NONE

    @cached_property
    def _swapped(self) -> dict[int, tuple[Figure, Figure]]:
        """The two figures of a broken relation that would settle all if they changed places, where only two would."""
        if len(self.broken) > MOST_SWAPPED:
            return {}
        held = [one for one in self.judgements if one.verdict is Verdict.HELD]
        found: dict[int, list[tuple[Figure, Figure]]] = {}
        for one, pair in exchanged_figures(self.broken, held):
            found.setdefault(id(one), []).append(pair)
        return {one: pairs[0] for one, pairs in found.items() if len(pairs) == 1}


def _excuse(word: str, demotes: bool) -> Excuse:
    return Excuse(word, HINTS[word], demotes)


def table_of(judgement: Judgement) -> TableKey:
    """Which table a judgement belongs to, as far as places say."""
    place = judgement.relation.figures[0].place
    return place.path, place.sheet, place.table


def policies_for(relation: Relation) -> tuple[str, ...]:
    """The rounding policies under which a broken relation would hold; none where nothing is rounded.

    Rounding twice explains a result that was computed, not two mentions of one number.
    """
    if all(figure.exact for figure in relation.figures) or relation.policy != "nearest":
        return ()
    names = POLICIES if relation.kind is Kind.REPEAT else ("double", *POLICIES)
    return tuple(name for name in names if would_hold(relation, name))


def touching(judgement: Judgement) -> bool:
    """Whether two mentions of one precision can only be one quantity at the edge of both."""
    return bool(judgement.stated and judgement.computed and judgement.stated.meets(judgement.computed))


def percent_for_points(relation: Relation) -> bool:
    """Whether a stated difference in points is the growth in percent, or the other way round."""
    result = relation.result
    if result is None or len(relation.operands) != 2 or relation.constant is not None:
        return False
    operands = [term.figure for term in relation.operands]
    if any(figure.unit.kind not in ("percent", "points") for figure in (*operands, result)):
        return False
    if relation.kind is Kind.DIFFERENCE:
        new, old = (figure.interval for figure in operands)
        return old.positive and bool(result.interval.meets(growth(old, new, 100)))
    if relation.kind is Kind.GROWTH:
        old, new = (figure.interval for figure in operands)
        return bool(result.interval.meets(new - old))
    return False


def power_of_ten(judgement: Judgement) -> Fraction | None:
    """The power of ten that the result of a broken relation is off by, as a factor that settles it."""
    stated, computed, result = judgement.stated, judgement.computed, judgement.relation.result
    if stated is None or computed is None or result is None or _zero_inside(computed) or _single(result):
        return None
    if INFINITY in (computed.high, -computed.low):
        return None
    return next((power for power in FACTORS if stated.scaled(power).meets(computed)), None)


def off_by(power: Fraction) -> Excuse:
    """The excuse of a figure that is a power of ten too large or too small."""
    return Excuse("power", f"a factor of {power} would settle this", True)


def factor_of(figure: Figure, value: Fraction) -> Fraction | None:
    """The power of ten between a figure and the value that would settle it, where digits enough agree."""
    if not figure.value or _single(figure):
        return None
    ratio = value / figure.value
    return ratio if ratio in FACTORS else None


def _single(figure: Figure) -> bool:
    """Whether a figure has one digit beside zeros, so that its power of ten says little."""
    return len(str((figure.value / figure.ulp).numerator).strip("-0")) < 2


def _zero_inside(interval: Interval) -> bool:
    return bool(interval.low <= 0 <= interval.high)
