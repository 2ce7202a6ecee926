"""The patterns that find numbers in folded text and tell what they are.

Every repetition is over one character class or bounded, so no pattern can run away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from checker.lexicon import prose_en
from checker.prose.folding import HAN
from checker.prose.quantities import chinese_units, counted


def _words(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _first_letters(words: Mapping[str, str], depth: int = 4) -> str:
    """How some words begin, in capitals or not, each with what must follow it: one branch for every next letter."""
    if not depth:
        return ""
    heads = sorted({word[0] for word in words if word})
    tails = ({word[1:]: after for word, after in words.items() if word[:1] == head} for head in heads)
    pairs = zip(heads, tails, strict=True)
    branches = [f"[{head}{head.upper()}]{_first_letters(tail, depth - 1)}" for head, tail in pairs]
    branches += [words[""]] if "" in words else []
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


HANZI = "零〇一二两三四五六七八九十百千万亿"
_YEAR = r"(?:[12]\d{3}|(?<!\d)\d{2}|[12][\dxX*○〇?]{1,3}|[Xx×*]{2,4}|[一二][零〇○一二三四五六七八九]{3})"
_UNITS = _words(list(chinese_units()))
_FEW = "one|two|three|four|five|six|seven|eight|nine|ten"
_COUNTED = _words([unit for unit, family in chinese_units().items() if counted(family) and unit != "员"])
_MONTHS = prose_en.MONTHS

_EN_NUMBER = _words(list(prose_en.WORDS))
_QUALIFIERS = (
    "至少|不少于|不低于|超过|突破|超|逾|高于|多于|大于|至多|最多|不超过|不高于|不多于|不足|不到|未满|低于|"
    "少于|小于|接近|将近|近|约为|大约|大概|约|几乎|"
    "at least|no fewer than|no less than|more than|over|above|exceeding|in excess of|upwards of|at most|"
    "up to|no more than|as many as|less than|fewer than|under|below|nearly|almost|close to|just under|"
    "approaching|about|around|approximately|roughly|some|circa|an estimated"
)
QUALIFIER = re.compile(rf"(?:{_QUALIFIERS})\s?$")  # on a text without capitals
QUALIFIER_ENDS = frozenset(word[-2:] for word in _QUALIFIERS.split("|"))

# Groups of digits with a space beside their mark (2, 871), where words or a sign lead up to one number: no list of two.
_LEADING = (
    "of|to|were|was|had|has|have|than|about|over|nearly|almost|only|some|with|numbered|totalled|reached|[a-z][ ]and"
)
_LED = "|".join(f"(?<={word}[ ])" for word in _LEADING.split("|"))
_LISTED = "".join(f"(?<!{words})" for words in ("分别", "分别有", "分别为", "分别是", "依次为", "各有"))
_SPLIT = (
    r"(?=\d{1,3}(?:,[ ]|[ ],)\d{3})"
    rf"(?:(?<=[$£€¥])|(?:(?<={HAN})|(?<![^\n。；;：:，(])){_LISTED}(?=[\d, .]{{6,20}}(?:[万亿千]|{_UNITS}))|{_LED})"
    r"\d{1,3}(?:(?:,[ ]?|[ ],)\d{3})+(?!\d)(?!\s?(?:,|、|和|及|与|至|到|-|and|or|to|&)\s*\d|\sof\s)"
)

SKIPPED = rf"""
 (?P<url>https?://[!-~]+|www\.[!-~]+|[A-Za-z0-9_.+-]{{1,64}}@[A-Za-z0-9_.-]{{1,64}})
|(?P<docno>[〔\[【(]\s?[\dxX*○]{{4}}\s?年?\s?[〕\]】)]\s?第?\s?[\dxX*]{{1,5}}\s?号)
|(?P<note>[\[〔【]\s?[\d\-]{{1,5}}\s?[〕\]】]|(?<=[^\W\d_])[\u2460-\u2473])
|(?P<enum>(?<![\d.])\d{{1,2}}、(?={HAN}{{2}})
   |(?:^|(?<=[。；;：:!！？]))[ \t]*(?:\(?[\d]{{1,2}}(?:[、．]|\.(?![\d])|\))
     |\([一二三四五六七八九十]{{1,3}}\)|[一二三四五六七八九十]{{1,3}}、)
   |(?:(?<=[，,])|(?<={HAN}))\([\d一二三四五六七八九十]\)(?={HAN}))
|(?P<structure>(?<![\d.:])\d{{1,3}}(?:\.\d{{1,2}})?(?:[ ]?:[ ]?\d{{1,3}}(?:\.\d{{1,2}})?){{2,7}}(?![\d:]|\.\d))
|(?P<date>
   (?<!\d)\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)
  |(?<![\d:])(?:\d{{1,2}}:\d{{2}}:\d{{2}}|\d{{2}}:\d{{2}})(?![\d:])
  |{_YEAR}\s?(?:(?:-|—{{1,2}}|–|~|至|到|、)\s?{_YEAR}\s?)?(?:学?年度?(?![级制以前后来内间])(?:\s?\d{{1,2}}\s?月(?:份|末|底|\s?\d{{1,2}}\s?日)?)?(?:(?:-|—{{1,2}}|~|至|到)\s?\d{{1,2}}\s?月(?:份|\s?\d{{1,2}}\s?日)?)?)
  |{_YEAR}\s?年?(?:-|—{{1,2}}|–|~|至|到)\s?{_YEAR}\s?学?年
  |(?<!\d)[12]\d{{3}}\s?(?:-|—|/)\s?(?:[12]\d{{3}}|\d{{2}})(?![\d.%,])
  |(?<!\d)\d{{1,2}}\s?(?:-|—|~|至|到)\s?\d{{1,2}}\s?月(?:份)?
  |(?<!\d)\d{{1,2}}\s?月(?:份|底|末|初|中旬|上旬|下旬|\s?\d{{1,2}}\s?[日号])?
  |(?<!\d)\d{{1,2}}\s?[日时](?!均|前|产)
  |\b(?:{_MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s[12]\d{{3}})?(?!\d)(?!,\d{{3}}(?!\d))
  |\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:{_MONTHS})\b\.?(?:,?\s[12]\d{{3}})?(?!\d)
  |\b(?:{_MONTHS})\.?,?\s[12]\d{{3}}(?!\d)
 )
