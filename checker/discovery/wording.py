"""What headings say for a quotient or a change among items of one view, in decades."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

from checker.discovery.announcing import Announcement, Says
from checker.discovery.claims import Claim, Form, unit_exchange
from checker.discovery.labels import named, same_leaf, siblings
from checker.discovery.periods import all_periods, period_of
from checker.discovery.view import View
from checker.figures import Unit
from checker.lexicon import quotients as words
from checker.reading.tables import Heading

ANNOUNCED = {
    Says.SHARE: 1.5,
    Says.RATE: 1.5,
    Says.PER_HEAD: 1.5,
    Says.GROWTH: 1.5,
    Says.INDEX: 1.0,
    Says.AVERAGE: 1.0,
    Says.PERCENT: 1.0,
    Says.CHANGE: 0.7,
    Says.POINTS: 1.5,
}


def for_claim(view: View, said: Sequence[Announcement], claim: Claim) -> float:
    """Words for or against a quotient or growth: what is announced, who is named, units, periods, neighbourhood."""
    if claim.cells is not None:
        return _across(view, said, claim)
    result, first, second = (view.item_headings[item] for item in (claim.result, claim.first, claim.second))
    decades = _announced(said[claim.result], claim.form)
    decades += _units(said, claim) + _group(result, first, second)
    decades -= 0.15 * log10(1 + abs(claim.result - claim.first) + abs(claim.result - claim.second))
    if claim.form is Form.QUOTIENT:
        if said[claim.result].says is Says.GROWTH:
            decades += 0.5 if said[claim.first].says is Says.CHANGE else -2.0
        return decades + _naming(result, first, second, said[claim.result])
    if claim.factor < 0:
        return decades + 1.2 * bool(words.EARNED.search(first.label)) + 1.2 * bool(words.SPENT.search(second.label))
    return decades + _periods(result, first, second) + pair_alone(view.item_headings, claim)


def _across(view: View, said: Sequence[Announcement], claim: Claim) -> float:
    """Words for a claim across lines: what is announced, whose figures, and whether the base is named a total."""
    result, item = view.item_headings[claim.result], view.item_headings[claim.first]
    text = " ".join(result.path[-2:])
    decades = _announced(said[claim.result], claim.form) + max(named(text, item), float(same_leaf(result, item)))
    decades += 0.6 * siblings(result, item) - 0.15 * log10(1 + abs(claim.result - claim.first))
    assert claim.cells is not None
    if claim.form is Form.QUOTIENT and said[claim.result].says is not Says.INDEX:
        bases = {second for _, _, second in claim.cells}
        decades += 0.7 * any(view.line_headings[base].total for base in bases)
        decades -= 1.0 * (said[claim.result].says is Says.RATE)
        stated = {view.values[claim.result][base] for base in bases}
        return decades + (1.0 if int(claim.factor * view.scale) in stated else 0.0)
    if said[claim.result].says is Says.INDEX:
        bases = {second for _, _, second in claim.cells}
        decades += 1.5 * (len(bases) == 1 and period_of(view.line_headings[min(bases)]) in all_periods(result))
    return decades + (1.2 if words.LAST.search(text) or words.AGAINST_LAST.search(text) else 0.0)


def pair_alone(headings: Sequence[Heading], claim: Claim) -> float:
    """Decades for growth between the only two items that stand for periods."""
    dated = [item for item, heading in enumerate(headings) if period_of(heading) and item != claim.result]
    return 1.0 if set(dated) == claim.operands else 0.0


def _announced(announcement: Announcement, form: Form) -> float:
    decades = ANNOUNCED.get(announcement.says, 0.0)
    if form is Form.GROWTH and announcement.says is Says.PERCENT:
        decades -= 0.5
    if form is Form.DIFFERENCE and announcement.says is Says.CHANGE:
        decades += 0.8
    return decades if announcement.own else 0.7 * decades


def _units(said: Sequence[Announcement], claim: Claim) -> float:
    """Shares and growth relate figures of one kind; other units speak against them."""
    one, other = said[claim.first].unit, said[claim.second].unit
    if claim.form is Form.QUOTIENT and said[claim.result].says not in (Says.SHARE, Says.PERCENT, Says.INDEX):
        return 0.0
    return -3.0 if _incompatible(one, other) else 0.0


def _incompatible(one: Unit, other: Unit) -> bool:
    known = one.kind != "unknown" and other.kind != "unknown"
    return known and unit_exchange(one, other) is None


def _group(result: Heading, first: Heading, second: Heading) -> float:
    """Operands under the heading of the result, or that are it; or the same label under another heading."""
    kin = [_kin(result, one) for one in (first, second)]
    if any(kin):
        return 0.4 * sum(kin)
    if same_leaf(result, first) or same_leaf(result, second):
        return 0.6
    return (0.2 if siblings(first, second) else 0.0) - (0.6 if len(result.path) > 1 else 0.0)


def _kin(result: Heading, other: Heading) -> bool:
    return len(result.path) > 1 and result.path[:-1] in (other.path[:-1], other.path)


def _naming(result: Heading, first: Heading, second: Heading, announcement: Announcement) -> float:
    text = " ".join(result.path[-2:])
    decades = 1.2 * max(named(text, first), float(same_leaf(result, first))) + named(text, second)
    if announcement.says in (Says.SHARE, Says.PERCENT) and second.total and not first.total:
        decades += 0.7
    if words.DONE.search(result.label) and words.PLANNED.search(second.label) and words.DONE.search(first.label):
        decades += 1.0
    if words.NUMERATOR.search(first.label) and words.DENOMINATOR.search(second.label):
        decades += 2.0
    if words.SCORE.search(first.label) and words.WEIGHT.search(second.label):
        decades += 2.5
    decades += _per_whom(result, second)
    if words.LAST.search(first.label) and not words.LAST.search(second.label):
        decades -= 1.0
    return decades


def _per_whom(result: Heading, second: Heading) -> float:
    """Whether the second figure counts what the words say the result is a figure per."""
    for per, counted in words.PER_WHOM:
        if per.search(result.label):
            return 1.2 if any(counted.search(text) for text in second.path[-2:]) else -0.5
    return 0.0


def _periods(result: Heading, old: Heading, new: Heading) -> float:
    """Whether old and new are the periods the result names, or last year's and this year's."""
    decades = 0.0
    if words.LAST.search(old.label) and not words.LAST.search(new.label):
        decades += 2.0
    elif words.LAST.search(new.label) and not words.LAST.search(old.label):
        decades -= 2.0
    before, after = period_of(old), period_of(new)
    if before and after and before != after:
        decades += 0.5 if before < after else -1.5
        compared = sorted(all_periods(result))
        if compared == [before, after]:
            decades += 2.5
        elif not compared and after == (before[0] + 1, before[1]) and words.ON_YEAR.search(result.label):
            decades += 1.2
        elif len(compared) == 2:
            decades -= 1.5
    if words.PLANNED.search(old.label) or words.PLANNED.search(new.label):
        decades += 0.3
    if same_leaf(old, new) and len(old.path) > 1:
        decades += 0.3
    return decades
