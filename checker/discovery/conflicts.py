"""Which of two sums stands, where both cannot: other forms of one equation, second decompositions, pairs by search."""

from __future__ import annotations

from collections.abc import Sequence

from checker.discovery.evidence import Sum
from checker.discovery.found import Found

NAMED = 3.0  # decades of words
SURE, SURE_LINES = 24.0, 8  # decades and distinct lines that leave no doubt although one line breaks


def pair_stands(found: Found) -> bool:
    """Two operands found by search need words, or many distinct lines that leave no doubt."""
    lines = found.evidence.distinct
    doubt = found.evidence.broken > 0.2 * found.evidence.held
    if found.words >= 2.0:
        return lines >= 2 or (lines == 1 and not found.evidence.broken and found.evidence.decades >= 2.5)
    if found.words >= 1.0:
        return lines >= 3 and not doubt
    if found.evidence.broken:
        return found.evidence.broken == 1 and lines >= SURE_LINES and found.evidence.decades >= SURE
    return lines >= 5 and found.evidence.decades >= 12.0


def conflict(found: Found, other: Found) -> bool:
    """The same equation, another form of it, or a second decomposition that shares parts with the first."""
    new, old = found.claim, other.claim
    if new.members == old.members:
        return True
    shared = set(new.operands) & set(old.operands)
    if new.result == old.result:
        return bool(shared) and not (len(new.operands) == 2 and _beyond_doubt(found))
    if new.result in old.operands and old.result in new.operands:
        return True
    if len(shared) >= 2:
        return not _beyond_doubt(found) or (found.evidence.broken > 0 and set(new.operands) == set(old.operands))
    return len(new.members & old.members) >= 3


def _beyond_doubt(found: Found) -> bool:
    """Whether the numbers alone settle it (several distinct lines against any search), or the words name it."""
    evidence = found.evidence
    if evidence.broken:
        named = found.words >= NAMED and evidence.distinct >= 2 and evidence.held > 2
        return evidence.broken == 1 and (named or (evidence.distinct >= SURE_LINES and evidence.decades >= SURE))
    return (evidence.distinct >= 4 and evidence.decades >= 8.0) or (found.words >= NAMED and evidence.distinct >= 2)


def flattened(new: Sum, others: Sequence[Found]) -> bool:
    """Whether the new sum tells a known one again through the parts of its parts."""
    below: dict[int, set[int]] = {}
    for found in others:
        below.setdefault(found.claim.result, set()).update(found.claim.operands)
    parts: set[int] = set()
    stack = [item for operand in below.get(new.result, ()) for item in below.get(operand, ())]
    while stack:
        item = stack.pop()
        if item not in parts:
            parts.add(item)
            stack.extend(below.get(item, ()))
    return 2 * len(parts & set(new.operands)) > len(new.operands)


def circular(new: Sum, others: Sequence[Found]) -> bool:
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
