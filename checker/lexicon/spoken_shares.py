"""The words between the figures of a share told in one breath: 612 of 1,450 households, a response rate of 42.2%."""

from __future__ import annotations

from typing import NamedTuple

from checker.lexicon.words import Words

_THE = (
    r"(?:(?:the|all|its|their|his|her|our|these|those|an?|some|total(?:\sof)?|estimated|possible|eligible|original"
    r"|full|entire|overall)\s){0,3}"
)
_ABOUT = r"(?:(?:about|around|roughly|approximately|nearly|almost|just|over|under|some|only|exactly)\s){0,2}"
_GROWTH = r"(?!(?:[a-z'-]+\s){0,2}(?:growth|increase|inflation|interest|tax|discount|error|target|annual|average)\b)"
_RATE = r"(?:rate|share|proportion|percentage|turnout|ratio|score)"
_GIVING = (
    rf"(?:(?:(?:or|giving|making|for|representing|yielding|being|meaning|(?:which|this|that)\s"
    rf"(?:is|was|gives|makes|represents|means))\s)?an?\s{_GROWTH}(?:[a-z'-]+\s){{0,3}}?{_RATE}\s(?:of|was)\s"
    rf"|(?:or|i\.?e\.?,?|equivalent\sto|equal\sto|representing|being|that\sis,?|making|equating\sto|(?:which|this|that)\s"
    rf"(?:is|was|represents))\s)"
)
_NOUN = r"(?:\s[a-z][a-z'-]*){0,8}?"
_TO_SHARE = rf"{_NOUN}(?:(?:,|;|\s[-–—]{{1,2}})\s{_GIVING}{_ABOUT}|\s?\((?:{_GIVING})?{_ABOUT})"
_SAID = (
    rf"{_NOUN}(?:,?\s(?:or|representing|accounting\sfor|equivalent\sto|equal\sto|being|constituting|which\sis|making\sup"
    rf"|equating\sto|comprising|represent(?:s|ed)|account(?:s|ed)\sfor|constitut(?:es|ed)|made\sup|makes\sup)\s|\s?\(){_ABOUT}"
)
_OWN = r"(?!\s(?:of\s(?:wh|th(?!e\stotal)|it|our|his|her)|more|less|higher|lower|above|below|up|down|a\syear|fewer))"


class Wording(NamedTuple):
    """The texts between the figures of a share in the `order` they are told, A the part and B the whole, p the share.

    `after` is what stands behind the last of them, `before` what ends right before the first.
    """

    order: str
    first: Words
    second: Words
    after: Words
    before: Words | None = None


