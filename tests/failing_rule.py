"""A rule that fails, for tests."""

from __future__ import annotations

from collections.abc import Iterator

from checker.reading.tables import Table
from checker.relations import Relation
from checker.rule import breaks, holds, rule


@rule("TST901", examples=[holds("a"), breaks("b", says="c")])
def failing(table: Table) -> Iterator[Relation]:
    """A rule that fails."""
    yield from ()
    raise ZeroDivisionError("division by zero")
