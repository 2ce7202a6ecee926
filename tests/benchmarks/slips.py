"""Plain tables in many layouts, each right once and wrong by one digit once: what is found, and what is only alleged.

    python tests/benchmarks/slips.py [--seed N] [--tables N]

The tables are made anew for every seed, in English and Chinese. Prints for each layout how many slips of one
digit are told of, as an error, with the altered figure named first, and how many right tables are complained of.
Small slips that the rounding of the figures hides are counted as missed. Leaves with 1 where a right table raises an
error.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import checker

Rows = list[list[str]]
PLACES = (
    "North South East West Centre Harbour Hill Lake River Park Mill Bridge".split(),  # noqa: SIM905
    "东乡 西乡 南镇 北镇 城关镇 河口 山前 柳林 石桥 白沙 高平 新店".split(),  # noqa: SIM905
)


@dataclass(slots=True)
class Maker:
    """Draws figures and writes them in one style of one language."""

    draw: random.Random
    chinese: bool
    grouped: bool

    def says(self, english: str, chinese: str) -> str:
        return chinese if self.chinese else english

    def write(self, value: float, decimals: int = 0) -> str:
        return f"{value:,.{decimals}f}" if self.grouped else f"{value:.{decimals}f}"

    def counts(self, number: int, most: int = 9000) -> list[int]:
        return [self.draw.randint(most // 20, most) for _ in range(number)]

    def places(self, least: int = 3) -> list[str]:
        names = PLACES[self.chinese]
        return self.draw.sample(names, self.draw.randint(least, len(names)))


def one_column(make: Maker) -> Rows:
    """A list of counts and its total, last or first."""
    names = make.places()
    values = make.counts(len(names))
    rows = [[name, make.write(value)] for name, value in zip(names, values, strict=True)]
    total = [make.says("Total", "合计"), make.write(sum(values))]
    body = [*rows, total] if make.draw.random() < 0.5 else [total, *rows]
    return [[make.says("Region", "地区"), make.says("Pupils", "学生数")], *body]


def shares(make: Maker) -> Rows:
    """Counts with their shares of the total."""
    names, places = make.places(), make.draw.choice([1, 2])
    values = make.counts(len(names))
    whole = sum(values)
    pairs = [*zip(names, values, strict=True), (make.says("Total", "合计"), whole)]
    head = [make.says("Region", "地区"), make.says("Visitors", "人数"), make.says("Share (%)", "占比（%）")]
    return [head, *([name, make.write(value), f"{100 * value / whole:.{places}f}"] for name, value in pairs)]


def both_sexes(make: Maker) -> Rows:
    """Two columns, their sum, and a row of totals."""
    names = make.places()
    boys, girls = make.counts(len(names)), make.counts(len(names))
    lines = [*zip(names, boys, girls, strict=True), (make.says("Total", "合计"), sum(boys), sum(girls))]
    head = [make.says("Region", "地区"), make.says("Boys", "男"), make.says("Girls", "女"), make.says("Total", "合计")]
    return [head, *([name, *map(make.write, (a, b, a + b))] for name, a, b in lines)]


def two_years(make: Maker) -> Rows:
    """Two years, the change in numbers and in percent."""
    names = make.places(4)
    old = make.counts(len(names))
    new = [max(1, round(value * make.draw.uniform(0.8, 1.3))) for value in old]
    head = [["Area", "2022", "2023", "Change", "Change %"], ["地区", "上年", "本年", "增减", "增减%"]][make.chinese]
    lines = zip(names, old, new, strict=True)
    return [head, *([n, *map(make.write, (a, b, b - a)), f"{100 * (b / a - 1):.1f}"] for n, a, b in lines)]


def rates(make: Maker) -> Rows:
    """A rate of two counts, and the totals."""
    names = make.places(4)
    population = make.counts(len(names))
    enrolled = [int(value * make.draw.uniform(0.85, 0.999)) for value in population]
    english = "Area,Children of school age,Enrolled,Enrolment rate (%)"
    head = make.says(english, "地区,适龄人口（人）,在校人数（人）,入学率（%）").split(",")
    total = (make.says("Total", "合计"), sum(population), sum(enrolled))
    lines = [*zip(names, population, enrolled, strict=True), total]
    return [head, *([name, make.write(p), make.write(e), f"{100 * e / p:.1f}"] for name, p, e in lines)]


def flows(make: Maker) -> Rows:
    """Opening, what came in, what went out, closing."""
    english = "Level,Opening,Admitted,Transferred in,Graduated,Closing"
    head = make.says(english, "学段,年初在校,本年招生,转入,毕业,年末在校").split(",")
    rows: Rows = [head]
    for name in make.places(4):
        opening, into, moved, out = (make.draw.randint(1, most) for most in (5000, 900, 60, 900))
        closing = opening + 900 + into + moved - out
        rows.append([name, *map(make.write, (opening + 900, into, moved, out, closing))])
    return rows


LAYOUTS: tuple[Callable[[Maker], Rows], ...] = (one_column, shares, both_sexes, two_years, rates, flows)


def check(rows: Rows) -> checker.Result:
    """The answer for a table."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return checker.validate(io.StringIO(buffer.getvalue()))


def with_slip(rows: Rows, draw: random.Random) -> tuple[Rows, tuple[int, int]]:
    """A copy with one digit of one figure changed, and where (row and column from 1)."""
    spots = [(i, j) for i in range(1, len(rows)) for j, text in enumerate(rows[i]) if j and any(map(str.isdigit, text))]
    row, column = draw.choice(spots)
    text = rows[row][column]
    at = draw.choice([place for place, letter in enumerate(text) if letter.isdigit()])
    digit = draw.choice([one for one in "123456789" if one != text[at]])
    changed = [list(line) for line in rows]
    changed[row][column] = text[:at] + digit + text[at + 1 :]
    return changed, (row + 1, column + 1)


def tally(layout: Callable[[Maker], Rows], tables: int, draw: random.Random) -> Counter[str]:
    """What came of so many tables of a layout."""
    found: Counter[str] = Counter()
    for _ in range(tables):
        rows = layout(Maker(draw, draw.random() < 0.5, draw.random() < 0.5))
        levels = [str(one.level) for one in check(rows).findings]
        found.update(alleged=bool(levels), alleged_error="error" in levels)
        changed, spot = with_slip(rows, draw)
        findings = check(changed).findings
        first = [one.suspects[0].figure.place for one in findings if one.suspects]
        found.update(told=bool(findings), as_error=any(str(one.level) == "error" for one in findings))
        found.update(located=any((place.row, place.column) == spot for place in first))
    return found


def main() -> int:
    """Measure and print; 1 where a right table raises an error."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--tables", type=int, default=40, help="tables of each layout")
    chosen = options.parse_args()
    draw, whole = random.Random(chosen.seed), Counter[str]()
    for layout in LAYOUTS:
        found = tally(layout, chosen.tables, draw)
        whole += found
        print(f"{layout.__name__:<12} of {chosen.tables}: {_told(found)}")
    print(f"{'all':<12} of {chosen.tables * len(LAYOUTS)}: {_told(whole)}")
    return 1 if whole["alleged_error"] else 0


def _told(found: Counter[str]) -> str:
    names = ("told", "as_error", "located", "alleged", "alleged_error")
    return ", ".join(f"{name.replace('_', ' ')} {found[name]}" for name in names)


if __name__ == "__main__":
    sys.exit(main())
