"""Findings as code hosts show them: a level, a sentence and a position in a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.messages import told
from checker.report import Result
from checker.reporters.escaping import plain
from checker.reporters.places import main_place
from checker.reporters.positions import Position, position_of
from checker.reporters.suspicion import suspicion

if TYPE_CHECKING:
    from checker.findings import Finding
    from checker.reporters import Telling


@dataclass(frozen=True, slots=True)
class Annotation:
    """A finding, told in one line of harmless text, and where it stands."""

    finding: Finding
    message: str
    position: Position

    @property
    def level(self) -> str:
        return str(self.finding.level)

    @property
    def code(self) -> str:
        return self.finding.judgement.relation.code

    @property
    def name(self) -> str:
        return plain(self.finding.judgement.relation.name)


def annotated(result: Result, telling: Telling, *, waived: bool = False) -> Iterator[Annotation]:
    """Every open finding, up to as many as are wanted, and where they are wanted those that are waived."""
    for one in (*result.open[: telling.max_findings], *(result.waived if waived else ())):
        yield Annotation(one, told_in_full(one, telling.lang), position_of(result, main_place(one.judgement)))


def told_in_full(finding: Finding, lang: str) -> str:
    """What is wrong, and what would settle it, in one line."""
    parts = (told(finding.judgement).in_(lang), suspicion(finding).in_(lang))
    return plain(("；" if lang == "zh" else "; ").join(part for part in parts if part))


def troubles(result: Result) -> Iterator[tuple[str, str]]:
    """What could not be done: a path, empty where none is concerned, and why."""
    yield from ((one.path, plain(one.reason)) for one in result.unreadable)
    yield from ((one.path, plain(f"{one.code} {one.name}".strip() + f": {one.message}")) for one in result.failures)
