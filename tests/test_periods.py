"""Periods in headings, and which line stands for the period before."""

from __future__ import annotations

import pytest

from checker.discovery.periods import period_of, periods_in, predecessors
from checker.reading.tables import Heading

NAMED = {
    "2008": (2008, 0),
    "２００８年": (2008, 0),
    "2008-09": (2008, 0),
    "1999/00": (1999, 0),
    "2008-2009": (2008, 0),
    "2008/IV": (2008, 4),
    "3rd quarter 2009": (2009, 3),
    "Q2 2010": (2010, 2),
    "Mar-09": (2009, 3),
    "March 2010": (2010, 3),
    "3/1/2010": (2010, 3),
    "2020年3月": (2020, 3),
    "2020年一季度": (2020, 1),
    "1965*": (1965, 0),
}


@pytest.mark.parametrize("text", NAMED)
def test_a_heading_stands_for_a_period(text: str) -> None:
    assert period_of(Heading((text,))) == NAMED[text]


@pytest.mark.parametrize("text", ["", "12,008", "Total", "15-24 years", "2015—2020年平均"])
def test_other_headings_stand_for_none(text: str) -> None:
    assert period_of(Heading((text,))) is None


def test_a_month_or_quarter_stands_under_its_year() -> None:
    assert period_of(Heading(("2008", "Q2"))) == (2008, 2)
    assert period_of(Heading(("2008年", "3月"))) == (2008, 3)


def test_a_comparison_names_two_periods() -> None:
    assert periods_in("Change 2009/IV - 2008/IV") == ((2009, 4), (2008, 4))
    assert periods_in("2005年比2004年增长%") == ((2005, 0), (2004, 0))


def headings(*texts: str) -> list[Heading]:
    return [Heading((text,)) for text in texts]


def test_the_year_before_is_found_in_either_order_and_not_across_a_gap() -> None:
    assert predecessors(headings("2001", "2002", "2004"), years_back=False) == [None, 0, None]
    assert predecessors(headings("2003", "2002", "2001"), years_back=False) == [1, 2, None]


def test_quarters_follow_each_other_over_the_turn_of_the_year() -> None:
    quarters = headings("Q3 2008", "Q4 2008", "Q1 2009", "Q3 2009")
    assert predecessors(quarters, years_back=False) == [None, 0, 1, None]
    assert predecessors(quarters, years_back=True) == [None, None, None, 0]


def test_periods_of_another_group_do_not_precede() -> None:
    rows = [Heading(("Men", "2001")), Heading(("Women", "2001")), Heading(("Women", "2002"))]
    assert predecessors(rows, years_back=False) == [None, None, 1]
