"""The one road: files are read, rules find relations, the judge decides them, findings are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from checker.config import Coded, Settings, chosen, level_for, matches, rule_options, selected
from checker.deduplication import told_once
from checker.errors import InputError
from checker.figures import Place
from checker.judge import judge
from checker.paths import STDIN, fits, report_files
from checker.reading.grid import Grid
from checker.reading.kinds import DOCUMENTS, kind_of
from checker.reading.sources import ReadOptions, bytes_of, grids_of
from checker.reading.tables import Table
from checker.relations import Judgement, Kind, Relation, Verdict
from checker.report import Failure, Input, Report, Result, covered_places
from checker.rule import Rule
from checker.rulebook import load_rules

if TYPE_CHECKING:
    from checker.contraction import Contradiction
    from checker.declared.schemas import TableSchema
    from checker.findings import Finding
    from checker.reading.passages import Passage
    from checker.waiving.applying import Accepting

DOUBTFUL = "the figures may not belong together"


@dataclass(slots=True)
class Source:
    """One input on the road: what is known of it, and the tables and texts read from it."""

    input: Input
    tables: tuple[Table, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(slots=True)
class Road:
    """One call: the rules with their options, the settings, and what went wrong on the way."""

    settings: Settings
    rules: Sequence[tuple[Rule, Mapping[str, Any]]] = ()
    failures: list[Failure] = field(default_factory=list)
    accepting: Accepting | None = None
    schemas: Sequence[TableSchema] = ()
    whole: bool = True  # no sheets are left out

    def attempt(self, code: str, name: str, path: str, step: Callable[[], list[Any]]) -> list[Any]:
        """What a step gives; a step that raises is written down as ours, and gives nothing."""
        try:
            return step()
        except InputError as error:
            self.failures.append(Failure(code, name, path, str(error)))
            return []
        except Exception as error:
            message = f"internal: {type(error).__name__}: {error}".partition("\n")[0]
            self.failures.append(Failure(code, name, path, message, _trace()))
            return []


@dataclass(frozen=True, slots=True)
class Inputs:
    """What to check: names (files, folders, patterns, `-` for `stdin`), and grids that are already read.

    `contents` are in memory: each holds its bytes as `stdin` and its name as the `stdin_filename`.
    """

    names: tuple[str, ...] = ()
    contents: tuple[Inputs, ...] = ()
    grids: tuple[Grid, ...] = ()
    options: ReadOptions = field(default_factory=ReadOptions)
    stdin: bytes | None = None
    digests: bool = True  # whether anybody will ask for the sha256 of each input


def validate_inputs(inputs: Inputs, settings: Settings | None = None, fail_on: str = "error") -> Result:
    """Check everything together. Raises InputError only for settings that cannot be used."""
    road = Road(settings or Settings(), whole=inputs.options.sheet is None)
    road.accepting = _accepting(road.settings)
    road.schemas = _schemas(road.settings)
    if road.settings.name_rules:
        road.rules = rules_to_run(road.settings)
    sources = [_read(road, path, inputs) for path in report_files(inputs.names)]
    sources += [_read(road, STDIN, content) for content in inputs.contents]
    for path in dict.fromkeys(grid.path for grid in inputs.grids):
        sources.append(_tabled(road, Input(path), [grid for grid in inputs.grids if grid.path == path]))
    texts = any(source.passages for source in sources)
    formulas = any(cell.formula is not None for grid in _grids(sources) for cell in grid.cells.values())
    tables = any(source.tables for source in sources) or not texts
    road.rules = road.rules or rules_to_run(road.settings, texts=texts, formulas=formulas, tables=tables)
    return _checked(road, sources, fail_on)


def _accepting(settings: Settings) -> Accepting | None:
    """The waivers and the baseline, read where there are any. Raises InputError for a file that cannot be used."""
    if not (settings.waivers or settings.baseline):
        return None
    from checker.waiving.applying import accepting_of

    return accepting_of(settings)


def _schemas(settings: Settings) -> Sequence[TableSchema]:
    """The schemas of tables, where any are declared. Raises InputError for one that cannot be used."""
    declared = settings.declared
    names = [declared.everywhere, *declared.tables.values()] if declared else []
    if not any(name.columns or name.schema for name in names):
        return ()
    from checker.declared.schemas import schemas_of

    return schemas_of(settings)


def _grids(sources: Sequence[Source]) -> Iterator[Grid]:
    """The grids that tables were found in."""
    yield from {id(table.grid): table.grid for source in sources for table in source.tables}.values()


def rules_to_run(
    settings: Settings, *, texts: bool = True, formulas: bool = True, tables: bool = True
) -> list[tuple[Rule, Mapping[str, Any]]]:
    """The rules the settings ask for, each with its options; those on texts, formulas or tables where there are any."""
    rules = load_rules(texts=texts, formulas=formulas, tables=tables)
    return [(rule, rule_options(rule, settings)) for rule in chosen(rules, settings)]


def _read(road: Road, path: str, inputs: Inputs) -> Source:
    name = inputs.options.stdin_filename or path if path == STDIN else path
    try:
        data = bytes_of(path, name, inputs.stdin)
        source = _read_bytes(road, data, name, inputs.options)
    except InputError as error:
        reason = f"{error.sentence} ({error.hint})" if error.hint else error.sentence
        return Source(Input(error.place or name, status="unreadable", reason=reason))
    except Exception as error:
        road.failures.append(Failure("", "read", path, f"internal: {error!r}", _trace()))
        return Source(Input(name, status="unreadable", reason=f"internal error: {type(error).__name__}"))
    if inputs.digests:
        source.input = replace(source.input, sha256=_digest(data))
    return source


def _read_bytes(road: Road, data: bytes, name: str, options: ReadOptions) -> Source:
    kind = kind_of(name, data)
    if kind not in DOCUMENTS:
        grids = grids_of(data, name, options)
        return _tabled(road, Input(name, encoding=grids[0].encoding if grids else ""), grids)
    from checker.reading.documents import read_document

    document = read_document(name, data, kind, options.encoding)
    source = _tabled(road, Input(name, encoding=document.encoding), document.grids)
    source.passages = document.passages
    return source


def _trace() -> str:
    """Where the exception at hand comes from."""
    import traceback

    return traceback.format_exc()


def _digest(data: bytes) -> str:
    """The sha256 of what was read."""
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _tabled(road: Road, known: Input, grids: Sequence[Grid]) -> Source:
    if not grids:
        return Source(known)
    from checker.reading.layout import tables_of

    tables = (road.attempt("", "tables", known.path, partial(tables_of, grid)) for grid in grids)
    return Source(known, tuple(table for several in tables for table in several))


def _checked(road: Road, sources: Sequence[Source], fail_on: str) -> Result:
    tables = tuple(table for source in sources for table in source.tables)
    passages = tuple(passage for source in sources for passage in source.passages)
    judged = [*told_once(_judged(road, _relations(road, tables, passages))), *_demanded(road, tables)]
    findings = _accepted(road, sources, judged, _findings(road, judged))
    judgements = tuple(one for one in _told_or_undecided(judged, findings) if not _mere_limit(one))
    covered = covered_places(judgements)
    return Result(
        inputs=tuple(_counted(source, covered) for source in sources),
        tables=tables,
        passages=passages,
        judgements=judgements,
        findings=tuple(findings),
        failures=tuple(road.failures),
        fail_on=fail_on,
    )


def _demanded(road: Road, tables: Sequence[Table]) -> list[Judgement]:
    """What the schemas of the tables demand of single columns, met or not."""
    if not road.schemas:
        return []
    from checker.declared.schemas import schema_judgements

    return road.attempt("SCH", "schema", "", partial(schema_judgements, road.schemas, road.settings, tables))


def _relations(road: Road, tables: tuple[Table, ...], passages: tuple[Passage, ...]) -> Iterator[Relation]:
    things: dict[str, list[tuple[str, object]]] = {
        "Table": [(table.path, table) for table in tables],
        "Passage": [(passage.path, passage) for passage in passages],
        "Report": [("", Report(tables, passages))] if tables or passages else [],
    }
    for rule, options in road.rules:
        for path, thing in things.get(rule.subject, ()):
            yield from _found(road, rule, options, path, thing)
    yield from _declared(road, tables)


def _declared(road: Road, tables: Sequence[Table]) -> Iterator[Relation]:
    """The relations that the configuration declares, under the settings of the files they stand in."""
    settings = road.settings
    if settings.declared is None or not settings.declared.relations:
        return
    from checker.declared.relating import Context, relations_of

    context = Context(settings, settings.declared, tables)
    for one in settings.declared.relations:
        if selected(one, settings):
            for relation in road.attempt(one.code, one.name, "", partial(relations_of, one, context)):
                paths = {figure.place.path for figure in relation.figures}
                if not any(_ignored(settings, one, path) for path in paths):
                    yield relation


def _found(road: Road, rule: Rule, options: Mapping[str, Any], path: str, thing: object) -> Iterator[Relation]:
    """The relations one rule finds in one thing, under the settings of the files they stand in."""
    if path and _ignored(road.settings, rule, path):
        return
    found = road.attempt(rule.code, rule.name, path, lambda: list(rule(thing, **options)))
    for relation in found:
        paths = {path} if path else {figure.place.path for figure in relation.figures}
        if path or not any(_ignored(road.settings, rule, one) for one in paths):
            yield _rounded(road.settings, relation, min(paths, default=""))


def _ignored(settings: Settings, rule: Coded, path: str) -> bool:
    listed = settings.per_file_ignores.items()
    return any(fits(path, pattern) and any(matches(rule, word) for word in words) for pattern, words in listed)


def _rounded(settings: Settings, relation: Relation, path: str) -> Relation:
    """The relation under the rounding policy set for its file; a rule's own policy stays."""
    policy = settings.rounding
    if settings.per_file_rounding:
        fitting = (policy for pattern, policy in settings.per_file_rounding.items() if fits(path, pattern))
        policy = next(fitting, policy)
    return replace(relation, policy=policy) if relation.policy == "nearest" != policy else relation


