"""The same quantity stated in several tables, sheets or files.

Names alone do not make one quantity of two figures: a form filled in by two schools has the same names
throughout. Two tables are compared only where several figures of one name agree, and hardly any differ.
Two versions of one table, in different files, are not compared: a draft may be corrected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log10
from typing import NamedTuple

from checker.discovery.quantities import ANY_YEAR, Quantity, quantities, title_subject
from checker.discovery.slips import digits_one_slip
from checker.figures import Figure
from checker.reading.tables import Table
from checker.relations import Basis, Kind, Pattern, Relation, Term
from checker.units import factor

AGREEING, DISTINCT = 3, 3  # figures that must agree, and different values among them
ODD = 8  # at most one in so many may differ; of fewer a single one, if one slip explains it
DECADES, CHAINED = 9.0, 5.0
VERSION = 0.75  # tables that share more than this part of their quantities are versions of one
A_FIGURE = 6.0  # decades at most from one agreement
MOST_TABLES = 40  # names that more tables share say nothing of a quantity
SHIFTS = (0, 1, -1)

Index = dict[Quantity, list[Figure]]


class Mention(NamedTuple):
    """One quantity in two places."""

    first: Figure
    second: Figure
    dated: bool = False  # whether the year of the quantity is known

    @property
    def agrees(self) -> bool:
        scale = factor(self.second.unit, self.first.unit)
        return scale is not None and self.second.interval.scaled(scale).meets(self.first.interval) is True

    @property
    def slipped(self) -> bool:
        """Whether one keystroke turns one figure into the other."""
        scale = factor(self.second.unit, self.first.unit)
        if scale is None:
            return False
        width = max(self.first.ulp, self.second.ulp * scale)
        one, other = round(self.first.value / width), round(self.second.value * scale / width)
        return one * other > 0 and one != other and digits_one_slip(str(abs(one)), str(abs(other)))

    @property
    def identical(self) -> bool:
        """Whether the labels are the same to the letter."""
        return self.first.labels == self.second.labels


class Shared(NamedTuple):
    """What two tables state both: mentions that agree or differ, and the decades they add up to."""

    mentions: tuple[Mention, ...]
    agreeing: int
    decades: float
    same_title: bool  # whether both tables bear one title, but for the year


def shared_mentions(tables: Sequence[Table]) -> Iterator[Shared]:
    """For every two tables that state the same quantities, what they both state."""
    if len(tables) < 2:
        return
    indexes = [_unique(quantities(table)) for table in tables]
    for one, other in _pairs(indexes):
        best = _best_shift(indexes[one], indexes[other])
        if best and not _versions(tables[one], tables[other], len(best), indexes[one], indexes[other]):
            shared = _weighed(tables[one], tables[other], best)
            if shared is not None:
                yield shared


def chained_mentions(table: Table) -> Shared | None:
    """The quantities that one table states twice under different labels: last year's figure of each year."""
    mentions = [
        Mention(figures[0], figure)
        for figures in quantities(table, repeated=True).values()
        for figure in figures[1 : len(figures) if len(figures) == 2 else 0]
        if figure.labels != figures[0].labels and factor(figure.unit, figures[0].unit) is not None
    ]
    agreeing = [mention for mention in mentions if mention.agrees]
    decades = sum({abs(mention.first.value): _gain(mention) for mention in agreeing}.values())
    if decades < CHAINED or not _few_odd(mentions, len(agreeing)):
        return None
    return Shared(tuple(mentions), len(agreeing), decades, False)


def _few_odd(mentions: Sequence[Mention], agreeing: int) -> bool:
    """Whether hardly any mention differs: one in eight; of fewer a single one, if one slip explains it."""
    odd = [mention for mention in mentions if not mention.agrees]
    if len(odd) * ODD <= len(mentions):
        return True
    return len(odd) == 1 and agreeing >= AGREEING and odd[0].slipped


def _unique(found: dict[Quantity, list[Figure]]) -> Index:
    return {quantity: figures for quantity, figures in found.items() if len(figures) == 1}


def _pairs(indexes: Sequence[Index]) -> list[tuple[int, int]]:
    """The pairs of tables that share the names of enough quantities, whatever their years."""
    where: dict[frozenset[str], list[int]] = defaultdict(list)
    for at, index in enumerate(indexes):
        for names in {quantity.names for quantity in index}:
            where[names].append(at)
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for tables in where.values():
        for position, one in enumerate(tables[:MOST_TABLES]):
            for other in tables[position + 1 : MOST_TABLES]:
                counts[one, other] += 1
    return [pair for pair, count in counts.items() if count >= AGREEING]


def _best_shift(one: Index, other: Index) -> list[Mention]:
    """The mentions that two tables share; where neither knows its year, for the years apart that agree best."""
    plain = _mentions(one, other, 0)
    if any(quantity.year != ANY_YEAR for index in (one, other) for quantity in index):
        return plain
    return max((_mentions(one, other, shift) for shift in SHIFTS), key=lambda found: sum(m.agrees for m in found))


def _mentions(one: Index, other: Index, shift: int) -> list[Mention]:
    found = []
    for quantity, figures in one.items():
        wanted = quantity._replace(offset=quantity.offset + shift) if shift else quantity
        for figure in other.get(wanted, ()):
            if factor(figure.unit, figures[0].unit) is not None:
                found.append(Mention(figures[0], figure, quantity.year != ANY_YEAR))
    return found


def _versions(one: Table, other: Table, shared: int, first: Index, second: Index) -> bool:
    """Whether two tables of different files state nearly the same quantities throughout."""
    return one.path != other.path and shared > VERSION * max(len(first), len(second))


def _weighed(one: Table, other: Table, mentions: list[Mention]) -> Shared | None:
    agreeing = [mention for mention in mentions if mention.agrees]
    gains = {abs(mention.first.value): _gain(mention) for mention in agreeing}
    decades = sum(gains.values())
    telling = sum(gain >= 1.5 for gain in gains.values())
    enough = len(agreeing) >= AGREEING and telling >= DISTINCT and decades >= DECADES
    if not enough or not _few_odd(mentions, len(agreeing)):
        return None
    titles = {title_subject(one.title), title_subject(other.title)}
    same = len(titles) == 1 and (one.path == other.path or titles != {""})
    return Shared(tuple(mentions), len(agreeing), decades, same)


def _gain(mention: Mention) -> float:
    """Decades that one agreement is worth: the places that both state."""
    size = abs(mention.first.value)
    width = max(mention.first.ulp, mention.second.ulp * (factor(mention.second.unit, mention.first.unit) or 1))
    return min(A_FIGURE, max(0.0, log10(size / width))) if size else 0.0


def mention_relations(shared: Shared) -> Iterator[Relation]:
    """The repeat of every quantity that two tables state."""
    first = shared.mentions[0]
    key = f"mentions:{_spot(first.first)}=={_spot(first.second)}"
    pattern = Pattern(key, shared.decades, len(shared.mentions), shared.agreeing, 0, False)
    for mention in shared.mentions:
        here = mention.first.place.path == mention.second.place.path
        sure = shared.same_title and (mention.identical or mention.dated) and (here or mention.slipped)
        basis = Basis.LABELLED if sure else Basis.INFERRED
        yield Relation(Kind.REPEAT, None, (Term(mention.first), Term(mention.second)), basis, pattern=pattern)


def _spot(figure: Figure) -> str:
    place = figure.place
    return f"{place.path}:{place.sheet or ''}:{place.cell}"
