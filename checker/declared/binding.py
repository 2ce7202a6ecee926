"""From a formula and a frame to a template: the claim over numbered slots, which every line of a table fills."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.conversion import UnitsDifferError
from checker.declared.bound import Added, Amount, Applied, Bound, Compared, Item, Minus, Over, Times, Whole, renumbered
from checker.declared.carrying import carried
from checker.declared.evaluation import Evaluation, UndecidableError
from checker.declared.expressions import (
    Binary,
    Call,
    Cell,
    Comparison,
    Expression,
    Grouped,
    Name,
    Negative,
    Number,
    Part,
    Previous,
    Range,
    walk,
)
from checker.declared.frames import NO_LINE, Frame, Slot, Thing, earlier_table, position_before
from checker.declared.labels import COLUMN, ROW
from checker.declared.members import Members
from checker.declared.resolving import OTHER, Placed, Position
from checker.declared.uses import runs_over
from checker.errors import InputError
from checker.figures import NO_UNIT, Figure
from checker.sides import MISSING, UNITS_DIFFER

MOST_CELLS = 100_000  # of a range, and of what one formula adds up over all its lines
FLIPPED = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}
LONE = (Name, Cell, Grouped)

Keeps = Callable[[Members, str, int], bool]  # whether a function that runs over lines takes one in


class NothingEarlierError(Exception):
    """`previous` asks for a table or file before the first one."""


@dataclass(frozen=True, slots=True)
class Template:
    """A claim whose items are numbers of slots; `stated` says that the first slot is the stated side."""

    claim: Compared
    slots: tuple[Slot, ...]
    stated: bool

    def fill(self, frame: Frame, line: int) -> list[Thing] | None:
        """The figures and gaps on a line; None where it is not claimed there, for want of any figure."""
        things = [slot.at(frame, line) for slot in self.slots]
        own = [thing for thing, slot in zip(things, self.slots, strict=True) if slot.axis] or things
        if not any(isinstance(thing, Figure) for thing in own):
            return None
        found = [thing for thing in things if thing is not None]
        return found if len(found) == len(things) else None


class Binder:
    """Binds a formula to the tables of a frame, for one group of `by`, if there is one."""

    def __init__(
        self, frame: Frame, keeps: Keeps, group: str | None = None, lines: int = 1, policy: str = "nearest"
    ) -> None:
        self.frame = frame
        self.keeps = keeps
        self.group = group
        self.lines = lines  # for how many lines the template will serve
        self.policy = policy
        self.slots: dict[Slot, int] = {}

    def template(self, claim: Comparison) -> Template:
        """The claim over slots. The side that is a single figure stands first, if one is."""
        operands, operators = claim.operands, claim.operators
        if len(operands) == 2 and isinstance(operands[1], LONE) and not isinstance(operands[0], LONE):
            operands, operators = operands[::-1], tuple(FLIPPED.get(one, one) for one in operators)
        bound = tuple(self.node(operand) for operand in operands)
        stated = len(operands) == 2 and bound[0] == Item(0) and isinstance(operands[0], LONE)
        return Template(Compared(bound, operators), tuple(self.slots), stated)

    def node(self, part: Part, at: Position = NO_LINE, previous: Previous | None = None) -> Bound:
        """An expression over slots; `at` is the line that a function runs over, `previous` what goes back."""
        match part:
            case Number(value=value, unit=unit):
                return Amount(value, unit)
            case Name() | Cell():
                return Item(self._number(self._slot(part, at, previous)))
            case Grouped(operand=operand):
                return self.node(operand, at, previous)
            case Negative(operand=operand):
                return Minus(self.node(operand, at, previous))
            case Previous(operand=operand):
                return self.node(operand, at, part)
            case Binary(operator=operator, left=left, right=right):
                return _joined(operator, self.node(left, at, previous), self.node(right, at, previous))
            case Call():
                return self._call(part, at, previous)
        raise InputError("this cannot be calculated with")

    def _call(self, call: Call, at: Position, previous: Previous | None) -> Bound:
        """A function of its parts; of very many, needed for many lines, its value alone is kept."""
        if at is not NO_LINE or not runs_over(call):
            return called(call.function, tuple(self._arguments(call, at, previous)))
        if call.function == "count" and (number := self._labels_counted(call.arguments[0])) is not None:
            return Amount(Fraction(number))
        inner = Binder(self.frame, self.keeps, self.group)
        whole = called(call.function, tuple(inner._arguments(call, at, previous)))
        if len(inner.slots) * self.lines > MOST_CELLS:
            return folded(whole, [slot.at(self.frame, 0) for slot in inner.slots], self.policy)
        numbers = [self._number(slot) for slot in inner.slots]
        return renumbered(whole, lambda item: Item(numbers[item.index]))

    def _labels_counted(self, argument: Expression) -> int | None:
        """How many details have a label in a column of labels; None for anything else."""
        if not isinstance(argument, Name):
            return None
        placed = self.frame.tables[argument.table]
        position = placed.names[argument]
        if position.axis == ROW or position.number not in placed.members.labels.text_columns:
            return None
        return sum(bool(placed.members.text(one.number, position.number)) for one in self._run(argument))

    def _number(self, slot: Slot) -> int:
        return self.slots.setdefault(slot, len(self.slots))

    def _arguments(self, call: Call, at: Position, previous: Previous | None) -> Iterator[Bound]:
        if at is NO_LINE and runs_over(call):
            for position in self._run(call.arguments[0]):
                with suppress(NothingEarlierError):
                    yield self.node(call.arguments[0], position, previous)
            return
        for argument in call.arguments:
            if isinstance(argument, Range):
                yield from (Item(self._number(slot)) for slot in self._range(argument, at, previous))
            else:
                yield self.node(argument, at, previous)

    def _run(self, argument: Expression) -> Iterator[Position]:
        """The details that a function goes over: of the group, and those for which `where` holds."""
        names = [part for part in walk(argument) if isinstance(part, Name)]
        words = {name.table for name in names}
        if len(words) > 1:
            raise InputError("a function runs over the rows of one table, and these names are of several")
        placed = self.frame.tables[words.pop()]
        axis = OTHER[placed.names[names[0]].axis]
        for line in self._details(placed, axis, names[0].table):
            if self.keeps(placed.members, axis, line):
                yield Position(axis, line)

    def _details(self, placed: Placed, axis: str, word: str) -> Sequence[int]:
        column = self.frame.grouped.get(word)
        if self.group is None or column is None:
            return placed.members.details(axis)
        return placed.members.groups(column).get(self.group, [])

    def _slot(self, part: Name | Cell, at: Position, previous: Previous | None) -> Slot:
        placed = self.frame.tables[part.table]
        if isinstance(part, Cell):
            return self._cell(part, placed, previous)
        position = placed.names[part]
        if at is NO_LINE and placed.crossing:
            at = placed.crossing
        slot = _crossing(placed.members, position, at)
        return self._earlier(slot, part, position, previous) if previous else slot

    def _cell(self, cell: Cell, placed: Placed, previous: Previous | None) -> Slot:
        labels = placed.members.labels
        row = cell.row if isinstance(cell.row, int) else _only(cell.row, labels.meaning(cell.row).rows, ROW)
        column = cell.column
        if isinstance(column, Name):
            meaning = labels.meaning(column)
            column = _only(column, meaning.columns or meaning.texts, COLUMN)
        slot = Slot(placed.members, row, column)
        if previous is None:
            return slot
        return replace(slot, members=self._table_before(placed.members, previous.by or "file"))

    def _earlier(self, slot: Slot, name: Name, position: Position, previous: Previous) -> Slot:
        """What stood there before: on the line before, in the column of the period before, in an earlier table."""
        members, by = slot.members, previous.by
        lines = OTHER[position.axis]
        if not by:
            several = len(members.labels.meaning(name).along(position.axis)) > 1
            by = "period" if several or members.timed(lines) else "row"
        if by == "row" or (by == "period" and members.timed(lines)):
            return self._stepped(slot, lines, by)
        if by == "period" and len(members.labels.meaning(name).along(position.axis)) > 1:
            moved = position_before(name, position, members.labels)
            if moved is None:
                raise NothingEarlierError
            return _crossing(members, moved, NO_LINE if slot.axis else _crossed_at(slot, position))
        return self._in_table_before(slot, name, position, by)

    def _stepped(self, slot: Slot, lines: str, by: str) -> Slot:
        if slot.axis:
            return replace(slot, back=by)
        own = slot.row if lines == ROW else slot.column
        before = slot.members.before(lines, own, by)
        if before is None:
            raise NothingEarlierError
        return replace(slot, row=before) if lines == ROW else replace(slot, column=before)

    def _table_before(self, members: Members, by: str) -> Members:
        found = earlier_table(members, by, self.frame)
        if found is None:
            raise NothingEarlierError
        return found

    def _in_table_before(self, slot: Slot, name: Name, position: Position, by: str) -> Slot:
        other = self._table_before(slot.members, by)
        named = other.labels.meaning(name).along(position.axis)
        number = _only(name, named, position.axis)
        if not slot.axis:
            return replace(slot, members=other)
        return Slot(other, *((0, number) if position.axis == COLUMN else (number, 0)), slot.axis)

    def _range(self, span: Range, at: Position, previous: Previous | None) -> Iterator[Slot]:
        first, last = (replace(end, table=span.table) for end in (span.first, span.last))
        ends = [self._slot(end, at, previous) for end in (first, last)]
        members = ends[0].members
        if isinstance(first, Name) and isinstance(last, Name):
            axis = self.frame.tables[span.table].names[first].axis
            numbers = sorted(slot.row if axis == ROW else slot.column for slot in ends)
            for line in members.lines(axis):
                if numbers[0] <= line <= numbers[1]:
                    yield replace(ends[0], row=line) if axis == ROW else replace(ends[0], column=line)
            return
        rows, columns = sorted(slot.row for slot in ends), sorted(slot.column for slot in ends)
        if (rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1) > MOST_CELLS:
            raise InputError(f"the range has more than {MOST_CELLS:,} cells")
        for row in range(rows[0], rows[1] + 1):
            yield from (Slot(members, row, column) for column in range(columns[0], columns[1] + 1))


def _only(name: Name, positions: Sequence[int], axis: str) -> int:
    if len(positions) == 1:
        return positions[0]
    label = name.label or str(name.number)
    hint = f"name it with what it stands under, such as 'North / {label}'" if positions else ""
    raise InputError(f'"{label}" is {"more than one" if positions else "no"} {axis} there', "", hint)


def _crossing(members: Members, position: Position, at: Position) -> Slot:
    """The cell of a row or column on a line, or on that of the claim."""
    number = at.number
    axis = "" if at is not NO_LINE else OTHER[position.axis]
    row, column = (number, position.number) if position.axis == COLUMN else (position.number, number)
    return Slot(members, row, column, axis)


def _crossed_at(slot: Slot, position: Position) -> Position:
    return Position(OTHER[position.axis], slot.row if position.axis == COLUMN else slot.column)


def _joined(operator: str, left: Bound, right: Bound) -> Bound:
    if operator == "*":
        return Times(left, right)
    if operator == "/":
        return Over(left, right)
    other = right if operator == "+" else Minus(right)
    return Added((*left.parts, other)) if isinstance(left, Added) and not left.called else Added((left, other))


def called(function: str, parts: tuple[Bound, ...]) -> Bound:
    """A function of parts; the sum and the number of none is 0."""
    if function in ("sum", "count") and not parts:
        return Amount(Fraction(0))
    return Added(parts, called=True) if function == "sum" else Applied(function, parts)


def folded(whole: Bound, things: Sequence[Thing | None], policy: str) -> Whole:
    """What a function gives, as one value: of so many figures none is told apart. Raises UndecidableError."""
    claim, relation = carried(Compared((whole,), ()), [thing for thing in things if thing is not None], policy)
    evaluation = Evaluation(relation)
    try:
        form = evaluation.form(claim.operands[0])
    except UnitsDifferError as error:
        raise UndecidableError(UNITS_DIFFER) from error
    if evaluation.lacking:
        raise UndecidableError(MISSING)
    unit = form.measure.unit or NO_UNIT
    return Whole(evaluation.span(form), form.printed, unit, len(things))
