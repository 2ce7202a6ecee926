"""Frames of quotients: per head, per school, per day; totals and their per-head figures that imply one head count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.figures import NO_UNIT, Figure
from checker.intervals import Interval
from checker.lexicon.spoken_quotients import OF_MEANS, SURVEYED
from checker.prose.clues import alike
from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Frame, Scene
from checker.prose.head_groups import group_of, told_group, topic
from checker.prose.quantities import counted
from checker.prose.years import yearly
from checker.relations import Basis, Kind, Relation, Term

WINDOW = 28
TOLD, CHANCE = 0.6, 0.3
LEAST_HEADS = 10
LEAST_NAME, FAR = 2, 5  # characters, sentences
NEAR_MEAN = 0.01  # what the mean population of a year is off that of its end
_HEADS = {
    "人": ("person", "persontime"), "生": ("person",), "师": ("person",), "户": ("household",),
    "校": ("place", "any"), "所": ("place", "any"), "家": ("place", "any"),
    "班": ("animal", "any"), "亩": ("measure:area",), "村": ("any", "place"),
}  # fmt: skip


def quotient_frames(scene: Scene) -> Iterator[Frame]:
    """Every figure per head with its numerator and denominator, and what several of them imply together."""
    pairs: dict[str, list[tuple[int, int]]] = {}
    for index in range(len(scene.figures)):
        if _is_mean(scene, index):
            frame = _quotient(scene, index)
            if frame is not None:
                yield frame
            head = _head(scene, index)
            numerator = _numerator(scene, index) if head else None
            if numerator is not None:
                pairs.setdefault(head, []).append((numerator, index))
    for head, found in pairs.items():
        for group in _together(scene, head, found):
            yield from _implied_heads(scene, group)


def _together(scene: Scene, head: str, pairs: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The pairs that could be per the same heads: told one after the other, of no two named groups."""
    group: list[tuple[int, int]] = []
    for pair in pairs:
        if group and not _same_heads(scene, head, group[-1][1], pair[1]):
            yield group
            group = []
        group.append(pair)
    yield group


def _same_heads(scene: Scene, head: str, one: int, other: int) -> bool:
    first, second = scene.figures[one], scene.figures[other]
    if first.part != second.part or second.block - first.block > 1:
        return False
    if head == "人" and first.sentence != second.sentence:
        return False
    named = {group for group in (group_of(scene, mean) for mean in (one, other)) if group}
    told = {group for group in (told_group(scene, mean) for mean in (one, other)) if group}
    return max(len(named), len(told)) < 2


def _is_mean(scene: Scene, index: int) -> bool:
    clue, figure = scene.clues[index], scene.figures[index]
    if not clue.per or clue.sign or scene.percent(index) or yearly(scene, index):
        return False
    return figure.family not in ("points", "kpoints")


def _head(scene: Scene, index: int) -> str:
    """What a Chinese quotient is per: 生, 人, 校; the character before 均 or after 每."""
    per = scene.clues[index].per
    if per.endswith("均") and len(per) == 2:
        return per[0]
    return per.rpartition("每")[2][-1:] if "每" in per else ""


def fits_quotient(scene: Scene, numerator: int, mean: int, divisor: float, slack: float) -> bool:
    """Whether a total over a divisor could be printed as the mean, by the approximate values."""
    if divisor <= slack or scene.slacks[numerator] == float("inf"):
        return False
    half = max(scene.slacks[mean], scene.ulps[mean] / 2) * (1 + 1e-9)
    value, loose = scene.values[numerator], scene.slacks[numerator]
    low, high = (value - loose) / (divisor + slack), (value + loose) / (divisor - slack)
    return low <= scene.values[mean] + half and high >= scene.values[mean] - half


def rounded(figure: Figure) -> Figure:
    """A quotient is rounded to its last printed place, even without decimals."""
    if not figure.exact:
        return figure
    return replace(figure, interval=Interval.around(figure.value, figure.ulp / 2))


def _numerators(scene: Scene, mean: int) -> list[int]:
    return [
        one for one in scene.near(mean, WINDOW, 0)
        if one != mean and scene.same_part(one, mean) and scene.comparable(one, mean) and not scene.change(one)
        and not scene.clues[one].per and scene.values[one] > scene.values[mean] and one < mean
    ]  # fmt: skip


def _denominators(scene: Scene, mean: int) -> list[int]:
    heads = _HEADS.get(_head(scene, mean), ())
    return [
        one for one in scene.near(mean, WINDOW, 4)
        if one != mean and scene.same_part(one, mean) and not scene.change(one) and not scene.percent(one)
        and counted(scene.figures[one].family) and scene.values[one] > 1
        and (not heads or scene.figures[one].family in heads)
    ]  # fmt: skip


