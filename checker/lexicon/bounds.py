"""The words that say that one figure cannot exceed another, or a limit, in Chinese and English, as data.

All patterns are for the bare name of an item: without numbering, units and footnote marks, lower case.
"""

from __future__ import annotations

import re

from checker.lexicon.words import Words

_TOTALS = "合计|总计|共计|小计|计|总数|总体|全部|男女合计|total|all|overall|both sexes|persons|all persons"

# One sex and all: the part and the whole, each a pattern that the whole name must match.
SEXES: tuple[tuple[str, str], ...] = (
    ("女|女性|女生|女童|女学生|女教师|女职工|女教职工|女干部", _TOTALS),
    ("男|男性|男生|男童|男学生|男教师|男职工|男教职工|男干部", _TOTALS),
    ("females?|women|girls|males?|men|boys", _TOTALS),
)

# Other parts and their wholes.
SUBSETS: tuple[tuple[str, str], ...] = (
    ("(?:在校)?(?:寄宿|住校|住宿)(?:学)?生", "在校(?:学)?生|学生|在籍学生|学生总数"),
    ("(?:进城务工人员)?随迁子女|(?:农村)?留守儿童|残疾学生|少数民族学生|贫困生|毕业班(?:学)?生", "在校(?:学)?生|学生"),
    ("专任教师|专职教师", "教职工|教职员工|在职教职工"),
    (
        "本月|当月|本月数|本月止?发生额|本季|本季度",
        r"(?:1[-—–至~]\d{1,2}月|本月止|本年|年初至今|自年初)?(?:份)?累计(?:数|额|值)?|本年累计(?:数|额)?",
    ),
    ("实到(?:人)?|出席(?:人)?|实际参加", "应到(?:人)?|应出席|应参加"),
    ("(?:实际)?录取|录用", "报名|报考|应聘"),
    ("实考|参考|参加考试", "应考|报考|报名"),
    ("(?:考试)?及格|合格|达标|优秀", "参考|参检|抽检|检查|监测|检测|受检|实考|参加考试|体检|参加体检"),
    ("危房面积|d级危房(?:面积)?", "校舍(?:建筑)?面积|建筑面积|房屋(?:建筑)?面积"),
    ("已入学|已就读", "适龄|应入学|学龄"),
    ("boarders?|boarding (?:pupils|students)", "pupils?|students?|enrol+(?:ments?|ed)"),
    ("(?:full[- ]time )?teachers|teaching staff|academic staff", "(?:all )?staff|(?:all )?employees|personnel"),
    ("(?:this |current )?month|month to date", "year[- ]to[- ]date|ytd|cumulative|(?:this )?year to month"),
    ("passed|passes|failed", "sat|examined|took|candidates|entered|entries|tested"),
    ("attended|present|attendees", "invited|registered|enrolled|on roll"),
    (
        "(?:civilian )?labou?r force|economically active(?: population)?",
        "population(?: aged? .*| \\d.*)?|working[- ]age population",
    ),
    ("unemployed(?: persons)?|employed(?: persons)?|unemployment|employment", "(?:civilian )?labou?r force"),
)

# The same where it does not matter what a line measures: points scored and points to be had, rates of births.
SUBSETS_OF_RATES: tuple[tuple[str, str], ...] = (
    ("得分|自评得分|实得分|评价得分|考核得分|评分|自评分", "分值|标准分值?|满分|权重|权重分|指标分值|标准分数"),
    ("自然增长|自然增长率", "出生|出生率"),
    (
        "scores?|points (?:awarded|scored|earned)|marks? (?:obtained|awarded)",
        "(?:max(?:imum|\\.)?|full) (?:scores?|points|marks)|weights?|points (?:available|possible)|marks available",
    ),
    (
        "rate of natural increase|natural increase(?: rate)?|natural growth(?: rate)?",
        "(?:crude )?birth rate|(?:live )?births",
    ),
)

# A name made narrower in front: 少数民族学生 is among 学生, female teachers among teachers.
QUALIFIERS = re.compile(
    r"(?:已入学|已就读|已登记|女|男|少数民族|寄宿制?|农村|城镇|城市|乡村|公办|民办|残疾|随迁|留守|贫困|在职|持证|新增|减少的|脱贫|外籍|农业|非农业"
    r"|(?:female|male|women|men|boys|girls|minority|boarding|rural|urban|public|private|state|foreign|full-time"
    r"|part-time|disabled|married|newly registered|of which)\s+)(?=\S)"
)

