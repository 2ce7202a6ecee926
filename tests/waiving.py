"""Reports with waivers for tests: the report is checked, its findings are waived, it is changed and checked again."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import checker
from checker.identity import Claim, Stated
from checker.report import Result
from checker.waiving.entries import Waiver
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


def waiver(number: int, **more: object) -> Waiver:
    claim = Claim("TOT101", "sum", Stated(("count", "Total"), str(number)), (Stated(("count", "North"), "1"),))
    made = Waiver(claim.id(), f"report {number}.csv", claim, "explained", "seen", "Li Wei", DATE)
    return replace(made, **more)  # type: ignore[arg-type]


def add_several(path: str, numbers: Sequence[int]) -> None:
    """What one of several writers does: it adds some entries and takes every third of them out again."""
    for number in numbers:
        changed(Path(path), lambda _: (), waiver(number))
        if number % 3 == 0:
            name = f"report {number}.csv"
            changed(Path(path), lambda file, name=name: [n for n, one in enumerate(file.waivers) if one.file == name])  # type: ignore[misc]
