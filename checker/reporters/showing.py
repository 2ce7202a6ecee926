"""`checker show`: what was read, and every relation with its verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from checker.decimals import shown
from checker.figures import Figure, Place, column_letters
from checker.languages import Sentence
from checker.messages import facts_of
from checker.printing import stated_text
from checker.reading.tables import Table
from checker.relations import Judgement, Relation, Verdict
from checker.report import Result, counted
from checker.reporters.arithmetic import worked
from checker.reporters.cells import cell_named
from checker.reporters.closing import closing
from checker.reporters.escaping import plain
from checker.reporters.ledger import SKIPPED, cell_text, stands_in
from checker.reporters.quotation import stands_in_text
from checker.reporters.widths import left, right, width
from checker.reporters.words import KINDS, ROLES, VERDICTS, painted, reason_word

if TYPE_CHECKING:
    from checker.reading.passages import Passage
    from checker.reporters import Telling

ROWS_SHOWN, COLUMNS_SHOWN, RELATIONS_SHOWN, LOST_ROWS_SHOWN = 40, 12, 60, 20
UNCOVERED_MARK = "?"
KIND_WIDTH = 10
Home = tuple[str, str | None, int | None]  # path, sheet, table inside a text document


def report_shown(result: Result, telling: Telling) -> str:
    """Every table as it was understood, its relations, and the figures tied to none."""
    lost = {figure.place for figure in result.uncovered}
    homes = _by_home(result.judgements)
    blocks = [_table_block(table, homes.get(_home_of(table), ()), lost, telling) for table in result.tables]
    blocks += [_text_block(one, homes.get((one.path, None, None), ()), lost, telling) for one in result.passages]
    return "\n".join([*blocks, closing(result, telling)])


def _by_home(judgements: Iterable[Judgement]) -> dict[Home, list[Judgement]]:
    """The judgements by the sheet or text that their first figure stands in, or what is demanded."""
    homes: dict[Home, list[Judgement]] = {}
    for one in judgements:
        place = _first_place(one.relation)
        if place is not None:
            homes.setdefault((place.path, place.sheet, place.table), []).append(one)
    return homes


def _first_place(relation: Relation) -> Place | None:
    """Where a relation is listed: at its first figure; what is demanded of single cells, at the first of these."""
    things = relation.figures or (relation.missing if relation.demand else ())
    return things[0].place if things else None


def _is_of(relation: Relation, table: Table) -> bool:
    """Whether a relation of a sheet is listed under one of its tables."""
    if relation.figures:
        return stands_in(relation.figures[0], table)
    place = _first_place(relation)
    return place is not None and (place.row in table.roles or place.row in table.rows)


def _home_of(table: Table) -> Home:
    return table.path, table.sheet, table.grid.table


def _table_block(table: Table, near: Sequence[Judgement], lost: set[Place], telling: Telling) -> str:
    figures = [figure for _, figure in sorted(table.figures.items())]
    lines = [table_title(table, telling.lang), *_grid_lines(table, lost, telling)]
    lines += ["", *_column_lines(table, telling.lang)]
    judged = [one for one in near if _is_of(one.relation, table)]
    lines += ["", *_relation_block(judged, telling), "", *_coverage_lines(figures, lost, telling)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _text_block(passage: Passage, near: Sequence[Judgement], lost: set[Place], telling: Telling) -> str:
    figures = [mention.figure for mention in passage.figures]
    title = Sentence(counted(len(passage.sentences), "sentence"), f"{len(passage.sentences)}句").in_(telling.lang)
    judged = [one for one in near if one.relation.figures and stands_in_text(one.relation.figures[0], passage)]
    lines = [f"{plain(passage.path)}  {title}"]
    for line, several in groupby(figures, key=lambda figure: figure.place.line or figure.place.paragraph):
        lines.append(f"{line or '':>6}  {'  '.join(_shown_mention(one, lost) for one in several)}")
    lines += ["", f"     {_units(figures, telling.lang)}", "", *_relation_block(judged, telling)]
    lines += ["", *_coverage_lines(figures, lost, telling)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _units(figures: Sequence[Figure], lang: str) -> str:
    """How many figures of a text are in which unit."""
    counts = Counter(figure.unit.symbol for figure in figures)
    bare = counts.pop("", 0)
    parts = [f"{plain(symbol)} {count}" for symbol, count in counts.most_common()]
    parts += [Sentence(f"without a unit {bare}", f"无单位 {bare}").in_(lang)] if bare else []
    total = Sentence(counted(len(figures), "figure"), f"{len(figures)}个数").in_(lang)
    return Sentence(f"{total}: {', '.join(parts)}", f"{total}：{'、'.join(parts)}").in_(lang) if parts else total


def _shown_mention(figure: Figure, lost: set[Place]) -> str:
    return plain(stated_text(figure)) + (UNCOVERED_MARK if figure.place in lost else "")


def table_title(table: Table, lang: str) -> str:
    """What the table is called, and what its unit line says."""
    sheet = f" [{plain(table.sheet)}]" if table.sheet else ""
    name = Sentence(f"table {table.index}", f"表{table.index}").in_(lang)
    title = f": {plain(table.title)}" if table.title else ""
    unit = f"  ({plain(table.unit_line)})" if table.unit_line else ""
    return f"{plain(table.path)}{sheet}  {name}{title}{unit}"


def _grid_lines(table: Table, lost: set[Place], telling: Telling) -> Iterator[str]:
    rows = sorted(set(table.roles) | set(table.rows))
    columns = [c for c in range(1, max(table.columns, default=1) + 1) if any(table.grid.text(r, c) for r in rows)]
    if not telling.verbose:
        rows, columns = _shortened(rows, ROWS_SHOWN), _shortened(columns, COLUMNS_SHOWN)
    cells = [[_shown_cell(table, row, column, lost) for column in columns] for row in rows]
    letters = [column_letters(column) if column else SKIPPED for column in columns]
    widths = [max(map(width, column)) for column in zip(letters, *cells, strict=True)]
    roles = [_role(table.roles.get(row, ""), telling.lang) for row in rows]
    wide = max((width(role) for role in roles), default=0)
    yield f"{'':>6}  {'':{wide}}  {'  '.join(right(*pair) for pair in zip(letters, widths, strict=True))}"
    first = min(table.columns, default=1)
    for row, role, texts in zip(rows, roles, cells, strict=True):
        fitted = [
            left(text, size) if column < first else right(text, size)
            for text, size, column in zip(texts, widths, columns, strict=True)
        ]
        yield f"{row or SKIPPED:>6}  {left(role, wide)}  {'  '.join(fitted)}"


def _shortened(items: list[int], most: int) -> list[int]:
    return items if len(items) <= most else [*items[: most - 4], 0, *items[-3:]]


def _shown_cell(table: Table, row: int, column: int, lost: set[Place]) -> str:
    figure = table.figures.get((row, column))
    mark = UNCOVERED_MARK if figure and figure.place in lost else ""
    return cell_text(table, row, column) + mark


def _role(role: str, lang: str) -> str:
    return ROLES.get(role, role) if lang == "zh" else role


def _column_lines(table: Table, lang: str) -> Iterator[str]:
    """What every data column holds: its heading, its units, how finely it is printed."""
    columns = table.columns[: COLUMNS_SHOWN * 2]
    by_column: dict[int, list[Figure]] = {column: [] for column in table.columns}
    for (_, column), figure in table.figures.items():
        by_column.setdefault(column, []).append(figure)
    for column in columns:
        figures = by_column[column]
        heading = table.column_headings.get(column)
        path = plain(" / ".join(heading.path)) if heading else ""
        yield f"{column_letters(column):>6}  {path}: {_described(figures, lang)}"
    if len(columns) < len(table.columns):
        yield f"{SKIPPED:>6}"


def _described(figures: Sequence[Figure], lang: str) -> str:
    count = Sentence(counted(len(figures), "figure"), f"{len(figures)}个数").in_(lang)
    units = list(dict.fromkeys(figure.unit.symbol for figure in figures if figure.unit.symbol))
    exact = bool(figures) and all(figure.exact for figure in figures)
    steps = sorted({figure.ulp for figure in figures if not figure.exact})
    fine = Sentence("exact", "精确数").in_(lang) if exact else ""
    if steps:
        size = " / ".join(shown(step) for step in steps[:3])
        fine = Sentence(f"rounded to {size}", f"舍入到{size}").in_(lang)
    return ", ".join(part for part in (count, plain("、".join(units[:4])), fine) if part)


def _relation_block(judged: Sequence[Judgement], telling: Telling) -> Iterator[str]:
    listed = judged if telling.verbose else judged[:RELATIONS_SHOWN]
    for one in listed:
        yield f"  {relation_line(one, telling)}"
    if len(listed) < len(judged):
        more = len(judged) - len(listed)
        yield "  " + Sentence(f"and {more} more (-v lists all)", f"另有{more}个（-v 全部列出）").in_(telling.lang)
    if not judged:
        yield "  " + Sentence("no relation was found", "未发现关系").in_(telling.lang)


def relation_lines(result: Result, telling: Telling) -> Iterator[tuple[Judgement, str]]:
    """Every relation with its line."""
    return ((one, relation_line(one, telling)) for one in result.judgements)


def relation_line(judgement: Judgement, telling: Telling) -> str:
    """Verdict, rule, result cell and arithmetic of one relation."""
    relation, verdict, place = judgement.relation, str(judgement.verdict), _first_place(judgement.relation)
    label = left(VERDICTS[verdict].in_(telling.lang), 9)
    cells, numbers = worked(facts_of(judgement), telling.lang)
    if relation.demand:
        cells, numbers = (place.cell or "" if place and not relation.result else ""), relation.demand
    numbers = plain(numbers) if judgement.verdict is not Verdict.UNDECIDED else ""
    reason = f"({reason_word(judgement.reason, telling.lang)})" if judgement.reason else ""
    kind = left(KINDS[str(relation.kind)].in_(telling.lang), KIND_WIDTH)
    text = f"{relation.code}  {kind}  {_target(relation)}{'  '.join(part for part in (cells, numbers, reason) if part)}"
    return f"{painted(label, verdict, telling.color)} {text}".rstrip()


def _target(relation: Relation) -> str:
    """The stated result, or the cell that lacks it."""
    if relation.result is not None:
        sign = "" if relation.expression is not None and _compares(relation) else "= "
        return f"{cell_named(relation.result)} {plain(stated_text(relation.result))} {sign}".lstrip()
    lacking = relation.missing_result
    return f"{lacking.place.cell} = " if lacking and lacking.place.cell else ""


def _compares(relation: Relation) -> bool:
    """Whether a formula sets a limit rather than a value."""
    from checker.declared.bound import Compared

    return isinstance(relation.expression, Compared) and relation.expression.operators != ("=",)


def _coverage_lines(figures: Sequence[Figure], lost: set[Place], telling: Telling) -> Iterator[str]:
    free = [figure for figure in figures if figure.place in lost]
    covered, total = len(figures) - len(free), len(figures)
    tied = Sentence(f"{covered} of {counted(total, 'figure')} covered", f"{total}个数中{covered}个有关系核对")
    yield f"  {tied.in_(telling.lang)}"
    rows = [list(several) for _, several in groupby(free, key=lambda figure: (figure.place.row, figure.place.line))]
    listed = rows if telling.verbose else rows[:LOST_ROWS_SHOWN]
    label = Sentence("tied to no relation", "无关系核对").in_(telling.lang)
    for several in listed:
        yield f"  {label}: " + ", ".join(f"{one.place.cell or ''} {plain(stated_text(one))}".strip() for one in several)
    if len(listed) < len(rows):
        more = sum(map(len, rows[len(listed) :]))
        yield "  " + Sentence(f"and {more} more (-v lists all)", f"另有{more}个（-v 全部列出）").in_(telling.lang)
