"""The words that name the base of percentages, and the percentages that are shares of it, as data."""

from __future__ import annotations

import re

from checker.lexicon.words import Words

# Bases of a survey or a test: every percentage beside them is a share of so many.
SURVEY_BASE = Words(
    r"n|n ?=|(?:unweighted |sample )?base(?: \(n\))?|sample(?: size)?|(?:number of )?(?:respondents|interviews|valid responses)|(?:valid )?responses|people asked",
    r"样本(?:量|数|人数|户数)?|调查(?:人数|户数|样本数?|对象)|受访(?:者|人|人数|户数)?|有效(?:问卷|样本|票)(?:数|份数)?|基数|答题人数|评价人数|参评人数",
)
# Bases of one kind of rate, with the rate.
RATE_BASES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(rate), re.compile(base))
    for rate, base in (
        (
            "(?:考试)?(?:及格|合格|优秀|优良|良好|低分|高分|达标|满分)率",
            "参考(?:人数|人)?|实考(?:人数|人)?|参加考试(?:人数|人)?|考试人数|参测(?:人数|人)?|受检(?:人数|人)?|体检(?:人数|人)?|抽检(?:数|件数|批次)?",
        ),
        (
            "(?:pass(?:ing)?|failure|success) rate|(?:per ?cent|%) pass(?:ed|ing)|pass %",
            "candidates|sat|tested|examined|entries|entered",
        ),
        ("response rate", "(?:questionnaires? )?(?:sent|invited|contacted|issued)"),
        ("(?:问卷)?(?:回收|应答)率", "发放(?:问卷)?(?:数|份数)?|发出问卷"),
        ("出勤率|到会率|参会率|参评率", "应到(?:人数|人)?|应出勤(?:人数)?|应参评(?:人数)?"),
    )
)
# What makes percentages weighted, so that no whole number of people stands behind them.
WEIGHTED = Words(
    r"(?<!un)weighted|estimated|estimates?\b",
    r"加权|估计|推算",
    re.IGNORECASE,
)
