"""No pattern runs away: what it takes grows with the length of the text, whatever the text is made of."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from checker.reading.documents import passage_of
from tests.patterns_met import Met, patterns, troubling

SECONDS = 8.0  # of CPU for one string of some thousand characters, even on a slow machine
SHORT = 2_000  # characters
WORTH_TIMING = 0.004  # seconds for the short one: two millionths for each character
BEND = 10.0  # for four times the text: 4 is linear, 16 is quadratic
FOUND = patterns()


@contextmanager
def limited() -> Iterator[None]:
    """Fails what runs inside after some seconds of CPU."""

    def too_late(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"not done within {SECONDS} s of CPU")

    old = signal.signal(signal.SIGVTALRM, too_late)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, old)


def cost(run: Callable[[str], object], text: str, rounds: int = 1) -> float:
    """Seconds of CPU, the least of some rounds."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        with limited():
            run(text)
        found.append(time.process_time() - start)
    return min(found)


def bent(run: Callable[[str], object], short: str, long: str, worth: float = WORTH_TIMING) -> bool:
    """Whether a text four times as long takes much more than four times as long, measured twice."""
    if cost(run, short) < worth:
        return False
    return all(cost(run, long, 2) > BEND * max(cost(run, short, 3), worth / 2) for _ in range(2))


def test_the_patterns_are_found() -> None:
    names = {met.name for met in FOUND}
    assert len(FOUND) > 200
    assert {"prose.patterns.MASTER", "prose.counted_lists._english", "reading.sentences._END"} <= names


@pytest.mark.parametrize("met", FOUND, ids=lambda met: met.name)
def test_no_pattern_runs_away(met: Met) -> None:
    lengths = (troubling(met.pattern, random.Random(met.name), length) for length in (SHORT, 4 * SHORT))
    for short, long in zip(*lengths, strict=True):
        assert not bent(met.run, short, long), f"{met.name} on {short[:60]!r}"


def test_a_pattern_that_runs_away_is_noticed() -> None:
    import re

    slow = Met("slow", re.compile(r"(?:a|b|ab)*c|\s+x"), False)
    assert bent(slow.run, " " * SHORT, " " * 8 * SHORT, worth=0.0)  # 64 times as long, so that no noise hides it


UNITS = (
    "共有", "的", "其中1人，", "占1%，", "1人、", "1、", "第", "第一", "（", "(1)", "1/2 ", "一二三", "比上年增加",
    "由1增至", "1:2", "在乙中", "以上1人", "12万4千", "每1000人", "2021年", "“1”", "up ", "up", "to 1 ",
    "of which 3 ", "the year before ", "one ", "twenty-", "by 1% ", "1,234 ", "compared with 3, ", "x1", "a.b@",
    "Table 1 ", "of the ", "in all ", "average ", " (1%) ", "three ways: a; ", "\n1. ", "\n一、", "\t", " ", ",",
    "-", "*", "| 1 | 2 |\n", "zh(zhèn)", "東", "!", "?\"",
    "a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a 1. ",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_reading_grows_with_the_text(unit: str) -> None:
    def read(text: str) -> None:
        passage = passage_of("t.txt", text)
        assert isinstance(passage.frames, tuple)

    read("warm 1 2 3 其中1人")
    text = (unit * (4 * SHORT // len(unit) + 1))[: 4 * SHORT]
    assert not bent(read, text[:SHORT], text, worth=0.05), repr(unit)


@pytest.mark.parametrize("seed", range(6))
def test_reading_any_mixture_grows_with_the_text(seed: int) -> None:
    def read(text: str) -> None:
        assert isinstance(passage_of("t.txt", text).frames, tuple)

    dice = random.Random(seed)
    pieces = [*UNITS, *(piece for met in dice.sample(FOUND, 40) for piece in troubling(met.pattern, dice, 6))]
    text = "".join(dice.choice(pieces) for _ in range(4 * SHORT))[: 4 * SHORT]
    assert not bent(read, text[:SHORT], text, worth=0.05)
