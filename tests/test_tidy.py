"""Known tables become long rows: one for each amount cell, with exact yuan, year, phase, page and box."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbudget.know.document import DocumentFacts
from qzbudget.know.role import titled_tables
from qzbudget.terms import knowledge
from qzbudget.tidy import tidy_tables
from tests.literal_grids import table_of

KNOWN = knowledge()
BUDGET = DocumentFacts("某市水务局", "某市水务局", None, None, 2023, "budget", "unit")
ACCOUNTS = DocumentFacts("某市水务局", "某市水务局", None, None, 2023, "final_accounts", "unit")


def tidy(*tables, facts=BUDGET):
    return tidy_tables("some-budget", facts, titled_tables(tables, KNOWN), KNOWN)


def amounts_of(drawing, title="支出总表", facts=BUDGET, **of_table):
    [tidied] = tidy(table_of(drawing, title, **of_table), facts=facts)
    return tidied.amounts


def fields(amounts, *names):
    return [tuple(getattr(amount, name) for name in names) for amount in amounts]


ONE = "科目编码 | 科目名称 | 合计\n---\n2010301 | 行政运行 | 1,234.56"


def test_an_amount_cell_is_one_row_with_all_that_its_table_and_column_say():
    [amount] = amounts_of(ONE, unit_name="某市水文站", page=13)
    assert fields(
        [amount],
        "document_id", "unit_name", "fiscal_year", "phase", "table_id", "role", "row", "col", "direction", "item_code",
        "item_name", "row_type", "measure", "header", "amount_printed", "money_unit", "page",
    ) == [
        (
            "some-budget", "某市水文站", 2023, "approved", "expenditure_summary", "expenditure_summary", 0, 2,
            "expenditure", "2010301", "行政运行", "item", "total", "合计", "1,234.56", "万元", 13,
        )
    ]  # fmt: skip


def test_ten_thousand_yuan_become_exact_yuan():
    [amount] = amounts_of(ONE)
    assert str(amount.amount_yuan) == "12345600.00"


def test_yuan_stay_as_they_are():
    [amount] = amounts_of(ONE, money_unit="元")
    assert str(amount.amount_yuan) == "1234.56"


def test_without_a_money_unit_no_yuan_are_guessed():
    [amount] = amounts_of(ONE, money_unit=None)
    assert (amount.amount_printed, amount.money_unit, amount.amount_yuan) == ("1,234.56", None, None)


def test_a_column_with_a_money_unit_of_its_own_has_it():
    drawing = "科目名称 | 合计（元） | 基本支出\n---\n行政运行 | 1,234.56 | 0.12"
    assert fields(amounts_of(drawing), "money_unit", "amount_yuan") == [
        ("元", Decimal("1234.56")),
        ("万元", Decimal("1200.00")),
    ]


def test_the_box_is_that_of_the_cell_in_points_with_two_decimals():
    [amount] = amounts_of(ONE)
    # the third column of the drawing begins at 250, its second row at 120
    assert [str(edge) for edge in fields([amount], "x0", "top", "x1", "bottom")[0]] == [
        "250.00",
        "120.00",
        "350.00",
        "140.00",
    ]


@pytest.mark.parametrize("printed", ["", "-", "—", "/"])
def test_a_blank_cell_is_a_row_without_an_amount_and_not_zero(printed):
    drawing = f"科目名称 | 合计 | 基本支出\n---\n行政运行 | 60.00 | {printed}"
    assert fields(amounts_of(drawing), "amount_printed", "amount_yuan") == [
        ("60.00", Decimal("600000.00")),
        (printed, None),
    ]


def test_a_printed_zero_is_zero():
    [amount] = amounts_of("科目名称 | 合计\n---\n行政运行 | 0.00")
    assert amount.amount_yuan == 0


def test_a_wrapped_amount_is_one_amount():
    [amount] = amounts_of("科目名称 | 合计\n---\n行政运行 | 1,23⏎4.56")
    assert (amount.amount_printed, amount.amount_yuan) == ("1,234.56", Decimal("12345600.00"))


def test_a_text_in_an_amount_column_is_kept_as_printed_without_yuan():
    drawing = "科目名称 | 合计\n---\n行政运行 | 60.00\n口岸 | 详见附件\n事务 | 40.00"
    assert fields(amounts_of(drawing), "amount_printed", "amount_yuan")[1] == ("详见附件", None)


@pytest.mark.parametrize("header", ["增减（%）", "占比（%）", "预算完成率", "编制人数"])
def test_percentages_and_counts_are_no_money(header):
    drawing = f"科目名称 | 合计 | {header}\n---\n行政运行 | 60.00 | 12.50\n事务 | 40.00 | 1.00"
    assert fields(amounts_of(drawing), "amount_printed", "amount_yuan") == [
        ("60.00", Decimal("600000.00")),
        ("12.50", None),
        ("40.00", Decimal("400000.00")),
        ("1.00", None),
    ]


def test_a_part_of_a_percentage_is_no_money_either():
    drawing = """
        科目名称 | 合计  | 增减（%）    | <
        ^        | ^     | 基本支出 | 项目支出
        ---
        行政运行 | 60.00 | 12.50    | 3.00
        事务     | 60.00 | 12.50    | 3.00
    """
    assert {amount.amount_yuan for amount in amounts_of(drawing) if amount.col > 1} == {None}


def test_a_label_of_another_page_that_reaches_over_an_amount_is_no_amount():
    table = table_of("科目名称 | 基本支出 | 科目编码 | 合计\n---\n行政运行 | 1.00 | 2010301 | 1.00", "支出总表")
    [row] = table.rows
    name, _, code, total = (replace(cell, col=0) for cell in row.cells)
    name = replace(name, lines=("支出合计",))
    [tidied] = tidy(replace(table, rows=(replace(row, cells=(name, name, code, total)),)))
    assert [(amount.header, amount.amount_printed) for amount in tidied.amounts] == [("基本支出", ""), ("合计", "1.00")]


def test_a_merged_amount_is_printed_once():
    drawing = "科目名称 | 合计 | 基本支出\n---\n行政运行 | 60.00 | <\n事务 | 40.00 | 30.00\n运行 | ^ | ^"
    assert fields(amounts_of(drawing), "row", "col", "amount_printed") == [
        (0, 1, "60.00"),
        (0, 2, ""),
        (1, 1, "40.00"),
        (1, 2, "30.00"),
        (2, 1, ""),
        (2, 2, ""),
    ]


def test_budget_amounts_are_approved_and_those_of_final_accounts_executed():
    assert {amount.phase for amount in amounts_of(ONE)} == {"approved"}
    assert {amount.phase for amount in amounts_of(ONE, facts=ACCOUNTS)} == {"executed"}


@pytest.mark.parametrize(
    ("header", "year", "phase"),
    [
        ("预算数", 2023, "approved"),
        ("2023年预算数", 2023, "approved"),
        ("2022年预算数", 2022, "approved"),
        ("2022年执行数", 2022, "executed"),
        ("2022年", 2022, "prior_year"),
        ("上年预算数", 2022, "approved"),
        ("上年执行数", 2022, "executed"),
        ("上年数", 2022, "prior_year"),
        ("调整预算数", 2023, "adjusted"),
        ("2022年预算数（万元）", 2022, "approved"),
        ("2024年", 2024, "approved"),
        ("采购预算", 2023, "approved"),
        ("2022年实际征收", 2022, "executed"),
        ("上年预算数（万元）", 2022, "approved"),
    ],
)
def test_year_and_phase_of_a_column(header, year, phase):
    drawing = f"科目名称 | 合计 | {header}\n---\n行政运行 | 60.00 | 50.00"
    [_, amount] = amounts_of(drawing)
    assert (amount.fiscal_year, amount.phase, amount.measure) == (year, phase, "total")


def test_last_year_of_a_document_without_a_year_is_unknown():
    facts = DocumentFacts(None, None, None, None, None, "budget", "unit")
    assert fields(
        amounts_of("科目名称 | 上年数 | 预算数\n---\n运行 | 1.00 | 2.00", facts=facts), "fiscal_year", "phase"
    ) == [
        (None, "prior_year"),
        (None, "approved"),
    ]


def test_a_row_that_is_called_by_a_phase_is_about_it():
    drawing = "项目 | 公务接待费\n---\n预算数 | 5.00\n决算数 | 3.60\n上年决算数 | 4.00"
    rows = amounts_of(drawing, "“三公”经费支出决算表", facts=ACCOUNTS)
    assert fields(rows, "fiscal_year", "phase") == [(2023, "approved"), (2023, "executed"), (2022, "executed")]


def test_a_row_of_changes_is_no_amount_of_the_year_and_one_of_rates_no_money():
    drawing = "项目 | 合计\n---\n2022年预算数 | 5.00\n2023年预算数 | 4.00\n增减额 | -1.00\n增减率（%） | -20.00"
    rows = amounts_of(drawing, "“三公”经费支出预算表")
    assert fields(rows, "measure") == [("total",), ("total",), ("change",), ("change_pct",)]
    assert rows[-1].amount_yuan is None


def test_what_a_counted_line_is_made_of_is_counted_too_but_its_value_is_money():
    drawing = "项目 | 统计数\n---\n（一）车辆数合计（辆） | 3\n1.机要通信用车 | 1\n2.执法执勤用车 | 2"
    assert {a.amount_yuan for a in amounts_of(drawing, "机构运行信息表")} == {None}
    drawing = "项目 | 数量 | 价值（万元）\n---\n车辆（台、辆） | 6 | 110.00"
    [value] = amounts_of(drawing, "国有资产占用情况表")
    assert (value.measure, value.amount_yuan) == ("total", Decimal(1100000))


def test_units_and_projects_of_one_column_are_told_apart():
    drawing = "单位编码 | 单位（项目）名称 | 项目金额\n---\n253002 | 某市水务中心 | 5.00\n - | 四办一会 | 5.00"
    rows = amounts_of(drawing, "专项业务经费支出表")
    assert fields(rows, "unit_name", "item_name") == [("某市水务中心", "某市水务中心"), ("某市水务中心", "四办一会")]


def test_a_column_of_years_tells_the_year_of_its_rows():
    drawing = """
        年度   | 合计   | 公务接待费
        ---
        2022年 | 50.00  | 5.00
        2023年 | 60.00  | 6.00
        比上年增减 | 10.00 | 1.00
    """
    found = amounts_of(drawing, "“三公”经费预算表")
    assert fields(found, "fiscal_year", "measure") == [
        (2022, "total"),
        (2022, "total.reception"),
        (2023, "total"),
        (2023, "total.reception"),
        (2023, "change"),
        (2023, "change.reception"),
    ]


def test_a_row_of_a_table_by_units_carries_its_own_unit():
    drawing = """
        单位名称   | 合计
        ---
        合计       | 50.00
        某市水务局 | 40.00
        某市水文站 | 10.00
    """
    assert fields(amounts_of(drawing), "unit_name") == [("某市水务局",), ("某市水务局",), ("某市水文站",)]


def test_a_side_of_a_two_sided_table_that_prints_nothing_in_a_row_has_no_row():
    drawing = """
        收入     | <      | 支出                   | <
        项目     | 预算数 | 项目                   | 预算数
        ---
        一、拨款 | 60.00  | 一、一般公共服务支出   | 50.00
                 |        | 八、社会保障和就业支出 | 10.00
    """
    assert fields(amounts_of(drawing, "收支总表"), "row", "col", "direction", "code_inferred") == [
        (0, 1, "revenue", None),
        (0, 3, "expenditure", "201"),
        (1, 3, "expenditure", "208"),
    ]


def test_a_line_number_counts_for_both_sides():
    drawing = """
        序号 | 收入     | <      | 支出                 | <
        ^    | 项目     | 预算数 | 项目                 | 预算数
        ---
        1    | 一、拨款 | 60.00  | 一、一般公共服务支出 | 60.00
    """
    assert fields(amounts_of(drawing, "收支总表"), "line_no", "direction") == [("1", "revenue"), ("1", "expenditure")]


def test_a_line_with_a_code_has_no_concept_of_its_column():
    drawing = "项目 | 合计 | 基本支出\n---\n一、一般公共服务支出 | 60.00 | 60.00"
    assert fields(amounts_of(drawing), "code_inferred", "concept") == [("201", None), ("201", None)]


def test_the_header_path_is_joined():
    drawing = "科目名称 | 合计 | 其中 | <\n^ | ^ | 基本支出 | 项目支出\n---\n运行 | 60.00 | 60.00 | "
    assert fields(amounts_of(drawing), "header") == [("合计",), ("其中 / 基本支出",), ("其中 / 项目支出",)]


def test_a_row_without_a_name_is_called_by_its_column():
    drawing = """
        合计  | 因公出国（境）费 | 公务接待费
        ---
        60.00 | 50.00            | 10.00
    """
    found = amounts_of(drawing, "“三公”经费支出表")
    assert fields(found, "item_name", "concept") == [
        ("合计", None),
        ("因公出国（境）费", "three_public.overseas"),
        ("公务接待费", "three_public.reception"),
    ]


def test_a_concept_is_the_same_as_a_row_and_as_a_column():
    by_rows = amounts_of("项目 | 预算数\n---\n公务接待费 | 10.00", "“三公”经费支出表")
    by_columns = amounts_of("单位名称 | 合计 | 公务接待费\n---\n某市水务局 | 10.00 | 10.00", "“三公”经费支出表")
    assert by_rows[0].concept == by_columns[1].concept == "three_public.reception"


def test_a_source_that_pays_for_spending_is_no_concept():
    drawing = "科目名称 | 合计 | 单位资金\n---\n口岸建设 | 60.00 | 60.00"
    assert fields(amounts_of(drawing), "measure", "concept") == [("total", None), ("total@source.unit_funds", None)]


def test_a_line_that_prints_a_name_only_gets_the_code_that_the_document_prints_elsewhere():
    names = "项目 | 预算数\n---\n一、一般公共服务支出 | 60.00\n行政运行 | 60.00"
    summary, _ = tidy(table_of(names, "支出总表"), table_of(ONE, "一般公共预算支出表"))
    assert [amount.code_inferred for amount in summary.amounts] == ["201", "2010301"]


def test_a_table_record_says_what_the_table_is():
    table = table_of(ONE, "公开表3", "单位预算支出总表", number="公开表3", notes=("注：含结转。", "第二行"), page=13)
    record = tidy(table)[0].table
    assert (record.table_id, record.role, record.number_printed) == (
        "expenditure_summary",
        "expenditure_summary",
        "公开表3",
    )
    assert (record.title_printed, record.unit_name, record.money_unit) == ("单位预算支出总表", "某市水务局", "万元")
    assert (record.page_first, record.page_last, record.rows, record.columns, record.amounts) == (13, 13, 1, 3, 1)
    assert (record.notes_printed, record.reading, record.proved) == ("注：含结转。\n第二行", "literal", True)
    assert record.faults is None


def test_blank_cells_are_no_amounts_of_a_table():
    record = tidy(table_of("科目名称 | 合计 | 基本支出\n---\n运行 | 60.00 | \n事务 | 0.00 | -", "支出总表"))[0].table
    assert record.amounts == 3


def test_a_table_with_faults_is_not_proved_and_says_why():
    record = tidy(table_of(ONE, "支出总表", faults=("第 1 页：甲", "第 2 页：乙")))[0].table
    assert (record.proved, record.faults) == (False, "第 1 页：甲\n第 2 页：乙")


def test_the_one_unit_of_all_amounts_is_that_of_the_table():
    drawing = "科目名称 | 合计（元）\n---\n行政运行 | 1,234.56"
    assert tidy(table_of(drawing, "支出总表", money_unit=None))[0].table.money_unit == "元"


def test_several_tables_of_a_role_are_told_apart():
    ids = [
        t.table.table_id for t in tidy(table_of(ONE, "支出总表"), table_of(ONE, "收入总表"), table_of(ONE, "支出总表"))
    ]
    assert ids == ["expenditure_summary", "revenue_summary", "expenditure_summary-2"]


def test_an_unknown_table_is_listed_with_its_numbers_and_those_that_nothing_calls_money_have_no_yuan():
    [tidied] = tidy(table_of("科目名称 | 合计 | 保运转\n---\n行政运行 | 60.00 | 40.00", "各科目用款一览表"))
    assert (tidied.table.role, tidied.table.title_printed) == ("other", "各科目用款一览表")
    assert fields(tidied.amounts, "role", "header", "measure", "amount_printed", "amount_yuan") == [
        ("other", "合计", "total", "60.00", Decimal(600000)),
        ("other", "保运转", None, "40.00", None),
    ]


def test_a_performance_sheet_is_listed_with_its_parts_and_without_amounts():
    sheet = table_of("一级指标 | 二级指标 | 指标值\n---\n产出指标 | 数量指标 | 460.00", "绩效目标表", page=20)
    part = table_of("项目名称 | 信息化运维\n预算数 | 5.35", page=21)
    [tidied] = tidy(sheet, part)
    assert (tidied.table.role, tidied.table.rows, tidied.table.page_last) == ("performance_target", 3, 21)
    assert tidied.amounts == ()


def test_without_tables_there_are_no_records():
    assert tidy() == []


printed = st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False)


@given(st.lists(printed, min_size=1, max_size=8), st.sampled_from([("元", 1), ("万元", 10_000)]))
def test_every_printed_amount_is_a_row_with_its_exact_yuan(numbers, unit):
    name, yuan = unit
    body = "\n".join(f"行政运行 | {number:,.2f}" for number in numbers)
    found = amounts_of(f"科目名称 | 合计\n---\n{body}", money_unit=name)
    assert [(amount.row, amount.amount_yuan) for amount in found] == [
        (row, number * yuan) for row, number in enumerate(numbers)
    ]
