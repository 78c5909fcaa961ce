"""Checks inside and between tables, one behaviour each."""

from decimal import Decimal

import pytest

from tests.ledger_cases import document, ledger, line, status, table, total

ES, GBE = "expenditure_summary", "general_budget_expenditure"
BASIC = ("total", "total.basic", "total.project")


def summary(*rows, role=ES, columns=("total",), **facts):
    return table(role, rows, columns, **facts)


def test_a_line_is_the_sum_of_its_parts():
    rows = (total(), "3.00"), (line("201", "甲"), "1.00"), (line("202", "乙"), "2.00")
    assert status(ledger(summary(*rows)), f"rows_add_up:{ES}:0:2") == "pass"


@pytest.mark.parametrize(
    ("printed", "expected"), [("3.00", "pass"), ("3.01", "rounding"), ("3.02", "fail"), ("2.98", "fail")]
)
def test_each_printed_figure_may_be_half_a_last_digit_off(printed, expected):
    rows = (total(), printed), (line("201", "甲"), "1.00"), (line("202", "乙"), "2.00")
    check = ledger(summary(*rows))[f"rows_add_up:{ES}:0:2"]
    assert (check.status, check.tolerance_yuan) == (expected, Decimal("150.00"))


def test_a_dropped_zero_is_no_coarser_rounding():
    rows = (total(), "3.1"), (line("201", "甲"), "1.05"), (line("202", "乙"), "2.00")
    assert ledger(summary(*rows))[f"rows_add_up:{ES}:0:2"].tolerance_yuan == Decimal("150.00")


def test_yuan_and_fen_are_rounded_to_what_they_print():
    rows = (total(), "300"), (line("201", "甲"), "100"), (line("202", "乙"), "201")
    assert ledger(summary(*rows, money="元"))[f"rows_add_up:{ES}:0:2"].tolerance_yuan == Decimal("1.50")


def test_a_blank_whole_is_told_by_its_parts_and_is_no_zero():
    rows = (total(), "3.00"), (line("201", "甲"), ""), (line("20101", "甲一", 1), "3.00")
    checks = ledger(summary(*rows))
    assert checks[f"rows_add_up:{ES}:0:2"].right_where == f"{ES}:2:2"
    assert f"rows_add_up:{ES}:1:2" not in checks


def test_amounts_that_add_up_in_levels_show_their_levels():
    detail = {"row_type": "detail", "parent_row": 0}
    rows = [(total(), "9.00"), *(({**detail, "item_name": n}, a) for n, a in [("甲", "5.00"), ("甲一", "2.00")])]
    rows += [({**detail, "item_name": "甲二"}, "3.00"), ({**detail, "item_name": "乙"}, "4.00")]
    check = ledger(summary(*rows))[f"rows_add_up:{ES}:0:2"]
    assert (check.status, check.right_where) == ("pass", f"{ES}:1:2+{ES}:4:2")


def test_of_which_must_not_exceed_its_whole():
    part = {"row_type": "of_which", "item_name": "其中", "parent_row": 0, "is_leaf": False}
    rows = ({**line("201", "甲"), "parent_row": None, "is_leaf": True}, "1.00"), (part, "2.00")
    assert status(ledger(summary(*rows)), f"of_which_within:{ES}:1:2") == "fail"


def test_a_column_is_the_sum_of_its_parts_also_where_a_part_has_no_column_of_its_own():
    columns = ("total", "total.basic.personnel", "total.basic.operating", "total.project")
    checks = ledger(summary((total(), "6.00", "1.00", "2.00", "3.00"), columns=columns))
    assert status(checks, f"columns_add_up:{ES}:0:2.") == "pass"


def test_each_split_of_a_total_is_complete():
    columns = ("total", "total.basic", "total.project", "total@fund.general_budget", "total@fund.government_fund")
    checks = ledger(summary((total(), "3.00", "1.00", "2.00", "3.00", "1.00"), columns=columns))
    assert status(checks, f"columns_add_up:{ES}:0:2.") == "pass"
    assert status(checks, f"columns_add_up:{ES}:0:2@fund.") == "fail"


