"""Relations that hold one by one and cannot all hold together: an empty value in the network they make.

Only claims that could be errors if they were broken take part: declared ones, labelled ones, and patterns
that the numbers establish on every line. What shares a figure with a broken relation is left out, since
that is told already; so is a table that states less than it shows, or adds up only approximately. A true
value is never dropped, so that a correct report is never accused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.figures import Figure, Place
from checker.judge import APPROXIMATE, ONLY_CLOSE
from checker.network import Network
from checker.relations import Basis, Judgement, Kind, Relation, Verdict

SINGLE = frozenset({Kind.POSSIBLE, Kind.UNIT, Kind.LIST, Kind.FORMULA})  # nothing follows for other relations
QUOTIENTS = frozenset({Kind.SHARE, Kind.RATE, Kind.PER_HEAD, Kind.RATIO, Kind.GROWTH})
RATES = frozenset({Kind.RATE, Kind.PER_HEAD, Kind.RATIO, Kind.GROWTH})
MOST_RELATIONS = 5000  # of a block that is contracted
MOST_INVOLVED = 60  # relations that a smallest contradiction is sought in
FEW_BROKEN = Fraction(1, 5)  # of the lines of a pattern that words announce
STRONG, ENOUGH_HELD = 5.0, 3  # decades, and lines, of a pattern that words do not announce


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Relations that hold one by one and not together; none can be spared. The first stands for them.

    `figure` is one that no value is left for.
    """

    judgements: tuple[Judgement, ...]
    figure: Figure


def _several_quotients(judgements: Sequence[Judgement]) -> set[Place]:
    """The figures that are a quotient of several pairs: two bases that fit are shown, and accuse nobody."""
    pairs: dict[Place, set[tuple[Place, ...]]] = {}
    for one in judgements:
        if one.relation.kind in QUOTIENTS and one.relation.result:
            operands = tuple(term.figure.place for term in one.relation.operands)
            pairs.setdefault(one.relation.result.place, set()).add(operands)
    return {place for place, several in pairs.items() if len(several) > 1}


def contract(judgements: Sequence[Judgement]) -> list[Contradiction]:
    """The contradictions of several held relations together, no two of which share a figure."""
    network = Network(relied_on(judgements))
    return [one for block in network.blocks() for one in _contradictions(network, block)]


def relied_on(judgements: Sequence[Judgement]) -> list[Judgement]:
    """The held relations that may be relied on and share no figure with one that does not hold."""
    members = [one for one in judgements if reliable(one)]
    doubtful = [one for one in judgements if one.verdict is Verdict.BROKEN or one.reason == ONLY_CLOSE]
    told = {figure.place for one in doubtful for figure in one.relation.figures}
    coarse = {_table_of(one) for one in judgements if one.relation.resolution or one.relation.note == APPROXIMATE}
    rates = {one.relation.result.place for one in members if one.relation.kind in RATES and one.relation.result}
    several = _several_quotients(judgements)
    return [
        one
        for one in members
        if not (one.relation.kind in QUOTIENTS and one.relation.result and one.relation.result.place in several)
        and not (coarse and _table_of(one) in coarse)
        and not (told and any(figure.place in told for figure in one.relation.figures))
        and not (rates and one.relation.kind is Kind.SUM and _adds(one.relation, rates))
    ]


def _table_of(judgement: Judgement) -> tuple[str, str | None, int | None]:
    place = judgement.relation.figures[0].place
    return place.path, place.sheet, place.table


def _adds(relation: Relation, rates: Collection[Place]) -> bool:
    """Whether a sum adds rates, which have no common base; that it holds is chance, or they are contributions."""
    return any(term.figure.place in rates for term in relation.operands)


def reliable(judgement: Judgement) -> bool:
    """Whether a held relation is certain enough, and simple enough, for others to follow from it."""
    relation = judgement.relation
    if judgement.verdict is not Verdict.HELD or relation.kind in SINGLE or relation.missing:
        return False
    if relation.basis is Basis.DECLARED:
        return True
    if relation.note == APPROXIMATE or (relation.kind is Kind.COMMON_BASE and relation.note != "shares"):
        return False
    if any(abs(term.weight) != 1 for term in relation.operands):
        return False  # a weight read off a report is rounded too
    return not _slack(relation) and _established(relation)


def _slack(relation: Relation) -> bool:
    """Whether a limit is far from what it limits, so that nothing follows from it."""
    if relation.kind is not Kind.BOUND or relation.policy != "nearest" or relation.resolution:
        return False
    least, *others = (term.figure for term in relation.operands)
    if others:
        return least.unit == others[0].unit and bool(least.interval.high <= others[0].interval.low)
    limit = relation.constant
    return bool(limit and least.interval.high <= limit.high and least.interval.low >= limit.low)


def _established(relation: Relation) -> bool:
    """Whether somebody declared it, or words say so and most lines agree, or all lines of a strong pattern do."""
    pattern = relation.pattern
    if relation.declaration is not None:
        return True
    if relation.basis is Basis.LABELLED:
        return pattern is None or pattern.lines - pattern.held <= FEW_BROKEN * pattern.lines
    if pattern is None or relation.kind is Kind.REPEAT:
        return False
    return pattern.strength >= STRONG and pattern.lines == pattern.held >= ENOUGH_HELD


def _contradictions(network: Network, block: Collection[int]) -> Iterator[Contradiction]:
    """One contradiction after the other, each without the relations that touch those before."""
    members = set(block)
    while 2 <= len(members) <= MOST_RELATIONS:
        state = network.contracted(members)
        if state.emptied is None:
            return
        involved = network.involved(state)
        smallest = _smallest(network, involved) if len(involved) <= MOST_INVOLVED else []
        if len(smallest) > 1:
            figure = network.figures[state.emptied]
            yield Contradiction(_told_first(network, smallest, figure), figure)
        members -= network.around(smallest or involved)


def _smallest(network: Network, involved: Sequence[int]) -> list[int]:
    """The relations left when every one that can be spared is; none if those involved do not suffice."""
    if network.contracted(involved).emptied is None:
        return []
    kept = list(involved)
    for index in involved:
        fewer = [other for other in kept if other != index]
        if network.contracted(fewer).emptied is not None:
            kept = fewer
    return kept


def _told_first(network: Network, indexes: Sequence[int], figure: Figure) -> tuple[Judgement, ...]:
    """The relations, first the one with the figure as its result, then those with most figures."""

    def standing(judgement: Judgement) -> tuple[bool, int]:
        result = judgement.relation.result
        return result is None or result.place != figure.place, -len(judgement.relation.figures)

    return tuple(sorted((network.judgements[index] for index in indexes), key=standing))
