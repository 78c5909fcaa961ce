"""Compositions and what they tell, on tables of a few lines and on the published budget of Qingdao's government office.

Amounts of the published budget are those of its tables, in 万元.
"""

from decimal import Decimal

import pandas as pd
import pytest

import qzbudget as qz
from qzbudget.breakdown.analysis import concentration, function_by_kind, per_hundred, unlisted, uses
from qzbudget.breakdown.cells import current, leaves, whole_measure
from qzbudget.breakdown.composition import COLUMNS, composition
from qzbudget.errors import UsageError
from tests.small_dataset import lines, total_in_columns

TOTAL = (0, None, None, "合计", "total", 400.0)
SPENDING = lines(
    TOTAL,
    (1, 0, "201", "一般公共服务支出", "class", 300.0),
    (2, 1, "20103", "政府办公厅事务", "section", 300.0),
    (3, 2, "2010301", "行政运行", "item", 250.0),
    (4, 2, "2010302", "一般行政管理事务", "item", 50.0),
    (5, 0, "221", "住房保障支出", "class", 100.0),
)


def shares(composed):
    return dict(zip(composed["name"], composed["share_pct"], strict=True))


def amounts(composed):
    return dict(zip(composed["name"], composed["amount_yuan"], strict=True))


# Leaves


def test_the_leaves_of_a_column_add_up_to_its_total():
    frame = SPENDING.assign(is_leaf=[False, False, False, True, True, True])
    assert leaves(frame)["amount_yuan"].sum() == 400.0


def test_leaves_of_one_measure():
    frame = pd.concat([SPENDING, SPENDING.assign(measure="total.basic")]).assign(is_leaf=True)
    assert set(leaves(frame, "total.basic")["measure"]) == {"total.basic"}


# Which cells


def test_the_whole_is_the_measure_with_the_fewest_steps():
    assert whole_measure(["total.basic", "total.project", "total"]) == "total"
    assert (
        whole_measure(["total@fund.general_budget.basic", "total@fund.general_budget"]) == "total@fund.general_budget"
    )
    assert whole_measure(["change_pct", "sme_reserved"]) is None


def test_last_years_column_is_not_mixed_in():
    frame = pd.concat(
        [
            SPENDING.assign(fiscal_year=2023, phase="approved"),
            SPENDING.assign(fiscal_year=2022, phase="prior_year", col=4),
        ]
    )
    assert amounts(composition(frame)) == {"一般公共服务支出": 300.0, "住房保障支出": 100.0}


def test_final_accounts_are_about_what_was_executed():
    frame = pd.concat(
        [
            SPENDING.assign(fiscal_year=2024, phase="approved", amount_yuan=1.0),
            SPENDING.assign(fiscal_year=2024, phase="executed", col=4),
        ]
    )
    assert set(current(frame)["phase"]) == {"executed"}
    assert amounts(composition(frame))["住房保障支出"] == 100.0


# Composition by a classification


def test_classes_are_ranked_with_their_share_of_the_printed_total():
    composed = composition(SPENDING, by="function")
    assert composed["name"].tolist() == ["一般公共服务支出", "住房保障支出"]
    assert composed["rank"].tolist() == [1, 2]
    assert composed["share_pct"].tolist() == [75.0, 25.0]
    assert composed["whole_yuan"].tolist() == [400.0, 400.0]


def test_every_amount_leads_back_to_its_cell():
    composed = composition(SPENDING, by="function")
    assert composed[["table_id", "row", "col", "page"]].to_numpy().tolist() == [
        ["expenditure_summary", 1, 3, 3],
        ["expenditure_summary", 5, 3, 3],
    ]
    assert composed["cells"].tolist() == ["expenditure_summary:1:3", "expenditure_summary:5:3"]


def test_a_class_without_sections_stands_for_itself_at_deeper_levels():
    assert amounts(composition(SPENDING, level="item")) == {
        "行政运行": 250.0,
        "住房保障支出": 100.0,
        "一般行政管理事务": 50.0,
    }


def test_a_level_that_is_not_printed_is_added_up_from_the_one_below():
    items = lines(TOTAL, (1, 0, "2010301", "行政运行", "item", 250.0), (2, 0, "2010302", "其他", "item", 150.0))
    [part] = composition(items, level="class").itertuples()
    assert (part.name, part.code, part.amount_yuan) == ("一般公共服务支出", "201", 400.0)
    assert part.cells == "expenditure_summary:1:3+expenditure_summary:2:3"
    assert pd.isna(part.row)


