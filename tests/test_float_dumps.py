"""Figures as a machine keeps them: true tables written by a program give no finding, false ones do."""

import io
import random
from collections.abc import Callable

import pytest

import checker

Row = list[float]


def thirds(row: Row) -> Row:
    parts = [value / 3 for value in row]
    return [*parts, sum(parts)]


def shares(row: Row) -> Row:
    parts = [100 * value / sum(row) for value in row]
    return [*parts, parts[0] + parts[1] + parts[2]]


def tenths(row: Row) -> Row:
    parts = [value / 10 for value in row]
    return [*parts, parts[0] + parts[1] + parts[2]]


HEADERS = {
    "en": ("region,a,b,c,total", "Total"),
    "zh": ("地区,甲,乙,丙,合计", "合计"),
}


def written(rows: list[Row], lang: str) -> bytes:
    header, total = HEADERS[lang]
    sums = [sum(column) for column in zip(*rows, strict=True)]
    labels = [*(f"{chr(65 + at)}{at}" for at in range(len(rows))), total]
    lines = [",".join([label, *map(repr, row)]) for label, row in zip(labels, [*rows, sums], strict=True)]
    return "\n".join([header, *lines, ""]).encode()


def made_rows(made: Callable[[Row], Row], seed: int) -> list[Row]:
    chance = random.Random(seed)
    return [made([float(chance.randint(1, 9999)) for _ in range(3)]) for _ in range(chance.randint(6, 24))]


@pytest.mark.parametrize("lang", HEADERS)
@pytest.mark.parametrize("made", [thirds, shares, tenths])
@pytest.mark.parametrize("seed", range(4))
def test_noise_is_no_contradiction(made: Callable[[Row], Row], lang: str, seed: int) -> None:
    rows = made_rows(made, seed)
    result = checker.validate({"dump.csv": io.BytesIO(written(rows, lang))})
    assert result.summary.held >= len(rows) and not result.findings and not result.failures


@pytest.mark.parametrize("made", [thirds, tenths])
@pytest.mark.parametrize("seed", range(4))
def test_a_contradiction_is_none_of_noise(made: Callable[[Row], Row], seed: int) -> None:
    rows = made_rows(made, seed)
    rows[2][3] += 9
    assert checker.validate({"dump.csv": io.BytesIO(written(rows, "en"))}).findings
