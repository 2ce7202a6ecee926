"""The cells of figures in few words: B2:B6 for a run, with the sheet or file where that is another one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from pathlib import PurePath

from checker.figures import Figure, Place
from checker.reporters.escaping import plain

MOST_NAMED = 8
FIRST, LAST = 4, 2


def cells_named(figures: Sequence[Figure], home: Place | None = None) -> str:
    """The cells, folded where they are many; those in the table of `home` by their letters alone."""
    places = [figure.place for figure in figures]
    if not places or not all(place.cell for place in places):
        return ""
    home = home or places[0]
    groups = (list(several) for _, several in groupby(places, key=lambda place: _prefix(place, home)))
    return ", ".join(folded([name for several in groups for name in _run(several, home)]))


def cell_named(figure: Figure, home: Place | None = None) -> str:
    """The cell of one figure; nothing for a figure in a sentence."""
    return cells_named([figure], home)


def _run(places: Sequence[Place], home: Place) -> list[str]:
    prefix = _prefix(places[0], home)
    cells = [f"{prefix}{place.cell}" for place in places]
    return [f"{cells[0]}:{places[-1].cell}"] if len(cells) > 2 and _is_run(places) else cells


def _prefix(place: Place, home: Place) -> str:
    """The file, the sheet or the table inside a document that a place is in, if that is not the one of `home`."""
    if place.path != home.path:
        return f"{plain(PurePath(place.path).name)}!"
    if place.sheet != home.sheet:
        return f"{plain(place.sheet or '')}!"
    return f"{place.table}!" if place.table != home.table else ""


def _is_run(places: Sequence[Place]) -> bool:
    steps = {((b.row or 0) - (a.row or 0), (b.column or 0) - (a.column or 0)) for a, b in pairwise(places)}
    return len(steps) == 1 and steps <= {(1, 0), (0, 1)}


def folded(parts: list[str]) -> list[str]:
    """The parts, or the first and last ones with `...` between where they are many."""
    return parts if len(parts) <= MOST_NAMED else [*parts[:FIRST], "...", *parts[-LAST:]]
