"""Sums that break on the only line of their class, where headings like theirs add up: other branches of one tree.

A column of counts beside columns of shares says once what a heading is made of. If that line is wrong, no other
line can speak for the sum; the other headings of the table can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.discovery.candidates import trees
from checker.discovery.evidence import Evidence, State, Sum, cheaply_repairable, plainly_repairable, slack_on, weigh
from checker.discovery.view import View

KIN = 2  # other sums that hold on the line
HOLDS = (State.EXACT, State.HELD)
FAILS = (State.NEAR, State.BROKEN)


class Witness(NamedTuple):
    """A sum that headings announce, and the lines it holds on and fails on."""

    claim: Sum
    telling: frozenset[int]
    failed: frozenset[int]


def witness(view: View, claim: Sum, evidence: Evidence) -> Witness:
    """What a sum says for its like: lines of counts only."""
    failed = (line for line, state in enumerate(evidence.states) if state in FAILS and not view.rate_lines[line])
    return Witness(claim, evidence.telling, frozenset(failed))


def like_others(view: View, witnesses: Sequence[Witness]) -> Iterator[tuple[Sum, Evidence]]:
    """Branches of the tree of headings that one keystroke breaks on a line where other branches hold.

    The evidence is that of the class of the line alone: other lines hold rates, or other things that do not add up.
    """
    if len(witnesses) < KIN:
        return
    known = {one.claim.members for one in witnesses}
    for candidate in trees(view, range(len(view.items))):
        claim = candidate.claim
        if claim.members not in known:
            evidence = weigh(view, claim)
            lines = [line for line in _lone_failures(view, evidence) if _vouched(view, claim, line, witnesses)]
            if len(lines) == 1 and _slip(view, claim, evidence, lines[0]):
                yield claim, _of_class(view, evidence, lines[0])


def _lone_failures(view: View, evidence: Evidence) -> list[int]:
    """The lines of counts that fail alone in their class, where no other class holds."""
    failed = [line for line, state in enumerate(evidence.states) if state in FAILS and not view.rate_lines[line]]
    kinds = [view.classes[line] for line in failed]
    holding = {view.classes[line] for line in evidence.telling}
    return [line for line, kind in zip(failed, kinds, strict=True) if kinds.count(kind) == 1 and holding <= {kind}]


def _vouched(view: View, claim: Sum, line: int, witnesses: Sequence[Witness]) -> bool:
    """Whether enough branches hold on the line, none of which fails on its class."""
    alike = view.classes[line]
    if any(view.classes[other] == alike for one in witnesses for other in one.failed):
        return False
    return sum(line in one.telling for one in witnesses if one.claim.result != claim.result) >= KIN


def _slip(view: View, claim: Sum, evidence: Evidence, line: int) -> bool:
    tolerance, residual = slack_on(view, claim, line, evidence.floor), evidence.residuals[line]
    return cheaply_repairable(view, claim, line, residual, tolerance) or plainly_repairable(
        view, claim, line, residual, tolerance
    )


def _of_class(view: View, evidence: Evidence, line: int) -> Evidence:
    alike = view.classes[line]
    states = [
        state if kind == alike else State.ABSENT for state, kind in zip(evidence.states, view.classes, strict=True)
    ]
    held = sum(state in HOLDS for state in states)
    return Evidence(
        states,
        evidence.residuals,
        evidence.decades if held else 0.0,
        held,
        1,
        evidence.distinct if held else 0,
        evidence.rounded,
        evidence.telling,
        evidence.floor,
    )
