"""How Chinese sentences tell a change in one breath: the change, what was, and what is, with nothing between."""

from __future__ import annotations

import re

from checker.lexicon import prose_zh
from checker.prose.frames import Scene
from checker.prose.skeletons import AMOUNT, OTHER, PERCENT, POINTS, Skeleton, small_letters
from checker.prose.told_forms import Form, last_place

_MARKS = f"{AMOUNT}-{OTHER}"
_LEVEL, _ANY = f"[{AMOUNT}{PERCENT}]", f"[{AMOUNT}{PERCENT}{POINTS}]"
_C = rf"[^,，;；。:：()（）、\d{_MARKS}]"  # a character that no mark parts from its neighbours


def _any(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_VERB = rf"(?:{_any(prose_zh.UP)}|{_any(prose_zh.DOWN)}|{_any(prose_zh.MOVES)}|[多少]{_C}{{1,2}})"
_ABOUT = r"(?:约为?|近|超过|逾|仅|只|高达|将近|接近|大约)?"
_BY = rf"(?:了|出|幅度?|率|量|数|额){{0,2}}(?:为|是|达到?)?{_ABOUT}\s*"
_TIMES = rf"(?:{_any(prose_zh.BASE_TIMES)}|(?:1[89]|20)\d\d年?)"
_TOLD_TIMES = tuple(mark + word[0] for mark in ",，;；(（而但" for word in (*prose_zh.BASE_TIMES.split(), "1", "2"))
_RATE = rf"(?:[,，、(（]\s*(?:即|合|也就是|折合|{_C}{{0,6}}?{_VERB}{_BY})(?P<rate>{PERCENT})\s*[)）]?)?"
_CHANGE = rf"(?:即|也就是)?{_C}{{0,12}}?{_VERB}{_BY}(?P<change>{_ANY}){_RATE}"
_TO = r"(?:到了?|至|为|成为?|达到?)"
_OLD_LED = re.compile(rf"(?:由|从|自){_C}{{0,4}}(?:\d{{4}}(?:-\d{{4}})?年)?{_C}{{0,12}}$")
_THAN_LED = re.compile(rf"(?:由|从|自|较|比)(?:\d{{4}}年)?{_C}{{0,12}}$")
_COMPARED_LED = re.compile(rf"(?:与|同|和|跟)(?:\d{{4}}年)?{_C}{{0,14}}$")
_CHANGED = re.compile(rf"{_VERB}{_BY}$")
FORMS = (
    # 由A减至B，减幅达C
    Form(
        rf"(?P<old>{_LEVEL}){_C}{{0,10}}{_TO}(?:\d{{4}}年)?{_C}{{0,12}}(?P<new>{_LEVEL})[,，;；(（]\s*{_CHANGE}",
        ("由", "从", "自"),
        _OLD_LED,
    ),
    # 下降C（由A降至B）
    Form(
        rf"(?P<change>{_ANY}){_RATE}{_C}{{0,2}}[,，(（:：]\s*(?:即|也就是)?{_C}{{0,8}}(?:由|从)(?:\d{{4}}年)?{_C}{{0,12}}"
        rf"(?P<old>{_LEVEL}){_C}{{0,10}}{_TO}(?:\d{{4}}年)?{_C}{{0,12}}(?P<new>{_LEVEL})",
        ("由", "从"),
        _CHANGED,
    ),
    # 由A增加C至B; 较上月的A下降C至B
    Form(
        rf"(?P<old>{_LEVEL})的?{_C}{{0,2}}{_VERB}{_BY}(?P<change>{_ANY}){_RATE}[,，]?{_C}{{0,2}}(?:到|至|为|达到?)"
        rf"(?:\d{{4}}年)?{_C}{{0,10}}(?P<new>{_LEVEL})",
        ("由", "从", "自", "较", "比"),
        _THAN_LED,
    ),
    # 下降C至B，上月为A; 增加C，达B，去年为A
    Form(
        rf"(?P<change>{_ANY})[,，]?{_C}{{0,2}}(?:到|至|为|达到?)(?P<new>{_LEVEL})[,，(（](?:而|但)?"
        rf"{_TIMES}(?P<words>{_C}{{0,8}})(?P<old>{_LEVEL})",
        (f"至{AMOUNT}", f"到{AMOUNT}", f"达{AMOUNT}", f"为{AMOUNT}", f"至{PERCENT}", f"到{PERCENT}", f"达{PERCENT}"),
        _CHANGED,
    ),
    # 与上年同期的A相比，B，增长C
    Form(
        rf"(?P<old>{_LEVEL})相?比较?[,，]{_C}{{0,14}}(?P<new>{_LEVEL})[,，]\s*{_CHANGE}",
        (f"{AMOUNT}相比", f"{PERCENT}相比", f"{AMOUNT}比较", f"{PERCENT}比较"),
        _COMPARED_LED,
    ),
    # B，同比多C，上年为A
    Form(
        rf"(?P<new>{_LEVEL})[,，]\s*{_CHANGE}[,，(（](?:而|但)?{_TIMES}(?P<words>{_C}{{0,8}})(?P<old>{_LEVEL})",
        _TOLD_TIMES,
    ),
    # B，上年为A，增长C
    Form(
        rf"(?P<new>{_LEVEL}){_C}{{0,4}}[,，;；(（]\s*(?:而|但)?{_TIMES}(?P<words>{_C}{{0,10}}?)(?P<old>{_LEVEL})"
        rf"{_C}{{0,4}}[)）]?[,，;；]\s*{_CHANGE}",
        _TOLD_TIMES,
    ),
)
FILLER = re.compile(r"同期|末|底|时|度|只有|仅有|[的为是有达仅只共约才初同期]")
UNTOLD = re.compile(r"口径|可比|剔除|扣除|不变价|年均|平均每|每年|逐年|复合|折算|分别|各|亏损|赤字|逆差")
UNTOLD_RATE = re.compile(r"生产总值|增加值|gdp|产值|实际|名义|价格|指数|总量平衡")
_SUMMED = re.compile("累计|合计|共计|年共")
SHORT = 12  # characters before a change
NEAR = 40  # characters before a level that name it

folded = small_letters


def plain(scene: Scene, skeleton: Skeleton, match: re.Match[str]) -> bool:
    """Whether a change has no subject of its own, and what is compared with is named as the level is."""
    change = last_place(match, "change")
    said = [skeleton.figures[one] for one in (change, last_place(match, "rate")) if one > match.start()]
    if any(scene.clues[one].foreign for one in said):
        return False
    if _SUMMED.search(skeleton.text, max(0, change - SHORT), change):
        return False
    words = FILLER.sub("", match["words"]) if "words" in match.re.groupindex else ""
    return words in skeleton.text[max(0, match.start() - NEAR) : last_place(match, "new")]
