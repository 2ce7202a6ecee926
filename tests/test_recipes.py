"""The recipes for pipelines: the action, the hook, and what the README shows of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checker.paths import REPORT_SUFFIXES
from tests.test_cli import BROKEN, GOOD

yaml: Any = pytest.importorskip("yaml")
ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PIPELINES = README.partition("\n## Pipelines\n")[2].partition("\n## ")[0]


def blocks(language: str) -> list[str]:
    """What the section on pipelines shows in a language."""
    return re.findall(rf"```{language}\n((?:.*\n)*?)```", PIPELINES)


def action() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return content


def run_action(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The last step of the action, as a runner would take it."""
    (step,) = (one for one in action()["runs"]["steps"] if one["name"] == "check")
    given = {name: one.get("default", "") for name, one in action()["inputs"].items()} | inputs
    variables = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: given[found[1]], text)
        for name, text in step["env"].items()
    }
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    environment = {**os.environ, **variables, "PATH": path, "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two reports, one name with a space."""
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "the broken.csv").write_text(BROKEN, encoding="utf-8")
    return tmp_path


def test_the_action_fails_for_a_broken_report_and_names_its_line(folder: Path) -> None:
    done = run_action(folder, files="good.csv\nthe broken.csv\n", **{"sarif-file": "out.sarif"})
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=the broken.csv,line=5,col=")
    assert '"startLine": 5' in (folder / "out.sarif").read_text(encoding="utf-8")


def test_the_action_passes_options_and_runs_nothing(folder: Path) -> None:
    assert run_action(folder, files="*.csv", options="--fail-on never").returncode == 0
    done = run_action(folder, files="good.csv\n$(touch ran)`touch ran`;touch ran")
    assert done.returncode == 2
    assert not (folder / "ran").exists()


def test_the_hook_takes_reports() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["entry"], hook["language"]) == ("checker validate", "python")
    taken = {suffix for suffix in REPORT_SUFFIXES if re.search(hook["files"], f"a{suffix}")}
    assert taken == {".csv", ".tsv", ".xlsx", ".xlsm", ".docx"}


def test_recipes_name_what_there_is() -> None:
    recipes = [yaml.safe_load(block) for block in blocks("yaml")]
    steps = [step for one in recipes for job in one.get("jobs", {}).values() for step in job["steps"]]
    used = [step["with"] for step in steps if "checker@" in step.get("uses", "")]
    assert used and all(set(one) <= set(action()["inputs"]) for one in used)
    hooks = [hook["id"] for one in recipes for repo in one.get("repos", ()) for hook in repo["hooks"]]
    assert hooks == ["checker"]
    scripts = [
        line for one in recipes for job in one.values() if isinstance(job, dict) for line in job.get("script", ())
    ]
    assert any("--output-format gitlab" in line for line in scripts)


def test_the_pytest_recipe_fails_for_a_broken_report(pytester: pytest.Pytester) -> None:
    (ini,), (tests, *_) = blocks("ini"), blocks("python")
    pytester.makeini(ini)
    pytester.makepyfile(tests)
    for folder in ("reports", "out"):
        (pytester.mkdir(folder) / "annual.csv").write_text(BROKEN, encoding="utf-8")
    pytester.runpytest_inprocess().assert_outcomes(failed=2)
    for folder in ("reports", "out"):
        (pytester.path / folder / "annual.csv").write_text(GOOD, encoding="utf-8")
    pytester.runpytest_inprocess().assert_outcomes(passed=2)


@pytest.mark.parametrize("recipe", blocks("python"), ids=lambda recipe: recipe.partition("\n")[0])
def test_recipes_in_python_are_python(recipe: str) -> None:
    compile(recipe, "README.md", "exec")


@pytest.mark.parametrize(("text", "passes"), [(GOOD, True), (BROKEN, False)])
def test_the_dagster_recipe(tmp_path: Path, text: str, passes: bool) -> None:
    dagster: Any = pytest.importorskip("dagster")
    (recipe,) = (block for block in blocks("python") if "dagster" in block)
    names: dict[str, Any] = {}
    exec(recipe, names)
    path = tmp_path / "annual.csv"
    path.write_text(text, encoding="utf-8")

    def annual_report() -> str:
        return str(path)

    done = dagster.materialize([dagster.asset(annual_report), names["figures_agree"]], raise_on_error=False)
    (evaluation,) = done.get_asset_check_evaluations()
    assert evaluation.passed is passes
    assert ("TOT101" in evaluation.metadata["findings"].value) is not passes
