"""One claim is told once, by the rule that knows it best; other claims are never lost for it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from time import process_time

import pytest

import checker
from checker.deduplication import claim_of, told_once
from checker.figures import Figure, Gap, Place
from checker.judge import judge
from checker.relations import Basis, Judgement, Kind, Relation, Verdict
from tests.cases import relation, rounded

SAMPLES = Path(__file__).parents[1] / "samples"


def at(row: int, text: str, column: int = 2) -> Figure:
    return replace(rounded(text, "1"), place=Place("report.csv", row=row, column=column))


A, B, C, TOTAL = at(2, "10"), at(3, "20"), at(4, "20"), at(5, "30")
SUM = relation(Kind.SUM, TOTAL, A, B, code="TOT101")


def told(*relations: Relation) -> list[Judgement]:
    return told_once([judge(one) for one in relations])


def test_a_claim_of_two_rules_is_kept_with_the_strongest_basis() -> None:
    declared = replace(SUM, basis=Basis.DECLARED, code="XYZ999")
    inferred = replace(SUM, basis=Basis.INFERRED, code="AAA101")
    for order in ((SUM, declared, inferred), (inferred, declared, SUM), (declared, inferred, SUM)):
        assert [one.relation.code for one in told(*order)] == ["XYZ999"]


def test_of_equals_the_lower_code_is_kept_in_the_first_place() -> None:
    other = relation(Kind.SUM, TOTAL, A, C, code="TOT101")
    again = replace(SUM, code="FML301", basis=SUM.basis)
    assert [one.relation.code for one in told(SUM, other, again)] == ["FML301", "TOT101"]


def test_the_order_of_addends_means_nothing_that_of_a_quotient_does() -> None:
    assert claim_of(SUM) == claim_of(relation(Kind.SUM, TOTAL, B, A))
    share = relation(Kind.SHARE, C, A, B, factor=Fraction(100))
    assert claim_of(share) == claim_of(relation(Kind.RATE, C, A, B, factor=Fraction(100)))
    assert claim_of(share) != claim_of(relation(Kind.SHARE, C, B, A, factor=Fraction(100)))
    assert claim_of(share) != claim_of(relation(Kind.GROWTH, C, A, B, factor=Fraction(100)))
    assert claim_of(share) != claim_of(relation(Kind.RATE, C, A, B, factor=Fraction(1000)))


def test_a_sum_and_the_difference_that_follows_from_it_are_one_claim() -> None:
    assert claim_of(SUM) == claim_of(relation(Kind.DIFFERENCE, B, TOTAL, A, weights=[1, -1]))
    assert claim_of(SUM) != claim_of(relation(Kind.DIFFERENCE, B, A, TOTAL, weights=[1, -1]))


def test_equal_values_at_other_places_are_another_claim() -> None:
    assert B.value == C.value
    assert len(told(SUM, relation(Kind.SUM, TOTAL, A, C))) == 2
    elsewhere = replace(B, place=replace(B.place, sheet="second"))
    assert len(told(SUM, relation(Kind.SUM, TOTAL, A, elsewhere))) == 2
    gap = Gap("", Place("report.csv", row=6, column=2))
    assert len(told(SUM, replace(SUM, missing=(gap,)))) == 2


def test_what_is_decided_is_kept_before_what_is_open() -> None:
    unsure = replace(judge(SUM), verdict=Verdict.UNDECIDED, relation=replace(SUM, basis=Basis.DECLARED))
    assert [one.verdict for one in told_once([unsure, judge(SUM)])] == [Verdict.HELD]


def test_a_broken_relation_is_kept_beside_a_held_one_on_other_operands() -> None:
    broken = relation(Kind.SUM, TOTAL, B, C, code="TOT101", basis=Basis.INFERRED)
    held = replace(SUM, basis=Basis.DECLARED)
    assert {one.verdict for one in told(held, broken)} == {Verdict.HELD, Verdict.BROKEN}


def test_of_equal_standing_the_broken_one_is_kept() -> None:
    held, broken = judge(SUM), replace(judge(SUM), verdict=Verdict.BROKEN, relation=replace(SUM, code="ZZZ101"))
    assert [one.relation.code for one in told_once([held, broken])] == ["ZZZ101"]


@pytest.mark.parametrize("name", ["grants.xlsx", "health-resources.xlsx", "literacy.csv", "narrative/court-year.txt"])
def test_no_sample_tells_a_claim_twice(name: str) -> None:
    result = checker.validate(SAMPLES / name)
    claims = [claim_of(one.relation) for one in result.judgements]
    assert len(set(claims)) == len(claims) == result.summary.relations


def test_the_formula_of_a_total_is_what_it_is_known_by() -> None:
    result = checker.validate(SAMPLES / "health-resources.xlsx")
    codes = {
        (one.relation.result.place.sheet, one.relation.result.place.cell): one.relation.code
        for one in result.judgements
        if one.relation.result and one.relation.kind is Kind.SUM
    }
    assert codes["床位", "B10"] == "FML301"
    assert codes["床位", "D10"] == "TOT101"  # its own formula leaves out a row


def test_a_likely_size_is_no_relation_that_was_checked(tmp_path: Path) -> None:
    path = tmp_path / "rounded.csv"
    rows = "".join(f"place {n},{5 * n + 100},{5 * n * n}\n" for n in range(1, 41))
    path.write_text(f"place,boys,girls\n{rows}", encoding="utf-8")
    held = checker.validate(path)
    assert all(one.relation.kind is not Kind.UNIT for one in held.judgements)
    path.write_text(f"place,boys,girls\n{rows}".replace("place 7,135,", "place 7,138,"), encoding="utf-8")
    broken = checker.validate(path)
    assert [one.verdict for one in broken.judgements if one.relation.kind is Kind.UNIT] == [Verdict.BROKEN]


def test_many_relations_take_linear_time() -> None:
    judged = judge(SUM)
    many = [
        replace(judged, relation=replace(SUM, result=at(row, "30", column)))
        for row in range(3000)
        for column in (1, 3, 1)
    ]
    start = process_time()
    assert len(told_once(many)) == 6000
    assert process_time() - start < 2
