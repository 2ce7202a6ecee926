"""What is told of a table that does not fit its schema: family SCH.

Each function tells of one kind of failure; its docstring is the manual page that `checker rule SCH901` prints.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import getsourcelines
from typing import Any, cast

from checker.figures import Figure, Gap, Place
from checker.languages import Sentence
from checker.naming import in_chinese, quoted
from checker.relations import Basis, Declaration, Judgement, Kind, Relation, Verdict
from checker.rule import Rule

ANYTHING = Sentence("", "")


@dataclass(frozen=True, slots=True)
class Case:
    """One failure: the column, the text of the cell, what was demanded, and more where there is more to say."""

    column: str = ""
    text: str = ""
    demand: Sentence = ANYTHING
    more: Sentence = ANYTHING

    @property
    def where(self) -> Sentence:
        """The column."""
        name = quoted(self.column)
        return Sentence(f"column {name}", f"{in_chinese(name)}栏")

    @property
    def value(self) -> Sentence:
        """The text of the cell in its column."""
        text, where = quoted(self.text), self.where
        return Sentence(f"{text} in {where.en}", f"{where.zh}的{in_chinese(text)}")

    @property
    def subject(self) -> Sentence:
        """The cell, else the column, else the table."""
        if self.text:
            return self.value
        return self.where if self.column else Sentence("the table", "该表")


Teller = Callable[[Case], Sentence]


def column_missing(case: Case) -> Sentence:
    """A column that is required is not there.

    Columns are found by label (without regard to width, case, spaces and units in brackets), by alias, or by letter.
    `required = false` allows a table to lack one.

    中文：缺少必备的栏。
    中文：栏按名称（不计全角半角、大小写、空格和括号中的单位）、别名或字母查找。允许缺少时写 required = false。
    """
    where = case.where
    return Sentence(f"there is no {where.en}{case.more.en}", f"没有{where.zh}{case.more.zh}")


def type_differs(case: Case) -> Sentence:
    """A cell is not of the type its column is declared to have.

    Types are int (a whole number, as printed: 12.0 is none), number, percent, year, date and text. Missing values are
    left to `nullable`.

    中文：单元格的类型与所声明的不符。
    中文：类型有 int（整数，按所写的形式：12.0 不是）、number、percent、year、date 和 text。缺失值由 nullable 规定。
    """
    what = case.subject
    return Sentence(f"{what.en} is not {case.demand.en}", f"{what.zh}不是{case.demand.zh}")


def value_repeated(case: Case) -> Sentence:
    """A value stands twice in a column whose values are declared to differ.

    Rows that are totals take no part.

    中文：声明为不得重复的栏中，同一值出现两次。
    中文：合计行不计。
    """
    value, more = case.value, case.more
    return Sentence(f"{value.en} is there more than once{more.en}", f"{value.zh}不止一次出现{more.zh}")


def cell_empty(case: Case) -> Sentence:
    """A cell is blank, or holds a mark for a missing value, in a column that is declared to be filled.

    Marks such as -, .. and n/a are missing values, never zero. `nullable = true` allows them. Where there are several
    columns of figures, a row that holds none at all is a heading and not empty.

    中文：声明为必填的栏中，单元格为空或为缺失标记。
    中文：-、..、n/a 等标记是缺失值，不是零。允许缺失时写 nullable = true。
    中文：有几栏数时，一个数也没有的行是小标题，不算空。
    """
    where = case.where
    mark = (
        Sentence(f" ({quoted(case.text)})", f"（{in_chinese(quoted(case.text))}）") if case.text.strip() else ANYTHING
    )
    return Sentence(f"{where.en} is empty{case.more.en}{mark.en}", f"{case.more.zh}{where.zh}为空{mark.zh}")


def value_not_allowed(case: Case) -> Sentence:
    """A value is none of those that its column is declared to have.

    Rows that are totals take no part.

    中文：值不在所声明的允许值之内。
    中文：合计行不计。
    """
    value = case.value
    return Sentence(
        f"{value.en} is not {case.demand.en}{case.more.en}", f"{value.zh}不是{case.demand.zh}{case.more.zh}"
    )


def value_out_of_range(case: Case) -> Sentence:
    """A value is certainly below the least or above the greatest that its column is declared to have.

    A figure stands for the values that could have been printed so: 100.0 is not above 99.96. The limits are in the
    unit of the column. Rows that are totals take no part.

    中文：值确定小于所声明的下限，或大于上限。
    中文：一个数代表所有可能如此舍入的值：100.0 不大于 99.96。上下限用该栏的单位。合计行不计。
    """
    value = case.value
    return Sentence(f"{value.en} is {case.demand.en}", f"{value.zh}{case.demand.zh}")


def pattern_differs(case: Case) -> Sentence:
    """A text is not of the form that its column is declared to have.

    `pattern` is a regular expression of Python that the whole text, without spaces around it, must match. Rows that are
    totals take no part.

    中文：文字不合所声明的格式。
    中文：pattern 是 Python 的正则表达式，须与去掉首尾空格后的全文相符。合计行不计。
    """
    value = case.value
    return Sentence(f"{value.en} is not of the form {case.demand.en}", f"{value.zh}不合格式{case.demand.zh}")


def unit_differs(case: Case) -> Sentence:
    """The figures of a column are in another unit than declared, or no unit is stated.

    The unit is that of the cell, of the header, of the row, or of the table, as `checker show` shows it.

    中文：该栏的计量单位与所声明的不符，或没有写明单位。
    中文：单位取自单元格、表头、行或全表，见 checker show。
    """
    what, demand, more = case.subject, case.demand, case.more
    return Sentence(f"{what.en} {more.en}, not in {demand.en}", f"{what.zh}{more.zh}，应为{demand.zh}")


def column_unexpected(case: Case) -> Sentence:
    """A column is there that a strict schema does not know.

    中文：有严格模式的 schema 中没有的栏。
    """
    where = case.where
    return Sentence(f"{where.en} is not in {case.demand.en}", f"{case.demand.zh}中没有{where.zh}")


def check_fails(case: Case) -> Sentence:
    """A check of a pandera schema of your own fails, or could not be run.

    The schema is the one that `schema = "module:Schema"` names. What a check finds fault with is told at its cell.

    中文：自定义 pandera schema 的检查不通过，或无法执行。
    中文：schema 由 schema = "模块:名称" 指定；检查所指出的值在其单元格处报告。
    """
    what = case.subject
    return Sentence(f"{what.en} fails {case.demand.en}{case.more.en}", f"{what.zh}不符合{case.demand.zh}{case.more.zh}")


MISSING, TYPE, REPEATED, EMPTY, ALLOWED = "SCH901", "SCH902", "SCH903", "SCH904", "SCH905"
RANGE, PATTERN, UNIT, UNEXPECTED, CHECK = "SCH906", "SCH907", "SCH908", "SCH909", "SCH910"
TELLERS: dict[str, Teller] = {
    MISSING: column_missing,
    TYPE: type_differs,
    REPEATED: value_repeated,
    EMPTY: cell_empty,
    ALLOWED: value_not_allowed,
    RANGE: value_out_of_range,
    PATTERN: pattern_differs,
    UNIT: unit_differs,
    UNEXPECTED: column_unexpected,
    CHECK: check_fails,
}


@dataclass(frozen=True, slots=True)
class Coded:
    """A code with its name, as the settings select, ignore and level it."""

    code: str

    @property
    def name(self) -> str:
        return TELLERS[self.code].__name__.replace("_", "-")


def complaint(code: str, case: Case, thing: Figure | Gap, declared: Declaration) -> Judgement:
    """A demand that a cell does not meet; the cell is the result if it holds a figure."""
    told = TELLERS[code](case)
    result = thing if isinstance(thing, Figure) else None
    missing = () if isinstance(thing, Figure) else (thing,)
    return _judged(code, Verdict.BROKEN, result, missing, _saying(declared, told))


def satisfied(code: str, case: Case, place: Place, declared: Declaration) -> Judgement:
    """A demand that every cell of a column meets."""
    where = case.where
    told = Sentence(f"{where.en}: {declared.text}", f"{where.zh}：{declared.text}")
    return _judged(code, Verdict.HELD, None, (Gap(case.column, place),), _saying(declared, told))


def _saying(declared: Declaration, told: Sentence) -> Declaration:
    return Declaration(declared.text, declared.level, (told.en, told.zh), declared.place, declared.accepted)


def _judged(
    code: str, verdict: Verdict, result: Figure | None, missing: tuple[Gap, ...], declaration: Declaration
) -> Judgement:
    relation = Relation(
        Kind.FORMULA,
        result,
        (),
        Basis.DECLARED,
        missing=missing,
        code=code,
        name=Coded(code).name,
        declaration=declaration,
    )
    return Judgement(relation, verdict)


def pages() -> tuple[Rule, ...]:
    """The manual pages, as rules that are never run on a report."""
    return tuple(
        Rule(code, Coded(code).name, "Schema", cast(Any, teller), (), place=f"{__file__}:{getsourcelines(teller)[1]}")
        for code, teller in TELLERS.items()
    )
