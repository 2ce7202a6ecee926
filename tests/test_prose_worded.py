"""Patterns of clues are sought only where a word of theirs stands: they must find the same without asking first."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.prose import clues_en, clues_zh
from checker.prose.clue import Worded
from checker.reading.documents import read_document
from checker.reading.passages import Mention, lowered

TEXTS = sorted((Path(__file__).parent / "data").rglob("*.txt"))
CHINESE = {name: one for name, one in vars(clues_zh).items() if isinstance(one, Worded)}
ENGLISH = {name: one for name, one in vars(clues_en).items() if isinstance(one, Worded)}


@pytest.fixture(scope="module")
def stretches() -> list[str]:
    """What stands before and after the figures of all texts that the tests have."""
    found: list[Mention] = []
    for path in TEXTS:
        for passage in read_document(str(path), path.read_bytes()).passages:
            found += passage.figures
    return list(dict.fromkeys(lowered(words) for one in found for words in (one.lead, one.tail)))


@pytest.mark.parametrize("name", [*CHINESE, *ENGLISH])
def test_every_match_has_a_word_of_its_pattern(name: str, stretches: list[str]) -> None:
    worded = CHINESE.get(name) or ENGLISH[name]
    found = [text for text in stretches if worded.pattern.search(text)]
    lost = [text for text in found if worded.words.isdisjoint(set(text) if name in CHINESE else words_of(text))]
    assert not lost


def words_of(text: str) -> set[str]:
    return set(clues_en.WORD.findall(text))
