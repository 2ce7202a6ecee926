"""The grammar of formulas: `[if condition then] comparison`, by precedence, with errors that point at the place.

Each binary sign has a binding power; an operand is read and then extended as long as the next sign binds more
strongly than what called for it (V. Pratt, Top down operator precedence, 1973).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from checker.declared.calls import PREVIOUS, called, known, previous
from checker.declared.cursor import Cursor
from checker.declared.expressions import (
    Binary,
    Cell,
    Comparison,
    Condition,
    Expression,
    Formula,
    Grouped,
    Logical,
    Member,
    Name,
    Negative,
    Number,
    Part,
    Range,
    Span,
    Text,
)
from checker.declared.references import reference, single, words
from checker.declared.tokens import FormulaError, Token, tokens_of

__all__ = ["FormulaError", "parse", "parse_condition"]

MAX_NESTING = 40
MAX_OPERATORS = 200
OR, AND, NOT, COMPARED, ADDED, MULTIPLIED, SIGNED, BY = range(1, 9)
POWERS = {"or": OR, "and": AND, "in": COMPARED, "not in": COMPARED, "comparison": COMPARED, "by": BY}
POWERS |= {"+": ADDED, "-": ADDED, "*": MULTIPLIED, "/": MULTIPLIED}
WORDS = "a name with such a word in it stands in quotes"


def parse(formula: str) -> Formula:
    """The tree of a formula. Raises FormulaError, with the place in the formula, for what cannot be read."""
    reader = _Reader(Cursor(formula, tokens_of(formula)))
    condition = None
    if reader.cursor.next_is("if"):
        reader.cursor.take()
        condition = reader.condition()
        reader.cursor.skip(",")
        reader.cursor.expect("then", "a condition is followed by 'then' and what must hold")
        reader.cursor.skip(",")
    claim = reader.expression(0)
    reader.finish()
    return Formula(_claimed(claim), condition, formula)


def parse_condition(text: str) -> Condition:
    """The tree of a condition that stands alone, such as `region != 'Total'`. Raises FormulaError."""
    reader = _Reader(Cursor(text, tokens_of(text)))
    found = reader.condition()
    reader.finish()
    return found


def _claimed(claim: Part) -> Comparison:
    if isinstance(claim, Comparison):
        return claim
    if isinstance(claim, Logical):
        sentence = f"a formula claims one comparison, it has no {claim.operator!r}"
        raise FormulaError(sentence, *claim.span, f"write one relation for each; {WORDS}")
    raise FormulaError("the formula compares nothing", *claim.span, "such as total = boys + girls")


@dataclass(slots=True)
class _Reader:
    """A formula on the way: how deep it is nested, how many operators it has, whether this is its condition."""

    cursor: Cursor
    nesting: int = 0
    operators: int = 0
    conditional: bool = False

    def finish(self) -> None:
        cursor = self.cursor
        if cursor.next_is("end"):
            return
        if cursor.next_is(")", "]"):
            raise cursor.fault(f"{cursor.token.shown} closes nothing")
        if cursor.next_is("if", "then"):
            hint = f"if a > 0 then b > 0; {WORDS}"
            raise cursor.fault(f"{cursor.token.shown} stands where no condition can be", hint)
        hint = "a number in thousands has three digits after each comma, and no comma inside a function"
        grouped = cursor.next_is(",") and cursor.ahead(-1).kind == "number"
        raise cursor.fault(f"an operator is missing before {cursor.token.shown}", hint if grouped else "")

    def condition(self) -> Condition:
        self.conditional = True
        found = self.expression(0)
        self.conditional = False
        if isinstance(found, Comparison | Member | Logical):
            return found
        raise FormulaError("the condition compares nothing", *found.span, "such as count > 0")

    def expression(self, power: int) -> Part:
        """An operand with all that binds to it more strongly than `power`."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise self.cursor.fault(f"the formula is nested more than {MAX_NESTING} deep")
        found = self._operand()
        while (binding := POWERS.get(self.cursor.token.sign, 0)) > power:
            self.operators += 1
            if self.operators > MAX_OPERATORS:
                hint = "add a range with sum(first:last), or split the formula"
                raise self.cursor.fault(f"the formula has more than {MAX_OPERATORS} operators", hint)
            found = self._extended(found, binding)
        self.nesting -= 1
        return found

    def _extended(self, left: Part, power: int) -> Part:
        if power == COMPARED:
            return self._compared(left) if self.cursor.next_is("comparison") else self._member(left)
        sign = self.cursor.take()
        if power == BY:
            return self._grouped(left)
        right = self.expression(power)
        span = left.span[0], right.span[1]
        if power in (OR, AND):
            return _joined(sign.text, _condition(left, sign), _condition(right, sign), span)
        return Binary(sign.kind, _arithmetic(left, sign), _arithmetic(right, sign), span)

    def _compared(self, first: Part) -> Comparison:
        cursor = self.cursor
        operands: list[Expression] = [_arithmetic(first, cursor.token)]
        operators = []
        while cursor.next_is("comparison"):
            sign = cursor.take()
            operators.append(sign.text)
            right = _arithmetic(self.expression(COMPARED), sign)
            operands.append(_said(right) if self.conditional and sign.text in ("=", "!=") else right)
        return Comparison(tuple(operands), tuple(operators), (first.span[0], operands[-1].span[1]))

    def _member(self, left: Part) -> Condition:
        cursor, keyword = self.cursor, self.cursor.take()
        if not isinstance(left, Name):
            raise FormulaError("a name stands before 'in'", *left.span, "region in ('North', 'South')")
        if not self.conditional:
            raise FormulaError("a list of texts can stand in a condition only", *keyword.span)
        opening = cursor.expect("(", "'in' is followed by a list in parentheses")
        texts = [_text(cursor)]
        while cursor.next_is(","):
            cursor.take()
            texts.append(_text(cursor))
        if not cursor.next_is(")"):
            raise cursor.unclosed(opening)
        found = Member(left, tuple(texts), (left.span[0], cursor.take().span[1]))
        return Logical("not", (found,), found.span) if keyword.text == "not in" else found

    def _grouped(self, left: Part) -> Grouped:
        cursor = self.cursor
        if not isinstance(left, Name):
            raise FormulaError("only a name can stand before 'by'", *left.span, "total by region = sum(count)")
        group = single(cursor) if cursor.next_is("word", "quote", "cell") else None
        if group is None or (isinstance(group, Cell) and not group.label):
            hint = "total by region = sum(count)"
            raise cursor.fault(f"'by' is followed by the name of a column, found {cursor.token.shown}", hint)
        name = Name(group.label, quoted=True, span=group.span) if isinstance(group, Cell) else group
        return Grouped(left, name, (left.span[0], group.span[1]))

    def _operand(self) -> Part:
        cursor = self.cursor
        if reader := self._readers().get(cursor.token.sign):
            return reader()
        before = f" after {cursor.ahead(-1).shown}" if cursor.position else ""
        hint = WORDS if cursor.token.kind == "keyword" else ""
        if cursor.next_is("comparison") and before:
            hint = "comparisons are written =, <=, >=, <, > and !="
        raise cursor.fault(f"expected a name, a number or a parenthesis{before}, found {cursor.token.shown}", hint)

    def _readers(self) -> dict[str, Callable[[], Part]]:
        named: dict[str, Callable[[], Part]] = dict.fromkeys(("word", "quote", "cell", "["), self._named)
        signs = {"number": self._number, "(": self._parenthesis, "-": self._sign, "+": self._sign, "not": self._denied}
        return named | signs

    def _number(self) -> Number:
        token = self.cursor.take()
        return Number(token.value, token.unit, token.span)

    def _sign(self) -> Expression:
        sign = self.cursor.take()
        operand = _arithmetic(self.expression(SIGNED), sign)
        return operand if sign.kind == "+" else Negative(operand, (sign.span[0], operand.span[1]))

    def _denied(self) -> Logical:
        sign = self.cursor.take()
        operand = _condition(self.expression(NOT), sign)
        return Logical("not", (operand,), (sign.span[0], operand.span[1]))

    def _parenthesis(self) -> Part:
        opening = self.cursor.take()
        found = self.expression(0)
        if not self.cursor.next_is(")"):
            raise self.cursor.unclosed(opening)
        return replace(found, span=(opening.span[0], self.cursor.take().span[1]))

    def _named(self) -> Expression:
        """What begins with a word: a function, `previous` without parentheses, or a name, cell or range."""
        cursor = self.cursor
        begun = cursor.position
        if cursor.next_is("word", "cell"):
            if cursor.token.text.casefold() in PREVIOUS and cursor.ahead(1).kind in ("word", "quote", "cell"):
                word = cursor.take()
                operand = reference(cursor)
                return previous(word.text, _arithmetic(operand, word), (word.span[0], operand.span[1]), [])
            label, span = words(cursor)
            if cursor.next_is("("):
                return self._call(label, span)
            cursor.position = begun
        return reference(cursor)

    def _call(self, word: str, span: Span) -> Expression:
        known(word, span)
        cursor, opening = self.cursor, self.cursor.take()
        if cursor.next_is(")"):
            raise cursor.fault(f"{word} needs something to work on", f"such as {word}(count)")
        arguments = [self.expression(0)]
        while cursor.next_is(","):
            cursor.take()
            arguments.append(self.expression(0))
        if not cursor.next_is(")"):
            raise cursor.unclosed(opening)
        return called(word, span, arguments, (span[0], cursor.take().span[1]))


