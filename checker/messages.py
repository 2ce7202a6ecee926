"""What is wrong, in one sentence, in English and Chinese."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from checker.decimals import shown
from checker.figures import Figure
from checker.languages import Sentence
from checker.naming import Line, full_name, in_chinese, is_plain_total, line_of, own_label, quoted
from checker.printing import figure_text, multiplier, number_text, places_of, unlike
from checker.relations import ANNUAL, MARGIN, Judgement, Kind, Relation, Verdict
from checker.restating import restated

if TYPE_CHECKING:
    from checker.findings import Finding

FEW = 3
SIGNS = {"percent": 100, "permille": 1000}  # what a printed sign stands for


@dataclass(frozen=True, slots=True)
class Facts:
    """The words and numbers a sentence is made of, ready to print."""

    judgement: Judgement
    line: Line
    stated: str
    computed: str
    computed_value: Fraction | None

    @property
    def relation(self) -> Relation:
        return self.judgement.relation

    @property
    def operands(self) -> tuple[Figure, ...]:
        return tuple(term.figure for term in self.relation.operands)

    def number(self, value: Fraction, places: int | None = None) -> str:
        """A number in the unit and the multiplier of the result."""
        result = self.relation.result
        return number_text(value, places, self.judgement.unit, multiplier(result) if result else (1, ""))

    @property
    def texts(self) -> list[str]:
        """The operands as printed numbers."""
        return [figure_text(figure) for figure in self.operands]

    @property
    def division(self) -> str:
        """A quotient written out, with what it is multiplied by where no sign of percent says so."""
        (one, other), value, result = self.operands[:2], self.computed_value, self.relation.result
        times = Fraction(1)
        if value and one.value and other.value:
            times = value * other.value / one.value / SIGNS.get(result.unit.kind if result else "", 1)
        if times == 1 or 1 not in (times.numerator, times.denominator):
            return " / ".join(self.texts[:2])
        written = f" x {shown(times)}" if times > 1 else f" / {shown(1 / times)}"
        return " / ".join(self.texts[:2]) + written


def headlines(finding: Finding) -> dict[str, str]:
    """The headline of a finding in both languages."""
    return told(finding.judgement)._asdict()


def told(judgement: Judgement) -> Sentence:
    """What a broken relation says, or one that holds but not with others, as a sentence without a full stop."""
    declared = judgement.relation.declaration
    if declared and any(declared.message):
        en, zh = declared.message
        return Sentence(en or zh, zh or en)
    teller = _held if judgement.verdict is Verdict.HELD else _TELLERS.get(judgement.relation.kind, _other)
    return teller(facts_of(judgement))


def facts_of(judgement: Judgement) -> Facts:
    """The numbers of a judgement as they are told."""
    relation = judgement.relation
    result = relation.result
    computed = _computed_value(judgement)
    stated = figure_text(result) if result else ""
    if computed is None:
        return Facts(judgement, line_of(relation.figures), stated, "", None)
    places = places_of(result) if result else _finest(relation)
    unit = judgement.unit
    text = unlike(computed, places, unit, stated, multiplier(result) if result else (1, ""))
    return Facts(judgement, line_of(relation.figures), stated, text, computed)


def _computed_value(judgement: Judgement) -> Fraction | None:
    """What the printed operands give: stated value less the difference, else the middle of the interval."""
    result, interval = judgement.relation.result, judgement.computed
    if result and judgement.difference is not None:
        return result.value - judgement.difference
    if interval is None or not isinstance(interval.low, Fraction | int):
        return None
    if not isinstance(interval.high, Fraction | int):
        return None
    return Fraction(interval.low + interval.high) / 2


def _finest(relation: Relation) -> int:
    return max((places_of(term.figure) for term in relation.operands), default=0)


_FIGURE = Sentence("the figure", "该数")
_UNNAMED = {
    Kind.SUM: Sentence("the total", "总数"),
    Kind.DIFFERENCE: Sentence("the difference", "差额"),
    Kind.AVERAGE: Sentence("the average", "平均数"),
}


def subject(facts: Facts) -> Sentence:
    """What the stated figure is: the line where it is that line's total, else the item in the line."""
    result, line = facts.relation.result, facts.line
    if result is None:
        return Sentence("the figures", "各项")
    if not line.axis:
        name = full_name(result)
        return Sentence(name, in_chinese(name)) if name else _UNNAMED.get(facts.relation.kind, _FIGURE)
    own, axis_zh = own_label(result, line), "列" if line.axis == "column" else "行"
    whole = Sentence(f"{line.axis} {quoted(line.name)}", f"{in_chinese(quoted(line.name))}{axis_zh}")
    if not own:
        return whole
    if is_plain_total(own):
        return Sentence(whole.en, f"{whole.zh}{own}")
    return Sentence(f"{quoted(own)} of {whole.en}", f"{whole.zh}{in_chinese(quoted(own))}")


