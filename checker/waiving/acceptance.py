"""What stands behind a finding that is not open, or no longer accepted: a waiver, or an earlier run that knows it."""

from __future__ import annotations

from dataclasses import dataclass

from checker.languages import Sentence

BASELINE = "baseline"
VALID, EXPIRED, STALE = "valid", "expired", "stale"
MOST_CHANGES = 1  # named one by one

DONE = {
    "explained": Sentence("explained", "已说明"),
    "false-alarm": Sentence("called a false alarm", "误报"),
    "accepted": Sentence("accepted", "已认可"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that is not what it was; `old` or `new` is empty where it was or is no part of the claim.

    `name` is empty for the stated result.
    """

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A waiver as it concerns a finding.

    `kind` is explained, false-alarm, accepted, or baseline for a finding that an earlier run knows. `status` is
    valid; expired, after the last day `until`; or stale, where figures changed: only valid ones make a finding
    waived. `source` and `line` say where it is written; dates are ISO texts.
    """

    kind: str
    source: str
    status: str = VALID
    id: str = ""
    reason: str = ""
    by: str = ""
    date: str = ""
    until: str = ""
    line: int | None = None
    changes: tuple[Change, ...] = ()

    @property
    def known(self) -> bool:
        """Whether it is a baseline that knows the finding, and no waiver."""
        return self.kind == BASELINE


def told_acceptance(one: Acceptance) -> Sentence:
    """Who accepted a finding, when and why, or why that no longer counts; nobody's words are translated."""
    if one.known:
        return Sentence(f"known from {one.source}", f"{one.source}中已有")
    if one.status == STALE:
        was = _changed(one.changes)
        return Sentence(f"waived on {one.date} by {one.by} when {was.en}", f"{one.by}于{one.date}豁免，{was.zh}")
    done = DONE[one.kind]
    if one.status == EXPIRED:
        return Sentence(
            f"{done.en} by {one.by} on {one.date}, only until {one.until}: {one.reason}",
            f"{one.by}于{one.date}豁免（{done.zh}），已于{one.until}到期：{one.reason}",
        )
    until, until_zh = (f", until {one.until}", f"，至{one.until}") if one.until else ("", "")
    return Sentence(
        f"{done.en} by {one.by} on {one.date}{until}: {one.reason}",
        f"{one.by}于{one.date}豁免（{done.zh}{until_zh}）：{one.reason}",
    )


def _changed(changes: tuple[Change, ...]) -> Sentence:
    """What was another figure then: `this was 12,060; it is now 12,100`."""
    parts = [_told_change(one) for one in changes[:MOST_CHANGES]]
    more = len(changes) - len(parts)
    others, others_zh = (f", and {more} more changed", f"，另有{more}处改变") if more > 0 else ("", "")
    return Sentence("; ".join(one.en for one in parts) + others, "；".join(one.zh for one in parts) + others_zh)


def _told_change(one: Change) -> Sentence:
    name, name_zh = (f'"{one.name}"', f"“{one.name}”") if one.name else ("this", "")
    if not one.old:
        return Sentence(f"{name} was no part of it; it is now {one.new}", f"当时不含{name_zh}，现为{one.new}")
    if not one.new:
        return Sentence(f"{name} was {one.old}; it is no part of it now", f"当时{name_zh}为{one.old}，现已不含")
    return Sentence(f"{name} was {one.old}; it is now {one.new}", f"当时{name_zh}为{one.old}，现为{one.new}")
