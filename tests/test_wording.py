"""Sentences and tables: every number computed, every text of a document shown and never obeyed."""

import re

import pandas as pd
import pytest

from qzbudget.breakdown import sentences
from qzbudget.breakdown.analysis import function_by_kind, uses
from qzbudget.breakdown.composition import composition
from qzbudget.breakdown.tables import kinds_table, parts_table
from qzbudget.cited.numbers import without_cells
from qzbudget.dataset.load import load
from qzbudget.dataset.write import write_dataset
from qzbudget.errors import KnowledgeError, UsageError
from qzbudget.number_format import money, percent
from qzbudget.wording import label, phrase, readable, translated
from tests.small_dataset import AMOUNT, DOCUMENT, TABLE, lines, total_in_columns

WAN = 10_000.0
SPENDING = lines(
    (0, None, None, "合计", "total", 400 * WAN),
    (1, 0, "201", "一般公共服务支出", "class", 250 * WAN),
    (2, 0, "208", "社会保障和就业支出", "class", 90 * WAN),
    (3, 0, "221", "住房保障支出", "class", 40 * WAN),
    (4, 0, "205", "教育支出", "class", 20 * WAN),
    number_printed="公开表3",
)
HOSTILE = "<script>alert(1)</script>*局*[x](http://a.b)|`$"


def first(rows):
    return SPENDING.head(rows).assign(amount_yuan=SPENDING["amount_yuan"])


def words(sentence):
    """What a reader sees of a sentence."""
    return without_cells(sentence)


def cells(html, tag="td"):
    return re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", html)


# Sentences


def test_the_largest_two_parts_and_the_rest():
    assert words(sentences.parts(composition(SPENDING), by="function")) == (
        "支出合计 **400.00 万元**，分 4 项。最多的是**一般公共服务支出**，250.00 万元，占 **62.5%**；"
        "其次是社会保障和就业支出，90.00 万元，占 22.5%；其余 2 项共占 15.0%。"
    )


def test_the_same_in_english():
    assert words(sentences.parts(composition(SPENDING), by="function", lang="en")) == (
        "Expenditure totals **4.00 million yuan** in 4 parts. The largest is **General public services** with "
        "2.50 million yuan (**62.5%**), then Social security and employment with 900,000 yuan (22.5%); "
        "the other 2 make up 15.0%."
    )


def test_one_part_that_is_the_whole():
    whole = SPENDING.head(2).assign(amount_yuan=5 * WAN)
    told = sentences.parts(composition(whole), by="function")
    assert words(told) == "支出合计 **5.00 万元**，全部是**一般公共服务支出**。"


def test_what_is_not_itemised_is_told():
    told = sentences.parts(composition(first(3)), by="function")
    assert words(told).endswith("另有 60.00 万元（占 15.0%）没有列明到各项。")


def test_parts_that_make_too_much_are_told():
    told = sentences.parts(composition(SPENDING.replace(20 * WAN, 70 * WAN)), by="function")
    assert words(told).endswith("各项相加比印出的合计多 50.00 万元，请对照原文件核对。")


def test_parts_that_are_all_zero_are_told_as_zero():
    told = sentences.parts(composition(SPENDING.assign(amount_yuan=0.0)), by="function")
    assert words(told) == "支出合计 **0.00 元**，各项都是零。"


def test_a_reading_that_did_not_prove_itself_is_marked():
    told = sentences.parts(composition(SPENDING.assign(proved=False)), by="function")
    assert told.endswith("⚠ 这张表的读取未通过自证，请对照原文件第 3 页核对。")


def test_what_a_document_does_not_disclose_is_told_with_where_it_is_usually_printed():
    told = sentences.parts(composition(SPENDING, by="source"), by="source")
    assert told == "这份文件没有公布收入来源。它通常印在这些表里：收支总表、收入总表、财政拨款收支总表。"


def test_sections_say_that_they_are_a_closer_look():
    told = sentences.parts(composition(SPENDING, level="class"), by="function", level="section")
    assert told.startswith("细分到款，支出合计")


def test_concentration_in_words():
    told = sentences.concentrated(composition(first(3).replace(400 * WAN, 340 * WAN)), level="class")
    assert words(told) == (
        "列明的 2 个类级科目中，最大的**一般公共服务支出**占 **73.5%**。"
        "赫芬达尔—赫希曼指数为 **0.61**（全部集中在一项时为 1，2 项相等时为 0.50）。"
    )
    assert sentences.concentrated(composition(SPENDING, by="source")) == "没有可计算集中度的科目。"


