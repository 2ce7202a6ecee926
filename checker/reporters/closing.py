"""What ends every report for people: what could not be read or decided, and how much was checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.languages import Sentence
from checker.report import Result, counted
from checker.reporters.escaping import plain
from checker.reporters.places import main_place, where
from checker.reporters.words import LEVELS, painted, reason_word

if TYPE_CHECKING:
    from checker.reporters import Telling

UNDECIDED = Sentence("undecided", "未决")


def closing(result: Result, telling: Telling) -> str:
    """What follows the findings, one line each; with `quiet` only what could not be done."""
    lines = list(_troubles(result, telling))
    if not telling.quiet:
        lines += [*_left_out(result, telling), *_undecided(result, telling)]
        lines += statistics(result) if telling.statistics else []
        lines.append(summary_line(result, telling.lang))
    return "".join(f"{line}\n" for line in lines)


def _troubles(result: Result, telling: Telling) -> Iterator[str]:
    label = painted(LEVELS["error"].in_(telling.lang), "error", telling.color)
    for one in result.unreadable:
        yield f"{label}: {plain(one.path)}: {plain(one.reason)}"
    for failure in result.failures:
        yield f"{label}: {plain(str(failure))}"


def _left_out(result: Result, telling: Telling) -> Iterator[str]:
    if telling.max_findings is not None and not telling.show and len(result.open) > telling.max_findings:
        more = len(result.open) - telling.max_findings
        yield Sentence(f"{counted(more, 'more finding')} not shown", f"另有{more}项未显示").in_(telling.lang)


def _undecided(result: Result, telling: Telling) -> Iterator[str]:
    reasons = Counter(one.reason for one in result.undecided)
    for reason, count in reasons.most_common():
        yield f"{UNDECIDED.in_(telling.lang)}: {plain(reason_word(reason, telling.lang))} ({count})"
        if telling.verbose and not telling.show:
            same = (one for one in result.undecided if one.reason == reason)
            yield from (
                f"  {where(main_place(one), telling.lang)}  {one.relation.code} {one.relation.name}" for one in same
            )


def statistics(result: Result) -> Iterator[str]:
    """How often each rule found something, by verdict."""
    rules = Counter((one.relation.code, one.relation.name) for one in result.judgements)
    verdicts = Counter((one.relation.code, str(one.verdict)) for one in result.judgements)
    wide = max((len(name) for _, name in rules), default=0)
    for code, name in sorted(rules):
        held, broken, undecided = (verdicts[code, verdict] for verdict in ("held", "broken", "undecided"))
        yield f"{code}  {name:<{wide}}  {held:>6} held {broken:>6} broken {undecided:>6} undecided"


def summary_line(result: Result, lang: str) -> str:
    """The last line: how much was read and checked."""
    if lang != "zh":
        return str(result.summary)
    one = result.summary
    sentences = f"、{one.passages:,}句" if one.passages else ""
    waived = f"；豁免{one.waived:,}项" if one.waived else ""
    return (
        f"检查了{one.files:,}个文件：{one.tables:,}张表{sentences}，{one.relations:,}个关系"
        f"（成立{one.held:,}，不成立{one.broken:,}，未决{one.undecided:,}）；"
        f"{one.figures:,}个数中{one.covered:,}个有关系核对{waived}"
    )