def test_names_without_a_code_count_by_the_code_that_they_stand_for():
    frame = lines(
        TOTAL,
        (1, 0, None, "一般公共服务支出", "category", 300.0),
        (2, 0, None, "住房保障支出", "category", 100.0),
        role="revenue_expenditure_summary",
        direction="expenditure",
    ).assign(code_inferred=[None, "201", "221"])
    assert composition(frame)["code"].tolist() == ["201", "221"]


def test_a_project_below_its_item_does_not_count_twice():
    frame = pd.concat([SPENDING, lines((6, 3, "2010301", "某项目", "detail", 200.0))])
    assert amounts(composition(frame, level="item"))["行政运行"] == 250.0


def test_the_same_code_of_several_units_is_added_up():
    frame = lines(TOTAL, (1, 0, "201", "甲", "class", 300.0), (2, 0, "201", "甲", "class", 100.0))
    [part] = composition(frame).itertuples()
    assert (part.amount_yuan, part.cells) == (400.0, "expenditure_summary:1:3+expenditure_summary:2:3")


def test_economic_codes_are_told_apart_by_their_scheme():
    frame = lines(TOTAL, (1, 0, "301", "工资福利支出", "class", 400.0), role="basic_expenditure_department")
    assert composition(frame, by="department_economic")["code"].tolist() == ["301"]
    assert composition(frame, by="government_economic").empty


def test_codes_beside_the_rows_own_count_on_the_leaves():
    frame = lines(
        TOTAL, (1, 0, "2010301", "行政运行", "item", 250.0), (2, 0, "2010301", "行政运行", "item", 150.0)
    ).assign(
        government_code=[None, "50101", "50201"], government_name=[None, "工资", "办公"], is_leaf=[False, True, True]
    )
    assert amounts(composition(frame, by="government_economic", level="section")) == {"工资": 250.0, "办公": 150.0}


# Zero, nothing, too little


def test_zero_parts_are_left_out_unless_asked_for():
    frame = pd.concat([SPENDING, lines((6, 0, "205", "教育支出", "class", 0.0))])
    assert "教育支出" not in set(composition(frame)["name"])
    assert amounts(composition(frame, zeros=True))["教育支出"] == 0.0


def test_parts_that_are_not_reported_are_never_listed():
    frame = pd.concat([SPENDING, lines((6, 0, "205", "教育支出", "class", None))])
    assert "教育支出" not in set(composition(frame, zeros=True)["name"])


def test_a_whole_of_zero_has_no_shares():
    frame = SPENDING.assign(amount_yuan=0.0)
    composed = composition(frame)
    assert composed["amount_yuan"].tolist() == [0.0, 0.0]
    assert composed["share_pct"].isna().all()


def test_without_a_printed_total_the_parts_are_the_whole():
    composed = composition(SPENDING[SPENDING["row_type"] != "total"].assign(parent_row=[None, 1, 2, 2, None]))
    assert composed["whole_yuan"].tolist() == [400.0, 400.0]


def test_what_is_withheld_is_no_part_but_missing_from_the_whole():
    composed = composition(SPENDING[SPENDING["item_code"] != "221"].assign(amount_yuan=SPENDING["amount_yuan"] * 1e6))
    assert shares(composed) == {"一般公共服务支出": 75.0}
    assert unlisted(composed) == 100e6


def test_a_table_whose_parts_add_up_is_preferred():
    withheld = SPENDING[SPENDING["item_code"] != "221"].assign(amount_yuan=SPENDING["amount_yuan"] * 1e6)
    complete = withheld.iloc[[0]].assign(role="general_budget_expenditure", table_id="general_budget_expenditure")
    part = complete.assign(row=1, parent_row=0, item_code="204", item_name="公共安全支出", row_type="class")
    composed = composition(pd.concat([withheld, complete, part]))
    assert composed["table_id"].tolist() == ["general_budget_expenditure"]


def test_a_document_that_prints_no_such_parts_gives_no_rows():
    composed = composition(SPENDING, by="source")
    assert composed.empty
    assert composed.columns.tolist() == list(COLUMNS)


