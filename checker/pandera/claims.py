"""What a check claims: relations between columns, of every row, or down a column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.figures import Figure, Gap, Place
from checker.intervals import Interval
from checker.pandera.stated import Column, Label
from checker.relations import Basis, Kind, Relation, Term

Columns = Mapping[Label, Column]
Cell = tuple[int, Label]  # the number of a row from 0, and a column
Weighted = tuple[tuple[Label, Fraction], ...]
QUOTIENTS = (Kind.SHARE, Kind.RATE, Kind.GROWTH)
SIGNS = {"percent": Fraction(100), "permille": Fraction(1000), "per_ten_thousand": Fraction(10000)}
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class RowClaim:
    """A relation between the columns of every row.

    `result` is the column stated to be what the operands give; without one `accused` are the columns a broken row
    is reported at. `rounded` are the columns whose whole numbers come from divisions.
    """

    kind: Kind
    text: str
    operands: Weighted
    result: Label | None = None
    factor: Fraction = ONE
    constant: Interval | None = None
    accused: tuple[Label, ...] = ()
    rounded: frozenset[Label] = frozenset()

    @property
    def labels(self) -> tuple[Label, ...]:
        """The columns of figures, each once."""
        own = () if self.result is None else (self.result,)
        return tuple(dict.fromkeys((*own, *(label for label, _ in self.operands))))

    @property
    def keys(self) -> tuple[Label, ...]:
        """The columns that hold no figures: none."""
        return ()

    def relation(self, columns: Columns, row: int, policy: str) -> Relation:
        """The claim of one row, over figures."""
        stated = {
            label: columns[label].figure(row, Place("", row=row + 1, column=number))
            for number, label in enumerate(self.labels, start=1)
        }
        terms = ((stated[label], weight) for label, weight in self.operands)
        result = None if self.result is None else stated[self.result]
        result = result if isinstance(result, Figure) else None
        return Relation(
            self.kind,
            result,
            tuple(Term(figure, weight) for figure, weight in terms if isinstance(figure, Figure)),
            factor=self._factor(result),
            constant=self.constant,
            basis=Basis.DECLARED,
            missing=tuple(one for one in stated.values() if isinstance(one, Gap)),
            policy=policy,
        )

    def _factor(self, result: Figure | None) -> Fraction:
        """A sign behind the result says what a quotient is multiplied by."""
        if result is None or self.kind not in QUOTIENTS:
            return self.factor
        return SIGNS.get(result.unit.kind, self.factor)

    def blamed(self, row: int) -> list[Cell]:
        """Where a broken row is reported: at the result, or at all that take part."""
        return [(row, label) for label in ((self.result,) if self.result is not None else self.accused)]


@dataclass(frozen=True, slots=True)
class ColumnClaim:
    """A relation down a column, in every group of rows.

    Where `total` is given, the row called so is the sum of the others of its group; otherwise they add up to the
    `constant`. `names` is the column that holds the names of the rows, None for the index; rows whose name stands
    in `leaving_out` take no part.
    """

    text: str
    columns: tuple[Label, ...]
    by: tuple[Label, ...] = ()
    names: Label | None = None
    total: str | None = None
    constant: Interval | None = None
    leaving_out: frozenset[str] = frozenset()

    @property
    def labels(self) -> tuple[Label, ...]:
        """The columns of figures."""
        return self.columns

    @property
    def keys(self) -> tuple[Label, ...]:
        """The columns that hold no figures."""
        return tuple(dict.fromkeys((*self.by, *(() if self.names is None else (self.names,)))))

    @property
    def rounded(self) -> frozenset[Label]:
        """Shares are rounded, counts are not."""
        return frozenset(self.columns) if self.total is None else frozenset()

    def groups(self, names: Sequence[str], keys: Sequence[tuple[object, ...]]) -> Iterator[Group]:
        """The rows that belong together, the totals apart."""
        found: dict[tuple[object, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for row, (name, key) in enumerate(zip(names, keys, strict=True)):
            if name not in self.leaving_out:
                found[key][name == self.total].append(row)
        for rows, totals in found.values():
            yield Group(tuple(rows), tuple(totals))


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one group by number, and the rows that state its total."""

    rows: tuple[int, ...]
    totals: tuple[int, ...] = ()


def relation_down(claim: ColumnClaim, column: Column, group: Group, policy: str) -> Relation:
    """The claim of one column in one group, over figures."""
    parts = [column.figure(row, Place("", row=row + 1, column=1)) for row in group.rows]
    figures = tuple(Term(part) for part in parts if isinstance(part, Figure))
    gaps = tuple(part for part in parts if isinstance(part, Gap))
    kind = Kind.SHARES if claim.total is None else Kind.SUM
    plain = Relation(kind, None, figures, constant=claim.constant, basis=Basis.DECLARED, missing=gaps, policy=policy)
    if claim.total is None or len(group.totals) != 1:
        return plain
    stated = column.figure(group.totals[0], Place("", row=group.totals[0] + 1, column=1))
    if isinstance(stated, Figure):
        return replace(plain, result=stated)
    return replace(plain, missing=(*gaps, stated))


def weighted(parts: object) -> Weighted:
    """Columns with what they are multiplied by: one label, several, or labels with weights."""
    if isinstance(parts, Mapping):
        return tuple((label, Fraction(weight)) for label, weight in parts.items())
    if isinstance(parts, str) or not isinstance(parts, Iterable):
        return ((parts, ONE),)
    return tuple((label, ONE) for label in parts)


def chain(terms: Weighted) -> str:
    """Columns added and subtracted, as a formula."""
    text = ""
    for label, weight in terms:
        sign = " - " if weight < 0 else " + " if text else ""
        times = "" if abs(weight) == 1 else f"{abs(weight)} x "
        text += f"{sign}{times}{label}"
    return text.removeprefix(" ")
