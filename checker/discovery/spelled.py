"""Sums that the headings spell out with numbers: "Gross income (4+5)", "合计(1=2+3)", "③=①+②"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.discovery.evidence import Sum
from checker.discovery.view import View
from checker.reading.numbers import folded

_CIRCLED = {0x2460 + i: f"{i + 1}" for i in range(20)}
_TERMS = r"\(?\d{1,3}\)?(?:\s*[+\-]\s*\(?\d{1,3}\)?)+"
_EQUATION = re.compile(rf"\(?(\d{{1,3}})\)?\s*=\s*({_TERMS})(?![\d.%])")
_BRACKETED = re.compile(rf"\(\s*({_TERMS})\s*\)(?![\d.%])")
_TERM = re.compile(r"([+\-]?)\s*\(?(\d{1,3})\)?")
_OWN_NUMBER = re.compile(r"^\(?(\d{1,3})(?:\)|[.、](?!\d)|$)")


class Spelled(NamedTuple):
    """result = sum of sign * number, by the numbers that headings carry; without a result number, the own item."""

    result: int | None
    terms: tuple[tuple[int, int], ...]


def spelled_sums(view: View) -> Iterator[Sum]:
    """Every sum that a heading spells out and whose numbers all name items."""
    texts = [[folded(text.translate(_CIRCLED)) for text in heading.path] for heading in view.item_headings]
    numbers = _numbered(view, texts)
    for item, path in enumerate(texts):
        for equation in filter(None, (_equation(text) for text in path[-2:])):
            result = item if equation.result is None else numbers.get(equation.result)
            operands = [numbers.get(number) for _, number in equation.terms]
            known = [operand for operand in operands if operand is not None]
            if result is None or len(known) < len(operands) or result in known:
                continue
            yield Sum(result, tuple(known), tuple(sign for sign, _ in equation.terms))


def _equation(text: str) -> Spelled | None:
    match = _EQUATION.search(text)
    if match:
        return Spelled(int(match[1]), _terms(match[2]))
    bracketed = _BRACKETED.search(text)
    return Spelled(None, _terms(bracketed[1])) if bracketed else None


def _terms(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((-1 if sign == "-" else 1, int(number)) for sign, number in _TERM.findall(text))


def _numbered(view: View, texts: list[list[str]]) -> dict[int, int]:
    """Which item carries which number: before its label, alone in its header, left of an equals sign, in 行次."""
    numbers: dict[int, int] = {}
    for item, path in enumerate(texts):
        for text in reversed(path):
            match = _OWN_NUMBER.match(text) or _EQUATION.match(text)
            if match:
                numbers.setdefault(int(match[1]), item)
                break
    for item, number in enumerate(view.item_numbers):
        if number is not None and number not in numbers:
            numbers[number] = item
    return numbers