def test_an_unknown_way_or_level_is_refused_with_the_nearest_one():
    with pytest.raises(UsageError, match="by='functions' 未知。是不是 'function'"):
        composition(SPENDING, by="functions")
    with pytest.raises(UsageError, match="level='items' 未知。是不是 'item'"):
        composition(SPENDING, level="items")


def test_exact_amounts_stay_exact():
    exact = SPENDING.assign(amount_yuan=[Decimal(str(yuan)) for yuan in SPENDING["amount_yuan"]])
    assert composition(exact)["amount_yuan"].tolist() == [Decimal("300.0"), Decimal("100.0")]


# Composition by columns and by lines


def test_kinds_are_the_columns_below_the_total():
    frame = total_in_columns(total=400.0, total__basic=300.0, total__project=100.0, carried_forward=50.0)
    composed = composition(frame, by="kind")
    assert composed[["name", "code", "amount_yuan"]].to_numpy().tolist() == [
        ["basic", "total.basic", 300.0],
        ["project", "total.project", 100.0],
    ]


def test_a_second_split_of_the_same_total_is_not_mixed_in():
    frame = total_in_columns(total=400.0, total__basic=400.0)
    fund = lines(TOTAL, measure="total@fund.general_budget", col=9, header="一般公共预算")
    assert composition(pd.concat([frame, fund]), by="kind")["code"].tolist() == ["total.basic"]


def test_a_kind_without_a_column_of_its_own_is_added_up_from_its_parts():
    frame = total_in_columns(
        total=400.0, total__basic__personnel=200.0, total__basic__operating=100.0, total__project=100.0
    )
    assert amounts(composition(frame, by="kind")) == {"基本支出": 300.0, "project": 100.0}


def test_a_column_that_is_only_called_a_subtotal_gets_the_name_of_what_it_sums():
    frame = total_in_columns(total=400.0, total__basic=400.0).assign(header=["合计", "基本支出 / 小计"])
    assert composition(frame, by="kind")["name"].tolist() == ["基本支出"]


def test_revenue_lines_are_those_that_are_part_of_the_sums_alone():
    frame = lines(
        (0, 3, None, "财政拨款收入", "category", 300.0),
        (1, 0, None, "一般公共预算拨款", "category", 300.0),
        (2, 0, None, "教育收费", "of_which", 20.0),
        (3, 5, None, "本年收入合计", "subtotal", 300.0),
        (4, 5, None, "上年结转", "category", 100.0),
        (5, None, None, "收入总计", "total", 400.0),
        role="revenue_expenditure_summary",
        direction="revenue",
    )
    assert shares(composition(frame, by="source")) == {"财政拨款收入": 75.0, "上年结转": 25.0}


# What compositions tell


def test_uses_put_personnel_and_operating_in_the_place_of_basic_expenditure():
    kinds = total_in_columns(total=400.0, total__basic=300.0, total__project=100.0)
    basic = total_in_columns(
        role="general_budget_expenditure",
        total=400.0,
        total__basic=300.0,
        total__basic__personnel=240.0,
        total__basic__operating=60.0,
    )
    assert shares(uses(pd.concat([kinds, basic]))) == {"personnel": 60.0, "project": 25.0, "operating": 15.0}


def test_uses_keep_basic_expenditure_whole_where_its_parts_are_of_another_amount():
    kinds = total_in_columns(total=4e6, total__basic=3e6, total__project=1e6)
    basic = total_in_columns(role="general_budget_expenditure", total=2e6, total__basic__personnel=2e6)
    assert set(uses(pd.concat([kinds, basic]))["name"]) == {"basic", "project"}


def test_each_function_by_kind():
    project = SPENDING.assign(measure="total.project", col=5, amount_yuan=[40.0, 40.0, 40.0, 40.0, 0.0, 0.0])
    basic = SPENDING.assign(measure="total.basic", col=4, amount_yuan=[360.0, 260.0, 260.0, 210.0, 50.0, 100.0])
    crossed = function_by_kind(pd.concat([SPENDING, basic, project]).assign(header="x"))
    assert crossed[["kind", "code", "amount_yuan"]].to_numpy().tolist() == [
        ["total.basic", "201", 260.0],
        ["total.basic", "221", 100.0],
        ["total.project", "201", 40.0],
    ]


