"""Suspects: who is freed, who is cleared, who comes first, and what the figure would read."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.blocks import connected
from checker.figures import Figure, Place
from checker.intervals import INFINITY, Interval
from checker.judge import judge
from checker.locate import Cause, Suspect, causes, suspects
from checker.relations import Judgement, Kind, Pattern, Relation, Verdict
from checker.slips import bits_between, one_slip_away, printed
from tests.cases import relation, rounded, said

PERCENT = Fraction(100)


def cell(text: str, row: int, column: int, ulp: str = "0") -> Figure:
    """A figure in a cell; grouped digits and a sign of percent are allowed."""
    figure = rounded(text.replace(",", "").replace(" ", "").rstrip("%"), ulp)
    return replace(figure, text=text, place=Place("report.csv", row=row, column=column))


def located(relations: list[Relation]) -> list[Cause]:
    judgements = [judge(one) for one in relations]
    return causes(*_split(judgements))


def _split(judgements: list[Judgement]) -> tuple[list[Judgement], list[Judgement]]:
    broken = [one for one in judgements if one.verdict is Verdict.BROKEN]
    return broken, [one for one in judgements if one.verdict is Verdict.HELD]


def named(found: list[Suspect] | tuple[Suspect, ...]) -> list[str | None]:
    return [suspect.figure.place.cell for suspect in found]


COUNTS = ["4,120", "3,980", "2,310", "1,890", "0"]
SHARES = ["33.5%", "32.4%", "18.8%", "15.4%", "0.0%"]


def breakdown(counts: list[str], total: str, shares: list[str]) -> list[Relation]:
    """Counts, their total, and each one's share."""
    parts = [cell(text, row, 2) for row, text in enumerate(counts, start=2)]
    whole = cell(total, 7, 2)
    percents = [cell(text, row, 3, "0.1") for row, text in enumerate(shares, start=2)]
    quotients = [
        relation(Kind.SHARE, percent, part, whole, factor=PERCENT)
        for percent, part in zip(percents, parts, strict=True)
    ]
    return [relation(Kind.SUM, whole, *parts), relation(Kind.SHARES, None, *percents), *quotients]


def test_a_total_that_breaks_its_sum_and_its_shares_is_the_only_suspect() -> None:
    (cause,) = located(breakdown(COUNTS, "12,060", SHARES))
    assert named(cause.suspects) == ["B7"]
    assert cause.suspects[0].candidate == "12,300"
    assert cause.suspects[0].settles == 5
    assert len(cause.judgements) == 5


def test_a_wrong_count_is_told_from_a_wrong_total() -> None:
    (cause,) = located(breakdown(["4,120", "3,890", "2,310", "1,890", "0"], "12,300", SHARES))
    assert named(cause.suspects) == ["B3"]
    assert cause.suspects[0].candidate == "3,980"
    assert cause.suspects[0].one_slip


def test_a_wrong_share_breaks_its_quotient_and_the_sum_of_shares() -> None:
    (cause,) = located(breakdown(COUNTS, "12,300", ["33.5%", "34.2%", "18.8%", "15.4%", "0.0%"]))
    assert named(cause.suspects)[0] == "C3"
    assert cause.suspects[0].candidate == "32.4%"


def test_two_slips_are_two_causes() -> None:
    found = located(breakdown(["4,120", "3,980", "2,310", "1,980", "0"], "12,300", ["35.3%", *SHARES[1:]]))
    assert sorted(str(named(cause.suspects)[0]) for cause in found) == ["B5", "C2"]


def test_two_slips_in_one_line_of_a_cross_table_leave_no_third_cause() -> None:
    rows = [[10, 20, 30], [41, 52, 63], [77, 85, 94]]
    printed_rows = [[10, 20, 30], [14, 52, 36], [77, 85, 94]]
    figures = [[cell(str(n), r, c) for c, n in enumerate(row, 2)] for r, row in enumerate(printed_rows, 2)]
    sums = [cell(str(sum(row)), r, 5) for r, row in enumerate(rows, 2)]
    foot = [cell(str(sum(column)), 5, c) for c, column in enumerate(zip(*rows, strict=True), 2)]
    relations = [relation(Kind.SUM, sums[r], *figures[r]) for r in range(3)]
    relations += [relation(Kind.SUM, foot[c], *(figures[r][c] for r in range(3))) for c in range(3)]
    found = located(relations)
    assert [(named(one.suspects)[0], one.suspects[0].candidate) for one in found] == [("B3", "41"), ("D3", "63")]
    assert sum(len(one.judgements) for one in found) == 3


def test_a_bare_column_names_every_figure_that_fits_and_ties_stay_ties() -> None:
    (cause,) = located([relation(Kind.SUM, cell("60", 5, 2), cell("15", 2, 2), cell("25", 3, 2), cell("30", 4, 2))])
    assert set(named(cause.suspects)) == {"B2", "B3", "B4", "B5"}
    assert cause.clear is None


