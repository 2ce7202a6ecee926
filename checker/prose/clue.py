"""A clue: what the words around a figure say of it."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cached_property

from checker.records import record

CLAUSE = re.compile(r"[,，;；。:、()\"“”—\n]")
EN_WORD = re.compile(r"[a-z][a-z'-]+", re.IGNORECASE)


class Worded:
    """A pattern of which every match has one of some words in it (in Chinese: characters), and is sought only then.

    The words are told with spaces between them; `said` are the words, or the characters, of the text that is
    searched, and perhaps of more around it. A pattern is compiled when first needed.
    """

    def __init__(self, words: str, pattern: str) -> None:
        self.words = frozenset(words.split())
        self.source = pattern

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.source)

    def search(self, text: str, said: Set[str]) -> re.Match[str] | None:
        """The first match anywhere in a text."""
        return None if self.words.isdisjoint(said) else self.pattern.search(text)

    def match(self, text: str, said: Set[str]) -> re.Match[str] | None:
        """The match at the beginning of a text."""
        return None if self.words.isdisjoint(said) else self.pattern.match(text)


@record(frozen=True, slots=True)
class Clue:
    """What the words say of one figure.

    `sign` is the direction of a change (0: the figure is a level), `base` that the figure is what is compared with,
    `source` and `level` that a change leads from here or to here, `foreign` that a change is told of a subject of
    its own. `share` figures are parts of a whole, named by `whole`; `joined` ones belong to the figure right
    before, `inside` ones have their whole right before, `of_next` ones right after. `amid` figures are what
    others are counted among, `within` names it, `divided` what the sentence of a share opened with. `per` is the
    head of a quotient, `pace` the period of an average change (annual: of one year or several), `label` the
    subject, `depth` counts brackets.
    """

    sign: int = 0
    base: bool = False
    source: bool = False
    level: bool = False
    share: bool = False
    joined: bool = False
    inside: bool = False
    whole: str = ""
    of_which: bool = False
    total: bool = False
    closing: bool = False
    partition: bool = False
    remainder: bool = False
    respectively: bool = False
    per: str = ""
    label: str = ""
    depth: int = 0
    listed: bool = False
    within: str = ""
    foreign: bool = False
    of_next: bool = False
    amid: bool = False
    divided: str = ""
    pace: str = ""


def last_clause(lead: str) -> str:
    """What stands between the last mark and the figure."""
    return CLAUSE.split(lead.rstrip(" (:"))[-1].strip()
