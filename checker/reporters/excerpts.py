"""The places of a finding, the stated figure first, each drawn as a ledger or quoted as a sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.figures import Figure, Place
from checker.messages import Facts
from checker.reading.tables import Table
from checker.report import Result
from checker.reporters.arithmetic import note
from checker.reporters.escaping import plain
from checker.reporters.ledger import drawn, ledger_at, ledger_of, stands_in
from checker.reporters.places import main_place, where
from checker.reporters.quotation import quotation_of, quoted_lines, stands_in_text

if TYPE_CHECKING:
    from checker.reading.passages import Passage


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One place and what stands there; the row numbers are `gutter` wide."""

    where: str
    lines: tuple[str, ...]
    gutter: int


def excerpts_of(result: Result, facts: Facts, lang: str, suspected: Collection[Place] = ()) -> list[Excerpt]:
    """The tables and texts that the figures of a relation stand in; only the first carries the note."""
    main = main_place(facts.judgement)
    figures = sorted(facts.relation.figures, key=lambda figure: figure.place != main)
    excerpts: list[Excerpt] = _pointed(result, facts, main, lang) if main and not figures else []
    for home, figure in _homes(result, figures):
        first = not excerpts
        excerpts.append(_excerpt(home, where(figure.place, lang), facts, lang if first else "", suspected))
    return excerpts or [Excerpt(where(main, lang), (), 1)]


def _pointed(result: Result, facts: Facts, cell: Place, lang: str) -> list[Excerpt]:
    """The cell of a table that something is wrong with although it holds no figure."""
    home = next((one for one in result.tables if _has(one, cell)), None)
    said = facts.relation.missing[-1].text.strip() or (home is not None and cell.row in home.rows)
    if home is None or not said:
        return []
    ledger = ledger_at(home, facts.relation, cell)
    return [Excerpt(where(cell, lang), tuple(drawn(ledger, plain(note(facts, False).in_(lang)))), ledger.gutter)]


def _has(table: Table, cell: Place) -> bool:
    """Whether a cell stands in the table or in its header."""
    same = (table.path, table.sheet, table.grid.table) == (cell.path, cell.sheet, cell.table)
    return same and cell.column is not None and (cell.row in table.rows or cell.row in table.roles)


def _homes(result: Result, figures: list[Figure]) -> Iterator[tuple[Table | Passage, Figure]]:
    """Every table or text once, with the first figure that stands in it."""
    seen: set[int] = set()
    for figure in figures:
        homes = [*(one for one in result.tables if stands_in(figure, one))]
        texts = [one for one in result.passages if stands_in_text(figure, one)]
        for home in (homes or texts)[:1]:
            if id(home) not in seen:
                seen.add(id(home))
                yield home, figure


def _excerpt(home: Table | Passage, address: str, facts: Facts, lang: str, suspected: Collection[Place]) -> Excerpt:
    if isinstance(home, Table):
        ledger = ledger_of(home, facts.relation, suspected)
        text = note(facts, ledger.vertical).in_(lang) if lang else ""
        return Excerpt(address, tuple(drawn(ledger, text)), ledger.gutter)
    quotation = quotation_of(home, facts.relation)
    text = note(facts, vertical=False).in_(lang) if lang else ""
    return Excerpt(address, tuple(quoted_lines(quotation, text)), quotation.gutter)
