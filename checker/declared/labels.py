"""What the rows and columns of one table are called, indexed once: by label, alias, letter and number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from checker.declared.expressions import Name
from checker.declared.references import AXES, NUMBERED
from checker.figures import Figure, Gap, Place
from checker.intervals import Interval
from checker.lexicon.tables import bare_label, plain_label
from checker.reading.numbers import Style, number_of
from checker.reading.tables import Heading, Table

COLUMN, ROW = "column", "row"
BETWEEN = " / "  # between the levels of a heading, where more than the own label is named
MOST_NEAR = 2000  # labels among which the nearest is sought
_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_BRACKETED = re.compile(r"\s*[(（\[【][^()（）\[\]【】]*[)）\]】]")
_SPACES = re.compile(r"\s+")

Positions = tuple[int, ...]


def normal(label: str) -> str:
    """A label without differences of width, case and spaces."""
    return " ".join(plain_label(label).split()).casefold()


def _plain(label: str) -> str:
    """The same, but for case."""
    return " ".join(plain_label(label).split())


def _bare(label: str) -> str:
    """The same without numbering and words such as 其中."""
    return normal(bare_label(label))


def _unitless(label: str) -> str:
    """The same without what stands in brackets, and without any space."""
    return _SPACES.sub("", _bare(_BRACKETED.sub("", label)))


MANNERS: tuple[Callable[[str], str], ...] = (_plain, normal, _bare, _unitless)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name can mean in a table: rows, columns of figures, and columns of labels."""

    rows: Positions = ()
    columns: Positions = ()
    texts: Positions = ()

    def __bool__(self) -> bool:
        return bool(self.rows or self.columns or self.texts)

    def along(self, axis: str) -> Positions:
        """The rows or the columns of figures."""
        return self.columns if axis == COLUMN else self.rows


NOTHING = Meaning()


