"""Items with a share, gathered into runs, and the whole they are shares of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from checker.figures import Figure
from checker.prose.clues import alike
from checker.prose.frames import Scene
from checker.prose.quantities import counted

_LINK = re.compile(r"占|为|是|相当于|完成|达到?")
_UNIT = re.compile(r"[^\d\s.,万亿千百]+$")
LONGEST_NAME = 8  # of a part that a share names again
MOST_ITEMS = 100  # of one run
BEFORE, AFTER, FAR = 16, 6, 120


@dataclass(frozen=True, slots=True)
class Item:
    """A share, and the part it is said of (None where the text gives only the share)."""

    share: int
    part: int | None
    whole: str
    nested: bool
    inside: int | None = None  # the whole that stands right before the share


@dataclass(slots=True)
class Run:
    """Shares that follow one another and say the same of their whole."""

    items: list[Item] = field(default_factory=list)

    @property
    def whole(self) -> str:
        return next((item.whole for item in self.items if item.whole), "")

    @property
    def parts(self) -> list[int]:
        return [item.part for item in self.items if item.part is not None]

    @property
    def outer(self) -> list[Item]:
        return [item for item in self.items if not item.nested]


def items_of(scene: Scene) -> list[Item]:
    """Every share of a passage with its part; found once."""
    if scene.items is None:
        scene.items = list(_items(scene))
    return scene.items


def _items(scene: Scene) -> Iterator[Item]:
    for indices in scene.sentences:
        listed = _listed_shares(scene, indices)
        for place, index in enumerate(indices):
            if index in listed:
                part = listed[index]
                yield Item(index, part, scene.clues[index].whole, _nested(scene, part, index))
                continue
            if _is_share(scene, indices, place):
                inside = indices[place - 1] if scene.clues[index].inside and place else None
                part = _inner_part(scene, indices, place) if inside is not None else _part(scene, indices, place)
                yield Item(index, part, scene.clues[index].whole, _nested(scene, part, index), inside)


def _is_share(scene: Scene, indices: list[int], place: int) -> bool:
    index = indices[place]
    clue, figure = scene.clues[index], scene.figures[index]
    if clue.sign or clue.base or clue.level:
        return False
    if clue.share and (scene.percent(index) or (figure.family == "" and (clue.whole or clue.joined))):
        return True
    if not place or figure.family != "percent" or not clue.depth or figure.figure.soft:
        return False
    before = indices[place - 1]
    return (
        figure.lead.strip() in ("(", "(约", "(占", "(占比")
        and scene.clues[before].depth < clue.depth
        and _countable(scene, before)
    )


def _countable(scene: Scene, index: int) -> bool:
    family = scene.figures[index].family
    return (
        counted(family) or family in ("", "any", "count") or family.startswith(("money", "measure"))
    ) and not scene.change(index)


def _part(scene: Scene, indices: list[int], place: int) -> int | None:
    """The figure a share is said of: the level right before it, changes and other shares passed over."""
    index = indices[place]
    clue = scene.clues[index]
    if not clue.joined and scene.figures[index].lead.strip() not in ("(", "(约", "(占", "(占比"):
        return _part_by_name(scene, indices, place)
    for before in reversed(indices[max(0, place - MOST_ITEMS) : place]):
        if scene.percent(before) or scene.change(before) or scene.clues[before].base:
            continue
        return before if _countable(scene, before) else None
    return None


def _part_by_name(scene: Scene, indices: list[int], place: int) -> int | None:
    """The level of a sentence that a share names again: 完成税收a万元, …, 税收占b%; 起火a起, 亡c人, 起数占b%."""
    subject, said, _ = scene.clues[indices[place]].label.partition("占")
    if not said or not 1 < len(subject) <= LONGEST_NAME:
        return None
    name = subject.removesuffix("数").removesuffix("人")
    for before in reversed(indices[max(0, place - MOST_ITEMS) : place]):
        if scene.percent(before) or not _countable(scene, before):
            continue
        figure, label = scene.figures[before], scene.clues[before].label
        unit = _UNIT.search(figure.figure.text)
        counts = unit is not None and unit[0] in subject
        if (name == unit[0] if unit else False) or (label and (name in label or (counts and name == label[-1:]))):
            return before
    return None


def _inner_part(scene: Scene, indices: list[int], place: int) -> int | None:
    """The part of a share whose whole stands right before it: 甲30人，占总数100人的30%; 甲在乙100里占5%."""
    whole = indices[place - 1]
    if scene.figures[indices[place]].lead.strip().startswith("的"):
        before = indices[place - 2] if place > 1 else None
        linked = _LINK.search(scene.figures[whole].lead)
        if before is None or not linked or not _countable(scene, before) or not scene.comparable(before, whole):
            return None
        return before
    return _labelled_part(scene, whole)


def _labelled_part(scene: Scene, whole: int) -> int | None:
    """The part of 甲在乙100里占5%: the figure before that is called 甲."""
    label, at, _ = scene.clues[whole].label.partition("在")
    if at and not label and whole and scene.figures[whole - 1].sentence == scene.figures[whole].sentence:
        return whole - 1 if _countable(scene, whole - 1) and scene.comparable(whole - 1, whole) else None
    best: tuple[float, int] | None = None
    for index in scene.near(whole, 10, 0):
        if (
            index < whole
            and _countable(scene, index)
            and scene.comparable(index, whole)
            and scene.same_part(index, whole)
        ):
            score = alike(label, _wider_label(scene, index))
            if score > 0.5 and (best is None or score >= best[0]):
                best = (score, index)
    return best[1] if best else None


def _wider_label(scene: Scene, index: int) -> str:
    return scene.figures[index].lead[-60:]


def _nested(scene: Scene, part: int | None, share: int) -> bool:
    return scene.clues[part if part is not None else share].of_which


def _listed_shares(scene: Scene, indices: list[int]) -> dict[int, int | None]:
    """Shares told together: 甲乙分别为3人和5人，分别占37.5%和62.5%; each with its part in the same order."""
    found: dict[int, int | None] = {}
    for place, index in enumerate(indices):
        if not (scene.percent(index) and scene.clues[index].share and not scene.clues[index].sign):
            continue
        run = [index]
        for after in indices[place + 1 : place + MOST_ITEMS]:
            if not (scene.percent(after) and scene.clues[after].listed):
                break
            run.append(after)
        if len(run) < 2:
            continue
        near = indices[max(0, place - MOST_ITEMS) : place]
        before = [one for one in near if not scene.percent(one)][-len(run) :]
        paired = len(before) == len(run) and all(_countable(scene, one) for one in before) and scene.clues[index].joined
        found.update(zip(run, before if paired else [None] * len(run), strict=True))
    return found


def runs_of(scene: Scene) -> list[Run]:
    """The shares of a passage, in runs: one document, no long gap, no other whole named; found once."""
    if scene.runs is None:
        scene.runs = _runs(scene)
    return scene.runs


def _runs(scene: Scene) -> list[Run]:
    runs: list[Run] = []
    for item in items_of(scene):
        last = runs[-1].items[-1] if runs else None
        if last is None or not _goes_on(scene, runs[-1], last, item):
            runs.append(Run())
        runs[-1].items.append(item)
    runs = [part for run in runs for part in _by_sentence(scene, run)]
    for run in runs:
        if run.items[0].nested:
            run.items[0] = replace(run.items[0], nested=False)
    return runs


def _by_sentence(scene: Scene, run: Run) -> list[Run]:
    """A run over several sentences, parted where each of them tells two shares or more."""
    groups: dict[int, list[Item]] = {}
    for item in run.items:
        groups.setdefault(scene.figures[item.share].sentence, []).append(item)
    if len(groups) < 2 or min(map(len, groups.values())) < 2:
        return [run]
    return [Run(items) for items in groups.values()]


def _goes_on(scene: Scene, run: Run, last: Item, item: Item) -> bool:
    here, there = scene.figures[item.share], scene.figures[last.share]
    if len(run.items) >= MOST_ITEMS:
        return False
    if here.part != there.part or item.share - last.share > 8 or (item.part is None) != (last.part is None):
        return False
    if item.inside is not None or last.inside is not None or here.family != there.family:
        return False
    if item.whole and run.whole and alike(item.whole, run.whole) < 0.6:
        return False
    if item.part is not None and last.part is not None and not scene.comparable(item.part, last.part):
        return False
    return here.block - there.block <= 2 and here.sentence - there.sentence <= 3


def fits(scene: Scene, part: int, share: int, whole: float, slack: float) -> bool:
    """Whether a share could be part over whole, by the approximate values (a shade wide, the judge decides)."""
    factor = 1000.0 if scene.figures[share].family == "permille" else 100.0
    low_whole, high_whole = whole - slack, whole + slack
    if low_whole <= 0 or slack == float("inf"):
        return False
    value, slack_part = scene.values[part], scene.slacks[part]
    low, high = factor * (value - slack_part) / high_whole, factor * (value + slack_part) / low_whole
    stated, slack_share = scene.values[share], scene.slacks[share]
    shade = 1e-9 * (abs(stated) + 1)
    return low <= stated + slack_share + shade and high >= stated - slack_share - shade


def anchors(scene: Scene, first: int) -> list[int]:
    """The totals told far above that later shares go back to: the first levels of a text, and those called total."""
    known = scene.anchors
    return known[bisect_left(known, first - FAR) : bisect_left(known, first - BEFORE)]


def candidates(scene: Scene, run: Run) -> list[int]:
    """The figures that could be the whole of a run: comparable with its parts, near, and not smaller."""
    parts = run.parts
    if not parts:
        return []
    first, last = min(parts), max(item.share for item in run.items)
    own = set(parts)
    found = []
    for index in (*anchors(scene, first), *scene.near(first, BEFORE, last - first + AFTER)):
        if index in own and not any(item.nested for item in run.items):
            continue
        if scene.percent(index) or scene.change(index) or scene.figures[index].figure.soft:
            continue
        if scene.same_part(index, first) and scene.comparable(index, first) and scene.values[index] > 0:
            found.append(index)
    return found


def total_of(scene: Scene, parts: Sequence[int]) -> Figure:
    """The sum of figures, that is not printed; placed where the last of them stands."""
    figures = [scene.figures[part].figure for part in parts]
    interval = figures[0].interval
    for figure in figures[1:]:
        interval = interval + figure.interval
    value = sum((figure.value for figure in figures), Fraction(0))
    last, text = figures[-1], " + ".join(figure.text for figure in figures)
    return Figure(text, value, last.ulp, interval, last.place, last.unit, soft=any(f.soft for f in figures))


def per_whole(scene: Scene, share: int) -> Fraction:
    """What the whole is in the unit of a share: 100 of a percentage, 1000 of a rate per thousand."""
    return Fraction(1000 if scene.figures[share].family == "permille" else 100)
