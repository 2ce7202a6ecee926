"""What is read in one call, and what comes out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checker.figures import Figure, Place
from checker.reading.tables import Table
from checker.relations import Judgement, Verdict

if TYPE_CHECKING:
    from pandas import DataFrame

    from checker.findings import Finding
    from checker.reading.passages import Passage

LEVELS = ("error", "query", "note")


@dataclass(frozen=True, slots=True)
class Report:
    """Everything read in one call: the tables and texts of all inputs, in order."""

    tables: tuple[Table, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Input:
    """One file, or standard input.

    `status` is read, or unreadable with the `reason`. `sha256` is of the bytes, empty where there were
    none. `covered` counts the figures tied to at least one relation that was decided.
    """

    path: str
    sha256: str = ""
    encoding: str = ""
    tables: int = 0
    passages: int = 0
    figures: int = 0
    covered: int = 0
    status: str = "read"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something of ours that went wrong: which rule (or step), on which file, and the error.

    It stands among the undecided relations and makes the exit code 2; everything else goes on.
    """

    code: str
    name: str
    path: str
    message: str
    details: str = ""

    def __str__(self) -> str:
        name = f"{self.code} {self.name}".strip()
        return f"{name} ({self.path}): {self.message}" if self.path else f"{name}: {self.message}"


@dataclass(frozen=True, slots=True)
class Summary:
    """How much was read and checked, and what came of it. `open` counts the findings that are not waived by level."""

    files: int
    tables: int
    passages: int
    relations: int
    held: int
    broken: int
    undecided: int
    figures: int
    covered: int
    open: Mapping[str, int]
    waived: int = 0

    def __str__(self) -> str:
        passages = f", {counted(self.passages, 'sentence')}" if self.passages else ""
        waived = f"; {counted(self.waived, 'finding')} waived" if self.waived else ""
        return (
            f"checked {counted(self.files, 'file')}: {counted(self.tables, 'table')}{passages},"
            f" {counted(self.relations, 'relation')}"
            f" ({self.held} held, {self.broken} broken, {self.undecided} undecided);"
            f" {self.covered} of {counted(self.figures, 'figure')} covered{waived}"
        )


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 table, 2 tables."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


@dataclass(frozen=True)
class Result:
    """The outcome of one call.

    `tables` are what was read, `judgements` every relation with its verdict, `findings` what a person is
    told, worst first, and behind the `open` ones those that are `waived`. `failures` are rules that could not be
    run. Compare `exit_code` with DESIGN: 0 all checkable relations hold, 1 open findings at or above `fail_on`, 2
    something could not be done, 3 nothing was checked.
    """

    inputs: tuple[Input, ...] = ()
    tables: tuple[Table, ...] = ()
    passages: tuple[Passage, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    fail_on: str = "error"

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure read, in reading order."""
        tabled = [figure for table in self.tables for _, figure in sorted(table.figures.items())]
        return (*tabled, *(mention.figure for passage in self.passages for mention in passage.figures))

    @cached_property
    def uncovered(self) -> tuple[Figure, ...]:
        """The figures tied to no relation that was decided."""
        tied = covered_places(self.judgements)
        return tuple(figure for figure in self.figures if figure.place not in tied)

    @property
    def coverage(self) -> float:
        """The part of the figures that is tied to at least one decided relation, from 0 to 1."""
        return self.summary.covered / self.summary.figures if self.summary.figures else 0.0

    @property
    def relations(self) -> tuple[Judgement, ...]:
        """Every relation with its verdict; another name for `judgements`."""
        return self.judgements

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has accepted."""
        return tuple(one for one in self.findings if one.state == "open")

    @property
    def waived(self) -> tuple[Finding, ...]:
        """The findings that a waiver accepts or a baseline knows; each says so under `waiver`."""
        return tuple(one for one in self.findings if one.state != "open")

    @property
    def undecided(self) -> tuple[Judgement, ...]:
        """The relations that could not be decided, each with its reason."""
        return tuple(one for one in self.judgements if one.verdict is Verdict.UNDECIDED)

    @property
    def unreadable(self) -> tuple[Input, ...]:
        """The inputs that could not be read, each with the reason."""
        return tuple(one for one in self.inputs if one.status != "read")

    @cached_property
    def summary(self) -> Summary:
        """The counts of the summary line."""
        verdicts = [one.verdict for one in self.judgements]
        levels = [str(one.level) for one in self.open]
        return Summary(
            files=len(self.inputs) - len(self.unreadable),
            tables=len(self.tables),
            passages=sum(one.passages for one in self.inputs),
            relations=len(verdicts),
            held=verdicts.count(Verdict.HELD),
            broken=verdicts.count(Verdict.BROKEN),
            undecided=verdicts.count(Verdict.UNDECIDED),
            figures=len(self.figures),
            covered=len(self.figures) - len(self.uncovered),
            open={level: levels.count(level) for level in LEVELS},
            waived=len(self.findings) - len(levels),
        )

    @property
    def ok(self) -> bool:
        """Whether everything could be read, something was checked, and nothing fails."""
        return self.exit_code == 0

    @property
    def exit_code(self) -> int:
        """0, 1, 2 or 3; when several apply 2, then 1, then 3."""
        if self.failures or self.unreadable:
            return 2
        if any(self.summary.open[level] for level in failing_levels(self.fail_on)):
            return 1
        return 0 if self.summary.held + self.summary.broken else 3

    def to_json(self) -> str:
        """The JSON that `checker validate --output-format json` prints."""
        from checker.reporters import render

        return render(self, "json")

    def to_pandas(self, lang: str = "auto") -> DataFrame:
        """The findings as a data frame, one row each; `lang` is the language of the messages."""
        from checker.reporters import Telling, in_language
        from checker.tabulated import frame_of

        return frame_of(self, in_language(self, Telling(lang)).lang)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from checker.reporters import Telling, in_language
        from checker.reporters.notebook import report_notebook

        return report_notebook(self, in_language(self, Telling()))

    def __str__(self) -> str:
        """The text that `checker validate` prints."""
        from checker.reporters import render

        return render(self, "full")


def failing_levels(fail_on: str) -> tuple[str, ...]:
    """The levels at or above `fail_on`; none for never."""
    return LEVELS[: LEVELS.index(fail_on) + 1] if fail_on in LEVELS else ()


def covered_places(judgements: Iterable[Judgement]) -> set[Place]:
    """The places of all figures that take part in a relation which held or is broken.

    A limit on a single figure ties it to no other, and covers it only if it is broken.
    """
    decided = (one for one in judgements if one.verdict is not Verdict.UNDECIDED)
    telling = (one for one in decided if one.verdict is Verdict.BROKEN or len(one.relation.figures) > 1)
    return {figure.place for one in telling for figure in one.relation.figures}
