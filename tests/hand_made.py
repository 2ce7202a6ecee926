"""Results put together by hand, so that reporters are tested apart from discovery."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from checker.figures import Figure
from checker.findings import find
from checker.intervals import Interval
from checker.judge import judge
from checker.reading.layout import tables_of
from checker.reading.tables import Table
from checker.relations import Basis, Kind, Relation, Term
from checker.report import Failure, Input, Result, covered_places
from tests.tables_from_text import grid_from

HUNDRED = Interval.exactly(Fraction(100))
QUOTIENTS = (Kind.SHARE, Kind.RATE, Kind.PER_HEAD, Kind.GROWTH)


def table_at(text: str, path: str) -> Table:
    """The one table of a CSV text under a path."""
    (table,) = tables_of(replace(grid_from(text), path=path))
    return table


def cell(table: Table, name: str) -> Figure:
    """The figure in a cell of one column letter."""
    return table.figures[int(name[1:]), ord(name[0]) - 64]


def relation(table: Table, claim: str, kind: Kind, code: str = "TOT101", name: str = "column-total") -> Relation:
    """`B7 = B2 + B3 - B4`, or only operands for a relation without a result."""
    result, _, operands = claim.rpartition("=")
    terms, weight = [], Fraction(1)
    for word in operands.split():
        if word in "+-":
            weight = Fraction(-1 if word == "-" else 1)
        else:
            terms.append(Term(cell(table, word), weight))
            weight = Fraction(1)
    percent = result and kind in QUOTIENTS and cell(table, result.strip()).unit.kind == "percent"
    return Relation(
        kind=kind,
        result=cell(table, result.strip()) if result else None,
        operands=tuple(terms),
        basis=Basis.LABELLED,
        factor=Fraction(100) if percent or kind is Kind.GROWTH else Fraction(1),
        constant=HUNDRED if kind is Kind.SHARES else None,
        code=code,
        name=name,
    )


def result_of(table: Table, relations: Sequence[Relation], failures: Sequence[Failure] = ()) -> Result:
    """The result of judging relations of one table, and finding what is broken."""
    judgements = tuple(judge(one) for one in relations)
    covered = sum(figure.place in covered_places(judgements) for figure in table.figures.values())
    read = Input(table.path, "0" * 64, "utf-8", tables=1, figures=len(table.figures), covered=covered)
    return Result(
        inputs=(read,),
        tables=(table,),
        judgements=judgements,
        findings=tuple(find(judgements)),
        failures=tuple(failures),
    )
