"""Titles: which figures stand in them, and whether the text below tells them again."""

from __future__ import annotations

from checker.prose.frames import Scene


def titles_recur(scene: Scene) -> bool:
    """Whether the titles of this text tell figures that the text below them tells again."""
    known = scene.passage.marks.get("titles_recur")
    if known is None:
        titled = [
            index
            for index, figure in enumerate(scene.figures)
            if in_title(scene, figure.block) and len(scene.digits[index]) > 1
        ]
        again = sum(
            any(
                scene.values[one] == scene.values[index] and not in_title(scene, scene.figures[one].block)
                for one in scene.near(index, 0, 20)
            )
            for index in titled
        )
        known = scene.passage.marks["titles_recur"] = again >= 2 and again >= 0.6 * len(titled)
    return bool(known)


def in_title(scene: Scene, number: int) -> bool:
    """Whether a block is a heading, or short and numbered like one."""
    block = scene.passage.blocks[number]
    return block.kind == "heading" or (block.level > 0 and block.end - block.start < 40)
