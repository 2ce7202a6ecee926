"""Discovery of sums and differences in one view of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.discovery.candidates import Candidate, levels, one_left_out, pairs, runs, strided, trees
from checker.discovery.evidence import ACCEPT, Evidence, State, Sum, weigh
from checker.discovery.view import View
from checker.discovery.words import for_sum

PASSES = 8
PAIR_REACH = 8


@dataclass(slots=True)
class Found:
    """An accepted sum with its evidence; `words` are the decades that headings gave it."""

    claim: Sum
    source: str
    evidence: Evidence
    words: float
    strength: float


def find_sums(view: View) -> list[Found]:
    """All sums of a view, bottom up: what is accepted takes its operands out of the next pass.

    Neighbours come before gaps, so that a total is made of subtotals and not of their parts.
    """
    accepted: list[Found] = []
    everything = range(len(view.items))
    active = list(everything)
    for number in range(PASSES):
        candidates = list(_structural(view, active, number == 0))
        near = [each for each in candidates if not each.source.endswith("-gap")]
        found = _accept(view, _weighed(view, near), accepted)
        if not found:
            found = _accept(view, _weighed(view, candidates), accepted)
        if not found:
            break
        accepted += found
        consumed = {operand for each in found for operand in each.claim.operands}
        active = [item for item in active if item not in consumed]
    accepted += _accept(view, _weighed(view, one_left_out(view, active)), accepted)
    accepted += _accept(view, _weighed(view, pairs(view, list(everything), PAIR_REACH)), accepted, strict=True)
    return accepted


def _structural(view: View, active: Sequence[int], first: bool) -> Iterable[Candidate]:
    if first:
        yield from trees(view, active)
    yield from runs(view, active)
    for part in levels(view, active):
        yield from runs(view, part, "level")
    for part in strided(view, active):
        yield from runs(view, part, "stride")


def _weighed(view: View, candidates: Iterable[Candidate]) -> list[Found]:
    best: dict[Sum, Found] = {}
    for candidate in candidates:
        claim = candidate.claim
        known = best.get(claim)
        if known is None:
            evidence = weigh(view, claim)
            if not evidence.judged:
                continue
            words = for_sum(view, claim, candidate.source)
            best[claim] = Found(claim, candidate.source, evidence, words, evidence.decades + words - candidate.price)
        else:
            better = known.evidence.decades + for_sum(view, claim, candidate.source) - candidate.price
            if better > known.strength:
                known.strength, known.source = better, candidate.source
    return [found for found in best.values() if _acceptable(found)]


def _acceptable(found: Found) -> bool:
    evidence = found.evidence
    if found.strength < ACCEPT:
        return False
    if evidence.held == 0:
        return found.words >= 3.0 and evidence.broken <= 1
    if evidence.broken > 2 * evidence.held and found.words < 2.0:
        return False
    return evidence.distinct >= 2 or found.words >= 1.5 or evidence.decades > 5.0 + 0.5 * (len(found.claim.operands) == 2)


def _rank(found: Found) -> tuple[float, int]:
    adjacency = 1.0 if found.source in ("run", "tree") else 0.0
    return found.strength + adjacency, -len(found.claim.operands)


def _accept(view: View, candidates: list[Found], accepted: list[Found], strict: bool = False) -> list[Found]:
    """Greedily the strongest that do not conflict with what is accepted."""
    chosen: list[Found] = []
    for found in sorted(candidates, key=_rank, reverse=True):
        others = [*accepted, *chosen]
        if any(_conflict(found.claim, other.claim) for other in others) or _circular(found.claim, others):
            continue
        if strict and not _pair_stands(view, found, others):
            continue
        chosen.append(found)
    return chosen


def _pair_stands(view: View, found: Found, others: Sequence[Found]) -> bool:
    """Two operands found by search need words, or many distinct lines that leave no doubt."""
    lines = found.evidence.distinct
    doubt = found.evidence.broken > 0.2 * found.evidence.held
    if found.words >= 2.0:
        return lines >= 2
    if found.words >= 1.0:
        return lines >= 3 and not doubt
    return lines >= 5 and found.evidence.decades >= 12.0 and not found.evidence.broken


def _conflict(new: Sum, old: Sum) -> bool:
    """The same equation, another form of it, or a second decomposition that shares parts with the first."""
    if new.members == old.members:
        return True
    if new.result == old.result:
        return bool(set(new.operands) & set(old.operands))
    shared = set(new.operands) & set(old.operands)
    if len(shared) >= 2:
        return True
    return len(new.members & old.members) >= 3 or (new.result in old.operands and old.result in new.operands)


def _circular(new: Sum, others: Sequence[Found]) -> bool:
    """Whether the new result is, through other sums, among the parts of its own operands."""
    below: dict[int, set[int]] = {}
    for found in others:
        below.setdefault(found.claim.result, set()).update(found.claim.operands)
    stack, seen = list(new.operands), set()
    while stack:
        item = stack.pop()
        if item == new.result:
            return True
        if item not in seen:
            seen.add(item)
            stack.extend(below.get(item, ()))
    return False


def holds_on(found: Found, line: int) -> bool:
    """Whether the sum holds as printed on a line."""
    return found.evidence.states[line] in (State.EXACT, State.HELD)
