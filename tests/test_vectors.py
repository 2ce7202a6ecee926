"""Every case of the project's own vectors, and of the shared bench where it lies beside the checkout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from checker.exchanges import exchanged_figures
from checker.findings import find
from checker.intervals import INFINITY, Interval
from checker.judge import judge, would_hold
from checker.levels import Level
from checker.locate import causes
from checker.policies import interval_under
from checker.possible import power
from checker.relations import Kind, Relation, Verdict
from tests.cases import Case, linear, place, read_cases, relation, rounded, said, stated, with_decimals
from tests.tables_from_text import table_from

OWN = Path(__file__).parent / "data" / "vectors.jsonl"
BENCH = Path(__file__).parents[2] / "shared" / "bench" / "vectors.jsonl"
WORDS = {Verdict.HELD: "consistent", Verdict.BROKEN: "inconsistent", Verdict.UNDECIDED: "not-evaluable"}
HUNDRED = Fraction(100)

NOT_APPLICABLE = {
    "text-function": "p-values of statistical tests: another field, and a function that is no relation of figures",
}
NOT_OFFERED = {
    "naive_equality": "equality of the printed figures is no rounding policy",
}
NOT_THIS_WAY = {
    "locate-007": "a pair of figures that a person trusts less than one other: a single figure comes first here",
}


def verdict(one: Relation, policy: str = "nearest") -> str:
    return WORDS[judge(replace(one, policy=policy)).verdict]


def verdict_or_query(one: Relation) -> str:
    """Consistent, or the level of the finding: an error is inconsistent."""
    judgement = judge(one)
    if judgement.verdict is not Verdict.BROKEN:
        return WORDS[judgement.verdict]
    (finding,) = find([judgement])
    return "inconsistent" if finding.level is Level.ERROR else str(finding.level)


def by_policy(one: Relation, expect: dict[str, str]) -> dict[str, str]:
    """The verdict under every policy that a case names; `band` asks whether rounding twice explains it."""
    found = {}
    for policy in expect:
        if policy in NOT_OFFERED:
            found[policy] = expect[policy]
        elif policy == "band":
            found[policy] = "query" if would_hold(one, "double") else verdict(one)
        else:
            found[policy] = verdict(one, policy)
    return found


def ends(interval: Interval) -> list[str]:
    return [str(float(interval.low)), str(float(interval.high))]


def interval_of(pair: list[str]) -> Interval:
    return Interval(Fraction(pair[0]), Fraction(pair[1]))


def run_sum(given: Case, expect: Any) -> tuple[object, object]:
    items = [with_decimals(item, f"item {number}") for number, item in enumerate(given["items"])]
    total = with_decimals(given["total"], "total")
    one = relation(Kind.SUM, total, *items, weights=given.get("weights"))
    return by_policy(one, expect), expect


def run_stated_vs_true(given: Case, expect: Any) -> tuple[object, object]:
    figure, true = rounded(given["stated"], given["ulp"]), Fraction(given["true"])
    fits = {policy: interval_under(figure, policy).has(true) for policy in expect}
    return {policy: "consistent" if fit else "inconsistent" for policy, fit in fits.items()}, expect


def run_round(given: Case, expect: Any) -> tuple[object, object]:
    figure = rounded(expect["value"], Fraction(10) ** -given["dp"])
    return figure.interval.has(Fraction(given["x"])), True


def run_double_round(given: Case, expect: Any) -> tuple[object, object]:
    one = relation(Kind.SUM, rounded(given["stated"], given["ulp"]), rounded(given["x"], "0"))
    return by_policy(one, expect), expect


def run_repeat(given: Case, expect: Any) -> tuple[object, object]:
    first, *others = (with_decimals(row, number) for number, row in enumerate(given["figures"]))
    return verdict_or_query(relation(Kind.REPEAT, first, *others)), expect


def run_repeat_text(given: Case, expect: Any) -> tuple[object, object]:
    return verdict_or_query(relation(Kind.REPEAT, said(given["a"], "a"), said(given["b"], "b"))), expect


def run_interval(given: Case, expect: Any) -> tuple[object, object]:
    found = interval_under(with_decimals(given), given.get("mode", "nearest"))
    wanted = Interval(Fraction(expect["lo"]), Fraction(expect["hi"]), expect["lo_closed"], expect["hi_closed"])
    return found, wanted


def run_meet(given: Case, expect: Any) -> tuple[object, object]:
    met = interval_of(given["a"]).meet(interval_of(given["b"]))
    return None if met.empty else met, expect["meet"] and interval_of(expect["meet"])


def run_scale(given: Case, expect: Any) -> tuple[object, object]:
    weight = Fraction(str(given["w"]))
    return interval_of(given["a"]).scaled(weight), interval_of(expect["interval"])


def possible(shares: list[str], ulp: Fraction, base: int, factor: int, items: int = 1) -> str:
    figures = [rounded(share, ulp, f"share {number}") for number, share in enumerate(shares)]
    whole = rounded(str(base), "0", "base")
    weights = [*([1] * len(figures)), items]
    return verdict(relation(Kind.POSSIBLE, None, *figures, whole, weights=weights, factor=Fraction(factor)))


def last_place(text: str) -> Fraction:
    return Fraction(1, 10 ** len(text.partition(".")[2]))


def run_grim_mean(given: Case, expect: Any) -> tuple[object, object]:
    items = given.get("items", 1)
    return possible([given["x"]], last_place(given["x"]), given["n"], 1, items), expect


def run_grim_percent(given: Case, expect: Any) -> tuple[object, object]:
    return possible([given["x"]], last_place(given["x"]), given["n"], 100), expect


def run_grim_joint(given: Case, expect: Any) -> tuple[object, object]:
    return possible(given["shares"], Fraction(given["ulp"]), given["n"], 100), expect


def run_grim_power(given: Case, expect: Any) -> tuple[object, object]:
    return power(given["dp"], given["n"]), Fraction(expect["probability"])


def run_rate(given: Case, expect: Any) -> tuple[object, object]:
    """A charge: base * rate / 100, both exact."""
    weight = Fraction(given["rate"]) / 100
    one = relation(
        Kind.SUM,
        rounded(given["y"], given["y_ulp"]),
        rounded(given["base"], "0", "base"),
        weights=[weight],
    )
    return by_policy(one, expect), expect


def run_share(given: Case, expect: Any) -> tuple[object, object]:
    share = said(given["y"], "y")
    one = relation(
        Kind.SHARE, share, said(given["part"], "part"), said(given["base"], "base"), factor=1 / share.unit.scale
    )
    return verdict(one), expect


def run_growth(given: Case, expect: Any) -> tuple[object, object]:
    figures = (said(given[name], name) for name in ("y", "old", "new"))
    return verdict(relation(Kind.GROWTH, *figures, factor=HUNDRED)), expect


def run_difference(given: Case, expect: Any) -> tuple[object, object]:
    figures = (said(given[name], name) for name in ("y", "to", "from"))
    return verdict(relation(Kind.DIFFERENCE, *figures, weights=[1, -1])), expect


def run_parse(given: Case, expect: Any) -> tuple[object, object]:
    number = stated(given["text"])
    assert number is not None
    return (number.interval, number.soft), _stated(expect)


def run_parse_cell(given: Case, expect: Any) -> tuple[object, object]:
    """A text that states a number in a table, where brackets are a minus; in a sentence they are not."""
    table = table_from(f'Item,Change in pupils\nNorth,"{given["text"]}"\nSouth,5\n')
    figure = next(iter(table.figures.values()))
    return (figure.interval, figure.soft), _stated(expect)


def _stated(expect: Any) -> tuple[Interval, bool]:
    """The interval that a case expects, and whether the figure is soft."""
    ends = (_end(expect["lo"]), _end(expect["hi"]))
    return Interval(*ends, expect["lo_closed"], expect["hi_closed"]), expect["soft"]


def _end(text: str) -> Fraction | float:
    return {"inf": INFINITY, "-inf": -INFINITY}.get(text) or Fraction(text)


def run_no_number(given: Case, expect: Any) -> tuple[object, object]:
    return stated(given["text"]), expect


def run_bound(given: Case, expect: Any) -> tuple[object, object]:
    lesser, greater = (said(text, number) for number, text in enumerate(given["le"]))
    return verdict(relation(Kind.BOUND, None, lesser, greater)), expect


def run_locate(given: Case, expect: Any) -> tuple[object, object]:
    figures = {name: rounded(str(value), "0", name) for name, value in given["data"].items()}
    names = {figure.place: name for name, figure in figures.items()}
    judgements = [judge(linear(rule, figures)) for rule in given["rules"]]
    broken = [one for one in judgements if one.verdict is Verdict.BROKEN]
    held = [one for one in judgements if one.verdict is Verdict.HELD]
    trust = {place(name): float(weight) for name, weight in given.get("weights", {}).items()}
    if "swap" in expect:
        pairs = [{names[one.place], names[other.place]} for _, (one, other) in exchanged_figures(broken, held)]
        return pairs, [set(expect["swap"])]
    found = causes(broken, held, trust)
    if expect.get("violated"):
        return (bool(broken), [one for cause in found for one in cause.suspects if one.one_slip]), (True, [])
    best = {names[cause.suspects[0].figure.place]: cause.suspects[0].candidate for cause in found}
    repair = {name: str(value) for name, value in expect.get("repair", {}).items()}
    return (sorted(best), repair and best), (sorted(expect["culprits"]), repair)


RUNNERS: dict[str, Callable[[Case, Any], tuple[object, object]]] = {
    "sum": run_sum,
    "stated-vs-true": run_stated_vs_true,
    "round": run_round,
    "double-round": run_double_round,
    "repeat": run_repeat,
    "repeat-text": run_repeat_text,
    "interval": run_interval,
    "meet": run_meet,
    "scale": run_scale,
    "grim-mean": run_grim_mean,
    "grim-percent": run_grim_percent,
    "grim-joint": run_grim_joint,
    "grim-power": run_grim_power,
    "rate": run_rate,
    "share": run_share,
    "growth": run_growth,
    "difference": run_difference,
    "parse": run_parse,
    "parse-cell": run_parse_cell,
    "no-number": run_no_number,
    "bound": run_bound,
    "locate": run_locate,
}


def check(case: Case) -> None:
    if case["kind"] in NOT_APPLICABLE:
        pytest.skip(NOT_APPLICABLE[case["kind"]])
    found, expected = RUNNERS[case["kind"]](case["input"], case["expect"])
    assert found == expected, case.get("why", "")


@pytest.mark.parametrize("case", read_cases(OWN), ids=lambda case: case["id"])
def test_own_vectors(case: Case) -> None:
    check(case)


BENCH_CASES = read_cases(BENCH) if BENCH.exists() else []


@pytest.mark.skipif(not BENCH.exists(), reason="the shared bench is not beside this checkout")
@pytest.mark.parametrize("case", BENCH_CASES, ids=[case["id"] for case in BENCH_CASES])
def test_bench_vectors(case: Case) -> None:
    if case["id"] in NOT_THIS_WAY:
        pytest.skip(NOT_THIS_WAY[case["id"]])
    check(case)
