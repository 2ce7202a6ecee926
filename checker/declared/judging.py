"""Whether a formula can hold: the comparison of its sides, what its condition says, and the gaps of its sums."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from checker.algebra import above, below
from checker.conversion import UnitsDifferError
from checker.declared.bound import Compared, Unsettled
from checker.declared.evaluation import Evaluation, UndecidableError
from checker.declared.forms import Form
from checker.intervals import Interval
from checker.relations import Relation
from checker.sides import MISSING, NO_FORMULA, UNITS_DIFFER, Outcome, Sides

ZERO = Fraction(0)
NIL = Interval.exactly(ZERO)


def possible(operator: str, difference: Interval) -> bool:
    """Whether left and right can compare so, given what left - right can be."""
    match operator:
        case "=":
            return bool(difference.has(ZERO))
        case "<=" | ">=":
            upright = difference if operator == "<=" else -difference
            return bool(upright.low < 0 or (upright.low == 0 and upright.low_closed))
        case "<" | ">":
            return bool((difference if operator == "<" else -difference).low < 0)
    return not (difference.low == difference.high == 0)


OPPOSITE = {"=": "!=", "!=": "=", "<=": ">", ">": "<=", ">=": "<", "<": ">="}


def truth(test: Compared, relation: Relation) -> bool | None:
    """Whether a comparison certainly holds, certainly does not, or cannot be told. Raises UndecidableError."""
    evaluation = Evaluation(relation)
    try:
        forms = [evaluation.form(operand) for operand in test.operands]
        spans = [evaluation.difference(*evaluation.alike(*pair)) for pair in pairwise(forms)]
    except UnitsDifferError as error:
        raise UndecidableError(UNITS_DIFFER) from error
    if evaluation.lacking:
        raise UndecidableError(MISSING)
    links = list(zip(test.operators, spans, strict=True))
    if not all(possible(operator, span) for operator, span in links):
        return False
    return None if any(possible(OPPOSITE[operator], span) for operator, span in links) else True


def judged(relation: Relation) -> Outcome:
    """The two sides of a formula, or the reason why it cannot be decided. Raises UnitsDifferError."""
    claim = relation.expression
    if isinstance(claim, Unsettled):
        return claim.reason
    if not isinstance(claim, Compared):
        return NO_FORMULA
    try:
        evaluation = Evaluation(relation)
        sides = _sides(evaluation, claim)
        if not evaluation.lacking or not sides.held:
            return sides
        silent = all(gap.nil or not gap.text.strip() for gap in relation.missing)
        sides = _sides(Evaluation(relation, NIL), claim)
    except UndecidableError as error:
        return error.reason
    return sides if silent and sides.held else MISSING


def _sides(evaluation: Evaluation, claim: Compared) -> Sides:
    """The sides of the first link that cannot hold, else of the first one."""
    forms = [evaluation.form(operand) for operand in claim.operands]
    links = [_link(evaluation, *link) for link in zip(claim.operators, forms, forms[1:], strict=False)]
    return next((link for link in links if not link.held), links[0])


def _link(evaluation: Evaluation, operator: str, left: Form, right: Form) -> Sides:
    one, other = evaluation.alike(left, right)
    held = possible(operator, evaluation.difference(one, other))
    limit = limited(operator, evaluation.span(other))
    return Sides(limit, evaluation.span(one), one.printed - other.printed, held)


def limited(operator: str, values: Interval) -> Interval:
    """What the left side can be, given what the right side can be."""
    if operator in ("<=", "<"):
        reach = below(values)
    elif operator in (">=", ">"):
        reach = above(values)
    else:
        return values
    strict = operator in ("<", ">")
    return Interval(reach.low, reach.high, reach.low_closed and not strict, reach.high_closed and not strict)
