"""From accepted quotients to relations: the cells of every line, the kind, the factor, the pattern."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from checker.discovery.announcing import Says
from checker.discovery.averages import Average
from checker.discovery.bases import CommonBase
from checker.discovery.claims import Cells, Form, miss, unit_exchange
from checker.discovery.evidence import State
from checker.discovery.exactness import operands_are_exact
from checker.discovery.found import Found
from checker.discovery.hundreds import Breakdown
from checker.discovery.patterns import Discovery, lines_of
from checker.discovery.quotients import Quotient, quotients
from checker.discovery.sums import APPROXIMATE
from checker.discovery.view import View
from checker.discovery.weights import WeightedAverage
from checker.figures import Figure, Gap
from checker.intervals import Interval
from checker.lexicon.quotients import VITAL
from checker.reading.tables import Table
from checker.relations import MARGIN, Basis, Kind, Pattern, Relation, Term

WORDED = 2.0
OFTEN_OFF = 0.15  # of all lines
CUT_OFF = 3  # lines that show it
SLIPS = 2  # lines of a change that hold, for each that does not in a class of its own
AS_FAR = 3  # times what other lines miss by, a line is as approximate as these
KINDS = {
    Says.SHARE: Kind.SHARE,
    Says.RATE: Kind.RATE,
    Says.PER_HEAD: Kind.PER_HEAD,
    Says.AVERAGE: Kind.PER_HEAD,
    Says.INDEX: Kind.RATIO,
    Says.GROWTH: Kind.RATE,
    Says.CHANGE: Kind.RATE,
}


def kind_of(found: Quotient) -> Kind:
    """The kind of relation that a pattern is, worked out once."""
    if found.kind is None:
        found.kind = _kind_of(found)
    return found.kind


def _kind_of(found: Quotient) -> Kind:
    if found.claim.form is Form.GROWTH:
        return Kind.GROWTH
    if found.claim.form is Form.DIFFERENCE:
        return Kind.DIFFERENCE
    if found.said.says in KINDS:
        kind = KINDS[found.said.says]
        return Kind.RATE if kind is Kind.SHARE and not _shares_a_whole(found) else kind
    return Kind.SHARE if _shares_a_whole(found) else Kind.RATE


def is_margin(found: Quotient) -> bool:
    """Whether a pattern says what share of its first figure the second one leaves."""
    return found.claim.form is Form.GROWTH and found.claim.factor < 0


def _shares_a_whole(found: Quotient) -> bool:
    """Whether first figures hardly ever exceed their second and are of the same kind, as parts of wholes are."""
    view, claim = found.view, found.claim
    pairs = [(view.figure(claim.first, one), view.figure(claim.second, two)) for _, one, two in claim.places(view)]
    known = [(part, whole) for part, whole in pairs if part and whole]
    units = {(id(part.unit), id(whole.unit)): (part.unit, whole.unit) for part, whole in known}
    if any(unit_exchange(*both) is None for both in units.values()):
        return False
    alike = {key for key, (one, other) in units.items() if one == other}
    larger = sum(
        part.value > whole.value for part, whole in known if (id(part.unit), id(whole.unit)) in alike
    )
    return found.misstated or larger * 5 <= len(known)


def relations(found: Quotient) -> Iterator[Relation]:
    """The claim on every line it is made on."""
    kind, pattern = kind_of(found), pattern_of(found)
    basis = Basis.LABELLED if found.words >= WORDED else Basis.INFERRED
    slightly_off, exact = _slightly_off(found), operands_are_exact(found)
    for cells in claimed(found):
        result, first, second = figures(found, cells)
        if not isinstance(result, Figure):
            continue
        operands = [one for one in (first, second) if one is not None]
        terms = tuple(_term(found, one, exact) for one in operands if isinstance(one, Figure))
        missing = tuple(one for one in operands if isinstance(one, Gap))
        if len(terms) + len(missing) == 2 and terms:
            told = result if kind is Kind.DIFFERENCE else rounded(result)
            note = APPROXIMATE if cells in slightly_off else MARGIN if is_margin(found) else ""
            relation = Relation(
                kind, told, terms, basis, found.claim.factor, missing=missing, pattern=pattern, note=note
            )
            yield _signed(relation)


def rounded(figure: Figure) -> Figure:
    """A quotient or a mean as printed: rounded to its last place, even where the unit is that of a count."""
    if not figure.exact:
        return figure
    return figure.known_to(Interval.around(figure.value, figure.ulp / 2))


def _signed(relation: Relation) -> Relation:
    """A difference is told as minuend less subtrahend: new first, then old."""
    if relation.kind is not Kind.DIFFERENCE or len(relation.operands) != 2:
        return relation
    old, new = relation.operands
    return replace(relation, operands=(new, replace(old, weight=Fraction(-1))))


def claimed(found: Quotient) -> list[Cells]:
    """The cells a pattern is claimed on: lines of a class on which it holds at all, or all lines of a named change."""
    view = found.view
    places = list(found.claim.places(view))
    states = dict(zip(places, found.weighed.states, strict=True))
    holding = [at for at, state in states.items() if state in (State.EXACT, State.HELD)]
    held = {view.classes[at[0]] for at in holding}
    if found.claim.capped:
        places = [at for at in places if states[at] is not State.ABSENT]
    others = [at for at in places if held and view.classes[at[0]] not in held and states[at] is not State.ABSENT]
    if _changes_throughout(found) and len(others) * SLIPS <= len(holding):
        return places
    return [at for at in places if not held or view.classes[at[0]] in held]


def _changes_throughout(found: Quotient) -> bool:
    """Whether a heading calls the results changes in number or in points, which every line can state."""
    named = found.said.says in (Says.CHANGE, Says.POINTS)
    return named and found.claim.form is Form.DIFFERENCE and found.words >= WORDED


def figures(found: Quotient, cells: Cells) -> tuple[Figure | Gap | None, ...]:
    """The figures, or gaps, of result, first and second."""
    items = (found.claim.result, found.claim.first, found.claim.second)
    return tuple(found.view.figure(i, at) or found.view.gap(i, at) for i, at in zip(items, cells, strict=True))


def _term(found: Quotient, figure: Figure, exact: bool) -> Term:
    """The operand; known exactly, or only to the coarser unit that the digits of the table really use."""
    if exact and not figure.soft:
        return Term(figure if figure.exact else figure.known_to(Interval.exactly(figure.value)))
    if not found.weighed.floor:
        return Term(figure)
    slack = found.view.in_units(found.weighed.floor)
    if slack * 2 <= figure.interval.width:
        return Term(figure)
    return Term(figure.known_to(Interval.around(figure.value, slack)))


def _slightly_off(found: Quotient) -> set[Cells]:
    """The lines that miss by little where so many do that the pattern itself must be approximate.

    Vital rates are taken of a population between two counts: there one such line is enough. Lines that all
    miss to one side by less than a unit are cut off rather than rounded, and no approximation.
    """
    places, states = found.claim.places(found.view), found.weighed.states
    near = {cells for cells, state in zip(places, states, strict=True) if state is State.NEAR}
    heading = found.view.item_headings[found.claim.result]
    vital = any(VITAL.search(text) for text in heading.path)
    many = len(near) >= 2 and len(near) >= OFTEN_OFF * found.weighed.judged
    if found.claim.form is Form.DIFFERENCE or not (vital or many):
        return set()
    missed = {cells: miss(found.view, found.claim, cells, found.weighed.floor) for cells in places}
    cut_off = len({missed[at][0] > 0 for at in near}) == 1 and all(abs(missed[at][0]) <= missed[at][1] for at in near)
    if not vital and cut_off and len(near) >= CUT_OFF:
        return set()
    most = max((abs(missed[at][0]) for at in near), default=0.0)
    return {at for at in places if abs(missed[at][0]) <= AS_FAR * most} if many else near


def pattern_of(found: Quotient) -> Pattern:
    """What the lines have in common, for the levels and the grouping of findings."""
    weighed = found.weighed
    judged = weighed.held + _causes(found)
    return Pattern(key_of(found), found.strength, judged, weighed.held, weighed.exact, found.words >= WORDED)


def _causes(found: Quotient) -> int:
    """How many broken lines there are, those that share a figure with the one before counted once.

    Along a time axis a misstated figure breaks its own line and the next one.
    """
    if found.claim.cells is None or found.misstated:
        return found.weighed.broken
    count, last = 0, set[int]()
    for cells, state in zip(found.claim.cells, found.weighed.states, strict=True):
        if state in (State.NEAR, State.BROKEN):
            shared = last & {cells[1], cells[2]}
            count += not shared
            last = set() if shared else {cells[1], cells[2]}
        else:
            last = set()
    return min(count, found.weighed.broken)


def key_of(found: Quotient) -> str:
    """A name for the pattern that other patterns of the table do not have."""
    view, claim = found.view, found.claim
    side = "rows" if view.vertical else "columns"
    items = [view.items[item] for item in (claim.result, claim.first, claim.second)]
    across = f":{claim.cells[0][2]}" if claim.cells else ""
    return f"{side}:{view.table.index}:{items[0]}={claim.form.value}({items[1]},{items[2]}){across}"


def told_as_sum(discovery: Discovery, found: Quotient) -> bool:
    """Whether a difference is one of the sums of the table already, told with them."""
    claim = found.claim
    if claim.form is not Form.DIFFERENCE or claim.cells is not None:
        return False
    members = claim.operands | {claim.result}
    sums = discovery.down if found.view.vertical else discovery.across
    lines = {at[0] for at in claimed(found)}
    return any(members == one.claim.members and lines.issubset(lines_of(found.view, one)) for one in sums)


def told_as_change(table: Table, view: View, found: Found) -> bool:
    """Whether a heading calls the same figures a change, which holds on more lines than their sum."""
    changes = (one for one in quotients(table) if one.view.vertical == view.vertical and _changes_throughout(one))
    return any(
        one.claim.operands | {one.claim.result} == found.claim.members and one.weighed.held > found.evidence.held
        for one in changes
    )


def breakdown_relations(one: Breakdown) -> Iterator[Relation]:
    """The shares of one whole, line by line, add to 100 (or 1000 for permille)."""
    items = "+".join(str(one.view.items[item]) for item in one.items)
    side = "rows" if one.view.vertical else "columns"
    pattern = Pattern(
        f"{side}:{one.view.table.index}:whole={items}",
        one.strength,
        len(one.lines) + one.support,
        one.held + one.support,
        one.held + one.support,
        one.words >= 1.0,
    )
    basis = Basis.LABELLED if one.words >= 1.0 and not one.doubtful else Basis.INFERRED
    constant = Interval.exactly(one.whole)
    for line in one.lines:
        terms = tuple(Term(f) for item in one.items if (f := one.view.figure(item, line)))
        if len(terms) == len(one.items):
            shown = None if one.doubtful else pattern
            yield Relation(Kind.SHARES, None, terms, basis, constant=constant, pattern=shown)


def base_relations(one: CommonBase) -> Iterator[Relation]:
    """Counts and shares, in turn, that imply one base."""
    view, basis = one.view, Basis.LABELLED if one.words >= WORDED else Basis.INFERRED
    names = ",".join(str(view.items[item]) for pair in one.groups[0][:2] for item, _ in pair)
    side = "rows" if view.vertical else "columns"
    pattern = Pattern(
        f"{side}:{view.table.index}:base({names})",
        one.strength,
        len(one.groups),
        one.held,
        one.held,
        one.words >= WORDED,
    )
    for pairs, stated in zip(one.groups, one.stated, strict=True):
        cells = [view.figure(*cell) for pair in pairs for cell in pair]
        terms = tuple(Term(figure) for figure in cells if figure)
        result = view.figure(*stated) if stated else None
        if len(terms) == len(cells):
            note = "shares" if one.shares else ""
            yield Relation(Kind.COMMON_BASE, result, terms, basis, one.factor, pattern=pattern, note=note)


def average_relations(one: Average) -> Iterator[Relation]:
    """The mean on every line that holds result and all operands, but of rates that are rates of means."""
    view = one.view
    ratios = {each.claim.result for each in quotients(view.table) if each.view.vertical != view.vertical}
    rates = {line for line in (*one.failed, *ratios) if view.rate_lines[line]}
    side = "rows" if view.vertical else "columns"
    run = f"{view.items[one.operands[0]]}..{view.items[one.operands[-1]]}"
    key = f"{side}:{view.table.index}:{view.items[one.result]}=mean({run})"
    pattern = Pattern(key, one.strength, one.judged, one.held, one.exact, one.words >= WORDED)
    basis = Basis.LABELLED if one.words >= WORDED else Basis.INFERRED
    for line in range(len(view.lines)):
        result = view.figure(one.result, line)
        terms = tuple(Term(f) for item in one.operands if (f := view.figure(item, line)))
        if result is not None and len(terms) == len(one.operands) and line not in rates:
            yield Relation(Kind.AVERAGE, rounded(result), terms, basis, pattern=pattern)


def weighted_relations(one: WeightedAverage) -> Iterator[Relation]:
    """The weighted mean on every total's line; where only one line speaks for the weights, if it holds."""
    view = one.view
    side = "rows" if view.vertical else "columns"
    key = f"{side}:{view.table.index}:{view.items[one.mean]}=weighted({view.items[one.weight]})"
    held = sum(one.held)
    pattern = Pattern(key, one.strength, len(one.lines), held, held)
    for (line, parts), holds in zip(one.lines, one.held, strict=True):
        result = view.figure(one.mean, line)
        figures = [(view.figure(one.mean, part), view.figure(one.weight, part)) for part in parts]
        terms = tuple(Term(mean, weight.value) for mean, weight in figures if mean and weight)
        if result is not None and len(terms) == len(parts) and (holds or held >= 2):
            yield Relation(Kind.AVERAGE, rounded(result), terms, pattern=pattern)
