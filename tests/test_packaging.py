"""What is shipped: both packages, typed, with their entry points; nothing else."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hatchling.builders.wheel import WheelBuilder

from checker import __version__
from checker.rulebook import announced_packages

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return zipfile.ZipFile(built)


def project() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        content: dict[str, Any] = tomllib.load(file)["project"]
    return content


def test_both_packages_are_shipped_typed_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert {name.partition("/")[0] for name in names} == {
        "checker",
        "checker_rules",
        f"figure_checker-{__version__}.dist-info",
    }
    assert {"checker/py.typed", "checker_rules/py.typed"} <= names


def test_every_module_is_shipped(wheel: zipfile.ZipFile) -> None:
    sources = {str(path.relative_to(ROOT)) for path in (ROOT / "checker").rglob("*.py")}
    sources |= {str(path.relative_to(ROOT / "rules")) for path in (ROOT / "rules").rglob("*.py")}
    assert sources <= set(wheel.namelist())


def test_command_and_rules_are_announced(wheel: zipfile.ZipFile) -> None:
    points = wheel.read(f"figure_checker-{__version__}.dist-info/entry_points.txt").decode()
    assert "[console_scripts]\nchecker = checker.cli:main" in points
    assert "[checker.rules]\nbuiltin = checker_rules" in points
    assert "checker_rules" in announced_packages()


def test_license_and_version(wheel: zipfile.ZipFile) -> None:
    folder = f"figure_checker-{__version__}.dist-info"
    metadata = wheel.read(f"{folder}/METADATA").decode()
    assert f"\nVersion: {__version__}\n" in metadata
    assert "\nLicense-Expression: Apache-2.0\n" in metadata
    assert wheel.read(f"{folder}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
    assert f"\n## {__version__} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_dependency_has_a_lower_bound_and_no_upper_one() -> None:
    extras = project()["optional-dependencies"]
    wanted = [*project()["dependencies"], *(one for group in extras.values() for one in group)]
    assert wanted
    assert not [one for one in wanted if ">=" not in one or "<" in one or "==" in one]


def test_module_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "checker", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"checker {__version__}\n"
