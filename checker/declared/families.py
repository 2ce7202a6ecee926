"""What discovery found in one way on several lines: a family of relations that one formula may say."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.declared.labels import COLUMN, ROW
from checker.figures import Figure, Place
from checker.reading.tables import Table
from checker.relations import Judgement, Kind, Relation

SUMS = frozenset({Kind.SUM, Kind.DIFFERENCE, Kind.SHARES})
QUOTIENTS = frozenset({Kind.SHARE, Kind.RATE, Kind.PER_HEAD, Kind.RATIO})
SAYABLE = SUMS | QUOTIENTS | {Kind.GROWTH, Kind.AVERAGE, Kind.BOUND, Kind.REPEAT}
UNSAYABLE_NOTES = ("approximate",)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where one figure of a formula stands: in the column `position` of the line, or of the row `fixed`.

    Rows and columns change places where the family is claimed column by column. `before` is true for the line
    before.
    """

    position: int
    fixed: int | None = None
    before: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Relations of one shape: `axis` is row where they are claimed row by row, so that columns are named.

    `slots` are the figures of the fullest line, the result first where there is one, empty where the lines have no
    one shape; `homes` are the tables they stand in.
    """

    judgements: tuple[Judgement, ...]
    axis: str
    homes: tuple[Table, ...]
    slots: tuple[Slot, ...] = ()

    @property
    def table(self) -> Table | None:
        """The one table of all figures; None where they stand in several."""
        first = self.homes[0]
        return first if all(home is first for home in self.homes) else None

    @property
    def model(self) -> Relation:
        """The relation of the fullest line."""
        return fullest(self.judgements)

    @property
    def lines(self) -> tuple[int, ...]:
        """The rows, or the columns, that the family is claimed on."""
        return tuple(sorted({line_of(one.relation, self.axis) for one in self.judgements}))


def fullest(judgements: Iterable[Judgement]) -> Relation:
    """The first relation with the most figures."""
    return max((one.relation for one in judgements), key=lambda relation: len(relation.figures))


def table_index(tables: Iterable[Table]) -> dict[Place, Table]:
    """The table of every figure and gap."""
    index = {figure.place: table for table in tables for figure in table.figures.values()}
    return index | {gap.place: table for table in tables for gap in table.gaps.values()}


def families(judgements: Iterable[Judgement], tables: Sequence[Table]) -> list[Family]:
    """The relations between figures of tables that a formula can say, in the order they were found."""
    index = table_index(tables)
    groups: dict[Hashable, list[Judgement]] = {}
    for one in judgements:
        if is_sayable(one.relation, index):
            groups.setdefault(_key(one.relation, index), []).append(one)
    return [_family(group, index) for group in groups.values()]


def is_sayable(relation: Relation, index: Mapping[Place, Table]) -> bool:
    """Whether the language has words for the kind, and all figures stand in tables."""
    tabled = bool(relation.figures) and all(figure.place in index for figure in relation.figures)
    return tabled and relation.kind in SAYABLE and relation.note not in UNSAYABLE_NOTES


def _key(relation: Relation, index: Mapping[Place, Table]) -> Hashable:
    """What the relations of a family have in common."""
    tables = tuple(sorted({id(index[figure.place]) for figure in relation.figures}))
    same = _alike(relation), relation.basis, tables
    if relation.pattern is not None:
        return relation.code, relation.pattern.key, same
    return relation.code, shape(relation, axis_of(relation)), same


def _alike(relation: Relation) -> Hashable:
    """The kind of a relation and all that is set with it."""
    ends = (relation.constant.low, relation.constant.high) if relation.constant else None
    kind = "sum" if relation.kind in SUMS else "quotient" if relation.kind in QUOTIENTS else relation.kind
    return kind, relation.factor, relation.policy, relation.resolution, ends


def axis_of(relation: Relation) -> str:
    """Row where the relation is one of many rows: its figures are in one row, or mostly so."""
    key = relation.pattern.key if relation.pattern else ""
    if key.startswith(("columns:", "rows:")):
        return ROW if key.startswith("columns:") else COLUMN
    first, *others = relation.figures
    along = sum(other.place.row == first.place.row for other in others)
    across = sum(other.place.column == first.place.column for other in others)
    return ROW if along >= across else COLUMN


def shape(relation: Relation, axis: str) -> Hashable:
    """The columns (or rows) of the figures, with their weights."""
    weights = (*((Fraction(0),) if relation.result else ()), *(term.weight for term in relation.operands))
    return tuple((_ends(figure, axis)[0], weight) for figure, weight in zip(relation.figures, weights, strict=True))


def line_of(relation: Relation, axis: str) -> int:
    """The row, or the column, that the relation is claimed on."""
    return _ends(relation.figures[0], axis)[1]


def _ends(figure: Figure, axis: str) -> tuple[int, int]:
    """The position that is named and the line that is not."""
    row, column = figure.place.row or 0, figure.place.column or 0
    return (column, row) if axis == ROW else (row, column)


def _family(group: Sequence[Judgement], index: Mapping[Place, Table]) -> Family:
    relation = fullest(group)
    homes = tuple(index[figure.place] for figure in relation.figures)
    family = Family(tuple(group), axis_of(relation), homes)
    if family.table is not None:
        slots = [*_slots(group, relation, family.axis, family.table)]
        known = tuple(slot for slot in slots if slot is not None)
        return replace(family, slots=known if len(known) == len(slots) else ())
    for axis in (ROW, COLUMN):
        if positions := _same_positions(group, homes, axis, index):
            return replace(family, axis=axis, slots=tuple(map(Slot, positions)))
    return family


def _same_positions(
    group: Sequence[Judgement], homes: Sequence[Table], axis: str, index: Mapping[Place, Table]
) -> tuple[int, ...]:
    """The columns (or rows) of figures in several tables, where all relations have the same; else nothing."""
    found = {tuple(_ends(figure, axis)[0] for figure in one.relation.figures) for one in group}
    alike = all([index[figure.place] for figure in one.relation.figures] == list(homes) for one in group)
    return found.pop() if len(found) == 1 and alike else ()


def form(family: Family) -> Hashable:
    """What families have in common that one formula may say together, whatever rules found them."""
    model = family.model
    weights = tuple(term.weight for term in model.operands)
    return tuple(map(id, family.homes)), family.axis, family.slots, weights, bool(model.result), _alike(model)


def _slots(group: Sequence[Judgement], model: Relation, axis: str, table: Table) -> Iterator[Slot | None]:
    """Where each figure of the fullest line stands on all lines that are as full."""
    full = [one.relation for one in group if len(one.relation.figures) == len(model.figures)]
    lines = table.rows if axis == ROW else table.columns
    before = dict(zip(lines[1:], lines, strict=False))
    for n in range(len(model.figures)):
        ends = [(*_ends(relation.figures[n], axis), line_of(relation, axis)) for relation in full]
        yield _slot(ends, before)


def _slot(ends: Sequence[tuple[int, int, int]], before: Mapping[int, int]) -> Slot | None:
    """A slot for a figure, given its position, its line and the line of the relation, on each line."""
    positions, lines = {position for position, _, _ in ends}, {line for _, line, _ in ends}
    if len(positions) > 1:
        return None
    position = positions.pop()
    if all(line == own for _, line, own in ends):
        return Slot(position)
    if len(lines) == 1:
        return Slot(position, fixed=lines.pop())
    if all(before.get(own) == line for _, line, own in ends):
        return Slot(position, before=True)
    return None
