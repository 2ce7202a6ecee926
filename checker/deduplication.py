"""One claim told once: what several rules find is kept once, with the strongest basis.

A claim is a kind of arithmetic on a result and operands, which are known by their places alone: two mentions of
one value at two places are two claims. A sum is the same claim as the difference that follows from it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace
from fractions import Fraction

from checker.relations import Basis, Judgement, Kind, Relation, Verdict

SUMS = frozenset({Kind.SUM, Kind.DIFFERENCE})
QUOTIENTS = frozenset({Kind.SHARE, Kind.RATE, Kind.PER_HEAD, Kind.RATIO})
WITHOUT_ORDER = SUMS | {Kind.SHARES, Kind.AVERAGE, Kind.REPEAT}
STRENGTH = {Basis.DECLARED: 0, Basis.LABELLED: 1, Basis.INFERRED: 2}


def told_once(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements in order, each claim where it first stands, told by the rule with the best standing.

    That is a rule which decides it rather than one that leaves it open, then the strongest basis; of equals
    one that finds it broken, then the lower code.
    """
    kept: dict[Hashable, Judgement] = {}
    for one in judgements:
        claim = claim_of(one.relation)
        known = kept.get(claim)
        better, other = (one, known) if known is None or _standing(one) < _standing(known) else (known, one)
        kept[claim] = _with_pattern(better, other) if other else better
    return list(kept.values())


def _with_pattern(kept: Judgement, other: Judgement) -> Judgement:
    """A declared relation takes over the pattern of its discovered twin, which other lines may belong to."""
    declared, pattern = kept.relation.declaration, other.relation.pattern
    if declared is None or pattern is None or other.relation.declaration is not None:
        return kept
    return replace(kept, relation=replace(kept.relation, pattern=pattern))


def _standing(judgement: Judgement) -> tuple[bool, int, bool, str]:
    relation, verdict = judgement.relation, judgement.verdict
    return verdict is Verdict.UNDECIDED, STRENGTH[relation.basis], verdict is Verdict.HELD, relation.code


def claim_of(relation: Relation) -> Hashable:
    """What a relation claims: equal for two relations that claim the same of the same places."""
    kind, missing = relation.kind, frozenset(gap.place for gap in relation.missing)
    if kind in SUMS and relation.result:
        return _balance(relation), missing
    if kind is Kind.FORMULA:
        return _formula(relation), tuple(figure.place for figure in relation.figures), missing
    if kind is Kind.REPEAT:
        return kind, frozenset(figure.place for figure in relation.figures), missing
    family = "quotient" if kind in QUOTIENTS else kind
    result = relation.result.place if relation.result else None
    ends = (relation.constant.low, relation.constant.high) if relation.constant else None
    return family, relation.factor, ends, result, _operands(relation), missing


def _formula(relation: Relation) -> Hashable:
    """What a formula says of its figures; one that carries no expression is known by what was written down."""
    declared = relation.declaration
    return relation.kind, relation.expression or (declared and (declared.text, declared.message))


def _balance(relation: Relation) -> Hashable:
    """A sum as what must come to nothing, whichever way round: a = b + c is b = a - c."""
    assert relation.result is not None
    if relation.factor == 1 and all(abs(term.weight) == 1 for term in relation.operands):
        signs = [(term.figure.place, term.weight == 1) for term in relation.operands]
        here = frozenset(place for place, plus in signs if plus)
        there = frozenset([relation.result.place, *(place for place, plus in signs if not plus)])
        if len(here) + len(there) == len(signs) + 1 and here.isdisjoint(there):
            return frozenset((here, there))
    terms = [(term.figure.place, term.weight * relation.factor) for term in relation.operands]
    balance = [*terms, (relation.result.place, Fraction(-1))]
    return frozenset((frozenset(balance), frozenset((place, -weight) for place, weight in balance)))


def _operands(relation: Relation) -> Hashable:
    """The operands with their signs, in order where the order means something."""
    terms = ((term.figure.place, term.weight) for term in relation.operands)
    return frozenset(terms) if relation.kind in WITHOUT_ORDER else tuple(terms)
