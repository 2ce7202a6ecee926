"""`checker rule`: the manual page of a rule, written from the rule itself."""

from __future__ import annotations

from collections.abc import Iterable

from checker.commands.output import print_text
from checker.config import matches, nearest
from checker.errors import InputError
from checker.rule import Example, Rule, origin
from checker.rulebook import load_rules

SUBJECT_NAMES = {"Table": "tables", "Passage": "sentences", "Report": "whole reports, several files together"}


def run(name: str | None, every: bool, lang: str) -> int:
    """Print one page, or the list of rules."""
    rules = load_rules()
    if lang == "auto":
        lang = "en"
    text = listing(rules, lang) if every or not name else page(_named(rules, name), lang)
    print_text(text)
    return 0


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
    """The manual page of a rule."""
    text = rule.manual if lang != "zh" else rule.manual_zh or rule.manual
    head = f"{rule.code} {rule.name}"
    facts = f"Looks at {SUBJECT_NAMES[rule.subject]}. Defined in {origin(rule)}."
    other = f"\n{rule.manual_zh}\n" if lang == "en" and rule.manual_zh else ""
    parts = [f"{head}\n{'-' * len(head)}\n{text}\n{other}", f"{facts}\n", _options(rule), *_examples(rule)]
    return "\n".join(part for part in parts if part)


def _options(rule: Rule) -> str:
    if not rule.options:
        return ""
    lines = "".join(f"  {name} = {value!r}\n" for name, value in rule.options.items())
    return f"Options, in checker.toml under [rules.{rule.code}]:\n{lines}"


def _examples(rule: Rule) -> list[str]:
    return [_example(one) for one in rule.examples]


def _example(one: Example) -> str:
    head = f"Breaks ({one.says}):" if one.broken else "Holds:"
    return head + "\n\n" + "".join(f"    {line}\n" for line in one.text.strip("\n").splitlines())
