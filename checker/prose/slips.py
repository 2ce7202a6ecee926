"""Could one keystroke explain it? How near a claim that fails is to one that holds, and how likely by chance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.figures import Figure
from checker.relations import ANNUAL, Kind, Relation

INFINITE = float("inf")
MOST_DIGITS = 15
_NUMBER_TEXT = re.compile(r"[\d.,\s()+\-£$€¥￥]*")
ADDITIVE = frozenset({Kind.SUM, Kind.DIFFERENCE, Kind.SHARES})
DIVIDED = frozenset({Kind.SHARE, Kind.GROWTH, Kind.RATE, Kind.PER_HEAD, Kind.RATIO})


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure in approximate numbers: value, half width, and what one keystroke could have made of it."""

    value: float
    slack: float
    text: str = ""

    def variants(self) -> tuple[float, ...]:
        return one_key_values(self.text, self.value)

    @property
    def keys(self) -> int:
        """How many values one keystroke could make."""
        return 10 * sum(c.isdigit() for c in self.text)


@lru_cache(maxsize=8192)
def one_key_values(text: str, value: float) -> tuple[float, ...]:
    """The values a figure could have if one digit of its text were another, or two neighbours swapped."""
    whole = "".join(c for c in text if c.isdigit())
    if not whole.isascii() or len(whole) > MOST_DIGITS or not value or not int(whole or 0):
        return ()
    unit = value / int(whole)
    return tuple([one * unit for one in _variants(whole)])


def _variants(digits: str) -> Iterator[int]:
    number, before = int(digits), 0
    weight: int = 10 ** (len(digits) - 1)
    for place, digit in enumerate(map(int, digits)):
        for other in range(1 if place == 0 and len(digits) > 1 else 0, 10):
            if other != digit:
                yield number + (other - digit) * weight
        if place and before != digit:
            yield number + (digit - before) * 9 * weight
        before, weight = digit, weight // 10


def number_text(text: str) -> str:
    """The digits of a figure as written, without unit and marks, in plain width."""
    match = _NUMBER_TEXT.match(text)
    digits = match[0] if match else ""
    return digits if digits.isascii() else "".join(str(int(c)) if c.isdecimal() else c for c in digits)


def digits_of(text: str) -> str:
    """The digits of a figure as written."""
    return "".join(c for c in number_text(text) if c.isdigit())


def measured(figure: Figure) -> Measured:
    """A figure in approximate numbers; one that is not printed (a sum of others) has no digits to mistype."""
    width = figure.interval.width
    text = "" if " + " in figure.text or " - " in figure.text else number_text(figure.text)
    return Measured(float(figure.value), float(width) / 2 if width != INFINITE else INFINITE, text)


def _gap(kind: Kind, result: float, operands: Sequence[float], weights: Sequence[float], factor: float) -> float:
    """How far the result is from what the operands give."""
    if kind in (Kind.SUM, Kind.DIFFERENCE, Kind.SHARES):
        return result - sum(w * v for w, v in zip(weights, operands, strict=True))
    if len(operands) != 2 or not operands[1] or not operands[0]:
        return INFINITE
    if kind is Kind.GROWTH:
        return result - factor * (operands[1] / operands[0] - 1)
    return result - factor * operands[0] / operands[1]


def _tolerance(kind: Kind, result: Measured, operands: Sequence[Measured], factor: float) -> float:
    """How far the result may be off by rounding alone."""
    if kind in (Kind.SUM, Kind.DIFFERENCE, Kind.SHARES):
        return result.slack + sum(one.slack for one in operands)
    relative = sum(one.slack / abs(one.value) for one in operands if one.value)
    ratio = operands[1].value / operands[0].value if kind is Kind.GROWTH else operands[0].value / operands[1].value
    return result.slack + abs(factor) * ratio * relative


@dataclass(frozen=True, slots=True)
class Repair:
    """The keystrokes that make a claim hold, as (which figure, value), and the odds of some by chance."""

    found: tuple[tuple[int, float], ...]
    chance: float


NO_REPAIR = Repair((), 1.0)


