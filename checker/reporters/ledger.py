"""The ledger of a finding: the rows and columns of a table it speaks of, marked, as a person would copy them out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from checker.figures import Figure, Place, column_letters
from checker.reading.tables import Table
from checker.relations import Kind, Relation
from checker.reporters.escaping import plain
from checker.reporters.widths import cut, left, right, width

ROWS_SHOWN = 12
COLUMNS_SHOWN = 7
KEPT_FIRST, KEPT_LAST = 6, 3
WIDEST_LABEL, WIDEST_CELL = 30, 20
ROOMY = ((60, 48), (48, 34), (38, 26))  # the same where the whole ledger stays within a line
LINE = 110
BETWEEN = "   "
SKIPPED = "..."
ADDED = (Kind.SUM, Kind.DIFFERENCE)

Cells = Sequence[int]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is drawn: rows and columns of one table (0 stands for a gap), and the figures marked in them.

    `cell` is one that is pointed at although it may hold no figure.
    """

    table: Table
    relation: Relation
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    widths: tuple[int, ...]
    vertical: bool
    widest: tuple[int, int] = (WIDEST_LABEL, WIDEST_CELL)
    cell: Place | None = None

    @property
    def gutter(self) -> int:
        """How wide the row numbers are."""
        return max(len(str(row)) for row in self.rows) if self.rows else 1


def ledger_of(table: Table, relation: Relation, suspected: Collection[Place] = ()) -> Ledger:
    """Choose what to draw: the whole table where it is small, else the lines that take part, suspects always."""
    figures = [f for f in relation.figures if stands_in(f, table)]
    involved_rows = sorted({f.place.row or 0 for f in figures})
    involved = sorted({f.place.column or 0 for f in figures})
    body = table.rows if len(table.rows) <= ROWS_SHOWN else ()
    header = [row for row, role in table.roles.items() if role == "header" and row < involved_rows[0]][-3:]
    kept = {f.place for f in figures if f.place in suspected or f is relation.result}
    rows = _folded(sorted({*involved_rows, *body}), ROWS_SHOWN, {place.row or 0 for place in kept})
    rows = [*sorted(header), *rows]
    columns = [*_label_columns(table, involved_rows), *_columns(table, involved, {place.column or 0 for place in kept})]
    widest, widths = _fitted(table, rows, columns)
    vertical = len(involved) == 1 and len(involved_rows) > 1
    return Ledger(table, relation, tuple(_with_gaps(rows, table)), tuple(columns), widths, vertical, widest)


def ledger_at(table: Table, relation: Relation, cell: Place) -> Ledger:
    """A cell of the table or of its header, with its row and the rows about it."""
    at, column = cell.row or 0, cell.column or 0
    header = sorted(row for row, role in table.roles.items() if role == "header" and row <= at)[-3:]
    near = [row for row in table.rows if abs(row - at) <= 1]
    rows = [*header, *(row for row in (table.rows if len(table.rows) <= ROWS_SHOWN else near) if row not in header)]
    columns = sorted({*_label_columns(table, [*table.rows]), *_columns(table, [column], [column]), column})
    widest, widths = _fitted(table, rows, columns)
    return Ledger(table, relation, tuple(_with_gaps(rows, table)), tuple(columns), widths, False, widest, cell)


def _fitted(table: Table, rows: Cells, columns: Cells) -> tuple[tuple[int, int], tuple[int, ...]]:
    """How much of long texts is shown: as much as a line has room for."""
    for widest in (*ROOMY, (WIDEST_LABEL, WIDEST_CELL)):
        widths = tuple(_width(table, rows, column, widest) for column in columns)
        if sum(widths) + len(BETWEEN) * len(widths) <= LINE:
            break
    return widest, widths


def stands_in(figure: Figure, table: Table) -> bool:
    """Whether a figure is one of the table."""
    place = figure.place
    return (
        (place.row or 0, place.column or 0) in table.figures
        and place.path == table.path
        and (place.sheet == table.sheet and place.table == table.grid.table)
    )


def _label_columns(table: Table, rows: Cells) -> list[int]:
    first = min(table.columns, default=1)
    filled = [c for c in range(1, first) if any(table.grid.text(row, c) for row in rows)]
    return filled if len(filled) <= 2 else [filled[0], filled[-1]]


def _columns(table: Table, involved: Cells, kept: Collection[int]) -> list[int]:
    if len(table.columns) <= COLUMNS_SHOWN:
        return sorted({*table.columns, *involved})
    return _folded(list(involved), COLUMNS_SHOWN, kept)


