"""Shares of a composition that add to more than the whole, though their counts imply one base.

Multiple answers also imply one base and add to more than 100, hence the word. Shares that add to less may be a
list that is not complete, and shares that add to 100 are known without this.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.discovery.bases import CommonBase, population_bases
from checker.discovery.hundreds import HUNDRED, Breakdown
from checker.discovery.patterns import Discovery
from checker.discovery.sections import sectioned
from checker.lexicon.quotients import STRUCTURE
from checker.reading.tables import Table

ENOUGH = 3  # counts and shares that agree on one base


def overfull_compositions(table: Table) -> Iterator[Breakdown]:
    """The compositions of a table whose shares add to more than 100 %, whichever way they were rounded."""
    found = sectioned(table)
    for base in population_bases(table):
        if base.factor == HUNDRED and base.held >= ENOUGH and _promised(table, base):
            yield from _overfull(found, base)


def _promised(table: Table, base: CommonBase) -> bool:
    """Whether the title or the heading of the shares calls them a composition."""
    headings = {text for _, share in base.groups[0] for text in base.view.item_headings[share[0]].path}
    return any(STRUCTURE.search(text) for text in (table.title, *headings))


def _overfull(found: Discovery, base: CommonBase) -> Iterator[Breakdown]:
    shares = [share for _, share in base.groups[0]]
    (column, *others) = {item for item, _ in shares}
    if others or len(base.groups) > 1:
        return
    values = [base.view.values[column][line] or 0 for _, line in shares]
    room = sum(max(base.view.slack[column][line], 1) for _, line in shares)
    if sum(values) - room > HUNDRED * base.view.scale:
        view = found.horizontal if base.view.vertical else found.vertical
        parts = tuple(line for _, line in shares)
        yield Breakdown(view, parts, (column,), strength=base.strength, support=base.held)