def test_a_count_that_would_not_be_whole_is_cleared() -> None:
    """Half of a base is no count: only the base and the share can be wrong."""
    share, part, whole = cell("50.0%", 2, 4, "0"), cell("7", 2, 2), cell("15", 2, 3)
    (cause,) = located([relation(Kind.SHARE, share, part, whole, factor=PERCENT)])
    assert "B2" not in named(cause.suspects)
    assert "C2" in named(cause.suspects)


def test_the_format_of_the_figure_is_kept() -> None:
    total = replace(said("1.23万元", "total"), place=Place("r", row=5, column=1))
    parts = [replace(said(f"{n}元", str(n)), place=Place("r", row=n, column=1)) for n in (8000, 5200)]
    (cause,) = located([relation(Kind.SUM, total, *parts)])
    assert cause.suspects[0].candidate == "1.32万元"
    spaced = relation(Kind.SUM, cell("-1 250", 4, 1), cell("1 000", 2, 1), cell("250", 3, 1))
    assert "1 250" in [one.candidate for one in located([spaced])[0].suspects]


def test_trust_decides_ties_and_an_infinite_one_is_never_suspected() -> None:
    figures = cell("5", 2, 1), cell("3", 3, 1), cell("3", 4, 1)
    broken, held = _split([judge(relation(Kind.SUM, *figures))])
    trust = {figures[0].place: INFINITY, figures[1].place: 20.0}
    assert named(suspects(broken, held, trust)) == ["A4"]


def test_a_figure_dragged_along_is_named_with_its_cause() -> None:
    """The wrong subtotal was carried into the grand total, whose own sum therefore holds."""
    a, b, sub = cell("120", 2, 2), cell("230", 3, 2), cell("530", 4, 2)
    c, grand = cell("400", 5, 2), cell("930", 6, 2)
    confirmed = cell("350", 4, 3)
    relations = [
        relation(Kind.SUM, sub, a, b),
        relation(Kind.SUM, grand, sub, c),
        relation(Kind.SUM, confirmed, a, b),
        relation(Kind.SUM, cell("352", 8, 2), a, b, cell("2", 7, 2)),
        relation(Kind.REPEAT, a, cell("120", 2, 9)),
    ]
    (cause,) = located(relations)
    assert [(one.figure.place.cell, one.candidate, one.together) for one in cause.suspects] == [
        ("B4", "350", True),
        ("B6", "750", True),
    ]


def test_of_several_pairs_that_nothing_tells_apart_none_is_named() -> None:
    """Two counts and their shares are on one base, but the shares are too much: either line may be wrong."""
    shares = [cell(text, row, 3, "0.1") for row, text in enumerate(("60.0", "60.0"), start=2)]
    counts = [cell("600", row, 2) for row in (2, 3)]
    whole = cell("1000", 5, 2)
    relations = [
        relation(Kind.SHARES, None, *shares),
        *(
            relation(Kind.SHARE, share, count, whole, factor=Fraction(100))
            for share, count in zip(shares, counts, strict=True)
        ),
        relation(Kind.REPEAT, None, whole, cell("1000", 6, 2)),
    ]
    (cause,) = located(relations)
    assert cause.suspects == ()
    assert cause.several_pairs


def test_the_usual_make_up_of_the_lines_speaks_where_digits_do_not() -> None:
    """Either part could be mistyped by one digit; in all other lines the second is a tenth of the first."""
    pattern = Pattern("sum")
    relations = []
    for row, small in enumerate((30, 41, 52, 47, 38, 33), start=2):
        parts = cell(str(10 * small), row, 2), cell(str(small), row, 3)
        relations.append(relation(Kind.SUM, cell(str(11 * small), row, 4), *parts, pattern=pattern))
    odd = cell("360", 9, 2), cell("76", 9, 3)
    relations.append(relation(Kind.SUM, cell("396", 9, 4), *odd, pattern=pattern))
    (cause,) = located(relations)
    assert named(cause.suspects)[0] == "C9"
    assert cause.suspects[0].candidate == "36"


def test_blocks_are_relations_that_share_figures() -> None:
    a, b, c, d, e = (cell("1", row, 1) for row in range(5))
    judgements = [judge(relation(Kind.REPEAT, *pair)) for pair in ((a, b), (d, e), (b, c))]
    assert connected(judgements) == [[judgements[0], judgements[2]], [judgements[1]]]


@pytest.mark.parametrize(
    ("text", "value", "ulp", "meant", "candidate"),
    [
        ("12,060", "12060", "1", "12600", "12,600"),
        ("1.55万", "15500", "100", "5150", "0.52万"),
        ("1.234,5", "1234.5", "0.1", "1243.5", "1.243,5"),
        ("(1,234)", "-1234", "1", "-1243", "(1,243)"),
        ("(1,234)", "-1234", "1", "1234", "1,234"),
        ("−5.2%", "-5.2", "0.1", "-2.5", "−2.5%"),
        ("£7,360", "7360", "1", "7630", "£7,630"),
        ("1 234.50", "1234.5", "0.01", "1243.5", "1 243.50"),
    ],
)
def test_candidates_keep_grouping_signs_and_units(text: str, value: str, ulp: str, meant: str, candidate: str) -> None:
    number = printed(replace(rounded(value, ulp), text=text))
    assert number is not None
    assert number.text(Fraction(meant)) == candidate


