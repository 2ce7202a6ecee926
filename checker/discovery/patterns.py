"""What discovery hands to the rules: claims over items, with the lines they are made on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import erf, log10, sqrt

from checker.discovery.evidence import State, cheaply_repairable, plainly_repairable, slack_on, weigh
from checker.discovery.found import Found
from checker.discovery.sums import APPROXIMATE, STRUCTURAL, find_sums
from checker.discovery.view import View, views_of
from checker.discovery.words import balance_of
from checker.figures import Gap, Place
from checker.reading.tables import Table
from checker.relations import Basis, Kind, Pattern, Relation, Term

EXACT_CHANCE = -3.0  # decades
DUMPED = 10**11  # printed units
CLOSE_TO_TOTAL = 20  # a twentieth of the total
SURE, SURE_LINES = 8.0, 3  # decades and distinct lines


@dataclass(slots=True)
class Discovery:
    """Both views of a table and the sums found in each."""

    table: Table
    vertical: View
    horizontal: View
    down: list[Found]
    across: list[Found]
    kept: dict[str, object] = field(default_factory=dict)  # what other discoveries found, by their name

    def sums(self) -> Iterator[tuple[View, Found]]:
        """Every sum with the view it was found in: first those among rows, then those among columns."""
        yield from ((self.vertical, found) for found in self.down)
        yield from ((self.horizontal, found) for found in self.across)


def discover(table: Table) -> Discovery:
    """The sums of a table, found once and kept with the table."""
    known = table.discovery
    if isinstance(known, Discovery):
        return known
    vertical, horizontal = views_of(table)
    down, across = find_sums(vertical), find_sums(horizontal)
    if _rounded([*down, *across]):
        vertical.rounded = horizontal.rounded = True
        for view, found in ((vertical, down), (horizontal, across)):
            for one in found:
                one.evidence = weigh(view, one.claim)
    table.discovery = discovery = Discovery(table, vertical, horizontal, down, across)
    return discovery


def _rounded(found: list[Found]) -> bool:
    """Whether the sums of a table ask for rounding of what was taken for exact counts."""
    asking = sum(one.evidence.rounded for one in found)
    return asking > 0 and asking * 4 >= len(found)


def _resolution(view: View, found: Found) -> Fraction | None:
    """The unit of the last place learned from all lines: coarser than printed, none at all, or as printed."""
    if found.evidence.floor:
        return view.in_units(2 * found.evidence.floor)
    if found.evidence.rounded:
        finest = min(half for item in found.claim.members for half in view.halves[item] if half)
        return view.in_units(2 * finest)
    return Fraction(0) if _never_rounded(view, found) else None


def _may_round(view: View, found: Found, line: int) -> bool:
    """Whether a line holds figures that are not exact by their kind, as counts are."""
    return any(view.slack[item][line] for item in found.claim.members)


def _dumped(view: View, found: Found) -> bool:
    """Whether a line that holds by its rounding alone has figures of so many digits that a machine wrote them."""
    members, halves = found.claim.members, view.halves
    return any(
        state is State.HELD
        and any(abs(view.values[item][line] or 0) >= DUMPED * (2 * halves[item][line] or 1) for item in members)
        for line, state in enumerate(found.evidence.states)
    )


def _never_rounded(view: View, found: Found) -> bool:
    """Whether so many lines hold with no rounding at all that independent rounding is out of the question.

    The errors of k + 1 rounded figures have a standard deviation of sqrt((k + 1) / 12) units; the chance that
    they cancel on a line is that of less than half a unit.
    """
    states = found.evidence.states
    told = sum(state is State.EXACT and _may_round(view, found, line) for line, state in enumerate(states))
    exact = min(told, found.evidence.distinct)
    others = sum(state in (State.HELD, State.NEAR, State.BROKEN) for state in states)
    if found.evidence.floor or others > 1 or exact < 3 or _dumped(view, found):
        return False
    deviation = sqrt((len(found.claim.operands) + 1) / 12)
    return bool(exact * log10(erf(0.5 / (deviation * sqrt(2)))) < EXACT_CHANCE)


def lines_of(view: View, found: Found) -> list[int]:
    """The lines a sum is claimed on: those of a class on which it holds at all, or would but for a cheap slip."""
    states = found.evidence.states
    judged = [line for line, state in enumerate(states) if state is not State.ABSENT]
    held = {view.classes[line] for line in judged if line in found.evidence.telling}
    failed = {view.classes[line] for line in judged if states[line] not in (State.EXACT, State.HELD)}
    if not held:
        return [line for line in judged if not view.rate_lines[line]] or judged
    announced = view.item_headings[found.claim.result].total and found.source in STRUCTURAL
    return [
        line
        for line in judged
        if view.classes[line] in held
        or view.classes[line] not in failed
        or (found.source != APPROXIMATE and (_slipped(view, found, line) or (announced and _close(view, found, line))))
    ]


def _close(view: View, found: Found, line: int) -> bool:
    """Whether counts come so near to an announced total that they must be meant to add up to it."""
    stated = view.values[found.claim.result][line] or 0
    return not view.rate_lines[line] and abs(found.evidence.residuals[line]) * CLOSE_TO_TOTAL <= abs(stated)


def _slipped(view: View, found: Found, line: int) -> bool:
    """Whether the only line of its class breaks the sum by one cheap slip, or a sum beyond doubt by any slip."""
    if view.rate_lines[line] or view.classes.count(view.classes[line]) > 1:
        return False
    evidence = found.evidence
    tolerance, residual = slack_on(view, found.claim, line, evidence.floor), evidence.residuals[line]
    if cheaply_repairable(view, found.claim, line, residual, tolerance):
        return True
    known = evidence.distinct >= SURE_LINES and evidence.decades >= SURE and not evidence.broken
    return known and plainly_repairable(view, found.claim, line, residual, tolerance)


def sum_relations(view: View, found: Found) -> Iterator[Relation]:
    """The sum on every line it is claimed on."""
    claim = found.claim
    lines = lines_of(view, found)
    pattern = pattern_of(view, found, lines)
    basis = Basis.LABELLED if found.words >= 2.0 else Basis.INFERRED
    resolution = _resolution(view, found)
    learned = _learned_on(view, found, resolution)
    kind = Kind.DIFFERENCE if claim.signs[0] > 0 and set(claim.signs[1:]) == {-1} else Kind.SUM
    note = APPROXIMATE if found.source == APPROXIMATE else ""
    nil = _nil_is_nothing(view, found)
    for line in lines:
        result = view.figure(claim.result, line)
        if result is None:
            continue
        terms, missing = terms_of(view, claim.operands, claim.signs, line)
        if nil:
            missing = tuple(gap for gap in missing if not gap.nil)
        alone = len(terms) == 1 and any(gap.text and not gap.nil for gap in missing)
        if terms and not alone:
            yield Relation(
                kind,
                result,
                terms,
                basis,
                missing=missing,
                resolution=resolution if line in learned else None,
                pattern=pattern,
                note=note,
            )


def _learned_on(view: View, found: Found, resolution: Fraction | None) -> set[int]:
    """The lines that a unit learned of others goes for: rates and counts differ, and so do units of measure."""
    lines = range(len(view.lines))
    if resolution:
        alike = {kind for kind, rate in zip(view.classes, view.rate_lines, strict=True) if not rate}
        return {line for line in lines if view.classes[line] in alike}
    units = [figure.unit if (figure := view.figure(found.claim.result, line)) else None for line in lines]
    exact = {(view.classes[line], units[line]) for line in lines if found.evidence.states[line] is State.EXACT}
    return {line for line in lines if (view.classes[line], units[line]) in exact}


def _nil_is_nothing(view: View, found: Found) -> bool:
    """Whether the table uses a dash for zero: lines with one hold exactly without it."""
    claim, states = found.claim, found.evidence.states
    exact = sum(
        states[line] in (State.EXACT, State.HELD)
        and any((gap := view.gap(operand, line)) is not None and gap.nil for operand in claim.operands)
        for line in range(len(view.lines))
    )
    return exact >= 2


def terms_of(
    view: View, operands: tuple[int, ...], signs: tuple[int, ...], line: int
) -> tuple[tuple[Term, ...], tuple[Gap, ...]]:
    """The operands of a line that hold figures, and the gaps where others should."""
    terms: list[Term] = []
    missing: list[Gap] = []
    for operand, sign in zip(operands, signs, strict=True):
        figure, gap = view.figure(operand, line), view.gap(operand, line)
        if figure is not None:
            terms.append(Term(figure, Fraction(sign)))
        else:
            missing.append(gap or blank(view, operand, line))
    return tuple(terms), tuple(missing)


def blank(view: View, item: int, line: int) -> Gap:
    """An empty cell where a figure should stand."""
    row, column = view.place(item, line)
    return Gap("", Place(view.table.path, view.table.sheet, row, column, view.table.grid.table))


def pattern_of(view: View, found: Found, lines: list[int]) -> Pattern:
    """What the lines have in common, for the levels and the grouping of findings."""
    states = [found.evidence.states[line] for line in lines]
    claim = found.claim
    side = "rows" if view.vertical else "columns"
    names = [str(view.items[item]) for item in (claim.result, *claim.operands)]
    return Pattern(
        f"{side}:{view.table.index}:{'='.join(names[:1])}={'+'.join(names[1:])}",
        found.strength,
        sum(state in (State.EXACT, State.HELD, State.NEAR, State.BROKEN) for state in states),
        sum(state in (State.EXACT, State.HELD) for state in states),
        sum(state is State.EXACT for state in states),
        found.words >= 2.0,
    )


def difference_relations(view: View, found: Found) -> Iterator[Relation]:
    """The sum minuend = balance + subtrahend, told as balance = minuend - subtrahend on every line."""
    balance = balance_of(view, found.claim)
    lines = range(len(view.lines)) if balance is not None else ()
    known = {figure.place for line in lines if (figure := view.figure(balance or 0, line))}
    for relation in sum_relations(view, found):
        figures = [term.figure for term in relation.operands]
        place = next((i for i, figure in enumerate(figures) if figure.place in known), None)
        yield relation if place is None or len(figures) != 2 else _as_difference(relation, place)


def _as_difference(relation: Relation, place: int) -> Relation:
    assert relation.result is not None
    balance, other = relation.operands[place].figure, relation.operands[1 - place].figure
    terms = (Term(relation.result), Term(other, Fraction(-1)))
    return replace(relation, kind=Kind.DIFFERENCE, result=balance, operands=terms)
