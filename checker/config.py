"""Configuration: `checker.toml`, or `[tool.checker]` in `pyproject.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from checker.errors import InputError
from checker.policies import NAMES as POLICIES
from checker.report import LEVELS

if TYPE_CHECKING:
    from checker.declared.declarations import Declarations
    from checker.rule import Rule

BASE_POLICY = re.compile(r"base:[1-9]\d{0,5}(:random)?")
WAIVERS = "checker-waivers.toml"  # beside the configuration, or in the working folder
KEYS = ("select", "ignore", "levels", "rounding", "per-file-ignores", "per-file-rounding", "rules", "waivers")
DECLARING = ("table", "tables", "relations")  # what is declared of the tables of the reports
DECLARED_FAMILIES = ("DCL", "SCH", "WVR")  # of findings that a declaration or a waiver makes


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose: which rules run, how findings are levelled, how figures were rounded.

    `select` and `ignore` hold codes, the beginnings of codes, or rule names. `levels` maps the same to a
    level; the longest match counts. `per_file_ignores` and `per_file_rounding` map file patterns to rules
    and to a rounding policy. `options` maps codes to the options of the rule. `source` is the file. `declared` is what
    it declares of tables and figures, None where it declares nothing. `waivers` is the file of accepted findings,
    `baseline` the JSON output of an earlier run; empty where there is none.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)
    rounding: str = "nearest"
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    per_file_rounding: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    source: str = ""
    declared: Declarations | None = None
    waivers: str = ""
    baseline: str = ""

    @property
    def name_rules(self) -> bool:
        """Whether any rule is named, so that the names have to be looked up."""
        return bool(self.select or self.ignore or self.levels or self.per_file_ignores or self.options)


class _Source(NamedTuple):
    """A configuration file: its path and text, to say where a mistake stands."""

    path: str
    text: str

    def fault(self, sentence: str, word: str, hint: str = "") -> InputError:
        sought = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        found = ((n, sought.search(line.partition("#")[0])) for n, line in enumerate(self.text.splitlines(), 1))
        at = next((f":{n}:{match.start() + 1}" for n, match in found if match), "")
        return InputError(sentence, f"{self.path}{at}", hint)


def find_config(start: Path) -> Path | None:
    """The nearest `checker.toml`, or `pyproject.toml` with `[tool.checker]`, in a folder or above it."""
    for folder in (start, *start.parents):
        own, project = folder / "checker.toml", folder / "pyproject.toml"
        if own.is_file():
            return own
        if project.is_file() and b"tool.checker" in _bytes(project):
            return project
    return None


def load_config(path: Path) -> Settings:
    """The settings of a file. Raises InputError, with the line, for what cannot be used."""
    source = _Source(str(path), _decoded(path))
    from checker.toml import parsed

    content = parsed(source.path, source.text)
    if path.name == "pyproject.toml":
        content = content.get("tool", {}).get("checker", {})
    if not isinstance(content, dict):
        raise source.fault("[tool.checker] must be a table", "checker")
    _known(content, (*KEYS, *DECLARING), source, "key")
    return Settings(
        select=_words(content.get("select", []), "select", source),
        ignore=_words(content.get("ignore", []), "ignore", source),
        levels=_levels(_table(content, "levels", source), source),
        rounding=_policy(content.get("rounding", "nearest"), "rounding", source),
        per_file_ignores={
            pattern: _words(rules, pattern, source)
            for pattern, rules in _table(content, "per-file-ignores", source).items()
        },
        per_file_rounding={
            pattern: _policy(policy, pattern, source)
            for pattern, policy in _table(content, "per-file-rounding", source).items()
        },
        options=_table(content, "rules", source),
        source=str(path),
        declared=_declared(content, source),
        waivers=_waivers(content.get("waivers"), path, source),
    )


def _declared(content: Mapping[str, Any], source: _Source) -> Declarations | None:
    """What is declared, read where there is anything: nothing of it is imported otherwise."""
    if not any(key in content for key in DECLARING):
        return None
    from checker.declared.declarations import declarations_of

    return declarations_of(content, source.path, source.text)


def waivers_in(folder: Path) -> str:
    """The waivers file of a folder, if it has one."""
    return str(folder / WAIVERS) if (folder / WAIVERS).is_file() else ""


def _waivers(value: object, path: Path, source: _Source) -> str:
    """The waivers file: the one named, from the folder of the configuration, else the one beside it."""
    if value is None:
        return waivers_in(path.parent)
    if not isinstance(value, str) or not value.strip():
        raise source.fault("waivers must be the path of a file", "waivers", f'such as waivers = "{WAIVERS}"')
    return str(path.parent / value)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", str(path)) from error


def _decoded(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", str(path)) from error



def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or all of them where none is near."""
    import difflib

    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    return f"did you mean {close[0]}?" if close else f"known: {', '.join(names[:12])}"


