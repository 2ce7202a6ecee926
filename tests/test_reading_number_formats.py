"""Number formats: what a spreadsheet shows of a stored value, and what the value is in printed units."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.reading.excel_formats import number_format
from checker.reading.excel_rendering import Shown, kept_digits, shown_number, shown_text

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '
DOLLARS = '_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)'


def shown(value: float, code: str) -> Shown:
    return shown_number(kept_digits(value), number_format(code))


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.4721237, "0.00%", "47.21%"),
        (0.5, "0%", "50%"),
        (12060, "#,##0", "12,060"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (0, "#,##0", "0"),
        (2.5, "0", "3"),
        (-2.5, "0", "-3"),
        (1.005, "0.00", "1.01"),  # the double is below 1.005, a spreadsheet shows 1.01
        (0.1 + 0.2, "0.0", "0.3"),
        (99.995, "0.00", "100.00"),
        (5, "000", "005"),
        (0.5, ".00", ".50"),
        (12.5, ".00", "12.50"),
        (5, "#.##", "5."),
        (1.5, "0.0??", "1.5"),
        (12345678, "000-0000", "1234-5678"),
        (1234567, "#,##0,", "1,235"),
        (1234567, "0.0,,", "1.2"),
        (123456, '0\\.0,"万"', "12.3万"),
        (5, '0"人"', "5人"),
        (5, "0人", "5人"),
        (3.14159, '0.00"万元"', "3.14万元"),
        (0.12345, "0.0\\%", "0.1%"),
        (12345, "[$¥-804]#,##0.00", "¥12,345.00"),
        (12345, "[$-409]#,##0", "12,345"),
        (-1234.5, "#,##0.00_);[Red](#,##0.00)", "(1,234.50)"),
        (1234.5, "#,##0.00_);[Red](#,##0.00)", "1,234.50"),
        (-5, "0;[Red]0", "-5"),  # the colour says what the digits do not
        (-5, "0;0", "5"),
        (-5, "0;▲0", "▲5"),
        (1234.5, ACCOUNTING, "1,234.50"),
        (-1234.5, ACCOUNTING, "-1,234.50"),
        (0, ACCOUNTING, "-"),
        (-1234.5, DOLLARS, "$(1,234.50)"),
        (0, "0;-0;;@", ""),
        (7, ";;;", ""),
        (3, "[<10]0.0;[>=10]0", "3.0"),
        (12, "[<10]0.0;[>=10]0", "12"),
        (150000, '[>=10000]0.0,"k";0', "150.0k"),
        (7, '[>=10000]0.0,"k";0', "7"),
        (12345.678, "0.00E+00", "1.23E+04"),
        (99999.99, "0.0E+0", "1.0E+5"),
        (0.000123, "0.0E-0", "1.2E-4"),
        (12345.678, "##0.0E+0", "12.3E+3"),
        (1.25, "# ?/?", "1 1/4"),
        (0.3, "# ??/??", "3/10"),
        (2, "# ?/?", "2"),
        (0.625, "?/8", "5/8"),
        (5, 'General"人"', "5人"),
        (5, "G/通用格式", "5"),
        (5, "@", "5"),
        (5, "0;-0;0;@", "5"),
        (1234.5, "", "1234.5"),
        (5, "General;" * 500, "5"),
        (5, '"unclosed', "unclosed"),
    ],
)
def test_a_number_is_shown_as_a_spreadsheet_shows_it(value: float, code: str, text: str) -> None:
    assert shown(value, code).text == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1 / 3, "0.333333333"),
        (-1 / 3, "-0.333333333"),
        (200 / 3, "66.66666667"),
        (123456789.123, "123456789.1"),
        (0.1 + 0.2, "0.3"),
        (12060.0, "12060"),
        (123456789012, "123456789012"),
        (1e20, "1E+20"),
        (1.2345e-7, "1.2345E-07"),
        (0.00001, "0.00001"),
        (0.0, "0"),
    ],
)
def test_the_general_format_shows_what_fits_in_eleven_characters(value: float, text: str) -> None:
    assert shown(value, "General").text == text


@pytest.mark.parametrize(
    ("value", "code", "printed"),
    [
        (0.4721237, "0.00%", Fraction(4721237, 100000)),
        (1234567, "0.0,,", Fraction(1234567, 1000000)),
        (123456, '0\\.0,"万"', Fraction(123456, 10000)),
        (0.4721237, '0.00"%"', Fraction(4721237, 10000000)),
        (-5, "0;0", Fraction(-5)),
        (0.1 + 0.2, "0.0", Fraction(3, 10)),
        (43831, "yyyy-mm-dd", None),
    ],
)
def test_the_stored_value_is_kept_in_printed_units(value: float, code: str, printed: Fraction | None) -> None:
    assert shown(value, code).printed == printed


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (43831, "yyyy-mm-dd", "2020-01-01"),
        (43831, "m/d/yy", "2020-01-01"),
        (43831, 'yyyy"年"m"月"d"日"', "2020-01-01"),
        (43831, 'yyyy"年"m"月"', "2020-01"),
        (43831, "[$-804]yyyy年", "2020"),
        (43831, "[$-409]d-mmm-yy;@", "2020-01-01"),
        (43831, "dddd", "2020-01-01"),
        (43831.4375, "yyyy-mm-dd hh:mm", "2020-01-01T10:30:00"),
        (0.4375, "h:mm AM/PM", "10:30:00"),
        (0.4375, "mm:ss.0", "10:30:00"),
        (1.5, "[h]:mm", "36:00:00"),
        (59, "yyyy-mm-dd", "1900-02-28"),
        (61, "yyyy-mm-dd", "1900-03-01"),
        (-1, "yyyy-mm-dd", "-1"),
        (1e9, "yyyy-mm-dd", "1000000000"),
    ],
)
def test_a_date_is_shown_as_iso_text_as_far_as_the_format_goes(value: float, code: str, text: str) -> None:
    assert shown(value, code) == Shown(text, None)


def test_the_calendar_of_1904_is_kept() -> None:
    assert shown_number(kept_digits(42369), number_format("yyyy-mm-dd"), epoch_1904=True).text == "2020-01-01"


@pytest.mark.parametrize("code", ["0.00 km", "0.0 mm", "#,##0 hm", "0 天", "0.0 d"])
def test_letters_beside_digits_do_not_make_a_date(code: str) -> None:
    assert shown(3, code).printed == 3


@pytest.mark.parametrize(
    ("code", "text"),
    [("General", " a "), ("@", " a "), ("0;0;0;@", " a "), ("_ @_ ", " a "), ('"-"@', "- a "), (";;;", "")],
)
def test_a_text_passes_through_its_format(code: str, text: str) -> None:
    assert shown_text(" a ", number_format(code)) == text


FINITE = st.floats(min_value=-1e14, max_value=1e14, allow_nan=False)


@given(FINITE, st.integers(0, 10), st.booleans(), st.booleans())
def test_the_text_is_the_kept_value_rounded_half_away_from_zero(
    value: float, decimals: int, grouped: bool, percent: bool
) -> None:
    code = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "") + "%" * percent
    result = shown(value, code)
    printed = kept_digits(value).scaleb(2 * percent)
    expected = printed.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert Decimal(result.text.rstrip("%").replace(",", "")) == expected
    assert result.printed == Fraction(printed)
    assert len(result.text.rstrip("%").partition(".")[2]) == decimals


@given(FINITE, st.integers(0, 6))
def test_the_usual_layout_and_the_careful_one_agree(value: float, decimals: int) -> None:
    """A fill before the digits changes nothing that is shown, but takes the long way for `?`."""
    tail = "." + "0" * decimals if decimals else ""
    assert shown(value, "?" + "#,##0" + tail).text == shown(value, "#,##0" + tail).text


@given(FINITE, st.integers(1, 6))
def test_optional_places_only_leave_zeros_out(value: float, decimals: int) -> None:
    full = shown(value, "0." + "0" * decimals).text
    assert shown(value, "0." + "#" * decimals).text.rstrip(".") == full.rstrip("0").rstrip(".")


@given(FINITE)
def test_sections_show_the_sign_once(value: float) -> None:
    assert shown(value, "0.0_);(0.0)").text.strip("()") == shown(abs(value), "0.0").text
    assert shown(value, "0.0;-0.0").text == shown(value, "0.0").text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_general_format_is_near_the_value_and_short(value: float) -> None:
    text = shown(value, "General").text
    assert float(text) == pytest.approx(value, rel=1e-5, abs=1e-300)
    assert len(text.lstrip("-")) <= 15


@given(
    st.text(st.sampled_from('0#?.,%/E+-;"\\_*[]@yhmsd$<>=1 G人()'), max_size=30),
    st.floats(allow_nan=False, allow_infinity=False),
)
def test_any_format_shows_any_number(code: str, value: float) -> None:
    result = shown(value, code)
    assert isinstance(result.text, str)
    assert isinstance(shown_text("a", number_format(code)), str)
