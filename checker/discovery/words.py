"""What the headings say for a relation, in decades."""

from __future__ import annotations

import re

from checker.discovery.evidence import Sum
from checker.discovery.view import View

_BALANCE = re.compile(
    r"balance|net\b|difference|surplus|deficit|increase|decrease|change|gap|excess|less\b|minus|remaining|差|余|净|增减|结余|自然增长|顺差|逆差|增加|减少",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[A-Za-z]{3,}|[一-鿿]")


def for_sum(view: View, claim: Sum, source: str) -> float:
    """Words for or against a sum: totals, levels, names of operands in the result, rates among counts."""
    headings = view.item_headings
    result = headings[claim.result]
    parts = [headings[operand] for operand in claim.operands]
    decades = 0.0
    if result.total and not all(part.total for part in parts):
        decades += 2.0
    elif not result.total and any(part.total for part in parts):
        decades -= 0.5 if len(parts) == 2 and _balances(view, claim) else 1.5
    if all(part.depth == result.depth + 1 for part in parts) and source == "tree":
        decades += 2.0
    if any(part.of_which for part in parts):
        decades -= 1.0
    decades += _naming(view, claim)
    if len(claim.operands) == 2 and _balances(view, claim):
        decades += 2.0
    rates = [view.rate_items[item] for item in (claim.result, *claim.operands)]
    if any(rates) and not all(rates):
        decades -= 3.0
    elif any(rates):
        decades -= 0.5
    return decades


def _balances(view: View, claim: Sum) -> bool:
    """Whether one operand is named as the balance of the result and the other operand."""
    return any(_BALANCE.search(view.item_headings[operand].label) for operand in claim.operands)


def is_balance(view: View, claim: Sum) -> bool:
    """Whether a sum is told better as a difference: an operand or the result is a balance, or signs differ."""
    if any(sign < 0 for sign in claim.signs):
        return True
    if view.item_headings[claim.result].total:
        return False
    return len(claim.operands) == 2 and _balances(view, claim)


def _naming(view: View, claim: Sum) -> float:
    """Operands that are named in the result's heading, or that share its group in the header."""
    result = view.item_headings[claim.result]
    target = set(_TOKEN.findall(result.label.lower()))
    if not target or len(claim.operands) > 4:
        return 0.0
    named = 0
    for operand in claim.operands:
        own = set(_TOKEN.findall(view.item_headings[operand].label.lower()))
        if own and own <= target and own != target:
            named += 1
    return 1.5 * named if named == len(claim.operands) else 0.0
