"""The words of totals told in one breath with all their parts, as data: what a row of parts may not hold, what opens it,
what closes it, and the classes that are together all there is."""

from __future__ import annotations

# Words between two figures after which the second is no further part beside the first.
ZH_NO_ROW = (
    r"每|等|各[有建设派给约]|平均|人均|户均|其中|包括|含|比|较|折合|折[成为]|相当|等于|价值|成本|总价|单价|去年|上年|同期|原有|原为"
    r"|由|从|至|达到|增|减|剩|结余|完成|累计|以上|以下|另|又|再|取消|撤|合并|退|调离|流失|分别|占地|距|第"
)
EN_NO_ROW = (
    r"\b(?:of which|of whom|of these|of them|including|includes?|per|each|every|apiece|compared|against|after|before|when"
    r"|while|but|worth|costing|averag\w+|until|left|lost|closed|withdr[ae]wn?|less|minus|fewer|more than|instead|respectively"
    r"|up to|out of|excluding|except|apart from|rather|than|others|etc|among|increas\w+|decreas\w+|fell|rose|grew|not)\b"
)

ZH_SAME_VERB = r"[,，、;](?:共计?|合计|总计|一共|总共)([^,，、;:有计]{2})[^,，、;:]{0,8}$"
ZH_CLOSES = (
    r"^[^,，、;]{0,12}[,，、;—-]+(?:以上|上述)?(?:[两三四五六]者|[两三四五六]项|[两三四五六]类)?"
    r"(?:共计|合计|总计|一共|总共|合共|共|计)(?:[有为达约]|)$"
)
EN_CLOSES = (
    r"^[^,;:]{0,60}?\s?(?:[,;:(–—-]|\band\b|\ball\b)\s*(?:(?:or|and|which|thus|so)\s)?(?:(?:makes?|making|gives?|giving|for|to give)\s)?"
    r"(?:(?:an?|the)\s(?:grand\s|combined\s)?(?:total|aggregate|sum)\s(?:of|being)|together|altogether|in\sall|in\stotal|all\stold|total?ling"
    r"|(?:a\s)?combined|(?:making|giving|for|to\sgive)\s(?:an?\s)?(?:combined\s|total\s|overall\s){1,2}[a-z]+\sof)[\s:,]+(?:some\s|about\s|just\s)?$"
)
EN_MAKING = r"^[^,;:]{0,60}?\s?[,;:(–—-]\s*(?:(?:or|and|thus|so)\s)?(?:making|giving|or|that is|i\.e\.)?,?\s*$"
EN_IN_ALL = r"\s?(?:[a-z'-]+\s){0,4}?(?:in\sall|altogether|in\stotal|all\stold)\b(?!\s(?!and\b|were\b|was\b|in\b)[a-z])"
_EN_SUM = r"(?:total+ed|c[oa]mes? to|made|makes?|make up|amount(?:ed)? to|gave|number(?:ed)?|brought in|raised|yielded)"
EN_SUMMED = rf"^[^,;:]{{0,40}}?\s(?:together|between them)\s{_EN_SUM}\s$"
EN_MADE = rf"^[^,;:]{{0,30}}?\s{_EN_SUM}\s$"  # with "in all" after the figure

# What follows a total that is of more than the row before it: of other years, of other things, less something.
EN_MORE_THAN_ROW = (
    r"\b(?:since|so far|to date|including|counting|over the|now|by the end|after|before|excluding|net of|if|plus|points|with|without"
    r"|and services|altogether since)\b"
)
ZH_MORE_THAN_ROW = r"以来|至今|迄今|含|包括|连同|扣除|后"
EN_VOTES = r"\bvot|\bballot|\bseats\b"
EN_CLASSED = r"\b(?:was|were|is|are|rated|graded|classed|classified|judged|scored)\b"
ZH_STATES = r"到位|完成|已|支付|拨付|当年|本年|新增|税"
EN_STATES = (
    r"\b(?:spent|paid|committed|approved|audited|received|due|overdue|outstanding|within|by|already|drawn|used|new)\b"
)

