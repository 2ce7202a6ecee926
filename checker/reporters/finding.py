"""One finding for people: headline, ledger, the arithmetic, and who is suspected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.languages import Sentence
from checker.messages import Facts, facts_of, told
from checker.naming import spot
from checker.reading.tables import Table
from checker.relations import Judgement
from checker.report import Result
from checker.reporters.arithmetic import allowed, note, worked
from checker.reporters.escaping import plain
from checker.reporters.ledger import drawn, ledger_of, stands_in
from checker.reporters.places import main_place, where
from checker.reporters.widths import left, width
from checker.reporters.words import KINDS, LEVELS, painted

if TYPE_CHECKING:
    from checker.findings import Finding, Suspect
    from checker.reporters import Telling

KEY_WIDTH = 11
MOST_ALSO = 5
MOST_SUSPECTS = 3


def finding_text(result: Result, finding: Finding, telling: Telling) -> str:
    """One finding: headline, place, ledger, and the lines that explain it."""
    judgement = finding.judgement
    facts = facts_of(judgement)
    place = main_place(judgement)
    lines = [headline(finding, telling), f"   --> {where(place)}"]
    table = next((one for one in result.tables if place and _belongs(judgement, one)), None)
    if table:
        ledger = ledger_of(table, judgement.relation)
        lines += _indented(drawn(ledger, note(facts, ledger.vertical).in_(telling.lang)))
    lines += [f"{'':>{_gutter(table)}} = {line}" for line in explained(finding, facts, telling.lang)]
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


def explained(finding: Finding, facts: Facts, lang: str) -> Iterator[str]:
    """The lines after the ledger, each with its key."""
    cells, numbers = worked(facts)
    kind = KINDS[str(facts.relation.kind)].in_(lang)
    if numbers:
        yield _keyed(f"{kind} {cells}".strip(), plain(numbers))
    allowance = allowed(facts).in_(lang)
    if allowance:
        yield _keyed(Sentence("allowed", "允许").in_(lang), allowance)
    for suspect in finding.suspects[:MOST_SUSPECTS]:
        yield _keyed(Sentence("suspect", "疑点").in_(lang), suspected(suspect, lang))
    for other in finding.also[:MOST_ALSO]:
        yield _keyed(Sentence("also", "同因").in_(lang), plain(told(other).in_(lang)))
    more = len(finding.also) - MOST_ALSO
    if more > 0:
        yield _keyed("", Sentence(f"and {more} more", f"另有{more}项").in_(lang))
    code = facts.relation.code
    explain = Sentence("explain", "说明").in_(lang)
    yield _keyed(Sentence("id", "编号").in_(lang), f"{finding.id}   {explain}: checker rule {code}")


def _keyed(key: str, text: str) -> str:
    return f"{left(key, KEY_WIDTH)} {text}" if width(key) <= KEY_WIDTH else f"{key}   {text}"


def suspected(suspect: Suspect, lang: str) -> str:
    """A suspect and the value that would settle the matter."""
    figure = suspect.figure
    name = f"{spot(figure.place)} {plain(figure.text)}"
    if suspect.candidate is None:
        return name
    value = plain(suspect.candidate)
    return Sentence(f"{name}: {value} would settle this", f"{name}：改为{value}即可成立").in_(lang)
