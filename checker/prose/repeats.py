"""Frames of repeats: one quantity told twice, in a heading and below it, in a summary and in the body."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.intervals import Interval
from checker.prose.clues import alike
from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Frame, Scene, basis_of
from checker.prose.slips import number_text, one_key_values
from checker.prose.sums import told_in_digits
from checker.prose.titles import in_title, titles_recur
from checker.relations import Basis, Kind, Relation, Term

TELLING_DIGITS = 3
FAR_APART = 10
MOST_TWINS = 40
MOST_TOGETHER = 4
LEAST_LABEL = 2  # characters; shorter ones join figures (和, 为) and name nothing
_NOUN = re.compile(r"\s([A-Za-z]{4,})\b")
_ROUGHLY = re.compile(
    r"[,\s]*(?:or|i\.e\.,?|that is,?)\s(?:(?:about|around|roughly|some|nearly|almost|just over|just under)\s?)?"
    r"(?:[a-z-]{3,20} \()?$"
    r"|[,，(（]?(?:即|也就是|合)?(?:约|大约|将近)为?$",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"(?:\bthe|\bthese|\bthose|这|该|上述|前述)\s?$", re.IGNORECASE)
_WORD = re.compile(r"\w")
_MARKS = re.compile(r"[\s,，。;；:、()]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


_OF_IT = re.compile(r"\s?of (?:it|this|that|them|these|those)\b", re.IGNORECASE)


def repeat_frames(scene: Scene) -> Iterator[Frame]:
    """Figures told twice, and figures that were meant to be and differ by a keystroke."""
    for group in _twins(scene):
        for start in range(0, len(group), MOST_TOGETHER - 1):
            several = group[start : start + MOST_TOGETHER]
            if len(several) > 1:
                yield repeat_frame(scene, several, SEARCHED)
    yield from _near_twins(scene)
    yield from _odd_nouns(scene)
    yield from _spelled_out(scene)
    yield from _put_roughly(scene)


def repeat_frame(scene: Scene, indices: Sequence[int], firm: int) -> Frame:
    """Several figures are one quantity."""
    *others, last = indices
    operands = tuple(scene.term(one) for one in indices)
    relation = Relation(Kind.REPEAT, None, operands, basis_of(firm), note="repeat")
    return Frame("repeat", relation, firm, (last, *others))


def _twins(scene: Scene) -> Iterator[list[int]]:
    """The figures of one value and unit in several sentences: distinctive digits, or like labels."""
    groups: dict[tuple[int, float], list[int]] = defaultdict(list)
    times = Counter(scene.values)
    for index, (figure, value) in enumerate(zip(scene.figures, scene.values, strict=True)):
        if times[value] < 2 or value in (0, 100) or figure.figure.soft or figure.family in ("points", "kpoints"):
            continue
        if told_in_digits(scene, index):
            continue
        group = groups[figure.part, value]
        if not group:
            group.append(index)
        elif scene.figures[group[-1]].sentence != figure.sentence:
            if _told_again(scene, group[-1], index):
                group.append(index)
            else:
                yield group
                groups[figure.part, value] = [index]
    yield from groups.values()


def _told_again(scene: Scene, one: int, other: int) -> bool:
    if not _kin(scene, one, other):
        return False
    if len(scene.digits[other].rstrip("0")) >= TELLING_DIGITS:
        return True
    told_above = _is_told_above(scene, one, other) and len(scene.digits[other].rstrip("0")) > 1
    pointed = len(scene.digits[other]) > 1 and bool(_POINTS_BACK.search(scene.figures[other].lead))
    return told_above or pointed or like(scene, one, other) >= 0.5 or same_noun(scene, one, other)


def _odd_nouns(scene: Scene) -> Iterator[Frame]:
    """Three or more figures of the same words, all but one of one value."""
    groups: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    length = 6 if scene.passage.chinese else 20
    for index, figure in enumerate(scene.figures):
        noun = figure.tail[:length]
        if len(noun) == length and not figure.figure.soft and _WORD.match(noun.lstrip()):
            groups[figure.part, figure.family, noun].append(index)
    for indices in [one for one in groups.values() if len(one) > 2]:
        values = [scene.values[one] for one in indices]
        counts = Counter(values)
        usual = max(set(values), key=counts.__getitem__)
        others = [one for one in indices if scene.values[one] != usual]
        if counts[usual] < (2 if len(others) == 1 else 3) or len(others) >= counts[usual]:
            continue
        odd = [one for one in others if one_key_apart(scene, one, usual) and not scene.clues[one].of_which]
        if len(odd) == 1:
            yield repeat_frame(scene, [next(one for one in indices if scene.values[one] == usual), odd[0]], SUGGESTED)


def _spelled_out(scene: Scene) -> Iterator[Frame]:
    """A number in words and in digits, one in brackets after the other: twelve (12)."""
    for index in range(len(scene.figures) - 1):
        one, other = scene.figures[index], scene.figures[index + 1]
        if one.sentence != other.sentence or other.lead.strip() != "(" or not other.tail.lstrip().startswith(")"):
            continue
        if one.figure.text[:1].isdigit() != other.figure.text[:1].isdigit() and scene.comparable(index, index + 1):
            yield repeat_frame(scene, [index, index + 1], DICTATED)


def _put_roughly(scene: Scene) -> Iterator[Frame]:
    """A figure told again in round numbers: 16.8, or about 17; the rounder one is off by less than one of its units."""
    for index in range(len(scene.figures) - 1):
        if scene.told_in[index] != scene.told_in[index + 1] or scene.ulps[index + 1] <= scene.ulps[index]:
            continue
        one, other = scene.figures[index], scene.figures[index + 1]
        if one.figure.soft or not _ROUGHLY.match(other.lead) or not scene.comparable(index, index + 1):
            continue
        if not _of_one_size(scene, index, index + 1):
            continue
        rough = replace(other.figure, interval=Interval.around(other.figure.value, other.figure.ulp), soft=False)
        terms = (scene.term(index), Term(rough))
        relation = Relation(Kind.REPEAT, None, terms, Basis.LABELLED, note="repeat")
        yield Frame("repeat", relation, DICTATED, (index + 1, index))


def _of_one_size(scene: Scene, one: int, other: int) -> bool:
    """Whether two figures are near enough for one to tell the other roughly."""
    small, large = sorted((abs(scene.values[one]), abs(scene.values[other])))
    return large < FAR_APART * small


def _kin(scene: Scene, one: int, other: int) -> bool:
    left, right = scene.figures[one].family, scene.figures[other].family
    return left == right or (scene.comparable(one, other) and bool(left) and bool(right))


def like(scene: Scene, one: int, other: int) -> float:
    """How much the subjects of two figures say the same."""
    return max(alike(_named(scene, one), _named(scene, other)), 0.9 * alike(_around(scene, one), _around(scene, other)))


def _named(scene: Scene, index: int) -> str:
    """The label of a figure; nothing where it only joins the figure to the one before."""
    label = scene.clues[index].label
    return "" if len(label) < LEAST_LABEL else label


def same_noun(scene: Scene, one: int, other: int) -> bool:
    """Whether the same words follow both figures."""
    length = 5 if scene.passage.chinese else 14
    left, right = scene.figures[one].tail[:length], scene.figures[other].tail[:length]
    if left == right and len(left) == length and _WORD.match(left.lstrip()):
        return True
    nouns = [_NOUN.match(scene.figures[one].tail), _NOUN.match(scene.figures[other].tail)]
    return bool(nouns[0] and nouns[1] and nouns[0][1].lower() == nouns[1][1].lower())


def _around(scene: Scene, index: int) -> str:
    figure = scene.figures[index]
    if not scene.passage.chinese:
        return figure.lead[-30:] + figure.tail[:30]
    words = _MARKS.sub("", figure.lead[-14:] + figure.tail[:8])
    return words if len(words) > LEAST_LABEL else ""


def _near_twins(scene: Scene) -> Iterator[Frame]:
    """Two figures of one length and unit, one keystroke apart, told of the same subject in two places."""
    groups: dict[tuple[int, str, int, float], list[int]] = defaultdict(list)
    for index, figure in enumerate(scene.figures):
        length = len(scene.digits[index])
        if length > 1 and not figure.figure.soft and figure.family not in ("points", "kpoints"):
            groups[figure.part, figure.family, length, scene.ulps[index]].append(index)
    titled = {
        number + below
        for number in {figure.block for figure in scene.figures}
        if in_title(scene, number)
        for below in (0, 1, 2)
    }
    for indices in [one for one in groups.values() if len(one) > 1]:
        for one, other in _near_pairs(scene, indices, titled):
            if _meant_alike(scene, one, other, len(indices)):
                yield repeat_frame(scene, [one, other], SUGGESTED)


def _telling(scene: Scene, index: int, pool: int, titled: set[int]) -> bool:
    """Whether a figure of a pool tells enough to be known among others: it is long, or stands near a title."""
    telling = len(scene.digits[index].rstrip("0"))
    if scene.figures[index].block in titled:
        return telling > 1
    return telling >= TELLING_DIGITS and chance(telling, pool) < 1


def _near_pairs(scene: Scene, indices: list[int], titled: set[int]) -> Iterator[tuple[int, int]]:
    """The pairs of figures not far apart in a row whose digits one keystroke could have changed, in order.

    Every figure is looked up by what its digits and those of a figure one keystroke away have in common, so
    that no figure is compared with all others. Those that tell too little are left out.
    """
    left: dict[str, list[int]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for place, index in enumerate(indices):
        if not _telling(scene, index, len(indices), titled):
            continue
        digits = scene.digits[index]
        for key in keystrokes(digits):
            known = left[key]
            for before in reversed(known):
                if place - before >= MOST_TWINS:
                    break
                if scene.digits[indices[before]] != digits:
                    found.add((before, place))
            known.append(place)
        if not _by_its_digits(scene, index):
            around = range(max(0, place - MOST_TWINS + 1), min(len(indices), place + MOST_TWINS))
            found.update((min(place, one), max(place, one)) for one in around if one != place)
    return ((indices[before], indices[place]) for before, place in sorted(found))


def keystrokes(digits: str) -> list[str]:
    """What a number shares with those that differ in one digit, or in the order of two neighbours."""
    masked = [f"{digits[:at]}?{digits[at + 1 :]}" for at in range(len(digits))]
    swapped = []
    for at in range(len(digits) - 1):
        small, large = sorted(digits[at : at + 2])
        swapped.append(f"{digits[:at]}{small}~{large}{digits[at + 2 :]}")
    return masked + swapped


def _by_its_digits(scene: Scene, index: int) -> bool:
    """Whether the value of a figure is its printed digits times the unit of its last place; not so for 12万4千."""
    value = int(scene.digits[index]) * scene.ulps[index]
    return abs(value - abs(scene.values[index])) <= 1e-12 * value


def _meant_alike(scene: Scene, one: int, other: int, pool: int) -> bool:
    if scene.values[one] == scene.values[other] or scene.figures[one].sentence == scene.figures[other].sentence:
        return False
    digits, others = scene.digits[one], scene.digits[other]
    telling, heading = min(len(digits.rstrip("0")), len(others.rstrip("0"))), _is_told_above(scene, one, other)
    if telling < TELLING_DIGITS and not (telling > 1 and heading):
        return False
    if all(_YEAR.fullmatch(scene.figures[each].figure.text) for each in (one, other)):
        return False  # years that nothing marks as such
    if telling == TELLING_DIGITS and digits[:-1] == others[:-1] and not heading:
        return False  # a short figure told again a shade higher or lower is another time or place
    odds = chance(telling, pool)
    if (odds >= 1 and not heading) or not one_key_apart(scene, one, scene.values[other]):
        return False
    times, others_times = _times(scene, one), _times(scene, other)
    if times != others_times and times and others_times:
        return False
    if heading and titles_recur(scene):
        return True
    if _of_two_wholes(scene, one, other):
        return False
    if scene.change(one) or scene.change(other) or scene.clues[one].base or scene.clues[other].base:
        return False
    likeness = max(like(scene, one, other), 0.65 * same_noun(scene, one, other))
    if odds < 0.02 and (scene.clues[one].total or scene.clues[other].total):
        return True
    limit = 1.0 if likeness >= 0.75 else 0.3 if likeness >= 0.6 or heading else 0.02 if likeness >= 0.4 else 0.0
    return odds < limit


def _of_two_wholes(scene: Scene, one: int, other: int) -> bool:
    """Whether both are parts, or means, of what is told right before them, and that is not the same."""
    for index in (one, other):
        clue, figure = scene.clues[index], scene.figures[index]
        dependent = clue.of_which or clue.per or _OF_IT.match(figure.tail)
        if not dependent or not index or scene.figures[index - 1].sentence != figure.sentence:
            return False
    return scene.values[one - 1] != scene.values[other - 1]


def chance(telling: int, pool: int) -> float:
    """The odds that one of a pool of numbers is a keystroke away from another of so many telling digits by chance."""
    return float(pool * 10 * telling / 10 ** (telling - 1) / 9)


def _is_told_above(scene: Scene, one: int, other: int) -> bool:
    """Whether the first stands in the title of the section of the second."""
    first, second = scene.figures[one], scene.figures[other]
    return in_title(scene, first.block) and 0 < second.block - first.block <= 2 and not in_title(scene, second.block)


def _times(scene: Scene, index: int) -> tuple[str, ...]:
    """The years that the sentence names before and beside a figure."""
    figure = scene.figures[index]
    return tuple(_YEAR.findall(figure.lead + figure.tail[:12]))


def one_key_apart(scene: Scene, one: int, value: float) -> bool:
    """Whether one keystroke in a figure could have made it another value."""
    near = one_key_values(number_text(scene.figures[one].figure.text), scene.values[one])
    allowed = 1e-9 * abs(value)
    return bool([tried for tried in near if abs(tried - value) <= allowed])
