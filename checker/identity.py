"""What a finding claims, whatever its place: the rule, and the figures with their labels as they are stated.

Rows may move and files be renamed: a claim stays the same as long as its labels and its figures do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.deduplication import WITHOUT_ORDER
from checker.figures import Figure, Gap
from checker.relations import Kind, Relation
from checker.reporters.escaping import plain


class Stated(NamedTuple):
    """A figure, or a cell that holds none, by its labels and its text."""

    labels: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        return f"{'/'.join(self.labels)}={self.text}"


Shape = tuple[str, str, tuple[str, ...] | None, tuple[tuple[str, ...], ...], str]


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation without places; every text is harmless and on one line.

    `operands` are in order where the order means something, else sorted. `missing` are the cells complained of
    and `demand` what was written down, where anything was.
    """

    code: str
    kind: str
    result: Stated | None = None
    operands: tuple[Stated, ...] = ()
    missing: tuple[Stated, ...] = ()
    demand: str = ""

    @property
    def shape(self) -> Shape:
        """The claim without the texts of its figures: the same after a figure was corrected."""
        labels = tuple(sorted(one.labels for one in (*self.operands, *self.missing)))
        return self.code, self.kind, self.result.labels if self.result else None, labels, self.demand

    @property
    def figures(self) -> tuple[Stated, ...]:
        """The result, if there is one, the operands, then what is missing."""
        return (*((self.result,) if self.result else ()), *self.operands, *self.missing)

    def id(self, occurrence: int = 0) -> str:
        """Eight hexadecimal digits; claims that are the same are told apart by their occurrence."""
        from hashlib import blake2b

        figures = [str(one) for one in self.figures] + ([self.demand] if self.demand else [])
        content = "\n".join([self.kind, self.code, *figures, str(occurrence or "")])
        digest = blake2b(content.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
        return f"{digest[:4]}-{digest[4:]}"


def claim_of(relation: Relation) -> Claim:
    """What a relation claims."""
    declaration = relation.declaration
    return Claim(
        code=relation.code,
        kind=str(relation.kind),
        result=stated(relation.result) if relation.result else None,
        operands=in_order(str(relation.kind), [stated(term.figure) for term in relation.operands]),
        missing=tuple(stated(gap) for gap in relation.missing) if declaration else (),
        demand=plain(declaration.text) if declaration else "",
    )


def stated(one: Figure | Gap) -> Stated:
    """A figure by its labels and its text."""
    return Stated(tuple(plain(label) for label in one.labels), plain(one.text))


def in_order(kind: str, operands: Sequence[Stated]) -> tuple[Stated, ...]:
    """Operands as a claim has them: rows that changed places, also counts with their shares, change nothing."""
    if kind == Kind.COMMON_BASE:
        return tuple(one for pair in sorted(_pairs(operands)) for one in pair)
    return tuple(sorted(operands)) if kind in WITHOUT_ORDER else tuple(operands)


def _pairs(operands: Sequence[Stated]) -> Iterable[tuple[Stated, ...]]:
    return (tuple(operands[at : at + 2]) for at in range(0, len(operands), 2))
