"""Headlines: what the figures are called, and where a relation stands."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from checker.figures import Figure, Gap, Place
from checker.intervals import Interval
from checker.judge import judge
from checker.messages import told
from checker.naming import line_of, own_label
from checker.relations import Kind, Relation, Term
from checker.reporters.places import main_place
from tests.hand_made import cell, relation, table_at

TABLE = table_at(
    """
region,count,share
North,"4,120",33.5%
South,"3,980",32.4%
East,"2,310",18.8%
West,"1,890",15.4%
Other,0,0.0%
Total,"12,060",100.0%
""",
    "reports/enrolment.csv",
)


def test_one_quantity_at_several_places_is_named_with_what_tells_them_apart() -> None:
    first, second = (
        Figure(text, Fraction(value), Fraction(1), Interval.exactly(Fraction(value)), place, labels=labels)
        for text, value, place, labels in (
            ("7,034", 7034, Place("one.csv", row=5, column=4), ("this year", "Pupils")),
            ("7,304", 7304, Place("two.csv", row=5, column=3), ("last year", "Pupils")),
        )
    )
    told_apart = told(judge(Relation(Kind.REPEAT, None, (Term(first), Term(second)))))
    assert told_apart.en == '"Pupils" is stated as 7,034 ("this year", one.csv) and as 7,304 ("last year", two.csv)'
    assert told_apart.zh == "“Pupils”有2种说法：7,034（“this year”，one.csv）、7,304（“last year”，two.csv）"
    said = replace(second, place=Place("two.txt", line=3, start=8, end=13), labels=())
    in_text = told(judge(Relation(Kind.REPEAT, None, (Term(said), Term(first)))))
    assert in_text.en == (
        '"this year / Pupils" is stated as 7,304 (two.txt, in the text) and as 7,034 (one.csv, in the table)'
    )


def test_a_relation_without_its_result_stands_at_the_cell_that_lacks_it() -> None:
    table = TABLE
    summed = relation(table, "B7 = B2 + B3", Kind.SUM)
    assert summed.result
    lacking = replace(summed, result=None, missing=(Gap("", summed.result.place),))
    place = main_place(judge(lacking))
    assert place is not None and place.cell == "B7"
    shares = relation(table, "C2 + C3", Kind.SHARES)
    assert replace(shares, missing=(Gap("", summed.result.place),)).missing_result is None


def test_a_line_is_named_by_its_header_and_never_by_the_name_of_its_total() -> None:
    labels = [("2023", "Pupils", "Town"), ("2023", "Pupils", "Town"), ("2023", "Pupils", "Town", "North")]
    figures = [replace(cell(TABLE, f"B{row}"), labels=own) for row, own in enumerate(labels, start=2)]
    line = line_of(figures)
    assert (line.axis, line.name) == ("column", "2023 / Pupils")
    assert own_label(figures[0], line) == "Town"


def test_a_rate_says_what_it_is_multiplied_by() -> None:
    doctors, people = (replace(cell(TABLE, at), text=at) for at in ("B4", "B2"))
    stated = replace(cell(TABLE, "B3"), value=Fraction(3))
    claim = Relation(Kind.RATE, stated, (Term(doctors), Term(people)), factor=Fraction(1000))
    assert told(judge(claim)).en == "2,310 / 4,120 x 1,000 is 561, the table says 3"
