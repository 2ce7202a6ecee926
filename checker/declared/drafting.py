"""Formulas that say what a family of discovered relations says, the most general first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.declared.expressions import Name
from checker.declared.families import Family, Slot
from checker.declared.labels import BETWEEN, COLUMN, ROW, Labels, Meaning, normal
from checker.declared.members import Members
from checker.declared.phrasing import Term, phrased
from checker.declared.writing import quotation, quoted_name
from checker.figures import Figure, Gap, column_letters
from checker.reading.tables import Table
from checker.relations import Kind, Relation

Thing = Figure | Gap
FEW = 5  # parts that are named one by one where a range would do
MOST_CELLS = 60  # formulas by cells for one family; what needs more stays with discovery
MOST_LABELS = 30  # in a condition
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Draft:
    """A formula, and the condition on the rows it is claimed on, as text."""

    formula: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Drafter:
    """What formulas are written with: the labels of a table, and the name of a table where a cell needs one."""

    labels: Callable[[Table], Labels]
    tables: Callable[[Thing], tuple[Table, str]]

    def drafts(self, family: Family) -> Iterator[list[Draft]]:
        """Ways to say a family, each in one formula or several: for every line, for some lines, by cells."""
        general = list(dict.fromkeys(self._general(family))) if family.slots else []
        yield from ([Draft(formula)] for formula in general)
        if general and family.table is not None and family.axis == ROW:
            wheres = list(conditions(family.lines, self.labels(family.table)))
            yield from ([Draft(formula, where)] for where in wheres for formula in general)
        if len(family.judgements) > MOST_CELLS:
            return
        if family.table is not None and family.model.kind is Kind.SUM:
            totals = [self._total(one.relation) for one in family.judgements]
            yield [Draft(formula) for formula in totals if formula]
        several = [list(self._by_cells(one.relation, family)) for one in family.judgements]
        for variant in range(max(map(len, several), default=0)):
            yield [Draft(formulas[min(variant, len(formulas) - 1)]) for formulas in several if formulas]

    def _total(self, relation: Relation) -> str:
        """A cell as the sum of the details of its column, or of its row; whether it is one shows when it is tried."""
        assert relation.result is not None
        cell = self._labelled_cell(relation.result, False)
        place = relation.result.place
        down = all(term.figure.place.column == place.column for term in relation.operands)
        axis, position = (COLUMN, place.column) if down else (ROW, place.row)
        name = position_name(axis, position or 0, self.labels(self.tables(relation.result)[0]))
        return f"{cell} = sum({name})" if cell and name else ""

    def _general(self, family: Family) -> Iterator[str]:
        """Formulas that name rows for every column, or columns for every row."""
        things = zip(family.slots, family.model.figures, family.homes, strict=True)
        names = [self._named(slot, family, figure, home) for slot, figure, home in things]
        if all(names):
            spots = [slot.position if slot == Slot(slot.position) else 0 for slot in family.slots]
            weights = [term.weight for term in family.model.operands]
            yield from _phrased(family.model, names, weights, spots, self._lines(family))

    def _named(self, slot: Slot, family: Family, figure: Figure, home: Table) -> str:
        """A slot, with its table where the family has several."""
        name = slot_name(slot, family.axis, self.labels(home))
        return f"{quoted_name(self.tables(figure)[1])}!{name}" if name and family.table is None else name

    def _lines(self, family: Family) -> Sequence[int]:
        """The rows or columns that can make up a range."""
        if family.table is None:
            return ()
        return family.table.columns if family.axis == ROW else self.labels(family.table).filled_rows

    def _by_cells(self, relation: Relation, family: Family) -> Iterator[str]:
        """Formulas that name every cell, by its labels or by letter and number; of a sum also those that are empty."""
        parts = _parts(relation)
        things: list[Thing] = [*([relation.result] if relation.result else []), *(thing for _, thing in parts)]
        for manner in (self._labelled_cell, self._lettered_cell):
            names = [manner(thing, family.table is None) for thing in things]
            if all(names):
                across = len({thing.place.row for _, thing in parts}) == 1
                spots = [(thing.place.column if across else thing.place.row) or 0 for thing in things]
                weights = [weight for weight, _ in parts]
                yield from _phrased(relation, names, weights, spots, self._order(relation, across))

    def _order(self, relation: Relation, across: bool) -> Sequence[int]:
        """The columns, or the rows, of the table that the operands stand in; none where they are in several."""
        operands = [term.figure for term in relation.operands]
        found = {id(table): table for table, _ in map(self.tables, operands)}
        lines = {(figure.place.row if across else figure.place.column) for figure in operands}
        if len(found) != 1 or len(lines) != 1:
            return ()
        table = next(iter(found.values()))
        return table.columns if across else self.labels(table).filled_rows

    def _labelled_cell(self, thing: Thing, prefixed: bool) -> str:
        table, name = self.tables(thing)
        labels = self.labels(table)
        row, column = (position_name(axis, at or 0, labels) for axis, at in _spot(thing))
        before = f"{quoted_name(name)}!" if prefixed else ""
        return f"{before}[{row}, {column}]" if row and column else ""

    def _lettered_cell(self, thing: Thing, prefixed: bool) -> str:
        _, name = self.tables(thing)
        return (f"{quoted_name(name)}!" if prefixed else "") + str(thing.place.cell)


def _spot(thing: Thing) -> tuple[tuple[str, int | None], tuple[str, int | None]]:
    return (ROW, thing.place.row), (COLUMN, thing.place.column)


def _parts(relation: Relation) -> list[tuple[Fraction, Thing]]:
    """The operands with their weights, and the cells that lack a figure among them, in the order of the table."""
    parts: list[tuple[Fraction, Thing]] = [(term.weight, term.figure) for term in relation.operands]
    if relation.kind is not Kind.SUM or any(weight != ONE for weight, _ in parts):
        return parts
    parts += [(ONE, gap) for gap in relation.missing]
    return sorted(parts, key=lambda part: (part[1].place.row or 0, part[1].place.column or 0))


def _phrased(
    relation: Relation,
    names: Sequence[str],
    weights: Sequence[Fraction],
    spots: Sequence[int],
    order: Sequence[int],
) -> Iterator[str]:
    """The formulas of a relation, with long runs of parts as ranges where that can be."""
    result = names[0] if relation.result else ""
    terms = list(zip(weights, names[1:] if relation.result else names, strict=True))
    if run := _range(terms, spots[-len(terms) :], order):
        yield from phrased(relation, result, terms, run)
    yield from phrased(relation, result, terms)


def _range(terms: Sequence[Term], spots: Sequence[int], order: Sequence[int]) -> str:
    """All parts as one range, where they are many and next to each other, and nothing is taken away."""
    if len(terms) <= FEW or any(weight != ONE for weight, _ in terms) or spots[0] not in order:
        return ""
    start = order.index(spots[0])
    together = tuple(order[start : start + len(spots)]) == tuple(spots)
    return f"{terms[0][1]}:{terms[-1][1]}" if together and "!" not in terms[0][1] else ""


def slot_name(slot: Slot, axis: str, labels: Labels) -> str:
    """What a formula calls a slot; empty where nothing is clear."""
    across = COLUMN if axis == ROW else ROW
    name = position_name(across, slot.position, labels)
    if slot.fixed is not None:
        line = position_name(axis, slot.fixed, labels)
        cell = f"[{line}, {name}]" if axis == ROW else f"[{name}, {line}]"
        return cell if name and line else ""
    return f"previous({name})" if slot.before and name else name


def position_name(axis: str, position: int, labels: Labels) -> str:
    """A row or column by its label, with as much of what stands above it as is needed, else by letter or number."""
    wanted = (position,)
    path = labels.heading(axis, position).path
    for start in reversed(range(len(path))):
        label = BETWEEN.join(path[start:])
        meaning = labels.meaning(Name(label)) if label.strip() else Meaning()
        if meaning.along(axis) == wanted:
            alone = not meaning.along(ROW if axis == COLUMN else COLUMN) and not meaning.texts
            return quoted_name(label) if alone else f"{axis} {quotation(label)}"
    number = labels.heading(axis, position).number or position
    if labels.meaning(Name("", axis=axis, number=number)).along(axis) == wanted:
        return f"{axis} {number}"
    letters = column_letters(position)
    known = axis == COLUMN and labels.meaning(Name(letters)) == Meaning(columns=wanted)
    return letters if known else ""


def conditions(lines: Sequence[int], labels: Labels) -> Iterator[str]:
    """Conditions on a column of labels that are true on these rows and on no others."""
    members = Members(labels)
    inside, outside = set(lines), set(labels.filled_rows) - set(lines)
    for column in labels.text_columns:
        name = position_name_of_texts(column, labels)
        kept, left = (_texts(rows, column, members) for rows in (inside, outside))
        if name and not kept.keys() & left.keys():
            yield from _told_apart(name, kept, left)


def _texts(rows: Iterable[int], column: int, members: Members) -> dict[str, str]:
    """The labels of rows in a column of labels, as they are compared, with one way to write each."""
    grid = members.table.grid
    found = {members.text(row, column): " ".join(grid.text(row, column).split()) for row in sorted(rows)}
    return {text: written if normal(written) == text else text for text, written in found.items()}


def _told_apart(name: str, kept: dict[str, str], left: dict[str, str]) -> Iterator[str]:
    fewest = min((kept, "in"), (left, "not in"), key=lambda one: len(one[0]))
    texts = list(fewest[0].values())
    if not texts or len(texts) > MOST_LABELS or not all(texts):
        return
    if len(texts) == 1:
        yield f"{name} {'=' if fewest[1] == 'in' else '!='} {quotation(texts[0])}"
    else:
        yield f"{name} {fewest[1]} ({', '.join(map(quotation, texts))})"


def position_name_of_texts(column: int, labels: Labels) -> str:
    """A column of labels by the text above it, else by its letter; empty where neither is clear."""
    for label in (labels.text_columns.get(column, ""), column_letters(column)):
        if label and labels.meaning(Name(label)) == Meaning(texts=(column,)):
            return quoted_name(label)
    return ""
