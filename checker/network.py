"""Held relations that share figures, and the values each figure keeps when all of them must hold at once.

Every relation narrows the figures it shares to what its other figures imply, over and over, until nothing
changes (bound consistency; Lhomme 1993). Ends are rounded outward to a grid, so that this ends soon and
fractions stay short; a true value is never dropped. A relation is read as the judge reads it, and a figure
that one relation takes to be coarser is as coarse in all others.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from checker.algebra import EVERYTHING
from checker.conversion import hull
from checker.figures import Figure, Place
from checker.implied import HUNDRED, Solver
from checker.intervals import INFINITY, End, Interval
from checker.relations import Judgement, Kind, Relation

ADDITIVE = frozenset({Kind.SUM, Kind.DIFFERENCE, Kind.SHARES})
QUOTIENTS = frozenset({Kind.SHARE, Kind.RATE, Kind.PER_HEAD, Kind.RATIO, Kind.GROWTH})
STEPS = 64  # grid steps in a unit of the last place; a smaller change is none
MOST_ROUNDS = 20  # times that one relation is looked at

Links = list[tuple[int, int]]


@dataclass(slots=True)
class Contraction:
    """The values left of each variable that changed, the relations that changed it, and the one left with none."""

    values: dict[int, Interval] = field(default_factory=dict)
    by: dict[int, set[int]] = field(default_factory=dict)
    emptied: int | None = None

    def narrowed(self, variable: int, index: int, values: Interval) -> None:
        self.values[variable] = values
        self.by.setdefault(variable, set()).add(index)
        if values.empty:
            self.emptied = variable


class Network:
    """Relations by number, and the figures they share as variables, by number too.

    `links` holds for each relation which of its figures is which variable, `users` for each variable the
    relations it is in. The figure at the place `free` is a variable that may have any value.
    """

    __slots__ = ("_first", "_solvers", "_starts", "figures", "free", "judgements", "links", "users")

    def __init__(self, judgements: Sequence[Judgement], free: Place | None = None) -> None:
        self.judgements = judgements
        self.free = free
        self.figures: list[Figure] = []
        self.users: list[list[int]] = []
        self._solvers: dict[int, Solver] = {}
        self._starts: dict[int, Interval] = {}
        self._first: dict[int, Links] = {}
        numbers: dict[Place, int] = {}
        links = [list(self._linked(index, one.relation, numbers)) for index, one in enumerate(judgements)]
        shared = [len(users) > 1 or self.is_free(number) for number, users in enumerate(self.users)]
        self.links: list[Links] = [[link for link in each if shared[link[1]]] for each in links]

    def _linked(self, index: int, relation: Relation, numbers: dict[Place, int]) -> Iterable[tuple[int, int]]:
        """The figures of a relation that can be narrowed; one that other relations read otherwise is left out."""
        for at, figure in enumerate(relation.figures):
            if figure.exact and figure.place != self.free:
                continue
            variable = numbers.setdefault(figure.place, len(self.figures))
            if variable == len(self.figures):
                self.figures.append(figure)
                self.users.append([])
            if _alike(figure, self.figures[variable]):
                if self.users[variable][-1:] != [index]:
                    self.users[variable].append(index)
                yield at, variable

    def is_free(self, variable: int) -> bool:
        return self.figures[variable].place == self.free

    def blocks(self) -> list[list[int]]:
        """The relations in blocks that share variables, where one of the block narrows something."""
        seen: set[int] = set()
        found = []
        for first in range(len(self.links)):
            if first not in seen and self.links[first] and self.tight(first):
                found.append(self._block(first))
                seen.update(found[-1])
        return found

    def _block(self, first: int) -> list[int]:
        inside, pending = {first}, [first]
        while pending:
            for _, variable in self.links[pending.pop()]:
                new = [user for user in self.users[variable] if user not in inside]
                inside.update(new)
                pending.extend(new)
        return sorted(inside)

    def tight(self, index: int) -> bool:
        """Whether a relation may narrow a variable, all figures as stated."""
        return bool(self._narrowable(index))

    def _narrowable(self, index: int) -> Links:
        """The variables that a relation may narrow, all figures as stated: quick, from the sides of its judgement."""
        if index not in self._first:
            self._first[index] = _narrowable(self.judgements[index], self.links[index])
        return self._first[index]

    def around(self, indexes: Iterable[int]) -> set[int]:
        """Relations with all that share a variable with them."""
        chosen = set(indexes)
        return chosen | {user for index in chosen for _, variable in self.links[index] for user in self.users[variable]}

    def involved(self, state: Contraction) -> list[int]:
        """The relations that took part, directly or through others, in leaving a variable with no value."""
        pending = [] if state.emptied is None else [state.emptied]
        variables, found = set(pending), set[int]()
        while pending:
            for index in state.by.get(pending.pop(), set()) - found:
                found.add(index)
                new = {variable for _, variable in self.links[index]} - variables
                variables |= new
                pending.extend(new)
        return sorted(found)

    def contracted(self, members: Iterable[int]) -> Contraction:
        """All variables narrowed by the members, to a fixpoint or until one is left with no value."""
        inside = dict.fromkeys(sorted(members), MOST_ROUNDS)
        pending = deque(index for index in inside if self.free is not None or self.tight(index))
        waiting, state = set(pending), Contraction()
        while pending and state.emptied is None:
            index = pending.popleft()
            waiting.discard(index)
            inside[index] -= 1
            for variable in self._revised(index, state):
                for user in self.users[variable]:
                    if user != index and user not in waiting and inside.get(user):
                        waiting.add(user)
                        pending.append(user)
        return state

    def _revised(self, index: int, state: Contraction) -> list[int]:
        """The variables that a relation narrows by a step or more."""
        links, solve = self._solving(index, state)
        changed: list[int] = []
        for at, variable in links:
            value, found = self._value(variable, state), solve(at)
            if found.low < value.low and value.high < found.high:
                continue
            both = value.meet(found)
            if both == value:
                continue
            rounded = both if both.empty else _outward(both, value, self.figures[variable].ulp / STEPS)
            state.narrowed(variable, index, rounded)
            if both.empty:
                return []
            if rounded.low != value.low or rounded.high != value.high:
                changed.append(variable)
        return changed

    def _solving(self, index: int, state: Contraction) -> tuple[Links, Callable[[int], Interval]]:
        """The variables that a relation may narrow, and what it implies for each, all others as they are now."""
        judgement, links = self.judgements[index], self.links[index]
        computed, few = judgement.computed, self._narrowable(index)
        quick = judgement.relation.kind in QUOTIENTS and _only_result(few) and self.free is None
        if (
            computed
            and quick
            and all(self._value(each, state) == self.figures[each].interval for at, each in links if at)
        ):
            return few, lambda _: computed
        solver = self._solver(index)
        for at, variable in links:
            solver.take(at, self._value(variable, state))
        return ([] if _nothing_to_narrow(solver, links) else links), solver.implied

    def _solver(self, index: int) -> Solver:
        if index not in self._solvers:
            relation = self.judgements[index].relation
            self._solvers[index] = Solver(replace(relation, resolution=None) if relation.resolution == 0 else relation)
        return self._solvers[index]

    def _value(self, variable: int, state: Contraction) -> Interval:
        return state.values.get(variable) or self._start(variable)

    def _start(self, variable: int) -> Interval:
        """What a figure can be before anything is narrowed: all that any of its relations takes it for."""
        if variable not in self._starts:
            figure = self.figures[variable]
            values = EVERYTHING if self.is_free(variable) else figure.interval
            for index in self.users[variable]:
                relation = self.judgements[index].relation
                if relation.policy != "nearest" or relation.resolution:
                    solver = self._solver(index)
                    for at in (at for at, other in self.links[index] if other == variable):
                        values = hull(values, solver.own(at))
            self._starts[variable] = values
        return self._starts[variable]


def _narrowable(judgement: Judgement, links: Links) -> Links:
    """The variables that a relation may narrow as stated; all of them where that is not plain to see."""
    relation, stated, computed = judgement.relation, judgement.stated, judgement.computed
    if stated is None or computed is None or not _plain(relation):
        return links
    figures = relation.figures
    if relation.kind in ADDITIVE and all(figures[at].unit is judgement.unit for at, _ in links):
        return (
            [] if _loose(relation, stated, computed, [(at, figures[at].interval.width) for at, _ in links]) else links
        )
    if relation.kind in QUOTIENTS and (_only_result(links) or _roomy(relation, stated)):
        narrows = computed.low > stated.low or computed.high < stated.high
        return [link for link in links if link[0] == 0] if narrows else []
    return links


def _plain(relation: Relation) -> bool:
    """Whether figures are read as printed."""
    return relation.policy == "nearest" and relation.resolution is None


def _only_result(links: Links) -> bool:
    return all(at == 0 for at, _ in links)


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two relations read one place as the same number."""
    return one is other or (one.value == other.value and one.interval == other.interval and one.unit == other.unit)