EN_SPLITS = (
    r"^[^,;:()]{0,60}?[\s,(]\s?(?:(?:is|are|was|were|has been|have been|will be|being)\s)?(?:(?:split|divided|shared|broken down|spread)\s"
    r"(?:up\s|equally\s|evenly\s)?(?:between|among|amongst|into|as follows)|compris(?:es?|ed|ing)(?:\sof)?|consist(?:s|ed|ing)?\sof|made\sup\sof"
    r"|composed\sof|namely|made\sup\sas\sfollows)\b[^,;()]{0,60}$"
)
EN_DID_NOT = r"^\s(?:d(?:id|o|oes)|w(?:as|ere)|ha[ds]|have|is|are|could|can)(?:\snot\b|n't\b)"
EN_COLON = r"^\s?(?:[a-z'-]+\s?){0,5}:\s$"
EN_OF_ALL = r"(?:^|[.;:,]\s)\s*(?:out )?of (?:the|all|these|those|our|its|their|all the)\s$"
ZH_SPLITS = r"^[^,，;:。()]{0,14}[,，:]?(?:(?:人数|面积|数量|金额)?分别(?:为|是|有)|分为|分成|由|按[^,，;:]{1,10}分[,，:]?)[^,，;:、]{0,16}$"
ZH_MADE_UP = r"^[^,，;。]{0,12}(?:组成|构成)"

NOT_ALL_ZH = r"等|其[他它]|若干|部分|左右"
NOT_ALL_EN = (
    r"\b(?:others?|the rest|several|some|many|various|a number|remainder|remaining|mainly|mostly|etc|plus|more)\b"
)

# Classes that are together all there is of what the level right before them counts.
WHOLE_SETS = (
    ("第一产业", "第二产业", "第三产业"),
    ("一产", "二产", "三产"),
    ("一季度", "二季度", "三季度", "四季度"),
    ("优秀", "合格", "不合格"),
    ("优秀", "良好", "合格", "不合格"),
    ("公路", "铁路", "水路", "航空"),
    ("primary sector", "secondary sector", "tertiary sector"),
)

# Answers that can only be given one by one: what is for, what is against, what is neither.
EN_FOR_AGAINST = (
    r"\byes\b.*\bno\b|\bagree[ds]?\b.*\bdisagree|\b(?:favou?r\w*|for it|support\w*|approv\w*|back\w*)\b.*\b(?:against|oppos\w*|disapprov\w*|reject\w*)\b"
    r"|\bfor\b.*\bagainst\b|\bsupport\b.*\bopposition\b|\bsatisfied\b.*\b(?:dis|un)satisfied\b"
)
EN_NEITHER = (
    r"\b(?:d(?:id|o|oes) not know|d(?:id|o|oes)n['’]?t know|undecided|not sure|unsure|no opinion|no view|no answer|abstain\w*|neither"
    r"|could not say|no preference|did not answer|uncertain|indifferent)\b"
)
ZH_FOR_AGAINST = r"不满意.*满意|满意.*不满意|(?:赞成|同意|支持|愿意|认可).*(?:反对|不赞成|不同意|不支持|不愿意|不认可)|(?:反对|不赞成|不同意|不支持).*(?:赞成|同意|支持)"
ZH_NEITHER = r"说不清|不清楚|不知道|未表态|无所谓|弃权|未回答|未作答|不确定|难说|不好说|没有意见|没意见|未选择"

