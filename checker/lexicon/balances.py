"""Balances with a name of their own, as data: what they are called, what is taken from what, whether nothing else counts.

Every entry is (name, more, less, strict): the balance is the greater level less the lesser one. Of a strict one
nothing but the two belongs to it; income and expenditure may be told without transfers and what was left before.
"""

from __future__ import annotations

_GOODS = r"(?<!re-)(?<!re)(?<!domestic )exports?\b(?! (?:to|of services)\b)"
_IMPORTED = r"(?<!retained )imports?\b(?! (?:from|of services)\b)"
_INCOME = r"\b(?:income|revenues?|receipts|earnings|turnover)\b"
_SPENDING = r"\b(?:expenditures?|spending|expenses|costs|outgoings|payments)\b"
_CAME = r"\b(?:joined|arrived|came in|admitted|added|opened|arrivals|openings|admissions|recruits)\b"
_WENT = r"\b(?:left|departed|closed|removed|discharged|departures|closures|closings|leavers)\b"
_OF_PEOPLE = r"(?:population )?"
_BORN = r"\b(?:births|born)\b"
_DIED = r"\b(?:deaths|died|lost their lives)\b"

ENGLISH: tuple[tuple[str, str, str, bool], ...] = (
    (r"\btrade (?:deficit|gap)\b|\bdeficit (?:in|on) the trade (?:account|balance)\b", _IMPORTED, _GOODS, True),
    (r"\btrade surplus\b|\bsurplus (?:in|on) the trade (?:account|balance)\b", _GOODS, _IMPORTED, True),
    (rf"\bnatural {_OF_PEOPLE}(?:increase|growth|gain)\b|\bexcess of births\b", _BORN, _DIED, True),
    (rf"\bnatural {_OF_PEOPLE}(?:decrease|decline|loss)\b|\bexcess of deaths\b", _DIED, _BORN, True),
    (r"\bnet (?:im)?migration\b", r"\b(?:immigrants?|arrivals)\b", r"\b(?:emigrants?|departures)\b", True),
    (r"\bnet (?:gain|increase|inflow)\b", _CAME, _WENT, True),
    (r"\bnet (?:loss|decrease|outflow)\b", _WENT, _CAME, True),
    (r"\b(?:surplus|profit)\b", _INCOME, _SPENDING, False),
    (r"\b(?:deficit|shortfall|loss)\b", _SPENDING, _INCOME, False),
)  # fmt: skip
CHINESE: tuple[tuple[str, str, str, bool], ...] = (
    (r"(?<!服务)贸易顺差|外贸顺差|^顺差", r"(?<!进)出口(?!退)", r"进口", True),
    (r"(?<!服务)贸易逆差|外贸逆差|^逆差", r"进口", r"(?<!进)出口(?!退)", True),
    (r"自然增(?:长|加)(?:人口|人数|数)?$", r"出生(?:人口|人数)?$", r"死亡(?:人口|人数)?$", True),
    (r"净流入", r"(?<!净)流入", r"流出", True),
    (r"净流出", r"(?<!净)流出", r"流入", True),
    (r"净增(?:加)?$", r"新增|转入|调入|迁入", r"注销|转出|调出|迁出|退出", True),
    (r"收支结余|本年结余|当年结余|结余$|盈余$", r"收入", r"支出", False),
    (r"赤字$|收支缺口", r"支出", r"收入", False),
)  # fmt: skip
