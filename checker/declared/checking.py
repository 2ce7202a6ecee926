"""The declared relations themselves, checked: repeated, contradictory, impossible, empty or expired ones.

Static checks need no report. With reports, relations are sought whose names stand in no table, and that claim nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from checker.declared.bound import Unsettled
from checker.declared.contradicting import consistent, first_clash
from checker.declared.declarations import Declarations, DeclaredRelation
from checker.declared.expressions import Cell, Name, Range, walk
from checker.declared.labels import listed
from checker.declared.links import PERCENT, Link, links_of, spelled
from checker.declared.naming import number_in
from checker.declared.relating import Context, relations_of
from checker.errors import InputError
from checker.lexicon.bounds import NOT_WITHIN, WITHIN_WHOLE

MOST_TOLD = 20  # contradictions of several relations
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
    for number, sentence in checked.joint():
        yield number, Problem(formula_place(declarations, declarations.relations[number]), sentence)


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
        """Whether a relation says the same as one before it, or the opposite."""
        said, parts = {link.key for link in self.claims[number]}, _parts(self.claims[number])
        alike = [other for other in self.kept if _parts(self.claims[other]) == parts and self._meet(number, other)]
        for other in alike:
            if said <= {link.key for link in self.claims[other]}:
                yield f"it repeats {self._line(other)}"
                return
        for other in alike:
            if not consistent([*self.claims[number], *self.claims[other]]):
                yield f"it cannot hold together with {self._line(other)}"
                return
        self.kept.append(number)

    def joint(self) -> Iterator[tuple[int, str]]:
        """Relations that cannot hold together with several others; only what is in force today is compared."""
        groups: dict[tuple[str, ...], list[int]] = {}
        for number in self.kept:
            one = self.declarations.relations[number]
            if (one.valid_from or date.min) <= self.today:
                groups.setdefault((*_condition(one), one.table), []).append(number)
        for group in groups.values():
            for _ in range(MOST_TOLD):
                clash = [group[at] for at in first_clash([self.claims[number] for number in group])]
                if not clash:
                    break
                *others, last = clash
                group.remove(last)
                yield last, f"it cannot hold together with {_and([self._line(other) for other in others])}"

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
    """Whether a part is a figure by itself, no function or quotient, and is called a share."""
    if "(" in name.partition("!")[0]:
        return False
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
