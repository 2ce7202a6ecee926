"""Discovery of quotients and growth in a table: shares, rates, per-head figures, relative change.

A pattern is a claim over items of one view (rows or columns), judged on every line. Words or units in the
heading of the result are necessary; the lines decide; a line that breaks stays in the pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from checker.discovery.across import along_time, shares_of_totals
from checker.discovery.announcing import Announcement, Says, announced, announcements
from checker.discovery.claims import Claim, Form, rounding
from checker.discovery.evidence import ACCEPT
from checker.discovery.extending import OTHER_BASE, parallels, rebased, with_implied_base
from checker.discovery.patterns import Discovery
from checker.discovery.periods import period_of
from checker.discovery.sections import sectioned
from checker.discovery.view import View
from checker.discovery.weighing import Weighed, weigh
from checker.discovery.within import candidates
from checker.discovery.wording import for_claim
from checker.reading.tables import Heading, Table
from checker.relations import Kind

MANY_LINES, WORDLESS = 10, 20.0  # distinct lines and decades that serve instead of words
LENT = 2  # lines of another table that make a pattern of it one of this table
SECOND = 8.0  # decades that a second quotient for one result needs
WORDED = 2.0
PARALLEL = 2.0  # decades for being said as in another block
LARGEST_PERCENTAGE = 2000


@dataclass(slots=True)
class Quotient:
    """An accepted claim with its evidence; `words` are the decades that headings gave it.

    Where the whole is misstated, the evidence is that of the lines over the whole they imply.
    """

    view: View = field(repr=False)
    claim: Claim
    said: Announcement
    weighed: Weighed
    words: float
    strength: float
    misstated: bool = False  # whether the lines agree on another whole than the stated one
    kind: Kind | None = None  # of the relations it makes, worked out when first asked for


def quotients(table: Table) -> list[Quotient]:
    """The quotients and the growth of a table, found once and kept with it."""
    found = sectioned(table)
    known = found.kept.get("quotients")
    if known is None:
        own = _own(found)
        known = found.kept["quotients"] = [*own, *_borrowed(found, own)]
    assert isinstance(known, list)
    return known


def _own(found: Discovery) -> list[Quotient]:
    """What the table itself says, found once."""
    known = found.kept.get("own quotients")
    if known is None:
        known = found.kept["own quotients"] = _find(found)
    assert isinstance(known, list)
    return known


def _borrowed(found: Discovery, own: Sequence[Quotient]) -> Iterator[Quotient]:
    """What holds between the columns of a table in the same columns: one block of a sheet repeats another's form.

    Its lines count as those of the pattern do; too few of this table's own, or a broken one, would not find it.
    """
    view, taken = found.horizontal, {one.claim.result for one in own if not one.view.vertical}
    for sibling in found.table.siblings:
        other = sectioned(sibling)
        for one in _own(other):
            claim, there = one.claim, one.weighed
            if one.view.vertical or claim.cells is not None or claim.result in taken or there.broken:
                continue
            if there.held < LENT or one.words < WORDED or not _same_form(view, one.view, claim):
                continue
            here = weigh(view, claim)
            if not here.judged or here.broken > 1:
                continue
            taken.add(claim.result)
            weighed = replace(here, held=here.held + there.held, exact=here.exact + there.exact)
            said = announcements(found, view)[claim.result]
            yield Quotient(view, claim, said, weighed, one.words, one.strength)


def _same_form(view: View, other: View, claim: Claim) -> bool:
    """Whether result and operands of a claim are called alike in two tables, but for the period."""
    items = (claim.result, claim.first, claim.second)
    if view.items != other.items:
        return False
    return all(_alike(view.item_headings[item], other.item_headings[item]) for item in items)


def _alike(one: Heading, other: Heading) -> bool:
    period = period_of(one)
    return one.label == other.label or (period is not None and period == period_of(other)) or _says_alike(one, other)


def _says_alike(one: Heading, other: Heading) -> bool:
    said, says = (announced(heading, heading.unit).says for heading in (one, other))
    return said is says and said is not Says.NOTHING


def _find(found: Discovery) -> list[Quotient]:
    accepted: list[Quotient] = []
    for view in (found.horizontal, found.vertical):
        said = announcements(found, view)
        claims = chain(candidates(view, said), shares_of_totals(found, view, said), along_time(view, said))
        chosen = accept(_weighed(view, said, claims))
        alike = parallels(view, [one.claim for one in chosen])
        chosen += accept(_weighed(view, said, alike, PARALLEL), chosen)
        accepted += [_rebased(found, one) for one in chosen]
    return accepted


def _weighed(
    view: View, said: Sequence[Announcement], claims: Iterable[tuple[Claim, float]], bonus: float = 0.0
) -> list[Quotient]:
    best: dict[Claim, Quotient] = {}
    for claim, price in claims:
        if claim in best:
            continue
        weighed = weigh(view, claim)
        if not weighed.judged:
            continue
        words = for_claim(view, said, claim) + bonus
        one = Quotient(view, claim, said[claim.result], weighed, words, weighed.decades + words - price)
        best[claim] = one if weighed.broken <= weighed.held else _over_another_base(one, price)
    return [found for found in best.values() if _acceptable(found)]


def _over_another_base(one: Quotient, price: float) -> Quotient:
    """The pattern weighed over the whole that its lines imply, if the stated whole fails them all."""
    if one.claim.cells is None or one.words < WORDED:
        return one
    other = with_implied_base(one.view, one.claim)
    if other is None:
        return one
    weighed = weigh(other, one.claim)
    return replace(one, weighed=weighed, strength=weighed.decades + one.words - price - OTHER_BASE, misstated=True)


def _rebased(found: Discovery, one: Quotient) -> Quotient:
    """A share of totals with another whole for the lines that only another one fits."""
    if one.claim.cells is None or one.claim.form is not Form.QUOTIENT or one.said.says is Says.INDEX:
        return one
    if one.misstated:
        return one
    claim = rebased(found, one.view, one.claim, one.weighed)
    return one if claim == one.claim else replace(one, claim=claim, weighed=weigh(one.view, claim))


def _acceptable(found: Quotient) -> bool:
    weighed = found.weighed
    if found.strength < ACCEPT or weighed.held == 0:
        return False
    if weighed.broken > weighed.held or _too_large_for_a_percentage(found):
        return False
    if found.said.says is Says.NOTHING and not _needs_no_words(weighed):
        return False
    if _substitute(found) and _of_the_level_before(found) > weighed.held:
        return False
    return weighed.distinct >= 2 or (weighed.distinct >= 1 and found.words >= 2.5)


def _too_large_for_a_percentage(found: Quotient) -> bool:
    """Whether what would be a percentage is mostly in the thousands: then it is one of the operands."""
    if found.claim.factor != 100 or found.claim.form not in (Form.QUOTIENT, Form.GROWTH):
        return False
    stated = [abs(value) for value in found.view.values[found.claim.result] if value is not None]
    large = sum(value > LARGEST_PERCENTAGE * found.view.scale for value in stated)
    return 2 * large > len(stated)


def _needs_no_words(weighed: Weighed) -> bool:
    """Whether very many distinct lines say without any words that the numbers belong together."""
    return weighed.distinct >= MANY_LINES and weighed.decades >= WORDLESS and weighed.broken * 20 <= weighed.held


def accept(found: Iterable[Quotient], before: Sequence[Quotient] = ()) -> list[Quotient]:
    """Greedily the strongest; a second one for the same result only with other operands."""
    chosen: list[Quotient] = []
    for one in sorted(found, key=_rank, reverse=True):
        others = (*before, *chosen)
        if any(_conflict(one.claim, other.claim) for other in others):
            continue
        rivals = [other for other in others if one.claim.result == other.claim.result]
        if not rivals or (_beyond_doubt(one) and not _outdone(one, rivals)):
            chosen.append(one)
    return chosen


def _outdone(found: Quotient, rivals: Iterable[Quotient]) -> bool:
    """Whether a pattern breaks on several lines and a stronger one of the same result holds on all of them."""
    weighed = found.weighed
    clean = (other for other in rivals if not other.weighed.broken and other.strength >= found.strength)
    return weighed.broken > 1 and any(other.weighed.held >= weighed.judged for other in clean)


def _rank(found: Quotient) -> tuple[bool, bool, float]:
    """Stated wholes before others; growth from its two figures where they are there, not from a change."""
    return not found.misstated, not _substitute(found), found.strength


def _substitute(found: Quotient) -> bool:
    """Whether growth is taken from a change and a level, in place of two levels."""
    return found.said.says is Says.GROWTH and found.claim.form is Form.QUOTIENT


def _of_the_level_before(found: Quotient) -> int:
    """The lines on which growth follows from the change and the level less it: then the level is the later one."""
    view, claim = found.view, found.claim
    fits = 0
    for result, first, second in claim.places(view):
        rate, change, level = (
            view.values[item][line]
            for item, line in ((claim.result, result), (claim.first, first), (claim.second, second))
        )
        if rate is None or change is None or level is None or level == change:
            continue
        before = level - change
        room = rounding(view, claim.result, result) + abs(rate) * (view.slack[claim.first][first] / max(abs(change), 1))
        fits += abs(float(claim.factor) * view.scale * change / before - rate) <= room
    return fits


def _beyond_doubt(found: Quotient) -> bool:
    """Whether a pattern may stand as the second one of the same result; scores are told by their words."""
    if found.claim.capped:
        return True
    return found.strength >= SECOND and found.weighed.broken * 10 <= found.weighed.held


def _conflict(new: Claim, old: Claim) -> bool:
    if new.result == old.result:
        return bool(new.operands & old.operands) or new.form is not old.form
    together = new.operands | {new.result}
    return together == old.operands | {old.result}


__all__ = ["Form", "Quotient", "accept", "quotients"]
