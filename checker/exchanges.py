"""Figures that changed places: two of one relation, or two of one column in two lines of a pattern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from checker.blocks import connected, touching, with_figures
from checker.figures import Figure
from checker.implied import Solver
from checker.judge import judge
from checker.relations import Judgement, Verdict

MOST_FIGURES = 12  # of a relation whose exchanges are tried
MOST_LINES = 30  # broken lines of a pattern whose exchanges are tried


Exchange = tuple[Judgement, tuple[Figure, Figure]]


def exchanged_figures(broken: Sequence[Judgement], held: Sequence[Judgement]) -> list[Exchange]:
    """Broken relations, each with two figures of its own that settle all their relations if they change places."""
    blocks = connected(broken)
    near = touching(held, blocks)
    return [pair for block, kept in zip(blocks, near, strict=True) for pair in _swaps(block, kept)]


def _swaps(block: Sequence[Judgement], kept: Sequence[Judgement]) -> Iterator[Exchange]:
    relations = [one.relation for one in (*block, *kept)]
    for one in block:
        figures = one.relation.figures
        for first, second in combinations(figures if len(figures) <= MOST_FIGURES else (), 2):
            if first.value == second.value:
                continue
            swap = {first.place: _as(first, second), second.place: _as(second, first)}
            if all(judge(with_figures(each, swap)).verdict is not Verdict.BROKEN for each in relations):
                yield one, (first, second)


def _as(figure: Figure, other: Figure) -> Figure:
    return replace(figure, value=other.value, ulp=other.ulp, interval=other.interval)


def exchanged_lines(broken: Sequence[Judgement]) -> list[tuple[Judgement, Judgement]]:
    """Pairs of broken lines of one pattern that both hold if the figures at one place are exchanged."""
    lines: dict[tuple[str, str | None, str, int], list[Judgement]] = {}
    for one in broken:
        if one.relation.pattern is not None:
            place = one.relation.figures[0].place
            key = (place.path, place.sheet, one.relation.pattern.key, len(one.relation.figures))
            lines.setdefault(key, []).append(one)
    groups = (group for group in lines.values() if len(group) <= MOST_LINES)
    return [pair for group in groups for pair in combinations(group, 2) if _both_hold(*pair)]


def _both_hold(one: Judgement, other: Judgement) -> bool:
    mine, theirs = Solver(one.relation), Solver(other.relation)
    for at, (figure, counterpart) in enumerate(zip(mine.figures, theirs.figures, strict=True)):
        fits = figure.place != counterpart.place and mine.implied(at).meets(counterpart.interval)
        if fits and theirs.implied(at).meets(figure.interval):
            return True
    return False
