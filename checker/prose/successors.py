"""Levels told as what another was before it: from 6 to 7, 7 compared with 6, 7 as against 6 last year."""

from __future__ import annotations

from checker.prose.frames import Scene

REACH = 4  # figures between a level and what it was, changes and rates for the most part


def successor(scene: Scene, index: int) -> int | None:
    """The level of its sentence that a base or a source came before; None for other figures."""
    clue = scene.clues[index]
    if not (clue.base or clue.source):
        return None
    after = index + 1
    if clue.source and after < len(scene.figures) and scene.clues[after].level and _alike(scene, index, after):
        return after
    for before in range(index - 1, max(-1, index - 1 - REACH), -1):
        if scene.told_in[before] != scene.told_in[index]:
            return None
        told = scene.clues[before]
        if not (scene.change(before) or told.base or told.source) and _alike(scene, index, before):
            return before
    return None


def _alike(scene: Scene, one: int, other: int) -> bool:
    """Whether two figures of a sentence have one unit."""
    return scene.told_in[one] == scene.told_in[other] and scene.comparable(one, other)
