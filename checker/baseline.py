"""A baseline: the findings of an earlier run, which are known and do not fail again.

It is what `checker validate ... --output-format json` wrote. A finding is known by its rule, labels and figures, as
often as the earlier run had it; in a file of the same name first, and else in one that the earlier run did not have.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from checker.errors import InputError
from checker.identity import Claim, Stated, claim_of, in_order
from checker.messages import told
from checker.reporters.escaping import plain
from checker.reporters.places import main_place
from checker.reporters.positions import within_folder
from checker.waiving.acceptance import BASELINE, Acceptance

if TYPE_CHECKING:
    from checker.findings import Finding

VERSION = 1
LARGEST = 500_000_000  # bytes
HINT = "write it with: checker validate ... --output-format json --output-file FILE"
Key = tuple[Claim, str]  # what is claimed; the message where no figure is
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings of an earlier run: how often each claim stood in which file, by the name of the file."""

    source: str
    known: Mapping[Key, Counter[str]]
    files: frozenset[str]

    def applied(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings, those that are known waived; what is accepted already stays as it is."""
        left = {key: Counter(files) for key, files in self.known.items()}
        known: set[int] = set()
        for step in (_same_file, self._moved):
            for at, one in enumerate(findings):
                name = file_name(one)
                wanted = step(left.get(key_of(one), Counter()), name) if at not in known else None
                if wanted is not None:
                    left[key_of(one)][wanted] -= 1
                    known.add(at)
        return [self._known(one) if at in known else one for at, one in enumerate(findings)]

    def _moved(self, files: Counter[str], name: str) -> str | None:
        """A file of the earlier run with that finding, for one that it did not have."""
        if name in self.files:
            return None
        return next((other for other, count in files.items() if count > 0), None)

    def _known(self, finding: Finding) -> Finding:
        if finding.state != "open":
            return finding
        return replace(finding, state="waived", waiver=Acceptance(BASELINE, self.source))


def _same_file(files: Counter[str], name: str) -> str | None:
    return name if files[name] > 0 else None


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file. Raises InputError for one that is missing, broken or of another kind."""
    shown = within_folder(str(path))
    record = _parsed(path, shown)
    if not isinstance(record, dict) or _tool(record) != "checker":
        raise InputError("is no output of checker", shown, HINT)
    if record.get("version") != VERSION:
        raise InputError(f"is of version {plain(str(record.get('version')))}, not {VERSION}", shown, HINT)
    if not isinstance(record.get("findings"), list):
        raise InputError("holds no findings", shown, HINT)
    try:
        return _baseline(record, shown)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputError("has findings that cannot be read", shown, HINT) from error


def _tool(record: Record) -> object:
    tool = record.get("tool")
    return tool.get("name") if isinstance(tool, dict) else None


def _parsed(path: Path, shown: str) -> object:
    try:
        if path.exists() and not path.is_file():
            raise InputError("is not a file", shown, HINT)
        if path.stat().st_size > LARGEST:
            raise InputError("is too large for a baseline", shown, HINT)
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise InputError("there is no such baseline file", shown, HINT) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", shown, HINT) from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", shown, HINT) from error
    except json.JSONDecodeError as error:
        raise InputError(f"is not valid JSON: {error.msg}", f"{shown}:{error.lineno}:{error.colno}", HINT) from error
    except (RecursionError, ValueError) as error:
        raise InputError("is not valid JSON", shown, HINT) from error


def _baseline(record: Record, shown: str) -> Baseline:
    known: dict[Key, Counter[str]] = {}
    for one in record["findings"]:
        known.setdefault(_recorded(one), Counter())[_recorded_file(one)] += 1
    return Baseline(shown, known, frozenset(_named(one["path"]) for one in record.get("inputs", [])))


def _recorded(one: Record) -> Key:
    """What a finding in JSON claims."""
    operands, kind = [_stated(figure) for figure in one["operands"]], plain(one["kind"])
    claim = Claim(
        code=plain(one["code"] or ""),
        kind=kind,
        result=_stated(one["result"]) if one["result"] else None,
        operands=in_order(kind, operands),
    )
    return claim, "" if claim.figures else plain(one["message"]["en"])


def _stated(figure: Record) -> Stated:
    return Stated(tuple(plain(label) for label in figure["labels"]), plain(figure["text"]))


def _recorded_file(one: Record) -> str:
    places = [one.get("location"), *(figure["location"] for figure in _figures(one))]
    return _named(next((place["path"] for place in places if place), ""))


def _figures(one: Record) -> Iterator[Record]:
    if one["result"]:
        yield one["result"]
    yield from reversed(one["operands"])


def key_of(finding: Finding) -> Key:
    """What a finding claims, as far as its JSON tells."""
    claim = replace(claim_of(finding.judgement.relation), missing=(), demand="")
    return claim, "" if claim.figures else plain(told(finding.judgement).en)


def file_name(finding: Finding) -> str:
    """The name of the file of a finding."""
    place = main_place(finding.judgement)
    return _named(place.path) if place else ""


def _named(path: str) -> str:
    return PurePath(path.replace("\\", "/")).name