def _quotient(scene: Scene, mean: int) -> Frame | None:
    """The nearest pair that gives the mean; none if none does."""
    best: tuple[float, int, int] | None = None
    numerators = [(one, scene.values[one], scene.slacks[one]) for one in _numerators(scene, mean)]
    half = 1.1 * max(scene.slacks[mean], scene.ulps[mean] / 2)
    least, most = scene.values[mean] - half, scene.values[mean] + half
    for denominator in _denominators(scene, mean) if numerators else ():
        divisor, slack = scene.values[denominator], scene.slacks[denominator]
        low, high = least * (divisor - slack), most * (divisor + slack)
        for numerator in [one for one, value, loose in numerators if value + loose >= low and value - loose <= high]:
            if numerator != denominator and fits_quotient(scene, numerator, mean, divisor, slack):
                distance = (
                    abs(mean - numerator)
                    + abs(mean - denominator)
                    - 4 * alike(scene.clues[numerator].label, scene.clues[mean].label)
                )
                if best is None or distance < best[0]:
                    best = (distance, numerator, denominator)
    if best is not None:
        return _credible(scene, mean, best[1], best[2])
    return _doubtful(scene, mean)


def _credible(scene: Scene, mean: int, numerator: int, denominator: int) -> Frame | None:
    """A pair that gives a mean: claimed where words hold it together, searched for where numbers alone hardly do."""
    near = scene.figures[numerator].sentence == scene.figures[mean].sentence
    subject = _subject(scene.clues[mean].label, scene.clues[mean].per)
    told = alike(subject, scene.clues[numerator].label) > 0 or (near and numerator == mean - 1)
    headed = _headed(scene, mean, denominator)
    width = 2 * max(scene.slacks[mean], scene.ulps[mean] / 2) / max(scene.values[mean], scene.ulps[mean])
    if (told and headed) or (width < CHANCE and (told or headed)):
        return quotient_frame(scene, mean, numerator, denominator, SUGGESTED)
    tries = len(_numerators(scene, mean)) * len(_denominators(scene, mean))
    if tries * width > CHANCE:
        return None
    return quotient_frame(scene, mean, numerator, denominator, SEARCHED).as_query()


def quotient_frame(scene: Scene, mean: int, numerator: int, denominator: int, firm: int) -> Frame:
    """The mean is numerator over denominator."""
    relation = Relation(
        Kind.PER_HEAD,
        rounded(scene.figures[mean].figure),
        (scene.term(numerator), scene.term(denominator)),
        Basis.LABELLED,
    )
    return Frame("per_head", relation, firm, (mean, numerator, denominator))


def _doubtful(scene: Scene, mean: int) -> Frame | None:
    """The pair the words give to a mean that no pair gives: subject and head both named."""
    pair = _named_pair(scene, mean)
    if pair is not None:
        return quotient_frame(scene, mean, *pair, DICTATED).as_query()
    numerator = _numerator(scene, mean)
    if numerator is None:
        return None
    label, denominators = scene.clues[mean].label, _denominators(scene, mean)
    named = [one for one in denominators if scene.figures[one].sentence == scene.figures[numerator].sentence]
    subject = _subject(label, scene.clues[mean].per)
    liked = [one for one in named if alike(scene.clues[one].label, subject) > 0] or named
    liked = [one for one in denominators if _headed(scene, mean, one)] or liked
    values = {scene.values[one] for one in liked}
    if len(values) != 1 and not liked:
        return None
    nearest = min(liked, key=lambda one: abs(one - numerator), default=None)
    if nearest is None or nearest == numerator or _of_a_mean(scene, label, mean, numerator, nearest):
        return None
    sure = alike(subject, scene.clues[numerator].label) > 0.9 and len(subject) > 2 and _only(scene, mean)
    frame = quotient_frame(scene, mean, numerator, nearest, DICTATED if sure else SUGGESTED).as_query()
    beside = nearest == numerator - 1 and scene.told_in[nearest] == scene.told_in[mean]
    told = numerator == mean - 1 and (beside or _only(scene, mean) or _headed(scene, mean, nearest))
    return replace(frame, limit=TOLD) if told else frame


def _named_pair(scene: Scene, mean: int) -> tuple[int, int] | None:
    """The one total and the one count that are called after the head or the group of a mean: 每个家庭户, 小学校均."""
    per = scene.clues[mean].per
    name = per.rpartition("每")[2].lstrip("一个户名所") if "每" in per else group_of(scene, mean)
    if len(name) < LEAST_NAME or not scene.passage.chinese:
        return None
    near = [one for one in _numerators(scene, mean) if scene.told_in[mean] - scene.told_in[one] <= FAR]
    totals = [one for one in near if name in scene.clues[one].label]
    totals = totals or [one for one in near if told_group(scene, one) == name]
    counts = [one for one in _denominators(scene, mean) if name in scene.clues[one].label]
    if any(len({scene.values[one] for one in found}) != 1 for found in (totals, counts)):
        return None
    return (totals[-1], counts[-1]) if scene.told_in[totals[-1]] == scene.told_in[counts[-1]] else None