WORDINGS = (
    Wording(
        "ABp",
        Words(
            rf"\s(?:(?:[a-z'-]+\s){{0,6}}?out\sof\s(?:[a-z'-]+\s){{0,5}}|of\s{_THE}"
            rf"|[a-z'-]+\sof\s(?=(?:the|all|its|their|these|those)\s){_THE})"
        ),
        Words(_TO_SHARE),
        Words(_OWN),
    ),
    Wording(
        "BAp",
        Words(rf"{_NOUN},?\s(?:(?:of\s(?:whom|which|these|them|those)),?\s(?:[a-z'-]+\s){{0,3}}?|\({_ABOUT})"),
        Words(rf"{_NOUN}(?:,\s(?:{_GIVING})?{_ABOUT}|\s?\({_ABOUT}|\s[-–—]\s)"),
        Words(_OWN),
    ),
    Wording(
        "BAp",
        Words(rf"{_NOUN}[,;]\s{_ABOUT}"),
        Words(rf"\s(?:[a-z'-]+\s){{0,2}}?of\s(?:whom|which|them|these){_TO_SHARE}"),
        Words(_OWN),
    ),
    Wording(
        "BAp",
        Words(rf"{_NOUN},\s{_ABOUT}"),
        Words(rf"{_NOUN}(?:,\s{_GIVING}{_ABOUT}|\s?\((?:{_GIVING})?{_ABOUT})"),
        Words(_OWN),
        Words(rf"(?:^|[.;:,]\s|\band\s)\s*(?:[a-z]+,\s)?(?:out\sof|of|among)\s{_THE}$"),
    ),
    Wording(
        "ApB",
        Words(_SAID),
        Words(rf"\s?of\s{_THE}(?:[a-z'-]+\s){{0,3}}?(?:of\s)?"),
        Words(r"(?!\s(?:of\s(?:wh)))"),
    ),
    Wording(
        "pAB",
        Words(rf"{_NOUN}(?:\s?\((?:n\s?=\s?)?|:\s|,\sor\s|\s[-–—]\s){_ABOUT}"),
        Words(rf"\s(?:[a-z'-]+\s)?(?:out\s)?of\s{_THE}|\s?/\s?"),
        Words(r"(?!\s?/)"),
    ),
    Wording(
        "pBA",
        Words(rf"\sof\s{_THE}"),
        Words(rf"{_NOUN}(?:\s?\(|:\s){_ABOUT}"),
        Words(r"\s?[).]"),
    ),
)  # fmt: skip
_ZH_NO_BOUND = Words("", r"(?!以[上下])")  # what a share is that no 以上 makes a bound
ZH_WORDINGS = (
    Wording(
        "BAp",
        Words("", r"[^\d;；。]{0,40}"),
        Words("", r"[^\d;；。,，、()（）]{0,12}[,，、(（]?[^\d;；。,，、()（）%增长降升减]{0,8}率(?:[约仅已]?[为达是]到?|约|高达)?:?"),
        Words(r"", r"(?!.{0,3}(?:以[上下]|百分点))"),
    ),
    Wording(
        "BAp",
        Words("", r"[^\d;；。]{0,6}[,，]?其中[^\d;；。,，]{0,20}"),
        Words("", r"[^\d;；。,，、()（）]{0,4}[,，、(（]?占比?(?P<whole>[^\d全同省市县区国]{0,6}?(?:总数|总量|总人数|总额|总面积)|全部)?的?(?:[比占]例|比重)?(?:约?为|达)?"),
        _ZH_NO_BOUND,
    ),
    Wording(
        "BAp",
        Words("", r"[^\d;；。]{0,24}"),
        Words("", r"[^\d;；。,，、()（）]{0,4}[,，、(（]?(?:占|完成)了?(?:年度|全年|年初|本年|总|年)?(?P<goal>计划|预算|任务|目标|总投资)(?:投资|任务|总投资|数)?的?(?:比例|比重)?为?"),
        _ZH_NO_BOUND,
    ),
    Wording(
        "ApB",
        Words("", r"[^\d;；。,，、()（）]{0,4}[,，、(（]?(?:占|完成|为)了?(?:年度|全年|年初|本年|总|年)?(?P<goal>计划|预算|任务|目标)(?:投资|任务|总投资|数)?的?(?:比例|比重)?为?"),
        Words("", r"[,，(（](?:年度|全年|年初|本年|总|年)?(?:计划|预算|任务|目标)(?:投资|任务|总投资|数|安排)?(?:为|是)?:?"),
        _ZH_NO_BOUND,
    ),
    Wording(
        "pAB",
        Words("", r"[^\d;；。,，、()（）]{0,4}[(（]"),
        Words("", r"/"),
        Words("", r"[^\d]{0,4}[)）]"),
    ),
    Wording(
        "pBA",
        Words("", r"[^\d;；。]{0,16}(?:常住|总)人口[^\d;；。,，、()（）]{0,4}"),
        Words("", r"[^\d;；。]{0,6}(?:城镇|城区|城市)(?:常住|户籍)?人口[^\d;；。,，、()（）]{0,4}"),
        _ZH_NO_BOUND,
        Words("", r"(?<!户籍人口)(?:城镇|城市)化率[^\d;；。,，、()（）]{0,4}$"),
    ),
    Wording(
        "BAp",
        Words("", r"[^\d;；。]{0,6}(?:城镇|城区|城市)(?:常住|户籍)?人口[^\d;；。,，、()（）]{0,4}"),
        Words("", r"[^\d;；。]{0,6}(?<!户籍人口)(?:城镇|城市)化率(?:约?为|达到?|是)?"),
        _ZH_NO_BOUND,
        Words("", r"(?:常住|总)人口[^\d;；。,，、()（）]{0,4}$"),
    ),
)  # fmt: skip
MAKES_UP = Words(  # what stands before a share that opens a sentence with the name of its part
    r"^\s*(?:the\s)?(?P<part>[a-z][a-z' -]{2,40}?)\s(?:made\sup|make\sup|account(?:ed)?\sfor|represent(?:ed)?|were"
    r"|constituted?)\s(?:(?:about|around|just|over|under|nearly|almost|some)\s){0,2}$",
    r"^\s*(?P<chinese>[^\d,，。;；:、()（）占]{2,12})占(?:全部|总数|总量|总额|总计|合计)?的?(?:比例|比重)?(?:约?为|达)?$",
)
OF_OTHERS = Words(r"\s(?:of\s(?:wh|these|those|them)|more|less|higher|lower|fewer|up|down|above|below)\b")
ZH_NOT_ALL = Words("(?!)", r"报名|新收|新受理?|新立|当[日月年]|本月|申请")  # rates are of others too, or of fewer
OWN_WHOLE = frozenset({"total", "all", "whole", "them", "number", "sum", "these"})
OTHER_MEASURES = frozenset(  # what a share can be of though its levels count heads
    ["vote", "votes", "poll", "polls", "electorate", "area", "land", "floor", "space", "acreage", "sales", "revenue", "turnover", "income", "value", "spending", "expenditure", "budget", "cost", "costs", "market", "population", "time", "capacity", "output", "production", "volume", "weight", "those", "whom"]
)
ZH_NEGATED = Words("(?!)", r"^[,，、](?:其中)?[^\d,，、]{0,4}[不未非][^\d,，、]{1,6}$")  # 合格25种，不合格19种，合格率
ZH_WIDER = Words("(?!)", r"累计|今年|全年|同期|平均|综合|全[国省市县区]|上年|去年|历年|总体")  # said of a share of more than was told
GOALS = {"计划": "计划", "预算": "预算", "任务": "任务|计划|目标", "目标": "目标|任务|计划", "总投资": "投资"}
ATTENDED = "实到|到会|出席|参加|实有"
DONE = {  # what stands for the verb of a rate
    "出勤": ATTENDED, "到会": ATTENDED, "到课": ATTENDED, "参会": ATTENDED, "出席": ATTENDED, "参与": "参与|参加",
    "投票": "投票|参加", "回收": "收回|回收", "升学": "升入|升学", "完好": "完好", "及格": "及格|合格",
    "结案": "结案|审结|办结", "审结": "结案|审结|办结", "办结": "结案|审结|办结",
}  # fmt: skip