def test_each_hundred_yuan_in_words():
    kinds = uses(total_in_columns(total=400.0, total__basic=300.0, total__project=100.0))
    assert words(sentences.hundred(kinds)) == "每 100 元支出中：**basic** 75.00 元、**project** 25.00 元。"
    assert words(sentences.hundred(kinds, lang="en")) == (
        "Of each 100 yuan spent: **Basic expenditure** 75.00 yuan, **Project expenditure** 25.00 yuan."
    )


def test_the_function_that_has_most_of_each_kind():
    basic = SPENDING.assign(measure="total.basic", col=4)
    crossed = function_by_kind(pd.concat([SPENDING, basic]).assign(header="基本支出"))
    assert words(sentences.by_kind(crossed)) == "基本支出里最多的是**一般公共服务支出**，占 **62.5%**。"
    assert "没有一张表" in sentences.by_kind(function_by_kind(SPENDING))


@pytest.fixture
def budget(tmp_path):
    return load(write_dataset(DOCUMENT, [TABLE, AMOUNT], tmp_path))


def test_the_overview_names_unit_year_source_and_proof(budget):
    assert sentences.overview(budget) == (
        "**甲局（本级）** 2023 年单位预算：收入合计 **未公布**，支出合计 **未公布**。\n\n"
        "数据取自 a.pdf（12 页，sha256 abababababab…）：1 张有金额的表，3 个金额；每张表的读取都通过了自证。"
    )


def test_tables_that_did_not_prove_themselves_are_named(budget):
    budget.tables["proved"] = False
    assert "有 1 张表的读取未通过自证（公开表3）" in sentences.overview(budget)


def test_a_hostile_name_is_shown_and_not_obeyed():
    told = sentences.parts(composition(SPENDING.replace("一般公共服务支出", HOSTILE)), by="function")
    assert r"\<script\>alert(1)\</script\>\*局\*\[x\](http\://a.b)\|\`\$" in told


# Tables


def test_a_table_says_of_each_amount_where_it_stands():
    table = parts_table(composition(SPENDING))
    assert cells(table.html, "th") == ["序", "名称", "编码", "金额（万元）", "占比", "出处"]
    assert cells(table.html)[:6] == ["1", "一般公共服务支出", "201", "250.00", "62.5%", "公开表3 第&nbsp;3&nbsp;页"]
    assert 'data-cells="expenditure_summary:1:3">250.00</td>' in table.html


def test_amounts_and_shares_stand_flush_right_with_thousands_separators():
    table = parts_table(composition(SPENDING.assign(amount_yuan=SPENDING["amount_yuan"] * 100)))
    assert '<td style="text-align:right" data-cells="expenditure_summary:1:3">25,000.00</td>' in table.html
    assert re.search('<td style="text-align:right"[^>]*>62.5%</td>', table.html)


def test_the_whole_stands_below_the_parts_and_what_is_missing_between():
    table = parts_table(composition(first(3)))
    assert cells(table.html)[-12:] == [
        "",
        "未列明到各项",
        "",
        "60.00",
        "15.0%",
        "",
        "",
        "合计",
        "",
        "400.00",
        "100.0%",
        "",
    ]


def test_lines_without_codes_have_no_column_of_codes():
    revenue = lines(
        (0, 1, None, "财政拨款", "category", 5.0),
        (1, None, None, "收入总计", "total", 5.0),
        role="revenue_expenditure_summary",
        direction="revenue",
    )
    assert "编码" not in cells(parts_table(composition(revenue, by="source")).html, "th")


def test_an_amount_of_an_unproved_table_carries_the_mark():
    assert "公开表3 第 3 页 ⚠ 未自证" in parts_table(composition(SPENDING.assign(proved=False))).text


def test_an_amount_of_several_cells_says_so():
    twice = lines((0, None, "201", "甲", "class", 5.0), (1, None, "201", "甲", "class", 5.0), number_printed="公开表3")
    assert "公开表3 第 3 页，2 格相加" in parts_table(composition(twice)).text


def test_a_hostile_name_in_a_table_is_shown_and_not_obeyed():
    html = parts_table(composition(SPENDING.replace("一般公共服务支出", HOSTILE))).html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;*局*" in html
    assert "<script" not in html


