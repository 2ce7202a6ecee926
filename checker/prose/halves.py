"""Frames of shares told without their parts: all the percentages of one sentence that make up one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from checker.intervals import Interval
from checker.prose.folding import HAN
from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Frame, Scene
from checker.relations import Basis, Kind, Relation

_BORNE = re.compile(r"\b(?:interest|bearing|at\sthe\srate\sof|coupon)\b|[利税费]率|[年月]息", re.IGNORECASE)
_RATE = re.compile(
    r"\b(?:il)?literacy\b|\b(?:death|birth|mortality|unemployment|employment|pass|response|survival|enrol\w*)\srates?\b",
    re.IGNORECASE,
)
_PREDICATE = re.compile(rf"(?!左右|上下|以[上下内]|多|强|弱|的(?:份额|比重|比例)|[和及与])(?:的\w+)?{HAN}{{2}}")
_VERB = re.compile(r"\s(?:is|are|was|were|has|have|had|did|do|does|can|could|will|would|who|that|which)\b")
BEFORE = 12  # figures before a group of shares
_OF_GROUP = re.compile(r"\s?(?:of|among) (?:all |the |these )?(?:men|women|boys|girls|males?|females?)\b", re.I)
_IN_PARTS = re.compile(r"\b(?:instal\w+|payments?|parts|steps|stages)\sof\s$|每[期次][^,，。]{0,8}$", re.IGNORECASE)
MOST_SHARES = 60  # of one whole
HUNDRED = Interval.exactly(Fraction(100))
PAIRS = (
    ("男", "女"), ("城", "乡"), ("城镇", "农村"), ("公办", "民办"), ("公立", "私立"), ("公立", "民营"),
    ("国内", "国外"), ("内资", "外资"), ("省内", "省外"), ("市内", "市外"),
    ("本地", "外地"), ("线上", "线下"), ("已婚", "未婚"),
    ("boys", "girls"), ("men", "women"), ("male", "female"), ("urban", "rural"), ("public", "private"),
    ("full-time", "part-time"), ("domestic", "foreign"), ("domestic", "international"), ("direct", "indirect"),
    ("positive", "negative"), ("阳性", "阴性"), ("在职", "离退休"),
)  # fmt: skip


def half_frames(scene: Scene) -> Iterator[Frame]:
    """Percentages in a row that add to 100, or should: the last is the rest, or they are two halves."""
    for row in share_rows(scene):
        yield from _whole(scene, row)


def share_rows(scene: Scene) -> list[list[int]]:
    """The rows of shares of a passage, sentence by sentence; found once."""
    if scene.rows is None:
        scene.rows = [row for indices in scene.sentences for row in _rows(scene, indices)]
    return scene.rows


def _rows(scene: Scene, indices: list[int]) -> list[list[int]]:
    """The percentages of a sentence that could be shares, in rows between changes."""
    rows: list[list[int]] = [[]]
    for index in indices:
        figure, clue = scene.figures[index], scene.clues[index]
        if figure.family == "pence" or (
            figure.family == "percent" and not clue.sign and not clue.base and not clue.level
        ):
            if rows[-1] and scene.figures[rows[-1][-1]].family != figure.family:
                rows.append([])
            rows[-1].append(index)
        elif clue.sign or figure.family == "points":
            rows.append([])
    return [row for row in rows if len(row) > 1]


def _whole(scene: Scene, row: list[int]) -> Iterator[Frame]:
    """The stretches of a row that add to 100, longest first, and the pairs beside them that claim to."""
    taken: set[int] = set()
    for size, start in _about_hundred(scene, row):
        group = row[start : start + size]
        if not taken & set(group) and _adds(scene, group):
            taken.update(group)
            yield _frame(scene, group, SUGGESTED if size > 2 or _claims(scene, group) else SEARCHED)
    for first, second in pairwise(row):
        if taken & {first, second} or not _claims(scene, [first, second]) or _any_soft(scene, [first, second]):
            continue
        yield _frame(scene, [first, second], DICTATED)


def _about_hundred(scene: Scene, row: list[int]) -> list[tuple[int, int]]:
    """The stretches of a row that could add to 100, as (size, start), longest first: found by running sums."""
    found: list[tuple[int, int]] = []
    for start in range(len(row)):
        total = slack = 0.0
        for size, index in enumerate(row[start : start + MOST_SHARES], start=1):
            total, slack = total + scene.values[index], slack + scene.slacks[index]
            if size > 1 and abs(total - 100) <= slack + 1e-6:
                found.append((size, start))
    return sorted(found, key=lambda one: (-one[0], one[1]))


def _adds(scene: Scene, group: list[int]) -> bool:
    total = sum(scene.values[index] for index in group)
    slack = sum(scene.slacks[index] for index in group)
    if slack == float("inf"):
        return False
    loose = 0.0 if len(group) == 2 else slack
    return abs(total - 100) <= loose + 1e-9 or (len(group) == 2 and abs(total - 100) <= slack and _claims(scene, group))


def _any_soft(scene: Scene, group: list[int]) -> bool:
    return any(scene.figures[index].figure.soft for index in group)


def _claims(scene: Scene, group: list[int]) -> bool:
    """Whether the words say that two shares are all: the second is the rest, or they name two halves."""
    first, second = group[0], group[-1]
    if len(group) != 2 or scene.clues[second].of_which or all(_of_money(scene, index) for index in group):
        return False
    if scene.clues[second].remainder and second - first <= 2:
        in_parts = _IN_PARTS.search(scene.figures[second].lead)
        return not (in_parts or _told_together(scene, first, second) or completed_before(scene, group))
    if rates_of_groups(scene, first, second):
        return False
    pairs = zip(words_of(scene, first), words_of(scene, second), strict=True)
    return second - first <= 2 and any(halves(one, other) for one, other in pairs)


def rates_of_groups(scene: Scene, first: int, second: int) -> bool:
    """Whether two percentages are each of a group of its own, so that they add to nothing."""
    tests = (_of_rates, _around_their_mean, _of_groups, _each_of_its_own)
    return any(test(scene, first, second) for test in tests)


def _of_rates(scene: Scene, first: int, second: int) -> bool:
    """Whether two percentages are rates of two groups: illiteracy was 22%, 15% for men and 29% for women."""
    one, other = scene.figures[first], scene.figures[second]
    if _OF_GROUP.match(one.tail) or _OF_GROUP.match(other.tail):
        return True
    words = [
        scene.figures[near].lead for near in (first - 1,) if near >= 0 and scene.figures[near].sentence == one.sentence
    ]
    words += [one.lead, one.tail[:24], other.lead, other.tail[:24]]
    return any(_RATE.search(each[-80:]) for each in words)


def _around_their_mean(scene: Scene, first: int, second: int) -> bool:
    """Whether the percentage right before two is that of both groups: it was 22.3%, 15.6% for men, 29.0% for women."""
    before = first - 1
    if before < 0 or scene.told_in[before] != scene.told_in[first] or not scene.percent(before):
        return False
    low, high = sorted((scene.values[first], scene.values[second]))
    return low < scene.values[before] < high and not scene.change(before)


def _of_groups(scene: Scene, first: int, second: int) -> bool:
    """Whether two percentages are of two groups each: 99% of those in towns, but 82% of those in the country."""
    one, other = (_VERB.split(scene.clues[index].whole.lower(), maxsplit=1)[0] for index in (first, second))
    return bool(one and other) and halves(one, other)


def _each_of_its_own(scene: Scene, first: int, second: int) -> bool:
    """Whether two percentages are of their own subject each: 男性中62%满意，女性中58%不满意."""
    if not scene.passage.chinese:
        return False
    figures, clues = [scene.figures[one] for one in (first, second)], [scene.clues[one] for one in (first, second)]
    return all(clue.label.endswith("中") for clue in clues) or all(_PREDICATE.match(one.tail) for one in figures)


def _told_together(scene: Scene, first: int, second: int) -> bool:
    """Whether the percentage before two is both together: takes 8%, puts 3% back and spends the remaining 5%."""
    whole = scene.values[first] + scene.values[second]
    sentence = scene.figures[first].sentence
    near = [one for one in range(max(0, first - 3), first) if scene.figures[one].sentence == sentence]
    return any(scene.percent(one) and abs(scene.values[one] - whole) < 1e-9 for one in near)


def completed_before(scene: Scene, group: Sequence[int]) -> bool:
    """Whether a share told shortly before makes shares whole: 40% false, 32% fires, the rest 28%."""
    rest = 100 - sum(scene.values[one] for one in group)
    slack = sum(scene.slacks[one] for one in group) + 1e-9
    near = [one for one in scene.near(group[0], BEFORE, 0) if one < group[0] and scene.same_part(one, group[0])]
    shares = [one for one in near if scene.percent(one) and not scene.change(one) and not scene.soft[one]]
    return any(abs(scene.values[one] - rest) <= slack + scene.slacks[one] for one in shares)


def _of_money(scene: Scene, index: int) -> bool:
    """Whether a percentage is what money bears: bonds at 5 per cent, and the balance bearing 6 per cent interest."""
    figure = scene.figures[index]
    return bool(_BORNE.search(figure.lead[-30:]) or _BORNE.match(figure.tail[:12].lstrip()))


def words_of(scene: Scene, index: int) -> tuple[str, ...]:
    """What a share is of: what stands before it; in English also what follows."""
    figure = scene.figures[index]
    if scene.passage.chinese:
        return (scene.clues[index].label,)
    moved = scene.clues[index].level and index > 0 and scene.changes[index - 1]
    before = scene.figures[index - 1].lead[-50:] if moved else ""  # full-time jobs fell 450 to 8,150
    return (before + figure.lead[-50:]).lower(), figure.tail[:80].lower()


HALF = re.compile("|".join(sorted({word for pair in PAIRS for word in pair})))


def halves(one: str, other: str) -> bool:
    """Whether two labels name the two halves of one whole."""
    if not HALF.search(one) or not HALF.search(other):
        return False
    return any(_has(one, a, b) and _has(other, b, a) for pair in PAIRS for a, b in (pair, pair[::-1]))


def _has(label: str, word: str, other: str) -> bool:
    if word.isascii():
        return word in label and bool(re.search(rf"\b{word}s?\b", label)) and not re.search(rf"\b{other}s?\b", label)
    return word in label and other not in label


def _frame(scene: Scene, group: list[int], firm: int) -> Frame:
    relation = Relation(Kind.SHARES, None, tuple(scene.term(i) for i in group), Basis.LABELLED, constant=HUNDRED)
    return Frame("shares", relation, firm, tuple(group))
