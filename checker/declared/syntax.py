"""The manual of the formula language: its constructs, each with a report it holds of and a slip that breaks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.languages import Sentence

SOURCE = Path(__file__).with_name("syntax.toml")
ONE_FILE = "report.csv"
HEAD = Sentence(
    """\
Formulas
--------
A formula stands in checker.toml, in an entry of its own for each:

    [[relations]]
    formula = "total = boys + girls"

It says what must hold: [if CONDITION then] COMPARISON. Words next to each other are one name. The figures of each
formula are compared within the precision they are printed with, like those that are found without one.
""",
    """\
公式
----
公式写在 checker.toml 里，每条一项：

    [[relations]]
    formula = "合计 = 男 + 女"

公式说明必须成立的关系：[如果 条件 则] 比较。相邻的词是一个名称。各数按其列出的精度比较，与自动发现的关系相同。
""",
)
HOLDS = Sentence("breaks with {new} in place of {old}", "将 {old} 改为 {new} 则不成立")


@dataclass(frozen=True, slots=True)
class Construct:
    """One construct: what it is, a formula, files it holds of, and a slip (old text, new text) that breaks it."""

    name: Sentence
    formula: str
    files: Mapping[str, str]
    slip: tuple[str, str]

    def with_slip(self) -> dict[str, str]:
        """The files with the slip in them."""
        return {name: text.replace(*self.slip) for name, text in self.files.items()}


def constructs() -> tuple[Construct, ...]:
    """All constructs, in the order of the manual."""
    import tomllib

    content = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return tuple(_construct(entry) for entry in content["construct"])


def _construct(entry: Mapping[str, Any]) -> Construct:
    files = entry.get("files") or {ONE_FILE: entry["report"]}
    stripped = {name: text.strip("\n") + "\n" for name, text in files.items()}
    old, new = entry["slip"]
    return Construct(Sentence(entry["en"], entry["zh"]), entry["formula"], stripped, (old, new))


def manual(lang: str) -> str:
    """The manual of the formula language, in English or Chinese."""
    return "\n".join([HEAD.in_(lang), *(_shown(one, lang) for one in constructs())])


def _shown(one: Construct, lang: str) -> str:
    old, new = one.slip
    slip = HOLDS.in_(lang).format(old=old, new=new)
    return "\n".join([f"{one.name.in_(lang)}\n", f"    {one.formula}\n", *_files(one), f"    {slip}\n"])


def _files(one: Construct) -> Iterator[str]:
    for name, text in one.files.items():
        head = [name] if len(one.files) > 1 else []
        yield "".join(f"        {line}\n" for line in [*head, *text.splitlines()])
