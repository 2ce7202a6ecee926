"""The format for people: every finding with its ledger, and how much was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.report import Result
from checker.reporters.closing import closing

if TYPE_CHECKING:
    from checker.reporters import Telling


def report_full(result: Result, telling: Telling) -> str:
    """The whole report as text. What it takes to draw a finding is imported where there is one."""
    if telling.show:
        from checker.reporters.showing import report_shown

        return report_shown(result, telling)
    blocks = [*_findings(result, telling), _accepted(result, telling), closing(result, telling)]
    return "\n".join(block for block in blocks if block)


def _accepted(result: Result, telling: Telling) -> str:
    """What is waived or known, in lines; with `verbose` it stands among the findings."""
    if telling.quiet or telling.verbose or not result.waived:
        return ""
    from checker.reporters.accepted import accepted_lines

    return "".join(f"{line}\n" for line in accepted_lines(result, telling))


def _findings(result: Result, telling: Telling) -> list[str]:
    told = result.open[: telling.max_findings]
    if telling.verbose and not telling.quiet:
        told += result.waived
    if not told:
        return []
    from checker.reporters.finding import finding_text
    from checker.reporters.suspicion import confirmations

    confirmed = confirmations(result)
    return [finding_text(result, one, confirmed, telling) for one in told]
