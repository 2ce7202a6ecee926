"""Sums that headings spell out: by numbers, source less deduction, opening plus inflows less outflows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from checker.discovery.candidates import Candidate
from checker.discovery.evidence import Sum, plain_sum
from checker.discovery.spelled import spelled_sums
from checker.discovery.view import View
from checker.lexicon.frames import CLOSING, FILLER, FRAMES, INFLOW, OPENING, OUTFLOW


def frames(view: View) -> Iterator[Candidate]:
    """Sums that the headings spell out: by numbers, source less deduction, opening plus inflows less outflows."""
    for claim in spelled_sums(view):
        yield Candidate(claim, "frame", 0.0)
    names = ["/".join(heading.path) for heading in view.item_headings]
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


def _nearest(items: Sequence[int], item: int) -> int | None:
    return min(items, key=lambda other: (abs(other - item), other > item), default=None)


def _flows(view: View, names: Sequence[str]) -> Iterator[Candidate]:
    """closing = opening + what came in - what went out, for the items between the two."""
    opening = [item for item, name in enumerate(names) if OPENING.search(name)]
    for start in opening:
        end = next((i for i in range(start + 1, len(names)) if CLOSING.search(names[i])), None)
        if end is None or not 2 <= end - start <= 12:
            continue
        operands, signs = [start], [1]
        for item in range(start + 1, end):
            if view.item_headings[item].depth > view.item_headings[start].depth or view.rate_items[item]:
                continue
            leaf = names[item].rpartition("/")[2]
            out, into = OUTFLOW.search(leaf), INFLOW.search(leaf)
            if not out and not into:
                break
            operands.append(item)
            signs.append(-1 if out and not (into and into.start() > out.start()) else 1)
        else:
            if len(operands) >= 2:
                yield Candidate(Sum(end, tuple(operands), tuple(signs)), "frame", 0.0)
