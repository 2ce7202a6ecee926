"""A sum that was accepted."""

from __future__ import annotations

from dataclasses import dataclass

from checker.discovery.evidence import Evidence, Sum


@dataclass(slots=True)
class Found:
    """An accepted sum with its evidence; `words` are the decades that headings gave it."""

    claim: Sum
    source: str
    evidence: Evidence
    words: float
    strength: float
