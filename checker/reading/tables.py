"""A table as a reader understands it: figures under headers, rows with labels and roles."""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.figures import NO_UNIT, Figure, Gap, Unit
from checker.reading.grid import Grid


@dataclass(frozen=True, slots=True)
class Heading:
    """What names a row or a column.

    `path` runs from the outermost header or group to the item's own label; `depth` is the level of
    indentation or numbering (0 is the outermost); `total` and `of_which` say what the words announce.
    """

    path: tuple[str, ...] = ()
    depth: int = 0
    total: bool = False
    of_which: bool = False
    unit: Unit = NO_UNIT
    number: int | None = None  # the ordinal a form gives it (行次, 栏次)

    @property
    def label(self) -> str:
        return self.path[-1] if self.path else ""


@dataclass(slots=True)
class Table:
    """One table: the figures, and what every row and column is called.

    `rows` and `columns` are the data rows and columns as numbers of the raw grid, in order. `figures`
    and `gaps` are keyed by (row, column). `title` and `unit_line` are texts above the header; `roles`
    names what each row of the grid inside the table is: title, unit, header, data, total, group, note.
    """

    grid: Grid
    index: int = 1
    title: str = ""
    unit_line: str = ""
    unit: Unit = NO_UNIT
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    row_headings: dict[int, Heading] = field(default_factory=dict)
    column_headings: dict[int, Heading] = field(default_factory=dict)
    figures: dict[tuple[int, int], Figure] = field(default_factory=dict)
    gaps: dict[tuple[int, int], Gap] = field(default_factory=dict)
    roles: dict[int, str] = field(default_factory=dict)
    siblings: tuple[Table, ...] = field(default=(), repr=False, compare=False)  # with the same columns, on one sheet
    discovery: object = None  # what checker.discovery found here, kept so that rules share it

    @property
    def path(self) -> str:
        return self.grid.path

    @property
    def sheet(self) -> str | None:
        return self.grid.sheet
