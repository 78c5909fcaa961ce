"""Where a sentence does not say whose a figure is, nothing is read of it; where figures prove it, it is read."""

from decimal import Decimal

import pytest

from qzbudget.dataset.records import OF_THE_YEAR
from qzbudget.know.document import DocumentFacts
from qzbudget.narrative import paragraph_statements
from tests.plain_paragraphs import paragraphs

BUDGET = DocumentFacts("甲市财政局", "甲市财政局", None, "甲市", 2026, "budget", "department")
FINAL = DocumentFacts("甲市财政局", "甲市财政局", None, "甲市", 2024, "final_accounts", "department")


def said(*texts, facts=BUDGET):
    statements, _ = paragraph_statements("d", facts, paragraphs(*texts))
    return [s for s in statements if s.measure in OF_THE_YEAR]


def amounts(*texts, facts=BUDGET):
    return [(s.concept or s.subject, s.measure, s.amount_printed) for s in said(*texts, facts=facts)]


# Budgeted or executed


def test_the_parts_of_a_budget_in_final_accounts_are_budgeted():
    parts = amounts("2024年“三公”经费预算20.00万元，其中：公务接待费9.00万元。", facts=FINAL)
    assert parts == [("three_public", "budget", "20.00"), ("three_public.reception", "budget", "9.00")]


def test_so_are_those_in_the_paragraphs_behind_it():
    parts = amounts("2024年“三公”经费预算20.00万元，其中：", "1.公务接待费9.00万元。", facts=FINAL)
    assert parts[-1] == ("three_public.reception", "budget", "9.00")


def test_behind_a_budget_and_what_was_executed_the_parts_are_executed():
    parts = amounts("2024年“三公”经费预算20.00万元，决算10.00万元，其中：公务接待费9.00万元。", facts=FINAL)
    assert parts[-1] == ("three_public.reception", "executed", "9.00")


def test_what_was_executed_first_and_budgeted_then_leaves_open_what_the_parts_are():
    parts = amounts("2024年“三公”经费决算10.00万元，“三公”经费预算20.00万元，其中：公务接待费9.00万元。", facts=FINAL)
    assert parts[-1] == ("three_public.reception", "executed", "9.00")


def test_the_budget_that_a_degree_of_completion_names_is_a_figure_of_its_own():
    executed, budget = said("公务接待费支出决算为8.00万元，完成全年预算10.00万元的80%，比上年决算数减少1.00万元。", facts=FINAL)
    assert (executed.amount_printed, executed.completion_pct, executed.change_yuan) == ("8.00", Decimal(80), Decimal("-10000.00"))
    assert (budget.concept, budget.measure, budget.amount_printed) == ("three_public.reception", "budget", "10.00")


def test_the_general_public_budget_as_a_ledger_does_not_say_that_money_is_budgeted():
    assert amounts("“三公”经费公共预算财政拨款支出74.60万元。", facts=FINAL) == [("three_public", "executed", "74.60")]


def test_the_execution_of_sentences_is_the_name_of_an_item():
    assert amounts("其中：刑事执行146.07万元。") == [("刑事执行", "budget", "146.07")]


# Another year


@pytest.mark.parametrize(
    "sentence",
    [
        "2025年甲市财政局“三公”经费财政拨款预算中，因公出国（境）费7.00万元，公务接待费8.00万元。",
        "2025年“三公”经费预算20.00万元，公务接待费9.00万元。",
    ],
)
def test_a_sentence_that_begins_with_another_year_says_nothing_of_this_one(sentence):
    assert said(sentence) == []


def test_what_follows_another_years_amount_in_a_sentence_is_that_years():
    sentence = "2026年收入总计453.13万元，支出总计453.13万元，2025年收入总计400.22万元，支出总计400.22万元。"
    assert [s.amount_printed for s in said(sentence)] == ["453.13", "453.13"]


def test_an_amount_of_last_year_without_a_unit_is_no_subject():
    [s] = said("“三公”经费支出2.05万元，较上年2.08减少0.03万元。")
    assert (s.change_yuan, s.base_kind) == (Decimal("-300.00"), "prior_unspecified")


def test_an_amount_of_an_earlier_year_is_not_last_years():
    [s] = said("“三公”经费预算10.00万元，比2019年12.00万元减少2.00万元。")
    assert s.prior_year_yuan is None


# Whose it is


def test_a_part_of_one_thing_is_not_all_of_its_kind():
    assert amounts("公务接待费5.00万元，其中：上年结转2.00万元，财政拨款3.00万元。")[1:] == [
        ("上年结转", "budget", "2.00"),
        ("财政拨款", "budget", "3.00"),
    ]


def test_another_units_part_keeps_its_owner_and_has_no_term():
    assert amounts("“三公”经费10.00万元，其中：局机关“三公”经费6.00万元。")[1:] == [("局机关“三公”经费", "budget", "6.00")]


def test_a_sum_without_a_name_takes_none_from_the_amount_before():
    assert amounts("公务接待费5.00万元，国内公务接待67批次，共12.80万元。", facts=FINAL) == [
        ("three_public.reception", "executed", "5.00"),
        ("three_public.reception.batches", "count", "67"),
    ]


