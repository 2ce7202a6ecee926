"""Two figures that are wrong together: where none alone explains, one in the relation and one it drags along.

A total carried into a grand total, or a figure typed wrong and summed with the slip, breaks one relation
and holds in another. For every figure of the broken relation the value that would settle it is tried, and
one further figure is sought that would settle all relations this upsets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checker.algebra import common
from checker.blocks import touching, with_figures, with_value
from checker.figures import Figure, Place
from checker.implied import Solver
from checker.intervals import Interval
from checker.judge import judge
from checker.pricing import Price, price
from checker.relations import Judgement, Relation, Verdict

MOST_FIGURES = 12  # of a relation that is searched
NOT_CARRIED = 4.0  # bits; a figure worked out from the first one follows its slip, another one does not
MOST_UPSET = 4  # relations that a single second figure is asked to settle


@dataclass(frozen=True, slots=True)
class Wrong:
    """A figure with the price of believing it wrong."""

    figure: Figure
    price: Price


def pairs(broken: Relation, held: Sequence[Judgement], tie: float) -> list[tuple[Wrong, Wrong]]:
    """The two figures that explain it, the first in the broken relation; several where `tie` bits do not tell apart."""
    if len(broken.figures) > MOST_FIGURES:
        return []
    solver = Solver(broken)
    found = [
        both
        for at, figure in enumerate(solver.figures)
        if (cost := price(figure, solver.implied(at))) and cost.value is not None
        for both in _dragging(Wrong(figure, cost), broken, held)
    ]
    least = min(map(_bits, found), default=0.0)
    return [both for both in found if _bits(both) <= least + tie]


def _bits(both: tuple[Wrong, Wrong]) -> float:
    return both[0].price.bits + both[1].price.bits


def _dragging(first: Wrong, broken: Relation, held: Sequence[Judgement]) -> Iterator[tuple[Wrong, Wrong]]:
    """The first figure with every other that would settle all it upsets."""
    assert first.price.value is not None
    change = {first.figure.place: with_value(first.figure, first.price.value)}
    upset = [one for one in _using(first.figure, held) if _broken(one.relation, change)]
    if not upset or len(upset) > MOST_UPSET:
        return
    own = {figure.place for figure in broken.figures}
    for second in upset[0].relation.figures:
        if second.place in own or any(second.place not in _places(one) for one in upset):
            continue
        cost = _settling(second, change, held)
        if cost:
            carried = any(_is_result(second, one) for one in upset)
            yield first, Wrong(second, cost if carried else replace(cost, bits=cost.bits + NOT_CARRIED))


def _is_result(figure: Figure, judgement: Judgement) -> bool:
    result = judgement.relation.result
    return result is not None and result.place == figure.place


def _using(figure: Figure, held: Sequence[Judgement]) -> list[Judgement]:
    """The judgements in which a figure takes part."""
    return [one for one in held if figure.place in _places(one)]


def _places(judgement: Judgement) -> set[Place]:
    return {figure.place for figure in judgement.relation.figures}


def _broken(relation: Relation, change: Mapping[Place, Figure]) -> bool:
    return judge(with_figures(relation, change)).verdict is Verdict.BROKEN


def _settling(second: Figure, change: Mapping[Place, Figure], held: Sequence[Judgement]) -> Price | None:
    """The price of a second figure that settles all its relations once the first is changed."""
    values: list[Interval] = []
    for one in _using(second, held):
        solver = Solver(with_figures(one.relation, change))
        values.extend(solver.implied(at) for at, f in enumerate(solver.figures) if f.place == second.place)
    allowed = common(values)
    return None if allowed.empty else price(second, allowed)


def near(broken: Judgement, held: Sequence[Judgement]) -> list[Judgement]:
    """The held relations one or two steps away from a broken one."""
    (first,) = touching(held, [[broken]])
    (second,) = touching(held, [[broken, *first]])
    return second
