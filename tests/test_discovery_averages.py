"""Means that no word tells are found where the numbers leave no doubt, and only there."""

from __future__ import annotations

import random

import pytest

from checker.discovery.averages import averages
from tests.tables_from_text import table_from

PARTS, LINES = 8, 60


def table(mean: bool, seed: int) -> str:
    """Lines of whole numbers with, as the last column, their rounded mean or nothing but a small code."""
    generator = random.Random(seed)
    rows = ["case," + ",".join(f"part {at}" for at in range(PARTS)) + ",last"]
    for at in range(LINES):
        if mean:
            values = [generator.randrange(100, 900) for _ in range(PARTS)]
            last = round(sum(values) / PARTS)
        else:
            values = [generator.choice((0, 0, 0, 0, 1, 1, 2, 3, 4)) for _ in range(PARTS)]
            last = generator.choice((0, 0, 0, 1, 1, 2))
        rows.append(f"case {at}," + ",".join(map(str, values)) + f",{last}")
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("seed", range(4))
def test_a_rounded_mean_is_found_without_words(seed: int) -> None:
    assert any(one.held == one.judged == LINES for one in averages(table_from(table(True, seed))))


@pytest.mark.parametrize("seed", range(4))
def test_small_codes_are_no_means_of_each_other(seed: int) -> None:
    """That the rounding of eight parts leaves room enough for any code is no evidence."""
    assert not averages(table_from(table(False, seed)))
