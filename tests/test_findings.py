"""Findings: one for each cause, levels, excuses, order and identity."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction

import pytest

import checker
from checker.exchanges import exchanged_lines
from checker.figures import Figure, Place
from checker.findings import Finding, find, identity
from checker.intervals import Interval
from checker.judge import judge
from checker.levels import Level
from checker.relations import Basis, Judgement, Kind, Pattern, Relation, Term, Verdict
from checker.units import unit_of
from tests.cases import relation, rounded, said

PERCENT = Fraction(100)


def cell(text: str, row: int, column: int, ulp: str = "0", path: str = "report.csv", **more: object) -> Figure:
    figure = rounded(text.replace(",", "").rstrip("%"), ulp)
    unit = unit_of("%") if text.endswith("%") else None
    figure = replace(figure, text=text, place=Place(path, row=row, column=column), **more)  # type: ignore[arg-type]
    return replace(figure, unit=unit) if unit else figure


def found(*relations: Relation) -> list[Finding]:
    return find([judge(one) for one in relations])


def column(texts: list[str], total: str, at: int, ulp: str = "0", **more: object) -> Relation:
    """A column of parts and their total below."""
    parts = [cell(text, row, at, ulp) for row, text in enumerate(texts, start=2)]
    return relation(Kind.SUM, cell(total, len(texts) + 2, at, ulp), *parts, **more)


def test_what_holds_is_no_finding() -> None:
    assert found(column(["10", "20"], "30", 2)) == []


def test_a_broken_sum_is_an_error_with_its_suspects_and_an_identity() -> None:
    (finding,) = found(column(["4,120", "3,980"], "8,010", 2))
    assert finding.level is Level.ERROR
    assert finding.suspects[0].candidate is not None
    assert (finding.state, finding.count, finding.of) == ("open", 1, 1)
    assert len(finding.id) == 9 and finding.id[4] == "-"


def test_relations_with_one_cause_are_one_finding() -> None:
    parts = [cell(text, row, 2) for row, text in enumerate(["42", "17"], start=2)]
    total = cell("95", 4, 2)
    shares = [
        relation(Kind.SHARE, cell(text, row, 3, "0.1"), part, total, factor=PERCENT)
        for row, (text, part) in enumerate(zip(("71.2%", "28.8%"), parts, strict=True), start=2)
    ]
    (finding,) = found(relation(Kind.SUM, total, *parts), *shares)
    assert len(finding.also) == 2
    assert [one.figure.place.cell for one in finding.suspects] == ["B4"]
    assert finding.suspects[0].candidate == "59"


def test_a_cause_is_told_by_the_relation_whose_result_is_the_suspect() -> None:
    """The shares are further off in units of their last place, but the total is what is wrong."""
    parts = [cell(text, row, 2) for row, text in enumerate(["42", "17"], start=2)]
    total = cell("95", 4, 2)
    shares = [
        relation(Kind.SHARE, cell(text, row, 3, "0.001"), part, total, factor=PERCENT)
        for row, (text, part) in enumerate(zip(("71.186%", "28.814%"), parts, strict=True), start=2)
    ]
    (finding,) = found(*shares, relation(Kind.SUM, total, *parts))
    assert finding.judgement.relation.kind is Kind.SUM
    assert finding.judgement.relation.result == finding.suspects[0].figure


def test_findings_come_worst_first_then_by_the_gap() -> None:
    inferred = column(["10", "20"], "90", 5, basis=Basis.INFERRED)
    small, large = column(["10", "20"], "31", 2), column(["10", "20"], "80", 3)
    levels = [(one.level, int(one.judgement.difference or 0)) for one in found(inferred, small, large)]
    assert levels == [(Level.ERROR, 50), (Level.ERROR, 1), (Level.QUERY, 60)]


@pytest.mark.parametrize("basis", list(Basis))
def test_a_soft_figure_never_supports_an_error(basis: Basis) -> None:
    one = relation(Kind.REPEAT, said("约600"), said("750"), basis=basis)
    (finding,) = found(one)
    assert finding.level is Level.QUERY


def test_rounding_twice_is_a_query() -> None:
    share = relation(
        Kind.SHARE, cell("8.54%", 2, 3, "0.01"), cell("853459", 2, 1), cell("10000000", 2, 2), factor=PERCENT
    )
    (finding,) = found(share)
    assert (finding.level, finding.hint) == (Level.QUERY, "would hold if rounded twice")


def truncated(row: int) -> Relation:
    """Seventy of ninety is 77.78 %, cut to 77.7 %."""
    return relation(Kind.SHARE, cell("77.7%", row, 3, "0.1"), cell("70", row, 1), cell("90", row, 2), factor=PERCENT)


def test_one_truncated_figure_is_an_error_with_a_hint() -> None:
    (finding,) = found(truncated(2))
    assert (finding.level, finding.hint) == (Level.ERROR, "would hold if truncated")


def test_a_table_that_is_truncated_throughout_is_one_query() -> None:
    (finding,) = found(*(truncated(row) for row in range(2, 7)))
    assert finding.level is Level.QUERY
    assert finding.hint == "this table would hold if truncated"
    assert (len(finding.also), finding.count) == (4, 5)


def test_three_truncated_lines_do_not_excuse_a_slip_beside_them() -> None:
    slip = column(["1,200", "3,400"], "4,060", 5)
    findings = found(*(truncated(row) for row in range(2, 5)), slip)
    assert [one.level for one in findings] == [Level.ERROR, *[Level.QUERY] * 3]
    assert findings[0].judgement.relation.kind is Kind.SUM


def test_percent_taken_for_points_is_a_query() -> None:
    one = relation(Kind.DIFFERENCE, said("2.52个百分点"), said("93.5%"), said("91.2%"), weights=[1, -1])
    (finding,) = found(one)
    assert finding.level is Level.QUERY
    assert "points" in finding.hint
    other = relation(Kind.GROWTH, said("2.3%"), said("91.2%"), said("93.5%"), factor=PERCENT)
    assert found(other)[0].level is Level.QUERY


def test_a_power_of_ten_is_a_query_that_names_the_factor() -> None:
    (finding,) = found(column(["4,120", "3,980"], "81", 2, "0"))
    assert (finding.level, finding.hint) == (Level.QUERY, "a factor of 100 would settle this")
    assert found(column(["4", "3"], "70", 2))[0].level is Level.ERROR


def test_a_part_in_another_unit_is_a_query_that_names_the_factor() -> None:
    parts = [cell(text, row, 2, "0.1") for row, text in enumerate(["980.0", "8,050,000.0", "199.5"], start=2)]
    (finding,) = found(relation(Kind.SUM, cell("1,984.5", 5, 2, "0.1"), *parts))
    assert (finding.level, finding.hint) == (Level.QUERY, "a factor of 1/10000 would settle this")
    assert finding.suspects[0].candidate == "805.0"


def test_two_figures_that_changed_places_are_an_error_that_says_so() -> None:
    (finding,) = found(column(["12,340", "4,120"], "8,220", 2))
    assert (finding.level, finding.hint) == (Level.ERROR, "would hold if 8,220 and 12,340 changed places")
    share = relation(Kind.SHARE, cell("33.4%", 2, 3, "0.1"), cell("12,340", 2, 1), cell("4,120", 2, 2), factor=PERCENT)
    (finding,) = found(share)
    assert finding.hint == "would hold if 12,340 and 4,120 changed places"


def test_two_lines_that_changed_places_are_queries() -> None:
    lines = [
        relation(
            Kind.SHARE,
            cell(share, row, 3, "0.1"),
            cell(part, row, 1),
            cell("900", row, 2),
            factor=PERCENT,
            pattern=Pattern("share", strength=9, lines=20, held=18),
        )
        for row, (part, share) in enumerate((("450", "30.0%"), ("270", "50.0%")), start=2)
    ]
    broken = [judge(one) for one in lines]
    assert exchanged_lines(broken) == [(broken[0], broken[1])]
    findings = find(broken)
    assert {(one.level, one.hint) for one in findings} == {(Level.QUERY, "would hold if two lines were exchanged")}


def test_two_mentions_that_only_touch_are_a_query() -> None:
    """748 and 749 thousand can be one number only if a half is rounded down once and up once."""
    mentions = (rounded(value, "1000", value) for value in ("748000", "749000", "750000"))
    first, second, third = mentions
    assert found(relation(Kind.REPEAT, first, second))[0].level is Level.QUERY
    assert found(relation(Kind.REPEAT, first, third))[0].level is Level.ERROR


def test_a_gap_that_is_a_figure_of_the_line_is_told() -> None:
    parts = [cell(text, row, 2) for row, text in enumerate(["5,120", "3,977", "2,318"], start=2)]
    left_out = relation(Kind.SUM, cell("11,415", 6, 2), *parts[:2])
    elsewhere = relation(Kind.REPEAT, parts[2], cell("2,318", 9, 9))
    (finding,) = found(left_out, elsewhere)
    assert finding.hint == "the gap is B4 (2,318), which may be left out"
    twice = relation(Kind.SUM, cell("9,097", 6, 2), *parts)
    assert found(twice)[0].hint == "the gap is B4 (2,318), which may be counted twice or not belong"


def test_the_identity_outlives_a_move_but_not_a_change() -> None:
    def one(row: int, total: str) -> Judgement:
        parts = [cell(text, row + n, 2, labels=("count", text)) for n, text in enumerate(("10", "20"))]
        return judge(relation(Kind.SUM, cell(total, row + 2, 2, labels=("count", "Total")), *parts))

    assert identity(one(2, "31")) == identity(one(40, "31"))
    assert identity(one(2, "31")) != identity(one(2, "32"))


def test_equal_findings_have_different_identities() -> None:
    copies = [relation(Kind.SUM, cell("31", 4, at), cell("10", 2, at), cell("20", 3, at)) for at in (2, 3, 4)]
    assert len({one.id for one in found(*copies)}) == 3


def test_undecided_relations_are_no_findings() -> None:
    one = relation(Kind.SHARE, cell("5%", 2, 3, "1"), cell("4", 2, 1), cell("0", 2, 2))
    assert judge(one).verdict is Verdict.UNDECIDED
    assert found(one) == []


def test_a_figure_of_odd_size_is_not_asked_about_where_arithmetic_confirms_it() -> None:
    rows = "North,1459,3946.8,5758.4\nSouth,709,10029.5,7110.9\nEast,980,2565.7,2514.4\nWest,1993,4023.5,8018.8\n"
    rows += "Mid,1506,{},932.3\n"
    table = "School,Pupils,Spending per pupil (EUR),Spending (thousand EUR)\n" + rows
    assert not checker.validate(io.StringIO(table.format("619.1"))).findings
    assert checker.validate(io.StringIO(table.format("61.9"))).findings


@pytest.mark.parametrize("whole", ["Total", "合计"])
def test_shares_of_a_whole_that_the_table_does_not_state_are_asked_about_once(whole: str) -> None:
    counts = [100 + 7919 * row % 997 for row in range(60)]
    rows = "".join(f"p{row},{count},{100 * count / 99999:.2f}\n" for row, count in enumerate(counts))
    last = f"{whole},{sum(counts)},\n"
    findings = checker.validate(io.StringIO(f"place,pupils,share (%)\n{rows}{last}")).findings
    assert [(str(one.level), one.count > 50) for one in findings if one.count > 1] == [("query", True)]
    assert len(findings) == 1


@pytest.mark.parametrize("whole", ["Total", "合计"])
def test_a_total_that_states_its_own_share_of_a_greater_whole_is_not_asked_about(whole: str) -> None:
    counts = [100 + 7919 * row % 997 for row in range(6)]
    rows = "".join(f"p{row},{count},{100 * count / 9999:.2f}\n" for row, count in enumerate(counts))
    last = f"{whole},{sum(counts)},{100 * sum(counts) / 9999:.2f}\n"
    text = f"place,pupils,share of sales (%)\n{rows}{last}"
    assert not checker.validate(io.StringIO(text)).findings
    misstated = text.replace(f"{whole},{sum(counts)}", f"{whole},{sum(counts) // 10}")
    assert checker.validate(io.StringIO(misstated)).findings


def in_text(value: str, start: int) -> Figure:
    """A figure told in a text: a count, or a share with two decimals."""
    number, share = Fraction(value), "." in value
    ulp = Fraction(1, 100) if share else Fraction(1)
    interval = Interval.around(number, ulp / 2) if share else Interval.exactly(number)
    return Figure(value, number, ulp, interval, Place("a.txt", line=1, start=start, end=start + len(value)))


def test_shares_of_another_whole_in_a_text_are_asked_about_once() -> None:
    whole = in_text("32900", 0)
    pairs = [("9727", "30.18"), ("8450", "26.22"), ("6122", "18.99")]
    shares = [
        Relation(
            Kind.SHARE,
            in_text(share, 100 * place + 50),
            (Term(in_text(part, 100 * place)), Term(whole)),
            Basis.LABELLED,
            factor=Fraction(100),
        )
        for place, (part, share) in enumerate(pairs, 1)
    ]
    (finding,) = find([judge(one) for one in shares])
    assert (finding.level, finding.count, finding.suspects) == (Level.QUERY, 3, ())
    assert [one.level for one in find([judge(one) for one in shares[:2]])] == [Level.ERROR]
