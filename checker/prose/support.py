"""A wide search for relations that hold: it ticks figures off and acquits them, and never accuses."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from checker.prose.clues import alike
from checker.prose.frames import SEARCHED, Frame, Scene
from checker.prose.implied_rates import implied_rates
from checker.prose.quantities import comparable, counted
from checker.prose.quotients import rounded
from checker.prose.signed_sums import balances, signed_sums
from checker.prose.sums import is_level
from checker.prose.wide_sums import wide_sums
from checker.relations import Basis, Kind, Relation

WINDOW = 14
CHANCE = 0.1
MEAN_CHANCE = 0.3
FAR = 4  # sentences
LIKE = 0.8
SHARES = ("percent", "permille")
_MEANS = ("均", "每", "mean", "averag", "per", "each", "apiece")  # one of them in all that tells a mean
_MEAN = re.compile(r"\b(?:mean|averag\w+|per|each|apiece)\b")


def support_frames(scene: Scene, explained: set[int]) -> Iterator[Frame]:
    """What the numbers say of the figures that no frame has explained, and of those far apart."""
    rows = Rows(scene)
    called = scene.passage.sentences_with(_MEANS)
    for index in range(len(scene.figures)):
        if index in explained or scene.slacks[index] == float("inf"):
            continue
        if scene.families[index] in SHARES:
            frame = _share(scene, index) or _far(scene, index)
        else:
            told = scene.told_in[index] in called or (index > 0 and scene.told_in[index - 1] in called)
            frame = _difference(scene, index, rows) or (_mean(scene, index) if told else None)
        if frame is not None and frame.holds:
            yield frame
    for search in (signed_sums, balances, wide_sums, implied_rates, _same_growth):
        yield from (frame for frame in search(scene) if frame.holds)


def _levels(scene: Scene, index: int, before: int = WINDOW, after: int = 6) -> list[int]:
    part, able, parts = scene.parts[index], scene.measurable, scene.parts
    return [one for one in scene.near(index, before, after) if able[one] and one != index and parts[one] == part]


def _share(scene: Scene, index: int) -> Frame | None:
    """A percentage that is a quotient of two figures nearby, or a growth from one to the other."""
    figure = scene.figures[index]
    if figure.family not in ("percent", "permille") or scene.values[index] <= 0 or scene.values[index] == 100:
        return None
    factor = 100 if figure.family == "percent" else 1000
    value, slack, sign = scene.values[index], scene.slacks[index], scene.clues[index].sign
    relative = 2 * slack / max(value, 1e-9)
    known = [
        (one, scene.values[one], scene.slacks[one] / scene.values[one], scene.figures[one].family)
        for one in _levels(scene, index)
    ]
    hits = []
    for place, other in _quotients(known, value, slack, factor, sign):
        (part, small, loose, family), (whole, large, wide, kind) = known[place], known[other]
        if place == other or (small > large and not sign) or not comparable(family, kind):
            continue
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
    if _tries(known, sign) * relative > (5 * CHANCE if same and len(hits) == 1 else CHANCE):
        return None
    if kind is Kind.GROWTH:
        operands = (scene.term(whole), scene.term(part))
        factor *= scene.clues[index].sign
    else:
        operands = (scene.term(part), scene.term(whole))
    relation = Relation(kind, figure.figure, operands, Basis.INFERRED, Fraction(factor))
    return Frame("share" if kind is Kind.SHARE else "growth", relation, SEARCHED, (index, part, whole))


Level = tuple[int, float, float, str]  # a figure, its value, its relative half width, the family of its unit


def _quotients(
    known: list[Level], value: float, slack: float, factor: int, sign: int
) -> list[tuple[int, int]]:  # fmt: skip
    """Which levels over which others could be a share of so much, or a growth: found by size, told in order."""
    order = sorted((size, place) for place, (_, size, _, _) in enumerate(known))
    sizes = [size for size, _ in order]
    widest = max((loose for _, _, loose, _ in known), default=0.0)
    found: set[tuple[int, int]] = set()
    for other, (_, large, wide, _) in enumerate(known):
        for goal in (value, factor + sign * value) if sign else (value,):
            low, rest = (goal - slack) / (1 + widest + wide), 1 - widest - wide
            least, most = low * large / factor, (goal + slack) / rest * large / factor if rest > 0 else float("inf")
            first, last = bisect_left(sizes, least * (1 - 1e-9)), bisect_right(sizes, most * (1 + 1e-9))
            found.update((place, other) for _, place in order[first:last])
    return sorted(found)


def _tries(known: list[Level], sign: int) -> int:
    """How many quotients of levels could have been the one that was found."""
    return sum(
        part != whole and (small <= large or bool(sign)) and comparable(family, kind)
        for part, small, _, family in known
        for whole, large, _, kind in known
    )


def _far(scene: Scene, index: int) -> Frame | None:
    """A percentage said of the level right before it, with the other level farther off than the window."""
    part = index - 1
    if (
        scene.figures[index].family != "percent"
        or part < 0
        or scene.figures[part].sentence != scene.figures[index].sentence
    ):
        return None
    sign, small, value = scene.clues[index].sign, scene.values[part], scene.values[index]
    if not is_level(scene, part) or scene.figures[part].figure.soft or small <= 0 or value <= 0:
        return None
    if 2 * scene.slacks[index] > CHANCE * value:
        return None
    levels = [one for one in _column(scene, part) if sign or scene.values[one] > small]
    tries = len({scene.values[one] for one in levels})
    if tries * 2 * scene.slacks[index] > CHANCE * value:
        return None
    for whole in levels:
        quotient = 100 * small / scene.values[whole]
        loose = scene.slacks[index] + quotient * (
            scene.slacks[part] / small + scene.slacks[whole] / scene.values[whole]
        )
        computed = sign * (quotient - 100) if sign else quotient
        if abs(computed - value) <= loose:
            operands = (scene.term(whole), scene.term(part)) if sign else (scene.term(part), scene.term(whole))
            kind = Kind.GROWTH if sign else Kind.SHARE
            relation = Relation(
                kind, scene.figures[index].figure, operands, Basis.INFERRED, Fraction(100 * (sign or 1))
            )
            return Frame("growth" if sign else "share", relation, SEARCHED, (index, part, whole))
    return None


def _column(scene: Scene, part: int) -> list[int]:
    """The levels of the unit of a figure around it, the nearest first; those told as a base as well."""
    family, near, found = scene.families[part], scene.near(part, 5 * WINDOW, WINDOW), []
    for distance in range(1, 5 * WINDOW + 1):
        for one in (part - distance, part + distance):
            alike = one in near and scene.families[one] == family and scene.same_part(one, part)
            if alike and not scene.clues[one].sign and not scene.figures[one].figure.soft and scene.values[one] > 0:
                found.append(one)
        if len(found) >= WINDOW:
            break
    return found[:WINDOW]


class Row(NamedTuple):
    """Figures that can be set against each other: their indices in order, values, and how many before are rounded."""

    indices: list[int]
    values: list[float]
    rounded: list[int]

    def near(self, index: int, before: int, after: int) -> slice:
        """The places of those around a figure."""
        return slice(bisect_left(self.indices, index - before), bisect_right(self.indices, index + after))


class Rows:
    """The figures that those of a family can be set against, without those that are only about right."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.families: dict[str, list[int]] = {}
        self.known: dict[str, Row] = {}
        for index, (soft, family) in enumerate(zip(scene.soft, scene.families, strict=True)):
            if not soft:
                self.families.setdefault(family, []).append(index)

    def of(self, family: str) -> Row:
        """The row for a family: of the shares for a change in points, else of what can be compared with it."""
        if family not in self.known:
            self.known[family] = self._row(family)
        return self.known[family]

    def _row(self, family: str) -> Row:
        points = family in ("points", "kpoints")
        alike = [one for one in self.families if (one in SHARES) is points and (points or comparable(one, family))]
        indices = sorted(index for one in alike for index in self.families[one])
        rounded = accumulate((self.scene.slacks[one] > 0 for one in indices), initial=0)
        return Row(indices, [self.scene.values[one] for one in indices], list(rounded))


