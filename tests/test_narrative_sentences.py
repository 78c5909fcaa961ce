"""What sentences of budget narratives state: one wording each, numbers as printed, nothing that is not said."""

from decimal import Decimal

import pytest

from qzbudget.dataset.records import OF_THE_YEAR
from qzbudget.know.document import DocumentFacts
from qzbudget.narrative import paragraph_statements
from tests.plain_paragraphs import paragraphs

BUDGET = DocumentFacts("甲市财政局", "甲市财政局", None, "甲市", 2026, "budget", "department")
FINAL = DocumentFacts("甲市财政局", "甲市财政局", None, "甲市", 2024, "final_accounts", "department")


def read(*texts, facts=BUDGET):
    return paragraph_statements("d", facts, paragraphs(*texts))


def said(*texts, facts=BUDGET):
    """The figures of the document's own year."""
    statements, _ = read(*texts, facts=facts)
    return tuple(s for s in statements if s.measure in OF_THE_YEAR)


def one(*texts, facts=BUDGET):
    [statement] = said(*texts, facts=facts)
    return statement


def change(statement):
    return statement.change_yuan, statement.change_pct, statement.change_base, statement.base_kind


def test_an_amount_with_its_change_and_percentage():
    s = one("2026年机关运行经费预算为570.69万元，与上一年相比，减少18.47万元，下降3.13%。")
    assert (s.subject, s.concept, s.measure) == ("机关运行经费", "operating_expenses", "budget")
    assert (s.amount_printed, s.money_unit, s.amount_yuan) == ("570.69", "万元", Decimal("5706900.00"))
    assert change(s) == (Decimal("-184700.00"), Decimal("-3.13"), "上一年", "prior_unspecified")
    assert (s.prior_year_yuan, s.prior_year_source) == (Decimal("5891600.00"), "implied")


@pytest.mark.parametrize(
    ("words", "base", "kind"),
    [
        ("比上年预算数增加", "上年预算数", "prior_budget"),
        ("较2025年年初预算增加", "2025年年初预算", "prior_budget"),
        ("比2025年执行数增加", "2025年执行数", "prior_executed"),
        ("较上年决算数增加", "上年决算数", "prior_executed"),
        ("比上年增加", "上年", "prior_unspecified"),
        ("较去年增加", "去年", "prior_unspecified"),
        ("同比增加", "同比", "prior_unspecified"),
    ],
)
def test_last_years_budget_is_never_last_years_execution(words, base, kind):
    s = one(f"2026年“三公”经费预算10.00万元，{words}2.00万元。")
    assert change(s) == (Decimal("20000.00"), None, base, kind)
    assert s.prior_year_yuan == Decimal("80000.00")


@pytest.mark.parametrize("words", ["与上年持平", "与上年预算数相同", "较上年无增减", "与上年预算数相等", "较上年无变化"])
def test_no_change_is_a_change_of_zero(words):
    s = one(f"公务接待费5.00万元，{words}。")
    assert (s.change_yuan, s.prior_year_yuan) == (Decimal("0.00"), Decimal("50000.00"))


def test_about_the_same_is_no_zero_but_has_a_direction_and_a_base():
    s = one("公务接待费5.00万元，与上年基本持平。")
    assert (s.change_yuan, s.change_pct, s.prior_year_yuan) == (None, None, None)
    assert (s.change_direction, s.change_base, s.base_kind) == ("about_unchanged", "上年", "prior_unspecified")


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("比上年增加0.11万元", "increase"),
        ("比上年下降5.00%", "decrease"),
        ("与上年持平", "unchanged"),
        ("比上年增加0.00万元", "unchanged"),
        ("较上年增加0.11万元，与上年基本持平", "increase"),
        ("与上年基本持平，比上年减少0.11万元", "decrease"),
    ],
)
def test_the_direction_of_a_change_is_that_of_its_figure(words, direction):
    assert one(f"公务接待费5.00万元，{words}。").change_direction == direction


