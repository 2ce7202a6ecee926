"""The formula language: what formulas read as, that they can be written out again, and where mistakes stand."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.cli import run_command
from checker.config import load_config
from checker.declared.expressions import (
    Binary,
    Call,
    Cell,
    Comparison,
    Condition,
    Expression,
    Formula,
    Grouped,
    Logical,
    Member,
    Name,
    Negative,
    Number,
    Part,
    Previous,
    Range,
    Text,
    walk,
)
from checker.declared.parsing import FormulaError, parse, parse_condition
from checker.declared.syntax import Construct, constructs
from checker.declared.writing import quoted_name, written
from checker.engine import Inputs, validate_inputs
from checker.errors import InputError

CANONICAL = {
    "total = boys + girls": "total = boys + girls",
    "合计＝男＋女": "合计 = 男 + 女",
    "a=b−c–d－e": "a = b - c - d - e",
    "a = b × c · d ＊ e": "a = b * c * d * e",
    "a = b ÷ c ／ d": "a = b / c / d",
    "a = b - (c - d)": "a = b - (c - d)",
    "a = (b - c) - d": "a = b - c - d",
    "a = (b + c) × d": "a = (b + c) * d",
    "a = -(b + c) / -d": "a = -(b + c) / -d",
    "+a = +5": "a = 5",
    "a == b": "a = b",
    "a ≤ b ≤ c": "a <= b <= c",
    "a ≥ 0": "a >= 0",
    "a <> b": "a != b",
    "a！＝b": "a != b",
    "a ≠ b": "a != b",
    "a=b=c": "a = b = c",
    "total revenue = 1,234,567.5": "total revenue = 1234567.5",
    "sales 2023 = 5%": "sales 2023 = 5%",
    "share = 12.50 ％": "share = 12.5%",
    "rate < 8‰": "rate < 8‰",
    "x > 3万": "x > 3万",
    "x > 1.5 亿": "x > 1.5亿",
    "'men (all)' = “women's” + 「甲」": "'men (all)' = \"women's\" + '甲'",
    "'don''t' = 1": '"don\'t" = 1',
    "column 3 = row 7": "column 3 = row 7",
    "第3栏 = 1栏 + 第2列": "column 3 = column 1 + column 2",
    "第7行 = 5行 + 第 6 行": "row 7 = row 5 + row 6",
    "column 'B' = row 'Total'": "column 'B' = row 'Total'",
    "B2 = $B$3 + B4": "B2 = B3 + B4",
    "[7,2] = ['North', count]": "[7, 2] = ['North', count]",
    "sum(B2:B6) = sum('North':'Other')": "sum(B2:B6) = sum('North':'Other')",
    "表1!年末在校 = 表1!年初在校 + 表1！转入": "表1!年末在校 = 表1!年初在校 + 表1!转入",
    "sum('a.csv'!B2:B6) = Sheet2!B7": "sum(a.csv!B2:B6) = Sheet2!B7",
    "records.csv!x = T1!y": "records.csv!x = T1!y",
    "合计(1,234) = 求和(人数)": "sum(1, 234) = sum(人数)",
    "SUM(a, b) = Average(c)": "sum(a, b) = average(c)",
    "合计 = 男": "合计 = 男",
    "round(a / b, 1) = 四舍五入(c, -1)": "round(a / b, 1) = round(c, -1)",
    "最大(a，b) >= 绝对值(c)": "max(a, b) >= abs(c)",
    "previous(x, row) = previous x": "previous(x, row) = previous(x)",
    "上期 在校生 = 上年(在校生)": "previous(在校生) = previous(在校生, period)",
    "增长率 = (本期 - 上期) / 上期": "增长率 = (本期 - 上期) / 上期",
    "previous(表1!x, 文件) = 1": "previous(表1!x, file) = 1",
    "total by region = sum(count)": "total by region = sum(count)",
    "s!total by region = sum(r!count)": "s!total by region = sum(r!count)",
    "合计 按 地区 = 求和(人数)": "合计 by 地区 = sum(人数)",
    "if a > 0 then b > 0": "if a > 0 then b > 0",
    "IF a > 1,000, THEN b > 0": "if a > 1000 then b > 0",
    "若总数>0则占比=人数/总数": "if 总数 > 0 then 占比 = 人数 / 总数",
    "如果 总数＞1,000，则占比 ≤ 100%": "if 总数 > 1000 then 占比 <= 100%",
    "若甲>乙则丙=丁": "if 甲 > 乙 then 丙 = 丁",
    "若 a > 0且b > 0 或 c > 0 则 d = 0": "if a > 0 and b > 0 or c > 0 then d = 0",
    "若 地区='合计'则人数>0": "if 地区 = '合计' then 人数 > 0",
    "若 非 (a > 0 或 b > 0) 那么 c = 0": "if not (a > 0 or b > 0) then c = 0",
    "if not not a > 0 then c = 0": "if not not a > 0 then c = 0",
    "if (a > 0 or b > 0) and c > 0 then d = 0": "if (a > 0 or b > 0) and c > 0 then d = 0",
    "if region in ('A', North, 2023) then a = b": "if region in ('A', 'North', '2023') then a = b",
    "if region not in ('A') then a = b": "if not region in ('A') then a = b",
    "若 地区 属于 ('甲'、'乙') 则 a = b": "if 地区 in ('甲', '乙') then a = b",
    'if region != ("A") then a = b': "if region != 'A' then a = b",
    "Pupils in school = 3": "Pupils in school = 3",
    "若干人数 = 3": "若干人数 = 3",
    "非文盲 = 人口 - 文盲": "非文盲 = 人口 - 文盲",
    "2023年末 = 2022年末": "2023年末 = 2022年末",
}
DATA = Path(__file__).parent / "data"
MALFORMED = [line.split("\t") for line in (DATA / "malformed-formulas.tsv").read_text("utf-8").splitlines()]
CONFIGURATIONS = tomllib.loads((DATA / "malformed-configurations.toml").read_text("utf-8"))["case"]
WORDS = ("total", "boys", "total revenue", "sales 2023", "人数", "年末在校", "in school", "x_1", "Größe")
LABELS = (
    *WORDS,
    "men (all)",
    "women's",
    '12" pipe',
    "若干",
    "规则",
    "Q1",
    "and",
    "上年 在校",
    " spaced",
    "a!b",
    "“”'\"「」",
)
names = st.one_of(
    st.builds(Name, st.sampled_from(WORDS), st.sampled_from(("", "t", "a b.csv", "表1", "Q1"))),
    st.builds(Name, st.sampled_from(LABELS), quoted=st.just(True)),
    st.builds(Name, st.just(""), axis=st.sampled_from(("row", "column")), number=st.integers(1, 99)),
    st.builds(Name, st.sampled_from(LABELS), axis=st.sampled_from(("row", "column")), quoted=st.just(True)),
)
plain = st.builds(Name, st.sampled_from(WORDS)) | st.builds(Name, st.sampled_from(LABELS), quoted=st.just(True))
indices = st.integers(1, 99) | plain
lettered = st.just(Cell(7, 2, label="B7")) | st.just(Cell(12, 28, label="AB12"))
cells = st.builds(Cell, indices, indices) | lettered
decimals = st.builds(lambda n, places: Fraction(n, 10**places), st.integers(0, 10**7), st.integers(0, 4))
numbers = st.builds(Number, decimals, st.sampled_from(("", "%", "‰", "万", "亿")))
ranges = st.builds(Range, lettered, lettered, st.sampled_from(("", "t"))) | st.builds(Range, plain, plain)
groups = st.builds(Grouped, names, plain)


def grown(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    figures = st.lists(inner | ranges, min_size=1, max_size=3).map(tuple)
    whole = st.integers(0, 9).map(lambda places: Number(Fraction(places)))
    return st.one_of(
        st.builds(Negative, inner),
        st.builds(Binary, st.sampled_from("+-*/"), inner, inner),
        st.builds(Call, st.sampled_from(("sum", "average", "count", "min", "max")), figures),
        st.builds(lambda x, places: Call("round", (x, places)), inner, whole),
        st.builds(Previous, inner, st.sampled_from(("", "row", "period", "file"))),
    )


expressions = st.recursive(names | cells | numbers | groups, grown, max_leaves=8)


def compared(operands: st.SearchStrategy[Expression]) -> st.SearchStrategy[Comparison]:
    signs = st.sampled_from(("=", "<=", ">=", "<", ">", "!="))
    pairs = st.lists(st.tuples(signs, operands), min_size=1, max_size=2)
    return st.builds(
        lambda first, rest: Comparison((first, *(one for _, one in rest)), tuple(sign for sign, _ in rest)),
        operands,
        pairs,
    )


def joined(operator: str, operands: tuple[Condition, ...]) -> Condition:
    """Conditions joined as the parser joins them: the first is not joined by the same word."""
    first, *rest = operands
    same = isinstance(first, Logical) and first.operator == operator
    return Logical(operator, (*first.operands, *rest) if isinstance(first, Logical) and same else operands)


texts = st.builds(Text, st.sampled_from(LABELS))
told = st.builds(lambda name, sign, text: Comparison((name, text), (sign,)), names, st.sampled_from(("=", "!=")), texts)
inequalities = compared(expressions).filter(lambda one: not {"=", "!="} & set(one.operators))
members = st.builds(Member, names, st.lists(texts, min_size=1, max_size=3).map(tuple))
conditions: st.SearchStrategy[Condition] = st.recursive(
    told | members | inequalities,
    lambda inner: st.one_of(
        st.builds(lambda one: Logical("not", (one,)), inner),
        st.builds(joined, st.sampled_from(("and", "or")), st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=4,
)
formulas = st.builds(Formula, compared(expressions), st.none() | conditions)


@pytest.mark.parametrize("formula", CANONICAL)
def test_a_formula_is_read_as_meant(formula: str) -> None:
    tree = parse(formula)
    assert written(tree) == CANONICAL[formula]
    assert parse(written(tree)) == tree


@given(formulas)
@settings(max_examples=150, deadline=None)
def test_what_is_written_reads_as_the_same(formula: Formula) -> None:
    assert parse(written(formula)) == formula


@given(conditions)
@settings(max_examples=60, deadline=None)
def test_conditions_are_written_and_read(condition: Condition) -> None:
    assert parse_condition(written(condition)) == condition


@given(st.text(max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_label_can_be_named(label: str) -> None:
    if label.strip():
        name = quoted_name(label)
        claim = parse(f"{name} = 1").claim.operands[0]
        assert isinstance(claim, Name)
        assert claim.label == label


@given(st.text(alphabet="ab12 ,.()[]'\"+-*/=<>!:%且则若人andorif“”第行", max_size=25))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_or_refused_at_a_place(text: str) -> None:
    try:
        tree = parse(text)
    except FormulaError as error:
        assert 0 <= error.start <= len(text)
        assert error.start < error.end <= len(text) + 1
        assert "\n" not in error.sentence
    else:
        assert parse(written(tree)) == tree


@pytest.mark.parametrize("formula", CANONICAL)
def test_every_part_knows_its_place(formula: str) -> None:
    tree = parse(formula)
    roots: list[Part] = [tree.claim, *([tree.condition] if tree.condition else [])]
    for part in (one for root in roots for one in walk(root)):
        start, end = part.span
        assert 0 <= start < end <= len(formula)
        if isinstance(part, Name) and not part.axis:
            assert part.label.replace("'", "") in formula[start:end].replace("'", "")


@pytest.mark.parametrize(
    "formula",
    ["(" * 5000 + "a", "-" * 3000 + "a = b", "not " * 900 + "a", "a" + "+a" * 900 + " = 1", "a" * 4001, "sum(" * 900],
)
def test_no_formula_is_too_much(formula: str) -> None:
    for text in (formula, f"if {formula}"[:4000]):
        with pytest.raises(FormulaError):
            parse(text)


def configured(folder: Path, text: str) -> Path:
    """A configuration in a folder."""
    path = folder / "checker.toml"
    path.write_text(text, encoding="utf-8")
    return path


def in_toml(formula: str) -> str:
    """A formula as a value of TOML in which every character stands for itself."""
    return f"'''{formula} '''" if "'''" not in formula else f'"{formula}"'


@pytest.mark.parametrize(("formula", "column", "sentence"), MALFORMED)
def test_a_mistake_is_told_at_its_place(formula: str, column: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(FormulaError) as raised:
        parse(formula)
    assert (raised.value.start + 1, raised.value.sentence) == (int(column), sentence)
    assert raised.value.start < raised.value.end <= len(formula) + 1
    path = configured(tmp_path, f"[[relations]]\nname = 'x'\nformula = {in_toml(formula)}\n")
    with pytest.raises(InputError) as told:
        load_config(path)
    opening = 13 if "'''" not in formula else 11
    assert str(told.value).startswith(f"{path}:3:{opening + int(column)}: {sentence}")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("case", CONFIGURATIONS, ids=lambda case: case["config"].strip().replace("\n", " ")[-60:])
def test_a_configuration_that_cannot_be_used(case: dict[str, str], tmp_path: Path) -> None:
    path = configured(tmp_path, case["config"])
    with pytest.raises(InputError) as raised:
        load_config(path)
    assert raised.value.place == case["place"].replace("checker.toml", str(path))
    assert raised.value.sentence == case["sentence"]


def test_there_are_two_hundred_mistakes() -> None:
    assert len(MALFORMED) + len(CONFIGURATIONS) >= 200


@pytest.mark.parametrize("one", constructs(), ids=lambda one: one.formula)
def test_a_construct_of_the_manual_is_read(one: Construct) -> None:
    tree = parse(one.formula)
    assert parse(written(tree)) == tree
    assert sum(text.count(one.slip[0]) for text in one.files.values()) == 1


@pytest.mark.parametrize("one", constructs(), ids=lambda one: one.formula)
def test_a_construct_holds_and_breaks_with_its_slip(one: Construct, tmp_path: Path) -> None:
    path = configured(tmp_path, f"[[relations]]\nformula = {in_toml(one.formula)}\n")
    settings = replace(load_config(path), select=("DCL",))
    for files, broken in ((one.files, 0), (one.with_slip(), 1)):
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        result = validate_inputs(Inputs(tuple(str(tmp_path / name) for name in files)), settings)
        assert not result.failures
        assert result.summary.held + result.summary.broken > 0
        assert min(result.summary.broken, 1) == broken == min(len(result.findings), 1)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_manual_shows_every_construct(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["rule", "--syntax", "--lang", lang]) == 0
    printed = capsys.readouterr().out
    for one in constructs():
        assert one.name.in_(lang) in printed
        assert one.formula in printed
