"""Periods in headings: years, quarters, months; and the time axis that the lines of a table make."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from checker.lexicon.words import Words
from checker.reading.numbers import folded
from checker.reading.tables import Heading

Period = tuple[int, int]  # year, and quarter or month within it (0: the whole year)

_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTHS = {name: number for number, name in enumerate(_NAMES.split("|"), 1)}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ZH_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4}
_YEAR = r"(?P<year>(?:18|19|20)\d\d)"
_YEAR_LIKE = re.compile(r"(?:18|19|20)\d\d")
LONGEST_PART = 14  # characters of "2nd quarter", "September."


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """How periods are written; compiled where a text may hold one."""
    return (
        re.compile(rf"{_YEAR}\s*[-/]\s*(?P<next>\d\d)(?!\d|[-/]\d)"),
        re.compile(rf"{_YEAR}\s*[/-]\s*[Qq]?(?P<sub>IV|III|II|I|1[0-2]|0?[1-9])(?!\d|[-/]\d)"),
        re.compile(rf"(?<!\d)(?P<sub>1[0-2]|0?[1-9])/(?:\d{{1,2}}/)?{_YEAR}(?!\d)"),
        re.compile(rf"{_YEAR}\s*[Qq](?P<quarter>[1-4])"),
        re.compile(rf"[Qq](?P<quarter>[1-4])[\s/,-]*{_YEAR}"),
        re.compile(rf"(?P<quarter>[1-4])(?:st|nd|rd|th) quarter,? (?:of )?{_YEAR}", re.IGNORECASE),
        re.compile(rf"\b(?P<month>{_NAMES})[a-z]*\.?[\s,-]*{_YEAR}(?!\d)", re.IGNORECASE),
        re.compile(
            rf"\b(?P<month>{_NAMES})[a-z]*\.?[-'’ ](?P<short>\d\d)(?!\d)",
            re.IGNORECASE,
        ),
        re.compile(rf"{_YEAR}\s*年\s*(?:1\s*[-—至]\s*)?(?P<sub>1[0-2]|0?[1-9])\s*月"),
        re.compile(rf"{_YEAR}\s*年?\s*第?(?P<zh>[一二三四])季"),
        re.compile(rf"(?<!\d){_YEAR}(?!\d)"),
    )


_TWO_YEARS = re.compile(r"^\D*((?:18|19|20)\d\d)\s*[-/]\s*((?:18|19|20)\d\d)\D*$")
_BARE_QUARTER = Words(
    r"^(?:[Qq](?P<sub>[1-4])|(?P<sub2>[1-4])(?:st|nd|rd|th) (?:quarter|qtr)|第?(?P<zh>[一二三四])季度?)$",
    flags=re.IGNORECASE,
)
_BARE_MONTH = Words(rf"^(?P<sub>1[0-2]|[1-9])\s*月$|^(?P<month>{_NAMES})[a-z]*\.?$", flags=re.IGNORECASE)


@lru_cache(maxsize=8192)
def periods_in(text: str) -> tuple[Period, ...]:
    """The periods a text names, in order of appearance, each once."""
    plain = folded(text)
    if not _YEAR_LIKE.search(plain) and not _names_month(plain):
        return ()
    found: list[tuple[int, Period]] = []
    taken: list[tuple[int, int]] = []
    for pattern in _patterns():
        for match in pattern.finditer(plain):
            if any(start < match.end() and match.start() < end for start, end in taken) or _no_next(match):
                continue
            taken.append(match.span())
            found.append((match.start(), _period(match)))
    return tuple(dict.fromkeys(period for _, period in sorted(found)))


def _names_month(plain: str) -> bool:
    """Whether a text may name a month with two digits of a year."""
    return any(map(str.isdigit, plain)) and any(name in plain.lower() for name in _MONTHS)


def _no_next(match: re.Match[str]) -> bool:
    """Whether two digits after a year are not those of the next year, as in the financial year 2008-09."""
    parts = match.groupdict()
    return parts.get("next") is not None and (int(parts["year"]) + 1) % 100 != int(parts["next"])


def _period(match: re.Match[str]) -> Period:
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else _century(int(parts["short"]))
    if sub := parts.get("sub"):
        return year, _ROMAN.get(sub.lower()) or int(sub)
    if quarter := parts.get("quarter"):
        return year, int(quarter)
    if month := parts.get("month"):
        return year, _MONTHS[month.lower()]
    return year, _ZH_QUARTER[parts["zh"]] if parts.get("zh") else 0


def _century(short: int) -> int:
    return 1900 + short if short > 60 else 2000 + short


def period_of(heading: Heading) -> Period | None:
    """The one period a heading stands for: named by its own label, or a month or quarter under a year."""
    label = folded(heading.label)
    named = periods_in(label)
    if len(named) == 1:
        return named[0]
    double = _TWO_YEARS.match(label)
    if double and int(double[2]) == int(double[1]) + 1:
        return int(double[1]), 0
    part = _part_of_year(label)
    years = [found[0][0] for outer in reversed(heading.path[:-1]) if len(found := periods_in(outer)) == 1]
    if not years or named:
        return None
    return years[0], part


def months_of(label: str) -> tuple[int, int] | None:
    """The first and the last month of a month or quarter that a label names alone."""
    if len(label) > LONGEST_PART:
        return None
    lower = label.lower()
    month = _BARE_MONTH.match(label) if lower[:3] in _MONTHS or "月" in label else None
    quarter = _BARE_QUARTER.match(label) if "q" in lower or "季" in label else None
    if month:
        number = int(month["sub"]) if month["sub"] else _MONTHS[month["month"][:3].lower()]
        return number, number
    if quarter:
        number = int(quarter["sub"] or quarter["sub2"] or _ZH_QUARTER[quarter["zh"]])
        return 3 * number - 2, 3 * number
    return None


def _part_of_year(label: str) -> int:
    """The number of a month or quarter that a label names alone; 0 for anything else."""
    first, last = months_of(label) or (0, 0)
    return last if first == last else last // 3


def all_periods(heading: Heading) -> tuple[Period, ...]:
    """Every period a heading names, its own label first."""
    return tuple(dict.fromkeys(p for text in reversed(heading.path) for p in periods_in(text)))


def predecessors(headings: Sequence[Heading], years_back: bool) -> list[int | None]:
    """For each line the line of the period before it; with `years_back` of the same period a year before.

    Lines of the same group only, the nearest where a period occurs several times. Periods that do not
    follow each other (1985 after 1980) have no predecessor.
    """
    periods = [period_of(heading) for heading in headings]
    groups = [_group(heading) for heading in headings]
    known: dict[tuple[tuple[str, ...], Period], list[int]] = {}
    for line, period in enumerate(periods):
        if period:
            known.setdefault((groups[line], period), []).append(line)
    lasts = _last_parts(periods)
    result: list[int | None] = []
    for line, period in enumerate(periods):
        wanted = _before(period, years_back, lasts) if period else None
        same = known.get((groups[line], wanted), []) if wanted else []
        result.append(min(same, key=lambda other: abs(other - line), default=None))
    return result


def _last_parts(periods: Sequence[Period | None]) -> dict[int, int]:
    """The last quarter or month of every year."""
    lasts: dict[int, int] = {}
    for period in periods:
        if period:
            lasts[period[0]] = max(period[1], lasts.get(period[0], 0))
    return lasts


def _group(heading: Heading) -> tuple[str, ...]:
    return tuple(text for text in heading.path if not periods_in(text) and not _part_of_year(folded(text)))


def _before(period: Period, years_back: bool, lasts: Mapping[int, int]) -> Period | None:
    year, sub = period
    if sub == 0 or years_back:
        return year - 1, sub
    if sub > 1:
        return year, sub - 1
    last = lasts.get(year - 1, 0)
    return (year - 1, last) if last in (4, 12) else None
