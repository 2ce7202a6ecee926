"""How far the pieces of a formula are read, and what an error says that is found there."""

from __future__ import annotations

from dataclasses import dataclass

from checker.declared.expressions import Span
from checker.declared.tokens import FormulaError, Token


@dataclass(slots=True)
class Cursor:
    """The pieces of a formula, the last one its end, and the number of those that are read."""

    formula: str
    tokens: list[Token]
    position: int = 0

    @property
    def token(self) -> Token:
        """The piece that is read next."""
        return self.tokens[self.position]

    def ahead(self, count: int) -> Token:
        """The piece so many further on, or the end."""
        return self.tokens[min(self.position + count, len(self.tokens) - 1)]

    def take(self) -> Token:
        """The next piece, which is read with this; the end stays."""
        taken = self.token
        self.position = min(self.position + 1, len(self.tokens) - 1)
        return taken

    def next_is(self, *words: str) -> bool:
        """Whether the next piece is one of these signs, keywords or kinds."""
        return self.token.sign in words

    def skip(self, sign: str) -> None:
        """Take a sign if it is the next piece."""
        if self.next_is(sign):
            self.take()

    def expect(self, sign: str, sentence: str, hint: str = "") -> Token:
        """Take a sign. Raises FormulaError with the sentence, and what is there, where something else is."""
        if not self.next_is(sign):
            raise self.fault(f"{sentence}, found {self.token.shown}", hint)
        return self.take()

    def fault(self, sentence: str, hint: str = "") -> FormulaError:
        """An error about the next piece."""
        return FormulaError(sentence, *self.token.span, hint)

    def unclosed(self, opening: Token) -> FormulaError:
        """An error about a bracket that should be closed here."""
        if self.token.kind == "end":
            return FormulaError(f"{opening.text!r} is never closed", *opening.span)
        closing = "an operator or ')'" if opening.kind == "(" else "']'"
        return self.fault(f"expected {closing}, found {self.token.shown}")

    def written(self, span: Span) -> str:
        """What the formula says there, with single spaces."""
        return " ".join(self.formula[slice(*span)].split())
