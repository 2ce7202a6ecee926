"""Laying a declared relation over the tables of a call: which tables it is claimed of, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from checker.declared.binding import NothingEarlierError
from checker.declared.claims import Claims, unsettled_at
from checker.declared.declarations import DeclaredRelation
from checker.declared.expressions import Condition, Formula, Grouped, walk
from checker.declared.frames import NEVER, Frame
from checker.declared.labels import Labels, listed
from checker.declared.members import Members, period_of_table
from checker.declared.naming import address, number_in
from checker.declared.resolving import NotFoundError, Placed, near, placed
from checker.declared.uses import Uses, group_of, settled, settled_condition, uses_of
from checker.declared.writing import quoted_name
from checker.errors import InputError
from checker.relations import Relation

NO_TABLE, NOT_THERE, NOT_GIVEN = "no table has", "the table does not have", "not among the inputs"
OUT_OF_PERIOD = "out of its period"
MOST_LISTED = 4


class Tables(Protocol):
    """The tables of a call, as `relating.Context` keeps them."""

    today: date

    @property
    def members(self) -> list[Members]: ...

    def called(self, word: str, numbers: int) -> list[Members]:
        """The tables that a word before ! means."""

    def policy(self, declared: DeclaredRelation, path: str) -> str:
        """The rounding policy of a relation in a file."""


class NotGivenError(Exception):
    """A word before ! that means no table of the call."""


@dataclass(slots=True)
class Laid:
    """What became of one table: the frames of the formula there, or what is missing for it."""

    members: Members
    frames: list[tuple[Formula, Condition | None, Frame]] = field(default_factory=list)
    lost: tuple[str, ...] = ()
    reason: str = ""
    error: InputError | None = None


class Entry:
    """One declared relation in one call."""

    def __init__(self, declared: DeclaredRelation, context: Tables) -> None:
        self.declared = declared
        self.context = context
        self.uses = uses_of(declared.formula, declared.where)
        self.numbers = max((number_in(word) for word in self.uses), default=0)
        self.never = False  # whether `previous` asked for something before the first table
        self.word = "" if "" in self.uses or not self.uses else next(iter(self.uses))

    def relations(self) -> Iterator[Relation]:
        """The relations of all tables. Raises InputError where a name means several things."""
        if not self.uses:
            raise InputError("the formula names no figure")
        laid = [self._laid(members) for members in self._candidates()]
        self._refuse(laid)
        found = [relation for one in laid for relation in self._claimed(one)]
        yield from found
        if self.never and not found:
            yield unsettled_at(self.declared.place, NEVER)
        yield from self._unfound(laid)

    def _refuse(self, laid: Sequence[Laid]) -> None:
        """Raises what cannot be understood, unless the formula is claimed of other tables and none was named."""
        named, some = bool(self.word or self.declared.table), any(one.frames for one in laid)
        for one in laid:
            if one.error and (named or not some):
                raise one.error

    def _candidates(self) -> list[Members]:
        word = self.word or self.declared.table
        return self.context.called(word, self.numbers) if word else self.context.members

    def _laid(self, members: Members) -> Laid:
        try:
            return Laid(members, list(self._frames(members)))
        except NotFoundError as error:
            return Laid(members, lost=error.names)
        except NotGivenError as error:
            return Laid(members, reason=f"{NOT_GIVEN}: {listed([str(error)])}")
        except InputError as error:
            return Laid(members, reason=error.sentence, error=error)

    def _frames(self, members: Members) -> Iterator[tuple[Formula, Condition | None, Frame]]:
        """The formula as it reads in a table, with every way in which its names stand there and in the others."""
        labels = members.labels

        def reading(word: str) -> Sequence[Labels]:
            own = word in ("", self.word)
            return [labels] if own else [one.labels for one in self.context.called(word, self.numbers)]

        formula = settled(self.declared.formula, reading)
        where = settled_condition(self.declared.where, reading) if self.declared.where else None
        uses = uses_of(formula, where)
        ways = {self.word: placed(uses.get(self.word, Uses()), members, address(members.table))}
        for word, own in uses.items():
            if word != self.word:
                ways[word] = self._other(word, own, members)
        for tables in _combined(ways):
            home = next((one for one in tables.values() if one.axis), tables[self.word])
            yield formula, where, Frame(home, tables, self.context.members, _grouped(formula, uses, tables))

    def _other(self, word: str, uses: Uses, near: Members) -> list[Placed]:
        """How the names of another table stand in it; in the same file, if it has such a table."""
        candidates = self.context.called(word, self.numbers)
        if not candidates:
            raise NotGivenError(word)
        found: list[tuple[Members, list[Placed]]] = []
        missing: NotFoundError | None = None
        for members in candidates:
            try:
                found.append((members, placed(uses, members, address(members.table))))
            except NotFoundError as error:
                missing = error
        same = [one for one in found if one[0].table.path == near.table.path]
        chosen = same or found
        if len(chosen) > 1:
            names = [address(members.table) for members, _ in chosen[:MOST_LISTED]]
            raise InputError(f'several tables are called "{word}": {", ".join(names)}', "", "name it under [tables]")
        if missing is not None and not chosen:
            raise missing
        return chosen[0][1]

    def _claimed(self, laid: Laid) -> Iterator[Relation]:
        declared = self.declared
        if laid.frames and (reason := self._out_of_period(laid.members)):
            yield unsettled_at(declared.place, reason)
            return
        policy = self.context.policy(declared, laid.members.table.path)
        for formula, where, frame in laid.frames:
            try:
                yield from Claims(formula, where, frame, policy).relations()
            except NothingEarlierError:
                self.never = True

    def _out_of_period(self, members: Members) -> str:
        """Why the relation is not judged of a table: by the year that the table states, else by today's date."""
        begins, ends = self.declared.valid_from, self.declared.valid_until
        period = period_of_table(members.table)
        first, last = (self.context.today,) * 2
        if period:
            first, last = date(period[0], 1, 1), date(period[0], 12, 31)
        if begins and last < begins:
            return f"{OUT_OF_PERIOD}: valid from {begins}"
        return f"{OUT_OF_PERIOD}: valid until {ends}" if ends and first > ends else ""

    def _unfound(self, laid: Sequence[Laid]) -> Iterator[Relation]:
        """One entry for all tables, or for each file that was named, where the formula is claimed of none."""
        named = bool(self.word or self.declared.table)
        files: dict[str, list[Laid]] = {}
        for one in laid:
            files.setdefault(one.members.table.path if named else "", []).append(one)
        for one in laid:
            if one.error:
                yield unsettled_at(self.declared.place, one.reason)
        for several in files.values():
            if any(one.frames or one.error for one in several):
                continue
            best = min(several, key=lambda one: len(one.lost))
            yield unsettled_at(self.declared.place, _lacking(best, named))


