"""The declared relations themselves, checked: repeated, contradictory, impossible, empty or expired ones.

Static checks need no report. With reports, relations are sought whose names stand in no table, and that claim nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from checker.declared.bound import Unsettled
from checker.declared.contradicting import consistent, core
from checker.declared.declarations import Declarations, DeclaredRelation
from checker.declared.expressions import Cell, Name, Range, walk
from checker.declared.labels import listed
from checker.declared.links import PERCENT, Link, links_of, spelled
from checker.declared.naming import number_in
from checker.declared.relating import Context, relations_of
from checker.errors import InputError
from checker.lexicon.bounds import NOT_WITHIN, WITHIN_WHOLE

SHARE = re.compile(r"\bshares?\b|占比|比重|份额")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a declared relation: the place of its formula, and a sentence."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


def static_problems(declarations: Declarations, today: date) -> Iterator[tuple[int, Problem]]:
    """What can be seen without a report, with the number of the relation."""
    checked = _Checked(declarations, today)
    for number, one in enumerate(declarations.relations):
        for sentence in checked.sentences(number, one):
            yield number, Problem(formula_place(declarations, one), sentence)


def formula_place(declarations: Declarations, one: DeclaredRelation, offset: int = 0) -> str:
    """The file, line and column of a code point of a formula."""
    return declarations.lines.inside(one.formula.text, offset, "relations", one.number, "formula")


class _Checked:
    """The relations that were looked at so far, each with what it says."""

    def __init__(self, declarations: Declarations, today: date) -> None:
        self.declarations = declarations
        self.today = today
        self.claims = [links_of(one.formula.claim, one.table) for one in declarations.relations]
        self.kept: list[int] = []

    def sentences(self, number: int, one: DeclaredRelation) -> Iterator[str]:
        """What is wrong with one relation; the first that is wrong by itself is not held against others."""
        if one.valid_until and one.valid_until < self.today:
            yield f"it expired on {one.valid_until.isoformat()}"
            return
        own = self.claims[number]
        if not consistent(own):
            yield f"it can never hold: {one.formula.text}"
        elif all(_says_nothing(link) for link in own):
            yield f"it always holds, so it says nothing: {one.formula.text}"
        elif beyond := next(filter(None, map(_beyond_whole, own)), ""):
            yield beyond
        else:
            yield from self._against_others(number)

    def _against_others(self, number: int) -> Iterator[str]:
        same = [other for other in self.kept if self._meet(number, other)]
        said = {link.key for link in self.claims[number]}
        for other in same:
            if said <= {link.key for link in self.claims[other]}:
                yield f"it repeats {self._line(other)}"
                return
        self.kept.append(number)
        if clash := self._clash(number, same):
            yield f"it cannot hold together with {_and([self._line(other) for other in clash])}"
            self.kept.remove(number)

    def _clash(self, number: int, others: Sequence[int]) -> list[int]:
        """The fewest others that a relation cannot hold together with."""
        near = self._connected(number, others)
        return sorted(near[at] for at in core([self.claims[one] for one in near]) if near[at] != number)

    def _connected(self, number: int, others: Sequence[int]) -> list[int]:
        """The relation and those that share a part with it, or with one that does."""
        found, parts = [number], _parts(self.claims[number])
        waiting = list(others)
        while joined := [one for one in waiting if parts & _parts(self.claims[one])]:
            found += joined
            waiting = [one for one in waiting if one not in joined]
            parts = parts.union(*(_parts(self.claims[one]) for one in joined))
        return found

    def _meet(self, number: int, other: int) -> bool:
        """Whether two relations are claimed under the same condition and at the same time."""
        one, two = (self.declarations.relations[at] for at in (number, other))
        if (_condition(one), one.table) != (_condition(two), two.table):
            return False
        starts = [each.valid_from or date.min for each in (one, two)]
        ends = [each.valid_until or date.max for each in (one, two)]
        return max(starts) <= min(ends)

    def _line(self, number: int) -> str:
        return f"line {self.declarations.relations[number].place.line}"


def _parts(links: Sequence[Link]) -> set[str]:
    return {part for link in links for part in link.weights}


def _says_nothing(link: Link) -> bool:
    return not link.weights and link.operator in ("=", "<=")


def _beyond_whole(link: Link) -> str:
    """A sentence on a share of a whole that should be above 100 % or below 0 %."""
    names = [part for part in link.weights if part not in link.constants]
    told = all(one.startswith(PERCENT) for one in link.constants)
    if len(names) != 1 or not told or link.operator == "!=" or not _part_of_whole(names[0]):
        return ""
    weight = link.weights[names[0]]
    bound = -sum((link.weights[one] for one in link.constants), start=weight * 0) / weight
    strict = link.operator == "<"
    if (link.operator == "=" or weight < 0) and (bound > 1 or (strict and bound == 1)):
        return "it can never hold: no share of a whole is above 100 %"
    if (link.operator == "=" or weight > 0) and (bound < 0 or (strict and bound == 0)):
        return "it can never hold: no share of a whole is below 0 %"
    return ""


def _part_of_whole(name: str) -> bool:
    return bool(WITHIN_WHOLE.search(name) or SHARE.search(name)) and not NOT_WITHIN.search(name)


def _condition(one: DeclaredRelation) -> tuple[str, ...]:
    return tuple(spelled(node, one.table) if node else "" for node in (one.formula.condition, one.where))


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def report_problems(declarations: Declarations, context: Context) -> Iterator[tuple[int, Problem]]:
    """What shows when the relations are laid over reports: names that are in no table, relations that claim nothing."""
    for number, one in enumerate(declarations.relations):
        try:
            found = relations_of(one, context)
        except InputError as error:
            hint = f" ({error.hint})" if error.hint else ""
            yield number, Problem(formula_place(declarations, one), f"{error.sentence}{hint}")
            continue
        if not any(relation.figures for relation in found):
            claims = [relation.expression for relation in found]
            reasons = [claim.reason for claim in claims if isinstance(claim, Unsettled)]
            yield number, _never_applied(declarations, one, reasons or [_unmet(one, context)])


def _never_applied(declarations: Declarations, one: DeclaredRelation, reasons: Sequence[str]) -> Problem:
    """A relation that claims nothing, at the first name that is missing."""
    reason = reasons[0]
    names = (node for node in walk(one.formula.claim) if isinstance(node, Name) and f'"{node.label}"' in reason)
    offset = next((name.span[0] for name in names), 0)
    return Problem(formula_place(declarations, one, offset), f"it never applied to the reports given: {reason}")


def _unmet(one: DeclaredRelation, context: Context) -> str:
    """Why a relation without any claim has none: its table is not given, or its condition is true nowhere."""
    words = {one.table, *(name.table for name in walk(one.formula.claim) if isinstance(name, Name | Cell | Range))}
    missing = [word for word in sorted(words) if word and not context.called(word, number_in(word))]
    if missing:
        return f"{listed(missing)} is not among them"
    return "its condition is true nowhere" if one.where or one.formula.condition else "it finds no figures"