def test_a_code_stands_once_below_its_whole():
    rows = (total(), "2.00"), (line("201", "甲"), "2.00"), (line("20101", "甲一", 1), "1.00")
    twice = (line("20101", "甲一", 1), "1.00")
    assert status(ledger(summary(*rows, twice)), f"codes_once:{ES}") == "fail"
    assert status(ledger(summary(*rows)), f"codes_once:{ES}") == "pass"


def test_a_code_of_another_class_is_astray():
    rows = (total(), "2.00"), (line("201", "甲"), "1.00"), (line("20805", "乙", 1), "1.00")
    assert status(ledger(summary(*rows)), f"codes_under_parents:{ES}") == "fail"


@pytest.mark.parametrize(("name", "expected"), [("印刷费", "pass"), ("咨询费", "fail")])
def test_a_code_has_the_name_of_the_code_book(name, expected):
    rows = [(total(), "1.00"), (line("30202", name), "1.00")]
    role = "basic_expenditure_department"
    assert status(ledger(table(role, rows, ("total.basic",))), f"code_names:{role}") == expected


def test_codes_of_the_general_budget_stay_within_all_expenditure():
    rows = [(total(), "3.00"), (line("201", "甲"), "3.00")]
    all_money = summary((total(), "2.00"), (line("201", "甲"), "2.00"))
    checks = ledger(all_money, summary(*rows, role=GBE))
    assert status(checks, "general_budget_within:201") == "fail"
    assert status(checks, "general_budget_is_all") == "not_applicable"


def test_codes_are_compared_in_the_order_of_the_table():
    codes = [f"2{number:02}" for number in range(99, 60, -1)]
    rows = [(total(), "39.00"), *((line(code, "甲"), "1.00") for code in codes)]
    checks = ledger(summary(*rows), summary(*rows, role=GBE, columns=("total",)))
    assert [check.subject for name, check in checks.items() if name.startswith("general_budget_within:")] == codes


def test_the_same_money_has_the_same_codes():
    both = [
        summary((total(), "3.00"), (line("201", "甲"), amount), role=r) for r, amount in [(ES, "3.00"), (GBE, "2.00")]
    ]
    assert status(ledger(*both), "general_budget_is_all:201") == "fail"


def test_an_absent_table_makes_a_rule_not_applicable_and_a_blank_total_leaves_it_open():
    one = table("revenue_summary", [(total(direction="revenue"), "")])
    both = table("revenue_expenditure_summary", [(total(direction="revenue", concept="total_revenue"), "3.00")])
    assert status(ledger(one), "revenue_total") == "not_applicable"
    assert status(ledger(one, both), "revenue_total") == "insufficient_data"


def test_two_tables_of_one_role_leave_a_rule_open():
    twice = [table("revenue_summary", [(total(), "3.00")], table_id=name) for name in ("revenue_summary", "other_one")]
    both = table("revenue_expenditure_summary", [(total(direction="revenue", concept="total_revenue"), "3.00")])
    assert status(ledger(*twice, both), "revenue_total") == "insufficient_data"


def test_a_concept_is_found_as_a_row_and_as_a_column():
    names = ("three_public", "three_public.overseas", "three_public.vehicles", "three_public.reception")
    as_rows = [
        ({"concept": n, "item_name": n, "row_type": "category"}, a)
        for n, a in zip(names, ("3.00", "1.00", "1.00", "1.00"), strict=True)
    ]
    row_table = table("three_public_expenses", as_rows)
    assert status(ledger(row_table), "three_public_parts") == "pass"
    columns = ("total", *(f"total.{name}" for name in names))
    [record, first, *others] = table(
        "three_public_expenses", [(total(), "4.00", "4.00", "1.00", "1.00", "1.00")], columns
    )
    told = [o.__class__(**{f: getattr(o, f) for f in o.__slots__} | {"concept": o.measure[6:]}) for o in others]
    assert status(ledger([record, first, *told]), "three_public_parts") == "fail"


@pytest.mark.parametrize(("amount", "expected"), [("3.00", "pass"), ("30000.00", "fail")])
def test_no_table_prints_more_than_the_document_spends(amount, expected):
    whole = table("revenue_expenditure_summary", [(total(direction="revenue", concept="total_revenue"), "17.00")])
    assert status(ledger(whole, table("procurement", [(total(), amount)])), "within_document:procurement") == expected


