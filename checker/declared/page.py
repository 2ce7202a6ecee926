"""The manual page of a declared relation, written from its entry in the configuration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from checker.config import matches
from checker.declared.declarations import DEFAULT_NAME, Declarations, DeclaredRelation
from checker.languages import Sentence

LEVELS = {
    "error": Sentence("an error", "错误"),
    "query": Sentence("a query", "疑问"),
    "note": Sentence("a note", "提示"),
}
EVERYWHERE = Sentence("every table that has all its rows and columns", "含有公式中全部行、栏的每一张表")


def declared_called(word: str, declarations: Declarations) -> list[DeclaredRelation]:
    """The declared relations with a code or a name."""
    named = [one for one in declarations.relations if one.name != DEFAULT_NAME and matches(one, word)]
    return [one for one in declarations.relations if one.code == word.upper()] or named


def declared_page(declared: DeclaredRelation, lang: str) -> str:
    """The manual page: the formula, where it is claimed, how its findings are told."""
    head = f"{declared.code} {declared.name}"
    lines = "".join(f"{line.in_(lang)}\n" for line in _facts(declared))
    return f"{head}\n{'-' * len(head)}\n{declared.formula.text}\n\n{lines}"


def declared_listing(declared: Iterable[DeclaredRelation]) -> str:
    """One line for each declared relation: code, name, formula."""
    book = list(declared)
    wide = max((len(one.name) for one in book), default=0)
    return "".join(f"{one.code}  {one.name:<{wide}}  {one.formula.text}\n" for one in book)


def _facts(one: DeclaredRelation) -> Iterator[Sentence]:
    table = Sentence(one.table, one.table) if one.table else EVERYWHERE
    yield Sentence(f"Claimed of {table.en}.", f"适用于{table.zh}。")
    level = LEVELS[one.level]
    yield Sentence(f"What breaks it is {level.en}.", f"不成立时报告为{level.zh}。")
    if any(one.message):
        en, zh = one.message
        yield Sentence(f"Told as: {en or zh}", f"说明文字：{zh or en}")
    if one.policy:
        yield Sentence(f"Figures are rounded by the policy {one.policy}.", f"舍入方式：{one.policy}。")
    if one.valid_from:
        yield Sentence(f"Valid from {one.valid_from}.", f"自{one.valid_from}起有效。")
    if one.valid_until:
        yield Sentence(f"Valid until {one.valid_until}.", f"至{one.valid_until}止有效。")
    for accepted in one.accepted:
        yield Sentence(f"Usually accepted: {accepted}", f"可作解释：{accepted}")
    place = f"{PurePath(one.place.path).name}:{one.place.line}" if one.place.line else one.place.path
    yield Sentence(f"Declared in {place}.", f"声明于{place}。")
