"""The README is true: every output shown is what the command prints, the tables list the rules and samples.

`python tests/test_readme.py` writes the outputs and the tables anew.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.config import KEYS, load_config
from checker.rulebook import load_rules

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SAMPLES = ROOT / "samples"
CONSOLE = re.compile(r"```console\n\$ (?P<command>.*)\n(?P<output>(?:.*\n)*?)```\n")
PYTHON = re.compile(r"```pycon\n((?:.*\n)*?)```\n")
RULES = re.compile(r"(<!-- rules: .* -->\n)(?:.*\n)*?(<!-- end of rules -->\n)")
LISTED = re.compile(r"(<!-- samples: .* -->\n)(?:.*\n)*?(<!-- end of samples -->\n)")


def printed(command: str) -> str:
    """What a command line prints in the root folder, both streams."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "COLUMNS": "100"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode()


def rerun(found: re.Match[str]) -> str:
    return f"```console\n$ {found['command']}\n{printed(found['command'])}```\n"


def rules_table(found: re.Match[str]) -> str:
    rows = [f"| {one.code} | {one.name} | {one.summary} |\n" for one in load_rules()]
    return "".join([found[1], "| code | name | says |\n|---|---|---|\n", *rows, found[2]])


def rewritten(text: str) -> str:
    """The README with its outputs and its tables as they are now."""
    steps: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
        (CONSOLE, rerun),
        (RULES, rules_table),
        (LISTED, samples_table),
    )
    for pattern, replacement in steps:
        text = pattern.sub(replacement, text)
    return text


def samples_table(found: re.Match[str]) -> str:
    """The list of samples, from what each expectation says about its report."""
    rows = [_sample_row(path) for path in sorted(SAMPLES.rglob("*.expected.toml"))]
    return "".join([found[1], "\n| report | findings | |\n|---|---|---|\n", *rows, "\n", found[2]])


def _sample_row(expectation: Path) -> str:
    content = tomllib.loads(expectation.read_text(encoding="utf-8"))
    stem = expectation.name.removesuffix(".expected.toml")
    folder = expectation.parent.relative_to(SAMPLES)
    beside = sorted(path.name for path in expectation.parent.glob(f"{stem}.*") if path != expectation)
    names = [(folder / name).as_posix() for name in content.get("files", beside)]
    levels = ", ".join(one["level"] for one in content.get("finding", ())) or "none"
    return f"| {', '.join(names)} | {levels} | {content['about']} |\n"


def text() -> str:
    return README.read_text(encoding="utf-8")


@pytest.mark.parametrize("found", list(CONSOLE.finditer(text())), ids=lambda found: found["command"])
def test_output_is_what_the_command_prints(found: re.Match[str]) -> None:
    assert printed(found["command"]) == found["output"]


def test_examples_in_python_are_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = "".join(block[1] for block in PYTHON.finditer(text()))
    test = doctest.DocTestParser().get_doctest(examples, {}, "README", str(README), 0)
    messages: list[str] = []
    outcome = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=messages.append)
    assert outcome.attempted >= 5
    assert not outcome.failed, "".join(messages)


def test_table_of_rules_is_the_rules() -> None:
    found = RULES.search(text())
    assert found
    assert rules_table(found) == found[0]


def test_list_of_samples_is_the_samples() -> None:
    found = LISTED.search(text())
    assert found
    assert samples_table(found) == found[0]


def test_configuration_shown_is_understood(tmp_path: Path) -> None:
    block = re.search(r"```toml\n((?:.*\n)*?)```", text())
    assert block
    path = tmp_path / "checker.toml"
    path.write_text(block[1], encoding="utf-8")
    assert set(tomllib.loads(block[1])) <= set(KEYS)
    assert load_config(path).per_file_rounding


def test_files_the_readme_names_are_there() -> None:
    named = set(re.findall(r"\]\(([\w./-]+)\)", text())) | set(re.findall(r"samples/[\w./-]+\w", text()))
    assert len(named) >= 6
    assert not [name for name in named if not (ROOT / name).exists()]


def test_quick_start_is_two_commands() -> None:
    """The two commands a newcomer types are the ones that CI runs."""
    commands = re.findall(r"```sh\n(.*)\n```", text())
    assert len(commands) == 2
    assert commands[0].startswith("pip install . && checker validate samples/")
    assert commands[1] == "pip install -e '.[test]' && pytest"


def test_nothing_shown_is_our_own_mistake() -> None:
    assert not re.search(r"internal: |Traceback", text())


if __name__ == "__main__":
    README.write_text(rewritten(text()), encoding="utf-8")
