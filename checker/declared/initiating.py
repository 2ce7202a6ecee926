"""A first configuration for a report: the relations that discovery found, as declarations to be edited and kept.

Whatever is written is tried first: a formula is taken only if, laid over the report, it claims the same figures
as the discovered relations and gives them the same verdicts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checker.config import Settings
from checker.declared.composing import Chosen, Entry, composed
from checker.declared.declarations import Declarations, DeclaredRelation, TableName
from checker.declared.drafting import Drafter
from checker.declared.families import SAYABLE, Family, families, form, table_index
from checker.declared.lines import Lines
from checker.declared.parsing import parse, parse_condition
from checker.declared.relating import Context, relations_of
from checker.declared.titling import table_names
from checker.declared.writing import quoted_name
from checker.deduplication import claim_of
from checker.engine import DOUBTFUL
from checker.errors import InputError
from checker.figures import Figure, Gap, Place
from checker.judge import judge
from checker.languages import Sentence, language_of
from checker.levels import Level, level_of, settled
from checker.reading.tables import Table
from checker.relations import Judgement, Verdict
from checker.report import Result, counted
from checker.reporters.escaping import plain

MOST_SUPPOSED = 50  # lines that are asked at which level they would be told
HEAD = Sentence(
    """\
What must hold in {reports}. Written by `checker init`, to be edited and kept.

`checker validate {reports}` judges these relations together with those it discovers,
with `--select DCL` these alone. `checker rule --syntax` explains formulas, `checker rule --check` checks this file.""",
    """\
{reports} 中必须成立的关系，由 `checker init` 写成，可以修改并保留。

