"""The words of quotients told in one breath: what a figure is per, and what makes it no plain quotient."""

from __future__ import annotations

import re

from checker.lexicon.words import Words

# What a Chinese figure is per, by the character before 均 or after 每: the families and the words of its divisor.
HEADS = {
    "人": (("person", "persontime"), ""), "户": (("household", "place", "any"), "户|企业|家"), "生": (("person",), "生"),
    "师": (("person",), "师"), "班": (("animal", "any"), "班"), "校": (("place", "any"), "校|学|园"),
    "次": (("persontime", "times"), ""), "村": (("any", "place"), "村"),
}  # fmt: skip
ZH_PER = Words(
    "(?!)",
    r"(?:(?P<mean>[人户生师班校村件笔场台床亩单家所次])均|每一?(?P<unit>[^\d,，。;；:、()（）\s]{1,12})|(?P<yield>亩)产(?!值))"
    r"[^\d,，。;；:、()（）]{0,12}$",
)
ZH_PLAIN = Words("(?!)", r"平均|折合|约合|合计|人均|[，,、每约达为是的约合]")  # what says nothing of whose mean it is
ZH_OTHER = Words(
    "(?!)",
    r"生产总值|GDP|(?:可支配|纯|工资性?)收入|生活费|居住|住房|工资|薪|年|月|日|天|周|时|增长|增加|增收|减|中位|预期|寿命"
    r"|其中|标准|定额|存款|计|按|规定|不低于|最[高低多少]|补[助贴]\D{0,3}$",
)
OF_MEANS = Words(r"\bgdp\b|\bgross domestic", r"生产总值|GDP", re.IGNORECASE)  # told to the mean population of a year
SURVEYED = Words(r"\bdisposable\b", r"可支配收入|居住面积|住房(?:建筑)?面积")  # found by asking some households
EN_MEAN = Words(
    r"\b(?:(?:an?|the|at|with)\s(?:overall\s|simple\s)?(?:average|mean)\s(?P<kind>(?:[a-z'-]+\s){0,4}?)(?:of|was|is)"
    r"|averag(?:ed|es|ing))\s(?:(?:just|about|only|over|under|nearly|some|around)\s)?$"
)
EN_PER = Words(r"\s?(?:[a-z'-]+\s){0,4}?(?:per|for\seach|for\severy|to\seach|to\severy)\s(?P<per>(?!each\b|every\b|the\b|cent\b)[a-z][a-z'-]+)")
EN_MONEY_PER = Words(r"\s?an?\s(?P<per>(?!each\b|every\b|the\b|cent\b)[a-z][a-z'-]+)")  # £25 a share
EN_PER_BEFORE = Words(
    r"\b(?:per|for\seach|for\severy)\s(?P<per>(?!each\b|every\b|the\b|cent\b)[a-z][a-z'-]+)\s(?:(?:was|is|were|of|averaged|came\sto|stood\sat|about|around|just|amounted\sto)\s){1,3}$"
)
EN_NOUNS = Words(
    r"(?:\s(?!(?:of|in|and|from|with|to|who|that|which|on|for|at|by|or|were|was|are|is|had|have|has|have)\b)[a-z][a-z'-]*){1,3}"
)
EN_EACH = Words(r"\s?(?:[a-z'-]+\s)?(?:each|apiece)\b")
EN_TIME = Words(
    r"\s?(?:[a-z'-]+\s){0,3}?(?:(?:a|per|each|every)\s(?:year|month|week|day|hour|annum|quarter|session|season|night)"
    r"|daily|weekly|monthly|annually|yearly|hourly)\b"
)
EN_OTHER = Words(
    r"\b(?:median|weighted|adjusted|full[- ]time|fte|equivalents?|gdp|gross\sdomestic|income|wages?|salar(?:y|ies)"
    r"|earnings|daily|weekly|monthly|annual|annually|yearly|real|target|planned|national|maximum|minimum|up\sto|than|cheaper|dearer|extra|sav(?:ed|ing))\b"
)
PEOPLE = frozenset({"head", "capita", "person", "inhabitant", "resident"})
POPULATION = Words(r"\bpopulation\s(?:(?:of|was|is|about|around|estimated|at|then)\s?){1,4}$")
INHABITANTS = Words(r"\s?(?:people|inhabitants|residents|persons)\b")
ZH_POPULATION = Words("(?!)", r"(?:人口|居民)[^\d,，。;；、]{0,6}$")
BASE = Words(  # what follows every 1,000 that are inhabitants
    r"\s?(?:of\s(?:the\s)?)?(?:population|people|persons|inhabitants|residents)\b", r"\s?(?:名?居民|(?:常住)?人口?)(?![^\d]{0,3}老)"
)
# What is counted at the end of a period, and not told on the mean population of it.
STOCKS = Words(
    r"\b(?:beds|doctors|physicians|nurses|dentists|teachers|cars|vehicles|lawyers|(?:police\s)?officers|shops|pharmac\w+)\b",
    r"床位|医师|医生|护士|卫生技术人员|汽车|轿车|律师|教师|民警|养老床|图书|藏书|电话",
)
