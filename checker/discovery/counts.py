"""Percentages of a small stated base: whole counts must stand behind them.

A base is known by its name alone. Percentages of people who were weighted, or of another base, give
themselves away: most of them are impossible, and then nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import log10
from typing import NamedTuple

from checker.discovery.identity import subject
from checker.discovery.patterns import Discovery
from checker.discovery.view import View
from checker.figures import Figure
from checker.lexicon.counts import RATE_BASES, SURVEY_BASE, WEIGHTED
from checker.possible import possible_for
from checker.relations import Basis, Kind, Pattern, Relation, Term

HUNDRED = Fraction(100)
DECADES = 2.0  # odds against chance that the lines must show together
FEW_BROKEN = 5  # at most one line in so many
LEAST_LINES = 3
TELLING = 0.7  # of the printable percentages so many at most may be possible, or a line says nothing


class Counted(NamedTuple):
    """Percentages of one base on the lines that can tell, and how many of those are possible."""

    view: View
    base: int
    shares: tuple[int, ...]
    lines: tuple[int, ...]
    held: int
    decades: float


def counted_shares(found: Discovery) -> Iterator[Counted]:
    """Percentages whose base stands beside them, alone or, where they make up the base, together."""
    if WEIGHTED.search(f"{found.table.title} {found.table.unit_line}"):
        return
    for view in (found.vertical, found.horizontal):
        for base, shares in _bases(view):
            together = _together(view, base, shares)
            for group in together or [(share,) for share in shares]:
                claimed = _weighed(view, base, group)
                if claimed is not None:
                    yield claimed


def _bases(view: View) -> Iterator[tuple[int, list[int]]]:
    """Every base with the percentages that are of it: those up to the next base, or those of its own rate."""
    names = [subject(heading.label) for heading in view.item_headings]
    percents = [at for at, rate in enumerate(view.rate_items) if rate and _percent(view, at)]
    surveys = [at for at, name in enumerate(names) if SURVEY_BASE.fullmatch(name) and not view.rate_items[at]]
    for number, base in enumerate(surveys):
        end = surveys[number + 1] if number + 1 < len(surveys) else len(names)
        beside = [at for at in percents if base < at < end] or [at for at in percents if len(surveys) == 1]
        if beside:
            yield base, beside
    for rate_words, base_words in RATE_BASES:
        bases = [at for at, name in enumerate(names) if base_words.fullmatch(name) and at not in surveys]
        rates = [at for at in percents if rate_words.fullmatch(names[at])]
        if len(bases) == 1 and rates:
            yield bases[0], rates


def _percent(view: View, item: int) -> bool:
    figures = [figure for line in range(len(view.lines)) if (figure := view.figure(item, line))]
    return bool(figures) and all(figure.unit.kind == "percent" for figure in figures)


def _together(view: View, base: int, shares: Sequence[int]) -> list[tuple[int, ...]]:
    """All the shares as one group, if they make up the whole on nearly every line."""
    lines = [line for line in range(len(view.lines)) if all(view.figure(share, line) for share in shares)]
    whole = 0
    for line in lines:
        figures = [figure for share in shares if (figure := view.figure(share, line))]
        room = sum(figure.ulp for figure in figures) / 2
        whole += abs(sum(figure.value for figure in figures) - HUNDRED) <= room
    enough = len(shares) > 1 and len(lines) >= LEAST_LINES
    return [tuple(shares)] if enough and whole * FEW_BROKEN >= len(lines) * (FEW_BROKEN - 1) else []


def _weighed(view: View, base: int, shares: tuple[int, ...]) -> Counted | None:
    lines, held, decades = [], 0, 0.0
    for line in range(len(view.lines)):
        whole = view.figure(base, line)
        parts = [figure for share in shares if (figure := view.figure(share, line))]
        if whole is None or len(parts) != len(shares) or not _telling(whole, parts):
            continue
        lines.append(line)
        if possible_for([part.interval for part in parts], int(whole.value), HUNDRED):
            held += 1
            decades -= sum(log10(_chance(whole, part)) for part in parts)
    broken = len(lines) - held
    stands = held >= LEAST_LINES and decades >= DECADES and broken <= max(1, len(lines) // FEW_BROKEN)
    return Counted(view, base, shares, tuple(lines), held, decades) if stands else None


def _telling(base: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the base is a whole number small enough for some printed percentages to be impossible."""
    return base.value.denominator == 1 and base.value > 0 and all(_chance(base, part) <= TELLING for part in parts)


def _chance(base: Figure, share: Figure) -> float:
    """The part of the printable percentages that some whole count gives."""
    return float(min(Fraction(1), (base.value + 1) * share.ulp / HUNDRED))


def possible_relations(claimed: Counted) -> Iterator[Relation]:
    """The claim on every line that can tell."""
    view = claimed.view
    side = "rows" if view.vertical else "columns"
    names = "+".join(str(view.items[share]) for share in claimed.shares)
    key = f"{side}:{view.table.index}:{names} of {view.items[claimed.base]}"
    pattern = Pattern(key, claimed.decades, len(claimed.lines), claimed.held, 0, True)
    for line in claimed.lines:
        figures = [view.figure(item, line) for item in (*claimed.shares, claimed.base)]
        terms = tuple(Term(figure) for figure in figures if figure is not None)
        yield Relation(Kind.POSSIBLE, None, terms, Basis.LABELLED, HUNDRED, pattern=pattern)