def _lacking(laid: Laid, named: bool) -> str:
    if not laid.lost:
        return laid.reason
    like = " or ".join(map(quoted_name, near(laid.lost, laid.members.labels)))
    names = f"{listed(laid.lost)} (did you mean {like}?)" if like else listed(laid.lost)
    return f"{NOT_THERE}: {names}, {address(laid.members.table)}" if named else f"{NO_TABLE}: {names}"


def _combined(ways: Mapping[str, list[Placed]]) -> Iterator[dict[str, Placed]]:
    """The ways of all tables together, group by group where labels repeat."""
    most = max(len(several) for several in ways.values())
    for word, several in ways.items():
        if len(several) not in (1, most):
            raise InputError(f'the groups of "{word}" are not those of the other tables')
    for at in range(most):
        yield {word: several[at if len(several) > 1 else 0] for word, several in ways.items()}


def _grouped(formula: Formula, uses: Mapping[str, Uses], tables: Mapping[str, Placed]) -> dict[str, int]:
    """The column of labels that `by` names, in each table that a function runs over."""
    node = next((part for part in walk(formula.claim) if isinstance(part, Grouped)), None)
    found: dict[str, int] = {}
    for word, own in uses.items() if node else ():
        if own.runs and node:
            meaning = tables[word].members.labels.meaning(node.by)
            columns = meaning.texts or meaning.columns
            if not columns:
                raise NotFoundError([group_of(node).label])
            found[word] = columns[0]
    return found
