"""What a person is told: broken relations grouped by cause, with level, suspects and a lasting identity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checker.blanket import ANOTHER_WHOLE, MOSTLY_BROKEN, mostly_broken, of_another_whole
from checker.contraction import Contradiction
from checker.excuses import ENOUGH, HINTS, POLICIES, Excuses, TableKey, factor_of, off_by, table_of
from checker.figures import Place
from checker.identity import claim_of
from checker.levels import Level, level_of, settled
from checker.locate import Cause, Suspect, causes
from checker.relations import Judgement, Kind, Relation, Verdict
from checker.together import TOGETHER, suspects_of

if TYPE_CHECKING:
    from checker.waiving.acceptance import Acceptance

__all__ = ["Finding", "Level", "Suspect", "find", "identity"]

SEVERAL_PAIRS = "several pairs of figures, wrong together, would explain this"
LOOSE = frozenset({Kind.BOUND, Kind.UNIT, Kind.POSSIBLE, Kind.LIST})  # kinds that hold for figures of many sizes
RANK = {Level.ERROR: 0, Level.QUERY: 1, Level.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken relation, several with one cause, or several that hold one by one and not together.

    `judgement` stands for the cause, `also` are the others it explains; `suspects` come best first and are
    tied unless their `bits` differ. `state` is open or waived; `waiver` is what accepts it, or did until a figure
    changed or a day passed. `count` of `of` lines of the pattern break. `hint` says what would explain it.
    """

    judgement: Judgement
    level: Level
    suspects: tuple[Suspect, ...] = ()
    also: tuple[Judgement, ...] = ()
    state: str = "open"
    waiver: Acceptance | None = None
    count: int = 1
    of: int = 1
    hint: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """A broken relation with its level and what would explain it."""

    judgement: Judgement
    level: Level
    hint: str


def find(judgements: Sequence[Judgement], together: Iterable[Contradiction] = ()) -> list[Finding]:
    """The findings of all judgements, worst level first, then by the gap in units of the last place.

    `together` are relations that hold one by one but not together.
    """
    held = [one for one in judgements if one.verdict is Verdict.HELD and one.relation.kind is not Kind.UNIT]
    firm = [one for one in held if one.relation.kind not in LOOSE]
    confirmed = {figure.place for one in firm for figure in one.relation.figures}
    levels = {id(one): level for one in judgements if (level := level_of(one)) and not _usual(one, confirmed)}
    complaints = [one for one in judgements if id(one) in levels and is_complaint(one.relation)]
    broken = [one for one in judgements if id(one) in levels and not is_complaint(one.relation)]
    excuses = Excuses(broken, judgements)
    tables = list(_rounded_tables(broken, excuses))
    tables = [*tables, *_mostly_broken(broken, judgements, tables, levels, firm)]
    told = {id(one) for finding in tables for one in (finding.judgement, *finding.also)}
    rest = [one for one in broken if id(one) not in told]
    graded = {id(one): _graded(one, levels[id(one)], excuses) for one in rest}
    told_causes = (_finding(cause, graded) for cause in causes(rest, held))
    found = [*tables, *(finding for finding in told_causes if finding)]
    found += [_joint(one, judgements) for one in together]
    found += [Finding(one, levels[id(one)]) for one in complaints]
    return list(_identified(sorted(found, key=_order)))


def _usual(judgement: Judgement, confirmed: Collection[Place]) -> bool:
    """Whether a figure is only of an odd size, and arithmetic with others confirms it."""
    relation = judgement.relation
    sized = relation.kind is Kind.UNIT and relation.note != "grid"
    return sized and all(figure.place in confirmed for figure in relation.figures)


def is_complaint(relation: Relation) -> bool:
    """Whether a demand was found unmet without any arithmetic: nothing can be located or excused by figures.

    Such are the findings on column schemas (SCH) and on waivers (WVR): a `Judgement` that is broken, of a relation
    of kind formula that has a declaration with a message and no expression. It may have a result (the figure
    complained of) or one gap that is missing (a cell or a line that holds no figure).
    """
    return relation.kind is Kind.FORMULA and relation.expression is None and relation.declaration is not None


def _rounded_tables(broken: Sequence[Judgement], excuses: Excuses) -> Iterator[Finding]:
    """One query for a table whose broken relations, three or more, all hold under one other rounding."""
    tables: dict[TableKey, list[Judgement]] = {}
    for one in broken:
        tables.setdefault(table_of(one), []).append(one)
    for members in tables.values():
        policies = [excuses.policies[id(one)] for one in members]
        shared = [name for name in POLICIES if all(name in names for names in policies)]
        if len(members) >= ENOUGH and shared:
            first, *others = sorted(members, key=lambda one: -gap(one))
            count, hint = len(members), f"this table {HINTS[shared[0]]}"
            yield Finding(first, Level.QUERY, also=tuple(others), count=count, of=count, hint=hint)


