"""Words that fix the sign of every part of a balance: what is added, what is taken away, what remains."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """remainder = source - deduction; a label plays the part whose words it carries."""

    source: re.Pattern[str]
    deduction: re.Pattern[str]
    remainder: re.Pattern[str]


def _frame(source: str, deduction: str, remainder: str) -> Frame:
    return Frame(*(re.compile(words, re.IGNORECASE) for words in (source, deduction, remainder)))


FRAMES = (
    _frame(
        r"(?:总)?收入|revenues?|receipts?|\bincome\b",
        r"(?:总)?支出|费用|expenditures?|expenses|outlays|payments|disbursements",
        r"收支(?:差额|结余)|结余|差额|盈余|收支相抵|利润|毛利|balance|surplus(?:\s*(?:or|/|\()\s*\(?deficit\)?)?|deficit|margin|profit|net (?:income|cash)",
    ),
    _frame(
        r"出口|\bexports?\b",
        r"进口|\bimports?\b",
        r"(?:贸易)?(?:差额|顺差|逆差)|balance|net exports|trade surplus|trade deficit",
    ),
    _frame(
        r"出生|\b(?:live )?births?\b",
        r"死亡|\bdeaths?\b",
        r"自然(?:增长|变动|增加)|natural (?:increase|change|growth)",
    ),
    _frame(
        r"迁入|转入|\bimmigration\b|\bin-?migra\w+|arrivals",
        r"迁出|转出|\bemigration\b|\bout-?migra\w+|departures",
        r"净(?:迁移|迁入|转入|流入)|机械(?:增长|变动)|net (?:migration|inflow|arrivals)",
    ),
    _frame(
        r"总数|总量|应\w{1,4}|原有|(?:total|original) \w+",
        r"已\w{1,4}|完成\w*|done|completed",
        r"剩余|尚(?:余|未)|未\w{1,4}|remaining|outstanding|left",
    ),
    _frame(
        r"新增|增加|开设|opened|additions?|increases?",
        r"减少|撤并|撤销|关闭|closed|disposals?|decreases?",
        r"净(?:增|减|变动)\w*|net (?:change|increase|additions)",
    ),
)
OPENING = re.compile(
    r"(?:年初|期初|上年末|上年结转|上期末|月初|学年初|上年结余|初期)|\b(?:opening|beginning|start of|at the start|brought forward|previous year-end)\b",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?:年末|期末|本年末|月末|学年末|期终|结转下年|年终)|\b(?:closing|end of|at the end|year-end|carried forward|ending)\b",
    re.IGNORECASE,
)
INFLOW = re.compile(
    r"增加|新增|转入|调入|招收|招生|收入|购入|入库|迁入|出生|复学|新招|拨入|补充|\b(?:additions?|increases?|receipts|inflows?|new|acquired|purchases|births|arrivals|income|entrants|admissions|enrolled|received)\b",
    re.IGNORECASE,
)
OUTFLOW = re.compile(
    r"减少|转出|调出|毕业|支出|退学|报废|出库|迁出|死亡|休学|辍学|流失|核销|拨出|退休|\b(?:disposals?|decreases?|payments|outflows?|retired|sales|sold|deaths|departures|leavers|expenditure|graduates|withdrawn|issued|less(?! than))\b",
    re.IGNORECASE,
)
FILLER = re.compile(
    r"人数|数量|金额|总额|合计|总计|[数额量值计\s/()（）:：]|\b(?:total|amount|number|value|of|the|in)\b",
    re.IGNORECASE,
)
