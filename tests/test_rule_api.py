"""How rules are written, refused and found."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from checker.errors import InputError
from checker.reading.tables import Table
from checker.relations import Kind, Relation
from checker.report import Report
from checker.rule import Rule, breaks, holds, rule, rules_in
from checker.rulebook import announced_packages, by_code, load_rules
from tests.tables_from_text import table_from

EXAMPLES = (holds("a,1"), breaks("a,2", says="wrong"))
PAIR = "item,count\nA,1\nB,2\n"


@rule("TST901", examples=EXAMPLES)
def whole_and_half(table: Table, *, share: int = 50, names: tuple[str, ...] = ()) -> Iterator[Relation]:
    """A rule of a test.

    It says something.
    中文：测试规则。
    """
    figures = tuple(table.figures.values())
    yield Relation(Kind.REPEAT, None, (), note=f"{len(figures)} {share} {names}")


def test_a_rule_says_everything_of_itself() -> None:
    found = whole_and_half
    assert isinstance(found, Rule)
    assert (found.code, found.name, found.subject) == ("TST901", "whole-and-half", "Table")
    assert dict(found.options) == {"share": 50, "names": ()}
    assert found.summary == "A rule of a test."
    assert found.summary_zh == "测试规则。"
    assert "中文" not in found.manual
    assert found.place.startswith(__file__)


def test_relations_carry_the_rule() -> None:
    (relation,) = whole_and_half(table_from(PAIR), share=20)
    assert (relation.code, relation.name, relation.note) == ("TST901", "whole-and-half", "2 20 ()")


def well_formed(table: Table) -> Iterator[Relation]:
    """A rule."""
    yield from ()


def not_a_generator(table: Table) -> Iterator[Relation]:
    """A rule."""
    return iter(())


def without_page(table: Table) -> Iterator[Relation]:
    yield from ()


def of_nothing(table) -> Iterator[Relation]:  # type: ignore[no-untyped-def]
    """A rule."""
    yield from ()


def of_two(table: Table, other: Table) -> Iterator[Relation]:
    """A rule."""
    yield from ()


def without_default(table: Table, *, share: int) -> Iterator[Relation]:
    """A rule."""
    yield from ()


def of_reports(report: Report) -> Iterator[Relation]:
    """A rule."""
    yield from ()


@pytest.mark.parametrize(
    ("code", "function", "examples", "says"),
    [
        ("TOT1", well_formed, EXAMPLES, "three capital letters and three digits"),
        ("tot101", well_formed, EXAMPLES, "three capital letters"),
        ("TST201", well_formed, EXAMPLES, "first digit of its code must be 1"),
        ("TST101", of_reports, EXAMPLES, "first digit of its code must be 3"),
        ("TST101", not_a_generator, EXAMPLES, "must be a generator"),
        ("TST101", without_page, EXAMPLES, "no docstring"),
        ("TST101", of_nothing, EXAMPLES, "annotate its first argument"),
        ("TST101", of_two, EXAMPLES, "one thing to look at"),
        ("TST101", without_default, EXAMPLES, "option without a default"),
        ("TST101", well_formed, EXAMPLES[1:], "no example that holds"),
        ("TST101", well_formed, EXAMPLES[:1], "no example that breaks"),
        ("TST101", well_formed, (*EXAMPLES, breaks("a", says="")), "what the headline says"),
    ],
)
def test_a_rule_that_says_too_little_is_refused(code: str, function: object, examples: tuple, says: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(InputError, match=says) as caught:
        rule(code, examples=examples)(function)  # type: ignore[arg-type]
    assert Path(__file__).name in caught.value.place
    assert caught.value.place.rpartition(":")[2].isdigit()


def test_a_user_code_may_look_at_anything() -> None:
    assert rule("TST901", examples=EXAMPLES)(of_reports).subject == "Report"


def test_a_code_or_a_name_used_twice_is_refused() -> None:
    first = rule("TST101", examples=EXAMPLES)(well_formed)
    second = rule("TST101", examples=EXAMPLES)(without_comment)
    with pytest.raises(InputError, match="rule TST101 is already defined at"):
        by_code([first, second])
    assert by_code([first, first]) == (first,)


def without_comment(table: Table) -> Iterator[Relation]:
    """Another rule."""
    yield from ()


def test_the_announced_packages_are_those_the_standard_library_finds() -> None:
    found = {point.module for point in entry_points(group="checker.rules")}
    assert found <= set(announced_packages())


def test_a_package_of_rules_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "our_rules").mkdir()
    (tmp_path / "our_rules" / "__init__.py").write_text("")
    (tmp_path / "our_rules" / "ours.py").write_text(OUR_RULE)
    (tmp_path / "ours-1.0.dist-info").mkdir()
    (tmp_path / "ours-1.0.dist-info" / "entry_points.txt").write_text("[checker.rules]\nours = our_rules\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    codes = [one.code for one in load_rules()]
    assert "OUR901" in codes
    assert codes == sorted(codes)
    for name in ("our_rules", "our_rules.ours"):
        sys.modules.pop(name, None)


OUR_RULE = '''
from collections.abc import Iterator
from checker.reading.tables import Table
from checker.relations import Relation
from checker.rule import breaks, holds, rule


@rule("OUR901", examples=[holds("a"), breaks("b", says="c")])
def ours(table: Table) -> Iterator[Relation]:
    """Ours."""
    yield from ()
'''


def test_a_package_that_cannot_be_loaded_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad_rules.py").write_text("1 / 0\n")
    (tmp_path / "bad-1.0.dist-info").mkdir()
    (tmp_path / "bad-1.0.dist-info" / "entry_points.txt").write_text("[checker.rules]\nbad = bad_rules\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(InputError, match=r"bad_rules: the rules cannot be loaded: ZeroDivisionError"):
        load_rules()


def test_the_rules_of_a_module_are_found_in_order() -> None:
    assert rules_in(sys.modules[__name__]) == [whole_and_half]
