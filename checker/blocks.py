"""Relations that share figures: connected blocks of broken ones, the held ones beside them, and repairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.figures import Figure, Place
from checker.implied import Solver
from checker.intervals import Interval
from checker.relations import Judgement, Relation

Uses = dict[Place, list[tuple[int, int]]]


def connected(judgements: Sequence[Judgement]) -> list[list[Judgement]]:
    """The judgements in blocks that share figures, in order of their first."""
    parent = list(range(len(judgements)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    first: dict[Place, int] = {}
    for index, judgement in enumerate(judgements):
        for figure in judgement.relation.figures:
            other = root(first.setdefault(figure.place, index))
            mine = root(index)
            parent[max(other, mine)] = min(other, mine)
    blocks: dict[int, list[Judgement]] = {}
    for index, judgement in enumerate(judgements):
        blocks.setdefault(root(index), []).append(judgement)
    return list(blocks.values())


def touching(judgements: Iterable[Judgement], blocks: Sequence[Sequence[Judgement]]) -> list[list[Judgement]]:
    """For each block, no two of which share a figure, the judgements in which one of its figures takes part."""
    block_of = {
        figure.place: number
        for number, block in enumerate(blocks)
        for judgement in block
        for figure in judgement.relation.figures
    }
    spots = {(place.row, place.column, place.start) for place in block_of}
    near: list[list[Judgement]] = [[] for _ in blocks]
    for judgement in judgements:
        places = [figure.place for figure in judgement.relation.figures]
        there = [place for place in places if (place.row, place.column, place.start) in spots]
        for number in sorted({block_of[place] for place in there if place in block_of}):
            near[number].append(judgement)
    return near


def uses(solvers: Sequence[Solver], only: Mapping[Place, object] | None = None) -> Uses:
    """Where each figure stands: the relations it is in, and its place there."""
    found: Uses = {}
    for index, solver in enumerate(solvers):
        for at, figure in enumerate(solver.figures):
            if only is None or figure.place in only:
                found.setdefault(figure.place, []).append((index, at))
    return found


def with_figures(relation: Relation, changed: Mapping[Place, Figure]) -> Relation:
    """The relation with some figures replaced, by place."""
    result = relation.result and changed.get(relation.result.place, relation.result)
    terms = tuple(
        replace(term, figure=changed[term.figure.place]) if term.figure.place in changed else term
        for term in relation.operands
    )
    return replace(relation, result=result, operands=terms)


def with_value(figure: Figure, value: Fraction) -> Figure:
    """The figure as it would stand with another value, printed to the same place."""
    slack = Fraction(0) if figure.exact else figure.ulp / 2
    return replace(figure, value=value, interval=Interval.around(value, slack), soft=False, shown=None)
