"""Whether comparisons can hold together: equations are solved for their parts, inequalities added up.

Exact, by Gaussian elimination and Fourier-Motzkin elimination (Fourier 1826, Motzkin 1936). A contradiction that is
found is one; where inequalities become too many the search stops, and what it has not found is not reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.declared.links import NEVER_NEGATIVE, Link, Weights

MOST_ADDED = 4000  # inequalities that one search adds up
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Row:
    """A form that is = 0, <= 0, < 0 or != 0."""

    weights: Weights
    operator: str


def consistent(links: Iterable[Link]) -> bool:
    """Whether it is not excluded that all links hold at once."""
    known = list(links)
    rows = [Row(one.weights, one.operator) for one in known]
    parts = {part for row in rows for part in row.weights}
    positive = {part for one in known for part in one.constants}
    rows += [Row({part: Fraction(-1)}, "<") for part in sorted(positive)]
    rows += [Row({part: Fraction(-1)}, "<=") for part in sorted(parts) if part.startswith(NEVER_NEGATIVE)]
    return _solved(rows)


def _solved(rows: Sequence[Row]) -> bool:
    """Every equation is solved for one of its parts, which is then replaced everywhere."""
    waiting = list(rows)
    while equation := next((row for row in waiting if row.operator == "=" and row.weights), None):
        waiting.remove(equation)
        part = min(equation.weights)
        waiting = [_replaced(row, part, equation) for row in waiting]
    if not all(_possible(row) for row in waiting):
        return False
    return _together([row for row in waiting if row.operator in ("<", "<=") and row.weights])


def _possible(row: Row) -> bool:
    """Whether a form without parts, which is 0, can compare so."""
    return bool(row.weights) or row.operator in ("=", "<=")


def _replaced(row: Row, part: str, equation: Row) -> Row:
    weight = row.weights.get(part)
    if not weight:
        return row
    return Row(_sum(row.weights, equation.weights, -weight / equation.weights[part]), row.operator)


def _sum(one: Weights, other: Weights, factor: Fraction) -> Weights:
    total = dict(one)
    for part, weight in other.items():
        total[part] = total.get(part, ZERO) + weight * factor
    return {part: weight for part, weight in total.items() if weight}


def _together(rows: Sequence[Row]) -> bool:
    """Whether inequalities can hold together: part after part is removed by adding those it binds from both sides."""
    waiting, left = list(_distinct(rows)), MOST_ADDED
    while waiting:
        part = min(_parts(waiting), key=lambda one: (_cost(waiting, one), one))
        left -= _cost(waiting, part)
        if left < 0:
            break
        upper = [row for row in waiting if row.weights.get(part, ZERO) > 0]
        lower = [row for row in waiting if row.weights.get(part, ZERO) < 0]
        added = [_cancelled(one, other, part) for one in upper for other in lower]
        if any(not row.weights and row.operator == "<" for row in added):
            return False
        rest = [row for row in waiting if part not in row.weights]
        waiting = list(_distinct([*rest, *(row for row in added if row.weights)]))
    return True


def _parts(rows: Iterable[Row]) -> set[str]:
    return {part for row in rows for part in row.weights}


def _cost(rows: Iterable[Row], part: str) -> int:
    signs = [row.weights[part] > 0 for row in rows if part in row.weights]
    return sum(signs) * (len(signs) - sum(signs))


def _cancelled(upper: Row, lower: Row, part: str) -> Row:
    factor = -upper.weights[part] / lower.weights[part]
    operator = "<" if "<" in (upper.operator, lower.operator) else "<="
    return Row(_sum(upper.weights, lower.weights, factor), operator)


def _distinct(rows: Iterable[Row]) -> Iterable[Row]:
    """Each inequality once, the stricter of two that are equal otherwise."""
    found: dict[frozenset[tuple[str, Fraction]], Row] = {}
    for row in rows:
        scale = abs(row.weights[min(row.weights)])
        key = frozenset((part, weight / scale) for part, weight in row.weights.items())
        if key not in found or row.operator == "<":
            found[key] = row
    return found.values()


def core(links: Sequence[Sequence[Link]]) -> list[int]:
    """The numbers of entries that cannot hold together, none of which can be left out; empty where all can.

    Each entry is the links of one formula. Large parts that are not needed are left out first.
    """
    kept = list(range(len(links)))
    if _hold(links, kept):
        return []
    size = max(len(kept) // 2, 1)
    while size:
        at = 0
        while at < len(kept):
            rest = kept[:at] + kept[at + size :]
            if _hold(links, rest):
                at += size
            else:
                kept = rest
        size //= 2
    return kept


def _hold(links: Sequence[Sequence[Link]], numbers: Iterable[int]) -> bool:
    return consistent(link for number in numbers for link in links[number])


def first_clash(links: Sequence[Sequence[Link]]) -> list[int]:
    """The numbers of entries that cannot hold together, of those the ones that end first; empty where all can."""
    low, high = 0, len(links)
    if _hold(links, range(high)):
        return []
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _hold(links, range(middle)) else (low, middle)
    return core(links[:high])
