"""The value of an expression from the figures as stated: which values are possible."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from checker.conversion import as_printed
from checker.declared import measures
from checker.declared.bound import (
    Added,
    Amount,
    Applied,
    Bound,
    Item,
    Lack,
    Minus,
    Over,
    Times,
    Whole,
)
from checker.declared.forms import ONE, UNIT, ZERO, Form, Linear, product_of, span_of
from checker.intervals import INFINITY, Interval
from checker.relations import Relation
from checker.sides import BASE_ZERO, MISSING, NOTHING

HALF = Fraction(1, 2)
NOTHING_OR_MORE = Interval(ZERO, INFINITY, True, False)


class UndecidableError(Exception):
    """A formula that cannot be decided, with the reason as the message."""

    @property
    def reason(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class Variable:
    """What stands for a figure or a gap (no origin), or for something that is no linear form of figures.

    `figures` are the numbers of the figures it depends on. `word` is ratio, product, min, max, abs or round, and
    `forms` what that is of.
    """

    figures: frozenset[int]
    word: str = ""
    forms: tuple[Form, ...] = ()
    places: int = 0


class Evaluation:
    """One relation, its figures read once. `gaps` are the values that a missing figure of a sum may have."""

    def __init__(self, relation: Relation, gaps: Interval = NOTHING_OR_MORE) -> None:
        self.relation = relation
        self.figures = relation.figures
        self.gaps = gaps
        self.lacking = False  # whether a gap was met
        self.values: list[Interval] = []
        self.variables: list[Variable] = []
        self._known: dict[int, Form] = {}
        self._numbers: dict[tuple[object, ...], int] = {}

    def form(self, node: Bound) -> Form:
        """The form of an expression. Raises UndecidableError and UnitsDifferError."""
        match node:
            case Item(index=index):
                return self._figure(index)
            case Amount(value=value, unit=unit):
                number = value * measures.MULTIPLIERS.get(unit, ONE)
                return Form(Linear({}, number), UNIT, number, measures.measure_of_constant(unit))
            case Whole(interval=interval, value=value, unit=unit):
                return self._variable(Variable(frozenset()), interval, value, measures.measure_of(unit))
            case Added(parts=parts):
                return self._added(parts)
            case Minus(operand=operand):
                return scaled(self.form(operand), Fraction(-1))
            case Times(left=left, right=right):
                return self._product(self.form(left), self.form(right))
            case Over(left=left, right=right):
                return self._quotient(self.form(left), self.form(right))
            case Applied(function=function, parts=parts):
                return self._applied(function, parts)
        raise UndecidableError(MISSING)

    def span(self, form: Form) -> Interval:
        """The values that a form can have."""
        return span_of(form, self.values)

    def alike(self, left: Form, right: Form) -> tuple[Form, Form]:
        """Both sides of a comparison in one measure, that of the left unless it is a plain constant."""
        constants = ("plain", "base")
        if left.measure.state in constants and right.measure.state not in constants:
            return scaled(left, measures.rate(left.measure, right.measure), right.measure), right
        return left, scaled(right, measures.rate(right.measure, left.measure), left.measure)

    def less(self, left: Form, right: Form) -> Form:
        """left - right, both in one measure."""
        return self._plus(left, right, Fraction(-1))

    def difference(self, left: Form, right: Form) -> Interval:
        """What left - right can be, both in one measure."""
        return self.span(self.less(left, right))

    def _figure(self, index: int) -> Form:
        if index not in self._known:
            figure = self.figures[index]
            reading = as_printed(figure, self.relation, learned=True)
            measure = measures.measure_of(figure.unit)
            self._known[index] = self._variable(Variable(frozenset((index,))), reading.interval, reading.value, measure)
        return self._known[index]

    def _variable(self, variable: Variable, values: Interval, printed: Fraction, measure: measures.Measure) -> Form:
        """A new variable; a constant where it can have one value only and is no figure."""
        if not variable.figures and values.low == values.high:
            return Form(Linear({}, values.low), UNIT, printed, measure)
        self.values.append(values)
        self.variables.append(variable)
        return Form(Linear({len(self.values) - 1: ONE}), UNIT, printed, measure)

    def alone(self, form: Form, word: str = "ratio") -> Form:
        """The form as a variable of its own, if it is no linear form already."""
        return form if form.linear else self._made(word, (form,), self.span(form), form.printed, form.measure)

    def _made(
        self,
        word: str,
        forms: tuple[Form, ...],
        values: Interval,
        printed: Fraction,
        measure: measures.Measure,
        places: int = 0,
    ) -> Form:
        figures = frozenset(
            figure for form in forms for variable in form.variables for figure in self.variables[variable].figures
        )
        return self._variable(Variable(figures, word, forms, places), values, printed, measure)

    def _added(self, parts: Sequence[Bound]) -> Form:
        gaps = [part for part in parts if isinstance(part, Lack)]
        forms = [self.form(part) for part in parts if not isinstance(part, Lack)]
        if not forms:
            raise UndecidableError(MISSING if gaps else NOTHING)
        total = self._total(forms)
        if not gaps:
            return total
        if any(form.printed < 0 for form in forms):
            raise UndecidableError(MISSING)
        self.lacking = True
        return self._plus(total, self._variable(Variable(frozenset()), self.gaps, ZERO, total.measure))

    def _total(self, forms: Sequence[Form]) -> Form:
        """The sum of forms; linear ones are added up in one go, since sums may be long."""
        measure = next((one.measure for one in forms if one.measure.state not in ("plain", "base")), forms[0].measure)
        same = [_added_to(form, measure) for form in forms]
        if not all(form.linear for form in same):
            return reduce(self._plus, same)
        weights: dict[int, Fraction] = {}
        for form in same:
            for variable, weight in form.top.weights.items():
                weights[variable] = weights.get(variable, ZERO) + weight
        kept = {variable: weight for variable, weight in weights.items() if weight}
        constant = sum((form.top.constant for form in same), ZERO)
        return Form(Linear(kept, constant), UNIT, sum((form.printed for form in same), ZERO), measure)

    def _plus(self, one: Form, other: Form, weight: Fraction = ONE) -> Form:
        """one + weight * other, both in one measure."""
        measure = one.measure
        printed = one.printed + weight * other.printed
        if one.bottom == other.bottom:
            return Form(one.top.plus(other.top, weight), one.bottom, printed, measure)
        for ratio, constant, ratio_weight, constant_weight in ((one, other, ONE, weight), (other, one, weight, ONE)):
            number = constant.constant
            if number is not None:
                top = ratio.top.times(ratio_weight).plus(ratio.bottom, number * constant_weight)
                return Form(top, ratio.bottom, printed, measure)
        first, second = self.alone(one), self.alone(other)
        return Form(first.top.plus(second.top, weight), UNIT, printed, measure)

    def _product(self, one: Form, other: Form) -> Form:
        measure = measures.multiplied(one.measure, other.measure)
        for constant, form in ((one.constant, other), (other.constant, one)):
            if constant is not None:
                plain = (one if form is other else other).measure.state == "plain"
                return scaled(form, constant, measures.scaled(form.measure, constant) if plain else measure)
        printed = one.printed * other.printed
        for ratio, factor in ((one, other), (other, one)):
            if factor.linear and (number := factor.top.multiple_of(ratio.bottom)) is not None:
                return Form(ratio.top.times(number), UNIT, printed, measure)
        first, second = self.alone(one), self.alone(other)
        values = product_of(self.span(first), self.span(second))
        return self._made("product", (first, second), values, printed, measure)

    def _quotient(self, one: Form, other: Form) -> Form:
        measure = measures.divided(one.measure, other.measure)
        constant = other.constant
        if constant:
            plain = other.measure.state == "plain"
            return scaled(one, 1 / constant, measures.scaled(one.measure, 1 / constant) if plain else measure)
        positive = self._positive(other)
        if other.printed == 0:
            raise UndecidableError(BASE_ZERO)
        printed = one.printed / other.printed
        if one.linear and other.linear:
            return Form(one.top.times(positive), other.top.times(positive), printed, measure)
        first, second = self.alone(one), self.alone(other)
        return Form(first.top.times(positive), second.top.times(positive), printed, measure)

    def _positive(self, form: Form) -> Fraction:
        """1 or -1, whichever makes the form certainly positive."""
        span = self.span(form)
        if span.positive:
            return ONE
        if (-span).positive:
            return -ONE
        raise UndecidableError(BASE_ZERO)

    def _applied(self, function: str, parts: Sequence[Bound]) -> Form:
        if function == "count":
            return self._counted(parts)
        if function == "round":
            return self._rounded(parts)
        if any(isinstance(part, Lack) for part in parts):
            raise UndecidableError(MISSING)
        forms = [self.form(part) for part in parts]
        if not forms:
            raise UndecidableError(NOTHING)
        if function == "average":
            return scaled(self._total(forms), Fraction(1, len(forms)))
        first = next((form for form in forms if form.measure.state != "plain"), forms[0])
        same = [scaled(form, measures.rate(form.measure, first.measure), first.measure) for form in forms]
        spans = [self.span(form) for form in same]
        printed = [form.printed for form in same]
        if function == "abs":
            return self._made("abs", tuple(same), size(spans[0]), abs(printed[0]), first.measure)
        chosen = least(spans) if function == "min" else -least([-span for span in spans])
        value = min(printed) if function == "min" else max(printed)
        return self._made(function, tuple(same), chosen, value, first.measure)

    def _counted(self, parts: Sequence[Bound]) -> Form:
        """How many figures there are; a gap that hides one may count or not."""
        hidden = sum(isinstance(part, Lack) and not part.silent for part in parts)
        known = Fraction(sum(not isinstance(part, Lack) for part in parts))
        values = Interval(known, known + hidden)
        return self._variable(Variable(frozenset()), values, known, measures.PLAIN)

    def _rounded(self, parts: Sequence[Bound]) -> Form:
        """Rounded to so many decimals, a half either way."""
        first, *others = parts
        places = int(self.form(others[0]).printed) if others else 0
        form, unit = self.form(first), Fraction(10) ** -places
        span, printed = self.span(form), unit * math.floor(form.printed / unit + HALF)
        low = span.low if span.low == -INFINITY else unit * math.ceil(span.low / unit - HALF)
        high = span.high if span.high == INFINITY else unit * math.floor(span.high / unit + HALF)
        return self._made("round", (form,), Interval(low, high), printed, form.measure, places)


def _added_to(form: Form, measure: measures.Measure) -> Form:
    """A form as it is added to others of a measure: 1 beside a percentage is the whole of it, as in 1 - share."""
    whole = form.measure.state == "plain" and form.constant is not None and abs(form.constant) == 1
    if whole and measure.unit is not None and measure.unit.kind in measures.PERCENTAGES:
        return scaled(form, 1 / measure.scale, measure)
    return scaled(form, measures.rate(form.measure, measure), measure)


def scaled(form: Form, weight: Fraction, measure: measures.Measure | None = None) -> Form:
    """A form times a number."""
    known = measure or form.measure
    return Form(form.top.times(weight), form.bottom if weight else UNIT, form.printed * weight, known)


def size(interval: Interval) -> Interval:
    """The absolute values of an interval."""
    if interval.low >= 0:
        return interval
    if interval.high <= 0:
        return -interval
    high = max(-interval.low, interval.high)
    closed = any(
        end == high and flag
        for end, flag in ((-interval.low, interval.low_closed), (interval.high, interval.high_closed))
    )
    return Interval(ZERO, high, True, closed)


def least(spans: Sequence[Interval]) -> Interval:
    """The values that the least of several can have."""
    low, high = min(span.low for span in spans), min(span.high for span in spans)
    low_closed = any(span.low_closed for span in spans if span.low == low)
    return Interval(low, high, low_closed, all(span.high_closed for span in spans if span.high == high))