def _text(cursor: Cursor) -> Text:
    """An item of a list of texts: a quotation, words or a number."""
    if cursor.next_is("quote"):
        token = cursor.take()
        return Text(token.text, token.span)
    if cursor.next_is("word", "number", "cell"):
        return Text(*words(cursor))
    raise cursor.fault(f"expected a text, found {cursor.token.shown}", "region in ('North', 'South')")


def _said(operand: Expression) -> Expression:
    """A quotation that a condition compares with is a text."""
    quoted = isinstance(operand, Name) and operand.quoted and not operand.table and not operand.axis
    return Text(operand.label, operand.span) if quoted and isinstance(operand, Name) else operand


def _arithmetic(operand: Part, sign: Token) -> Expression:
    """The operand of a sign that calculates or compares; ranges and conditions are none."""
    if isinstance(operand, Comparison | Member | Logical):
        raise FormulaError(f"{sign.shown} takes figures, and this is a comparison", *operand.span)
    if isinstance(operand, Range):
        raise FormulaError("a range can stand only inside a function", *operand.span, "such as sum(B2:B6)")
    return operand


def _condition(operand: Part, sign: Token) -> Condition:
    if isinstance(operand, Comparison | Member | Logical):
        return operand
    hint = f"such as a > 0 and b > 0; {WORDS}"
    raise FormulaError(f"{sign.text!r} takes conditions, and this is none", *operand.span, hint)


def _joined(operator: str, left: Condition, right: Condition, span: Span) -> Logical:
    """Two conditions joined; what is already joined by the same word on the left is one with them."""
    first = left.operands if isinstance(left, Logical) and left.operator == operator else (left,)
    return Logical(operator, (*first, right), span)
