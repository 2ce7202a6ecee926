"""UNT: the figures of a table are rounded to one base."""

from __future__ import annotations

from collections.abc import Iterator, Set
from fractions import Fraction
from itertools import chain

from checker.discovery.patterns import discover, sum_relations
from checker.figures import Place
from checker.intervals import Interval
from checker.reading.tables import Table
from checker.relations import Basis, Kind, Pattern, Relation, Term
from checker.rule import breaks, holds, rule

_ROUNDED = "place,men,women\nA,{},415\nB,265,1730\nC,560,110\nD,4245,725\nE,85,305\nF,1640,95\nG,115,2285\n"
_ROUNDED_ZH = "地区,男,女\n甲,{},415\n乙,265,1730\n丙,560,110\n丁,4245,725\n戊,85,305\n己,1640,95\n庚,115,2285\n"
LEAST_BASE = 5
FEW = Fraction(1, 25)  # of the figures; more off the base, and it is none


@rule(
    "UNT102",
    examples=[
        holds(_ROUNDED.format(1850)),
        holds(_ROUNDED_ZH.format(1850)),
        breaks(_ROUNDED.format(1805 + 3), says="1,808"),
        breaks(_ROUNDED_ZH.format(1808), says="1808"),
    ],
)
def rounding_base(table: Table) -> Iterator[Relation]:
    """A table that is rounded to a base such as 5 or 100 is rounded to it throughout.

    Statistics that are rounded against disclosure, or to hundreds, hold multiples of one base only. Where chance
    is out of the question and one figure is no multiple, it was typed wrong or comes from elsewhere. Always a
    query; rates and changes are left out, and so are tables in which figures off the base make a total with the
    others, as round budgets do.
    中文：以5、100等为单位取整的表，各数都应是其倍数；个别不符者列为疑问。
    """
    view = discover(table).vertical
    step = view.in_units(2 * view.coarse)
    if not view.grid or step < LEAST_BASE:
        return
    counts = [figure for item, row in enumerate(view.values) if not view.rate_items[item]
              for line, value in enumerate(row) if value and not view.rate_lines[line]
              and (figure := view.figure(item, line))]  # fmt: skip
    off = [figure for figure in counts if figure.value % step]
    if len(off) > 1 and (len(off) > FEW * len(counts) or _add_up(table, {figure.place for figure in off})):
        return
    pattern = Pattern(f"grid:{table.index}", 6.0, len(counts), len(counts) - len(off))
    for figure in counts:
        nearest = Interval.around(round(figure.value / step) * step, figure.ulp / 4)
        yield Relation(Kind.UNIT, None, (Term(figure),), Basis.INFERRED, constant=nearest, pattern=pattern, note="grid")


def _add_up(table: Table, off: Set[Place]) -> bool:
    """Whether a sum with a figure off the base comes out to the last digit, as no slip does."""
    found = discover(table)
    down = (one for claim in found.down for one in sum_relations(found.vertical, claim))
    across = (one for claim in found.across for one in sum_relations(found.horizontal, claim))
    return any(
        one.result is not None
        and one.result.value == sum(term.weight * term.figure.value for term in one.operands)
        and any(figure.place in off for figure in one.figures)
        for one in chain(down, across)
    )
