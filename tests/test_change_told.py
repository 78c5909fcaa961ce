"""What is said, tabled and drawn of changes."""

from matplotlib.colors import to_hex

from qzbudget.change import contributions, sentences, tables
from qzbudget.change.frame import changes
from qzbudget.cited.marks import Marks
from qzbudget.cited.numbers import without_cells
from qzbudget.figures import change_bars, paired_bars, png, waterfall
from qzbudget.figures.colours import LESS, MORE

WAN = 10_000.0
FOUND = changes(
    [
        {"key": "basic", "name": "基本支出", "amount_yuan": 90 * WAN, "base_yuan": 80 * WAN, "base_kind": "prior_budget",
         "amount_cells": "a:0:1", "change_cells": "a:0:1~a:0:2", "page": 3, "section": "一"},
        {"key": "project", "name": "项目支出", "amount_yuan": 70 * WAN, "base_yuan": 120 * WAN, "base_kind": "prior_budget",
         "page": 3, "section": "一"},
        {"key": "training", "name": "培训费", "amount_yuan": 5 * WAN, "base_yuan": 0.0, "base_kind": "prior_executed",
         "page": 4, "section": "二"},
    ]
)  # fmt: skip
WHOLE = changes(
    [
        {
            "key": "total_expenditure",
            "name": "支出预算",
            "amount_yuan": 160 * WAN,
            "base_yuan": 200 * WAN,
            "base_kind": "prior_budget",
        }
    ]
).iloc[0]
PARTS = contributions(WHOLE, FOUND.head(2))


def test_changes_of_different_bases_are_told_apart():
    budget, executed = without_cells(sentences.stated(FOUND)).split("\n\n")
    assert budget == (
        "与上年预算相比：**基本支出** 90.00 万元，增加 10.00 万元（+12.50%）；**项目支出** 70.00 万元，减少 50.00 万元（-41.67%）。"
    )
    assert executed == "与上年执行相比：**培训费** 5.00 万元，增加 5.00 万元。"


def test_numbers_of_a_failed_check_carry_its_mark():
    told = sentences.stated(FOUND, marks=Marks(failed=frozenset({"a:0:1"})))
    assert "90.00 万元 ⚠ 核对不符" in without_cells(told)
    assert tables.changes_table(FOUND, marks=Marks(unproved=frozenset({"a"}))).text.splitlines()[1].endswith("⚠ 未自证")


def test_the_table_says_that_a_base_is_zero_instead_of_a_percentage():
    rows = [line.split("\t") for line in tables.changes_table(FOUND).text.splitlines()]
    assert rows[3][:6] == ["培训费", "0.00", "5.00", "+5.00", "基数为零", "上年执行"]


def test_a_renamed_code_and_a_line_of_one_year_say_so():
    found = changes([{"key": "30311", "code": "30311", "name": "代缴社会保险费", "amount_yuan": 1.0, "base_yuan": 2.0,
                      "base_kind": "prior_budget", "renamed_from": "住房公积金"},
                     {"key": "210", "name": "卫生健康支出", "base_yuan": 2.0, "base_kind": "prior_budget", "listed": "gone"}])  # fmt: skip
    text = tables.changes_table(found).text
    assert "⚠ 科目改名（原“住房公积金”），不是单纯的增减" in text
    assert "卫生健康支出 （本年没有列明）" in text
    assert (
        sentences.recoded(found)
        == "⚠ 有 1 个科目编码在两年间改了名称，金额的变化不是单纯的增减：30311 原“住房公积金”，今“代缴社会保险费”。"
    )


def test_contributions_are_told_with_the_whole():
    assert without_cells(sentences.contributed(PARTS)) == (
        "支出预算由上年预算的 200.00 万元变为 **160.00 万元**，**减少 40.00 万元（-20.00%）**："
        "项目支出减少 50.00 万元（-41.67%），拉动 -25.00 个百分点；基本支出增加 10.00 万元（+12.50%），拉动 +5.00 个百分点。"
    )


def test_what_is_missing_is_said_and_nothing_is_drawn():
    nothing = changes([])
    assert sentences.stated(nothing) == "这份文件没有写明增减，没有可比的数字。"
    assert sentences.three_public(nothing) == "这份文件没有“三公”经费的上年数。"
    assert sentences.contributed(None, "function").startswith("这份文件没有在表里印出上年各项支出")
    assert sentences.executed(nothing).startswith("手头没有同一年度的预算和决算")
    drawn = (
        change_bars(nothing),
        waterfall(None),
        paired_bars(nothing),
        tables.changes_table(nothing),
        tables.contributions_table(None),
    )
    assert drawn == (None,) * 5


def test_english_is_told_in_english():
    told = without_cells(sentences.stated(FOUND, "en"))
    assert told.startswith(
        "Against last year's budget: **Basic expenditure** 900,000 yuan, up 100,000 yuan (+12.50%)"
    )


def bars(axes):
    return [(patch.get_x(), patch.get_width(), to_hex(patch.get_facecolor()).upper()) for patch in axes.patches]


def test_each_base_has_a_panel_and_increases_another_colour_than_decreases():
    figure = change_bars(FOUND)
    first, second = figure.axes
    assert bars(first) == [(0, 10 * WAN, MORE), (-50 * WAN, 50 * WAN, LESS)]
    assert bars(second) == [(0, 5 * WAN, MORE)]
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["与上年预算相比", "与上年执行相比"]
    assert figure.get_supxlabel().endswith("各组比例尺不同")
    png(figure)


def test_a_waterfall_goes_from_the_base_to_the_whole():
    [axes] = waterfall(PARTS).axes
    assert [(x, width) for x, width, _ in bars(axes)] == [
        (-50 * WAN, 50 * WAN),
        (-50 * WAN, 10 * WAN),
        (-40 * WAN, 40 * WAN),
    ]
    assert [text.get_text() for text in axes.texts] == [
        "-50.00　-25.00 个百分点",
        "+10.00　+5.00 个百分点",
        "-40.00　-20.00 个百分点",
    ]


def test_pairs_are_drawn_in_one_scale_from_zero():
    [axes] = paired_bars(FOUND.head(2), "three_public").axes
    assert [(x, width) for x, width, _ in bars(axes)] == [(0, 80 * WAN), (0, 90 * WAN), (0, 120 * WAN), (0, 70 * WAN)]
