"""Relations as test cases: one for each file and rule (or family of rules) that found something to check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.languages import Sentence
from checker.messages import told
from checker.relations import Judgement, Verdict
from checker.report import Result, failing_levels
from checker.reporters.escaping import plain
from checker.reporters.finding import finding_text
from checker.reporters.places import main_place
from checker.reporters.suspicion import confirmations
from checker.reporters.words import reason_word

if TYPE_CHECKING:
    from checker.findings import Finding
    from checker.reporters import Telling

NOTHING = Sentence("nothing was checked: no two figures must agree", "没有可核对的关系")
Key = tuple[str, str]  # path, rule


@dataclass(frozen=True, slots=True)
class Check:
    """One test case: `status` is passed, failed, skipped or error; `text` the findings as `full` shows them.

    A check that passes has a text where it found something below the level that fails.
    """

    path: str
    name: str
    status: str
    message: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The findings of a result: by file and rule, and by the relations they explain beside their own."""

    result: Result
    telling: Telling
    named: Callable[[Judgement], str]

    def key(self, judgement: Judgement) -> Key:
        place = main_place(judgement)
        return (place.path if place else "", self.named(judgement))

    def findings(self) -> dict[Key, list[Finding]]:
        """All findings, by file and rule; a limit on how many are told does not make a test pass."""
        found: dict[Key, list[Finding]] = {}
        for one in self.result.findings:
            found.setdefault(self.key(one.judgement), []).append(one)
        return found

    def judgements(self) -> dict[Key, list[Judgement]]:
        """All relations, by file and rule."""
        groups: dict[Key, list[Judgement]] = {}
        for one in self.result.judgements:
            groups.setdefault(self.key(one), []).append(one)
        return groups

    def explained(self, judgements: Sequence[Judgement]) -> list[Finding]:
        """The findings under which broken relations are told for a cause that they share."""
        wanted = {id(one) for one in judgements}
        return [one for one in self.result.findings if any(id(other) in wanted for other in one.also)]


def by_rule(judgement: Judgement) -> str:
    """The rule of a relation: TOT101 column-total."""
    return f"{judgement.relation.code} {plain(judgement.relation.name)}".strip()


def by_family(judgement: Judgement) -> str:
    """The family of a relation's rule: TOT for TOT101."""
    return judgement.relation.code.rstrip("0123456789") or judgement.relation.code


def checks(result: Result, telling: Telling, named: Callable[[Judgement], str] = by_rule) -> Iterator[Check]:
    """Everything that was checked or could not be, by file and rule, files in the order they were named.

    One cause is one failure: a rule whose relations are broken only for a cause that another rule tells
    of is skipped, with the id of that finding.
    """
    everything = [*_cases(Told(result, telling, named)), *_undone(result)]
    for path in dict.fromkeys([*(one.path for one in result.inputs), *(one.path for one in everything)]):
        own = [one for one in everything if one.path == path]
        yield from own or [Check(path, "relations", "skipped", NOTHING.in_(telling.lang))]


def _cases(told_of: Told) -> Iterator[Check]:
    findings, confirmed = told_of.findings(), None
    judgements = told_of.judgements()
    for key in sorted({*judgements, *findings}):
        found = [one for one in findings.get(key, []) if one.state == "open"]
        if found:
            confirmed = confirmed or confirmations(told_of.result)
            texts = [finding_text(told_of.result, one, confirmed, told_of.telling) for one in found]
            yield _found(told_of, key, found, "\n".join(texts))
        elif key in findings:
            yield _waived(told_of, key, findings[key])
        else:
            yield _quiet(told_of, key, judgements[key])


def _found(told_of: Told, key: Key, found: list[Finding], text: str) -> Check:
    failing = [one for one in found if one.level in failing_levels(told_of.result.fail_on)]
    if not failing:
        return Check(*key, "passed", text=text)
    lang, more = told_of.telling.lang, len(failing) - 1
    others = Sentence(f" (and {more} more)", f"（另有{more}项）").in_(lang) if more else ""
    return Check(*key, "failed", plain(told(failing[0].judgement).in_(lang)) + others, text)


def _waived(told_of: Told, key: Key, found: list[Finding]) -> Check:
    """A rule all of whose findings are accepted: skipped, with the reasons."""
    from checker.reporters.accepted import acceptance_text

    reasons = dict.fromkeys(f"{one.id} {acceptance_text(one, told_of.telling.lang)}" for one in found)
    return Check(*key, "skipped", "; ".join(reasons))


def _quiet(told_of: Told, key: Key, judgements: list[Judgement]) -> Check:
    """A rule without findings of its own."""
    lang = told_of.telling.lang
    causes = told_of.explained([one for one in judgements if one.verdict is Verdict.BROKEN])
    if causes:
        ids = ", ".join(f"{one.judgement.relation.code} {one.id}" for one in causes)
        return Check(*key, "skipped", Sentence(f"broken for the cause told in {ids}", f"同因，见{ids}").in_(lang))
    if all(one.verdict is Verdict.UNDECIDED for one in judgements):
        reasons = ", ".join(dict.fromkeys(plain(reason_word(one.reason, lang)) for one in judgements))
        return Check(*key, "skipped", Sentence(f"undecided: {reasons}", f"未决：{reasons}").in_(lang))
    return Check(*key, "passed")


def _undone(result: Result) -> Iterator[Check]:
    for one in result.unreadable:
        yield Check(one.path, "read", "error", plain(one.reason))
    for failure in result.failures:
        name = f"{failure.code} {failure.name}".strip()
        yield Check(failure.path, plain(name), "error", plain(failure.message), failure.details)
