"""Clues of English sentences."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import NamedTuple

from checker.lexicon import prose_en
from checker.prose.clue import CLAUSE, EN_WORD, Clue, Worded, last_clause
from checker.reading.passages import Mention, lowered

WORD = re.compile("[a-z]+")
LONGEST_LABEL = 120  # the noun after a figure, and what stands before it in its clause
_UP = (
    "increase increased increases increasing rise rises rising rose risen growth grew grown gain gained gains climb"
    " climbed up jump jumped higher expanded expansion improved improvement advance advanced surge surged soared leapt"
    " swelled swollen widen widened widens widening"
)
_DOWN = (
    "decrease decreased decreases decreasing decline declined declines declining drop dropped drops fall falls fell"
    " fallen reduced reduction down lower less fewer shrank shrunk cut loss slipped dipped slid sliding plunged tumbled"
    " sank plummeted narrowed narrows narrowing shrink shrinks shrinking contracted lessened"
)
_EN_UP_WORDS = (
    "|".join(_UP.split())
    .replace("|growth|", "|(?<!negative )growth|")
    .replace("|up|", r"|(?<!make )(?<!makes )(?<!made )(?<!making )up|picked\sup|")
)
_EN_DOWN_WORDS = "|".join(_DOWN.split()).replace("|less|fewer|", r"|(?:less|fewer)(?=\sby\s)|") + r"|negative\sgrowth"
_EN_NOUN_UP = re.compile(r"\b(?:growth|increase|rise|gain)\b[^.;,]{0,30}(?:,\s(?:or|nearly|about)\s)?$")
_EN_NOUN_DOWN = re.compile(
    r"\b(?:decline|decrease|fall|drop|reduction|loss)\b[^.;,]{0,30}(?:,\s(?:or|nearly|about)\s)?$"
)
_EN_NOUN_OVER = Worded(
    "of",
    r"\b(?:(?P<up>increase|rise|gain)|decrease|decline|reduction)\s(?:over|on|upon|from)\s"
    r"(?:that|those|the)\s[^.;,]{0,50}\sof\s$",
)
_EN_FILL = (
    r"(?:\s(?:of|by|a|an|some|about|nearly|almost|just|over|around|roughly|only|further|is|was|or|approximately"
    r"|more|than|less)){0,4}"
)
_EN_BY_UP = Worded(
    "by", rf"\b(?:{_EN_UP_WORDS}|leapt|soared|shot)\b[^.;,]{{0,60}}\bby\s(?:(?:about|nearly|almost|over|some)\s)?$"
)
_EN_BY_DOWN = Worded(
    "by", rf"\b(?:{_EN_DOWN_WORDS}|plunged|slid)\b[^.;,]{{0,60}}\bby\s(?:(?:about|nearly|almost|over|some)\s)?$"
)
_EN_UP = Worded(_UP, rf"\b(?:{_EN_UP_WORDS})\b{_EN_FILL}\s*\(?\s*$")
_EN_DOWN = Worded(_DOWN + " negative", rf"\b(?:{_EN_DOWN_WORDS})\b{_EN_FILL}\s*\(?\s*$")
_EN_UP_TAIL = Worded(
    "increase rise growth gain more higher greater larger up",
    r"\)?\s(?:(?:[a-z-]+\s)?(?:increase|rise|growth|gain)|(?:[a-z-]+\s)?(?:more|higher|greater|larger|up)\s(?:than|on)"
    r"|(?:more|higher|greater|larger|up))\b",
)
_EN_DOWN_TAIL = Worded(
    "decrease decline drop reduction fall fewer less lower smaller down",
    r"\)?\s(?:(?:[a-z-]+\s)?(?:decrease|decline|drop|reduction|fall)|(?:[a-z-]+\s)?(?:fewer|less|lower|smaller|down)\s(?:than|on)"
    r"|(?:fewer|less|lower|smaller|down))\b",
)
_EN_BASE = Worded(
    "than compared against versus vs opposed relative",
    r"\b(?:than|compared\s(?:with|to)|as\sagainst|against|versus|vs\.?|as\sopposed\sto|relative\sto)\s(?:(?:the|a|an|its|their|some|about|around|just|over|under)\s)?(?:(?:[a-z'-]+|(?:19|20)\d\d(?=\s[a-z]))\s){0,4}?(?:of\s)?$",
)
_EN_BASE_WHEN = Worded(
    "from than compared before earlier previous last had having",
    r"\b(?:from|than|compared|before|earlier|previous|last)\b[^.;]{0,40}(?:\swhen|,\s(?:when|(?:which|that)\s(?:had|recorded|saw|registered|counted|reported)|with))\s(?:[a-z]+\s){0,3}$|\b(?:had\sbeen|had\sstood\sat|having\sbeen)\s$",
)
_EN_BASE_TAIL = Worded(
    "before beforehand earlier ago previous prior preceding last",
    r"\s(?:[a-z'-]+\s){0,4}?(?:the\syear\sbefore|a\syear\s(?:earlier|ago|before)|(?:in|during)\sthe\s(?:previous|prior|preceding)\s(?:year|period|quarter|month)|the\s(?:previous|prior|preceding)\syear|last\syear|(?:a\s|the\s)?(?:month|quarter)\s(?:earlier|before))",
)
_EN_SOURCE = Worded(
    "from", r"\bfrom\s(?:(?:the|a|an|about|some|just|around)\s)?(?:(?:average|mean|estimated|initial)\s(?:of\s)?)?$"
)
_EN_BASE_YEAR = re.compile(
    r"\b(?:from|than(?:\sin)?|over|on|against|compared\s(?:with|to))\s(?:the\s)?(?:[a-z]+\s)?(?:19|20)\d\d,?\s\($"
    r"|\b(?:from|than|over|on|in|since|against|(?:compared|compares)\s(?:with|to))\s(?:(?:the|a|that\sof)\s)?(?:[a-z]+\s){0,3}"
    r"(?:year|period|month|quarter|decade|season|ago|earlier|before)\s\($"
)
_EN_LEVEL = Worded(
    "to reach reached reaching total totaled totalled totaling totalling standing stood",
    r"(?:^|\s)(?:to|reach(?:ed|ing)?|total(?:l?ed|l?ing)|standing\sat|stood\sat)\s(?:(?:the|a|an|some|about|just|over|around|nearly|almost|only|reach)\s){0,2}$",
)
_EN_SHARE = re.compile(
    r"(?:represent(?:s|ed|ing)?|constitut(?:es?|ed|ing)|account(?:s|ed|ing)?\s(?:alone\s)?for|mak(?:es?|ing)\sup|made\sup|compris(?:es?|ed|ing)|equivalent\sto|equat(?:es|ed|ing)\sto|equals?|equal\sto|or|\(|share\s(?:of|was|is)|proportion\s(?:of|was|is))\s?(?:(?:about|around|approximately|some|nearly|almost|just|over|only|under|roughly|the\sremaining|a\sfurther)\s){0,2}$"
)
_EN_OF = Worded("of", r"\s?of\s(?:the\s|all\s|its\s|their\s|these\s|those\s|this\s)?(?P<whole>[a-z][^,.;:()\d]{0,60})")
_EN_OF_WHICH = Worded(
    "which whom these them those this that including comprising consisting made namely",
    r"\b(?:(?<!board )(?<!means )(?<!result )(?<!end )(?<!account )of\swh(?:om|ich)|of\sthese|of\sthem"
    r"|(?<!excess )of\sthose(?!\sof\b)|(?:of|within)\s(?:this|that)(?:\s(?:total|amount|sum|number|figure)\b|(?=,))"
    r"|including|comprising|consisting\sof|made\sup\sof|namely|among\sthem)\b",
)
# Words that end what "including" opened before any figure: including interest on the debt, were 26,000.
_EN_CLOSED = re.compile(
    r"\b(?:including|comprising|namely)\s[a-z][^\d]{0,200}?"
    r"(?:;|,\s(?:is|are|was|were|amount(?:s|ed|ing)|reach(?:es|ed|ing)|stood|came|making|leaving)\b|,\s?$)"
)
_EN_OF_THEM = Worded(  # said of the figure before it
    "them these those whom which", r"\s?(?:[a-z]+\s)?of\s(?:them|these|those|whom|which)\b"
)
_EN_PARTITION = Worded(
    "comprising comprises consist consists consisted consisting made divided broken respectively"
    " split ways follows namely",
    r"\b(?:comprising|comprises|consist(?:s|ed|ing)\sof|made\sup\sof|divided\sinto|broken\sdown|respectively|split\s(?:between|into)|ways|as\sfollows|namely)\b",
)
_EN_TOTAL = Worded(
    "total totals totaled totalled totaling totalling all altogether overall combined sum together entire whole"
    " aggregate came comes",
    r"\b(?:total(?:s|led|ling|ing|ed)?|in\sall|altogether|overall|combined|sum|all|together|entire|whole|aggregate|came\sto|comes\sto)\b",
)
_EN_CLOSING = Worded(
    "total totaling totalling all altogether together bringing combined making",
    r"\b(?:a\stotal\sof|totall?ing|in\sall|altogether|together|for\sa\stotal|bringing\sthe\stotal|a\scombined|in\stotal|making)\b",
)
_EN_REMAINDER = Worded(
    "remaining leaving rest other remainder balance others",
    r"\b(?:remaining|leaving|the\srest|the\sother|remainder|balance|others)\b",
)
_EN_PER = Worded(
    "per a an each every one daily weekly monthly annually yearly apiece",
    r"\s?(?:[a-z-]+\s){0,3}?(?:per|an?(?!\s(?:year|month|quarter|week|decade)\s(?:earlier|ago|before))|each|every|for\seach|for\severy|to\seach|to\severy|to\sa|to\sone)\s(?P<per>[a-z][a-z-]+(?:\s[a-z-]+)?)|\s?(?:[a-z-]+\s){0,3}?(?P<daily>daily|weekly|monthly|annually|yearly|apiece|each)\b",
)
_EN_AMID = Worded("of among", r"\b(?:of|among|out\sof)\s(?:the\s|these\s|those\s|all\s|its\s|our\s|their\s)*$")
_EN_OF_NEXT = re.compile(r"\s?of\s(?:(?:the|all|its|their|some|about|a|total|those|these)\s)*$")


class _Context(NamedTuple):
    """What stands before a figure and after it, without capitals, and the words of both."""

    lead: str
    tail: str
    said: Set[str]
    after: Set[str]


_EN_AND = re.compile(r"\s*[a-z]*\s*(?:,?\sor|\(|,|,?\sor\sby|,?\sand)\s*")


def _en_sign(context: _Context, family: str, before: Clue | None) -> int:
    lead, tail, said, after = context
    if _EN_UP.search(lead, said) or _EN_BY_UP.search(lead[-90:], said):
        return 1
    if _EN_DOWN.search(lead, said) or _EN_BY_DOWN.search(lead[-90:], said):
        return -1
    if _EN_UP_TAIL.match(tail, after):
        return 1
    if _EN_DOWN_TAIL.match(tail, after):
        return -1
    over = _EN_NOUN_OVER.search(lead[-90:], said)
    if over:
        return 1 if over["up"] else -1
    if family in ("percent", "points"):
        if _EN_NOUN_UP.search(lead[-60:]):
            return 1
        if _EN_NOUN_DOWN.search(lead[-60:]):
            return -1
    if before and before.sign and _EN_AND.fullmatch(" " + lead.strip()):
        return before.sign
    return 0


def _en_base(context: _Context) -> bool:
    """Whether a figure is what another is compared with: than 20, compared with 20, from 20 the year before."""
    lead, tail, said, after = context
    if _EN_SOURCE.search(lead, said):
        return False
    if lead.endswith("(") and _EN_BASE_YEAR.search(lead[-60:]):
        return True
    return bool(_EN_BASE.search(lead, said) or _EN_BASE_TAIL.match(tail, after) or _EN_BASE_WHEN.search(lead, said))


_EN_PACE_TAIL = re.compile(
    r"\s?(?:[a-z-]+\s){0,3}?(?:(?:a|per|each|every)\s(?P<period>year|month|quarter|week|day|annum)"
    r"(?!\s(?:earlier|ago|before|later|previously))|(?P<adverb>annually|yearly|monthly|quarterly|weekly|daily))\b"
)
_EN_PACE_LEAD = re.compile(
    r"(?P<mean>\b(?:average|mean|compound)\s)?\b(?P<period>annual|annuali[sz]ed|yearly|monthly|quarterly)\s"
    r"(?P<more>average|compound|mean)?[^.;,()]{0,40}$|\b(?P<compound>cagr|compound\sgrowth(?:\srate)?)\b[^.;,()]{0,12}\(?$"
)
_EN_PACED = re.compile(r"\b(?:average|averag(?:ed|ing)|mean|rate|pace|compound|cagr)\b")


def _en_pace(lead: str, tail: str, sign: int, percent: bool) -> str:
    """The period that a change is told for on average: 3 % a year, an average annual rise of 3 %."""
    if not sign and not (percent and _EN_PACED.search(lead[-60:])):
        return ""
    match = _EN_PACE_TAIL.match(tail)
    if match:
        return prose_en.PERIODS[match["period"] or match["adverb"]]
    said = _EN_PACE_LEAD.search(lead[-80:])
    if said is None:
        return ""
    if said["period"] == "annual" and not (said["mean"] or said["more"]):
        return "annual"
    return prose_en.PERIODS.get(said["period"] or "", "year")


_EN_ASIDE = re.compile(r"\s\([^()\d]{1,60}\)(?=\s)")  # the zones (EPZs) exported


def english_clue(mention: Mention, depth: int, before: Clue | None, first: bool) -> Clue:
    """The clue of a figure in an English sentence; `before` is the clue of the figure before it."""
    lead, tail = lowered(mention.lead), lowered(mention.tail)
    said, after = set(WORD.findall(lead)), set(WORD.findall(tail))
    context = _Context(lead, tail, said, after)
    named = last_clause(_EN_ASIDE.sub("", mention.lead) if "(" in lead else mention.lead)
    clause = lowered(named)
    sign = _en_sign(context, mention.family, before)
    of = _EN_OF.match(tail, after)
    percent = mention.family == "percent"
    share = percent and not sign and bool(_EN_SHARE.search(lead))
    joined, level = share and not first and len(EN_WORD.findall(lead)) <= 7, not sign and not share
    share = share or (percent and not sign and of is not None)
    per = _EN_PER.match(tail, after) if not share and not percent else None
    source = bool(_EN_SOURCE.search(lead, said))
    return Clue(
        sign=sign, base=not sign and not share and _en_base(context),
        source=source, level=level and bool(_EN_LEVEL.search(lead, said)), share=share,
        joined=joined, whole=mention.tail[of.start("whole") : of.end("whole")].strip() if of and share else "",
        of_which=_en_of_which(lead, said, first),
        total=bool(_EN_TOTAL.search(clause, said) or _EN_TOTAL.match(tail.lstrip(), after)),
        closing=not first and bool(_EN_CLOSING.search(lead, said)),
        partition=bool(_EN_PARTITION.search(lead, said)),
        remainder=bool(_EN_REMAINDER.search(clause, said)), respectively="respectively" in tail,
        per=per["per"] or per["daily"] or "" if per else "",
        label=f"{named} {CLAUSE.split(mention.tail, maxsplit=1)[0]}".strip()[:LONGEST_LABEL], depth=depth,
        listed=lead.strip() in (",", "and", ", and", ";"),
        amid=bool(_EN_AMID.search(lead, said)), pace=_en_pace(lead, tail, sign, percent),
        foreign=not first and (bool(sign) or source) and _en_foreign(lead),
        of_next=percent and bool(_EN_OF_NEXT.match(tail)),
    )  # fmt: skip


def _en_of_which(lead: str, said: Set[str], first: bool) -> bool:
    """Whether a figure is told as a part of what stands before it."""
    of_them = None if first else _EN_OF_THEM.match(lead, said)
    lead = lead[of_them.end() :] if of_them else lead
    return bool(_EN_OF_WHICH.search(lead, said)) and not _EN_CLOSED.search(lead[-300:])


_EN_NEW_SUBJECT = re.compile(
    r"(?:\b(?:while|whereas|and|but|as|with|though|although)\b|[;:]|\.\s)\s?"
    r"(?:the\s|a\s|its\s|their\s|our\s|that\sof\s)?"
    r"(?!(?:an?\b|up\b|down\b|or\b|by\b|is\b|was\b|it\b|this\b|that\b))[a-z][a-z' -]{2,60}?\b"
    rf"(?:{_EN_UP_WORDS}|{_EN_DOWN_WORDS}|leapt|soared|edged|slid|went)\b"
)


def _en_foreign(lead: str) -> bool:
    """Whether a change begins a statement about another subject: while the number of deaths fell by …"""
    return bool(_EN_NEW_SUBJECT.search(lead))
