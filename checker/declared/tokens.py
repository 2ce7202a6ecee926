"""The words, numbers, quotations and signs of a formula, each with the place it stands at.

Full-width signs and letters count as the narrow ones. English keywords are words of their own; Chinese ones
need no space before or after them where a name cannot be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from checker.declared.expressions import Span
from checker.errors import InputError

MAX_LENGTH = 4000
END = "the end"


class FormulaError(InputError):
    """A formula that cannot be used: one sentence, and from which code point of the formula to which."""

    def __init__(self, sentence: str, start: int, end: int, hint: str = "", place: str = "") -> None:
        super().__init__(sentence, place, hint)
        self.start = start
        self.end = end

    def at(self, place: str) -> FormulaError:
        """The same error with the place of the formula, such as `checker.toml:14:22`."""
        return FormulaError(self.sentence, self.start, self.end, self.hint, place)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula: `kind` is number, word, cell, quote, keyword, end, or the sign itself.

    `text` is what it says: a quotation without its quotes, a keyword in English, a word as it is written.
    """

    kind: str
    text: str
    span: Span
    value: Fraction = Fraction(0)
    unit: str = ""

    @property
    def sign(self) -> str:
        """What the grammar goes by: the keyword, or the kind."""
        return self.text if self.kind == "keyword" else self.kind

    @property
    def shown(self) -> str:
        """The piece as an error quotes it."""
        return self.text if self.kind == "end" else f"{self.text!r}"


SIGNS: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
SIGNS |= dict.fromkeys(map(ord, "\u3000\u00a0\u2007\u202f\u2009"), " ")
SIGNS |= dict.fromkeys(map(ord, "−–﹣"), "-")
SIGNS |= dict.fromkeys(map(ord, "×·⋅∙∗✕"), "*")
SIGNS |= dict.fromkeys(map(ord, "÷∕"), "/")
SIGNS |= str.maketrans("≦⩽≧⩾【】、︰", "≤≤≥≥[],:")
KEYWORDS = {word: word for word in ("if", "then", "and", "or", "not", "by")}
KEYWORDS |= {"如果": "if", "若": "if", "那么": "then", "则": "then", "按": "by", "非": "not"}
KEYWORDS |= {"并且": "and", "且": "and", "或者": "or", "或": "or", "属于": "in", "不属于": "not in"}
QUOTES = {"'": "'", '"': '"', "‘": "’", "’": "’", "“": "”", "”": "”", "「": "」", "『": "』"}
COMPARISONS = {"=": "=", "<": "<", ">": ">", "<=": "<=", ">=": ">=", "!=": "!="}
COMPARISONS |= {"==": "=", "≤": "<=", "≥": ">=", "<>": "!=", "≠": "!="}
# Keywords that may follow a number, a quotation or a bracket with no space between.
GLUED = "那么|则|并且|且|或者|或"
SPACE = re.compile(r"\s+")
CELL = re.compile(r"\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}(?![\w.$])")
WORD = re.compile(r"\w+(?:\.\w+)*")
GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?!\d|,\d)(?:\.[0-9]+)?")
PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
UNIT = re.compile(rf"\s*([%‰])|\s*([万亿])(?!\w)|([万亿])(?={GLUED})")
AFTER_NUMBER = re.compile(rf"(?!\w)|(?:{GLUED})")
COMPARISON = re.compile(r"==|<=|>=|<>|!=|[=<>≤≥≠]")
LISTED = re.compile(r"\s*\(")
THEN = re.compile(r"那么|则")
OPERANDS = frozenset({"number", "quote", "cell", ")", "]"})


def tokens_of(formula: str) -> list[Token]:
    """The pieces of a formula, the last one its end. Raises FormulaError for what is none."""
    if len(formula) > MAX_LENGTH:
        sentence = f"the formula is longer than {MAX_LENGTH:,} characters"
        raise FormulaError(sentence, MAX_LENGTH, len(formula), "split it, or name its parts as relations of their own")
    scanner = _Scanner(formula, formula.translate(SIGNS), [], [])
    while scanner.position < len(formula):
        scanner.step()
    found = _with_then(scanner.found)
    return [*found, Token("end", END, (len(formula.rstrip()), len(formula.rstrip()) + 1))]