def _held(facts: Facts) -> Sentence:
    """A relation that holds by itself, but not together with others."""
    what, texts = subject(facts), _listed(facts.texts, ", ")
    en = f"{what.en} {facts.stated} agrees with {texts}" if facts.stated else f"{texts} agree"
    zh = f"{what.zh}{facts.stated}与{texts}相符" if facts.stated else f"{texts}相符"
    return Sentence(f"{en}, but not if other relations hold too", f"{zh}，但与其他关系不能同时成立")


def _sum(facts: Facts) -> Sentence:
    what, count = subject(facts), len(facts.operands)
    parts, parts_zh = _parts(facts, count)
    en = f"{what.en} is stated as {facts.stated} but {parts} add up to {facts.computed}"
    return Sentence(en, f"{what.zh}为{facts.stated}，{parts_zh}相加得{facts.computed}")


def _parts(facts: Facts, count: int) -> tuple[str, str]:
    own = own_label(facts.relation.result, facts.line) if facts.relation.result else ""
    if any(term.weight != 1 for term in facts.relation.operands):
        return f"its {count} items, added and subtracted,", f"{count}项加减"
    if facts.line.axis and is_plain_total(own):
        return ("its rows" if facts.line.axis == "column" else "its columns"), "各项"
    return f"its {count} parts", f"{count}个分项"


def _difference(facts: Facts) -> Sentence:
    what = subject(facts)
    sides = shared_out(" - ".join(facts.texts[: FEW + 1]), facts.relation.factor)
    en = f"{what.en} is stated as {facts.stated} but {sides} is {facts.computed}"
    return Sentence(en, f"{what.zh}为{facts.stated}，而{sides}得{facts.computed}")


def shared_out(sides: str, factor: Fraction) -> str:
    """A difference written out, with the number of years it is shared among: (120 - 80) / 4."""
    return sides if factor == 1 else f"({sides}) / {shown(1 / factor)}"


def _quotient(facts: Facts) -> Sentence:
    place, place_zh = _where(facts)
    en = f"{facts.division} is {facts.computed}, {place} says {facts.stated}"
    return Sentence(en, f"{facts.division}得{facts.computed}，{place_zh}为{facts.stated}")


def _where(facts: Facts) -> tuple[str, str]:
    in_table = any(figure.place.row is not None for figure in facts.relation.figures)
    return ("the table", "表中") if in_table else ("the text", "文中")


def _growth(facts: Facts) -> Sentence:
    old, new = facts.texts[:2]
    place, place_zh = _where(facts)
    falls = facts.computed_value is not None and facts.computed_value < 0
    change, change_zh = ("a decrease", "减少") if falls else ("an increase", "增长")
    size = facts.computed.removeprefix("-")
    if facts.relation.note == ANNUAL and facts.relation.constant is not None:
        years = shown(Fraction(facts.relation.constant.low))
        en = f"from {old} to {new} in {years} years is {change} of {size} a year, {place} says {facts.stated}"
        return Sentence(en, f"{years}年间由{old}到{new}年均{change_zh}{size}，{place_zh}为{facts.stated}")
    if facts.relation.note == MARGIN:
        en = f"what {new} leaves of {old} is {facts.computed} of it, {place} says {facts.stated}"
        return Sentence(en, f"{old}减{new}，余额占{facts.computed}，{place_zh}为{facts.stated}")
    en = f"from {old} to {new} is {change} of {size}, {place} says {facts.stated}"
    return Sentence(en, f"由{old}到{new}{change_zh}{size}，{place_zh}为{facts.stated}")


def _shares(facts: Facts) -> Sentence:
    relation, count = facts.relation, len(facts.operands)
    whole = relation.constant.low if relation.constant else Fraction(100)
    unit = facts.operands[0].unit if facts.operands else None
    target = number_text(Fraction(whole), None, unit)
    total = sum((term.weight * term.figure.value for term in relation.operands), Fraction(0))
    text = unlike(total, _finest(relation), unit, target)
    of, of_zh = ("changes of shares", "比重增减") if relation.note == "shifts" else ("shares", "比重")
    name = f"the {count} {of}" + (f" of {facts.line.axis} {quoted(facts.line.name)}" if facts.line.axis else "")
    name_zh = in_chinese(quoted(facts.line.name)) if facts.line.axis else ""
    return Sentence(f"{name} add up to {text}, not {target}", f"{name_zh}{count}个{of_zh}相加为{text}，不是{target}")


def _average(facts: Facts) -> Sentence:
    count = len(facts.operands)
    what = subject(facts)
    en = f"{what.en} is stated as {facts.stated} but the average of its {count} items is {facts.computed}"
    return Sentence(en, f"{what.zh}为{facts.stated}，{count}项的平均数为{facts.computed}")