def repair(relation: Relation) -> Repair:
    """Every single keystroke in one figure after which a relation holds; figure 0 is the result."""
    parts = _measured(relation)
    return NO_REPAIR if parts is None else _repair(relation, *parts)


def chance_of_repair(relation: Relation) -> float:
    """The odds that some keystroke makes a relation hold by chance."""
    parts = _measured(relation)
    if parts is None:
        return NO_REPAIR.chance
    implied, allowed = _implied(relation, *parts)
    return _chance(relation, *parts, implied, allowed)


def _measured(relation: Relation) -> tuple[Measured, list[Measured]] | None:
    """The result and the operands of a relation in approximate numbers; None where no keystroke is looked for."""
    if relation.result is None and relation.kind is not Kind.SHARES:
        return None
    if relation.note == ANNUAL or (relation.kind in ADDITIVE and relation.factor != 1):
        return None
    operands = [measured(term.figure) for term in relation.operands]
    result = measured(relation.result) if relation.result is not None else Measured(100.0, 0.0)
    if result.slack == INFINITE or any(one.slack == INFINITE for one in operands):
        return None
    if relation.kind not in ADDITIVE and (
        relation.kind not in DIVIDED or len(operands) != 2 or not all(o.value for o in operands)
    ):
        return None
    return result, operands


def _implied(relation: Relation, result: Measured, operands: list[Measured]) -> tuple[float, float]:
    """What the operands give for the result, and how far it may be off by rounding alone."""
    kind, factor = relation.kind, float(relation.factor)
    weights = [float(term.weight) for term in relation.operands]
    allowed = _tolerance(kind, result, operands, factor) * (1 + 1e-9) + 1e-9 * abs(result.value)
    return result.value - _gap(kind, result.value, [one.value for one in operands], weights, factor), allowed


def _chance(relation: Relation, result: Measured, operands: list[Measured], implied: float, allowed: float) -> float:
    keys = result.keys + sum(one.keys for one in operands)
    size = max(abs(result.value), abs(implied), 1e-12)
    step = float(relation.result.ulp) if relation.result is not None and relation.kind in ADDITIVE else 0.0
    return keys * (2 * allowed + step) / size


def _reach(
    kind: Kind, place: int, value: float, weight: float, implied: float, goal: tuple[float, float]
) -> tuple[float, float]:  # fmt: skip
    """Between which values one operand would bring what all imply to the goal, from low to high; a shade wide."""
    low, high = goal
    if kind in ADDITIVE:
        ends = value + (low - implied) / weight, value + (high - implied) / weight
    elif (place == 0) == (kind is Kind.GROWTH):  # the operand that is divided by
        if low <= 0 <= high:
            return -INFINITE, INFINITE
        ends = value * implied / low, value * implied / high
    elif implied == 0:
        return -INFINITE, INFINITE
    else:
        ends = value * low / implied, value * high / implied
    return min(ends), max(ends)


def _repair(relation: Relation, result: Measured, operands: list[Measured]) -> Repair:
    kind, factor = relation.kind, float(relation.factor)
    weights = [float(term.weight) for term in relation.operands]
    values = [one.value for one in operands]
    implied, allowed = _implied(relation, result, operands)
    wide = allowed * (1 + 1e-6) + 1e-9 * max(abs(result.value), abs(implied))
    near = [v for v in result.variants() if abs(v - implied) <= wide]
    found = [(0, v) for v in near if abs(_gap(kind, v, values, weights, factor)) <= allowed]
    shift = factor if kind is Kind.GROWTH else 0.0
    goal = result.value + shift - wide, result.value + shift + wide
    for place, one in enumerate(operands):
        low, high = _reach(kind, place, one.value, weights[place], implied + shift, goal)
        for variant in [v for v in one.variants() if low <= v <= high]:
            tried = [*values[:place], variant, *values[place + 1 :]]
            if abs(_gap(kind, result.value, tried, weights, factor)) <= allowed:
                found.append((place + 1, variant))
    return Repair(tuple(found), _chance(relation, result, operands, implied, allowed))
