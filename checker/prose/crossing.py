"""One quantity in a text and in a table: rows named in sentences, columns learned from the rows that agree."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.figures import Figure
from checker.prose.folding import folded
from checker.prose.frames import Scene
from checker.prose.repeats import one_key_apart
from checker.reading.passages import Passage
from checker.reading.tables import Table
from checker.relations import Basis, Kind, Relation, Term
from checker.units import factor

NAMED_WITHIN = 40
FEW = 2000  # figures; of a text with fewer all are looked up
CHARACTERS, PARAGRAPHS = 50_000, 1_000  # how far from a table a longer text is looked up
SURE = 2
DIGITS = 3
_PLAIN = re.compile(r"[\s:：、,，()（）\-—*]+|^其中|^#|^满|^of which|^total\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|\(?\d{1,2}[.、)])")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A figure of a text and the row of a table that its sentence names."""

    mention: int
    row: int


def text_and_tables(passage: Passage, tables: Sequence[Table]) -> Iterator[Relation]:
    """Repeats of table figures in a text: of its own tables, and where those are silent of the other files."""
    own = [
        relation for table in tables if table.path == passage.path for relation in crossing_relations(table, passage)
    ]
    yield from own
    if passage.figures and any(table.path != passage.path for table in tables):
        from checker.prose.crossing_files import text_and_other_tables

        yield from text_and_other_tables(passage, tables, {one.operands[0].figure.place for one in own})


def crossing_relations(table: Table, passage: Passage) -> Iterator[Relation]:
    """Repeats of table figures in a text; those that differ only in columns that other rows confirm."""
    if not passage.figures or len(table.rows) < 2:
        return
    scene = passage.scene
    agreeing = best_matches(scene, table)
    votes = Counter(
        (column, scene.figures[mention].family) for (mention, _), column in agreeing.items() if column is not None
    )
    rows = {row for (_, row), column in agreeing.items() if column is not None}
    for (mention, row), column in agreeing.items():
        if column is not None:
            yield _relation(scene, table, mention, row, column, votes)
            continue
        wanted = _confirmed(scene, mention, votes)
        if wanted is None and row in rows:
            wanted = _slipped(scene, table, mention, row, votes)
        if wanted is not None and (row, wanted) in table.figures:
            yield _relation(scene, table, mention, row, wanted, votes)


Matches = dict[tuple[int, int], int | None]


def best_matches(scene: Scene, table: Table) -> Matches:
    """The figures of a text with the rows their words name, by the way of naming that more figures agree with."""
    ways = [_matches(scene, table, after) for after in ((False,) if scene.passage.chinese else (False, True))]
    return max(ways, key=lambda way: sum(column is not None for column in way.values()))


def _matches(scene: Scene, table: Table, after: bool) -> Matches:
    """For every figure and the row its words name, the column that says the same, None where none does."""
    return {(one.mention, one.row): _column(scene, table, one) for one in _meetings(scene, table, after)}


def plain(label: str) -> str:
    """A label without numbering, marks and words that do not name."""
    bare = _PLAIN.sub("", _NUMBERED.sub("", folded(label).strip()))
    return _PLAIN.sub("", bare).lower()


def _meetings(scene: Scene, table: Table, after: bool) -> Iterator[Meeting]:
    names = {row: plain(heading.label) for row, heading in table.row_headings.items() if row in table.rows}
    names = {row: name for row, name in names.items() if len(name) > 1}
    if len(set(names.values())) < len(names) * 0.8:
        return
    words = _words(scene, after)
    part = part_of(scene, table)
    for index in figures_near(scene, table):
        if part is not None and scene.figures[index].part != part:
            continue
        if scene.change(index) or scene.clues[index].base or scene.figures[index].figure.soft:
            continue
        row = _named_row(words[index], names)
        if row is not None:
            yield Meeting(index, row)