# Balances told in one breath after both their sides: what names them, the greater side, the lesser side.
_EN_IN = r"\b(?:income|revenues?|receipts|takings|earnings|turnover|took|takes|raised|earned|received|contributions|premiums)\b"
_EN_OUT = (
    r"\b(?:expenditures?|spending|expenses|costs?|outgoings|payments|outlays?|spent|spends|paid|claims|benefits)\b"
)
EN_BALANCES = (
    (r"surplus", r"\bexports?\b|\bexported\b|\bsold\b", r"\bimports?\b|\bimported\b|\bbought\b"),
    (r"deficit|gap", r"\bimports?\b|\bimported\b", r"\bexports?\b|\bexported\b"),
    (r"surplus|profit", _EN_IN, _EN_OUT),
    (r"deficit|shortfall|loss", _EN_OUT, _EN_IN),
    (r"net (?:gain|increase|inflow)|natural increase", r"\b(?:joined|arrived|opened|births?|born|openings|arrivals|joiners)\b",
     r"\b(?:left|departed|closed|deaths?|died|closures|departures|leavers)\b"),
    (r"net (?:loss|decrease|outflow)|natural decrease", r"\b(?:left|departed|closed|deaths?|died|closures|departures|leavers)\b",
     r"\b(?:joined|arrived|opened|births?|born|openings|arrivals|joiners)\b"),
)  # fmt: skip
EN_BALANCE = (
    r"(?:[,;:(–—-]\s*|(?<=\s)(?=(?:left|leaves|leaving|gave|gives|giving|made|makes|making|produced|producing)\s))(?:(?:and|thus|so|hence|which)\s)?(?:(?:leaving|leaves|left|giving|gives|gave|producing|produced|making|makes|made|yielding|resulting in|showing"
    r"|leading to|for|or|with)\s)?(?:us\s|it\s|them\s)?(?:an?|the)\s(?:[a-z-]+\s){0,2}?"
    r"(surplus|deficit|gap|profit|loss|shortfall|(?:net|natural) (?:gain|increase|inflow|loss|decrease|outflow))\s(?:of|was|being)\s$"
)
ZH_BALANCES = (
    (r"顺差", r"出口", r"进口"),
    (r"逆差", r"进口", r"出口"),
    (r"结余|盈余|节余", r"收入|总收|收缴|筹集", r"支出|总支|开支|支付"),
    (r"赤字|缺口|超支", r"支出|开支|支付", r"收入|筹集"),
    (r"净流入", r"流入", r"流出"),
    (r"净流出", r"流出", r"流入"),
    (r"自然增长|自然增加|净增", r"出生|新增|转入|迁入|调入", r"死亡|注销|转出|迁出|调出"),
)  # fmt: skip
ZH_BALANCE = (
    r"[,，;](?:收支)?(?:相抵后?|相减|轧差后?)?[,，]?(?:形成|实现|产生|共)?(?:当[年期]|本[年期])?(?:贸易|外贸|收支|净|有)?"
    r"(顺差|逆差|结余|盈余|节余|赤字|缺口|超支|净流入|净流出|自然增长|自然增加|净增)(?:额|人口|人数)?(?:为|是|达|了)?$"
)

# What was there at first and at last, and the balance in between.
EN_FIRST = r"\b(?:beg[aiu]n|began|starte?d?|opened|opening|start|beginning)\b"
EN_LAST = r"\b(?:ended|closed|finished|closing|end of the (?:year|month|quarter|period|season|session|term)|year-end|stood at the end)\b"
EN_GAIN = r"\b(?:surplus|profit|net (?:gain|increase|inflow))\b"
EN_LOST = r"\b(?:deficit|loss|shortfall|net (?:loss|decrease|outflow))\b"
ZH_FIRST = r"年初|期初|上年末|上年底|上年结转|上年结余"
ZH_LAST = r"年末|期末|年底|滚存结余|累计结余"
ZH_GAIN = r"(?:当[年期]|本[年期])(?:收支)?(?:结余|盈余)|净增|净流入"
ZH_LOST = r"(?:当[年期]|本[年期])(?:收支)?(?:缺口|赤字|亏损)|净减|净流出"
MORE_INWARD = (
    r"\b(?:joined|took (?:on|in)|admitted|registered|arrived)\b"
    r"|新入|入会|招生|加入|新开|开业|出生|迁入|\b(?:hired|recruited|new|born|acquired|opened|built|bought)\b"
)
MORE_OUTWARD = r"\b(?:settled|departed|withdrawn|withdrew|cancelled)\b|退会|退出|注销|关闭|歇业|离开|死亡|流失|\b(?:resigned|retired|died|dismissed|sold|left|closed|lost|scrapped)\b"
MORE_CLOSING = r"\bat (?:its|the|their) (?:close|end)\b|\bin hand\b|\bend(?:ed|s|ing)\b|\bleaving\b|\bremained?\b|\bat the end\b|\bfinished\b"

# What is left of a whole, the first part that is taken from it, and names of classes that exclude each other.
EN_REST = (
    r"\b(?:the\s(?:remaining|other)|remaining|the\sremainder(?:\s?[,(:-]|\sof)?|the\sbalance(?:\s?[,(:-]|\sof)?|the\srest(?:\s?[,(:-]|\sof)?|leaving)"
    r"\s?$"
)
EN_FIRST_PART = (
    r"^\s?(?:[a-z'-]+\s?){0,5}:\s$|^[^;:]{0,60}[\s,(]\s?(?:of which|of whom|of these|of them)\b[^,;:]{0,60}$"
)
ZH_REST = r"[,，;；、](?:其余|余下|剩余|剩下)[^,，;；、:。\d]{0,8}$"
ZH_FIRST_PART = r"^[^;；。:]{0,20}其中[,，:]?[^,，;；:。\d]{0,12}(?:\da)?[^,，;；:。\d]{0,3}$"
ZH_CLASSED = r"(级|类|等|型|期|期工程|产业|年级|档)$|(?<=[水旱林草田])(田|地)$"