|(?P<age>(?:(?:满|aged|ages?)\s?)\d{{1,3}}(?:\s?(?:-|—|~|至|到|to|and|or)\s?\d{{1,3}})?(?:\s?(?:周岁|岁|years))?
  |\d{{1,3}}(?:\s?(?:-|—|~|至|到|to)\s?\d{{1,3}})?\s?(?:周岁|岁|years?\sold|years?\sof\sage|-year-old))
|(?P<ordinal>第\s?[\d{HANZI}]{{1,5}}(?:\s?[-—至、]\s?第?[\d{HANZI}]{{1,5}})?|(?<!\d)\d{{1,3}}(?:st|nd|rd|th)\b|(?<!\d)\d{{0,2}}[23]d\b|(?<!\d)\d{{1,4}}\s?届|(?<!\d)\d{{1,5}}\s?号(?!\w))
|(?P<ref>[图表附注]\s?\d{{1,3}}(?:[-.—]\d{{1,3}}){{0,3}}(?!\d|\s?[人名个所户件元项万亿%])|(?i:\b(?:{prose_en.REFERENCE})s?\.?)\s\d{{1,4}}(?:[-.–]\d{{1,3}}){{0,3}}(?!\d|,\d|\.\d|\s?(?:%|per))(?:\s(?:and|to|-|–)\s\d{{1,3}}(?![\d,.%]))?)
|(?P<ratio>(?<![\d.])(?!(?:19|20)\d\d\s?:)\d{{1,4}}(?:\.\d+)?\s?:\s?\d{{1,4}}(?:\.\d+)?(?![\d:,])|\b1\sto\s\d{{1,4}}(?:\.\d+)?\b)
|(?P<damaged>(?<!\d)\d{{1,3}}、\d{{1,3}}(?=%|‰|个百分点|年|倍|个千分点)|\d*[*?？□]{{1,4}}\d*(?=%|{HAN})|(?<![\w.,])\d{{1,3}},\d{{1,2}}(?!\d|[,.]\d|\s?%)|(?<![\w.])\d{{1,6}}[*?？□xX]{{1,6}}(?!\w)|(?<![A-Za-z0-9_])[xX]{{2,6}}(?={HAN}))
|(?P<range>(?<![\d.])(?!\d{{1,9}}\s[-–—]\s?\d{{1,4}}(?:\.\d{{1,3}})?\s?%\s(?:{prose_en.MOVES})\b|\d{{1,9}}(?:\.\d{{1,6}})?%[至到]\d[\d,.]*+(?!\s?[%\d])|(?:19|20)\d\d\s[-–—]\s(?:\d|\d{{3}})\s[a-z])\d{{1,9}}(?:\.\d{{1,6}})?\s?%?\s?(?:-|—{{1,2}}|–|~|至|到)\s?\d{{1,9}}(?:\.\d{{1,6}})?(?:\s?(?:%|per\s?cent))?(?!\s?[\d,:])(?!年))
|(?P<basis>(?:\b(?i:every|each|per)\s|每\s?)(?:\d{{1,3}}(?:,\d{{3}})*|\d{{1,7}}|[一二三四五六七八九]?[十百千万]{{1,2}}|ten|hundred|thousand)(?!\.\d)\s?(?:[千万百亿]{{1,2}}|thousand|hundred|million)?)
|(?P<duration>(?<![\d.])(?:\d{{1,3}}|\b(?i:{_words(list(prose_en.WORDS))})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)
   [ -](?:months?|years?|weeks?|hours?|days?|minutes?|decades?|quarters?)\b(?!\solds?|\sof\sage))
