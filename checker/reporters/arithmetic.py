"""The lines under a finding: the sum written out, what rounding allows, who is suspected."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from checker.algebra import base_of
from checker.decimals import shown
from checker.figures import Figure
from checker.intervals import INFINITY, Interval
from checker.languages import Sentence
from checker.messages import Facts, shared_out
from checker.naming import spot
from checker.printing import figure_text, multiplier, number_text, places_of
from checker.relations import ANNUAL, MARGIN, Judgement, Kind, Relation, Term, Verdict
from checker.report import counted
from checker.reporters.cells import cells_named, folded

if TYPE_CHECKING:
    from checker.declared.filling import Filled

NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MOST_BASES, BASE_PLACES = 6, 1
SKIPPED = "..."
QUOTIENTS = (Kind.SHARE, Kind.RATE, Kind.PER_HEAD, Kind.RATIO)
DECIMALS_ZH = ("整数", "一位小数", "两位小数", "三位小数", "四位小数")
DECIMALS_EN = ("to a whole number", "to one decimal", "to two decimals", "to three decimals", "to four decimals")


def number_word(number: int) -> str:
    """A small number as a word."""
    return NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else f"{number:,}"


def note(facts: Facts, vertical: bool) -> Sentence:
    """What stands behind the carets: the gap in words."""
    relation = facts.relation
    if facts.judgement.verdict is Verdict.HELD:
        return Sentence("holds by itself", "单独成立")
    if relation.demand:
        return Sentence(relation.demand, relation.demand)
    if relation.kind in (Kind.SUM, Kind.DIFFERENCE) and relation.factor == 1:
        return _gap_note(facts, vertical)
    if relation.kind in (*QUOTIENTS, Kind.GROWTH):
        return Sentence(f"the two figures give {facts.computed}", f"由两数得{facts.computed}")
    if relation.kind is Kind.SHARES:
        total = _total_text(relation)
        return Sentence(f"add up to {total}", f"相加为{total}")
    if relation.kind is Kind.POSSIBLE:
        return Sentence("no whole count gives this", "没有整数能得出")
    if relation.kind is Kind.COMMON_BASE:
        return Sentence("these imply different bases", "推出的基数各不相同")
    if relation.kind in (Kind.BOUND, Kind.UNIT):
        return _limit_note(relation)
    if relation.kind is Kind.REPEAT:
        return Sentence("one quantity, stated differently", "同一指标，数值不同")
    if relation.kind is Kind.FORMULA and relation.result and relation.expression:
        return _filled(relation).allowed
    if facts.computed and relation.kind is not Kind.FORMULA:
        return Sentence(f"the other figures give {facts.computed}", f"由其他各数得{facts.computed}")
    return Sentence("these figures do not fit together", "这些数不能同时成立")


def _limit_note(relation: Relation) -> Sentence:
    if relation.kind is Kind.UNIT and relation.note == "grid":
        return Sentence("no multiple of the base that all others keep to", "不是其他各数共同的整数倍")
    if relation.kind is Kind.UNIT:
        return Sentence("out of size in its row and its column", "与本行、本栏的一般大小不符")
    if relation.note == "order":
        return Sentence("the two are in the wrong order", "两数大小颠倒")
    if len(relation.operands) < 2:
        return Sentence("outside its limits", "超出界限")
    return Sentence("a part cannot be more than its whole", "部分不能大于整体")


def _gap_note(facts: Facts, vertical: bool) -> Sentence:
    result, count = facts.relation.result, len(facts.operands)
    if result is None or facts.computed_value is None:
        return Sentence("", "")
    gap = result.value - facts.computed_value
    size = facts.number(abs(gap))
    minus = any(term.weight < 0 for term in facts.relation.operands)
    more, more_zh = ("more", "多") if gap > 0 else ("less", "少")
    signs = "+ and -" if minus else "+"
    if vertical:
        en = f"the {number_word(count)} rows marked {signs}"
        return Sentence(
            f"{size} {more} than {en}", f"比标有 {signs} 的{count}行{'' if minus else '之和'}{more_zh}{size}"
        )
    of, of_zh = ("the difference of ", "之差") if minus and count == 2 else ("", "" if minus else "之和")
    en = f"{size} {more} than {of}the {number_word(count)} figures underlined"
    return Sentence(en, f"比划线的{count}个数{of_zh}{more_zh}{size}")


def _total(relation: Relation) -> Fraction:
    return sum((term.weight * term.figure.value for term in relation.operands), Fraction(0))


def workings(facts: Facts, lang: str) -> list[tuple[str, str]]:
    """The arithmetic, line by line: the bases that counts and shares imply are set out one by one."""
    if facts.relation.kind is not Kind.COMMON_BASE:
        return [worked(facts, lang)]
    home = facts.operands[0].place
    pairs = list(zip(facts.operands[::2], facts.operands[1::2], strict=True))
    lines = [(cells_named(one, home).replace(", ", " / "), _implied(facts, *one, lang)) for one in pairs]
    return lines if len(lines) <= MOST_BASES else [*lines[:MOST_BASES], ("", SKIPPED)]


def _implied(facts: Facts, count: Figure, share: Figure, lang: str) -> str:
    """The whole that a count and its share imply."""
    written = f"{figure_text(count)} / {figure_text(share)}"
    sign = -1 if share.value < 0 else 1  # a fall and its negative rate are of the same base as a rise
    one, other = count.interval.scaled(Fraction(sign)), share.interval.scaled(Fraction(sign))
    base = base_of(one, other, facts.relation.factor) if other.positive else None
    if base is None or not _finite(base):
        return written
    low, high = (shown(Fraction(end), BASE_PLACES) for end in (base.low, base.high))
    between = Sentence(f"{low} to {high}", f"{low}至{high}").in_(lang)
    return f"{written} = {low if low == high else between}"


def worked(facts: Facts, lang: str = "en") -> tuple[str, str]:
    """The arithmetic: what it is of (cells), and the numbers written out."""
    relation, operands = facts.relation, facts.operands
    home = relation.result.place if relation.result else None
    cells, exact = cells_named(operands, home), _exact_text(facts)
    if relation.kind in (Kind.SUM, Kind.DIFFERENCE, Kind.SHARES):
        return cells, f"{shared_out(_chain(facts), relation.factor)} = {exact or _total_text(relation)}"
    if relation.kind in QUOTIENTS and len(operands) == 2:
        return cells.replace(", ", " / "), f"{facts.division} = {exact}"
    if relation.kind is Kind.GROWTH and len(operands) == 2:
        new_and_old = cells_named(operands[::-1], home)
        ratio = f"{facts.texts[1]} / {facts.texts[0]}"
        if relation.note == MARGIN:
            return new_and_old.replace(", ", " / "), f"1 - {ratio} = {exact}"
        if relation.note == ANNUAL and relation.constant is not None:
            ratio = f"({ratio})^(1/{shown(Fraction(relation.constant.low))})"
        return new_and_old.replace(", ", " / "), f"{ratio} - 1 = {exact}"
    if relation.kind is Kind.AVERAGE and all(term.weight == 1 for term in relation.operands):
        return cells, f"({_chain(facts)}) / {len(operands)} = {exact}"
    if relation.kind in (Kind.BOUND, Kind.UNIT):
        return cells, _against(facts)
    if relation.kind is Kind.COMMON_BASE:
        pairs = zip(facts.texts[::2], facts.texts[1::2], strict=True)
        return cells, ", ".join(folded([f"{count} / {share}" for count, share in pairs]))
    if relation.kind is Kind.POSSIBLE and len(operands) == 2:
        return cells.replace(", ", " / "), _possible(facts)
    if relation.kind is Kind.REPEAT:
        return cells, _compared(facts, "" if cells else lang)
    if relation.kind is Kind.FORMULA and relation.expression:
        return cells, _formula(facts)
    return cells, exact


def _filled(relation: Relation) -> Filled:
    from checker.declared.filling import filled_in

    return filled_in(relation)


def _formula(facts: Facts) -> str:
    """A formula with its figures: the side beside the stated figure, else the whole comparison."""
    if facts.judgement.verdict is Verdict.UNDECIDED:
        return ""
    found = _filled(facts.relation)
    equal = facts.relation.result is not None and found.operator == "=" and facts.operands
    if equal:
        return found.right
    return f"{found.left} {found.sign(facts.judgement.verdict is Verdict.HELD)} {found.right}"


def _possible(facts: Facts) -> str:
    """The shares that the two nearest whole counts give."""
    (share, base), relation = facts.operands, facts.relation
    number = base.value * relation.operands[-1].weight
    count = math.floor(share.value * number / relation.factor)
    places = places_of(share)
    given = (number_text(relation.factor * n / number, places, share.unit) for n in (count, count + 1))
    return ", ".join(f"{n:,} / {shown(number)} = {text}" for n, text in zip((count, count + 1), given, strict=True))


def _compared(facts: Facts, lang: str) -> str:
    """The values of a repeat; with the line or cell of each where a language is given."""
    texts = facts.texts
    if lang:
        pairs = zip(facts.operands, facts.texts, strict=True)
        texts = [f"{text} ({spot(one.place).in_(lang)})" for one, text in pairs]
    return (" = " if facts.judgement.verdict is Verdict.HELD else " != ").join(folded(texts))


def _against(facts: Facts) -> str:
    """A figure and the limit it keeps to, or does not."""
    texts, limit = facts.texts, facts.relation.constant
    beyond, below = (" <= ", " >= ") if facts.judgement.verdict is Verdict.HELD else (" > ", " < ")
    if len(texts) > 1 or limit is None:
        return beyond.join(texts[:2])
    value, unit = facts.operands[0].value, facts.operands[0].unit
    low = isinstance(limit.low, Fraction) and limit.low < limit.high and (value < limit.low or limit.high == INFINITY)
    end = number_text(Fraction(limit.low if low else limit.high), None, unit)
    return texts[0] + (below if low else beyond) + end


def _total_text(relation: Relation) -> str:
    """The sum of the operands, with the decimals of the finest."""
    figures = [term.figure for term in relation.operands]
    return number_text(_total(relation), max(map(places_of, figures)), figures[0].unit)


def _chain(facts: Facts) -> str:
    """The addends with their signs; a negative one is taken away."""
    terms = zip(facts.relation.operands, facts.texts, strict=True)
    chain = " ".join("+ ..." if part == "..." else part for part in folded([_addend(*term) for term in terms]))
    return f"-{chain.removeprefix('- ')}" if chain.startswith("- ") else chain.removeprefix("+ ")


def _addend(term: Term, text: str) -> str:
    negative = (term.weight < 0) != text.startswith("-")
    times = "" if abs(term.weight) == 1 else f"{shown(abs(term.weight))} x "
    return f"{'-' if negative else '+'} {times}{text.removeprefix('-')}"


def _exact_text(facts: Facts) -> str:
    """What the operands give: with the decimals stated where that is exact, else with two more."""
    value, result = facts.computed_value, facts.relation.result
    if value is None or result is None:
        return "" if value is None else facts.number(value)
    places, size = places_of(result), multiplier(result)[0]
    exact = (value / size * 10**places).denominator == 1
    return facts.number(value, places if exact else places + 2)


def allowed(facts: Facts) -> Sentence:
    """What rounding allows, and why."""
    judgement, relation = facts.judgement, facts.relation
    if judgement.computed is None or judgement.stated is None or not _finite(judgement.computed):
        return Sentence("", "")
    if not _finite(judgement.stated):
        return Sentence("", "")
    if relation.kind in (Kind.SUM, Kind.DIFFERENCE, Kind.SHARES, Kind.AVERAGE):
        return _allowed_gap(facts, judgement)
    if relation.result is not None:
        return _allowed_values(facts, relation.result, judgement.computed)
    return Sentence("", "")


def _finite(interval: Interval) -> bool:
    return all(isinstance(end, Fraction | int) for end in (interval.low, interval.high))


def _allowed_gap(facts: Facts, judgement: Judgement) -> Sentence:
    assert judgement.computed is not None and judgement.stated is not None
    slack = Fraction(judgement.computed.width + judgement.stated.width) / 2
    figures = facts.relation.figures
    if slack == 0:
        whole = all(figure.value.denominator == 1 for figure in figures)
        kind, kind_zh = ("whole numbers", "均为整数") if whole else ("exact figures", "均为精确数")
        return Sentence(f"0 ({kind}, nothing is rounded)", f"0（{kind_zh}，没有舍入）")
    low, high = (facts.number(end) for end in _room(facts.relation, judgement.computed, judgement.stated))
    size, why = facts.number(slack), _why(facts.relation)
    return Sentence(f"{size} either way, {low} to {high} ({why.en})", f"上下{size}，即{low}至{high}（{why.zh}）")


def _why(relation: Relation) -> Sentence:
    """Why a sum need not agree exactly: how many figures are rounded, and to what."""
    if relation.policy != "nearest":
        return Sentence(f"figures rounded by the policy {relation.policy}", f"舍入方式：{relation.policy}")
    if relation.resolution:
        fine = shown(relation.resolution)
        return Sentence(f"as the other lines show, rounded to {fine}", f"由其他各行可知，各数舍入到{fine}")
    rounded = [figure for figure in relation.figures if not figure.exact]
    steps, count = {figure.ulp for figure in rounded}, counted(len(rounded), "figure")
    if len(steps) == 1:
        step = shown(min(steps))
        to, to_zh = ("whole numbers", "整数") if step == "1" else (step, step)
        return Sentence(f"{count} rounded to {to}", f"{len(rounded)}个数舍入到{to_zh}")
    return Sentence(f"{count} rounded, each to its last place", f"{len(rounded)}个数舍入到各自末位")


def _room(relation: Relation, computed: Interval, stated: Interval) -> tuple[Fraction, Fraction]:
    """What the result may be printed as; of shares, what their printed sum may be for the constant."""
    low, high = Fraction(computed.low), Fraction(computed.high)
    if relation.result is None:
        total = _total(relation)
        return Fraction(stated.low) - (high - total), Fraction(stated.high) + (total - low)
    return low - Fraction(stated.width) / 2, high + Fraction(stated.width) / 2


def _allowed_values(facts: Facts, result: Figure, computed: Interval) -> Sentence:
    """The values that could have been printed: the computed ones, rounded to the place of the result."""
    places = places_of(result)
    low, high = (Fraction(end) for end in (computed.low, computed.high))
    ends = sorted({_printed(low, result.ulp), _printed(high, result.ulp)})
    texts = [facts.number(end, places) for end in ends]
    word = min(places, len(DECIMALS_EN) - 1)
    exact, other = facts.number(low, places + 2), facts.number(high, places + 2)
    if len(texts) == 1 and (low == high or (facts.relation.note == ANNUAL and exact == other)):
        return Sentence(f"{texts[0]} ({exact} {DECIMALS_EN[word]})", f"{texts[0]}（{exact}取{DECIMALS_ZH[word]}）")
    span, span_zh = " to ".join(texts), "至".join(texts)
    inner = f"{exact} to {other}"
    return Sentence(
        f"{span} ({inner} from the figures as rounded)", f"{span_zh}（按各数的舍入范围为{inner.replace(' to ', '至')}）"
    )


def _printed(value: Fraction, ulp: Fraction) -> Fraction:
    return ulp * math.floor(value / ulp + Fraction(1, 2))