@pytest.mark.parametrize("row", [("1", "2", "3"), ("2023", "1.00", "2.00")])
def test_column_numbers_and_years_are_no_amounts(row):
    checks = ledger(summary((total(), "3.00", "1.00", "2.00"), (line("201", "甲"), *row), columns=BASIC))
    assert status(checks, f"amounts_are_amounts:{ES}") == "fail"


@pytest.mark.parametrize(("amount", "expected"), [("0.00", "pass"), ("5.00", "fail")])
@pytest.mark.parametrize(
    "note",
    [
        "注：本单位没有政府性基金，故本表无数据。",
        "注：本表本年无发生额。",
        "备注：本单位2023年没有使用政府性基金预算拨款安排的支\n出。",
        "注：本部门无相关收支项目",
    ],
)
def test_a_table_that_says_it_is_empty_is(note, amount, expected):
    role = "government_fund_expenditure"
    checks = ledger(table(role, [(total(), amount)], notes=note))
    assert status(checks, f"empty_says_so:{role}") == expected


@pytest.mark.parametrize("note", ["注：本单位2023年没有使用国有资本经营预算拨款安排的支出。", "注：无。"])
def test_a_note_about_other_money_says_nothing_of_the_table(note):
    checks = ledger(table("government_fund_expenditure", [(total(), "5.00")], notes=note))
    assert status(checks, "empty_says_so") == "not_applicable"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("注：若为空表，则为该部门（单位）无政府性基金收支", "not_applicable"),
        ("注：如本表为空，则无此项收支。", "not_applicable"),
        ("注：若有疑问请来电。本表为空。", "fail"),
    ],
)
def test_a_note_about_what_an_empty_table_would_mean_does_not_say_that_it_is_empty(note, expected):
    checks = ledger(table("government_fund_expenditure", [(total(), "5.00")], notes=note))
    assert next(c.status for c in checks.values() if c.rule == "empty_says_so") == expected


def test_a_project_below_the_line_of_its_code_need_not_have_the_name_of_the_code():
    rows = (line("2010804", "审计业务", None), "5.00"), (line("2010804", "经济责任审计专项", 0), "5.00")
    checks = ledger(table("project_expenditure", [*rows]))
    assert status(checks, "code_names:project_expenditure") == "pass"


def test_a_factor_of_ten_thousand_is_named():
    both = [
        summary((total(), a), role=role)
        for role, a in [(GBE, "30000.00"), ("general_budget_expenditure_economic", "3.00")]
    ]
    check = ledger(*both)["economic_is_function"]
    assert check.status == "fail"
    assert check.message.endswith("相差正好一万倍，可能是元和万元弄错")


def test_a_corrected_value_is_the_one_that_is_checked():
    rows = [(total(), "3.00"), (line("201", "甲", corrected_yuan=Decimal(30_000)), "4.00")]
    assert status(ledger(summary(*rows)), f"rows_add_up:{ES}:0:2") == "pass"


def test_a_document_without_anything_has_a_row_for_every_rule():
    assert {check.status for check in ledger(of=document()).values()} == {"not_applicable", "not_run"}


@pytest.mark.parametrize(("name", "expected"), [("因公出国（境）费用", "fail"), ("退休人员活动费", "insufficient_data")])
def test_a_code_with_the_name_of_another_is_not_taken_for_it(name, expected):
    basic = [(total(), "7.00"), (line("302", "商品和服务支出"), "7.00"), (line("30212", name, parent=1), "7.00")]
    overseas = {"concept": "three_public.overseas", "item_name": "因公出国（境）费", "row_type": "category"}
    checks = ledger(
        table("basic_expenditure_department", basic, title_printed="一般公共预算基本支出表"),
        table("three_public_expenses", [(overseas, "0.00")]),
    )
    assert status(checks, "part_overseas") == expected


def test_a_code_that_stands_twice_is_shown_in_its_first_column():
    below = [(line("20101", "甲", parent=1), "1.00", "", "") for _ in range(2)]
    rows = [(total(), "2.00", "2.00", ""), (line("201", "甲"), "2.00", "2.00", ""), *below]
    check = ledger(summary(*rows, columns=BASIC))[f"codes_once:{ES}"]
    assert check.left_where == f"{ES}:2:2+{ES}:3:2"