def test_concentration_of_equal_parts_is_one_over_their_number():
    found = concentration(pd.DataFrame({"name": ["甲", "乙", "丙", "丁"], "amount_yuan": [5.0] * 4}))
    assert (found.parts, found.largest_share_pct, found.hhi) == (4, 25.0, 0.25)


def test_nothing_positive_has_no_concentration():
    assert concentration(pd.DataFrame({"name": ["甲"], "amount_yuan": [0.0]})) is None


@pytest.mark.parametrize(("places", "parts"), [(0, [34, 33, 33]), (2, [33.34, 33.33, 33.33])])
def test_the_parts_of_a_hundred_add_up_to_a_hundred(places, parts):
    divided = per_hundred(pd.DataFrame({"amount_yuan": [7.0, 7.0, 7.0]}), places)
    assert divided["of_100"].tolist() == parts


def test_rounding_is_no_gap():
    composed = pd.DataFrame({"amount_yuan": [99_900.0], "whole_yuan": [100_000.0], "cells": ["a:1:2"]})
    assert unlisted(composed) == 0.0


# The published budget


@pytest.fixture(scope="module")
def qingdao(tmp_path_factory):
    return qz.load(qz.read("data/raw/qingdao-government-office-2023-unit-budget.pdf", tmp_path_factory.mktemp("out")))


def in_wan(composed):
    return [(part.name, part.code, part.amount_yuan / 10_000) for part in composed.itertuples()]


def test_qingdao_revenue(qingdao):
    assert in_wan(composition(qingdao, by="source")) == [
        ("一般公共预算拨款收入", "general_budget_appropriation", 17332.62)
    ]


def test_qingdao_functions(qingdao):
    assert in_wan(composition(qingdao, by="function")) == [
        ("一般公共服务支出", "201", 15882.24),
        ("社会保障和就业支出", "208", 795.51),
        ("住房保障支出", "221", 654.87),
    ]
    assert in_wan(composition(qingdao, by="function", level="item")) == [
        ("行政运行", "2010301", 15882.24),
        ("住房公积金", "2210201", 654.87),
        ("机关事业单位基本养老保险缴费支出", "2080505", 530.34),
        ("机关事业单位职业年金缴费支出", "2080506", 265.17),
    ]


def test_qingdao_kinds_and_basic_expenditure(qingdao):
    assert in_wan(composition(qingdao, by="kind")) == [
        ("基本支出", "total.basic", 8723.41),
        ("项目支出", "total.project", 8609.21),
    ]
    assert in_wan(composition(qingdao, by="basic")) == [
        ("人员经费", "total.basic.personnel", 8152.72),
        ("公用经费", "total.basic.operating", 570.69),
    ]


def test_qingdao_economic_classes_in_both_schemes(qingdao):
    assert in_wan(composition(qingdao, by="department_economic")) == [
        ("工资福利支出", "301", 6634.79),
        ("对个人和家庭的补助", "303", 1452.21),
        ("商品和服务支出", "302", 551.17),
        ("资本性支出", "310", 85.25),
    ]
    assert in_wan(composition(qingdao, by="government_economic")) == [
        ("机关工资福利支出", "501", 6629.46),
        ("对个人和家庭的补助", "509", 1452.21),
        ("机关商品和服务支出", "502", 551.17),
        ("机关资本性支出（一）", "503", 85.25),
        ("对事业单位经常性补助", "505", 5.33),
    ]


def test_qingdao_parts_add_up_in_every_composition(qingdao):
    for by in ("source", "function", "kind", "basic", "department_economic", "government_economic"):
        for level in ("class", "section", "item"):
            assert unlisted(composition(qingdao, by=by, level=level)) == 0.0


def test_qingdao_projects_are_all_of_one_function(qingdao):
    crossed = function_by_kind(qingdao)
    assert in_wan(crossed[crossed["kind"] == "total.project"]) == [("一般公共服务支出", "201", 8609.21)]


def test_qingdao_each_hundred_yuan(qingdao):
    divided = per_hundred(uses(qingdao))
    assert dict(zip(divided["name"], divided["of_100"], strict=True)) == {
        "项目支出": 49.67,
        "人员经费": 47.04,
        "公用经费": 3.29,
    }
