"""Whether a text is delimited data: fields in steady columns that hold numbers or short names, and no sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from checker.reading.delimited import DELIMITERS, Record, consistency, records

STEADY = 0.6  # how consistent the lines must be
WORDS, LETTERS = 6, 30  # a field that holds more, in English and in Chinese, speaks
FEWEST = 5  # lines for each number of a column
LONGEST_NUMBER = 40
LEAST_NUMBERS = 3  # in a file of one column
_HAN = "\u4e00-\u9fff"
_NUMBER = re.compile(
    rf"[\s(]*[-+−–—]?\s?[£$€¥￥]?\s?\d[\d\s,.'’]*(?<![.,])\s?[%‰a-zA-Z²³㎡{_HAN}]{{0,4}}\s?\)?\s*"
    r"|\s*(?:[-–—.…*]+|n/?a)\s*"
)
_SPEAKING = re.compile(r"[。！？]|[a-z]{2}[.!?](?:\s|$)|\d[.!?]\s*$|^\s*[•·●▪]")
_GROUPED = re.compile(
    r"(?P<before>,\s|\b(?:to|of|by|from|and|with|at|than|about|over|nearly|almost|for|was|were|is|are|had|has|only|some|numbered"
    rf"|totall?ed|reached|up|down|were)\s|[£$€¥￥]|(?<=[{_HAN}]))(?P<number>\d{{1,3}}(?:,\d{{3}})+)(?![\d,])",
    re.IGNORECASE,
)


def is_delimited(lines: Sequence[str]) -> bool:
    """Whether lines are the records of a table under some delimiter, or the numbers of a single column.

    A table has a column of numbers, or short names throughout; a comma inside a number of a sentence is no
    delimiter, and the sentences around a table (its notes) do not outweigh it.
    """
    filled = [line for line in lines if line.strip()]
    plain = [_without_grouping(line) for line in filled]
    if len(plain) < 2:
        return False
    grouped = sum(len(one) != len(other) for one, other in zip(plain, filled, strict=True))
    marks = DELIMITERS.replace(",", "") if 2 * grouped >= len(plain) else DELIMITERS
    return any(_in_columns(plain, mark) for mark in marks) or _one_column(plain)


def _without_grouping(line: str) -> str:
    """A line without the commas inside its numbers, as words and signs tell them; in quotes they divide nothing."""
    return line if '"' in line else _GROUPED.sub(lambda match: match["before"] + match["number"].replace(",", ""), line)


def _in_columns(lines: Sequence[str], mark: str) -> bool:
    if not any(mark in line for line in lines):
        return False
    rows = _steady(lines, mark)
    numeric = sum(_numeric(column) for column in zip_longest(*rows, fillvalue=""))
    if consistency(list(lines), mark)[0] < STEADY and (numeric < LEAST_NUMBERS or len(rows) < LEAST_NUMBERS):
        return False
    spaced = _spaced(lines, mark)
    if numeric:
        return not _outweighed(lines, rows, mark) and (not spaced or 2 * numeric >= max(map(len, rows)))
    return not spaced and not any(_speaks(field) for row in rows for field in row) and _named(rows)


def _steady(lines: Sequence[str], mark: str) -> list[Record]:
    """The records that are as wide as one of their neighbours, their fields without spaces around them."""
    rows = [[field.strip() for field in record] for record in records(list(lines), mark) if any(record)]
    widths = [0, *map(len, rows), 0]
    triples = zip(widths, rows, widths[2:], strict=False)
    return [record for before, record, after in triples if len(record) > 1 and len(record) in (before, after)]


def _numeric(column: Sequence[str]) -> bool:
    """Whether a column holds numbers in half of the fields it fills below its headers, and in not too few lines."""
    found = [_is_number(field) and any(c.isdigit() for c in field) for field in column]
    body = column[found.index(True) :] if True in found else ()
    filled = sum(bool(field) for field in body)
    return bool(body) and 2 * sum(found) >= filled and FEWEST * sum(found) >= len(column)


def _spaced(lines: Sequence[str], mark: str) -> bool:
    """Whether a space follows most delimiters, as it does in a sentence."""
    text = "\n".join(lines)
    return mark != "\t" and text.count(f"{mark} ") * 2 > text.count(mark)


def _outweighed(lines: Sequence[str], rows: Sequence[Record], mark: str) -> bool:
    """Whether there is more in sentences than in records; a text reads its own tables between pipes."""
    if mark == "|":
        return any(_speaks(line) for line in lines if mark not in line)
    said = sum(len(line) for line in lines if _SPEAKING.search(line) and _runs_on(line, mark))
    return said > 2 * sum(len(field) + 1 for row in rows for field in row)


def _runs_on(line: str, mark: str) -> bool:
    """Whether a line fills no field of its own with a number, and leaves none empty."""
    return not any(_is_number(field) or not field for field in line.rstrip().split(mark)[1:])


def _is_number(field: str) -> bool:
    """Whether a field is a number, a sign for none, or a number with a short unit."""
    return len(field) <= LONGEST_NUMBER and _NUMBER.fullmatch(field) is not None


def _speaks(field: str) -> bool:
    letters = sum("\u4e00" <= c <= "\u9fff" for c in field)
    return bool(_SPEAKING.search(field)) or len(field.split()) > WORDS or letters > LETTERS


def _named(rows: Sequence[Record]) -> bool:
    """Whether a table without numbers has a name in most of its last fields, and digits in few of its lines."""
    filled = sum(bool(row[-1]) for row in rows)
    counted = sum(any(c.isdigit() for field in row for c in field) for row in rows)
    return 2 * filled > len(rows) > 2 * counted


def _one_column(lines: Sequence[str]) -> bool:
    """Whether most lines are a number and nothing else."""
    numbers = sum(_is_number(line) and any(c.isdigit() for c in line) for line in lines)
    return numbers >= LEAST_NUMBERS and numbers >= STEADY * len(lines)
