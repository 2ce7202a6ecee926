"""From declared relations and the tables of a call to relations between figures, for the judge like all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from checker.config import Settings
from checker.declared.declarations import Declarations, DeclaredRelation
from checker.declared.exactness import with_exactness
from checker.declared.labels import Labels
from checker.declared.laying import Entry
from checker.declared.members import Members
from checker.declared.naming import aliases_of, tables_called
from checker.declared.nils import without_nils
from checker.declared.tokens import FormulaError
from checker.errors import InputError
from checker.paths import fits
from checker.reading.tables import Table
from checker.relations import Declaration, Pattern, Relation


@dataclass
class Context:
    """The tables of a call, each with its names, and the settings that declare relations between them."""

    settings: Settings
    declarations: Declarations
    tables: Sequence[Table]
    today: date = field(default_factory=date.today)

    @cached_property
    def members(self) -> list[Members]:
        """The tables with their lines; each is indexed when it is first asked for."""
        aliases = (aliases_of(table, self.tables, self.declarations) for table in self.tables)
        return [Members(Labels(table, known)) for table, known in zip(self.tables, aliases, strict=True)]

    def called(self, word: str, numbers: int) -> list[Members]:
        """The tables that a word before ! means."""
        found = tables_called(word, self.tables, self.declarations, numbers)
        return [one for one in self.members if any(one.table is table for table in found)]

    def policy(self, declared: DeclaredRelation, path: str) -> str:
        """The rounding policy of a relation, of its file, or of all."""
        fitting = (policy for pattern, policy in self.settings.per_file_rounding.items() if fits(path, pattern))
        return declared.policy or next(fitting, self.settings.rounding)


def relations_of(declared: DeclaredRelation, context: Context) -> list[Relation]:
    """The relations that one entry declares. Raises InputError, with the line, where it cannot be applied."""
    declaration = Declaration(
        declared.formula.text, declared.level, declared.message, declared.place, declared.accepted
    )
    try:
        found = list(Entry(declared, context).relations())
    except FormulaError:
        raise
    except InputError as error:
        place = f"{declared.place.path}:{declared.place.line}" if declared.place.line else declared.place.path
        raise InputError(f"{error.sentence}, in {declared.formula.text}", place, error.hint) from error
    code, name, resolution = declared.code, declared.name, declared.precision
    pattern = Pattern(f"{code}:{declared.number}")
    told = [
        replace(one, code=code, name=name, declaration=declaration, resolution=resolution, pattern=pattern)
        for one in without_nils(found)
    ]
    return with_exactness(told) if resolution is None else told
