# ruff: noqa: RUF001  (full-width letters and digits are what these tests are about)
"""One spelling for one text: what fonts, browsers and layout do to a name is undone, and nothing else is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbudget.text import fold_glyphs, match_key, tidy_name

NBSP, IDEOGRAPHIC_SPACE = "\u00a0", "\u3000"


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("⽀出", "支出"),  # U+2F40 KANGXI RADICAL BRANCH
        ("⾏政运⾏", "行政运行"),  # U+2F8F, twice
        ("公务⽤⻋", "公务用车"),  # U+2F64 and U+2ECB CJK RADICAL C-SIMPLIFIED CART
        ("⻓期", "长期"),  # U+2ED3 CJK RADICAL C-SIMPLIFIED LONG, which NFKC leaves as it is
        ("⻅习", "见习"),  # U+2EC5
        ("⼀、⼆、⼋", "一、二、八"),
        ("\uf98e度", "年度"),  # U+F98E CJK COMPATIBILITY IDEOGRAPH
    ],
)
def test_radicals_and_compatibility_ideographs_are_folded(printed, plain):
    assert fold_glyphs(printed) == plain


@pytest.mark.parametrize("text", ["（一）", "Ａ１，２３", "　支 出", "“三公”", "1,234.56", "①"])
def test_folding_glyphs_changes_nothing_else(text):
    assert fold_glyphs(text) == text


def test_every_kangxi_radical_becomes_an_ordinary_ideograph():
    folded = [fold_glyphs(chr(code)) for code in range(0x2F00, 0x2FD6)]
    assert [char for char in folded if not unicodedata.name(char).startswith("CJK UNIFIED IDEOGRAPH")] == []
    assert len(set(folded)) == 214


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("资 金 来 源", "资金来源"),
        (f"{IDEOGRAPHIC_SPACE * 2}一般公共服务支出", "一般公共服务支出"),
        (f"{NBSP * 4}政府办公厅（室）", "政府办公厅（室）"),
        (f"合{IDEOGRAPHIC_SPACE}{IDEOGRAPHIC_SPACE}计", "合计"),
        (f"项{NBSP}目", "项目"),
        ("“三公” 经费", "“三公”经费"),
        ("一、 本年收入", "一、本年收入"),
        ("２０１０３０１", "2010301"),
        ("Ａ类服务", "A类服务"),
        ("ｋ１型", "k1型"),
        ("Microsoft  Office 软件", "Microsoft Office 软件"),
    ],
)
def test_a_name_loses_the_blanks_and_widths_of_its_layout(printed, name):
    assert tidy_name(printed) == name


@pytest.mark.parametrize("name", ["（一）一般公共预算拨款收入", "其中：公务用车购置费", "青岛市人民政府办公厅（本级）"])
def test_a_name_keeps_its_full_width_brackets_and_punctuation(name):
    assert tidy_name(name) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("因公出国（境）费", "因公出国(境)费"),
        ("“三公”经费", '"三公"经费'),
        ("基本⽀出", "基本 支 出"),
        ("２０２３年", "2023年"),
        ("单位：万元", "单位:万元"),
        ("2022—2023", "2022—2023"),
        ("〔2023〕", "(2023)"),
    ],
)
def test_spellings_of_one_thing_have_one_key(one, other):
    assert match_key(one) == match_key(other)


def test_a_key_keeps_words_apart_that_differ():
    assert (
        len({match_key(name) for name in ("收入总表", "支出总表", "收支总表", "收入总表（一）", "收入总表（二）")}) == 5
    )


texts = st.text(
    st.one_of(
        st.sampled_from(" \u00a0\u3000\n（）“”，：、①Ａ１a1.-"),
        st.characters(min_codepoint=0x2E80, max_codepoint=0x2FDF),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.characters(min_codepoint=0xF900, max_codepoint=0xFAFF),
        st.characters(min_codepoint=0xFF01, max_codepoint=0xFF5E),
    ),
    max_size=12,
)


@given(texts)
def test_folding_twice_is_folding_once(text):
    for fold in (fold_glyphs, tidy_name, match_key):
        assert fold(fold(text)) == fold(text)


@given(texts)
def test_a_name_has_no_blank_at_its_ends_nor_two_in_a_row(text):
    name = tidy_name(text)
    assert name == name.strip()
    assert "  " not in name


@given(texts)
def test_a_tidy_name_is_compared_like_the_printed_one(text):
    assert match_key(tidy_name(text)) == match_key(text)
