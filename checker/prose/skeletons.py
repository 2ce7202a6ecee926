"""The skeleton of a sentence: its words, with one mark in the place of every figure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.prose.frames import Scene

AMOUNT, PERCENT, POINTS, OTHER = "\ue000", "\ue001", "\ue002", "\ue003"
_KINDS = {"percent": PERCENT, "points": POINTS, "times_as": OTHER, "permille": OTHER, "permyriad": OTHER,
          "kpoints": OTHER, "tenths": OTHER}  # fmt: skip
_MARKS = re.compile(f"[{AMOUNT}-{OTHER}<~^]")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The small letters of a sentence with marks for its figures, and which figure each mark stands for."""

    text: str
    figures: dict[int, int]

    def roles(self, match: re.Match[str]) -> dict[str, int]:
        """The figures of the named groups of a match; numbers at the end of a name tell alternatives apart."""
        found = ((name.rstrip("0123456789"), match.start(name)) for name in match.groupdict())
        return {name: self.figures[at] for name, at in found if at in self.figures}


def skeleton_of(scene: Scene, indices: list[int], folded: Callable[[str], str]) -> Skeleton:
    """The skeleton of the sentence whose figures have these indices; `folded` is what a language makes of a gap."""
    pieces: list[str] = []
    figures: dict[int, int] = {}
    length = 0
    for index in indices:
        lead = folded(scene.figures[index].lead)
        pieces += (lead, _KINDS.get(scene.families[index], AMOUNT))
        figures[length + len(lead)] = index
        length += len(lead) + 1
    pieces.append(folded(scene.figures[indices[-1]].tail))
    return Skeleton("".join(pieces), figures)


def small_letters(text: str) -> str:
    """The text in small letters, without characters that could be taken for marks."""
    return _MARKS.sub(" ", text.lower())
