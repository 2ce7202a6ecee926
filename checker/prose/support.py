"""A wide search for relations that hold: it ticks figures off and acquits them, and never accuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from checker.prose.frames import SEARCHED, Frame, Scene
from checker.prose.quantities import comparable, counted
from checker.prose.quotients import rounded
from checker.relations import Basis, Kind, Relation

WINDOW = 14
CHANCE = 0.1
MEAN_CHANCE = 0.3
LEAST_BALANCE = 600
_MEAN = re.compile(r"\b(?:mean|average|averag\w+|per|each|apiece)\b|均|每", re.IGNORECASE)


def support_frames(scene: Scene, explained: set[int], accused: list[tuple[int, ...]]) -> Iterator[Frame]:
    """A share, growth or difference for every figure that no frame has explained."""
    for index in range(len(scene.figures)):
        if index in explained or scene.slacks[index] == float("inf"):
            continue
        frame = _share(scene, index) or _difference(scene, index) or _mean(scene, index) or _balance(scene, index)
        if frame is not None and frame.holds:
            yield frame


def _levels(scene: Scene, index: int, before: int = WINDOW, after: int = 6) -> list[int]:
    return [
        one for one in scene.near(index, before, after)
        if one != index and not scene.percent(one) and scene.figures[one].family not in ("points", "kpoints")
        and not scene.figures[one].figure.soft and scene.values[one] > 0 and scene.same_part(one, index)
    ]  # fmt: skip


def _share(scene: Scene, index: int) -> Frame | None:
    """A percentage that is a quotient of two figures nearby, or a growth from one to the other."""
    figure = scene.figures[index]
    if figure.family not in ("percent", "permille") or scene.values[index] <= 0 or scene.values[index] == 100:
        return None
    factor = 100 if figure.family == "percent" else 1000
    levels = _levels(scene, index)
    relative = 2 * scene.slacks[index] / max(scene.values[index], 1e-9)
    hits = []
    tries = 0
    value, slack, sign = scene.values[index], scene.slacks[index], scene.clues[index].sign
    known = [
        (one, scene.values[one], scene.slacks[one] / scene.values[one], scene.figures[one].family) for one in levels
    ]
    for part, small, loose, family in known:
        for whole, large, wide, kind in known:
            if part == whole or (small > large and not sign) or (family != kind and not comparable(family, kind)):
                continue
            tries += 1
            quotient = factor * small / large
            allowed = slack + quotient * (loose + wide)
            if abs(quotient - value) <= allowed and quotient <= factor:
                hits.append((part, whole, Kind.SHARE))
            if sign and abs(sign * (quotient - factor) - value) <= allowed:
                hits.append((part, whole, Kind.GROWTH))
    if not hits:
        return None
    near = [hit for hit in hits if max(hit[0], hit[1]) <= index]
    part, whole, kind = min(near or hits, key=lambda hit: abs(hit[0] - index) + abs(hit[1] - index))
    same = scene.figures[part].sentence == scene.figures[index].sentence
    if tries * relative > (5 * CHANCE if same and len(hits) == 1 else CHANCE):
        return None
    if kind is Kind.GROWTH:
        operands = (scene.term(whole), scene.term(part))
        factor *= scene.clues[index].sign
    else:
        operands = (scene.term(part), scene.term(whole))
    relation = Relation(kind, figure.figure, operands, Basis.INFERRED, Fraction(factor))
    return Frame("share" if kind is Kind.SHARE else "growth", relation, SEARCHED, (index, part, whole))


def _difference(scene: Scene, index: int) -> Frame | None:
    """A figure that is the difference of two others nearby, in the same or the next sentence."""
    figure = scene.figures[index]
    points = figure.family in ("points", "kpoints")
    if not points and not (counted(figure.family) or figure.family.startswith("money")):
        return None
    wanted = ("percent", "permille") if points else None
    around = [
        one for one in scene.near(index, 10, 6)
        if one != index and scene.same_part(one, index) and not scene.figures[one].figure.soft
        and (scene.figures[one].family in wanted if wanted else scene.comparable(one, index) and not scene.percent(one))
        and abs(scene.figures[one].sentence - figure.sentence) <= 1
    ]  # fmt: skip
    tries = 0
    for more in around:
        for less in around:
            if more == less or scene.values[more] <= scene.values[less]:
                continue
            tries += 1
            slack = scene.slacks[index] + scene.slacks[more] + scene.slacks[less]
            if abs(scene.values[more] - scene.values[less] - scene.values[index]) > slack + 1e-9:
                continue
            chance = len(around) ** 2 / 2 * (2 * slack + float(figure.figure.ulp)) / max(scene.values[more], 1)
            if chance > (0.5 if points else CHANCE):
                continue
            operands = (scene.term(more), scene.term(less, -1))
            relation = Relation(Kind.DIFFERENCE, figure.figure, operands, Basis.INFERRED)
            return Frame("change", relation, SEARCHED, (index, more, less))
    return None


def _mean(scene: Scene, index: int) -> Frame | None:
    """A figure called mean or average that is one figure nearby over another."""
    figure = scene.figures[index]
    if not _MEAN.search(figure.lead[-40:] + scene.clues[index].per) or scene.percent(index) or scene.change(index):
        return None
    value, slack = scene.values[index], scene.slacks[index] or float(figure.figure.ulp) / 2
    levels = _levels(scene, index, 2 * WINDOW)
    totals = [one for one in levels if scene.comparable(one, index) and scene.values[one] > value]
    heads = [one for one in levels if counted(scene.figures[one].family) and scene.values[one] > 1]
    hits = []
    for total in totals:
        for head in heads:
            quotient = scene.values[total] / scene.values[head]
            loose = scene.slacks[total] / scene.values[total] + scene.slacks[head] / scene.values[head]
            if total != head and abs(quotient - value) <= slack + quotient * loose:
                hits.append((total, head, loose))
    if not hits:
        return None
    total, head, loose = min(hits, key=lambda hit: abs(hit[0] - index) + abs(hit[1] - index))
    distinct = len({scene.values[one] for one in totals}) * len({scene.values[one] for one in heads})
    if distinct * (2 * slack / value + 2 * loose) > MEAN_CHANCE:
        return None
    operands = (scene.term(total), scene.term(head))
    relation = Relation(Kind.PER_HEAD, rounded(figure.figure), operands, Basis.INFERRED)
    return Frame("per_head", relation, SEARCHED, (index, total, head))


def _balance(scene: Scene, index: int) -> Frame | None:
    """A level that is two levels before it less a third: what was left and what came, less what went."""
    figure = scene.figures[index]
    if not counted(figure.family) or scene.change(index) or scene.values[index] < LEAST_BALANCE:
        return None
    before = [
        one for one in scene.near(index, 8, 0)
        if one != index and scene.figures[one].family == figure.family and scene.same_part(one, index)
        and not scene.figures[one].figure.soft and not scene.clues[one].sign
    ]  # fmt: skip
    for one, other in combinations(before, 2):
        for less in before:
            if less in (one, other):
                continue
            gap = scene.values[one] + scene.values[other] - scene.values[less] - scene.values[index]
            slack = sum(scene.slacks[each] for each in (one, other, less, index))
            if abs(gap) > slack + 1e-9 or 60 * (2 * slack + float(figure.figure.ulp)) > CHANCE * scene.values[index]:
                continue
            operands = (scene.term(one), scene.term(other), scene.term(less, -1))
            relation = Relation(Kind.SUM, figure.figure, operands, Basis.INFERRED)
            return Frame("total", relation, SEARCHED, (index, one, other, less))
    return None
