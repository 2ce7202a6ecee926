"""One quantity in a text and in a table of another file: a column that the rows named in the text agree with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from checker.figures import Place
from checker.prose.between_files import Telling
from checker.prose.crossing import Matches, best_matches
from checker.prose.repeats import one_key_apart
from checker.reading.passages import Passage
from checker.reading.tables import Table
from checker.relations import Basis, Kind, Relation, Term

AGREEING, SURE = 2, 3  # distinct values that agree: to compare others with their column, to be certain
TELLING_DIGITS = 3
MOST_LOOKED = 4_000_000  # figures of a text times rows of a table
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Match:
    """A figure of a text beside one of a table; `agreeing` counts the values that the text and its column share."""

    mention: int
    row: int
    column: int
    agreeing: int
    holds: bool


def text_and_other_tables(passage: Passage, tables: Sequence[Table], answered: set[Place]) -> Iterator[Relation]:
    """Repeats of figures of a text in the tables of other files, but for those its own tables have answered.

    Where one of the tables says the same as the text, the others (of another year, or area) are not asked.
    """
    telling = Telling(passage)
    figures = passage.scene.figures
    kept: dict[int, tuple[Table, Match]] = {}
    for table in tables:
        if table.path == passage.path or len(figures) * len(table.rows) > MOST_LOOKED:
            continue
        for match in _matched(telling, table):
            known = kept.get(match.mention)
            if known is None or (match.holds, match.agreeing) > (known[1].holds, known[1].agreeing):
                kept[match.mention] = table, match
    for table, match in kept.values():
        if figures[match.mention].figure.place not in answered:
            yield _relation(passage, table, match)


def _matched(telling: Telling, table: Table) -> Iterator[Match]:
    """The figures of a text that the columns of one table answer, agreeing or not."""
    scene = telling.passage.scene
    matches = _of_one_year(telling, table, best_matches(scene, table))
    columns = {(column, scene.families[one]) for (one, _), column in matches.items() if column is not None}
    for column, family in sorted(columns):
        asked = [key for key in matches if scene.families[key[0]] == family and (key[1], column) in table.figures]
        held = [key for key in asked if matches[key] == column]
        broken = [key for key in asked if matches[key] is None]
        agreeing = len({scene.values[mention] for mention, _ in held})
        telling_ones = [key for key in held if agreeing >= AGREEING or len(scene.digits[key[0]]) >= TELLING_DIGITS]
        for mention, row in telling_ones:
            yield Match(mention, row, column, agreeing, holds=True)
        if agreeing >= AGREEING and 2 * len(broken) <= agreeing:
            for mention, row in broken:
                yield Match(mention, row, column, agreeing, holds=False)


def _of_one_year(telling: Telling, table: Table, matches: Matches) -> Matches:
    """The matches without those in which the table tells of another year than the sentence."""
    title = _years(table.title) or _years(PurePath(table.path).name)
    headed = {column: _years(" ".join(heading.path)) or title for column, heading in table.column_headings.items()}
    return {
        (mention, row): column for (mention, row), column in matches.items()
        if _may_be(telling.year(mention), headed.values() if column is None else [headed.get(column, title)])
    }  # fmt: skip


def _years(text: str) -> frozenset[str]:
    return frozenset(_YEAR.findall(text))


def _may_be(year: str, told: Iterable[frozenset[str]]) -> bool:
    """Whether a figure of a year can stand under one of some headings, each with the years it names."""
    years = list(told)
    return not year or not all(years) or any(year[:4] in one for one in years)


def _relation(passage: Passage, table: Table, match: Match) -> Relation:
    scene = passage.scene
    said, printed = scene.figures[match.mention].figure, table.figures[match.row, match.column]
    likely = match.holds or one_key_apart(scene, match.mention, float(printed.value))
    sure = match.agreeing >= SURE and likely
    terms = (Term(said), Term(printed))
    return Relation(Kind.REPEAT, None, terms, Basis.LABELLED if sure else Basis.INFERRED, note="text_and_table")
