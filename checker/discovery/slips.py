"""Typing slips: whether one keystroke turns one printed number into another."""

from __future__ import annotations


def one_slip(stated: int, wanted: int, scale: int) -> bool:
    """Whether the numbers differ by one slip: a sign, a digit wrong, dropped, doubled, swapped, a moved point.

    Both are whole numbers of 1/scale units, scale twice a power of ten; a wanted value between the
    printable ones is no slip.
    """
    if stated == wanted:
        return False
    if stated == -wanted:
        return True
    if (stated < 0) != (wanted < 0) and stated and wanted:
        return False
    a, b = abs(stated), abs(wanted)
    if a % 2 or b % 2:
        return False
    return digits_one_slip(str(a // 2), str(b // 2))


def digits_one_slip(a: str, b: str) -> bool:
    """Whether two digit strings differ by one wrong, dropped, added or swapped digit, or by a power of ten."""
    if a.rstrip("0") == b.rstrip("0"):
        return True
    if len(a) == len(b):
        differ = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        if len(differ) == 1:
            return True
        return (
            len(differ) == 2
            and differ[1] == differ[0] + 1
            and a[differ[0]] == b[differ[1]]
            and a[differ[1]] == b[differ[0]]
        )
    if abs(len(a) - len(b)) != 1:
        return _dropped(a.rstrip("0"), b.rstrip("0"))
    return _dropped(a, b) or _dropped(a.rstrip("0"), b.rstrip("0"))


def _dropped(a: str, b: str) -> bool:
    """Whether the longer string is the shorter with one more digit."""
    if len(a) < len(b):
        a, b = b, a
    if len(a) != len(b) + 1:
        return False
    start = 0
    while start < len(b) and a[start] == b[start]:
        start += 1
    return a[start + 1 :] == b[start:]