def test_a_table_speaks_english_on_request():
    table = parts_table(composition(SPENDING), lang="en")
    assert cells(table.html, "th") == ["No.", "Name", "Code", "Amount (10,000 yuan)", "Share", "Source"]
    assert table.text.splitlines()[1] == "1\tGeneral public services\t201\t250.00\t62.5%\t公开表3, p. 3"


def test_functions_by_kind_are_a_table_with_a_column_for_each_kind():
    basic = SPENDING.assign(measure="total.basic", col=4)
    project = SPENDING.head(2).assign(measure="total.project", col=5)
    crossed = function_by_kind(pd.concat([SPENDING, basic, project]).assign(header="x"))
    table = kinds_table(crossed.assign(kind_name=crossed["kind"].str[6:]))
    assert cells(table.html, "th") == ["名称", "编码", "basic（万元）", "project（万元）"]
    assert cells(table.html)[:8] == [
        "一般公共服务支出",
        "201",
        "250.00",
        "250.00",
        "社会保障和就业支出",
        "208",
        "90.00",
        "",
    ]


def test_there_is_no_table_of_nothing():
    assert parts_table(composition(SPENDING, by="source")) is None
    assert kinds_table(function_by_kind(SPENDING)) is None


# Words


@pytest.mark.parametrize(
    ("yuan", "zh", "en"),
    [
        (0.0, "0.00 元", "0 yuan"),
        (9_999.0, "9,999.00 元", "9,999 yuan"),
        (173_326_200.0, "17,332.62 万元", "173.33 million yuan"),
        (1_234_567_890.0, "12.35 亿元", "1.23 billion yuan"),
        (53.4, "53.40 元", "53.40 yuan"),
        (-20_000.0, "-2.00 万元", "-20,000 yuan"),
    ],
)
def test_money_is_told_in_the_unit_that_suits_its_size(yuan, zh, en):
    assert (money(yuan), money(yuan, "en")) == (zh, en)


def test_a_share_below_what_is_shown_is_not_shown_as_zero():
    assert [percent(share) for share in (0.0, 0.04, 0.05, 99.96)] == ["0.0%", "<0.1%", "0.1%", "100.0%"]


def test_a_language_that_is_not_spoken_is_refused():
    with pytest.raises(UsageError, match="lang='fr' 未知"):
        phrase("row.whole", "fr")


def test_a_phrase_that_is_missing_is_a_fault_of_the_knowledge():
    with pytest.raises(KnowledgeError, match=r"phrases\.csv：没有 'nothing'"):
        phrase("nothing", "zh")


def test_every_class_of_the_classifications_has_an_english_name():
    assert all(label(code, "en") for code in ("201", "234", "301", "399", "501", "599"))


@pytest.mark.parametrize(("n", "told"), [(1, "1 cell"), ("1", "1 cell"), (2, "2 cells"), ("1,032", "1,032 cells")])
def test_one_thing_is_told_in_the_singular(n, told):
    assert phrase("reconcile.places", "en", n=n) == told


def test_lines_of_the_classifications_have_english_names():
    assert translated("因公出国(境)费用") == "Official travel abroad"
    assert translated("其他教育支出") == "Other education"
    assert translated("某局专门项目") is None


def test_the_identifiers_of_the_rules_are_named():
    assert readable("表9 没有“three_public.vehicles”这一行或这一栏", "zh") == "表9 没有“公务用车购置及运行费”这一行或这一栏"
    assert readable("表9 没有“three_public”这一行或这一栏", "zh") == "表9 没有“‘三公’经费”这一行或这一栏"
    assert readable("表一 prints no amount for “结转下年”", "en") == "表一 prints no amount for “结转下年”"


def test_another_scope_of_basic_expenditure_is_told_with_both_amounts():
    kinds = composition(total_in_columns(total=1000 * WAN, total__basic=600 * WAN, total__project=400 * WAN), by="kind")
    parts = {"total__basic": 500 * WAN, "total__basic__personnel": 450 * WAN, "total__basic__operating": 50 * WAN}
    basic = composition(total_in_columns("general_budget_expenditure", **parts), by="basic")
    assert words(sentences.other_scope(kinds, basic)).endswith("的是 600.00 万元，相差 100.00 万元；下面的占比以前者为分母。")
    assert sentences.other_scope(kinds, kinds.head(0)) is None
