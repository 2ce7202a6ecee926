"""A formula with its figures put in, for people: 4,120 is more than 2 * 2,000 = 4,000."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.decimals import shown
from checker.declared.bound import Added, Amount, Applied, Bound, Compared, Item, Lack, Minus, Over, Times, Whole
from checker.declared.evaluation import Evaluation
from checker.declared.judging import OPPOSITE, possible
from checker.figures import NO_UNIT, Unit
from checker.languages import Sentence
from checker.printing import figure_text, number_text
from checker.relations import Relation

MOST_PARTS, FIRST, LAST = 8, 4, 2
SUM, PRODUCT, SIGN, ALONE = range(4)  # how firmly an expression holds together
WORDS = {
    "=": Sentence("is not", "不等于"),
    "<=": Sentence("is more than", "大于"),
    "<": Sentence("is not less than", "不小于"),
    ">=": Sentence("is less than", "小于"),
    ">": Sentence("is not more than", "不大于"),
    "!=": Sentence("is the same as", "等于"),
}
LIMITS = {
    "=": Sentence("the other figures give", "由其他各数得"),
    "<=": Sentence("at most", "至多"),
    "<": Sentence("less than", "须小于"),
    ">=": Sentence("at least", "至少"),
    ">": Sentence("more than", "须大于"),
    "!=": Sentence("must not be", "不得等于"),
}


@dataclass(frozen=True, slots=True)
class Filled:
    """One comparison with figures: both sides as written and worked out, and what the right side comes to."""

    left: str
    operator: str
    right: str
    limit: str

    @property
    def told(self) -> Sentence:
        """That it does not hold, in words."""
        word = WORDS[self.operator]
        return Sentence(f"{self.left} {word.en} {self.right}", f"{self.left}{word.zh}{self.right}")

    def sign(self, held: bool) -> str:
        """The comparison that the figures show: the one that was asked for, or its opposite."""
        return self.operator if held else OPPOSITE[self.operator]

    @property
    def allowed(self) -> Sentence:
        """What the left side would have to be."""
        word = LIMITS[self.operator]
        return Sentence(f"{word.en} {self.limit}", f"{word.zh}{self.limit}")


def filled_in(relation: Relation) -> Filled:
    """The comparison of a formula that cannot hold, else its first one. Raises what evaluating it raises."""
    claim = relation.expression
    assert isinstance(claim, Compared)
    evaluation = Evaluation(relation)
    forms = [evaluation.form(operand) for operand in claim.operands]
    chosen = 0
    for at, operator in enumerate(claim.operators):
        if not possible(operator, evaluation.difference(*evaluation.alike(forms[at], forms[at + 1]))):
            chosen = at
            break
    one, other = evaluation.alike(forms[chosen], forms[chosen + 1])
    unit = one.measure.unit or NO_UNIT
    left = _side(claim.operands[chosen], relation, one.printed, unit)
    right = _side(claim.operands[chosen + 1], relation, other.printed, unit)
    return Filled(left, claim.operators[chosen], right, number_text(other.printed, None, unit))


def _side(node: Bound, relation: Relation, value: Fraction, unit: Unit) -> str:
    """A side as written, and what it comes to where that is not plain to see."""
    text = filled(node, [figure_text(figure) for figure in relation.figures])
    result = number_text(value, None, unit)
    alone = isinstance(node, Item | Amount | Whole) or text == result
    return text if alone else f"{text} = {result}"


def filled(node: Bound, texts: Sequence[str], outer: int = SUM) -> str:
    """An expression with the texts of its figures; parentheses where the order asks for them."""
    match node:
        case Item(index=index):
            return texts[index] if not texts[index].startswith("-") or outer < SIGN else f"({texts[index]})"
        case Lack():
            return "?"
        case Amount(value=value, unit=unit):
            return f"{shown(value)}{unit}"
        case Whole(value=value, unit=unit):
            return number_text(value, None, unit)
        case Added(parts=parts):
            return _enclosed(_chain(parts, texts), SUM, outer)
        case Minus(operand=operand):
            return _enclosed(f"-{filled(operand, texts, SIGN)}", SUM, outer)
        case Times(left=left, right=right):
            return _enclosed(f"{filled(left, texts, PRODUCT)} * {filled(right, texts, SIGN)}", PRODUCT, outer)
        case Over(left=left, right=right):
            return _enclosed(f"{filled(left, texts, PRODUCT)} / {filled(right, texts, SIGN)}", PRODUCT, outer)
        case Applied(function=function, parts=parts):
            return f"{function}({', '.join(_few([filled(part, texts) for part in parts]))})"
    return "?"


def _enclosed(text: str, own: int, outer: int) -> str:
    return f"({text})" if own < outer else text


def _chain(parts: Sequence[Bound], texts: Sequence[str]) -> str:
    signed = []
    for part in parts:
        minus = isinstance(part, Minus)
        inner = part.operand if isinstance(part, Minus) else part
        text = filled(inner, texts, PRODUCT)
        turned = text.startswith("-")
        signed.append(f"{'-' if minus != turned else '+'} {text.removeprefix('-')}")
    chain = " ".join("+ ..." if part == "..." else part for part in _few(signed))
    return f"-{chain.removeprefix('- ')}" if chain.startswith("- ") else chain.removeprefix("+ ")


def _few(parts: list[str]) -> list[str]:
    return parts if len(parts) <= MOST_PARTS else [*parts[:FIRST], "...", *parts[-LAST:]]
