"""Which line holds the whole of another line: its parent in a sum, its heading's parent, the line that states 100 %.

Shares of a column's total relate cells of two lines; these are the ways to say which line is the whole of which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.discovery.found import Found
from checker.discovery.patterns import Discovery
from checker.discovery.view import View

Bases = tuple[int | None, ...]
MOST_TOTALS = 6


def sum_parents(found: Discovery, view: View) -> Bases:
    """For each line of a view the total that a sum of the other view makes it a part of."""
    sums: Sequence[Found] = found.across if view.vertical else found.down
    parents: list[int | None] = [None] * len(view.lines)
    for one in sorted(sums, key=lambda each: each.strength):
        for operand in one.claim.operands:
            parents[operand] = one.claim.result
    return tuple(parents)


def roots(parents: Bases) -> Bases:
    """The outermost whole of each line, following parents upwards."""
    result: list[int | None] = []
    for line in range(len(parents)):
        at, steps = parents[line], 0
        while at is not None and parents[at] is not None and steps < len(parents):
            at, steps = parents[at], steps + 1
        result.append(at)
    return tuple(result)


def heading_parents(view: View) -> Bases:
    """The nearest line before that stands one or more levels higher."""
    result: list[int | None] = []
    stack: list[int] = []
    for line, heading in enumerate(view.line_headings):
        while stack and view.line_headings[stack[-1]].depth >= heading.depth:
            stack.pop()
        result.append(stack[-1] if stack else None)
        stack.append(line)
    return tuple(result)


def group_totals(view: View) -> Bases:
    """The total among the lines of the same header group."""
    totals: dict[tuple[str, ...], int] = {}
    for line, heading in enumerate(view.line_headings):
        if heading.total:
            totals.setdefault(heading.path[:-1], line)
    found = (totals.get(heading.path[:-1]) for heading in view.line_headings)
    return tuple(None if at == line else at for line, at in enumerate(found))


def full_lines(view: View, item: int, whole: int) -> list[int]:
    """The lines on which an item states 100 % (the whole in 1/scale units)."""
    return [line for line, value in enumerate(view.values[item]) if value == whole]


def nearest_full(view: View, full: Sequence[int]) -> Iterator[Bases]:
    """The nearest full line above, and below, for every line."""
    count = len(view.lines)
    yield tuple(max((at for at in full if at < line), default=None) for line in range(count))
    yield tuple(min((at for at in full if at > line), default=None) for line in range(count))


def constant(view: View, line: int) -> Bases:
    """One line as the whole of all others."""
    return tuple(None if at == line else line for at in range(len(view.lines)))


def likely_totals(view: View, parents: Bases, full: Iterable[int]) -> list[int]:
    """Lines that may be the whole of all others: stated as 100 %, named total, summed up, first and last."""
    told = [line for line, heading in enumerate(view.line_headings) if heading.total]
    summed = [at for at in roots(parents) if at is not None]
    ends = [0, len(view.lines) - 1]
    return list(dict.fromkeys([*full, *told, *summed, *ends]))[:MOST_TOTALS]
