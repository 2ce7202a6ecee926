"""Which waiver stands for which finding: by labels and figures, and where several are alike by their order.

Line numbers never count. A waiver whose figures are no longer the same is stale: it is found by the labels, or,
in a sentence, by the figures that are still there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeVar

from checker.identity import Claim, claim_of
from checker.relations import Judgement, Kind, Verdict
from checker.reporters.places import main_place
from checker.waiving.acceptance import Change
from checker.waiving.entries import Waiver

if TYPE_CHECKING:
    from checker.findings import Finding

ALIKE = Fraction(1, 2)  # of the figures in common, where labels do not say that a claim is the same
Means = Callable[[Waiver, str], bool]
Thing = TypeVar("Thing")
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding, its file and what it claims: the `number`th `of` the relations with its labels in the file.

    `copies` of these have the same figures too.
    """

    finding: Finding
    path: str
    claim: Claim
    number: int = 1
    of: int = 1
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Match:
    """A waiver and a finding it was made for; with `changes` where the figures are no longer the same."""

    waiver: Waiver
    candidate: Candidate
    changes: tuple[Change, ...] = ()


def candidates_of(findings: Sequence[Finding], judged: Iterable[Judgement]) -> list[Candidate]:
    """The findings, each with its standing among the relations of its file."""
    codes = {one.judgement.relation.code for one in findings}
    alike: dict[object, list[int]] = defaultdict(list)
    copies: Counter[object] = Counter()
    for one in judged:
        if one.relation.code in codes and not _mere_limit(one):
            path, claim = _path(one), claim_of(one.relation)
            alike[path, claim.shape].append(id(one))
            copies[path, claim] += 1
    return [_candidate(one, alike, copies) for one in findings]


def _mere_limit(judgement: Judgement) -> bool:
    """Whether it only says that a single figure has a likely size; such are no part of a result."""
    return judgement.relation.kind is Kind.UNIT and judgement.verdict is not Verdict.BROKEN


def _candidate(finding: Finding, alike: dict[object, list[int]], copies: Counter[object]) -> Candidate:
    path, claim = _path(finding.judgement), claim_of(finding.judgement.relation)
    same = alike.get((path, claim.shape), [])
    number = same.index(id(finding.judgement)) + 1 if id(finding.judgement) in same else 1
    return Candidate(finding, path, claim, number, max(len(same), 1), max(copies[path, claim], 1))


def _path(judgement: Judgement) -> str:
    place = main_place(judgement)
    return place.path if place else ""


def matches(waivers: Sequence[Waiver], candidates: Sequence[Candidate], means: Means) -> Iterator[Match]:
    """Every finding with the waiver made for it, if there is one. A pattern may mean several files."""
    for path in dict.fromkeys(one.path for one in candidates):
        here = [one for one in candidates if one.path == path]
        free = [one for one in waivers if means(one, path)]
        for step in (_exact, _same_shape, _alike):
            pairs = list(step(free, here))
            yield from (Match(one, other, changes(one.claim, other.claim)) for one, other in pairs)
            paired = {id(one) for pair in pairs for one in pair}
            free = [one for one in free if id(one) not in paired]
            here = [one for one in here if id(one) not in paired]


Pairs = Iterator[tuple[Waiver, Candidate]]


def _exact(waivers: Sequence[Waiver], candidates: Sequence[Candidate]) -> Pairs:
    """The same labels and figures. Several that are the same are told apart by their order."""
    own, same = _grouped(waivers, lambda one: one.claim), _grouped(candidates, lambda one: one.claim)
    for claim, several in same.items():
        yield from _in_order(own.get(claim, []), several)


def _grouped(things: Iterable[Thing], key: Callable[[Thing], Key]) -> dict[Key, list[Thing]]:
    groups: dict[Key, list[Thing]] = {}
    for one in things:
        groups.setdefault(key(one), []).append(one)
    return groups


def _in_order(waivers: list[Waiver], candidates: list[Candidate]) -> Pairs:
    """Waivers and findings of the same figures.

    One of each is a pair, unless it was one of several. Else the order decides, and where there are other tables
    now than there were, and it cannot, as many are accepted as were.
    """
    if len(waivers) == len(candidates) == 1 and waivers[0].copies == 1:
        yield waivers[0], candidates[0]
        return
    pairs = [
        (one, other) for one in waivers for other in candidates if (one.occurrence, one.of) == (other.number, other.of)
    ]
    yield from pairs
    moved = [one for one in waivers if all(one.of != other.of for other in candidates)]
    left = [other for other in candidates if not any(other is paired for _, paired in pairs)]
    yield from zip(moved, left, strict=False)


def _same_shape(waivers: Sequence[Waiver], candidates: Sequence[Candidate]) -> Pairs:
    """The same labels, other figures."""
    own = _grouped((one for one in waivers if _labelled(one.claim)), lambda one: one.claim.shape)
    for shape, same in _grouped(candidates, lambda one: one.claim.shape).items():
        for one in own.get(shape, []):
            fitting = [other for other in same if (other.number, other.of) == (one.occurrence, one.of)]
            if len(own[shape]) == 1 and all(other.of != one.of for other in same):
                fitting = same
            if len(fitting) == 1:
                yield one, fitting[0]


def _alike(waivers: Sequence[Waiver], candidates: Sequence[Candidate]) -> Pairs:
    """The same rule on the same result, or where labels are lacking on mostly the same figures."""
    taken: set[int] = set()
    for one in waivers:
        fitting = [other for other in candidates if id(other) not in taken and _akin(one, other)]
        if len(fitting) == 1:
            taken.add(id(fitting[0]))
            yield one, fitting[0]


def _akin(waiver: Waiver, candidate: Candidate) -> bool:
    old, new = waiver.claim, candidate.claim
    if (old.code, old.kind, old.demand) != (new.code, new.kind, new.demand):
        return False
    if not (_labelled(old) and _labelled(new)):
        return _in_common(old, new) >= ALIKE
    alone = waiver.of == candidate.of == 1 and old.shape != new.shape
    return alone and old.result is not None and new.result is not None and old.result.labels == new.result.labels


def _labelled(claim: Claim) -> bool:
    """Whether labels tell what every figure is; those in sentences have none."""
    return all(one.labels for one in claim.figures)


def _in_common(old: Claim, new: Claim) -> Fraction:
    """Which part of the figures two claims have in common."""
    kept = Counter(old.figures) & Counter(new.figures)
    return Fraction(kept.total(), max(len(old.figures), len(new.figures), 1))


def changes(old: Claim, new: Claim) -> tuple[Change, ...]:
    """What has changed: the result first, then the operands by their labels."""
    found = []
    if old.result and new.result and old.result.text != new.result.text:
        found.append(Change("", old.result.text, new.result.text))
    before, now = (Counter((*one.operands, *one.missing)) for one in (old, new))
    gone, come = sorted((before - now).elements()), sorted((now - before).elements())
    for labels in dict.fromkeys(one.labels for one in (*come, *gone)):
        texts = ([one.text for one in several if one.labels == labels] for several in (gone, come))
        found += [Change(_own_name(labels, new), *pair) for pair in zip_longest(*texts, fillvalue="")]
    return tuple(found)


def _own_name(labels: tuple[str, ...], claim: Claim) -> str:
    """What an operand is called beside the others: its labels that not all of them have."""
    own = [label for label in labels if not all(label in one.labels for one in claim.figures)]
    return " / ".join(own or labels)