def _difference(scene: Scene, index: int, rows: Rows) -> Frame | None:
    """A figure that is the difference of two others nearby, in the same or the next sentence."""
    figure = scene.figures[index]
    points = figure.family in ("points", "kpoints")
    if not points and not (counted(figure.family) or figure.family.startswith("money")):
        return None
    value, slack, ulp = scene.values[index], scene.slacks[index], scene.ulps[index]
    row = rows.of(figure.family)
    near = row.near(index, 10, 6)
    if not slack and row.rounded[near.start] == row.rounded[near.stop]:  # whole numbers: looked up first
        sizes = row.values[near]
        if set(sizes).isdisjoint([size - value for size in sizes]):
            return None
    sentence, part, far = figure.sentence, scene.parts[index], FAR if points else 1
    around = [
        one for one in row.indices[near]
        if -far <= scene.told_in[one] - sentence <= far and one != index and scene.parts[one] == part
    ]  # fmt: skip
    for more, less in _apart(scene, around, value, slack):
        if points and not _of_one_thing(scene, index, more, less):
            continue
        loose = slack + scene.slacks[more] + scene.slacks[less]
        chance = len(around) ** 2 / 2 * (2 * loose + ulp) / max(scene.values[more], 1)
        if chance <= (0.5 if points else CHANCE):
            operands = (scene.term(more), scene.term(less, -1))
            relation = Relation(Kind.DIFFERENCE, figure.figure, operands, Basis.INFERRED)
            return Frame("change", relation, SEARCHED, (index, more, less))
    return None


