"""The words of a stock and its flows: what was there, what came, what went, what is left, as data."""

from __future__ import annotations

OPENING = (
    r"年初|期初|月初|季初|上年(?:末|底)?(?:结转|结余|结存|旧存|未结)|上期(?:末|结转|结余|结存)|旧存|原有|结转上年"
    r"|\b(?:began|begins|opened|opens|started|starts)\b[^.;,]{0,40}\bwith\b|\b(?:start|beginning) of the (?:year|month|quarter|period|season|session|term|week)"
    r"|\bbrought forward\b|\bcarried (?:over )?from\b|\bopening (?:balance|stock)"
)
# What every opening has in it, in small letters.
OPENING_WORDS = (
    "年初", "期初", "月初", "季初", "上年", "上期", "旧存", "原有", "with", "start of", "beginning of", "brought forward",
    "carried ", "opening ",
)  # fmt: skip
INWARD = (
    r"收入|新收|受理|收案|新增|增加|购入|购进|入库|转入|调入|流入|拨入|迁入|招收|入院|收到"
    r"|\b(?:received|filed|added|admitted|registered|joined|arrived|bought|took in|came in|income|receipts|opened|enrolled|reported)\b"
)
OUTWARD = (
    r"支出|审结|办结|结案|减少|报废|出库|转出|调出|流出|拨出|迁出|毕业|退休|辞职|离职|调离|死亡|出院|核销|使用|用去|发放|售出|销售|处理"
    r"|\b(?:closed|settled|disposed|discharged|paid out|spent|left|withdrawn|withdrew|removed|scrapped|cancelled|sold|departed|decided|expenditure|payments|concluded)\b"
)
CLOSING = (
    r"年末|期末|月末|季末|年底|结转下年|结余|结存|库存|未结|尚存|剩余|滚存"
    r"|\b(?:remain(?:s|ed|ing)?|outstanding|pending|carried forward|closing (?:balance|stock)|end of the (?:year|month|quarter|period|season|session|term|week)"
    r"|at the end|left at the)\b"
)
