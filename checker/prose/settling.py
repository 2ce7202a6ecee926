"""Settling the frames of a text: what holds explains its figures; what does not must earn its accusation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from checker.judge import judge
from checker.prose.annual import yearly_frames
from checker.prose.bases import base_rate_frames
from checker.prose.bounds import bound_frames
from checker.prose.bracketed_sums import bracketed_frames
from checker.prose.changes import change_frames
from checker.prose.closing_totals import closing_frames
from checker.prose.counted_lists import list_count_frames
from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Frame, Scene
from checker.prose.halves import half_frames
from checker.prose.joint_shares import joint_share_frames
from checker.prose.lists import list_frames
from checker.prose.multiples import multiple_frames
from checker.prose.named_balances import balance_frames
from checker.prose.near_sums import failing_sums
from checker.prose.opened_totals import opened_frames
from checker.prose.parallel_shares import parallel_frames
from checker.prose.parallel_sums import parallel_sums
from checker.prose.peers import peer_frames
from checker.prose.per_time import per_time_frames
from checker.prose.period_sums import period_frames
from checker.prose.quotients import quotient_frames
from checker.prose.rates import rate_frames
from checker.prose.remainders import half_sums, remainder_frames
from checker.prose.repeats import repeat_frames
from checker.prose.round_numbers import holds_in_round_numbers
from checker.prose.shares import share_frames
from checker.prose.shifts import shift_frames
from checker.prose.slips import chance_of_repair, repair
from checker.prose.spoken_parts import spoken_part_frames
from checker.prose.spoken_quotients import spoken_quotient_frames
from checker.prose.spoken_rates import spoken_rate_frames
from checker.prose.spoken_ratios import spoken_ratio_frames
from checker.prose.spoken_shares import spoken_share_frames
from checker.prose.stocks import stock_frames
from checker.prose.sums import holding_sums
from checker.prose.support import support_frames
from checker.prose.told_answers import answer_frames, structure_frames
from checker.prose.told_balances import told_balance_frames
from checker.prose.told_changes import told_change_frames
from checker.prose.told_rests import rest_frames
from checker.prose.vital_rates import vital_rate_frames
from checker.prose.whole_classes import class_frames
from checker.relations import ANNUAL, Verdict

STRONG = 0.02
OWN_BASES = frozenset({ANNUAL, "hidden_base"})  # notes of growth whose base the words name, whatever else fits
QUOTIENTS = frozenset({"share", "growth", "change", "per_head"})
RATIOS = frozenset({"share", "growth", "per_head"})
CONFIRMING = QUOTIENTS | {"total", "shares"}
BUILDERS = (
    change_frames,
    share_frames,
    half_frames,
    joint_share_frames,
    parallel_frames,
    shift_frames,
    holding_sums,
    failing_sums,
    parallel_sums,
    bracketed_frames,
    list_frames,
    remainder_frames,
    balance_frames,
    half_sums,
    rate_frames,
    quotient_frames,
    yearly_frames,
    per_time_frames,
    base_rate_frames,
    repeat_frames,
    bound_frames,
    stock_frames,
    period_frames,
    multiple_frames,
    vital_rate_frames,
    peer_frames,
    list_count_frames,
    spoken_share_frames,
    spoken_part_frames,
    spoken_quotient_frames,
    spoken_rate_frames,
    spoken_ratio_frames,
    told_change_frames,
    closing_frames,
    opened_frames,
    class_frames,
    answer_frames,
    told_balance_frames,
    rest_frames,
    structure_frames,
)


def settled(scene: Scene) -> Iterator[Frame]:
    """The frames to tell: those that hold, and the broken ones that nothing else explains."""
    frames = proposed(scene)
    verdicts = [judge(frame.relation).verdict for frame in frames]
    judged = list(zip(frames, verdicts, strict=True))
    holding = [frame for frame, verdict in judged if verdict is Verdict.HELD]
    broken = _firmest(frame for frame, verdict in judged if verdict is Verdict.BROKEN and frame.firm > SEARCHED)
    explained = {frame.about[0] for frame in holding if frame.rule in QUOTIENTS}
    yield from _levelled(_once(holding))
    support = list(support_frames(scene, explained))
    yield from _once(support)
    if not broken:
        return
    said, supported = _by_result(holding), _by_result(support)
    doubted = any(frame.rule in ("total", "repeat") and frame.firm < DICTATED for frame in broken)
    confirmed, totals = _confirmed(holding, support) if doubted else set(), _firm_totals(holding)
    accounted = confirmed | _called_wrong(broken)
    for frame in broken:
        result = frame.about[0]
        doubtful = frame.rule == "total" and frame.firm < DICTATED
        if doubtful and (_within_total(frame, totals) or _mended_elsewhere(frame, confirmed)):
            continue
        if _acquitted(frame, supported.get(result, ())) or _explained(frame, said.get(result, ())):
            continue
        if frame.rule == "repeat" and frame.firm < DICTATED and accounted.issuperset(frame.about):
            continue
        if frame.rule in RATIOS and holds_in_round_numbers(scene, frame):
            continue
        if frame.firm >= DICTATED:
            yield frame
        elif frame.plain or _a_slip(frame):
            yield frame.as_query()


def _firmest(frames: Iterable[Frame]) -> list[Frame]:
    """Each claim once, as firmly and as plainly as any words make it."""
    found: dict[tuple[str, frozenset[int], tuple[Fraction, ...]], Frame] = {}
    for frame in frames:
        told = tuple(sorted(term.figure.value for term in frame.relation.operands))  # 365 or 366 days
        key = (frame.rule, frozenset(frame.about), told)
        known = found.get(key)
        if known is None or (frame.firm, frame.plain) > (known.firm, known.plain):
            found[key] = frame
    return list(found.values())


def _a_slip(frame: Frame) -> bool:
    """Whether a suggested claim that fails is one keystroke from holding, and hardly so by chance."""
    if frame.rule in ("base", "total", "repeat", "list", "bound"):
        return True
    mended = repair(frame.relation)
    return bool(mended.found) and mended.chance < frame.limit


def _firm_totals(holding: Iterable[Frame]) -> dict[int, list[frozenset[int]]]:
    """The figures of every total that holds as the words say, by each of them."""
    found: dict[int, list[frozenset[int]]] = {}
    for frame in holding:
        if frame.rule == "total" and frame.firm > SEARCHED:
            figures = frozenset(frame.about)
            for one in frame.about:
                found.setdefault(one, []).append(figures)
    return found


def _within_total(frame: Frame, totals: dict[int, list[frozenset[int]]]) -> bool:
    """Whether all figures of a doubtful total have their places in one that holds."""
    return any(figures.issuperset(frame.about) for figures in totals.get(frame.about[0], ()))


def _confirmed(holding: Iterable[Frame], support: Iterable[Frame]) -> set[int]:
    """The figures that claims confirm: all of a firm one, or one hardly by chance; else what it speaks of."""
    found: set[int] = set()
    for frame in (*support, *(frame for frame in holding if frame.firm == SEARCHED and frame.rule in QUOTIENTS)):
        sharp = frame.rule in QUOTIENTS and chance_of_repair(frame.relation) < STRONG
        found.update(frame.about if sharp else frame.about[:1])
    for frame in holding:
        if frame.firm > SEARCHED and frame.rule in CONFIRMING:
            found.update(frame.about)
    return found


def _called_wrong(broken: Iterable[Frame]) -> set[int]:
    """The figures of claims that the words dictate and that fail."""
    return {one for frame in broken if frame.firm >= DICTATED and frame.rule in CONFIRMING for one in frame.about}


def _mended_elsewhere(frame: Frame, confirmed: set[int]) -> bool:
    """Whether every keystroke that would mend a total changes a figure that other claims confirm."""
    found = repair(frame.relation).found
    return bool(found) and all(frame.about[place] in confirmed for place, _ in found)


def _by_result(frames: Iterable[Frame]) -> dict[int, list[Frame]]:
    """The frames by the figure they say something of."""
    found: dict[int, list[Frame]] = {}
    for frame in frames:
        found.setdefault(frame.about[0], []).append(frame)
    return found


def _explained(frame: Frame, holding: Iterable[Frame]) -> bool:
    """Whether a claim that holds already says of the same result what the broken one would say."""
    for other in holding:
        if frame.rule in QUOTIENTS and other.rule in QUOTIENTS and not frame.sure:
            return True
        weaker = other.firm == SEARCHED < frame.firm
        if frame.rule == other.rule == "total" and not weaker and set(frame.about[1:]) & set(other.about[1:]):
            return True
    return False


def _acquitted(frame: Frame, support: Iterable[Frame]) -> bool:
    """Whether the same result is explained otherwise: with one of the same figures, or hardly by chance."""
    if frame.sure or (frame.rule not in QUOTIENTS and frame.rule != "total"):
        return False
    for other in support:
        if other.rule == "total" or (frame.relation.note in OWN_BASES and set(other.about) == set(frame.about)):
            continue
        if frame.firm >= DICTATED and frame.rule == "growth" and not set(frame.about[1:2]) & set(other.about):
            continue
        if len(set(other.about) & set(frame.about)) > 1 or frame.firm < DICTATED:
            return True
        if chance_of_repair(other.relation) < STRONG:
            return True
    return False


def proposed(scene: Scene) -> list[Frame]:
    """Every frame that any builder proposes."""
    return [frame for builder in BUILDERS for frame in builder(scene)]


def _levelled(frames: Iterable[Frame]) -> Iterator[Frame]:
    for frame in frames:
        least = DICTATED if frame.rule == "shares" else SUGGESTED  # that shares add to 100 is not that they are all
        yield frame if frame.firm >= least else frame.as_query()


def _once(frames: Iterable[Frame]) -> Iterator[Frame]:
    seen: set[tuple[str, frozenset[int]]] = set()
    for frame in frames:
        key = (frame.rule, frozenset(frame.about))
        if key not in seen:
            seen.add(key)
            yield frame
