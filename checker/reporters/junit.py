"""JUnit XML, as test dashboards read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from checker.report import Result
from checker.reporters.checks import Check, checks
from checker.reporters.escaping import xml

if TYPE_CHECKING:
    from checker.reporters import Telling

COUNTED = {"failures": "failed", "errors": "error", "skipped": "skipped"}
ELEMENTS = {"failed": "failure", "error": "error", "skipped": "skipped"}


def report_junit(result: Result, telling: Telling) -> str:
    """A test suite for each file, in it a test case for each rule that found relations.

    A case fails where the exit code would be 1; its text is what `full` shows, in which rows of a
    delimited file are records. Findings below `fail_on` stand in the output of a case that passes.
    """
    cases = list(checks(result, telling))
    suites = [_suite(path, list(several)) for path, several in groupby(cases, key=lambda one: one.path)]
    body = [f'<testsuites name="checker" {_counts(cases)}>', *suites, "</testsuites>"]
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(f"{line}\n" for line in body)


def _suite(path: str, cases: Sequence[Check]) -> str:
    head = f' <testsuite name="{xml(path)}" {_counts(cases)}>'
    return "\n".join([head, *(_case(one) for one in cases), " </testsuite>"])


def _counts(cases: Sequence[Check]) -> str:
    found = Counter(one.status for one in cases)
    counts = [("tests", len(cases)), *((name, found[status]) for name, status in COUNTED.items())]
    return " ".join(f'{name}="{count}"' for name, count in counts)


def _case(one: Check) -> str:
    head = f'  <testcase classname="{xml(one.path)}" name="{xml(one.name)}"'
    content = f"<system-out>{xml(one.text)}</system-out>" if one.text else ""
    if one.status in ELEMENTS:
        element = ELEMENTS[one.status]
        kind = "" if one.status == "skipped" else f' type="{xml(one.name)}"'
        content = f'<{element} message="{xml(one.message)}"{kind}>{xml(one.text)}</{element}>'
    return f"{head}>{content}</testcase>" if content else f"{head}/>"
