"""How English sentences tell a change in one breath: the change, what was, and what is, with nothing between.

In the skeleton, words that part what is told are marked with <, nouns of change with ~, comparatives with ^, so that
every other word can stand between the figures of one claim.
"""

from __future__ import annotations

import re

from checker.lexicon import prose_en
from checker.prose.frames import Scene
from checker.prose.skeletons import AMOUNT, OTHER, PERCENT, POINTS, Skeleton, small_letters
from checker.prose.told_forms import Form, last_place

_STOPS = (
    "and|or|but|while|whereas|from|to|than|by|against|compared|versus|after|before|plus|between|which|who|whom|that"
    "|when|as|since|because|excluding|including|respectively|each|per|with|without|despite|although|though|both|up|down"
)
_NOUNS = (
    "increase|rise|gain|growth|jump|advance|surge|climb|improvement|addition|decrease|decline|drop|fall|reduction"
    "|loss|cut|change|difference|dip|slump|saving|uplift|leap"
)
_MORE = "more|fewer|less|higher|lower|larger|smaller|greater|longer|shorter|above|below"
_TELLING = re.compile(rf"\b(?:({_STOPS})|({_NOUNS})|{_MORE})\b")
_SIGNS = {1: "<", 2: "~", None: "^"}
_LEVEL, _ANY = f"[{AMOUNT}{PERCENT}]", f"[{AMOUNT}{PERCENT}{POINTS}]"
_MARKS = f"{AMOUNT}-{OTHER}"
_WORD = rf"[a-z\d][^\s,;:()<~^%{_MARKS}]*"
_NAME = rf"(?:\s{_WORD}){{0,7}}"  # what a figure counts, and when
_LEAD = rf"(?:\s{_WORD}){{0,7}}\s\(?"  # what stands between a preposition and its figure
_FEW = rf"(?:{_WORD}\s){{0,2}}"  # about, just over
_OVER = r"(?:,?\s(?:<between|<from|over|during)\s\d{4}\s?(?:<and|<to|-|–)\s?\d{4})?"
_RATE = (
    rf"(?:{_NAME}(?:,?\s(?:<or|i\.e\.,?|<that\sis,?|equal\s<to|equivalent\s<to)(?:\s<by)?\s{_FEW}(?P<rate1>{PERCENT})"
    rf"(?!\sof\b){_NAME}|\s\((?:<or\s)?(?P<rate2>{PERCENT})\)))?"
)
_CHANGE = (
    rf"(?:(?:<which\s|<that\s)?(?:{_WORD}\s){{0,5}}~[a-z]+(?:\sin{_NAME})?(?:\sof|\s<by|:|,|\sis|\swas)?\s{_FEW}(?P<change1>{_ANY})"
    r"|(?:(?:<or|<that\sis,?|i\.e\.,?|thus|it\sis|it\swas|was|were|is|are|stood|being)\s)?"
    rf"(?:<up|<down|<by|\^[a-z]+\s<by|<or|\+)\s{_FEW}(?P<change2>{_ANY})(?!\sof\b)"
    rf"|(?:(?:<or|<that\sis,?)\s)?{_FEW}(?P<change3>{_ANY})(?=(?:\s{_WORD}){{0,2}}\s(?:[~^]|<up\b|<down\b))){_RATE}"
)
_BASE = (
    r"(?P<base>(?:<up|<down)\s<from|(?:<as\s)?<against|<compared\s<(?:with|to)|<from|<versus"
    r"|(?:<and\s)?having\s(?:been|had|stood\sat))"
)
_ASIDE = rf"\((?P<when>[^(){_MARKS}]{{0,40}})(?P<old>{_LEVEL})(?P<after>[^(){_MARKS}]{{0,40}})\)"
_FROM = re.compile(rf"<from{_LEAD}$")
_CHANGED = re.compile(rf"(?:<by|~[a-z]+(?:\sof)?)\s{_FEW}$")
FORMS = (
    # fell by C (or R), from A to B
    Form(
        rf"(?P<change>{_ANY}){_RATE}{_NAME}{_OVER},?(?:\s[—–-]|:)?\s\(?(?:<down\s|<up\s)?<from{_LEAD}"
        rf"(?P<old>{_LEVEL}){_NAME},?\s<to{_LEAD}(?P<new>{_LEVEL})",
        ("<from",),
        _CHANGED,
    ),
    # fell by C (or R), to B from A
    Form(
        rf"(?P<change>{_ANY}){_RATE}{_NAME}{_OVER},?\s(?:<to|at|reaching){_LEAD}(?P<new>{_LEVEL}){_NAME},?\s"
        rf"\(?(?:<up\s|<down\s)?<from{_LEAD}(?P<old1>{_LEVEL})",
        ("<from",),
        _CHANGED,
    ),
    # fell by C (or R), to B (2019: A)
    Form(
        rf"(?P<change>{_ANY}){_RATE}{_NAME}{_OVER},?\s(?:<to|at|reaching){_LEAD}(?P<new>{_LEVEL}){_NAME},?\s{_ASIDE}",
        (" (",),
        _CHANGED,
    ),
    # from A to B, an increase of C
    Form(
        rf"(?P<old>{_LEVEL}){_NAME},?\s<to{_LEAD}(?P<new>{_LEVEL}){_NAME}{_OVER}[,;:]?(?:\s[—–-])?\s\(?{_CHANGE}",
        ("<from",),
        _FROM,
    ),
    # B, up C on last year's A
    Form(
        rf"(?P<new>{_LEVEL}){_NAME},?\s\(?{_CHANGE}(?:{_NAME}|(?:\s{_WORD})?\s\^[a-z]+|\s<up|\s<down)\s"
        rf"(?:on|over|<from|upon|<than|\^above|\^below|under)(?P<when>{_LEAD})(?P<old>{_LEVEL})",
        (" on ", " over ", " upon ", " under ", "<from", "<than", "^above", "^below"),
    ),
    # B, up from A, a rise of C; B, against A last year, a rise of C
    Form(
        rf"(?P<new>{_LEVEL}){_NAME},?;?\s\(?{_BASE}(?P<when>{_LEAD})(?P<old>{_LEVEL}){_NAME}\)?[,;:]?\s\(?{_CHANGE}",
        ("<from", "<against", "<compared", "<versus", "having"),
    ),
    # B (2019: A), a rise of C
    Form(rf"(?P<new>{_LEVEL}){_NAME}\s{_ASIDE}[,;:]?\s{_CHANGE}", (" (",)),
    # from A by C to B
    Form(
        rf"(?P<old>{_LEVEL}){_NAME},?\s<by\s{_FEW}(?P<change>{_ANY}){_RATE},?\s<to{_LEAD}(?P<new>{_LEVEL})",
        ("<by",),
        _FROM,
    ),
    # was A in 2010 and B in 2020, an increase of C
    Form(
        rf"(?P<first>{_LEVEL}){_NAME}(?:[,;]|,?\s<(?:and|but|while|to))(?:\s<by)?(?P<then>{_LEAD})"
        rf"(?P<second>{_LEVEL}){_NAME}[,;]?\s\(?{_CHANGE}"
    ),
)
NEAR = 40  # characters after a level that tell its time
_MONTHS = prose_en.MONTHS.lower()
_YEAR = r"(?:1[89]|20)\d\d"
_WORDS = re.compile(r"[a-z]{3,}")
_FUNCTION = frozenset(
    "the there was were had has have been reached reaching stood only just about some nearly almost over around year "
    "month quarter end last this previous following next same period during for number figure total came rose fell "
    f"grew dropped declined increased decreased later earlier ago now today then {_MONTHS.replace('|', ' ')}".split()
)
_TIMED = re.compile(
    rf"{_YEAR}|\b(?:last|previous|prior|preceding|earlier|before|ago|same|census|then|beginning|start|opening)\b"
)
_OTHER_BASE = re.compile(
    rf"(?:\s{_WORD}){{0,3}}\s(?:on|over|<(?:from|than|since|against|compared|versus)|relative|\^above|\^below)\s"
    r"(?!(?:the\s)?(?:previous|prior|preceding|last|same|corresponding)\b|a\syear\b|<that\b)"
)
_APIECE = re.compile(
    r"(?:\s[a-z-]+)?\s(?:(?:a|<per|<each|every)\s(?:year|annum|month|week|day|quarter)\b(?!\s<?(?:earlier|ago|before))"
    r"|annually|yearly|monthly|on\saverage|annuali[sz]ed)"
)
UNTOLD = re.compile(
    r"\b(?:like-for-like|comparable|adjust\w*|restat\w*|organic\w*|underlying|excluding|pro\sforma|constant|same-store"
    r"|net\sof|annuali[sz]ed|annual(?:ly)?(?=\s(?:rate|average|~?growth))|average\sannual|compound|each\syear|per\syear"
    r"|per\sannum|respectively|seasonally|an\saverage\sof"
    r"|(?:loss|deficit)\b.{1,60}\b(?:profit|surplus)|(?:profit|surplus)\b.{1,60}\b(?:loss|deficit))\b"
)
UNTOLD_RATE = re.compile(
    r"\b(?:real|inflation|gdp|gross\sdomestic|value\sadded|volumes?|per\scapita|weighted|currency)\b"
)
TIME = re.compile(rf"(?P<year>{_YEAR})|\b(?P<month>{_MONTHS})\b|\b(?P<old>last|previous|prior|preceding|ago|earlier)\b"
                  r"|\b(?P<now>this|current|now|today|latest)\b")  # fmt: skip


