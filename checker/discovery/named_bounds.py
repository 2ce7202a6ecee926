"""Bounds that names alone announce: subsets, least and greatest, percentages of a whole."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from checker.discovery.bounds import Bounded, Claim, additive_lines, bounded, parts_by_sums, stands
from checker.discovery.identity import subject, subjects
from checker.discovery.patterns import Discovery
from checker.discovery.view import View
from checker.lexicon.bounds import (
    MEANS,
    MIDDLE,
    NOT_WITHIN,
    QUALIFIERS,
    SEXES,
    SIGNED,
    STATISTICS,
    SUBSETS,
    SUBSETS_OF_RATES,
    WITHIN_WHOLE,
)
from checker.lexicon.words import Words
from checker.reading.tables import Heading

Names = tuple[str, ...]
SHARES = Words(
    r"share|(?:%|per ?cent(?:age)?) of ",
    r"占(?!用|地(?![区方]))",
)
FEW_OUTSIDE = 10  # at most one percentage in so many


Pairs = tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


def _subsets(pairs: tuple[tuple[str, str], ...], names: Sequence[Names]) -> Pairs:
    """The pairs of words that can stand in the names: the Chinese ones only where there is any Chinese."""
    return _compiled(pairs, all(text.isascii() for name in names for text in name))


@lru_cache(maxsize=6)
def _compiled(pairs: tuple[tuple[str, str], ...], plain: bool) -> Pairs:
    wanted = [pair for pair in pairs if not plain or pair[0].isascii()]
    return tuple((re.compile(part), re.compile(whole)) for part, whole in wanted)


@lru_cache(maxsize=1)
def _statistics() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((rank, re.compile(f"^(?:{words})|(?:{words})$")) for rank, words in STATISTICS)


def subsets(found: Discovery) -> Iterator[Bounded]:
    """Items whose names say that one is among the other: boarders and pupils, this month and the year to date."""
    for view, sums in ((found.vertical, found.down), (found.horizontal, found.across)):
        names = [subjects(heading) for heading in view.item_headings]
        short = [subjects(heading, keep_total=False) for heading in view.item_headings]
        below = parts_by_sums(view, sums)
        every = _by_pairs(view, names, short, _subsets(SUBSETS_OF_RATES, names))
        yield from _standing(view, every, below, range(len(view.lines)))
        if not MEANS.search(found.table.title):
            amounts = [claim for claim in _of_amounts(view, names, short) if _amounts(view, claim)]
            yield from _standing(view, amounts, below, additive_lines(view, sums) if amounts else ())


def _of_amounts(view: View, names: Sequence[Names], short: Sequence[Names]) -> Iterator[Claim]:
    yield from _by_pairs(view, names, short, _subsets(SUBSETS, names))
    yield from _by_qualifiers(names, short)
    sexes = list(dict.fromkeys(_by_pairs(view, names, short, _subsets(SEXES, names))))
    of_whole = Counter(claim.whole for claim in sexes)
    # where both sexes stand beside the total, their sum says more, or they are no amounts at all
    yield from (claim for claim in sexes if of_whole[claim.whole] == 1)


def _amounts(view: View, claim: Claim) -> bool:
    """Whether both are amounts that are never below zero by their names."""
    items = (claim.part, claim.whole)
    signed = any(SIGNED.search(text) for item in items for text in view.item_headings[item].path)
    return not signed and not any(view.rate_items[item] for item in items)


def _standing(
    view: View, claims: Iterable[Claim], below: Mapping[int, set[int]], lines: Sequence[int]
) -> Iterator[Bounded]:
    """The claims that no sum implies and few lines refute."""
    for claim in dict.fromkeys(claims):
        if claim.part not in below.get(claim.whole, ()):
            bound = bounded(view, claim, lines)
            if bound is not None and stands(bound) and bound.held:
                yield bound


def _by_pairs(view: View, names: Sequence[Names], short: Sequence[Names], pairs: Pairs) -> Iterator[Claim]:
    for part_words, whole_words in pairs:
        parts = [at for at, path in enumerate(names) if _plays(path, part_words)]
        wholes = [at for at, path in enumerate(short) if _plays(path, whole_words)] if parts else []
        wholes += [at for at, path in enumerate(names) if parts and at not in wholes and _plays(path, whole_words)]
        for part in parts:
            for whole in wholes:
                forms = ((names[part], names[whole]), (short[part], short[whole]), (names[part], short[whole]))
                named = any(_differ_so(a, b, part_words, whole_words) for a, b in forms)
                if named and part != whole and _alike(view, part, whole):
                    yield Claim(part, whole, True)


def _plays(path: Names, words: re.Pattern[str]) -> bool:
    return any(words.fullmatch(name) for name in path)


def _differ_so(part: Names, whole: Names, part_words: re.Pattern[str], whole_words: re.Pattern[str]) -> bool:
    """Whether two paths are the same but where one says the part and the other the whole."""
    if len(part) != len(whole):
        return False
    differing = [(a, b) for a, b in zip(part, whole, strict=True) if a != b]
    return bool(differing) and all(part_words.fullmatch(a) and whole_words.fullmatch(b) for a, b in differing)


def _by_qualifiers(names: Sequence[Names], short: Sequence[Names]) -> Iterator[Claim]:
    where: dict[Names, list[int]] = defaultdict(list)
    for at, path in enumerate(short):
        where[path].append(at)
    for part, path in enumerate(names):
        for level, name in enumerate(path):
            qualifier = QUALIFIERS.match(name)
            if qualifier is None:
                continue
            wider = (*path[:level], name[qualifier.end() :], *path[level + 1 :])
            for whole in where.get(wider, ()):
                if whole != part:
                    yield Claim(part, whole, True)


def _alike(view: View, part: int, whole: int) -> bool:
    """Whether both are amounts, or both are the rates that the words name."""
    return view.rate_items[part] == view.rate_items[whole]


def in_order(found: Discovery) -> Iterator[Bounded]:
    """Least, mean and greatest of one quantity, in that order."""
    for view in (found.vertical, found.horizontal):
        groups: dict[Names, list[tuple[int, int]]] = defaultdict(list)
        for at, heading in enumerate(view.item_headings):
            placed = _ranked(heading)
            if placed is not None:
                groups[placed[1]].append((placed[0], at))
        for ranked in groups.values():
            for claim in _neighbours(ranked):
                bound = bounded(view, claim, range(len(view.lines)))
                if bound is not None and stands(bound) and bound.held:
                    yield bound


def _ranked(heading: Heading) -> tuple[int, Names] | None:
    """The rank of a statistic and what it is a statistic of."""
    path = [subject(text) for text in heading.path]
    for level in range(len(path) - 1, -1, -1):
        for rank, words in _statistics():
            found = words.search(path[level])
            if found:
                rest = (path[level][: found.start()] + path[level][found.end() :]).strip(" -_,:的")
                return rank, (*path[:level], rest, *path[level + 1 :])
    return None


def _neighbours(ranked: Sequence[tuple[int, int]]) -> Iterator[Claim]:
    """Each statistic with the next higher one; the mean only with the least and the greatest."""
    by_rank: dict[int, list[int]] = defaultdict(list)
    for rank, at in ranked:
        by_rank[rank].append(at)
    if any(len(items) > 1 for rank, items in by_rank.items() if rank != MIDDLE):
        return
    ranks = sorted(by_rank)
    if not (ranks[0] < MIDDLE or ranks[-1] > MIDDLE) or len(ranks) < 2:
        return
    for low, high in pairwise(ranks):
        for part in by_rank[low]:
            for whole in by_rank[high]:
                if MIDDLE not in (low, high) or {low, high} & {0, 4}:
                    yield Claim(part, whole, True)


def shares_of_wholes(found: Discovery) -> Iterator[tuple[View, int, tuple[int, ...]]]:
    """Items of percentages that their name makes parts of a whole, with the lines they stand on.

    A share may be below zero where what it is a share of may, and then others exceed the whole.
    """
    for view in (found.vertical, found.horizontal):
        for item, heading in enumerate(view.item_headings):
            if not _says_part_of_whole(heading.path):
                continue
            lines = [line for line in range(len(view.lines)) if _percent(view, item, line)]
            inside = sum(_within(view, item, line) for line in lines)
            signed = SHARES.search(heading.label.lower()) and any((view.values[item][line] or 0) < 0 for line in lines)
            if inside and not signed and (len(lines) - inside) * FEW_OUTSIDE <= max(inside, FEW_OUTSIDE):
                yield view, item, tuple(lines)


def _says_part_of_whole(path: Iterable[str]) -> bool:
    texts = [text.lower() for text in path]
    return any(WITHIN_WHOLE.search(text) for text in texts[-2:]) and not any(NOT_WITHIN.search(t) for t in texts)


def _percent(view: View, item: int, line: int) -> bool:
    figure = view.figure(item, line)
    if figure is None or figure.unit.kind != "percent":
        return False
    return not NOT_WITHIN.search(" ".join(view.line_headings[line].path).lower())


def _within(view: View, item: int, line: int) -> bool:
    figure = view.figure(item, line)
    return figure is not None and figure.interval.high >= 0 and figure.interval.low <= 100
