"""The functions of formulas, by their English and Chinese names, and what each works on."""

from __future__ import annotations

from checker.declared.expressions import (
    Call,
    Comparison,
    Expression,
    Logical,
    Member,
    Name,
    Negative,
    Number,
    Part,
    Previous,
    Range,
    Span,
)
from checker.declared.tokens import FormulaError

FUNCTIONS = {one: one for one in ("sum", "average", "count", "min", "max", "abs", "round", "previous")}
FUNCTIONS |= {"合计": "sum", "求和": "sum", "平均": "average", "计数": "count", "最小": "min", "最大": "max"}
FUNCTIONS |= {"绝对值": "abs", "四舍五入": "round", "上期": "previous", "上年": "previous"}
# Words for `previous`, and what each goes back by where the formula does not say.
PREVIOUS = {"previous": "", "上期": "", "上年": "period"}
STEPS = {one: one for one in ("row", "period", "file")}
STEPS |= {"行": "row", "上行": "row", "期": "period", "时期": "period", "年": "period", "文件": "file"}
LIMITS = {"abs": 1, "round": 2, "previous": 2}


def called(word: str, span: Span, arguments: list[Part], whole: Span) -> Expression:
    """A function, called by a word at `span`, with its arguments. Raises FormulaError for what it cannot take."""
    function = FUNCTIONS[word.casefold()]
    operands = [_operand(one) for one in arguments]
    limit = LIMITS.get(function, len(operands))
    if len(operands) > limit:
        raise FormulaError(f"{word} takes {limit} argument{'s' * (limit > 1)}, not {len(operands)}", *span)
    if function in LIMITS and isinstance(operands[0], Range):
        raise FormulaError(f"{word} works on one figure, not on a range", *operands[0].span)
    if function == "previous":
        return previous(word, operands[0], whole, operands[1:])
    if function == "round" and len(operands) == 2 and not _whole(operands[1]):
        raise FormulaError("the decimals of round are a whole number", *operands[1].span, "round(share, 1)")
    return Call(function, tuple(operands), whole)


def known(word: str, span: Span) -> None:
    """Raises FormulaError, with a hint, for a word that names no function."""
    if word.casefold() not in FUNCTIONS:
        english = ", ".join(dict.fromkeys(FUNCTIONS.values()))
        hint = f"a name with parentheses in it stands in quotes; functions: {english}"
        raise FormulaError(f"no function is called {word!r}", *span, hint)


def previous(word: str, operand: Expression, span: Span, steps: list[Expression]) -> Previous:
    """`previous(x)` or `previous(x, period)`. Raises FormulaError for a step there is not."""
    by = PREVIOUS[word.casefold()]
    for step in steps:
        by = STEPS.get(step.label.casefold(), "") if isinstance(step, Name) and not step.table else ""
        if not by:
            sentence = f"the second argument of {word} says what it goes back by"
            raise FormulaError(sentence, *step.span, "known: row, period, file")
    return Previous(operand, by, span)


def _operand(one: Part) -> Expression:
    if isinstance(one, Comparison | Member | Logical):
        raise FormulaError("a comparison cannot stand inside a function", *one.span)
    return one


def _whole(expression: Expression) -> bool:
    inner = expression.operand if isinstance(expression, Negative) else expression
    return isinstance(inner, Number) and not inner.unit and inner.value.denominator == 1