def test_expenditure_behind_a_count_is_not_all_expenditure():
    assert amounts("2024年共购置5辆公务用车，支出207.32万元。", facts=FINAL) == [("three_public.vehicles.purchased", "count", "5")]


def test_a_list_behind_an_amount_in_a_reason_belongs_to_the_reason():
    sentence = "“三公”经费预算增长的主要原因：年初预算安排车辆购置费384.00万元，其中：消防大队50.00万元购置消防车辆1辆。"
    assert said(sentence) == []


def test_a_difference_is_no_amount_of_the_budget():
    assert [a for a in amounts("其中：公务接待费2.05万元，差值为0.05万元。") if a[2] == "0.05"] == []


def test_a_zero_without_a_unit_in_an_aside_is_nothing():
    assert amounts("因公出国（境）费12.02万元，增长--（基数为0，不可比）。") == [("three_public.overseas", "budget", "12.02")]


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("公务接待费（简称“三公”经费）支出合计", "three_public"),
        ("“三公经费”财政拨款支出", "three_public"),
        ("我区三公经费预算", "three_public"),
        ("财政拨款安排公务接待费", "three_public.reception"),
        ("公务接待费支出数", "three_public.reception"),
        ("公务接待费2026年财政拨款预算数为", "three_public.reception"),
        ("商品和服务支出（公用支出）", "goods_and_services"),
        ("县财政年初预算安排政府采购资金共计", "procurement"),
        ("教育类支出", "205"),
    ],
)
def test_a_name_may_say_by_whom_and_of_which_money(words, concept):
    assert amounts(f"{words}10.00万元。") == [(concept, "budget", "10.00")]


# What the figures prove


def test_a_change_behind_a_list_is_the_wholes_where_its_percentage_proves_it():
    whole, goods, services = said("政府采购100.00万元，其中：货物60.00万元，服务40.00万元，比上年减少10.00万元，下降9.09%。")
    assert (whole.change_yuan, whole.change_pct) == (Decimal("-100000.00"), Decimal("-9.09"))
    assert (goods.change_yuan, services.change_yuan) == (None, None)


def test_it_is_the_last_items_where_its_percentage_proves_that():
    *_, services = said("政府采购100.00万元，其中：货物60.00万元，服务40.00万元，比上年减少10.00万元，下降20%。")
    assert (services.change_yuan, services.change_pct) == (Decimal("-100000.00"), Decimal(-20))


def test_it_is_nobodys_where_nothing_proves_it():
    rows = said("政府采购100.00万元，其中：货物60.00万元，服务40.00万元，比上年减少10.00万元，下降30%。")
    assert [row.change_yuan for row in rows] == [None, None, None]


def test_changes_said_of_several_amounts_are_theirs_where_these_add_up_to_the_whole():
    sentence = "“三公”经费预算30.00万元，其中公务接待费10.00万元，公务用车运行费20.00万元。与上年相比，分别减少1.00万元、2.00万元。"
    assert [s.change_yuan for s in said(sentence)] == [None, Decimal("-10000.00"), Decimal("-20000.00")]


def test_changes_said_of_several_amounts_are_nobodys_where_they_do_not():
    sentence = "“三公”经费预算31.00万元，其中公务接待费10.00万元，公务用车运行费20.00万元。与上年相比，分别减少1.00万元、2.00万元。"
    assert [s.change_yuan for s in said(sentence)] == [None, None, None]


def test_names_and_amounts_of_a_list_belong_together_one_by_one():
    assert amounts("基本支出、项目支出分别为100.00万元、200.00万元。") == [("basic", "budget", "100.00"), ("project", "budget", "200.00")]
    assert amounts("基本支出、项目支出分别为100.00万元。") == []


def test_an_increase_of_nothing_that_is_said_to_be_none_again_is_none_in_money_too():
    [s] = said("公务接待费预算11.52万元，增长0%，与2025年持平。")
    assert (s.change_yuan, s.change_pct, s.base_kind) == (Decimal("0.00"), Decimal(0), "prior_unspecified")


# Counts


def test_receptions_of_foreign_guests_are_counted_apart():
    counted = amounts("国内公务接待30批次（其中外事接待26批次），579人次（其中外事接待500人次）。", facts=FINAL)
    assert counted == [
        ("three_public.reception.batches", "count", "30"),
        ("three_public.reception.foreign.batches", "count", "26"),
        ("three_public.reception.persons", "count", "579"),
        ("three_public.reception.foreign.persons", "count", "500"),
    ]


def test_about_so_many_is_no_count():
    assert amounts("接待记者46批次，约600人。", facts=FINAL) == [("three_public.reception.batches", "count", "46")]


def test_vehicles_of_a_kind_that_are_bought_are_not_all_that_are_bought():
    assert amounts("计划购置2辆机要通信用车。") == []


def test_how_much_a_count_has_changed_is_no_count():
    assert amounts("国内公务接待5678批次，较上年增加744批次。", facts=FINAL) == [("three_public.reception.batches", "count", "5678")]
