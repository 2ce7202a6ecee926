"""The same quantity stated twice in one table: by name, or by numbers that agree line after line.

Equal labels say little where a table repeats its rows section after section; the lines decide. Numbers
alone acquit and never accuse, unless all but one line agree and one keystroke explains the odd one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from math import log10
from typing import NamedTuple

from checker.discovery.identity import bare_total, subject, subjects
from checker.discovery.patterns import Discovery
from checker.discovery.periods import all_periods
from checker.discovery.slips import one_slip
from checker.discovery.view import View
from checker.lexicon.periods import CARRIED
from checker.relations import Basis, Kind, Pattern, Relation, Term
from checker.units import factor

NAMED, NUMBERS = 3.0, 8.0  # decades that items of one name, and of different names, must show
MOST_ALIKE = 6  # items with one value on a line; more of them say nothing
TELLING = 100  # units of the last place below which equal figures say nothing
A_LINE = 8.0  # decades at most from one line


class Repeat(NamedTuple):
    """Two items that are one quantity: the lines that agree, and those that a slip sets apart."""

    view: View
    first: int
    second: int
    agreeing: tuple[int, ...]
    slipped: tuple[int, ...]
    decades: float
    worded: bool
    carried: bool = False  # taken over from the other one, by its own words


def repeats(found: Discovery) -> Iterator[Repeat]:
    """Items of a table that state one quantity, each pair once."""
    for view in (found.vertical, found.horizontal):
        tied = {frozenset(each.claim.members) for each in (found.down if view.vertical else found.across)}
        known: set[tuple[int, int]] = set()
        carried, named = _carried(view), _named(view)
        for pair in (*carried, *named, *_agreeing(view)):
            if pair in known or any(set(pair) <= members for members in tied):
                continue
            repeat = _weighed(view, pair, pair in carried or pair in named, pair in carried)
            if repeat is not None:
                known.add(pair)
                yield repeat


def _named(view: View) -> list[tuple[int, int]]:
    """Pairs of items with one name."""
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, heading in enumerate(view.item_headings):
        path = subjects(heading)
        if path and not all(bare_total(name) for name in path):
            same[path].append(at)
    return [(group[0], group[1]) for group in same.values() if len(group) == 2]


def _carried(view: View) -> list[tuple[int, int]]:
    """Items that are taken over from another one, and that one: the only one of the name."""
    leaves: dict[str, list[int]] = defaultdict(list)
    for at, heading in enumerate(view.item_headings):
        leaves[subject(heading.label)].append(at)
    pairs = []
    for at, heading in enumerate(view.item_headings):
        carried = CARRIED.match(heading.label)
        sources = leaves.get(subject(heading.label[carried.end() :]), []) if carried else []
        pairs += [(sources[0], at)] if len(sources) == 1 else []
    return pairs


def _agreeing(view: View) -> list[tuple[int, int]]:
    """Pairs of items that have the same telling value on two lines or more."""
    counts: Counter[tuple[int, int]] = Counter()
    for line in range(len(view.lines)):
        by_value: dict[int, list[int]] = defaultdict(list)
        for item, row in enumerate(view.values):
            value = row[line]
            if value and abs(value) >= TELLING * max(1, 2 * view.slack[item][line]):
                by_value[value].append(item)
        for items in by_value.values():
            if 1 < len(items) <= MOST_ALIKE:
                counts.update(combinations(items, 2))
    return [pair for pair, count in counts.items() if count >= 2 and not _other_time(view, *pair)]


def _long(view: View, item: int, line: int) -> bool:
    """Whether a figure has three digits or more: of two shorter ones, one is nearly always a slip of the other."""
    figure = view.figure(item, line)
    return figure is not None and abs(figure.value) >= TELLING * figure.ulp


def _other_time(view: View, first: int, second: int) -> bool:
    """Whether two items are told apart by their periods, so that equal figures are chance or standstill."""
    one, other = (all_periods(view.item_headings[item]) for item in (first, second))
    return bool(one or other) and one != other


def _weighed(view: View, pair: tuple[int, int], worded: bool, carried: bool) -> Repeat | None:
    first, second = pair
    agreeing, slipped, others = [], [], 0
    gains: dict[int, float] = {}
    for line in range(len(view.lines)):
        a, b = view.values[first][line], view.values[second][line]
        if a is None or b is None or not _same_unit(view, pair, line):
            continue
        slack = view.slack[first][line] + view.slack[second][line]
        if abs(a - b) <= slack:
            agreeing.append(line)
            gains[a] = min(A_LINE, max(0.0, log10((abs(a) + 1) / (slack + 1))))
        elif one_slip(a, b, view.scale) and (worded or _long(view, first, line) or _long(view, second, line)):
            slipped.append(line)
        else:
            others += 1
    decades = sum(gains.values())
    repeat = Repeat(view, first, second, tuple(agreeing), tuple(slipped), decades, worded, carried)
    return repeat if _stands(repeat, others, len(gains)) else None


def _same_unit(view: View, pair: tuple[int, int], line: int) -> bool:
    one, other = (view.figure(item, line) for item in pair)
    return one is not None and other is not None and factor(one.unit, other.unit) == 1


def _stands(repeat: Repeat, others: int, distinct: int) -> bool:
    agreeing, odd = len(repeat.agreeing), len(repeat.slipped) + others
    if repeat.carried:
        return not others and (repeat.decades >= NAMED or bool(repeat.slipped))
    if repeat.worded:
        return agreeing > 0 and repeat.decades >= NAMED and odd <= max(agreeing > 1, agreeing // 10)
    price = 2 * log10(max(len(repeat.view.items), 1))
    return distinct >= 2 and repeat.decades - price >= NUMBERS and odd <= max(1, agreeing // 10)


def repeat_relations(repeat: Repeat) -> Iterator[Relation]:
    """The repeat on every line that agrees or is one slip away from it."""
    view = repeat.view
    lines = sorted((*repeat.agreeing, *repeat.slipped))
    side = "rows" if view.vertical else "columns"
    key = f"{side}:{view.table.index}:{view.items[repeat.first]}=={view.items[repeat.second]}"
    pattern = Pattern(key, repeat.decades, len(lines), len(repeat.agreeing), 0, repeat.worded)
    basis = Basis.LABELLED if repeat.worded else Basis.INFERRED
    for line in lines:
        figures = [view.figure(item, line) for item in (repeat.first, repeat.second)]
        terms = tuple(Term(figure) for figure in figures if figure is not None)
        yield Relation(Kind.REPEAT, None, terms, basis, pattern=pattern)
