"""The scanner: which numbers of a sentence are figures, what they state, and which are left alone."""

from __future__ import annotations

import math
import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.prose.folding import cleaned, folded
from checker.prose.scanner import english_value, numbers_in
from checker.reading.documents import passage_of
from checker.reading.passages import Mention
from checker.spelled import hanzi_value

ALPHABET = (
    "0123456789.,，、。；;:：()（）%‰万亿千百十余多约近占比上年增长人名所元"
    "第年月日一二三两 \n|-+*xX[]〔〕$£approximately"
)


def figures(text: str) -> list[Mention]:
    return list(passage_of("report.txt", text).figures)


@pytest.mark.parametrize(
    ("text", "stated", "low", "high", "soft"),
    [
        ("共有1,234人。", "1,234人", 1234, 1234, False),
        ("共有1.55万人。", "1.55万人", 15450, 15550, False),
        ("投入3万元。", "3万元", 25000, 35000, False),
        ("投入12万4千元。", "12万4千元", 123500, 124500, False),
        ("投入1.50亿元。", "1.50亿元", 149500000, 150500000, False),
        ("约600人参加。", "600人", 500, 700, True),
        ("共30余人。", "30余人", 30, 40, True),
        ("共有学校三十余，", "三十余", 30, 40, True),
        ("Over 30 schools took part.", "30", 30, 40, True),
        ("Over 30% of schools took part.", "30%", 30, math.inf, True),
        ("每人补助3,500元/人。", "3,500元", Fraction("3499.5"), Fraction("3500.5"), False),
        ("Income came to £3,500 per pupil.", "£3,500", Fraction("3499.5"), Fraction("3500.5"), False),
        ("共30余万人。", "30余万人", 300000, 400000, True),
        ("近1.2万人参加。", "1.2万人", 11000, 12000, True),
        ("超过500人参加。", "500人", 500, math.inf, True),
        ("不足300人参加。", "300人", -math.inf, 300, True),
        ("占60%以上。", "60%", 60, math.inf, True),
        ("占46.75%。", "46.75%", Fraction("46.745"), Fraction("46.755"), False),
        ("出生率7.57‰。", "7.57‰", Fraction("7.565"), Fraction("7.575"), False),
        ("提高1.17个百分点。", "1.17个百分点", Fraction("1.165"), Fraction("1.175"), False),
        ("百分之二十三点五的农户。", "百分之二十三点五", Fraction("23.45"), Fraction("23.55"), False),
        ("全乡有二十三个行政村。", "二十三个", 23, 23, False),
        ("占地５８３９．５平方米。", "５８３９．５平方米", Fraction("5839.45"), Fraction("5839.55"), False),
        ("共321 146件。", "321 146件", 321146, 321146, False),
        ("共有學生１２，３４０人。", "１２，３４０人", 12340, 12340, False),
        ("共有2, 871人。", "2, 871人", 2871, 2871, True),
        ("共有2 ,871人。", "2 ,871人", 2871, 2871, True),
        ("共有1, 234, 567人。", "1, 234, 567人", 1234567, 1234567, True),
        ("面积2, 871.5平方公里。", "2, 871.5平方公里", Fraction("2871.45"), Fraction("2871.55"), True),
        ("There were 2, 871 pupils.", "2, 871", 2871, 2871, True),
        ("Income came to £12, 500.", "£12, 500", 12500, 12500, True),
        ("面积1806平方公里。", "1806平方公里", Fraction("1805.5"), Fraction("1806.5"), False),
        ("Income came to £11.4bn.", "£11.4bn", 11350000000, 11450000000, False),
        ("It counted 1.47 lakh deaths.", "1.47 lakh", 146500, 147500, False),
        ("About 35,000 charities.", "35,000", 34000, 36000, True),
        ("They made up 45 per cent.", "45 per cent", Fraction("44.5"), Fraction("45.5"), False),
        ("It took twelve thousand and sixty five names.", "twelve thousand and sixty five", 12065, 12065, False),
    ],
)  # fmt: skip
def test_what_a_figure_states(text: str, stated: str, low: Fraction, high: Fraction, soft: bool) -> None:
    (mention,) = figures(text)
    figure = mention.figure
    assert figure.text == stated
    assert (figure.interval.low, figure.interval.high, figure.soft) == (low, high, soft)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("2019年", "date"), ("2019年9月1日", "date"), ("2015-2017年", "date"), ("9月1日", "date"), ("16:14:14", "date"),
        ("2021-06-25", "date"), ("教办〔2019〕38号", "docno"), ("第七次", "ordinal"), ("2022届", "ordinal"),
        ("表4-1", "ref"), ("3-6岁", "age"), ("65周岁", "age"), ("师生比1:13", "ratio"), ("4-5名", "range"),
        ("50%-60%", "range"), ("201*年", "date"), ("投入XX万元", "damaged"), ("占9、02%", "damaged"),
        ("电话057188001234", "code"), ("http://www.example.com/99.html", "url"), ("幼儿[2]", "note"),
        ("“211”工程", "slogan"), ("历时3年", "duration"), ("每10万人", "basis"), ("九年一贯制", "word"),
        ("in 2017", "year"), ("Table 4", "ref"), ("aged 15-59", "age"), ("1 to 22.0", "ratio"),
        ("30 December 2016", "date"), ("ten years", "duration"), ("every thousand", "basis"), ("version 2.4.1", "ref"),
        ("grades 1,2", "damaged"), ("1,23 m", "damaged"),
        ("No. 417", "ref"), ("B12-7", "code"),
    ],
)  # fmt: skip
def test_what_is_no_figure(text: str, role: str) -> None:
    roles = [found.role for found in numbers_in(folded(f"{text}。" if not text.isascii() else f"It was {text}."))]
    assert roles
    assert "figure" not in roles
    assert role in roles