def _of_a_mean(scene: Scene, label: str, mean: int, numerator: int, heads: int) -> bool:
    """Whether a figure per head is told to the mean population of a year, as GDP is, or found by asking some."""
    if SURVEYED.search(label):
        return True
    quotient = scene.values[numerator] / scene.values[heads]
    return abs(quotient - scene.values[mean]) < NEAR_MEAN * quotient and OF_MEANS.search(label) is not None


def _headed(scene: Scene, mean: int, denominator: int) -> bool:
    """Whether a number counts what the mean is per: 学生1,782人 for 生均, 1,250 teachers for per teacher."""
    head = _head(scene, mean)
    if head:
        return head in scene.clues[denominator].label
    noun = scene.clues[mean].per[:5].rstrip("sy")
    return len(noun) > 2 and scene.figures[denominator].tail.lstrip().lower().startswith(noun)


def _only(scene: Scene, mean: int) -> bool:
    """Whether there is one number that the mean can be taken over, however often it is told."""
    return len({scene.values[one] for one in _denominators(scene, mean)}) == 1


def _numerator(scene: Scene, mean: int) -> int | None:
    """The total a mean belongs to: named alike, or the one right before it."""
    label = _subject(scene.clues[mean].label, scene.clues[mean].per)
    totals = [one for one in _numerators(scene, mean) if scene.figures[mean].block - scene.figures[one].block <= 3]
    if not totals:
        return None
    scored = [(max(alike(label, scene.clues[one].label), 0.9 * alike(label, topic(scene, one))), one) for one in totals]
    best = max(score for score, _ in scored)
    if label and best >= 0.5:
        return max(one for score, one in scored if score == best)
    sentence = scene.figures[mean].sentence
    here = [one for one in totals if scene.figures[one].sentence == sentence]
    if len(here) == 1:
        return here[0]
    before = [one for one in totals if one == mean - 1]
    return before[0] if before and scene.figures[before[0]].sentence == scene.figures[mean].sentence else None


def _subject(label: str, per: str) -> str:
    return label.replace(per, "").strip("的为 ")


def _implied_heads(scene: Scene, pairs: list[tuple[int, int]]) -> Iterator[Frame]:
    """Totals and their per-head figures imply one head count."""
    unique = {mean: (total, mean) for total, mean in pairs if total != mean}
    found = [pair for pair in unique.values() if scene.values[pair[1]] > 0]
    found = [pair for pair in found if scene.figures[pair[0]].part == scene.figures[found[0][0]].part]
    totals = [total for total, _ in found]
    found = [pair for pair in found if totals.count(pair[0]) == 1 and _bounds(scene, pair)[1] >= LEAST_HEADS]
    moved = any(scene.clues[total].source or scene.clues[total].level for total, _ in found)
    if len(found) < 2 or moved:  # from 10 (1 each) to 20 (2 each): two times have two numbers of heads
        return
    agreeing = _agreeing(scene, found)
    if len(agreeing) >= 2:
        yield _base_frame(scene, agreeing)
        for pair in found:
            if pair not in agreeing:
                yield _base_frame(scene, [pair, agreeing[0]])
    else:
        yield _base_frame(scene, found[:2])


def _bounds(scene: Scene, pair: tuple[int, int]) -> tuple[float, float]:
    total, mean = pair
    half = max(scene.slacks[mean], scene.ulps[mean] / 2)
    low = (scene.values[total] - scene.slacks[total]) / (scene.values[mean] + half)
    high = (scene.values[total] + scene.slacks[total]) / max(scene.values[mean] - half, 1e-9)
    return low, high


def _agreeing(scene: Scene, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    best: list[tuple[int, int]] = []
    for pair in pairs:
        low = _bounds(scene, pair)[0]
        group = [one for one in pairs if _bounds(scene, one)[0] <= low <= _bounds(scene, one)[1]]
        if len(group) > len(best):
            best = group
    return best


def _base_frame(scene: Scene, pairs: list[tuple[int, int]]) -> Frame:
    operands: list[Term] = []
    about: list[int] = []
    for total, mean in pairs:
        operands += [
            Term(replace(scene.figures[total].figure, unit=NO_UNIT)),
            Term(replace(rounded(scene.figures[mean].figure), unit=NO_UNIT)),
        ]
        about += [mean, total]
    return Frame("base", Relation(Kind.COMMON_BASE, None, tuple(operands), Basis.LABELLED), SUGGESTED, tuple(about))
