"""Values that exist by the ten thousand: frozen to the type checker, and made as quickly as open ones.

A frozen dataclass sets its fields through object.__setattr__, which takes five times as long. The type checker
refuses to change a record; at run time nothing stops it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

__all__ = ["record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """What dataclass is; such a record is hashed by its fields."""
        return dataclass(slots=slots, unsafe_hash=frozen)
