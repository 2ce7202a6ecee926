"""A relation: a claim that some figures must satisfy together. Rules yield them, one judge decides them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from checker.figures import Figure, Gap, Place, Unit
from checker.intervals import Interval


class Kind(StrEnum):
    """The kinds of relation; the names are part of the JSON contract."""

    SUM = "sum"  # result = sum of sign * operand
    DIFFERENCE = "difference"  # result = minuend - subtrahend - ...
    SHARE = "share"  # result = factor * part / whole
    SHARES = "shares"  # the operands add to the constant (100), no result
    RATE = "rate"  # result = factor * numerator / denominator
    PER_HEAD = "per_head"
    RATIO = "ratio"  # result = factor * numerator / denominator, or 1 : n
    GROWTH = "growth"  # result = factor * (new / old - 1); operands = old, new; with the note ANNUAL a yearly average
    AVERAGE = "average"  # result = sum of weight * operand / sum of weights
    BOUND = "bound"  # first operand <= second (or <= the constant)
    REPEAT = "repeat"  # all operands are one quantity
    COMMON_BASE = "common_base"  # operands in pairs: count, share; all imply one base (the result)
    POSSIBLE = "possible"  # operands: share, base; some whole count gives the share
    UNIT = "unit"
    LIST = "list"
    FORMULA = "formula"


# Kinds that state a result of their own; without one the relation lacks it.
WITH_RESULT = frozenset(
    {Kind.SUM, Kind.DIFFERENCE, Kind.SHARE, Kind.RATE, Kind.PER_HEAD, Kind.RATIO, Kind.GROWTH, Kind.AVERAGE}
)


class Basis(StrEnum):
    """How a relation is known."""

    DECLARED = "declared"  # a rules file says so
    LABELLED = "labelled"  # the words say so
    INFERRED = "inferred"  # only the numbers and the layout say so


MARGIN = "margin"  # the note of what is left of the first figure after the second, as a share of the first
ANNUAL = "annual"  # the note of a growth told for each of several periods, whose number is the constant


class Verdict(StrEnum):
    """What the judge says of a relation."""

    HELD = "held"
    BROKEN = "broken"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Term:
    """An operand: a figure and what it is multiplied by (a sign, or a weight)."""

    figure: Figure
    weight: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the lines of one discovered pattern share: the evidence for them as a whole.

    `strength` is in decades (log10 of the odds against chance, words included); `lines` counts the
    lines it was tried on, `held` those that hold as printed, `exact` those that hold with no slack at
    all. `tolerance` is the unit of the last place learned from the lines, where it is coarser than the
    printed one.
    """

    key: str
    strength: float = 0.0
    lines: int = 1
    held: int = 0
    exact: int = 0
    worded: bool = False


@dataclass(frozen=True, slots=True)
class Declaration:
    """What somebody wrote down to hold, and what to tell where it does not.

    `text` is the formula or the demand as written, `place` the file and line it stands at. `message`
    is the headline in English and Chinese, empty where the relation's kind tells it. `level` is the level
    of its findings, `accepted` the explanations that are usually accepted.
    """

    text: str
    level: str = "error"
    message: tuple[str, str] = ("", "")
    place: Place | None = None
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """Figures and the claim about them.

    `factor` multiplies the computed side (100 for a percentage). `constant` stands for a side that is no figure
    (100 for shares that add to 100, the years of an average annual growth). `missing` are cells that belong to
    the relation and hold no figure. `resolution`, where given, is the unit of the last place learned from the
    whole pattern: coarser than printed, or 0 where all its other lines hold with no rounding at all. `policy`
    names the rounding policy (nearest, half_up, trunc, ceil, any, balanced). `expression` is the claim of a
    formula that is of no other kind (see `checker.declared`), `declaration` what was written down, if anything
    was.
    """

    kind: Kind
    result: Figure | None
    operands: tuple[Term, ...]
    basis: Basis = Basis.INFERRED
    factor: Fraction = Fraction(1)
    constant: Interval | None = None
    missing: tuple[Gap, ...] = ()
    resolution: Fraction | None = None
    policy: str = "nearest"
    pattern: Pattern | None = None
    code: str = ""
    name: str = ""
    note: str = ""  # machine word for a peculiarity: "points", "percent", "of_which" ...
    expression: object = None
    declaration: Declaration | None = None

    def found_by(self, code: str, name: str) -> Relation:
        """The same relation, of a rule."""
        return Relation(
            self.kind,
            self.result,
            self.operands,
            self.basis,
            self.factor,
            self.constant,
            self.missing,
            self.resolution,
            self.policy,
            self.pattern,
            code,
            name,
            self.note,
            self.expression,
            self.declaration,
        )

    @property
    def demand(self) -> str:
        """What was declared of single cells, with no arithmetic to it (SCH, WVR); empty for every other relation."""
        plain = self.kind is Kind.FORMULA and self.expression is None
        return self.declaration.text if plain and self.declaration else ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The result, if there is one, and the operands, in order."""
        operands = tuple([term.figure for term in self.operands])
        return (self.result, *operands) if self.result else operands

    @property
    def missing_result(self) -> Gap | None:
        """The cell that should hold the result and does not; it is the last of those missing."""
        return self.missing[-1] if self.missing and self.result is None and self.kind in WITH_RESULT else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A relation with its verdict.

    `computed` is what the operands imply for the result, `stated` what the result says, both in the
    unit of the result; `difference` is stated value minus computed value from the printed figures.
    """

    relation: Relation
    verdict: Verdict
    reason: str = ""
    computed: Interval | None = None
    stated: Interval | None = None
    difference: Fraction | None = None
    unit: Unit | None = field(default=None)
