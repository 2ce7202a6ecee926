"""A formula as a relation of a known kind, where it is one: sums, shares, growth, means, limits, repeats.

Those are told and located like the relations that are discovered, and replace them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from checker.conversion import UnitsDifferError
from checker.declared import measures
from checker.declared.binding import Template
from checker.declared.bound import Added, Amount, Applied, Bound, Compared, Item, Minus, Over, Times
from checker.figures import Figure, Gap, Unit
from checker.intervals import INFINITY, Interval
from checker.relations import Basis, Kind, Relation, Term
from checker.units import factor

ONE, ZERO = Fraction(1), Fraction(0)
ADDING = (Kind.SUM, Kind.DIFFERENCE, Kind.AVERAGE)
CALCULATED = frozenset({Kind.RATIO, Kind.SHARE, Kind.RATE, Kind.PER_HEAD, Kind.GROWTH, Kind.AVERAGE})
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


def lowered(plan: Plan, things: Sequence[Figure | Gap], policy: str) -> Relation | None:
    """The relation of a line; None where its units ask for the formula itself."""
    figures = {slot: thing for slot, thing in enumerate(things) if isinstance(thing, Figure)}
    if len({figure.place for figure in figures.values()}) < len(figures):
        return None
    order = [*plan.operands, *([] if plan.result is None else [plan.result])]
    gaps = tuple(thing for slot in order if isinstance(thing := things[slot], Gap))
    result = figures.get(plan.result) if plan.result is not None else None
    if plan.kind in ADDING and not _convertible(figures, result):
        return None
    if plan.kind is Kind.SHARES and not all(_is_share(figure) for figure in figures.values()):
        return None
    weights = plan.weights or (ONE,) * len(plan.operands)
    terms = tuple(
        Term(figures[slot], weight) for slot, weight in zip(plan.operands, weights, strict=True) if slot in figures
    )
    if not terms:
        return None
    try:
        kind, times = _factor(plan, result, figures)
        constant = _constant(plan, terms)
    except UnitsDifferError:
        return None
    if kind in CALCULATED and result is not None:
        result = as_calculated(result)
    note = "order" if kind is Kind.BOUND else ""
    return Relation(kind, result, terms, Basis.DECLARED, times, constant, gaps, policy=policy, note=note)


def as_calculated(figure: Figure) -> Figure:
    """A quotient, a mean or a product as printed: rounded to its last place, even in a unit of counts."""
    return replace(figure, interval=Interval.around(figure.value, figure.ulp / 2)) if figure.exact else figure


def only_adds(node: Bound) -> bool:
    """Whether a whole number of whole numbers comes out: figures added, subtracted, and multiplied by such."""
    found = linear(node)
    return found is not None and all(one.denominator == 1 for one in (found[1], *found[0].values()))


def _convertible(figures: Mapping[int, Figure], result: Figure | None) -> bool:
    """Whether figures can be added as the judge adds them: it converts each into the unit of the result alone."""
    units = list({figure.unit for figure in figures.values()})
    to = measures.measure_of(result.unit if result else units[0]) if units else measures.PLAIN
    try:
        through = {unit: measures.rate(measures.measure_of(unit), to) for unit in units}
        pairs = ((one, other, _between(one, other)) for one, other in combinations(units, 2))
        return all(rate * through[other] == through[one] for one, other, rate in pairs)
    except UnitsDifferError:
        return False


def _between(one: Unit, other: Unit) -> Fraction:
    return measures.rate(measures.measure_of(one), measures.measure_of(other))


def _is_share(figure: Figure) -> bool:
    return measures.measure_of(figure.unit).proportion or not figure.unit.symbol


def _factor(plan: Plan, result: Figure | None, figures: Mapping[int, Figure]) -> tuple[Kind, Fraction]:
    """The kind of a quotient, and the factor that its units ask for. Raises UnitsDifferError."""
    if plan.kind not in (Kind.RATIO, Kind.GROWTH) or result is None or len(plan.operands) != 2:
        return plan.kind, plan.factor
    if any(slot not in figures for slot in plan.operands):
        return plan.kind, plan.factor
    first, second = (figures[slot] for slot in plan.operands)
    stated = measures.measure_of(result.unit)
    if plan.kind is Kind.GROWTH:
        grown = measures.divided(measures.measure_of(second.unit), measures.measure_of(first.unit))
        if not grown.proportion and grown.state != "loose":
            raise UnitsDifferError
        if grown.proportion:
            grown = measures.Measure("known")
        return plan.kind, plan.factor * measures.rate(measures.scaled(grown, plan.factor), stated)
    given = measures.divided(measures.measure_of(first.unit), measures.measure_of(second.unit))
    times = plan.factor * measures.rate(measures.scaled(given, plan.factor), stated)
    same = factor(second.unit, first.unit)
    if same is None:
        return (Kind.PER_HEAD if second.unit.kind == "count" else Kind.RATE), times
    return (Kind.SHARE if stated.proportion else Kind.RATIO), times * same


def _constant(plan: Plan, terms: Sequence[Term]) -> Interval | None:
    """Written limits in the unit of the first figure. Raises UnitsDifferError."""
    if plan.low is None and plan.high is None:
        return None
    if not terms:
        return Interval.exactly(ZERO)
    to = measures.measure_of(terms[0].figure.unit)
    low, high = (
        None if one is None else one.value * measures.MULTIPLIERS.get(one.unit, ONE) * _rate(one, to)
        for one in (plan.low, plan.high)
    )
    if high is None:
        return Interval(low, INFINITY, True, False)
    return Interval.exactly(high) if low is None else Interval(low, high)


def _rate(amount: Amount, to: measures.Measure) -> Fraction:
    return measures.rate(measures.measure_of_constant(amount.unit), to)
