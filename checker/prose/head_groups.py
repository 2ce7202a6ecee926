"""The groups that means are told of: pupils of primary schools, people in towns."""

from __future__ import annotations

import re

from checker.prose.frames import Scene

_GROUP = re.compile(
    r"(?:小学|初中|高中|中学|中职|高职|高校|大学|幼儿园?|城镇|农村|乡村|城区|镇区|男|女)(?=(?:性|居民|人口|户|学生|职工)?$)"
)
_ANY_GROUP = re.compile(r"小学|初中|高中|中职|高职|高校|幼儿|城镇|城市|农村|乡村|城区")
_BREAK = re.compile(r"[;；]")


def group_of(scene: Scene, mean: int) -> str:
    """The group that the words before 均 name: 小学 of 小学生均."""
    match = _GROUP.search(scene.clues[mean].label.partition(scene.clues[mean].per)[0])
    return match[0] if match else ""


def told_group(scene: Scene, mean: int) -> str:
    """The last group that the statement speaks of before a mean."""
    for index in range(mean, -1, -1):
        if scene.told_in[index] != scene.told_in[mean]:
            return ""
        named = _ANY_GROUP.findall(scene.clues[index].label)
        if named:
            return str(named[-1])
        if _BREAK.search(scene.figures[index].lead):
            return ""
    return ""


def topic(scene: Scene, index: int) -> str:
    """The subject of a figure with what the clauses before it in the same statement speak of."""
    words = [scene.clues[index].label]
    place = index
    while place and scene.figures[place - 1].sentence == scene.figures[index].sentence and len(words) < 4:
        if _BREAK.search(scene.figures[place].lead):
            break
        place -= 1
        words.append(scene.clues[place].label)
    return " ".join(reversed(words))
