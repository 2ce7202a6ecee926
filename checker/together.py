"""The figure to blame where several relations hold one by one and not together: the only one not cleared."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from checker.algebra import EVERYTHING
from checker.contraction import Contradiction, relied_on
from checker.figures import Figure
from checker.locate import Suspect
from checker.network import Network
from checker.pricing import price
from checker.relations import Judgement
from checker.slips import printed

TOGETHER = "each of these relations holds, but not all of them together"
MOST_FIGURES = 40  # figures of a contradiction that are freed one by one
MOST_BESIDE = 200  # relations that touch it and have a say


def suspects_of(found: Contradiction, judgements: Sequence[Judgement]) -> tuple[Suspect, ...]:
    """The one figure that can settle a contradiction, if all others are cleared; else none is blamed.

    A figure is cleared where its relations still contradict each other whatever its value.
    """
    figures = {figure.place: figure for one in found.judgements for figure in one.relation.figures}
    inside = {id(one) for one in found.judgements}
    beside = [
        one
        for one in relied_on(judgements)
        if id(one) not in inside and any(figure.place in figures for figure in one.relation.figures)
    ]
    if len(figures) > MOST_FIGURES or len(beside) > MOST_BESIDE:
        return ()
    relations = [*found.judgements, *beside]
    tried = (_freed(figure, relations, len(inside)) for figure in figures.values())
    first_two = tuple(islice((one for one in tried if one), 2))
    return first_two if len(first_two) == 1 else ()


def _freed(figure: Figure, relations: Sequence[Judgement], settles: int) -> Suspect | None:
    """A figure with the value it would have if it alone were wrong; None if no other one could be printed."""
    network = Network(relations, figure.place)
    state = network.contracted(range(len(relations)))
    if state.emptied is not None:
        return None
    allowed = next((values for at, values in state.values.items() if network.is_free(at)), EVERYTHING)
    cost = price(figure, allowed)
    if cost is None or (cost.value is None and printed(figure)):
        return None
    return Suspect(figure, cost.text, settles, cost.bits, cost.one_slip, cost.value)
