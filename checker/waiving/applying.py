"""Waivers and a baseline on the findings of one call: what is accepted, what is open again, and what to tell of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker.config import Coded, Settings, level_for, selected
from checker.config import matches as matches_word
from checker.findings import Finding, Level, identity
from checker.paths import fits
from checker.relations import Judgement
from checker.waiving.acceptance import EXPIRED, STALE, VALID, Acceptance, Change
from checker.waiving.entries import Waiver
from checker.waiving.file import WaiversFile, read_waivers
from checker.waiving.matching import Match, candidates_of, matches
from checker.waiving.naming import FileNames
from checker.waiving.remarks import LEVEL, Remark, waiver_expired, waiver_stale, waiver_unused

if TYPE_CHECKING:
    from checker.baseline import Baseline

WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Call:
    """What was looked at in one call.

    `paths` are the files that were read, `failed` the codes of rules that could not be run, empty for a step of
    ours; `whole` says that no sheets were left out.
    """

    settings: Settings
    paths: tuple[str, ...]
    failed: frozenset[str] = frozenset()
    whole: bool = True

    def ran(self, waiver: Waiver, path: str) -> bool:
        """Whether everything ran that could find in a file what a waiver accepts."""
        if self.failed & {"", waiver.code} or not self.whole or not selected(waiver, self.settings):
            return False
        if waiver.code[3:4] == "9" and self.settings.declared is None:
            return False
        return not ignored_in(waiver, path, self.settings)


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a waiver about these files; it has no matches where nothing is like it any more."""

    waiver: Waiver
    files: tuple[str, ...]
    matches: tuple[Match, ...]
    acceptance: Acceptance

    @property
    def remark(self) -> Remark | None:
        """What is to be told of it, if anything."""
        if not self.matches:
            return waiver_unused
        return {EXPIRED: waiver_expired, STALE: waiver_stale}.get(self.acceptance.status)

    def spent(self, call: Call) -> bool:
        """Whether it accepts nothing any more, as far as the call can tell."""
        if self.matches:
            return self.acceptance.status != VALID
        return all(call.ran(self.waiver, path) for path in self.files)


@dataclass(frozen=True, slots=True)
class Accepting:
    """The waivers and the baseline of a call, read before anything is checked."""

    file: WaiversFile
    baseline: Baseline | None = None

    def applied(self, findings: Sequence[Finding], judged: Sequence[Judgement], call: Call) -> list[Finding]:
        """The findings, those accepted last, with the remarks on waivers among the open ones."""
        standings = standings_of(self.file, findings, judged, call)
        marked = [_marked(one, standings) for one in findings]
        marked += _remarks(standings, call)
        if self.baseline:
            marked = self.baseline.applied(marked)
        return sorted(marked, key=lambda one: one.state == WAIVED)


def accepting_of(settings: Settings) -> Accepting:
    """What the settings name. Raises InputError for a file that cannot be used."""
    file = read_waivers(Path(settings.waivers)) if settings.waivers else WaiversFile(Path())
    if not settings.baseline:
        return Accepting(file)
    from checker.baseline import read_baseline

    return Accepting(file, read_baseline(Path(settings.baseline)))


def today() -> datetime.date:
    """The day on which waivers are looked at."""
    return datetime.date.today()


def standings_of(
    file: WaiversFile, findings: Sequence[Finding], judged: Sequence[Judgement], call: Call
) -> list[Standing]:
    """What became of every waiver about the files that were read."""
    names = FileNames(file.path.parent)
    files = {id(one): [path for path in call.paths if names.means(one.file, path)] for one in file.waivers}
    concerned = [one for one in file.waivers if files[id(one)]]
    if not concerned:
        return []
    found: dict[int, list[Match]] = {}
    for match in matches(concerned, candidates_of(findings, judged), lambda one, path: path in files[id(one)]):
        found.setdefault(id(match.waiver), []).append(match)
    return [_standing(one, files[id(one)], found.get(id(one), []), today()) for one in concerned]


def _standing(waiver: Waiver, files: Sequence[str], found: Sequence[Match], day: datetime.date) -> Standing:
    changed = next((match.changes for match in found if match.changes), ())
    return Standing(waiver, tuple(files), tuple(found), acceptance_of(waiver, day, changed))


def acceptance_of(waiver: Waiver, day: datetime.date, changed: tuple[Change, ...] = ()) -> Acceptance:
    """A waiver as it is told on a day, where these figures have changed."""
    return Acceptance(
        kind=waiver.kind,
        source=waiver.source,
        status=STALE if changed else EXPIRED if waiver.expired(day) else VALID,
        id=waiver.id,
        reason=waiver.reason,
        by=waiver.by,
        date=waiver.date.isoformat(),
        until=waiver.until.isoformat() if waiver.until else "",
        line=waiver.line,
        changes=changed,
    )


def _marked(finding: Finding, standings: Sequence[Standing]) -> Finding:
    """A finding with the waiver that stands for it, or did; the last of several in the file."""
    for standing in reversed(standings):
        for match in standing.matches:
            if match.candidate.finding is finding:
                now = acceptance_of(standing.waiver, today(), match.changes)
                return replace(finding, state=WAIVED if now.status == VALID else "open", waiver=now)
    return finding


def _remarks(standings: Sequence[Standing], call: Call) -> Iterator[Finding]:
    for standing in standings:
        teller = standing.remark
        if teller and standing.spent(call):
            judgement = teller(standing.waiver, standing.acceptance)
            if _wanted(judgement, call.settings):
                yield _finding(judgement, call.settings)


def _finding(judgement: Judgement, settings: Settings) -> Finding:
    relation = judgement.relation
    level = level_for(relation.code, relation.name, settings) or LEVEL
    return Finding(judgement, Level(level), id=identity(judgement))


def _wanted(judgement: Judgement, settings: Settings) -> bool:
    """Whether remarks on waivers are asked for; a choice of rules that does not name them leaves them out."""
    relation = judgement.relation
    paths = [gap.place.path for gap in relation.missing]
    return selected(relation, settings) and not any(ignored_in(relation, path, settings) for path in paths)


def ignored_in(one: Coded, path: str, settings: Settings) -> bool:
    """Whether a rule is ignored for a file."""
    patterns = (words for pattern, words in settings.per_file_ignores.items() if fits(path, pattern))
    return any(matches_word(one, word) for words in patterns for word in words)
