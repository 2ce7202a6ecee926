"""The text of a new checker.toml: tables, relations, and what is to be known of each in a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.declared.declarations import TableName
from checker.declared.families import Family
from checker.declared.titling import entry
from checker.declared.writing import number_written
from checker.languages import Sentence
from checker.relations import Verdict
from checker.report import counted
from checker.reporters.escaping import plain

BARE = re.compile(r"[A-Za-z0-9_-]+")
MOST_NAMED = 8  # broken lines that a comment names
FROM_WORKBOOK = "formula-result"  # says less than any other rule's name

LEFT = Sentence("Left to discovery, which goes on finding it:", "以下仍由自动发现：")
UNDECIDED = Sentence("undecided: ", "未决：")

Value = str | int


@dataclass(frozen=True, slots=True)
class Entry:
    """One formula: for which table (empty where its cells say so), and what is set with it.

    `precision` is the unit of the last place that the figures are really stated to, None where it is the printed one.
    """

    formula: str
    table: str = ""
    where: str = ""
    level: str = "error"
    rounding: str = "nearest"
    precision: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A family of discovered relations with the entries that say exactly the same."""

    family: Family
    entries: tuple[Entry, ...]


def composed(head: str, tables: Iterable[TableName], chosen: Sequence[Chosen], left: Sequence[str], lang: str) -> str:
    """The whole file, with comments in a language; `left` are sentences on what stays with discovery."""
    blocks = [_comment(head)]
    blocks += ["\n".join(_table(name)) for name in tables]
    blocks += [block for one in chosen for block in _relations(one, lang)]
    if left:
        blocks.append(
            "\n".join(["# Left to discovery, which goes on finding it:", *(f"# - {plain(one)}" for one in left)])
        )
    return "\n\n".join(blocks) + "\n"


def _comment(text: str) -> str:
    return "\n".join(f"# {line}".rstrip() for line in text.splitlines())


def _table(name: TableName) -> Iterator[str]:
    yield f"[tables.{key_written(name.name)}]"
    yield from (f"{key} = {value_written(value)}" for key, value in entry(name))


def _relations(chosen: Chosen, lang: str) -> Iterator[str]:
    comment = "\n".join(f"# {line}" for line in told(chosen.family, lang))
    for number, one in enumerate(chosen.entries):
        lines = "\n".join(["[[relations]]", *(f"{key} = {text}" for key, text in _keys(one, chosen.family))])
        yield lines if number else f"{comment}\n{lines}"


def _keys(one: Entry, family: Family) -> Iterator[tuple[str, str]]:
    yield "formula", value_written(one.formula)
    if one.table:
        yield "table", value_written(one.table)
    if one.where:
        yield "where", value_written(one.where)
    names = [judgement.relation.name for judgement in family.judgements if judgement.relation.name]
    if names:
        yield "name", value_written(next((name for name in names if name != FROM_WORKBOOK), names[0]))
    yield "level", value_written(one.level)
    if one.rounding != "nearest":
        yield "rounding", value_written(one.rounding)
    if one.precision is not None:
        yield "precision", number_written(one.precision)


def told(family: Family, lang: str) -> Iterator[str]:
    """Where a family comes from: its rules, how many lines held, and which are broken or undecided."""
    rules: dict[str, list[Verdict]] = {}
    for one in family.judgements:
        rules.setdefault(f"{one.relation.code} {one.relation.name}", []).append(one.verdict)
    for rule, verdicts in rules.items():
        held, of = verdicts.count(Verdict.HELD), len(verdicts)
        told_of = Sentence(f": held on {held} of {counted(of, 'line')}", f"：{of}项中成立{held}项")
        yield plain(f"{rule}{told_of.in_(lang)}")
    for verdict, word in ((Verdict.BROKEN, Sentence("broken: ", "不成立：")), (Verdict.UNDECIDED, UNDECIDED)):
        places = [str(one.relation.figures[0].place.cell) for one in family.judgements if one.verdict is verdict]
        rest = len(places) - MOST_NAMED
        more = Sentence(f" and {rest} more", f"等{len(places)}处").in_(lang) if rest > 0 else ""
        if places:
            yield plain(f"{word.in_(lang)}{', '.join(places[:MOST_NAMED])}{more}")


def key_written(key: str) -> str:
    """A key, in quotes where it needs them."""
    return key if BARE.fullmatch(key) else _quoted(key)


def value_written(value: Value) -> str:
    """A text or number in TOML; texts with double quotes or backslashes stand in single quotes where they can."""
    if isinstance(value, int):
        return str(value)
    if ("'" not in value) and ('"' in value or "\\" in value) and value.isprintable():
        return f"'{value}'"
    return _quoted(value)


def _quoted(text: str) -> str:
    """A basic string of TOML, in which control characters are written out."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
