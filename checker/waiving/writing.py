"""Changing the waivers file: entries are added at its end and cut out, all else stays as people wrote it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from checker.errors import InputError
from checker.identity import Stated
from checker.reporters.escaping import plain
from checker.waiving.entries import Waiver
from checker.waiving.file import TABLE, WaiversFile, read_waivers, waivers_of
from checker.waiving.lines import shown
from checker.waiving.locking import locked, write_whole

HEAD = (
    "# Findings that somebody has explained or accepted. `checker waive` adds to this file, `checker waivers prune`",
    "# takes out what is no longer needed. Reasons, dates and files may be edited here; comments stay.",
)
MARK = b"\xef\xbb\xbf"
Choice = Callable[[WaiversFile], Collection[int]]  # the entries to take out, by number from 0


def changed(path: Path, taken_out: Choice, new: Waiver | None = None) -> tuple[WaiversFile, list[Waiver]]:
    """Change a waivers file under a lock: what it holds then is read anew, so nothing that others wrote is lost.

    Gives the new file and the waivers taken out. Raises InputError, and writes nothing, where that cannot be done.
    """
    with locked(path):
        file = read_waivers(path)
        numbers = set(taken_out(file))
        out = [one for at, one in enumerate(file.waivers) if at in numbers]
        if not out and new is None:
            return file, out
        kept = [one for at, one in enumerate(file.waivers) if at not in numbers]
        text = without(file, numbers)
        text = added(text, new) if new else text
        after = _checked(file, text, [*kept, *([new] if new else [])])
        write_whole(path, (MARK if file.marked else b"") + text.encode("utf-8"))
    return after, out


def _checked(file: WaiversFile, text: str, expected: Sequence[Waiver]) -> WaiversFile:
    """The changed file, if it says what it is to say."""
    try:
        after = waivers_of(file.path, text, marked=file.marked)
    except InputError as error:
        raise _unusual(file) from error
    if [_bare(one) for one in after.waivers] != [_bare(one) for one in expected]:
        raise _unusual(file)
    return after


def _bare(waiver: Waiver) -> Waiver:
    return replace(waiver, line=None, source="")


def _unusual(file: WaiversFile) -> InputError:
    hint = f"begin each waiver with [[{TABLE}]] on a line of its own, or edit the file by hand"
    return InputError("is written in a way that cannot be changed without loss", shown(file.path), hint)


def without(file: WaiversFile, numbers: Collection[int]) -> str:
    """The text of a file without some of its entries, and without the comments right above them."""
    if not numbers:
        return file.text
    lines = file.text.split("\n")
    gone = {line for number in numbers for line in _block(file, lines, number)}
    return "\n".join(line for at, line in enumerate(lines, start=1) if at not in gone)


def _block(file: WaiversFile, lines: Sequence[str], number: int) -> range:
    """The lines of an entry, from 1: its tables and the comments above it, not those of the next one."""
    own = [at for at, one in enumerate(file.headers) if one.name == TABLE and one.array]
    if number >= len(own):
        raise _unusual(file)
    start = file.headers[own[number]].line
    later = (one.line for one in file.headers[own[number] + 1 :] if not one.name.startswith(f"{TABLE}."))
    end = next(later, 0)
    first, last = _first(lines, start), _last(lines, start, end)
    if last == len(lines) - 1:  # the end of the file: the blank lines that set the entry off go with it
        first = next((at for at in range(first, 1, -1) if lines[at - 2].strip()), 1)
    return range(first, last + 1)


def _first(lines: Sequence[str], start: int) -> int:
    """Where the comments above an entry begin; those that begin the file are about the file."""
    first = next((at for at in range(start, 1, -1) if not _comment(lines[at - 2])), 1)
    return start if first == 1 else first


def _last(lines: Sequence[str], start: int, end: int) -> int:
    """The last line of an entry: before the comments above the next one, or set off at the end of the file."""
    last = end - 1 if end else len(lines) - (not lines[-1])
    tail = last if end else next((at for at in range(last, start, -1) if lines[at - 1].strip()), start)
    above = next((at for at in range(tail, start, -1) if not _comment(lines[at - 1])), start)
    set_off = end or not lines[above - 1].strip()
    return above if above < tail and set_off else last


def _comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def added(text: str, waiver: Waiver) -> str:
    """A text with one more entry at its end, in the line ends it has."""
    end = "\r\n" if "\r\n" in text else "\n"
    before = text or f"{end.join(HEAD)}{end}"
    if not before.endswith("\n"):
        before += end
    return before + end + "".join(f"{line}{end}" for line in written(waiver))


def written(waiver: Waiver) -> Iterator[str]:
    """The lines of an entry: what people read and edit first, then what tells the finding again."""
    claim = waiver.claim
    yield f"[[{TABLE}]]"
    yield from _pairs(id=waiver.id, says=waiver.says, kind=waiver.kind, reason=waiver.reason, by=waiver.by)
    yield f"date = {waiver.date.isoformat()}"
    if waiver.until:
        yield f"until = {waiver.until.isoformat()}"
    yield from _pairs(file=waiver.file, code=claim.code, name=waiver.name, relation=claim.kind, demand=claim.demand)
    for key, number in (("occurrence", waiver.occurrence), ("of", waiver.of), ("copies", waiver.copies)):
        if waiver.of > 1:
            yield f"{key} = {number}"
    if claim.result:
        yield f"result = {_figure(claim.result)}"
    for key, several in (("operands", claim.operands), ("missing", claim.missing)):
        if several:
            yield from (f"{key} = [", *(f"    {_figure(one)}," for one in several), "]")


def _pairs(**texts: str) -> Iterator[str]:
    yield from (f"{key} = {_text(text)}" for key, text in texts.items() if text)


def _figure(one: Stated) -> str:
    return f"{{ labels = [{', '.join(map(_text, one.labels))}], text = {_text(one.text)} }}"


def _text(text: str) -> str:
    """A basic string of TOML: what is active or no character is written out before."""
    return json.dumps(plain(text), ensure_ascii=False)
