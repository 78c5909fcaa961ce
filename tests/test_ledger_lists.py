"""A sentence that names a whole and lists its parts."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.ledger_cases import ledger, statement, status

WHOLE = "项目支出5.00万元，主要包括：道路养护3.00万元；桥梁检测{last}万元。"


def listed(text, *amounts):
    """The statements of one sentence, in its order."""
    return [statement(f"s{i}", None, amount, text=text) for i, amount in enumerate(amounts)]


def ended(text, *amounts):
    checks = ledger(*listed(text, *amounts)).values()
    return [check.status for check in checks if check.rule == "stated_list"]


@pytest.mark.parametrize(("last", "expected"), [("2.00", "pass"), ("2.01", "rounding"), ("2.03", "fail")])
def test_the_parts_come_to_the_whole_within_the_rounding_of_each(last, expected):
    assert ended(WHOLE.format(last=last), "5.00", "3.00", last) == [expected]


def test_a_list_that_comes_to_less_may_be_incomplete():
    assert ended(WHOLE.format(last="1.00"), "5.00", "3.00", "1.00") == ["insufficient_data"]


def test_a_whole_in_yuan_of_parts_in_ten_thousands_is_a_slip_of_the_unit():
    whole, *parts = listed("项目支出5.00元，其中：道路养护3.00万元、桥梁检测2.00万元。", "5.00", "3.00", "2.00")
    check = ledger(replace(whole, money_unit="元", amount_yuan=Decimal(5)), parts)["stated_list:s0"]
    assert (check.status, "一万倍" in check.message) == ("fail", True)


@pytest.mark.parametrize(
    "text",
    [
        "其中：道路养护5.00万元、桥梁检测3.00万元、照明2.00万元。",
        "项目支出5.00万元，其中：道路养护3.00万元，包括检测2.00万元。",
        "道路养护5.00万元、桥梁检测3.00万元、照明2.00万元。",
        "道路养护5.00万元、桥梁检测3.00万元，其中照明2.00万元。",
    ],
    ids=["whole in the sentence before", "list in a list", "no list word", "part of a part"],
)
def test_a_sentence_that_is_not_one_whole_and_one_list_is_left_alone(text):
    assert ended(text, "5.00", "3.00", "2.00") == ["not_applicable"]


def test_budget_and_execution_are_not_added_to_each_other():
    text = "出国费5.00万元，其中：预算3.00万元，决算2.00万元。"
    rows = [*listed(text, "5.00", "3.00"), statement("s9", None, "2.00", text=text, measure="executed")]
    assert status(ledger(*rows), "stated_list") == "not_applicable"
