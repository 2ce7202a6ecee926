"""Months, quarters, halves and the year: which periods make up which, and the sums that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from checker.discovery.candidates import Candidate
from checker.discovery.evidence import Sum
from checker.discovery.periods import months_of
from checker.discovery.view import View
from checker.lexicon.words import Words

Span = tuple[int, int]  # the first and the last month
PARTS = (1, 3, 6)  # months that a part may have

_HALVES = (
    (Words(r"^(?:H1|first half|1st half|half[- ]year)$", r"^上半年$", re.IGNORECASE), (1, 6)),
    (Words(r"^(?:H2|second half|2nd half)$", r"^下半年$", re.IGNORECASE), (7, 12)),
    (Words(r"^(?:the )?(?:full |whole )?year$|^annual$", r"^(?:全年|年度|全年合计)$", re.IGNORECASE), (1, 12)),
)


@lru_cache(maxsize=4096)
def span_of(label: str) -> Span | None:
    """The months that a bare label names: Mar, Q1, 上半年; None where it names none."""
    plain = label.strip()
    months = months_of(plain)
    if months:
        return months
    return next((span for words, span in _HALVES if words.search(plain)), None)


def period_sums(view: View) -> Iterator[Candidate]:
    """The quarters, halves and years of a view as the sums of the shorter periods right before or after them.

    Prices, stocks and means of a quarter are no sums: on a line where no period comes out, none is expected to.
    """
    claims = list(_claims(view))
    exact = [_exact_lines(view, claim) for claim in claims]
    sound = set().union(*exact)
    for claim, held in zip(claims, exact, strict=True):
        told = {line for line, value in enumerate(view.values[claim.result]) if value is not None}
        if told - held <= sound:
            yield Candidate(claim, "period", 0.0)


def _exact_lines(view: View, claim: Sum) -> set[int]:
    """The lines on which a sum comes out to the last digit."""
    found = set()
    for line, stated in enumerate(view.values[claim.result]):
        parts = [view.values[operand][line] for operand in claim.operands]
        if stated and stated == sum(value for value in parts if value is not None) and None not in parts:
            found.add(line)
    return found


def _claims(view: View) -> Iterator[Sum]:
    spans = [span_of(heading.label) for heading in view.item_headings]
    for result, whole in enumerate(spans):
        if whole is None or whole[0] == whole[1]:
            continue
        for order in (range(result - 1, -1, -1), range(result + 1, len(spans))):
            for months in PARTS:
                parts = _parts(spans, whole, order, months)
                if parts:
                    yield Sum(result, tuple(parts), (1,) * len(parts))


def _parts(spans: Sequence[Span | None], whole: Span, order: Sequence[int], months: int) -> list[int]:
    """The nearest items of so many months each that together are the whole; none where one is missing."""
    first, last = whole
    missing = set(range(first, last + 1, months)) if last - first + 1 > months else set()
    found = []
    for item in order if missing else ():
        span = spans[item]
        if span == whole:
            break
        if span and span[0] in missing and span[1] - span[0] + 1 == months:
            missing.remove(span[0])
            found.append(item)
            if not missing:
                return sorted(found)
    return []