def _bound(facts: Facts) -> Sentence:
    figures = facts.operands
    part, *others = (_named(figure, facts.line) for figure in figures[:2])
    if others:
        whole, (en, zh) = others[0], _REASONS.get(facts.relation.note, (", of which it is a part", "其所属的"))
        line = Sentence("", "")
        if facts.line.axis:
            axis_zh, name = ("列" if facts.line.axis == "column" else "行"), quoted(facts.line.name)
            line = Sentence(f"in {facts.line.axis} {name}, ", f"{in_chinese(name)}{axis_zh}")
        return Sentence(f"{line.en}{part[0]} is more than {whole[0]}{en}", f"{line.zh}{part[1]}大于{zh}{whole[1]}")
    limit = facts.relation.constant
    if limit is None or limit.low == limit.high or figures[0].value > limit.high:
        top = number_text(Fraction(limit.high), None, figures[0].unit) if limit else ""
        return Sentence(f"{part[0]} is more than {top}", f"{part[1]}大于{top}")
    bottom = number_text(Fraction(limit.low), None, figures[0].unit)
    return Sentence(f"{part[0]} is less than {bottom}", f"{part[1]}小于{bottom}")


_REASONS = {"order": ("", ""), "subset": (", which includes it", "包括它的")}


def _named(figure: Figure, line: Line) -> tuple[str, str]:
    own = own_label(figure, line)
    name = quoted(own) if own else full_name(figure)
    return f"{name} {figure_text(figure)}".lstrip(), f"{in_chinese(name)}{figure_text(figure)}"


def _common_base(facts: Facts) -> Sentence:
    pairs = [f"{count} ({share})" for count, share in zip(facts.texts[::2], facts.texts[1::2], strict=False)]
    en, zh = _listed(pairs, " and "), _listed(pairs, "、")
    if facts.relation.result is not None:
        verb = "does" if len(pairs) == 1 else "do"
        what = subject(facts)
        return Sentence(f"{en} {verb} not imply {what.en} {facts.stated}", f"{zh}推不出{what.zh}{facts.stated}")
    return Sentence(f"{en} imply no common whole", f"{zh}推不出同一个总数")


def _listed(texts: list[str], separator: str) -> str:
    """Texts in a row, the middle left out where they are many."""
    return separator.join(texts if len(texts) <= FEW + 1 else [*texts[:FEW], "...", texts[-1]])


def _possible(facts: Facts) -> Sentence:
    *shares, base = facts.operands
    texts = ", ".join(figure_text(one) for one in shares[:FEW])
    if len(shares) > 1:
        en = f"no whole numbers that add up to {figure_text(base)} give the shares {texts}"
        return Sentence(en, f"相加为{figure_text(base)}的整数得不出这些比重：{texts}")
    en = f"no whole number out of {figure_text(base)} is {texts}"
    return Sentence(en, f"总数为{figure_text(base)}，没有哪个整数占{texts}")


def _unit(facts: Facts) -> Sentence:
    name = full_name(facts.operands[0]) if facts.operands else "a figure"
    if facts.judgement.relation.note == "grid":
        stated = facts.operands[0].text
        return Sentence(
            f"{name} is {stated}, where all other figures are multiples of one base",
            f"{in_chinese(name)}为{stated}，而表中其他各数均为同一整数的倍数",
        )
    return Sentence(f"{name} seems to be stated in another unit", f"{in_chinese(name)}的计量单位似乎不同")


def _list(facts: Facts) -> Sentence:
    listed = facts.computed or str(len(facts.operands))
    return Sentence(f"{facts.stated} items are announced, {listed} follow", f"称有{facts.stated}项，列出{listed}项")


def _formula(facts: Facts) -> Sentence:
    """A declared formula with the figures put in."""
    declared, line = facts.relation.declaration, facts.line
    if facts.relation.expression is None or declared is None:
        return _other(facts)
    from checker.declared.filling import filled_in

    found, text = filled_in(facts.relation).told, quoted(declared.text)
    where = Sentence("", "")
    if not line.shared and facts.relation.result:
        name = full_name(facts.relation.result)
        where = Sentence(f" at {name}", in_chinese(name))
    elif line.axis:
        axis_zh = "列" if line.axis == "column" else "行"
        where = Sentence(f" in {line.axis} {quoted(line.name)}", f"{in_chinese(quoted(line.name))}{axis_zh}")
    return Sentence(f"{text} does not hold{where.en}: {found.en}", f"{where.zh}不符合{in_chinese(text)}：{found.zh}")


def _other(facts: Facts) -> Sentence:
    what = subject(facts)
    en = f"{what.en} is stated as {facts.stated} but should be {facts.computed}"
    return Sentence(en, f"{what.zh}为{facts.stated}，应为{facts.computed}")


_TELLERS: dict[Kind, Callable[[Facts], Sentence]] = {
    Kind.SUM: _sum,
    Kind.DIFFERENCE: _difference,
    Kind.SHARE: _quotient,
    Kind.RATE: _quotient,
    Kind.PER_HEAD: _quotient,
    Kind.RATIO: _quotient,
    Kind.GROWTH: _growth,
    Kind.SHARES: _shares,
    Kind.AVERAGE: _average,
    Kind.BOUND: _bound,
    Kind.REPEAT: restated,
    Kind.COMMON_BASE: _common_base,
    Kind.POSSIBLE: _possible,
    Kind.UNIT: _unit,
    Kind.LIST: _list,
    Kind.FORMULA: _formula,
}