def test_a_list_that_another_year_opens_is_not_of_this_year():
    assert said("2025年度“三公”经费合计支出20.12万元，其中：公务接待费12.39万元，公务用车运行维护费7.73万元。") == ()
    assert said("2025年度“三公”经费合计支出20.12万元。其中：公务接待费12.39万元。") == ()
    assert said("2024年度“三公”经费合计支出20.12万元，其中：", "1.公务接待费12.39万元。") == ()
    [this_year] = said("2025年公务接待费12.39万元，2026年公务接待费12.00万元。")
    assert this_year.amount_yuan == Decimal("120000.00")


def test_a_figure_of_this_year_goes_on_behind_one_of_last_year():
    s = said("公务接待费5.00万元（2025年预算4.00万元），公务用车运行维护费3.00万元。")
    assert [(x.concept, x.amount_yuan) for x in s][-1] == ("three_public.vehicles.operation", Decimal("30000.00"))


def test_the_basic_expenditure_of_one_class_is_not_that_of_the_unit():
    s = said("教育支出100.00万元，其中：基本支出60.00万元，项目支出40.00万元。")
    assert [(x.concept, x.subject) for x in s] == [("205", "教育支出"), (None, "基本支出"), (None, "项目支出")]


def test_a_change_behind_a_list_of_parts_is_of_none_of_them():
    s = said("收支总预算100.00万元，含培训中心经费20.00万元，幼儿园经费30.00万元；比2025年预算增加5.00万元，增长5.26%。")
    assert [x.change_yuan for x in s] == [None] * 3
    assert [x.change_pct for x in s] == [None] * 3


def test_a_second_comparison_is_a_row_of_its_own():
    s = said("“三公”经费10.00万元，较上年12.00万元减少2.00万元，下降16.67%，较预算数15.00万元减少5.00万元，下降33.33%。", facts=FINAL)
    assert [(x.measure, x.change_yuan, x.change_pct, x.base_kind) for x in s] == [
        ("executed", Decimal("-20000.00"), Decimal("-16.67"), "prior_unspecified"),
        ("change", Decimal("-50000.00"), Decimal("-33.33"), "budget"),
    ]
    assert s[0].prior_year_yuan == Decimal("120000.00")


def test_a_second_change_of_the_same_comparison_is_left_unread():
    s = one("公务接待费5.00万元，比上年减少1.00万元，较去年减少0.50万元，下降9.09%。")
    assert (s.change_yuan, s.change_pct) == (Decimal("-10000.00"), None)


def test_words_that_say_who_was_awarded_belong_to_the_amount_behind_them():
    s = one("在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额21.07万元。", facts=FINAL)
    assert (s.subject, s.concept) == ("由中小企业供应商中标或成交的采购", None)


def test_a_sentence_that_says_that_there_is_none_states_no_zero():
    assert said("本单位2026年度没有使用政府性基金预算拨款安排的支出。", "本部门无公务用车购置费预算。") == ()


def test_projects_that_are_named_behind_their_number_are_counted():
    s = said("本单位共38个项目纳入绩效目标管理，涉及财政性资金100.00万元。拟对其中1个项目开展绩效评价。")
    assert [(x.concept, x.count) for x in s if x.measure == "count"] == [("performance.projects", Decimal(38))]


def test_no_figure_of_an_amount_that_only_stays_about_the_same_is_made_up():
    assert said("公务接待费与上年基本持平。") == ()


def test_what_a_percentage_compares_with_is_known_where_the_word_of_a_change_is_missing():
    s = one("2026年本单位机关运行经费安排210.32万元，比上年1.43万元，增加0.68%。")
    assert change(s) == (None, Decimal("0.68"), "上年", "prior_unspecified")
    assert s.prior_year_yuan is None


def test_a_list_of_parts_gives_each_its_own_subject():
    s = said("支出预算100.00万元，其中：基本支出60.00万元，占60%；项目支出40.00万元，占40%。")
    assert [(x.concept, x.amount_yuan, x.share_pct) for x in s] == [
        ("total_expenditure", Decimal("1000000.00"), None),
        ("basic", Decimal("600000.00"), Decimal(60)),
        ("project", Decimal("400000.00"), Decimal(40)),
    ]


def test_a_change_after_a_list_is_that_of_the_whole():
    s = said("收入预算90.00万元，其中：一般公共预算拨款收入70.00万元、其他收入20.00万元。比上年减少3.00万元，下降3.23%。")
    assert [x.change_yuan for x in s] == [Decimal("-30000.00"), None, None]


