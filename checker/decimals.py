"""Numbers as text: decimal strings for programs, grouped digits for people."""

from __future__ import annotations

from fractions import Fraction

from checker.intervals import End

SIGNIFICANT = 12
READABLE = 6


def decimal_text(value: Fraction | int) -> str:
    """A number as a decimal string: exact where the decimals end, else 12 significant digits."""
    if value.denominator == 1:
        return str(value.numerator)
    value = Fraction(value)
    places = decimal_places(value.denominator)
    if places is None:
        return _rounded_text(value, SIGNIFICANT)
    return fixed(value, places)


def decimal_places(denominator: int) -> int | None:
    """How many decimals a fraction with this denominator has; None where they never end."""
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def fixed(value: Fraction, places: int) -> str:
    """A number with a fixed number of decimals (at least 0), half away from zero."""
    scaled = abs(value) * 10**places
    digits = str(int(scaled + Fraction(1, 2))).zfill(places + 1)
    sign = "-" if value < 0 and digits.strip("0") else ""
    return f"{sign}{digits[: len(digits) - places]}.{digits[len(digits) - places :]}" if places else sign + digits


def _rounded_text(value: Fraction, digits: int) -> str:
    """A number to so many significant digits, trailing zeros of the decimals dropped."""
    places = max(digits - magnitude(value), 0)
    text = fixed(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def magnitude(value: Fraction) -> int:
    """How many digits stand before the point; below one, minus the zeros after it."""
    if value == 0:
        return 1
    whole = abs(value.numerator) // value.denominator
    if whole:
        return len(str(whole))
    zeros = len(str(value.denominator // abs(value.numerator)))
    return 1 - zeros


def end_text(end: End) -> str | None:
    """An end of an interval as a decimal string; None for an infinity."""
    return decimal_text(end) if isinstance(end, Fraction | int) else None


def grouped(text: str) -> str:
    """A decimal string with commas between thousands."""
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, decimals = digits.partition(".")
    return f"{sign}{int(whole or '0'):,}{point}{decimals}"


def shown(value: Fraction | int, places: int | None = None) -> str:
    """A number for people: grouped, with so many decimals, or as many as it needs (six digits at most)."""
    value = Fraction(value)
    if places is not None:
        return grouped(fixed(value, places))
    exact = decimal_places(value.denominator)
    if exact is not None and exact <= READABLE:
        return grouped(fixed(value, exact))
    return grouped(_rounded_text(value, max(READABLE, magnitude(value))))
