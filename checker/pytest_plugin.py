"""The pytest plugin: report files as tests, and the fixture `check_report`.

Every run of pytest beside checker loads this module, so it imports nothing else of checker until a
report is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from checker.report import Result
    from checker.reporters.checks import Check

REPORTS = ["*.csv", "*.tsv", "*.xlsx", "*.xlsm", "*.docx"]


class CheckError(Exception):
    """The text of a check that failed."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--checker` and the ini option `checker_files`."""
    says = f"check the figures of report files: those of checker_files, or {' '.join(REPORTS)}"
    parser.getgroup("checker").addoption("--checker", action="store_true", help=says)
    says = "patterns of report files whose figures are checked, with or without --checker"
    parser.addini("checker_files", says, type="args", default=[])


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collects the report files that are asked for."""
    config = parent.config
    patterns = config.getini("checker_files") or (REPORTS if config.getoption("--checker") else [])
    if not any(_fits(file_path, pattern, config.rootpath) for pattern in patterns):
        return None
    return ReportFile.from_parent(parent, path=file_path)


def _fits(path: Path, pattern: str, root: Path) -> bool:
    """Whether a pattern means a file: its name, or its path below the root folder; ** is any depth."""
    whole = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    return any(fnmatch(name, one) for name in (path.name, whole) for one in (pattern, pattern.replace("**/", "")))


class ReportFile(pytest.File):
    """A report file; its items are the families of rules that found relations in it."""

    def collect(self) -> Iterator[pytest.Item]:
        """One item for each family of rules; a file that cannot be read is one item that fails."""
        from checker.errors import InputError
        from checker.reporters import Telling, in_language
        from checker.reporters.checks import by_family, checks

        try:
            result = _checked(self.path, self.config)
        except InputError as error:
            raise self.CollectError(str(error)) from None
        for one in checks(result, in_language(result, Telling()), by_family):
            yield ReportItem.from_parent(self, name=one.name, check=one)


class ReportItem(pytest.Item):
    """What one family of rules says of one file."""

    def __init__(self, *, check: Check, **more: Any) -> None:
        super().__init__(**more)
        self.check = check

    def runtest(self) -> None:
        """Fails, skips or passes as the report did when it was collected."""
        if self.check.status == "skipped":
            pytest.skip(self.check.message)
        if self.check.status != "passed":
            raise CheckError(self.check.text or self.check.message)
        if self.check.text:
            self.add_report_section("call", "checker", self.check.text)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The findings as `checker validate` prints them."""
        if isinstance(excinfo.value, CheckError):
            return str(excinfo.value).rstrip()
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the item comes from, and what it is called."""
        return self.path, None, self.nodeid.replace("::", ": ")


def _checked(path: Path, config: pytest.Config) -> Result:
    from checker import validate
    from checker.reporters.positions import within_folder

    return validate(within_folder(str(path)), config=_configuration(config), waivers=_waivers(config))


def _waivers(config: pytest.Config) -> Path | None:
    """The waivers of a project without a configuration, in the root folder; a configuration names its own."""
    from checker.config import WAIVERS

    path = config.rootpath / WAIVERS
    return path if _configuration(config) is None and path.is_file() else None


def _configuration(config: pytest.Config) -> Path | None:
    """The configuration of the project: that of the root folder or of one above."""
    from checker.config import find_config

    return find_config(config.rootpath)


@pytest.fixture
def check_report(pytestconfig: pytest.Config) -> Callable[..., Result]:
    """`checker.assert_consistent` with the configuration of the project."""

    def check(report: Any, **keywords: Any) -> Result:
        __tracebackhide__ = True
        from checker.asserting import assert_consistent

        project = {"config": _configuration(pytestconfig), "waivers": _waivers(pytestconfig)}
        return assert_consistent(report, **{**project, **keywords})

    return check