def test_a_change_behind_a_bracket_is_that_of_the_subject_before_it():
    s = said(
        "公务用车购置及运行费9.00万元（公务用车购置费0万元，比上年增加0万元；公务用车运行维护费9.00万元，比上年减少1.00万元。）"
        "比上年减少1.00万元，下降10%。"
    )
    assert [(x.concept, x.change_yuan, x.change_pct) for x in s] == [
        ("three_public.vehicles", Decimal("-10000.00"), Decimal(-10)),
        ("three_public.vehicles.purchase", Decimal("0.00"), None),
        ("three_public.vehicles.operation", Decimal("-10000.00"), None),
    ]


def test_what_a_list_is_compared_with_holds_for_its_items():
    s = said("2026年收支预算50.00万元，较上年预算增加5.00万元，其中：", "1.收入预算增加5.00万元。", "2.支出预算增加5.00万元。")
    assert [(x.measure, x.change_base, x.amount_yuan) for x in s[1:]] == [("change", "上年预算", None)] * 2


def test_a_heading_names_the_subject_of_a_sentence_without_one():
    s = one("（二）公务接待费", "2026年预算安排4.12万元，与上年持平。")
    assert (s.section, s.concept, s.amount_yuan) == ("（二）", "three_public.reception", Decimal("41200.00"))


def test_a_short_sentence_names_the_subject_of_the_next():
    s = one("1.因公出国（境）费用。2026年预算数38.40万元，较2025年年初预算增加33.60万元。")
    assert (s.concept, s.change_yuan) == ("three_public.overseas", Decimal("336000.00"))


def test_last_years_amount_that_is_stated_counts_before_the_implied_one():
    s = one("“一般公共服务支出（类）统计信息事务（款）统计管理（项）”2.63万元。")
    assert s.prior_year_yuan is None
    s = said("统计管理经费2.63万元。2025年当年预算执行数为1.48万元，2026年预算安排2.63万元，比2025年预算执行数增加77.70%。")
    assert change(s[1]) == (None, Decimal("77.70"), "2025年预算执行数", "prior_executed")
    assert (s[1].prior_year_yuan, s[1].prior_year_source) == (Decimal("14800.00"), "stated")


def test_last_years_amount_between_base_and_change():
    s = one("2026年机关运行经费安排201.87万元，较2025年预算198.27万元增加3.60万元。")
    assert (s.change_yuan, s.prior_year_yuan, s.prior_year_source) == (Decimal("36000.00"), Decimal("1982700.00"), "stated")


def test_last_years_amount_of_a_sentence_of_its_own_is_the_base():
    s = said("会议费2.00万元。2025年预算数为1.50万元，2026年预算数为2.00万元，增加0.50万元。")[1]
    assert change(s) == (Decimal("5000.00"), None, "2025年预算数", "prior_budget")
    assert (s.prior_year_yuan, s.prior_year_source) == (Decimal("15000.00"), "stated")


def test_parts_in_brackets_are_parts_of_what_stands_before_them():
    s = said("公务用车购置及运行维护费10万元（购置费0万元，运行维护费10万元），比上年预算增加1万元。")
    assert [(x.concept, x.change_yuan) for x in s] == [
        ("three_public.vehicles", Decimal("10000.00")),
        ("three_public.vehicles.purchase", None),
        ("three_public.vehicles.operation", None),
    ]


def test_where_money_comes_from_within_a_purchase_is_told_apart_from_where_all_comes_from():
    s = said("政府采购预算总额6.00万元，其中：财政拨款安排5.00万元，其他资金安排1.00万元。")
    assert [x.concept for x in s] == ["procurement", "procurement.fiscal_appropriation", "procurement.other_funds"]


def test_final_accounts_have_a_budget_an_execution_and_its_share():
    s = said("“三公”经费支出年初预算为2.85万元，支出决算为0.39万元，完成预算的13.68%。", facts=FINAL)
    assert [(x.measure, x.amount_yuan, x.completion_pct) for x in s] == [
        ("budget", Decimal("28500.00"), None),
        ("executed", Decimal("3900.00"), Decimal("13.68")),
    ]


