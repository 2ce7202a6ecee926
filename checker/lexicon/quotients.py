"""The words that announce quotients in headings: shares, rates, per-head figures, growth, means; zh and en."""

from __future__ import annotations

import re
from fractions import Fraction

from checker.lexicon.words import Words

PERCENT_MARK = re.compile(
    r"[%％‰]|per ?cents?\b|percentages?\b|\bpct\b|百分[比之率数]|[一二三四五六七八九十]成", re.IGNORECASE
)
POINTS = Words(
    r"percentage[- ]points?|%[- ]points?|\bp\.?p\.?(?:t?s)?\b(?=\W|$)",
    r"百分点",
    re.IGNORECASE,
)
NATURAL = Words(
    r"natural (?:increase|growth|change)",
    r"自然增[长加]|机械增长",
    re.IGNORECASE,
)
VITAL = Words(
    r"\b(?:birth|death|fertility|mortality|marriage|divorce|incidence|natality)s?\b.{0,12}\brates?\b|\bper (?:1,?000|thousand|100,?000) (?:live|population|inhabitants|women|persons|people)",
    r"出生率|死亡率|生育率|结婚率|离婚率|发病率|自然增长率",
    re.IGNORECASE,
)
GROWTH = Words(
    r"\bchang(?:e|es|ed)\b|\bgrowth\b|\bincreases?\b|\bdecreases?\b|\bchg\b|\bvariation\b|\bgain(?: or loss)?\b|\byoy\b|\by/y\b|\b(?:compared|relative) (?:with|to)\b",
    r"增长|增减|增幅|增速|增加|减少|升降|涨跌|涨幅|降幅|下降|上升|变化|变动|同比|环比|[比较](?:上|前|去|同)[年期月季]|[比较]\S{0,4}\d{2,4}年|±|净增",
    re.IGNORECASE,
)
GROWTH_RATE = Words(
    r"\bgrowth rates?\b|\brates? of (?:growth|change|increase)\b",
    r"增长率|增速|增幅|增长速度|涨幅|降幅|增减率|变动率|变化率|增减幅度",
    re.IGNORECASE,
)
AMOUNT = Words(
    r"\bnumbers?\b|\babsolute\b|\bamount\b|\bnumeric(?:al)?\b",
    r"额$|数$|量$|人数|绝对[数值量额]|增减额|增加额|净增[加额数]?",
    re.IGNORECASE,
)
PER_HUNDRED = re.compile(
    r"比\s*[（(][^）)]*[=为]\s*100|性别比|[男女]\s*=\s*100|\bsex ratio\b|\bper (?:100|hundred)\b(?! ?,?000)",
    re.IGNORECASE,
)
INDEX = Words(
    r"=\s*100|\bindex\b|\bindices\b|\bindexes\b",
    r"指数|为\s*100",
    re.IGNORECASE,
)
AGAINST_LAST = Words(
    r"(?:previous|preceding|last|prior) (?:year|month|quarter|period)\s*=\s*100",
    r"(?:上年|去年|上期|上月|前年|前期|上年同期|环比)\S{0,4}\s*[=为]\s*100",
    re.IGNORECASE,
)
STRUCTURE = Words(
    r"\bdistribution\b|\bcomposition\b|\bbreakdown\b|\bstructure\b",
    r"构成|结构|组成",
    re.IGNORECASE,
)
SHARE = Words(
    r"\bshares?\b|\bproportions?\b|%\s*of\b|per ?cent\s*of\b|percentages?\s*of\b|\bas (?:a )?(?:%|percentage|per ?cent|share)|\bfractions?\b",
    r"占(?!用|地(?![区方]))|比重|份额|比例|百分比",
    re.IGNORECASE,
)
PER_HEAD = Words(
    r"\bper (?!cent\b|annum\b|year\b|month\b|day\b|week\b|mille?\b|thousand\b(?! \w))\S|\byields?\b|\bdensity\b|\ba head\b|\baverage (?:number|size|value|price|wage|income|earnings|weight|area|length|cost)\b|\bunit (?:prices?|costs?|values?)\b|\bprices?\b",
    r"(?:人|生|户|亩|校|班|师|园|头|村|床|车|店|厂|企|单位面积)均|平均(?:每|班额|工资|薪[酬金资]|劳动报酬)|每[一十百千万亿]*(?:个|名|位)?[^\W\d_A-Za-z]|单产|单价|单位(?:成本|造价|面积)|密度",
    re.IGNORECASE,
)
AVERAGE = Words(
    r"\baverages?\b|\bavg\b|\bmeans?\b",
    r"平均|均值|均数",
    re.IGNORECASE,
)
RATE = re.compile(r"率|倍|[^对相同可]比$|比\s*[（(]|\bratios?\b|\brates?\b|完成.{0,6}%|\bcoverage\b", re.IGNORECASE)
COUNTED_RATE = Words(
    r"\btax rates?\b|\binterest rates?\b|\bexchange rates?\b",
    r"税率|利率|汇率|费率",
    re.IGNORECASE,
)
MARGIN = Words(
    r"\b(?:gross|operating|profit|net)\s+(?:profit\s+)?margins?\b",
    r"毛利率|利润率",
    re.IGNORECASE,
)
EARNED = Words(
    r"\b(?:revenues?|sales|turnover|income)\b",
    r"收入|销售额|营业额",
    re.IGNORECASE,
)
SPENT = Words(
    r"\bcosts?\b|\bexpenses?\b",
    r"成本|费用|支出",
    re.IGNORECASE,
)
SCORE = Words(
    r"\bscores?\b",
    r"得分",
    re.IGNORECASE,
)
WEIGHT = Words(
    r"\bweights?\b|\bmaximum (?:score|points)\b",
    r"分值|权重|满分",
    re.IGNORECASE,
)
NUMERATOR = Words(
    r"\bnumerator\b",
    r"分子",
    re.IGNORECASE,
)
DENOMINATOR = Words(
    r"\bdenominator\b|\bbase\b",
    r"分母|基数",
    re.IGNORECASE,
)