def _apart(scene: Scene, around: list[int], value: float, slack: float) -> Iterator[tuple[int, int]]:
    """Which figures are so far above which others, in order."""
    known = sorted([(scene.values[one], one) for one in around])
    widest = max([scene.slacks[one] for one in around], default=0.0)
    for more in around:
        large, room = scene.values[more], slack + scene.slacks[more]
        wide = room + widest + 2e-9
        first, last = (
            bisect_left(known, (large - value - wide,)),
            bisect_right(known, (large - value + wide, len(scene.figures))),
        )
        for less in sorted([one for _, one in known[first:last]]):
            small = scene.values[less]
            if small < large and abs(large - small - value) <= room + scene.slacks[less] + 1e-9:
                yield more, less


def _of_one_thing(scene: Scene, change: int, one: int, other: int) -> bool:
    """Whether two percentages near a change in points can be compared: next to it, or called the same."""
    sentence = scene.figures[change].sentence
    near = all(abs(scene.figures[each].sentence - sentence) <= 1 for each in (one, other))
    return near or alike(scene.clues[one].label, scene.clues[other].label) >= LIKE


def _mean(scene: Scene, index: int) -> Frame | None:
    """A figure called mean or average that is one figure nearby over another."""
    figure = scene.figures[index]
    if scene.percent(index) or scene.change(index) or not _called_mean(_words(scene, index).lower()):
        return None
    value, slack = scene.values[index], scene.slacks[index] or scene.ulps[index] / 2
    if value <= 0:
        return None
    levels = _levels(scene, index, 2 * WINDOW)
    totals = [one for one in levels if scene.comparable(one, index) and scene.values[one] > value]
    heads = [one for one in levels if counted(scene.figures[one].family) and scene.values[one] > 1]
    hits = []
    known = sorted([(scene.values[head], scene.slacks[head] / scene.values[head], head) for head in heads])
    widest = max([wide for _, wide, _ in known], default=0.0)
    for total in totals:
        amount, small = scene.values[total], scene.slacks[total] / scene.values[total]
        most, rest = amount * (1 + small + widest) / max(value - slack, 1e-9), 1 - small - widest
        least = amount * rest / (value + slack)
        first, last = bisect_left(known, (least * (1 - 1e-9),)), bisect_right(known, (most * (1 + 1e-9), 2.0))
        for number, wide, head in known[first:last]:
            quotient = amount / number
            if abs(quotient - value) <= slack + quotient * (small + wide) and total != head:
                hits.append((total, head, small + wide))
    if not hits:
        return None
    total, head, loose = min(sorted(hits), key=lambda hit: abs(hit[0] - index) + abs(hit[1] - index))
    distinct = len({scene.values[one] for one in totals}) * len({scene.values[one] for one in heads})
    if distinct * (2 * slack / value + 2 * loose) > MEAN_CHANCE:
        return None
    operands = (scene.term(total), scene.term(head))
    relation = Relation(Kind.PER_HEAD, rounded(figure.figure), operands, Basis.INFERRED)
    return Frame("per_head", relation, SEARCHED, (index, total, head))


def _called_mean(words: str) -> bool:
    if "均" in words or "每" in words:
        return True
    return any(mark in words for mark in ("mean", "averag", "per", "each", "apiece")) and bool(_MEAN.search(words))


def _words(scene: Scene, index: int) -> str:
    """What stands before a figure; what it rose to is told of what it rose from."""
    said = scene.figures[index].lead[-40:] + scene.clues[index].per
    if index and scene.clues[index].level and scene.clues[index - 1].source:
        return scene.figures[index - 1].lead[-40:] + said
    return said


def _same_growth(scene: Scene) -> Iterator[Frame]:
    """Levels moved from one to another without a rate of their own, at a rate told nearby: means and their totals."""
    for old in range(len(scene.figures) - 1):
        new = old + 1
        if not (scene.clues[old].source and scene.clues[new].level) or scene.values[old] <= 0:
            continue
        if scene.percent(old) or not scene.comparable(old, new) or _rated(scene, new):
            continue
        rates = [one for one in scene.near(old, 8, 8) if scene.percent(one) and scene.clues[one].sign]
        for rate in rates:
            sign = scene.clues[rate].sign
            quotient = scene.values[new] / scene.values[old]
            loose = scene.slacks[new] / scene.values[new] + scene.slacks[old] / scene.values[old] if quotient else 0
            slack = scene.slacks[rate] + 100 * quotient * loose
            gap = abs(100 * sign * (quotient - 1) - scene.values[rate])
            if gap <= slack and len(rates) * 2 * scene.slacks[rate] < CHANCE * scene.values[rate]:
                operands = (scene.term(old), scene.term(new))
                factor = Fraction(100 * sign)
                relation = Relation(Kind.GROWTH, scene.figures[rate].figure, operands, Basis.INFERRED, factor)
                yield Frame("growth", relation, SEARCHED, (rate, new, old))
                break


def _rated(scene: Scene, new: int) -> bool:
    """Whether a rate of growth follows right after a level."""
    after = new + 1
    if after >= len(scene.figures) or scene.figures[after].sentence != scene.figures[new].sentence:
        return False
    return scene.percent(after) and bool(scene.clues[after].sign)
