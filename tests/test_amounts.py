# ruff: noqa: RUF001  (full-width letters and digits are what these tests are about)
"""What a cell prints is a number, nothing, or no amount at all: never one of them in place of another."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbudget.amounts import in_yuan, is_blank, is_number, parse_amount, parse_number
from qzbudget.errors import AmountError

BLANKS = ["", " ", "\u00a0", "\u3000", "-", "－", "—", "——", "–", "−", "─", "/", "／", "*", "×", "无", " - ", "---"]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("17,332.62", "17332.62"),
        ("0.00", "0.00"),
        ("0", "0"),
        ("154", "154"),
        ("1234567.5", "1234567.5"),
        ("12.345678", "12.345678"),
        (".50", "0.50"),
        ("３４５．６７", "345.67"),
        ("1，234.56", "1234.56"),
        ("1,23\n4.56", "1234.56"),
        ("1 234.56", "1234.56"),
        ("\u00a05.00\u3000", "5.00"),
        ("+406.39", "406.39"),
        ("¥100.00", "100.00"),
        ("￥1,234.56", "1234.56"),
        ("-¥5.20", "-5.20"),
        ("¥-5.20", "-5.20"),
    ],
)
def test_a_printed_number_is_read_with_the_digits_it_prints(printed, number):
    assert str(parse_number(printed)) == number


@pytest.mark.parametrize(
    "printed", ["-5.20", "－5.20", "−5.20", "–5.20", "(5.20)", "（5.20）", "△5.20", "▲5.20", "- 5.20"]
)
def test_every_style_of_negative_is_negative(printed):
    assert parse_number(printed) == Decimal("-5.20")


@pytest.mark.parametrize(
    ("printed", "number"), [("12.50%", "12.50"), ("-3.2％", "-3.2"), ("100%", "100"), ("(3.2)%", "-3.2")]
)
def test_a_percentage_loses_its_sign_only(printed, number):
    assert parse_number(printed) == Decimal(number)


@pytest.mark.parametrize("printed", BLANKS)
def test_nothing_reported_is_none_and_not_zero(printed):
    assert parse_number(printed) is None
    assert is_blank(printed)
    assert not is_number(printed)


@pytest.mark.parametrize("printed", ["0", "0.00", "-0.00", "3"])
def test_a_printed_zero_is_reported(printed):
    assert parse_number(printed) is not None
    assert not is_blank(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "合计",
        "3 个",
        "1.2.3",
        "1,23.45",
        "1,2345.00",
        "12,34",
        "1.2,3",
        "≥460",
        "2023年",
        "(5.00",
        "5.00)",
        "()",
        "%",
        "--5",
    ],
)
def test_what_is_no_amount_is_refused_and_shown(printed):
    with pytest.raises(AmountError) as refusal:
        parse_number(printed)
    assert repr(printed) in str(refusal.value)
    assert not is_number(printed)
    assert not is_blank(printed)


@pytest.mark.parametrize("printed", ["①", "⑴", "12.5²", "1,234.56①"])
def test_a_footnote_mark_is_no_digit(printed):
    assert not is_number(printed)


def test_two_amounts_that_touch_are_no_amount():
    assert not is_number("1,234.56789.00")
    assert not is_number("16.7020.00")


@pytest.mark.parametrize(
    ("printed", "unit", "yuan"),
    [
        ("17,332.62", "万元", "173326200.00"),
        ("17,332.62", "元", "17332.62"),
        ("1.234567", "万元", "12345.670000"),
        ("0.00005", "万元", "0.50000"),
        ("12", "元", "12.00"),
        ("1.5", "元", "1.50"),
        ("（2.50）", "万元", "-25000.00"),
    ],
)
def test_an_amount_is_exact_yuan_with_two_decimals_at_least(printed, unit, yuan):
    assert str(parse_amount(printed, unit)) == yuan


def test_a_fraction_of_a_cent_is_kept():
    assert str(in_yuan(Decimal("0.000000123"), "万元")) == "0.001230000"


@pytest.mark.parametrize("printed", BLANKS)
def test_a_blank_has_no_yuan(printed):
    assert parse_amount(printed, "万元") is None


@pytest.mark.parametrize("unit", ["", "亿元", "yuan", "万"])
def test_an_unknown_money_unit_is_refused(unit):
    with pytest.raises(AmountError, match="金额单位"):
        parse_amount("1.00", unit)


amounts = st.decimals(min_value=-(10**13), max_value=10**13, places=2, allow_nan=False)


@given(amounts, st.sampled_from(["{:,.2f}", "{:.2f}"]))
def test_an_amount_that_is_printed_is_read_back(amount, style):
    assert parse_number(style.format(amount)) == amount


@given(amounts, st.sampled_from(["（{:,.2f}）", "-{:,.2f}", "－{:,.2f}", "△{:,.2f}"]))
def test_a_negative_amount_is_read_back_from_every_style(amount, style):
    assert parse_number(style.format(abs(amount))) == -abs(amount)


@given(amounts, st.integers(1, 12))
def test_an_amount_is_read_back_however_it_is_wrapped(amount, width):
    printed = f"{amount:,.2f}"
    wrapped = "\n".join(printed[i : i + width] for i in range(0, len(printed), width))
    assert parse_number(wrapped) == amount


@given(amounts)
def test_ten_thousand_yuan_are_ten_thousand_times_a_yuan(amount):
    assert in_yuan(amount, "万元") == 10_000 * in_yuan(amount, "元")


@given(st.text(max_size=8))
def test_every_text_is_a_number_or_a_blank_or_neither(text):
    assert not (is_number(text) and is_blank(text))
