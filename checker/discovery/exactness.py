"""Whether whole numbers of no known unit are exact: what quotients of them say to the last printed digit."""

from __future__ import annotations

from itertools import chain
from math import log10

from checker.discovery.claims import Form, Triple, fits, scaled_factor, span, triple_of
from checker.discovery.evidence import State
from checker.discovery.quotients import Quotient

ENOUGH = 4.0  # decades against figures that were rounded and only happen to agree
FEWEST, MOST_OTHERS = 3, 0.1  # lines that agree, and of all lines those that may not


def operands_are_exact(found: Quotient) -> bool:
    """Whether the operands of a pattern are whole numbers that nothing was rounded off from.

    Had they been rounded, the results could lie anywhere in a room that is often much wider than their own last
    place; that on almost every line they are what the printed operands give is then no chance.
    """
    if found.claim.form is Form.DIFFERENCE or found.weighed.floor or not _whole(found):
        return False
    places = list(found.claim.places(found.view))
    decades, agreeing, others = 0.0, 0, 0
    for cells, state in zip(places, found.weighed.states, strict=True):
        triple = triple_of(found.view, found.claim, cells) if state is not State.ABSENT else None
        gain = _gain(found, triple, scaled_factor(found.view, found.claim, cells)) if triple else None
        if gain is None:
            others += triple is not None
        else:
            decades, agreeing = decades + gain, agreeing + 1
    few = others <= max(1.0, MOST_OTHERS * (agreeing + others))
    return decades >= ENOUGH and agreeing >= FEWEST and few


def _whole(found: Quotient) -> bool:
    """Whether all operands are printed as whole numbers, and some may be rounded."""
    view, items = found.view, (found.claim.first, found.claim.second)
    slacks = set(chain.from_iterable(view.slack[item] for item in items))
    return max(slacks, default=0) == view.scale // 2 and slacks <= {0, view.scale // 2}


def _gain(found: Quotient, triple: Triple, scaled: float) -> float | None:
    """The decades a line is worth if the printed operands give its result; None if they do not."""
    printed = Triple(triple.result, triple.first, triple.second, triple.result_slack, 0, 0)
    exact, rounded = span(found.claim.form, printed, scaled), span(found.claim.form, triple, scaled)
    if exact is None or rounded is None or not fits(printed, exact):
        return None
    room = 2 * max(triple.result_slack, 1)
    return log10((rounded[1] - rounded[0] + room) / room)