LAST = Words(
    r"\b(?:previous|preceding|last|prior|earlier) (?:year|month|quarter|period|financial year)|\bbase (?:year|period)\b|\byear ago\b|\bbefore\b",
    r"上年|去年|上期|上月|上季|前年|前期|同期|往年|基期|期初|年初|调整前",
    re.IGNORECASE,
)
ON_YEAR = Words(
    r"\b(?:year[- ]on[- ]year|yoy|y/y)\b|\b(?:previous|preceding|last|prior) year\b",
    r"同比|[比较](?:上|去)年",
    re.IGNORECASE,
)
PLANNED = Words(
    r"\bbudget(?:ed)?\b|\bplan(?:ned)?\b|\btargets?\b|\bappropriations?\b",
    r"预算|计划|目标|指标值|任务|应",
    re.IGNORECASE,
)
DONE = Words(
    r"\bactual\b|\boutturn\b|\bachieved\b|\bexecuted\b|\bspent\b|\brealised\b",
    r"决算|执行|完成|实际|实绩|实现|实",
    re.IGNORECASE,
)

# What a per-head figure is a figure per: the words, the unit that the denominator is counted in, and how many of it.
PER_WHAT = (
    (
        Words(
            r"per 100,?000",
            r"每\s*10\s*万人|每十万人",
        ),
        "人",
        Fraction(100000),
    ),
    (
        Words(
            r"per 10,?000",
            r"每万人|每\s*1?万\s*人",
        ),
        "人",
        Fraction(10000),
    ),
    (
        Words(
            r"per (?:1,?000|thousand)",
            r"每千人|每\s*千\s*人",
        ),
        "人",
        Fraction(1000),
    ),
    (
        Words(
            r"per (?:100|hundred)\b",
            r"每百人",
        ),
        "人",
        Fraction(100),
    ),
    (
        Words(
            "",
            r"每百户",
        ),
        "户",
        Fraction(100),
    ),
    (
        Words(
            r"per (?:capita|head|person|inhabitant|pupil|student|employee)",
            r"人均|生均|师均|每人|每名|每个?学生",
        ),
        "人",
        Fraction(1),
    ),
    (
        Words(
            r"per (?:household|family)",
            r"户均|每户",
        ),
        "户",
        Fraction(1),
    ),
    (
        Words(
            r"per (?:school|institution)",
            r"校均|每校|园均|每所",
        ),
        "所",
        Fraction(1),
    ),
    (
        Words(
            r"per mu\b",
            r"亩均|每亩|亩产",
        ),
        "亩",
        Fraction(1),
    ),
    (
        Words(
            r"per (?:ha\b|hectare)",
            r"每公顷|公顷产量",
        ),
        "公顷",
        Fraction(1),
    ),
    (re.compile(r"每平方公里|每平方千米|per (?:sq\.? ?km|km²|square kilomet)"), "平方公里", Fraction(1)),
    (re.compile(r"每平方米|per (?:sq\.? ?m\b|m²|square met)"), "平方米", Fraction(1)),
    (re.compile(r"per acre"), "acre", Fraction(1)),
)

