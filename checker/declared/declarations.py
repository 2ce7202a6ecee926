"""What a configuration declares: tables by name, and relations between their figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from checker.config import nearest, policy_named
from checker.declared.expressions import Condition, Formula
from checker.declared.lines import Keys, Lines
from checker.declared.parsing import FormulaError, parse, parse_condition
from checker.errors import InputError
from checker.figures import Place
from checker.report import LEVELS

KEYS = ("table", "tables", "relations")
EVERY_TABLE = ("aliases", "columns", "schema")
ONE_TABLE = ("file", "sheet", "position", "title", *EVERY_TABLE)
RELATION = (
    "formula", "table", "code", "name", "level", "message", "rounding", "precision", "accept", "valid-from",
    "valid-until", "where"
)  # fmt: skip
FAMILY, DEFAULT_NAME = "DCL", "declared-relation"
TAKEN = ("SCH", "WVR")  # families that are not declared one by one
MOST_PRECISE = 10**12
MOST = 99  # codes of a family; what is beyond shares the last code, 900
_CODE = re.compile(r"[A-Z]{3}9\d\d")


@dataclass(frozen=True, slots=True)
class TableName:
    """A table by its name in the configuration: where it is found, and what its rows and columns are called.

    `file` is a pattern, `sheet` a name or a number, `position` counts the tables of the file or sheet from 1,
    `title` is part of the title or a pattern. `aliases` map words to a label, a letter or a number; `columns`
    and `schema` are as written, for the column schemas. The name is empty for what holds of every table.
    """

    name: str = ""
    file: str = ""
    sheet: str | int | None = None
    position: int | None = None
    title: str = ""
    aliases: Mapping[str, str | int] = field(default_factory=dict)
    columns: Mapping[str, Any] = field(default_factory=dict)
    schema: str = ""
    place: Place = field(default=Place(""))


@dataclass(frozen=True, slots=True)
class DeclaredRelation:
    """One entry of `[[relations]]`. `number` counts the entries from 0, `place` is the line of the formula.

    `precision` is the unit of the last place that the figures are really stated to, 0 where nothing is rounded.
    """

    formula: Formula
    number: int
    place: Place
    code: str = ""
    name: str = DEFAULT_NAME
    table: str = ""
    where: Condition | None = None
    level: str = "error"
    message: tuple[str, str] = ("", "")
    policy: str = ""
    accepted: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    precision: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Declarations:
    """All that a configuration declares; `lines` says where it stands."""

    lines: Lines
    everywhere: TableName = field(default_factory=TableName)
    tables: Mapping[str, TableName] = field(default_factory=dict)
    relations: tuple[DeclaredRelation, ...] = ()

    @property
    def path(self) -> str:
        return self.lines.path


def declarations_of(content: Mapping[str, Any], path: str, text: str) -> Declarations:
    """What a configuration's content declares. Raises InputError, with the line, for what cannot be used."""
    lines = Lines(path, text)
    tables = _table(content, (), "tables", lines)
    return Declarations(
        lines,
        _table_name(_table(content, (), "table", lines), ("table",), EVERY_TABLE, lines),
        {
            name: _table_name(_table(tables, ("tables",), name, lines), ("tables", name), ONE_TABLE, lines)
            for name in tables
        },
        tuple(_relations(content.get("relations", []), lines)),
    )


def _fault(sentence: str, keys: Keys, lines: Lines, hint: str = "") -> InputError:
    return InputError(sentence, lines.place(*keys), hint)


def _known(content: Mapping[str, Any], keys: Keys, known: Iterable[str], lines: Lines) -> None:
    for key in content:
        if key not in known:
            raise _fault(f"unknown key {key!r}", (*keys, key), lines, nearest(key, known))


def _table(content: Mapping[str, Any], keys: Keys, key: str, lines: Lines) -> dict[str, Any]:
    value = content.get(key, {})
    if not isinstance(value, dict):
        raise _fault(f"{key} must be a table", (*keys, key), lines)
    return value


def _table_name(content: Mapping[str, Any], keys: Keys, known: Iterable[str], lines: Lines) -> TableName:
    _known(content, keys, known, lines)
    return TableName(
        str(keys[1]) if len(keys) > 1 else "",
        _text(content, "file", keys, lines),
        _sheet(content, keys, lines),
        _position(content, "position", keys, lines),
        _text(content, "title", keys, lines),
        _aliases(content, keys, lines),
        _table(content, keys, "columns", lines),
        _text(content, "schema", keys, lines),
        Place(lines.path, line=lines.line(*keys) or None),
    )


def _text(content: Mapping[str, Any], key: str, keys: Keys, lines: Lines) -> str:
    value = content.get(key, "")
    if not isinstance(value, str) or (key in content and not value.strip()):
        raise _fault(f"{key} must be a text", (*keys, key), lines)
    return value


def _position(content: Mapping[str, Any], key: str, keys: Keys, lines: Lines) -> int | None:
    value = content.get(key)
    if value is None or (type(value) is int and value > 0):
        return value
    raise _fault(f"{key} must be a whole number from 1", (*keys, key), lines)


def _sheet(content: Mapping[str, Any], keys: Keys, lines: Lines) -> str | int | None:
    if isinstance(content.get("sheet"), str):
        return _text(content, "sheet", keys, lines)
    return _position(content, "sheet", keys, lines)


