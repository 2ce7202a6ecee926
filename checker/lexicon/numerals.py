"""Words around numbers, as data: qualifiers, numerals and fractions, Chinese and English.

A qualifier stands before or after a number and says on which side of it the truth lies: `about` within one
unit of the last digit that is not zero, `near` below by less than that, `loose` above by less than that,
`above`, `from`, `below` and `upto` on a half-line without or with its end. An underscore is a space.
"""

from __future__ import annotations

from checker.lexicon.units import POWERS_ZH

BEFORE = {
    "about": "约 大约 大概 约为 约有 约占 about around approximately roughly some circa approx. approx an_estimated ~ ≈",
    "near": "近 将近 接近 几近 几乎 nearly almost close_to just_under just_below approaching",
    "loose": "over just_over upwards_of",
    "above": "超 超过 逾 多于 高于 大于 超出 远超 已超 more_than above exceeding greater_than in_excess_of >",
    "from": "突破 至少 不少于 不低于 不小于 最少 at_least no_less_than not_less_than no_fewer_than ≥ >=",
    "below": "不足 不到 不满 未满 少于 低于 小于 未达 less_than fewer_than under below lower_than <",
    "upto": "至多 最多 不超过 不多于 不高于 不大于 at_most up_to as_many_as no_more_than not_more_than ≤ <=",
}

AFTER = {
    "about": "左右 上下 前后 or_so or_thereabouts",
    "loose": "余 多 有余 odd -odd plus -plus +",
    "from": "以上 及以上 或以上 or_more or_over and_over or_above and_above",
    "upto": "以下 以内 之内 及以下 or_less or_fewer or_under or_below",
}

# What some of them say in a sentence, where they are less loose, or looser, than by themselves.
IN_SENTENCES = {"upwards of": "above", "突破": "above", "几乎": "about"}

DIGITS = dict(zip("零〇一二三四五六七八九", (0, 0, *range(1, 10)), strict=True)) | {"两": 2, "○": 0}
CAPITALS = dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}

MULTIPLIERS = POWERS_ZH | {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
    "lakh": 10**5,
    "crore": 10**7,
}

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
ROUND = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = {word: value for value, word in enumerate(SMALL.split())} | {
    word: 10 * value for value, word in enumerate(ROUND.split(), start=2)
}


HALVES = "一半 半数 半 half one_half a_half"
MAJORITIES = (
    "过半 过半数 超半数 超过半数 超过一半 半数以上 一半以上 多半 大半 more_than_half over_half a_majority the_majority"
)

# Round numbers in words, and the values they stand for: from, up to (not included).
VAGUE = {  # longer words first
    "十几": (11, 20),
    "几十": (20, 100),
    "数十": (20, 100),
    "上百": (100, 1000),
    "几百": (200, 1000),
    "数百": (200, 1000),
    "上千": (1000, 10**4),
    "几千": (2000, 10**4),
    "数千": (2000, 10**4),
    "上万": (10**4, 10**5),
    "几万": (20000, 10**5),
    "数万": (20000, 10**5),
    "几十万": (200000, 10**6),
    "数十万": (200000, 10**6),
    "上百万": (10**6, 10**7),
    "数百万": (2000000, 10**7),
}
