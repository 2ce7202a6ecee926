"""Results put together by hand, so that reporters are tested apart from discovery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.figures import Figure
from checker.findings import Finding, Level, Suspect, identity
from checker.intervals import Interval
from checker.judge import judge
from checker.reading.documents import passage_of
from checker.reading.layout import tables_of
from checker.reading.tables import Table
from checker.relations import Basis, Judgement, Kind, Relation, Term, Verdict
from checker.report import Failure, Input, Result, covered_places
from tests.tables_from_text import grid_from

HUNDRED = Interval.exactly(Fraction(100))
QUOTIENTS = (Kind.SHARE, Kind.RATE, Kind.PER_HEAD, Kind.GROWTH)


def table_at(text: str, path: str) -> Table:
    """The one table of a CSV text under a path."""
    (table,) = tables_of(replace(grid_from(text), path=path, source=text.strip("\n") + "\n", delimiter=","))
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


@dataclass(frozen=True, slots=True)
class Cause:
    """A finding to be: the relation (by its number) it stands for, the others, and the suspects with candidates."""

    main: int
    also: tuple[int, ...] = ()
    suspects: tuple[tuple[str, str], ...] = ()
    level: Level = Level.ERROR
    hint: str = ""


def result_of(
    table: Table, relations: Sequence[Relation], causes: Sequence[Cause] = (), failures: Sequence[Failure] = ()
) -> Result:
    """The result of judging relations of one table, with findings as told."""
    judgements = tuple(judge(one) for one in relations)
    covered = sum(figure.place in covered_places(judgements) for figure in table.figures.values())
    read = Input(table.path, "0" * 64, "utf-8", tables=1, figures=len(table.figures), covered=covered)
    return Result(
        inputs=(read,),
        tables=(table,),
        judgements=judgements,
        findings=tuple(_finding(table, judgements, cause) for cause in causes),
        failures=tuple(failures),
    )


def _finding(table: Table, judgements: Sequence[Judgement], cause: Cause) -> Finding:
    also = tuple(judgements[number] for number in cause.also)
    suspects = tuple(
        Suspect(cell(table, name), text, 1 + len(also), value=Fraction(text.rstrip("%").replace(",", "")))
        for name, text in cause.suspects
    )
    main = judgements[cause.main]
    assert all(one.verdict is Verdict.BROKEN for one in (main, *also))
    return Finding(main, cause.level, suspects, also, hint=cause.hint, id=identity(main))


def result_of_text(text: str, path: str, claims: Sequence[tuple[str, tuple[str, ...], int]]) -> Result:
    """Shares (with a factor) and sums (factor 0) of a text, each by the texts of its figures; all are told."""
    passage = passage_of(path, text)
    figures = {mention.figure.text: mention.figure for mention in passage.figures}
    judgements = tuple(judge(_claim(figures, *claim)) for claim in claims)
    findings = tuple(Finding(one, Level.ERROR, id=identity(one)) for one in judgements)
    assert all(one.verdict is Verdict.BROKEN for one in judgements)
    read = Input(path, "0" * 64, "utf-8", passages=len(passage.sentences), figures=len(figures), covered=len(figures))
    return Result(inputs=(read,), passages=(passage,), judgements=judgements, findings=findings)


def _claim(figures: Mapping[str, Figure], result: str, operands: tuple[str, ...], factor: int) -> Relation:
    kind, code = (Kind.SHARE, "SHR201") if factor else (Kind.SUM, "TOT201")
    terms = tuple(Term(figures[text]) for text in operands)
    return Relation(kind, figures[result], terms, Basis.LABELLED, Fraction(factor or 1), code=code, name="in-text")
