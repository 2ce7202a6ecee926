"""Frames of a stock and its flows: what was there and what came, less what went, is what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from checker.prose.frames import DICTATED, SEARCHED, SUGGESTED, Frame, Scene
from checker.prose.sums import is_level
from checker.relations import Basis, Kind, Relation

LEAST, MOST = 4, 9  # figures of an account
LOOKED = 60  # characters before a figure, and after it in English
_AFTER = re.compile(r"[,，;；.。:()]|\b(?:and|but|while)\b", re.IGNORECASE)
_FILLING = re.compile(r"年内|当年|本年|全年|今年|期内|当期|本期|其间|累计|共计|[的了共又已为有计数人员\s]")
_NOUN = re.compile(r"\s([a-z]+)", re.IGNORECASE)
_VERB = re.compile(r"were|was|are|is|had|have|has|more|new|others?|of|and|so|still|left|at|in|during|by|then")
HANZI, STEM = 2, 5
_ROLES = ("opening", "closing", "outward", "inward")


@cache
def _words() -> dict[str, re.Pattern[str]]:
    from checker.lexicon import stocks

    words = {"opening": stocks.OPENING, "closing": stocks.CLOSING, "outward": stocks.OUTWARD, "inward": stocks.INWARD}
    return {role: re.compile(pattern, re.IGNORECASE) for role, pattern in words.items()}


def stock_frames(scene: Scene) -> Iterator[Frame]:
    """Every account of a stock that one sentence gives, or one and the next."""
    from checker.lexicon.stocks import OPENING_WORDS

    text, opening = scene.passage.text, _words()["opening"]
    told = scene.passage.sentences_with(OPENING_WORDS)
    groups = scene.sentences
    for place, indices in enumerate(groups):
        number = scene.told_in[indices[0]]
        if number not in told:
            continue
        after = groups[place + 1] if place + 1 < len(groups) else []
        after = after if after and scene.told_in[after[0]] == number + 1 else []
        sentence = scene.passage.sentences[number]
        if len(indices) + len(after) < LEAST or not opening.search(text, sentence.start, sentence.end):
            continue
        yield from _accounts(scene, indices)
        if after:
            for frame in _accounts(scene, [*indices, *after]):
                if frame.about[0] in after and frame.about[1] in indices:
                    yield replace(frame, firm=min(frame.firm, SUGGESTED)).as_query()


def _accounts(scene: Scene, indices: list[int]) -> Iterator[Frame]:
    """The accounts among some figures: of one unit, from the first stock to the last, with nothing else between."""
    levels = [one for one in indices if is_level(scene, one) or _moves(scene, one)]
    for place, first in enumerate(levels):
        if role_of(scene, first) != "opening":
            continue
        line = [one for one in levels[place : place + 2 * MOST] if scene.comparable(one, first)][:MOST]
        roles = [role_of(scene, one) for one in line]
        if "closing" not in roles:
            continue
        line, roles = line[: roles.index("closing") + 1], roles[: roles.index("closing") + 1]
        if len(line) >= LEAST and roles.count("opening") == 1 and "" not in roles and "outward" in roles:
            yield from _account(scene, line, roles)


def _account(scene: Scene, line: list[int], roles: list[str]) -> Iterator[Frame]:
    if "inward" not in roles or any(scene.clues[one].of_which or scene.figures[one].figure.soft for one in line):
        return
    *parts, closing = line
    operands = tuple(
        scene.term(one, -1 if role == "outward" else 1) for one, role in zip(parts, roles, strict=False)
    )  # fmt: skip
    relation = Relation(Kind.SUM, scene.figures[closing].figure, operands, Basis.LABELLED)
    frame = Frame("total", relation, DICTATED, (closing, *parts))
    if not all(of_one_stock(scene, parts[0], one) for one in line):
        yield replace(frame, firm=SEARCHED)
    else:
        yield frame.as_query() if scene.families[closing].startswith("money") else frame


def of_one_stock(scene: Scene, opening: int, index: int) -> bool:
    """Whether a figure is told of nothing but what the stock before it counts."""
    if index == opening:
        return True
    if scene.passage.chinese:
        own = _FILLING.sub("", _clause(scene, index))
        for pattern in _words().values():
            own = pattern.sub("", own)
        return len(own) < HANZI or own in _clause(scene, opening)
    match = _NOUN.match(scene.figures[index].tail)
    noun = match[1].lower() if match else ""
    known = noun[:STEM] in scene.figures[opening].tail.lower() or bool(_VERB.fullmatch(noun))
    return not noun or known or any(words.fullmatch(noun) for words in _words().values())


def _clause(scene: Scene, index: int) -> str:
    return re.split(r"[,，;；。:、]", scene.figures[index].lead[-LOOKED:])[-1]


def _moves(scene: Scene, index: int) -> bool:
    """Whether a figure is a flow that is told as a change: 增加12件."""
    family = scene.families[index]
    return bool(scene.clues[index].sign) and family not in ("percent", "permille", "points", "kpoints")


def role_of(scene: Scene, index: int) -> str:
    """What part a figure plays: by the words before it in its clause, in English by those after it first."""
    figure, chinese = scene.figures[index], scene.passage.chinese
    words, lead = _words(), figure.lead[-LOOKED:]
    if not chinese:
        tail = _AFTER.split(figure.tail[:LOOKED], 1)[0]
        found = next((role for role in _ROLES if words[role].search(tail)), "")
        if found and not (found != "opening" and words["opening"].search(lead)):
            return found
    clause = _clause(scene, index) if chinese else lead
    return next((role for role in _ROLES if words[role].search(clause)), "")
