"""How many years a change is spread over: from the years beside its levels, or from what the sentence tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import combinations

from checker.lexicon import prose_en
from checker.prose.frames import Scene
from checker.spelled import hanzi_value

LONGEST = 60
NEAR, FAR = 120, 300  # characters that can tell the years of an average: its own, those around it
MOST_YEARS = 6
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_ZH_BESIDE = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)年?(?:末|底|度)?[^,，。;；:()\d月季]{0,10}$")
_EN_BESIDE = re.compile(
    r"\s?(?:[a-z'-]+\s){0,4}?(?:in|by|at\sthe\send\sof|during|for)\s((?:1[89]|20)\d\d)(?![\d–/-])", re.IGNORECASE
)
_EN_BEFORE = re.compile(
    r"\b(?:in|by|during|at\sthe\send\sof)\s((?:1[89]|20)\d\d),?\s(?:to\s|from\s)?(?:[a-z'-]+\s){0,2}$", re.IGNORECASE
)
_EN_WORDS = "|".join(prose_en.WORDS)
_LASTING = re.compile(
    r"(?<![\d第年])(?P<digits>\d{1,2})\s?个?年(?![级龄代前])|(?<![第年一二三四五六七八九十])(?P<hanzi>[一二两三四五六七八九十]{1,3})个?年(?![级龄代制前])"
    rf"|\b(?P<count>\d{{1,2}}|{_EN_WORDS})[ -]years?\b(?!\s?(?:old|olds|of\sage|ago|earlier|before)\b)"
    r"|\b(?P<decade>decade)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"今后|未来|将|计划|预计|预期|目标|力争|下一步|确保|\b(?:will|would|next|coming|planned|expected|target|forecast|future)\b",
    re.IGNORECASE,
)
_PLAN = re.compile(r"[一二三四五六七八九十]五[”\"’]?(?:时期|期间|规划|以来|末|,|，)")


def spans(scene: Scene, pace: int, new: int | None, old: int | None) -> tuple[int, ...]:
    """The numbers of years an average can be over, the likeliest first; empty where none is told.

    Two years beside the two levels leave one reading. Years told otherwise may count the first one or not,
    and so may "over five years". An average that is told of a time of its own, or of one to come, has none.
    """
    figure, sentences = scene.figures[pace], scene.passage.sentences
    lead, tail = figure.lead[-NEAR:], "" if scene.passage.chinese else figure.tail[:NEAR]
    if _TO_COME.search(lead) or _TO_COME.search(tail):
        return ()
    around = f"{lead} {tail}"
    own, told = _likely(_read(around, map(int, _YEAR.findall(around)))), _levels(scene, new, old)
    if not told:
        first = min(one for one in (pace, new, old) if one is not None)
        begun, ended = sentences[scene.figures[first].sentence].start, sentences[figure.sentence].end
        told = _told(scene, (begun, figure.start - len(lead)), (figure.end + len(tail), ended))
    if not told and not own and figure.sentence and sentences[figure.sentence - 1].block == figure.block:
        before = sentences[figure.sentence - 1]
        told = _told(scene, (before.start, before.end))
    return tuple(one for one in told if one in own) if own and told else own or told


def _levels(scene: Scene, new: int | None, old: int | None) -> tuple[int, ...]:
    """The years between two levels that both have a year beside them."""
    begun = _beside(scene, old) if old is not None else None
    ended = _beside(scene, new) if new is not None else None
    return (ended - begun,) if begun and ended and begun < ended else ()


def _likely(years: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one for one in years if 0 < one <= LONGEST))


def _beside(scene: Scene, level: int) -> int | None:
    """The year right beside a level: 2019年的1,000人, 1,000 in 2019."""
    figure = scene.figures[level]
    match = _ZH_BESIDE.search(figure.lead[-24:]) if scene.passage.chinese else None
    match = match or _EN_BESIDE.match(figure.tail) or _EN_BEFORE.search(figure.lead[-40:])
    return int(match[1]) if match else None


def _told(scene: Scene, *stretches: tuple[int, int]) -> tuple[int, ...]:
    """The numbers of years that some stretches of the text tell together: no more than the nearest of each."""
    first, *others = stretches
    near = [(max(first[0], first[1] - FAR), first[1]), *((begun, min(ended, begun + FAR)) for begun, ended in others)]
    rest = " ".join(scene.passage.text[begun:ended] for begun, ended in near)
    return _likely(_read(rest, (year for stretch in near for year in _years(scene, *stretch))))


def _read(text: str, years: Iterable[int]) -> Iterator[int]:
    """The numbers of years between the years told, and in the words, each with the readings next to it."""
    for begun, ended in sorted(combinations(sorted(set(years))[:MOST_YEARS], 2), key=lambda pair: pair[0] - pair[1]):
        yield from (ended - begun, ended - begun + 1)
    for match in _LASTING.finditer(text):
        number = _number(match)
        yield from (number, number - 1, number + 1)
    if _PLAN.search(text):
        yield from (5, 4)


def _years(scene: Scene, begun: int, ended: int) -> Iterator[int]:
    """The years that a stretch of the text tells as such."""
    mentions = scene.passage.mentions
    place = bisect_left(mentions, begun, key=lambda one: one.start)
    while place < len(mentions) and mentions[place].start < ended:
        if mentions[place].role in ("year", "date"):
            yield from map(int, _YEAR.findall(scene.passage.text, mentions[place].start, mentions[place].end))
        place += 1


def _number(match: re.Match[str]) -> int:
    if match["decade"]:
        return 10
    if match["hanzi"]:
        return hanzi_value(match["hanzi"]) or 0
    word = (match["digits"] or match["count"]).lower()
    return int(word) if word.isdigit() else prose_en.WORDS[word]


_YEARLY = re.compile(r"年均|(?:平均)?每年|(?:a|per|each|every)?\s?year\b|annually\b|yearly\b", re.IGNORECASE)


def yearly(scene: Scene, index: int) -> bool:
    """Whether a figure is a mean for each of several years, and no change."""
    clue = scene.clues[index]
    return bool(clue.per) and not clue.sign and not scene.percent(index) and bool(_YEARLY.match(clue.per))
