"""Words that fix the sign of every part of a balance: what is added, what is taken away, what remains."""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.lexicon.words import Words

Halves = tuple[str, str]  # English and Chinese words


class Frame(NamedTuple):
    """remainder = source - deduction; a label plays the part whose words it carries."""

    source: Words
    deduction: Words
    remainder: Words


def _frame(source: Halves, deduction: Halves, remainder: Halves) -> Frame:
    return Frame(*(Words(*halves, re.IGNORECASE) for halves in (source, deduction, remainder)))


class Identity(NamedTuple):
    """result = sum of what is added less what is taken away, by whole labels; `vital` parts must be there."""

    result: Words
    vital: tuple[tuple[int, Words], ...]
    others: tuple[tuple[int, Words], ...] = ()


def _whole(english: str, chinese: str) -> Words:
    return Words(rf"^(?:{english})$", rf"^(?:{chinese})$", re.IGNORECASE)


_OPERATING = _whole(r"operating (?:profit|income)", r"营业利润")
_BEFORE_TAX = _whole(r"(?:total )?profit before (?:income )?tax(?:es)?", r"利润总额")
IDENTITIES = (
    Identity(
        _BEFORE_TAX,
        ((1, _OPERATING),),
        (
            (1, _whole(r"non-?operating (?:income|revenues?)", r"营业外收入")),
            (-1, _whole(r"non-?operating (?:expenses?|expenditures?|costs?)", r"营业外支出")),
        ),
    ),
    Identity(
        _whole(r"net profit|profit after (?:income )?tax(?:es)?", r"净利润"),
        ((1, _BEFORE_TAX), (-1, _whole(r"income tax(?:es)?(?: expenses?)?", r"所得税(?:费用)?"))),
    ),
    Identity(
        _whole(r"(?:total )?assets", r"资产(?:总计|总额|合计)?"),
        (
            (1, _whole(r"(?:total )?liabilities", r"负债(?:总计|总额|合计)?")),
            (1, _whole(r"(?:total )?(?:shareholders'? |owners'? )?equity", r"(?:所有者|股东)权益(?:总计|总额|合计)?")),
        ),
    ),
    Identity(
        _whole(r"net (?:book )?value of fixed assets", r"固定资产净[值额]"),
        (
            (1, _whole(r"(?:original )?cost of fixed assets", r"固定资产原[价值]")),
            (-1, _whole(r"accumulated depreciation", r"累计折旧")),
        ),
    ),
    Identity(
        _whole(r"gross profit", r"毛利(?:润|额)?"),
        (
            (1, _whole(r"(?:operating )?revenues?|sales", r"(?:营业|销售)收入")),
            (-1, _whole(r"cost of (?:sales|goods sold)", r"(?:营业|销售)成本")),
        ),
    ),
)
FRAMES = (
    _frame(
        (r"revenues?|receipts?|\bincome\b", r"(?:总)?收入"),
        (r"expenditures?|expenses|outlays|payments|disbursements", r"(?:总)?支出|费用"),
        (
            r"balance|surplus(?:\s*(?:or|/|\()\s*\(?deficit\)?)?|deficit|margin|profit|net (?:income|cash)",
            r"收支(?:差额|结余)|结余|差额|盈余|收支相抵|利润|毛利",
        ),
    ),
    _frame(
        (r"\bexports?\b", r"出口"),
        (r"\bimports?\b", r"进口"),
        (r"balance|net exports|trade surplus|trade deficit", r"(?:进出口|对外|贸易)*(?:差额|顺差|逆差)"),
    ),
    _frame(
        (r"\b(?:live )?births?\b", r"出生"),
        (r"\bdeaths?\b", r"死亡"),
        (r"natural (?:increase|change|growth)", r"自然(?:增长|变动|增加)"),
    ),
    _frame(
        (r"\bimmigration\b|\bin-?migra\w+|arrivals", r"迁入|转入"),
        (r"\bemigration\b|\bout-?migra\w+|departures", r"迁出|转出"),
        (r"net (?:migration|inflow|arrivals)", r"净(?:迁移|迁入|转入|流入)|机械(?:增长|变动)"),
    ),
    _frame(
        (r"(?:total|original) \w+", r"总数|总量|应\w{1,4}|原有"),
        (r"done|completed", r"已\w{1,4}|完成\w*"),
        (r"remaining|outstanding|left", r"剩余|尚(?:余|未)|未\w{1,4}"),
    ),
    _frame(
        (r"opened|additions?|increases?", r"新增|增加|开设"),
        (r"closed|disposals?|decreases?", r"减少|撤并|撤销|关闭"),
        (r"net (?:change|increase|additions)", r"净(?:增|减|变动)\w*"),
    ),
)
OPENING = Words(
    r"\b(?:opening|beginning|start of|at the start|brought forward|previous year-end)\b",
    r"(?:年初|期初|上年末|上年结转|上期末|月初|学年初|上年结余|初期)",
    re.IGNORECASE,
)
CLOSING = Words(
    r"\b(?:closing|end of|at the end|year-end|carried forward|ending)\b",
    r"(?:年末|期末|本年末|月末|学年末|期终|结转下年|年终)",
    re.IGNORECASE,
)
INFLOW = Words(
    r"\b(?:additions?|added|increases?|receipts|inflows?|new|acquired|purchased?s?|births|born|arrivals|arrived|income|entrants|admissions|admitted"
    r"|enrolled|received|joined|joiners|recruited|recruits|hired|hires|transfer(?:red|s)?[ -]in|moved in|opened|returned|intake|donated)\b",
    r"增加|新增|转入|调入|招收|招生|收入|购入|入库|迁入|出生|复学|新招|拨入|补充",
    re.IGNORECASE,
)
OUTFLOW = Words(
    r"\b(?:disposals?|disposed|decreases?|payments|paid|outflows?|retired|retirements|sales|sold|deaths|died|departures|departed|leavers|left|expenditure"
    r"|graduates|graduated|withdrawn|withdrawals|issued|discharged|discharges|released|resigned|expelled|dropped[ -]out|lost|losses|written[ -]off"
    r"|transfer(?:red|s)?[ -]out|moved out|closed|used|consumed|less(?! than))\b",
    r"减少|转出|调出|毕业|支出|退学|报废|出库|迁出|死亡|休学|辍学|流失|核销|拨出|退休",
    re.IGNORECASE,
)
FILLER = Words(
    r"[\s/():]|\b(?:total|amount|number|value|of|the|in)\b",
    r"人数|数量|金额|总额|合计|总计|[数额量值计（）：]",
    re.IGNORECASE,
)
