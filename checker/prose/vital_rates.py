"""Frames of vital rates: the rate of natural increase is the birth rate less the death rate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.prose.clue import last_clause
from checker.prose.frames import DICTATED, SEARCHED, Frame, Scene
from checker.relations import Basis, Kind, Relation

WINDOW, LOOKED = 8, 60
_NATURAL = re.compile(
    r"自然(?:增长|变动|增加)率|\b(?:natural (?:increase|growth)(?: rate)?|rate of natural (?:increase|growth))\b",
    re.IGNORECASE,
)
_BIRTHS = re.compile(r"(?<!政策内)(?<!计划内)(?:人口)?出生率|\b(?:crude )?birth ?rate\b", re.IGNORECASE)
_DEATHS = re.compile(
    r"(?<!婴儿)(?<!孕产妇)(?<!儿童)(?:人口)?死亡率"
    r"|(?<!infant )(?<!maternal )(?<!child )\bdeath ?rate\b",
    re.IGNORECASE,
)

_MOVED = re.compile(r"[升降增减涨跌]|提高|比|较|\b(?:from|by|up|down|rose|fell|than|risen|fallen)\b", re.IGNORECASE)


def vital_rate_frames(scene: Scene) -> Iterator[Frame]:
    """Every rate of natural increase with the rates of births and deaths told near it."""
    low = scene.passage.lowered
    if "自然" not in low and "natural" not in low:
        return
    for index in range(len(scene.figures)):
        if _told(scene, index, _NATURAL):
            births, deaths = (list(_near(scene, index, words)) for words in (_BIRTHS, _DEATHS))
            yield from _differences(scene, index, births, deaths)


def _differences(scene: Scene, index: int, births: list[int], deaths: list[int]) -> Iterator[Frame]:
    frames = [_frame(scene, index, one, other) for one in births for other in deaths]
    fitting = next((frame for frame in frames if frame.holds), None)
    if fitting is not None:
        yield fitting
    elif len(frames) == 1 and len({scene.figures[one].sentence for one in frames[0].about}) == 1:
        yield frames[0]


def _frame(scene: Scene, index: int, births: int, deaths: int) -> Frame:
    operands = (scene.term(births), scene.term(deaths, -1))
    relation = Relation(Kind.DIFFERENCE, scene.figures[index].figure, operands, Basis.LABELLED)
    falls = scene.values[births] < scene.values[deaths] and scene.values[index] > 0  # perhaps told without its sign
    return Frame("change", relation, SEARCHED if falls else DICTATED, (index, births, deaths))


def _near(scene: Scene, index: int, words: re.Pattern[str]) -> Iterator[int]:
    """The rates of one name around another, of its unit and told in its sentence or those next to it."""
    for one in scene.near(index, WINDOW, WINDOW):
        near = abs(scene.figures[one].sentence - scene.figures[index].sentence) <= 1 and scene.same_part(one, index)
        if one != index and near and scene.families[one] == scene.families[index] and _told(scene, one, words):
            yield one


def _told(scene: Scene, index: int, words: re.Pattern[str]) -> bool:
    """Whether the words right before a rate, and not a change of it, name it."""
    figure = scene.figures[index]
    if figure.family not in ("percent", "permille", "") or figure.figure.soft or scene.clues[index].base:
        return False
    lead = figure.lead[-LOOKED:]
    found = list(words.finditer(last_clause(lead) if scene.passage.chinese else lead))
    return bool(found) and not _MOVED.search(found[-1].string, found[-1].end())
