"""Printed targets: comparator, value and unit, or words."""

from decimal import Decimal

import pytest

from qzbudget.performance.target import parse_split_target, parse_target
from qzbudget.performance.words import performance_words

WORDS = performance_words()


@pytest.mark.parametrize(
    ("text", "printed", "comparator", "value", "unit"),
    [
        ("≥460个数", "≥460 个数", "≥", "460", "个数"),
        ("≥460 个数", "≥460 个数", "≥", "460", "个数"),
        ("≤3‰", "≤3‰", "≤", "3", "‰"),
        ("≥12万艘次", "≥12 万艘次", "≥", "12", "万艘次"),
        ("≤261.21万元", "≤261.21 万元", "≤", "261.21", "万元"),
        ("≤5部/次", "≤5 部/次", "≤", "5", "部/次"),
        ("100百分比", "100 百分比", None, "100", "百分比"),
        ("100%", "100%", None, "100", "%"),
        ("≧16人", "≧16 人", "≥", "16", "人"),
        (">=16人", ">=16 人", "≥", "16", "人"),
        ("＝1个", "＝1 个", "=", "1", "个"),
        ("\uff1e3家", "\uff1e3 家", ">", "3", "家"),
        ("<2起", "<2 起", "<", "2", "起"),
        ("≥13459.00(平方米)", "≥13459.00 (平方米)", "≥", "13459.00", "平方米"),
        ("≥330台（套）", "≥330 台（套）", "≥", "330", "台（套）"),
        ("≥1,000条", "≥1,000 条", "≥", "1000", "条"),
        ("＝10010.89㎡", "＝10010.89 ㎡", "=", "10010.89", "㎡"),
        ("≤14元/m2/月", "≤14 元/m2/月", "≤", "14", "元/m2/月"),
        ("≥93", "≥93", "≥", "93", None),
    ],
)
def test_a_number_with_comparator_and_unit(text, printed, comparator, value, unit):
    target = parse_target(text, WORDS)
    assert (target.printed, target.comparator, target.value, target.unit) == (
        printed, comparator, Decimal(value), unit,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "有效改进，效率提升",
        "全国前三",
        "不少于350个。",
        "95%以上",
        "10月底前",
        "30日内",
        "2022年底前",
        "2026年",
        "≤2026/11/15",
        "1-12月",
        "≥225户、≥1800户",
        "宣传费30%且≤100万元/家",
        "100%%",
        "12月底完成",
        "≈5个",
    ],
)
def test_words_stay_text(text):
    target = parse_target(text, WORDS)
    assert (target.printed, target.comparator, target.value, target.unit) == (text, None, None, None)


def test_an_empty_cell_is_no_target():
    assert parse_target("", WORDS).printed is None


@pytest.mark.parametrize(
    ("cells", "printed", "comparator", "value", "unit"),
    [
        (("≥", "63", "个"), "≥63 个", "≥", "63", "个"),
        (("＝", "100", "%"), "＝100 %", "=", "100", "%"),
        (("大于等于", "90", "%"), "大于等于90 %", "≥", "90", "%"),
        (("定性", "1000", "户"), "1000 户", None, "1000", "户"),
        (("", "5", "次"), "5 次", None, "5", "次"),
        (("≤", "5", ""), "≤5", "≤", "5", None),
        (("≥", "90%", ""), "≥90%", "≥", "90", "%"),
        (("", "≥90", "%"), "≥90 %", "≥", "90", "%"),
    ],
)
def test_three_columns_make_one_target(cells, printed, comparator, value, unit):
    target = parse_split_target(*cells, WORDS)
    assert (target.printed, target.comparator, target.value, target.unit) == (
        printed, comparator, Decimal(value), unit,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "printed"),
    [(("定性", "优", ""), "优"), (("定性", "2026年9月25日前", ""), "2026年9月25日前"), (("≥", "优", ""), "≥优")],
)
def test_words_in_three_columns_stay_text(cells, printed):
    target = parse_split_target(*cells, WORDS)
    assert (target.printed, target.comparator, target.value, target.unit) == (printed, None, None, None)
