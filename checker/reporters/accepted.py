"""Findings that somebody has accepted, or that an earlier run knows: a line each, or a count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from checker.languages import Sentence
from checker.messages import told
from checker.report import Result, counted
from checker.reporters.escaping import plain
from checker.reporters.places import address, main_place
from checker.waiving.acceptance import told_acceptance

if TYPE_CHECKING:
    from checker.findings import Finding
    from checker.reporters import Telling

MOST_LISTED = 10
WAIVED, KNOWN = Sentence("waived", "已豁免"), Sentence("known", "已知")


def state_word(finding: Finding) -> Sentence:
    """What a finding that is not open is called."""
    return KNOWN if finding.waiver and finding.waiver.known else WAIVED


def acceptance_text(finding: Finding, lang: str) -> str:
    """Who accepted a finding and why, or why that no longer counts; nothing where nobody did."""
    return plain(told_acceptance(finding.waiver).in_(lang)) if finding.waiver else ""


def accepted_line(finding: Finding, lang: str) -> str:
    """`waived[TOT101] report.csv:7:2: what is wrong (who accepted it, when and why)`."""
    relation, opening, closing = finding.judgement.relation, *(("（", "）") if lang == "zh" else (" (", ")"))
    where = address(main_place(finding.judgement))
    head = f"{state_word(finding).in_(lang)}[{relation.code}] {where}: {plain(told(finding.judgement).in_(lang))}"
    return f"{head}{opening}{acceptance_text(finding, lang)}{closing}"


def accepted_lines(result: Result, telling: Telling) -> Iterator[str]:
    """Waived findings, up to so many one by one, then those that a baseline knows."""
    waived = [one for one in result.waived if not (one.waiver and one.waiver.known)]
    known = [one for one in result.waived if one.waiver and one.waiver.known]
    yield from (accepted_line(one, telling.lang) for one in waived[:MOST_LISTED])
    if len(waived) > MOST_LISTED:
        more = len(waived) - MOST_LISTED
        yield Sentence(f"and {more} more waived (-v lists all)", f"另豁免{more}项（-v 全部列出）").in_(telling.lang)
    yield from known_lines(known, telling.lang)


def known_lines(known: Sequence[Finding], lang: str) -> Iterator[str]:
    """How many findings a baseline knows."""
    if known:
        count, source = len(known), acceptance_text(known[0], lang)
        yield Sentence(f"{counted(count, 'finding')} {source} (-v lists all)", f"{source}{count}项（-v 全部列出）").in_(
            lang
        )
