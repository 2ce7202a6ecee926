"""Balances told in one breath: income 48, spending 45, a surplus of 3; began with 9, took in 3, ended with 12."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from checker.prose.clues import alike
from checker.prose.frames import SUGGESTED, Frame, Scene
from checker.prose.stocks import of_one_stock, role_of
from checker.prose.told_rows import between
from checker.relations import Basis, Kind, Relation

_SOME_ZH = ("差", "结余", "盈余", "节余", "赤字", "缺口", "超支", "净", "自然增", "年末", "期末", "年底")
_SOME_EN = (
    "surplus", "deficit", " gap", "profit", "loss", "shortfall", "net ", "crease", "ended", "ending", "closed",
    "closing", " close", "the end", "leaving", "finished",
)  # fmt: skip
_CARRIED = re.compile(r"累计|滚存|历年|上年|结转|brought forward|carried", re.IGNORECASE)
_CUT = re.compile(r"[,，;；。:、()]|\band\b|\bwith\b(?= a)", re.IGNORECASE)
_CLAUSE = re.compile(r"[;；。]|\bwhile\b|\bwhereas\b", re.IGNORECASE)
_EACH = re.compile(r"\s?(?:[a-z-]+\s){0,3}?(?:per|each|every|apiece|an? (?:day|week|month|year|head|person))\b")
_OF_MORE = re.compile(
    r"^[^;]*\b(?:after|before|excluding|including|net of|and services|once|compared|than"
    r"|on (?:the|last))\b|不含|剔除|扣除"
)
_BUDGET = re.compile(r"预算|财政|转移支付|补助|budget")  # whose transfers are told elsewhere
TAIL = 30
_FILLING = re.compile(
    r"\d+年|[年期]内|当年|本年|全年|今年|当期|本期|其间|累计|共计|在册|在校|新增|增加|减少|毕业|退休|[的了共又已为有计数人员\s]"
)
TRIPLE, ACCOUNT = 3, 4
_RATIOS = ("percent", "permille", "points", "kpoints")


class Words(NamedTuple):
    """The patterns of a language: balances with their sides, what leads to one, stocks and what moved them."""

    balances: tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]
    leads: re.Pattern[str]
    first: re.Pattern[str]
    last: re.Pattern[str]
    gain: re.Pattern[str]
    lost: re.Pattern[str]
    inward: re.Pattern[str]
    outward: re.Pattern[str]
    closing: re.Pattern[str]
    opening: re.Pattern[str]


@cache
def _words(chinese: bool) -> Words:
    from checker.lexicon import told_rows as told
    from checker.lexicon.stocks import OPENING

    compiled = re.compile
    entries = told.ZH_BALANCES if chinese else told.EN_BALANCES
    balances = tuple((compiled(name), compiled(more), compiled(less)) for name, more, less in entries)
    own = (
        (told.ZH_BALANCE, told.ZH_FIRST, told.ZH_LAST, told.ZH_GAIN, told.ZH_LOST)
        if chinese
        else (told.EN_BALANCE, told.EN_FIRST, told.EN_LAST, told.EN_GAIN, told.EN_LOST)
    )
    both = (told.MORE_INWARD, told.MORE_OUTWARD, told.MORE_CLOSING, OPENING)
    return Words(balances, *(compiled(one) for one in (*own, *both)))


def told_balance_frames(scene: Scene) -> Iterator[Frame]:
    """Every balance and every account that one sentence tells in full, with no other amount in it."""
    text, words = scene.passage.lowered, _SOME_ZH if scene.passage.chinese else _SOME_EN
    some = [word for word in words if word in text]
    for indices in scene.sentences if some else ():
        if len(indices) < TRIPLE:
            continue
        sentence = scene.passage.sentences[scene.told_in[indices[0]]]
        if any(text.find(word, sentence.start, sentence.end) >= 0 for word in some):
            for clause in _clauses(scene, indices):
                yield from _told(scene, clause)


def _clauses(scene: Scene, indices: list[int]) -> Iterator[list[int]]:
    """The amounts of each main clause of a sentence, and of the whole sentence; changes of an amount are left in."""
    groups: list[list[int]] = [[]]
    for one in indices:
        if _CLAUSE.search(scene.figures[one].lead):
            groups.append([])
        if scene.families[one] not in _RATIOS:
            groups[-1].append(one)
    yield from groups
    if len(groups) > 1:
        yield [one for group in groups for one in group]


def _told(scene: Scene, amounts: list[int]) -> Iterator[Frame]:
    alike = len(amounts) in (TRIPLE, ACCOUNT) and all(scene.comparable(amounts[0], one) for one in amounts[1:])
    if not alike or any(_a_mean(scene, one) for one in amounts):
        return
    frame = _balance(scene, amounts) or _stock(scene, amounts) if len(amounts) == TRIPLE else _account(scene, amounts)
    if frame is not None:
        yield frame


def _a_mean(scene: Scene, index: int) -> bool:
    """Whether an amount is one of each of something else; a surplus that follows is no such thing."""
    return (
        bool(scene.clues[index].per) if scene.passage.chinese else bool(_EACH.match(scene.figures[index].tail.lower()))
    )


def _balance(scene: Scene, amounts: list[int]) -> Frame | None:
    """Two sides and the balance told right after them."""
    one, other, result = amounts
    words, gap = _words(scene.passage.chinese), between(scene, other, result).rstrip("$£€¥")
    match = words.leads.search(gap)
    of_more = _OF_MORE.search(scene.figures[result].tail.lower()[:50])
    if match is None or of_more or any(_CARRIED.search(_named(scene, each)) for each in amounts):
        return None
    for name, more, less in words.balances:
        if name.fullmatch(match[1]):
            for first, second in ((one, other), (other, one)):
                if _called(scene, first, more, less) and _called(scene, second, less, more):
                    return _difference(scene, result, first, second)
    return None


def _called(scene: Scene, index: int, words: re.Pattern[str], others: re.Pattern[str]) -> bool:
    """Whether an amount is told of one side and not the other: by what stands before it in its clause, or after it."""
    for told in (_before(scene, index), _after(scene, index)):
        if words.search(told) or others.search(told):
            return bool(words.search(told)) and not others.search(told)
    return False


def _before(scene: Scene, index: int) -> str:
    return _CUT.split(scene.figures[index].lead.lower())[-1]


def _after(scene: Scene, index: int) -> str:
    return _CUT.split(scene.figures[index].tail.lower(), maxsplit=1)[0]


def _named(scene: Scene, index: int) -> str:
    return f"{_before(scene, index)} {_after(scene, index)}"


def _difference(scene: Scene, result: int, more: int, less: int) -> Frame:
    operands = (scene.term(more), scene.term(less, -1))
    relation = Relation(Kind.DIFFERENCE, scene.figures[result].figure, operands, Basis.LABELLED)
    return Frame("change", relation, SUGGESTED, (result, more, less), plain=True, sure=True)


def _stock(scene: Scene, amounts: list[int]) -> Frame | None:
    """What was there, what was gained or lost, and what is there, in any order."""
    words, roles = _words(scene.passage.chinese), {}
    for one in amounts:
        told = _named(scene, one)
        fitting = [role for role in ("gain", "lost", "last", "first") if getattr(words, role).search(told)]
        if not fitting or fitting[0] in roles:
            return None
        roles[fitting[0]] = one
    moved = roles.get("gain", roles.get("lost"))
    if moved is None or "first" not in roles or "last" not in roles:
        return None
    weight = 1 if "gain" in roles else -1
    operands = (scene.term(roles["first"]), scene.term(moved, weight))
    relation = Relation(Kind.SUM, scene.figures[roles["last"]].figure, operands, Basis.LABELLED)
    return Frame("total", relation, SUGGESTED, (roles["last"], roles["first"], moved), plain=True, sure=True)


def _account(scene: Scene, amounts: list[int]) -> Frame | None:
    """What was there, what came, what went and what is there, each told once, in any order."""
    roles: dict[str, int] = {}
    for one in amounts:
        role = _role(scene, one)
        if not role or role in roles:
            return None
        roles[role] = one
    if len(roles) < ACCOUNT or any(_BUDGET.search(scene.figures[one].lead[-TAIL:]) for one in amounts):
        return None
    if not _of_one_stock(scene, roles["opening"], amounts):
        return None
    parts = roles["opening"], roles["inward"], roles["outward"]
    operands = (scene.term(parts[0]), scene.term(parts[1]), scene.term(parts[2], -1))
    relation = Relation(Kind.SUM, scene.figures[roles["closing"]].figure, operands, Basis.LABELLED)
    return Frame("total", relation, SUGGESTED, (roles["closing"], *parts), plain=True, sure=True)


def _of_one_stock(scene: Scene, opening: int, amounts: list[int]) -> bool:
    """Whether nothing but the same things are counted: no pupils who came to teachers who were there."""
    if not scene.passage.chinese:
        moved = _words(False).inward, _words(False).outward, _words(False).closing
        own = [one for one in amounts if not any(word.search(_after(scene, one)) for word in moved)]
        return all(of_one_stock(scene, opening, one) for one in own)
    words = _words(True)
    nouns = [_FILLING.sub("", _before(scene, one)) for one in amounts]
    for pattern in (words.first, words.last, words.inward, words.outward):
        nouns = [pattern.sub("", noun) for noun in nouns]
    told = [noun for noun in nouns if len(noun) > 1]
    return all(alike(told[0], noun) > 0 for noun in told[1:])


def _role(scene: Scene, index: int) -> str:
    """What part an amount plays in an account: by the words of its own clause, else as in longer accounts."""
    words = _words(scene.passage.chinese)
    for told in (_before(scene, index), _after(scene, index)):
        found = [role for role in ("opening", "closing", "outward", "inward") if getattr(words, role).search(told)]
        if found:
            return found[0]
    return role_of(scene, index)
