"""Frames of the greatest of several peers: the state with the most students has no more than all states together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checker.prose.clue import EN_WORD
from checker.prose.frames import DICTATED, SEARCHED, Frame, Scene
from checker.prose.quantities import counted
from checker.prose.sums import is_level
from checker.relations import Basis, Kind, Relation

FAR_APART = 20
LEAST_LETTERS, HANZI = 5, 3  # of a noun that tells what is counted
LONGEST = 600  # characters of a sentence that is looked at
_FIRST = re.compile(
    r"\bno other \w+|\b(?:more|larger|greater|higher) than (?:in )?any other"
    r"|\b(?:most|largest|greatest) of (?:any|all)\b"
    r"|(?:居|列|排|位居|位列)(?:在)?(?:全[国省市县区州]|各[省市县区镇乡村校])[^,，。;；]{0,4}(?:第一|首位|榜首|之首)"
    r"|(?:全[国省市县区州]|各[省市县区镇乡村校])(?:当?中|里)?(?:数量)?最多",
    re.IGNORECASE,
)
# One of them is in all of these.
_FIRSTS = ("no other", "any other", "of any", "of all", "第一", "首位", "榜首", "之首", "最多")
_WHOLE = re.compile(
    r"\b(?:total(?:s|led|ling)?|in all|altogether|overall|nation(?:wide|al|ally)|statewide|worldwide"
    r"|across the (?:country|nation|state|county|region|district))\b|全[国省市县区州](?!最|首|第)",
    re.IGNORECASE,
)
_TAKEN = re.compile(r"\s*(?:taken (?:as a whole|together)|in all|altogether|together|overall)\b", re.IGNORECASE)


def peer_frames(scene: Scene) -> Iterator[Frame]:
    """Every count said to be the most of several, against the greatest whole of the same things in the text."""
    told = scene.passage.sentences_with(_FIRSTS)
    likely = [index for index, number in enumerate(scene.told_in) if number in told]
    firsts = [index for index in likely if _level(scene, index) and _is_first(scene, index)]
    wholes = [index for index in range(len(scene.figures)) if _is_whole(scene, index)] if firsts else []
    for first in firsts:
        greatest = max(_wholes_of(scene, first, wholes), key=lambda one: scene.values[one], default=None)
        if greatest is not None:
            yield _frame(scene, first, greatest)


def _frame(scene: Scene, part: int, whole: int) -> Frame:
    relation = Relation(Kind.BOUND, None, (scene.term(part), scene.term(whole)), Basis.INFERRED, note="of_which")
    holds = scene.figures[part].figure.interval.low <= scene.figures[whole].figure.interval.high
    return Frame("bound", relation, SEARCHED if holds else DICTATED, (part, whole))


def _wholes_of(scene: Scene, first: int, wholes: list[int]) -> Iterator[int]:
    """The wholes of what a count counts: of its noun, in its document, of about its size."""
    figure, text = scene.figures[first], _text(scene, scene.figures[first].sentence)
    for whole in wholes:
        other = scene.figures[whole]
        if other.sentence == figure.sentence or other.part != figure.part or not scene.comparable(first, whole):
            continue
        near = scene.values[first] < FAR_APART * scene.values[whole]
        if near and _one_noun(scene, whole, text):
            yield whole


def _one_noun(scene: Scene, whole: int, text: str) -> bool:
    """Whether a sentence names what a whole counts."""
    if not scene.passage.chinese:
        return bool(_nouns(text) & _nouns(scene.figures[whole].tail[:40]))
    noun = scene.clues[whole].label[-HANZI:]
    return len(noun) == HANZI and noun in text


def _level(scene: Scene, index: int) -> bool:
    return is_level(scene, index) and counted(scene.families[index]) and scene.values[index] > 0


def _is_first(scene: Scene, index: int) -> bool:
    """Whether the sentence of a count, its only one, says that none of its peers has more."""
    sentence = scene.figures[index].sentence
    near = [one for one in scene.near(index, 3, 3) if scene.figures[one].sentence == sentence and _level(scene, one)]
    return near == [index] and _FIRST.search(_text(scene, sentence)) is not None


def _is_whole(scene: Scene, index: int) -> bool:
    """Whether a count is told of a whole, or the sentence after speaks of it as one."""
    number = scene.figures[index].sentence
    if not _level(scene, index) or _FIRST.search(_text(scene, number)):
        return False
    after = scene.passage.sentences[number + 1 : number + 2]
    taken = any(_TAKEN.match(scene.passage.text, one.start, one.end) for one in after)
    return taken or bool(_WHOLE.search(scene.figures[index].lead[-80:] + scene.figures[index].tail[:40]))


def _text(scene: Scene, number: int) -> str:
    sentence = scene.passage.sentences[number]
    return scene.passage.text[sentence.start : min(sentence.end, sentence.start + LONGEST)]


@cache
def _nouns(text: str) -> frozenset[str]:
    """The longer words of a text, in small letters and the singular."""
    return frozenset(word.lower().rstrip("s") for word in EN_WORD.findall(text) if len(word) >= LEAST_LETTERS)
