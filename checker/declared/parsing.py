"""The grammar of formulas: `[if condition then] comparison`, by precedence, with errors that point at the place.

Each binary sign has a binding power; an operand is read and then extended as long as the next sign binds more
strongly than what called for it (V. Pratt, Top down operator precedence, 1973).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from checker.declared.expressions import (
    Binary,
    Call,
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
    Previous,
    Range,
    Span,
    Text,
)
from checker.declared.tokens import FormulaError, Token, tokens_of

__all__ = ["FormulaError", "parse", "parse_condition"]

MAX_NESTING = 40
MAX_OPERATORS = 200
OR, AND, NOT, COMPARED, ADDED, MULTIPLIED, SIGNED, BY = range(1, 9)
POWERS = {"or": OR, "and": AND, "in": COMPARED, "not in": COMPARED, "comparison": COMPARED, "by": BY}
POWERS |= {"+": ADDED, "-": ADDED, "*": MULTIPLIED, "/": MULTIPLIED}
FUNCTIONS = {one: one for one in ("sum", "average", "count", "min", "max", "abs", "round", "previous")}
FUNCTIONS |= {"合计": "sum", "求和": "sum", "平均": "average", "计数": "count", "最小": "min", "最大": "max"}
FUNCTIONS |= {"绝对值": "abs", "四舍五入": "round", "上期": "previous", "上年": "previous"}
PREVIOUS = {"previous": "", "上期": "", "上年": "period"}
STEPS = {one: one for one in ("row", "period", "file")}
STEPS |= {"行": "row", "上行": "row", "期": "period", "时期": "period", "年": "period", "文件": "file"}
NUMBERED = re.compile(r"(?:(column|col|row)\s+([0-9]+)|第?\s*([0-9]+)\s*([栏列行]))", re.IGNORECASE)
AXES = {"column": "column", "col": "column", "栏": "column", "列": "column", "row": "row", "行": "row"}
LETTERS = re.compile(r"([A-Z]+)([0-9]+)")
ONE_ARGUMENT = frozenset({"abs"})
CONDITIONS = (Comparison, Member, Logical)


def parse(formula: str) -> Formula:
    """The tree of a formula. Raises FormulaError, with the place in the formula, for what cannot be read."""
    reader = _Reader(formula, tokens_of(formula))
    condition = None
    if reader.next_is("if"):
        reader.take()
        condition = reader.condition()
        reader.skip(",")
        reader.expect("then", "a condition is followed by 'then' and what must hold")
        reader.skip(",")
    claim = reader.expression(0)
    reader.finish()
    return Formula(_claimed(claim, formula), condition, formula)


def parse_condition(text: str) -> Condition:
    """The tree of a condition that stands alone, such as `region != 'Total'`. Raises FormulaError."""
    reader = _Reader(text, tokens_of(text))
    found = reader.condition()
    reader.finish()
    return found


def _claimed(claim: Part, formula: str) -> Comparison:
    if isinstance(claim, Comparison):
        return claim
    start, end = claim.span
    if isinstance(claim, Logical):
        sentence = f"a formula claims one comparison, not several joined by {claim.operator!r}"
        hint = "write one relation for each; a name with such a word in it stands in quotes"
        raise FormulaError(sentence, start, end, hint)
    if isinstance(claim, Member):
        raise FormulaError("a list of texts can stand in a condition only", start, end)
    raise FormulaError("the formula compares nothing", start, end, "such as total = boys + girls")


@dataclass(slots=True)
class _Reader:
    """The pieces of a formula and how far they are read; `nesting` is how deep, `operators` how many."""

    formula: str
    tokens: list[Token]
    position: int = 0
    nesting: int = 0
    operators: int = 0
    conditional: bool = False

    @property
    def token(self) -> Token:
        return self.tokens[self.position]

    def take(self) -> Token:
        taken = self.token
        self.position = min(self.position + 1, len(self.tokens) - 1)
        return taken

    def next_is(self, *words: str) -> bool:
        """Whether the next piece is one of these signs or keywords."""
        return (self.token.text if self.token.kind == "keyword" else self.token.kind) in words

    def skip(self, sign: str) -> None:
        if self.next_is(sign):
            self.take()

    def expect(self, sign: str, sentence: str, hint: str = "") -> Token:
        if not self.next_is(sign):
            raise self.fault(f"{sentence}, found {self.token.shown}", hint)
        return self.take()

    def fault(self, sentence: str, hint: str = "") -> FormulaError:
        return FormulaError(sentence, *self.token.span, hint)

    def finish(self) -> None:
        if self.token.kind == "end":
            return
        if self.next_is(")", "]"):
            raise self.fault(f"{self.token.shown} closes nothing")
        if self.next_is("if", "then"):
            hint = "a name with such a word in it stands in quotes"
            raise self.fault(f"{self.token.text!r} can stand only at the start, as in if a > 0 then b > 0", hint)
        hint = "a number in thousands has three digits after each comma, and none inside a function"
        raise self.fault(f"an operator is missing before {self.token.shown}", hint if self.next_is(",") else "")

    def condition(self) -> Condition:
        self.conditional = True
        found = self.expression(0)
        self.conditional = False
        if isinstance(found, CONDITIONS):
            return found
        raise FormulaError("the condition compares nothing", *found.span, "such as count > 0")

    def expression(self, power: int) -> Part:
        """An operand with all that binds to it more strongly than `power`."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise self.fault(f"the formula is nested more than {MAX_NESTING} deep")
        found = self._operand()
        while (binding := self._power()) > power:
            self.operators += 1
            if self.operators > MAX_OPERATORS:
                hint = "add a range with sum(first:last), or split the formula"
                raise self.fault(f"the formula has more than {MAX_OPERATORS} operators", hint)
            found = self._extended(found, binding)
        self.nesting -= 1
        return found

    def _power(self) -> int:
        token = self.token
        return POWERS.get(token.text if token.kind == "keyword" else token.kind, 0)

    def _extended(self, left: Part, power: int) -> Part:
        sign = self.token
        if power == COMPARED:
            return self._member(left) if sign.kind == "keyword" else self._compared(left)
        self.take()
        if power == BY:
            return self._grouped(left, sign)
        right = self.expression(power)
        span = left.span[0], right.span[1]
        if power in (OR, AND):
            return _joined(sign.text, self._condition_of(left, sign), self._condition_of(right, sign), span)
        return Binary(sign.kind, self._arithmetic(left, sign), self._arithmetic(right, sign), span)

    def _arithmetic(self, operand: Part, sign: Token) -> Expression:
        """The operand of a sign that calculates or compares; ranges and conditions are none."""
        if isinstance(operand, CONDITIONS):
            raise FormulaError(f"{sign.shown} cannot follow or precede a condition", *sign.span)
        if isinstance(operand, Range):
            raise FormulaError("a range can stand only inside a function", *operand.span, "such as sum(B2:B6)")
        return operand

    def _condition_of(self, operand: Part, sign: Token) -> Condition:
        if isinstance(operand, CONDITIONS):
            return operand
        hint = "such as a > 0 and b > 0; a name with this word in it stands in quotes"
        raise FormulaError(f"{sign.text!r} joins conditions, and this is none", *operand.span, hint)

    def _compared(self, first: Part) -> Comparison:
        operands, operators = [self._arithmetic(first, self.token)], []
        while self.token.kind == "comparison":
            sign = self.take()
            operators.append(sign.text)
            quoted = self.conditional and sign.text in ("=", "!=") and self.token.kind == "quote"
            right = self._arithmetic(self.expression(COMPARED), sign)
            if quoted and isinstance(right, Name) and right.quoted and not right.table:
                right = Text(right.label, right.span)
            operands.append(right)
        return Comparison(tuple(operands), tuple(operators), (first.span[0], operands[-1].span[1]))

    def _member(self, left: Part) -> Condition:
        keyword = self.take()
        if not isinstance(left, Name):
            raise FormulaError("a name of labels stands before 'in'", *left.span, "region in ('North', 'South')")
        if not self.conditional:
            raise FormulaError("a list of texts can stand in a condition only", *keyword.span)
        self.expect("(", "'in' is followed by a list in parentheses")
        texts = [self._text()]
        while self.next_is(","):
            self.take()
            texts.append(self._text())
        end = self.expect(")", "the list of texts is not closed").span[1]
        found = Member(left, tuple(texts), (left.span[0], end))
        return Logical("not", (found,), found.span) if keyword.text == "not in" else found

    def _text(self) -> Text:
        """An item of a list: a quotation, words or a number."""
        if self.token.kind not in ("quote", "word", "number", "cell"):
            raise self.fault(f"expected a text, found {self.token.shown}", "region in ('North', 'South')")
        if self.token.kind == "quote":
            token = self.take()
            return Text(token.text, token.span)
        label, span = self._words()
        return Text(label, span)

    def _grouped(self, left: Part, sign: Token) -> Grouped:
        if not isinstance(left, Name):
            raise FormulaError("only a name can stand before 'by'", *left.span, "total by region = sum(count)")
        if self.token.kind not in ("word", "quote", "cell"):
            hint = "total by region = sum(count)"
            raise self.fault(f"'by' is followed by the name of a column, found {self.token.shown}", hint)
        group = self._name()
        if not isinstance(group, Name):
            raise FormulaError("'by' is followed by the name of a column", *group.span)
        return Grouped(left, group, (left.span[0], group.span[1]))

    def _operand(self) -> Part:
        token = self.token
        reader = self._readers().get(token.text if token.kind == "keyword" else token.kind)
        if reader is not None:
            return reader()
        before = f" after {self.tokens[self.position - 1].shown}" if self.position else ""
        hint = "a name with such a word in it stands in quotes" if token.kind == "keyword" else ""
        if token.kind == "comparison" and before:
            hint = "comparisons are written =, <=, >=, <, > and !="
        raise self.fault(f"expected a name, a number or a parenthesis{before}, found {token.shown}", hint)

    def _readers(self) -> dict[str, Callable[[], Part]]:
        named: dict[str, Callable[[], Part]] = dict.fromkeys(("word", "quote", "cell", "["), self._named)
        signs = {"number": self._number, "(": self._parenthesis, "-": self._sign, "+": self._sign, "not": self._denied}
        return named | signs

    def _number(self) -> Number:
        token = self.take()
        return Number(token.value, token.unit, token.span)

    def _sign(self) -> Expression:
        sign = self.take()
        operand = self._arithmetic(self.expression(SIGNED), sign)
        return operand if sign.kind == "+" else Negative(operand, (sign.span[0], operand.span[1]))

    def _denied(self) -> Logical:
        sign = self.take()
        operand = self._condition_of(self.expression(NOT), sign)
        return Logical("not", (operand,), (sign.span[0], operand.span[1]))

    def _parenthesis(self) -> Part:
        opening = self.take()
        found = self.expression(0)
        if not self.next_is(")"):
            raise self._unclosed(opening)
        closing = self.take()
        return replace(found, span=(opening.span[0], closing.span[1]))

    def _unclosed(self, opening: Token) -> FormulaError:
        if self.token.kind == "end":
            return FormulaError(f"{opening.text!r} is never closed", *opening.span)
        return self.fault(f"expected an operator or {'])'[opening.kind == '(']!r}, found {self.token.shown}")

    def _named(self) -> Expression:
        """A name, a cell, a range or a call, with the table before it if one is given."""
        first = self._name()
        if not self.next_is("!"):
            return self._ranged(first)
        if not isinstance(first, Name | Cell) or (isinstance(first, Cell) and not first.label):
            raise self.fault("a table stands before '!'", "enrolment!count, 'file.csv'!count")
        table = first.label if isinstance(first, Cell) else first.label or self._written(first.span)
        self.take()
        if self.token.kind not in ("word", "quote", "cell", "["):
            raise self.fault(f"a row, a column or a cell follows '!', found {self.token.shown}")
        return self._ranged(_of_table(self._name(), table, first.span[0]), table)

    def _written(self, span: Span) -> str:
        return " ".join(self.formula[slice(*span)].split())

    def _ranged(self, first: Expression, table: str = "") -> Expression:
        if not self.next_is(":"):
            return first
        self.take()
        if self.token.kind not in ("word", "quote", "cell", "["):
            raise self.fault(f"a range ends with a row, a column or a cell, found {self.token.shown}")
        last = self._name()
        if self.next_is("!"):
            raise self.fault("the table of a range stands before it", "enrolment!B2:B6")
        if not isinstance(first, Name | Cell) or not isinstance(last, Name | Cell):
            raise FormulaError("a range goes from a cell to a cell or from a label to a label", *first.span)
        span = first.span[0], last.span[1]
        return Range(replace(first, table=""), replace(last, table=""), table, span)

    def _name(self) -> Expression:
        """A name, a cell or a call, without a table."""
        token = self.token
        if token.kind == "[":
            return self._indexed()
        if token.kind == "quote":
            self.take()
            return self._called_not(Name(token.text, quoted=True, span=token.span))
        if token.kind == "word" and token.text.casefold() in PREVIOUS and self._begins(1):
            return self._previous_of()
        label, span = self._words()
        if self.next_is("("):
            return self._call(label, span)
        if token.kind == "cell" and span == token.span:
            return _lettered(token)
        return self._axis_named(label, span)

    def _begins(self, ahead: int) -> bool:
        """Whether an operand begins so many pieces further on, and no operator stands there."""
        return self.tokens[self.position + ahead].kind in ("word", "quote", "cell")

    def _words(self) -> tuple[str, Span]:
        """Words, and numbers between or after them, that make up one name."""
        first = last = self.take()
        while self.token.kind in ("word", "cell") or (self.token.kind == "number" and not self.token.unit):
            last = self.take()
        span = first.span[0], last.span[1]
        return self._written(span), span

    def _axis_named(self, label: str, span: Span) -> Name:
        """A name; a number of a row or column, or a label of which the axis is said, is told apart."""
        if found := NUMBERED.fullmatch(label):
            axis, number = (found[1] or found[4]).lower(), int(found[2] or found[3])
            if not number:
                raise FormulaError("rows and columns are counted from 1", *span)
            return Name("", axis=AXES[axis], number=number, span=span)
        if label.casefold() in AXES and self.token.kind == "quote":
            quote = self.take()
            return Name(quote.text, axis=AXES[label.casefold()], quoted=True, span=(span[0], quote.span[1]))
        return Name(label, span=span)

    def _called_not(self, name: Name) -> Name:
        if self.next_is("("):
            raise self.fault("an operator is missing before '('")
        return name

    def _indexed(self) -> Cell:
        """`[row, column]`, by number or label."""
        opening = self.take()
        row = self._index("row")
        self.expect(",", "a comma stands between row and column", "[7, 2] or ['North', 'count']")
        column = self._index("column")
        if not self.next_is("]"):
            raise self._unclosed(opening)
        return Cell(row, column, span=(opening.span[0], self.take().span[1]))

    def _index(self, axis: str) -> int | Name:
        token = self.token
        if token.kind == "number" and self.tokens[self.position + 1].kind in (",", "]"):
            self.take()
            if token.unit or token.value.denominator != 1 or not token.value:
                raise FormulaError(f"the {axis} of a cell is a whole number from 1 or a label", *token.span)
            return int(token.value)
        if token.kind not in ("word", "quote", "number", "cell"):
            raise self.fault(f"expected the {axis} of a cell, found {token.shown}", "[7, 2] or ['North', 'count']")
        if token.kind == "quote":
            self.take()
            return Name(token.text, quoted=True, span=token.span)
        return self._axis_named(*self._words())

    def _call(self, word: str, span: Span) -> Expression:
        function = FUNCTIONS.get(word.casefold())
        if function is None:
            hint = f"a name with parentheses in it stands in quotes; functions: {', '.join(dict.fromkeys(FUNCTIONS))}"
            raise FormulaError(f"no function is called {word!r}", *span, hint)
        opening = self.take()
        if self.next_is(")"):
            raise self.fault(f"{word} needs something to work on", f"such as {word}(count)")
        arguments = [self.expression(0)]
        while self.next_is(","):
            self.take()
            arguments.append(self.expression(0))
        if not self.next_is(")"):
            raise self._unclosed(opening)
        whole = span[0], self.take().span[1]
        return self._applied(function, word, [self._argument(one) for one in arguments], whole)

    def _argument(self, one: Part) -> Expression:
        if isinstance(one, (*CONDITIONS, Text)):
            raise FormulaError("a comparison cannot stand inside a function", *one.span)
        return one

    def _applied(self, function: str, word: str, arguments: list[Expression], span: Span) -> Expression:
        if function == "previous":
            return _previous(word, arguments, span)
        many = 1 if function in ONE_ARGUMENT else 2 if function == "round" else len(arguments)
        if len(arguments) > many:
            raise FormulaError(f"{word} takes {many} argument{'s' * (many > 1)}, not {len(arguments)}", *span)
        if function in ("round", "abs"):
            for one in arguments:
                if isinstance(one, Range):
                    raise FormulaError(f"{word} works on one figure, not on a range", *one.span)
        if function == "round" and len(arguments) == 2 and not _whole(arguments[1]):
            raise FormulaError("the decimals of round are a whole number", *arguments[1].span, "round(share, 1)")
        return Call(function, tuple(arguments), span)

    def _previous_of(self) -> Previous:
        """`previous count`, without parentheses."""
        word = self.take()
        operand = self._named()
        return Previous(operand, PREVIOUS[word.text.casefold()], (word.span[0], operand.span[1]))


