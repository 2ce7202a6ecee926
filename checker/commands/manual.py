"""`checker rule`: the manual page of a rule, written from the rule itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.commands.output import print_text, speaks_chinese
from checker.config import find_config, load_config, matches, nearest
from checker.errors import InputError
from checker.languages import LANGUAGES, Sentence
from checker.rule import Example, Rule, origin
from checker.rulebook import load_rules, remarks

if TYPE_CHECKING:
    from checker.declared.declarations import Declarations

SUBJECTS = {
    "Table": Sentence("tables", "表"),
    "Passage": Sentence("sentences", "文句"),
    "Report": Sentence("whole reports, several files together", "整份报告（可含多个文件）"),
    "Schema": Sentence("what a configuration demands of columns", "配置中对各栏的要求"),
    "Waiver": Sentence("the waivers of the files given", "所给文件的豁免"),
}


def run(names: Sequence[str], every: bool, lang: str, config: str | None = None) -> int:
    """Print the page of each rule or declared relation named, or the list of them."""
    lang = _language(lang)
    rules, declared = (*load_rules(), *remarks()), _declared(config)
    if every or not names:
        text = listing(rules, lang) + (_declared_listing(declared) if declared else "")
    else:
        text = "\n".join(_declared_pages(name, declared, lang) or page(_named(rules, name), lang) for name in names)
    print_text(text)
    return 0


def _declared(config: str | None) -> Declarations | None:
    """What the configuration declares; None where there is none, or where it cannot be read and nobody named it."""
    path = Path(config) if config else find_config(Path.cwd())
    try:
        return load_config(path).declared if path else None
    except InputError:
        if config:
            raise
        return None


def _declared_pages(name: str, declared: Declarations | None, lang: str) -> str:
    if declared is None:
        return ""
    from checker.declared.page import declared_called, declared_page

    return "\n".join(declared_page(one, lang) for one in declared_called(name, declared))


def _declared_listing(declared: Declarations) -> str:
    from checker.declared.page import declared_listing

    return declared_listing(declared.relations)


def run_syntax(lang: str) -> int:
    """Print the manual of the formula language."""
    from checker.declared.syntax import manual

    print_text(manual(_language(lang)))
    return 0


def _language(lang: str) -> str:
    """The language to print in."""
    if lang not in LANGUAGES:
        raise InputError(f"--lang cannot be {lang!r}", hint=f"known: {', '.join(LANGUAGES)}")
    return _own_language() if lang == "auto" else lang


def _own_language() -> str:
    """The language of the person's system, if it can be shown."""
    setting = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if setting.startswith("zh") and speaks_chinese() else "en"


def _named(rules: tuple[Rule, ...], name: str) -> Rule:
    found = [one for one in rules if name.upper() == one.code or (matches(one, name) and len(name) > 6)]
    if not found:
        known = [word for one in rules for word in (one.code, one.name)]
        raise InputError(f"no rule is called {name!r}", hint=nearest(name, known) if known else "")
    return found[0]


def listing(rules: Iterable[Rule], lang: str) -> str:
    """One line for each rule: code, name, summary."""
    book = list(rules)
    wide = max((len(one.name) for one in book), default=0)
    return "".join(f"{one.code}  {one.name:<{wide}}  {summary(one, lang)}\n" for one in book)


def summary(rule: Rule, lang: str) -> str:
    """The summary in a language, in English where there is no other."""
    return rule.summary_zh or rule.summary if lang == "zh" else rule.summary


def page(rule: Rule, lang: str) -> str:
    """The manual page of a rule; the English one is followed by the Chinese summary."""
    head = f"{rule.code} {rule.name}"
    text = rule.manual_zh or rule.manual if lang == "zh" else f"{rule.manual}\n\n{rule.manual_zh}".rstrip()
    subject = SUBJECTS[rule.subject]
    facts = Sentence(
        f"Looks at {subject.en}. Defined in {origin(rule)}.", f"适用于{subject.zh}。定义于{origin(rule)}。"
    )
    parts = [f"{head}\n{'-' * len(head)}\n{text}\n", f"{facts.in_(lang)}\n", _options(rule, lang)]
    return "\n".join(part for part in [*parts, *(_example(one, lang) for one in rule.examples)] if part)


def _options(rule: Rule, lang: str) -> str:
    if not rule.options:
        return ""
    head = Sentence("Options, in checker.toml under", "选项，写在 checker.toml 的").in_(lang)
    lines = "".join(f"  {name} = {value!r}\n" for name, value in rule.options.items())
    return f"{head} [rules.{rule.code}]:\n{lines}"


def _example(one: Example, lang: str) -> str:
    head = Sentence(f"Breaks ({one.says}):", f"不成立（{one.says}）：") if one.broken else Sentence("Holds:", "成立：")
    lines = "".join(f"    {line}\n" for line in one.text.strip("\n").splitlines())
    return f"{head.in_(lang)}\n\n{lines}"