def test_an_adjusted_comparison_is_a_row_of_its_own_and_implies_no_amount():
    s = said("一般公共预算拨款支出100.00万元，比2025年执行数减少20.00万元，扣除基建后比2025年执行数增加5.00万元。")
    assert [(x.measure, x.change_yuan, x.prior_year_yuan) for x in s] == [
        ("budget", Decimal("-200000.00"), Decimal("1200000.00")),
        ("change", Decimal("50000.00"), None),
    ]


def test_yuan_ten_thousand_and_hundred_million_in_one_sentence():
    s = said("项目支出1.2亿元，其中：会议费3,500元、培训费0.5万元。")
    assert [x.amount_yuan for x in s] == [Decimal("120000000.00"), Decimal("3500.00"), Decimal("5000.00")]


def test_a_reason_is_kept_and_only_plain_changes_in_it_are_figures():
    s = said("项目支出40.00万元，比上年增加4.00万元，主要原因是会议费增加3.00万元，一次性安排的设备1.00万元。")
    assert [(x.subject, x.measure, x.change_yuan) for x in s] == [
        ("项目支出", "budget", Decimal("40000.00")),
        ("会议费", "change", Decimal("30000.00")),
    ]
    assert s[0].reason == "会议费增加3.00万元，一次性安排的设备1.00万元"


def test_counts_of_vehicles_and_equipment_with_their_date():
    s = said("截至2025年12月31日，本单位共有车辆5辆，其中，机要通信用车4辆、其他用车1辆；单位价值100万元以上设备2台（套）。")
    assert [(x.concept, x.count, x.count_unit, x.as_of) for x in s] == [
        ("assets.vehicles", Decimal(5), "辆", "2025年12月31日"),
        ("assets.vehicles.confidential", Decimal(4), "辆", "2025年12月31日"),
        ("assets.vehicles.other", Decimal(1), "辆", "2025年12月31日"),
        ("assets.equipment", Decimal(2), "台", "2025年12月31日"),
    ]


def test_staff_posts_and_actual_staff_are_told_apart():
    s = said("截至上年底，本部门人员编制52人，其中行政编制44人，事业编制8人；实有人员59人，其中行政51人，事业8人。")
    assert [(x.concept, x.count) for x in s] == [
        ("staff.posts", 52), ("staff.posts.administrative", 44), ("staff.posts.institutional", 8),
        ("staff.actual", 59), ("staff.actual.administrative", 51), ("staff.actual.institutional", 8),
    ]  # fmt: skip
    assert {x.as_of for x in s} == {"上年底"}


@pytest.mark.parametrize(
    "sentence",
    [
        "单价100万元以上的设备实行统一管理。",
        "人均月补贴90元。",
        "全年约500万元。",
        "10-20万元的项目实行备案。",
        "根据测算，力争社会消费品零售总额突破6000亿元。",
        "提租补贴标准为每月90元。",
    ],
)
def test_bounds_rates_and_rough_figures_are_no_statements(sentence):
    assert said(sentence) == ()


def test_money_in_tasks_and_terms_is_not_the_budgets():
    assert said("一、主要职责", "全年完成建设投资169亿元。") == ()
    assert said("第四部分名词解释", "一、基本支出：指每人每年经费2万元。") == ()


def test_a_sentence_with_money_that_is_not_understood_yields_nothing_and_is_counted():
    assert read("我们在2019年花了300万元。") == ((), 1)


def test_figures_of_other_years_are_not_this_years():
    assert said("2019年会议费支出3.00万元。") == ()


def test_the_sentence_is_kept_and_the_place_is_that_of_the_digits():
    s = one("公务接待费5.00万元。")
    assert (s.text, s.page, s.x0, s.x1) == ("公务接待费5.00万元。", 1, Decimal("50.00"), Decimal("89.00"))


