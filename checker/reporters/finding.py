"""One finding for people: headline, ledger, the arithmetic, and who is suspected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

from checker.figures import Place
from checker.languages import Sentence
from checker.messages import Facts, facts_of, told
from checker.relations import Relation
from checker.report import Result
from checker.reporters.arithmetic import allowed, workings
from checker.reporters.escaping import plain
from checker.reporters.excerpts import excerpts_of
from checker.reporters.suspicion import accused, evidence, suspicion
from checker.reporters.widths import left, width
from checker.reporters.words import KINDS, LEVELS, hint_word, painted

if TYPE_CHECKING:
    from checker.findings import Finding
    from checker.reporters import Telling

KEY_WIDTH, WIDEST_KEY = 9, 24
MOST_ALSO = 5
REMARKS = "WVR"  # on waivers; they cannot be waived
ALLOWED, EVIDENCE = Sentence("allowed", "允许"), Sentence("evidence", "依据")
SUSPECT, HINT, ALSO = Sentence("suspect", "疑点"), Sentence("hint", "提示"), Sentence("also", "同因")
DECLARED, ACCEPTED = Sentence("declared", "声明"), Sentence("accepted", "可作解释")
ID, EXPLAIN, ACCEPT = Sentence("id", "编号"), Sentence("explain", "说明"), Sentence("accept", "豁免")
WAIVER = Sentence("waiver", "豁免")


def finding_text(result: Result, finding: Finding, confirmed: Mapping[Place, int], telling: Telling) -> str:
    """One finding: headline, places with their excerpts, and the lines that explain it."""
    facts = facts_of(finding.judgement)
    excerpts = excerpts_of(result, facts, telling.lang, {one.figure.place for one in accused(finding)})
    gutter = max((one.gutter for one in excerpts), default=1) + 1
    lines = [headline(finding, telling)]
    for one in excerpts:
        lines += [f"   --> {one.where}", *(f"{'':>{gutter - one.gutter}}{line}" for line in one.lines)]
    explanations = explained(finding, facts, confirmed, telling.lang)
    lines += [f"{'':>{gutter}} = {line}" for line in explanations]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def headline(finding: Finding, telling: Telling) -> str:
    """The first line, which stands alone: level, code, name, what is wrong."""
    relation, level = finding.judgement.relation, str(finding.level)
    if finding.state != "open":
        word, level = _state(finding).in_(telling.lang), "quiet"
    else:
        word = LEVELS[level].in_(telling.lang)
    label = painted(f"{word}[{relation.code}]", level, telling.color)
    separator = "：" if telling.lang == "zh" else ": "
    return f"{label} {plain(relation.name)}{separator}{plain(told(finding.judgement).in_(telling.lang))}"


def explained(finding: Finding, facts: Facts, confirmed: Mapping[Place, int], lang: str) -> Iterator[str]:
    """The lines after the ledger, each with its key."""
    kind = KINDS[str(facts.relation.kind)].in_(lang)
    lines = [
        *((f"{kind} {cells}".strip(), plain(numbers)) for cells, numbers in workings(facts, lang)),
        (ALLOWED.in_(lang), allowed(facts).in_(lang)),
        (EVIDENCE.in_(lang), evidence(finding, confirmed).in_(lang)),
        (SUSPECT.in_(lang), suspicion(finding).in_(lang)),
        (HINT.in_(lang), plain(hint_word(finding.hint, lang))),
        *_declared(facts.relation, lang),
        *((ALSO.in_(lang), text) for text in _others(finding, lang)),
        (WAIVER.in_(lang), _acceptance(finding, lang)),
        (ID.in_(lang), _id(finding, lang)),
    ]
    told_lines = [(key, text) for key, text in lines if text]
    wide = max(width(key) for key, _ in told_lines if width(key) <= WIDEST_KEY)
    yield from (f"{left(key, max(wide, KEY_WIDTH))}   {text}" for key, text in told_lines)


def _declared(relation: Relation, lang: str) -> Iterator[tuple[str, str]]:
    """What was written down and where, and which explanations are usually accepted."""
    from checker.findings import is_complaint

    declared = relation.declaration
    if declared is None or is_complaint(relation):
        return
    place = declared.place
    stands = f"  ({PurePath(place.path).name}:{place.line})" if place and place.line else ""
    yield DECLARED.in_(lang), plain(f"{declared.text}{stands}")
    yield from ((ACCEPTED.in_(lang), plain(one)) for one in declared.accepted)


def _state(finding: Finding) -> Sentence:
    from checker.reporters.accepted import state_word

    return state_word(finding)


def _acceptance(finding: Finding, lang: str) -> str:
    """Who accepted the finding; imported where somebody did."""
    if finding.waiver is None:
        return ""
    from checker.reporters.accepted import acceptance_text

    return acceptance_text(finding, lang)


def _id(finding: Finding, lang: str) -> str:
    """What to type to have the finding explained, and to accept it."""
    code = finding.judgement.relation.code
    parts = [finding.id, f"{EXPLAIN.in_(lang)}: checker rule {code}"]
    if finding.state == "open" and not code.startswith(REMARKS):
        parts.append(f"{ACCEPT.in_(lang)}: checker waive {finding.id}")
    return "   ".join(parts)


def _others(finding: Finding, lang: str) -> Iterator[str]:
    """What else has the same cause."""
    for other in finding.also[:MOST_ALSO]:
        yield plain(told(other).in_(lang))
    more = len(finding.also) - MOST_ALSO
    if more > 0:
        yield Sentence(f"and {more} more", f"另有{more}项").in_(lang)
