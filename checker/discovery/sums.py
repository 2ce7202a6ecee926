"""Discovery of sums and differences in one view of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checker.discovery.balances import frames
from checker.discovery.candidates import (
    MOST_FOR_GAPS,
    MOST_FOR_STRIDES,
    NEIGHBOURS,
    Candidate,
    levels,
    nested,
    one_left_out,
    pairs,
    strided,
    trees,
    with_empty_peers,
)
from checker.discovery.conflicts import circular, conflict, flattened, pair_stands
from checker.discovery.evidence import ACCEPT, Evidence, State, Sum, cheaply_repairable, priced, slack_on, weigh
from checker.discovery.found import Found
from checker.discovery.kindred import like_others, witness
from checker.discovery.lone_totals import stands_alone
from checker.discovery.runs import runs
from checker.discovery.spans import period_sums
from checker.discovery.tallies import promising
from checker.discovery.view import View
from checker.discovery.words import for_sum

PASSES = 8
PAIR_REACH = 8
LINES_FOR_PAIRS = 5  # that a long table needs, if its pairs are to be tried
ROOTS = 24
DEAR = 1.5  # decades; candidates of a search this wide are looked at quickly first
CLOSE = 40  # a fortieth of the whole
ANNOUNCED = 1.0  # decades of words
TOLD = 2.0  # decades of words
ASKED = 4.0  # strength of what is asked about and never alleged
UNTOLD = 2  # broken lines that all hold without a part which is nothing elsewhere: no slip makes two of them
MARKS, MARKED_ITEMS, MANY_MARKS = 2, 10, 500  # numbers on a line of codes; items and figures of a view of them
MOST_KEPT = 2_000_000  # lines of sums whose evidence is kept from one pass to the next
APPROXIMATE = "approximate"
STRUCTURAL = frozenset({"tree", "peers", "frame", "run", "period"})


def find_sums(view: View) -> list[Found]:
    """All sums of a view, bottom up: what is accepted takes its operands out of the next pass.

    Neighbours come before gaps, so that a total is made of subtotals and not of their parts.
    """
    accepted: list[Found] = []
    if _only_marks(view):
        return accepted
    everything = range(len(view.items))
    active = list(everything)
    for number in range(PASSES):
        near = _structural(view, active, accepted, number == 0, gaps=False)
        found = _accept(view, _weighed(view, near), accepted)
        if not found:
            wide = [
                *_structural(view, active, accepted, False, gaps=True),
                *runs(view, list(everything), gaps=True),
            ]
            found = _accept(view, _weighed(view, wide), accepted)
        if not found:
            break
        accepted += found
        consumed = {operand for each in found for operand in each.claim.operands}
        active = [item for item in active if item not in consumed]
    accepted += _accept(view, _weighed(view, one_left_out(view, active)), accepted)
    two = _accept(view, _weighed(view, _pairs(view, active)), accepted, strict=True)
    accepted += [_doubted(found) for found in two]
    accepted += _like_others(view, accepted)
    for passing in ("sums", "looked at"):
        view.kept.pop(passing, None)
    return accepted + _approximate(view, accepted)


def _like_others(view: View, accepted: list[Found]) -> list[Found]:
    """Branches of the tree of headings that only other branches speak for."""
    trees_ = [found for found in accepted if found.source in STRUCTURAL and found.words >= TOLD]
    witnesses = [witness(view, found.claim, found.evidence) for found in trees_]
    found = []
    for claim, evidence in like_others(view, witnesses):
        words = for_sum(view, claim, "tree")
        if words >= TOLD:
            found.append(Found(claim, "tree", evidence, words, words))
    return _accept(view, found, [one for one in accepted if one.source in STRUCTURAL or one.evidence.distinct > 1])


def _doubted(found: Found) -> Found:
    """A pair that numbers alone speak for is asked about where it breaks: both totals may be right."""
    if found.evidence.broken and found.words < 1.0:
        found.strength = min(found.strength, ASKED)
    return found


def _only_marks(view: View) -> bool:
    """Whether nearly every line of a large view is zeros and one or two other numbers: codes, as of yes and no."""
    if len(view.items) < MARKED_ITEMS or len(view.items) * len(view.lines) < MANY_MARKS:
        return False
    marks = sum(len({value for value in line if value}) <= MARKS for line in zip(*view.values, strict=True))
    return 10 * marks >= 9 * len(view.lines)


def _approximate(view: View, accepted: Sequence[Found]) -> list[Found]:
    """Trees whose parts come close to the whole on every line and exactly on none: chained volumes, estimates."""
    found = []
    for candidate in trees(view, range(len(view.items))):
        claim = candidate.claim
        if candidate.source != "tree" or any(claim.result == other.claim.result for other in accepted):
            continue
        evidence = weigh(view, claim)
        words = for_sum(view, claim, "tree")
        if evidence.judged >= 3 and words >= 2.0 and _all_close(view, claim, evidence):
            found.append(Found(claim, APPROXIMATE, evidence, words, ACCEPT))
    return found


def _all_close(view: View, claim: Sum, evidence: Evidence) -> bool:
    stated = view.values[claim.result]
    judged = [
        (residual, value)
        for residual, value, state in zip(evidence.residuals, stated, evidence.states, strict=True)
        if state is not State.ABSENT and value
    ]
    close = sum(abs(residual) * CLOSE <= abs(value) for residual, value in judged)
    return close >= 3 and close * 4 >= 3 * len(judged)


def _structural(
    view: View, active: Sequence[int], accepted: Sequence[Found], first: bool, gaps: bool
) -> Iterable[Candidate]:
    if first:
        yield from period_sums(view)
        yield from trees(view, active)
        yield from nested(view, active)
        yield from frames(view)
    decomposed = {found.claim.result for found in accepted}
    parts = [item for found in accepted for item in found.claim.operands if item not in decomposed]
    yield from runs(view, active, "run", gaps, sorted(set(parts)))
    for part in levels(view, active):
        yield from runs(view, part, "level", gaps)
    for part in strided(view, active):
        yield from runs(view, part, "stride", gaps)


def _pairs(view: View, active: Sequence[int]) -> Iterable[Candidate]:
    """Pairs of near neighbours anywhere, and of any two items that belong to nothing yet."""
    if len(view.items) <= MOST_FOR_GAPS or len(view.lines) >= LINES_FOR_PAIRS:
        reach = PAIR_REACH if len(view.items) <= MOST_FOR_STRIDES else NEIGHBOURS
        yield from pairs(view, list(range(len(view.items))), reach)
    if len(active) <= ROOTS:
        yield from pairs(view, active, len(active))


def _weighed(view: View, candidates: Iterable[Candidate]) -> list[Found]:
    best: dict[Sum, Found] = {}
    for candidate in candidates:
        claim = with_empty_peers(view, candidate.claim)
        known = best.get(claim)
        if known is None:
            evidence = _evidence(view, claim, quickly=candidate.price >= DEAR)
            if evidence is None or not evidence.judged:
                continue
            words = for_sum(view, claim, candidate.source)
            best[claim] = Found(claim, candidate.source, evidence, words, evidence.decades + words - candidate.price)
        else:
            better = known.evidence.decades + for_sum(view, claim, candidate.source) - candidate.price
            if better > known.strength:
                known.strength, known.source = better, candidate.source
    acceptable = [found for found in _without_idle_parts(best.values()) if _acceptable(view, found)]
    return [_without_empty_parts(view, found) or found for found in acceptable]


def _evidence(view: View, claim: Sum, quickly: bool) -> Evidence | None:
    """The evidence for a sum, looked for once in a view; none for one that a quick look says is nothing."""
    known = view.kept.setdefault("sums", {})
    assert isinstance(known, dict)
    evidence = known.get(claim)
    if evidence is None and quickly:
        looked = view.kept.setdefault("looked at", {})
        assert isinstance(looked, dict)
        promises = looked.get(claim)
        if promises is None:
            promises = looked[claim] = promising(view, claim)
        if not promises:
            return None
    if evidence is None:
        evidence = weigh(view, claim)
        if (len(known) + 1) * len(view.lines) <= MOST_KEPT:
            known[claim] = evidence
    assert isinstance(evidence, Evidence)
    return evidence


def _without_empty_parts(view: View, found: Found) -> Found | None:
    """The sum less the parts that are nothing wherever it holds, if two or more of its broken lines hold without."""
    states = found.evidence.states
    if found.evidence.broken < UNTOLD or not found.evidence.held:
        return None
    held = [line for line, state in enumerate(states) if state in (State.EXACT, State.HELD)]
    parts = zip(found.claim.operands, found.claim.signs, strict=True)
    kept = [(part, sign) for part, sign in parts if any(view.values[part][line] for line in held)]
    if not 2 <= len(kept) < len(found.claim.operands):
        return None
    claim = Sum(found.claim.result, tuple(part for part, _ in kept), tuple(sign for _, sign in kept))
    evidence = weigh(view, claim)
    if evidence.held - found.evidence.held < UNTOLD:
        return None
    words = for_sum(view, claim, found.source)
    priced(view, claim, evidence)
    gained = evidence.decades + words - found.evidence.decades - found.words
    return Found(claim, found.source, evidence, words, found.strength + gained)


def _without_idle_parts(candidates: Iterable[Found]) -> list[Found]:
    """The candidates less those that hold only because a part of theirs is smaller than the rounding.

    Without that part the sum holds on as many lines, and exactly on more.
    """
    everything = list(candidates)
    by_result: dict[int, list[Form]] = {}
    forms = []
    for found in everything:
        parts = frozenset(zip(found.claim.operands, found.claim.signs, strict=True))
        forms.append(Form(parts, found.evidence.held, found.evidence.states.count(State.EXACT)))
        by_result.setdefault(found.claim.result, []).append(forms[-1])
    return [
        found
        for found, form in zip(everything, forms, strict=True)
        if not any(_beats(other, form) for other in by_result[found.claim.result])
    ]


class Form(NamedTuple):
    """The signed parts of a sum, the lines on which it holds, and those on which it holds exactly."""

    parts: frozenset[tuple[int, int]]
    held: int
    exact: int


def _beats(other: Form, form: Form) -> bool:
    return other.exact > form.exact and other.held >= form.held and other.parts < form.parts


def _acceptable(view: View, found: Found) -> bool:
    """Whether the evidence is enough; only for those that may be are broken lines looked at for slips."""
    evidence = found.evidence
    if evidence.held == 0:
        named = evidence.broken == 1 and found.words >= 3.0
        accepted = named or (found.words >= 2.0 and _cheap(view, found)) or stands_alone(view, found.claim, evidence)
        if accepted:
            _price(view, found)
        return accepted
    if evidence.broken > evidence.held and (found.words < 2.0 or found.source not in STRUCTURAL):
        return False
    if found.strength < ACCEPT:
        return False
    _price(view, found)
    if found.words < ANNOUNCED and _only_on_rates(view, evidence):
        return False
    if found.source not in ("tree", "frame") and _once_among_like(view, found):
        return False
    if found.strength < ACCEPT:
        return evidence.broken == 1 and stands_alone(view, found.claim, evidence)
    if found.source == "frame":
        return evidence.broken <= evidence.held
    if found.source == "tree" and not evidence.broken and evidence.decades >= 2.0:
        return True
    return (
        evidence.distinct >= 2 or found.words >= 1.5 or evidence.decades > 5.0 + 0.5 * (len(found.claim.operands) == 2)
    )


def _once_among_like(view: View, found: Found) -> bool:
    """Whether a sum of less than 100 % holds on one line of rates only and fails on two or more others."""
    evidence = found.evidence
    if len(evidence.telling) != 1:
        return False
    (line,) = evidence.telling
    failed = (other for other, state in enumerate(evidence.states) if state in (State.NEAR, State.BROKEN))
    whole = view.values[found.claim.result][line] == 100 * view.scale
    return view.rate_lines[line] and not whole and sum(view.rate_lines[other] for other in failed) > 1


def _price(view: View, found: Found) -> None:
    found.strength -= priced(view, found.claim, found.evidence)


def _only_on_rates(view: View, evidence: Evidence) -> bool:
    """Whether a sum holds on lines of rates alone, and on fewer of them than it fails on."""
    held = [line for line, state in enumerate(evidence.states) if state in (State.EXACT, State.HELD)]
    failed = sum(state in (State.NEAR, State.BROKEN) for state in evidence.states)
    return all(view.rate_lines[line] for line in held) and len(held) < failed


def _cheap(view: View, found: Found) -> bool:
    """Whether the one line of counts that breaks a sum nothing else supports would hold but for a cheap slip."""
    judged = [i for i, state in enumerate(found.evidence.states) if state in (State.NEAR, State.BROKEN)]
    counts = [line for line in judged if not view.rate_lines[line]]
    if len(counts) != 1:
        return False
    tolerance = slack_on(view, found.claim, counts[0], found.evidence.floor)
    return cheaply_repairable(view, found.claim, counts[0], found.evidence.residuals[counts[0]], tolerance)


def _rank(found: Found) -> tuple[float, int]:
    operands = found.claim.operands
    adjacency = 1.0 if found.source in ("run", "tree") else 0.0
    unbroken = 2.0 if operands[-1] - operands[0] == len(operands) - 1 else 0.0
    return found.strength + adjacency + unbroken - min(found.evidence.broken, 2), -len(operands)


def _accept(view: View, candidates: list[Found], accepted: list[Found], strict: bool = False) -> list[Found]:
    """Greedily the strongest that do not conflict with what is accepted."""
    chosen: list[Found] = []
    for found in sorted(candidates, key=_rank, reverse=True):
        others = [*accepted, *chosen]
        if any(conflict(found, other) for other in others) or circular(found.claim, others):
            continue
        if flattened(found.claim, others):
            continue
        if strict and not pair_stands(found):
            continue
        chosen.append(found)
    return chosen
