"""The words that place a figure in time relative to its report: this year, last year, as data."""

from __future__ import annotations

import re

from checker.lexicon.words import Words

# Offset in years, and the words; what is left of the label names the quantity.
RELATIVE = (
    (
        -1,
        Words(
            r"\b(?:previous|last|prior|preceding) year(?:'s)?|year (?:earlier|ago)|(?:opening|beginning)(?= balance)",
            r"上年同期|去年同期|上年末|上年度|上年|去年末|去年|上期末|上期|年初(?=数|余额|结余|存量)|期初(?=数|余额|结余|存量)",
            re.IGNORECASE,
        ),
    ),
    (
        0,
        Words(
            r"\b(?:this|current|reporting) year(?:'s)?|(?:closing|ending)(?= balance)",
            r"本年末|本年度|本年|今年|当年|本报告期|本期末|本期|年末(?=数|余额|结余|存量)|期末(?=数|余额|结余|存量)",
            re.IGNORECASE,
        ),
    ),
)

# A calendar year that stands alone: not one end of a span, not part of a longer number.
YEAR = re.compile(r"(?<![\d.,~至—–-])((?:19|20)\d\d)(?![\d,]|\.\d)\s*(?:年度?|学年)?(?!\s*[-—–~至]\s*\d)")

# What is left of a label that named no more than a time.
EMPTY = frozenset(
    {"", "数", "值", "金额", "数额", "人数", "数量", "实际", "实际数", "末", "的"}
    | {"number", "amount", "value", "total", "actual", "figure", "figures"}
)

# A row that takes over a figure stated elsewhere under the name that follows.
CARRIED = re.compile(
    r"^(?:转入|转自|结转自|加|减)\s*[:：]\s*(?=\S)|^(?:brought forward|carried from|plus|less|add|deduct)\s*[:：]?\s+(?=\S)",
    re.IGNORECASE,
)