def _known(content: Mapping[str, Any], known: Iterable[str], source: _Source, what: str) -> None:
    names = set(known)
    for key in content:
        if key not in names:
            raise source.fault(f"unknown {what} {key!r}", key, nearest(key, names))


def _table(content: Mapping[str, Any], key: str, source: _Source) -> dict[str, Any]:
    value = content.get(key, {})
    if not isinstance(value, dict):
        raise source.fault(f"{key} must be a table", key)
    return value


def _words(value: object, key: str, source: _Source) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise source.fault(f"{key} must be a list of rule codes", key, f'such as {key} = ["TOT101"]')
    return tuple(value)


def _levels(value: Mapping[str, Any], source: _Source) -> dict[str, str]:
    for rule, level in value.items():
        if level not in LEVELS:
            raise source.fault(f"unknown level {level!r} for {rule}", rule, f"known: {', '.join(LEVELS)}")
    return dict(value)


def policy_named(value: object) -> str:
    """A rounding policy by its name. Raises InputError for one there is not."""
    if isinstance(value, str) and (value in POLICIES or BASE_POLICY.fullmatch(value)):
        return value
    raise InputError(f"unknown rounding policy {value!r}", hint=f"known: {', '.join(POLICIES)}, base:N")


def _policy(value: object, key: str, source: _Source) -> str:
    try:
        return policy_named(value)
    except InputError as error:
        raise source.fault(error.sentence, key, error.hint) from error


class Coded(Protocol):
    """A rule, or a declared relation: what can be selected, ignored and levelled."""

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...


def matches(rule: Coded, selector: str) -> bool:
    """Whether a code, the beginning of a code, a name, or ALL means this rule."""
    word = selector.strip()
    return word == "ALL" or rule.code.startswith(word.upper()) or rule.name == word.replace("_", "-")


def chosen(rules: Iterable[Rule], settings: Settings) -> tuple[Rule, ...]:
    """The rules to run. Raises InputError for a word in the settings that means no rule."""
    book = tuple(rules)
    _check_selectors(book, settings)
    return tuple(one for one in book if selected(one, settings))


def selected(one: Coded, settings: Settings) -> bool:
    """Whether the settings ask for a rule or a declared relation."""
    return (not settings.select or _any(one, settings.select)) and not _any(one, settings.ignore)


def _any(rule: Coded, selectors: Iterable[str]) -> bool:
    return any(matches(rule, selector) for selector in selectors)


def _check_selectors(book: tuple[Rule, ...], settings: Settings) -> None:
    listed = [rule for rules in settings.per_file_ignores.values() for rule in rules]
    coded: list[Coded] = [*book, *(settings.declared.relations if settings.declared else ())]
    for word in (*settings.select, *settings.ignore, *settings.levels, *settings.options, *listed):
        family = word.strip().upper()[:3] in DECLARED_FAMILIES
        if not word.strip() or not (family or any(matches(one, word) for one in coded)):
            from checker.rulebook import remarks

            told = [*coded, *remarks()]
            if word.strip() and any(matches(one, word) for one in told):
                continue
            known = [name for one in told for name in (one.code, one.name)]
            raise _located(settings, f"no rule is called {word!r}", word, nearest(word, known))


def _located(settings: Settings, sentence: str, word: str, hint: str) -> InputError:
    if not settings.source:
        return InputError(sentence, "", hint)
    return _Source(settings.source, _decoded(Path(settings.source))).fault(sentence, word, hint)


def rule_options(rule: Rule, settings: Settings) -> dict[str, Any]:
    """The options set for one rule. Raises InputError for one it does not have, or of another type."""
    given: dict[str, Any] = {}
    for word in sorted(settings.options, key=len):
        if matches(rule, word):
            given |= settings.options[word]
    for name, value in given.items():
        if name not in rule.options:
            hint = nearest(name, rule.options) if rule.options else "it has no options"
            raise _located(settings, f"{rule.code} has no option {name!r}", name, hint)
        _check_type(rule, name, value, settings)
    return given


def _check_type(rule: Rule, name: str, value: object, settings: Settings) -> None:
    wanted = type(rule.options[name])
    if wanted is tuple:
        wanted = list
    if type(value) is not wanted and not (wanted is float and type(value) is int):
        sentence = f"option {name} of {rule.code} must be {wanted.__name__}, not {type(value).__name__}"
        raise _located(settings, sentence, name, f"default: {rule.options[name]!r}")


def level_for(code: str, name: str, settings: Settings) -> str:
    """The level the settings give to the findings of a rule, or nothing."""
    fitting = [word for word in settings.levels if code.startswith(word.upper()) or word == name]
    return settings.levels[max(fitting, key=len)] if fitting else ""
