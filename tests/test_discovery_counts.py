"""Percentages of a small base: possible ones, impossible ones, and when nothing is claimed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.discovery.counts import counted_shares, possible_relations
from checker.discovery.patterns import discover
from checker.judge import judge
from tests.tables_from_text import table_from


def verdicts(text: str) -> list[str]:
    found = counted_shares(discover(table_from(text)))
    return [judge(relation).verdict.value for one in found for relation in possible_relations(one)]


CLASSES = "class,{base},pass rate (%)\n1,24,91.7\n2,28,{rate}\n3,31,87.1\n4,26,96.2\n5,30,93.3\n"


@pytest.mark.parametrize(("rate", "verdict"), [("89.3", "held"), ("89.9", "broken"), ("92.9", "held"), ("93", "held")])
def test_a_pass_rate_of_few_candidates(rate: str, verdict: str) -> None:
    assert verdicts(CLASSES.format(base="candidates", rate=rate))[1 if verdict == "broken" else 0] == verdict


@pytest.mark.parametrize("base", ["pupils", "teachers", "rank", "score"])
def test_a_base_must_be_named_as_one(base: str) -> None:
    assert verdicts(CLASSES.format(base=base, rate="89.3")) == []


def test_weighted_percentages_are_left_alone() -> None:
    text = "region,n,yes (%)\nA,24,90.1\nB,28,88.3\nC,31,87.9\nD,26,95.1\nE,30,92.2\n"
    assert verdicts(text) == []
    assert verdicts("Weighted results,\n" + CLASSES.format(base="n", rate="89.3")) == []


def test_large_bases_say_nothing() -> None:
    assert verdicts("region,n,yes (%)\nA,2401,90.1\nB,2822,88.3\nC,3143,87.9\nD,2690,95.1\n") == []


def test_shares_that_make_up_the_base_are_judged_together() -> None:
    text = "q,n,a (%),b (%),c (%)\nA,40,40.0,35.0,25.0\nB,40,30.0,45.0,25.0\nC,40,20.0,27.5,52.5\nD,40,33.3,33.3,33.4\n"
    assert verdicts(text) == ["held", "held", "held", "broken"]


rows = st.lists(st.integers(10, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), min_size=1, max_size=9)


@given(rows)
def test_percentages_of_whole_counts_are_never_flagged(counts: list[tuple[int, int]]) -> None:
    lines = "".join(f"{at},{base},{100 * part / base:.1f}\n" for at, (base, part) in enumerate(counts))
    assert "broken" not in verdicts("class,candidates,pass rate (%)\n" + lines)
