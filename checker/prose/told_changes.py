"""Frames of changes told in one breath: their words state both levels and the change, whatever the numbers.

A sentence that says "fell by 1.2 million, from 14.7 million to 12.5 million" states all of a claim, so that one that
fails is asked about even where no slip of the keys explains it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from types import ModuleType

from checker.figures import Figure, Unit
from checker.intervals import Interval
from checker.prose.folding import HAN
from checker.prose.frames import DICTATED, SUGGESTED, Frame, Scene
from checker.prose.other_bases import firmness_of_base, in_two_places
from checker.prose.quantities import SHARES
from checker.prose.skeletons import Skeleton, skeleton_of
from checker.prose.told_forms import Form, last_place
from checker.relations import Basis, Kind, Relation, Term

BARE = ("", "count")  # families of figures without a unit
SHORT = 6  # characters between two levels that share a unit
FAR_APART = 5  # how many times one level may be the other
POINTS = SHARES["points"]
LEAST = 3  # figures
AROUND, AFTER = 80, 60  # characters around a form whose words can say that the change is of another kind
NEAR = 40  # characters that tell the time of a level
_HAN = re.compile(HAN)
_POINTS = re.compile(r"\s(?:points?|pts?|pp)\b|pp\b", re.IGNORECASE)


def told_change_frames(scene: Scene) -> Iterator[Frame]:
    """Every change that a sentence tells side by side with the two levels it lies between."""
    for indices in scene.sentences:
        if len(indices) >= LEAST and _compares(scene, indices):
            yield from _in_sentence(scene, indices)


def _compares(scene: Scene, indices: list[int]) -> bool:
    """Whether the words of a sentence compare anything at all."""
    clues = scene.clues
    if any(clues[one].sign or clues[one].source or clues[one].base for one in indices):
        return True
    return any(" above " in scene.figures[one].tail or " below " in scene.figures[one].tail for one in indices)


def _in_sentence(scene: Scene, indices: list[int]) -> Iterator[Frame]:
    language = _language(scene, indices[0])
    skeleton = skeleton_of(scene, indices, language.folded)
    forms = [form for form in language.FORMS if form.possible(skeleton.text)]
    for at in list(skeleton.figures)[: 1 - LEAST] if forms else ():
        for form in forms:
            match = form.pattern.match(skeleton.text, at)
            if match is None or not _led(scene, skeleton, form, match):
                continue
            roles = _ordered(skeleton, match, language)
            if roles and _levels(scene, roles) and _said_plainly(scene, skeleton, match, language):
                yield from _frames(scene, skeleton, match, roles, language)


def _language(scene: Scene, index: int) -> ModuleType:
    """The forms of the language of a sentence; their patterns are compiled when the first one is met."""
    sentence = scene.passage.sentences[scene.told_in[index]]
    if scene.passage.chinese and _HAN.search(scene.passage.text, sentence.start, sentence.end):
        from checker.prose import told_changes_zh

        return told_changes_zh
    from checker.prose import told_changes_en

    return told_changes_en


def _led(scene: Scene, skeleton: Skeleton, form: Form, match: re.Match[str]) -> bool:
    """Whether what stands before a form leads to it: from, by; or a word of change before the change."""
    if form.before is None:
        return True
    opens = match.re.groupindex.get("change") and match.start("change") == match.start()
    if opens and scene.clues[skeleton.figures[match.start()]].sign:
        return True
    return bool(form.before.search(skeleton.text, max(0, match.start() - AROUND), match.start()))


def _ordered(skeleton: Skeleton, match: re.Match[str], language: ModuleType) -> dict[str, int]:
    """The figures by their parts in the change; nothing where the words do not tell which of two levels was first."""
    roles = skeleton.roles(match)
    if "first" not in roles:
        return roles
    begun, ended = max(0, match.start() - NEAR), last_place(match, "change")
    told = [_time(one) for one in language.TIME.finditer(skeleton.text, begun, ended)]
    if len(told) != 2 or told[0][0] != told[1][0] or told[0] == told[1]:
        return {}
    one, other = roles.pop("first"), roles.pop("second")
    roles["old"], roles["new"] = (one, other) if told[0] < told[1] else (other, one)
    return roles


def _time(match: re.Match[str]) -> tuple[str, int]:
    """A time told, to be put in order with another of its kind."""
    if match["year"]:
        return "year", int(match["year"][:4])
    if match["month"]:
        return "month", "jan feb mar apr may jun jul aug sep oct nov dec".index(match["month"][:3])
    return "turn", int(match["now"] is not None)


def _levels(scene: Scene, roles: dict[str, int]) -> bool:
    """Whether two figures can be one quantity at two times, and a third the change between them."""
    new, old, change = roles["new"], roles["old"], roles["change"]
    clues, small, large = scene.clues, *sorted((scene.values[new], scene.values[old]))
    if small <= 0 or large > FAR_APART * small or not _of_one_unit(scene, new, old):
        return False
    if clues[new].sign or clues[old].sign or clues[change].pace or clues[change].level or scene.values[change] <= 0:
        return False
    if scene.percent(new):
        return in_points(scene, change) or scene.percent(change)
    if scene.families[change] == "points":
        return False
    return scene.percent(change) or scene.comparable(change, new)


def _of_one_unit(scene: Scene, new: int, old: int) -> bool:
    """Whether two levels have one unit, or the first has that of the second: from 6 to 7 tonnes, 由6降至5%."""
    if scene.families[old] in BARE and new == old + 1 and len(scene.figures[new].lead) <= SHORT:
        return True
    return scene.percent(new) == scene.percent(old) and scene.comparable(new, old)


def _said_plainly(scene: Scene, skeleton: Skeleton, match: re.Match[str], language: ModuleType) -> bool:
    """Whether no words say that the change is of another kind, over another base, or for each of several times."""
    text, end = skeleton.text, match.end()
    if language.UNTOLD.search(text, max(0, match.start() - AROUND), end + AFTER):
        return False
    return bool(language.plain(scene, skeleton, match))


def _frames(
    scene: Scene, skeleton: Skeleton, match: re.Match[str], roles: dict[str, int], language: ModuleType
) -> Iterator[Frame]:
    new, old, change, rate = roles["new"], roles["old"], roles["change"], roles.get("rate")
    if firmness_of_base(scene, old, change) < DICTATED or in_two_places(scene, old, new):
        return
    begun, ended = max(0, match.start() - AROUND), match.end() + AFTER
    real = language.UNTOLD_RATE.search(skeleton.text, begun, ended) is not None
    if not scene.percent(change):
        yield _difference(scene, new, old, change)
    elif scene.percent(new):
        frames = [_growth(scene, new, old, change), _difference(scene, new, old, change)]
        yield next((frame for frame in frames if frame.holds), frames[1])
    elif not real:
        yield _growth(scene, new, old, change)
    if rate is not None and not real and not scene.percent(change) and not scene.percent(new):
        yield _growth(scene, new, old, rate)


def in_points(scene: Scene, change: int) -> bool:
    """Whether a change is told in points of a percentage, or just in points: up 3.8 points."""
    return scene.families[change] == "points" or bool(_POINTS.match(scene.figures[change].tail))


def _term(scene: Scene, index: int, other: int, weight: int = 1) -> Term:
    """A level as an operand, with the unit of the other where it has none of its own."""
    figure, unit = scene.figures[index].figure, scene.figures[other].figure.unit
    bare = scene.families[index] in BARE and scene.families[other] not in BARE
    return Term(_measured_in(unit, figure) if bare else figure, Fraction(weight))


def _measured_in(unit: Unit, figure: Figure) -> Figure:
    """A figure without a unit, or with another word for it, in the unit that is meant: no whole count."""
    interval = figure.interval if figure.soft else Interval.around(figure.value, figure.ulp / 2)
    return replace(figure, unit=unit, interval=interval)


def _difference(scene: Scene, new: int, old: int, change: int) -> Frame:
    high, low = (new, old) if scene.values[new] > scene.values[old] else (old, new)
    terms = (_term(scene, high, low), _term(scene, low, high, -1))
    figure = scene.figures[change].figure
    if scene.percent(new) and figure.unit.kind != POINTS.kind:
        figure = _measured_in(POINTS, figure)
    relation = Relation(Kind.DIFFERENCE, figure, terms, Basis.LABELLED)
    return Frame("change", relation, SUGGESTED, (change, new, old), sure=True, plain=True)


def _growth(scene: Scene, new: int, old: int, rate: int) -> Frame:
    factor = Fraction(-100 if scene.values[new] < scene.values[old] else 100)
    terms = (_term(scene, old, new), _term(scene, new, old))
    relation = Relation(Kind.GROWTH, scene.figures[rate].figure, terms, Basis.LABELLED, factor)
    return Frame("growth", relation, SUGGESTED, (rate, new, old), sure=True, plain=True)
