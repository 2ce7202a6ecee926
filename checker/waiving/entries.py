"""One waiver: what it must say, and in one sentence, with the line, what is wrong in it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from checker.config import nearest
from checker.errors import InputError
from checker.identity import Claim, Stated
from checker.reporters.escaping import plain
from checker.waiving.lines import Source, shown

KINDS = ("explained", "false-alarm", "accepted")
ID = re.compile(r"[0-9a-f]{4}-[0-9a-f]{4}")
TEXTS = ("id", "reason", "by", "file", "code", "relation")
KEYS = (
    *("id", "says", "kind", "reason", "by", "date", "until", "file"),
    *("code", "name", "relation", "demand", "occurrence", "of", "copies", "result", "operands", "missing"),
)
REWRITE = "`checker waive` writes all that a waiver needs"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that somebody has explained or accepted.

    `file` is a pattern for the reports it is about; `claim` what the finding claimed; `says` its headline. In the
    report it was the `occurrence`th `of` so many relations with these labels, `copies` of which had these figures
    too. It counts through the day `until`. `line` and `source` say where it is written.
    """

    id: str
    file: str
    claim: Claim
    kind: str
    reason: str
    by: str
    date: datetime.date
    until: datetime.date | None = None
    says: str = ""
    name: str = ""
    occurrence: int = 1
    of: int = 1
    copies: int = 1
    line: int | None = None
    source: str = ""

    @property
    def code(self) -> str:
        return self.claim.code

    def expired(self, today: datetime.date) -> bool:
        """Whether its last day is over."""
        return self.until is not None and self.until < today


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, with its number, to read values from."""

    source: Source
    at: int
    content: Mapping[str, Any]

    def fault(self, sentence: str, key: str = "", hint: str = "") -> InputError:
        return self.source.fault(self.at, sentence, key, hint)

    def text(self, key: str, *, needed: bool = False) -> str:
        value = self.content.get(key, "")
        if not isinstance(value, str):
            raise self.fault(f"{key} must be a text, not {_kind(value)}", key)
        if needed and not value.strip():
            state = "is blank" if key in self.content else "is missing"
            hint = "say why the finding is accepted" if key == "reason" else REWRITE
            raise self.fault(f"the {key} of the waiver {state}", key, hint)
        return value

    def day(self, key: str) -> datetime.date | None:
        """A date of TOML, or a text such as 2026-03-01."""
        value = self.content.get(key)
        if value is None:
            return None
        if isinstance(value, str):
            return day_named(value, key, self.fault)
        if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
            raise self.fault(f"{key} must be a date, not {_kind(value)}", key, "such as 2026-03-01")
        return value

    def number(self, key: str) -> int:
        value = self.content.get(key, 1)
        if type(value) is not int or value < 1:
            raise self.fault(f"{key} must be a whole number from 1", key)
        return value

    def figure(self, key: str, value: object) -> Stated:
        """`{ labels = ["count", "Total"], text = "12,060" }`."""
        hint = 'such as { labels = ["count", "Total"], text = "12,060" }'
        if not isinstance(value, dict) or not {"labels", "text"} == set(value):
            raise self.fault(f"{key} must give labels and text of each figure", key, hint)
        labels, text = value["labels"], value["text"]
        if not isinstance(text, str) or not isinstance(labels, list) or not all(isinstance(x, str) for x in labels):
            raise self.fault(f"labels and text of {key} must be texts", key, hint)
        return Stated(tuple(labels), text)

    def figures(self, key: str) -> tuple[Stated, ...]:
        value = self.content.get(key, [])
        if not isinstance(value, list):
            raise self.fault(f"{key} must be a list of figures, not {_kind(value)}", key)
        return tuple(self.figure(key, one) for one in value)


def day_named(text: str, key: str, fault: Any = InputError) -> datetime.date:
    """A date as ISO 8601 writes it. Raises what `fault` makes of a sentence, the key and a hint."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        raise fault(f"{key} is no date: {plain(text)!r}", key, "such as 2026-03-01") from None


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table", str: "a text"}
    return names.get(type(value), "a date or a time")


def waiver_of(entry: Entry) -> Waiver:
    """The waiver that an entry describes. Raises InputError for one that says too little, or what cannot be."""
    for key in entry.content:
        if key not in KEYS:
            raise entry.fault(f"unknown key {key!r}", key, nearest(key, KEYS))
    identifier, reason, by, file, _, _ = (entry.text(key, needed=True) for key in TEXTS)
    if not ID.fullmatch(identifier):
        raise entry.fault(f"{plain(identifier)!r} is no id of a finding", "id", "such as 7f3a-91c2")
    kind = entry.text("kind") or KINDS[0]
    if kind not in KINDS:
        raise entry.fault(f"unknown kind {plain(kind)!r}", "kind", nearest(kind, KINDS))
    date, until = _days(entry)
    return Waiver(
        *(identifier, file, _claim(entry), kind, reason, by, date, until),
        *(entry.text("says"), entry.text("name")),
        *_places(entry),
        line=entry.source.line(entry.at),
        source=shown(entry.source.path),
    )


def _days(entry: Entry) -> tuple[datetime.date, datetime.date | None]:
    date, until = entry.day("date"), entry.day("until")
    if date is None:
        raise entry.fault("the date of the waiver is missing", "", "such as date = 2026-03-01")
    if until is not None and until < date:
        raise entry.fault("until is before date", "until")
    return date, until


def _places(entry: Entry) -> tuple[int, int, int]:
    """Which of the relations with these labels it is."""
    occurrence, of, copies = (entry.number(key) for key in ("occurrence", "of", "copies"))
    if occurrence > of:
        raise entry.fault(f"occurrence is {occurrence} of {of}", "occurrence")
    return occurrence, of, copies


def _claim(entry: Entry) -> Claim:
    result = entry.content.get("result")
    claim = Claim(
        code=entry.text("code", needed=True),
        kind=entry.text("relation", needed=True),
        result=None if result is None else entry.figure("result", result),
        operands=entry.figures("operands"),
        missing=entry.figures("missing"),
        demand=entry.text("demand"),
    )
    if not (claim.figures or claim.demand):
        raise entry.fault("the waiver has no figures", "", REWRITE)
    return replace(claim, operands=in_file_order(claim))


def in_file_order(claim: Claim) -> tuple[Stated, ...]:
    """The operands as a claim has them, also where somebody has sorted them otherwise."""
    from checker.identity import in_order

    return in_order(claim.kind, claim.operands)
