"""Which known kind of relation a formula is: a sum, a quotient, growth, a mean, a limit, a repeat, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.declared.binding import Template
from checker.declared.bound import Added, Amount, Applied, Bound, Compared, Item, Minus, Over, Times
from checker.relations import Kind

ONE, ZERO = Fraction(1), Fraction(0)
Linear = tuple[dict[int, Fraction], Fraction]  # slots with their weights, and a constant


@dataclass(frozen=True, slots=True)
class Plan:
    """The relation that a claim is on every line: its kind, the slot of the result, those of the operands in order.

    `factor` is what was written; the units may ask for another one. `low` and `high` are written limits, or the
    constant that shares add to.
    """

    kind: Kind
    result: int | None
    operands: tuple[int, ...]
    weights: tuple[Fraction, ...] = ()
    factor: Fraction = ONE
    low: Amount | None = None
    high: Amount | None = None


def plan_of(template: Template) -> Plan | None:
    """The known kind that a claim is of; None where it is of none."""
    claim = template.claim
    if set(claim.operators) == {"="} and all(isinstance(one, Item) for one in claim.operands):
        slots = tuple(one.index for one in claim.operands if isinstance(one, Item))
        order = slots[::-1] if template.stated else slots  # a repeat stands at its last figure
        return Plan(Kind.REPEAT, None, order) if len(set(slots)) == len(slots) else None
    if set(claim.operators) <= {"<=", ">="}:
        return _limits(claim)
    if claim.operators != ("=",):
        return None
    left, right = claim.operands
    if not template.stated:
        return _shares(left, right) or _shares(right, left)
    return _mean(right) or _total(right) or _growth(right) or _quotient(right)


def _limits(claim: Compared) -> Plan | None:
    """a <= b, a <= 100, 0 <= a <= 100."""
    operands = claim.operands if claim.operators[0] == "<=" else claim.operands[::-1]
    if len(set(claim.operators)) > 1 or len(operands) > 3:
        return None
    match operands:
        case (Item(index=one), Item(index=other)) if one != other:
            return Plan(Kind.BOUND, None, (one, other))
        case (Item(index=one), Amount() as high):
            return Plan(Kind.BOUND, None, (one,), high=high)
        case (Amount() as low, Item(index=one)):
            return Plan(Kind.BOUND, None, (one,), low=low)
        case (Amount() as low, Item(index=one), Amount() as high) if low != high:
            return Plan(Kind.BOUND, None, (one,), low=low, high=high)
    return None


def _shares(parts: Bound, whole: Bound) -> Plan | None:
    """Figures that add to a constant."""
    if not isinstance(whole, Amount) or not isinstance(parts, Added):
        return None
    found = linear(parts)
    if found is None or found[1] or len(found[0]) < 2 or set(found[0].values()) != {ONE}:
        return None
    return Plan(Kind.SHARES, None, tuple(found[0]), (ONE,) * len(found[0]), low=whole, high=whole)


def _mean(right: Bound) -> Plan | None:
    found = linear(right)
    if found is None or found[1] or 0 in found[0] or len(found[0]) < 2:
        return None
    weights, count = found[0], len(found[0])
    if set(weights.values()) != {Fraction(1, count)}:
        return None
    return Plan(Kind.AVERAGE, 0, tuple(weights), (ONE,) * count)


def _total(right: Bound) -> Plan | None:
    found = linear(right)
    if found is None or found[1] or 0 in found[0] or not found[0]:
        return None
    slots, weights = tuple(found[0]), tuple(found[0].values())
    if len(slots) == 1 and isinstance(right, Added):
        return Plan(Kind.REPEAT, None, (*slots, 0)) if weights == (ONE,) else None
    if len(slots) == 1 or any(weight.denominator != 1 for weight in weights):
        return None
    minuend = weights[0] == 1 and all(weight == -1 for weight in weights[1:])
    return Plan(Kind.DIFFERENCE if minuend else Kind.SUM, 0, slots, weights)


def _growth(right: Bound) -> Plan | None:
    """k * (new - old) / old, k * (new / old - 1), k * new / old - k."""
    inner, times = _scaled(right)
    if isinstance(inner, Over):
        change = linear(inner.left)
        old = inner.right.index if isinstance(inner.right, Item) else -1
        if change and not change[1] and len(change[0]) == 2 and change[0].get(old) == -1:
            new = next(slot for slot in change[0] if slot != old)
            return (
                Plan(Kind.GROWTH, 0, (old, new), factor=times) if change[0][new] == 1 and 0 not in change[0] else None
            )
    if isinstance(inner, Added) and len(inner.parts) == 2:
        ratio, less = inner.parts
        found = _quotient(ratio)
        if found and isinstance(less, Minus) and less.operand == Amount(found.factor):
            return Plan(Kind.GROWTH, 0, found.operands[::-1], factor=found.factor * times)
    return None


def _quotient(right: Bound) -> Plan | None:
    """k * a / b, however the constants are written."""
    inner, times = _scaled(right)
    if not isinstance(inner, Over):
        return None
    (above, up), (below, down) = _scaled(inner.left), _scaled(inner.right)
    if not (isinstance(above, Item) and isinstance(below, Item)) or len({0, above.index, below.index}) < 3:
        return None
    return Plan(Kind.RATIO, 0, (above.index, below.index), factor=times * up / down)


def _scaled(node: Bound) -> tuple[Bound, Fraction]:
    """A node without the plain constants it is multiplied or divided by, and their product."""
    times = ONE
    while isinstance(node, Times | Over):
        left, right = _plain(node.left), _plain(node.right)
        if right:
            times = times * right if isinstance(node, Times) else times / right
            node = node.left
        elif left and isinstance(node, Times):
            times, node = times * left, node.right
        elif isinstance(node, Over) and left is None and isinstance(node.left, Times) and _plain(node.left.left):
            times, node = times * (_plain(node.left.left) or ONE), Over(node.left.right, node.right)
        else:
            break
    return node, times


def _plain(node: Bound) -> Fraction | None:
    return node.value if isinstance(node, Amount) and not node.unit and node.value else None


def linear(node: Bound) -> Linear | None:
    """Slots with their weights and a constant, for what only adds, subtracts and multiplies by plain numbers."""
    match node:
        case Item(index=index):
            return {index: ONE}, ZERO
        case Amount(value=value, unit=""):
            return {}, value
        case Minus(operand=operand):
            return _times(linear(operand), -ONE)
        case Added(parts=parts):
            return _plus([linear(part) for part in parts])
        case Applied(function="average", parts=parts) if parts:
            return _times(_plus([linear(part) for part in parts]), Fraction(1, len(parts)))
        case Times(left=left, right=right):
            for constant, other in ((_plain(left), right), (_plain(right), left)):
                if constant:
                    return _times(linear(other), constant)
        case Over(left=left, right=right):
            below = _plain(right)
            return _times(linear(left), 1 / below) if below else None
    return None


def _times(found: Linear | None, weight: Fraction) -> Linear | None:
    return found and ({slot: own * weight for slot, own in found[0].items()}, found[1] * weight)


def _plus(parts: Sequence[Linear | None]) -> Linear | None:
    weights: dict[int, Fraction] = {}
    constant = ZERO
    for part in parts:
        if part is None:
            return None
        for slot, weight in part[0].items():
            weights[slot] = weights.get(slot, ZERO) + weight
        constant += part[1]
    return (weights, constant) if all(weights.values()) else None


def only_adds(node: Bound) -> bool:
    """Whether a whole number of whole numbers comes out: figures added, subtracted, and multiplied by such."""
    found = linear(node)
    return found is not None and all(one.denominator == 1 for one in (found[1], *found[0].values()))