def _aliases(content: Mapping[str, Any], keys: Keys, lines: Lines) -> dict[str, str | int]:
    aliases = _table(content, keys, "aliases", lines)
    for alias, meaning in aliases.items():
        good = (type(meaning) is int and meaning > 0) or (isinstance(meaning, str) and meaning.strip())
        if not good:
            sentence = f"the alias {alias!r} must stand for a label, a letter or a number"
            raise _fault(sentence, (*keys, "aliases", alias), lines)
    return aliases


def _relations(entries: object, lines: Lines) -> Iterable[DeclaredRelation]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _fault("relations must be an array of tables", ("relations",), lines, "write [[relations]]")
    codes: dict[str, int] = {}
    for number, entry in enumerate(entries):
        if code := _given_code(entry, ("relations", number), lines):
            if code in codes:
                other = lines.line("relations", codes[code])
                raise _fault(f"code {code} is already used in line {other}", ("relations", number, "code"), lines)
            codes[code] = number
    free = (code for at in range(1, MOST + 1) if (code := f"{FAMILY}9{at:02}") not in codes)
    for number, entry in enumerate(entries):
        yield _relation(entry, number, entry.get("code") or next(free, f"{FAMILY}900"), lines)


def _given_code(entry: Mapping[str, Any], keys: Keys, lines: Lines) -> str:
    code = _text(entry, "code", keys, lines)
    if code and not _CODE.fullmatch(code):
        sentence = f"a declared code is three capital letters and 9 with two digits, not {code!r}"
        raise _fault(sentence, (*keys, "code"), lines, "such as DCL901")
    if code[:3] in TAKEN:
        raise _fault(f"the codes {code[:3]} are taken", (*keys, "code"), lines, "such as DCL901")
    return code


def _relation(entry: Mapping[str, Any], number: int, code: str, lines: Lines) -> DeclaredRelation:
    keys: Keys = ("relations", number)
    _known(entry, keys, RELATION, lines)
    if "formula" not in entry:
        raise _fault("the relation has no formula", keys, lines, 'such as formula = "total = boys + girls"')
    begins, ends = (_date(entry, key, keys, lines) for key in ("valid-from", "valid-until"))
    if begins and ends and begins > ends:
        raise _fault("the relation ends before it begins", (*keys, "valid-until"), lines)
    return DeclaredRelation(
        _formula(entry, keys, lines),
        number,
        Place(lines.path, line=lines.line(*keys, "formula") or None),
        code,
        _text(entry, "name", keys, lines) or DEFAULT_NAME,
        _text(entry, "table", keys, lines),
        _where(entry, keys, lines),
        _level(entry, keys, lines),
        _message(entry, keys, lines),
        _policy(entry, keys, lines),
        _accepted(entry, keys, lines),
        begins,
        ends,
        _precision(entry, keys, lines),
    )


def _formula(entry: Mapping[str, Any], keys: Keys, lines: Lines) -> Formula:
    text = _text(entry, "formula", keys, lines)
    try:
        return parse(text)
    except FormulaError as error:
        raise error.at(lines.inside(text, error.start, *keys, "formula")) from error


def _where(entry: Mapping[str, Any], keys: Keys, lines: Lines) -> Condition | None:
    text = _text(entry, "where", keys, lines)
    try:
        return parse_condition(text) if text else None
    except FormulaError as error:
        raise error.at(lines.inside(text, error.start, *keys, "where")) from error


def _level(entry: Mapping[str, Any], keys: Keys, lines: Lines) -> str:
    level = _text(entry, "level", keys, lines) or "error"
    if level not in LEVELS:
        raise _fault(f"unknown level {level!r}", (*keys, "level"), lines, f"known: {', '.join(LEVELS)}")
    return level


def _message(entry: Mapping[str, Any], keys: Keys, lines: Lines) -> tuple[str, str]:
    """The headline in English and Chinese; one text serves for both."""
    if not isinstance(entry.get("message", ""), dict):
        text = _text(entry, "message", keys, lines)
        return text, text
    texts = _table(entry, keys, "message", lines)
    inner = (*keys, "message")
    _known(texts, inner, ("en", "zh"), lines)
    return _text(texts, "en", inner, lines), _text(texts, "zh", inner, lines)


def _policy(entry: Mapping[str, Any], keys: Keys, lines: Lines) -> str:
    try:
        return policy_named(entry["rounding"]) if "rounding" in entry else ""
    except InputError as error:
        raise _fault(error.sentence, (*keys, "rounding"), lines, error.hint) from error


def _precision(entry: Mapping[str, Any], keys: Keys, lines: Lines) -> Fraction | None:
    value = entry.get("precision")
    if value is None:
        return None
    if type(value) in (int, float) and 0 <= value < MOST_PRECISE:
        return Fraction(str(value))
    raise _fault("precision must be a number from 0", (*keys, "precision"), lines, "such as 5, 0.1 or 0")


def _accepted(entry: Mapping[str, Any], keys: Keys, lines: Lines) -> tuple[str, ...]:
    value = entry.get("accept", [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise _fault("accept must be a list of texts", (*keys, "accept"), lines)
    return tuple(value)


def _date(entry: Mapping[str, Any], key: str, keys: Keys, lines: Lines) -> date | None:
    value = entry.get(key)
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    raise _fault(f"{key} must be a date", (*keys, key), lines, f"such as {key} = 2024-01-31, without quotes")
