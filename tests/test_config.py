"""Configuration files: what they say, and what is wrong with them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker.config import Settings, chosen, find_config, level_for, load_config, rule_options
from checker.errors import InputError
from tests.test_rule_api import whole_and_half

EVERYTHING = """
select = ["TST"]
ignore = ["TST999"]
rounding = "half_up"

[levels]
TST = "note"
TST901 = "query"

[per-file-ignores]
"old/*.csv" = ["TST901"]

[per-file-rounding]
"*.csv" = "base:5"

[rules.TST901]
share = 20
names = ["a"]
"""


def written(folder: Path, text: str, name: str = "checker.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_that_can_be_set(tmp_path: Path) -> None:
    settings = load_config(written(tmp_path, EVERYTHING))
    assert settings.select == ("TST",)
    assert settings.ignore == ("TST999",)
    assert settings.rounding == "half_up"
    assert settings.per_file_ignores == {"old/*.csv": ("TST901",)}
    assert settings.per_file_rounding == {"*.csv": "base:5"}
    assert rule_options(whole_and_half, settings) == {"share": 20, "names": ["a"]}


def test_the_longest_match_gives_the_level(tmp_path: Path) -> None:
    settings = load_config(written(tmp_path, EVERYTHING))
    assert level_for("TST901", "whole-and-half", settings) == "query"
    assert level_for("TST902", "other", settings) == "note"
    assert level_for("ABC101", "other", settings) == ""


def test_pyproject_is_read(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.checker]\nselect = ["TST901"]\n'
    assert load_config(written(tmp_path, text, "pyproject.toml")).select == ("TST901",)


def test_the_nearest_configuration_counts(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    written(tmp_path, "[tool.checker]\n", "pyproject.toml")
    assert find_config(inner) == tmp_path / "pyproject.toml"
    own = written(tmp_path / "a", "")
    assert find_config(inner) == own
    written(inner, "[tool.other]\n", "pyproject.toml")
    assert find_config(inner) == own


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("# a comment\nslect = []\n", 2, "unknown key 'slect' .did you mean select?"),
        ('select = "TOT"\n', 1, "select must be a list of rule codes"),
        ('\n[levels]\nTOT101 = "fatal"\n', 3, "unknown level 'fatal'.*known: error, query, note"),
        ('rounding = "up"\n', 1, "unknown rounding policy 'up'"),
        ('\nrounding = "base:0"\n', 2, "unknown rounding policy 'base:0'"),
        ("[rules]\n", 0, ""),
        ("rules = 3\n", 1, "rules must be a table"),
        ("[per-file-ignores]\n'a.csv' = 'TOT'\n", 2, "must be a list of rule codes"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = written(tmp_path, text)
    if not says:
        assert load_config(path).options == {}
        return
    with pytest.raises(InputError, match=says) as caught:
        load_config(path)
    assert re.fullmatch(rf"{re.escape(str(path))}:{line}:\d+", caught.value.place)


def test_what_is_no_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not valid TOML"):
        load_config(written(tmp_path, "select = [\n"))
    path = tmp_path / "bytes.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="not UTF-8"):
        load_config(path)
    with pytest.raises(InputError, match="cannot be read"):
        load_config(tmp_path / "nowhere.toml")


def test_rules_are_chosen_by_code_beginning_or_name() -> None:
    for words in (("TST901",), ("tst",), ("whole-and-half",), ("whole_and_half",), ("ALL",), ()):
        assert chosen([whole_and_half], Settings(select=words)) == (whole_and_half,)
    assert chosen([whole_and_half], Settings(ignore=("TST",))) == ()


def test_a_rule_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    settings = load_config(written(tmp_path, '\nignore = ["TST902"]\n'))
    with pytest.raises(InputError, match=r"no rule is called 'TST902' .did you mean TST901\?") as caught:
        chosen([whole_and_half], settings)
    assert caught.value.place.endswith("checker.toml:2:12")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("shar = 3", "TST901 has no option 'shar' .did you mean share?"),
        ('share = "3"', "option share of TST901 must be int, not str"),
        ("share = true", "option share of TST901 must be int, not bool"),
    ],
)
def test_options_of_rules_are_checked(tmp_path: Path, text: str, says: str) -> None:
    settings = load_config(written(tmp_path, f"[rules.TST901]\n{text}\n"))
    with pytest.raises(InputError, match=says) as caught:
        rule_options(whole_and_half, settings)
    assert caught.value.place.endswith(":2:1")
