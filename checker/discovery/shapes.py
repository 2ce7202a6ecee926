"""Which forms and factors a quotient may have, given what its heading announces and the units around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from checker.discovery.announcing import CHANGES, Announcement, Says
from checker.discovery.claims import Form, unit_exchange
from checker.figures import Unit
from checker.lexicon.quotients import PER_WHAT
from checker.units import unit_of

ONE, HUNDRED = Fraction(1), Fraction(100)
POWERS = tuple(Fraction(10) ** power for power in (0, 1, 2, 3, 4, 5, 6, 8, -1, -2, -3, -4, -6, -8))
USUAL = frozenset(Fraction(10) ** power for power in (1, 2, 3, 4, 8))
RATES = (HUNDRED, ONE, Fraction(1000), Fraction(10000), Fraction(100000))
USUAL_PRICE, ODD_PRICE = 0.5, 1.2
CHANGE_PRICE = 1.5  # growth as a change over the earlier figure is for tables that lack the later one


ALL_ITEMS = 120  # up to so many items any two may be related
MOST_PAIRS = 7200
LEAST_REACH = 6


def neighbours(result: int, count: int) -> list[int]:
    """The items that may take part with a result: all others, or where a table has very many those near it."""
    reach = count if count <= ALL_ITEMS else max(LEAST_REACH, MOST_PAIRS // count)
    return [item for item in range(max(0, result - reach), min(count, result + reach + 1)) if item != result]


class Shape(NamedTuple):
    """A form and a factor to try for a result, and the decades that its choice costs."""

    form: Form
    factor: Fraction
    price: float = 0.0


UNTOLD = [Shape(Form.QUOTIENT, HUNDRED, 1.0), Shape(Form.GROWTH, HUNDRED, 1.0), Shape(Form.QUOTIENT, ONE, 1.0)]


def shapes_for(announcement: Announcement, fractions: bool) -> list[Shape]:
    """The forms and factors that an announcement allows; `fractions` where the figures are fractions of one."""
    says, known = announcement.says, announcement.factor
    if says in CHANGES:
        return _changes(says, known, fractions)
    if says in (Says.PER_HEAD, Says.AVERAGE):
        return _scaled(known or ONE, POWERS)
    if says is Says.RATE:
        return _scaled(known, POWERS) if known else [Shape(Form.QUOTIENT, each, 0.3) for each in RATES]
    if says not in (Says.SHARE, Says.INDEX, Says.PERCENT):
        return []
    shapes = [Shape(Form.QUOTIENT, known or HUNDRED)]
    if fractions or not known:
        shapes.append(Shape(Form.QUOTIENT, ONE, 0.3))
    return [*shapes, Shape(Form.GROWTH, known or HUNDRED, 0.3)] if says is Says.PERCENT else shapes


def _changes(says: Says, known: Fraction | None, fractions: bool) -> list[Shape]:
    """Growth in percent, from two figures or from a change and the earlier figure; changes in number and points."""
    difference = Shape(Form.DIFFERENCE, ONE)
    if says is Says.POINTS:
        return [difference]
    growth = [Shape(Form.GROWTH, known or HUNDRED, 0.0 if known or says is Says.GROWTH else 0.3)]
    if fractions:
        growth.append(Shape(Form.GROWTH, ONE, 0.3))
    if says is Says.CHANGE:
        return [difference, *growth]
    return [*growth, Shape(Form.QUOTIENT, known or HUNDRED, CHANGE_PRICE)]


def _scaled(known: Fraction | None, powers: Sequence[Fraction]) -> list[Shape]:
    """The known factor, and that factor times powers of ten, since thousands and millions go untold."""
    known = known or ONE
    return [Shape(Form.QUOTIENT, known * power, _oddness(power)) for power in powers]


def _oddness(power: Fraction) -> float:
    """What a power of ten that no word tells costs."""
    return 0.0 if power == 1 else USUAL_PRICE if power in USUAL else ODD_PRICE


def margin_shapes(announcement: Announcement, fractions: bool) -> list[Shape]:
    """What is left of a first figure after a second one, as a share of the first: a fall, told as positive."""
    shapes = [Shape(Form.GROWTH, -(announcement.factor or HUNDRED))]
    return [*shapes, Shape(Form.GROWTH, -ONE, 0.3)] if fractions or not announcement.factor else shapes


def told_shapes(text: str, result: Unit, units: Iterable[Unit]) -> list[Shape]:
    """The factors of a per-head figure that words and units tell: 每亩 ... 公斤 of 吨 over 万亩 is 0.1."""
    known = list(units)
    factors = {told_factor(text, result, above, below) for above in known for below in known}
    return [Shape(Form.QUOTIENT, factor) for factor in factors if factor]


def told_factor(text: str, result: Unit, numerator: Unit, denominator: Unit) -> Fraction | None:
    """The factor of result = factor * numerator / denominator where the words say per what; None if they do not."""
    for pattern, name, size in PER_WHAT:
        per = unit_of(name)
        if per is None or not pattern.search(text):
            continue
        below = unit_exchange(denominator, per) if denominator.symbol else None
        above = unit_exchange(numerator, result) if numerator.symbol and result.symbol else ONE
        if below and above:
            return above * size / below
    return None
