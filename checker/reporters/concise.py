"""One line a finding, as compilers write them: for editors, greps and logs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.report import Result
from checker.reporters.closing import closing
from checker.reporters.finding import headline
from checker.reporters.places import address, main_place

if TYPE_CHECKING:
    from checker.reporters import Telling


def report_concise(result: Result, telling: Telling) -> str:
    """`path:row:column: level[code] name: sentence`, then the summary."""
    if telling.show:
        from checker.reporters.showing import relation_lines

        body = [f"{address(main_place(one))}: {line}" for one, line in relation_lines(result, telling)]
    else:
        findings = result.open[: telling.max_findings]
        body = [f"{address(main_place(one.judgement))}: {headline(one, telling)}" for one in findings]
    return "".join(f"{line}\n" for line in body) + closing(result, telling)