def _folded(items: list[int], most: int, kept: Collection[int]) -> list[int]:
    """The first and last items where there are too many, and those to be kept, with a 0 for every gap."""
    if len(items) <= most:
        return items
    shown = {*range(KEPT_FIRST), *range(len(items) - KEPT_LAST, len(items))}
    shown |= {at for at, item in enumerate(items) if item in kept}
    ordered = sorted(shown)
    steps = zip([-1, *ordered], ordered, strict=False)
    return [item for before, at in steps for item in ([0, items[at]] if at > before + 1 else [items[at]])]


def _with_gaps(rows: Cells, table: Table) -> list[int]:
    """Rows with a 0 wherever filled rows of the table are left out."""
    shown: list[int] = []
    for row in rows:
        before = shown[-1] if shown else row
        if row and before and any(before < other < row for other in table.rows):
            shown.append(0)
        shown.append(row)
    return shown


def _width(table: Table, rows: Cells, column: int, widest: tuple[int, int]) -> int:
    texts = [cell_text(table, row, column, widest) for row in rows] if column else [SKIPPED]
    letters = column_letters(column) if column else ""
    return max(width(text) for text in (letters, *texts))


def cell_text(table: Table, row: int, column: int, widest: tuple[int, int] = (WIDEST_LABEL, WIDEST_CELL)) -> str:
    """A cell as it is drawn: harmless, on one line, not wider than labels and other cells may be."""
    most = widest[column >= min(table.columns, default=1)]
    return cut(plain(table.grid.text(row, column)).strip(), most) if row and column else ""


def drawn(ledger: Ledger, note: str) -> list[str]:
    """The lines of a ledger; `note` stands behind the carets under the result."""
    lines = [_line("", "  ", ledger, [column_letters(c) if c else "" for c in ledger.columns])]
    last = _note_row(ledger)
    for row in ledger.rows:
        if not row:
            lines.append(f"{SKIPPED:>{max(ledger.gutter, 3)}}")
            continue
        cells = [cell_text(ledger.table, row, c, ledger.widest) if c else SKIPPED for c in ledger.columns]
        lines.append(_line(str(row), f"{row_mark(ledger, row)} ", ledger, cells))
        under = underlined(ledger, row)
        if under.strip() or row == last:
            tail = f" {note}" if row == last else ""
            lines.append(f"{'':>{ledger.gutter}} | {under}{tail}")
    return [line.rstrip() for line in lines]


def _line(number: str, mark: str, ledger: Ledger, cells: Sequence[str]) -> str:
    first = min(ledger.table.columns, default=1)
    fitted = [
        left(cell, wide) if column and column < first else right(cell, wide)
        for cell, wide, column in zip(cells, ledger.widths, ledger.columns, strict=True)
    ]
    return f"{number:>{ledger.gutter}} | {mark}{BETWEEN.join(fitted)}"


def row_mark(ledger: Ledger, row: int) -> str:
    """What a row is to a relation down a column: = the result, + and - what is added, * what is used."""
    relation = ledger.relation
    if not ledger.vertical:
        return " "
    if relation.result and relation.result.place.row == row:
        return "="
    weights = [term.weight for term in relation.operands if term.figure.place.row == row]
    if not weights:
        return " "
    return ("-" if weights[0] < 0 else "+") if relation.kind in (*ADDED, Kind.SHARES) else "*"


def underlined(ledger: Ledger, row: int) -> str:
    """Carets under the result, dashes under the operands that no mark at the row already shows."""
    spans = dict.fromkeys(_columns_of(ledger, row, result=True), "^")
    if not ledger.vertical or (ledger.relation.result is None and row == _note_row(ledger)):
        spans = dict.fromkeys(_columns_of(ledger, row, result=False), "-") | spans
    line, first = " " * 2, min(ledger.table.columns, default=1)
    for column, wide in zip(ledger.columns, ledger.widths, strict=True):
        text = cell_text(ledger.table, row, column, ledger.widest) if column else ""
        marks = spans[column] * max(width(text), 1) if column in spans else ""
        line += (left if 0 < column < first else right)(marks, wide) + BETWEEN
    return line.rstrip()


def _columns_of(ledger: Ledger, row: int, *, result: bool) -> list[int]:
    if ledger.cell:
        return [ledger.cell.column or 0] if result and row == ledger.cell.row else []
    relation = ledger.relation
    figures = [relation.result] if result else [term.figure for term in relation.operands]
    return [f.place.column or 0 for f in figures if f and f.place.row == row and stands_in(f, ledger.table)]


def _note_row(ledger: Ledger) -> int:
    """The row under which the note stands: that of the result, else the last one that takes part."""
    if ledger.cell:
        return ledger.cell.row or 0
    result = ledger.relation.result
    if result and result.place.row in ledger.rows and stands_in(result, ledger.table):
        return result.place.row or 0
    rows = [f.place.row or 0 for f in ledger.relation.figures if stands_in(f, ledger.table)]
    return max((row for row in rows if row in ledger.rows), default=ledger.rows[-1])
