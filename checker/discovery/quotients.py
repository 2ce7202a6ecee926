"""Discovery of quotients and growth in a table: shares, rates, per-head figures, relative change.

A pattern is a claim over items of one view (rows or columns), judged on every line. Words or units in the
heading of the result are necessary; the lines decide; a line that breaks stays in the pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from checker.discovery.across import along_time, shares_of_totals
from checker.discovery.announcing import Announcement, announcements
from checker.discovery.evidence import ACCEPT
from checker.discovery.patterns import Discovery, discover
from checker.discovery.view import View
from checker.discovery.weighing import Claim, Form, Weighed, weigh
from checker.discovery.within import candidates
from checker.discovery.wording import for_claim
from checker.reading.tables import Table


@dataclass(slots=True)
class Quotient:
    """An accepted claim with its evidence; `words` are the decades that headings gave it."""

    view: View
    claim: Claim
    said: Announcement
    weighed: Weighed
    words: float
    strength: float


def quotients(table: Table) -> list[Quotient]:
    """The quotients and the growth of a table, found once and kept with it."""
    found = discover(table)
    known = found.kept.get("quotients")
    if known is None:
        known = found.kept["quotients"] = _find(found)
    assert isinstance(known, list)
    return known


def _find(found: Discovery) -> list[Quotient]:
    accepted: list[Quotient] = []
    for view in (found.horizontal, found.vertical):
        said = announcements(view)
        claims = chain(candidates(view, said), shares_of_totals(found, view, said), along_time(view, said))
        accepted += accept(_weighed(view, said, claims))
    return accepted


def _weighed(
    view: View, said: Sequence[Announcement], claims: Iterable[tuple[Claim, float]]
) -> list[Quotient]:
    best: dict[Claim, Quotient] = {}
    for claim, price in claims:
        if claim in best:
            continue
        weighed = weigh(view, claim)
        if not weighed.judged:
            continue
        words = for_claim(view, said, claim)
        best[claim] = Quotient(view, claim, said[claim.result], weighed, words, weighed.decades + words - price)
    return [found for found in best.values() if _acceptable(found)]


def _acceptable(found: Quotient) -> bool:
    weighed = found.weighed
    if found.strength < ACCEPT or weighed.held == 0:
        return False
    if weighed.broken > weighed.held:
        return False
    return weighed.distinct >= 2 or (weighed.distinct >= 1 and found.words >= 2.5)


def accept(found: Iterable[Quotient]) -> list[Quotient]:
    """Greedily the strongest; a second one for the same result only with other operands."""
    chosen: list[Quotient] = []
    for one in sorted(found, key=lambda each: each.strength, reverse=True):
        if not any(_conflict(one.claim, other.claim) for other in chosen):
            chosen.append(one)
    return chosen


def _conflict(new: Claim, old: Claim) -> bool:
    if new.result == old.result:
        return bool(new.operands & old.operands) or new.form is not old.form
    together = new.operands | {new.result}
    return together == old.operands | {old.result}


__all__ = ["Form", "Quotient", "accept", "quotients"]