def _mostly_broken(
    broken: Sequence[Judgement],
    judgements: Sequence[Judgement],
    known: Iterable[Finding],
    levels: Mapping[int, Level],
    firm: Sequence[Judgement],
) -> Iterator[Finding]:
    """One finding for a declared formula, or a discovered pattern, that breaks on most of its lines."""
    told = {id(one) for finding in known for one in (finding.judgement, *finding.also)}
    rest = [one for one in broken if id(one) not in told]
    for (first, *others), of in mostly_broken(rest, judgements, firm):
        declared = first.relation.declaration is not None
        level, hint = (levels[id(first)], MOSTLY_BROKEN) if declared else (Level.QUERY, ANOTHER_WHOLE)
        yield Finding(first, level, also=tuple(others), count=len(others) + 1, of=of, hint=hint)
    for first, *others in of_another_whole(rest, firm):
        count = len(others) + 1
        yield Finding(first, Level.QUERY, also=tuple(others), count=count, of=count, hint=ANOTHER_WHOLE)


def _graded(judgement: Judgement, level: Level, excuses: Excuses) -> Graded:
    excuse = excuses.of(judgement)
    demoted = Level.QUERY if excuse.demotes and level is Level.ERROR else level
    return Graded(judgement, demoted, excuse.hint)


def _finding(cause: Cause, graded: Mapping[int, Graded]) -> Finding | None:
    """The finding of a cause; None where nothing that it explains is plausible enough to be told."""
    settled_levels = (
        replace(known, level=level)
        for one in cause.judgements
        if (level := settled(one, (known := graded[id(one)]).level, cause.suspects))
    )
    clear = cause.clear
    members = sorted(
        settled_levels, key=lambda one: (RANK[one.level], _aside(one.judgement, clear), -gap(one.judgement))
    )
    if not members:
        return None
    first, *others = members
    power = factor_of(clear.figure, clear.value) if clear and clear.value is not None else None
    if power:
        level = Level.QUERY if first.level is Level.ERROR else first.level
        first = replace(first, level=level, hint=off_by(power).hint)
    also = tuple(one.judgement for one in others)
    hint = first.hint or (SEVERAL_PAIRS if cause.several_pairs else "")
    return Finding(first.judgement, first.level, cause.suspects, also, hint=hint)


def _joint(found: Contradiction, judgements: Sequence[Judgement]) -> Finding:
    """A question about relations that hold one by one."""
    first, *others = found.judgements
    return Finding(first, Level.QUERY, suspects_of(found, judgements), tuple(others), hint=TOGETHER)


def _aside(judgement: Judgement, suspect: Suspect | None) -> int:
    """How far from the suspect a relation is told: -1 as a repeat, 0 as its result, 1 without one, 2 as an operand."""
    result = judgement.relation.result
    if suspect is None:
        return 1
    if result is None:
        repeat = judgement.relation.kind is Kind.REPEAT
        return -1 if repeat and any(one.place == suspect.figure.place for one in judgement.relation.figures) else 1
    return 0 if result.place == suspect.figure.place else 2


def _order(finding: Finding) -> tuple[int, float, int]:
    return RANK[finding.level], -gap(finding.judgement), -len(finding.also)


def gap(judgement: Judgement) -> float:
    """How far the two sides are apart, in units of the last place of the result (or of the operands)."""
    stated, computed = judgement.stated, judgement.computed
    if stated is None or computed is None:
        return 0.0
    relation = judgement.relation
    ulp = relation.result.ulp if relation.result else max(term.figure.ulp for term in relation.operands)
    return float(max(stated.low - computed.high, computed.low - stated.high, 0) / ulp)


def identity(judgement: Judgement, occurrence: int = 0) -> str:
    """Eight hexadecimal digits from what the relation claims, its labels and its texts; never its place."""
    return claim_of(judgement.relation).id(occurrence)


def _identified(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings with their identity; equal ones, such as two copies of a table, are told apart by order."""
    seen: Counter[str] = Counter()
    for finding in findings:
        plain = identity(finding.judgement)
        yield replace(finding, id=identity(finding.judgement, seen[plain]))
        seen[plain] += 1
