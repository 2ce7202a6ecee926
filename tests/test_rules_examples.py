"""Every rule does what its own examples say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.findings import find
from checker.judge import judge
from checker.messages import told
from checker.reading.documents import read_document
from checker.reading.layout import tables_of
from checker.relations import Judgement, Verdict
from checker.report import Report
from checker.rule import ANOTHER_FILE, Example, Rule
from checker.rulebook import TEXTS, load_rules
from tests.tables_from_text import tables_from

RULES = load_rules()
CASES = [(one, example) for one in RULES for example in one.examples]
CHINESE = re.compile("[\u4e00-\u9fff]")


def things(rule: Rule, text: str) -> Iterator[object]:
    """What the rule looks at in the text of an example."""
    if rule.subject == "Table":
        yield from tables_from(text)
        return
    on_texts = Path(rule.place).name.startswith(TEXTS)
    if rule.subject == "Report" and not on_texts:
        yield Report(tuple(tables_from(text)))
        return
    files = enumerate(text.split(ANOTHER_FILE), 1)
    documents = [read_document(f"report-{number}.txt", part.encode(), "text") for number, part in files]
    passages = tuple(passage for document in documents for passage in document.passages)
    if rule.subject == "Passage":
        yield from passages
    else:
        tables = (table for document in documents for grid in document.grids for table in tables_of(grid))
        yield Report(tuple(tables), passages)


def judged(rule: Rule, example: Example) -> list[Judgement]:
    return [judge(relation) for thing in things(rule, example.text) for relation in rule(thing)]


def ungrouped(text: str) -> str:
    """A text without commas between digits: a headline groups them, a report need not."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)


def case_name(value: object) -> str:
    if isinstance(value, Rule):
        return value.code
    return f"breaks {value.says}" if isinstance(value, Example) and value.broken else "holds"


@pytest.mark.parametrize(("rule", "example"), CASES, ids=case_name)
def test_example(rule: Rule, example: Example) -> None:
    judgements = judged(rule, example)
    verdicts = [one.verdict for one in judgements]
    if not example.broken:
        assert Verdict.HELD in verdicts
        assert Verdict.BROKEN not in verdicts
        return
    sentences = [told(finding.judgement) for finding in find(judgements)]
    assert any(ungrouped(example.says) in ungrouped(text) for one in sentences for text in one), sentences


@pytest.mark.parametrize("rule", RULES, ids=case_name)
def test_every_rule_has_examples_and_a_page_in_both_languages(rule: Rule) -> None:
    assert rule.summary
    assert rule.summary_zh
    chinese = {bool(CHINESE.search(example.text)) for example in rule.examples}
    assert chinese == {True, False}


def test_modules_on_texts_are_named_so_and_left_out_without_texts() -> None:
    without = load_rules(texts=False)
    assert {one.subject for one in without} <= {"Table", "Report"}
    left_out = [one for one in RULES if one not in without]
    assert all("passage_" in one.place for one in left_out)
    assert all("passage_" in one.place for one in RULES if one.subject == "Passage")
