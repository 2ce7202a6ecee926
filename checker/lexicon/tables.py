"""The words that give rows and columns of a table their roles, in Chinese and English."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.lexicon.words import Words
from checker.reading.numbers import folded


@lru_cache(maxsize=1)
def _spaced() -> re.Pattern[str]:
    """Spaces between Chinese characters; compiled when a text first has any, since the range is costly."""
    return re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿])")


NUMBERING: tuple[Words | re.Pattern[str], ...] = (
    re.compile(r"^(?:[一二三四五六七八九十百]+\s*、|第[一二三四五六七八九十]+[部类项篇]|[IVX]{1,4}[.、]\s)"),
    Words(
        "",
        r"^\([一二三四五六七八九十]+\)",
    ),
    re.compile(r"^\d{1,2}\s*[.、．](?!\d)"),
    re.compile(r"^\(\d{1,2}\)"),
    Words(
        "",
        r"^[①-⑳]",
    ),
)
_ANY_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十百]+\s*、|\([一二三四五六七八九十]+\)|\d{1,2}\s*[.、．](?!\d)|\(\d{1,2}\)|[①-⑳]|[IVX]{1,4}[.、]\s)\s*"
)
_TOTAL = re.compile(
    r"^(?:grand |sub-?)?totals?\b|\btotals?(?=$|[\s,:;(\-)])|^(?:the )?(?:all|sum|overall|altogether|aggregate|whole)\b"
    r"|\bboth sexes\b|^(?:the )?(?:entire|combined)\b|\b(?:in all|all (?:persons|ages|sexes|industries|items|countries))\b",
    re.IGNORECASE,
)
_TOTAL_ZH = Words(
    "",
    r"(?:合计|总计|小计|共计|总数|总额|总量|总值|总体|总和|总人数|累计合计|全部|总户数|总人口|全国|总产值|总支出|总收入)|^(?:计|合|全[省市县区州校院系镇乡村旗盟]|总)(?!\w)|^全[省市县区州国校院镇乡村旗盟](?=$|[合总])",
)
_NOT_TOTAL = Words(
    r"^other\b",
    r"^(?:其他|其余|其它|除|不含|未)",
    re.IGNORECASE,
)
_OF_WHICH = Words(
    r"^(?:#|in which\b|of which\b|of whom\b|of that\b|thereof\b|including\b|incl\.?\s|included\b)",
    r"^(?:其\s*中|内\s*[:：]|＃)",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Za-z]{1,4}\.\d+(?:\.\d+)*\.?(?=[\s\-:,、])|\d+(?:\.\d+)+\.?(?=\s)|\d+\.?(?=\s+[^\W\d])")
_LESS = Words(
    r"^(?:less(?!\s+than)\b|deduct\b|minus\b)",
    r"^(?:减\s*[:：]|减去|扣除|扣减)",
    re.IGNORECASE,
)
NOTE = Words(
    r"^(?:notes?\b|sources?\b|footnotes?\b|\*|\(?[a-z0-9]\)|\[\w+\]|last (?:modified|updated)|released?\b|see\b|n\.?a\.?\s)",
    r"^(?:注|说明|资料来源|数据来源|来源|备注|填表|制表|审核|单位负责人)",
    re.IGNORECASE,
)


def plain_label(text: str) -> str:
    """A label without folding differences: spaces between Chinese characters and numbering removed."""
    plain = folded(text)
    return plain if plain.isascii() else _spaced().sub("", plain)


@lru_cache(maxsize=16384)
def bare_label(text: str) -> str:
    """The label without its numbering, 其中 and trailing footnote digits."""
    label = _ANY_NUMBERING.sub("", plain_label(text))
    return re.sub(r"^(?:其中|#)\s*[:：]?\s*", "", label)


def says_total(text: str) -> bool:
    """Whether a label announces a total of others."""
    label = bare_label(text)
    if not label or _NOT_TOTAL.match(label):
        return False
    return bool(_TOTAL.search(label) or _TOTAL_ZH.search(label))


@lru_cache(maxsize=16384)
def says_of_which(text: str) -> bool:
    """Whether a label announces a part that need not be complete."""
    return bool(_OF_WHICH.match(plain_label(_ANY_NUMBERING.sub("", plain_label(text)))))


def numbering_rank(text: str) -> int | None:
    """The level of a row's numbering: 一、 is 0, （一） 1, 1. 2, (1) 3, ① 4; None where there is none."""
    label = plain_label(text)
    return next((rank for rank, pattern in enumerate(NUMBERING) if pattern.match(label)), None)


def says_less(text: str) -> bool:
    """Whether a label says that its figures are taken away from the total."""
    return bool(_LESS.match(bare_label(text)))


def code_of(text: str) -> tuple[str, ...]:
    """The parts of the dotted code a label begins with (HC.1.2: HC, 1, 2); empty without one."""
    match = _CODE.match(plain_label(text))
    return tuple(part for part in match[0].strip(" .").split(".") if part) if match else ()