def _nothing_to_narrow(solver: Solver, links: Links) -> bool:
    """Whether a sum has more room than the widest of its variables; other kinds are solved for each."""
    relation = solver.relation
    if relation.kind not in ADDITIVE:
        return False
    stated = solver.intervals[0] if relation.result else relation.constant or HUNDRED
    total = solver.total if relation.factor == 1 else solver.total.scaled(relation.factor)
    return _loose(relation, stated, total, [(at, solver.intervals[at].width) for at, _ in links])


def _loose(relation: Relation, stated: Interval, computed: Interval, widths: Iterable[tuple[int, End]]) -> bool:
    """Whether the two sides of a sum overlap by at least the width of each of the figures given."""
    first = 1 if relation.result else 0
    room = min(computed.high - stated.low, stated.high - computed.low)
    for at, width in widths:
        weight = 1 if at < first else abs(relation.operands[at - first].weight * relation.factor)
        if width == INFINITY or room < (width if weight == 1 else width * weight):
            return False
    return True


def _roomy(relation: Relation, stated: Interval) -> bool:
    """Whether a stated quotient leaves both figures all they have: the low ends, and the high ones, give it too."""
    one, other = (term.figure for term in relation.operands)
    if relation.constant is not None:
        return False
    if relation.kind is Kind.GROWTH:
        one, other = other, one
    grown = 1 if relation.kind is Kind.GROWTH else 0
    if one.unit is not other.unit or one.interval.low < 0 or other.interval.low <= 0:
        return False
    if INFINITY in (one.interval.high, other.interval.high):
        return False
    ends = ((one.interval.low, other.interval.low), (one.interval.high, other.interval.high))
    return all(stated.low < relation.factor * (upper / lower - grown) < stated.high for upper, lower in ends)


def _outward(narrow: Interval, wide: Interval, step: Fraction) -> Interval:
    """The narrow values with each end that moved rounded outward to a multiple of the step, inside the wide ones."""
    low, high, low_closed, high_closed = narrow.low, narrow.high, narrow.low_closed, narrow.high_closed
    if low != wide.low and low != -INFINITY and (floor := step * math.floor(low / step)) != low:
        low, low_closed = floor, True
    if high != wide.high and high != INFINITY and (ceiling := step * math.ceil(high / step)) != high:
        high, high_closed = ceiling, True
    return Interval(low, high, low_closed, high_closed).meet(wide)