def _judged(road: Road, relations: Iterable[Relation]) -> Iterator[Judgement]:
    for relation in relations:
        path = relation.figures[0].place.path if relation.figures else ""
        yield from road.attempt(relation.code, relation.name, path, partial(_judge_one, relation))


def _judge_one(relation: Relation) -> list[Judgement]:
    return [judge(relation)]


def _findings(road: Road, judged: Sequence[Judgement]) -> list[Finding]:
    """The findings, at the levels set; what finds them is imported where something is broken."""
    together = road.attempt("", "contraction", "", partial(_together, judged))
    if not together and all(one.verdict is not Verdict.BROKEN for one in judged):
        return []
    from checker.findings import Level, find

    found = road.attempt("", "findings", "", partial(find, judged, together))
    levels = [_level(one, road.settings) for one in found]
    return [replace(one, level=Level(level)) if level else one for one, level in zip(found, levels, strict=True)]


def _accepted(
    road: Road, sources: Sequence[Source], judged: Sequence[Judgement], findings: list[Finding]
) -> list[Finding]:
    """The findings with what is accepted of them, and remarks on waivers."""
    if road.accepting is None:
        return findings
    from checker.waiving.applying import Call

    read = tuple(source.input.path for source in sources if source.input.status == "read")
    call = Call(road.settings, read, frozenset(one.code for one in road.failures), road.whole)
    return road.attempt("", "waivers", "", partial(road.accepting.applied, findings, judged, call)) or findings


