"""Tables that keep to a base, and round budgets that only nearly do."""

from __future__ import annotations

import io

import pytest

import checker

BUDGET = """Item,Budget,Revised,Outturn,Year before
Tax,27500,28100,{tax},26900
 Value added,12800,13000,13210,12650
 Profits,4200,4300,4335,4050
 Income,1300,1350,1322,1350
 Other,9200,9450,{other},8850
Fees,14500,15400,15775,14550
Grants,118000,126400,126380,122300
Brought forward,3600,3600,3600,4110
Total,163600,173500,174100,168500
Schools,41200,42850,42790,40500
Welfare,26400,27900,27810,26200
Health,17800,18650,18630,18200
Roads,21300,22100,22040,20900
Police,48300,53300,52650,51400
Passed up,5100,5200,5180,5100
Carried forward,3500,3500,5000,3600
"""


def queries(report: str) -> int:
    result = checker.validate(io.StringIO(report), select=["UNT102"])
    return len(result.findings)


@pytest.mark.parametrize(
    ("tax", "other", "told"),
    [
        ("28345", "9478", 0),  # two figures off the base that make the total with the others are no slips
        ("28345", "9473", 2),  # the same where they do not
    ],
)
def test_figures_off_a_base_that_add_up_are_no_slips(tax: str, other: str, told: int) -> None:
    assert queries(BUDGET.format(tax=tax, other=other)) == told
