"""Where a formula is claimed: its condition and its `where`, line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker.declared.binding import Binder, Template
from checker.declared.carrying import carried
from checker.declared.expressions import Comparison, Condition, Logical, Member, Name
from checker.declared.frames import Frame
from checker.declared.judging import truth
from checker.declared.labels import ROW, normal
from checker.declared.members import Members
from checker.declared.uses import line_called
from checker.errors import InputError

Answer = bool | None  # None where rounding leaves it open
RowOf = Callable[[Members], int | None]


class Conditions:
    """The conditions of a formula in one frame, under one rounding policy."""

    def __init__(self, frame: Frame, where: Condition | None, policy: str) -> None:
        self.frame = frame
        self.where = where
        self.policy = policy
        self._templates: dict[int, Template] = {}
        self._kept: dict[tuple[int, str, int], bool] = {}

    def on_line(self, condition: Condition, line: int) -> Answer:
        """Whether a condition holds on a line. Raises UndecidableError where a figure for it is missing."""
        frame = self.frame
        return self._answer(condition, line, lambda members: frame.line_in(members, ROW, line))

    def keeps(self, members: Members, axis: str, line: int) -> bool:
        """Whether a function that runs over the lines of a table takes one in, as far as `where` says."""
        home = self.frame.home
        if self.where is None or members is not home.members or axis != (self.frame.line_axis or ROW):
            return True
        key = id(members), axis, line
        if key not in self._kept:
            answer = self._answer(self.where, line if home.axis else 0, lambda own: line if own is members else None)
            self._kept[key] = answer is not False
        return self._kept[key]

    def _answer(self, condition: Condition, line: int, row_of: RowOf) -> Answer:
        match condition:
            case Member():
                return self._member(condition, line, row_of)
            case Comparison():
                return self._compared(condition, line)
        answers = [self._answer(one, line, row_of) for one in condition.operands]
        return _joined(condition, answers)

    def _member(self, condition: Member, line: int, row_of: RowOf) -> bool:
        placed = self.frame.tables[condition.operand.table]
        if axis := line_called(condition.operand, placed.members.labels):
            return self._line_called(condition, axis, line, row_of)
        column, row = placed.names[condition.operand].number, row_of(placed.members)
        if row is None and not self.frame.home.axis:
            raise InputError("labels can be compared in a condition only where the formula is claimed line by line")
        return row is not None and placed.members.text(row, column) in {normal(text.value) for text in condition.texts}

    def _line_called(self, condition: Member, axis: str, line: int, row_of: RowOf) -> bool:
        """Whether the line itself is called by one of some labels."""
        members, own = self.frame.home.members, self.frame.line_axis or ROW
        if axis != own:
            raise InputError(f"the formula is claimed of {own}s, not of {axis}s, so that no {axis} can be compared")
        number = (row_of(members) or 0) if own == ROW else line
        names = (Name(text.value, axis=axis, quoted=True) for text in condition.texts)
        return any(number in members.labels.meaning(name).along(axis) for name in names)

    def _compared(self, condition: Comparison, line: int) -> Answer:
        if not self.frame.home.axis:
            raise InputError("figures can be compared in a condition only where the formula is claimed line by line")
        if id(condition) not in self._templates:
            self._templates[id(condition)] = Binder(self.frame, lambda *_: True).template(condition)
        template = self._templates[id(condition)]
        things = template.fill(self.frame, line)
        return False if things is None else truth(*carried(template.claim, things, self.policy))


def _joined(condition: Logical, answers: Sequence[Answer]) -> Answer:
    if condition.operator == "not":
        return None if answers[0] is None else not answers[0]
    decisive = condition.operator == "or"
    if decisive in answers:
        return decisive
    return None if None in answers else not decisive
