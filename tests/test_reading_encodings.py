"""Bytes to text: the encoding a file speaks for is found, said, and never guessed wildly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.reading.encodings import decode, encoding_of

SIMPLIFIED = "地区,学校数,在校生\n城区,12,3410\n镇区,7,1206\n合计,19,4616\n"
TRADITIONAL = "縣市,學校數,學生數\n臺北市,12,3410\n新竹縣,7,1206\n總計,19,4616\n"
JAPANESE = "都道府県,学校数,生徒数\n東京都,12,3410\nさいたま市,7,1206\n合計,19,4616\n"
KOREAN = "지역,학교 수,학생 수\n서울,12,3410\n부산,7,1206\n합계,19,4616\n"
FRENCH = "Région;Élèves;Écoles\nÎle-de-France;12,5;3\nForêt-Noire;7,25;2\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "utf-16", "utf-16-le"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (SIMPLIFIED, "utf-32", "utf-32-le"),
        (SIMPLIFIED, "utf-32-be", "utf-32-be"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (JAPANESE, "cp932", "cp932"),
        (KOREAN, "cp949", "cp949"),
        (FRENCH, "cp1252", "cp1252"),
        ("plain,1\n", "ascii", "utf-8"),
        ("", "ascii", "utf-8"),
    ],
)
def test_the_encoding_is_found_and_the_text_kept(text: str, encoding: str, found: str) -> None:
    assert decode(text.encode(encoding), "x.csv") == (text, found)


@pytest.mark.parametrize("name", ["晋江", "石狮", "鲤城", "县", "合计", "一季度"])
def test_one_short_label_is_enough_for_gb18030(name: str) -> None:
    assert encoding_of(f"{name},3\n".encode("gb18030")) == "gb18030"


@pytest.mark.parametrize("word", ["Größe", "façade", "niño", "Ærø", "5 £", "10 °C", "naïve – café"])
def test_western_words_are_not_taken_for_chinese(word: str) -> None:
    assert encoding_of(f"{word};3\n".encode("cp1252")) == "cp1252"


@pytest.mark.parametrize("text", ["Москва,1\nРоссия,2\n", "Αθήνα,1\n", "الرياض,1\n", "é,1\n", "Łódź,1\n", "DŮM,1\n"])
def test_short_utf8_texts_of_other_scripts_stay_utf8(text: str) -> None:
    assert decode(text.encode(), "x.csv") == (text, "utf-8")


def test_a_file_cut_off_inside_a_character_is_still_utf8() -> None:
    text, encoding = decode("合计,1\n总数".encode()[:-1], "x.csv")
    assert encoding == "utf-8" and text.startswith("合计,1\n总")


def test_a_lone_western_letter_at_the_end_does_not_make_utf8() -> None:
    assert decode(b"1,caf\xe9", "x.csv") == ("1,café", "cp1252")


def test_a_few_damaged_bytes_do_not_change_the_encoding() -> None:
    data = (SIMPLIFIED * 20).encode() + b"\xff,1\n"
    assert decode(data, "x.csv").encoding == "utf-8"


def test_zero_bytes_that_pad_a_file_and_the_old_end_mark_are_left_out() -> None:
    assert decode(b"a,\x001\n\x1a" + b"\0" * 1000, "x.csv").text == "a,1\n"


def test_a_given_encoding_is_used() -> None:
    assert decode("合計".encode("big5hkscs"), "x.csv", "big5hkscs").text == "合計"
    assert decode(b"\xef\xbb\xbfa", "x.csv", "utf-8").text == "a"


@pytest.mark.parametrize(
    ("encoding", "sentence"),
    [
        ("klingon", 'there is no text encoding "klingon"'),
        ("hex", 'there is no text encoding "hex"'),
        ("ascii", "is not ascii: byte 3 does not fit"),
    ],
)
def test_a_given_encoding_that_does_not_fit_is_refused(encoding: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        decode("a,合计".encode(), "x.csv", encoding)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(InputError, match="holds binary data"):
        decode(bytes(range(256)) * 20, "x.csv")


COMMON = "的一地区人口学校教师农业工业水资源县市镇乡村男女合计总数比重收入支出第二三年度统计局"


@given(st.lists(st.text(COMMON, min_size=2, max_size=8), min_size=1, max_size=8))
def test_common_chinese_is_never_taken_for_another_script(labels: list[str]) -> None:
    text = "\n".join(f"{label},1" for label in labels)
    assert decode(text.encode("gb18030"), "x.csv") == (text, "gb18030")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data, "x.csv")
    except InputError:
        return
    assert isinstance(text, str) and encoding
