"""Sums that headings spell out: by numbers, source less deduction, opening plus inflows less outflows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import log10

from checker.discovery.candidates import Candidate
from checker.discovery.evidence import Sum, plain_sum
from checker.discovery.identity import subject
from checker.discovery.spelled import spelled_sums
from checker.discovery.tallies import promising
from checker.discovery.view import View
from checker.lexicon.frames import CLOSING, FILLER, FRAMES, IDENTITIES, INFLOW, OPENING, OUTFLOW, Identity
from checker.lexicon.words import Words

LONGEST_FLOW = 12  # items from the opening to the closing one
MOST_UNKNOWN = 6  # of them whose direction is found by trying


def frames(view: View) -> Iterator[Candidate]:
    """Sums that the headings spell out: by numbers, source less deduction, opening plus inflows less outflows."""
    for claim in spelled_sums(view):
        yield Candidate(claim, "frame", 0.0)
    names = _names(view)
    yield from _identities(view)
    for frame in FRAMES:
        roles: dict[tuple[str, bool], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for item, name in enumerate(names):
            for role, words in (
                ("remainder", frame.remainder),
                ("deduction", frame.deduction),
                ("source", frame.source),
            ):
                match = words.search(name)
                if match:
                    rest = FILLER.sub("", name[: match.start()] + name[match.end() :])
                    roles[rest, view.rate_items[item]][role].append(item)
                    break
        for parts in roles.values():
            for item in parts["remainder"]:
                source, deduction = _nearest(parts["source"], item), _nearest(parts["deduction"], item)
                if source is not None and deduction is not None:
                    yield Candidate(plain_sum(source, (item, deduction)), "frame", 0.0)
    yield from _flows(view, names)


def _names(view: View) -> list[str]:
    """The headings of every item without those that are items themselves: rows may stand under their total."""
    rows = {heading.path for heading in view.item_headings}
    names = []
    for heading in view.item_headings:
        path = heading.path
        kept = [text for depth, text in enumerate(path, 1) if depth == len(path) or path[:depth] not in rows]
        names.append("/".join(kept))
    return names


def _identities(view: View) -> Iterator[Candidate]:
    """Sums that hold by what accounts are called: profit is what was earned and spent, in and out of operations."""
    groups: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    for item, heading in enumerate(view.item_headings):
        if heading.path and not view.rate_items[item]:
            groups[heading.path[:-1]].setdefault(subject(heading.label), item)
    for labels in groups.values():
        for identity in IDENTITIES:
            claim = _identity(identity, labels)
            if claim is not None:
                yield Candidate(claim, "frame", 0.0)


def _identity(identity: Identity, labels: Mapping[str, int]) -> Sum | None:
    """The sum among labelled items, with all vital parts and at least two parts in all."""
    result = _labelled(identity.result, labels)
    vital = [(sign, _labelled(words, labels)) for sign, words in identity.vital]
    others = [(sign, _labelled(words, labels)) for sign, words in identity.others]
    parts = [(sign, item) for sign, item in (*vital, *others) if item is not None]
    if result is None or len(parts) < 2 or any(item is None for _, item in vital):
        return None
    return Sum(result, tuple(item for _, item in parts), tuple(sign for sign, _ in parts))


def _labelled(words: Words, labels: Mapping[str, int]) -> int | None:
    return next((item for label, item in labels.items() if words.search(label)), None)


def _nearest(items: Sequence[int], item: int) -> int | None:
    return min(items, key=lambda other: (abs(other - item), other > item), default=None)


def _flows(view: View, names: Sequence[str]) -> Iterator[Candidate]:
    """closing = opening + what came in - what went out, for the items between the two.

    Where the words of an item do not say which way it counts, both are tried, at the price of the search.
    """
    opening = [item for item, name in enumerate(names) if OPENING.search(name)]
    for start in opening:
        end = next((i for i in range(start + 1, len(names)) if CLOSING.search(names[i])), None)
        if end is None or not 2 <= end - start <= LONGEST_FLOW:
            continue
        between = [
            item
            for item in range(start + 1, end)
            if view.item_headings[item].depth <= view.item_headings[start].depth and not view.rate_items[item]
        ]
        known = [_direction(names[item].rpartition("/")[2]) for item in between]
        unknown = known.count(0)
        if not between or unknown > MOST_UNKNOWN:
            continue
        for signs in product(*((sign,) if sign else (1, -1) for sign in known)):
            claim = Sum(end, (start, *between), (1, *signs))
            if not unknown or promising(view, claim):
                yield Candidate(claim, "frame", unknown * log10(2))


def _direction(leaf: str) -> int:
    """1 for what comes in, -1 for what goes out, 0 where the words do not say."""
    out, into = OUTFLOW.search(leaf), INFLOW.search(leaf)
    if not out and not into:
        return 0
    return -1 if out and not (into and into.start() > out.start()) else 1