# Who a per-head figure is per, and what the heading of that count says.
PER_WHOM = (
    (
        Words(
            r"per (?:capita|head|person|inhabitant)|\ba head\b",
            r"人均|每人|每[一十百千万]+人|平均每人",
            re.IGNORECASE,
        ),
        Words(
            r"population|persons|people|inhabitants|residents",
            r"人口|人数|人员|常住",
            re.IGNORECASE,
        ),
    ),
    (
        Words(
            r"per (?:pupil|student|child)",
            r"生均|每生|每名?学生",
            re.IGNORECASE,
        ),
        Words(
            r"pupils|students|children|enrol",
            r"学生|在校生|在园|幼儿|生数|人数",
            re.IGNORECASE,
        ),
    ),
    (
        Words(
            r"per (?:household|family)|in household",
            r"户均|每户|每百户",
            re.IGNORECASE,
        ),
        Words(
            r"households|families",
            r"户",
            re.IGNORECASE,
        ),
    ),
    (
        Words(
            r"per teacher",
            r"师均|每名?教师|生师比|师生比",
            re.IGNORECASE,
        ),
        Words(
            r"teachers",
            r"教师|师",
            re.IGNORECASE,
        ),
    ),
    (
        Words(
            r"per class",
            r"班均|每班|班额",
            re.IGNORECASE,
        ),
        Words(
            r"classes",
            r"班",
            re.IGNORECASE,
        ),
    ),
    (
        Words(
            r"per (?:school|institution)",
            r"校均|园均|每[校园所]",
            re.IGNORECASE,
        ),
        Words(
            r"schools|institutions",
            r"学校|校数|园数|所数|机构",
            re.IGNORECASE,
        ),
    ),
    (
        Words(
            r"per (?:ha\b|hectare|acre|mu\b|sq)|\byields?\b|density",
            r"亩均|每亩|亩产|每公顷|单产|每平方|密度",
            re.IGNORECASE,
        ),
        Words(
            r"area|acreage|hectares|acres|land",
            r"面积|亩|公顷|土地",
            re.IGNORECASE,
        ),
    ),
    (
        Words(
            r"per bed",
            r"床均|每床",
            re.IGNORECASE,
        ),
        Words(
            r"beds",
            r"床",
            re.IGNORECASE,
        ),
    ),
    (
        Words(
            r"per (?:employee|worker|person employed)",
            r"劳均|职工平均|从业人员平均",
            re.IGNORECASE,
        ),
        Words(
            r"employ|workers|staff",
            r"职工|从业|就业|劳动",
            re.IGNORECASE,
        ),
    ),
)

# Words that say what kind of figure a heading names, not of what: they tell no numerator from another.
_COMMON_WORDS = """
the of in to and by for on at as from with per cent percent percentage total totals all number numbers share rate rates ratio
change changes growth average mean annual year years which than or value values figures figure thousand thousands million
millions billion billions usd eur gbp nok dollars current
"""
_COMMON_GRAMS = """
合计 总计 小计 共计 总数 占比 比重 比例 增长 增减 平均 其中 人数 单位 指标 项目 万元 亿元 万人 数量 本年 上年 累计 同期 百分 分比 情况
总量 全部
"""
COMMON_WORDS = frozenset(_COMMON_WORDS.split())
COMMON_GRAMS = frozenset(_COMMON_GRAMS.split())
