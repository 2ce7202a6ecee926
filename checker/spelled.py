"""Numbers written in words: Chinese numerals, with 万 and 亿 or below ten thousand, English ones below a hundred."""

from __future__ import annotations

from fractions import Fraction

from checker.lexicon import numerals as words

DIGITS = words.DIGITS | words.CAPITALS
HAN_DIGITS = "".join(DIGITS)
HAN_NUMBER = rf"[{HAN_DIGITS}{''.join(words.TENS)}]+"
LONGEST, MOST_HANZI = 20, 40
_SMALL_TENS = {letter: words.TENS[letter] for letter in "十百千"}


def han_number(text: str, decimals: str = "") -> tuple[Fraction, Fraction] | None:
    """The value of Chinese numerals and the unit of their last place; None where they make no number.

    三百 is rounded to hundreds, as 3百 would be; 三百二十 and 二〇二三 are read to the unit.
    """
    whole = _whole(text) if len(text) + len(decimals) <= LONGEST else None
    if whole is None:
        return None
    if decimals:
        digits = "".join(str(DIGITS[digit]) for digit in decimals)
        return whole + Fraction(int(digits), 10 ** len(digits)), Fraction(1, 10 ** len(digits))
    rounded = len(text) == 2 and words.TENS.get(text[1], 0) >= 100
    return Fraction(whole), Fraction(words.TENS[text[1]] if rounded else 1)


def _whole(text: str) -> int | None:
    if len(text) > 1 and all(letter in DIGITS for letter in text):
        return int("".join(str(DIGITS[letter]) for letter in text))
    total, digit, last = 0, 0, 10**5
    for letter in text:
        if letter in DIGITS:
            if digit:
                return None  # 二三十 is twenty or thirty
            digit = DIGITS[letter]
            continue
        ten = words.TENS[letter]
        if ten >= last or (ten > 10 and not digit):
            return None
        total, digit, last = total + (digit or 1) * ten, 0, ten
    return total + digit


def hanzi_value(text: str) -> int | None:
    """The value of a Chinese numeral with 万 and 亿, None where it is none (万一, 千百)."""
    if not text or len(text) > MOST_HANZI:
        return None
    total = section = digit = 0
    for letter in text:
        if letter in words.DIGITS:
            spelled = digit and "十" not in text and "百" not in text
            digit = digit * 10 + words.DIGITS[letter] if spelled else words.DIGITS[letter]
        elif letter in _SMALL_TENS:
            if digit == 0 and (section or letter != "十"):
                return None
            section, digit = section + max(digit, 1) * _SMALL_TENS[letter], 0
        else:
            if section + digit == 0:
                return None
            total, section, digit = (total + section + digit) * words.MULTIPLIERS[letter], 0, 0
    return total + section + digit


def small_number(text: str) -> int | None:
    """A whole number in digits, Chinese numerals or an English word; a and an are one."""
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= LONGEST else None
    if text and all(letter in DIGITS or letter in words.TENS for letter in text):
        found = han_number(text)
        return int(found[0]) if found else None
    return 1 if text.lower() in ("a", "an") else words.WORDS.get(text.lower())
