"""Rules: generators that find relations. What a rule says of itself is taken from the function."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

from checker.errors import InputError
from checker.relations import Relation

SUBJECTS = {"Table": "1", "Passage": "2", "Report": "3"}
USER_DIGIT = "9"
ANOTHER_FILE = "-----\n"


class Example(NamedTuple):
    """A report text and what a rule makes of it: the rule's test, and part of its manual page.

    `text` is the content of a CSV report for a rule on tables, and prose for a rule on passages. With
    `broken` false the rule must find at least one relation that holds and none that is broken; with
    `broken` true at least one finding of the rule must have a headline that contains `says`. A line of five
    dashes begins another file.
    """

    text: str
    broken: bool
    says: str = ""


def holds(text: str) -> Example:
    """An example whose relations hold."""
    return Example(text, broken=False)


def breaks(text: str, *, says: str) -> Example:
    """An example that contradicts itself; `says` is part of the headline, in English or Chinese."""
    return Example(text, broken=True, says=says)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as the engine and the manual see it.

    `name` is the function's name with hyphens; `subject` is Table, Passage or Report; `options` maps the
    names of the keyword-only arguments to their defaults; `place` is the file and line of the function.
    """

    code: str
    name: str
    subject: str
    function: Callable[..., Iterator[Relation]]
    examples: tuple[Example, ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""

    def __call__(self, thing: object, **options: Any) -> Iterator[Relation]:
        """The relations found in a table, a passage or a report, each with the rule's code and name."""
        for relation in self.function(thing, **options):
            yield relation.found_by(self.code, self.name)

    @property
    def summary(self) -> str:
        """The first line of the manual page."""
        return self.manual.partition("\n")[0]

    @property
    def manual(self) -> str:
        """The English manual page."""
        return "\n".join(line for line in self._page if not line.startswith(CHINESE_MARK)).strip()

    @property
    def summary_zh(self) -> str:
        """The Chinese summary: the first line of the docstring that begins with 中文：, or nothing."""
        return self.manual_zh.partition("\n")[0]

    @property
    def manual_zh(self) -> str:
        """The Chinese manual page: every line of the docstring that begins with 中文：."""
        lines = (line for line in self._page if line.startswith(CHINESE_MARK))
        return "\n".join(line.removeprefix(CHINESE_MARK).strip() for line in lines)

    @property
    def _page(self) -> list[str]:
        return (inspect.getdoc(self.function) or "").splitlines()


CHINESE_MARK = "中文："


def rule(code: str, *, examples: Iterable[Example]) -> Callable[[Callable[..., Iterator[Relation]]], Rule]:
    """Make a rule of a generator function `(thing, *, option=default) -> Iterator[Relation]`.

    The function's name is the rule's name, its docstring the manual page (lines that begin with 中文： are
    the Chinese one), its keyword-only arguments are options, and the annotation of its first argument is
    what it applies to. Raises InputError, with file and line, for a rule that says too little of itself.
    """

    def decorate(function: Callable[..., Iterator[Relation]]) -> Rule:
        if not isinstance(function, FunctionType):
            raise InputError("a rule must be a plain function", code)
        place = f"{function.__code__.co_filename}:{function.__code__.co_firstlineno}"
        kept = tuple(examples)
        fault = _fault(code, function, kept)
        if fault:
            raise InputError(f"rule {code} ({function.__name__}) {fault}", place)
        name = function.__name__.replace("_", "-")
        return Rule(code, name, _subject(function), function, kept, dict(_options(function)), place)

    return decorate


def _subject(function: FunctionType) -> str:
    annotations = list(function.__annotations__.items())
    first = function.__code__.co_varnames[:1]
    annotation = dict(annotations).get(first[0], "") if first else ""
    name = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "")
    return name.strip("'\"").rpartition(".")[2]


def _options(function: FunctionType) -> Mapping[str, Any]:
    return function.__kwdefaults__ or {}


def _fault(code: str, function: FunctionType, examples: tuple[Example, ...]) -> str:
    """What is wrong with a rule, or nothing."""
    return _code_fault(code, _subject(function)) or _function_fault(function) or _example_fault(examples)


def _code_fault(code: str, subject: str) -> str:
    well_formed = len(code) == 6 and code[:3].isalpha() and code.isupper() and code[3:].isdigit()
    if not (well_formed and code.isascii()):
        return "needs a code of three capital letters and three digits, such as TOT101"
    if subject not in SUBJECTS:
        return f"must annotate its first argument as one of {', '.join(SUBJECTS)}"
    if code[3] not in (SUBJECTS[subject], USER_DIGIT):
        return f"looks at a {subject}, so the first digit of its code must be {SUBJECTS[subject]} (or 9)"
    return ""


def _function_fault(function: FunctionType) -> str:
    shape = function.__code__
    if not inspect.isgeneratorfunction(function):
        return "must be a generator: it yields relations"
    if shape.co_argcount != 1 or shape.co_flags & (inspect.CO_VARARGS | inspect.CO_VARKEYWORDS):
        return "must take one thing to look at, and options only as keywords"
    if len(_options(function)) != shape.co_kwonlyargcount:
        return "has an option without a default"
    if not (function.__doc__ or "").strip():
        return "has no docstring, which is its manual page"
    return ""


def _example_fault(examples: tuple[Example, ...]) -> str:
    if all(example.broken for example in examples):
        return "has no example that holds"
    if not any(example.broken for example in examples):
        return "has no example that breaks"
    if any(example.broken and not example.says for example in examples):
        return "has an example that breaks and does not say what the headline says"
    return ""


def rules_in(module: ModuleType) -> list[Rule]:
    """The rules defined in a module, in the order of the file."""
    return [thing for thing in vars(module).values() if isinstance(thing, Rule)]


def origin(found: Rule) -> str:
    """Where a rule is written, as a short path and a line."""
    path, _, line = found.place.rpartition(":")
    return f"{Path(path).name}:{line}"
