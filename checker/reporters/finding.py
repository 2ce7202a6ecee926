"""One finding for people: headline, ledger, the arithmetic, and who is suspected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from checker.figures import Place
from checker.languages import Sentence
from checker.messages import Facts, facts_of, told
from checker.reading.tables import Table
from checker.relations import Judgement
from checker.report import Result
from checker.reporters.arithmetic import allowed, note, worked
from checker.reporters.escaping import plain
from checker.reporters.ledger import drawn, ledger_of, stands_in
from checker.reporters.places import main_place, where
from checker.reporters.suspicion import evidence, suspicion
from checker.reporters.widths import left, width
from checker.reporters.words import KINDS, LEVELS, hint_word, painted

if TYPE_CHECKING:
    from checker.findings import Finding
    from checker.reporters import Telling

KEY_WIDTH = 11
MOST_ALSO = 5
ALLOWED, EVIDENCE = Sentence("allowed", "允许"), Sentence("evidence", "依据")
SUSPECT, HINT, ALSO = Sentence("suspect", "疑点"), Sentence("hint", "提示"), Sentence("also", "同因")
ID, EXPLAIN = Sentence("id", "编号"), Sentence("explain", "说明")


def finding_text(result: Result, finding: Finding, confirmed: Mapping[Place, int], telling: Telling) -> str:
    """One finding: headline, place, ledger, and the lines that explain it."""
    judgement = finding.judgement
    facts = facts_of(judgement)
    place = main_place(judgement)
    lines = [headline(finding, telling), f"   --> {where(place)}"]
    table = next((one for one in result.tables if place and _belongs(judgement, one)), None)
    if table:
        ledger = ledger_of(table, judgement.relation)
        lines += _indented(drawn(ledger, note(facts, ledger.vertical).in_(telling.lang)))
    lines += [f"{'':>{_gutter(table)}} = {line}" for line in explained(finding, facts, confirmed, telling.lang)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _indented(lines: list[str]) -> list[str]:
    return [f" {line}" for line in lines]


def _gutter(table: Table | None) -> int:
    return 1 + len(str(max(table.rows, default=1))) if table else 3


def _belongs(judgement: Judgement, table: Table) -> bool:
    relation = judgement.relation
    main = relation.result or (relation.figures[0] if relation.figures else None)
    return bool(main and stands_in(main, table))


def headline(finding: Finding, telling: Telling) -> str:
    """The first line, which stands alone: level, code, name, what is wrong."""
    relation, level = finding.judgement.relation, str(finding.level)
    label = painted(f"{LEVELS[level].in_(telling.lang)}[{relation.code}]", level, telling.color)
    separator = "：" if telling.lang == "zh" else ": "
    return f"{label} {plain(relation.name)}{separator}{plain(told(finding.judgement).in_(telling.lang))}"


def explained(finding: Finding, facts: Facts, confirmed: Mapping[Place, int], lang: str) -> Iterator[str]:
    """The lines after the ledger, each with its key."""
    cells, numbers = worked(facts)
    kind = KINDS[str(facts.relation.kind)].in_(lang)
    lines = [
        (f"{kind} {cells}".strip(), plain(numbers)),
        (ALLOWED.in_(lang), allowed(facts).in_(lang)),
        (EVIDENCE.in_(lang), evidence(finding, confirmed).in_(lang)),
        (SUSPECT.in_(lang), suspicion(finding).in_(lang)),
        (HINT.in_(lang), plain(hint_word(finding.hint, lang))),
        *((ALSO.in_(lang), text) for text in _others(finding, lang)),
        (ID.in_(lang), f"{finding.id}   {EXPLAIN.in_(lang)}: checker rule {facts.relation.code}"),
    ]
    yield from (_keyed(key, text) for key, text in lines if text)


def _others(finding: Finding, lang: str) -> Iterator[str]:
    """What else has the same cause."""
    for other in finding.also[:MOST_ALSO]:
        yield plain(told(other).in_(lang))
    more = len(finding.also) - MOST_ALSO
    if more > 0:
        yield Sentence(f"and {more} more", f"另有{more}项").in_(lang)


def _keyed(key: str, text: str) -> str:
    return f"{left(key, KEY_WIDTH)} {text}" if width(key) <= KEY_WIDTH else f"{key}   {text}"
