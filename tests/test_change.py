"""Change: what is compared with what, and what is never put together."""

import math

import pandas as pd
import pytest

from qzbudget.change import (
    coded_contributions,
    contributions,
    executions,
    printed_changes,
    stated_changes,
    stated_contributions,
)
from qzbudget.change.frame import changes
from qzbudget.change.recoded import former_name, renamed
from tests.small_dataset import lines

WAN = 10_000.0


def said(*rows):
    """Statements: each is id, section, subject, concept, measure, amount, change, per cent, base kind, last year."""
    names = ["statement_id", "section", "subject", "concept", "measure", "amount_yuan", "change_yuan", "change_pct"]
    names += ["base_kind", "prior_year_yuan"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(reason=None, page=27, text=frame["section"] + frame["subject"])


# 2023年收支预算17,332.62万元，较上年预算增加36.27万元，其中…基本支出增加796.49万元、项目支出减少760.22万元
QINGDAO = said(
    ("s13", "一（一）", "基本支出", "basic", "budget", 8723.41 * WAN, None, None, None, None),
    ("s14", "一（一）", "项目支出", "project", "budget", 8609.21 * WAN, None, None, None, None),
    (
        "s15",
        "一（一）",
        "收支预算",
        "revenue_and_expenditure",
        "budget",
        17332.62 * WAN,
        36.27 * WAN,
        None,
        "prior_budget",
        17296.35 * WAN,
    ),
    ("s19", "一（一）", "基本支出", "basic", "change", None, 796.49 * WAN, None, "prior_budget", None),
    ("s20", "一（一）", "项目支出", "project", "change", None, -760.22 * WAN, None, "prior_budget", None),
    ("s23", "一（四）", "基本支出", "basic", "budget", 1.0, None, None, None, None),
    (
        "s31",
        "一（五）",
        "公务接待费",
        "three_public.reception",
        "budget",
        280 * WAN,
        -5 * WAN,
        -1.75,
        "prior_unspecified",
        285 * WAN,
    ),
)


def test_a_change_without_its_amount_takes_the_one_that_its_section_states():
    found = stated_changes(QINGDAO, 2023).set_index("change_cells")
    assert found.loc["s19", "amount_yuan"] == 8723.41 * WAN
    assert found.loc["s19", "base_yuan"] == pytest.approx(7926.92 * WAN)
    assert found.loc["s19", "amount_cells"] == "s13"
    assert found.loc["s19", "base_cells"] == "s13~s19"


def test_a_change_whose_section_states_the_thing_twice_has_no_amount():
    twice = pd.concat([QINGDAO, QINGDAO.head(1).assign(statement_id="s99")], ignore_index=True)
    assert math.isnan(stated_changes(twice, 2023).set_index("change_cells").loc["s19", "amount_yuan"])


def test_each_change_keeps_its_base_and_the_year_of_it():
    found = stated_changes(QINGDAO, 2023)
    assert found["base_kind"].tolist() == ["prior_budget"] * 3 + ["prior_unspecified"]
    assert set(found["year"]) == {2023}
    assert set(found["base_year"]) == {2022}


def test_from_zero_there_is_an_amount_and_no_percentage_even_where_one_is_printed():
    [row] = stated_changes(
        said(("s1", "一", "培训费", "training", "budget", 5.0, 5.0, 100.0, "prior_budget", 0.0))
    ).to_dict("records")
    assert row["change_yuan"] == 5.0
    assert math.isnan(row["change_pct"])


def test_a_percentage_without_amounts_is_kept_as_printed():
    [row] = stated_changes(
        said(("s1", "一", "培训费", "training", "budget", None, None, -3.5, "prior_budget", None))
    ).to_dict("records")
    assert row["change_pct"] == -3.5
    assert math.isnan(row["change_yuan"])


def test_what_is_compared_with_no_known_base_is_no_change():
    assert stated_changes(said(("s1", "一", "培训费", "training", "budget", 5.0, 1.0, None, None, 4.0))).empty


def test_contributions_add_up_to_the_growth_of_the_whole():
    found = stated_contributions(stated_changes(QINGDAO, 2023))
    assert found["key"].tolist() == ["basic", "project"]
    assert found["points"].round(2).tolist() == [4.60, -4.40]
    assert found["points"].sum() == pytest.approx(36.27 / 17296.35 * 100)


def test_parts_of_another_base_contribute_nothing():
    other = QINGDAO.assign(base_kind=QINGDAO["base_kind"].where(QINGDAO["statement_id"] != "s20", "prior_executed"))
    assert stated_contributions(stated_changes(other, 2023)) is None


def test_what_the_parts_leave_of_the_change_is_told():
    whole = changes([{"key": "total", "amount_yuan": 200 * WAN, "base_yuan": 100 * WAN, "change_cells": "w"}]).iloc[0]
    found = contributions(
        whole, changes([{"key": "201", "amount_yuan": 90 * WAN, "base_yuan": 50 * WAN, "change_cells": "p"}])
    )
    assert dict(zip(found["key"], found["change_yuan"], strict=True)) == {"rest": 60 * WAN, "201": 40 * WAN}
    assert found.loc[found["key"] == "rest", "change_cells"].item() == "w~p"


def test_a_whole_that_was_zero_has_no_contributions_in_per_cent():
    whole = changes([{"key": "total", "amount_yuan": 10.0, "base_yuan": 0.0}]).iloc[0]
    assert contributions(whole, changes([{"key": "a", "amount_yuan": 10.0, "base_yuan": 0.0}]))["points"].isna().all()


def test_lines_contribute_at_the_highest_level_that_has_several():
    found = changes(
        [
            {"key": "total", "amount_yuan": 7.0, "base_yuan": 4.0},
            {"key": "201", "code": "201", "amount_yuan": 7.0, "base_yuan": 4.0},
            {"key": "20103", "code": "20103", "amount_yuan": 5.0, "base_yuan": 1.0},
            {"key": "20106", "code": "20106", "amount_yuan": 2.0, "base_yuan": 3.0},
        ]
    )
    assert coded_contributions(found)["key"].tolist() == ["20103", "20106"]


def both_years(phase="executed"):
    rows = (
        (0, None, "201", "一般公共服务支出", "class", 30.0),
        (1, None, "210", "卫生健康支出", "class", None),
        (2, None, None, "合计", "total", 30.0),
    )
    of = {"role": "general_budget_expenditure", "header": "x"}
    own = lines(*rows, **of).assign(fiscal_year=2026, phase="approved")
    last = lines(*rows, col=4, **of).assign(fiscal_year=2025, phase=phase, amount_yuan=[20.0, 5.0, 25.0])
    change = lines(*rows, measure="change", col=5, **of).assign(
        fiscal_year=2026, phase="approved", amount_yuan=[10.0, -5.0, 5.0]
    )
    return pd.concat([own, last, change], ignore_index=True)


@pytest.mark.parametrize(
    ("phase", "base"),
    [("executed", "prior_executed"), ("approved", "prior_budget"), ("prior_year", "prior_unspecified")],
)
def test_the_column_of_last_year_is_a_base_of_its_own_kind(phase, base):
    found = printed_changes(both_years(phase), "general_budget_expenditure")
    assert set(found["base_kind"]) == {base}
    assert found["change_yuan"].tolist()[0] == 10.0
    assert found["change_cells"].tolist()[0] == "general_budget_expenditure:0:3~general_budget_expenditure:0:4"


def test_a_blank_of_this_year_is_not_zero_and_its_change_is_the_printed_one():
    row = printed_changes(both_years(), "general_budget_expenditure").set_index("key").loc["210"]
    assert math.isnan(row["amount_yuan"])
    assert row["change_yuan"] == -5.0
    assert row["listed"] == "gone"


def test_a_table_without_last_year_has_no_changes():
    own = both_years()
    assert printed_changes(own[own["fiscal_year"] == 2026], "general_budget_expenditure").empty
    assert printed_changes(own, "expenditure_summary").empty


def test_budget_and_execution_of_one_sentence_belong_together():
    statements = said(
        ("s1", "五", "住房公积金", "2210201", "budget", 289.59, None, None, None, None),
        ("s2", "五", "住房公积金", "2210201", "executed", 280.0, None, None, None, None),
        ("s3", "五", "购房补贴", "2210203", "executed", 5.0, None, None, None, None),
    )
    [row] = executions(statements, 2024).to_dict("records")
    assert (row["base_yuan"], row["amount_yuan"], row["base_kind"], row["base_year"]) == (289.59, 280.0, "budget", 2024)


def test_a_code_that_stood_for_something_else_is_marked():
    assert former_name("30311", 2017, 2024) == "住房公积金"
    assert former_name("2210201", 2022, 2023) is None
    found = changes(
        [{"key": "20805", "code": "20805", "name": "行政事业单位养老支出", "base_year": 2019, "year": 2022}]
    )
    assert renamed(found)["renamed_from"].tolist() == ["行政事业单位离退休"]
