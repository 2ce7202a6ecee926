"""Reports with waivers for tests: the report is checked, its findings are waived, it is changed and checked again."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import checker
from checker.report import Result
from checker.waiving.making import Grounds, waiver_for
from checker.waiving.writing import changed

DATE = datetime.date(2026, 3, 1)
TOTALS = "region,count\nNorth,410\nSouth,398\nEast,231\nWest,189\nTotal,1206\n"
CHINESE = "表1 各乡镇在校学生\n单位：人\n乡镇,在校生\n城关镇,5120\n河口镇,2060\n柳林镇,1010\n全县合计,8180\n"
SHARES = (
    "The college has 12,340 students. Of these, 5,802 are women (45.2%).\n\n"
    "It employs 410 people: 180 teachers, 150 clerks and 90 guards.\n"
)
BOOK = "waivers.toml"


def waive(
    path: Path, *, until: datetime.date | None = None, only: Sequence[str] = (), reason: str = "seen", **more: Any
) -> Result:
    """Waive the findings of a report, or those of some rules, in `waivers.toml` beside it."""
    result = checker.validate(path, **more)
    grounds = Grounds(reason, "Li Wei", "explained", DATE, until)
    home = path.parent / BOOK
    for one in result.findings:
        if not only or one.judgement.relation.code in only:
            changed(home, lambda _: (), waiver_for(result, one, grounds, home))
    return result


def again(path: Path, **more: Any) -> Result:
    """The report checked with the waivers beside it."""
    return checker.validate(path, waivers=(path if path.is_dir() else path.parent) / BOOK, **more)


def states(result: Result) -> list[tuple[str, str]]:
    """The rule and the state of every finding, in order."""
    return [(one.judgement.relation.code, one.state) for one in result.findings]