def _together(judged: Sequence[Judgement]) -> list[Contradiction]:
    """Relations that hold one by one and not together, sought where they share a rounded figure."""
    if not _coupled(judged):
        return []
    from checker.contraction import contract

    return contract(judged)


def _coupled(judged: Iterable[Judgement]) -> bool:
    """Whether a rounded figure stands in two relations that hold, shares of exact counts left out.

    What such a share must be its counts say to the last digit, and their own sum is checked as it is.
    """
    seen: set[Place] = set()
    for one in judged:
        relation = one.relation
        known = relation.kind is Kind.SHARE and all(term.figure.exact for term in relation.operands)
        if one.verdict is Verdict.HELD and len(relation.figures) > 1 and not known:
            places = {figure.place for figure in one.relation.figures if not figure.exact}
            if not seen.isdisjoint(places):
                return True
            seen |= places
    return False


def _level(finding: Finding, settings: Settings) -> str | None:
    """The level set for the rule of a broken relation; none where relations only do not hold together."""
    relation = finding.judgement.relation
    broken = finding.judgement.verdict is Verdict.BROKEN
    return level_for(relation.code, relation.name, settings) if broken else None


def _told_or_undecided(judged: Iterable[Judgement], findings: Iterable[Finding]) -> Iterator[Judgement]:
    """The judgements, with broken relations that no finding tells of shown as undecided: none is dropped."""
    told = {id(one) for finding in findings for one in (finding.judgement, *finding.also)}
    for one in judged:
        silent = one.verdict is Verdict.BROKEN and id(one) not in told
        yield replace(one, verdict=Verdict.UNDECIDED, reason=DOUBTFUL) if silent else one


def _mere_limit(judgement: Judgement) -> bool:
    """Whether all that is said is that a single figure has a likely size: nothing was compared with anything."""
    return judgement.relation.kind is Kind.UNIT and judgement.verdict is not Verdict.BROKEN


def _counted(source: Source, covered: set[Place]) -> Input:
    figures = [figure for table in source.tables for figure in table.figures.values()]
    figures += [mention.figure for passage in source.passages for mention in passage.figures]
    return replace(
        source.input,
        tables=len(source.tables),
        passages=sum(len(passage.sentences) for passage in source.passages),
        figures=len(figures),
        covered=sum(figure.place in covered for figure in figures),
    )