|(?P<code>(?<![A-Za-z0-9.,])[1-5]A(?=级|景)|(?<![\w$£€¥.])(?!(?:USD|GBP|EUR|RMB|Rs\.?)\d)[A-Za-z][A-Za-z_-]{{0,30}}\d[\w.-]{{0,30}}(?:,\d{{3}}(?![\d,])(?:\.\d{{1,4}})?)?|(?<![\d.,])\d{{3}}\([a-z]\)|(?<![\w.,])\d{{1,3}}(?:\+\d{{1,3}}){{1,3}}(?!\d))
"""

NUMBER = rf"""
(?P<number>(?<![\d.])(?P<sign>(?:(?<![\w)%])(?<!\d[ ])|(?<=[为是达]))[-+])?
 (?P<currency>(?:US|A|C|HK|NZ|S|NT|R)?\$|[£€¥₹]|\b(?:USD|GBP|EUR|RMB|Rs\.?)\s?)?(?:(?<=[$£€¥₹])\s)?
 (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d{{1,2}}(?:,\d\d){{1,3}},\d{{3}}(?!\d|,\d)
   |\d{{1,3}}(?:[ ]\d{{3}})+(?![\d.]*\d)
   |{_SPLIT}|\d{{1,2}}[ ]\d(?=\s?[人名个所户])|\d+)
 (?P<decimals>[.·]\d+|(?:(?<=[\s(]\d)|(?<=[\s(]\d\d)),\d{{1,2}}(?=\s?%(?:[\s.,;)]|$)))?
 (?:(?P<zh_loose>[余多几来])?\s?(?P<zh_scale>万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千(?![米克瓦])|百(?!分)|十)(?P<more>\d{{1,4}}(?:\.\d+)?(?:千万|百万|万|千(?![米克瓦])|百(?!分))|\d{{3,4}}(?![\d.,%年]))?
   |\s?(?P<en_scale>hundred|thousand|millions?|billion|trillion|lakhs?|crores?|bn|mn|tn|trn|[mkb](?![\w²2]))\b
 )?
 (?P<loose>余(?!额)|多(?![少于出])|来(?!自)|几|\+)?
 (?:\s?(?P<unit>percentage\spoints?|percent(?:age\spoints?)?|per\scent|pct\b|%|p\b(?!\.)|(?:{prose_en.MEASURES})\b|余?(?:{_UNITS})))?
 (?P<after>\s?(?:以上|及以上|以下|及以下|以内|左右|上下|or\smore|or\sso)(?!的?[年岁]))?
)
|(?P<fraction>(?P<zh_den>[二三四五六七八九十百千]{{1,2}})分之(?P<zh_num>[{HANZI}点\d.]{{1,8}}))
|(?P<rough>过半(?![月年天日])|数[十百千万](?=[人名户所家个])[人名户所家个]|\b(?i:{_FEW})\s(?:in|out\sof)\s(?:every\s)?(?:{_FEW}|twenty|hundred)\b|\b(?i:half)\b(?=\sof\b|[\s.,;)]*$))
|(?P<tenths>(?P<zh_tenths>[一二三四五六七八九])成(?P<half>[一二三四五六七八九半多以]?)(?![立功为员果本就效人长都分了])) 
|(?P<hanzi>(?P<zh_digits>(?<![{HANZI}第几数])[{HANZI}]{{1,9}})(?P<zh_more>[余多几来])?(?:(?P<zh_unit>{_COUNTED})|(?<=[十百千万亿][余多])(?=\s*(?:$|[\n,，。；;、）)]))))
|(?P<word>\b(?i:{_EN_NUMBER})
   (?:(?:[ ]?-[ ]?|[ ]|,[ ]|[ ]and[ ]|,[ ]and[ ])(?i:{_EN_NUMBER}|hundred|thousand|million|billion)\b){{0,12}}
   (?P<word_unit>\s(?i:per\scent|percentage\spoints?|percent))?(?![-'\w]))
"""

_TRIGGERS = dict.fromkeys(prose_en.WORDS, "\\b") | dict.fromkeys(("every", "each", "per"), r"\s")
_TRIGGERS |= dict.fromkeys(prose_en.REFERENCE.split("|"), r"s?\.?\s\d")
_TRIGGERS |= {"half": r"\b"}
_TRIGGERS |= dict.fromkeys(("age", "http", "www", "us$", "a$", "c$", "hk$", "nz$", "s$", "nt$", "r$"), "")
_TRIGGERS |= dict.fromkeys(("usd", "gbp", "eur", "rmb", "rs", *prose_en.MONTHS.lower().split("|")), "")

# What is passed over first, at the speed of character classes: words and marks that begin nothing of the above.
_BEGINS = rf"\d{HANZI}第每满$£€¥₹\[〔【(\u2460-\u2473*?？□"
_OFTEN = "图表附注过数"  # begin something now and then, and are looked at again
_MARKS = r"\n。；;：:!！？"
_PASSED = rf"""(?:(?!(?:^|(?<=[。；;：:!！？]))[ \t]+[\d(一二三四五六七八九十])[^A-Za-z{_BEGINS}{_OFTEN}+\-{_MARKS}]+
 |(?!(?<![A-Za-z])(?:{_first_letters(_TRIGGERS)}|[A-Za-z][A-Za-z_.+-]{{0,64}}+[\d@]))[A-WYZa-wyz]+
 |(?<=[A-Za-z])[xX](?![xX×*])|[图表附注](?!\s?\d)|过(?!半)|数(?![十百千万])|[+\-](?![\w$£€¥₹@.+\-])|[\n。；;：:!！]+)++"""
_START = rf"(?=[{_BEGINS}{_OFTEN}xX+\-]|(?:^|(?<=[。；;：:!！？]))[ \t]|[A-Za-z](?<![A-Za-z].))"

# What follows digits that are no plain number but a date, a range, an age and the like; others need not be asked.
_TELLING = rf"""\d++(?:[、．)/:xX*○〇?？□+]|d\b|\([a-z]\)|\.(?!\d)|\.\d{{1,2}}[-/.]|,\d{{1,2}}(?!\d)
 |(?:\.\d++)?+\s?%?\s?(?:[-—–~至到:年学月日时周岁届号]|st|nd|rd|th|to|years?|{_MONTHS}
   |months?|weeks?|hours?|days?|minutes?|decades?|quarters?))|\d[A-Za-z0-9_.+-]{{0,63}}@|[1-5]A[级景]"""

# A match without a group is of something passed over.
MASTER = re.compile(
    f"{_PASSED}|{_START}(?:(?!(?=\\d)(?!{_TELLING}))(?:{SKIPPED})|{NUMBER})|(?s:.)", re.VERBOSE | re.MULTILINE
)
BARE_YEAR = re.compile(r"(?:18|19|20)\d\d$")
