"""Every pattern that reading uses, and strings made to trouble each: long runs of what it almost matches."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import random
import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

PACKAGES = ("checker.prose", "checker.reading", "checker.lexicon")
STRAY = "\u4e00aA1 .,\n(:%-x\u3002"  # tried where a class excludes what it names
CALLS = frozenset({"search", "match", "fullmatch", "split", "sub", "findall", "finditer"})
ANCHORED = frozenset({"match", "fullmatch"})
_USE = re.compile(r"\b(\w+)\.(search|match|fullmatch|split|sub|findall|finditer)\(")


def modules() -> Iterator[ModuleType]:
    """The modules of the packages that read texts."""
    for name in PACKAGES:
        package = importlib.import_module(name)
        yield from (importlib.import_module(f"{name}.{one.name}") for one in pkgutil.iter_modules(package.__path__))


@dataclass(frozen=True, slots=True)
class Met:
    """A pattern, where it stands, and how it is applied: only at the beginning of a text, or anywhere in it."""

    name: str
    pattern: re.Pattern[str]
    anchored: bool

    def run(self, text: str) -> None:
        if self.anchored:
            self.pattern.match(text)
            self.pattern.fullmatch(text)
        else:
            for _ in self.pattern.finditer(text):
                pass


def patterns() -> list[Met]:
    """The patterns of these modules: constants, results of cached functions, and those written out in calls."""
    sources = {module: Path(str(module.__file__)).read_text(encoding="utf-8") for module in modules()}
    everywhere = _used("\n".join(sources.values()))
    found: dict[tuple[str, int], Met] = {}
    for module, source in sources.items():
        short, here = module.__name__.removeprefix("checker."), _used(source)
        for name, value in vars(module).items():
            used = here.get(name) or everywhere.get(name) or {"search"}
            for pattern in _within(value):
                met = Met(f"{short}.{name}", pattern, used <= ANCHORED)
                found.setdefault((pattern.pattern, pattern.flags), met)
        for line, method, pattern in _in_calls(source):
            met = Met(f"{short}:{line}", pattern, method in ANCHORED)
            found.setdefault((pattern.pattern, pattern.flags), met)
    return [one for one in found.values() if isinstance(one.pattern.pattern, str)]


def _used(source: str) -> dict[str, set[str]]:
    """How the patterns of a source are applied, by name."""
    used: dict[str, set[str]] = {}
    for name, method in _USE.findall(source):
        used.setdefault(name, set()).add(method)
    return used


def _within(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _within(one)
    elif isinstance(value, Mapping):
        yield from _within(list(value.values()))
    elif hasattr(value, "cache_info") and _makes_patterns(value):
        yield from _within(value())


def _makes_patterns(function: Any) -> bool:
    """Whether a cached function takes nothing and returns patterns."""
    return "Pattern" in str(function.__annotations__.get("return")) and not inspect.signature(function).parameters


def _in_calls(source: str) -> Iterator[tuple[int, str, re.Pattern[str]]]:
    """Patterns written out where they are used: re.search(r"...", text)."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS):
            continue
        named = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
        first = node.args[0] if node.args else None
        if named and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield node.lineno, node.func.attr, re.compile(first.value, re.IGNORECASE)


def troubling(pattern: re.Pattern[str], dice: random.Random, length: int) -> list[str]:
    """Strings of some length from what a pattern is made of: one thing over and over, two in turn, almost matches."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    letters = sorted(_letters(tree))
    some = dice.sample(letters, min(6, len(letters)))
    cores = [*some, *("".join(dice.sample(letters, 2)) for _ in range(4 if len(letters) > 1 else 0))]
    cores += [_almost(tree, dice, grown) for grown in (1, 2, 9)]
    cores = [core for core in cores if core]
    started = _almost(tree, dice, 1)[:20]
    return [(started + core * (length // len(core) + 1))[:length] + "\x00" for core in cores]


def _letters(tree: Any) -> set[str]:
    """Characters that a pattern names."""
    found = set()
    for code, value in tree:
        if code is codes.LITERAL:
            found.add(chr(value))
        elif code is codes.IN:
            found.update(_of_class(value))
        else:
            for one in _inner(value):
                found |= _letters(one)
    return found


def _inner(value: Any) -> Iterator[Any]:
    if isinstance(value, parser.SubPattern):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _inner(one)


def _of_class(members: Any) -> list[str]:
    """Some characters of a class."""
    if members[0][0] is codes.NEGATE:
        named = set(_of_class(members[1:])) if len(members) > 1 else set()
        return [one for one in STRAY if one not in named][:3]
    found = []
    for code, value in members:
        if code is codes.LITERAL:
            found.append(chr(value))
        elif code is codes.RANGE:
            found += [chr(value[0]), chr(value[1])]
        elif code is codes.CATEGORY:
            found.append({codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " "}.get(value, "a"))
    return found or ["a"]


def _almost(tree: Any, dice: random.Random, grown: int) -> str:
    """A string that a pattern could match, its repetitions so long; looks to either side are passed over."""
    found = []
    for code, value in tree:
        if code is codes.LITERAL:
            found.append(chr(value))
        elif code is codes.NOT_LITERAL or code is codes.ANY:
            found.append(dice.choice(STRAY))
        elif code is codes.IN:
            found.append(dice.choice(_of_class(value) or ["a"]))
        elif code is codes.BRANCH:
            found.append(_almost(dice.choice(value[1]), dice, grown))
        elif code is codes.SUBPATTERN:
            found.append(_almost(value[-1], dice, grown))
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            least, most, inner = value
            times = max(least, min(int(most), grown))
            found.append("".join(_almost(inner, dice, grown) for _ in range(times)))
        elif code is codes.ATOMIC_GROUP:
            found.append(_almost(value, dice, grown))
    return "".join(found)
