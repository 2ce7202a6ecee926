"""Can whole counts give these percentages? The integer questions behind a relation.

Sources: Brown and Heathers, The GRIM Test (2017); the joint form asks in addition that the counts
behind the shares of one whole add to that whole.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from checker.algebra import base_of, common
from checker.conversion import as_printed, read
from checker.figures import Figure, Unit
from checker.intervals import INFINITY, Interval
from checker.relations import Relation
from checker.sides import BASE_ZERO, MISSING, Outcome, Sides, conflict, stated_side

MOST_BASES = 1000  # an uncertain base with more whole values than this makes every share possible


def whole_numbers(interval: Interval) -> tuple[int, int]:
    """The least and the greatest whole number inside a bounded interval; least > greatest if none."""
    least, greatest = math.ceil(interval.low), math.floor(interval.high)
    if least == interval.low and not interval.low_closed:
        least += 1
    if greatest == interval.high and not interval.high_closed:
        greatest -= 1
    return least, greatest


def has_whole(interval: Interval) -> bool:
    """Whether a whole number lies inside, infinite ends included."""
    if interval.low == -INFINITY or interval.high == INFINITY:
        return True
    least, greatest = whole_numbers(interval)
    return least <= greatest


def counts_behind(share: Interval, base: int, factor: Fraction) -> tuple[int, int]:
    """The whole counts k with factor * k / base inside the stated share."""
    return whole_numbers(share.scaled(Fraction(base) / factor))


def possible_for(shares: Sequence[Interval], base: int, factor: Fraction) -> bool:
    """Whether whole counts give the shares; several shares of one whole must also add to the base."""
    ranges = [counts_behind(share, base, factor) for share in shares]
    if any(least > greatest for least, greatest in ranges):
        return False
    if len(ranges) == 1:
        return True
    return sum(least for least, _ in ranges) <= base <= sum(greatest for _, greatest in ranges)


def possible(shares: Sequence[Interval], base: Interval, factor: Fraction, items: Fraction) -> bool:
    """Whether some whole base within `base` (times `items` per unit) makes the shares possible."""
    if base.high == INFINITY:
        return True
    least, greatest = whole_numbers(base)
    if greatest - least > MOST_BASES:
        return True
    bases = range(max(least, 1), greatest + 1)
    return any(possible_for(shares, int(n * items), factor) for n in bases)


def power(decimals: int, base: int, items: int = 1) -> Fraction:
    """The share of printed values with so many decimals that no whole count over the base can give.

    Source: Brown and Heathers 2017; for percentages count two decimals more.
    """
    values = Fraction(10) ** decimals
    return max(Fraction(0), (values - base * items) / values)


def judge_possible(relation: Relation) -> Outcome:
    """Whole counts give the shares; the last operand is the base, its weight the items per unit."""
    if relation.missing or len(relation.operands) < 2:
        return MISSING
    *parts, last = relation.operands
    base = as_printed(last.figure, relation)
    if not base.interval.positive:
        return BASE_ZERO
    shares = [as_printed(part.figure, relation) for part in parts]
    held = possible([share.interval for share in shares], base.interval, relation.factor, last.weight)
    nearest = nearest_share(shares[0].value, base.value * last.weight, relation.factor)
    return Sides(Interval.exactly(nearest), shares[0].interval, shares[0].value - nearest, held)


def nearest_share(share: Fraction, base: Fraction, factor: Fraction) -> Fraction:
    """The nearest share that a whole count gives."""
    return factor * round(share * base / factor) / base


def judge_common_base(relation: Relation) -> Outcome:
    """Counts and their shares, in turn, imply one base, which may also be stated."""
    figures = [term.figure for term in relation.operands]
    counts, shares = figures[::2], figures[1::2]
    if len(counts) != len(shares) or len(counts) + (relation.result is not None) < 2:
        return MISSING
    bases = _bases(relation, counts, shares)
    stated = stated_side(relation)
    if len(bases) + (stated is not None) < 2:
        return BASE_ZERO
    every = bases if stated is None else [*bases, stated.interval]
    held = _one_base(common(every), counts)
    computed = common(bases)
    if computed.empty:
        return conflict(every)
    return Sides(computed, computed if stated is None else stated.interval, held=held)


def _bases(relation: Relation, counts: list[Figure], shares: list[Figure]) -> list[Interval]:
    """What every pair implies; a share that may be zero implies nothing and is left out.

    A fall and its negative percentage imply the same base as a rise and a positive one.
    """
    unit: Unit = relation.result.unit if relation.result else counts[0].unit
    pairs = [
        (read(count, relation, unit).interval, read(share, relation, shares[0].unit).interval)
        for count, share in zip(counts, shares, strict=True)
    ]
    turned = [(-count, -share) if (-share).positive else (count, share) for count, share in pairs]
    return [base_of(count, share, relation.factor) for count, share in turned if share.positive]


def _one_base(base: Interval, counts: list[Figure]) -> bool:
    """Whether a base is left, and a whole one where it is counted."""
    counted = all(count.exact and count.value.denominator == 1 for count in counts)
    return has_whole(base) if counted and not base.empty else not base.empty
