"""A search for rates that imply one population: 16.8 births and 5.6 deaths per thousand, with their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from checker.figures import NO_UNIT
from checker.prose.bases import rates_of
from checker.prose.frames import SEARCHED, Frame, Scene
from checker.prose.quantities import counted
from checker.prose.quotients import rounded
from checker.relations import Basis, Kind, Relation, Term

CHANCE = 0.15
LEAST = 30
BEFORE, MOST = 8, 3
MOST_RATES = 40
_RATE = re.compile(r"(?:率|\brate\)?)(?:\s?(?:of|was|is|stood at|为|是))?\s?$", re.IGNORECASE)


def implied_rates(scene: Scene) -> Iterator[Frame]:
    """Pairs of rates per so many whose numbers imply one base."""
    rates = sorted({index for index, _ in rates_of(scene)} | set(_named(scene)))[:MOST_RATES]
    numbers = {rate: [(one, *_ends(scene, one, rate)) for one in reversed(_numbers(scene, rate))] for rate in rates}
    for one, other in combinations(rates, 2):
        if scene.same_part(one, other) and scene.values[one] != scene.values[other]:
            found = _common(numbers[one], numbers[other])
            if found is not None:
                yield _frame(scene, ((found[0], one), (found[1], other)))


def _named(scene: Scene) -> Iterator[int]:
    for index, figure in enumerate(scene.figures):
        told = figure.family in ("", "count") and scene.ulps[index] < 1 and _RATE.search(figure.lead[-40:])
        if told or (figure.family == "permille" and not scene.clues[index].sign):
            yield index


def _numbers(scene: Scene, rate: int) -> list[int]:
    """The numbers that a rate could be of: the nearest before it, and those of its own unit."""
    levels = [
        one for one in scene.near(rate, BEFORE, 0)
        if one != rate and scene.same_part(one, rate) and counted(scene.figures[one].family)
        and not scene.clues[one].sign and not scene.clues[one].base and not scene.figures[one].figure.soft
        and scene.values[one] >= LEAST
    ]  # fmt: skip
    return levels[-MOST:]


def _common(numbers: list[tuple[int, float, float]], others: list[tuple[int, float, float]]) -> tuple[int, int] | None:
    """The first two of the numbers of two rates, each with the base it implies, whose bases meet hardly by chance."""
    tries = len(numbers) * len(others)
    for count, low, high in numbers:
        for number, low2, high2 in others:
            if low <= high2 and low2 <= high and count != number:
                width = (high - low) / high + (high2 - low2) / high2
                if tries * width < CHANCE:
                    return count, number
    return None


def _ends(scene: Scene, count: int, rate: int) -> tuple[float, float]:
    half = max(scene.slacks[rate], scene.ulps[rate] / 2)
    low = (scene.values[count] - scene.slacks[count]) / (scene.values[rate] + half)
    return low, (scene.values[count] + scene.slacks[count]) / max(scene.values[rate] - half, 1e-9)


def _frame(scene: Scene, pairs: tuple[tuple[int, int], ...]) -> Frame:
    operands: list[Term] = []
    about: list[int] = []
    for count, rate in pairs:
        figure, divided = scene.figures[count].figure, rounded(scene.figures[rate].figure)
        operands += [Term(replace(figure, unit=NO_UNIT)), Term(replace(divided, unit=NO_UNIT))]
        about += [rate, count]
    return Frame("base", Relation(Kind.COMMON_BASE, None, tuple(operands), Basis.INFERRED), SEARCHED, tuple(about))