def _joined(operator: str, left: Condition, right: Condition, span: Span) -> Logical:
    """Two conditions joined; what is already joined by the same word is one with them."""
    first = left.operands if isinstance(left, Logical) and left.operator == operator else (left,)
    return Logical(operator, (*first, right), span)


def _of_table(found: Expression, table: str, start: int) -> Expression:
    if isinstance(found, Name | Cell):
        return replace(found, table=table, span=(start, found.span[1]))
    raise FormulaError("a row, a column or a cell follows '!'", *found.span, "sum(enrolment!count)")


def _lettered(token: Token) -> Cell:
    found = LETTERS.fullmatch(token.text)
    assert found is not None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return Cell(int(found[2]), column, label=token.text, span=token.span)


def _whole(expression: Expression) -> bool:
    inner = expression.operand if isinstance(expression, Negative) else expression
    return isinstance(inner, Number) and not inner.unit and inner.value.denominator == 1


def _previous(word: str, arguments: list[Expression], span: Span) -> Previous:
    operand, *steps = arguments
    if isinstance(operand, Range):
        raise FormulaError(f"{word} works on one figure, not on a range", *operand.span)
    if len(steps) > 1:
        raise FormulaError(f"{word} takes 2 arguments, not {len(arguments)}", *span)
    by = PREVIOUS[word.casefold()]
    if steps:
        label = steps[0].label.casefold() if isinstance(steps[0], Name) else ""
        if label not in STEPS:
            hint = "known: row, period, file"
            raise FormulaError("the second argument of previous says what is gone back by", *steps[0].span, hint)
        by = STEPS[label]
    return Previous(operand, by, span)
