"""Typing slips: whether one keystroke turns one printed number into another."""

from __future__ import annotations

from collections.abc import Iterator


def one_slip(stated: int, wanted: int, scale: int, tolerance: int = 0) -> bool:
    """Whether one slip of the hand leads from the stated number to within a tolerance of the wanted one.

    All are whole numbers of 1/scale units, scale twice a power of ten. The slips are a lost or added sign,
    a digit wrong, dropped, doubled or added, two neighbours swapped, a moved point.
    """
    if abs(stated + wanted) <= tolerance:
        return stated != 0
    if stated % 2 or (stated < 0) != (wanted < 0):
        return False
    target, room = abs(wanted) / 2, tolerance / 2
    return any(abs(value - target) <= room for value in slips(abs(stated) // 2, target))


def slips(number: int, target: float) -> Iterator[float]:
    """The numbers one slip away from a number; of the many with a digit wrong or lost, those nearest a target."""
    yield from (number / 10, number / 100, number / 1000, number * 10, number * 100, number * 1000)
    digits = str(number)
    for place in range(len(digits)):
        power = 10**place
        digit, lower, higher = number // power % 10, number % power, number // (power * 10)
        yield higher * power + lower  # this digit too many
        nearest = digit + round((target - number) / power)
        if 0 <= nearest <= 9 and nearest != digit:
            yield number + (nearest - digit) * power
        if higher:
            yield number + 9 * (digit - higher % 10) * power  # swapped with its left neighbour
    for place in range(len(digits) + 1):
        power = 10**place
        lower, higher = number % power, number // power
        lost = round((target - higher * power * 10 - lower) / power)
        if 0 <= lost <= 9:
            yield higher * power * 10 + lost * power + lower


def cheap_slip(stated: int, wanted: int, tolerance: int = 0) -> bool:
    """Whether a slip of which a number allows only few explains it: a sign, a swap, a digit dropped or doubled."""
    if abs(stated + wanted) <= tolerance:
        return stated != 0
    if stated % 2 or (stated < 0) != (wanted < 0):
        return False
    number, target, room = abs(stated) // 2, abs(wanted) / 2, tolerance / 2
    digits = str(number)
    for place in range(len(digits)):
        power = 10**place
        digit, lower, higher = number // power % 10, number % power, number // (power * 10)
        found = [higher * power + lower, higher * power * 100 + digit * power * 11 + lower]
        if higher:
            found.append(number + 9 * (digit - higher % 10) * power)
        if any(abs(value - target) <= room for value in found if value != number):
            return True
    return False


def digits_one_slip(a: str, b: str) -> bool:
    """Whether two digit strings differ by one slip."""
    return one_slip(2 * int(a or "0"), 2 * int(b or "0"), 2)