def figures_near(scene: Scene, table: Table) -> range:
    """The figures of a text that are looked up in a table: all of another file's, those not far off in its own."""
    first = next(iter(table.figures.values()), None)
    everything = range(len(scene.figures))
    if first is None or table.path != scene.passage.path or len(everything) < FEW:
        return everything
    if scene.passage.in_paragraphs:
        places, here, reach = (
            [one.figure.place.paragraph or 0 for one in scene.figures],
            first.place.paragraph,
            PARAGRAPHS,
        )
    else:
        places, here, reach = [one.figure.place.start or 0 for one in scene.figures], first.place.start, CHARACTERS
    if here is None:
        return everything
    return range(bisect_left(places, here - reach), bisect_left(places, here + reach))


def part_of(scene: Scene, table: Table) -> int | None:
    """Which of the documents pasted into one text a table stands in; None where that is not known."""
    passage = scene.passage
    first = next(iter(table.figures.values()), None)
    start = first.place.start if first is not None else None
    if start is None or table.path != passage.path or passage.in_paragraphs:
        return None
    begins = [passage.origin(block.start) for block in passage.blocks]
    before = bisect_left(begins, start) - 1
    return passage.blocks[before].part if before >= 0 else None


def _words(scene: Scene, after: bool) -> list[str]:
    """The naming words of every figure, found once."""
    key = f"naming-{after}"
    known = scene.passage.marks.get(key)
    if not isinstance(known, list):
        known = scene.passage.marks[key] = [_naming(scene, index, after) for index in range(len(scene.figures))]
    return known


def _naming(scene: Scene, index: int, after: bool) -> str:
    """The words that name what a figure is of; a share is of what the figure before it is of."""
    start = index
    while start and scene.clues[start].joined and scene.figures[start - 1].sentence == scene.figures[start].sentence:
        start -= 1
    if after:
        return plain(scene.figures[index].tail[:NAMED_WITHIN])
    return plain(scene.figures[start].lead[-NAMED_WITHIN:])


def _named_row(words: str, names: dict[int, str]) -> int | None:
    """The row whose name stands last in the words; longer names before the shorter ones they hold."""
    found = [(words.rfind(name) + len(name), len(name), row) for row, name in names.items() if name in words]
    return max(found)[2] if found else None


def _column(scene: Scene, table: Table, meeting: Meeting) -> int | None:
    """The column whose figure in this row says the same as the text."""
    mention = scene.figures[meeting.mention].figure
    for column in table.columns:
        other = table.figures.get((meeting.row, column))
        if other is not None and mention.value and agree(mention, other):
            return column
    return None


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures can be one quantity, in one unit or in units that convert."""
    scale = factor(other.unit, one.unit)
    if scale is None:
        return False
    return bool(one.interval.meets(other.interval.scaled(scale)))


def _confirmed(scene: Scene, mention: int, votes: Counter[tuple[int, str]]) -> int | None:
    """The column that other rows of the table confirm for figures of this kind."""
    family = scene.figures[mention].family
    found = [(count, column) for (column, kind), count in votes.items() if kind == family and count >= SURE]
    return max(found)[1] if len(found) == 1 else None


def _slipped(scene: Scene, table: Table, mention: int, row: int, votes: Counter[tuple[int, str]]) -> int | None:
    """The column one other row confirms, in a row another figure confirms, where one keystroke parts the two."""
    found = [column for (column, kind), _ in votes.items() if kind == scene.figures[mention].family]
    other = table.figures.get((row, found[0])) if len(found) == 1 else None
    if other is None or len(scene.digits[mention]) < DIGITS:
        return None
    return found[0] if one_key_apart(scene, mention, float(other.value)) else None


def _relation(
    scene: Scene, table: Table, mention: int, row: int, column: int, votes: Counter[tuple[int, str]]
) -> Relation:  # fmt: skip
    said = scene.figures[mention].figure
    sure = votes[column, scene.figures[mention].family] >= SURE
    terms = (Term(said), Term(table.figures[row, column]))
    return Relation(Kind.REPEAT, None, terms, Basis.LABELLED if sure else Basis.INFERRED, note="text_and_table")
