"""The words that name what is counted one by one, so that its whole numbers are exact, as data."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.lexicon.words import Words

_WORDS = re.compile(r"[a-z]+")
_NUMBER_OF = re.compile(r"\b(?:numbers?|no\.?|nos\.?|count|counts) of\b|#\s?of\b|\bhead ?count\b")

# People, and events in their lives, as the subject of a column or a row.
_PEOPLE = """
pupils students learners children boys girls men women males females persons people adults infants teachers
lecturers professors staff employees workers officers nurses doctors physicians dentists pharmacists
volunteers members households families graduates entrants leavers applicants applications candidates
enrolments enrollments enrolment enrollment admissions discharges patients inmates prisoners residents
inhabitants refugees migrants immigrants emigrants visitors tourists guests passengers respondents
participants attendees users readers borrowers customers clients claimants recipients beneficiaries births
deaths marriages divorces stillbirths arrivals departures injuries casualties fatalities victims offenders
headcount male female
"""
PEOPLE = frozenset(_PEOPLE.split())
_THINGS = """
schools classes classrooms colleges universities hospitals clinics libraries museums establishments
enterprises companies firms businesses farms holdings dwellings houses buildings flats villages towns
municipalities parishes districts cases offences offenses crimes accidents incidents fires arrests
convictions appeals complaints visits attendances consultations appointments operations inspections meetings
events performances screenings exhibitions books volumes titles copies loans issues tickets vehicles cars
buses trucks lorries motorcycles bicycles ships vessels aircraft flights trips computers seats places
vacancies posts jobs licences licenses permits patents cattle sheep goats pigs horses projects contracts
samples tests
"""
THINGS = frozenset(_THINGS.split())
_MEASURED = """
rate rates percent percentage pct per average averages mean median index ratio share shares proportion
growth thousand thousands million millions billion billions amount value cost costs price prices expenditure
expenditures expenses revenue revenues spending income earnings wages wage salary salaries pay fees fee
budget hours minutes days area length weight density score scores points estimate estimates estimated
weighted fte equivalent equivalents tonnes kg km ha dollars euros pounds usd eur gbp expectancy age
"""
MEASURED = frozenset(_MEASURED.split())

_COUNT_ZH = Words(
    "",
    r"数(?:量)?$|人次$|(?:男|女)[生性]?$|户$|人口$",
)
_MULTIPLE = re.compile(r"(?<![\d,.])1[ ,.]?0{3}(?:[ ,.]?0{3})?(?![\d,.]*\d)|\b0{3}s?\b|%|\bin [a-z]*thousand")
_NO_COUNT_ZH = Words(
    "",
    r"[指系倍点分小均位基参对函]数|百分|率(?:$|[（(])|占比|比[重例值]|比(?:$|[（(%％])|[%％‰]|平均|[人生户师班校]均|均[值价]|[（(：:][百千万亿]|^[百千万亿][元人册户吨]"
    r"|(?:金额|数额|总额|余额|产值|价值|价格|单价|均价|经费|费用|收费|学费|存款|贷款|拨款|资金|基金|奖金|租金|现金)|[额值](?:$|[（(])|面积|长度|产量|年限|岁|时长|得分",
)
_COUNTED_ZH = Words(
    "",
    r"(?:学|新|考|师|幼|毕业|招|在校|研究|本科|专科|高中|初中|小学|中职|高职|留学)生$|教师$|教职工$|职工$|人员$|儿童$|幼儿$|学员$|党员$|干部$|居民$|村民$|农民$|老人$|妇女$|患者$|病例$|病人$|医生$|医师$|护士$|志愿者$|会员$|读者$|游客$|旅客$|工人$|教授$|讲师$|助教$",
)


@lru_cache(maxsize=4096)
def says_counted(label: str) -> bool:
    """Whether a label names people or things that are counted one by one: pupils, number of loans, 学生数."""
    if label.isascii():
        plain = label.lower()
        return bool(_NUMBER_OF.search(plain)) or any(word in PEOPLE or word in THINGS for word in _WORDS.findall(plain))
    label = label.strip()
    return bool(_COUNT_ZH.search(label) or _COUNTED_ZH.search(label))


@lru_cache(maxsize=4096)
def says_measured(label: str) -> bool:
    """Whether a label names a rate, money, a measure, an estimate or a multiple, so that nothing in it is a count."""
    if label.isascii():
        plain = label.lower()
        return bool(_MULTIPLE.search(plain)) or any(word in MEASURED for word in _WORDS.findall(plain))
    return bool(_NO_COUNT_ZH.search(label) or _MULTIPLE.search(label))
