"""A form: how a language tells a change and its two levels side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Form:
    """A pattern over the skeleton of a sentence, compiled where a sentence has one of its `needs`.

    Its groups are `old`, `new`, `change` and `rate`; or `first` and `second` for two levels in the order of the text
    whose times the words tell. `before` is what must stand before it.
    """

    source: str
    needs: tuple[str, ...] = ()
    before: re.Pattern[str] | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.source)

    def possible(self, text: str) -> bool:
        """Whether a skeleton has any of the words without which the form is not in it."""
        return not self.needs or any(word in text for word in self.needs)


def last_place(match: re.Match[str], role: str) -> int:
    """Where the figure of a part stands in the skeleton, whichever alternative tells it; -1 where none does."""
    return max((match.start(name) for name in match.groupdict() if name.rstrip("0123456789") == role), default=-1)
