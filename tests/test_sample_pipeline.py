"""The example pipeline passes as it is, and stops at the slip that `CORRECT_LATE` plants."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PIPELINE = Path(__file__).parents[1] / "samples" / "pipeline"


@pytest.fixture
def pipeline(tmp_path: Path) -> Path:
    """The pipeline in a folder of its own."""
    return Path(shutil.copytree(PIPELINE, tmp_path / "pipeline", ignore=shutil.ignore_patterns("__pycache__")))


def run(pipeline: Path, *arguments: str, late: bool) -> subprocess.CompletedProcess[str]:
    """A command of Python in the folder of the pipeline."""
    environment = {**os.environ, "CORRECT_LATE": "1" if late else "", "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= {"LC_ALL": "C.UTF-8", "NO_COLOR": "1", "COLUMNS": "200"}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=pipeline, env=environment, capture_output=True, text=True, check=False)


def test_it_passes_as_it_is(pipeline: Path) -> None:
    done = run(pipeline, "pytest", "-q", "-p", "no:cacheprovider", late=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 passed" in done.stdout


def test_it_stops_at_the_slip(pipeline: Path) -> None:
    done = run(pipeline, "pytest", "-q", "-p", "no:cacheprovider", late=True)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "3 failed, 1 passed" in done.stdout
    failed = {line.split("::test_")[1].split(" ")[0] for line in done.stdout.splitlines() if line.startswith("FAILED")}
    assert failed == {"the_table_fits_its_schema", "the_table_agrees_with_itself", "the_file_agrees_with_itself"}
    assert 'column "pupils" is stated as 8,003 but its rows add up to 7,985' in done.stdout
    assert "pupils_per_teacher = pupils / teachers" in done.stdout


@pytest.mark.parametrize("late", [False, True])
def test_the_file_it_writes_is_checked_from_the_command_line_too(pipeline: Path, late: bool) -> None:
    written = subprocess.run(
        [sys.executable, "transforms.py", "annual.csv"],
        cwd=pipeline,
        env={**os.environ, "CORRECT_LATE": "1" if late else ""},
        check=False,
    )
    assert written.returncode == 0
    done = run(pipeline, "checker", "validate", "annual.csv", "--output-format", "concise", late=late)
    assert done.returncode == (1 if late else 0), done.stdout + done.stderr
    found = {line.partition("error[")[2][:6] for line in done.stdout.splitlines()[:-1]}
    assert found == ({"TOT101", "SHR101", "SCH910"} if late else set())
