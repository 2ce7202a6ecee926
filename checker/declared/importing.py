"""Things in modules that stand beside a configuration, or anywhere that Python finds them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from checker.errors import InputError

HOW = 'such as schema = "package.module:Schema"'


def imported(module: str, name: str, folder: Path, where: str) -> Any:
    """What a module calls so. Raises InputError, at the place `where`, if either is not found or fails."""
    with _first(folder.resolve(), module.partition(".")[0]):
        try:
            thing = importlib.import_module(module)
        except Exception as error:
            raise InputError(f"the module {module} cannot be imported: {told(error)}", where, HOW) from error
    for part in name.split("."):
        if not hasattr(thing, part):
            raise InputError(f"the module {module} has no {name!r}", where, HOW)
        thing = getattr(thing, part)
    return thing


def told(error: BaseException) -> str:
    """An error of other people's code in one line."""
    return f"{type(error).__name__}: {error}".partition("\n")[0].removesuffix(": ")


@contextmanager
def _first(folder: Path, top: str) -> Iterator[None]:
    """A folder where Python looks first; modules of another folder that are called so step aside meanwhile."""
    others = {}
    if (folder / f"{top}.py").is_file() or (folder / top).is_dir():
        others = {name: one for name, one in sys.modules.items() if name.partition(".")[0] == top}
        if all(_stands_in(one, folder) for one in others.values()):
            others = {}
    for name in others:
        del sys.modules[name]
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        if str(folder) in sys.path:
            sys.path.remove(str(folder))
        if others:
            for name in [name for name in sys.modules if name.partition(".")[0] == top]:
                del sys.modules[name]
            sys.modules.update(others)


def _stands_in(module: object, folder: Path) -> bool:
    path = getattr(module, "__file__", None) or next(iter(getattr(module, "__path__", ())), None)
    return path is not None and Path(path).resolve().is_relative_to(folder)
