"""What the words around a figure say of it, before any arithmetic: change, base, share, total, part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from checker.lexicon import prose_zh
from checker.reading.passages import Mention, Passage


@dataclass(frozen=True, slots=True)
class Clue:
    """What the words say of one figure.

    `sign` is the direction of a change (0: the figure is a level). `compared` says that the words compare,
    `base` that the figure is what is compared with, `source` and `level` that a change leads from here or
    to here. `share` figures are parts of a whole, named by `whole`; `joined` ones belong to the figure right
    before, `inside` ones have their whole right before. `per` is the head of a quotient. `label` is the
    subject, `foreign` that a change is told of a subject of its own, `of_next` that the whole of a share stands right after it, `amid` that the figure is what others are counted among, `depth` the depth of brackets, `breaks` says that a new statement begins before the figure.
    """

    sign: int = 0
    compared: bool = False
    base: bool = False
    source: bool = False
    level: bool = False
    share: bool = False
    joined: bool = False
    inside: bool = False
    whole: str = ""
    of_which: bool = False
    total: bool = False
    closing: bool = False
    partition: bool = False
    remainder: bool = False
    respectively: bool = False
    per: str = ""
    label: str = ""
    depth: int = 0
    listed: bool = False
    within: str = ""
    foreign: bool = False
    of_next: bool = False
    amid: bool = False


def _any(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_CLAUSE = re.compile(r"[,，;；。:、()\"“”—\n]")
_FILL = r"(?:约|约为|近|超过|逾|达|达到|仅|只|高达|将近|接近)?"
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ZH_TIMES = rf"(?:{_any(prose_zh.BASE_TIMES)}|\d{{4}}(?:-\d{{4}})?年|[一二三四五六七八九十]年前)"
_ZH_ARRIVED = re.compile(
    rf"(?:{_any(prose_zh.ARRIVED)})(?:了)?(?:到|至|成为|成|为)(?:了)?(?:[^,，。;；:()]{{0,8}}的|[^,，。;；:()\d]{{0,3}}\d{{4}}年[^,，。;；:()]{{0,6}})?{_FILL}\s*$"
)
_ZH_UP = re.compile(
    rf"(?:{_any(prose_zh.UP)}|(?<!自)(?:增|涨|升)(?:幅|速))(?:了|(?<!增)(?<!升)(?:幅度?|率|量|数|额|速))?(?:为|是|达|达到)?{_FILL}\s*[(:]?\s*$"
)
_ZH_DOWN = re.compile(
    rf"(?:{_any(prose_zh.DOWN)}|(?:降|跌|减)幅)(?:了|(?<!降)(?<!减)(?:幅度?|率|量|数|额|速))?(?:为|是|达|达到)?{_FILL}\s*[(:]?\s*$"
)
_ZH_UP_COMPARED = re.compile(rf"(?:{_any(prose_zh.UP_COMPARED)})(?:了|出)?{_FILL}\s*$")
_ZH_DOWN_COMPARED = re.compile(rf"(?:{_any(prose_zh.DOWN_COMPARED)})(?:了|出)?{_FILL}\s*$")
_ZH_COMPARED = re.compile(rf"{_any(prose_zh.COMPARED)}")
_ZH_BASE = re.compile(
    rf"(?:(?:比|较|与|同|跟|和|对比)[^,，。;；:()%增减升降]{{0,8}}?)?{_ZH_TIMES}(?:同期|同月|末|底|时|度)?(?:相?比)?(?:[^,，。;；:()%增减升降多少]{{0,8}}?)(?:的|为|是|有)?\s*[(:]?\s*$"
)
_ZH_BASE_TOUCHING = re.compile(
    rf"(?:(?:比|较|与|同|跟|和){_ZH_TIMES}(?:同期|同月|末|底|时|度)?[^,，。;；:()增减升降]{{0,8}}?(?:的|为|是)|{_ZH_TIMES}(?:同期|末|底)?(?:的|为|是)?|(?:比|较)[^,，。;；:()%增减升降多少]{{1,14}}的)\s*[(:]?\s*$"
)
_ZH_SOURCE = re.compile(r"(?:由|从|自)[^,，。;；:()]{0,24}$")
_ZH_GOES_ON = re.compile(r"[^,，。;；:()\d]{0,14}(?:到|至|为|成)")
_ZH_SHARE = re.compile(
    r"占(?![地用有领])(?:到|了|据)?(?P<whole>[^,，。;；:()占]{0,24}?)的?(?:比例|比重|份额|百分比|比率|比)?(?:约?为|是|达到?|约|近|超过|将近|高达)?\s*:?\s*$"
)
_ZH_WEIGHT = re.compile(r"(?:占比|比重|比例|占有率|份额|构成比|百分比)(?:约?为|是|达到?|约|有)?\s*:?\s*$")
_ZH_INSIDE = re.compile(r"\s*(?:里|中|当中|之中|内)?(?:所)?(?:占|有)\s*(?:了|约|到|近)?\s*$")
_ZH_OF_WHICH = re.compile(rf"(?:{_any(prose_zh.OF_WHICH)}|(?<=[,，;；])\s?含)")
_ZH_WITHIN = re.compile(r"(?:^|[,，。;；\s])([^,，。;；:\s]{2,14}?)(?:里|中|当中|之中|内)[,，:]")
_ZH_PARTITION = re.compile(r"分别(?:为|是|有|达)|依次(?:为|是)|组成|构成|分为|分成|分布|按[^,，]{1,10}分")
_ZH_TOTAL = re.compile(rf"(?:{_any(prose_zh.TOTAL)})")
_ZH_CLOSING = re.compile(
    rf"[^,，;；。]{{0,10}}?[,，;；、。:)\s]+(?:[^,，;；。、]{{0,6}}?)(?:{_any(prose_zh.CLOSING)}|(?:以上|上述)[^,，;；。、]{{0,8}}$)"
)
_ZH_REMAINDER = re.compile(rf"(?:{_any(prose_zh.REMAINDER)})")
_ZH_PER = re.compile(
    r"(?P<per>人均|生均|户均|班均|校均|师均|亩均|场均|件均|床均|日均|月均|年均|(?:平均)?每(?!年)[^,，。;；:()\d]{1,7}?(?=平均|拥有|共?有|的|约|占|为|配|$)|平均)"
)
_ZH_TAIL_VERB = re.compile(
    r"(?:[的有为是达共到约仅只了近超现计各逾]|达到|共有|共计|合计|总计|现有|分别|其中|超过|突破|总数为?|人数为?|累计)+$"
)


def _last_clause(lead: str) -> str:
    """What stands between the last mark and the figure."""
    body = lead.rstrip(" (:")
    cut = 0
    for match in _CLAUSE.finditer(body):
        cut = match.end()
    return body[cut:].strip()


def _zh_sign(lead: str, after_base: bool) -> tuple[int, bool]:
    """The direction of a change that ends right before the figure, and whether the words compare."""
    compared = bool(_ZH_COMPARED.search(lead[-40:]))
    if _ZH_ARRIVED.search(lead):
        return 0, compared
    for sign, plain, other in ((1, _ZH_UP, _ZH_UP_COMPARED), (-1, _ZH_DOWN, _ZH_DOWN_COMPARED)):
        match = plain.search(lead)
        if match and (not match[0].startswith("新增") or compared):
            return sign, compared
        if (compared or after_base) and other.search(lead):
            return sign, compared
    return 0, compared


_ZH_BRACKETS = re.compile(r"\([^()]{0,80}\)|^[^()]{0,80}\)")
_ZH_FUNCTION = re.compile(
    rf"{_ZH_TIMES}|(?:比|较|与|同|跟|和|对比)[^,，。;；:]{{0,14}}?(?:同期|相比|比较|对照|年|月|季度|{_any(prose_zh.BASE_TIMES)})|同比|环比|年均|月均|[的了也又则均共约都再略已仍较更是为和并且比每年总]|分别|有所|大幅|小幅|明显|显著|总体|实际|名义|累计|平均|直接|进一步|增幅|降幅|涨幅|同期|规模|总数|人数|数量|总量|总额|{_any(prose_zh.UP)}|{_any(prose_zh.DOWN)}|{_any(prose_zh.UP_COMPARED)}|{_any(prose_zh.DOWN_COMPARED)}"
)


def _zh_foreign(lead: str) -> bool:
    """Whether a change has a subject of its own, so that it is not said of the figure before it."""
    words = _ZH_FUNCTION.sub("", _ZH_BRACKETS.sub("", lead))
    return len(re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", words)) >= 2


_ASIDE = re.compile(r"\([^()]{0,60}\)")
_ZH_THAN = re.compile(r"(?:比|较)[^,，。;；:()%]{1,30}$")
_ZH_CHANGES = re.compile(
    rf"\s*\)?(?:又|还|再|略|约)?(?:{_any(prose_zh.UP)}|{_any(prose_zh.DOWN)}|{_any(prose_zh.UP_COMPARED)}|{_any(prose_zh.DOWN_COMPARED)})"
)


def _zh_base(mention: Mention, sign: int, share: bool) -> bool:
    """Whether a figure is what another is compared with: 比上年的N, 同期(N), 比甲的N低."""
    lead = _ASIDE.sub("", mention.lead)
    if share or _ZH_ARRIVED.search(lead):
        return False
    if (
        _ZH_THAN.search(lead)
        and _ZH_CHANGES.match(mention.tail)
        and not re.search(r"(?:增加|减少|增长|下降|上升|提高|降低)了?$", lead)
    ):
        return True
    return not sign and bool(_ZH_BASE_TOUCHING.search(lead))


def _within(lead: str) -> str:
    """What the figure is one of: 新收的案件里，一审…; nothing for 其中."""
    match = _ZH_WITHIN.search(lead)
    return match[1].replace("的", "") if match and match[1] not in ("其", "这其") else ""


def _zh_share(lead: str, has_figure_before: bool) -> tuple[bool, bool, bool, str]:
    """Whether the words make the figure a share; joined, inside, and the name of the whole."""
    if has_figure_before and (
        (_ZH_INSIDE.fullmatch(lead) and lead.strip()[:1] in "里中当之内") or lead.strip() in ("的", "的约")
    ):
        return True, False, True, ""
    match = _ZH_SHARE.search(lead)
    whole = match["whole"] if match else ""
    match = match or _ZH_WEIGHT.search(lead)
    if match is None:
        return False, False, False, ""
    between = lead[: match.start()].strip(" ,，;；:(、)")
    joined = has_figure_before and (
        between in ("", "约", "所", "分别", "均", "各", "仅", "只", "也", "其") or len(between) < 2
    )
    return True, joined, False, whole.strip("的 ")


def chinese_clue(mention: Mention, depth: int, after_base: bool, first: bool) -> Clue:
    """The clue of a figure in a Chinese sentence; `first` says that no figure stands before it."""
    lead = _ASIDE.sub("", mention.lead)
    clause = _last_clause(lead)
    sign, compared = _zh_sign(lead, after_base)
    share, joined, inside, whole = (
        _zh_share(lead, not first)
        if not sign and mention.family in ("percent", "permille", "permyriad", "")
        else (False, False, False, "")
    )
    per = _ZH_PER.search(clause)
    of_which = _ZH_OF_WHICH.search(lead[-30:])
    if _zh_base(mention, sign, share):
        sign = 0
    return Clue(
        sign=sign, compared=compared, share=share, joined=joined, inside=inside, whole=whole,
        base=_zh_base(mention, sign, share),
        source=bool(_ZH_SOURCE.search(lead)) and bool(_ZH_GOES_ON.match(mention.tail)),
        level=bool(_ZH_ARRIVED.search(lead)),
        of_which=of_which is not None,
        total=bool(_ZH_TOTAL.search(clause)),
        closing=not first and bool(_ZH_CLOSING.match(lead)),
        partition=bool(_ZH_PARTITION.search(lead)),
        remainder=bool(_ZH_REMAINDER.search(clause)),
        respectively="分别" in lead or "依次" in lead,
        per=per["per"] if per and not share else "",
        label=_ZH_TAIL_VERB.sub("", clause), depth=depth,
        listed=lead.strip() in ("、", "和", "与", "及", ",", "，", "以及", "；", ";"),
        amid=bool(re.search(r"在[^,，。;；]{0,10}$", lead) and re.match(r"[^,，。;；]{0,14}[中里]", mention.tail)),
        within=_within(lead), foreign=bool(sign) and _zh_foreign(lead),
    )  # fmt: skip


_EN_UP_WORDS = r"increas(?:e|ed|es|ing)|rise|rises|rising|rose|risen|growth|grew|grown|gain(?:ed|s)?|climb(?:ed)?|(?<!make )(?<!makes )(?<!made )(?<!making )up|jump(?:ed)?|higher|expan(?:ded|sion)|improve(?:d|ment)|advance(?:d)?|surge(?:d)?"
_EN_DOWN_WORDS = r"decreas(?:e|ed|es|ing)|declin(?:e|ed|es|ing)|drop(?:ped|s)?|fall|falls|fell|fallen|reduc(?:ed|tion)|down|lower|shrank|shrunk|cut|loss|slipped|dipped"
_EN_NOUN_UP = re.compile(r"\b(?:growth|increase|rise|gain)\b[^.;,]{0,30}(?:,\s(?:or|nearly|about)\s)?$", re.IGNORECASE)
_EN_NOUN_DOWN = re.compile(
    r"\b(?:decline|decrease|fall|drop|reduction|loss)\b[^.;,]{0,30}(?:,\s(?:or|nearly|about)\s)?$", re.IGNORECASE
)
_EN_FILL = r"(?:\s(?:of|by|a|an|some|about|nearly|almost|just|over|around|roughly|only|further|is|was|or|approximately|more|than|less)){0,4}"
_EN_BY_UP = re.compile(
    rf"\b(?:{_EN_UP_WORDS}|leapt|soared|shot)\b[^.;,]{{0,60}}\bby\s(?:(?:about|nearly|almost|over|some)\s)?$",
    re.IGNORECASE,
)
_EN_BY_DOWN = re.compile(
    rf"\b(?:{_EN_DOWN_WORDS}|plunged|slid)\b[^.;,]{{0,60}}\bby\s(?:(?:about|nearly|almost|over|some)\s)?$",
    re.IGNORECASE,
)
_EN_UP = re.compile(rf"\b(?:{_EN_UP_WORDS})\b{_EN_FILL}\s*\(?\s*$", re.IGNORECASE)
_EN_DOWN = re.compile(rf"\b(?:{_EN_DOWN_WORDS})\b{_EN_FILL}\s*\(?\s*$", re.IGNORECASE)
_EN_UP_TAIL = re.compile(
    r"\s(?:[a-z-]+\s)?(?:more|higher|increase|rise|growth|gain|greater|larger|up)\b", re.IGNORECASE
)
_EN_DOWN_TAIL = re.compile(
    r"\s(?:[a-z-]+\s)?(?:fewer|less|lower|decrease|decline|drop|reduction|smaller|down)\b", re.IGNORECASE
)
_EN_COMPARED = re.compile(
    r"\b(?:than|compared|against|versus|over|on|since|year-on-year|annually|previous|from)\b", re.IGNORECASE
)
_EN_BASE = re.compile(
    r"\b(?:than|from|compared\s(?:with|to)|as\sagainst|against|versus|vs\.?|relative\sto)\s(?:(?:the|a|an|its|their|some|about|around|just|over|under)\s)?(?:[a-z'-]+\s){0,2}?(?:of\s)?$",
    re.IGNORECASE,
)
_EN_BASE_WHEN = re.compile(
    r"\b(?:from|than|compared|before|earlier|previous|last)\b[^.;]{0,40},\s(?:when|which\shad|that\shad|with)\s(?:[a-z]+\s){0,2}$|\b(?:had\sbeen|had\sstood\sat|having\sbeen)\s$",
    re.IGNORECASE,
)
_EN_BASE_TAIL = re.compile(
    r"\s(?:[a-z'-]+\s){0,4}?(?:the\syear\sbefore|a\syear\s(?:earlier|ago|before)|(?:in|during)\sthe\s(?:previous|prior|preceding)\s(?:year|period|quarter|month)|the\s(?:previous|prior|preceding)\syear|last\syear|(?:a\s|the\s)?(?:month|quarter)\s(?:earlier|before))",
    re.IGNORECASE,
)
_EN_SOURCE = re.compile(r"\bfrom\s(?:(?:the|a|an|about|some|just|around)\s)?$", re.IGNORECASE)
_EN_LEVEL = re.compile(
    r"(?:^|\s)(?:to|reach(?:ed|ing)?|total(?:l?ed|l?ing)|standing\sat|stood\sat)\s(?:(?:the|a|an|some|about|just|over|around|nearly|almost|only|reach)\s){0,2}$",
    re.IGNORECASE,
)
_EN_SHARE = re.compile(
    r"(?:represent(?:s|ed|ing)?|constitut(?:es?|ed|ing)|account(?:s|ed|ing)?\s(?:alone\s)?for|mak(?:es?|ing)\sup|made\sup|compris(?:es?|ed|ing)|equivalent\sto|equals?|equal\sto|or|\(|share\s(?:of|was|is)|proportion\s(?:of|was|is))\s?(?:(?:about|around|approximately|some|nearly|almost|just|over|only|under|roughly|the\sremaining|a\sfurther)\s){0,2}$",
    re.IGNORECASE,
)
_EN_OF = re.compile(
    r"\s?of\s(?:the\s|all\s|its\s|their\s|these\s|those\s|this\s)?(?P<whole>[a-z][^,.;:()\d]{0,60})", re.IGNORECASE
)
_EN_OF_WHICH = re.compile(
    r"\b(?:of\swh(?:om|ich)|of\sthese|of\sthem|of\sthose|including|comprising|consisting\sof|made\sup\sof|namely|among\sthem)\b",
    re.IGNORECASE,
)
_EN_PARTITION = re.compile(
    r"\b(?:comprising|comprises|consist(?:s|ed|ing)\sof|made\sup\sof|divided\sinto|broken\sdown|respectively|split\s(?:between|into)|ways|as\sfollows|namely)\b",
    re.IGNORECASE,
)
_EN_TOTAL = re.compile(
    r"\b(?:total(?:s|led|ling|ing|ed)?|in\sall|altogether|overall|combined|sum|all|together|entire|whole|aggregate|came\sto|comes\sto)\b",
    re.IGNORECASE,
)
_EN_CLOSING = re.compile(
    r"\b(?:a\stotal\sof|totall?ing|in\sall|altogether|together|for\sa\stotal|bringing\sthe\stotal|a\scombined|in\stotal|making)\b",
    re.IGNORECASE,
)
_EN_REMAINDER = re.compile(r"\b(?:remaining|the\srest|the\sother|remainder|balance|others)\b", re.IGNORECASE)
_EN_PER = re.compile(
    r"\s?(?:[a-z-]+\s){0,3}?(?:per|a|an|each|every|for\seach|for\severy|to\seach|to\severy|to\sa|to\sone)\s(?P<per>[a-z][a-z-]+(?:\s[a-z-]+)?)|\s?(?:[a-z-]+\s){0,3}?(?P<daily>daily|weekly|monthly|annually|yearly|apiece|each)\b",
    re.IGNORECASE,
)
_EN_AVERAGE = re.compile(r"\b(?:average|mean|averaging|averaged|ratio|rate|per)\b", re.IGNORECASE)
_EN_AMID = re.compile(r"\b(?:of|among|out\sof)\s(?:the\s|these\s|those\s|all\s|its\s|our\s|their\s)*$", re.IGNORECASE)
_EN_OF_NEXT = re.compile(r"\s?of\s(?:(?:the|all|its|their|some|about|a|total|those|these)\s)*$", re.IGNORECASE)
_EN_WORD = re.compile(r"[a-z][a-z'-]+", re.IGNORECASE)


def _en_sign(mention: Mention, before: Clue | None) -> int:
    lead = mention.lead
    if _EN_UP.search(lead) or _EN_BY_UP.search(lead[-90:]):
        return 1
    if _EN_DOWN.search(lead) or _EN_BY_DOWN.search(lead[-90:]):
        return -1
    if _EN_UP_TAIL.match(mention.tail):
        return 1
    if _EN_DOWN_TAIL.match(mention.tail):
        return -1
    if mention.family in ("percent", "points"):
        if _EN_NOUN_UP.search(lead[-60:]):
            return 1
        if _EN_NOUN_DOWN.search(lead[-60:]):
            return -1
    if (
        before
        and before.sign
        and re.fullmatch(r"\s*[a-z]*\s*(?:,?\sor|\(|,|,?\sor\sby|,?\sand)\s*", " " + lead.strip(), re.IGNORECASE)
    ):
        return before.sign
    return 0


def english_clue(mention: Mention, depth: int, before: Clue | None, first: bool) -> Clue:
    """The clue of a figure in an English sentence; `before` is the clue of the figure before it."""
    lead, tail = mention.lead, mention.tail
    clause = _last_clause(lead)
    sign = _en_sign(mention, before)
    of = _EN_OF.match(tail)
    percent = mention.family == "percent"
    share = percent and not sign and (bool(_EN_SHARE.search(lead)) or of is not None)
    per = _EN_PER.match(tail) if not share and not percent else None
    level = not sign and bool(_EN_LEVEL.search(lead))
    return Clue(
        sign=sign, compared=bool(_EN_COMPARED.search(lead)),
        base=not sign and not share and bool(_EN_BASE.search(lead) or _EN_BASE_TAIL.match(tail) or _EN_BASE_WHEN.search(lead)) and not _EN_SOURCE.search(lead),
        source=bool(_EN_SOURCE.search(lead)), level=level, share=share,
        joined=share and not first and bool(_EN_SHARE.search(lead)) and len(_EN_WORD.findall(lead)) <= 7,
        whole=of["whole"].strip() if of and share else "",
        of_which=bool(_EN_OF_WHICH.search(lead)), total=bool(_EN_TOTAL.search(clause) or _EN_TOTAL.match(tail.lstrip())),
        closing=not first and bool(_EN_CLOSING.search(lead)), partition=bool(_EN_PARTITION.search(lead)),
        remainder=bool(_EN_REMAINDER.search(clause)), respectively="respectively" in tail.lower(),
        per=(per["per"] or per["daily"] or "").lower() if per else "", label=_english_label(clause, tail), depth=depth,
        listed=lead.strip() in (",", "and", ", and", ";"),
        amid=bool(_EN_AMID.search(lead)),
        foreign=bool(sign) and not first and _en_foreign(lead), of_next=percent and bool(_EN_OF_NEXT.match(tail)),
    )  # fmt: skip


_EN_NEW_SUBJECT = re.compile(
    r"(?:\b(?:while|whereas|and|but|as|with|though|although)\b|[;:]|\.\s)\s?(?:the\s|a\s|its\s|their\s|our\s|that\sof\s)?(?!(?:an?\b|up\b|down\b|or\b|by\b|is\b|was\b|it\b|this\b|that\b))[a-z][a-z' -]{2,60}?\b"
    rf"(?:{_EN_UP_WORDS}|{_EN_DOWN_WORDS}|leapt|soared|edged|slid|went)\b",
    re.IGNORECASE,
)


def _en_foreign(lead: str) -> bool:
    """Whether a change begins a statement about another subject: while the number of deaths fell by …"""
    return bool(_EN_NEW_SUBJECT.search(lead))


def _english_label(clause: str, tail: str) -> str:
    """The noun after the figure, and what stands before it in its clause."""
    cut = _CLAUSE.search(tail)
    noun = tail[: cut.start()] if cut else tail
    return f"{clause} {noun}".strip()[:120]


def clues_of(passage: Passage) -> tuple[Clue, ...]:
    """The clue of every figure of a passage, in order."""
    clues: list[Clue] = []
    sentence, depth = -1, 0
    before: Clue | None = None
    chinese = passage.chinese
    for mention in passage.figures:
        first = mention.sentence != sentence
        if first:
            sentence, depth, before = mention.sentence, 0, None
        depth = max(0, depth + mention.lead.count("(") - mention.lead.count(")"))
        if first:
            span = passage.sentences[mention.sentence]
            chinese = passage.chinese and bool(_HAN.search(passage.text, span.start, span.end))
        after_base = before is not None and before.base
        clue = (
            chinese_clue(mention, depth, after_base, first) if chinese else english_clue(mention, depth, before, first)
        )
        clues.append(clue)
        before = clue
    return tuple(clues)


@cache
def _bigrams(label: str) -> frozenset[str]:
    if label.isascii():
        return frozenset(
            word.lower().rstrip("s") for word in _EN_WORD.findall(label) if len(word) > 2 and word.lower() not in _STOP
        )
    return frozenset(label[i : i + 2] for i in range(len(label) - 1)) or frozenset([label])


_STOP = frozenset(
    [
        "the",
        "and",
        "was",
        "were",
        "had",
        "has",
        "have",
        "with",
        "from",
        "for",
        "that",
        "this",
        "which",
        "their",
        "its",
        "year",
        "total",
        "all",
        "are",
        "been",
        "into",
        "over",
        "than",
        "about",
    ]
)


def alike(one: str, other: str) -> float:
    """How much two labels say the same: the share of the shorter one's pairs of characters (or words) in the longer."""
    if not one or not other:
        return 0.0
    left, right = _bigrams(one), _bigrams(other)
    if not left or not right:
        return 0.0
    return len(left & right) / min(len(left), len(right))
