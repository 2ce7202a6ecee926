"""Who is suspected, and what speaks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from checker.figures import Place
from checker.intervals import INFINITY
from checker.languages import Sentence
from checker.printing import stated_text
from checker.relations import Judgement, Kind, Verdict
from checker.report import Result
from checker.reporters.escaping import plain

if TYPE_CHECKING:
    from checker.findings import Finding, Suspect

MOST_NAMED = 4


def confirmations(result: Result) -> Mapping[Place, int]:
    """How many relations that hold every figure takes part in."""
    held = (one.relation for one in result.judgements if one.verdict is Verdict.HELD)
    return Counter(figure.place for relation in held for figure in relation.figures)


def accused(finding: Finding) -> tuple[Suspect, ...]:
    """The best suspects: one, several that nothing tells apart, or those that are wrong together."""
    first = finding.suspects[:1]
    if first and first[0].together:
        return tuple(one for one in finding.suspects if one.together)
    if first and first[0].settles == 1 and _limits(finding.judgement):
        return finding.suspects  # anything on one side of a limit will do, so that none stands out
    return tuple(one for one in finding.suspects if one.bits == first[0].bits) if first else ()


def _limits(judgement: Judgement) -> bool:
    """Whether a formula is broken that sets a limit rather than a value."""
    computed = judgement.computed
    limited = computed is not None and INFINITY in (computed.high, -computed.low)
    return limited and judgement.relation.kind is Kind.FORMULA


def suspicion(finding: Finding) -> Sentence:
    """The best suspects with the values that would settle the matter."""
    tied = accused(finding)
    if not tied:
        return Sentence("", "")
    named = [reading(one) for one in tied[:MOST_NAMED]]
    if tied[0].together:
        both, both_zh = " and ".join(named), "和".join(named)
        return Sentence(f"{both} would settle this together", f"{both_zh}一并改动可使此项成立")
    more = len(tied) - len(named)
    others, others_zh = (f" or {more} more" if more else ""), (f"等{len(tied)}处" if more else "")
    settles = tied[0].settles
    also, also_zh = (f" and {settles - 1} more" if settles > 1 else ""), (f"及另{settles - 1}项" if settles > 1 else "")
    return Sentence(
        f"{' or '.join(named)}{others} would settle this{also}",
        f"{'或'.join(named)}{others_zh}可使此项{also_zh}成立",
    )


def reading(suspect: Suspect) -> str:
    """A figure and how it would read: its cell, or its text where it stands in a sentence."""
    place, text = suspect.figure.place, plain(stated_text(suspect.figure))
    name = place.cell or text
    return name if suspect.candidate is None else f"{name}: {plain(suspect.candidate)}"


def evidence(finding: Finding, confirmed: Mapping[Place, int]) -> Sentence:
    """Why one figure is suspected and not another; nothing where no other relation favours one reading."""
    tied = accused(finding)
    if len(tied) != 1:
        return Sentence("", "")
    place, stated = tied[0].figure.place, plain(stated_text(tied[0].figure))
    name = place.cell or stated
    if tied[0].settles > 1 and tied[0].candidate is not None:
        count, value = tied[0].settles, plain(tied[0].candidate)
        return Sentence(
            f"{count} relations agree with {value} and not with {stated}", f"{count}个关系与{value}相符而与{stated}不符"
        )
    others = [figure for figure in finding.judgement.relation.figures if figure.place != place]
    if confirmed.get(place, 0) or not all(confirmed.get(figure.place, 0) for figure in others):
        return Sentence("", "")
    return Sentence(
        f"every other figure here agrees with another relation that holds, {name} with none",
        f"其余各数另有成立的关系印证，{name}没有",
    )
