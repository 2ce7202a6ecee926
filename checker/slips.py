"""Typing slips: which values one slip of the keyboard could have turned into the printed text.

A slip is a swap of adjacent digits, a digit dropped, doubled, added or wrong, a shifted point, or a sign
lost or added. The fewer strings a kind of slip can make of a number, the more one that fits is worth:
its cost is the logarithm of how many there are, in bits, so that the costs of several slips add.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from checker.figures import Figure
from checker.intervals import Interval

SHIFTS = {1: 3.0, -1: 3.0, 2: 4.0, -2: 4.0, 3: 4.0, -3: 4.0, 4: 5.0, -4: 5.0, 8: 6.0, -8: 6.0}
SIGN_BITS = 1.0
MARKS = ",.'’ \u00a0\u2009\u202f"
MOST_DIGITS = 30
_NUMBER = re.compile(rf"\d(?:[\d{MARKS}]*\d)?")
_MARK = re.compile(rf"[{MARKS}]")


@dataclass(frozen=True, slots=True)
class Printed:
    """The digits of a figure and how they are printed.

    `digits` are all digits without marks, the last `places` of them decimals; `scale` turns the printed
    number into the figure's value (10000 for 1.55万). `before` and `after` are the text around the number.
    """

    digits: str
    places: int
    negative: bool = False
    scale: Fraction = Fraction(1)
    group: str = ""
    point: str = "."
    before: str = ""
    after: str = ""

    @property
    def ulp(self) -> Fraction:
        return self.scale / Fraction(10) ** self.places

    def value(self, digits: str, places: int) -> Fraction:
        size = Fraction(int(digits or "0"), 10**places) * self.scale
        return -size if self.negative else size

    def text(self, value: Fraction, places: int | None = None) -> str:
        """A value in the format of the figure, to so many decimals."""
        places = self.places if places is None else places
        digits = str(round(abs(value) / self.scale * 10**places)).zfill(places + 1)
        whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :]
        grouped = f"{int(whole):,}".replace(",", self.group)
        number = grouped + (self.point + decimals if places else "")
        if (value < 0) == self.negative:
            return f"{self.before}{number}{self.after}"
        before = "".join(mark for mark in self.before if mark not in "-−(（+")
        after = self.after.replace(")", "").replace("）", "")
        return f"{before}{'-' if value < 0 else ''}{number}{after}"


@dataclass(frozen=True, slots=True)
class Slip:
    """A value one slip away from the printed one, its decimals, and the bits the slip costs."""

    value: Fraction
    places: int
    bits: float


def printed(figure: Figure) -> Printed | None:
    """How a figure is printed; None where its text does not show its digits (三十余, 1/3)."""
    match = _NUMBER.search(figure.text)
    if match is None or len(match[0]) > MOST_DIGITS:
        return None
    body = match[0]
    marks = [mark.start() for mark in _MARK.finditer(body)]
    read = [_read(figure, body, point) for point in (len(body), *reversed(marks[-1:]))]
    scaled = [one for one in read if one and _is_scale(one.scale)]
    if not scaled:
        return None
    best = min(scaled, key=lambda one: (one.scale != 1, -one.places if one.point == "." else 0))
    inner = {body[mark] for mark in marks if not (best.places and mark == marks[-1])}
    group = inner.pop() if len(inner) == 1 else ""
    before, after = figure.text[: match.start()], figure.text[match.end() :]
    return Printed(best.digits, best.places, best.negative, best.scale, group, best.point, before, after)


def _read(figure: Figure, body: str, point: int) -> Printed | None:
    """The body read with its decimals after `point`, and the scale this asks for."""
    digits, places = _MARK.sub("", body), len(_MARK.sub("", body[point:]))
    number = Fraction(int(digits), 10**places)
    if abs(abs(figure.value) - number) <= figure.ulp and figure.ulp <= 1:
        scale = Fraction(1)
    else:
        scale = abs(figure.value) / number if number else figure.ulp * 10**places
    mark = body[point] if point < len(body) else "."
    return Printed(digits, places, figure.value < 0, scale, "", mark)


def _is_scale(scale: Fraction) -> bool:
    """Whether a number is a power of ten that units are multiplied by."""
    return scale.denominator == 1 and str(scale.numerator).rstrip("0") == "1"


def one_slip_away(number: Printed) -> list[Slip]:
    """Every value that one slip could have turned into the printed number, cheapest first."""
    best: dict[Fraction, Slip] = {}
    stated = number.value(number.digits, number.places)
    for slip in _slips(number):
        known = best.get(slip.value)
        if slip.value != stated and (known is None or slip.bits < known.bits):
            best[slip.value] = slip
    return sorted(best.values(), key=lambda slip: slip.bits)


def _slips(number: Printed) -> Iterator[Slip]:
    digits, places = number.digits, number.places
    for bits, others in (_swapped(digits), _wrong(digits), _doubled(digits), _extra(digits)):
        for other in others:
            yield Slip(number.value(other, places), places, bits)
    yield from _dropped(number)
    stated = number.value(digits, places)
    for power, bits in SHIFTS.items():
        yield Slip(stated * Fraction(10) ** power, max(0, places - power), bits)
    yield Slip(-stated, places, SIGN_BITS)


def _bits(strings: int) -> float:
    return math.log2(max(strings, 1)) + 1


def _swapped(digits: str) -> tuple[float, list[str]]:
    unlike = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1]]
    swapped = [digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in unlike]
    return _bits(len(unlike)), swapped


def _wrong(digits: str) -> tuple[float, list[str]]:
    wrong = [digits[:i] + d + digits[i + 1 :] for i in range(len(digits)) for d in "0123456789" if d != digits[i]]
    return _bits(len(wrong)), wrong


def _doubled(digits: str) -> tuple[float, list[str]]:
    """The printed number repeats a digit that stood once."""
    single = [digits[:i] + digits[i + 1 :] for i in range(1, len(digits)) if digits[i] == digits[i - 1]]
    return _bits(len(digits) - 1), single


def _extra(digits: str) -> tuple[float, list[str]]:
    fewer = [digits[:i] + digits[i + 1 :] for i in range(len(digits))] if len(digits) > 1 else []
    return _bits(10 * len(digits)), fewer


def _dropped(number: Printed) -> Iterator[Slip]:
    """The true number has one digit more, before the point or after it."""
    digits, places = number.digits, number.places
    bits, whole = _bits(len(digits) + 1), len(digits) - places
    for i in range(len(digits) + 1):
        for digit in "0123456789":
            longer = digits[:i] + digit + digits[i:]
            if i <= whole:
                yield Slip(number.value(longer, places), places, bits)
            if places and i >= whole:
                yield Slip(number.value(longer, places + 1), places + 1, bits)


def bits_between(number: Printed, value: Fraction) -> float:
    """What it costs in slips to have printed the number where `value`, to the same places, was meant."""
    stated = number.value(number.digits, number.places)
    if value == -stated:
        return SIGN_BITS
    digits = str(round(abs(value) / number.ulp)).zfill(number.places + 1)
    if (value < 0) != number.negative and value:
        return SIGN_BITS + per_slip(number) * distance(number.digits, digits)
    return min(_shifted(stated, value), _one_slip(number.digits, digits), _many_slips(number, digits))


def _shifted(stated: Fraction, value: Fraction) -> float:
    if not stated or not value:
        return math.inf
    power = next((power for power in SHIFTS if stated * Fraction(10) ** power == value), None)
    return SHIFTS[power] if power else math.inf


def _one_slip(stated: str, meant: str) -> float:
    """The cheapest single slip from the digits meant to the digits stated; infinite if it takes more."""
    length = len(stated)
    start = next((i for i, (a, b) in enumerate(zip(stated, meant, strict=False)) if a != b), min(length, len(meant)))
    if length == len(meant):
        if stated[start + 1 :] == meant[start + 1 :]:
            return _bits(9 * length)
        swapped = stated[start : start + 2] == meant[start : start + 2][::-1]
        return _swapped(stated)[0] if swapped and stated[start + 2 :] == meant[start + 2 :] else math.inf
    if length + 1 == len(meant):
        return _bits(length + 1) if stated[start:] == meant[start + 1 :] else math.inf
    if length == len(meant) + 1 and stated[start + 1 :] == meant[start:]:
        doubled = start > 0 and stated[start] == stated[start - 1]
        return _bits(length - 1) if doubled else _bits(10 * length)
    return math.inf


def per_slip(number: Printed) -> float:
    """The bits of one slip of the dearest kind, a wrong digit."""
    return _bits(9 * len(number.digits))


def _many_slips(number: Printed, digits: str) -> float:
    return max(distance(number.digits, digits), 2) * per_slip(number)


def distance(one: str, other: str) -> int:
    """The least number of slips between two strings of digits (swaps of neighbours count one)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        now = [i]
        for j, b in enumerate(other, start=1):
            cost = min(row[j] + 1, now[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        before, row = row, now
    return row[-1]


def fits(slip: Slip, number: Printed, figure: Figure, allowed: Interval) -> bool:
    """Whether a value, printed to its own decimals, can stand where `allowed` is implied."""
    if figure.exact:
        return bool(allowed.has(slip.value))
    return bool(allowed.meets(Interval.around(slip.value, number.scale / 10**slip.places / 2)))
