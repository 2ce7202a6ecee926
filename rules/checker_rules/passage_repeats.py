"""XRF: one quantity told twice in a text."""

from __future__ import annotations

from collections.abc import Iterator

from checker.prose.frames import claims
from checker.reading.passages import Passage
from checker.relations import Relation
from checker.rule import breaks, holds, rule


@rule(
    "XRF201",
    examples=[
        holds("一、共审结案件42584件\n各级法院共审结案件42584件，一审占多数。"),
        breaks("一、共审结案件42584件\n各级法院共审结案件42594件，一审占多数。", says="42"),
    ],
)
def repeat_in_text(passage: Passage) -> Iterator[Relation]:
    """A quantity told twice, in a heading and below it or in a summary and the body, has one value.

    Usually accepted explanations: the two are of different times or cover different things.
    中文：同一数量在标题、摘要与正文中应一致。
    """
    yield from claims(passage, "repeat")
