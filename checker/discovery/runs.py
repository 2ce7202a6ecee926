"""Runs of neighbouring items that add up to another one, looked up in running sums."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import log10
from operator import gt
from typing import NamedTuple

from checker.discovery.candidates import MOST_FOR_GAPS, Candidate, probing_lines, signed_sum
from checker.discovery.view import View

FEW_FOR_GAPS = 50  # items; beyond, only totals are tried with a gap
MOST_MATCHES = 64  # places looked at for one needed sum
MOST_BY_CHANCE, LEAST_FOUND = 4, 400  # runs for one result, and altogether, beyond which they are chance
SHORT = 8  # items of a run that is still sought then
MOST_STEPS = 16  # items added up one by one before a needed sum is looked up


def runs(
    view: View, sequence: Sequence[int], source: str = "run", gaps: bool = False, parts: Sequence[int] = ()
) -> Iterator[Candidate]:
    """Results that equal a run of neighbours: adjacent ones, or (`gaps`) those with others between.

    `parts` are items that belong to totals already and may yet be totals themselves.
    """
    count = len(sequence)
    if count < 2 or (gaps and count > MOST_FOR_GAPS):
        return
    price = log10(max(count * count / 2, 1.0)) if gaps else log10(2 * count)
    seen: set[tuple[int, int, int]] = set()
    results = [(position, position + 1, item) for position, item in enumerate(sequence)]
    results += [(at, at, item) for item in parts for at in (bisect_left(sequence, item),)]
    if gaps and count > FEW_FOR_GAPS:
        results = [one for one in results if view.item_headings[one[2]].total]
    for line in probing_lines(view, sequence):
        track = _track(view, sequence, line)
        if gaps and not track.selective:
            continue
        spots = [
            Spot(before, after, item, stated, max(view.halves[item][line], view.coarse))
            for before, after, item in results
            if (stated := view.values[item][line]) is not None
        ]
        for item, start, end in _apart(track, spots) if gaps else _beside(view, track, spots):
            if (item, start, end) not in seen:
                seen.add((item, start, end))
                yield Candidate(signed_sum(view, item, sequence[start:end]), source + "-gap" * gaps, price)


class Spot(NamedTuple):
    """A possible result: where it stands among the running sums, which item it is, its value and its room."""

    before: int
    after: int
    item: int
    stated: int
    own: int


Run = tuple[int, int, int]  # a result, and the running sums where its parts begin and end


def _apart(track: Track, spots: Sequence[Spot]) -> Iterator[Run]:
    for before, after, item, stated, own in spots:
        for start, end in track.apart(before, after, stated, own):
            yield item, start, end


def _beside(view: View, track: Track, spots: Sequence[Spot]) -> list[Run]:
    """The runs next to their results; on a line where chance finds several for each, short ones and named totals'."""
    most, found = max(LEAST_FOUND, MOST_BY_CHANCE * len(spots)), list[Run]()
    sought = track.next_to if track.rising else track.beside
    for before, after, item, stated, own in spots:
        found += [(item, start, end) for start, end in sought(before, after, stated, own)]
        if len(found) > most:
            break
    else:
        return found
    found = []
    for before, after, item, stated, own in spots:
        total = view.item_headings[item].total
        ends = sought(before, after, stated, own) if total else track.short(before, after, stated, own)
        found += [(item, start, end) for start, end in ends]
    return found


class Track(NamedTuple):
    """The running sums of a sequence on one line, and the same sorted, to look a needed sum up.

    They are `rising` where every item adds more than its own rounding: a run that has grown too large stays so.
    """

    sums: list[int]
    slacks: list[int]
    order: list[int]
    keys: list[int]
    rising: bool

    @property
    def selective(self) -> bool:
        """Whether a needed sum is found by chance in fewer than one place on average."""
        spread = self.keys[-1] - self.keys[0]
        return 2 * self.slacks[-1] * len(self.keys) <= spread

    def next_to(self, before: int, after: int, stated: int, own: int) -> list[tuple[int, int]]:
        """The same as `beside` where the sums rise: a few items are added up before anything is looked up."""
        sums, slacks, found = self.sums, self.slacks, []
        for end in range(after + 2, len(sums)):
            gap, room = sums[end] - sums[after] - stated, own + slacks[end] - slacks[after]
            if gap > room:
                break
            if gap >= -room:
                found.append((after, end))
            elif end > after + MOST_STEPS:
                return list(self.beside(before, after, stated, own))
        for start in range(before - 2, -1, -1):
            gap, room = sums[before] - sums[start] - stated, own + slacks[before] - slacks[start]
            if gap > room:
                break
            if gap >= -room:
                found.append((start, before))
            elif start < before - MOST_STEPS:
                return list(self.beside(before, after, stated, own))
        return found

    def short(self, before: int, after: int, stated: int, own: int) -> Iterator[tuple[int, int]]:
        """The same as `beside` for runs of a few items."""
        for end in range(after + 2, min(after + SHORT + 1, len(self.sums))):
            if self._fits(after, end, stated, own):
                yield after, end
        for start in range(before - 2, max(before - SHORT - 1, -1), -1):
            if self._fits(start, before, stated, own):
                yield start, before

    def beside(self, before: int, after: int, stated: int, own: int) -> Iterator[tuple[int, int]]:
        """Runs of two or more items directly behind or directly before a result that add up to it."""
        for end in self._near(self.sums[after] + stated, own) if after < len(self.sums) else ():
            if end - after >= 2 and self._fits(after, end, stated, own):
                yield after, end
        for start in self._near(self.sums[before] - stated, own):
            if before - start >= 2 and self._fits(start, before, stated, own):
                yield start, before

    def apart(self, before: int, after: int, stated: int, own: int) -> Iterator[tuple[int, int]]:
        """Runs of two or more items that add up to a result and stand neither around it nor beside it."""
        for start in range(len(self.sums) - 2):
            if before <= start <= after:
                continue
            for end in self._near(self.sums[start] + stated, own):
                beside = end == before or (start < before < end)
                if end - start >= 2 and not beside and self._fits(start, end, stated, own):
                    yield start, end

    def _near(self, target: int, own: int) -> list[int]:
        """The places where the running sum is near a target, at most so many."""
        room = own + self.slacks[-1]
        low = bisect_left(self.keys, target - room)
        if low == len(self.keys) or self.keys[low] > target + room:
            return []
        high = bisect_right(self.keys, target + room, low)
        if high - low > MOST_MATCHES:
            middle = bisect_left(self.keys, target)
            low, high = max(low, middle - MOST_MATCHES // 2), min(high, middle + MOST_MATCHES // 2)
        return self.order[low:high]

    def _fits(self, start: int, end: int, stated: int, own: int) -> bool:
        gap = abs(self.sums[end] - self.sums[start] - stated)
        return gap <= own + self.slacks[end] - self.slacks[start]


def _track(view: View, sequence: Sequence[int], line: int) -> Track:
    values = [view.values[item][line] for item in sequence]
    widths = [view.halves[item][line] for item in sequence]
    if view.coarse:
        floor = view.coarse
        widths = [0 if v is None else max(width, floor) for v, width in zip(values, widths, strict=True)]
    signs = map(view.signs.__getitem__, sequence)
    signed = [sign * (value or 0) for sign, value in zip(signs, values, strict=True)]
    rising = all(map(gt, signed, widths))
    sums = list(accumulate(signed, initial=0))
    slacks = list(accumulate(widths, initial=0))
    order = sorted(range(len(sums)), key=sums.__getitem__)
    return Track(sums, slacks, order, [sums[at] for at in order], rising)
