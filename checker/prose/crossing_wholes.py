"""A search across text and tables: counts and shares of a text whose whole a table prints, and the other way round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.figures import NO_UNIT, Figure
from checker.judge import judge
from checker.prose.crossing import figures_near, part_of
from checker.prose.frames import Scene
from checker.prose.quantities import counted
from checker.prose.wholes import Item, Run, fits, runs_of
from checker.reading.passages import Passage
from checker.reading.tables import Table
from checker.relations import Basis, Kind, Relation, Term, Verdict

CHANCE = 0.01
LEAST = 2  # shares that fit one whole
MOST_TOTALS = 60


def wholes_across(passage: Passage, tables: Sequence[Table]) -> Iterator[Relation]:
    """The relations that hold between a text and the totals of its own tables."""
    own = [table for table in tables if table.path == passage.path]
    if not own or not passage.figures:
        return
    scene = passage.scene
    counts: dict[Fraction, list[int]] = defaultdict(list)
    for index, figure in enumerate(scene.figures):
        if counted(figure.family):
            counts[figure.figure.value].append(index)
    found = [*_shares_in_text(scene, own), *(one for table in own for one in _columns(scene, table, counts))]
    yield from (one for one in found if judge(one).verdict is Verdict.HELD)


def _totals(table: Table) -> list[Figure]:
    """The figures in the total rows of a table, without percentages."""
    return [
        figure for (row, _), figure in table.figures.items()
        if row in table.row_headings and table.row_headings[row].total and figure.unit.kind != "percent"
    ][:MOST_TOTALS]  # fmt: skip


def _shares_in_text(scene: Scene, tables: Sequence[Table]) -> Iterator[Relation]:
    """Shares of the text whose whole only a total row of the same document prints: two of them or more fit it."""
    totals: dict[int | None, list[Figure]] = defaultdict(list)
    for table in tables:
        totals[part_of(scene, table)] += _totals(table)
    for run in runs_of(scene) if totals else ():
        part = scene.figures[run.items[0].share].part
        yield from _run(scene, run, (totals.get(part, []) + totals.get(None, []))[:MOST_TOTALS])


def _run(scene: Scene, run: Run, totals: Sequence[Figure]) -> Iterator[Relation]:
    printed = {scene.values[one] for one in scene.near(run.items[0].share, 60, 10)}
    for total in totals:
        value, slack = float(total.value), float(total.interval.width) / 2
        fitting = [one for one in run.items if one.part is not None and fits(scene, one.part, one.share, value, slack)]
        if value <= 0 or value in printed or len({scene.values[one.share] for one in fitting}) < LEAST:
            continue
        yield from (_share(scene, one, total) for one in fitting)
        parts = [one.part for one in fitting if one.part is not None and not one.nested]
        for end in range(2, len(parts) + 1):
            yield _sum(total, [scene.figures[one].figure for one in parts[:end]])
        return


def _bare(figure: Figure) -> Figure:
    return replace(figure, unit=NO_UNIT)


def _share(scene: Scene, item: Item, total: Figure) -> Relation:
    assert item.part is not None
    factor = Fraction(1000 if scene.figures[item.share].family == "permille" else 100)
    terms = (Term(_bare(scene.figures[item.part].figure)), Term(_bare(total)))
    return Relation(Kind.SHARE, scene.figures[item.share].figure, terms, Basis.INFERRED, factor)


def _sum(total: Figure, parts: Sequence[Figure]) -> Relation:
    terms = tuple(Term(_bare(part)) for part in parts)
    return Relation(Kind.SUM, _bare(total), terms, Basis.INFERRED)


def _columns(scene: Scene, table: Table, counts: Mapping[Fraction, Sequence[int]]) -> Iterator[Relation]:
    """The columns that add to a figure of the text, and the shares of that figure beside them."""
    if any(heading.total for heading in table.row_headings.values()):
        return
    near = figures_near(scene, table)
    for column in table.columns:
        cells = [(row, table.figures[row, column]) for row in table.rows if (row, column) in table.figures]
        places = counts.get(sum((cell.value for _, cell in cells), Fraction(0)), ())
        place = next((one for one in places if one in near), None)
        if len(cells) < 3 or place is None or len(near) > CHANCE * scene.values[place]:
            continue
        total = scene.figures[place].figure
        if any(cell.unit.kind == "percent" for _, cell in cells):
            continue
        yield _sum(total, [cell for _, cell in cells])
        for row, cell in cells:
            share = table.figures.get((row, column + 1))
            if share is not None and share.unit.kind == "percent":
                terms = (Term(_bare(cell)), Term(_bare(total)))
                yield Relation(Kind.SHARE, share, terms, Basis.INFERRED, Fraction(100))