# Ordered statistics of one quantity, by rank: what is left of the name must be the same.
STATISTICS: tuple[tuple[int, str], ...] = (
    (
        0,
        r"最小值?|最低(?:值)?|下限|minimum|min\.?|lowest|smallest|lower (?:limit|bound|ci|95%(?: ci)?)|95% lower(?: limit)?|low",
    ),
    (1, r"下四分位数?|第一四分位数?|p25|q1|25th percentile|first quartile|lower quartile"),
    (2, r"平均(?:值|数)?|均值|中位数?|mean|average|avg\.?|median|estimate|p50|q2"),
    (3, r"上四分位数?|第三四分位数?|p75|q3|75th percentile|third quartile|upper quartile"),
    (
        4,
        r"最大值?|最高(?:值)?|上限|maximum|max\.?|highest|largest|upper (?:limit|bound|ci|95%(?: ci)?)|95% upper(?: limit)?|high",
    ),
)
MIDDLE = 2  # the mean need not lie between the quartiles, only between the least and the greatest

# Percentages of a whole that they are part of: nothing below 0 or above 100.
WITHIN_WHOLE = Words(
    r"(?:un)?employment rate|literacy rate|illiteracy rate|pass(?:ing)? rate|attendance rate|dropout rate|turnout|net enrol+ment r\w+|(?:%|per ?cent(?:age)?|share) of (?:the )?(?:total|all|population|households|persons|whole)\b|vacancy rate|participation rate",
    r"净入学率|文盲率|识字率|成人识字率|失业率|城镇化率|城市化率|绿化率|绿化覆盖率|森林覆盖率|及格率|合格率|优秀率|优良率|不合格率|达标率|出勤率|缺勤率|到课率|寄宿率|参考率|辍学率|流失率|录取率|就业率|满意度|满意率|知晓率|发病率|患病率|病死率|贫困发生率|持证率|学历合格率|高一级学历比例|持股比例|出资比例|控股比例|女占比|男占比|占(?:总|全部|合计|总数|总量|全[省市县区州国校])\S*(?:比重|比例|比|%|百分比)",
)
NOT_WITHIN = Words(
    r"gdp|change|growth|increase|decrease|gross|contribution|gdp|profit|surplus|balance|deficit|debt|net (?!enrol)",
    r"增长|增减|增幅|变化|贡献|拉动|完成|毛入学|国内生产总值|生产总值|利润|结余|净利|盈",
)

# Titles of tables whose figures are means, rates or prices throughout: parts may exceed their wholes.
MEANS = Words(
    r"\bper (?:capita|head|pupil|student|person|household|hour|week|employee|100|1,?000)\b|\baverages?\b|\bmeans?\b|\bmedian\b|\bprices?\b|\bind(?:ex|ices)\b|\brates?\b|\bper ?cent(?:age)?\b|\bratios?\b|\bwages?\b|\bearnings\b|\bdistribution\b|\bexpectancy\b|\bheights?\b|\bweights?\b|temperature|\bdensity\b|\byields?\b|\bhours\b|\bscores?\b",
    r"生均|人均|户均|平均|均值|价格|单价|指数|比率|比例|构成|工资|增长率|增长速度|增速|每\S{1,8}[人户亩册台]|中位|预期寿命|身高|体重|气温|温度|密度|单产|时长|得分|成绩",
    re.IGNORECASE,
)
# Amounts that may be below zero, so that a part of them may exceed the whole.
SIGNED = Words(
    r"\bprofits?\b|\bloss(?:es)?\b|\bearnings\b|surplus|deficit|\bnet\b|balance",
    r"利润|盈亏|盈余|亏损|净(?!入学)|结余|差额|顺差|逆差|收益",
    re.IGNORECASE,
)
CHANGES = Words(
    r"\bchanges?\b|differences?|increases?|decreases?|\bnet\b|balance|variance|deviation",
    r"增减|增加|减少|变化|变动|差额|差异|结余|净|比上年|同比|环比",
    re.IGNORECASE,
)
