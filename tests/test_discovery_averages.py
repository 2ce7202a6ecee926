"""Means that no word tells are found where the numbers leave no doubt, and only there."""

from __future__ import annotations

import random

import pytest

from checker.discovery.averages import averages
from tests.tables_from_text import table_from

PARTS, LINES = 8, 60


def table(mean: bool, seed: int) -> str:
    """Lines of whole numbers with, as the last column, their rounded mean or the farther of its two neighbours."""
    generator = random.Random(seed)
    rows = ["case," + ",".join(f"part {at}" for at in range(PARTS)) + ",last"]
    for at in range(LINES):
        if mean:
            values = [generator.randrange(100, 900) for _ in range(PARTS)]
            last = round(sum(values) / PARTS)
        else:
            values = [generator.randrange(40) for _ in range(PARTS)]
            total = sum(values) + (not sum(values) % PARTS)
            values[0] += total - sum(values)
            last = total // PARTS + (2 * (total % PARTS) < PARTS)
        rows.append(f"case {at}," + ",".join(map(str, values)) + f",{last}")
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("seed", range(4))
def test_a_rounded_mean_is_found_without_words(seed: int) -> None:
    assert any(one.held == one.judged == LINES for one in averages(table_from(table(True, seed))))


@pytest.mark.parametrize("seed", range(4))
def test_what_needs_the_rounding_of_every_part_is_no_mean(seed: int) -> None:
    """Such roundings cancel out; the room that all of them leave together fits any small number."""
    assert not averages(table_from(table(False, seed)))