@pytest.mark.parametrize("text", ["甲村12\n3人参加。", "甲村12\n345人参加。", "There were 12\n345 people."])
def test_numbers_at_a_line_break_are_not_joined(text: str) -> None:
    assert next(one.figure.text[:2] for one in passage_of("report.txt", text).mentions) == "12"
    assert len(passage_of("report.txt", text).mentions) == 2


@pytest.mark.parametrize(
    "text",
    [
        "They counted 2, 871 and 5 of them.",
        "The scores were 12, 300 and 451.",
        "Of the items 12, 300 were sold.",
        "There were 12, 300 of them boys.",
        "Grades 1, 2, 345 pupils each.",
        "三个村分别有2, 871, 905人。",
        "三个村分别有2, 871和905人。",
        "甲村2, 乙村871人。",
        "两个村的户数分别为12, 345户。",
        "两个村分别有１２，３４５户。",
    ],
)
def test_numbers_of_a_list_are_not_joined(text: str) -> None:
    assert not any(", " in one.figure.text or "，" in one.figure.text for one in figures(text))


def test_two_quantities_in_one_item_are_two_figures() -> None:
    assert [one.figure.text for one in figures("小学2206人82.725万元。")] == ["2206人", "82.725万元"]


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("二十三", 23), ("一百零五", 105), ("三万二千", 32000), ("两千", 2000)]
)
def test_chinese_numerals(text: str, value: int) -> None:
    assert hanzi_value(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("twenty-three", 23), ("one hundred and fifty eight thousand, five hundred and forty eight", 158548)],
)
def test_english_number_words(text: str, value: int) -> None:
    assert english_value(text) == value


def test_folding_keeps_every_offset() -> None:
    text = "縣裡共有學生１２，３４０人（女生５，８０２人）。"
    assert len(folded(text)) == len(text)
    assert folded(text).startswith("县里共有学生12,340人(")


@given(st.text(alphabet=ALPHABET, max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_every_place_is_right(text: str) -> None:
    passage = passage_of("report.txt", text)
    for mention in passage.mentions:
        place = mention.figure.place
        assert place.start is not None and place.end is not None
        assert 0 <= place.start < place.end <= len(text)
        assert text[place.start : place.end] == mention.figure.text
    assert passage.frames is not None


@given(st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_cleaning_maps_back_to_the_source(text: str) -> None:
    clean, offsets = cleaned(text)
    places = range(len(clean)) if offsets is None else offsets
    assert len(clean) == len(places)
    plain = folded(text)
    assert all(plain[place] == letter for letter, place in zip(clean, places, strict=True))


WORDS_ZH = """年均增长 年均增加 由 增加到 减少到 2019年的 2023年的 五年来 累计 共 其中 上半年 下半年 全年
一季度 完成 年初 新增 审结 年末 结余 出生率 死亡率 自然增长率 是2018年的 倍 翻了一番
前者是后者的 居全县首位 占 % ‰ 个百分点 人 万元 件 户 、 ， 。 ； （ ） ： 三个方面： 一是
二是 分别 - 1, 234人 0 1 12 1,234 0.5 000 1.2万 约 近 以上 比上年 增加 增长 人均 每 日均"""
WORDS_EN = """from to in 2019 2023 a year on average annual increase of doubled threefold over five years per the
first half second quarter began with were received closed remained no other state has net gain birth
rate death natural ‰ % 1,204 3 0 0.5 £1.2m and , . ; ( ) of whom respectively percentage points up
down by compared $0 2, 345 lakh mean each"""


@given(
    st.lists(st.sampled_from(WORDS_ZH.split()), max_size=50),
    st.lists(st.sampled_from(WORDS_EN.split()), max_size=50),
)
@settings(max_examples=150, deadline=None)
def test_any_words_are_understood_without_harm(chinese: list[str], english: list[str]) -> None:
    for text in ("".join(chinese), " ".join(english)):
        assert passage_of("report.txt", text).frames is not None


SEEDS = (
    "1", "1,", "1,234,", "1 ", "12:", "(", "[1", "〔2", "一", "十", "万", "占", "比上年", "1.", "1、",
    "-", "one ", "one-", "一、", "第",
    "a1-", "1%-", "*", "x", "2019年", "<p", "<!--", "&", "|", "1|\n|", "**", "](", "`", "#", "a@", "http://",
    "人(", "。", "from ", "twenty ", "and ", "of the ", "，其中", "1人，", "增长1%，", "\n", "1\n", "((((", "))))",
    "1+1+", "年", "1-1-",
)  # fmt: skip


@pytest.mark.parametrize("kind", ["text", "markdown", "html"])
def test_no_text_takes_more_than_its_share_of_time(kind: str) -> None:
    """Twice the text, about twice the time: no pattern runs away, whatever is repeated."""
    from checker.reading.documents import read_document

    for seed in SEEDS:
        times = []
        for size in (1_500, 6_000):
            data = (seed * (size // len(seed))).encode()
            begun = time.process_time()
            read_document("report.txt", data, kind)
            times.append(time.process_time() - begun)
        assert times[1] < 10 * max(times[0], 0.05), (seed, times)