class Labels:
    """One table and the names of its rows and columns; `aliases` map words to labels, letters or numbers."""

    def __init__(self, table: Table, aliases: Mapping[str, str | int] | None = None) -> None:
        self.table = table
        self.aliases = {normal(alias): meaning for alias, meaning in (aliases or {}).items()}
        self._indexes: dict[tuple[str, int], dict[str, list[int]]] = {}
        self._known: dict[Name, Meaning] = {}

    def meaning(self, name: Name) -> Meaning:
        """What a name means here: an alias, a label, else a letter; nothing where it is not found."""
        if name not in self._known:
            self._known[name] = self._meaning(name)
        return self._known[name]

    def _meaning(self, name: Name) -> Meaning:
        if name.number is not None:
            return self._numbered(name.axis, name.number)
        alias = self.aliases.get(normal(name.label))
        if alias is None:
            return self._limited(self._labelled(name.label), name.axis)
        if isinstance(alias, int):
            return self._numbered(COLUMN, alias)
        if found := NUMBERED.fullmatch(alias.strip()):
            return self._numbered(AXES[(found[1] or found[4]).lower()], int(found[2] or found[3]))
        return self._limited(self._labelled(alias), name.axis)

    def _limited(self, meaning: Meaning, axis: str) -> Meaning:
        """The meaning on one axis, if the name says which."""
        if axis == ROW:
            return Meaning(meaning.rows)
        return Meaning((), meaning.columns, meaning.texts) if axis == COLUMN else meaning

    def _labelled(self, label: str) -> Meaning:
        for manner, folded in enumerate(MANNERS):
            wanted = folded(label)
            found = Meaning(
                *(tuple(self._index(kind, manner).get(wanted, ())) for kind in ("rows", "columns", "texts"))
            )
            if wanted and found:
                return Meaning(found.rows, found.columns, () if found.columns else found.texts)
        if rows := self._index("beside", MANNERS.index(normal)).get(normal(label)):
            return Meaning(tuple(rows))
        return self._lettered(label) if _LETTERS.fullmatch(label) and label.isupper() else NOTHING

    def _lettered(self, letters: str) -> Meaning:
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - ord("A") + 1
        return self._column(number)

    def _column(self, number: int) -> Meaning:
        if number in self.table.columns:
            return Meaning(columns=(number,))
        return Meaning(texts=(number,)) if number in self.text_columns else NOTHING

    def _numbered(self, axis: str, number: int) -> Meaning:
        """By the ordinals that the form gives its rows or columns, else by the number in the raw grid."""
        headings = self.table.row_headings if axis == ROW else self.table.column_headings
        if any(heading.number is not None for heading in headings.values()):
            found = tuple(at for at, heading in headings.items() if heading.number == number)
            return Meaning(rows=found) if axis == ROW else Meaning(columns=found)
        if axis == COLUMN:
            return self._column(number)
        return Meaning(rows=(number,)) if number in self.table.rows else NOTHING

    def _index(self, kind: str, manner: int) -> dict[str, list[int]]:
        if (kind, manner) not in self._indexes:
            folded, index = MANNERS[manner], dict[str, list[int]]()
            for label, position in self._written(kind):
                positions = index.setdefault(folded(label), [])
                if position not in positions[-1:]:
                    positions.append(position)
            self._indexes[kind, manner] = index
        return self._indexes[kind, manner]

    def _written(self, kind: str) -> Iterator[tuple[str, int]]:
        """Every way to write the label of a row or column, with its position."""
        if kind == "texts":
            yield from ((text, column) for column, text in self.text_columns.items() if text)
            return
        if kind == "beside":
            yield from self._beside()
            return
        headings = self.table.row_headings if kind == "rows" else self.table.column_headings
        filled = self.filled_rows if kind == "rows" else self.table.columns
        for position in filled:
            path = headings[position].path if position in headings else ()
            yield from ((BETWEEN.join(path[start:]), position) for start in range(len(path)))

    def _beside(self) -> Iterator[tuple[str, int]]:
        """The texts before the figures of a row, whichever column of labels they stand in."""
        first = min(self.table.columns, default=1)
        for row in self.filled_rows:
            texts = dict.fromkeys(self.table.grid.text(row, column).strip() for column in range(1, first))
            yield from ((text, row) for text in texts if text)

    @cached_property
    def filled_rows(self) -> Positions:
        """The rows that hold a figure or a gap."""
        filled = {row for row, _ in self.table.figures} | {row for row, _ in self.table.gaps}
        return tuple(row for row in self.table.rows if row in filled)

    @cached_property
    def text_columns(self) -> dict[int, str]:
        """The columns that hold no figures, each with the text above it, the lowest first."""
        table = self.table
        headers = sorted((row for row, role in table.roles.items() if role == "header"), reverse=True)
        columns = [column for column in range(1, table.grid.columns + 1) if column not in table.columns]
        return {
            column: next((text for row in headers if (text := table.grid.text(row, column).strip())), "")
            for column in columns
        }

    def heading(self, axis: str, position: int) -> Heading:
        """The heading of a row or column."""
        headings = self.table.row_headings if axis == ROW else self.table.column_headings
        return headings.get(position, Heading())

    def thing(self, row: int, column: int) -> Figure | Gap:
        """The figure of a cell, or the gap in its place; a cell that is blank is a gap."""
        spot = row, column
        return self.table.figures.get(spot) or self.table.gaps.get(spot) or self._blank(row, column)

    def number_of_label(self, row: int, column: int) -> Figure | Gap:
        """A cell outside the columns of figures as an exact number, such as a year; else a gap."""
        number = number_of(self.table.grid.text(row, column), Style())
        gap = self._blank(row, column)
        if number is None:
            return gap
        value = number.value
        return Figure(gap.text.strip(), value, Fraction(1, 10**number.decimals), Interval.exactly(value), gap.place)

    def _blank(self, row: int, column: int) -> Gap:
        table = self.table
        place = Place(table.path, table.sheet, row, column, table.grid.table)
        labels = (*self.heading(COLUMN, column).path, *self.heading(ROW, row).path)
        return Gap(table.grid.text(row, column), place, labels)

    def known_labels(self) -> list[str]:
        """The own labels of rows and columns, each once, to name the nearest."""
        headings = [self.heading(COLUMN, column) for column in self.table.columns]
        headings += [self.heading(ROW, row) for row in self.filled_rows[:MOST_NEAR]]
        labels = [heading.label for heading in headings] + list(self.text_columns.values())
        return list(dict.fromkeys(label for label in labels if label))


@dataclass(slots=True)
class Names:
    """All tables of a call with their labels, each indexed when it is first asked for."""

    tables: Sequence[Table]
    aliases: Callable[[Table], Mapping[str, str | int]]
    _labels: dict[int, Labels] = field(default_factory=dict)

    def of(self, table: Table) -> Labels:
        """The labels of a table."""
        if id(table) not in self._labels:
            self._labels[id(table)] = Labels(table, self.aliases(table))
        return self._labels[id(table)]


def listed(words: Iterable[str]) -> str:
    """Words in quotes, in a row."""
    return ", ".join(f'"{word}"' for word in words)
