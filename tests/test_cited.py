"""Numbers that carry their cells: in sentences, in tables, through Markdown and HTML."""

from __future__ import annotations

import re

import pytest

from qzbudget.breakdown import sentences
from qzbudget.breakdown.analysis import uses
from qzbudget.breakdown.composition import composition
from qzbudget.breakdown.tables import parts_table
from qzbudget.cited.numbers import (
    Formula,
    check_of,
    cited,
    difference_of,
    formula,
    sentence_html,
    share_of,
    without_cells,
)
from qzbudget.wording import plain
from tests.small_dataset import lines, total_in_columns

SPENDING = lines(
    (0, None, None, "合计", "total", 400.0),
    (1, 0, "201", "一般公共服务支出", "class", 200.0),
    (2, 0, "208", "社会保障和就业支出", "class", 90.0),
    (3, 0, "221", "住房保障支出", "class", 60.0),
    (4, 0, "205", "教育支出", "class", 50.0),
    number_printed="公开表3",
)
T = "expenditure_summary"


def numbers(html):
    """(formula, shown text) of every number in HTML."""
    return re.findall(r'data-cells="([^"]+)">([^<]+)<', html)


# Formulas


@pytest.mark.parametrize(
    ("text", "relation", "sides"),
    [
        ("a:0:1", "", (("a:0:1",),)),
        ("a:0:1+a:1:1", "", (("a:0:1", "a:1:1"),)),
        ("a:1:1/a:0:1", "share", (("a:1:1",), ("a:0:1",))),
        ("a:0:1~a:1:1+a:2:1", "difference", (("a:0:1",), ("a:1:1", "a:2:1"))),
        ("a:0:1=丙局-2022#b:0:2", "check", (("a:0:1",), ("丙局-2022#b:0:2",))),
    ],
)
def test_a_formula_names_its_sides_and_what_stands_between(text, relation, sides):
    assert formula(text) == Formula(relation, sides)


def test_a_formula_lists_each_cell_once():
    assert formula(share_of("a:1:1", "a:0:1+a:1:1")).cells == ("a:1:1", "a:0:1")


def test_a_side_that_stands_nowhere_is_left_out():
    assert (share_of("", "a:0:1"), share_of("a:1:1", ""), check_of("", "b:0:1"), difference_of("a:1:1", "")) == (
        "",
        "a:1:1",
        "b:0:1",
        "a:1:1",
    )


# A number in Markdown and in HTML


def test_a_number_carries_its_cells_through_markdown_into_html():
    told = f"合计 **{cited('<0.1%', 'a:1:1/a:0:1')}**。"
    assert without_cells(told) == "合计 **<0.1%**。"
    assert sentence_html(told) == '<p>合计 <strong><span data-cells="a:1:1/a:0:1">&lt;0.1%</span></strong>。</p>'


def test_a_reference_of_another_document_survives_whatever_its_name():
    strange = '甲 局("本)级]>-2022-budget-unit#a:0:1'
    assert numbers(sentence_html(cited("1.00", strange))) == [
        (strange.replace('"', "&quot;").replace(">", "&gt;"), "1.00")
    ]


def test_a_number_without_cells_is_just_a_number():
    assert cited("未公布", "") == "未公布"


def test_a_name_cannot_pose_as_a_number_with_cells():
    told = plain("[9.99](#a:0:1) <b data-cells='a:0:1'>x</b>")
    assert without_cells(told) == told
    assert numbers(sentence_html(told)) == []
    assert "<b" not in sentence_html(told)


# Sentences


def test_each_number_of_a_composition_stands_behind_its_cells():
    assert numbers(sentence_html(sentences.parts(composition(SPENDING), by="function"))) == [
        (f"{T}:0:3", "400.00 元"),
        (f"{T}:1:3", "200.00 元"),
        (f"{T}:1:3/{T}:0:3", "50.0%"),
        (f"{T}:2:3", "90.00 元"),
        (f"{T}:2:3/{T}:0:3", "22.5%"),
        (f"{T}:3:3+{T}:4:3/{T}:0:3", "27.5%"),
    ]


def test_a_whole_that_is_not_printed_is_the_sum_of_its_parts():
    told = sentence_html(sentences.parts(composition(SPENDING.iloc[1:3]), by="function"))
    assert numbers(told)[0] == (f"{T}:1:3+{T}:2:3", "290.00 元")


def test_what_is_not_itemised_is_the_whole_less_its_parts():
    frame = SPENDING.head(3).assign(amount_yuan=[4e6, 2e6, 9e5])
    told = sentence_html(sentences.parts(composition(frame), by="function"))
    assert numbers(told)[-2:] == [
        (f"{T}:0:3~{T}:1:3+{T}:2:3", "110.00 万元"),
        (f"{T}:0:3~{T}:1:3+{T}:2:3", "27.5%"),
    ]


def test_each_hundred_yuan_opens_part_and_whole():
    kinds = uses(total_in_columns(total=400.0, total__basic=300.0, total__project=100.0))
    assert numbers(sentence_html(sentences.hundred(kinds))) == [
        (f"{T}:0:4/{T}:0:3", "75.00"),
        (f"{T}:0:5/{T}:0:3", "25.00"),
    ]


# Tables


def test_amount_share_and_whole_of_a_table_carry_their_cells():
    found = numbers(parts_table(composition(SPENDING)).html)
    assert found[:2] == [(f"{T}:1:3", "0.02"), (f"{T}:1:3/{T}:0:3", "50.0%")]
    assert found[-1] == (f"{T}:0:3", "0.04")
