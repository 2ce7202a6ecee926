"""What the headings say for a relation, in decades."""

from __future__ import annotations

import re

from checker.discovery.evidence import Sum
from checker.discovery.identity import bare_total
from checker.discovery.view import View
from checker.lexicon.tables import says_total
from checker.lexicon.words import Words

_BALANCE = Words(
    r"balance|margin|profit|net\b|difference|surplus|deficit|increase|decrease|change|gap|excess|minus|"
    r"remaining",
    r"差[额值距数异]|[逆顺之价利级收]差|差(?:$|[（(])|相差|余[额数量存]|[结剩盈节尚]余|余(?:$|[（(])|净[增减利值额收支流变出进迁入]|增减|自然增长|增加|减少",
    re.IGNORECASE,
)
_UNITS = Words(
    r"per cent|percent|\([^)]*\)|\b(?:19|20)\d\d\b|\b(?:thousand|million|billion|number|dollar)s?\b",
    r"（[^）]*）",
)
_TOKEN = re.compile(r"[A-Za-z]{3,}|[^\W\d_A-Za-z]")


def for_sum(view: View, claim: Sum, source: str) -> float:
    """Words for or against a sum: totals, levels, names of operands in the result, rates among counts."""
    headings = view.item_headings
    result = headings[claim.result]
    parts = [headings[operand] for operand in claim.operands]
    decades = 0.0
    if result.total and not all(part.total for part in parts):
        decades += 2.0
    elif result.total and bare_total(result.label) and not any(bare_total(part.label) for part in parts):
        decades += 2.0  # a grand total of subtotals
    elif result.total and source == "level":
        decades += 1.5
    elif not result.total and any(part.total for part in parts):
        decades -= 0.5 if len(parts) == 2 and _balances(view, claim) else 1.5
    if all(part.depth == result.depth + 1 for part in parts) and source == "tree":
        decades += 2.0
    if any(part.of_which for part in parts):
        decades -= 1.0
    decades += _naming(view, claim)
    if source == "frame":
        decades += 3.0
    if source == "period":
        decades += 3.0
    if len(claim.operands) == 2 and _balances(view, claim):
        decades += 2.0
    decades -= 1.5 * _finer(view, claim)
    if _shares_of_whole(view, claim):
        decades += 2.0
    rates = [view.rate_items[item] for item in (claim.result, *claim.operands)]
    if any(rates) and not all(rates):
        decades -= 3.0
    return decades


def _finer(view: View, claim: Sum) -> bool:
    """Whether an operand is usually printed with two decimals more than the result: another kind of quantity."""
    return any(view.decimals[operand] >= view.decimals[claim.result] + 2 for operand in claim.operands)


def _shares_of_whole(view: View, claim: Sum) -> bool:
    """Whether the result states 100 on every line of rates it has: a distribution."""
    hundred = 100 * view.scale
    stated = [v for v, rate in zip(view.values[claim.result], view.rate_lines, strict=True) if rate and v is not None]
    if view.rate_items[claim.result] and not any(view.rate_lines):
        stated = [value for value in view.values[claim.result] if value is not None]
    hundreds = sum(value == hundred for value in stated)
    enough = 1 if view.item_headings[claim.result].total and len(stated) == 2 else 2
    return hundreds >= enough and 3 * hundreds >= len(stated)


def balance_of(view: View, claim: Sum) -> int | None:
    """The operand that is named as the balance of the result and the other operand."""
    if len(claim.operands) != 2 or min(claim.signs) < 0:
        return None
    return next((o for o in claim.operands if _BALANCE.search(view.item_headings[o].label)), None)


def _balances(view: View, claim: Sum) -> bool:
    """Whether one operand is named as the balance of the result and the other operand."""
    return any(_BALANCE.search(view.item_headings[operand].label) for operand in claim.operands)


def is_balance(view: View, claim: Sum) -> bool:
    """Whether a sum is told better as a difference: its result or an operand is a balance, or signs differ."""
    if any(sign < 0 for sign in claim.signs):
        return True
    return len(claim.operands) == 2 and _balances(view, claim)


def _naming(view: View, claim: Sum) -> float:
    """Operands named in the result's heading, or the result's heading (less the word total) in every operand."""
    if len(claim.operands) > 6:
        return 0.0
    target = _words(view, claim.result)
    parts = [_words(view, operand) for operand in claim.operands]
    if not target or not all(parts) or len({frozenset(part) for part in parts}) < len(parts):
        return 0.0
    if all(part < target for part in parts) and len(claim.operands) <= 4:
        return 1.5 * len(parts)
    stem = {word for word in target if not says_total(word)}
    if stem and all(stem < part for part in parts):
        return 1.5 if view.item_headings[claim.result].total else 1.0
    return 0.0


def _words(view: View, item: int) -> set[str]:
    label = _UNITS.sub(" ", view.item_headings[item].label.lower())
    return set(_TOKEN.findall(label))
