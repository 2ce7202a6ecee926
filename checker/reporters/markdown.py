"""Markdown, for merge requests and mail: a table of findings and the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.languages import Sentence
from checker.messages import told
from checker.report import Result
from checker.reporters.closing import statistics, summary_line
from checker.reporters.escaping import code_span, markdown
from checker.reporters.places import address, main_place
from checker.reporters.suspicion import accused, reading
from checker.reporters.words import LEVELS, VERDICTS, reason_word

if TYPE_CHECKING:
    from checker.findings import Finding
    from checker.relations import Judgement
    from checker.reporters import Telling

Row = tuple[str, ...]


def report_markdown(result: Result, telling: Telling) -> str:
    """A heading, what was found (or what was read), and how much was checked."""
    if telling.show:
        body = _table(_SHOWN, [_shown_row(one, telling.lang) for one in result.judgements], telling.lang)
    else:
        found = result.open[: telling.max_findings]
        body = _table(_FOUND, [_found_row(one, telling.lang) for one in found], telling.lang)
        waived = [_waived_row(one, telling.lang) for one in result.waived]
        body = "\n\n".join(part for part in (body, _table(_WAIVED, waived, telling.lang)) if part)
    troubles = [f"- {code_span(one.path)}: {markdown(one.reason)}" for one in result.unreadable]
    troubles += [f"- {markdown(str(one))}" for one in result.failures]
    counts = [f"- {markdown(line)}" for line in statistics(result)] if telling.statistics else []
    parts = [_title(result, telling.lang), body, "\n".join(troubles), "\n".join(counts)]
    parts += [] if telling.quiet else [markdown(summary_line(result, telling.lang))]
    return "\n\n".join(part for part in parts if part) + "\n"


_FOUND = Sentence("Level|Rule|Where|What|Suspect|Id", "级别|规则|位置|问题|疑点|编号")
_WAIVED = Sentence("State|Rule|Where|What|Accepted|Id", "状态|规则|位置|问题|豁免|编号")
_SHOWN = Sentence("Verdict|Rule|Where|Kind|Result|Reason", "判定|规则|位置|类型|结果|原因")


def _title(result: Result, lang: str) -> str:
    count = len(result.open)
    noun = "finding" if count == 1 else "findings"
    return Sentence(f"## checker: {count} {noun}", f"## checker：{count}项").in_(lang)


def _table(head: Sentence, rows: list[Row], lang: str) -> str:
    if not rows:
        return ""
    names = head.in_(lang).split("|")
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _found_row(finding: Finding, lang: str) -> Row:
    relation = finding.judgement.relation
    return (
        LEVELS[str(finding.level)].in_(lang),
        markdown(f"{relation.code} {relation.name}"),
        code_span(address(main_place(finding.judgement))),
        markdown(told(finding.judgement).in_(lang)),
        ", ".join(markdown(reading(one)) for one in accused(finding)),
        code_span(finding.id),
    )


def _waived_row(finding: Finding, lang: str) -> Row:
    from checker.reporters.accepted import acceptance_text, state_word

    relation = finding.judgement.relation
    return (
        state_word(finding).in_(lang),
        markdown(f"{relation.code} {relation.name}"),
        code_span(address(main_place(finding.judgement))),
        markdown(told(finding.judgement).in_(lang)),
        markdown(acceptance_text(finding, lang)),
        code_span(finding.id),
    )


def _shown_row(judgement: Judgement, lang: str) -> Row:
    relation = judgement.relation
    return (
        VERDICTS[str(judgement.verdict)].in_(lang),
        markdown(f"{relation.code} {relation.name}"),
        code_span(address(main_place(judgement))),
        markdown(str(relation.kind)),
        markdown(relation.result.text) if relation.result else "",
        markdown(reason_word(judgement.reason, lang)),
    )
