"""Frames between files: one quantity told in the texts of two files, such as a summary and a report."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from checker.prose.crossing import agree
from checker.prose.frames import Scene
from checker.prose.repeats import MOST_TWINS, TELLING_DIGITS, chance, keystrokes, like, one_key_apart, same_noun
from checker.reading.passages import Passage
from checker.relations import Basis, Kind, Relation

AGREEING, SHARED, SURE = 2, 3, 4  # figures that agree, all that are shared, and those that make a difference an error
COPIED = 0.8  # of the sentences: more are equal in two versions of one report
ALIKE, MUCH_ALIKE = 0.5, 0.75
NAMED = 3  # characters; shorter names are not telling
NEAR = 0.1  # of the larger: how far figures of one name and year may be apart without a slip
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNTELLING = frozenset(
    ["the", "and", "was", "were", "had", "has", "have", "been", "are", "there", "with", "for", "its", "their"]
)
_EARLIER = re.compile(r"上年|去年|前年|同期|\b(?:last|previous|prior) year|\byear (?:before|earlier)", re.IGNORECASE)
_DIGITS = re.compile(r"[\d.,，]+")
_LIMITS = re.compile(
    r"\d+|[上下]半年|[一二三四]季度|\b(?:first|second|third|fourth|half|quarter|month)\b", re.IGNORECASE
)
_MARKS = re.compile(r"(?:19|20)\d\d年?|[\W_]+")
_YEAR_AFTER = re.compile(
    r"^(?:(?!\b(?:and|but|while|against|from|to|than)\b)[^,;.])*?\b(?:in|during|for) ((?:19|20)\d\d)\b"
)


@dataclass
class Telling:
    """The figures of one text that can be found again in another file, and what each is of."""

    passage: Passage

    @cached_property
    def sentences(self) -> frozenset[str]:
        """The sentences without their numbers, in which versions of a report and filled-in forms are the same."""
        text = self.passage.text
        return frozenset(_DIGITS.sub("#", text[one.start : one.end]).strip() for one in self.passage.sentences)

    @cached_property
    def figures(self) -> tuple[int, ...]:
        """The indices in the scene of levels with three digits or more."""
        scene = self.passage.scene
        return tuple(one for one in range(len(scene.figures)) if _is_level(scene, one))

    @cached_property
    def values(self) -> frozenset[float]:
        return frozenset(self.passage.scene.values[one] for one in self.figures)

    @cached_property
    def years(self) -> dict[int, list[tuple[int, str]]]:
        """The years and dates named in each sentence, with where they stand."""
        found: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for one in self.passage.mentions:
            if one.role in ("year", "date"):
                found[one.sentence].append((one.start, self.passage.text[one.start : one.end].rstrip("年")))
        return found

    @cached_property
    def usual_year(self) -> str:
        """The year that the text names most often."""
        counts = Counter(year for years in self.years.values() for _, year in years if _YEAR.fullmatch(year))
        return max(counts, key=lambda year: (counts[year], year), default="")

    def year(self, index: int) -> str:
        """The year that the sentence names right after a figure or last before it, else that of the text."""
        figure = self.passage.scene.figures[index]
        after = _YEAR_AFTER.match(figure.tail)
        if after:
            return after[1]
        named = self.years.get(figure.sentence, [])
        before = bisect_left(named, (figure.start, ""))
        return named[before - 1][1] if before else self.usual_year


def between_files(passages: Sequence[Passage]) -> Iterator[Relation]:
    """Repeats of figures between the texts of different files that share at least three, two of them equal."""
    tellings = [Telling(passage) for passage in passages if passage.figures]
    if len({one.passage.path for one in tellings}) < 2:
        return
    for one, other in combinations(tellings, 2):
        if one.passage.path != other.passage.path and len(one.values & other.values) >= AGREEING:
            yield from _shared(one, other)


def _shared(one: Telling, other: Telling) -> Iterator[Relation]:
    if one.passage.chinese != other.passage.chinese or _versions(one, other):
        return
    meeting = Meeting(one, other)
    agreeing = list(meeting.agreeing())
    equal = len({meeting.scene.values[left] for left, _ in agreeing})
    if equal < AGREEING:
        return
    differing = list(meeting.differing(agreeing))
    if equal + len(differing) < SHARED:
        return
    for pair in agreeing:
        yield meeting.relation(pair, Basis.LABELLED)
    if 2 * len(differing) <= equal:
        for pair in differing:
            sure = equal >= SURE and meeting.identical(*pair)
            yield meeting.relation(pair, Basis.LABELLED if sure else Basis.INFERRED)


def _versions(one: Telling, other: Telling) -> bool:
    """Whether two texts are versions of one, or one form filled in twice."""
    both = len(one.sentences & other.sentences)
    return both > COPIED * max(len(one.sentences), len(other.sentences))


class Meeting:
    """Two texts side by side: the figures of the first, then those of the second, in one scene."""

    def __init__(self, one: Telling, other: Telling) -> None:
        first, second = one.passage.scene, other.passage.scene
        shift = len(first.figures)
        self.scene = Scene(one.passage, first.figures + second.figures, first.clues + second.clues)
        self.left = one.figures
        self.right = tuple(index + shift for index in other.figures)
        self.years = {index: one.year(index) for index in self.left}
        self.years |= {index + shift: other.year(index) for index in other.figures}
        self.pools = Counter(map(self._pool, self.right))
        self.names = {index: _name(self.scene, index) for index in self.left + self.right}

    def agreeing(self) -> Iterator[tuple[int, int]]:
        """Figures of one value, year and unit that are told of the same, each once."""
        known: dict[float, list[int]] = defaultdict(list)
        for index in self.right:
            known[self.scene.values[index]].append(index)
        told: set[float] = set()
        for left in self.left:
            value = self.scene.values[left]
            rights = () if value in told else known[value][:MOST_TWINS]
            right = next((one for one in rights if self._comparable(left, one) and self._same(left, one)), None)
            if right is not None:
                told.add(value)
                yield left, right

    def differing(self, agreeing: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Figures told of the same in both texts that differ, where neither is found in the other text as well."""
        settled = {self.scene.values[left] for left, _ in agreeing}
        candidates: dict[int, set[int]] = defaultdict(set)
        for left, right in self._candidates():
            values = self.scene.values[left], self.scene.values[right]
            if values[0] != values[1] and settled.isdisjoint(values) and self._meant_alike(left, right):
                candidates[left].add(right)
        rivals = Counter(right for found in candidates.values() for right in found)
        for left, found in candidates.items():
            right = min(found)
            if len(found) == 1 and rivals[right] == 1:
                yield left, right

    def identical(self, left: int, right: int) -> bool:
        """Whether two figures have the same name, and one that tells something."""
        return self.names[left] == self.names[right] and len(self.names[left]) >= NAMED

    def relation(self, pair: tuple[int, int], basis: Basis) -> Relation:
        operands = tuple(self.scene.term(index) for index in pair)
        return Relation(Kind.REPEAT, None, operands, basis, note="repeat")

    def _candidates(self) -> Iterator[tuple[int, int]]:
        """Pairs with one name, or with digits that one keystroke could have changed; names many bear tell nothing."""
        known: dict[str, list[int]] = defaultdict(list)
        for right in self.right:
            for key in self._keys(right):
                known[key].append(right)
        for left in self.left:
            several = [known.get(key, []) for key in self._keys(left)]
            if all(len(found) < MOST_TWINS for found in several):
                yield from ((left, right) for found in several for right in found)

    def _keys(self, index: int) -> list[str]:
        return [f"name {self.names[index]}", *keystrokes(self.scene.digits[index])]

    def _comparable(self, left: int, right: int) -> bool:
        one, other = self.scene.figures[left], self.scene.figures[right]
        units = (one.figure.unit.kind, one.figure.unit.base) == (other.figure.unit.kind, other.figure.unit.base)
        return units and one.family == other.family and self.years[left] == self.years[right]

    def _same(self, left: int, right: int) -> bool:
        return like(self.scene, left, right) >= ALIKE or same_noun(self.scene, left, right)

    def _meant_alike(self, left: int, right: int) -> bool:
        """Whether the words say that two figures are one quantity, and a slip or the same name that they should be."""
        one, other = self.scene.figures[left].figure, self.scene.figures[right].figure
        if not self._comparable(left, right) or one.ulp != other.ulp or agree(one, other):
            return False
        if any(self._says_more(index) for index in (left, right)) or self._limits(left) != self._limits(right):
            return False
        slip = one_key_apart(self.scene, left, self.scene.values[right])
        if self.identical(left, right):
            gap = abs(one.value - other.value)
            return slip or (bool(self.years[left]) and gap <= NEAR * max(abs(one.value), abs(other.value)))
        telling = min(len(self.scene.digits[index].rstrip("0")) for index in (left, right))
        unlikely = telling >= TELLING_DIGITS and chance(telling, self.pools[self._pool(right)]) < 1
        return slip and unlikely and like(self.scene, left, right) >= MUCH_ALIKE

    def _pool(self, index: int) -> tuple[str, int]:
        return self.scene.families[index], len(self.scene.digits[index])

    def _limits(self, index: int) -> set[str]:
        """The ages, numbers and parts of a year that the words before a figure name."""
        return set(_LIMITS.findall(_MARKS.sub(" ", self.scene.figures[index].lead)))

    def _says_more(self, index: int) -> bool:
        """Whether a figure is only a part of what is named, or was counted at another time."""
        clue, figure = self.scene.clues[index], self.scene.figures[index]
        return clue.of_which or clue.share or clue.inside or bool(_EARLIER.search(figure.lead + figure.tail[:16]))


def _is_level(scene: Scene, index: int) -> bool:
    figure, clue = scene.figures[index], scene.clues[index]
    digits = scene.digits[index]
    told = len(digits) >= TELLING_DIGITS and len(digits.rstrip("0")) > 1
    return told and not (figure.figure.soft or scene.change(index) or clue.base or clue.source)


def _name(scene: Scene, index: int) -> str:
    """What a figure is of: its subject without years and marks; of English the telling words, in any order."""
    words = _MARKS.sub(" ", scene.clues[index].label).lower().split()
    if scene.passage.chinese:
        return "".join(words)
    return " ".join(sorted({word for word in words if len(word) >= NAMED and word not in _UNTELLING}))
