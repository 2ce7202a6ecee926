"""Clues of Chinese sentences."""

from __future__ import annotations

import re
from collections.abc import Set

from checker.lexicon import prose_zh
from checker.prose.clue import Clue, Worded, last_clause
from checker.reading.passages import Mention


def _any(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


def _first(words: str) -> str:
    """The characters that some words begin with."""
    return " ".join({word[0] for word in words.split()})


NEAR = 80  # characters before a figure; the patterns that end at it are shorter
_FILL = r"(?:约|约为|近|超过|逾|达|达到|仅|只|高达|将近|接近)?"
_ZH_TIMES = rf"(?:{_any(prose_zh.BASE_TIMES)}|\d{{4}}(?:-\d{{4}})?年|[一二三四五六七八九十]年前)"
_ZH_ARRIVED = Worded(
    "到 至 成 为",
    rf"(?:{_any(prose_zh.ARRIVED)})(?:了)?(?:到|至|成为|成|为)(?:了)?(?:[^,，。;；:()]{{0,8}}的|[^,，。;；:()\d]{{0,3}}\d{{4}}年[^,，。;；:()]{{0,6}})?{_FILL}\s*$",
)
_ZH_UP = Worded(
    _first(prose_zh.UP),
    rf"(?:{_any(prose_zh.UP)}|(?<!自)(?:增|涨|升)(?:幅|速))(?:了|(?<!增)(?<!升)(?:幅度?|率|量|数|额|速))?(?:为|是|达|达到)?{_FILL}\s*[(:]?\s*$",
)
_ZH_DOWN = Worded(
    _first(prose_zh.DOWN),
    rf"(?:{_any(prose_zh.DOWN)}|(?:降|跌|减)幅)(?:了|(?<!降)(?<!减)(?:幅度?|率|量|数|额|速))?(?:为|是|达|达到)?{_FILL}\s*[(:]?\s*$",
)
_ZH_UP_COMPARED = Worded(prose_zh.UP_COMPARED, rf"(?:{_any(prose_zh.UP_COMPARED)})(?:了|出)?{_FILL}\s*$")
_ZH_DOWN_COMPARED = Worded(prose_zh.DOWN_COMPARED, rf"(?:{_any(prose_zh.DOWN_COMPARED)})(?:了|出)?{_FILL}\s*$")
_ZH_COMPARED = Worded("比 较 照 同", rf"{_any(prose_zh.COMPARED)}")
_ZH_BASE_TOUCHING = Worded(
    _first(prose_zh.BASE_TIMES) + " 年 比 较",
    rf"(?:(?:比|较|与|同|跟|和){_ZH_TIMES}(?:同期|同月|末|底|时|度)?[^,，。;；:()增减升降]{{0,8}}?(?:的|为|是)|{_ZH_TIMES}(?:同期|末|底)?(?:的|为|是)?|(?:比|较)[^,，。;；:()%增减升降多少]{{1,14}}的)\s*[(:]?\s*$",
)
_ZH_SOURCE = Worded("由 从 自", r"(?:由|从|自)[^,，。;；:()]{0,24}$")
_ZH_GOES_ON = re.compile(r"[^,，。;；:()\d]{0,14}(?:到|至|为|成)")
_ZH_SHARE = Worded(
    "占",
    r"占(?![地用领]|有(?![^,，。;；:()占]{1,20}的))(?:到|了|据)?(?P<whole>[^,，。;；:()占]{0,24}?)的?(?:比例|比重|份额|百分比|比率|比)?(?:约?为|是|达到?|约|近|超过|将近|高达)?\s*:?\s*$",
)
_ZH_WEIGHT = Worded("比 份 占", r"(?:占比|比重|比例|占有率|份额|构成比|百分比)(?:约?为|是|达到?|约|有)?\s*:?\s*$")
_ZH_INSIDE = re.compile(r"\s*(?:里|中|当中|之中|内)?(?:所)?(?:占|有)\s*(?:了|约|到|近)?\s*$")
_ZH_OF_WHICH = Worded(_first(prose_zh.OF_WHICH) + " 含", rf"(?:{_any(prose_zh.OF_WHICH)}|(?<=[,，;；])\s?含)")
_ZH_WITHIN = Worded("里 中 内", r"(?:^|[,，。;；\s])([^,，。;；:\s]{2,14}?)(?:里|中|当中|之中|内)[,，:]")
_ZH_PARTITION = Worded(
    "分 具 依 成", r"分别(?:为|是|有|达)|具体(?:为|是|有)|依次(?:为|是)|组成|构成|分为|分成|分布|按[^,，]{1,10}分"
)
_ZH_TOTAL = Worded(_first(prose_zh.TOTAL), rf"(?:{_any(prose_zh.TOTAL)})")
_ZH_CLOSING = Worded(
    _first(prose_zh.CLOSING) + " 以 上",
    rf"[^,，;；。]{{0,10}}?[,，;；、。:)\s]+(?:[^,，;；。、]{{0,6}}?)(?:{_any(prose_zh.CLOSING)}|(?:以上|上述)[^,，;；。、]{{0,8}}$)",
)
_ZH_REMAINDER = Worded(_first(prose_zh.REMAINDER), rf"(?:{_any(prose_zh.REMAINDER)})")
_ZH_PER = Worded(
    "均 每",
    r"(?P<per>人均|生均|户均|班均|校均|师均|亩均|场均|件均|床均|日均|月均|年均|(?:平均)?每(?!年)[^,，。;；:()\d]{1,7}?(?=平均|拥有|共?有|的|约|占|为|配|$)|平均)",
)
_ZH_PACES = {
    period: re.compile(rf"(?:{_any(words)})[^,，。;；:()\d]{{0,14}}[(:]?$") for period, words in prose_zh.PACES.items()
}
LONGEST_VERB = 40  # characters of all that stands between a subject and its figure
_ZH_TAIL_VERB = re.compile(
    r"(?<!合计|总计|分别|其中|超过|突破|总数|人数|累计)(?<![的有为是达共到约仅只了近超现计各逾])(?!(?<=[合总累])计)"
    r"(?:合计|总计|分别|其中|超过|突破|总数|人数|累计|[的有为是达共到约仅只了近超现计各逾])++$"
)
_VERB_ENDS = frozenset("计别中过破数的有为是达共到约仅只了近超现各逾")


def _zh_sign(lead: str, said: Set[str], after_base: bool) -> int:
    """The direction of a change that ends right before the figure."""
    compared = bool(_ZH_COMPARED.search(lead[-40:], said))
    lead = lead[-NEAR:]
    for sign, plain, other in ((1, _ZH_UP, _ZH_UP_COMPARED), (-1, _ZH_DOWN, _ZH_DOWN_COMPARED)):
        match = plain.search(lead, said)
        if match and (not match[0].startswith("新增") or compared):
            return sign
        if (compared or after_base) and other.search(lead, said):
            return sign
    return 0


_ZH_BRACKETS = re.compile(r"\([^()]{0,80}\)|^[^()]{0,80}\)")
_ZH_FUNCTION = re.compile(
    rf"{_ZH_TIMES}|(?:与|同|跟|和)[^,，。;；:]{{0,30}}?(?:相比|相较|比较|对比)|相比|相较"
    rf"|(?:\d{{1,2}}|[一二三四五六七八九十两]{{1,2}})年(?:来|间|共|里)|(?:比|较|与|同|跟|和|对比)[^,，。;；:]{{0,14}}?(?:同期|相比|比较|对照|年|月|季度|{_any(prose_zh.BASE_TIMES)})|同比|环比|年均|月均|[的了也又则均共约都再略已仍较更是为和并且比每年总]|分别|有所|大幅|小幅|明显|显著|总体|实际|名义|累计|平均|直接|进一步|增幅|降幅|涨幅|减幅|升幅|跌幅|同期|规模|总数|人数|数量|总量|总额|{_any(prose_zh.UP)}|{_any(prose_zh.DOWN)}|{_any(prose_zh.UP_COMPARED)}|{_any(prose_zh.DOWN_COMPARED)}"
)


def _zh_foreign(lead: str) -> bool:
    """Whether a change has a subject of its own, so that it is not said of the figure before it."""
    words = _ZH_FUNCTION.sub("", _ZH_BRACKETS.sub("", lead))
    return sum("\u4e00" <= c <= "\u9fff" or (c.isascii() and c.isalpha()) for c in words) >= 2


_ASIDE = re.compile(r"\([^()]{0,60}\)")
_ZH_THAN = Worded("比 较", r"(?:比|较)[^,，。;；:()%]{1,30}$")
_ZH_WITH = Worded("与 同 跟 和", r"(?:与|同|跟|和)[^,，。;；:()%]{1,30}$")
_ZH_SET_AGAINST = re.compile(r"\s*(?:相比|相较|作比较|比较,|对比)")
_ZH_CHANGED = re.compile(r"(?:增加|减少|增长|下降|上升|提高|降低)了?$")
_ZH_CHANGES = re.compile(
    rf"\s*\)?(?:又|还|再|略|约)?(?:{_any(prose_zh.UP)}|{_any(prose_zh.DOWN)}|{_any(prose_zh.UP_COMPARED)}|{_any(prose_zh.DOWN_COMPARED)})"
)


def _zh_base(mention: Mention, lead: str, said: Set[str], sign: int) -> bool:
    """Whether a figure is what another is compared with: 比上年的N, 同期(N), 比甲的N低."""
    lead = lead[-NEAR:]
    if _ZH_THAN.search(lead, said) and _ZH_CHANGES.match(mention.tail) and not _ZH_CHANGED.search(lead):
        return True
    if not sign and _ZH_WITH.search(lead, said) and _ZH_SET_AGAINST.match(mention.tail):
        return True
    return not sign and bool(_ZH_BASE_TOUCHING.search(lead, said))


def _zh_pace(lead: str, sign: int) -> str:
    """The period that a change is told for on average: 年均增长, 平均每年增加; nothing for other figures."""
    if not sign or not any(mark in lead for mark in "均每逐递复化"):
        return ""
    return next((period for period, words in _ZH_PACES.items() if words.search(lead)), "")


_ZH_AT = re.compile(r"在[^,，。;；]{0,10}$")
_ZH_AMONG = re.compile(r"[^,，。;；]{0,14}[中里]")


def _within(lead: str, said: Set[str]) -> str:
    """What the figure is one of: 新收的案件里，一审…; nothing for 其中."""
    match = _ZH_WITHIN.search(lead, said)
    return match[1].replace("的", "") if match and match[1] not in ("其", "这其") else ""


_ZH_ADVERBS = re.compile(r"分别|大约|[约所均各仅只也其则就已还又共]")


def _zh_share(lead: str, said: Set[str], has_figure_before: bool) -> tuple[bool, bool, bool, str]:
    """Whether the words make the figure a share; joined, inside, and the name of the whole."""
    if has_figure_before and (
        (_ZH_INSIDE.fullmatch(lead) and lead.strip()[:1] in "里中当之内") or lead.strip() in ("的", "的约")
    ):
        return True, False, True, ""
    match = _ZH_SHARE.search(lead, said)
    whole = match["whole"] if match else ""
    match = match or _ZH_WEIGHT.search(lead, said)
    if match is None:
        return False, False, False, ""
    between = lead[: match.start()].strip(" ,，;；:(、)")
    joined = has_figure_before and len(_ZH_ADVERBS.sub("", between)) < 2
    return True, joined, False, whole.strip("的 ")


def chinese_clue(mention: Mention, depth: int, before: Clue | None, first: bool) -> Clue:
    """The clue of a figure in a Chinese sentence; `first` says that no figure stands before it."""
    lead = _ASIDE.sub("", mention.lead) if "(" in mention.lead else mention.lead
    said, clause = set(lead), last_clause(lead)
    level = bool(_ZH_ARRIVED.search(lead[-NEAR:], said))
    sign = 0 if level else _zh_sign(lead, said, before is not None and before.base)
    share, joined, inside, whole = False, False, False, ""
    if not sign and mention.family in ("percent", "permille", "permyriad", ""):
        share, joined, inside, whole = _zh_share(lead, said, not first)
    base = not share and not level and _zh_base(mention, lead, said, sign)
    sign = 0 if base else sign
    per = None if share else _ZH_PER.search(clause, said)
    return Clue(
        sign=sign, share=share, joined=joined, inside=inside, whole=whole, base=base,
        source=bool(_ZH_SOURCE.search(lead[-NEAR:], said)) and bool(_ZH_GOES_ON.match(mention.tail)),
        level=level,
        of_which=_ZH_OF_WHICH.search(lead[-30:], said) is not None,
        total=bool(_ZH_TOTAL.search(clause, said)),
        closing=not first and bool(_ZH_CLOSING.match(lead, said)),
        partition=bool(_ZH_PARTITION.search(lead, said)),
        remainder=bool(_ZH_REMAINDER.search(clause, said)),
        respectively="分别" in lead or "依次" in lead,
        per=per["per"] if per else "",
        label=_label(clause), depth=depth,
        listed=lead.strip() in ("、", "和", "与", "及", ",", "，", "以及", "；", ";"),
        amid="在" in lead and bool(_ZH_AT.search(lead[-12:]) and _ZH_AMONG.match(mention.tail)),
        within=_within(lead, said), pace=_zh_pace(lead[-NEAR:], sign), foreign=bool(sign) and _zh_foreign(lead),
    )  # fmt: skip


def _label(clause: str) -> str:
    """What a figure is told of: its clause without the verbs right before the figure."""
    if clause[-1:] not in _VERB_ENDS:
        return clause
    return clause[:-LONGEST_VERB] + _ZH_TAIL_VERB.sub("", clause[-LONGEST_VERB:])