def folded(text: str) -> str:
    """The text of a gap between figures in small letters, its telling words marked."""
    return _TELLING.sub(lambda match: _SIGNS[match.lastindex] + match[0], small_letters(text))


def plain(scene: Scene, skeleton: Skeleton, match: re.Match[str]) -> bool:
    """Whether a change is told of the two levels beside it, and once; what is compared with is of another time."""
    text, groups = skeleton.text, match.groupdict()
    if _OTHER_BASE.match(text, match.end()) or any(_APIECE.match(text, one) for one in _change_ends(match)):
        return False
    if "then" in groups and not _same_subject(text[: match.start()], match["then"]):
        return False
    when = groups.get("when")
    if when is None or (groups.get("base") or "").startswith(("<up", "<down")):
        return True
    old, after = last_place(match, "old"), groups.get("after")
    return bool(_TIMED.search(when + (text[old : old + NEAR] if after is None else after)))


def _same_subject(before: str, then: str) -> bool:
    """Whether a second level has no subject but that of the first."""
    return all(word in before for word in _WORDS.findall(then) if word not in _FUNCTION)


def _change_ends(match: re.Match[str]) -> list[int]:
    """Where the figures of the change end in the skeleton."""
    return [match.end(name) for name in match.groupdict() if name.startswith(("change", "rate")) and match[name]]
