"""From clues to frames: what the words claim about the figures, and how firmly they claim it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, cached_property
from typing import TYPE_CHECKING

from checker.judge import judge
from checker.prose.clues import Clue, clues_of
from checker.prose.quantities import comparable
from checker.prose.slips import digits_of
from checker.reading.passages import Mention, Passage
from checker.records import record
from checker.relations import Basis, Relation, Term, Verdict

if TYPE_CHECKING:
    from checker.prose.sums import Sum
    from checker.prose.wholes import Item, Run

DICTATED, SUGGESTED, SEARCHED = 3, 2, 1


@record(frozen=True, slots=True)
class Frame:
    """A relation that a text claims.

    `rule` names the kind of claim (total, share, shares, growth, change, per_head, base, repeat, bound,
    list); `firm` says what it rests on: DICTATED by the words, SUGGESTED by words and layout, SEARCHED
    (the numbers alone, so it is only worth telling where it holds). `about` are the indices of its figures,
    the result first. A suggested claim that fails is told where one keystroke mends it and the odds that
    one would by chance are below `limit`. A `sure` one has all its figures side by side (占全部30所的40%):
    no other reading acquits it.
    """

    rule: str
    relation: Relation
    firm: int
    about: tuple[int, ...] = ()
    limit: float = 0.1
    sure: bool = False
    plain: bool = False

    @property
    def holds(self) -> bool:
        return judge(self.relation).verdict is Verdict.HELD

    @property
    def broken(self) -> bool:
        return judge(self.relation).verdict is Verdict.BROKEN

    def as_query(self) -> Frame:
        """The same claim, to be asked about rather than called wrong."""
        if self.relation.basis is Basis.INFERRED:
            return self
        return replace(self, relation=replace(self.relation, basis=Basis.INFERRED))


@dataclass
class Scene:
    """The figures of a passage with their clues, indexed for the builders of frames."""

    passage: Passage
    figures: tuple[Mention, ...]
    clues: tuple[Clue, ...]
    sums: list[Sum] | None = None
    rows: list[list[int]] | None = None
    levels: list[bool] | None = None
    columns: list[list[int]] | None = None
    items: list[Item] | None = None
    runs: list[Run] | None = None

    @cached_property
    def values(self) -> list[float]:
        """The values, approximately."""
        exact = (one.figure.value for one in self.figures)
        return [one.numerator / one.denominator for one in exact]

    @cached_property
    def slacks(self) -> list[float]:
        """Half the width of every interval; infinite for figures that are only about right."""
        return [_slack(one) for one in self.figures]

    @cached_property
    def digits(self) -> list[str]:
        """The digits of every figure as printed, unit and marks left out."""
        return [digits_of(one.figure.text) for one in self.figures]

    @cached_property
    def families(self) -> list[str]:
        """The family of the unit of every figure."""
        return [one.family for one in self.figures]

    @cached_property
    def ulps(self) -> list[float]:
        """The unit of the last printed place of every figure, approximately."""
        exact = (one.figure.ulp for one in self.figures)
        return [one.numerator / one.denominator for one in exact]

    @cached_property
    def parts(self) -> list[int]:
        """The document of a collection that every figure stands in."""
        return [one.part for one in self.figures]

    @cached_property
    def anchors(self) -> list[int]:
        """The levels that a text begins with, and those that the words call a total."""
        found = (one for one, clue in enumerate(self.clues) if clue.total or one < 4)
        return [one for one in found if not (self.clues[one].sign or self.clues[one].base)]

    @cached_property
    def told_in(self) -> list[int]:
        """The sentence of every figure."""
        return [one.sentence for one in self.figures]

    @cached_property
    def soft(self) -> list[bool]:
        """Whether each figure is only about right."""
        return [one.figure.soft for one in self.figures]

    @cached_property
    def measurable(self) -> list[bool]:
        """Whether each figure is a positive amount, exact or rounded, that others can be set against: no share."""
        untold = ("percent", "permille", "points", "kpoints", "parts")
        told = zip(self.families, self.soft, self.values, strict=True)
        return [value > 0 and not soft and family not in untold for family, soft, value in told]

    @cached_property
    def changes(self) -> list[bool]:
        """Whether each figure is a change or the base of one, and no level of its own."""
        pairs = zip(self.clues, self.families, strict=True)
        return [bool(clue.sign or clue.pace) or family in ("points", "kpoints") for clue, family in pairs]

    @cached_property
    def sentences(self) -> list[list[int]]:
        """The indices of the figures, sentence by sentence."""
        groups: dict[int, list[int]] = {}
        for index, figure in enumerate(self.figures):
            groups.setdefault(figure.sentence, []).append(index)
        return list(groups.values())

    @cached_property
    def terms(self) -> list[Term]:
        """Every figure as an operand, counted once."""
        return [Term(one.figure) for one in self.figures]

    def term(self, index: int, weight: int = 1) -> Term:
        return self.terms[index] if weight == 1 else Term(self.figures[index].figure, _weight(weight))

    def comparable(self, one: int, other: int) -> bool:
        return comparable(self.families[one], self.families[other])

    def percent(self, index: int) -> bool:
        return self.families[index] in ("percent", "permille")

    def change(self, index: int) -> bool:
        """Whether a figure is a change or the base of one, and no level of its own."""
        return self.changes[index]

    def near(self, index: int, before: int, after: int) -> range:
        """The indices around a figure, inside the same document of a collection."""
        return range(max(0, index - before), min(len(self.figures), index + after + 1))

    def same_part(self, one: int, other: int) -> bool:
        return self.parts[one] == self.parts[other]


def basis_of(firm: int) -> Basis:
    """What a claim rests on: the words, or where it was only searched for, the numbers."""
    return Basis.INFERRED if firm == SEARCHED else Basis.LABELLED


@cache
def _weight(weight: int) -> Fraction:
    return Fraction(weight)


def _slack(mention: Mention) -> float:
    figure = mention.figure
    if figure.interval.low is figure.interval.high:
        return 0.0
    if not figure.soft:
        return figure.ulp.numerator / figure.ulp.denominator / 2
    return float(figure.interval.width) / 2


def scene_of(passage: Passage) -> Scene:
    """The scene of a passage."""
    return Scene(passage, passage.figures, clues_of(passage))


def frames_of(passage: Passage) -> Iterator[Frame]:
    """Every frame of a passage, each figure explained once: claims that hold first, then those that do not."""
    from checker.prose.settling import settled

    yield from settled(passage.scene)


def claims(passage: Passage, rule: str) -> Iterator[Relation]:
    """The relations of one kind of claim that a passage makes."""
    for frame in passage.frames:
        if frame.rule == rule:
            yield frame.relation
