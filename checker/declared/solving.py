"""A formula solved for one of its figures: the values with which the claim could hold, all others as stated.

The comparison says what its difference may be; from there the value is carried down the expression, each step
undone by the inverse of what made it. Nothing is implied, and the figure is accused of nothing, where it stands in
two places that cannot be told apart.
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from checker.algebra import EVERYTHING
from checker.conversion import UnitsDifferError
from checker.declared.bound import Compared
from checker.declared.evaluation import Evaluation, UndecidableError, Variable
from checker.declared.forms import ZERO, Form, Linear
from checker.intervals import INFINITY, Interval
from checker.relations import Relation

NO_VALUE = Interval(Fraction(1), ZERO)
ALLOWED = {
    "=": Interval.exactly(ZERO),
    "<=": Interval(-INFINITY, ZERO, False, True),
    "<": Interval(-INFINITY, ZERO, False, False),
    ">=": Interval(ZERO, INFINITY, True, False),
    ">": Interval(ZERO, INFINITY, False, False),
}


class FormulaSolver:
    """One claim, evaluated once, to be solved for any of its figures."""

    def __init__(self, relation: Relation) -> None:
        self.evaluation = Evaluation(relation)
        self.index = -1
        self.links: list[tuple[Interval | None, Form]] = []
        self._totals: dict[int, Interval] = {}
        claim = relation.expression
        if not isinstance(claim, Compared):
            return
        try:
            forms = [self.evaluation.form(operand) for operand in claim.operands]
            pairs = zip(claim.operators, forms, forms[1:], strict=False)
            self.links = [(ALLOWED.get(operator), self._less(left, right)) for operator, left, right in pairs]
        except (UndecidableError, UnitsDifferError):
            self.links = []

    def solved(self, index: int) -> Interval:
        """The values of a figure with which the claim could hold, in its own unit; empty where none is found."""
        self.index = index
        own = [(allowed, form) for allowed, form in self.links if self._in(form)]
        values = [self._link(allowed, form) for allowed, form in own] or [NO_VALUE]
        return reduce(Interval.meet, values, EVERYTHING)

    def _less(self, left: Form, right: Form) -> Form:
        return self.evaluation.less(*self.evaluation.alike(left, right))

    def _link(self, allowed: Interval | None, form: Form) -> Interval:
        return EVERYTHING if allowed is None else self._form(form, allowed)

    def _in(self, form: Form) -> bool:
        return any(self._within(variable) for variable in form.variables)

    def _within(self, variable: int) -> bool:
        return self.index in self.evaluation.variables[variable].figures

    def _form(self, form: Form, target: Interval) -> Interval:
        """The values of the figure with which a form could be within a target."""
        inside = [variable for variable in form.variables if self._within(variable)]
        if len(inside) != 1 or target.empty:
            return NO_VALUE
        variable = inside[0]
        found = self._linear(form.top, variable, target) if form.linear else self._ratio(form, variable, target)
        return found if found.empty else self._undone(self.evaluation.variables[variable], found)

    def _linear(self, linear: Linear, variable: int, target: Interval) -> Interval:
        return (target - self._rest(linear, variable)).scaled(1 / linear.weights[variable])

    def _rest(self, linear: Linear, variable: int) -> Interval:
        """What all variables but one come to; worked out from their total where its ends are plain numbers."""
        values = self.evaluation.values
        if id(linear) not in self._totals:
            self._totals[id(linear)] = linear.over(values)
        total, part = self._totals[id(linear)], values[variable].scaled(linear.weights[variable])
        finite = total.low != -INFINITY and total.high != INFINITY
        if finite and total.low_closed and total.high_closed:
            return Interval(total.low - part.low, total.high - part.high)
        return linear.without(variable).over(values)

    def _ratio(self, form: Form, variable: int, target: Interval) -> Interval:
        """The values of a variable with which a quotient can be within a target, wherever the variable stands in it.

        Some value of the others makes it at least t where top - t * bottom can be 0 or more: a half-line. The
        denominator is to stay positive.
        """
        found = self._reaching(form.bottom, variable, Interval(ZERO, INFINITY, False, False))
        if target.low != -INFINITY:
            least = form.top.plus(form.bottom, -target.low)
            found = found.meet(self._reaching(least, variable, Interval(ZERO, INFINITY, target.low_closed, False)))
        if target.high != INFINITY:
            most = form.top.plus(form.bottom, -target.high)
            found = found.meet(self._reaching(most, variable, Interval(-INFINITY, ZERO, False, target.high_closed)))
        return found

    def _reaching(self, linear: Linear, variable: int, target: Interval) -> Interval:
        """The values of a variable with which a linear form can be within a target."""
        weight = linear.weights.get(variable, ZERO)
        rest = target - linear.without(variable).over(self.evaluation.values)
        if weight:
            return rest.scaled(1 / weight)
        return EVERYTHING if rest.has(ZERO) else NO_VALUE

    def _undone(self, variable: Variable, target: Interval) -> Interval:
        """The values of the figure with which a variable, made of forms, could be within a target."""
        own = [form for form in variable.forms if self._in(form)]
        if not variable.forms:
            return target
        if len(own) != 1:
            return NO_VALUE
        others = [self.evaluation.span(form) for form in variable.forms if form is not own[0]]
        match variable.word:
            case "product":
                return self._form(own[0], shared_out(target, others[0]))
            case "abs":
                return self._form(own[0], _signed(target, self.evaluation.span(own[0])))
            case "round":
                half = Fraction(1, 2) / Fraction(10) ** variable.places
                return self._form(own[0], target.widened(half))
            case "min":
                return self._form(own[0], -_greatest([-one for one in others], -target))
            case "max":
                return self._form(own[0], _greatest(others, target))
        return self._form(own[0], target)


def shared_out(whole: Interval, divisor: Interval) -> Interval:
    """Everything that times a value of the divisor is in the whole; nothing where the divisor may be zero."""
    if (-divisor).positive:
        whole, divisor = -whole, -divisor
    if not divisor.positive:
        return NO_VALUE
    return whole.over(divisor)


def _signed(target: Interval, now: Interval) -> Interval:
    """The values of the same sign as now whose size is in the target; of both where now may be of both."""
    sizes = target.meet(ALLOWED[">="])
    if now.low < 0 < now.high:
        return Interval(-sizes.high, sizes.high, sizes.high_closed, sizes.high_closed)
    return sizes if now.low >= 0 else -sizes


def _greatest(others: list[Interval], target: Interval) -> Interval:
    """The values of one of several with which the greatest of all could be within a target."""
    low = max(other.low for other in others) if others else -INFINITY
    if low > target.high:
        return NO_VALUE
    high = max((other.high for other in others), default=-INFINITY)
    reachable = high >= target.low
    return Interval(
        -INFINITY if reachable else target.low, target.high, not reachable and target.low_closed, target.high_closed
    )
