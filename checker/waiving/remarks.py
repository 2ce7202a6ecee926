"""What is told of waivers that no longer accept anything: family WVR.

Each function makes the remark on one waiver; its docstring is the manual page that `checker rule WVR901` prints.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import getsourcelines
from typing import Any, cast

from checker.figures import Gap, Place
from checker.languages import Sentence
from checker.relations import Basis, Declaration, Judgement, Kind, Relation, Verdict
from checker.reporters.escaping import plain
from checker.rule import Rule
from checker.waiving.acceptance import Acceptance, told_acceptance
from checker.waiving.entries import Waiver

LEVEL = "note"  # the finding itself is open again at its own level
Remark = Callable[[Waiver, Acceptance], Judgement]


def waiver_expired(waiver: Waiver, now: Acceptance) -> Judgement:
    """The last day of a waiver is over, and what it accepted is still there.

    A waiver with `until` counts through that day. From the next day on its finding is open again. Correct the
    report, or accept it once more with `checker waive`, which takes the place of the old waiver.

    中文：豁免已过期，而其所豁免的问题仍在。
    中文：写有 until 的豁免到该日为止有效，次日起该问题重新报出。
    中文：请更正报表，或用 checker waive 重新豁免（新的将取代旧的）。
    """
    en = f"the waiver of {waiver.id} by {waiver.by} ended on {now.until}, and {_file(waiver)} still has the finding"
    zh = f"{waiver.by}对{waiver.id}的豁免已于{now.until}到期，而{_file(waiver)}中仍有此问题"
    return _remark("WVR901", waiver_expired, waiver, Sentence(en, zh))


def waiver_stale(waiver: Waiver, now: Acceptance) -> Judgement:
    """A figure has changed since its finding was accepted.

    A waiver is about the figures that somebody looked at. When one of them changes the explanation may no longer
    hold, so the finding is open again and shows the old figure and the new one. Rows that moved, and other figures
    of the report, change nothing. Accept it once more with `checker waive`, or remove the waiver with
    `checker waivers prune`.

    中文：豁免以后有数改变。
    中文：豁免只针对当时看过的数。其中有数改变时，原来的说明未必还成立，问题重新报出，并列出旧数和新数。
    中文：行移动、报表中其他数改变均不影响豁免。请用 checker waive 重新豁免，或用 checker waivers prune 删去。
    """
    told = told_acceptance(now)
    en, zh = f"{waiver.id} in {_file(waiver)} was {told.en}", f"{_file(waiver)}中的{waiver.id}：{told.zh}"
    return _remark("WVR902", waiver_stale, waiver, Sentence(en, zh))


def waiver_unused(waiver: Waiver, now: Acceptance) -> Judgement:
    """Nothing in the files that a waiver is about is like what it accepted.

    The report has been corrected, or the finding is another one now. Only waivers about files that are given in
    the call are told of, and only where all rules they need did run. `checker waivers prune` removes them.

    中文：所涉文件中已没有豁免所指的问题。
    中文：报表已更正，或已成为另一个问题。只提示本次所给文件的豁免，且其规则须已运行。可用 checker waivers prune 删去。
    """
    en = f"nothing in {_file(waiver)} is like {waiver.id} any more, which {waiver.by} waived on {now.date}"
    zh = f"{_file(waiver)}中已没有{waiver.by}于{now.date}豁免的{waiver.id}"
    return _remark("WVR903", waiver_unused, waiver, Sentence(en, zh))


def _file(waiver: Waiver) -> str:
    return plain(waiver.file)


def _remark(code: str, teller: Remark, waiver: Waiver, message: Sentence) -> Judgement:
    """A finding to be, at the line of the waiver."""
    place = Place(waiver.source, line=waiver.line or 1)
    declaration = Declaration(f"{waiver.id} {waiver.file} {waiver.occurrence}", LEVEL, (message.en, message.zh), place)
    relation = Relation(
        kind=Kind.FORMULA,
        result=None,
        operands=(),
        basis=Basis.DECLARED,
        missing=(Gap("", place),),
        code=code,
        name=_name(teller),
        declaration=declaration,
    )
    return Judgement(relation, Verdict.BROKEN)


def _name(teller: Remark) -> str:
    return teller.__name__.replace("_", "-")


TELLERS: dict[str, Remark] = {"WVR901": waiver_expired, "WVR902": waiver_stale, "WVR903": waiver_unused}


def pages() -> tuple[Rule, ...]:
    """The manual pages, as rules that are never run on a report."""
    return tuple(
        Rule(code, _name(teller), "Waiver", cast(Any, teller), (), place=f"{__file__}:{getsourcelines(teller)[1]}")
        for code, teller in TELLERS.items()
    )
