"""From a claim over numbered slots to a relation: figures counted once each, gaps apart."""

from __future__ import annotations

from collections.abc import Sequence

from checker.declared.bound import Bound, Compared, Item, Lack, renumbered
from checker.figures import Figure, Gap
from checker.relations import Basis, Kind, Relation, Term


def carried(claim: Compared, things: Sequence[Figure | Gap], policy: str = "nearest") -> tuple[Compared, Relation]:
    """A claim over slots as one over figures and gaps, with the relation that carries these.

    Two slots with one figure are one item, so that it cannot differ from itself.
    """
    items: dict[object, int] = {}
    figures: list[Figure] = []
    gaps: list[Gap] = []
    leaves: list[Bound] = []
    for thing in things:
        if isinstance(thing, Gap):
            leaves.append(Lack(len(gaps), thing.nil or not thing.text.strip()))
            gaps.append(thing)
        else:
            leaves.append(Item(items.setdefault(thing.place, len(figures))))
            if len(items) > len(figures):
                figures.append(thing)
    plain = not gaps and len(figures) == len(things)
    own = (
        claim
        if plain
        else Compared(
            tuple(renumbered(one, lambda item: leaves[item.index]) for one in claim.operands), claim.operators
        )
    )
    terms = tuple(Term(figure) for figure in figures)
    return own, Relation(Kind.FORMULA, None, terms, Basis.DECLARED, missing=tuple(gaps), policy=policy, expression=own)