`checker validate {reports}` 将其与自动发现的关系一并核对，加 `--select DCL` 则只核对这些。
`checker rule --syntax` 说明公式写法，`checker rule --check` 检查本文件。""",
)
LEFT = Sentence("{rule}: {count}{reason}", "{rule}：{number}个关系{reason}")
IN_SENTENCES = Sentence(" told in sentences", "，见于文句")
NO_WORDS = Sentence(" that no formula says", "，公式不能表达")
MAY_NOT_BELONG = Sentence(f" ({DOUBTFUL})", "（各数可能不相关）")

Claims = Mapping[Hashable, Verdict]


@dataclass(frozen=True, slots=True)
class Initiated:
    """A new configuration: its text, how many relations it declares in how many entries, how many stay undeclared."""

    text: str
    entries: int
    declared: int
    left: int


def initiated(result: Result, reports: Sequence[str]) -> Initiated:
    """The configuration that declares what was discovered in a result; `reports` are as the person named them."""
    names = table_names(result.tables)
    tables = [table for table in result.tables if id(table) in names]
    trial = Trial(tables, names)
    levels = Levels(result)
    found = families([one for one in result.judgements if not _doubted(one)], tables)
    chosen = [one for group in _alike(found, levels) for one in trial.choices(group, levels)]
    declared = {id(one) for each in chosen for one in each.family.judgements}
    left = [one for one in result.judgements if id(one) not in declared]
    lang = language_of(result)
    head = HEAD.in_(lang).format(reports=plain(" ".join(reports)))
    used = list(_used([names[id(table)] for table in tables], chosen))
    text = composed(head, used, chosen, list(_left(left, lang)), lang)
    return Initiated(text, sum(len(each.entries) for each in chosen), len(declared), len(left))


def _alike(found: Iterable[Family], levels: Levels) -> Iterator[list[Family]]:
    """Families of one form, whatever rules found them, unless they are told at several levels."""
    groups: dict[Hashable, list[Family]] = {}
    for family in found:
        groups.setdefault(form(family) if family.slots else id(family), []).append(family)
    for group in groups.values():
        told = {level for family in group for level in levels.told_of(family)}
        yield from [group] if len(told) < 2 else ([family] for family in group)


def _doubted(judgement: Judgement) -> bool:
    """Whether a broken relation was thought better of: discovery does not tell it."""
    return judgement.verdict is Verdict.UNDECIDED and judgement.reason == DOUBTFUL


class Trial:
    """The tables of a report, over which formulas are laid to see what they claim."""

    def __init__(self, tables: Sequence[Table], names: Mapping[int, TableName]) -> None:
        self.names = names
        self.index = table_index(tables)
        declarations = Declarations(Lines("", ""), tables={name.name: name for name in names.values()})
        self.context = Context(Settings(), declarations, tables)
        self.labels = {id(one.table): one.labels for one in self.context.members}
        self.drafter = Drafter(lambda table: self.labels[id(table)], self._table_of)

    def _table_of(self, thing: Figure | Gap) -> tuple[Table, str]:
        table = self.index.get(thing.place) or next(one for one in self.context.tables if _holds(one, thing))
        return table, self.names[id(table)].name

    def choices(self, group: Sequence[Family], levels: Levels) -> Iterator[Chosen]:
        """One way to say families of one form together, else one for each that can be said."""
        judgements = tuple(one for family in group for one in family.judgements)
        together = replace(group[0], judgements=judgements)
        if found := self.choice(together, levels.of(together)):
            yield found
        elif len(group) > 1:
            yield from (one for family in group for one in self.choices([family], levels))

    def choice(self, family: Family, level: str) -> Chosen | None:
        """The first way to say a family that claims exactly what it claims; None where none does."""
        wanted = {claim_of(one.relation): one.verdict for one in family.judgements}
        table = self.names[id(family.table)].name if family.table is not None else ""
        resolution, policy = family.model.resolution, family.model.policy
        precisions = (None, resolution) if resolution == 0 else (resolution,)
        for drafts in self.drafter.drafts(family):
            for precision in precisions:
                entries = tuple(Entry(one.formula, table, one.where, level, policy, precision) for one in drafts)
                if self._claims(entries) == wanted:
                    return Chosen(family, entries)
        return None

    def _claims(self, entries: Iterable[Entry]) -> Claims | None:
        """What entries claim, with the verdicts; nothing where one cannot be laid over the report."""
        found: dict[Hashable, Verdict] = {}
        try:
            for one in entries:
                for relation in relations_of(_declared(one), self.context):
                    found[claim_of(relation)] = judge(relation).verdict
        except InputError:
            return None
        return found


def _holds(table: Table, thing: Figure | Gap) -> bool:
    """Whether a cell that is blank stands in a table."""
    place = thing.place
    return (table.path, table.sheet, table.grid.table) == (place.path, place.sheet, place.table) and (
        place.row in table.rows
    )


def _declared(one: Entry) -> DeclaredRelation:
    where = parse_condition(one.where) if one.where else None
    policy = "" if one.rounding == "nearest" else one.rounding
    formula = parse(one.formula)
    return DeclaredRelation(formula, 0, Place(""), table=one.table, where=where, policy=policy, precision=one.precision)


class Levels:
    """The level at which discovery tells, or would tell, that a relation is broken."""

    def __init__(self, result: Result) -> None:
        self.told = {id(one): finding for finding in result.findings for one in (finding.judgement, *finding.also)}

    def of(self, family: Family) -> str:
        """The highest level of the lines that are told, else what a broken line would have."""
        broken = (replace(one, verdict=Verdict.BROKEN) for one in family.judgements[:MOST_SUPPOSED])
        levels = self.told_of(family) or {level_of(one) or Level.QUERY for one in broken}
        return str(min(levels, key=list(Level).index))

    def told_of(self, family: Family) -> set[Level]:
        """The levels of the lines that are told."""
        return {self._told(one) for one in family.judgements if id(one) in self.told}

    def _told(self, judgement: Judgement) -> Level:
        """The level of a line by itself; what makes an error a query does so too when it is declared."""
        finding = self.told[id(judgement)]
        own = level_of(judgement)
        return (settled(judgement, own, finding.suspects) or own) if own else finding.level


def _used(names: Iterable[TableName], chosen: Sequence[Chosen]) -> Iterator[TableName]:
    """The tables that entries name, in order."""
    words = {entry.table for each in chosen for entry in each.entries}
    crossing = [entry.formula for each in chosen for entry in each.entries if not entry.table]
    for name in names:
        if name.name in words or any(f"{quoted_name(name.name)}!" in formula for formula in crossing):
            yield name


def _left(left: Iterable[Judgement], lang: str) -> Iterator[str]:
    """What stays with discovery, rule by rule, with the reason."""
    counts = Counter((f"{one.relation.code} {one.relation.name}", _reason(one).in_(lang)) for one in left)
    for (rule, reason), number in sorted(counts.items()):
        told = {"rule": rule, "reason": reason, "number": number, "count": counted(number, "relation")}
        yield LEFT.in_(lang).format(**told)


def _reason(judgement: Judgement) -> Sentence:
    """Why a relation is not declared."""
    if any(figure.place.row is None for figure in judgement.relation.figures):
        return IN_SENTENCES
    if judgement.relation.kind not in SAYABLE:
        return NO_WORDS
    return MAY_NOT_BELONG if _doubted(judgement) else Sentence("", "")