def test_a_number_in_words_has_no_digits_to_slip() -> None:
    assert printed(said("三十余人")) is None


@given(st.integers(1, 10**9))
def test_every_slip_is_priced_alike_from_both_sides(value: int) -> None:
    """A value that is enumerated as one slip away costs no more when it is looked at alone."""
    number = printed(rounded(str(value), "0"))
    assert number is not None
    for slip in one_slip_away(number):
        if slip.places == 0 and len(str(abs(slip.value))) >= len(str(value)):
            assert bits_between(number, slip.value) <= slip.bits + 1e-9


def test_a_swap_is_dearer_to_doubt_than_a_wrong_digit() -> None:
    number = printed(rounded("4621", "0"))
    assert number is not None
    swap, wrong, two = (bits_between(number, Fraction(value)) for value in (6421, 4631, 4932))
    assert swap < wrong < two


@given(st.lists(st.integers(100, 99999), min_size=12, max_size=12, unique=True), st.integers(0, 11), st.randoms())
def test_the_slip_of_a_cross_table_is_always_found(numbers: list[int], which: int, chance: random.Random) -> None:
    """With row and column totals one wrong cell of counts is the only suspect, whatever the slip."""
    wrong = chance.choice([n for n in range(1, 10**5) if n != numbers[which]])
    shown = [*numbers[:which], wrong, *numbers[which + 1 :]]
    cells = [cell(str(n), 2 + i // 4, 2 + i % 4) for i, n in enumerate(shown)]
    rows = [cell(str(sum(numbers[4 * r : 4 * r + 4])), 2 + r, 6) for r in range(3)]
    feet = [cell(str(sum(numbers[c::4])), 5, 2 + c) for c in range(4)]
    relations = [relation(Kind.SUM, rows[r], *cells[4 * r : 4 * r + 4]) for r in range(3)]
    relations += [relation(Kind.SUM, feet[c], *cells[c::4]) for c in range(4)]
    (cause,) = located(relations)
    assert named(cause.suspects) == [cells[which].place.cell]
    assert cause.suspects[0].value == numbers[which]


def test_a_block_of_hundreds_of_relations_is_quick() -> None:
    """One slip in a table of 300 lines and 12 columns, each cell in a row sum, a column sum and a share."""
    chance = random.Random(7)
    body = [[cell(str(chance.randint(100, 9999)), r, c) for c in range(2, 14)] for r in range(2, 302)]
    rows = [cell(str(sum(int(f.value) for f in line)), r, 20) for r, line in enumerate(body, 2)]
    feet = [cell(str(sum(int(line[c].value) for line in body)), 400, c + 2) for c in range(12)]
    relations = [relation(Kind.SUM, total, *line) for total, line in zip(rows, body, strict=True)]
    relations += [relation(Kind.SUM, feet[c], *(line[c] for line in body)) for c in range(12)]
    for r, line in enumerate(body, 2):
        for c, figure in enumerate(line):
            share = cell(str(round(100 * figure.value / feet[c].value, 1)), r, 30 + c, "0.1")
            relations.append(relation(Kind.SHARE, share, figure, feet[c], factor=PERCENT))
    slip = body[150][5]
    wrong = with_slip(slip)
    relations = [swapped(one, slip, wrong) for one in relations]
    broken, held = _split([judge(one) for one in relations])
    start = time.process_time()
    found = suspects(broken, held)
    assert time.process_time() - start < 5
    assert found[0].figure.place == slip.place
    assert found[0].value == slip.value


def with_slip(figure: Figure) -> Figure:
    wrong = figure.value + 90
    return replace(figure, text=str(wrong), value=wrong, interval=Interval.exactly(wrong))


def swapped(one: Relation, figure: Figure, other: Figure) -> Relation:
    terms = tuple(replace(t, figure=other) if t.figure.place == figure.place else t for t in one.operands)
    return replace(one, operands=terms)


def test_a_share_of_itself_clears_nothing() -> None:
    """100 % = total / total holds whatever the total is, so the total can still be the wrong one."""
    parts = [cell(text, row, 2) for row, text in enumerate(["42", "17"], start=2)]
    total = cell("95", 4, 2)
    itself = relation(Kind.SHARE, cell("100.0%", 4, 3, "0.1"), total, total, factor=PERCENT)
    share = relation(Kind.SHARE, cell("71.2%", 2, 3, "0.1"), parts[0], total, factor=PERCENT)
    (cause,) = located([relation(Kind.SUM, total, *parts), share, itself])
    assert [one.figure.place.cell for one in cause.suspects] == ["B4"]