@dataclass(slots=True)
class _Scanner:
    """A formula on the way: as written, with its signs made narrow, what was found, and the open brackets.

    Of each open bracket is kept whether a comma in it separates arguments.
    """

    formula: str
    narrow: str
    found: list[Token]
    brackets: list[bool]
    position: int = 0

    def step(self) -> None:
        here, sign = self.position, self.narrow[self.position]
        if space := SPACE.match(self.narrow, here):
            self.position = space.end()
        elif self.formula[here] in QUOTES:
            self._quotation(QUOTES[self.formula[here]])
        elif sign.isdecimal() or PLAIN.match(self.narrow, here):
            self._number()
        elif (cell := CELL.match(self.narrow, here)) and not self._inside_word():
            self._add("cell", cell.group().replace("$", ""), cell.end())
        elif word := WORD.match(self.narrow, here):
            self._word(word.end())
        else:
            self._sign(sign)

    def _inside_word(self) -> bool:
        return bool(self.found) and self.found[-1].kind == "word" and self.found[-1].span[1] == self.position

    def _add(self, kind: str, text: str, end: int, value: Fraction = Fraction(0), unit: str = "") -> None:
        self.found.append(Token(kind, text, (self.position, end), value, unit))
        self.position = end

    def _quotation(self, closing: str) -> None:
        """A text in quotes; the closing quote twice is that quote itself."""
        here, end = self.position, self.position + 1
        while (end := self.formula.find(closing, end)) >= 0 and self.formula.startswith(closing * 2, end):
            end += 2
        if end < 0:
            hint = f"close it with {closing}; a name with {closing} in it needs other quotes"
            raise FormulaError("the quotation has no end", here, here + 1, hint)
        text = self.formula[here + 1 : end].replace(closing * 2, closing)
        if not text.strip():
            raise FormulaError("the quotation is empty", here, end + 1, "put the label of a row or column into it")
        self._add("quote", text, end + 1)

    def _number(self) -> None:
        grouped = None if any(self.brackets) else GROUPED.match(self.narrow, self.position)
        number = grouped or PLAIN.match(self.narrow, self.position)
        if number is None:
            raise FormulaError(
                f"{self.formula[self.position]!r} is no digit that can be used", self.position, self.position + 1
            )
        if unit := UNIT.match(self.narrow, number.end()):
            written = next(filter(None, unit.groups()))
            self._add("number", number.group(), unit.end(), Fraction(number.group().replace(",", "")), written)
        elif AFTER_NUMBER.match(self.narrow, number.end()):
            self._add("number", number.group(), number.end(), Fraction(number.group().replace(",", "")))
        else:
            self._numbered(number.end())

    def _numbered(self, end: int) -> None:
        """A word that begins with digits, such as 2023年末."""
        word = WORD.match(self.narrow, self.position)
        if word is None or word.end() <= end or "." in self.narrow[self.position : end]:
            raise FormulaError("a number and a word run into each other", self.position, end, "put a space between")
        self._add("word", self.formula[self.position : word.end()], word.end())

    def _word(self, end: int) -> None:
        text = self.narrow[self.position : end].casefold()
        keyword = KEYWORDS.get(text) or ("in" if text == "in" and LISTED.match(self.narrow, end) else "")
        if keyword == "in" and self.found and self.found[-1].sign == "not":
            self.found[-1] = Token("keyword", "not in", (self.found[-1].span[0], end))
            self.position = end
        elif keyword:
            self._add("keyword", keyword, end)
        elif glued := self._glued(end):
            self._add("keyword", KEYWORDS[glued], self.position + len(glued))
        else:
            self._add("word", self.formula[self.position : end], end)

    def _glued(self, end: int) -> str:
        """The Chinese keyword a word begins with where no name can begin so: if at the start, then, and, or."""
        if not self.found and THEN.search(self.narrow):
            found = re.match("如果|若", self.narrow[self.position : end])
        else:
            last = self.found[-1] if self.found else None
            after = last is not None and last.kind in OPERANDS and last.span[1] == self.position
            found = re.match(GLUED, self.narrow[self.position : end]) if after else None
            if last is not None and last.kind == "," and self.found[0].text == "if":
                found = re.match("那么|则", self.narrow[self.position : end])
        return found.group() if found else ""

    def _sign(self, sign: str) -> None:
        here = self.position
        if comparison := COMPARISON.match(self.narrow, here):
            self._add("comparison", COMPARISONS[comparison.group()], comparison.end())
        elif sign in "+-*/()[],:!":
            self._bracket(sign)
            self._add(sign, sign, here + 1)
        else:
            shown = self.formula[here]
            hint = "a name with such a sign stands in quotes: 'R&D'"
            raise FormulaError(f"{shown!r} is no sign of a formula", here, here + 1, hint)

    def _bracket(self, sign: str) -> None:
        if sign in "([":
            called = bool(self.found) and (self.found[-1].kind == "word" or self.found[-1].text in ("in", "not in"))
            self.brackets.append(sign == "[" or called)
        elif sign in ")]" and self.brackets:
            self.brackets.pop()


def _with_then(found: list[Token]) -> list[Token]:
    """The pieces, with 则 or 那么 taken out of the one word that holds it where a condition lacks its `then`."""
    starts = bool(found) and found[0].kind == "keyword" and found[0].text == "if"
    if not starts or any(one.kind == "keyword" and one.text == "then" for one in found):
        return found
    places = [(n, match) for n, one in enumerate(found) if one.kind == "word" for match in THEN.finditer(one.text)]
    if len(places) != 1 or places[0][1].start() == 0:
        return found
    n, match = places[0]
    return [*found[:n], *_split(found[n], match), *found[n + 1 :]]


def _split(word: Token, match: re.Match[str]) -> Iterator[Token]:
    start = word.span[0]
    before, after = word.text[: match.start()], word.text[match.end() :]
    yield Token("word", before, (start, start + match.start()))
    yield Token("keyword", "then", (start + match.start(), start + match.end()))
    if after:
        yield Token("word", after, (start + match.end(), word.span[1]))
