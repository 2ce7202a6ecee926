"""How odd a line looks among the lines of its pattern: the usual make-up of a total, the usual ratio.

Used only to rank suspects, never to judge; hence floats. Source: the lines of one pattern are compared by
the logarithms of part over whole (or of the quotient), around their median.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from checker.algebra import median
from checker.relations import Kind, Relation

LEAST_LINES = 1
MOST_LINES = 200
MOST_PARTS = 200  # operands of a line, beyond which its make-up is not looked at
LEAST_SPREAD = 0.1
UNSURE = 0.4  # spread that few lines leave open, divided by their number
OTHER_SIGN = 50.0  # what sets negative parts apart from positive ones
MOST_BITS = 10.0
PARTS = frozenset((Kind.SUM, Kind.DIFFERENCE, Kind.AVERAGE))
QUOTIENTS = frozenset((Kind.SHARE, Kind.RATE, Kind.PER_HEAD, Kind.RATIO, Kind.GROWTH))

FEW_FEATURES = 3
FEW_LINES = 3

Features = list[float | None]
Usual = tuple[float, float]  # median and spread
Key = tuple[str, str | None, str, int]


class Lines:
    """The held lines of the patterns of some broken relations."""

    def __init__(self, broken: Iterable[Relation], held: Iterable[Relation]) -> None:
        keys = {key for relation in broken if (key := _key(relation))}
        self._lines: dict[Key, list[Relation]] = {key: [] for key in keys}
        self._features: dict[Key, list[Features]] = {}
        self._usual: dict[int, list[Usual | None]] = {}
        for relation in held if keys else ():
            if relation.pattern and (key := _key(relation)) in keys and key:
                self._lines[key].append(relation)

    def oddness(self, relation: Relation, index: int, value: float) -> float:
        """How many bits odder the line looks with another value at one place; negative if less odd."""
        key = _key(relation)
        if key is None or len(self._lines.get(key, ())) < LEAST_LINES or key[-1] > MOST_PARTS:
            return 0.0
        usual = self._usual_for(relation, key)
        stated = _values(relation)
        changed = [*stated[:index], value, *stated[index + 1 :]]
        return _odd(_features(changed, relation), usual) - _odd(_features(stated, relation), usual)

    def _usual_for(self, relation: Relation, key: Key) -> list[Usual | None]:
        """Median and spread of every feature over the lines most like this one."""
        if id(relation) not in self._usual:
            if key not in self._features:
                self._features[key] = [_features(_values(line), line) for line in self._lines[key][:MOST_LINES]]
            lines = _alike(_features(_values(relation), relation), self._features[key])
            self._usual[id(relation)] = [_spread(column) for column in zip(*lines, strict=True)]
        return self._usual[id(relation)]


def _alike(features: Features, lines: list[Features]) -> list[Features]:
    """The half of the lines that is nearest by the median feature, so that one wrong figure does not matter."""
    if len(features) < FEW_FEATURES or len(lines) <= FEW_LINES:
        return lines
    ordered = sorted(lines, key=lambda line: _apart(features, line))
    return ordered[: max(FEW_LINES, len(lines) // 2)]


def _apart(one: Features, other: Features) -> float:
    both = [abs(a - b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    return median(both) if both else math.inf


def _key(relation: Relation) -> Key | None:
    """The pattern of a line, as far as its lines have the same figures in the same places."""
    if relation.pattern is None or relation.kind not in PARTS | QUOTIENTS or relation.result is None:
        return None
    place = relation.result.place
    return place.path, place.sheet, relation.pattern.key, len(relation.operands)


def _values(relation: Relation) -> list[float]:
    return [float(figure.value) for figure in relation.figures]


def _features(values: Sequence[float], relation: Relation) -> Features:
    whole, *parts = values
    if relation.kind in PARTS:
        return [_log(part, whole) for part in parts]
    return [_log(parts[0], parts[1])] if len(parts) == 2 else []


def _log(part: float, whole: float) -> float | None:
    if not part or not whole:
        return None
    size = math.log(abs(part / whole))
    return size if part / whole > 0 else size - OTHER_SIGN


def _spread(column: Sequence[float | None]) -> Usual | None:
    """Median and spread of one feature over the lines; None where too few have it."""
    known = [value for value in column if value is not None]
    if len(known) < LEAST_LINES:
        return None
    middle = median(known)
    return middle, 1.5 * median(abs(value - middle) for value in known) + LEAST_SPREAD + UNSURE / len(known)


def _odd(features: Features, usual: Sequence[Usual | None]) -> float:
    bits = 0.0
    for feature, normal in zip(features, usual, strict=True):
        if feature is not None and normal is not None:
            bits += min(((feature - normal[0]) / normal[1]) ** 2 / 2 / math.log(2), MOST_BITS)
    return bits
