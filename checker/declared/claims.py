"""The relations that one formula claims in one frame: one for each line it applies to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from checker.declared.binding import Binder, Template
from checker.declared.bound import Compared, Unsettled
from checker.declared.carrying import carried
from checker.declared.conditions import Answer, Conditions
from checker.declared.evaluation import UndecidableError
from checker.declared.expressions import Condition, Formula, Grouped, walk
from checker.declared.frames import Frame, Thing
from checker.declared.lowering import as_calculated, lowered
from checker.declared.plans import Plan, only_adds, plan_of
from checker.declared.uses import group_of
from checker.figures import Figure, Gap, Place
from checker.relations import Basis, Kind, Relation, Term

OPEN = "rounding leaves the condition open"
NO_MEMBERS = "no row is called"


@dataclass(slots=True)
class Made:
    """A template with the known kind it is of; or the reason why it cannot be made."""

    template: Template | None = None
    plan: Plan | None = None
    reason: str = ""


@dataclass
class Claims:
    """One formula in one frame, under one rounding policy."""

    formula: Formula
    where: Condition | None
    frame: Frame
    policy: str = "nearest"
    _made: dict[str | None, Made] = field(default_factory=dict)

    @cached_property
    def conditions(self) -> Conditions:
        return Conditions(self.frame, self.where, self.policy)

    @cached_property
    def grouped(self) -> Grouped | None:
        return next((part for part in walk(self.formula.claim) if isinstance(part, Grouped)), None)

    def relations(self) -> Iterator[Relation]:
        """The relations, line by line. Raises NothingEarlierError, and InputError for what cannot be bound."""
        for line in self.frame.lines():
            found = self._on_line(line)
            if found is not None:
                yield found
        yield from self._missing_groups()

    def _on_line(self, line: int) -> Relation | None:
        group = self._group(line)
        if group == "":
            return None
        reason = self._condition(line)
        if reason is None:
            return None
        made = self._template(group)
        if made.template is None:
            return _unsettled((), made.reason)
        things = made.template.fill(self.frame, line)
        if things is None:
            return None
        return _unsettled(things, reason) if reason else self._relation(made.template, made.plan, things)

    def _relation(self, template: Template, plan: Plan | None, things: Sequence[Thing]) -> Relation:
        known = lowered(plan, things, self.policy) if plan else None
        if known is not None:
            return known
        if template.stated and isinstance(things[0], Figure) and _calculates(template.claim):
            things = [as_calculated(things[0]), *things[1:]]
        claim, relation = carried(template.claim, things, self.policy)
        if template.stated and isinstance(things[0], Figure):
            first, *others = relation.operands
            relation = replace(relation, result=first.figure, operands=tuple(others))
        return replace(relation, expression=claim)

    def _condition(self, line: int) -> str | None:
        """Nothing where the formula is claimed, the reason where that is open, None where it is not claimed."""
        reason = ""
        where = self.where if self.frame.home.axis else None
        for condition in (where, self.formula.condition):
            if condition is None:
                continue
            try:
                answer: Answer = self.conditions.on_line(condition, line)
            except UndecidableError as error:
                reason = reason or error.reason
                continue
            if answer is False:
                return None
            reason = reason or ("" if answer else OPEN)
        return reason

    def _group(self, line: int) -> str | None:
        """The label that a line is grouped by; None where nothing is grouped, nothing where a line has no label."""
        if self.grouped is None:
            return None
        column = self._group_column()
        members = self.frame.home.members
        heading = members.labels.heading(self.frame.line_axis, line)
        label = members.text(line, column)
        known = any(label in self.frame.tables[word].members.groups(at) for word, at in self.frame.grouped.items())
        return "" if heading.total and not known else label

    def _group_column(self) -> int:
        assert self.grouped is not None
        return self.frame.home.names[group_of(self.grouped)].number

    def _template(self, group: str | None) -> Made:
        if group not in self._made:
            self._made[group] = self._make(group)
        return self._made[group]

    def _make(self, group: str | None) -> Made:
        lines = len(self.frame.lines())
        if group is not None:
            lines = max(len(self.frame.home.members.groups(self._group_column()).get(group, ())), 1)
        binder = Binder(self.frame, self.conditions.keeps, group, lines, self.policy)
        try:
            template = binder.template(self.formula.claim)
        except UndecidableError as error:
            return Made(reason=error.reason)
        return Made(template, plan_of(template))

    def _missing_groups(self) -> Iterator[Relation]:
        """Groups of another table that no line of the home table stands for."""
        if self.grouped is None:
            return
        home, column = self.frame.home.members, self._group_column()
        named = {home.text(line, column) for line in self.frame.lines()}
        for word, at in self.frame.grouped.items():
            members = self.frame.tables[word].members
            for label in () if members is home else members.groups(at):
                if label and label not in named:
                    table = home.table
                    gap = Gap("", Place(table.path, table.sheet, table=table.grid.table), (label,))
                    yield _unsettled((gap,), f'{NO_MEMBERS}: "{label}"')


def _calculates(claim: Compared) -> bool:
    """Whether the stated side equals something that is more than a sum, which is rounded when it is printed."""
    return claim.operators == ("=",) and not only_adds(claim.operands[1])


def _unsettled(things: Sequence[Thing], reason: str) -> Relation:
    """A claim that is listed with the reason why it cannot be decided."""
    figures = tuple(Term(thing) for thing in things if isinstance(thing, Figure))
    gaps = tuple(thing for thing in things if isinstance(thing, Gap))
    return Relation(Kind.FORMULA, None, figures, Basis.DECLARED, missing=gaps, expression=Unsettled(reason))


def unsettled_at(place: Place, reason: str) -> Relation:
    """The same for a formula as a whole: it stands at its own line in the configuration."""
    return _unsettled((Gap("", place),), reason)
