"""Which rules there are: the built-in ones, and those of installed packages."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from checker.errors import InputError
from checker.rule import Rule, rules_in

GROUP = "checker.rules"
BUILT_IN = "checker_rules"
TEXTS = "passage_"
FORMULAS = "formulas"


def load_rules(*, texts: bool = True, formulas: bool = True, tables: bool = True) -> tuple[Rule, ...]:
    """All rules, by code. Raises InputError where two share a code or a package cannot be loaded.

    Without `texts`, the built-in modules on texts (their names begin with passage_) are left out, without
    `formulas` the one on the formulas of workbooks, without `tables` all but those on texts: they would only
    cost the time to import them.
    """
    packages = dict.fromkeys((BUILT_IN, *announced_packages()))
    unneeded = (*(() if texts else (TEXTS,)), *(() if formulas else (FORMULAS,)))
    wanted = "" if tables else TEXTS
    modules = [
        module
        for package in packages
        for module in (_modules(package, unneeded, wanted) if package == BUILT_IN else _modules(package))
    ]
    return by_code(found for module in modules for found in rules_in(module))


def remarks(codes: Iterable[str] = ("SCH", "WVR")) -> tuple[Rule, ...]:
    """The pages of findings that no rule makes, where a code asks for them: those on schemas and on waivers."""
    asked, found = {one[:3] for one in codes}, list[Rule]()
    if "SCH" in asked:
        from checker.declared import complaints

        found += complaints.pages()
    if "WVR" in asked:
        from checker.waiving.remarks import pages

        found += pages()
    return tuple(found)


def by_code(found: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules sorted by code; a rule met twice counts once, a code or a name used twice is refused."""
    book: dict[str, Rule] = {}
    for one in found:
        for key in (one.code, one.name):
            other = book.setdefault(key, one)
            if other.place != one.place:
                raise InputError(f"rule {key} is already defined at {other.place}", one.place)
    return tuple(sorted({one.code: one for one in book.values()}.values(), key=lambda one: one.code))


def announced_packages() -> list[str]:
    """The packages that installed distributions register under the entry point group `checker.rules`.

    Reads the metadata files directly: the standard library's own reader costs a third of the time of a
    whole run on a short report.
    """
    texts = (_text(path) for folder in sys.path for path in _metadata(folder))
    return sorted({value for text in texts if GROUP in text for value in _values(text)})


def _metadata(folder: str) -> Iterator[Path]:
    try:
        names = [path for path in Path(folder or ".").iterdir() if path.suffix in (".dist-info", ".egg-info")]
    except OSError:
        return
    yield from (path / "entry_points.txt" for path in names)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _values(text: str) -> Iterator[str]:
    section = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            section = line.strip("[] ")
        elif section == GROUP and "=" in line and not line.startswith("#"):
            yield line.partition("=")[2].partition(":")[0].strip()


def _modules(package: str, unneeded: tuple[str, ...] = (), wanted: str = "") -> Iterator[ModuleType]:
    """A package and the modules in it whose names begin as wanted; sub-packages and unneeded ones are left out."""
    try:
        module = importlib.import_module(package)
        yield module
        for info in pkgutil.iter_modules(getattr(module, "__path__", ())):
            if not info.ispkg and info.name.startswith(wanted) and not info.name.startswith(("_", *unneeded)):
                yield importlib.import_module(f"{package}.{info.name}")
    except InputError:
        raise
    except Exception as error:
        sentence = f"the rules cannot be loaded: {type(error).__name__}: {error}"
        raise InputError(sentence, package, "remove the package, or mend it") from error