@pytest.mark.parametrize(
    "sentence",
    [
        "公务接待费5.00万元。救助站建设10.00万元，比上年增加5.00万元。",
        "公务接待费5.00万元，救助站建设10.00万元，占20%。",
        "公务接待费5.00万元。2025年项目支出50.00万元，比上年增加5.00万元，增长11.11%。",
        "公务接待费5.00万元，2019年公务接待费4.00万元，增长25%。",
        "公务接待费5.00万元。2019年项目支出4.00万元。比上年增加1.00万元。",
    ],
)
def test_what_is_said_of_an_amount_that_is_not_understood_is_not_said_of_the_one_before_it(sentence):
    s = one(sentence)
    assert (s.concept, s.change_yuan, s.change_pct, s.share_pct) == ("three_public.reception", None, None, None)


def test_last_years_amount_of_the_same_subject_is_no_other_subject():
    s = one("2026年收入预算100.00万元，2025年收入预算80.00万元，增长25%。")
    assert (s.amount_yuan, s.change_pct) == (Decimal("1000000.00"), Decimal(25))


@pytest.mark.parametrize("months", ["1-6月", "2026年1—9月", "上半年", "2026年前三季度"])
def test_a_part_of_the_year_is_not_the_year(months):
    assert said(f"{months}，全市“三公”经费支出20.00万元，同比下降6.4%；市本级支出8.00万元，同比下降3.2%。") == ()


def test_twelve_months_are_the_year():
    assert one("2024年1-12月公务接待费支出2.00万元。", facts=FINAL).amount_yuan == Decimal("20000.00")


def test_what_follows_another_years_amount_is_that_years_until_a_year_is_named():
    statements = said(
        "2024年公务接待费59.00万元。其中：外事接待费支出17.00万元。国内公务接待支出42.00万元。2026年公务接待费50.00万元。"
    )
    assert [(s.concept, s.amount_printed) for s in statements] == [("three_public.reception", "50.00")]


def test_a_like_for_like_change_is_of_the_subject_before_it():
    overseas, reception = said(
        "因公出国（境）费同口径比2025年减少9万元，下降15.3%。公务接待费同口径比2025年减少38万元，同口径比2025年下降7.4%。"
    )
    assert (overseas.concept, *change(overseas)[:2]) == ("three_public.overseas", Decimal("-90000.00"), Decimal("-15.3"))
    assert (reception.concept, *change(reception)[:2]) == ("three_public.reception", Decimal("-380000.00"), Decimal("-7.4"))


def test_a_change_behind_a_sentence_of_parts_may_be_of_the_whole_or_of_a_part():
    statements = said("“三公”经费预算30万元。其中，因公出国（境）费5万元，公务接待费4万元。比2025年减少8万元，下降20%。")
    assert [(s.amount_printed, *change(s)[:2]) for s in statements] == [(printed, None, None) for printed in ("30", "5", "4")]


def test_a_percentage_of_a_second_comparison_has_a_row_of_its_own():
    amount, second = said("公务接待费15.5万元，比上年预算数字下降18.42%，比上年决算数字下降16.22%。", facts=FINAL)
    assert change(amount)[1:] == (Decimal("-18.42"), "上年预算数字", "prior_budget")
    assert (second.measure, *change(second)[1:]) == ("change", Decimal("-16.22"), "上年决算数字", "prior_executed")


def test_final_accounts_call_the_sum_of_the_year_its_revenue():
    sentence = "2024年度收入合计90.00万元。支出合计80.00万元。"
    assert [s.concept for s in said(sentence, facts=FINAL)] == ["current_revenue", "current_expenditure"]
    assert one("2026年收入合计90.00万元。").concept == "total_revenue"


def test_pay_named_after_performance_does_not_make_an_appropriation_one_of_a_performance_sheet():
    s = one("一般公共预算拨款收入90.00万元，主要原因是公务员基础绩效奖纳入年初预算。")
    assert s.concept == "general_budget_appropriation"


def test_vehicles_that_there_are_behind_those_bought_are_not_planned():
    bought, there, official = said("2024年购置公务用车0辆。截至12月底，共有公务用车8辆，其中：一般公务用车6辆。", facts=FINAL)
    assert (bought.concept, bought.subject) == ("three_public.vehicles.purchased", "购置公务用车")
    assert (there.concept, official.concept) == ("assets.vehicles", "assets.vehicles.official")


def test_only_expenditure_behind_the_money_of_one_thing_is_not_all_expenditure():
    assert one("“三公”经费预算20.00万元；市本级支出8.00万元。").concept == "three_public"
